//! The messages that the interface gets, and the effects it asks for.

use std::path::PathBuf;

use super::input::Input;
use super::model::{Drafted, Excerpt};
use super::preview::{Preview, Rereading};
use super::screen::incidents::ListedIncident;
use super::written::Later;
use crate::domain::command::{Command, NewEvent, NewIncident};
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::outside::{Exposed, Outside};
use crate::domain::record::EvidenceRef;
use crate::domain::redaction::Words;
use crate::domain::search::Precedent;
use crate::domain::statistics::Statistics;
use crate::domain::time::Now;
use crate::import::{Import, ImportError, Proposal};
use crate::incidents::catalog::agenda::Listed;
use crate::incidents::scribe::{Piece, Step};
use crate::incidents::search::Found;

/// A message: something that happened.
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
        /// A notice about how it was saved.
        notice: Option<String>,
    },
    /// An entry is not on disk.
    NotSaved {
        /// The entry.
        ticket: u64,
        /// The failure, its cause, and what to do.
        why: String,
    },
    /// Of several things only the first so many are on disk.
    NotAllSaved {
        /// The entry.
        ticket: u64,
        /// The number of those that are.
        recorded: usize,
        /// The step of undo that they are, to go on with.
        step: Step,
        /// The reason why the next one is not, and what to do.
        why: String,
    },
    /// An incident was opened, or started; it is now the one on the screen.
    Opened {
        /// The incident.
        id: IncidentId,
        /// The entry that started it.
        ticket: Option<u64>,
        /// The newest draft that was written of it.
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
        /// The file of the draft.
        draft: PathBuf,
    },
    /// An incident was not closed, or it was and its draft could not be written: its status tells which.
    NotClosed {
        /// The incident.
        id: IncidentId,
        /// The failure, its cause, and what to do.
        why: String,
    },
    /// The draft of an incident was composed, or could not be.
    Previewed {
        /// The incident.
        id: IncidentId,
        /// The name of its template.
        template: String,
        /// The draft; or why there is none.
        text: String,
    },
    /// The draft of an incident was looked at.
    DraftSeen {
        /// The incident.
        id: IncidentId,
        /// The answer.
        drafted: Drafted,
    },
    /// A notice that needs no answer.
    Told(String),
    /// The text that the person's editor gave back.
    Written(String),
    /// A text that was written there after the editor had come back.
    WrittenLater(Later),
    /// The text of an editor that ended with an error.
    NotTaken(String),
    /// A piece of evidence was read.
    Evidence {
        /// Its SHA-256.
        sha256: String,
        /// The part of it that is shown.
        excerpt: Excerpt,
    },
    /// The evidence of an incident was looked through.
    Inspected {
        /// The incident.
        id: IncidentId,
        /// Things in it that should not be there, such as secrets.
        exposed: Vec<Exposed>,
    },
    /// The action items of all incidents, as the disk has them.
    ActionItems(Vec<Listed>),
    /// The statistics of all incidents.
    Statistics(Box<Statistics>),
    /// Files that are to be imported, for the incident on the screen or for one that they start.
    Import {
        /// The reading of them.
        preview: Box<Preview>,
        /// True if they start an incident.
        starts: bool,
    },
    /// The files of a preview were read anew.
    ImportRead {
        /// The reading that was wanted.
        of: Rereading,
        /// The outcome; or why the files cannot be read any more.
        read: Result<Box<Import>, ImportError>,
    },
    /// All incidents were searched.
    Found {
        /// The words, as typed.
        typed: String,
        /// The outcome; or why nothing could be searched.
        found: Result<Found, String>,
    },
    /// A text was compared with the incidents of the past.
    Likened {
        /// The text.
        text: String,
        /// The incident that it is like, where one is close.
        like: Option<Box<Precedent>>,
    },
    /// These words were removed from the journal for good.
    Forget(Words),
}

/// An effect: something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write what was entered.
    Write {
        /// Tells the answers apart.
        ticket: u64,
        /// The write.
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
    /// Compose the draft of the incident on the screen as it stands.
    Preview {
        /// Facts about it that no record has.
        outside: Outside,
        /// The name of its template.
        template: String,
    },
    /// Read the files of a preview anew.
    ReadImport(Rereading),
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
    /// Measure all incidents.
    ReadStatistics,
    /// Search all incidents.
    Search {
        /// The words, as typed.
        typed: String,
        /// True if the journals are to be read anew.
        anew: bool,
    },
    /// Compare a text with the incidents of the past.
    Liken {
        /// The text.
        text: String,
        /// The incident that it belongs to.
        other_than: Option<IncidentId>,
        /// True if the journals are to be read anew.
        anew: bool,
    },
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

/// An entry, as it goes to the thread that appends.
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
        /// The pieces.
        pieces: Vec<Piece>,
    },
    /// Record several things, one after the other, up to the first that is not saved.
    RecordAll {
        /// One after the other.
        commands: Vec<Command>,
        /// The step of undo that they are a part of: what was recorded of it before.
        step: Step,
    },
    /// Record proposals of an import, one after the other, up to the first that is not saved.
    Import {
        /// One after the other.
        proposals: Vec<Proposal>,
        /// The step of undo that they are a part of: what was recorded of it before.
        step: Step,
    },
}

/// Work on a draft, as it goes to the thread for what takes long.
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
