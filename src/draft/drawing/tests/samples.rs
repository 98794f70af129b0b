//! Incidents to draw: short and long, crowded and sparse.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::command::{Command, NewEvent};
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;
use crate::domain::sample::{Sample, event};

/// A time so many minutes after noon of a day.
pub(super) fn at(minutes: i64) -> String {
    let noon: DateTime<Utc> = "2026-03-03T12:00:00Z".parse().expect("a time");
    (noon + TimeDelta::minutes(minutes)).to_rfc3339()
}

/// An incident that is written down a year later.
pub(super) fn empty(zone: &str) -> Sample {
    Sample::new(zone, "2027-03-03T12:00:00Z")
}

/// An outage of so many minutes with so many entries, spread unevenly but the same each time.
pub(super) fn outage(entries: usize, minutes: i64) -> Sample {
    let mut s = empty("UTC");
    let mut draw = 7u64;
    let mut next = |below: u64| {
        draw = draw
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (draw >> 33) % below.max(1)
    };
    let ends = [
        (Kind::Impact, 0, "a third of the orders fails"),
        (Kind::Resolution, minutes, "all is well"),
    ];
    for (kind, when, text) in ends.into_iter().take(entries) {
        s.log(kind, Some(&at(when)), text);
    }
    for nth in 2..entries.max(2) {
        let row = Kind::ROWS[nth % Kind::ROWS.len()];
        if nth < entries && row.kind != Kind::Impact && row.kind != Kind::Resolution {
            let when = next(minutes.unsigned_abs());
            s.log(
                row.kind,
                Some(&at(when.cast_signed())),
                &format!("{} number {nth}", row.about),
            );
        } else if nth < entries {
            s.log(
                Kind::Note,
                Some(&at(next(minutes.unsigned_abs()).cast_signed())),
                "a note",
            );
        }
    }
    s
}

/// Four weeks with two windows and long silences between days of work.
pub(super) fn weeks() -> Sample {
    const DAY: i64 = 24 * 60;
    let mut s = empty("Europe/Berlin");
    let mut log = |kind, minutes, text: &str| s.log(kind, Some(&at(minutes)), text);
    log(Kind::Change, -200, "Search was upgraded to 4.2");
    log(Kind::Impact, 0, "Some documents are not found");
    log(Kind::Detection, 2 * DAY + 100, "Three customers complained");
    for nth in 0..12 {
        log(Kind::Investigation, 2 * DAY + 110 + nth * 9, "Looked at a shard");
    }
    log(Kind::Hypothesis, 2 * DAY + 130, "Replication lag?");
    log(Kind::RuledOut, 2 * DAY + 345, "Replication is in time");
    log(Kind::Communication, 2 * DAY + 400, "Told the customers");
    log(Kind::Resolution, 3 * DAY + 300, "Reindexed, all found");
    log(Kind::Detection, 7 * DAY, "alert: documents missing again");
    log(Kind::Hypothesis, 7 * DAY + 30, "Compaction of 4.2 drops segments");
    for nth in 0..20 {
        log(Kind::Note, 7 * DAY + 40 + nth * 45, "Compared two snapshots");
    }
    log(Kind::Cause, 9 * DAY + 200, "Compaction of 4.2 drops segments");
    log(Kind::Mitigation, 9 * DAY + 240, "Compaction off #helped");
    for nth in 0..6 {
        log(Kind::Communication, 14 * DAY + nth * 30, "Still reindexing");
    }
    log(Kind::Fix, 21 * DAY, "4.2.1 everywhere");
    log(Kind::Resolution, 28 * DAY, "All documents are found");
    s
}

/// The demo incident, five to fifty minutes before three o'clock.
pub(in crate::draft) fn demo() -> Sample {
    let story = include_str!("../../../../assets/demo.txt");
    let mut s = empty("Europe/Berlin");
    let mut lines = story.lines().filter(|line| !line.starts_with('#'));
    s.set(FieldName::Title, lines.next().expect("a title"));
    for line in lines {
        let mut parts = line.splitn(3, ' ');
        let ago: i64 = parts.next().and_then(|ago| ago.parse().ok()).expect("minutes");
        let typed = parts.nth(1).expect("a line");
        let (mut ago, mut typed) = (ago, typed);
        if let Some((more, rest)) = typed.strip_prefix('-').and_then(|rest| rest.split_once("m ")) {
            (ago, typed) = (ago + more.parse::<i64>().expect("minutes"), rest);
        }
        let (word, said) = typed.split_once(": ").expect("a kind");
        let Some((kind, via)) = Kind::from_typed(word) else {
            continue;
        };
        let new = NewEvent {
            via,
            ..event(kind, Some(&at(180 - ago)), said)
        };
        s.command(Command::Record(new)).expect("a good event");
    }
    s
}
