//! Errors between the journal and the disk: the operation, the path, the cause, and a way out.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The system's number for links that never end.
const LOOP: i32 = rustix::io::Errno::LOOP.raw_os_error();

/// An operation that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Listing a folder.
    List,
    /// Opening or reading a file.
    Read,
    /// Taking a lock.
    Lock,
    /// Opening a file to write it.
    Open,
    /// Writing.
    Write,
    /// Making sure that written bytes are on the disk.
    Sync,
    /// Making a folder.
    MakeFolder,
    /// Putting a finished file in its place.
    Rename,
    /// Removing a file.
    Remove,
}

impl Operation {
    fn words(self) -> &'static str {
        match self {
            Operation::List => "cannot list",
            Operation::Read => "cannot read",
            Operation::Lock => "cannot lock",
            Operation::Open => "cannot open for writing",
            Operation::Write => "cannot write",
            Operation::Sync => "cannot be sure that the disk holds",
            Operation::MakeFolder => "cannot make the folder",
            Operation::Rename => "cannot put in place",
            Operation::Remove => "cannot remove",
        }
    }
}

/// A failure between the journal and the disk.
#[derive(Debug, thiserror::Error)]
#[error("{} {}: {source}", .operation.words(), .path.display())]
pub struct JournalError {
    /// The operation.
    pub operation: Operation,
    /// The file or folder.
    pub path: PathBuf,
    /// The cause, as the system gives it.
    pub source: io::Error,
}

impl JournalError {
    pub(crate) fn at(operation: Operation, path: &Path) -> impl FnOnce(io::Error) -> JournalError {
        let path = path.to_owned();
        move |source| JournalError {
            operation,
            path,
            source,
        }
    }

    /// True if something was to be saved and was not (exit status 74); otherwise only reading failed.
    pub fn not_saved(&self) -> bool {
        !matches!(self.operation, Operation::List | Operation::Read)
    }

    /// True if something stands there that can be no file of ours, however sound the disk is: a folder, a pipe, a link,
    /// a file of other users. Whoever shares the folder can put any number of those in the way.
    pub(crate) fn is_in_the_way(&self) -> bool {
        let kind = matches!(
            self.source.kind(),
            ErrorKind::InvalidInput
                | ErrorKind::PermissionDenied
                | ErrorKind::InvalidData
                | ErrorKind::AlreadyExists
                | ErrorKind::NotADirectory
        );
        // Where the folder itself is a link, every other name in it is as far out of reach.
        let folder_is_ours = !self.path.parent().is_some_and(Path::is_symlink);
        kind && folder_is_ours && self.path.symlink_metadata().is_ok()
    }

    /// The next step for the user, as a sentence without its full stop.
    pub fn hint(&self) -> &'static str {
        match self.source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                "free some space and try again, or give another place with --home"
            }
            ErrorKind::ReadOnlyFilesystem => {
                "the file system is mounted read-only: give another place with --home"
            }
            // Our own refusals have no number of the system's.
            ErrorKind::PermissionDenied if self.source.raw_os_error().is_none() => {
                "run it as that user, without sudo; or give root a home of its own: --home /root/hotwash"
            }
            ErrorKind::PermissionDenied => "check who owns it and its permissions, or give another --home",
            ErrorKind::FileTooLarge if self.source.raw_os_error().is_none() => {
                "make it smaller, or move it away: hotwash reads no more of such a file"
            }
            ErrorKind::FileTooLarge => "raise the limit on file sizes (ulimit -f), or give another --home",
            ErrorKind::NotFound => "make the folder, or give another place with --home",
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
                "move away what stands where a folder should, or give another place with --home"
            }
            ErrorKind::InvalidData => "save it as UTF-8",
            _ if self.source.raw_os_error() == Some(LOOP) => "remove the link: it leads back to itself",
            ErrorKind::InvalidInput => "move what stands there away; hotwash needs a plain file of your own",
            _ if self.not_saved() => "try again, or give another place with --home",
            _ => "try again, and look at the disk",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_thing_the_cause_and_the_way_out() {
        let full = io::Error::from(ErrorKind::StorageFull);
        let error = JournalError::at(Operation::Write, Path::new("/x/ana.jsonl"))(full);
        assert!(error.to_string().starts_with("cannot write /x/ana.jsonl: "));
        assert!(error.not_saved());
        assert!(error.hint().contains("space"));
        let error = JournalError::at(Operation::List, Path::new("/x"))(ErrorKind::NotFound.into());
        assert!(!error.not_saved());
    }

    #[test]
    fn a_bound_of_our_own_is_no_limit_of_the_system() {
        let hint = |source: io::Error| JournalError::at(Operation::Read, Path::new("/x"))(source).hint();
        let of_system = io::Error::from(rustix::io::Errno::FBIG);
        assert!(hint(of_system).contains("ulimit"));
        let own = io::Error::new(ErrorKind::FileTooLarge, "it is larger than 256 KiB");
        assert!(hint(own).starts_with("make it smaller"));
        let text = io::Error::new(ErrorKind::InvalidData, "it is not valid UTF-8");
        assert!(hint(text).contains("UTF-8"));
        assert!(hint(rustix::io::Errno::LOOP.into()).starts_with("remove the link"));
        assert!(hint(rustix::io::Errno::NOTDIR.into()).starts_with("move away what stands"));
    }
}
