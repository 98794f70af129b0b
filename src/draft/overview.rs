//! Two sentences for whoever reads no further: when, how grave, how long and why; and the impact.

use chrono::Timelike;

use crate::domain::facts::Facts;
use crate::domain::incident::Incident;
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;
use crate::domain::time::{Length, Precision};
use crate::domain::windows::Window;

use super::context::OverviewTold;
use super::said::{said, stop};
use super::sentences::sentences;
use super::times::Times;

/// So many characters of recorded words stand in a sentence.
const MOST_SAID: usize = 160;

/// So many sentences with a figure are told.
const FIGURES: usize = 8;

/// Both sentences.
pub(super) fn of(facts: &Facts<'_>, times: Times) -> OverviewTold {
    let recorded = |field, kind| recorded(facts.incident, field, kind);
    let cause = recorded(FieldName::Cause, Kind::Cause);
    let cause = cause.map_or_else(
        || ", the cause of which is not recorded.".to_owned(),
        |text| format!(". Its cause: {}", stop(&said(&text, MOST_SAID))),
    );
    OverviewTold {
        what: opening(facts, times).map(|what| format!("{what}{cause}")),
        impact: recorded(FieldName::Impact, Kind::Impact)
            .map(|text| format!("The impact: {}", stop(&said(&text, MOST_SAID)))),
    }
}

/// The field, else the first event of the kind.
fn recorded(incident: &Incident, field: FieldName, kind: Kind) -> Option<String> {
    let event = || incident.drafted().find(|event| event.body().kind == kind);
    let field = incident.value(field).map(str::to_owned);
    field.or_else(|| event().map(|event| event.body().text.clone()))
}

/// `On the morning of 25 March 2023 there was a SEV2 incident of 10 h 30 min`.
fn opening(facts: &Facts<'_>, times: Times) -> Option<String> {
    let windows = facts.windows.all();
    let start = windows.first()?.start;
    let day = times.day(times.date(&start.at));
    let hour = facts.incident.zone().shown(&start.at).clock.hour();
    let when = match start.point.precision {
        Precision::Day => format!("On {day}"),
        Precision::Second | Precision::Minute | Precision::Hour => format!("{} of {day}", part_of_day(hour)),
    };
    let what = match facts.incident.severity() {
        Some(severity) => format!("a SEV{severity} incident"),
        None => "an incident".to_owned(),
    };
    let about = if windows.iter().any(Window::is_approximate) {
        "about "
    } else {
        ""
    };
    let total: Option<Length> = facts.windows.total();
    let length = total.map_or_else(String::new, |total| format!(" of {about}{}", total.long()));
    Some(format!("{when} there was {what}{length}"))
}

fn part_of_day(hour: u32) -> &'static str {
    match hour {
        5..12 => "On the morning",
        12..17 => "On the afternoon",
        17..22 => "On the evening",
        _ => "In the night",
    }
}

/// The sentences of the field `impact` that have a figure in them.
pub(super) fn impact_figures(incident: &Incident) -> Vec<String> {
    let text = incident.value(FieldName::Impact).unwrap_or_default();
    let told = sentences(text).into_iter().map(|words| words.join(" "));
    told.filter(|sentence| sentence.contains(|c: char| c.is_ascii_digit()))
        .take(FIGURES)
        .collect()
}
