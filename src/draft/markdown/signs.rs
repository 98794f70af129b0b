//! Decides letter by letter what of a recorded text would be markup.

use super::begins;
use super::delimiters::pairing;
use super::edits::Edit;
use super::place::Place;

/// A passage whose spans are masked, and what is known of it as one.
pub(super) struct Signs<'a> {
    text: &'a str,
    /// By byte: true where emphasis and the like could come about.
    paired: Vec<bool>,
    /// The last `]:`, which could end what a link's definition begins with.
    last_definition: Option<usize>,
    /// The last `>`, which could end a tag.
    last_end: Option<usize>,
}

impl<'a> Signs<'a> {
    /// Looks at a passage.
    pub(super) fn of(text: &'a str) -> Signs<'a> {
        Signs {
            text,
            paired: pairing(text),
            last_definition: text.rfind("]:"),
            last_end: text.rfind('>'),
        }
    }

    /// The escapes that a place asks for, in order.
    pub(super) fn of_place(&self, place: &Place) -> Vec<Edit> {
        let range = place.range.clone();
        let piece = &self.text[range.clone()];
        let begins = place
            .begins_line
            .then(|| begins::marker(piece, place.begins_item))
            .flatten();
        let ends = place
            .ends_heading
            .then(|| closing_hashes(piece, &self.text[..range.start]))
            .flatten();
        let begun = begins.map(|at| at..at + run_length(&piece[at..]));
        let is_marker = |at: usize| begun.as_ref().is_some_and(|run| run.contains(&at)) || ends == Some(at);
        let start = range.start;
        range
            .filter_map(|at| match self.sign(at, place) {
                None if is_marker(at - start) => Some(Edit::before(at, "\\")),
                sign => sign,
            })
            .collect()
    }

    /// The escape of a letter that is one byte long, wherever in its line it stands.
    fn sign(&self, at: usize, place: &Place) -> Option<Edit> {
        let bytes = self.text.as_bytes();
        let next = bytes.get(at + 1).copied();
        let is_markup = match bytes[at] {
            b'<' => return self.begins_tag(at, place).then(|| Edit::instead(at, "&lt;")),
            b'&' => return is_entity(&self.text[at + 1..]).then(|| Edit::instead(at, "&amp;")),
            b'\\' => next.is_none_or(|next| next == b'\n' || next.is_ascii_punctuation()),
            b'`' => true,
            b'*' | b'_' | b'~' | b'$' | b'=' => self.paired[at],
            b'|' => place.is_in_row,
            b'[' => place.is_label || self.opens(at, place),
            b']' => place.is_label || next == Some(b'('),
            // The template's bracket and this would be a note's.
            b'^' => place.is_label && at == place.range.start,
            _ => false,
        };
        is_markup.then(|| Edit::before(at, "\\"))
    }

    /// True of `<` before what could be a tag, a comment or an address.
    fn begins_tag(&self, at: usize, place: &Place) -> bool {
        let rest = &self.text[at + 1..];
        if rest.starts_with(['/', '!', '?']) {
            return true;
        }
        // An address ends before a `<`, but not where that is escaped.
        let address = rest
            .find(|c: char| c.is_whitespace() || c == '>')
            .unwrap_or(rest.len());
        let is_address = rest[address..].starts_with('>') && rest[..address].contains([':', '@']);
        let inside = rest[..address].split('<').next().unwrap_or_default();
        // A tag may go on over lines; one that begins a line need not even end.
        let may_end =
            at == place.range.start && place.begins_line || self.last_end.is_some_and(|end| end > at);
        is_address || (may_end && is_tag(inside))
    }

    /// True of a bracket that opens the name of a page, a note, a definition, or a place to fill in.
    fn opens(&self, at: usize, place: &Place) -> bool {
        let bytes = self.text.as_bytes();
        let (before, next) = (at.checked_sub(1).map(|before| bytes[before]), bytes.get(at + 1));
        let is_place = next.is_some_and(u8::is_ascii_lowercase);
        let defines =
            at == place.range.start && place.begins_line && self.last_definition.is_some_and(|end| end > at);
        let is_note = before == Some(b'^') || (place.is_in_row && next == Some(&b'^'));
        next == Some(&b'[') || is_note || is_place || defines
    }

    /// The escapes that keep a renderer which links `www.` and other schemes by itself from doing so, where an escape in
    /// the address would show. `edits` are those that were made, in order.
    pub(super) fn against_links(&self, place: &Place, edits: &[Edit]) -> Vec<Edit> {
        let mut found = Vec::new();
        let piece = &self.text[place.range.clone()];
        let mut start = place.range.start;
        // The backslash that breaks the line would be taken for a part of an address.
        let breaks = self.text[place.range.end..].starts_with('\\');
        for word in piece.split_inclusive(char::is_whitespace) {
            let end = start + word.len();
            let first = edits.partition_point(|edit| edit.at < start);
            let is_escaped = edits.get(first).is_some_and(|edit| edit.at < end);
            if is_escaped || place.is_label || (breaks && end == place.range.end) {
                let dots = word.match_indices("www.").map(|(at, _)| at + 3);
                let colons = word.match_indices("://").map(|(at, _)| at);
                found.extend(dots.chain(colons).map(|at| Edit::before(start + at, "\\")));
            }
            start = end;
        }
        found
    }
}

/// True of the name of a tag, alone or before its end.
fn is_tag(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    word.starts_with(|c: char| c.is_ascii_alphabetic()) && (rest.is_empty() || rest.starts_with('/'))
}

/// The letters of a marker that are escaped: what is left of a run could emphasise.
fn run_length(marker: &str) -> usize {
    match marker.chars().next() {
        Some(letter @ ('*' | '_' | '~')) => marker.len() - marker.trim_start_matches(letter).len(),
        Some(_) | None => 1,
    }
}

/// The place of the hashes that would end a heading and not be shown.
fn closing_hashes(piece: &str, before: &str) -> Option<usize> {
    let rest = piece.trim_end_matches('#');
    let is_apart = rest.ends_with(char::is_whitespace) || (rest.is_empty() && before.ends_with(' '));
    (rest.len() < piece.len() && is_apart).then_some(rest.len())
}

/// True if an entity stands anywhere in a text.
pub(super) fn has_entity(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| is_entity(&text[at + 1..]))
}

fn is_entity(rest: &str) -> bool {
    let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '#'));
    end.is_some_and(|end| end > 0 && rest[end..].starts_with(';'))
}
