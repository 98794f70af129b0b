//! Counters of a co-writer: none is so high that it wins for ever.

use hotwash::domain::record::{EventBody, Record};

use super::*;

/// Counters that no journal comes to.
const ABSURD: [u64; 4] = [(1 << 32) + 1000, 1 << 53, (1 << 53) + 1, u64::MAX];

#[test]
fn no_counter_wins_for_ever() {
    for lc in ABSURD {
        let stage = stage();
        let mut forger = Forger::new(&stage);
        forger.lc = lc;
        let first = event(&stage, 1);
        for op in [
            set(FieldName::Title, "all is well"),
            set(FieldName::Severity, "5"),
            Op::Reopen { replaces: None },
            Op::Strike {
                event: first,
                replaces: first,
                why: None,
            },
            Op::Amend {
                event: event(&stage, 2),
                replaces: event(&stage, 2),
                body: EventBody {
                    text: "never happened".to_owned(),
                    ..EventBody::default()
                },
            },
            note("later than all"),
        ] {
            forger.lc = forger.lc.max(lc);
            forger.write(op);
        }
        let ran = stage.run(&["verify"]).status(3);
        assert!(
            ran.out.contains(&format!(
                "/journal/mallory-pc-2222.jsonl:1: has an impossible counter ({lc})"
            )),
            "{ran:?}"
        );
        let shown = incident(&stage);
        assert_eq!(
            (&shown["title"], &shown["severity"]),
            (&"Login down".into(), &2.into())
        );
        // Who strikes names what they strike: it is seen, and can be answered.
        assert_eq!(texts(&stage)[0], "later than all");
        stage.answer(&["log", "users cannot log in, really"]);
        assert!(records(&stage).iter().all(|record| record.lc < 100));
        let shown = stage.run(&["show", "--json"]).status(0).json();
        let stands = shown["events"].as_array().unwrap().last().unwrap()["number"].clone();
        let stands = stands.to_string();
        stage.answer(&["edit", &stands, "--text", "x"]);
        stage.answer(&["set", "title", "Login is down"]);
        assert_eq!(incident(&stage)["title"], "Login is down");
        stage.answer(&["set", "severity", "1"]);
        assert_eq!(incident(&stage)["severity"], 1);
        stage.answer(&["close", "--yes"]);
        assert_eq!(incident(&stage)["status"], "closed");
    }
}

#[test]
fn a_high_counter_that_can_be_is_followed_and_outdone() {
    let stage = stage();
    let mut forger = Forger::new(&stage);
    forger.lc = 1 << 31;
    forger.write(set(FieldName::Title, "all is well"));
    forger.write(Op::Reopen { replaces: None });
    everything_can_be_changed(&stage, 1);
    stage.answer(&["verify"]);
}

#[test]
fn who_replaces_what_counts_is_heard_whatever_the_counter() {
    let stage = stage();
    stage.answer(&["set", "title", "Ours"]);
    let ours = records(&stage).last().unwrap().id;
    let mut forger = Forger::new(&stage);
    forger.lc = 1;
    let theirs = Op::Set {
        field: FieldName::Title,
        change: FieldChange::Value("Theirs".to_owned()),
        replaces: Some(ours),
    };
    forger.write(theirs);
    assert_eq!(incident(&stage)["title"], "Theirs", "a colleague who saw ours");
    everything_can_be_changed(&stage, 1);
}

#[test]
fn our_own_segment_is_not_poisoned_for_good() {
    for (seq, lc) in [
        (1 << 53, 1 << 53),
        (3, 1 << 53),
        (1 << 53, 3),
        (u64::MAX, u64::MAX),
    ] {
        let stage = stage();
        let own = stage.home.segment();
        let mut forger = Forger::new(&stage);
        forger.file = own.file_name().unwrap().to_string_lossy().into_owned();
        let poison = Record {
            seq,
            lc,
            op: note("poison"),
            ..records(&stage).pop().unwrap()
        };
        let poison = Record {
            id: hotwash::domain::id::RecordId::new(Uuid::from_u128(0xbad)),
            ..poison
        };
        forger.append(&poison);
        stage.answer(&["log", "and on it goes"]);
        // The poison comes before all others.
        everything_can_be_changed(&stage, 2);
        let last = records(&stage).pop().unwrap();
        assert!(last.lc < 100 && last.seq < 100, "{last:?}");
        let ran = stage.run(&["verify"]).status(3);
        let line = format!("{}:4: has an impossible", forger.file);
        assert!(ran.out.contains(&line), "{ran:?}");
    }
}

/// Somebody's filler makes a counter possible that is not without it.
#[test]
fn our_records_stand_when_the_files_are_gone_whose_counters_they_followed() {
    for high in [1 << 31, (1 << 32) + 50] {
        let stage = stage();
        let mut forger = Forger::new(&stage);
        for _ in 0..100 {
            forger.lc = 5;
            forger.write(note("f"));
        }
        forger.lc = high;
        forger.write(set(FieldName::Title, "all is well"));
        stage.answer(&["verify"]);
        stage.answer(&["set", "title", "Ours"]);
        stage.answer(&["log", "and on it goes"]);
        assert_eq!(incident(&stage)["title"], "Ours");
        fs::remove_file(stage.home.incident().join("journal/mallory-pc-2222.jsonl")).unwrap();
        assert_eq!(incident(&stage)["title"], "Ours", "{high}");
        stage.answer(&["verify"]);
        let counters: Vec<u64> = records(&stage).iter().map(|record| record.lc).collect();
        stage.answer(&["set", "title", "Ours again"]);
        assert_eq!(incident(&stage)["title"], "Ours again");
        assert!(counters.iter().all(|lc| *lc < records(&stage).last().unwrap().lc));
        assert_eq!(texts(&stage).last().unwrap(), "and on it goes");
    }
}
