//! Files that cannot be read: folders and pipes in their place, and disks that fail.

use std::fs;
use std::os::unix::fs::symlink;

use super::*;
use crate::journal::fault::{DiskOp, Fault, Faulty};

#[test]
fn what_is_no_file_is_reported_and_never_blocks() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &lines(1..=1));
    fs::create_dir(folder.at("folder.jsonl")).unwrap();
    symlink("/dev/zero", folder.at("link.jsonl")).unwrap();
    let fifo = rustix::fs::FileType::Fifo;
    let mode = rustix::fs::Mode::RWXU;
    rustix::fs::mknodat(rustix::fs::CWD, folder.at("pipe.jsonl"), fifo, mode, 0).unwrap();
    let (records, damage) = folder.read();
    assert_eq!(records, [1]);
    assert_eq!(
        damage,
        [
            "folder.jsonl:0: cannot be read: it is a folder",
            "link.jsonl:0: cannot be read: it is a symbolic link",
            "pipe.jsonl:0: cannot be read: it is a pipe (FIFO)",
        ]
    );
}

#[test]
fn a_read_that_fails_is_reported_and_made_up_for() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &lines(1..=3));
    let disk = Faulty::new();
    let mut journal = folder.journal_on(Arc::new(disk.clone()));
    // At first the file is opened to see whose it is.
    for (op, skip) in [(DiskOp::Open, 1), (DiskOp::Read, 0)] {
        disk.plan(op, skip, 1, Fault::Os(5));
        assert_eq!(numbers(&journal.catch_up().unwrap()), [0u64; 0]);
        assert!(said(&journal.damage())[0].starts_with("ana.jsonl:0: cannot be read: "));
        assert_eq!(journal.next_in("ana.jsonl".as_ref()), Next::Unreadable);
    }
    disk.plan(DiskOp::List, 0, 1, Fault::Os(5));
    assert!(journal.catch_up().is_err());
    assert_eq!(numbers(&journal.catch_up().unwrap()), [1, 2, 3]);
    assert_eq!(journal.damage(), []);
}

#[test]
fn counters_that_cannot_be_read_are_outrun() {
    let folder = Folder::new();
    folder.put("ana.jsonl", &lines(1..=200));
    let disk = Faulty::new();
    let mut journal = folder.journal_on(Arc::new(disk.clone()));
    disk.plan(DiskOp::Read, 0, 1000, Fault::Os(5));
    journal.catch_up().unwrap();
    let next = journal.next_lc();
    assert!((201..1000).contains(&next), "{next}");
    disk.repair();
    journal.catch_up().unwrap();
    assert_eq!(journal.next_lc(), 201);
    let sparse = fs::File::create(folder.at("bo.jsonl")).unwrap();
    sparse.set_len(1 << 42).unwrap();
    disk.plan(DiskOp::Read, 0, 1000, Fault::Os(5));
    journal.catch_up().unwrap();
    assert!(journal.next_lc() <= 201 + (1 << 32));
}
