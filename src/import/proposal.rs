//! Findings of a reader: proposals of events, action items and fields, and the lines it passed over.

use super::origin::Origin;
use crate::domain::command::{Command, NewEvent, When};
use crate::domain::entry::{EntryActionItem, EntryEvent, EntryTime, Reading, Remark, What};
use crate::domain::kind::Kind;
use crate::domain::mentions::mention;
use crate::domain::record::{FieldChange, FieldName, Timing};
use crate::domain::time::Zone;

/// An event, an action item or a field that some lines may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The line that it begins on, from 1; for a source that has no lines, its place in the source, from 1.
    pub line: usize,
    /// The last line that belongs to it.
    pub last_line: usize,
    /// Its kind.
    pub what: Proposed,
    /// The lines as they stood, without the white space around them.
    pub raw: String,
    /// Remarks on the reading.
    pub remarks: Vec<Remark>,
    /// The author of the words, as the source names it; becomes a mention before the text.
    pub author: Option<String>,
    /// True if the kind was guessed from the words, and nobody wrote it.
    pub is_kind_guessed: bool,
    /// True if users are no longer affected with it.
    pub ends_impact: bool,
    /// False for what is proposed and not chosen beforehand, such as the notifications of a pager.
    pub is_chosen: bool,
    /// Captured output that belongs to it.
    pub attachment: Option<Box<Attachment>>,
    /// Its origin.
    pub origin: Option<Origin>,
}

/// Text that belongs to a proposal and is kept as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name where it came from.
    pub name: String,
    /// The text.
    pub text: String,
}

/// A possible meaning of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposed {
    /// Something that happened. Lines below the first are lines of its text. In a paste [`EntryTime::Now`] never
    /// stands for "now": it means that the notes do not say when.
    Event(EntryEvent),
    /// Work to do afterwards.
    ActionItem(EntryActionItem),
    /// A field of the incident.
    Field(FieldName, FieldChange),
}

impl Proposal {
    /// A proposal that these lines mean, with nothing more to say of it.
    pub fn new(line: usize, what: Proposed, raw: impl Into<String>) -> Self {
        Proposal {
            line,
            last_line: line,
            what,
            raw: raw.into(),
            remarks: Vec::new(),
            author: None,
            is_kind_guessed: false,
            ends_impact: false,
            is_chosen: true,
            attachment: None,
            origin: None,
        }
    }

    /// An event of this kind and text, at a time or at none.
    pub fn event(line: usize, kind: Kind, time: EntryTime, text: impl Into<String>) -> Self {
        let text = text.into();
        let event = EntryEvent {
            kind,
            kind_given: false,
            via: None,
            time,
            text: text.clone(),
        };
        Proposal::new(line, Proposed::Event(event), text)
    }

    /// Its words.
    pub fn text(&self) -> &str {
        match &self.what {
            Proposed::Event(event) => &event.text,
            Proposed::ActionItem(item) => &item.text,
            Proposed::Field(_, change) => change.given().unwrap_or_default(),
        }
    }

    /// The badge of its kind, where a guess is marked as one: `DETECT?`, `TODO`, `impact`.
    pub fn badge(&self) -> String {
        match &self.what {
            Proposed::Event(event) => {
                let guess = if self.is_kind_guessed { "?" } else { "" };
                format!("{}{guess}", event.kind.badge())
            }
            Proposed::ActionItem(_) => "TODO".to_owned(),
            Proposed::Field(field, _) => field.wire().to_owned(),
        }
    }

    /// The first line of the text as it is recorded, and behind it how many more there are: `  (+2 more)`.
    pub fn first_line(&self) -> (String, String) {
        let text = self.told();
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().to_owned();
        match lines.count() {
            0 => (first, String::new()),
            more => (first, format!("  (+{more} more)")),
        }
    }

    /// The text as it is recorded: its author is mentioned before it.
    pub fn told(&self) -> String {
        let text = self.text();
        match self.author.as_deref().and_then(mention) {
            Some(author) if !text.starts_with(&author) => format!("{author}: {text}"),
            Some(_) | None => text.to_owned(),
        }
    }

    /// The time of the event, as far as the notes say.
    pub fn time(&self) -> EntryTime {
        match &self.what {
            Proposed::Event(event) => event.time,
            Proposed::ActionItem(_) | Proposed::Field(..) => EntryTime::Now,
        }
    }

    /// The time of it with its day, for a preview: that is where a wrong day is seen. As exactly as it was written, and a
    /// range to its end.
    pub fn when(&self, zone: Zone) -> String {
        let given = match (&self.what, self.time()) {
            (_, EntryTime::Given(given)) => given,
            (Proposed::Event(_), EntryTime::Now) => return "no time".to_owned(),
            (Proposed::ActionItem(_) | Proposed::Field(..), EntryTime::Now) => return String::new(),
        };
        let about = Timing::from(given).about();
        let from = zone.shown(&given.at).clock;
        let day = from.format("%Y-%m-%d");
        let Some(clock) = given.precision.clock(from) else {
            return format!("{about}{day}");
        };
        let until = given.until.map(|until| {
            let to = zone.shown(&until).clock;
            let day = if to.date() == from.date() { "" } else { "%m-%d " };
            format!(
                "-{}{}",
                to.format(day),
                given.precision.clock(to).unwrap_or_default()
            )
        });
        format!("{day} {about:>1}{clock}{}", until.unwrap_or_default())
    }

    /// The command that records it. An event that does not say when it happened did so at `unsaid`.
    pub fn command(&self, unsaid: When) -> Command {
        let typed = Some(self.raw.clone());
        match self.what.clone() {
            Proposed::Event(event) => Command::Record(self.recorded(event.to_record(typed, unsaid))),
            Proposed::ActionItem(item) => Command::AddActionItem(item.to_record(typed)),
            Proposed::Field(field, change) => Command::SetField { field, change },
        }
    }

    /// The event with what the source says beside it.
    fn recorded(&self, new: NewEvent) -> NewEvent {
        NewEvent {
            text: self.told(),
            ends_impact: self.ends_impact,
            source: self.origin.as_ref().map(Origin::to_string),
            ..new
        }
    }

    /// The words of a list, whose lines are never fields: as one line would have been read.
    pub fn reading(self) -> Option<Reading> {
        let what = match self.what {
            Proposed::Event(event) => What::Event(event),
            Proposed::ActionItem(item) => What::ActionItem(item),
            Proposed::Field(..) => return None,
        };
        Some(Reading {
            what,
            typed: self.raw,
            remarks: self.remarks,
            bare_time: false,
        })
    }

    /// The text of an event or an action item, to go on with.
    pub(super) fn text_mut(&mut self) -> Option<&mut String> {
        match &mut self.what {
            Proposed::Event(event) => Some(&mut event.text),
            Proposed::ActionItem(item) => Some(&mut item.text),
            Proposed::Field(..) => None,
        }
    }

    /// True if it says itself when or what it is, so that an indented line below it goes on with it.
    pub(super) fn says_more(&self) -> bool {
        match &self.what {
            Proposed::Event(event) => event.kind_given || event.time != EntryTime::Now,
            Proposed::ActionItem(_) | Proposed::Field(..) => true,
        }
    }
}

/// A line that is in no proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its number, from 1.
    pub line: usize,
    /// The text of the line.
    pub text: String,
    /// The reason why it was passed over.
    pub why: Why,
}

/// The reason why a line was passed over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// It draws a line, or opens and closes a block.
    #[error("nothing is said in it")]
    Ornament,
    /// A time or a kind, and nothing behind it.
    #[error("it has no text")]
    NoText,
    /// It is only a day.
    #[error("it sets the day of the times below it")]
    Day,
    /// The head of a table, or a heading that says neither when nor what happened.
    #[error("it is a heading")]
    Heading,
    /// It says in which zone the times below it are.
    #[error("it says that times are in {0}")]
    Zone(Zone),
    /// It stands outside the time that was asked for.
    #[error("it is not between the times asked for")]
    NotBetween,
    /// It does not have the words that were asked for.
    #[error("it does not match --grep")]
    NoMatch,
    /// A join, a topic, a bot's own bookkeeping.
    #[error("it is about the channel, not the incident: {0}")]
    Bookkeeping(String),
    /// An entry that lacks what an event needs, or is none.
    #[error("{0}")]
    Unreadable(String),
    /// Words of a document that are neither an event nor a field.
    #[error("it is prose outside the timeline")]
    Prose,
    /// More of a field that an earlier line begins; it is in the proposal of that field.
    #[error("it goes on with the field {}", .0.wire())]
    PartOf(FieldName),
    /// A figure or a sentence that hotwash makes anew.
    #[error("hotwash computes it from the timeline")]
    Computed,
    /// It says the same as an entry of this list above it.
    #[error("the list {} has it already", .0.wire())]
    Repeated(FieldName),
}
