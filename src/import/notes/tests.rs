//! Shapes of lists, days and nights, and what holds for any list.

use proptest::prelude::*;

use super::*;
use crate::domain::entry::EntryTime;
use crate::domain::time::typed::Anchor;
use crate::domain::time::{Now, Zone};

/// Saturday 25 March 2023, 16:44 in Bogota.
fn context() -> TimeContext {
    let zone = Zone::parse("America/Bogota", Zone::Utc).unwrap();
    TimeContext {
        now: Now {
            instant: "2023-03-25T21:44:00Z".parse().unwrap(),
            local: zone,
        },
        zone,
        anchor: Anchor::Now,
    }
}

/// The reading of a list that comes in one piece.
fn read(text: &str, context: &TimeContext) -> Notes {
    NotesReader::new(*context).read(text)
}

fn told(text: &str) -> Vec<String> {
    let notes = read(text, &context());
    let told = notes.proposals.into_iter().map(|proposal| {
        let at = match proposal.time() {
            EntryTime::Now => "untimed".to_owned(),
            EntryTime::Given(given) => given.at.wall().format("%H:%M").to_string(),
        };
        let badge = match &proposal.what {
            Proposed::Event(event) => event.kind.badge(),
            Proposed::ActionItem(_) => "TODO",
            Proposed::Field(field, _) => field.wire(),
        };
        format!("{} {at} {badge} {}", proposal.line, proposal.text())
    });
    told.collect()
}

#[test]
fn the_shapes_that_people_use_are_read() {
    for (line, read) in [
        ("14:02 did X", "1 14:02 NOTE did X"),
        ("14:02:11 - X", "1 14:02 NOTE X"),
        ("2:15 PM: X", "1 14:15 NOTE X"),
        ("[14:02] X", "1 14:02 NOTE X"),
        ("- 14:02 X", "1 14:02 NOTE X"),
        ("\t* 14:02 d: X  ", "1 14:02 DETECT X"),
        ("2023-03-24T12:34:56Z X", "1 12:34 NOTE X"),
        ("~14:00 X", "1 14:00 NOTE X"),
        ("Detected: X", "1 untimed DETECT X"),
        ("500 errors rising", "1 untimed NOTE 500 errors rising"),
        ("todo: look again", "1 untimed TODO look again"),
        ("* 09:30 X", "1 09:30 NOTE X"),
        ("09:30: X", "1 09:30 NOTE X"),
        ("**09:30** X", "1 09:30 NOTE X"),
        ("- **09:30**: X", "1 09:30 NOTE X"),
        ("**[09:30]** - d: X", "1 09:30 DETECT X"),
        ("**15:00 UTC: Detection**", "1 15:00 NOTE Detection"),
        ("1. **08:39:08** — X", "1 08:39 NOTE X"),
        ("3. **08:43:05 – 09:13:30** — X", "1 08:43 NOTE X"),
        ("| 12:40 | X |", "1 12:40 NOTE X"),
        (
            "| 12:45 PM | changed \\| verified |",
            "1 12:45 NOTE changed | verified",
        ),
        ("### 09:30 d: X", "1 09:30 DETECT X"),
        ("> 09:30 X", "1 09:30 NOTE X"),
        ("\u{feff}09:30 X", "1 09:30 NOTE X"),
    ] {
        assert_eq!(told(line), [read], "{line:?}");
    }
}

#[test]
fn only_an_indented_line_goes_on_with_the_one_above() {
    let text =
        "Login broke\n\n14:02 looked at the logs\nnothing in them\n  really\n\n14:10 r: fine\n- a\n  b";
    assert_eq!(
        told(text),
        [
            "1 untimed NOTE Login broke",
            "3 14:02 NOTE looked at the logs",
            "4 untimed NOTE nothing in them",
            "5 untimed NOTE really",
            "7 14:10 RESOLVE fine",
            "8 untimed NOTE a",
            "9 untimed NOTE b",
        ]
    );
}

#[test]
fn what_says_nothing_is_skipped_and_said() {
    let notes = read("14:02 x\n---\n14:03\nd:\n  more", &context());
    let skipped = notes.skipped.iter().map(|line| (line.line, line.why.clone()));
    assert_eq!(
        skipped.collect::<Vec<_>>(),
        [(2, Why::Ornament), (3, Why::NoText)]
    );
    let told = told("14:02 x\n---\n14:03\nd:\n  more\n\n14:05");
    assert_eq!(
        told,
        ["1 14:02 NOTE x", "4 untimed DETECT more"],
        "indented words below a kind are its words"
    );
}

/// Each event with its day.
fn days(text: &str, context: &TimeContext) -> Vec<String> {
    let notes = read(text, context);
    let days = notes.proposals.iter().map(|proposal| match proposal.time() {
        EntryTime::Now => format!("- {}", proposal.text()),
        EntryTime::Given(given) => {
            format!("{} {}", given.at.wall().format("%m-%d %H:%M"), proposal.text())
        }
    });
    days.collect()
}

#[test]
fn times_run_on_over_midnight_and_the_list_lies_before_now() {
    // It is Saturday 25 March, 16:44.
    for (list, read) in [
        ("23:50 a\n00:10 b", &["03-24 23:50 a", "03-25 00:10 b"][..]),
        (
            "15:00 a\n23:50 b\n00:10 c",
            &["03-24 15:00 a", "03-24 23:50 b", "03-25 00:10 c"],
        ),
        (
            "09:00 a\n12:00 b\n11:30 late\n18:00 c",
            &[
                "03-24 09:00 a",
                "03-24 12:00 b",
                "03-24 11:30 late",
                "03-24 18:00 c",
            ],
        ),
        ("10:00 a\n16:50 b", &["03-25 10:00 a", "03-25 16:50 b"]),
        // Newest first.
        (
            "16:00 c\n12:00 b\n08:00 a",
            &["03-25 16:00 c", "03-25 12:00 b", "03-25 08:00 a"],
        ),
        // Three nights.
        (
            "22:00 a\n02:00 b\n22:00 c\n02:00 d",
            &["03-23 22:00 a", "03-24 02:00 b", "03-24 22:00 c", "03-25 02:00 d"],
        ),
        // A line that is a day holds what stands before it; an event with a day of its own moves no other.
        (
            "23:50 a\n2023-03-11\n00:10 b",
            &["03-10 23:50 a", "03-11 00:10 b"],
        ),
        ("2023-03-11 23:50 a\n00:10 b", &["03-11 23:50 a", "03-12 00:10 b"]),
        (
            "16:30 a\n2023-03-11 12:00 deploy\n16:40 b",
            &["03-25 16:30 a", "03-11 12:00 deploy", "03-25 16:40 b"],
        ),
        (
            "16:30 a\n10m ago x\n16:40 b",
            &["03-25 16:30 a", "03-25 16:34 x", "03-25 16:40 b"],
        ),
    ] {
        assert_eq!(days(list, &context()), read, "{list:?}");
    }
}

#[test]
fn a_line_that_is_only_a_day_sets_the_day_of_the_times_below_it() {
    let text = "2023-02-05\n\n- 10:25 a\n- 11:34 b\n\n### February 6, 2023\n- 12:24 c\n- 23:50 d\n- 00:10 e\n\n\
                **Tuesday 7 February 2023**\n09:31 f\n8 Feb:\n16:24 g\nyesterday\n10:00 h";
    let read = [
        "02-05 10:25 a",
        "02-05 11:34 b",
        "02-06 12:24 c",
        "02-06 23:50 d",
        "02-07 00:10 e",
        "02-07 09:31 f",
        "02-08 16:24 g",
        "03-24 10:00 h",
    ];
    assert_eq!(days(text, &context()), read);
    let skipped: Vec<_> = self::read(text, &context())
        .skipped
        .into_iter()
        .map(|line| line.why)
        .collect();
    assert_eq!(skipped, vec![Why::Day; 5]);
}

#[test]
fn the_head_of_a_table_says_the_zone() {
    let text = "| Time (UTC) | Event |\n|------|-------|\n| before | mail does not arrive |\n\
                | ~12:30 | ana looks |\n| 12:45 PM | DNS is wrong |\n| 13:05 -05:00 | changed |";
    let notes = read(text, &context());
    let at: Vec<String> = notes
        .proposals
        .iter()
        .map(|proposal| match proposal.time() {
            EntryTime::Now => format!("- {}", proposal.text()),
            EntryTime::Given(given) => format!("{} {}", given.at, proposal.text()),
        })
        .collect();
    assert_eq!(
        at,
        [
            "- before | mail does not arrive",
            "2023-03-25T12:30:00+00:00 ana looks",
            "2023-03-25T12:45:00+00:00 DNS is wrong",
            "2023-03-25T13:05:00-05:00 changed",
        ]
    );
    assert_eq!(notes.skipped.len(), 2);
    let mut unknown = context();
    unknown.zone = Zone::Unknown;
    let notes = read("| Time (UTC) | Event |\n|---|---|\n| 09:30 | x |", &unknown);
    let EntryTime::Given(given) = notes.proposals[0].time() else {
        panic!("no time")
    };
    assert_eq!(
        given.at.to_string(),
        "2023-03-25T09:30:00",
        "an unknown zone has no offsets"
    );
}

#[test]
fn a_wrapped_line_belongs_to_the_one_above_whatever_it_begins_with() {
    let text = "09:30 d: users cannot log in since\n      09:10 as far as we know\n      check: the login page\n\
                09:40 i: looked\n- 09:50 m: restarted\n  - 09:51 r: whole";
    assert_eq!(
        told(text),
        [
            "1 09:30 DETECT users cannot log in since\n09:10 as far as we know\ncheck: the login page",
            "4 09:40 INVEST looked",
            "5 09:50 MITIG restarted",
            "6 09:51 RESOLVE whole",
        ]
    );
    assert_eq!(
        told("  09:30 a\n  09:31 b"),
        ["1 09:30 NOTE a", "2 09:31 NOTE b"],
        "an indented list"
    );
    assert_eq!(told("Timeline:\n  09:30 a\n  09:31 b").len(), 3);
}

#[test]
fn a_pipe_is_read_line_by_line_and_goes_on_where_it_was() {
    let mut reader = NotesReader::new(context());
    let first = reader.read("2023-03-10\n23:50 a\nb\nc");
    let texts = |notes: &Notes| {
        notes
            .proposals
            .iter()
            .map(|p| (p.line, p.text().to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        texts(&first),
        [(2, "a".to_owned()), (3, "b".to_owned()), (4, "c".to_owned())]
    );
    let second = reader.read("00:10 d\n   on two lines");
    assert_eq!(texts(&second), [(5, "d\non two lines".to_owned())]);
    let EntryTime::Given(given) = second.proposals[0].time() else {
        panic!("no time")
    };
    assert_eq!(given.at.to_string(), "2023-03-11T00:10:00-05:00");
}

proptest! {
    #[test]
    fn no_line_is_lost(text in "(([-*\\[(~]? ?[0-9]{0,2}:?[0-9]{0,2}[\\])]?[ :|-]{0,3})?[a-zé:.#\\[ \t]{0,8}(\r\n|\n|\r|\n\n)){0,8}") {
        let notes = read(&text, &context());
        let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
        for (nth, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
            let number = nth + 1;
            let proposed = notes.proposals.iter().filter(|proposal| (proposal.line..=proposal.last_line).contains(&number));
            let skipped = notes.skipped.iter().filter(|skipped| skipped.line == number);
            let texts: Vec<&str> = proposed
                .map(|proposal| proposal.raw.split('\n').nth(number - proposal.line).unwrap())
                .chain(skipped.map(|skipped| skipped.text.as_str()))
                .collect();
            prop_assert_eq!(texts, vec![*line]);
        }
        prop_assert!(notes.proposals.iter().all(|proposal| !proposal.text().trim().is_empty()));
    }

    /// Any list whose times go on by less than a day from line to line, and by less than 18 hours over midnight, pasted at any hour in any zone, live or
    /// in looking back: its order is kept, and it lies before now.
    #[test]
    fn a_list_keeps_its_order_and_lies_before_now(
        zone in prop::sample::select(vec!["UTC", "America/Bogota", "Europe/Berlin", "Pacific/Auckland", "unknown", "+05:45"]),
        hour in 0i64..24 * 400,
        start in 0u32..1440,
        steps in prop::collection::vec(0i64..24 * 60, 0..12),
        back in any::<bool>(),
    ) {
        let mut context = context();
        context.zone = Zone::parse(zone, Zone::Utc).unwrap();
        context.now.instant += chrono::TimeDelta::hours(hour);
        if back {
            let last = Moment::parse("2022-10-29T12:00:00+02:00").unwrap();
            context.anchor = Anchor::Around { last, span: None };
        }
        let mut clock = chrono::NaiveDate::from_ymd_opt(2000, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap()
            + chrono::TimeDelta::minutes(i64::from(start));
        let mut list = format!("{} x", clock.format("%H:%M"));
        let mut steps = steps;
        for step in &mut steps {
            // Over midnight, a time that is less than six hours further back on the clock is a late note.
            let goes_over = (clock + chrono::TimeDelta::minutes(*step)).date() != clock.date();
            *step = if goes_over { (*step).min(18 * 60 - 1) } else { *step };
            clock += chrono::TimeDelta::minutes(*step);
            list.push_str(&format!("\n{} x", clock.format("%H:%M")));
        }
        let notes = read(&list, &context);
        let times = notes.proposals.iter().filter_map(|proposal| match proposal.time() {
            EntryTime::Given(given) => Some(given.at),
            EntryTime::Now => None,
        });
        let read: Vec<Moment> = times.collect();
        prop_assert_eq!(read.len(), steps.len() + 1);
        for (nth, pair) in read.windows(2).enumerate() {
            let wall = pair[1].wall() - pair[0].wall();
            prop_assert_eq!(wall.num_minutes(), steps[nth], "the clock went on as it was written");
            prop_assert!(context.zone.micros(&pair[0]) <= context.zone.micros(&pair[1]) || steps[nth] == 0);
        }
        if !back {
            let ahead = read.iter().map(|at| context.micros_ahead(at)).max().unwrap();
            // A night on which clocks change is an hour longer or shorter.
            prop_assert!(ahead <= 75 * 60 * 1_000_000, "{} min ahead", ahead / 60_000_000);
        }
    }

    #[test]
    fn nothing_panics(text in any::<String>()) {
        read(&text, &context());
    }
}
