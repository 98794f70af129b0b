//! Printed times add up: whoever subtracts the printed times gets the printed length, in every face that prints both.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use proptest::prelude::*;

use super::stage::Stage;
use crate::app::model::{Msg, Screen};
use crate::domain::command::{Command, NewEvent, When};
use crate::domain::findings::Policy;
use crate::domain::kind::Kind;
use crate::domain::record::{FieldName, Timing};
use crate::domain::sample::{Sample, event};
use crate::domain::time::{Now, Precision, Zone};
use crate::domain::windows::Windows;
use crate::draft::context::Citation;
use crate::draft::handover::handover;
use crate::draft::update::{Audience, update};
use crate::draft::{Draft, Template};

const OPENED: &str = "2023-03-24T22:00:00Z";

/// An event as somebody gives it.
#[derive(Clone, Debug)]
struct Given {
    kind: Kind,
    /// Since the opening.
    micros: i64,
    precision: Precision,
    approximate: bool,
}

fn given() -> impl Strategy<Value = Given> {
    let kinds = prop::sample::select(vec![
        Kind::Impact,
        Kind::Detection,
        Kind::Acknowledgement,
        Kind::Escalation,
        Kind::Hypothesis,
        Kind::RuledOut,
        Kind::Cause,
        Kind::Mitigation,
        Kind::Communication,
        Kind::Resolution,
        Kind::Note,
    ]);
    let precisions = prop_oneof![
        5 => Just(Precision::Second),
        5 => Just(Precision::Minute),
        1 => Just(Precision::Day),
    ];
    // Mostly within a few hours, at times over midnights.
    let micros = prop_oneof![4 => 0..4 * 3_600_000_000_i64, 1 => 0..60 * 3_600_000_000_i64];
    (kinds, micros, precisions, any::<bool>()).prop_map(|(kind, micros, precision, approximate)| Given {
        kind,
        micros,
        precision,
        approximate,
    })
}

/// The zone, the events, and how long after the opening one looks.
fn incidents() -> impl Strategy<Value = (&'static str, Vec<Given>, i64)> {
    let zones = prop::sample::select(vec!["UTC", "-05:00", "Asia/Kolkata", "America/Bogota", "unknown"]);
    (zones, prop::collection::vec(given(), 1..14), 0..4 * 86_400_i64)
}

fn sample(zone: &str, events: &[Given]) -> Sample {
    let mut s = Sample::new(zone, OPENED);
    s.set(FieldName::Severity, "1");
    let opened: DateTime<Utc> = OPENED.parse().unwrap();
    for (nth, given) in events.iter().enumerate() {
        let zone = s.incident.zone();
        let at = zone.moment_at(opened + TimeDelta::microseconds(given.micros), Zone::Utc);
        let at = match given.precision {
            Precision::Second | Precision::Minute | Precision::Hour => at,
            Precision::Day => zone
                .read_wall(at.wall().date().and_hms_opt(0, 0, 0).unwrap())
                .moment(),
        };
        let when = When::Given(Timing {
            at: Some(at),
            until: None,
            approximate: given.approximate,
            precision: given.precision,
        });
        let new = NewEvent {
            when,
            ..event(given.kind, None, &format!("e{}", nth + 1))
        };
        s.command(Command::Record(new)).unwrap();
    }
    s
}

/// A time as it was printed: to the second, to the minute, or only its day.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Printed {
    wall: NaiveDateTime,
    /// The seconds that it is exact to.
    exact: i64,
}

impl Printed {
    /// `25 March 2023, ~09:30:12`, `25 March 2023`.
    fn read(text: &str) -> Self {
        let text = text.replace('~', "");
        let clock = |format| NaiveDateTime::parse_from_str(&text, format).ok();
        if let Some(wall) = clock("%d %B %Y, %H:%M:%S") {
            Printed { wall, exact: 1 }
        } else if let Some(wall) = clock("%d %B %Y, %H:%M") {
            Printed { wall, exact: 60 }
        } else {
            let day = NaiveDate::parse_from_str(&text, "%d %B %Y").unwrap();
            Printed {
                wall: day.into(),
                exact: 86_400,
            }
        }
    }

    /// As a finding prints it.
    fn to_the_minute(self) -> Self {
        let exact = self.exact.max(60);
        Printed { exact, ..self }
    }

    fn seconds_to(self, end: Printed) -> i64 {
        let unit = self.exact.max(end.exact);
        let cut = |wall: NaiveDateTime| wall.and_utc().timestamp().div_euclid(unit) * unit;
        cut(end.wall) - cut(self.wall)
    }
}

/// `2h 14m`, `+1h0m`, `about 2 h 14 min`, `minus 5 s`; `None`: no length.
fn length(text: &str) -> Option<i64> {
    let negative = text.starts_with('-') || text.contains("minus");
    let mut seconds = None;
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[at..];
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let count: i64 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let unit = match rest.chars().next()? {
            'd' => 86_400,
            'h' => 3_600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        seconds = Some(seconds.unwrap_or(0) + count * unit);
    }
    seconds.map(|seconds: i64| if negative { -seconds } else { seconds })
}

/// The first length in a sentence that names events by number.
fn length_in(sentence: &str) -> Option<i64> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let units = ["d", "day", "days", "h", "min", "s"];
    let is_unit = |word: &str| {
        let word = word.trim_end_matches([',', '.', ':']);
        units.contains(&word)
    };
    let starts = (0..words.len().saturating_sub(1))
        .find(|at| words[*at].parse::<i64>().is_ok() && is_unit(words[at + 1]))?;
    let taken = words[starts..]
        .chunks(2)
        .take_while(|pair| pair[0].parse::<i64>().is_ok() && pair.get(1).is_some_and(|unit| is_unit(unit)));
    length(&taken.flatten().copied().collect::<Vec<_>>().join(" "))
}

/// A length as a draft prints it: from 72 hours on in days and hours.
fn as_told(seconds: i64) -> i64 {
    const IN_DAYS: i64 = 72 * 3_600;
    if seconds.abs() < IN_DAYS {
        seconds
    } else {
        seconds / 3_600 * 3_600
    }
}

fn draft(s: &Sample) -> Draft {
    Draft::new(
        &s.incident,
        &Policy::default(),
        Citation::default(),
        Template::DEFAULT,
    )
}

/// Says when each event happened, as the draft's timeline prints it.
fn printed(draft: &Draft) -> HashMap<u32, Printed> {
    let days = draft.days.iter();
    days.flat_map(|day| day.events.iter().map(move |entry| (day, entry)))
        .map(|(day, entry)| {
            let time = match &*entry.time.replace('~', "") {
                "this day" => day.title.clone(),
                time => format!("{}, {time}", day.title),
            };
            (entry.number, Printed::read(&time))
        })
        .collect()
}

fn holds_in_the_draft(s: &Sample) -> Result<(), TestCaseError> {
    let draft = draft(s);
    let times = printed(&draft);
    for interval in &draft.intervals {
        let (Some(from), Some(to)) = (interval.from, interval.to) else {
            continue;
        };
        let expected = times[&from].seconds_to(times[&to]);
        let told = length(&interval.value);
        prop_assert_eq!(told, interval.seconds.map(as_told), "{:?}", interval);
        match told {
            Some(told) => prop_assert_eq!(told, as_told(expected), "{:?} {:?}", interval, times),
            None => prop_assert_eq!((expected, &*interval.value), (0, "within a day")),
        }
    }
    for window in &draft.windows {
        let Some((from, to)) = window.text.split_once(" – ") else {
            continue;
        };
        let start = Printed::read(from);
        let end = match to {
            "end not recorded" => continue,
            to if to.contains(" 2023") => Printed::read(to),
            clock => Printed::read(&format!("{}, {clock}", start.wall.format("%-d %B %Y"))),
        };
        prop_assert_eq!(
            length(&window.value).unwrap_or(0),
            as_told(start.seconds_to(end)),
            "{:?}",
            window
        );
    }
    let lengths = draft.windows.iter().map(|window| window.seconds);
    if let Some(sum) = lengths.collect::<Option<Vec<_>>>().filter(|all| !all.is_empty()) {
        let total = draft
            .intervals
            .iter()
            .find(|interval| interval.name == "impact_duration");
        let note = total.and_then(|total| total.note.as_deref()).unwrap_or_default();
        let sum: i64 = sum.iter().sum();
        // With days among them, only whole days are known of all.
        let known = if note.contains("to the day") {
            sum - sum % 86_400
        } else {
            sum
        };
        prop_assert_eq!(total.and_then(|total| length(&total.value)), Some(as_told(known)));
    }
    for finding in &draft.findings {
        let apart = [
            "order_impossible",
            "interval_negative",
            "escalated_after_cause",
            "escalation_late",
            "detected_by_people",
            "impact_after_detection",
            "resolution_confirmed_late",
        ];
        if let ([one, other], true) = (&finding.events[..], apart.contains(&finding.rule)) {
            let [one, other] = [one, other].map(|event| times[&event.number].to_the_minute());
            let expected = one.seconds_to(other).abs();
            prop_assert_eq!(
                length_in(&finding.message),
                Some(as_told(expected)),
                "{:?}",
                finding
            );
        }
    }
    Ok(())
}

/// A row of the timeline on the screen.
struct Row {
    wall: NaiveDateTime,
    since: Option<i64>,
    text: String,
}

/// The rows of the screen, and each silence with the place of the row that ends it.
fn rows(screen: &str) -> (Vec<Row>, Vec<(usize, i64)>) {
    let (mut rows, mut silences) = (Vec::new(), Vec::new());
    let mut day = None;
    for line in screen.lines() {
        let line = line.split('│').next().unwrap_or_default();
        if let Some(title) = line.strip_prefix("── ") {
            let title: Vec<&str> = title.split(' ').take(4).collect();
            day = NaiveDate::parse_from_str(&title.join(" "), "%a %d %b %Y").ok();
        } else if let Some((gap, _)) = line.split_once(" without an entry") {
            silences.push((rows.len(), length(gap.trim()).unwrap()));
        } else if let Some(day) = day {
            let clock = line
                .get(..8)
                .and_then(|clock| clock.trim_start_matches(['▌', '•', ' ', '~']).get(..5));
            let Some(clock) = clock.and_then(|clock| NaiveTime::parse_from_str(clock, "%H:%M").ok()) else {
                continue;
            };
            let rest: Vec<&str> = line[8..].split_whitespace().collect();
            let since = rest.iter().find(|word| word.starts_with(['+', '-']));
            rows.push(Row {
                wall: day.and_time(clock),
                since: since.and_then(|since| length(since.trim_start_matches('+'))),
                text: rest.join(" "),
            });
        }
    }
    (rows, silences)
}

fn row<'a>(rows: &'a [Row], text: &str) -> Option<&'a Row> {
    rows.iter()
        .find(|row| row.text.split(' ').any(|word| word == text))
}

fn holds_on_the_screen(s: Sample, now: DateTime<Utc>) -> Result<(), TestCaseError> {
    let zone = s.incident.zone();
    let mut stage = Stage::new((140, 60));
    stage.model.now = Now {
        instant: now,
        local: Zone::Utc,
    };
    let id = s.incident.id();
    stage.sample = Some(s);
    stage.send(Msg::Opened {
        id,
        ticket: None,
        draft: None,
    });
    stage.model.screen = Screen::Live;
    let screen = stage.screen();
    let incident = &stage.sample.as_ref().unwrap().incident;
    let (rows, silences) = rows(&screen);
    // Where +0m is, is the same for every row that tells how long after it came.
    let zeros: Vec<NaiveDateTime> = rows
        .iter()
        .filter_map(|row| Some(row.wall - TimeDelta::seconds(row.since?)))
        .collect();
    prop_assert!(zeros.windows(2).all(|pair| pair[0] == pair[1]), "{}", screen);
    for (place, gap) in silences {
        let before = rows[..place].last();
        let after = rows[place..].first();
        let (before, after) = (before.unwrap(), after.unwrap());
        prop_assert_eq!((after.wall - before.wall).num_seconds(), gap, "{}", screen);
    }
    let wall = zone.shown_instant(now).clock;
    let wall = wall
        .with_second(0)
        .and_then(|wall| wall.with_nanosecond(0))
        .unwrap();
    let header = screen.lines().next().unwrap_or_default().to_owned();
    let seen = Now {
        instant: now,
        local: zone,
    };
    let shown = |event| {
        let event = incident.event(event)?;
        row(&rows, &event.body().text)
    };
    if let Some(window) = Windows::at(incident, seen).all().last()
        && let Some(start) = shown(window.start.event)
    {
        let end = match window.end {
            None => Some(wall),
            Some(end) => shown(end.event).map(|row| row.wall),
        };
        let parts = header.split("   ").map(str::trim);
        let clock = parts.filter(|part| length(part).is_some()).last();
        if let Some(end) = end {
            let expected = (end - start.wall).num_seconds().max(0);
            prop_assert_eq!(clock.and_then(length), Some(expected), "{}", screen);
        }
    }
    for row in &rows {
        let Some((_, age)) = row.text.split_once(" open ") else {
            continue;
        };
        let age: Vec<&str> = age.split(' ').take_while(|word| length(word).is_some()).collect();
        let expected = (wall - row.wall).num_seconds().max(0);
        prop_assert_eq!(length(&age.join(" ")), Some(expected), "{}", screen);
    }
    for interval in &stage.model.current.as_ref().unwrap().derived.intervals {
        let ends = interval.from.zip(interval.to);
        let Some((from, to)) = ends.and_then(|(from, to)| shown(from).zip(shown(to))) else {
            continue;
        };
        if let Some(length) = interval.length {
            let expected = (to.wall - from.wall).num_seconds();
            prop_assert_eq!(length.seconds(), expected, "{:?} {}", interval, screen);
            let told = screen.lines().any(|line| {
                let side = line.split('│').nth(1).unwrap_or_default().trim();
                side.starts_with(interval.title) && side.ends_with(&length.short())
            });
            prop_assert!(told, "{:?} {}", interval, screen);
        }
    }
    Ok(())
}

fn holds_in_papers(s: &Sample, now: DateTime<Utc>) -> Result<(), TestCaseError> {
    let now = Now {
        instant: now,
        local: Zone::Utc,
    };
    let wall = s.incident.zone().shown_instant(now.instant).clock;
    let wall = Printed { wall, exact: 60 };
    let papers = [
        update(&s.incident, Audience::Team, now, &Policy::default()).text,
        handover(&s.incident, None, now, &Policy::default()),
    ];
    for paper in papers {
        for line in paper.lines().filter_map(|line| line.strip_prefix("Since: ")) {
            let Some((start, rest)) = line.split_once(" (") else {
                continue;
            };
            let Some((_, told)) = rest.split_once("), for ") else {
                continue;
            };
            let start = Printed::read(start);
            prop_assert_eq!(
                length(told),
                Some(as_told(start.seconds_to(wall).max(0))),
                "{}",
                paper
            );
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn whoever_subtracts_the_printed_times_gets_the_printed_length((zone, events, later) in incidents()) {
        let s = sample(zone, &events);
        let now = OPENED.parse::<DateTime<Utc>>().unwrap() + TimeDelta::seconds(later);
        holds_in_the_draft(&s)?;
        holds_in_papers(&s, now)?;
        holds_on_the_screen(s, now)?;
    }
}

#[test]
fn the_reader_of_lengths_reads_what_is_printed() {
    for (text, seconds) in [
        ("2h 14m", Some(8_040)),
        ("1d 6h 30m", Some(109_800)),
        ("+30h30m", Some(109_800)),
        ("-14h57m", Some(-53_820)),
        ("about minus 2 min", Some(-120)),
        ("48 min 48 s", Some(2_928)),
        ("not recorded", None),
    ] {
        assert_eq!(length(text), seconds, "{text}");
    }
    let sentence = "Resolved (event 3) is dated 1 h 5 min before detected (event 1), which cannot be.";
    assert_eq!(length_in(sentence), Some(3_900));
    assert_eq!(Printed::read("25 March 2023, ~09:30").exact, 60);
}
