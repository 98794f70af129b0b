//! What a person should know of how their line was read.

use std::fmt;

use crate::domain::time::typed::option::DUE_FORMS;
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
    /// `todo` begins the line without a colon and was kept as text.
    TodoWithoutColon,
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
            | Remark::TodoWithoutColon
            | Remark::EmptyText
            | Remark::DueNotRead(_) => RemarkLevel::Hint,
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remark::Time(remark) => remark.fmt(f),
            Remark::LooksLikeTime(part) => write!(f, "'{part}' is kept as text, not a time"),
            Remark::LooksLikeKind(part) => write!(f, "'{part}' is kept as text, not a kind"),
            Remark::TimeAfterKind => f.write_str("a time goes first, before the kind; kept as text"),
            Remark::TodoNotFirst => f.write_str("todo goes first, with no time or kind; kept as text"),
            Remark::TodoWithoutColon => {
                f.write_str("an action item needs a colon, 'todo: ...'; kept as text")
            }
            Remark::EmptyText => f.write_str("no text yet"),
            Remark::DueNotRead(part) => {
                write!(f, "'{part}' is no date that is read ({DUE_FORMS}); kept as text")
            }
        }
    }
}
