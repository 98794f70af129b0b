//! `verify`, and how other verbs meet a damaged journal.

use std::fs;

use hotwash::domain::id::{IncidentId, RecordId};
use hotwash::domain::record::{EventBody, Head, Op, Record};
use hotwash::journal::seal;
use uuid::Uuid;

use crate::stage::Stage;

fn damaged() -> Stage {
    let stage = Stage::live();
    stage.answer(&["log", "one"]);
    stage.answer(&["log", "two"]);
    let segment = stage.home.segment();
    let text = fs::read_to_string(&segment).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    fs::write(&segment, format!("{}\n{{torn\n{}\n", lines[0], lines[2])).unwrap();
    stage
}

#[test]
fn a_sound_journal_is_said_to_be() {
    let stage = Stage::live();
    let ran = stage
        .run(&["verify"])
        .status(0)
        .answers_nothing()
        .says("nothing is wrong");
    assert!(
        ran.err.starts_with("1 record read in 1 file of 1 incident"),
        "{ran:?}"
    );
    let json = stage.run(&["verify", "--json"]).status(0).json();
    assert_eq!(json, serde_json::json!({ "schema": 1, "files": 1, "damage": [] }));
}

#[test]
fn damage_is_named_by_file_and_line_and_nothing_is_changed() {
    let stage = damaged();
    let before = fs::read(stage.home.segment()).unwrap();
    let ran = stage.run(&["verify"]).status(3);
    let first = ran.out.lines().next().unwrap();
    assert!(
        first.starts_with("2023-03-25-login-down-00a001/journal/ana-laptop-"),
        "{ran:?}"
    );
    assert!(first.ends_with(".jsonl:2: not a record"), "{ran:?}");
    let json = stage.run(&["verify", "--json"]).status(3).json();
    assert_eq!(json["damage"][0]["line"], 2);
    assert_eq!(fs::read(stage.home.segment()).unwrap(), before);
}

#[test]
fn other_verbs_work_on_a_damaged_journal_and_say_so() {
    let stage = damaged();
    for words in [
        &["show"][..],
        &["log", "three"],
        &["export"],
        &["set", "severity", "1"],
    ] {
        stage.run(words).status(0).says("hotwash verify names");
    }
    let shown = stage.run(&["show", "--json"]).status(0).json();
    assert_eq!(shown["damage"][0]["line"], 2);
    assert_eq!(shown["events"].as_array().unwrap().len(), 2);
}

#[test]
fn a_journal_of_rubbish_is_survived() {
    let rubbish: [&[u8]; 4] = [b"", b"\0\0\0\0", b"\xff\xfe\n\n\x1b[31m", b"{}\n[]\nnull\n"];
    for bytes in rubbish {
        let stage = Stage::live();
        fs::write(stage.home.segment(), bytes).unwrap();
        stage.run(&["verify"]).status(3);
        stage.answer(&["list"]);
        let ran = stage.run(&["show", "--incident", "login"]).status(0);
        assert!(!ran.out.contains('\u{1b}'), "{ran:?}");
    }
}

#[test]
fn a_journal_that_is_no_folder_is_named() {
    let stage = Stage::live();
    let journal = stage.home.incident().join("journal");
    fs::remove_dir_all(&journal).unwrap();
    fs::write(&journal, "x").unwrap();
    stage
        .run(&["verify"])
        .status(3)
        .answers("2023-03-25-login-down-00a001");
    stage.run(&["list"]).status(0).says("is left out");
    stage.run(&["show", "--incident", "login"]).status(1);
    stage.run(&["log", "--incident", "login", "x"]);
}

#[test]
fn a_draft_is_checked_against_the_journal_it_cites() {
    let stage = Stage::live();
    stage.answer(&["log", "one"]);
    let draft = stage.home.path().join("draft.md");
    let draft = draft.to_str().unwrap();
    stage.answer(&["export", "--output", draft]);
    stage.answer(&["new", "another"]);
    stage.answer(&["log", "--incident", "login", "two"]);
    stage.run(&["verify", draft]).status(0).says("nothing is wrong");
}

#[test]
fn a_draft_of_another_incident_is_no_damage() {
    let stage = Stage::live();
    stage.answer(&["log", "one"]);
    let draft = stage.home.path().join("draft.md");
    let draft = draft.to_str().unwrap();
    stage.answer(&["export", "--output", draft]);
    stage.answer(&["new", "Mail down"]);
    stage
        .run(&["verify", draft, "--incident", "mail"])
        .status(2)
        .answers_nothing()
        .says("is a draft of 2023-03-25-login-down-00a001, not of");
    stage.answer(&["verify", draft, "--incident", "login"]);
}

#[test]
fn a_journal_that_no_longer_bears_a_draft_out_is_said() {
    let stage = Stage::live();
    stage.answer(&["log", "one"]);
    let draft = stage.home.path().join("draft.md");
    let draft = draft.to_str().unwrap();
    stage.answer(&["export", "--output", draft]);
    let text = fs::read_to_string(stage.home.segment()).unwrap();
    fs::write(stage.home.segment(), text.replace("\"one\"", "\"two\"")).unwrap();
    stage
        .run(&["verify", draft])
        .status(3)
        .answers("are not those that the draft was made from");
    let first = text.lines().next().unwrap();
    fs::write(stage.home.segment(), format!("{first}\n")).unwrap();
    stage
        .run(&["verify", draft])
        .status(3)
        .answers("it has 1 records, and had 2");
    fs::write(draft, "# no trailer").unwrap();
    stage.run(&["verify", draft]).status(2).says("cites no journal");
    stage
        .run(&["verify", "/no/such/draft"])
        .status(2)
        .says("cannot read");
}

#[test]
fn a_segment_of_another_incident_is_named_and_none_of_it_shown() {
    let stage = Stage::live();
    stage.answer(&["log", "ours"]);
    let (folder, own) = (stage.home.incident(), stage.home.segment());
    stage.answer(&["new", "Disk full"]);
    stage.answer(&["log", "--incident", "disk", "theirs"]);
    let other = fs::read_dir(folder.parent().unwrap()).unwrap();
    let other = other
        .map(|entry| entry.unwrap().path())
        .find(|path| *path != folder);
    let other = other.unwrap().join("journal").join(own.file_name().unwrap());
    let copy = folder.join("journal/copy.jsonl");
    fs::copy(&other, &copy).unwrap();

    let ran = stage.run(&["verify"]).status(3);
    assert!(
        ran.out
            .contains("/journal/copy.jsonl: belongs to another incident ("),
        "{ran:?}"
    );
    assert_eq!(ran.out.lines().count(), 1, "{ran:?}");
    let login = ["--incident", "login"];
    let show = |stage: &Stage| stage.answer(&[&["show"][..], &login].concat());
    assert!(show(&stage).contains("ours") && !show(&stage).contains("theirs"));
    // The draft was not made from it, so moving it away breaks nothing.
    let draft = stage.answer(&[&["close", "--yes"][..], &login].concat());
    let draft = draft
        .trim()
        .replace("[home]", stage.home.path().to_str().unwrap());
    fs::remove_file(&copy).unwrap();
    stage.answer(&["verify", &draft]);
}

#[test]
fn where_another_incident_s_file_stands_in_place_of_ours_recording_goes_on_in_the_next() {
    let stage = Stage::live();
    stage.answer(&["log", "ours"]);
    let (folder, own) = (stage.home.incident(), stage.home.segment());
    stage.answer(&["new", "Disk full"]);
    let other = fs::read_dir(folder.parent().unwrap()).unwrap();
    let other = other
        .map(|entry| entry.unwrap().path())
        .find(|path| *path != folder);
    let other = other.unwrap().join("journal").join(own.file_name().unwrap());
    let moved = own.with_file_name("moved.jsonl");
    fs::rename(&own, &moved).unwrap();
    for name in [
        own.clone(),
        own.with_extension("2.jsonl"),
        own.with_extension("3.jsonl"),
    ] {
        fs::copy(&other, name).unwrap();
    }
    let log = ["log", "--incident", "login", "more"];
    stage
        .run(&log)
        .status(0)
        .says("belongs to another incident; recorded in a file of its own");
    assert!(own.with_extension("4.jsonl").exists());
    let shown = stage
        .run(&["show", "--incident", "login", "--json"])
        .status(0)
        .json();
    let texts: Vec<_> = shown["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| &event["text"])
        .collect();
    assert_eq!(texts, ["ours", "more"]);
    assert_eq!(shown["damage"].as_array().unwrap().len(), 3);
    assert_eq!(
        fs::read(&own).unwrap(),
        fs::read(&other).unwrap(),
        "never added to"
    );
}

/// A process that was killed between rewriting the journal and removing the evidence leaves it.
#[test]
fn evidence_that_no_record_names_is_noted_and_no_damage() {
    let stage = Stage::live();
    stage
        .run_with(&["log", "--evidence", "-", "one"], "a password\n")
        .status(0);
    stage
        .run(&["verify"])
        .status(0)
        .says("1 incident: nothing is wrong");
    let folder = stage.home.incident().join("evidence");
    let names = || {
        fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
    };
    let name = names().next().unwrap().into_string().unwrap();
    let piece = folder.join(&name);
    stage.answer(&["redact", "1", "--yes"]);
    assert!(!piece.exists());
    fs::write(&piece, "a password\n").unwrap();
    fs::write(folder.join(format!(".{name}.tmp")), "a pass").unwrap();
    fs::write(folder.join(".gitkeep"), "").unwrap();
    let ran = stage.run(&["verify"]).status(0).says("nothing is wrong");
    for left in [
        format!("/evidence/{name}: no record"),
        format!("/evidence/.{name}.tmp: no record"),
    ] {
        assert!(ran.err.contains(&left), "{left}: {ran:?}");
    }
    assert!(!ran.err.contains(".gitkeep"), "{ran:?}");
}

#[test]
fn a_stranger_s_record_that_holds_too_much_costs_only_itself() {
    let stage = Stage::live();
    stage.answer(&["log", "ours"]);
    let first = fs::read_to_string(stage.home.segment()).unwrap();
    let first: serde_json::Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    let incident = IncidentId::new(Uuid::parse_str(first["incident"].as_str().unwrap()).unwrap());
    let words = |word: &str, count: usize| -> String { (0..count).map(|n| format!("{word}{n} ")).collect() };
    let texts = [
        words("#t", 40_000),
        words("@a", 40_000),
        "Has ".repeat(60_000),
        words("#t", 201),
        "theirs".to_owned(),
    ];
    let forged = (1..).zip(texts).flat_map(|(n, text)| {
        seal(&Record {
            id: RecordId::new(Uuid::from_u128(u128::from(n))),
            seq: n,
            lc: n + 1,
            recorded_at: first["recorded_at"].as_str().unwrap().parse().unwrap(),
            by: "mallory@laptop".to_owned(),
            batch: None,
            head: (n == 1).then(|| Head {
                incident,
                writer: "mallory-laptop-6m2p".to_owned(),
            }),
            op: Op::Event(EventBody {
                text,
                ..EventBody::default()
            }),
        })
    });
    let file = stage.home.segment().with_file_name("mallory-laptop-6m2p.jsonl");
    fs::write(file, forged.collect::<Vec<u8>>()).unwrap();
    let ran = stage.run(&["verify"]).status(3);
    for (line, what) in [
        (1, "the text has 308890 bytes; 65536 is the most"),
        (2, "the text has 308890 bytes; 65536 is the most"),
        (3, "the text has 240000 bytes; 65536 is the most"),
        (4, "it has 201 tags; 200 is the most"),
    ] {
        let told = format!("mallory-laptop-6m2p.jsonl:{line}: holds more than a record may: {what}");
        assert!(ran.out.contains(&told), "{told} in {ran:?}");
    }
    let shown = stage.answer(&["show"]);
    assert!(
        shown.contains("ours") && shown.contains("theirs") && !shown.contains("Has"),
        "{shown}"
    );
    for verb in ["status", "list", "review", "export"] {
        stage.answer(&[verb]);
    }
}

#[test]
fn the_incident_that_is_named_is_checked_alone() {
    let stage = damaged();
    stage.answer(&["new", "Mail down"]);
    stage.run(&["verify"]).status(3);
    stage
        .run(&["verify", "--incident", "mail"])
        .status(0)
        .says("of 1 incident: nothing is wrong");
    stage.run(&["verify", "--incident", "login"]).status(3);
    stage.run(&["verify", "--incident", "nothing"]).status(1);
}
