//! What can happen to the interface, and what it asks to be done outside.

use std::path::PathBuf;

use super::input::Input;
use super::model::{Drafted, Excerpt};
use super::screen::incidents::ListedIncident;
use super::written::Later;
use crate::domain::command::{Command, NewEvent, NewIncident};
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::outside::{Exposed, Outside};
use crate::domain::record::EvidenceRef;
use crate::domain::redaction::Words;
use crate::domain::time::Now;
use crate::incidents::catalog::agenda::Listed;
use crate::incidents::scribe::{Piece, Step};

/// What can happen.
#[derive(Clone, Debug)]
pub enum Msg {
    /// Something was typed, or the window changed its size.
    Input(Input),
    /// The clock was read.
    Tick(Now),
    /// What was entered is on disk.
    Saved {
        /// Which entry.
        ticket: u64,
        /// The record.
        record: RecordId,
        /// What else to say of it.
        notice: Option<String>,
    },
    /// What was entered is not on disk.
    NotSaved {
        /// Which entry.
        ticket: u64,
        /// What, why, and what to do.
        why: String,
    },
    /// Of several things only the first so many are on disk.
    NotAllSaved {
        /// Which entry.
        ticket: u64,
        /// How many are.
        recorded: usize,
        /// The step of undo that they are, to go on with.
        step: Step,
        /// Why the next one is not, and what to do.
        why: String,
    },
    /// An incident was opened, or started; it is now the one on the screen.
    Opened {
        /// Which.
        id: IncidentId,
        /// The entry that started it.
        ticket: Option<u64>,
        /// Where its newest draft was written.
        draft: Option<PathBuf>,
    },
    /// An incident was started while whoever asked for it has gone elsewhere.
    StartedBehind {
        /// Which.
        id: IncidentId,
        /// The entry that started it.
        ticket: u64,
        /// Its title.
        title: String,
    },
    /// Something went wrong: told until it is acted on.
    Warn(String),
    /// The journal on the screen has changed.
    Changed {
        /// Lines of it that could not be read.
        damage: usize,
    },
    /// All incidents, as the disk has them.
    Listed(Vec<ListedIncident>),
    /// An incident was closed and its draft written, or only written anew.
    Closed {
        /// Which.
        id: IncidentId,
        /// Where the draft stands.
        draft: PathBuf,
    },
    /// An incident was not closed, or it was and its draft could not be written: its status tells which.
    NotClosed {
        /// Which.
        id: IncidentId,
        /// What, why, and what to do.
        why: String,
    },
    /// The draft of an incident was composed, or could not be.
    Previewed {
        /// Which incident.
        id: IncidentId,
        /// The draft; or why there is none.
        text: String,
    },
    /// The draft of an incident was looked at.
    DraftSeen {
        /// Which incident.
        id: IncidentId,
        /// What it says.
        drafted: Drafted,
    },
    /// Something to tell in passing.
    Told(String),
    /// What was written in the person's editor.
    Written(String),
    /// What was written there after the editor had come back.
    WrittenLater(Later),
    /// What was written there when the editor ended with an error.
    NotTaken(String),
    /// What a piece of evidence holds.
    Evidence {
        /// Which, by its SHA-256.
        sha256: String,
        /// What is shown of it.
        excerpt: Excerpt,
    },
    /// What the evidence of an incident gives away.
    Inspected {
        /// Which incident.
        id: IncidentId,
        /// What it holds that should not be there.
        exposed: Vec<Exposed>,
    },
    /// The action items of all incidents, as the disk has them.
    ActionItems(Vec<Listed>),
    /// These words were removed from the journal for good.
    Forget(Words),
}

/// What is to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write what was entered.
    Write {
        /// Tells the answers apart.
        ticket: u64,
        /// What is written.
        write: Write,
    },
    /// Something about the draft of the incident on the screen.
    Draft(Drafting),
    /// Open an incident.
    Open(IncidentId),
    /// Read the list of incidents.
    List,
    /// Put a text on the clipboard.
    Copy(String),
    /// Open a file in the person's editor.
    EditFile(PathBuf),
    /// Compose the draft of the incident on the screen as it stands, with what is known of it besides.
    Preview(Outside),
    /// Read a piece of evidence of the incident on the screen.
    ReadEvidence(EvidenceRef),
    /// Have a text written further in the person's editor.
    EditText(String),
    /// Ring the terminal's bell.
    Bell,
    /// Let a closed incident go on, and open it.
    Reopen(IncidentId),
    /// Stop to the shell.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Leave.
    Leave,
    /// Read the action items of all incidents.
    ListActionItems,
}

impl Effect {
    /// Records this in the incident on the screen.
    pub fn record(ticket: u64, command: Command) -> Self {
        let write = Write::Record(command);
        Effect::Write { ticket, write }
    }

    /// The ticket of what is to be written.
    pub fn ticket(&self) -> Option<u64> {
        match self {
            Effect::Write { ticket, .. } => Some(*ticket),
            _ => None,
        }
    }
}

/// What was entered, as it goes to the thread that appends.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// Start an incident, and record its first event.
    Start {
        /// The incident.
        new: NewIncident,
        /// Its first event.
        first: Option<Command>,
    },
    /// Record something in the incident on the screen.
    Record(Command),
    /// Record an event with these pieces attached to it.
    Attach {
        /// The event.
        new: NewEvent,
        /// What is attached.
        pieces: Vec<Piece>,
    },
    /// Record several things, one after the other, up to the first that is not saved.
    RecordAll {
        /// One after the other.
        commands: Vec<Command>,
        /// The step of undo that they are a part of: what was recorded of it before.
        step: Step,
    },
}

/// What takes long and is about a draft, as it goes to the thread for that.
#[derive(Clone, Debug, PartialEq)]
pub enum Drafting {
    /// Close the incident, and write its draft.
    Close,
    /// Write the draft of the closed incident anew.
    Anew,
    /// Look whether this draft still says what a new one would.
    Compare(PathBuf),
    /// Look through the evidence for what should not be there.
    Inspect,
}
