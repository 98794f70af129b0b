//! The things that the lanes leave for below the axis.

use std::collections::BTreeSet;

use super::marks::Glyph;

/// The things that the legend and the key tell.
#[derive(Debug, Default)]
pub(super) struct Below {
    /// The marks that occur.
    pub(super) glyphs: BTreeSet<Glyph>,
    /// The suspicions that had no room, in the order of their letters.
    pub(super) key: Vec<String>,
}
