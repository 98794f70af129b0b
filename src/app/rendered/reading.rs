//! Reads Markdown block by block and lays each of them out.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::lines::broken;
use super::table::{self, Row};
use super::{Face, Line, Span};
use crate::domain::harmless::{self, wrap};

/// The heading below which all are questions.
const QUESTIONS: &str = "What is still unknown";

/// Stands for a bracket that was recorded, which is no place to fill in. No draft has this letter.
const RECORDED_BRACKET: char = '\u{fdd2}';

/// The lines of a draft.
pub(super) fn read(draft: &str, columns: usize) -> Vec<Line> {
    let marked = draft.replace("\\[", &RECORDED_BRACKET.to_string());
    let mut reading = Reading {
        columns,
        ..Reading::default()
    };
    for event in Parser::new_ext(&marked, Options::ENABLE_TABLES) {
        reading.take(event);
    }
    reading.end_of_block();
    while reading.lines.last().is_some_and(Vec::is_empty) {
        reading.lines.pop();
    }
    reading.lines
}

/// A draft as far as it was read.
#[derive(Default)]
struct Reading {
    columns: usize,
    lines: Vec<Line>,
    /// The text of the block that is being read.
    text: Vec<Span>,
    /// The sign before the next line of an item, until it is printed.
    sign: Option<String>,
    /// The numbers of the next items of the lists that are open; `None`: without a number.
    lists: Vec<Option<u64>>,
    strong: usize,
    slanted: usize,
    in_heading: bool,
    in_code: bool,
    in_questions: bool,
    rows: Vec<Row>,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => self.code(&text),
            Event::Text(text) | Event::Code(text) => self.say(&text),
            Event::SoftBreak => self.say(" "),
            Event::HardBreak => self.say("\n"),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::Rule => self
                .lines
                .push(vec![Span::new("─".repeat(self.columns), Face::Quiet)]),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.say(&text)
            }
            Event::TaskListMarker(done) => self.say(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.begin_block();
                self.in_heading = true;
            }
            Tag::Paragraph if self.sign.is_none() => self.begin_block(),
            Tag::List(first) => {
                match self.lists.is_empty() {
                    true => self.begin_block(),
                    false => self.end_of_block(),
                }
                self.lists.push(*first);
            }
            Tag::Item => {
                self.end_of_block();
                self.sign = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    Some(None) | None => "- ".to_owned(),
                });
            }
            Tag::CodeBlock(_) => {
                self.end_of_block();
                self.in_code = true;
            }
            Tag::Table(_) => self.begin_block(),
            Tag::TableHead | Tag::TableRow => self.rows.push(Row::new()),
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.slanted += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let words: String = self.text.iter().map(|span| span.text.as_str()).collect();
                self.in_questions = words == QUESTIONS;
                self.end_of_block();
                self.in_heading = false;
            }
            TagEnd::Paragraph | TagEnd::Item => self.end_of_block(),
            TagEnd::List(_) => {
                self.end_of_block();
                self.lists.pop();
            }
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::TableCell => {
                let text = places(std::mem::take(&mut self.text));
                if let Some(row) = self.rows.last_mut() {
                    row.push(text);
                }
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                self.lines.extend(table::drawn(&rows, self.columns));
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.slanted = self.slanted.saturating_sub(1),
            _ => {}
        }
    }

    fn face(&self) -> Face {
        match () {
            () if self.in_heading => Face::Heading,
            () if self.in_questions => Face::Place,
            () if self.strong > 0 => Face::Bold,
            () if self.slanted > 0 => Face::Quiet,
            () => Face::Plain,
        }
    }

    fn say(&mut self, text: &str) {
        let face = self.face();
        match self.text.last_mut().filter(|last| last.face == face) {
            Some(last) => last.text.push_str(text),
            None => self.text.push(Span::new(text, face)),
        }
    }

    /// A line break in a cell; of other tags only the words between them are shown.
    fn html(&mut self, html: &str) {
        if html.trim() == "<br>" {
            return self.say("\n");
        }
        let mut rest = html.trim();
        while let Some((before, behind)) = rest.split_once('<') {
            self.say(before);
            rest = behind.split_once('>').map_or("", |(_, behind)| behind);
        }
        self.say(rest);
    }

    fn code(&mut self, text: &str) {
        let indent = self.indent();
        let room = self.columns.saturating_sub(indent.len() + 2).max(1);
        for line in text
            .replace(RECORDED_BRACKET, "\\[")
            .lines()
            .flat_map(|line| wrap(line, room))
        {
            self.lines
                .push(vec![Span::new(format!("{indent}  {line}"), Face::Quiet)]);
        }
    }

    /// An empty line before what comes next.
    fn begin_block(&mut self) {
        self.end_of_block();
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(Line::new());
        }
    }

    fn indent(&self) -> String {
        let most = self.columns / 3;
        " ".repeat((2 * self.lists.len()).min(most))
    }

    fn end_of_block(&mut self) {
        let text = places(std::mem::take(&mut self.text));
        let is_empty = text.iter().all(|span| span.text.trim().is_empty());
        if is_empty {
            return;
        }
        let indent = self.indent();
        let sign = self.sign.take();
        let first = match &sign {
            Some(sign) => format!("{}{sign}", &indent[..indent.len().saturating_sub(2)]),
            None => indent.clone(),
        };
        let before = harmless::width(&first).max(indent.len());
        let room = self.columns.saturating_sub(before).max(1);
        for (nth, line) in broken(&text, room).into_iter().enumerate() {
            let mut whole = Line::new();
            if before > 0 {
                let shown = if nth == 0 {
                    first.clone()
                } else {
                    " ".repeat(before)
                };
                whole.push(Span::new(shown, Face::Plain));
            }
            whole.extend(line);
            self.lines.push(whole);
        }
    }
}

/// The text with the places to fill in marked: brackets that begin with a small letter and are no link.
fn places(text: Vec<Span>) -> Vec<Span> {
    let mut out = Vec::new();
    for span in text {
        let mut rest = span.text.as_str();
        while let Some((before, inside)) = place(rest) {
            let plain = &rest[..before];
            let end = before + inside;
            out.push(Span::new(shown(plain), span.face));
            out.push(Span::new(shown(&rest[before..end]), Face::Place));
            rest = &rest[end..];
        }
        out.push(Span::new(shown(rest), span.face));
    }
    out.retain(|span| !span.text.is_empty());
    out
}

/// The beginning and the length of the first place of a text.
fn place(text: &str) -> Option<(usize, usize)> {
    text.match_indices('[').find_map(|(at, _)| {
        let is_place = text[at + 1..].starts_with(|c: char| c.is_ascii_lowercase());
        let length = text[at..].find(']').filter(|_| is_place)? + 1;
        Some((at, length))
    })
}

fn shown(text: &str) -> String {
    text.replace(RECORDED_BRACKET, "[")
}
