//! Suspicions of which nobody said what became of them.

use std::collections::BTreeSet;

use super::subjects::{shared_subjects, subjects};
use super::words::{event_named, events_named};
use super::{Finding, Group, Level, Rule, RuleId, ids, mark, rule, select};
use crate::domain::alike::MOST_TEXTS;
use crate::domain::facts::Facts;
use crate::domain::hypotheses;
use crate::domain::incident::{Event, Status};
use crate::domain::kind::{Kind, Milestone};
use crate::domain::mark::{MICROS, Mark};
use crate::domain::mitigations::reads_failed;
use crate::domain::phrases::has_words;

/// The rule that a suspicion was left open.
pub(super) const OPEN: Rule = rule(
    RuleId::HypothesisOpen,
    "hypothesis_open",
    Group::Question,
    Level::Warning,
    "a hypothesis that nothing ended",
)
.of_unknowns();

/// The seconds within which a cause follows the only open suspicion as its answer.
const SOON: i64 = 15 * 60;

/// Words by which a suspicion says of itself that it was wrong.
const WRONG: &[&str] = &["wrongly", "mistakenly", "turned out not", "came to nothing"];

/// The end that the record itself suggests for an open suspicion.
enum Hint {
    /// This cause seems to confirm it.
    Confirmed(Mark),
    /// It seems to have come to nothing.
    Over,
}

/// A suspicion may well be open while the incident goes on; afterwards it should not be.
pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let open: Vec<&Event> = hypotheses::open(facts.incident).collect();
    let over = facts.incident.status() != Status::Open || facts.milestones.get(Milestone::Resolved).is_some();
    let level = if over { OPEN.level } else { Level::Info };
    let causes = select(facts, |event| event.body().kind == Kind::Cause).into_iter();
    let causes = causes.filter_map(|event| Some((subjects(&event.body().text), mark(facts, event)?)));
    let causes: Vec<(BTreeSet<String>, Mark)> = causes.take(MOST_TEXTS).collect();
    let mut unknown = Vec::new();
    for (nth, event) in open.iter().enumerate() {
        let hint = (nth < MOST_TEXTS).then(|| hint(facts, event, open.len() == 1, &causes));
        match hint.flatten() {
            Some(hint) => findings.push(Finding {
                level,
                ..hinted(facts, event, &hint)
            }),
            None => unknown.push(*event),
        }
    }
    findings.extend((!unknown.is_empty()).then(|| Finding {
        level,
        ..asked(facts, &unknown)
    }));
}

fn hint(
    facts: &Facts<'_>,
    event: &Event,
    is_only: bool,
    causes: &[(BTreeSet<String>, Mark)],
) -> Option<Hint> {
    let body = event.body();
    let text = body.text.to_lowercase();
    let wrong = WRONG.iter().any(|words| has_words(&text, words)) || reads_failed(&text);
    if wrong || body.timing.until.is_some() {
        return Some(Hint::Over);
    }
    let opened = mark(facts, event)?;
    let words = subjects(&text);
    let confirms = |(named, at): &&(BTreeSet<String>, Mark)| {
        let after = (at.micros - opened.micros) / MICROS;
        let alike = shared_subjects(&words, named) > 0;
        after >= 0 && (alike || is_only && after <= SOON)
    };
    let confirmed = causes.iter().find(confirms)?;
    Some(Hint::Confirmed(confirmed.1))
}

fn hinted(facts: &Facts<'_>, event: &Event, hint: &Hint) -> Finding {
    let named = event_named(facts, event.id);
    match hint {
        Hint::Confirmed(cause) => {
            let message = format!(
                "Was the suspicion of {named} confirmed by the cause ({})? Then say that this ended it, else rule it \
                 out.",
                event_named(facts, cause.event)
            );
            Finding::new(&OPEN, vec![event.id, cause.event], message)
        }
        Hint::Over => {
            let message =
                format!("The suspicion of {named} reads as if it had come to nothing: then rule it out.");
            Finding::new(&OPEN, vec![event.id], message)
        }
    }
}

fn asked(facts: &Facts<'_>, open: &[&Event]) -> Finding {
    let (what, became) = match open.len() {
        1 => ("the suspicion".to_owned(), "it was ruled out or was the cause"),
        several => (
            format!("{several} suspicions"),
            "each was ruled out or was the cause",
        ),
    };
    let message = format!(
        "What became of {what} is not recorded ({}): say whether {became}.",
        events_named(facts, open)
    );
    Finding::new(&OPEN, ids(open), message)
}
