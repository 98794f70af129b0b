//! What is said of the harm done: whether it came back, whether it has a number, how severe it was.

use super::words::event_named;
use super::{Finding, Level, Place, ids, select};
use crate::domain::facts::Facts;
use crate::domain::id::RecordId;
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;
use crate::domain::time::span;

/// The rule that the severity is not recorded.
pub(super) const SEVERITY: &str = "severity_not_set";

/// The rule that users were hurt again.
pub(super) const RELAPSE: &str = "relapse";
/// The rule that nobody said how many were hurt.
pub(super) const NUMBER: &str = "impact_without_number";

/// Words that tell how many, besides digits.
const NUMBER_WORDS: &[&str] = &[
    "all",
    "any",
    "both",
    "each",
    "every",
    "everybody",
    "everyone",
    "half",
    "no",
    "nobody",
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "dozen",
    "dozens",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "third",
    "thirds",
    "quarter",
    "quarters",
];

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    findings.extend(relapse(facts));
    findings.extend(without_number(facts));
    findings.extend(severity(facts));
}

fn relapse(facts: &Facts<'_>) -> Option<Finding> {
    let relapses = facts.windows.relapses();
    let first = relapses.first()?;
    let pause = facts.windows.all().first()?.end?.seconds_to(&first.start)?;
    let named = event_named(facts.incident, first.start.event);
    let times = match relapses.len() {
        1 => String::new(),
        more => format!(" the first of {more} times,"),
    };
    let message = format!(
        "Users were hurt again {} after it had seemed over,{times} with {named}: say what had been missed.",
        span::long(pause)
    );
    let events: Vec<RecordId> = relapses.iter().map(|window| window.start.event).collect();
    Some(Finding::new(Level::Info, RELAPSE, events, message))
}

fn without_number(facts: &Facts<'_>) -> Option<Finding> {
    let events = select(facts, |event| event.body().kind == Kind::Impact);
    let field = facts.incident.value(FieldName::Impact);
    let texts = events.iter().map(|event| event.body().text.as_str()).chain(field);
    let said = field.is_some() || !events.is_empty();
    if !said || texts.into_iter().any(has_number) {
        return None;
    }
    let message = "The impact has no number: say how many users or requests, or what share of them.";
    Some(
        Finding::new(Level::Info, NUMBER, ids(&events), message.to_owned())
            .mended_at(Place::Field(FieldName::Impact)),
    )
}

fn has_number(text: &str) -> bool {
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| {
        word.chars().any(char::is_numeric)
            || NUMBER_WORDS
                .iter()
                .any(|number| word.eq_ignore_ascii_case(number))
    })
}

fn severity(facts: &Facts<'_>) -> Option<Finding> {
    let missing = facts.incident.severity().is_none();
    let message = "The severity is not set: set it, 1 (worst) to 5.";
    missing.then(|| {
        let finding = Finding::new(Level::Info, SEVERITY, Vec::new(), message.to_owned());
        finding.mended_at(Place::Field(FieldName::Severity))
    })
}
