//! The cause, and since when it had been suspected.

use crate::domain::hypotheses;
use crate::domain::kind::Milestone;
use crate::domain::mark::Mark;
use crate::domain::record::FieldName;

use super::telling::{Since, Telling};
use super::words::times;

/// The names of its figure.
const KNOWN: Since = Since {
    start: "start_to_cause",
    relapse: "relapse_to_cause",
};

/// The cause, and when it was known.
pub(super) fn tell(telling: &mut Telling<'_>) -> Vec<String> {
    let causes: Vec<Mark> = telling
        .facts
        .in_windows
        .iter()
        .flat_map(|window| window.milestones.causes().iter().copied())
        .collect();
    let chosen = telling
        .facts
        .in_windows
        .iter()
        .find_map(|window| window.milestones.get(Milestone::Cause).copied());
    let Some(known) = chosen else {
        return vec![untimed(telling)];
    };
    let what = telling
        .incident()
        .value(FieldName::Cause)
        .or_else(|| telling.text(known.event));
    let what = what.map_or_else(|| ".".to_owned(), |text| format!(": {}", telling.sentence(text)));
    let names_another = telling
        .review
        .findings
        .iter()
        .any(|finding| finding.rule == "cause_twice");
    let told = match (&causes[..], names_another) {
        ([first, .., last], true) => {
            let count = telling.counted("causes", causes.len(), times(causes.len()));
            let first = telling.at(first);
            let last = telling.at(last);
            format!("A cause was named {count}, first {first}, last {last}{what}")
        }
        (_, _) => {
            let mut after = telling.after(KNOWN, &known);
            if after.is_empty() {
                after = format!(" {}", telling.at(&known));
            }
            format!("The cause was known{after}{what}")
        }
    };
    [Some(told), suspected(telling, &known)]
        .into_iter()
        .flatten()
        .collect()
}

/// No event that names the cause has a time.
fn untimed(telling: &Telling<'_>) -> String {
    let event = telling.facts.untimed(Milestone::Cause);
    let field = telling.incident().value(FieldName::Cause);
    let what = field.or_else(|| telling.text(event?));
    match what {
        Some(text) => {
            let text = telling.sentence(text);
            format!("The cause: {text} When it was known is not recorded.")
        }
        None if event.is_some() => "When the cause was known is not recorded.".to_owned(),
        None => "The cause is not recorded.".to_owned(),
    }
}

/// The suspicion that the cause confirmed.
fn suspected(telling: &mut Telling<'_>, known: &Mark) -> Option<String> {
    let confirmed =
        |hypothesis: &hypotheses::Hypothesis<'_>| hypothesis.ended.is_some_and(|end| end.id == known.event);
    let started = hypotheses::all(telling.incident()).find(confirmed)?.started;
    let since = Mark::of(started, telling.incident().zone())?;
    if since.micros >= known.micros {
        return None;
    }
    let one_day = telling.times.date(&since.at) == telling.times.date(&known.at);
    let since = if one_day {
        telling.point(&since)
    } else {
        telling.day(&since)
    };
    Some(format!("It had been suspected since {since}."))
}
