//! Remarks on the record itself: who wrote it and when, how exact its times are, what was left out.

use crate::domain::facts::Facts;
use crate::domain::incident::{Event, RECORDED_LATE};
use crate::domain::time::Precision;

use super::status_line::entries;

/// The remarks that there are to make.
pub(super) fn of(facts: &Facts<'_>) -> Vec<String> {
    let drafted = || facts.incident.drafted();
    let mut notes = Vec::new();
    notes.extend(late(facts));
    notes.extend(precision(drafted()));
    notes.extend(left_out(facts));
    notes
}

/// The share that was written down late. An incident that was entered afterwards as a whole is no matter: everybody can
/// see that.
fn late(facts: &Facts<'_>) -> Option<String> {
    let delays = facts.incident.drafted().filter_map(Event::delay);
    let (late, soon): (Vec<i64>, Vec<i64>) = delays.partition(|delay| *delay > RECORDED_LATE);
    (!late.is_empty() && !soon.is_empty()).then(|| {
        let all = late.len() + soon.len();
        format!(
            "{} of {all} entries were recorded more than {} min after they happened.",
            late.len(),
            RECORDED_LATE / 60
        )
    })
}

/// The number of times that are not exact.
fn precision<'a>(events: impl Iterator<Item = &'a Event>) -> Option<String> {
    let (mut about, mut untimed, mut days) = (0usize, 0usize, 0usize);
    for event in events {
        let timing = &event.body().timing;
        match timing.at {
            None => untimed += 1,
            Some(_) if timing.precision == Precision::Day => days += 1,
            Some(_) if timing.is_about() => about += 1,
            Some(_) => {}
        }
    }
    let parts = [
        (about, "an approximate time", "approximate times"),
        (untimed, "no time", "no time"),
        (days, "a day and no time", "a day and no time"),
    ];
    let there = parts.into_iter().filter(|(count, ..)| *count > 0);
    let told = there.map(|(count, one, many)| match count {
        1 => format!("1 entry has {one}"),
        _ => format!("{count} entries have {many}"),
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| format!("{}.", told.join(", ")))
}

fn left_out(facts: &Facts<'_>) -> Option<String> {
    let struck = facts
        .incident
        .events()
        .iter()
        .filter(|event| event.is_struck() && !event.is_undone())
        .count();
    let hidden = facts.incident.shown().filter(|event| event.is_hidden()).count();
    let parts = [(struck, "withdrawn"), (hidden, "left out of drafts")];
    let there = parts.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = there
        .map(|(count, what)| {
            format!(
                "{} {} {what}",
                entries(count),
                if count == 1 { "is" } else { "are" }
            )
        })
        .collect();
    (!told.is_empty()).then(|| format!("{}.", told.join(", ")))
}
