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

use super::Briefing;
use super::deeds::Reduction;
use crate::domain::findings::likely_secrets;
use crate::domain::incident::Incident;
use crate::domain::kind::Kind;
use crate::domain::mentions;
use crate::domain::record::{FieldName, PUBLIC};
use crate::domain::time::Moment;
use crate::draft::said::stop;
use crate::draft::sentences::{bare, sentences};
use left_out::LeftOut;
use names::Names;
use table::LEANING;

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
    let incident = told.incident();
    let names = Names::of(incident);
    let mut left_out: Vec<String> = kinds_left_out::counted_up(told).into_iter().collect();
    let mut sentences = if told.facts.windows.all().is_empty() {
        vec!["Investigating. We are looking into a possible disruption.".to_owned()]
    } else if told.is_over() {
        over(told)
    } else {
        under_way(told)
    };
    let (steps, unfit) = steps(incident, &names);
    sentences.extend(steps);
    left_out.extend(unfit);
    let (offered, withheld) = offered(incident, &names);
    left_out.extend(offered.iter().map(|text| {
        format!("The impact in plain words, which the field public-impact would tell: \u{201c}{text}\u{201d}")
    }));
    left_out.extend(withheld.in_words());
    for field in [FieldName::PublicImpact, FieldName::PublicCause] {
        if incident.value(field).is_some() && written(incident, field).is_none() {
            left_out.push(format!(
                "Left out of what the public reads: {}, which may hold a secret.",
                field.wire()
            ));
        }
    }
    PublicText {
        lines: vec![sentences.join(" ")],
        offered,
        left_out,
    }
}

/// `Identified. Since 14:03 (UTC+01:00) about 30% of orders have been refused. We have found the cause.`
fn under_way(told: &Briefing<'_>) -> Vec<String> {
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
        impact(told, &since, "[say what customers notice]"),
    ];
    sentences.extend(told.before());
    sentences.push(
        match (written(told.incident(), FieldName::PublicCause), is_known) {
            (Some(cause), _) => format!("The cause: {}", stop(&cause)),
            (None, true) => "We have found the cause.".to_owned(),
            (None, false) => "We are still looking into the cause.".to_owned(),
        },
    );
    sentences.extend(measure(told).map(|at| format!("A measure taken {at} has reduced the effect.")));
    sentences.push("[Say what customers can do meanwhile.]".to_owned());
    sentences
}

/// `Resolved. From 14:03 to 15:34 (UTC+01:00), about 30% of orders could not be placed.`
fn over(told: &Briefing<'_>) -> Vec<String> {
    let windows = told.facts.windows.all();
    let last = windows.last().and_then(|window| window.end);
    let ended = last.and_then(|end| told.incident().event(end.event));
    let is_resolved = ended.is_some_and(|event| event.body().kind == Kind::Resolution);
    let state = if is_resolved { "Resolved." } else { "Recovered." };
    let stretches = crate::draft::said::capital(&told.stretches(windows));
    let when = format!("{stretches} ({}),", told.offsets_of(windows));
    let mut sentences = vec![
        state.to_owned(),
        impact(told, &when, "[say what customers noticed]"),
    ];
    sentences.extend(measure(told).map(|at| format!("The effect was reduced {at}.")));
    sentences.push(match written(told.incident(), FieldName::PublicCause) {
        Some(cause) => format!("The cause: {}", stop(&cause)),
        None => "[The cause, for customers.]".to_owned(),
    });
    sentences
}

/// The impact behind these words: what was written for customers, or that it is to be said. Words that begin with a
/// capital stand behind a colon.
fn impact(told: &Briefing<'_>, when: &str, missing: &str) -> String {
    let text = written(told.incident(), FieldName::PublicImpact);
    let text = text.unwrap_or_else(|| missing.to_owned());
    if text.starts_with(char::is_uppercase) {
        format!("{}: {}", when.trim_end_matches(','), stop(&text))
    } else {
        format!(
            "{when} {text}{}",
            if text.ends_with(['.', '!']) { "" } else { "." }
        )
    }
}

/// The time at which a measure reduced the effect: one that is marked as helping, with nothing worse since.
fn measure(told: &Briefing<'_>) -> Option<String> {
    match told.reduction() {
        Reduction::Helped(event) => {
            let end = told.facts.windows.all().last().and_then(|window| window.end);
            let ended_with = end.is_some_and(|end| end.event == event.id);
            (!ended_with).then(|| told.at(&event.body().timing))
        }
        Reduction::None | Reduction::WorseSince(..) | Reduction::Unsaid(_) | Reduction::Failed(_) => None,
    }
}

/// The words that were written for customers, as one line; nothing where it may hold a secret.
fn written(incident: &Incident, field: FieldName) -> Option<String> {
    let text = incident.value(field)?;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches('.').to_owned();
    (!line.is_empty() && likely_secrets(&line).is_empty()).then_some(line)
}

/// The action items that customers may read of, in a sentence each for what is to be done and what is done; and that
/// some name what the public does not read.
fn steps(incident: &Incident, names: &Names) -> (Vec<String>, Option<String>) {
    let (mut open, mut done, mut unfit) = (Vec::new(), Vec::new(), 0_u64);
    for (_, body) in incident.action_items() {
        let tags = mentions::tags(&body.text);
        if !tags.iter().any(|tag| tag.eq_ignore_ascii_case(PUBLIC)) {
            continue;
        }
        let text = crate::draft::said::said(&body.text, super::briefing::MOST_SAID);
        let words: Vec<&str> = text.split_whitespace().collect();
        if !judge::reasons(&words, names).is_empty() {
            unfit += 1;
        } else if body.done {
            done.push(text);
        } else {
            open.push(text);
        }
    }
    let sentence = |label: &str, items: &[String]| {
        (!items.is_empty()).then(|| format!("{label}: {}", stop(&items.join("; "))))
    };
    let steps = [sentence("Done", &done), sentence("To be done", &open)];
    let unfit = (unfit > 0).then(|| {
        let items = crate::domain::counted::counted(unfit, "action item");
        format!(
            "Left out of what the public reads: {items} tagged #public that may name somebody or something."
        )
    });
    (steps.into_iter().flatten().collect(), unfit)
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

/// The sentences of the impact that have plain words, as one line, where nothing was written for customers; and those
/// that have not.
fn offered(incident: &Incident, names: &Names) -> (Option<String>, LeftOut) {
    let mut left_out = LeftOut::default();
    let impact = incident.value(FieldName::Impact);
    let Some(text) = impact.filter(|_| incident.value(FieldName::PublicImpact).is_none()) else {
        return (None, left_out);
    };
    let mut plain: Vec<String> = Vec::new();
    let mut gone = false;
    for sentence in sentences(text) {
        let reasons = judge::reasons(&sentence, names);
        gone = !reasons.is_empty() || gone && leans(&sentence);
        if gone {
            left_out.add(&sentence, &reasons);
        } else {
            plain.push(sentence.join(" "));
        }
    }
    ((!plain.is_empty()).then(|| stop(&plain.join(" "))), left_out)
}

/// True if a sentence has no sense without the one before it.
fn leans(sentence: &[&str]) -> bool {
    let first = sentence.first().map(|word| bare(word).to_lowercase());
    first.is_some_and(|first| LEANING.contains(first.as_str()))
}

#[cfg(test)]
mod probes;
#[cfg(test)]
mod tests;
