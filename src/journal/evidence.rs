//! Evidence: bytes beside the journal, each piece in a file that is named by its content.
//!
//! A piece is on the disk before the record that names it. The same content is stored once.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::capture::{Capture, MAX_PIECE};
use super::error::{JournalError, Operation};
use super::shelf::IncidentPath;
use super::storage::{OpenMode, Storage};
use crate::domain::hex::hex;
use crate::domain::record::EvidenceRef;
use crate::journal::quarantine::Trust;
use crate::journal::write::whole_file;

/// An incident never has more folders of evidence than this.
const MOST_FOLDERS: u32 = 99;

/// The reason that a piece of evidence cannot be read.
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
    /// The record names something that is no file of evidence.
    #[error("'{0}' names no piece of evidence")]
    Unnamed(String),
}

/// A piece that the disk holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The reference by which a record names it.
    pub piece: EvidenceRef,
    /// A word to people about the folder it stands in, if it is not the usual one.
    pub notice: Option<String>,
}

/// The evidence of one incident, as this process adds to it.
pub struct Cabinet {
    path: IncidentPath,
    storage: Arc<dyn Storage>,
    trust: Trust,
}

impl Cabinet {
    /// That of this incident.
    pub fn new(path: IncidentPath, storage: Arc<dyn Storage>) -> Self {
        Self {
            path,
            storage,
            trust: Trust::default(),
        }
    }

    /// Stores a piece, cut to [`MAX_PIECE`]. The disk holds it when this returns. A file that holds it already is
    /// left alone; one that is damaged is replaced. After a folder could not be synced, nothing is added to it any
    /// more: there is another one beside it. So it is where something else stands in the way, such as a symlink,
    /// which is not followed.
    ///
    /// # Errors
    /// When it is not stored.
    pub fn store(&self, name: Option<String>, bytes: &[u8]) -> Result<Stored, JournalError> {
        let cut;
        let bytes = if bytes.len() > MAX_PIECE {
            cut = Capture::of(bytes).bytes;
            &cut
        } else {
            bytes
        };
        let sha256 = digest(bytes);
        let (mut failed, mut in_the_way) = (None, None);
        for number in 1..=MOST_FOLDERS {
            let folder = self.path.evidence_folder(number);
            if self.trust.is_poisoned(number, &folder) {
                continue;
            }
            match self.put(number, &folder, &sha256, bytes) {
                Ok(()) => {
                    return Ok(Stored {
                        piece: EvidenceRef {
                            sha256,
                            bytes: bytes.len() as u64,
                            name,
                        },
                        notice: in_the_way
                            .map(|error| format!("{error}; the evidence stands in another folder")),
                    });
                }
                Err(error) if error.operation == Operation::Sync && error.path.parent() != Some(&folder) => {
                    self.trust.poison(&*self.storage, number, &folder);
                    // A disk that fails in a second folder too fails everywhere.
                    if let Some(first) = failed.replace(error) {
                        return Err(first);
                    }
                }
                Err(error) if error.is_in_the_way() => {
                    in_the_way.get_or_insert(error);
                }
                Err(error) => return Err(error),
            }
        }
        let exhausted = || {
            let error = io::Error::other("there are too many folders of evidence");
            JournalError::at(Operation::Open, &self.path.evidence())(error)
        };
        Err(failed.or(in_the_way).unwrap_or_else(exhausted))
    }

    /// An error of syncing that names no file within the folder says that the folder cannot be relied on.
    fn put(&self, number: u32, folder: &Path, sha256: &str, bytes: &[u8]) -> Result<(), JournalError> {
        let storage = &*self.storage;
        prepare(storage, folder).map_err(JournalError::at(Operation::MakeFolder, folder))?;
        let about = folder.symlink_metadata();
        let about = about.map_err(JournalError::at(Operation::Open, folder))?;
        self.trust.settle(storage, number, &about, [self.path.folder()])?;
        let file = folder.join(sha256);
        let held = holds(storage, &file, bytes).map_err(JournalError::at(Operation::Open, &file))?;
        let Some(held) = held else {
            return whole_file::put_shared(storage, &file, bytes);
        };
        // Whoever put it there may have been killed before it was synced, or never have synced it.
        storage
            .sync(&held)
            .map_err(JournalError::at(Operation::Sync, folder))?;
        storage
            .sync_folder(folder)
            .map_err(JournalError::at(Operation::Sync, folder))
    }
}

/// All folders that hold evidence of an incident: the usual one, and those that were begun after a disk had failed in
/// an earlier one.
pub fn folders(storage: &dyn Storage, path: &IncidentPath) -> Vec<PathBuf> {
    listed_folders(storage, path).unwrap_or_default().0
}

/// The same, and those of their names that are links, which nothing is done through.
///
/// # Errors
/// When the incident's folder cannot be listed.
pub fn listed_folders(
    storage: &dyn Storage,
    path: &IncidentPath,
) -> Result<(Vec<PathBuf>, Vec<PathBuf>), JournalError> {
    let listed = storage.list(path.folder());
    let names: HashSet<OsString> = listed
        .map_err(JournalError::at(Operation::List, path.folder()))?
        .into_iter()
        .collect();
    let folders = (1..=MOST_FOLDERS).map(|number| path.evidence_folder(number));
    let (links, plain) = folders
        .filter(|folder| folder.file_name().is_some_and(|name| names.contains(name)))
        .partition(|folder| folder.is_symlink());
    Ok((plain, links))
}

/// The name of the folder that a piece stands in, as far as names tell: its bytes are not read.
pub fn folder_of(storage: &dyn Storage, path: &IncidentPath, piece: &EvidenceRef) -> Option<String> {
    let holds = |folder: &PathBuf| {
        let names = storage.list(folder).unwrap_or_default();
        names.iter().any(|name| *name == *piece.sha256)
    };
    let folder = folders(storage, path).into_iter().find(holds)?;
    Some(folder.file_name()?.to_string_lossy().into_owned())
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
    find(storage, path, piece).map(|(_, bytes)| bytes)
}

/// The first bytes of a piece of evidence, at most so many; `None` where it cannot be read or is not what was recorded,
/// as far as that can be told from what is read.
pub fn beginning(
    storage: &dyn Storage,
    path: &IncidentPath,
    piece: &EvidenceRef,
    most: usize,
) -> Option<Vec<u8>> {
    if usize::try_from(piece.bytes).is_ok_and(|bytes| bytes <= most) {
        return read(storage, path, piece).ok();
    }
    if !piece.is_named_by_content() {
        return None;
    }
    let file = open(storage, &path.evidence().join(&piece.sha256)).ok()??;
    if file.metadata().ok()?.len() != piece.bytes {
        return None;
    }
    let mut bytes = vec![0; most];
    let count = storage.read_at(&file, &mut bytes, 0).ok()?;
    bytes.truncate(count);
    Some(bytes)
}

/// The bytes of a piece of evidence, and the folder that it stands in.
///
/// # Errors
/// When they cannot be read, or are not what was recorded.
pub fn find(
    storage: &dyn Storage,
    path: &IncidentPath,
    piece: &EvidenceRef,
) -> Result<(PathBuf, Vec<u8>), EvidenceError> {
    if !piece.is_named_by_content() {
        return Err(EvidenceError::Unnamed(piece.sha256.clone()));
    }
    let usual = path.evidence();
    let mut worst = match read_in(storage, &usual, piece) {
        Ok(bytes) => return Ok((usual, bytes)),
        Err(error) => error,
    };
    let others = folders(storage, path)
        .into_iter()
        .filter(|folder| *folder != usual);
    for folder in others {
        match read_in(storage, &folder, piece) {
            Ok(bytes) => return Ok((folder, bytes)),
            // A file that is there and wrong says more than one that is not there.
            Err(error) if matches!(worst, EvidenceError::Missing(_)) => worst = error,
            Err(_) => {}
        }
    }
    Err(worst)
}

fn read_in(storage: &dyn Storage, folder: &Path, piece: &EvidenceRef) -> Result<Vec<u8>, EvidenceError> {
    let place = folder.join(&piece.sha256);
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

/// Makes the folder where it is missing: version control does not carry empty ones. It is not synced yet.
fn prepare(storage: &dyn Storage, folder: &Path) -> io::Result<()> {
    match std::fs::symlink_metadata(folder) {
        Ok(about) if about.is_dir() => Ok(()),
        Ok(about) if about.is_symlink() => {
            Err(io::Error::new(ErrorKind::InvalidInput, "it is a symbolic link"))
        }
        _ => match storage.make_folder(folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
            made => made,
        },
    }
}

/// The file, if it holds these bytes.
fn holds(storage: &dyn Storage, place: &Path, bytes: &[u8]) -> io::Result<Option<File>> {
    let Some(file) = open(storage, place)? else {
        return Ok(None);
    };
    let same_length = file.metadata()?.len() == bytes.len() as u64;
    let same = same_length && read_all(storage, &file)? == bytes;
    Ok(same.then_some(file))
}

fn open(storage: &dyn Storage, place: &Path) -> io::Result<Option<File>> {
    match storage.open(place, OpenMode::Read) {
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
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests;
