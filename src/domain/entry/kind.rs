//! The kind before a colon: `d: `, `Detected: `, `dead end: `.

use crate::domain::kind::{Kind, Via};

/// A kind as typed.
pub(super) struct KindPrefix<'a> {
    pub(super) kind: Kind,
    pub(super) via: Option<Via>,
    /// The rest behind the colon.
    pub(super) rest: &'a str,
}

/// Reads the kind that a line begins with. The colon stands directly behind it, and a space or the end
/// of the line directly behind the colon.
pub(super) fn prefix(line: &str) -> Option<KindPrefix<'_>> {
    let (word, rest) = line.trim_start().split_once(':')?;
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let (kind, via) = Kind::from_typed(word)?;
    Some(KindPrefix { kind, via, rest })
}
