//! The cause: named more than once, or named after it had been ruled out.

use std::collections::BTreeSet;

use super::subjects::subjects;
use super::words::{event_named, events_named};
use super::{Finding, Group, Level, Rule, RuleId, ids, rule, select};
use crate::domain::alike::{MOST_TEXTS, shared, significant, stems};
use crate::domain::by_id::ById;
use crate::domain::facts::Facts;
use crate::domain::hypotheses::{self, Hypothesis};
use crate::domain::incident::Event;
use crate::domain::kind::Kind;
use crate::domain::phrases::has_words;
use crate::domain::record::FieldName;

/// The rule that several events name a cause.
pub(super) const TWICE: Rule = rule(
    RuleId::CauseTwice,
    "cause_twice",
    Group::Contradiction,
    Level::Info,
    "several events name a cause",
);
/// The rule that the cause had been ruled out.
pub(super) const RULED_OUT: Rule = rule(
    RuleId::RuledOutYetCause,
    "ruled_out_yet_cause",
    Group::Contradiction,
    Level::Info,
    "what was ruled out reads like the cause found later",
);

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
        events_named(facts, &causes)
    );
    Some(Finding::new(&TWICE, ids(&causes), message))
}

/// The first suspicion that was ruled out and whose words come back in a later cause.
fn ruled_out(facts: &Facts<'_>) -> Option<Finding> {
    let mut places: ById<usize> = ById::default();
    let mut causes: Vec<(usize, &Event, BTreeSet<String>)> = Vec::new();
    for (place, event) in facts.incident.shown().enumerate() {
        places.insert(event.id, place);
        if event.body().kind == Kind::Cause && causes.len() < MOST_TEXTS {
            causes.push((place, event, significant(&event.body().text)));
        }
    }
    let matters = matters(facts);
    cleared(facts).into_iter().take(MOST_TEXTS).find_map(|(started, end)| {
        let after = *places.get(&end.id)?;
        let suspected = significant(&started.body().text);
        let named = |words: &BTreeSet<String>| {
            let mut both = suspected.intersection(words);
            is_named(&suspected, words) || both.any(|word| matters.contains(word))
        };
        let mut causes = causes.iter().filter(|(place, ..)| *place >= after);
        let (_, cause, _) = causes.find(|(.., words)| named(words))?;
        let message = format!(
            "What was ruled out ({}) reads like the cause found later ({}): say what had been overlooked, or how they \
             differ.",
            event_named(facts, end.id),
            event_named(facts, cause.id),
        );
        let mut events = vec![started.id, end.id, cause.id];
        events.dedup();
        Some(Finding::new(&RULED_OUT, events, message))
    })
}

/// Everything that was looked at without a finding: each suspicion with the dead end that ended it, and by themselves
/// the dead ends and investigations that say so.
fn cleared<'a>(facts: &Facts<'a>) -> Vec<(&'a Event, &'a Event)> {
    let dead_ends = hypotheses::all(facts.incident).filter_map(|hypothesis: Hypothesis<'a>| {
        let end = hypothesis.ended.filter(|end| end.body().kind == Kind::RuledOut)?;
        Some((hypothesis.started, end))
    });
    let alone = facts.incident.shown().filter(|event| {
        let body = event.body();
        let found_nothing = || {
            let text = body.text.to_lowercase();
            CLEARED.iter().any(|words| has_words(&text, words))
        };
        body.kind == Kind::RuledOut && body.ends.is_none()
            || body.kind == Kind::Investigation && found_nothing()
    });
    dead_ends.chain(alone.map(|event| (event, event))).collect()
}

/// The words of the title and of what was affected, as said by the field, else by whoever noticed, that tell what it was
/// about.
fn matters(facts: &Facts<'_>) -> BTreeSet<String> {
    let affected = facts.incident.values(FieldName::Affected);
    let detections = select(facts, |event| event.body().kind == Kind::Detection).into_iter();
    let noticed = detections
        .map(|event| event.body().text.as_str())
        .take(if affected.is_empty() { MOST_TEXTS } else { 0 });
    let texts = affected.iter().copied().chain(noticed);
    texts.chain([facts.incident.title()]).flat_map(subjects).collect()
}

/// Words by which an investigation says that it found nothing.
const CLEARED: &[&str] = &[
    "nothing wrong",
    "nothing unusual",
    "no fault",
    "no issues",
    "no obvious issues",
    "no problem",
    "no problems",
    "is clean",
    "are clean",
    "looks clean",
    "looks fine",
    "look fine",
    "dead end",
];

/// Half of the words of a suspicion, and two at the least unless it has only one.
fn is_named(suspected: &BTreeSet<String>, cause: &BTreeSet<String>) -> bool {
    let (both, all) = shared(suspected, cause);
    both >= all.min(2) && both * 2 >= all && both > 0
}
