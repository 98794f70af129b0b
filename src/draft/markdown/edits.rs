//! The changes that escape a text, and the text with them.

/// A change at one place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// The byte before which it stands.
    pub(super) at: usize,
    is_behind: bool,
    written: &'static str,
    /// The bytes that it takes the place of.
    replaced: usize,
}

impl Edit {
    /// Written before the letter at this place.
    pub(super) const fn before(at: usize, written: &'static str) -> Edit {
        Edit {
            at,
            is_behind: false,
            written,
            replaced: 0,
        }
    }

    /// Written behind what ends at this place.
    pub(super) const fn behind(at: usize, written: &'static str) -> Edit {
        Edit {
            at,
            is_behind: true,
            written,
            replaced: 0,
        }
    }

    /// Written instead of the one byte at this place.
    pub(super) const fn instead(at: usize, written: &'static str) -> Edit {
        Edit {
            at,
            is_behind: false,
            written,
            replaced: 1,
        }
    }

    /// Sorts edits into the order of the text: what ends at a place comes before what begins there.
    pub(super) fn order(&self) -> (usize, bool) {
        (self.at, !self.is_behind)
    }
}

/// The text with these edits, which are in order.
pub(super) fn edited(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.len());
    let mut copied = 0;
    for edit in edits {
        out.push_str(&text[copied..edit.at]);
        out.push_str(edit.written);
        copied = edit.at + edit.replaced;
    }
    out.push_str(&text[copied..]);
    out
}
