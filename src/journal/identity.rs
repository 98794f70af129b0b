//! Who writes: a name minted once for a user on a machine, so that no two ever share a segment.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::{JournalError, Operation};
use super::storage::{Storage, make_folders};
use crate::journal::write::lock::{Lock, Patience};
use crate::journal::write::whole_file;

/// After so many names that are taken by something else, another thing is wrong.
const MOST_LOCKS: u32 = 9;

/// From what a writer's name is made, and to what it is bound.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The user's name.
    pub user: &'a str,
    /// The machine's name.
    pub host: &'a str,
    /// What tells this machine from a copy of its disk, where that can be known.
    pub machine: Option<&'a str>,
    /// A random number, to tell apart what is named alike.
    pub random: u128,
}

/// `writer.json`.
#[derive(Serialize, Deserialize)]
struct Kept {
    writer: String,
    /// A hash: the machine's own id is nobody else's business.
    machine: Option<String>,
    /// What this user was called before, newest first: on a machine of which this folder is a copy, or as it was named.
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
        Some(hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect())
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
/// another machine.
///
/// # Errors
/// When the state folder cannot be read or written.
pub fn writer(
    storage: &dyn Storage,
    state: &Path,
    origin: Origin<'_>,
    patience: &Patience,
) -> Result<String, JournalError> {
    // The state folder is nobody else's, and where the user wants it to be: behind a link too.
    let linked = state.is_symlink().then(|| state.canonicalize().ok()).flatten();
    let state = linked.as_deref().unwrap_or(state);
    let path = state.join("writer.json");
    if let Some(writer) = kept(storage, &path, origin)? {
        return Ok(writer);
    }
    make_folders(storage, state).map_err(JournalError::at(Operation::MakeFolder, state))?;
    let _held = lock(storage, state, patience)?;
    // Another process may have minted one while this one waited.
    if let Some(writer) = kept(storage, &path, origin)? {
        return Ok(writer);
    }
    let new = Kept {
        writer: origin.mint(),
        machine: origin.machine_hash(),
        former: names(storage, &path),
    };
    let json = serde_json::to_vec(&new).expect("strings are always JSON");
    whole_file::replace_if(storage, &path, &json, |_| true)?;
    Ok(new.writer)
}

/// What this user was called before the present writer's name was minted, newest first.
pub fn former_writers(storage: &dyn Storage, state: &Path) -> Vec<String> {
    let mut names = names(storage, &state.join("writer.json"));
    names.drain(..names.len().min(1));
    names
}

/// The writer that is kept, whatever machine it was minted on, and those before it.
fn names(storage: &dyn Storage, path: &Path) -> Vec<String> {
    let bytes = whole_file::read(storage, path, whole_file::MAX_WHOLE)
        .ok()
        .flatten();
    let kept = bytes.and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok());
    let names = kept
        .into_iter()
        .flat_map(|kept| std::iter::once(kept.writer).chain(kept.former));
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
            Err(error) if error.is_in_the_way() && number < MOST_LOCKS => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// The writer kept in the state folder, if one was minted there on this machine. Writes nothing.
pub fn known_writer(storage: &dyn Storage, state: &Path, origin: Origin<'_>) -> Option<String> {
    let state = state.canonicalize().unwrap_or_else(|_| state.to_owned());
    kept(storage, &state.join("writer.json"), origin).ok().flatten()
}

fn kept(storage: &dyn Storage, path: &Path, origin: Origin<'_>) -> Result<Option<String>, JournalError> {
    let bytes = whole_file::read(storage, path, whole_file::MAX_WHOLE)
        .map_err(JournalError::at(Operation::Open, path))?;
    let kept = bytes.and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok());
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
        writer(&Disk, state, origin(machine, random), &Patience::second()).unwrap()
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
        assert_eq!(former_writers(&Disk, &state), [first.as_str()]);
        minted(&state, "m3", 5);
        assert_eq!(former_writers(&Disk, &state), [cloned, first]);
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
