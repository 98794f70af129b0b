//! Evidence: stored once, read back as it was, never half there, nothing followed and nothing believed.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::Arc;

use uuid::Uuid;

use super::*;
use crate::domain::id::IncidentId;
use crate::journal::fault::{DiskOp, Fault, Faulty};
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

/// As a new process stores it.
fn store(
    storage: &(impl Storage + Clone + 'static),
    path: &IncidentPath,
    name: Option<String>,
    bytes: &[u8],
) -> Result<EvidenceRef, JournalError> {
    let cabinet = Cabinet::new(path.clone(), Arc::new(storage.clone()));
    cabinet.store(name, bytes).map(|stored| stored.piece)
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
        !log.contains(&DiskOp::Write) && log.contains(&DiskOp::SyncFolder),
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
    let place = |op: DiskOp| log.iter().position(|done| *done == op).unwrap();
    assert!(place(DiskOp::Write) < place(DiskOp::Sync));
    assert!(place(DiskOp::Sync) < place(DiskOp::Rename));
    assert_eq!(log.last(), Some(&DiskOp::SyncFolder));
    assert!(place(DiskOp::Rename) < log.len() - 1);
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
    for op in [DiskOp::Open, DiskOp::Write, DiskOp::Sync, DiskOp::Rename] {
        let faulty = Faulty::new();
        faulty.plan(op, usize::from(op == DiskOp::Open), 1, Fault::Os(5));
        let error = store(&faulty, &path, None, b"abc").unwrap_err();
        assert!(error.not_saved(), "{op:?}: {error}");
        let left = names(&path);
        assert!(left.is_empty() || left == [ABC], "{op:?}: {left:?}");
        faulty.repair();
        store(&faulty, &path, None, b"abc").unwrap();
        fs::remove_file(path.evidence().join(ABC)).unwrap();
    }
    let faulty = Faulty::new();
    faulty.plan(DiskOp::Write, 0, 2, Fault::Short(1));
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
    let piece = EvidenceRef {
        sha256: ABC.to_owned(),
        bytes: 3,
        name: None,
    };
    assert!(matches!(
        read(&Disk, &path, &piece),
        Err(EvidenceError::Journal(_))
    ));
    assert_eq!(store(&Disk, &path, None, b"abc").unwrap(), piece);
    assert_eq!(find(&Disk, &path, &piece).unwrap().0, path.evidence_folder(2));
    fs::remove_dir_all(path.evidence()).unwrap();
    fs::remove_dir_all(path.evidence_folder(2)).unwrap();
    let folder = dir.path().join("folder");
    fs::create_dir(&folder).unwrap();
    for number in [1, 2] {
        symlink(&folder, path.evidence_folder(number)).unwrap();
    }
    let cabinet = Cabinet::new(path.clone(), Arc::new(Disk));
    let notice = cabinet.store(None, b"abc").unwrap().notice.unwrap();
    assert!(notice.contains("evidence: it is a symbolic link; "), "{notice}");
    assert_eq!(find(&Disk, &path, &piece).unwrap().0, path.evidence_folder(3));
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

#[test]
fn a_folder_that_could_not_be_synced_is_left_alone_for_good() {
    // Before the piece is written, after it was put in place, and where it stands already.
    for (skip, stands) in [(0, false), (1, false), (0, true), (1, true)] {
        let (_dir, path) = incident();
        if stands {
            store(&Disk, &path, None, b"abc").unwrap();
        }
        let faulty = Faulty::new();
        let cabinet = Cabinet::new(path.clone(), Arc::new(faulty.clone()));
        faulty.plan(DiskOp::SyncFolder, skip, 1, Fault::Os(5));
        let piece = cabinet.store(None, b"abc").unwrap().piece;
        assert!(
            path.folder().join("evidence.2").join(ABC).exists(),
            "{skip} {stands}"
        );
        assert!(path.folder().join("evidence.bad").exists(), "{skip} {stands}");
        let before = names(&path);
        for cabinet in [cabinet, Cabinet::new(path.clone(), Arc::new(Disk))] {
            let other = cabinet.store(None, b"other").unwrap().piece;
            assert_eq!(read(&Disk, &path, &other).unwrap(), b"other");
            cabinet.store(None, b"abc").unwrap();
        }
        assert_eq!(names(&path), before, "nothing was added");
        fs::remove_dir_all(path.evidence()).unwrap();
        assert_eq!(read(&Disk, &path, &piece).unwrap(), b"abc", "{skip} {stands}");
    }
}

#[test]
fn a_piece_that_cannot_be_synced_where_it_stands_is_stored_anew() {
    let (_dir, path) = incident();
    store(&Disk, &path, None, b"abc").unwrap();
    let faulty = Faulty::new();
    faulty.plan(DiskOp::Sync, 0, 1, Fault::Os(5));
    store(&faulty, &path, None, b"abc").unwrap();
    assert!(path.folder().join("evidence.2").join(ABC).exists());
}

#[test]
fn a_disk_that_fails_in_every_folder_is_told() {
    let (_dir, path) = incident();
    let faulty = Faulty::new();
    faulty.plan(DiskOp::SyncFolder, 0, 1000, Fault::Os(5));
    let error = store(&faulty, &path, None, b"abc").unwrap_err();
    assert_eq!(error.operation, Operation::Sync);
    faulty.repair();
    store(&faulty, &path, None, b"abc").unwrap();
    assert!(path.folder().join("evidence.3").join(ABC).exists());
}

#[test]
fn a_piece_that_is_wrong_in_one_folder_is_found_in_another() {
    let (_dir, path) = incident();
    let piece = store(&Disk, &path, None, b"abc").unwrap();
    let second = path.folder().join("evidence.2");
    fs::create_dir(&second).unwrap();
    fs::copy(path.evidence().join(ABC), second.join(ABC)).unwrap();
    fs::write(path.evidence().join(ABC), "abx").unwrap();
    assert_eq!(
        find(&Disk, &path, &piece).unwrap(),
        (second.clone(), b"abc".to_vec())
    );
    fs::remove_file(second.join(ABC)).unwrap();
    assert!(matches!(
        read(&Disk, &path, &piece),
        Err(EvidenceError::Changed(_))
    ));
    fs::remove_file(path.evidence().join(ABC)).unwrap();
    fs::write(second.join(ABC), "abx").unwrap();
    assert!(matches!(
        read(&Disk, &path, &piece),
        Err(EvidenceError::Changed(_))
    ));
}
