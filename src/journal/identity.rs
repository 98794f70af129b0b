//! The name of a writer: minted once for a user on a machine, so that no two ever share a segment.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::{JournalError, Operation};
use super::storage::{Storage, make_folders};
use crate::domain::hex::hex;
use crate::journal::lock::{Lock, Patience};
use crate::journal::write::whole_file;

/// After so many names that are taken by something else, another thing is wrong.
const MOST_NAMES: u32 = 9;

/// From what a writer's name is made, and to what it is bound.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The user's name.
    pub user: &'a str,
    /// The machine's name.
    pub host: &'a str,
    /// An id that tells this machine from a copy of its disk, if the system has one.
    pub machine: Option<&'a str>,
    /// A random number, to tell apart what is named alike.
    pub random: u128,
}

/// The name that this process writes under, and what people should know of how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// The name.
    pub name: String,
    /// The reason that it is not the one of `writer.json`, such as a folder of that name.
    pub notice: Option<String>,
}

/// `writer.json`, or one of those beside it.
#[derive(Serialize, Deserialize)]
struct WriterFile {
    writer: String,
    /// A hash: the machine's own id is nobody else's business.
    machine: Option<String>,
    /// The former names of this user, newest first: on a machine of which this folder is a copy, or as it was named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    former: Vec<String>,
}

/// More earlier names than these are not kept.
const MOST_FORMER: usize = 32;

impl Origin<'_> {
    /// A new name, such as `ana-laptop-7k3q`.
    fn mint(&self) -> String {
        const LETTERS: &[u8; 32] = b"abcdefghijkmnopqrstuvwxyz2345679";
        let mut rest = self.random;
        let mut random = String::new();
        for _ in 0..4 {
            random.push(char::from(LETTERS[(rest % 32) as usize]));
            rest /= 32;
        }
        let (user, host) = (plain(self.user, "user"), plain(self.host, "host"));
        format!("{user}-{host}-{random}")
    }

    fn machine_hash(&self) -> Option<String> {
        let machine = self.machine?;
        let hash = Sha256::digest(format!("hotwash writer\n{machine}"));
        Some(hex(&hash[..16]))
    }
}

/// At most 20 of `a-z`, `0-9`: safe in a file name, and no `.`, which numbers segments.
fn plain(name: &str, otherwise: &str) -> String {
    let name = name.split('.').next().unwrap_or_default();
    let plain: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(20)
        .collect();
    match plain.is_empty() {
        true => otherwise.to_owned(),
        false => plain.to_ascii_lowercase(),
    }
}

fn is_well_formed(writer: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=64).contains(&writer.len()) && writer.bytes().all(plain)
}

/// The writer kept in the state folder; a new one where there is none, or where it was minted on
/// another machine. Where something stands in the way of its file, the next name is taken.
///
/// # Errors
/// When the state folder cannot be read or written.
pub fn writer(
    storage: &dyn Storage,
    state: &Path,
    origin: Origin<'_>,
    patience: &Patience,
) -> Result<Writer, JournalError> {
    // The state folder is nobody else's, and where the user wants it to be: behind a link too.
    let linked = state.is_symlink().then(|| state.canonicalize().ok()).flatten();
    let state = linked.as_deref().unwrap_or(state);
    if let WriterSearch::Found(writer) = search(storage, state, origin)? {
        return Ok(writer);
    }
    make_folders(storage, state).map_err(JournalError::at(Operation::MakeFolder, state))?;
    let _held = lock(storage, state, patience)?;
    // Another process may have minted one while this one waited.
    let (path, notice) = match search(storage, state, origin)? {
        WriterSearch::Found(writer) => return Ok(writer),
        WriterSearch::Free(path, notice) => (path, notice),
    };
    let new = WriterFile {
        writer: origin.mint(),
        machine: origin.machine_hash(),
        former: names(storage, state),
    };
    let json = serde_json::to_vec(&new).expect("strings are always JSON");
    whole_file::replace_if(storage, &path, &json, |_| true)?;
    let name = new.writer;
    Ok(Writer { name, notice })
}

/// The outcome of looking for the file that keeps the writer.
enum WriterSearch {
    Found(Writer),
    /// The first name that can be used, and why it is not the usual one.
    Free(PathBuf, Option<String>),
}

/// Looks through the files that may keep a writer. A name in any of them goes before a new one, however many before it
/// are unfit.
fn search(storage: &dyn Storage, state: &Path, origin: Origin<'_>) -> Result<WriterSearch, JournalError> {
    let (mut free, mut notice) = (None, None);
    for path in files(state) {
        match kept(storage, &path, origin) {
            Ok(Some(name)) => return Ok(WriterSearch::Found(Writer { name, notice })),
            Ok(None) => {
                free.get_or_insert((path, notice.clone()));
            }
            Err(error) if error.is_in_the_way() || error.source.kind() == ErrorKind::FileTooLarge => {
                notice.get_or_insert(format!(
                    "{error}; recorded under another name, which is kept beside it"
                ));
            }
            Err(error) => return Err(error),
        }
    }
    let in_the_way = || {
        let taken = std::io::Error::new(ErrorKind::InvalidInput, "every name for it is taken");
        JournalError::at(Operation::Open, &state.join("writer.json"))(taken)
    };
    let (path, notice) = free.ok_or_else(in_the_way)?;
    Ok(WriterSearch::Free(path, notice))
}

/// The files that may keep a writer: the usual one, and those that were begun beside what can be none.
fn files(state: &Path) -> impl Iterator<Item = PathBuf> {
    (1..=MOST_NAMES).map(|number| match number {
        1 => state.join("writer.json"),
        _ => state.join(format!("writer.{number}.json")),
    })
}

/// The names of this user other than the present one, newest first.
pub fn former_writers(storage: &dyn Storage, state: &Path, present: &str) -> Vec<String> {
    let mut names = names(storage, state);
    names.retain(|name| name != present);
    names
}

/// The writers that are kept, whatever machine they were minted on, and those before them.
fn names(storage: &dyn Storage, state: &Path) -> Vec<String> {
    let kept = files(state).filter_map(|path| {
        let bytes = whole_file::read(storage, &path, whole_file::MAX_WHOLE).ok()??;
        serde_json::from_slice::<WriterFile>(&bytes).ok()
    });
    let names = kept.flat_map(|kept| std::iter::once(kept.writer).chain(kept.former));
    names
        .filter(|name| is_well_formed(name))
        .take(MOST_FORMER)
        .collect()
}

/// The first lock that can be one; what is none for this process is none for the others either.
fn lock(storage: &dyn Storage, state: &Path, patience: &Patience) -> Result<Lock, JournalError> {
    let mut number = 1;
    loop {
        let name = match number {
            1 => "writer.lock".to_owned(),
            _ => format!("writer.{number}.lock"),
        };
        let path = state.join(name);
        let failed = JournalError::at(Operation::Lock, &path);
        match Lock::take(storage, &path, patience).map_err(failed) {
            Ok(Some(lock)) => return Ok(lock),
            Ok(None) => {
                let busy = std::io::ErrorKind::WouldBlock.into();
                return Err(JournalError::at(Operation::Lock, &path)(busy));
            }
            Err(error) if error.is_in_the_way() && number < MOST_NAMES => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// The writer kept in the state folder, if one was minted there on this machine. Writes nothing.
pub fn known_writer(storage: &dyn Storage, state: &Path, origin: Origin<'_>) -> Option<String> {
    let state = state.canonicalize().unwrap_or_else(|_| state.to_owned());
    match search(storage, &state, origin) {
        Ok(WriterSearch::Found(writer)) => Some(writer.name),
        Ok(WriterSearch::Free(..)) | Err(_) => None,
    }
}

fn kept(storage: &dyn Storage, path: &Path, origin: Origin<'_>) -> Result<Option<String>, JournalError> {
    let bytes = whole_file::read(storage, path, whole_file::MAX_WHOLE)
        .map_err(JournalError::at(Operation::Open, path))?;
    let kept = bytes.and_then(|bytes| serde_json::from_slice::<WriterFile>(&bytes).ok());
    Ok(kept
        .filter(|kept| kept.machine == origin.machine_hash() && is_well_formed(&kept.writer))
        .map(|kept| kept.writer))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::journal::Disk;

    fn origin(machine: &'static str, random: u128) -> Origin<'static> {
        Origin {
            user: "Ana",
            host: "laptop.example.org",
            machine: Some(machine),
            random,
        }
    }

    fn minted(state: &Path, machine: &'static str, random: u128) -> String {
        let writer = writer(&Disk, state, origin(machine, random), &Patience::second());
        writer.unwrap().name
    }

    #[test]
    fn a_writer_is_minted_once_for_a_machine() {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("deep/state");
        let first = minted(&state, "m1", 1);
        assert_eq!(first, "ana-laptop-baaa");
        assert_eq!(minted(&state, "m1", 2), first);
        let cloned = minted(&state, "m2", 3);
        assert_ne!(cloned, first, "a cloned home is another writer");
        assert_eq!(minted(&state, "m2", 4), cloned);
        assert_eq!(former_writers(&Disk, &state, &cloned), [first.as_str()]);
        let third = minted(&state, "m3", 5);
        assert_eq!(former_writers(&Disk, &state, &third), [cloned, first]);
        let kept = fs::read_to_string(state.join("writer.json")).unwrap();
        assert!(!kept.contains("m2"), "{kept}");
    }

    #[test]
    fn what_is_no_identity_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        for kept in ["", "{", r#"{"writer":"../../x","machine":null}"#, "\u{0}"] {
            fs::write(dir.path().join("writer.json"), kept).unwrap();
            assert_eq!(minted(dir.path(), "m1", 1), "ana-laptop-baaa");
        }
    }

    #[test]
    fn a_lock_that_can_be_none_stops_nobody() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("writer.lock")).unwrap();
        std::os::unix::fs::symlink("/nowhere/x", dir.path().join("writer.2.lock")).unwrap();
        assert_eq!(minted(dir.path(), "m1", 1), "ana-laptop-baaa");
    }

    #[test]
    fn what_can_keep_no_writer_is_named_and_another_is_kept_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path();
        let usual = minted(state, "m1", 1);
        let file = state.join("writer.json");
        let away = state.join("away");
        fs::rename(&file, &away).unwrap();
        let asked = |random| writer(&Disk, state, origin("m1", random), &Patience::second()).unwrap();
        for unfit in ["folder", "link", "sparse"] {
            match unfit {
                "folder" => fs::create_dir(&file).unwrap(),
                "link" => std::os::unix::fs::symlink("/nowhere", &file).unwrap(),
                _ => fs::File::create(&file).unwrap().set_len(20 << 30).unwrap(),
            }
            let other = asked(2);
            assert_eq!(other.name, "ana-laptop-caaa", "{unfit}");
            let notice = other.notice.clone().unwrap();
            assert!(notice.contains("writer.json: it "), "{notice}");
            assert_eq!(asked(3), other, "it is kept");
            assert_eq!(known_writer(&Disk, state, origin("m1", 0)), Some(other.name));
            let _ = fs::remove_dir(&file).or_else(|_| fs::remove_file(&file));
            assert_eq!(asked(4).name, "ana-laptop-caaa", "also when it is gone");
        }
        fs::rename(&away, &file).unwrap();
        assert_eq!(asked(5).name, usual);
        assert_eq!(former_writers(&Disk, state, &usual), ["ana-laptop-caaa"]);
    }

    #[test]
    fn names_are_made_plain() {
        let odd = Origin {
            user: "../Ünï\u{1b}",
            host: "",
            machine: None,
            random: u128::MAX,
        };
        assert_eq!(odd.mint(), "user-host-9999");
        let long = "x".repeat(500);
        let long = Origin {
            user: &long,
            host: &long,
            ..odd
        };
        assert!(is_well_formed(&long.mint()));
    }

    #[test]
    fn a_state_folder_that_cannot_be_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        fs::write(&file, "").unwrap();
        let error = writer(&Disk, &file.join("state"), origin("m", 1), &Patience::second()).unwrap_err();
        assert!(error.not_saved());
    }
}
