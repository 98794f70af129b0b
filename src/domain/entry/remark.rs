//! What a person should know of how their line was read.

use std::fmt;

use crate::domain::time::typed::{RemarkLevel, TimeRemark};

/// One thing to know of a reading. `Display` says it in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Of the time that was read.
    Time(TimeRemark),
    /// This part was kept as text: it is like a time, but none.
    LooksLikeTime(String),
    /// This part was kept as text: it is like a kind, but none.
    LooksLikeKind(String),
    /// A time stands behind the kind and was kept as text.
    TimeAfterKind,
    /// `todo` stands behind a time or a kind and was kept as text.
    TodoNotFirst,
    /// There is a time, a kind or `todo`, and nothing after it.
    EmptyText,
    /// What stands after `due` at the end was kept as text: it is no date.
    DueNotRead(String),
}

impl Remark {
    /// How much it matters.
    pub fn level(&self) -> RemarkLevel {
        match self {
            Remark::Time(remark) => remark.level(),
            Remark::LooksLikeTime(_)
            | Remark::LooksLikeKind(_)
            | Remark::TimeAfterKind
            | Remark::TodoNotFirst
            | Remark::EmptyText
            | Remark::DueNotRead(_) => RemarkLevel::Hint,
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remark::Time(remark) => remark.fmt(f),
            Remark::LooksLikeTime(part) => write!(f, "'{part}' is kept as text, not read as a time"),
            Remark::LooksLikeKind(part) => write!(f, "'{part}' is kept as text, not read as a kind"),
            Remark::TimeAfterKind => f.write_str("a time goes first, before the kind; kept as text"),
            Remark::TodoNotFirst => f.write_str("todo goes first, with no time or kind; kept as text"),
            Remark::EmptyText => f.write_str("no text yet"),
            Remark::DueNotRead(part) => write!(f, "'{part}' is no date (2026-12-01); kept as text"),
        }
    }
}
