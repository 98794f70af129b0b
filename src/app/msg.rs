//! Messages to the interface, and the effects that it asks for.

use std::path::PathBuf;

use super::input::Input;
use super::model::{Drafted, Excerpt};
use super::screen::incidents::ListedIncident;
use super::written::Later;
use crate::domain::command::{Command, NewEvent, NewIncident};
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::outside::Exposed;
use crate::domain::record::EvidenceRef;
use crate::domain::redaction::Words;
use crate::domain::time::{Moment, Now};
use crate::incidents::catalog::agenda::Listed;
use crate::incidents::scribe::{Piece, Step};

/// Everything that can happen.
#[derive(Clone, Debug)]
pub enum Msg {
    /// Something was typed, or the window changed its size.
    Input(Input),
    /// The clock was read.
    Tick(Now),
    /// An entry is on disk.
    Saved {
        /// The entry.
        ticket: u64,
        /// The record.
        record: RecordId,
        /// A notice about it.
        notice: Option<String>,
    },
    /// An entry is not on disk.
    NotSaved {
        /// The entry.
        ticket: u64,
        /// The failure, its reason, and the way out.
        why: String,
    },
    /// Of several things only the first so many are on disk.
    NotAllSaved {
        /// The entry.
        ticket: u64,
        /// The number that are.
        recorded: usize,
        /// The step of undo that they are, to go on with.
        step: Step,
        /// The reason why the next one is not, and the way out.
        why: String,
    },
    /// An incident was opened, or started; it is now the one on the screen.
    Opened {
        /// The incident.
        id: IncidentId,
        /// The entry that started it.
        ticket: Option<u64>,
        /// The path of its newest draft.
        draft: Option<PathBuf>,
    },
    /// An incident was started while whoever asked for it has gone elsewhere.
    StartedBehind {
        /// The incident.
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
        /// The incident.
        id: IncidentId,
        /// The path of the draft.
        draft: PathBuf,
    },
    /// An incident was not closed, or it was and its draft could not be written: its status tells which.
    NotClosed {
        /// The incident.
        id: IncidentId,
        /// The failure, its reason, and the way out.
        why: String,
    },
    /// The draft of an incident was looked at.
    DraftSeen {
        /// The incident.
        id: IncidentId,
        /// The state of the draft.
        drafted: Drafted,
    },
    /// Something to tell in passing.
    Told(String),
    /// Text written in the person's editor.
    Written(String),
    /// Text written there after the editor had come back.
    WrittenLater(Later),
    /// Text written there when the editor ended with an error.
    NotTaken(String),
    /// The content of a piece of evidence.
    Evidence {
        /// The piece, by its SHA-256.
        sha256: String,
        /// The beginning of it.
        excerpt: Excerpt,
    },
    /// Secrets in the evidence of an incident.
    Inspected {
        /// The incident.
        id: IncidentId,
        /// The pieces that hold what should not be there.
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
    /// Start an incident, and record its first event.
    Start {
        /// Tells the answers apart.
        ticket: u64,
        /// The incident.
        new: NewIncident,
        /// Its first event.
        first: Option<Command>,
    },
    /// Record something in the incident on the screen.
    Record {
        /// Tells the answers apart.
        ticket: u64,
        /// What.
        command: Command,
    },
    /// Record an event with these pieces attached to it.
    Attach {
        /// Tells the answers apart.
        ticket: u64,
        /// The event.
        new: NewEvent,
        /// What is attached.
        pieces: Vec<Piece>,
    },
    /// Record several things, one after the other, up to the first that is not saved.
    RecordAll {
        /// Tells the answers apart.
        ticket: u64,
        /// What.
        commands: Vec<Command>,
        /// The step of undo that they are a part of.
        step: Step,
    },
    /// Open an incident.
    Open(IncidentId),
    /// Read the list of incidents.
    List,
    /// Close the incident on the screen, and write its draft.
    Close {
        /// When it was over, where that is known.
        at: Option<Moment>,
    },
    /// Write the draft of the closed incident on the screen anew.
    Draft,
    /// Put a text on the clipboard.
    Copy(String),
    /// Open a file in the person's editor.
    Edit(PathBuf),
    /// Look whether this draft of the incident on the screen still says what a new one would.
    LookAtDraft(PathBuf),
    /// Look through the evidence of the incident on the screen for what should not be there.
    Inspect,
    /// Read a piece of evidence of the incident on the screen.
    ReadEvidence(EvidenceRef),
    /// Have a text written further in the person's editor.
    Write(String),
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
    /// The ticket of what is to be recorded; 0 for everything else.
    pub fn ticket(&self) -> u64 {
        match self {
            Effect::Record { ticket, .. }
            | Effect::Start { ticket, .. }
            | Effect::Attach { ticket, .. }
            | Effect::RecordAll { ticket, .. } => *ticket,
            _ => 0,
        }
    }
}
