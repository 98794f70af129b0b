//! Incidents of any shape.

use proptest::prelude::*;

use super::samples::{at, empty};
use super::*;
use crate::domain::kind::Kind;

/// A kind, minutes after the beginning or none, and a text.
type Row = (usize, Option<i64>, String);

fn row(minutes: i64) -> impl Strategy<Value = Row> {
    let at = prop_oneof![9 => (0..=minutes).prop_map(Some), 1 => Just(None)];
    (
        0..Kind::ROWS.len(),
        at,
        ".{1,40}|[a-z ]{3,80}( #helped| #failed| #recovered| #warning)?",
    )
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let span = prop_oneof![
        Just(0),
        Just(20),
        Just(300),
        Just(3_000),
        Just(60_000),
        Just(4_000_000)
    ];
    span.prop_flat_map(|minutes| prop::collection::vec(row(minutes), 0..60))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_drawing_has_room_and_is_xml(rows in rows(), zone in prop::sample::select(vec!["UTC", "Europe/Berlin", "-09:30", "unknown"])) {
        let mut s = empty(zone);
        s.clock += chrono::TimeDelta::days(4_000);
        for (kind, minutes, text) in rows {
            let text = if text.trim().is_empty() { "x" } else { &text };
            let kind = Kind::ROWS[kind].kind;
            match minutes {
                Some(minutes) => s.log(kind, Some(&at(minutes)), text),
                None => s.untimed(kind, text),
            };
        }
        check(&s.incident);
    }
}
