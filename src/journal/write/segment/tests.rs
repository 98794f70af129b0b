//! Appends on a disk that works, fails, lies in the way, or is shared.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::journal::fault::{DiskOp, Fault, Faulty};

const EIO: i32 = 5;

/// `<shelf>/incident/journal` with a pen of `ana`.
struct Desk {
    dir: tempfile::TempDir,
    disk: Faulty,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("incident/journal")).unwrap();
        Self {
            dir,
            disk: Faulty::new(),
        }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.dir.path().join("incident/journal").join(name)
    }

    fn pen(&self) -> Pen {
        let patience = Patience {
            tries: 3,
            pause: Arc::new(|_| {}),
        };
        Pen::new(self.at(""), "ana", Arc::new(self.disk.clone()), patience)
    }

    fn holds(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap_or_default()
    }
}

#[test]
fn one_write_then_the_sync_then_the_folders_once() {
    let desk = Desk::new();
    // As hotwash makes it.
    fs::set_permissions(desk.at(""), PermissionsExt::from_mode(0o700)).unwrap();
    let pen = desk.pen();
    let append = |line: &[u8]| pen.claim().unwrap().append(line).unwrap();
    append(b"one\n");
    let (open, lock) = (DiskOp::Open, DiskOp::Lock);
    let first = [
        open,
        lock,
        open,
        DiskOp::Write,
        DiskOp::Sync,
        DiskOp::SyncFolder,
        DiskOp::SyncFolder,
        DiskOp::SyncFolder,
    ];
    assert_eq!(desk.disk.take_log(), first);
    append(b"two\n");
    assert_eq!(
        desk.disk.take_log(),
        [open, lock, open, DiskOp::Read, DiskOp::Write, DiskOp::Sync]
    );
    assert_eq!(desk.holds("ana.jsonl"), "one\ntwo\n");
    let mode = |name| fs::metadata(desk.at(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("ana.jsonl"), mode("ana.lock")), (0o600, 0o600));
}

#[test]
fn a_new_line_begins_after_whatever_stands_there() {
    for (before, after) in [
        ("", "new\n"),
        ("one\n", "one\nnew\n"),
        ("one", "one\nnew\n"),
        ("one\nto", "one\nto\nnew\n"),
        ("\0\0", "\0\0\nnew\n"),
    ] {
        let desk = Desk::new();
        fs::write(desk.at("ana.jsonl"), before).unwrap();
        desk.pen().claim().unwrap().append(b"new\n").unwrap();
        assert_eq!(desk.holds("ana.jsonl"), after);
    }
}

#[test]
fn a_short_write_is_gone_on_with_once() {
    let desk = Desk::new();
    desk.disk.plan(DiskOp::Write, 0, 1, Fault::Short(2));
    desk.pen().claim().unwrap().append(b"record\n").unwrap();
    desk.disk.plan(DiskOp::Write, 0, 2, Fault::Short(2));
    let error = desk.pen().claim().unwrap().append(b"second\n").unwrap_err();
    assert!(matches!(error, AppendError::Final(error) if error.not_saved()));
    desk.pen().claim().unwrap().append(b"third\n").unwrap();
    assert_eq!(desk.holds("ana.jsonl"), "record\nseco\nthird\n");
}

#[test]
fn interruptions_are_nothing() {
    let desk = Desk::new();
    for op in [DiskOp::Lock, DiskOp::Write, DiskOp::Read] {
        desk.disk.plan(op, 0, 2, Fault::Error(ErrorKind::Interrupted));
        desk.pen().claim().unwrap().append(b"x\n").unwrap();
    }
    assert_eq!(desk.holds("ana.jsonl"), "x\nx\nx\n");
}

#[test]
fn a_full_disk_is_an_end_and_the_next_append_a_beginning() {
    for kind in [
        ErrorKind::StorageFull,
        ErrorKind::QuotaExceeded,
        ErrorKind::FileTooLarge,
    ] {
        for op in [DiskOp::Open, DiskOp::Write] {
            let desk = Desk::new();
            let pen = desk.pen();
            pen.claim().unwrap().append(b"one\n").unwrap();
            // The first opening is that of the lock.
            desk.disk
                .plan(op, usize::from(op == DiskOp::Open), 1, Fault::Error(kind));
            let error = pen.claim().unwrap().append(b"two\n").unwrap_err();
            assert!(matches!(error, AppendError::Final(_)), "{op:?} {kind}: {error:?}");
            pen.claim().unwrap().append(b"three\n").unwrap();
            assert_eq!(desk.holds("ana.jsonl"), "one\nthree\n");
        }
    }
}

#[test]
fn a_failed_sync_poisons_the_segment_for_everybody() {
    for (op, fault) in [
        (DiskOp::Sync, Fault::Os(EIO)),
        (DiskOp::Sync, Fault::DoneButError(EIO)),
        (DiskOp::Sync, Fault::Error(ErrorKind::StorageFull)),
        (DiskOp::SyncFolder, Fault::Os(EIO)),
        (DiskOp::Write, Fault::Os(EIO)),
    ] {
        let desk = Desk::new();
        let pen = desk.pen();
        desk.disk.plan(op, 0, 1, fault);
        let claim = pen.claim().unwrap();
        let Err(AppendError::Elsewhere(error)) = claim.append(b"one\n") else {
            panic!("another segment may do");
        };
        let before = desk.holds("ana.jsonl");
        let next = claim.elsewhere(error).unwrap();
        assert_eq!(next.file(), "ana.2.jsonl");
        assert!(next.notice().is_some());
        next.append(b"one\n").unwrap();
        drop(next);
        assert!(desk.at("ana.jsonl.bad").exists());
        for pen in [pen, desk.pen()] {
            let claim = pen.claim().unwrap();
            assert_eq!((claim.file(), claim.notice()), ("ana.2.jsonl".to_owned(), None));
            claim.append(b"two\n").unwrap();
        }
        assert_eq!(desk.holds("ana.jsonl"), before, "never touched again");
        assert_eq!(desk.holds("ana.2.jsonl"), "one\ntwo\ntwo\n");
    }
}

#[test]
fn a_segment_that_another_holds_is_passed_over() {
    let desk = Desk::new();
    let (stopped, pen) = (desk.pen(), desk.pen());
    let held = stopped.claim().unwrap();
    let claim = pen.claim().unwrap();
    assert_eq!(claim.file(), "ana.2.jsonl");
    assert!(
        claim
            .notice()
            .unwrap()
            .contains("another process holds ana.jsonl")
    );
    let third = desk.pen();
    assert_eq!(third.claim().unwrap().file(), "ana.3.jsonl");
    drop(held);
    assert_eq!(third.claim().unwrap().file(), "ana.jsonl");
}

#[test]
fn what_is_no_file_of_ours_is_passed_over() {
    for place in ["ana.jsonl", "ana.lock"] {
        let desk = Desk::new();
        let (fifo, mode) = (rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU);
        rustix::fs::mknodat(rustix::fs::CWD, desk.at(place), fifo, mode, 0).unwrap();
        let pen = desk.pen();
        let mut claim = pen.claim().unwrap();
        if let Err(AppendError::Elsewhere(error)) = claim.append(b"x\n") {
            claim = claim.elsewhere(error).unwrap();
            claim.append(b"x\n").unwrap();
        }
        assert_eq!(desk.holds("ana.2.jsonl"), "x\n", "{place}");
        let notice = claim.notice().unwrap_or_default();
        assert!(
            notice.contains(place) && notice.contains("; recorded in a"),
            "{notice:?}"
        );
    }
}

#[test]
fn a_lock_that_is_a_symlink_is_told() {
    let desk = Desk::new();
    std::os::unix::fs::symlink(desk.at("elsewhere"), desk.at("ana.lock")).unwrap();
    let pen = desk.pen();
    let claim = pen.claim().unwrap();
    assert_eq!(claim.file(), "ana.2.jsonl");
    let notice = claim.notice().unwrap_or_default();
    assert!(
        notice.starts_with("cannot lock ") && notice.contains("ana.lock"),
        "{notice:?}"
    );
    assert!(notice.ends_with("; recorded in a file of its own"), "{notice:?}");
}

#[test]
fn where_nothing_can_be_done_it_ends() {
    let desk = Desk::new();
    let pen = desk.pen();
    desk.disk
        .plan(DiskOp::Open, 0, 10_000, Fault::Error(ErrorKind::PermissionDenied));
    assert!(pen.claim().err().unwrap().not_saved());
    desk.disk.repair();
    desk.disk.plan(DiskOp::Sync, 0, 10_000, Fault::Os(EIO));
    let mut claim = pen.claim().unwrap();
    let last = loop {
        let Err(AppendError::Elsewhere(error)) = claim.append(b"x\n") else {
            panic!("a sync failed");
        };
        match claim.elsewhere(error) {
            Ok(next) => claim = next,
            Err(error) => break error,
        }
    };
    assert_eq!(last.operation, Operation::Sync);
    desk.disk.repair();
    pen.claim().unwrap().append(b"x\n").unwrap();
}

/// Everything that can stand in a name's place, put there by whoever shares the folder.
fn put(kind: &str, path: &Path) {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let node = |kind| mknodat(CWD, path, kind, Mode::RWXU, 0).unwrap();
    match kind {
        "folder" => fs::create_dir(path).unwrap(),
        "pipe" => node(FileType::Fifo),
        "socket" => node(FileType::Socket),
        "link" => std::os::unix::fs::symlink("/dev/null", path).unwrap(),
        _ => {
            let there = path.with_extension("other");
            fs::write(&there, "").unwrap();
            fs::hard_link(there, path).unwrap();
        }
    }
}

#[test]
fn however_many_names_are_taken_the_next_one_that_is_free_is_used() {
    for kind in ["folder", "pipe", "socket", "link", "second link"] {
        for suffix in ["lock", "jsonl", "jsonl.bad"] {
            let desk = Desk::new();
            for number in 1..=5 {
                let name = segment_file::name("ana", number);
                put(kind, &desk.at(&name.replace("jsonl", suffix)));
            }
            let pen = desk.pen();
            let mut claim = pen.claim().unwrap();
            while let Err(AppendError::Elsewhere(error)) = claim.append(b"x\n") {
                claim = claim.elsewhere(error).unwrap();
            }
            assert_eq!(desk.holds("ana.6.jsonl"), "x\n", "{kind} {suffix}");
            let notice = claim.notice().unwrap_or_default();
            // A mark of ours is a plain file, too.
            if (kind, suffix) != ("second link", "jsonl.bad") {
                assert!(
                    notice.contains(&format!("ana.{suffix}")) && notice.contains("(4 more names"),
                    "{kind} {suffix}: {notice:?}"
                );
            }
        }
    }
}

#[test]
fn a_segment_ends_before_it_is_too_long_to_be_read() {
    let desk = Desk::new();
    desk.pen().claim().unwrap().append(b"one\n").unwrap();
    let first = fs::File::options()
        .write(true)
        .open(desk.at("ana.jsonl"))
        .unwrap();
    for (length, file) in [
        (MAX_SEGMENT - MAX_LINE as u64 - 1, "ana.jsonl"),
        (MAX_SEGMENT - MAX_LINE as u64, "ana.2.jsonl"),
        (20 << 30, "ana.2.jsonl"),
    ] {
        first.set_len(length).unwrap();
        assert_eq!(desk.pen().claim().unwrap().file(), file, "{length}");
    }
}

#[test]
fn a_lock_that_cannot_be_had_sends_on_once_where_another_may_do() {
    for (times, kind, file) in [
        (1, ErrorKind::PermissionDenied, Some("ana.2.jsonl")),
        (2, ErrorKind::PermissionDenied, None),
        (1, ErrorKind::StorageFull, None),
    ] {
        let desk = Desk::new();
        desk.disk.plan(DiskOp::Open, 0, times, Fault::Error(kind));
        let pen = desk.pen();
        let claim = pen.claim().ok();
        assert_eq!(claim.map(|claim| claim.file()).as_deref(), file, "{times} {kind}");
    }
}

#[test]
fn segments_of_another_incident_are_passed_over_one_by_one() {
    let desk = Desk::new();
    let pen = desk.pen();
    let mut claim = pen.claim().unwrap();
    for file in ["ana.2.jsonl", "ana.3.jsonl", "ana.4.jsonl"] {
        claim = claim.past_strange().unwrap();
        assert_eq!(claim.file(), file);
    }
    let notice = claim.notice().unwrap_or_default();
    assert!(
        notice.contains("ana.jsonl belongs to another incident") && notice.contains("(2 more names"),
        "{notice:?}"
    );
}

#[test]
fn where_the_end_of_a_segment_cannot_be_read_nothing_is_added_to_it() {
    let desk = Desk::new();
    desk.pen().claim().unwrap().append(b"one\n").unwrap();
    desk.disk.plan(DiskOp::Read, 0, 1, Fault::Os(EIO));
    let result = desk.pen().claim().unwrap().append(b"two\n");
    assert!(matches!(result, Err(AppendError::Elsewhere(_))));
    assert_eq!(desk.holds("ana.jsonl"), "one\n");
}

#[test]
fn a_segment_is_shared_as_its_folder_is_when_it_begins_and_not_again() {
    let desk = Desk::new();
    fs::set_permissions(desk.at(""), PermissionsExt::from_mode(0o755)).unwrap();
    let append = || desk.pen().claim().unwrap().append(b"x\n").unwrap();
    let mode = || fs::metadata(desk.at("ana.jsonl")).unwrap().permissions().mode() & 0o777;
    append();
    assert_eq!(mode(), 0o644);
    fs::set_permissions(desk.at("ana.jsonl"), PermissionsExt::from_mode(0o600)).unwrap();
    append();
    assert_eq!(mode(), 0o600, "made private since, on purpose");
}
