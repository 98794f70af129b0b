//! Reads the lines of a section of action items: lists with and without bullets, groups, tables, prose around them.

use super::gathered::Gathered;
use super::heading::without_emphasis;
use super::item::{self, Attribute};
use super::prose;
use super::source::Line;
use super::table::ItemColumns;
use crate::domain::entry::{EntryActionItem, without_list_mark};
use crate::domain::record::{FieldName, Purpose};
use crate::domain::time::typed::TimeContext;
use crate::import::line::{cells, is_table_row, is_table_rule};
use crate::import::proposal::Why;

/// First words of a sentence that is no work to do.
const NO_ORDER: &[&str] = &[
    "a",
    "an",
    "the",
    "this",
    "that",
    "these",
    "those",
    "it",
    "we",
    "our",
    "they",
    "in",
    "by",
    "to",
    "for",
    "as",
    "at",
    "on",
    "with",
    "during",
    "after",
    "from",
    "overall",
    "moving",
    "going",
    "finally",
    "however",
    "additionally",
    "furthermore",
    "although",
    "while",
    "thanks",
    "due",
    "there",
    "following",
    "specific",
    "i",
    "all",
    "wir",
    "die",
    "der",
    "das",
    "um",
    "nous",
    "le",
    "la",
    "les",
    "pour",
    "los",
    "las",
    "el",
    "para",
];

/// Lines that belong together, until it is clear what they are.
struct Open<'a> {
    /// The action item; `None` for prose.
    item: Option<EntryActionItem>,
    lines: Vec<Line<'a>>,
    indent: usize,
}

/// The list that is being read.
struct Items<'c, 'g, 'f, 'a> {
    context: &'c TimeContext,
    gathered: &'g mut Gathered<'f>,
    purpose: Option<Purpose>,
    /// True in a list without bullets; `None` before its first item.
    is_bare: Option<bool>,
    columns: Option<ItemColumns>,
    open: Option<Open<'a>>,
    has_items: bool,
}

/// Reads the lines of a section. Where the document ends with it, the prose at its end is a lesson.
pub(super) fn read<'a>(
    lines: &[Line<'a>],
    purpose: Option<Purpose>,
    is_end: bool,
    context: &TimeContext,
    gathered: &mut Gathered<'_>,
) {
    let mut items = Items {
        context,
        gathered,
        purpose,
        is_bare: None,
        columns: None,
        open: None,
        has_items: false,
    };
    for (nth, line) in lines.iter().enumerate() {
        items.line(line, lines.get(nth + 1));
    }
    let is_end = is_end && items.has_items;
    items.close(is_end);
}

impl<'a> Items<'_, '_, '_, 'a> {
    fn line(&mut self, line: &Line<'a>, next: Option<&Line<'a>>) {
        let raw = line.trimmed();
        if !is_table_row(raw) {
            self.columns = None;
        }
        if line.is_blank() {
            // A paragraph of prose goes on behind an empty line; an item does not.
            if self.open.as_ref().is_some_and(|open| open.item.is_some()) {
                self.close(false);
            }
        } else if is_table_rule(raw) || line.is_ornament() {
            self.gathered.skip_all(&[*line], &Why::Ornament);
        } else if is_table_row(raw) {
            self.row(line, next);
        } else if let Some(words) = self.group(line) {
            self.close(false);
            self.purpose = item::purpose_of(words).or(self.purpose);
            self.is_bare = None;
            self.gathered.skip_all(&[*line], &Why::Heading);
        } else {
            self.text(line);
        }
    }

    /// The words of a heading of a group: one that is laid out as such, or a short line with a colon at its end.
    fn group(&self, line: &Line<'a>) -> Option<&'a str> {
        let raw = line.trimmed();
        let is_marked = raw.starts_with('#') && raw.trim_start_matches('#').starts_with(' ');
        let is_bold = raw.len() > 4
            && raw.starts_with("**")
            && raw.ends_with("**")
            && !raw[2..raw.len() - 2].contains("**");
        let words = line.unmarked();
        let is_label = without_emphasis(words).ends_with(':') && words.len() <= 80 && !self.is_in_prose();
        (is_marked || is_bold || is_label).then_some(words)
    }

    fn is_in_prose(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.item.is_none())
    }

    fn text(&mut self, line: &Line<'a>) {
        if let Some(open) = &mut self.open {
            let is_nested = line.indent() > open.indent;
            let goes_on = match &open.item {
                Some(_) if line.is_item() => is_nested && self.is_bare == Some(false),
                Some(_) => {
                    is_nested || self.is_bare == Some(false) || line.trimmed().starts_with(char::is_lowercase)
                }
                None => !line.is_item() || self.is_bare == Some(true),
            };
            if goes_on {
                return self.go_on(line);
            }
        }
        let first = line
            .unmarked()
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let is_order = !NO_ORDER.contains(&&*first.to_lowercase());
        let is_item = line.is_item() && self.is_bare != Some(true) || is_order && self.is_bare != Some(false);
        let is_item = is_item && !prose::is_nothing(line.unmarked());
        self.close(false);
        if prose::is_nothing(line.unmarked()) {
            return self.gathered.skip_all(&[*line], &Why::NoText);
        }
        if is_item {
            self.is_bare = Some(!line.is_item());
        }
        self.open = Some(Open {
            item: is_item.then(|| item::read(line.trimmed(), self.purpose, self.context)),
            lines: vec![*line],
            indent: line.indent(),
        });
    }

    fn go_on(&mut self, line: &Line<'a>) {
        let Some(open) = &mut self.open else { return };
        open.lines.push(*line);
        let Some(item) = &mut open.item else {
            // Prose that ends with a colon leads to a list.
            if line.trimmed().ends_with(':') {
                let words = prose::text(&open.lines);
                self.purpose = item::purpose_of(&words).or(self.purpose);
                self.close(false);
                self.is_bare = None;
            }
            return;
        };
        let text = line.unmarked();
        match Attribute::read(text, self.context) {
            Some(attribute) => attribute.give(item),
            None => {
                item.text.push_str(if line.is_item() { "\n" } else { " " });
                item.text.push_str(text);
            }
        }
    }

    fn row(&mut self, line: &Line<'a>, next: Option<&Line<'a>>) {
        self.close(false);
        let Some(row) = cells(line.trimmed()) else {
            return self.gathered.skip_all(&[*line], &Why::Prose);
        };
        if next.is_some_and(|next| is_table_rule(next.text)) {
            self.columns = Some(ItemColumns::of(&row));
            return self.gathered.skip_all(&[*line], &Why::Heading);
        }
        let columns = self.columns.get_or_insert_with(|| ItemColumns::of(&[]));
        match columns.item(&row, self.purpose, self.context) {
            Some(mut item) => {
                item::take_attributes(&mut item, self.context);
                self.has_items = true;
                self.gathered.item(item, &[*line]);
            }
            None => self.gathered.skip_all(&[*line], &Why::NoText),
        }
    }

    fn close(&mut self, is_end: bool) {
        let Some(open) = self.open.take() else { return };
        match open.item {
            Some(item) => {
                self.has_items = true;
                self.gathered.item(item, &open.lines);
            }
            None if is_end => {
                let text = prose::text(&open.lines);
                let text = without_list_mark(&text);
                self.gathered.paragraph(FieldName::Lessons, text, &open.lines);
            }
            None => self.gathered.skip_all(&open.lines, &Why::Prose),
        }
    }
}
