//! The update for those who work on it: impact, what is suspected and ruled out, who was called in, who was told.

use super::Briefing;
use super::deeds::{DeadEnd, Reduction};
use super::when::roughly;
use crate::domain::incident::Event;
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;
use crate::domain::time::Precision;
use crate::draft::said::{capital, stop};

/// So many of each are named; the older ones are counted.
const NAMED: usize = 3;

/// The lines of it, without the one on what comes next.
pub(super) fn lines(told: &Briefing<'_>) -> Vec<String> {
    let mut lines = vec![impact(told)];
    if told.is_over() {
        lines.extend(told.over_in_words());
        lines.extend(told.all_clears_before());
        lines.push(
            told.action_items()
                .unwrap_or_else(|| "No action item is recorded.".to_owned()),
        );
    } else {
        lines.push(state(told));
        lines.extend(ruled_out(told));
        lines.push(called_in(told));
    }
    lines.push(users_told(told));
    lines
}

/// `SEV1  Login service down: about 75% of users cannot log in. Since 09:30 (UTC-05:00), 2 h 6 min. No mitigation
/// recorded.`
fn impact(told: &Briefing<'_>) -> String {
    let impact = told
        .impact()
        .map_or("impact not recorded".to_owned(), |impact| impact);
    let title = told.title();
    let repeats = impact.to_lowercase().starts_with(&title.to_lowercase());
    let title = if repeats {
        String::new()
    } else {
        format!("{title}: ")
    };
    let heading = format!("{}  {title}{}", told.severity(), stop(&impact));
    let mut sentences = vec![heading, told.lasting()];
    if !told.is_over() {
        sentences.push(mitigations(told));
    }
    sentences.join(" ")
}

fn mitigations(told: &Briefing<'_>) -> String {
    let at = |event: &Event| told.at(&event.body().timing);
    let said = |event: &Event| told.said(&event.body().text);
    match told.reduction() {
        Reduction::None => "No mitigation recorded.".to_owned(),
        Reduction::Helped(event) => format!("Reduced {}: {}", at(event), stop(&said(event))),
        Reduction::WorseSince(event, worse) => format!(
            "Reduced {}, worse since {}.",
            at(event),
            told.when(&told.timing(&worse))
        ),
        Reduction::Unsaid(event) => {
            format!(
                "Tried {}: {} Whether it helped is not recorded.",
                at(event),
                stop(&said(event))
            )
        }
        Reduction::Failed(event) => format!("Tried without effect {}: {}", at(event), stop(&said(event))),
    }
}

/// `Suspected now: nothing open. Attention turned to the authentication system (11:30).`
fn state(told: &Briefing<'_>) -> String {
    let mut sentences = Vec::new();
    let (cause, event) = told.cause();
    match (cause, event) {
        (Some(text), Some(event)) => {
            sentences.push(format!(
                "Cause ({}): {}",
                told.when(&event.body().timing),
                stop(&text)
            ));
        }
        (Some(text), None) => sentences.push(format!("Cause: {}", stop(&text))),
        (None, _) => {}
    }
    let open = told.open_suspicions();
    if !open.is_empty() || sentences.is_empty() {
        sentences.push(format!("Suspected now: {}", stop(&suspected(told, &open))));
    }
    for event in told.news(NAMED) {
        sentences.push(format!("{}.", capital(&told.said_at(event))));
    }
    sentences.join(" ")
}

fn suspected(told: &Briefing<'_>, open: &[&Event]) -> String {
    let newest = &open[open.len().saturating_sub(NAMED)..];
    let named = newest.iter().map(|event| {
        let age = told
            .age(event)
            .map_or_else(String::new, |age| format!(" ({age})"));
        format!("{}{age}", told.said(&event.body().text))
    });
    match open.len() {
        0 => "nothing open".to_owned(),
        count => counted_beyond(named.collect::<Vec<_>>().join("; "), count),
    }
}

/// `Ruled out: network connectivity (11:30, 1 h). Looked at without a finding: the database (10:15).`
fn ruled_out(told: &Briefing<'_>) -> Option<String> {
    let (suspected, looked_at): (Vec<DeadEnd<'_>>, Vec<_>) = told
        .dead_ends()
        .into_iter()
        .partition(|end| end.suspicion.is_some());
    let suspected = sentence("Ruled out", &suspected, |end| {
        let when = told.when(&end.event.body().timing);
        let cost = end
            .suspicion
            .and_then(|suspicion| length(told, suspicion, end.event));
        let cost = cost.map_or_else(String::new, |cost| format!(", {cost}"));
        format!("{} ({when}{cost})", told.said(end.words()))
    });
    let looked_at = sentence("Looked at without a finding", &looked_at, |end| {
        told.said_at(end.event)
    });
    let both: Vec<String> = suspected.into_iter().chain(looked_at).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

fn sentence(label: &str, ends: &[DeadEnd<'_>], told: impl Fn(&DeadEnd<'_>) -> String) -> Option<String> {
    let newest = &ends[ends.len().saturating_sub(NAMED)..];
    let named: Vec<String> = newest.iter().map(told).collect();
    let named = counted_beyond(named.join("; "), ends.len());
    (!ends.is_empty()).then(|| format!("{label}: {}", stop(&named)))
}

fn counted_beyond(named: String, count: usize) -> String {
    match count.saturating_sub(NAMED) {
        0 => named,
        more => format!("{named}; {more} before"),
    }
}

/// The length between two events, to the minute; nothing where that is none.
fn length(told: &Briefing<'_>, from: &Event, to: &Event) -> Option<String> {
    let mark = |event| Mark::of(event, told.incident().zone()).map(|mark| mark.no_finer(Precision::Minute));
    let length = mark(from)?.length_to(&mark(to)?)?;
    let about = [from, to].iter().any(|event| event.body().timing.is_about());
    (length.seconds() > 0).then(|| roughly(&length, about))
}

fn called_in(told: &Briefing<'_>) -> String {
    match (told.called_in(NAMED), told.since_report()) {
        (Some(called), _) => format!("Called in: {called}."),
        (None, Some(since)) => format!("Called in: nobody recorded, {since} after the first report."),
        (None, None) => "Called in: nobody recorded.".to_owned(),
    }
}

fn users_told(told: &Briefing<'_>) -> String {
    let newest = super::briefing::newest_in(told.events(), Kind::Communication);
    let Some(event) = newest else {
        return "Users were told: no update recorded.".to_owned();
    };
    let age = told.age(event).filter(|_| !told.is_over());
    let age = age.map_or_else(String::new, |age| format!(", {age} ago"));
    format!("Users were told: last {}{age}.", told.at(&event.body().timing))
}
