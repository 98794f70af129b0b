//! The detection, and when others were called in.

use crate::domain::incident::Event;
use crate::domain::kind::{Kind, Milestone, Via};
use crate::domain::mark::Mark;
use crate::domain::record::WARNING;
use crate::domain::worded::NoticedBy;

use super::telling::{Since, Telling};

/// The names of the figures.
const DETECTED: Since = Since {
    start: "time_to_detect",
    relapse: "relapse_to_detection",
};
const CALLED_IN: Since = Since {
    start: "start_to_escalation",
    relapse: "relapse_to_escalation",
};

/// The ones who noticed, and whether a monitor had warned before.
pub(super) fn tell(telling: &mut Telling<'_>) -> Vec<String> {
    if telling.windows().is_empty() && telling.facts.milestones.get(Milestone::Detected).is_none() {
        return vec!["How it was noticed is not recorded.".to_owned()];
    }
    let warned = warned(telling);
    warned.into_iter().chain([noticed(telling)]).collect()
}

/// An early warning: a detection before anybody was affected.
fn warned(telling: &mut Telling<'_>) -> Option<String> {
    let start = *telling.start()?;
    let zone = telling.incident().zone();
    let warnings = telling
        .drafted()
        .filter(|event| event.body().kind == Kind::Detection && event.is_tagged(WARNING));
    let (event, mark) = warnings
        .filter_map(|event| Some((event, Mark::of(event, zone)?)))
        .find(|(_, mark)| mark.micros < start.micros)?;
    let gap = telling.between("warned_before", &mark, &start)?;
    Some(match event.body().via {
        Some(Via::Monitor) => format!("A monitor had warned {gap} before."),
        Some(Via::Person) | None => format!("There had been a warning {gap} before."),
    })
}

fn noticed(telling: &mut Telling<'_>) -> String {
    let milestones = &telling.facts.milestones;
    let Some(mark) = milestones.get(Milestone::Detected).copied() else {
        return match milestones.untimed(Milestone::Detected) {
            Some(_) => "When it was noticed is not recorded.".to_owned(),
            None => "How it was noticed is not recorded.".to_owned(),
        };
    };
    let said = milestones.detected_via();
    let by = NoticedBy::of(said, telling.text(mark.event).unwrap_or_default());
    // Where it begins with the detection, the first sentence has the time.
    let begins = telling.start().is_some_and(|start| start.event == mark.event);
    let after = if begins {
        String::new()
    } else {
        telling.after(DETECTED, &mark)
    };
    if by == NoticedBy::Both {
        return format!(
            "People and a monitor are recorded in the same entry{}.",
            after_comma(&after)
        );
    }
    let as_worded = if matches!(by, NoticedBy::Worded(_)) {
        " (as worded)"
    } else {
        ""
    };
    match by.via() {
        Some(Via::Monitor) => format!("A monitor{as_worded} noticed{after}."),
        Some(Via::Person) => format!(
            "People{as_worded} noticed{after}; {}.",
            first_monitor(telling, &mark)
        ),
        None if after.is_empty() => "By whom it was noticed is not recorded.".to_owned(),
        None => format!("It was noticed{after}; by whom is not recorded."),
    }
}

fn after_comma(after: &str) -> String {
    if !after.starts_with(" after") {
        String::new()
    } else {
        format!(",{after}")
    }
}

/// The first monitor after people had noticed.
fn first_monitor(telling: &mut Telling<'_>, noticed: &Mark) -> String {
    let zone = telling.incident().zone();
    let by_monitor = |event: &Event| {
        let body = event.body();
        body.kind == Kind::Detection && NoticedBy::of(body.via, &body.text).via() == Some(Via::Monitor)
    };
    let monitors = telling
        .drafted()
        .filter(|event| by_monitor(event) && event.id != noticed.event);
    let marks = monitors.filter_map(|event| Mark::of(event, zone));
    let Some(mark) = marks
        .filter(|mark| mark.micros >= noticed.micros)
        .min_by_key(|mark| mark.micros)
    else {
        return "no monitor is recorded".to_owned();
    };
    let relapsed = telling
        .windows()
        .get(1)
        .is_some_and(|window| window.start.micros <= mark.micros);
    let at_relapse = if relapsed { ", after the relapse" } else { "" };
    match telling.between("first_monitor_after", noticed, &mark) {
        Some(gap) => format!("the first monitor followed {gap} later{at_relapse}"),
        None => format!("a monitor followed the same day{at_relapse}"),
    }
}

/// The time at which more people were called in, and whether the cause was known by then.
pub(super) fn called_in(telling: &mut Telling<'_>) -> Option<String> {
    let windows = &telling.facts.in_windows;
    let timed = windows.iter().find_map(|window| {
        let escalated = window.milestones.get(Milestone::Escalated)?;
        Some((*escalated, window.milestones.get(Milestone::Cause).copied()))
    });
    let Some((escalated, cause)) = timed else {
        let untimed = telling.facts.untimed(Milestone::Escalated)?;
        let text = telling.text(untimed).map(|text| telling.sentence(text));
        let text = text.map_or_else(|| ".".to_owned(), |text| format!(": {text}"));
        return Some(format!(
            "More people were called in at a time that is not recorded{text}"
        ));
    };
    let after = telling.after(CALLED_IN, &escalated);
    let late = cause.filter(|cause| cause.micros < escalated.micros);
    let late = late.and_then(|cause| telling.between("escalated_after_cause", &cause, &escalated));
    let late = late.map_or_else(String::new, |gap| format!(", {gap} after the cause was known"));
    let text = telling.text(escalated.event).map(|text| telling.sentence(text));
    // Words that say themselves that others were called in need not be told so.
    let says_so = text
        .as_deref()
        .is_some_and(|text| text.to_lowercase().contains("called"));
    let what = if says_so {
        "It was escalated"
    } else {
        "More people were called in"
    };
    let text = text.map_or_else(|| ".".to_owned(), |text| format!(": {text}"));
    Some(format!("{what}{after}{late}{text}"))
}
