//! Several writers and readers of one incident: they see each other and lose nothing.

use super::*;

#[test]
fn who_looks_at_the_incident_keeps_nobody_from_writing_in_it() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let seen = scribe.incident();
    scribe.record(note("while it is looked at")).unwrap();
    assert!(seen.events().is_empty());
    assert_eq!(texts(&scribe), ["while it is looked at"]);
}

#[test]
fn writers_see_each_other() {
    let desk = Desk::new();
    let (ana, bo) = (desk.scribe("ana"), desk.scribe("bo"));
    ana.record(note("one")).unwrap();
    bo.record(note("two")).unwrap();
    assert!(ana.catch_up().unwrap());
    assert_eq!(texts(&ana), ["one", "two"]);
    assert_eq!(
        fs::read_dir(desk.path.journal()).unwrap().count(),
        4,
        "two segments, two locks"
    );
}

#[test]
fn news_that_a_write_took_in_are_no_secret() {
    let desk = Desk::new();
    let (ana, bo) = (desk.scribe("ana"), desk.scribe("bo"));
    let mut last = ana.generation();
    let mut grew = |why: &str, expected: bool| {
        let now = ana.generation();
        assert_eq!(now > last, expected, "{why}");
        last = now;
    };
    assert!(!ana.catch_up().unwrap());
    grew("nothing happened", false);
    bo.record(note("one")).unwrap();
    assert!(ana.record(note(" ")).is_err());
    assert!(!ana.catch_up().unwrap(), "the refused write took it in");
    grew("another's record", true);
    ana.record(note("two")).unwrap();
    grew("a record of our own", true);
    append(&desk.path.journal().join("bo.jsonl"), b"junk\n");
    ana.catch_up().unwrap();
    grew("damage", true);
    ana.catch_up().unwrap();
    grew("nothing more", false);
}

#[test]
fn two_processes_of_one_writer_lose_nothing() {
    let desk = Desk::new();
    let patience = Patience {
        tries: 100_000,
        pause: Arc::new(|_| thread::yield_now()),
    };
    thread::scope(|scope| {
        for name in ["a", "b"] {
            let scribe = desk.patient("ana", patience.clone());
            scope.spawn(move || {
                for n in 0..100 {
                    scribe.record(note(&format!("{name}{n}"))).unwrap();
                }
            });
        }
    });
    let scribe = desk.scribe("ana");
    let mut texts = texts(&scribe);
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), 200);
    assert_eq!(scribe.damage(), []);
}

#[test]
fn a_file_replaced_under_a_running_program_swallows_nothing() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    scribe.record(note("one")).unwrap();
    let segment = desk.path.journal().join("ana.jsonl");
    let copy = desk.path.journal().join("copy");
    fs::copy(&segment, &copy).unwrap();
    fs::rename(&copy, &segment).unwrap();
    scribe.record(note("two")).unwrap();
    assert_eq!(texts(&scribe), ["one", "two"]);
    assert_eq!(desk.texts(), ["one", "two"]);
    assert_eq!(scribe.damage(), []);
}

#[test]
fn what_comes_late_is_put_in_its_order() {
    let desk = Desk::new();
    let (ana, bo) = (desk.scribe("ana"), desk.scribe("bo"));
    bo.record(note("bo")).unwrap();
    let (here, away) = (
        desk.path.journal().join("bo.jsonl"),
        desk.path.folder().join("away"),
    );
    fs::rename(&here, &away).unwrap();
    for text in ["one", "two", "three"] {
        ana.record(note(text)).unwrap();
    }
    fs::rename(&away, &here).unwrap();
    assert!(ana.catch_up().unwrap());
    let order = texts(&ana);
    assert_eq!(order, desk.texts(), "as a new process reads it");
    assert_eq!(order.iter().position(|text| text == "bo"), Some(1));
}
