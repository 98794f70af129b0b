//! Evidence: bytes beside the journal, each piece in a file that is named by its content.
//!
//! A piece is on the disk before the record that names it. The same content is stored once.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::capture::{Capture, MAX_PIECE};
use super::error::{JournalError, Operation};
use super::shelf::IncidentPath;
use super::storage::{How, Storage, make_folders};
use super::write_file;
use crate::domain::record::EvidenceRef;

/// Why a piece of evidence cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// The disk does not give it.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// There is no such file.
    #[error("{} is missing", .0.display())]
    Missing(PathBuf),
    /// The file holds other bytes than those that were recorded.
    #[error("{} holds other bytes than those that were recorded", .0.display())]
    Changed(PathBuf),
    /// What the record names is no file of evidence.
    #[error("'{0}' names no piece of evidence")]
    Unnamed(String),
}

/// Stores a piece of evidence of an incident, cut to [`MAX_PIECE`], and returns how a record names it. The disk holds
/// it when this returns. A file that holds it already is left alone; one that is damaged is replaced.
///
/// # Errors
/// When it is not stored. A symlink that stands in the way is refused, not followed.
pub fn store(
    storage: &dyn Storage,
    path: &IncidentPath,
    name: Option<String>,
    bytes: &[u8],
) -> Result<EvidenceRef, JournalError> {
    let cut;
    let bytes = if bytes.len() > MAX_PIECE {
        cut = Capture::of(bytes);
        &cut
    } else {
        bytes
    };
    let sha256 = digest(bytes);
    let folder = path.evidence();
    prepare(storage, &folder)?;
    let file = folder.join(&sha256);
    if holds(storage, &file, bytes).map_err(JournalError::at(Operation::Open, &file))? {
        // Whoever put it there may have been killed before the folder was synced.
        storage
            .sync_folder(&folder)
            .map_err(JournalError::at(Operation::Sync, &folder))?;
    } else {
        write_file::put(storage, &file, bytes)?;
    }
    Ok(EvidenceRef {
        sha256,
        bytes: bytes.len() as u64,
        name,
    })
}

/// The bytes of a piece of evidence, which are those that were recorded.
///
/// # Errors
/// When they cannot be read, or are not what was recorded.
pub fn read(
    storage: &dyn Storage,
    path: &IncidentPath,
    piece: &EvidenceRef,
) -> Result<Vec<u8>, EvidenceError> {
    if !piece.is_named_by_content() {
        return Err(EvidenceError::Unnamed(piece.sha256.clone()));
    }
    let place = path.evidence().join(&piece.sha256);
    let failed = |error| EvidenceError::from(JournalError::at(Operation::Read, &place)(error));
    let file = match open(storage, &place) {
        Ok(Some(file)) => file,
        Ok(None) => return Err(EvidenceError::Missing(place)),
        Err(error) => return Err(failed(error)),
    };
    let length = file.metadata().map_err(failed)?.len();
    // Of a file that is too long, however long, not a byte need be read.
    if length != piece.bytes || length > MAX_PIECE as u64 {
        return Err(EvidenceError::Changed(place));
    }
    let bytes = read_all(storage, &file).map_err(failed)?;
    if digest(&bytes) == piece.sha256 {
        Ok(bytes)
    } else {
        Err(EvidenceError::Changed(place))
    }
}

/// Makes the folder where it is missing: version control does not carry empty ones.
fn prepare(storage: &dyn Storage, folder: &Path) -> Result<(), JournalError> {
    let link = std::fs::symlink_metadata(folder).is_ok_and(|about| about.is_symlink());
    let made = if link {
        Err(io::Error::new(ErrorKind::InvalidInput, "it is a symbolic link"))
    } else {
        make_folders(storage, folder)
    };
    made.map_err(JournalError::at(Operation::MakeFolder, folder))
}

fn holds(storage: &dyn Storage, place: &Path, bytes: &[u8]) -> io::Result<bool> {
    match open(storage, place)? {
        Some(file) if file.metadata()?.len() == bytes.len() as u64 => Ok(read_all(storage, &file)? == bytes),
        Some(_) | None => Ok(false),
    }
}

fn open(storage: &dyn Storage, place: &Path) -> io::Result<Option<File>> {
    match storage.open(place, How::Read) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// All bytes of a file, and hardly more than a piece may have should it grow meanwhile.
fn read_all(storage: &dyn Storage, file: &File) -> io::Result<Vec<u8>> {
    const STEP: usize = 64 * 1024;
    let mut bytes = Vec::new();
    while bytes.len() <= MAX_PIECE {
        let at = bytes.len();
        bytes.resize(at + STEP, 0);
        match storage.read_at(file, &mut bytes[at..], at as u64) {
            Ok(count) => bytes.truncate(at + count),
            Err(error) if error.kind() == ErrorKind::Interrupted => {
                bytes.truncate(at);
                continue;
            }
            Err(error) => return Err(error),
        }
        if bytes.len() == at {
            break;
        }
    }
    Ok(bytes)
}

/// SHA-256, lower-case hex.
fn digest(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
