//! Logs as programs write them, notes that are none, and hostile ones.

use proptest::prelude::*;

use super::*;
use crate::domain::time::typed::Anchor;
use crate::domain::time::{Moment, Zone};
use crate::import::told::{self, told};
use crate::import::{ListDate, Proposal};

fn read_log(text: &str) -> Vec<String> {
    let bundle = Bundle::of("app.log", text);
    assert!(recognises(&bundle), "{text}");
    told(&read(&bundle, &told::options()).unwrap())
}

/// Time and words of the one entry of a line.
fn one(line: &str) -> String {
    let import = read(&Bundle::of("l", line), &told::options()).unwrap();
    let told: Vec<String> = import
        .proposals
        .iter()
        .map(|proposal| format!("{} {}", proposal.when(Zone::Utc), proposal.text()))
        .collect();
    told.join(" / ")
}

#[test]
fn the_stamps_of_many_programs_are_read() {
    for (line, read) in [
        (
            "Nov 25 09:30:12 web1 app[1]: out of memory",
            "2026-11-25  09:30:12 web1 app[1]: out of memory",
        ),
        (
            "<34>Nov  5 09:30:12 web1 su: failed",
            "2026-11-05  09:30:12 web1 su: failed",
        ),
        (
            "<34>1 2026-11-25T09:30:12.003Z web1 app 71 ID47 [a@1 b=\"c ] d\"] out of memory",
            "2026-11-25  09:30:12 web1 app[71]: out of memory",
        ),
        (
            "<165>1 2026-11-25T09:30:12+01:00 web1 app - - - words",
            "2026-11-25  08:30:12 web1 app: words",
        ),
        (
            "2026-11-25 09:30:12.345 ERROR [main] db down",
            "2026-11-25  09:30:12 ERROR [main] db down",
        ),
        (
            "2026-11-25 09:30:12,345 - app - INFO - up",
            "2026-11-25  09:30:12 app - INFO - up",
        ),
        (
            "[2026-11-25 09:30:12] production.ERROR: x",
            "2026-11-25  09:30:12 production.ERROR: x",
        ),
        ("2026-11-25T09:30:12Z started", "2026-11-25  09:30:12 started"),
        (
            "2026-11-25T09:30:12.1-05:00\tINFO\tstarted",
            "2026-11-25  14:30:12 INFO\tstarted",
        ),
        (
            "2026-11-25 09:30:12.345 EST [42] FATAL:  x",
            "2026-11-25  14:30:12 [42] FATAL:  x",
        ),
        (
            "time=\"2026-11-25T09:30:12Z\" level=error msg=x",
            "2026-11-25  09:30:12 level=error msg=x",
        ),
        (
            "192.0.2.1 - bo [25/Nov/2026:09:30:12 +0000] \"GET / HTTP/1.1\" 502 0",
            "2026-11-25  09:30:12 192.0.2.1 - bo \"GET / HTTP/1.1\" 502 0",
        ),
        (
            "[Wed Nov 25 09:30:12.123456 2026] [core:error] x",
            "2026-11-25  09:30:12 [core:error] x",
        ),
        (
            "2026/11/25 09:30:12 [error] 7#7: *1 x",
            "2026-11-25  09:30:12 [error] 7#7: *1 x",
        ),
        (
            "E1125 09:30:12.123456       1 a.go:12] x",
            "2026-11-25  09:30:12 E a.go:12] x",
        ),
        ("1:M 25 Nov 2026 09:30:12.345 * x", "2026-11-25  09:30:12 1:M * x"),
        ("ERROR 2026-11-25 09:30:12,345 x", "2026-11-25  09:30:12 ERROR x"),
        ("web-1  | 2026-11-25T09:30:12Z x", "2026-11-25  09:30:12 web-1 x"),
        ("2026-11-25 09:30:60 leap", "2026-11-25  09:30:59 leap"),
        ("2026-11-25 09:30:12,ERROR,db", ""),
        ("2026-11-25 09:30 down", ""),
        ("2026-13-25 09:30:12 x", ""),
        ("Feb 30 09:30:12 x", ""),
        ("25:61:61", ""),
    ] {
        assert_eq!(one(line), read, "{line}");
    }
}

#[test]
fn stack_traces_go_on_with_their_entry() {
    let text = "# head\n2026-11-25 09:30:12.345 ERROR db down\njava.lang.X: y\n\tat a.b(C.java:1)\n\n\
                2026-11-25 09:30:13.000 INFO up\n2026-11-25 09:30:14.000 INFO on\n2026-11-25 09:30:15.000 INFO on\n\
                2026-11-25 09:30:16.000 INFO on\n2026-11-25 09:30:17.000 INFO on\n2026-11-25 09:30:18.000 INFO on\n\
                2026-11-25 09:30:19.000 INFO on\n2026-11-25 09:30:20.000 INFO alert fired\n";
    let told = read_log(text);
    assert_eq!(
        told[0],
        "[x] 2026-11-25  09:30:12 NOTE \"ERROR db down\\njava.lang.X: y\\n\\tat a.b(C.java:1)\" [app.log:2]"
    );
    assert_eq!(told.len(), 10);
    assert_eq!(told[9], "skipped 1: no time stands before it");
}

#[test]
fn notes_of_people_and_tables_are_no_logs() {
    for text in [
        "2026-11-25 09:30 down\n2026-11-25 09:40 up\n",
        "2026-11-25T09:30:12Z db down\n2026-11-25T09:31:12Z restarted\n",
        "2026-11-25 09:30:12 - d: db down\n",
        "time\tlevel\n2026-11-25 09:30:12\tERROR\n2026-11-25 09:30:13\tERROR\n2026-11-25 09:30:14\tERROR\n\
         2026-11-25 09:30:15\tERROR\n2026-11-25 09:30:15\tERROR\n",
        "2026-11-25 09:30:12,ERROR,x\n",
        "Nov 25 09:30 web1 x\n",
        "",
    ] {
        assert!(!recognises(&Bundle::of("x", text)), "{text}");
    }
    let many = "2026-11-25 09:30:12 words\n".repeat(MANY);
    assert!(recognises(&Bundle::of("x", many)));
}

#[test]
fn of_many_entries_errors_are_chosen_and_of_too_many_none() {
    let entries = |count: usize, level: &str| format!("2026-11-25 09:30:12.000 {level} x\n").repeat(count);
    let chosen = |text: String, grep: Option<&str>| {
        let mut options = told::options();
        options.grep = grep.map(|grep| regex_lite::Regex::new(grep).unwrap());
        let import = read(&Bundle::of("l", text), &options).unwrap();
        let chosen = import
            .proposals
            .iter()
            .filter(|proposal| proposal.is_chosen)
            .count();
        (import.proposals.len(), chosen, import.questions.len())
    };
    assert_eq!(chosen(entries(200, "INFO"), None), (200, 200, 0));
    assert_eq!(
        chosen(entries(200, "INFO") + &entries(7, "ERROR"), None),
        (207, 7, 0)
    );
    assert_eq!(chosen(entries(201, "INFO"), None), (201, 0, 1));
    assert_eq!(chosen(entries(201, "FATAL"), None), (201, 0, 1));
    assert_eq!(
        chosen(entries(300, "INFO") + &entries(7, "ERROR"), Some("ERR")),
        (7, 7, 0)
    );
}

#[test]
fn an_error_is_chosen_by_its_own_file() {
    let log = |level: &str| {
        let text = "2026-11-25 09:30:12.000 INFO x\n".repeat(150);
        format!("{text}2026-11-25 09:30:12.000 {level} y\n")
    };
    let mut bundle = Bundle::of("a.log", log("INFO"));
    bundle
        .documents
        .extend(Bundle::of("b.log", log("ERROR")).documents);
    let mut second = Bundle::of(
        "c.log",
        format!("2026-11-25 09:30:12.000 ERROR z\n{}", log("INFO")),
    );
    bundle.documents.append(&mut second.documents);
    let import = read(&bundle, &told::options()).unwrap();
    let chosen = import.proposals.iter().filter(|proposal| proposal.is_chosen);
    let chosen: Vec<_> = chosen.map(Proposal::text).collect();
    assert_eq!(chosen, ["ERROR y", "ERROR z"]);
}

#[test]
fn a_december_line_that_comes_late_moves_no_year() {
    let text = "Dec 31 23:59:59 h a[1]: x\nJan  1 00:00:01 h a[1]: y\nDec 31 23:59:58 h a[1]: late\n\
                Jan  1 00:00:02 h a[1]: z\nDec 31 23:59:57 h a[1]: later\nJan  1 00:00:03 h a[1]: end\n";
    let mut options = told::options();
    options.date = Some(ListDate::Year(2025));
    let import = read(&Bundle::of("l", text), &options).unwrap();
    let years = import
        .proposals
        .iter()
        .map(|proposal| proposal.when(Zone::Utc)[..4].to_owned());
    assert_eq!(
        years.collect::<Vec<_>>(),
        ["2025", "2026", "2025", "2026", "2025", "2026"]
    );
}

#[test]
fn a_year_that_nobody_says_is_taken_and_told() {
    let told = read_log("Dec 31 23:59:59 h a[1]: x\nJan  1 00:00:01 h a[1]: y\n");
    assert_eq!(
        told,
        [
            "[x] 2025-12-31  23:59:59 NOTE \"h a[1]: x\" [app.log:1]",
            "[x] 2026-01-01  00:00:01 NOTE \"h a[1]: y\" [app.log:2]",
            "the dates have no year: 2025 is taken (--date)",
        ]
    );
    let days = |options: &ImportOptions| {
        let text = "Dec 31 23:59:59 h a[1]: x\nJan  1 00:00:01 h a[1]: y\n";
        let import = read(&Bundle::of("l", text), options).unwrap();
        let days = import
            .proposals
            .iter()
            .map(|proposal| proposal.when(Zone::Utc)[..10].to_owned());
        (days.collect::<Vec<_>>(), import.questions.len())
    };
    let mut options = told::options();
    options.date = Some(ListDate::Year(2019));
    assert_eq!(
        days(&options),
        (vec!["2019-12-31".to_owned(), "2020-01-01".to_owned()], 0)
    );
    options.date = None;
    options.has_incident = true;
    let last = Moment::parse("2022-01-01T00:10:00+00:00").unwrap();
    options.context.anchor = Anchor::Around { last, span: None };
    assert_eq!(
        days(&options),
        (vec!["2021-12-31".to_owned(), "2022-01-01".to_owned()], 1)
    );
}

#[test]
fn an_unknown_zone_and_a_clock_shown_twice_are_asked_about() {
    let text = "2026-10-25 02:30:12.000 ERROR x\n2026-10-25 02:30:13.000 ERROR y\n";
    let questions = |zone: Zone| {
        let mut options = told::options();
        options.context.zone = zone;
        let import = read(&Bundle::of("l", text), &options).unwrap();
        import
            .questions
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        questions(Zone::parse("Europe/Berlin", Zone::Utc).unwrap()),
        ["line 1: 02:30:12 was shown twice that day; the first is taken"]
    );
    assert_eq!(
        questions(Zone::Unknown),
        ["the times have no zone: in which were they written? (--zone)"]
    );
}

#[test]
fn long_entries_become_attachments() {
    let text = format!("2026-11-25 09:30:12.000 ERROR x\n{}", "\tat a.b\n".repeat(50_000));
    let import = read(&Bundle::of("app.log", text), &told::options()).unwrap();
    let entry = &import.proposals[0];
    let first = format!("ERROR x{}…", "\n\tat a.b".repeat(7));
    assert_eq!((entry.text(), entry.last_line), (&*first, 50_001));
    assert!(entry.attachment.as_ref().unwrap().text.len() > 300_000 && entry.raw.len() < 200);
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes: Vec<u8>, text in "((<[0-9]{1,3}>1? ?)?[\\[E]?([0-9]{4}[-/]|Nov )[0-9]{2}[ -][0-9]{2}[T ][0-9:]{8}[.,]?[0-9]{0,12}[Zé+]?[0-9:]{0,5}[\\] \"=]{0,3}[a-z\\[\\]\\\\\"]{0,9}\n){0,5}") {
        for bytes in [bytes, text.into_bytes()] {
            told::survives(&Bundle::of("l", bytes), recognises, read);
        }
    }
}
