//! Leads: what had been suspected before, and was left for another suspicion.

use std::collections::BTreeSet;

use super::subjects::{shared_subjects, subjects};
use super::words::event_named;
use super::{Finding, Group, Level, Rule, RuleId, mark, rule};
use crate::domain::alike::MOST_TEXTS;
use crate::domain::facts::Facts;
use crate::domain::hypotheses;
use crate::domain::incident::Event;
use crate::domain::kind::{Kind, Milestone, Verdict};
use crate::domain::mark::Mark;
use crate::domain::phrases::has_words;

/// The rule that the cause had been suspected before another suspicion was pursued.
pub(super) const LEFT: Rule = rule(
    RuleId::LeadLeft,
    "lead_left",
    Group::Question,
    Level::Info,
    "the cause had been suspected before another suspicion was pursued",
);

/// A suspicion, or what an investigation found.
struct Lead<'a> {
    event: &'a Event,
    at: Mark,
    words: BTreeSet<String>,
}

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    findings.extend(left(facts));
}

/// The first suspicion that shares its subject with the cause, and the first between them that does not.
fn left(facts: &Facts<'_>) -> Option<Finding> {
    let first = facts.milestones.causes().first();
    let cause = first.or(facts.milestones.get(Milestone::Cause))?;
    let known = subjects(&facts.incident.event(cause.event)?.body().text);
    let leads = leads(facts, cause);
    let named = |lead: &&Lead<'_>| shared_subjects(&lead.words, &known) >= 1.max(lead.words.len().min(3) - 1);
    let right = leads.iter().filter(|lead| !lead.words.is_empty()).find(named)?;
    let other = leads.iter().find(|lead| {
        let between = lead.at.micros > right.at.micros && lead.event.body().kind == Kind::Hypothesis;
        between && shared_subjects(&lead.words, &known) == 0
    })?;
    let message = format!(
        "The cause ({}) had been suspected with {}: what led to {} before that was settled?",
        event_named(facts, cause.event),
        event_named(facts, right.event.id),
        event_named(facts, other.event.id),
    );
    let events = vec![right.event.id, other.event.id, cause.event];
    Some(Finding::new(&LEFT, events, message))
}

/// Words by which a note tells of a reason.
const REASONS: &[&str] = &[
    "related to",
    "because of",
    "due to",
    "caused by",
    "suspect",
    "points to",
    "could be",
    "may be",
];

fn names_a_reason(text: &str) -> bool {
    let text = text.to_lowercase();
    REASONS.iter().any(|words| has_words(&text, words))
}

/// The suspicions before the cause that nobody ruled out, and what investigations found, in order of time.
fn leads<'a>(facts: &Facts<'a>, cause: &Mark) -> Vec<Lead<'a>> {
    let ruled_out = |event: &Event| {
        let ended = event.body().kind.verdict();
        ended == Some(Verdict::RuledOut)
    };
    let suspected =
        hypotheses::all(facts.incident).filter(|hypothesis| !hypothesis.ended.is_some_and(ruled_out));
    let suspected = suspected.map(|hypothesis| hypothesis.started);
    let looked = facts.incident.shown().filter(|event| match event.body().kind {
        Kind::Investigation => true,
        // The decisive entries are often notes.
        Kind::Note => names_a_reason(&event.body().text),
        Kind::Impact
        | Kind::Change
        | Kind::Detection
        | Kind::Acknowledgement
        | Kind::Escalation
        | Kind::Hypothesis
        | Kind::RuledOut
        | Kind::Cause
        | Kind::Mitigation
        | Kind::Fix
        | Kind::Communication
        | Kind::Resolution => false,
    });
    let leads = suspected.chain(looked).take(MOST_TEXTS).filter_map(|event| {
        let at = mark(facts, event).filter(|at| at.micros < cause.micros)?;
        let words = subjects(&event.body().text);
        Some(Lead { event, at, words })
    });
    let mut leads: Vec<Lead<'a>> = leads.collect();
    leads.sort_by_key(|lead| lead.at.micros);
    leads
}
