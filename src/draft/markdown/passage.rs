//! A passage of a document, in which markup can pair up: its text, and the parts of it that were recorded.

use std::borrow::Cow;
use std::ops::Range;

use crate::domain::references::{has_shortcode, references};

use super::addresses::addresses;
use super::edits::{Edit, edited};
use super::place::Place;
use super::signs::{Signs, has_entity};
use super::{CLOSES, OPENS};

/// A passage, without the marks around what was recorded.
pub(super) struct Passage<'a> {
    text: Cow<'a, str>,
    /// None has a line's end in it.
    recorded: Vec<Range<usize>>,
}

/// A stretch of recorded text that is written as one, with nothing escaped in it.
struct Span {
    range: Range<usize>,
    around: (&'static str, &'static str),
}

impl<'a> Passage<'a> {
    /// Takes the marks away.
    pub(super) fn of(marked: &'a str) -> Passage<'a> {
        let Some(first) = marked.find(OPENS) else {
            return Passage {
                text: Cow::Borrowed(marked),
                recorded: Vec::new(),
            };
        };
        let mut text = marked[..first].to_owned();
        let mut recorded = Vec::new();
        for piece in marked[first..].split(OPENS).skip(1) {
            // Where a template cuts a text, its end may be missing.
            let (inside, behind) = piece.split_once(CLOSES).unwrap_or((piece, ""));
            let start = text.len();
            text.push_str(inside);
            recorded.push(start..text.len());
            text.push_str(behind);
        }
        Passage {
            text: Cow::Owned(text),
            recorded,
        }
    }

    /// The passage with what was recorded escaped.
    pub(super) fn escaped(self) -> Cow<'a, str> {
        if self.recorded.is_empty() {
            return self.text;
        }
        let places = Place::all(&self.text, &self.recorded);
        let spans: Vec<Span> = places.iter().flat_map(|place| self.spans(place)).collect();
        let masked = self.masked(&spans);
        let signs = Signs::of(&masked);
        let mut edits: Vec<Edit> = places.iter().flat_map(|place| signs.of_place(place)).collect();
        for Span { range, around } in spans {
            edits.push(Edit::before(range.start, around.0));
            edits.push(Edit::behind(range.end, around.1));
        }
        edits.sort_by_key(Edit::order);
        let unlinked: Vec<Edit> = places
            .iter()
            .flat_map(|place| signs.against_links(place, &edits))
            .collect();
        edits.extend(unlinked);
        edits.sort_by_key(Edit::order);
        Cow::Owned(edited(&self.text, &edits))
    }

    /// The addresses of a place, and what a forge would replace around them.
    fn spans(&self, place: &Place) -> Vec<Span> {
        let piece = &self.text[place.range.clone()];
        let mut links = addresses(piece);
        links.retain(|link| can_be_linked(&piece[link.clone()], place));
        let mut spans = Vec::new();
        let mut from = 0;
        let end = piece.len()..piece.len();
        for link in links.into_iter().chain([end]) {
            spans.extend(
                references(&piece[from..link.start])
                    .into_iter()
                    .map(|reference| Span {
                        range: moved(&reference, place.range.start + from),
                        around: ("`", "`"),
                    }),
            );
            from = link.end;
            if !link.is_empty() {
                spans.push(Span {
                    range: moved(&link, place.range.start),
                    around: ("<", ">"),
                });
            }
        }
        spans
    }

    /// The text with a dot for every byte of what has markup around it: nothing in there means anything.
    fn masked(&self, spans: &[Span]) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut from = 0;
        for Span { range, .. } in spans {
            out.push_str(&self.text[from..range.start]);
            out.extend(std::iter::repeat_n('.', range.len()));
            from = range.end;
        }
        out.push_str(&self.text[from..]);
        out
    }
}

/// True of an address that every renderer shows as it is written, and in which nobody sees anything else: an entity is
/// read in one by some, a formula can end there, a forge draws its pictures there too, and hotwash reads `[a` as a place to
/// fill in.
fn can_be_linked(address: &str, place: &Place) -> bool {
    let has_bracket = address
        .match_indices('[')
        .any(|(at, _)| address[at + 1..].starts_with(|c: char| c.is_ascii_lowercase()));
    let is_parted = place.is_in_row && address.contains('|');
    let shows_something = has_entity(address) || has_shortcode(address) || address.contains('$');
    !(place.is_label || is_parted || has_bracket || shows_something)
}

fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
