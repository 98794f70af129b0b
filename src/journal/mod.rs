//! The journal on disk: lines, files, locks, the shelf of incidents, and their check.
//!
//! Knows nothing of screens and verbs. Everything that touches the disk goes through [`Storage`].

mod capture;
mod check;
mod error;
pub mod evidence;
mod identity;
pub mod named_file;
mod read;
mod shelf;
mod slug;
mod storage;
mod sweep;
mod write;

#[cfg(test)]
pub(crate) mod fault;

pub use capture::{Capture, Kept, MAX_PIECE};
pub use check::{Verified, verify};
pub use error::{JournalError, Operation};
pub use evidence::EvidenceError;
pub use identity::{Origin, Writer, former_writers, known_writer, writer};
pub use read::damage::Damage;
pub use read::file_stamp::MAX_SEGMENT;
pub use read::first_looks::FirstLooks;
pub use read::line::{Line, Note, Reason, read_line, seal};
pub use read::lines::{Lines, MAX_LINE, RawLine};
pub use read::prefix::{Prefix, each_prefix};
pub use read::reader::{Entry, Journal, News, Next};
pub use shelf::{Found, IncidentPath, Listing, Reading, Shelf};
pub use slug::slug;
pub use storage::{Disk, How, Storage};
pub use sweep::{sweep, sweep_beside};
pub use write::lock::{Lock, Patience};
pub use write::redact::{Holding, Redaction, Rewritten, is_named_after, writer_within};
pub use write::segment::{AppendError, Claim, Pen};
pub use write::whole_file::{MAX_WHOLE, read_at_most, replace_if};
