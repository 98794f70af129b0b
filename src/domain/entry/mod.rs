//! One line as it is typed, in the composer and after `hotwash log`: `[TIME [-]] [KIND:] text`.
//!
//! Reading never fails. What only looks like a time or a kind stays text, and a [`Remark`] says so.

mod command;
mod describe;
mod kind;
mod layout;
mod lookalike;
mod read;
mod remark;
#[cfg(test)]
mod tests;
mod todo;

use chrono::NaiveDate;

pub use describe::{Description, describe, time_in_words};
pub(crate) use layout::{without_bullet, without_list_mark};
pub use read::{plain, read};
pub use remark::Remark;

use crate::domain::kind::{Kind, Via};
use crate::domain::record::Purpose;
use crate::domain::secrets::{self, Rules};
pub use crate::domain::time::typed::RemarkLevel;
use crate::domain::time::typed::TimeGiven;

/// The reading of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its kind.
    pub what: What,
    /// The line exactly as typed.
    pub typed: String,
    /// Remarks on the reading.
    pub remarks: Vec<Remark>,
    /// True if its time is a bare clock time, whose day was not said.
    pub bare_time: bool,
}

impl Reading {
    /// The remark that a secret seems to stand in the line. Typed words are kept as they are, so whoever typed them should
    /// know.
    pub fn likely_secret(&self) -> Option<Remark> {
        likely_secret(&self.typed)
    }
}

/// The remark that a secret seems to stand in words that are kept as typed.
pub fn likely_secret(typed: &str) -> Option<Remark> {
    let found = secrets::find(typed, &Rules::default()).into_iter().next();
    found.map(|secret| Remark::LikelySecret(secret.name))
}

/// A line, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Nothing but white space.
    Empty,
    /// A day and nothing else: it records nothing, and bare clock times that follow are on it.
    Day(NaiveDate),
    /// Something that happened.
    Event(EntryEvent),
    /// Work to do afterwards.
    ActionItem(EntryActionItem),
}

/// An event as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryEvent {
    /// Its kind; a note when none was typed.
    pub kind: Kind,
    /// True if a kind was typed.
    pub kind_given: bool,
    /// The one that noticed, where the typed word says so.
    pub via: Option<Via>,
    /// The time of the event.
    pub time: EntryTime,
    /// The rest of the line. May be empty: then there is nothing to record yet.
    pub text: String,
}

/// The time of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryTime {
    /// Nothing was typed: the instant at which it is recorded.
    Now,
    /// As typed.
    Given(TimeGiven),
}

/// An action item as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryActionItem {
    /// The work to do, in words. May be empty: then there is nothing to record yet.
    pub text: String,
    /// The first person or team that the text mentions.
    pub owner: Option<String>,
    /// The day it is due.
    pub due: Option<NaiveDate>,
    /// Its purpose, where notes say it; a typed line cannot.
    pub purpose: Option<Purpose>,
    /// The priority in the team's own words, where notes say it.
    pub priority: Option<String>,
    /// True if notes say that it is done.
    pub done: bool,
}

impl Reading {
    /// True if there is something to record: an event or an action item with a text.
    pub fn is_recordable(&self) -> bool {
        match &self.what {
            What::Empty | What::Day(_) => false,
            What::Event(event) => !event.text.is_empty(),
            What::ActionItem(item) => !item.text.is_empty(),
        }
    }
}
