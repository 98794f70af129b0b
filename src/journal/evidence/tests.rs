//! Evidence: stored once, read back as it was, never half there, nothing followed and nothing believed.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::Arc;

use uuid::Uuid;

use super::*;
use crate::domain::id::IncidentId;
use crate::journal::fault::{Fault, Faulty, Op};
use crate::journal::{Disk, Shelf};

/// SHA-256 of "abc", from FIPS 180-2.
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn incident() -> (tempfile::TempDir, IncidentPath) {
    let dir = tempfile::tempdir().unwrap();
    let shelf = Shelf::new(dir.path(), Arc::new(Disk));
    let day = "2023-03-25".parse().unwrap();
    let path = shelf
        .create("Login down", day, IncidentId::new(Uuid::from_u128(1)))
        .unwrap();
    (dir, path)
}

fn names(path: &IncidentPath) -> Vec<String> {
    let entries = fs::read_dir(path.evidence()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_piece_is_stored_once_and_read_back() {
    let (_dir, path) = incident();
    let piece = store(&Disk, &path, Some("a.log".to_owned()), b"abc").unwrap();
    assert_eq!((&*piece.sha256, piece.bytes), (ABC, 3));
    let file = path.evidence().join(ABC);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let faulty = Faulty::new();
    store(&faulty, &path, None, b"abc").unwrap();
    let log = faulty.take_log();
    assert!(
        !log.contains(&Op::Write) && log.contains(&Op::SyncFolder),
        "{log:?}"
    );
    assert_eq!(read(&Disk, &path, &piece).unwrap(), b"abc");
    assert_eq!(names(&path), [ABC]);
    let empty = store(&Disk, &path, None, b"").unwrap();
    assert_eq!(read(&Disk, &path, &empty).unwrap(), b"");
}

#[test]
fn it_is_synced_before_it_has_its_name_and_the_folder_after() {
    let (_dir, path) = incident();
    let faulty = Faulty::new();
    store(&faulty, &path, None, b"abc").unwrap();
    let log = faulty.take_log();
    let place = |op: Op| log.iter().position(|done| *done == op).unwrap();
    assert!(place(Op::Write) < place(Op::Sync));
    assert!(place(Op::Sync) < place(Op::Rename));
    assert!(place(Op::Rename) < place(Op::SyncFolder));
}

#[test]
fn a_damaged_file_is_replaced_and_a_missing_folder_made() {
    let (_dir, path) = incident();
    let file = path.evidence().join(ABC);
    for wrong in ["abx", "", "much longer"] {
        fs::write(&file, wrong).unwrap();
        let piece = store(&Disk, &path, None, b"abc").unwrap();
        assert_eq!(read(&Disk, &path, &piece).unwrap(), b"abc", "{wrong:?}");
    }
    fs::remove_dir_all(path.evidence()).unwrap();
    store(&Disk, &path, None, b"abc").unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"abc");
}

#[test]
fn a_disk_that_fails_leaves_no_part_and_short_writes_are_gone_on_with() {
    let (_dir, path) = incident();
    for op in [Op::Open, Op::Write, Op::Sync, Op::Rename, Op::SyncFolder] {
        let faulty = Faulty::new();
        faulty.plan(op, usize::from(op == Op::Open), 1, Fault::Os(5));
        let error = store(&faulty, &path, None, b"abc").unwrap_err();
        assert!(error.not_saved(), "{op:?}: {error}");
        let left = names(&path);
        assert!(left.is_empty() || left == [ABC], "{op:?}: {left:?}");
        faulty.heal();
        store(&faulty, &path, None, b"abc").unwrap();
        fs::remove_file(path.evidence().join(ABC)).unwrap();
    }
    let faulty = Faulty::new();
    faulty.plan(Op::Write, 0, 2, Fault::Short(1));
    let piece = store(&faulty, &path, None, b"abc").unwrap();
    assert_eq!(read(&Disk, &path, &piece).unwrap(), b"abc");
}

#[test]
fn what_is_too_long_is_cut_and_says_so() {
    let (_dir, path) = incident();
    let piece = store(&Disk, &path, None, &vec![b'x'; MAX_PIECE + 5]).unwrap();
    assert!(piece.bytes <= MAX_PIECE as u64);
    let text = String::from_utf8(read(&Disk, &path, &piece).unwrap()).unwrap();
    assert_eq!(text.len() as u64, piece.bytes);
    assert!(text.contains(" bytes left out here]\n"));
}

#[test]
fn symlinks_are_not_followed() {
    let (dir, path) = incident();
    let elsewhere = dir.path().join("elsewhere");
    fs::write(&elsewhere, "abc").unwrap();
    symlink(&elsewhere, path.evidence().join(ABC)).unwrap();
    assert!(store(&Disk, &path, None, b"abc").is_err());
    let piece = EvidenceRef {
        sha256: ABC.to_owned(),
        bytes: 3,
        name: None,
    };
    assert!(matches!(
        read(&Disk, &path, &piece),
        Err(EvidenceError::Journal(_))
    ));
    fs::remove_dir_all(path.evidence()).unwrap();
    let folder = dir.path().join("folder");
    fs::create_dir(&folder).unwrap();
    symlink(&folder, path.evidence()).unwrap();
    assert!(store(&Disk, &path, None, b"abc").unwrap_err().not_saved());
    assert_eq!(fs::read_dir(folder).unwrap().count(), 0);
}

#[test]
fn what_is_missing_changed_or_no_name_is_told_apart() {
    let (_dir, path) = incident();
    let piece = store(&Disk, &path, None, b"abc").unwrap();
    let file = path.evidence().join(ABC);
    for wrong in ["abx", "abcd", ""] {
        fs::write(&file, wrong).unwrap();
        assert!(matches!(
            read(&Disk, &path, &piece),
            Err(EvidenceError::Changed(_))
        ));
    }
    fs::remove_file(&file).unwrap();
    assert!(matches!(
        read(&Disk, &path, &piece),
        Err(EvidenceError::Missing(_))
    ));
    for name in ["../journal/ana.jsonl", "", "ABC", "/etc/passwd"] {
        let piece = EvidenceRef {
            sha256: name.to_owned(),
            ..piece.clone()
        };
        assert!(matches!(
            read(&Disk, &path, &piece),
            Err(EvidenceError::Unnamed(_))
        ));
    }
}
