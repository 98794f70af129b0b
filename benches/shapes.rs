//! Hostile shapes: texts, records and folders that somebody made to keep others waiting. Each is read at n and at 2n;
//! what takes more than about twice as long for twice as much grows with its square, and sooner or later stops the
//! program.

mod figures;
mod forger;
mod journals;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use figures::{show, timed};
use forger::{Forger, opened};
use hotwash::app::derived::Derived;
use hotwash::domain::entry;
use hotwash::domain::facts::Facts;
use hotwash::domain::findings::{self, Policy};
use hotwash::domain::id::RecordId;
use hotwash::domain::kind::Kind;
use hotwash::domain::mentions;
use hotwash::domain::record::{EventBody, EvidenceRef, FieldChange, FieldName, Op};
use hotwash::domain::time::typed::{Anchor, TimeContext};
use hotwash::domain::time::{Now, Zone};
use hotwash::draft::{self, Citation, Draft, Template};
use hotwash::import::{self, Bundle, ImportOptions};
use hotwash::incidents::scribe::{Author, Scribe};
use hotwash::journal::{IncidentPath, Patience, Shelf};
use uuid::Uuid;

/// Twice as much may take three times as long: memory is slower the more of it there is.
const MOST: f64 = 3.0;

/// Each is done so often, and the fastest counts: whatever else the machine does only ever adds.
const ROUNDS: usize = 5;

fn main() {
    texts();
    records();
    public();
    live();
    folders();
}

/// Compares the work for n with that for twice as much, in turn, so that the machine's moods meet both.
fn grows(what: &str, n: usize, prepare: impl Fn(usize) -> Box<dyn FnMut()>) {
    // Behind `--` stand words of the names of those that are wanted.
    let mut wanted = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    if !wanted.next().is_none_or(|word| what.contains(&word)) {
        return;
    }
    let (mut once, mut twice) = (prepare(n), prepare(2 * n));
    let (mut shorter, mut longer) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        shorter = shorter.min(timed(&mut once));
        longer = longer.min(timed(&mut twice));
    }
    show(
        what,
        longer.as_secs_f64() / shorter.as_secs_f64().max(1e-6),
        "x",
        MOST,
    );
}

fn now() -> Now {
    Now {
        instant: began() + TimeDelta::hours(1),
        local: Zone::Utc,
    }
}

fn began() -> DateTime<Utc> {
    DateTime::from_timestamp(1_679_755_500, 0).expect("a time")
}

fn words(word: impl Fn(usize) -> String, count: usize) -> String {
    let words: Vec<String> = (0..count).map(word).collect();
    words.join(" ")
}

/// What is typed and pasted is read with each key.
fn texts() {
    const WORDS: usize = 60_000;
    let context = TimeContext {
        now: now(),
        zone: Zone::Utc,
        anchor: Anchor::Now,
    };
    let shapes: [(&str, fn(usize) -> String); 8] = [
        ("#t0 #t1 ...", |n| words(|n| format!("#t{n}"), n)),
        ("@a0 @a1 ...", |n| words(|n| format!("@a{n}"), n)),
        ("Has Has ...", |n| words(|_| "Has".to_owned(), n)),
        ("todo: @t0 @t1 ...", |n| {
            format!("todo: {}", words(|n| format!("@t{n}"), n))
        }),
        ("todo: due due ...", |n| {
            format!("todo: {}", words(|_| "due".to_owned(), n))
        }),
        ("09:30 09:30 ...", |n| words(|_| "09:30".to_owned(), n)),
        ("1 h 1 h ...", |n| words(|_| "1 h".to_owned(), n)),
        ("\\\\\\\\ ...", |n| "\\".repeat(n)),
    ];
    for (shape, text) in shapes {
        grows(&format!("a line of {shape}"), WORDS, |n| {
            let text = text(n);
            Box::new(move || {
                let reading = entry::read(&text, &context);
                std::hint::black_box((
                    reading,
                    mentions::people(&text).len(),
                    mentions::tags(&text).len(),
                ));
            })
        });
        grows(&format!("a paste of lines of {shape}"), 20_000, |n| {
            let bundle = Bundle::of("paste", text(n).replace(' ', "\n"));
            let options = ImportOptions::new(context);
            Box::new(move || _ = std::hint::black_box(import::read(&bundle, &options)))
        });
    }
}

/// All that is done with an incident: it is read, reviewed, shown, and its draft is made.
fn used(shelf: &Shelf, path: &IncidentPath) {
    let reading = shelf.read(path, "ana-laptop-7k3q").expect("a journal");
    let (incident, policy) = (&reading.incident, Policy::default());
    let found = findings::review(incident, &policy);
    let derived = Derived::of(&Facts::of(incident), &policy);
    let draft = Draft::new(incident, &policy, Citation::default(), Template::DEFAULT);
    let source = Template::named(Template::DEFAULT).expect("a template").source;
    let text = draft::render(&draft, Template::DEFAULT, source);
    std::hint::black_box((found, derived, text.map(|text| text.len()).ok()));
}

type Forging = fn(&mut Forger, usize);

const SHAPES: [(&str, usize, Forging); 19] = [
    ("events of #t0 #t1 ... (64 KiB each)", 8, |bo, n| {
        (0..n).for_each(|_| _ = bo.event(Kind::Note, words(|n| format!("#t{n}"), 9_000)));
    }),
    ("events of @a0 @a1 ... (64 KiB each)", 8, |bo, n| {
        (0..n).for_each(|_| _ = bo.event(Kind::Note, words(|n| format!("@a{n}"), 9_000)));
    }),
    ("one event of Has Has ...", 6_000, |bo, n| {
        bo.event(Kind::Note, words(|_| "Has".to_owned(), n));
    }),
    ("a field of 1 h 1 h ...", 6_000, |bo, n| {
        let text = words(|_| "1 h".to_owned(), n);
        bo.set(FieldName::Impact, FieldChange::Value(text));
    }),
    ("a field of lasted from from ...", 6_000, |bo, n| {
        let text = format!("outage lasted {}", words(|_| "from".to_owned(), n));
        bo.set(FieldName::Impact, FieldChange::Value(text));
    }),
    ("action items", 4_000, |bo, n| {
        (0..n).for_each(|n| _ = bo.todo(format!("Add check {n} of thing {}", n * 7)));
    }),
    ("action items and repairs", 2_000, |bo, n| {
        for n in 0..n {
            bo.todo(format!("Add check {n} of thing {n}"));
            bo.event(Kind::Fix, format!("added check {n} of thing {n}"));
        }
    }),
    ("sets and undos", 20_000, |bo, n| {
        for n in 0..n {
            let set = bo.set(FieldName::Impact, FieldChange::Value(format!("{n} %")));
            bo.record(Op::Undo { replaces: set });
        }
    }),
    ("closings and undos", 20_000, |bo, n| {
        for _ in 0..n {
            let replaces = None;
            let closed = bo.record(Op::Close { at: None, replaces });
            bo.record(Op::Undo { replaces: closed });
        }
    }),
    ("entries added and removed", 10_000, |bo, n| {
        let entry = |n: usize| format!("service {n}");
        (0..n).for_each(|n| _ = bo.set(FieldName::Affected, FieldChange::Add(entry(n))));
        (0..n).rev().for_each(|n| {
            _ = bo.set(FieldName::Affected, FieldChange::Remove(entry(n)));
        });
    }),
    ("amendments of one event", 10_000, |bo, n| {
        let event = bo.event(Kind::Note, "first".to_owned());
        let mut replaces = event;
        for n in 0..n {
            let Op::Event(body) = bo.made(Kind::Note, format!("now {n}")) else {
                return;
            };
            replaces = bo.record(Op::Amend {
                event,
                replaces,
                body,
            });
        }
    }),
    ("strikes", 10_000, |bo, n| {
        let events: Vec<RecordId> = (0..n)
            .map(|n| bo.event(Kind::Note, format!("event {n}")))
            .collect();
        for event in events {
            bo.record(Op::Strike {
                event,
                replaces: event,
                why: None,
            });
        }
    }),
    ("a step of many, undone and redone as often", 2_000, |bo, n| {
        let first = bo.event(Kind::Note, "first".to_owned());
        for n in 0..n {
            let op = bo.made(Kind::Note, format!("event {n}"));
            bo.record_in(Some(first), op);
        }
        for _ in 0..n {
            let undo = bo.record(Op::Undo { replaces: first });
            bo.record(Op::Redo { replaces: undo });
        }
    }),
    ("single events of steps of their own", 10_000, |bo, n| {
        for n in 0..n {
            let op = bo.made(Kind::Note, format!("event {n}"));
            bo.record_in(Some(RecordId::new(Uuid::from_u128(n as u128))), op);
        }
    }),
    ("silences, and what each finds", 2_000, |bo, n| {
        for n in 0..n {
            let event = bo.event(Kind::Note, format!("Bo broke host {n}"));
            bo.record(Op::Silence {
                rule: "blame".to_owned(),
                events: vec![event],
                why: "so be it".to_owned(),
            });
        }
    }),
    ("suspicions that were ruled out, and causes", 2_000, |bo, n| {
        for n in 0..n {
            let suspected = bo.event(Kind::Hypothesis, format!("disk {n}"));
            let ended = bo.made(Kind::RuledOut, format!("not disk {n}"));
            if let Op::Event(body) = ended {
                let ends = Some(suspected);
                bo.record(Op::Event(EventBody { ends, ..body }));
            }
            bo.event(Kind::Cause, format!("host {n}"));
        }
    }),
    ("windows, updates and silent stretches", 3_000, |bo, n| {
        for n in 0..n {
            bo.event(Kind::Impact, format!("down {n}"));
            bo.event(Kind::Communication, format!("told {n}"));
            bo.event(Kind::Resolution, format!("up {n}"));
        }
    }),
    ("evidence that is not there", 5_000, |bo, n| {
        for n in 0..n {
            if let Op::Event(body) = bo.made(Kind::Note, format!("event {n}")) {
                let evidence = vec![EvidenceRef {
                    sha256: format!("{n:064x}"),
                    bytes: 10,
                    name: None,
                }];
                bo.record(Op::Event(EventBody { evidence, ..body }));
            }
        }
    }),
    ("names of authors", 10_000, |bo, n| {
        for n in 0..n {
            bo.set(FieldName::Commander, FieldChange::Value(format!("person {n}")));
            bo.event(Kind::Note, format!("event {n}"));
        }
    }),
];

fn records() {
    for (what, n, forge) in SHAPES {
        grows(what, n, |n| {
            let folder = tempfile::tempdir().expect("a folder of one's own");
            let (shelf, path, id) = opened(folder.path());
            let mut bo = Forger::new(id, "bo-laptop-9x2m");
            forge(&mut bo, n);
            bo.write(&path);
            Box::new(move || {
                // The folder lives as long as the work on it.
                let _folder = &folder;
                used(&shelf, &path);
            })
        });
    }
    grows(
        "two writers who add the same without seeing each other",
        5_000,
        |n| {
            let folder = tempfile::tempdir().expect("a folder of one's own");
            let (shelf, path, id) = opened(folder.path());
            for writer in ["bo-laptop-9x2m", "cy-laptop-3c8d"] {
                let mut forger = Forger::new(id, writer);
                for n in 0..n {
                    forger.set(FieldName::Affected, FieldChange::Add(format!("service {n}")));
                }
                forger.write(&path);
            }
            Box::new(move || {
                let _folder = &folder;
                used(&shelf, &path);
            })
        },
    );
}

/// What arrives at once while somebody looks.
/// What the public reads of an impact of 64 KiB, in words that are the worst for the names of the journal.
fn public() {
    const BYTES: usize = 32 * 1024;
    let shapes = [
        "mlopezmlopezmlopezmlopezmlopezmlopez ",
        "1 ",
        "Zeta. ",
        "password ",
        "is ",
        "a-",
        "call 1 ",
    ];
    for shape in shapes {
        grows(&format!("an impact of {shape}for the public"), BYTES, |n| {
            let folder = tempfile::tempdir().expect("a folder of one's own");
            let (shelf, path, id) = opened(folder.path());
            let mut bo = Forger::new(id, "bo-laptop-9x2m");
            bo.event(Kind::Impact, "down, says @lopez".to_owned());
            let impact = FieldChange::Value(shape.repeat(n / shape.len()));
            bo.set(FieldName::Impact, impact);
            bo.write(&path);
            let reading = shelf.read(&path, "ana-laptop-7k3q").expect("a journal");
            Box::new(move || {
                let update = draft::update::update(
                    &reading.incident,
                    draft::update::Audience::Public,
                    now(),
                    &Policy::default(),
                );
                std::hint::black_box(update);
            })
        });
    }
}

fn live() {
    grows("strikes that arrive live", 10_000, |n| {
        let folder = tempfile::tempdir().expect("a folder of one's own");
        let (shelf, path, id) = opened(folder.path());
        let mut bo = Forger::new(id, "bo-laptop-9x2m");
        let events: Vec<RecordId> = (0..n)
            .map(|n| bo.event(Kind::Note, format!("event {n}")))
            .collect();
        let before = bo.bytes.clone();
        for event in events {
            bo.record(Op::Strike {
                event,
                replaces: event,
                why: None,
            });
        }
        let file = path.journal().join("bo-laptop-9x2m.jsonl");
        let author = Author {
            writer: "ana-laptop-7k3q".to_owned(),
            by: "ana".to_owned(),
        };
        let machine = journals::machine();
        Box::new(move || {
            let _folder = &folder;
            std::fs::write(&file, &before).expect("a file of one's own");
            let patience = Patience::second();
            let scribe = Scribe::open(
                &shelf,
                path.clone(),
                author.clone(),
                Arc::clone(&machine),
                patience,
            );
            let scribe = scribe.expect("a journal");
            std::fs::write(&file, &bo.bytes).expect("a file of one's own");
            assert!(scribe.catch_up().expect("a journal"));
        })
    });
}

/// What a folder is full of.
fn folders() {
    grows("files of a folder", 2_000, |n| {
        let folder = tempfile::tempdir().expect("a folder of one's own");
        let (shelf, path, _) = opened(folder.path());
        for n in 0..n {
            std::fs::write(path.journal().join(format!("f{n:06}.jsonl")), "junk\n").expect("a file");
        }
        Box::new(move || {
            let _folder = &folder;
            let mut journal = shelf.open_journal(&path, "ana-laptop-7k3q");
            for _ in 0..3 {
                std::hint::black_box((journal.catch_up().is_ok(), journal.damage().len()));
            }
        })
    });
}
