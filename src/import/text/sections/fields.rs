//! Sections whose text is a field: one text, one word, or a list of entries.

use super::heading::without_emphasis;
use super::source::Line;
use super::split::Section;
use super::{Reading, prose, title};
use crate::domain::entry::without_list_mark;
use crate::domain::record::{FieldName, Severity};
use crate::import::line::is_table_row;
use crate::import::proposal::Why;

impl Reading<'_, '_> {
    pub(super) fn field(&mut self, field: FieldName, section: &Section<'_>) {
        let lines = &section.lines[..];
        let (said, ornaments): (Vec<Line<'_>>, Vec<Line<'_>>) =
            lines.iter().partition(|line| !line.is_ornament());
        self.gathered.skip_all(&ornaments, &Why::Ornament);
        let mut lines_said = said.iter().filter(|line| !line.is_blank());
        let Some(first) = lines_said.next() else { return };
        if is_table_row(first.text) && lines_said.next().is_none() {
            // The pairs below the head of the table are sections of their own.
            return self.gathered.skip_all(&said, &Why::Heading);
        }
        let text = prose::text(&said);
        if prose::is_nothing(&text) {
            return self.gathered.skip_all(&said, &Why::NoText);
        }
        match field {
            FieldName::Title => self.for_the_whole(field, &text, &said),
            FieldName::Severity => self.severity(&text, section, &said),
            FieldName::Commander => self.gathered.set(field, without_emphasis(&text), &said),
            field if field.row().list => self.list(field, section, &said),
            field => self.gathered.paragraph(field, &text, &said),
        }
    }

    fn severity(&mut self, text: &str, section: &Section<'_>, lines: &[Line<'_>]) {
        let mut words = text.split(|c: char| c.is_whitespace() || "(),:*".contains(c));
        let named = |word: &str| {
            let digits = word.trim_start_matches(['P', 'p', 'S', 's']);
            Severity::parse(word).or_else(|| Severity::parse(digits))
        };
        let is_named = |word: &&str| word.starts_with(['S', 's', 'P', 'p', '1', '2', '3', '4', '5']);
        let first = words.by_ref().find(|word| !word.is_empty());
        let level = Severity::parse(text).or_else(|| named(first.filter(is_named)?));
        match level {
            Some(level) => self.gathered.set(FieldName::Severity, &level.to_string(), lines),
            None => {
                let told = format!("{}: {text}", section.words);
                self.gathered.paragraph(FieldName::Summary, &told, lines);
            }
        }
    }

    fn list(&mut self, field: FieldName, section: &Section<'_>, lines: &[Line<'_>]) {
        if section.is_inline && field == FieldName::Roles {
            return self.labelled_entry(field, section);
        }
        for entry in prose::entries(lines) {
            let text = prose::text(entry);
            let text = without_list_mark(&text);
            if prose::is_nothing(text) {
                self.gathered.skip_all(entry, &Why::NoText);
            } else {
                self.gathered.entry(field, text, entry);
            }
        }
    }

    /// `Authors: ana, bo` as an entry that says what they are.
    pub(super) fn labelled_entry(&mut self, field: FieldName, section: &Section<'_>) {
        let text = prose::text(&section.lines);
        if prose::is_nothing(&text) {
            return self.gathered.skip_all(&section.lines, &Why::NoText);
        }
        let told = format!("{}: {text}", section.words);
        self.gathered.entry(field, &told, &section.lines);
    }

    /// Sentences up to the first that tells of the repair are about the cause.
    pub(super) fn cause_and_resolution(&mut self, lines: &[Line<'_>]) {
        let text = prose::text(lines);
        if text.is_empty() {
            return;
        }
        let sentences = prose::sentences(&text);
        let repair = sentences
            .iter()
            .position(|sentence| title::tells_of_repair(sentence));
        let at = repair.unwrap_or(sentences.len());
        let (cause, resolution) = (sentences[..at].join(" "), sentences[at..].join(" "));
        let parts = [(FieldName::Cause, cause), (FieldName::Resolution, resolution)];
        let parts = parts.iter().filter(|(_, text)| !text.is_empty());
        // Fields that are there already only grow: their lines belong to a proposal of this place, if there is one.
        let (grown, new): (Vec<_>, Vec<_>) =
            parts.partition(|(field, _)| self.gathered.value(*field).is_some());
        if let ([], [(field, _), ..]) = (&new[..], &grown[..]) {
            self.gathered.skip_all(lines, &Why::PartOf(*field));
        }
        for (field, text) in grown.into_iter().chain(new) {
            self.gathered.remark(*field, text, lines);
        }
    }
}
