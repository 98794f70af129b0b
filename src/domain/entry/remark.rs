//! Remarks on how a line was read.

use std::fmt;

use crate::domain::kind::{Kind, KindRow};
use crate::domain::long_text::beginning;
use crate::domain::nearest::nearest;
use crate::domain::time::typed::option::DUE_FORMS;
use crate::domain::time::typed::{RemarkLevel, TimeRemark};

/// The most bytes of another value that are shown.
const SHOWN: usize = 100;

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
    /// It says a time of day, and nothing says on which day that was.
    DayNotSaid,
    /// The word after `due` at the end was kept as text: it is no date.
    DueNotRead(String),
    /// A secret of this kind seems to stand in it; it is kept as typed.
    LikelySecret(String),
    /// The incident has this other value of the field.
    OtherValue(String),
    /// It is recorded, and its source has other words since.
    ChangedSince,
}

impl Remark {
    /// Its weight.
    pub fn level(&self) -> RemarkLevel {
        match self {
            Remark::Time(remark) => remark.level(),
            Remark::LooksLikeTime(_)
            | Remark::LooksLikeKind(_)
            | Remark::TimeAfterKind
            | Remark::TodoNotFirst
            | Remark::TodoWithoutColon
            | Remark::EmptyText
            | Remark::DayNotSaid
            | Remark::DueNotRead(_)
            | Remark::ChangedSince => RemarkLevel::Hint,
            Remark::LikelySecret(_) | Remark::OtherValue(_) => RemarkLevel::Warning,
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remark::Time(remark) => remark.fmt(f),
            Remark::LooksLikeTime(part) => match clock_meant(part) {
                Some(clock) => write!(f, "'{part}' is text, for a time write {clock}"),
                None => write!(f, "'{part}' is kept as text, not a time"),
            },
            Remark::LooksLikeKind(part) => match kind_meant(part) {
                Some(kind) => write!(f, "'{part}' is text, for the kind write {kind}:"),
                None => write!(f, "'{part}' is kept as text, not a kind"),
            },
            Remark::TimeAfterKind => f.write_str("a time goes first, before the kind; kept as text"),
            Remark::TodoNotFirst => f.write_str("todo goes first, with no time or kind; kept as text"),
            Remark::TodoWithoutColon => {
                f.write_str("an action item needs a colon, 'todo: ...'; kept as text")
            }
            Remark::EmptyText => f.write_str("no text yet"),
            Remark::DayNotSaid => f.write_str("the day is not said"),
            Remark::DueNotRead(part) => {
                write!(f, "'{part}' is no date that is read ({DUE_FORMS}); kept as text")
            }
            Remark::LikelySecret(name) => {
                let article = if name.starts_with(['A', 'a', 'n']) {
                    "an"
                } else {
                    "a"
                };
                write!(f, "this looks like {article} {name}; it is kept as typed")
            }
            Remark::OtherValue(value) => {
                let line = value.lines().next().unwrap_or_default();
                let shown = beginning(line, SHOWN);
                let more = if shown.len() < value.len() { "…" } else { "" };
                write!(f, "the incident has another: {shown}{more}")
            }
            Remark::ChangedSince => f.write_str("its source has other words since it was recorded"),
        }
    }
}

/// The clock time that was most likely meant: `2:10` for `210`, `02:15` for `02:15h`.
fn clock_meant(part: &str) -> Option<String> {
    let digits = part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit());
    if digits {
        let (hour, minute) = part.split_at(1);
        return (minute < "60").then(|| format!("{hour}:{minute}"));
    }
    let (hour, minute) = part.strip_suffix(['h', 'H'])?.split_once(':')?;
    let number = |text: &str, most: u8| text.len() <= 2 && text.parse::<u8>().is_ok_and(|n| n < most);
    let is_clock = number(hour, 24) && minute.len() == 2 && number(minute, 60);
    is_clock.then(|| format!("{hour}:{minute}"))
}

/// The kind that was most likely meant: `d` for `D:`, `deploy` for `deplyo:`.
fn kind_meant(part: &str) -> Option<String> {
    let word = part.strip_suffix(':')?;
    let small = word.to_lowercase();
    if Kind::from_typed(word).is_some() {
        return None;
    }
    if Kind::from_typed(&small).is_some() {
        return Some(small);
    }
    let also = |row: &'static KindRow| row.also.iter().map(|alias| alias.word);
    let known = Kind::ROWS
        .iter()
        .flat_map(|row| std::iter::once(row.wire).chain(also(row)));
    nearest(&small, known).map(str::to_owned)
}
