//! Takes a draft apart into headings, items, labelled texts and paragraphs. No recorded text can begin one of them.

use super::pieces::Place;

/// The layout of a piece of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A heading of this level.
    Heading(usize),
    /// An item of a list.
    Item,
    /// A text behind words in bold.
    Label,
    /// Paragraphs.
    Text,
    /// Evidence below an item.
    Evidence,
    /// A row of a table.
    Row,
    /// A comment: the trailer.
    Comment,
}

/// A piece of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk<'a> {
    /// Its layout.
    pub(super) mark: Mark,
    /// The number of its first line.
    first: usize,
    /// Its lines; blank ones in between too.
    pub(super) lines: Vec<&'a str>,
}

impl<'a> Chunk<'a> {
    /// Its lines with their place.
    pub(super) fn place(&self) -> Place {
        Place {
            line: self.first,
            last_line: self.first + self.lines.len() - 1,
            raw: self.lines.join("\n"),
        }
    }

    /// Its first line, without the mark before it.
    pub(super) fn head(&self) -> &'a str {
        let line = self.lines.first().copied().unwrap_or_default();
        match self.mark {
            Mark::Heading(level) => line[level..].trim(),
            Mark::Item => line.strip_prefix("- ").unwrap_or(line),
            Mark::Label | Mark::Text | Mark::Evidence | Mark::Row | Mark::Comment => line,
        }
    }
}

/// The pieces of a draft, in order.
pub(super) fn chunks(text: &str) -> Vec<Chunk<'_>> {
    let mut chunks: Vec<Chunk<'_>> = Vec::new();
    for (nth, line) in text.lines().enumerate() {
        let goes_on = chunks.last().is_some_and(|last| last.goes_on_with(line));
        match chunks.last_mut() {
            Some(last) if goes_on => last.lines.push(line),
            Some(_) | None if line.trim().is_empty() => {}
            Some(_) | None => chunks.push(Chunk {
                mark: begins(line).unwrap_or(Mark::Text),
                first: nth + 1,
                lines: vec![line],
            }),
        }
    }
    for chunk in &mut chunks {
        let said = chunk.lines.iter().rposition(|line| !line.trim().is_empty());
        chunk.lines.truncate(said.map_or(1, |said| said + 1));
    }
    chunks
}

impl Chunk<'_> {
    fn goes_on_with(&self, line: &str) -> bool {
        let indent = line.len() - line.trim_start().len();
        let is_blank = line.trim().is_empty();
        let is_apart = self.lines.last().is_some_and(|last| last.trim().is_empty());
        match self.mark {
            Mark::Comment => !self.lines.iter().any(|line| line.trim_end().ends_with("-->")),
            Mark::Heading(_) | Mark::Row => false,
            Mark::Evidence => is_blank || indent >= 4,
            Mark::Item => begins(line).is_none() && (is_blank || indent >= 2 || !is_apart),
            Mark::Label | Mark::Text => begins(line).is_none(),
        }
    }
}

fn begins(line: &str) -> Option<Mark> {
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        return Some(Mark::Heading(hashes));
    }
    let marks = [
        ("- ", Mark::Item),
        ("**", Mark::Label),
        ("  - Evidence: ", Mark::Evidence),
        ("|", Mark::Row),
        ("<!--", Mark::Comment),
    ];
    marks
        .into_iter()
        .find(|(mark, _)| line.starts_with(mark))
        .map(|(_, mark)| mark)
}
