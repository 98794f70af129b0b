//! The recording: late, by a clock that ran back, by two people at once.

use super::words::{event_named, events_named};
use super::{Finding, Group, Level, Place, Rule, RuleId, ids, rule, select};
use crate::domain::counted::counted_as;
use crate::domain::facts::Facts;
use crate::domain::incident::{Event, RECORDED_LATE, Version};
use crate::domain::record::{FieldChange, FieldName};
use crate::domain::time::span;

/// The rule that events were recorded long after they happened.
pub(super) const LATE: Rule = rule(
    RuleId::RecordedLate,
    "recorded_late",
    Group::Hygiene,
    Level::Info,
    "some events were recorded more than 15 minutes after they happened",
);
/// The rule that a writer's clock ran back.
pub(super) const CLOCK: Rule = rule(
    RuleId::ClockRanBack,
    "clock_ran_back",
    Group::Contradiction,
    Level::Warning,
    "a writer's clock ran back",
);
/// The rule that two people changed a field at about the same time.
pub(super) const AT_ONCE: Rule = rule(
    RuleId::FieldChangedTwice,
    "field_changed_twice",
    Group::Contradiction,
    Level::Warning,
    "two people changed a field within 10 minutes",
);

/// The seconds within which two changes of a field are at about the same time.
const TOGETHER: i64 = 10 * 60;
/// The most of a value that a sentence quotes.
const QUOTED: usize = 40;

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    findings.extend(late(facts));
    findings.extend(clock_ran_back(facts));
    findings.extend(
        FieldName::ROWS
            .iter()
            .filter(|row| !row.list)
            .filter_map(|row| at_once(facts, row.name)),
    );
}

/// An incident that was entered afterwards as a whole is no matter: everybody can see that.
fn late(facts: &Facts<'_>) -> Option<Finding> {
    let timed = select(facts, |event| event.delay().is_some());
    let late = select(facts, |event| {
        event.delay().is_some_and(|delay| delay > RECORDED_LATE)
    });
    if late.is_empty() || late.len() == timed.len() {
        return None;
    }
    let message = format!(
        "{} of {} recorded more than 15 minutes later ({}): check the times against a log where there is one.",
        late.len(),
        counted_as(timed.len(), "event was", "events were"),
        events_named(facts, &late)
    );
    Some(Finding::new(&LATE, ids(&late), message))
}

fn clock_ran_back(facts: &Facts<'_>) -> Option<Finding> {
    let mut events: Vec<&Event> = facts.incident.events().iter().collect();
    events.sort_by(|one, other| {
        let (a, b) = (&one.provenance.stamp, &other.provenance.stamp);
        a.writer.cmp(&b.writer).then(a.lc.cmp(&b.lc))
    });
    let back = events.windows(2).find_map(|pair| {
        let (before, after) = (&pair[0].provenance, &pair[1].provenance);
        let seconds = (before.recorded_at - after.recorded_at).num_seconds();
        (before.stamp.writer == after.stamp.writer && seconds > 0).then_some((seconds, pair[1]))
    });
    let (seconds, event) = back?;
    let message = format!(
        "The clock of {} ran back by {} before {}: check the times that were recorded as now.",
        event.provenance.by,
        span::long(seconds),
        event_named(facts, event.id),
    );
    Some(Finding::new(&CLOCK, vec![event.id], message))
}

fn at_once(facts: &Facts<'_>, field: FieldName) -> Option<Finding> {
    let kept = facts
        .incident
        .field_history(field)
        .filter(|version| !version.undone);
    let versions: Vec<&Version<FieldChange>> = kept.collect();
    // Only what stands now matters, and what it replaced.
    let [.., before, now] = versions[..] else {
        return None;
    };
    let apart = (now.provenance.recorded_at - before.provenance.recorded_at).num_seconds();
    let others = now.provenance.by != before.provenance.by && now.value != before.value;
    if !others || apart.abs() > TOGETHER {
        return None;
    }
    let message = format!(
        "Two people changed the field {} within 10 minutes: {} wrote {}, {} then {}; agree on one.",
        field.wire(),
        before.provenance.by,
        quoted(&before.value),
        now.provenance.by,
        quoted(&now.value),
    );
    Some(Finding::new(&AT_ONCE, Vec::new(), message).mended_at(Place::Field(field)))
}

fn quoted(change: &FieldChange) -> String {
    match change.given() {
        None => "nothing".to_owned(),
        Some(text) if text.chars().count() <= QUOTED => format!("\"{text}\""),
        Some(text) => format!("\"{}…\"", text.chars().take(QUOTED).collect::<String>()),
    }
}
