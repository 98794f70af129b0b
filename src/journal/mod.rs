//! The journal on disk: lines, files, locks, the shelf of incidents, and their check.
//!
//! Knows nothing of screens and verbs. Everything that touches the disk goes through [`Storage`].

mod capture;
mod check;
mod error;
pub mod evidence;
mod first_looks;
mod identity;
mod line;
mod lock;
pub mod named_file;
mod quarantine;
mod read;
mod segment_file;
mod shelf;
mod slug;
mod storage;
mod sweep;
mod write;

#[cfg(test)]
pub(crate) mod fault;

pub use capture::{Capture, Captured, MAX_PIECE};
pub use check::{Verified, verify};
pub use error::{JournalError, Operation};
pub use evidence::EvidenceError;
pub use first_looks::FirstLooks;
pub use identity::{Origin, Writer, former_writers, known_writer, writer};
pub use line::{LineContent, MAX_LINE, Note, Reason, read_line, seal};
pub use lock::{Lock, Patience};
pub use read::damage::Damage;
pub use read::lines::{LineReader, RawLine};
pub use read::prefix::{Prefix, each_prefix};
pub use read::reader::{Journal, News, Next, WrittenRecord};
pub use segment_file::{MAX_SEGMENT, is_segment};
pub use shelf::{Found, IncidentPath, IncidentReading, Listing, Shelf};
pub use slug::slug;
pub use storage::{Disk, OpenMode, Storage};
pub use sweep::{sweep, sweep_beside};
pub use write::redact::{Holding, Redaction, Rewritten, is_named_after, writer_within};
pub use write::segment::{AppendError, Claim, Pen};
pub use write::whole_file::{MAX_WHOLE, read_at_most, replace_if, replace_with};
