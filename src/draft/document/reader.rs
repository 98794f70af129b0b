//! Reads a draft with a Markdown parser.

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Block, Look, Span, Table, Words, html};
use crate::domain::harmless;
use crate::domain::references::is_reference;

/// Blocks within blocks go so deep; what is deeper stands in the last of them.
const DEEPEST: usize = 16;

/// The blocks of a document. Its comments are left out, and of other HTML the tags.
pub(in crate::draft) fn read(markdown: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, options) {
        reader.event(event);
    }
    reader.end_words();
    reader.blocks
}

/// A block that has begun and holds others.
struct Open {
    holder: Holder,
    /// The blocks that the one around it had before.
    before: Vec<Block>,
}

enum Holder {
    Quote,
    List(Option<u64>, Vec<Vec<Block>>),
    Item,
}

/// The document as far as it has been read.
#[derive(Default)]
struct Reader {
    /// The blocks of the innermost open one.
    blocks: Vec<Block>,
    open: Vec<Open>,
    /// The number of blocks that are open and too deep to be told apart.
    too_deep: usize,
    words: Words,
    look: Look,
    link: Option<String>,
    table: Table,
    row: Vec<Words>,
    /// The text of a block of code or of HTML, while one is open.
    raw: Option<String>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) if self.raw.is_some() => {
                self.raw.get_or_insert_default().push_str(&text);
            }
            Event::Text(text) => self.say(&text, self.look),
            Event::Code(code) => {
                // Recorded text that only a forge would replace stands in code for the forge's sake.
                let is_code = !is_reference(&code);
                self.say(&code, Look { is_code, ..self.look });
            }
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.say("\n", self.look),
            Event::HardBreak => self.say("\n", self.look),
            Event::SoftBreak => self.say(" ", self.look),
            Event::TaskListMarker(done) => self.say(if done { "[x] " } else { "[ ] " }, self.look),
            Event::Rule => {
                self.end_words();
                self.blocks.push(Block::Rule);
            }
            // Tags within a line; nothing else is switched on.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.look.is_bold = true,
            Tag::Emphasis => self.look.is_italic = true,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.link = Some(harmless::line(&dest_url).into_owned());
            }
            Tag::BlockQuote(_) => self.open(Holder::Quote),
            Tag::List(first) => self.open(Holder::List(first, Vec::new())),
            Tag::Item => self.open(Holder::Item),
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.end_words();
                self.raw = Some(String::new());
            }
            Tag::Table(columns) => {
                self.end_words();
                let is_right = columns.iter().map(|column| *column == Alignment::Right);
                self.table.is_right = is_right.collect();
            }
            Tag::Paragraph | Tag::Heading { .. } => self.end_words(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.look.is_bold = false,
            TagEnd::Emphasis => self.look.is_italic = false,
            TagEnd::Link | TagEnd::Image => self.link = None,
            TagEnd::Paragraph => self.end_words(),
            TagEnd::Heading(level) => {
                let words = self.taken();
                let level = depth(level);
                self.blocks.push(Block::Heading { level, words });
            }
            TagEnd::CodeBlock => {
                let text = self.raw.take().unwrap_or_default();
                self.blocks
                    .push(Block::Code(harmless::block(text.trim_end()).into_owned()));
            }
            TagEnd::HtmlBlock => {
                let words = html::words(&self.raw.take().unwrap_or_default());
                self.say(&words, Look::default());
                self.end_words();
            }
            TagEnd::TableCell => {
                let cell = self.taken();
                self.row.push(cell);
            }
            TagEnd::TableHead => self.table.head = std::mem::take(&mut self.row),
            TagEnd::TableRow => self.table.rows.push(std::mem::take(&mut self.row)),
            TagEnd::Table => self.blocks.push(Block::Table(std::mem::take(&mut self.table))),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.close(),
            _ => {}
        }
    }

    fn open(&mut self, holder: Holder) {
        self.end_words();
        if self.open.len() >= 2 * DEEPEST {
            self.too_deep += 1;
            return;
        }
        let before = std::mem::take(&mut self.blocks);
        self.open.push(Open { holder, before });
    }

    fn close(&mut self) {
        self.end_words();
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(Open { holder, before }) = self.open.pop() else {
            return;
        };
        let inside = std::mem::replace(&mut self.blocks, before);
        match holder {
            Holder::Quote => self.blocks.push(Block::Quote(inside)),
            Holder::List(first, items) => self.blocks.push(Block::List { first, items }),
            Holder::Item => {
                if let Some(Open {
                    holder: Holder::List(_, items),
                    ..
                }) = self.open.last_mut()
                {
                    items.push(inside);
                }
            }
        }
    }

    /// Adds words, to the last ones where they look the same.
    fn say(&mut self, text: &str, look: Look) {
        match self.words.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.look == look && last.link == self.link => last.text.push_str(text),
            _ => self.words.push(Span {
                text: text.to_owned(),
                look,
                link: self.link.clone(),
            }),
        }
    }

    /// The words since the last block, harmless: a letter may have come in pieces, or by its number.
    fn taken(&mut self) -> Words {
        let mut words = std::mem::take(&mut self.words);
        for span in &mut words {
            span.text = harmless::block(&span.text).into_owned();
        }
        words
    }

    /// Ends a paragraph; those of a tight list have no end of their own.
    fn end_words(&mut self) {
        if !self.words.is_empty() {
            let words = self.taken();
            self.blocks.push(Block::Paragraph(words));
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
