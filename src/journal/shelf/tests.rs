//! Incidents on a shelf: made, listed, found, whatever else lies there.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;
use crate::journal::fault::{DiskOp, Fault, Faulty};
use crate::journal::line::tests::record;
use crate::journal::{Disk, seal, verify};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 3, 25).unwrap()
}

fn id(n: u128) -> IncidentId {
    IncidentId::new(Uuid::from_u128(n))
}

fn shelf() -> (tempfile::TempDir, Shelf) {
    let dir = tempfile::tempdir().unwrap();
    let shelf = Shelf::new(&dir.path().join("home/data"), Arc::new(Disk));
    (dir, shelf)
}

#[test]
fn an_incident_is_made_private_and_found_again() {
    let (_dir, shelf) = shelf();
    assert_eq!(shelf.list().unwrap(), Listing::default());
    let path = shelf.create("Lookup latency", day(), id(0xabc_def0)).unwrap();
    assert_eq!(path.name(), "2023-03-25-lookup-latency-bcdef0");
    for folder in [path.journal(), path.evidence(), path.drafts()] {
        assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
    assert_eq!(shelf.list().unwrap().incidents, [path]);
    assert!(
        shelf.create("Lookup latency", day(), id(0xabc_def0)).is_err(),
        "made once"
    );
}

#[test]
fn hostile_titles_stay_on_the_shelf() {
    let (dir, shelf) = shelf();
    for (n, title) in ["../../x", "\u{1f525}", "", "a\0b\n", &"long ".repeat(2000)]
        .into_iter()
        .enumerate()
    {
        shelf.create(title, day(), id(n as u128)).unwrap();
    }
    assert_eq!(shelf.list().unwrap().incidents.len(), 5);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn selectors_name_one_none_or_several() {
    let (_dir, shelf) = shelf();
    for (title, n) in [("db", 0x11_1111), ("db replica", 0x22_2222), ("api", 0x33_3333)] {
        shelf.create(title, day(), id(n)).unwrap();
    }
    let found = |selector: &str| match shelf.find(selector).unwrap() {
        Found::One(path) => vec![path.slug],
        Found::None => vec![],
        Found::Several(paths) => paths.into_iter().map(|path| path.slug).collect(),
    };
    assert_eq!(found("repl"), ["db-replica"]);
    assert_eq!(found("db"), ["db"], "the whole slug goes first");
    assert_eq!(found("a"), ["api", "db-replica"]);
    assert_eq!(found("333333"), ["api"]);
    assert_eq!(found("3333"), ["api"]);
    assert_eq!(found("00000000-0000-0000-0000-000000222222"), ["db-replica"]);
    assert_eq!(found("2023-03-25-api-333333"), ["api"]);
    for none in ["", "x", "999999", "../db"] {
        assert_eq!(found(none), [""; 0], "{none:?}");
    }
}

#[test]
fn what_is_no_incident_is_told_and_not_followed() {
    let (_dir, shelf) = shelf();
    let path = shelf.create("real", day(), id(1)).unwrap();
    fs::write(shelf.folder.join("file"), "").unwrap();
    fs::create_dir(shelf.folder.join("notes")).unwrap();
    fs::create_dir(shelf.folder.join(".git")).unwrap();
    symlink(path.folder(), shelf.folder.join("2023-03-25-link-000002")).unwrap();
    let listing = shelf.list().unwrap();
    assert_eq!(listing.incidents, [path]);
    let odd: Vec<&str> = listing.odd.iter().map(|odd| odd.file.as_str()).collect();
    assert_eq!(odd, ["2023-03-25-link-000002", "file", "notes"]);
}

#[test]
fn a_check_counts_everything_and_names_the_file() {
    let (_dir, shelf) = shelf();
    let (good, empty) = (
        shelf.create("good", day(), id(1)),
        shelf.create("none", day(), id(2)),
    );
    let bytes = [seal(&record(1, "x")), b"junk\n".to_vec(), seal(&record(2, "y"))].concat();
    fs::write(good.unwrap().journal().join("ana.jsonl"), bytes).unwrap();
    fs::remove_dir(shelf.create("broken", day(), id(3)).unwrap().journal()).unwrap();
    let verified = verify(&shelf, "ana", None).unwrap();
    assert_eq!((verified.incidents, verified.files, verified.records), (3, 1, 2));
    let mut damage = verified.damage.iter();
    let broken = damage.next().unwrap();
    assert!(broken.what.starts_with("cannot list"), "{broken:?}");
    let junk = damage.next().unwrap();
    assert_eq!(
        (junk.file.as_str(), junk.line),
        ("2023-03-25-good-000001/journal/ana.jsonl", 2)
    );
    assert_eq!(damage.next().unwrap().file, empty.unwrap().name());
    assert_eq!(damage.next(), None);
}

#[test]
fn the_id_is_what_the_records_say() {
    let (_dir, shelf) = shelf();
    let path = shelf.create("x", day(), id(0xff_0000_0001)).unwrap();
    assert_eq!(path.made_up_id().short(), path.short());
    fs::write(path.journal().join("ana.jsonl"), seal(&record(1, "x"))).unwrap();
    assert_eq!(shelf.read(&path, "ana").unwrap().incident.id(), id(99));
}

#[test]
fn a_disk_that_fails_makes_no_incident() {
    for op in [DiskOp::MakeFolder, DiskOp::SyncFolder] {
        for skip in 0..4 {
            let dir = tempfile::tempdir().unwrap();
            let disk = Faulty::new();
            let shelf = Shelf::new(dir.path(), Arc::new(disk.clone()));
            disk.plan(op, skip, 1, Fault::Os(5));
            let error = shelf.create("x", day(), id(1)).unwrap_err();
            assert!(error.not_saved());
            let ghosts = shelf.list().unwrap();
            assert_eq!(ghosts, Listing::default(), "{op:?} after {skip}");
            shelf.create("x", day(), id(2)).unwrap();
        }
    }
}
