//! The words of a draft that are for customers, and what whoever sends them has to know.

use super::context::PublicTold;
use super::said::{capital, listed, stop};
use super::update::Briefing;
use super::update::public::{PublicWords, affected, counted_up, measure};
use crate::domain::facts::Facts;
use crate::domain::incident::Status;
use crate::domain::kind::{Kind, Milestone};

/// So many names of what was affected stand in the heading.
const NAMED: usize = 3;

/// The words for customers: those that were written for them, and times.
pub(super) fn told(facts: &Facts<'_>) -> PublicTold {
    let told = Briefing::for_good(facts);
    let words = PublicWords::of(facts.incident);
    let when = told.whole_impact();
    let is_open = facts.incident.status() == Status::Open;
    let sentence = when.as_deref().zip(words.impact.as_deref());
    PublicTold {
        title: title(&told, words.affected),
        affected: sentence.map(|(when, impact)| affected(&format!("{when},"), impact)),
        when,
        impact: words.impact,
        offered: words.offered,
        reduced: measure(&told).map(|at| format!("The effect was reduced {at}.")),
        cause: words.cause.map(|cause| stop(&capital(&cause))),
        noticed: noticed(&told),
        over: over(&told),
        is_over: told.is_over(),
        is_open,
        is_cause_sought: is_open && told.open().is_some() && told.newest(Kind::Cause).is_none(),
        done: words.done.iter().map(|step| super::past::done(step)).collect(),
        to_do: words.to_do.iter().map(|step| capital(step)).collect(),
    }
}

/// The parts of the journal that its customers do not read, in lines: by kind, and each sentence with the reason.
pub(super) fn left_out(facts: &Facts<'_>) -> Vec<String> {
    let counted = counted_up(&Briefing::for_good(facts));
    let words = PublicWords::of(facts.incident);
    counted.into_iter().chain(words.left_out).collect()
}

/// `Checkout: errors on 3 March 2026`; without a name that is a plain word, `Service disruption on 3 March 2026`.
fn title(told: &Briefing<'_>, mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    let what = match names.is_empty() {
        true => "Service disruption".to_owned(),
        false => format!("{}: errors", capital(&listed(&names))),
    };
    match told.days() {
        Some(days) => format!("{what} {days}"),
        None => what,
    }
}

fn noticed(told: &Briefing<'_>) -> Option<String> {
    let first = told.facts.in_windows.first()?;
    let mark = first.milestones.get(Milestone::Detected)?;
    let first = if told.facts.windows.all().len() > 1 {
        "first "
    } else {
        ""
    };
    Some(format!("We {first}noticed it {}.", told.at(&told.timing(mark))))
}

fn over(told: &Briefing<'_>) -> Option<String> {
    let end = told.facts.windows.all().last()?.end?;
    Some(format!("It was over {}.", told.at(&told.timing(&end))))
}
