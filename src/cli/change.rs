//! The changes that a correction made, before and after, in a few words.

use super::table;
use crate::domain::mitigations::SaidOutcome;
use crate::domain::quoted::quoted;
use crate::domain::record::{EventBody, HIDDEN, Timing};
use crate::domain::time::{Precision, Zone};

/// The changes of an event: "kind note -> cause; time 09:30 -> 09:35".
pub(super) fn of_event(before: &EventBody, after: &EventBody, zone: Zone) -> String {
    let kind =
        (before.kind != after.kind).then(|| format!("kind {} -> {}", before.kind.wire(), after.kind.wire()));
    let via = |body: &EventBody| body.via.map_or("not recorded", |via| via.wire());
    let noticed = (before.via != after.via && before.kind == after.kind)
        .then(|| format!("noticed by {} -> {}", via(before), via(after)));
    let (from, to) = (&before.timing, &after.timing);
    let several_days = day(from, zone)
        .zip(day(to, zone))
        .is_some_and(|(from, to)| from != to);
    let timing = |timing: &Timing| match day(timing, zone) {
        Some(day) if several_days || timing.precision == Precision::Day => {
            format!("{day} {}", table::time(timing, zone))
        }
        Some(_) | None => table::time(timing, zone),
    };
    let time = (from != to).then(|| format!("time {} -> {}", timing(from), timing(to)));
    let text = (before.text != after.text)
        .then(|| format!("text {} -> {}", quoted(&before.text), quoted(&after.text)));
    let drafts = |body: &EventBody| match body.tags.iter().any(|tag| tag == HIDDEN) {
        true => "left out",
        false => "in",
    };
    let (was, is) = (drafts(before), drafts(after));
    let drafts = (was != is).then(|| format!("drafts {was} -> {is}"));
    let outcome = |body: &EventBody| SaidOutcome::of(body).map_or("not said", SaidOutcome::words);
    let (was, is) = (outcome(before), outcome(after));
    let outcome = (was != is).then(|| format!("outcome {was} -> {is}"));
    let changes: Vec<String> = [kind, noticed, time, text, outcome, drafts]
        .into_iter()
        .flatten()
        .collect();
    changes.join("; ")
}

fn day(timing: &Timing, zone: Zone) -> Option<chrono::NaiveDate> {
    timing.at.map(|at| zone.shown(&at).clock.date())
}
