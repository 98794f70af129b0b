//! The update for the public: no known names, hosts, addresses, tickets, numbers, evidence or dead ends.
//!
//! It takes times from milestones, and words from what a person wrote for customers alone: the fields `public-impact` and
//! `public-cause`, and action items tagged `#public`. An impact in plain words is offered to whoever sends the text, and
//! never told by itself.

mod fold;
mod judge;
mod kinds_left_out;
mod left_out;
mod names;
mod shape;
mod sort;
mod table;
mod words;

use super::Briefing;
use super::deeds::Reduction;
use crate::domain::kind::Kind;
use crate::domain::time::Moment;
use crate::draft::said::stop;

pub(in crate::draft) use kinds_left_out::counted_up;
pub(in crate::draft) use words::PublicWords;

/// The update for the public, and what whoever sends it has to know.
pub(super) struct PublicText {
    /// Its lines.
    pub(super) lines: Vec<String>,
    /// The impact as far as it has plain words, where nothing was written for customers.
    pub(super) offered: Option<String>,
    /// The parts left out, in lines.
    pub(super) left_out: Vec<String>,
}

/// Composes it, without the line on the next update.
pub(super) fn text(told: &Briefing<'_>) -> PublicText {
    let words = PublicWords::of(told.incident());
    let mut sentences = if told.facts.windows.all().is_empty() {
        vec!["Investigating. We are looking into a possible disruption.".to_owned()]
    } else if told.is_over() {
        over(told, &words)
    } else {
        under_way(told, &words)
    };
    sentences.extend(step_by_step("Done", &words.done));
    sentences.extend(step_by_step("To be done", &words.to_do));
    let counted = counted_up(told);
    PublicText {
        lines: vec![sentences.join(" ")],
        offered: words.offered,
        left_out: counted.into_iter().chain(words.left_out).collect(),
    }
}

fn step_by_step(label: &str, steps: &[String]) -> Option<String> {
    (!steps.is_empty()).then(|| format!("{label}: {}", stop(&steps.join("; "))))
}

/// `Identified. Since 14:03 (UTC+01:00) about 30% of orders have been refused. We have found the cause.`
fn under_way(told: &Briefing<'_>, words: &PublicWords) -> Vec<String> {
    let Some(window) = told.open() else {
        return Vec::new();
    };
    let is_known = told.newest(Kind::Cause).is_some();
    let state = if is_known { "Identified." } else { "Investigating." };
    let since = format!(
        "Since {}{}",
        told.began(window),
        told.zone_behind(window.start.at)
    );
    let mut sentences = vec![
        state.to_owned(),
        affected(
            &since,
            words.impact.as_deref().unwrap_or("[say what customers notice]"),
        ),
    ];
    sentences.extend(told.before());
    sentences.push(match (&words.cause, is_known) {
        (Some(cause), _) => format!("The cause: {}", stop(cause)),
        (None, true) => "We have found the cause.".to_owned(),
        (None, false) => "We are still looking into the cause.".to_owned(),
    });
    sentences.extend(measure(told).map(|at| format!("A measure taken {at} has reduced the effect.")));
    sentences.push("[Say what customers can do meanwhile.]".to_owned());
    sentences
}

/// `Resolved. From 14:03 to 15:34 (UTC+01:00), about 30% of orders could not be placed.`
fn over(told: &Briefing<'_>, words: &PublicWords) -> Vec<String> {
    let windows = told.facts.windows.all();
    let last = windows.last().and_then(|window| window.end);
    let ended = last.and_then(|end| told.incident().event(end.event));
    let is_resolved = ended.is_some_and(|event| event.body().kind == Kind::Resolution);
    let state = if is_resolved { "Resolved." } else { "Recovered." };
    let stretches = crate::draft::said::capital(&told.stretches(windows));
    let when = format!("{stretches} ({}),", told.offsets_of(windows));
    let mut sentences = vec![
        state.to_owned(),
        affected(
            &when,
            words.impact.as_deref().unwrap_or("[say what customers noticed]"),
        ),
    ];
    sentences.extend(measure(told).map(|at| format!("The effect was reduced {at}.")));
    sentences.push(match &words.cause {
        Some(cause) => format!("The cause: {}", stop(cause)),
        None => "[The cause, for customers.]".to_owned(),
    });
    sentences
}

/// The impact behind the words that say when. What begins with a capital stands behind a colon.
pub(in crate::draft) fn affected(when: &str, impact: &str) -> String {
    if impact.starts_with(char::is_uppercase) {
        format!("{}: {}", when.trim_end_matches(','), stop(impact))
    } else {
        let end = if impact.ends_with(['.', '!']) { "" } else { "." };
        format!("{when} {impact}{end}")
    }
}

/// The time at which a measure reduced the effect: one that is marked as helping, with nothing worse since. Without a
/// time it is nothing that customers can use.
pub(in crate::draft) fn measure(told: &Briefing<'_>) -> Option<String> {
    match told.reduction() {
        Reduction::Helped(event) if event.body().timing.at.is_none() => None,
        Reduction::Helped(event) => {
            let end = told.facts.windows.all().last().and_then(|window| window.end);
            let ended_with = end.is_some_and(|end| end.event == event.id);
            (!ended_with).then(|| told.at(&event.body().timing))
        }
        Reduction::None | Reduction::WorseSince(..) | Reduction::Unsaid(_) | Reduction::Failed(_) => None,
    }
}

/// That the next update follows by this time. The zone is named where nothing before it has named it, or clocks are
/// set in between.
pub(super) fn next(told: &Briefing<'_>, by: &str, at: Moment) -> String {
    let here = told.offsets([at]);
    let last = told.facts.windows.all().last();
    let said = last.is_some_and(|window| told.offsets([window.start.at]) == here);
    let zone = if said { String::new() } else { told.zone_behind(at) };
    format!("Next update by {by}{zone}.")
}

#[cfg(test)]
mod probes;
#[cfg(test)]
mod tests;
