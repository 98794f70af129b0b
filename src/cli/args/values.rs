//! The values that options of several verbs take.

use crate::domain::kind::{Kind, Via};
use crate::domain::nearest::nearest;

/// The words before the value that was most likely meant.
pub(in crate::cli) const DID_YOU_MEAN: &str = "did you mean ";

/// A kind as typed after `--kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct KindWord {
    pub(in crate::cli) kind: Kind,
    pub(in crate::cli) via: Option<Via>,
}

/// Reads a kind, whatever word for it.
pub(in crate::cli) fn kind(word: &str) -> Result<KindWord, String> {
    let word = word.trim().trim_end_matches(':');
    let known = Kind::from_typed(word).map(|(kind, via)| KindWord { kind, via });
    known.ok_or_else(|| {
        let names: Vec<_> = Kind::ROWS.iter().map(|row| row.wire).collect();
        let also = Kind::ROWS.iter().flat_map(|row| row.also).map(|alias| alias.word);
        let meant = meant(nearest(word, names.iter().copied().chain(also)));
        format!("{meant}the kinds are {}", names.join(" "))
    })
}

/// Words for what was most likely meant, before all that could have been.
pub(in crate::cli) fn meant(nearest: Option<&str>) -> String {
    nearest.map_or(String::new(), |word| format!("{DID_YOU_MEAN}'{word}'? "))
}
