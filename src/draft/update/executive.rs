//! The update for those who answer for it: the impact, the cause, what is being done, what is not known.

use super::Briefing;
use super::called::Named;
use super::deeds::Reduction;
use crate::domain::incident::Event;
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;
use crate::domain::phrases::has_words;
use crate::draft::said::{capital, listed, stop};

/// So many things that were looked at are named.
const NAMED: usize = 5;

/// Texts of at most so many words can be told in one sentence.
const SHORT: usize = 3;

/// An entry so long ago, in seconds, is followed by silence.
const SILENT: i64 = 3600;

/// A deed so long ago, in seconds, is not being done any more.
const DONE: i64 = 1800;

/// Words of an estimate.
const ESTIMATE: &[&str] = &["eta", "estimate", "estimated", "expected by", "expected in"];

/// The lines of it, without the one on what comes next.
pub(super) fn lines(told: &Briefing<'_>) -> Vec<String> {
    if told.is_over() {
        return over(told);
    }
    let mut sentences = vec![impact(told), cause(told)];
    sentences.extend(reduced(told));
    let mut lines = vec![sentences.join(" ")];
    lines.extend(being_done(told));
    lines.push(estimate(told));
    lines
}

fn over(told: &Briefing<'_>) -> Vec<String> {
    let how = told.over_in_words().join(" ");
    let below = told.all_clears_before().into_iter().chain(told.action_items());
    let below = below.collect::<Vec<_>>().join(" ");
    let lines = [format!("{} {how}", impact(told)), below];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// `Mobile app unreachable for all users. Since 08:00 UTC, 10 h.`: the grammar of recorded words is unknown, so the time
/// stands in a sentence of its own.
fn impact(told: &Briefing<'_>) -> String {
    format!("{} {}", stop(&capital(&told.impact_or_title())), told.lasting())
}

fn cause(told: &Briefing<'_>) -> String {
    match told.cause() {
        (Some(text), Some(event)) => {
            format!("Cause, found {}: {}", told.at(&event.body().timing), stop(&text))
        }
        (Some(text), None) => format!("Cause: {}", stop(&text)),
        (None, _) => "The cause is not known.".to_owned(),
    }
}

fn reduced(told: &Briefing<'_>) -> Option<String> {
    match told.reduction() {
        Reduction::Helped(event) => Some(format!("Reduced {}.", told.at(&event.body().timing))),
        Reduction::WorseSince(_, worse) => Some(format!("Worse since {}.", told.when(&told.timing(&worse)))),
        Reduction::None | Reduction::Unsaid(_) | Reduction::Failed(_) => None,
    }
}

/// `Servers and logs were looked at; Network Operations was called in at 12:00, because nothing had been found. Nothing
/// is recorded since.`
fn being_done(told: &Briefing<'_>) -> Option<String> {
    let looked_at = looked_at(told);
    let escalation = told.escalations().pop();
    let called = escalation.map(|event| called_in(told, event));
    let mut sentences = match (looked_at, called) {
        (Some(Clause::Joined(looked)), Some(Clause::Joined(called))) => {
            vec![format!("{}; {}", capital(&looked), stop(&called))]
        }
        (looked_at, called) => looked_at
            .into_iter()
            .chain(called)
            .map(Clause::sentence)
            .collect(),
    };
    let repair = repair(told);
    sentences.extend(repair.map(|event| {
        let mark = Mark::of(event, told.incident().zone());
        let is_done = mark.is_some_and(|mark| told.since(&mark).seconds() > DONE);
        let label = if is_done { "Last done" } else { "Being done" };
        format!("{label}: {}.", told.said_at(event))
    }));
    let open = told.open_suspicions();
    sentences.extend(open.last().map(|event| {
        let age = told
            .age(event)
            .map_or_else(String::new, |age| format!(" ({age})"));
        format!("Suspected: {}{age}.", told.said(&event.body().text))
    }));
    sentences.extend(silence(told, repair.or(escalation)));
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The newest change, mitigation or repair since the newest turn that has not failed.
fn repair<'a>(told: &Briefing<'a>) -> Option<&'a Event> {
    use crate::domain::mitigations::MitigationOutcome;
    let events = told.since_turn().iter().rev().copied();
    let mut repairs = events.filter(|event| match event.body().kind {
        Kind::Fix | Kind::Change => true,
        Kind::Mitigation => MitigationOutcome::of(event).is_some_and(MitigationOutcome::may_have_helped),
        Kind::Impact
        | Kind::Detection
        | Kind::Acknowledgement
        | Kind::Escalation
        | Kind::Investigation
        | Kind::Hypothesis
        | Kind::RuledOut
        | Kind::Cause
        | Kind::Communication
        | Kind::Resolution
        | Kind::Note => false,
    });
    repairs.next()
}

/// A statement that can be joined with another one, or one that has recorded words behind its colon.
enum Clause {
    Joined(String),
    Labelled(String),
}

impl Clause {
    fn sentence(self) -> String {
        match self {
            Clause::Joined(text) => stop(&capital(&text)),
            Clause::Labelled(text) => stop(&text),
        }
    }
}

fn looked_at(told: &Briefing<'_>) -> Option<Clause> {
    let looked = told.in_window().iter().copied();
    let looked: Vec<&Event> = looked
        .filter(|event| matches!(event.body().kind, Kind::Investigation | Kind::RuledOut))
        .collect();
    let newest = &looked[looked.len().saturating_sub(NAMED)..];
    let mut items: Vec<String> = newest
        .iter()
        .map(|event| match event.body().timing.at {
            Some(_) => told.said_at(event),
            None => told.said(&event.body().text),
        })
        .collect();
    let short = |event: &&Event| event.body().text.split_whitespace().count() <= SHORT;
    let are_short = newest.iter().all(short);
    if let before @ 1.. = looked.len() - newest.len() {
        items.push(format!("{before} before"));
    }
    match (items.len(), are_short) {
        (0, _) => None,
        (1, true) => Some(Clause::Joined(format!("{} was looked at", items[0]))),
        (_, true) => Some(Clause::Joined(format!("{} were looked at", listed(&items)))),
        (_, false) => Some(Clause::Labelled(format!("Looked at: {}", items.join("; ")))),
    }
}

fn called_in(told: &Briefing<'_>, event: &Event) -> Clause {
    let at = told.at(&event.body().timing);
    match Named::of(&told.said(&event.body().text)) {
        Some(Named { name, rest }) => Clause::Joined(format!("{name} was called in {at}{rest}")),
        None => Clause::Labelled(format!("Called in {at}: {}", told.said(&event.body().text))),
    }
}

/// That nothing is recorded for long; `last` is the event that was told last.
fn silence(told: &Briefing<'_>, last: Option<&Event>) -> Option<String> {
    let newest = told.events().last()?;
    let mark = Mark::of(newest, told.incident().zone())?;
    let silent = !mark.is_day_only() && told.since(&mark).seconds() > SILENT;
    let is_told = last.is_some_and(|last| last.id == newest.id);
    silent.then(|| {
        if is_told {
            "Nothing is recorded since.".to_owned()
        } else {
            format!("Nothing is recorded since {}.", told.when(&newest.body().timing))
        }
    })
}

fn estimate(told: &Briefing<'_>) -> String {
    let estimates = |event: &&&Event| {
        let text = event.body().text.to_lowercase();
        ESTIMATE.iter().any(|words| has_words(&text, words))
    };
    match told.since_turn().iter().rev().find(estimates) {
        Some(event) => format!(
            "Estimate {}: {}",
            told.at(&event.body().timing),
            stop(&told.said(&event.body().text))
        ),
        None => "No estimate is recorded.".to_owned(),
    }
}
