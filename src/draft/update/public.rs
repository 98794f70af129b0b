//! The update for the public: no known names, hosts, addresses, tickets, numbers, evidence or dead ends.
//!
//! It is made of milestones and of no event's own words. Of the fields it has the impact alone, sentence by sentence:
//! one that could name anything is left out whole, and that is said to whoever sends the text. A name in small letters
//! that stands nowhere else is told from no other word: whoever sends it reads it first.

mod fold;
mod judge;
mod left_out;
mod names;
mod sentences;
mod shape;
mod sort;
mod table;

use super::Briefing;
use crate::domain::incident::Incident;
use crate::domain::kind::{Kind, Milestone};
use crate::domain::mark::Mark;
use crate::domain::record::{FieldName, Timing};
use crate::domain::time::Moment;
use left_out::LeftOut;
use names::Names;

/// Milestones in plain words, and in lines what is left out of the impact, with the reasons. Free text may name people
/// and machines: of it only sentences of the impact are repeated.
pub(super) fn lines(told: &Briefing<'_>) -> (Vec<String>, Option<String>) {
    let incident = told.facts.incident;
    let timing = |mark: &Mark| {
        let event = incident.event(mark.event);
        event.map_or_else(Timing::default, |event| event.body().timing)
    };
    let Some(window) = told.facts.windows.all().last() else {
        let lines = vec!["We are looking into a possible disruption.".to_owned()];
        return (lines, impact_left_out(incident, "nothing says since when"));
    };
    let began = timing(&window.start);
    if let Some(end) = &window.end {
        let resolved = incident
            .event(end.event)
            .is_some_and(|event| event.body().kind == Kind::Resolution);
        let word = if resolved { "was resolved" } else { "ended" };
        let ended = timing(end);
        let zone = told.offsets(began.at.into_iter().chain(ended.at));
        let lines = vec![format!(
            "The disruption that began {} {word} {} ({zone}).",
            told.in_full(&began),
            told.in_full(&ended)
        )];
        return (lines, impact_left_out(incident, "it is over"));
    }
    let zone = told.offsets(began.at);
    let mut lines = vec![format!(
        "We have had a disruption since {} ({zone}).",
        told.in_full(&began)
    )];
    let (impact, left_out) = impact(incident);
    lines.extend(impact);
    // What was done against an earlier disruption says nothing of this one.
    let passed = |milestone| {
        let mark = told.facts.milestones.get(milestone);
        mark.is_some_and(|mark| mark.micros >= window.start.micros)
    };
    if passed(Milestone::Mitigated) || told.facts.milestones.undetermined().is_some() {
        lines.push("Measures to reduce its effects are in place.".to_owned());
    }
    lines.push(if passed(Milestone::Cause) {
        "We know the cause and are working on a repair.".to_owned()
    } else {
        "We are looking for the cause.".to_owned()
    });
    (lines, left_out.in_words())
}

/// That the next update follows by this time. The zone is named where nothing before it has named it, or clocks are
/// set in between.
pub(super) fn next(told: &Briefing<'_>, by: &str, at: Moment) -> String {
    let here = told.offsets([at]);
    let last = told.facts.windows.all().last();
    let said = last.is_some_and(|window| told.offsets([window.start.at]) == here);
    let zone = if said { String::new() } else { format!(" ({here})") };
    format!("The next update follows by {by}{zone}.")
}

/// Says that the impact is left out whole: it is written as of what still is. `None` where none is written.
fn impact_left_out(incident: &Incident, why: &str) -> Option<String> {
    incident.value(FieldName::Impact).map(|_| {
        format!("Left out of what the public reads: the impact, because {why}; add it in words of your own.")
    })
}

/// The sentences of the impact that can be told, as one line, and what was left out.
fn impact(incident: &Incident) -> (Option<String>, LeftOut) {
    let mut left_out = LeftOut::default();
    let Some(text) = incident.value(FieldName::Impact) else {
        return (None, left_out);
    };
    let names = Names::of(incident);
    let mut told: Vec<String> = Vec::new();
    let mut gone = false;
    for sentence in sentences::sentences(text) {
        let reasons = judge::reasons(&sentence, &names);
        gone = !reasons.is_empty() || gone && sentences::leans(&sentence);
        if gone {
            left_out.add(&sentence, &reasons);
        } else {
            told.push(sentence.join(" "));
        }
    }
    let told = (!told.is_empty()).then(|| self::sentence(&told.join(" ")));
    (told, left_out)
}

fn sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = text.ends_with(['.', '!', '?']);
    format!("{text}{}", if ends { "" } else { "." })
}

#[cfg(test)]
mod probes;
#[cfg(test)]
mod tests;
