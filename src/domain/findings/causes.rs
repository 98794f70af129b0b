//! The cause: named more than once, or named after it had been ruled out.

use std::collections::BTreeSet;

use super::alike::{shared, significant, stems};
use super::words::{event_named, events_named};
use super::{Finding, Level, ids, select};
use crate::domain::facts::Facts;
use crate::domain::hypotheses::{self, Hypothesis};
use crate::domain::incident::Event;
use crate::domain::kind::Kind;

/// The rule that several events name a cause.
pub(super) const TWICE: &str = "cause_twice";
/// The rule that the cause had been ruled out.
pub(super) const RULED_OUT: &str = "ruled_out_yet_cause";

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    findings.extend(twice(facts));
    findings.extend(ruled_out(facts));
}

fn twice(facts: &Facts<'_>) -> Option<Finding> {
    let causes = select(facts, |event| event.body().kind == Kind::Cause);
    let texts: BTreeSet<Vec<String>> = causes.iter().map(|event| stems(&event.body().text)).collect();
    if texts.len() < 2 {
        return None;
    }
    let message = format!(
        "The cause is named more than once ({}): say when it was really known, and which of them only contributed.",
        events_named(&causes)
    );
    Some(Finding::new(Level::Info, TWICE, ids(&causes), message))
}

/// The first suspicion that was ruled out and whose words come back in a later cause.
fn ruled_out(facts: &Facts<'_>) -> Option<Finding> {
    let places: Vec<&Event> = facts.incident.shown().collect();
    let dead_ends = hypotheses::all(facts.incident).filter_map(|hypothesis: Hypothesis<'_>| {
        let end = hypothesis.ended.filter(|end| end.body().kind == Kind::RuledOut)?;
        Some((hypothesis.started, end))
    });
    dead_ends.into_iter().find_map(|(started, end)| {
        let after = places.iter().position(|event| event.id == end.id)?;
        let suspected = significant(&started.body().text);
        let mut causes = places[after..].iter().filter(|event| event.body().kind == Kind::Cause);
        let cause = causes.find(|cause| is_named(&suspected, &cause.body().text))?;
        let message = format!(
            "What was ruled out ({}) reads like the cause found later ({}): say what had been overlooked, or how they \
             differ.",
            event_named(facts.incident, end.id),
            event_named(facts.incident, cause.id),
        );
        let events = vec![started.id, end.id, cause.id];
        Some(Finding::new(Level::Info, RULED_OUT, events, message))
    })
}

/// Half of the words of a suspicion, and two at the least unless it has only one.
fn is_named(suspected: &BTreeSet<String>, cause: &str) -> bool {
    let (both, all) = shared(suspected, &significant(cause));
    both >= all.min(2) && both * 2 >= all && both > 0
}
