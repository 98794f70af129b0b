//! Rules about the impact: whether it came back, whether it has a number, how severe it was.

use super::words::event_named;
use super::{Finding, Group, Level, Place, Rule, RuleId, ids, rule, select};
use crate::domain::facts::Facts;
use crate::domain::id::RecordId;
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;

/// The rule that the severity is not recorded.
pub(super) const SEVERITY: Rule = rule(
    RuleId::SeverityNotSet,
    "severity_not_set",
    Group::Hygiene,
    Level::Info,
    "the severity is not set",
)
.of_unknowns();

/// The rule that users were affected again.
pub(super) const RELAPSE: Rule = rule(
    RuleId::Relapse,
    "relapse",
    Group::Question,
    Level::Info,
    "users were affected again after it had seemed over",
);
/// The rule that the first impact is dated after the detection.
pub(super) const AFTER_DETECTION: Rule = rule(
    RuleId::ImpactAfterDetection,
    "impact_after_detection",
    Group::Question,
    Level::Info,
    "the first impact is dated within an hour after the detection",
);
/// The rule that it was said again, long after, that it is over.
pub(super) const CONFIRMED_LATE: Rule = rule(
    RuleId::ResolutionConfirmedLate,
    "resolution_confirmed_late",
    Group::Question,
    Level::Warning,
    "a resolution that only confirms another, more than an hour later",
);
/// The rule that nobody said how many were affected.
pub(super) const NUMBER: Rule = rule(
    RuleId::ImpactWithoutNumber,
    "impact_without_number",
    Group::Question,
    Level::Info,
    "the impact has no number",
);

/// The seconds within which an impact may belong to the beginning that was noticed.
const SHORTLY: i64 = 60 * 60;

/// The seconds after which a confirmation leaves open what was in between.
const LONG_AFTER: i64 = 60 * 60;

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
    findings.extend(after_detection(facts));
    findings.extend(relapse(facts));
    findings.extend(confirmed_late(facts));
    findings.extend(without_number(facts));
    findings.extend(severity(facts));
}

/// No contradiction: users may have been affected only later, or be affected more; or nobody wrote down since when they were.
fn after_detection(facts: &Facts<'_>) -> Option<Finding> {
    let window = facts
        .windows
        .all()
        .first()
        .filter(|window| window.from_detection)?;
    let impact = window.worse.first()?;
    let length = window
        .start
        .length_to(impact)
        .filter(|length| length.seconds() <= SHORTLY)?;
    let (detected, began) = (window.start.event, impact.event);
    let message = format!(
        "The first impact ({}) is dated {} after the detection ({}), so all is counted from the detection: was that an \
         early warning (tag it #warning), or is the start of the impact not recorded?",
        event_named(facts, began),
        length.long(),
        event_named(facts, detected),
    );
    Some(Finding::new(&AFTER_DETECTION, vec![began, detected], message))
}

fn confirmed_late(facts: &Facts<'_>) -> Option<Finding> {
    let late = facts.windows.all().iter().find_map(|window| {
        let last = window.confirmations.last()?;
        let end = window.end?;
        let length = end
            .length_to(last)
            .filter(|length| length.seconds() > LONG_AFTER)?;
        Some((end.event, last.event, length))
    });
    let (over, confirmed, length) = late?;
    let message = format!(
        "That it is over was recorded again ({}) {} after the end ({}), which is the one that counts: if users were \
         affected in between, record the relapse.",
        event_named(facts, confirmed),
        length.long(),
        event_named(facts, over),
    );
    let events = vec![confirmed, over];
    Some(Finding::new(&CONFIRMED_LATE, events, message))
}

fn relapse(facts: &Facts<'_>) -> Option<Finding> {
    let relapses = facts.windows.relapses();
    let first = relapses.first()?;
    let pause = facts.windows.all().first()?.end?.length_to(&first.start)?;
    let named = event_named(facts, first.start.event);
    let times = match relapses.len() {
        1 => String::new(),
        more => format!(" the first of {more} times,"),
    };
    let message = format!(
        "Users were affected again {} after it had seemed over,{times} with {named}: say what had been missed.",
        pause.long()
    );
    let events: Vec<RecordId> = relapses.iter().map(|window| window.start.event).collect();
    Some(Finding::new(&RELAPSE, events, message))
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
    Some(Finding::new(&NUMBER, ids(&events), message.to_owned()).mended_at(Place::Field(FieldName::Impact)))
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
        let finding = Finding::new(&SEVERITY, Vec::new(), message.to_owned());
        finding.mended_at(Place::Field(FieldName::Severity))
    })
}
