//! The journal on disk: lines, files, locks, the shelf of incidents, and their check.
//!
//! Knows nothing of screens and verbs. Everything that touches the disk goes through [`Storage`].

mod belonging;
mod capture;
mod check;
mod error;
pub mod evidence;
mod first_looks;
mod identity;
mod line;
mod lines;
mod lock;
mod look;
pub mod named_file;
mod opening;
mod reader;
mod redact;
mod report;
mod segment;
mod sequence;
mod shelf;
mod slug;
mod storage;
mod sweep;
mod tail;
mod trust;
mod union;
mod write_file;

#[cfg(test)]
pub(crate) mod fault;

pub use capture::{Capture, Kept, MAX_PIECE};
pub use check::{Verified, verify};
pub use error::{JournalError, Operation};
pub use evidence::EvidenceError;
pub use first_looks::FirstLooks;
pub use identity::{Origin, former_writers, known_writer, writer};
pub use line::{Line, Note, Reason, read_line, seal};
pub use lines::{Lines, MAX_LINE, RawLine};
pub use lock::{Lock, Patience};
pub use look::MAX_SEGMENT;
pub use reader::{Entry, Journal, News, Next};
pub use redact::{Redaction, Rewritten};
pub use report::Damage;
pub use segment::{AppendError, Claim, Pen};
pub use shelf::{Found, IncidentPath, Listing, Reading, Shelf};
pub use slug::slug;
pub use storage::{Disk, How, Storage};
pub use sweep::sweep;
pub use write_file::{MAX_WHOLE, read_at_most, replace_if};
