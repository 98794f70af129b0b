//! A status update to paste, from the journal: for the team, for executives, for the public.
//!
//! It says only what is recorded. What the public gets carries no names, hosts, addresses, evidence or dead ends: it
//! is made of milestones and of no event's own words. Of the fields it has the impact alone, and only where no word
//! of it could be a name, a host or an address.

use std::collections::HashSet;

use crate::domain::entry::people;
use crate::domain::facts::Facts;
use crate::domain::findings::Policy;
use crate::domain::harmless;
use crate::domain::hypotheses;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::{Kind, Milestone};
use crate::domain::mark::{MICROS, Mark};
use crate::domain::record::{FieldName, Timing};
use crate::domain::time::{Now, span};
use crate::domain::update_clock::UpdateClock;

use super::times::Times;

/// How many of the latest events the team is told.
const LATEST: usize = 5;

/// For whom an update is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Those who work on it.
    Team,
    /// Those who answer for it.
    Executive,
    /// Those who are hurt by it.
    Public,
}

/// A status update as plain, harmless text.
pub fn update(incident: &Incident, audience: Audience, now: Now, policy: &Policy) -> String {
    let facts = Facts::of(incident);
    let lines = match audience {
        Audience::Team => team(&facts, now, policy),
        Audience::Executive => executive(&facts, now, policy),
        Audience::Public => public(&facts),
    };
    harmless::block(&(lines.join("\n") + "\n")).into_owned()
}

fn team(facts: &Facts<'_>, now: Now, policy: &Policy) -> Vec<String> {
    let incident = facts.incident;
    let times = Times::of(incident);
    let mut lines = vec![heading(incident), since(facts, now)];
    let shown: Vec<&Event> = incident.shown().collect();
    let latest = &shown[shown.len().saturating_sub(LATEST)..];
    let latest = latest.iter().map(|event| told(event, times)).collect();
    lines.extend(section("Latest:", latest));
    lines.extend(section("Open suspicions:", suspicions(incident, now)));
    lines.extend(next_update(facts, now, policy));
    lines
}

fn executive(facts: &Facts<'_>, now: Now, policy: &Policy) -> Vec<String> {
    let mut lines = vec![heading(facts.incident), since(facts, now)];
    let impact = newest(facts.incident, &[Kind::Impact]);
    let field = facts.incident.value(FieldName::Impact);
    let said = field.or(impact.map(|event| event.body().text.as_str()));
    lines.push(format!("Impact: {}", said.unwrap_or("not recorded")));
    let repairs = [Kind::Mitigation, Kind::Fix, Kind::Resolution];
    let done = newest(facts.incident, &repairs).or_else(|| hypotheses::open(facts.incident).last());
    let done = done.or_else(|| newest(facts.incident, &[Kind::Investigation]));
    lines.push(format!(
        "What is being done: {}",
        done.map_or("not recorded", |event| &event.body().text)
    ));
    lines.extend(next_update(facts, now, policy));
    lines
}

/// Milestones in plain words; free text may name people and machines, so none of it is repeated.
fn public(facts: &Facts<'_>) -> Vec<String> {
    let times = Times::of(facts.incident);
    let zone = times.zone(facts.incident).text;
    let when = |mark: &Mark| {
        let event = facts.incident.event(mark.event);
        let timing = event.map_or_else(Timing::default, |event| event.body().timing);
        format!("{} ({zone})", times.in_full(&timing))
    };
    let passed = |milestone| facts.milestones.get(milestone);
    let mut lines = Vec::new();
    let began = facts.windows.all().last().map(|window| &window.start);
    lines.push(match began {
        Some(mark) => format!("We have had a disruption since {}.", when(mark)),
        None => "We are looking into a possible disruption.".to_owned(),
    });
    if let Some(resolved) = passed(Milestone::Resolved).filter(|_| facts.windows.open().is_none()) {
        let since = began.map_or_else(String::new, |mark| format!(" that began {}", when(mark)));
        return vec![format!("The disruption{since} was resolved {}.", when(resolved))];
    }
    let impact = facts.incident.value(FieldName::Impact);
    lines.extend(
        impact
            .filter(|text| is_plain(facts.incident, text))
            .map(str::to_owned),
    );
    if passed(Milestone::Mitigated).is_some() {
        lines.push("Measures to reduce its effects are in place.".to_owned());
    }
    lines.push(match passed(Milestone::Cause) {
        Some(_) => "We know the cause and are working on a repair.".to_owned(),
        None => "We are looking for the cause.".to_owned(),
    });
    lines
}

/// Whether no word of a text could be a person's name, a host or an address. Only the first word of a sentence may
/// have a capital, and none may have signs or digits beside letters inside it.
fn is_plain(incident: &Incident, text: &str) -> bool {
    let authors = incident
        .events()
        .iter()
        .filter_map(|event| event.provenance.by.split('@').next());
    let mentioned = incident.shown().flat_map(|event| people(&event.body().text));
    let owners = incident
        .action_items()
        .filter_map(|(_, body)| body.owner.as_deref());
    let known = authors.chain(mentioned).chain(owners);
    let names: HashSet<String> = known.map(str::to_lowercase).collect();
    let mut begins = true;
    text.split_whitespace().all(|word| {
        let bare = word
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '%'])
            .trim_start_matches('(');
        let letters = bare.chars().all(|c| c.is_alphabetic() || c == '-');
        let number = bare.chars().all(|c| c.is_ascii_digit());
        let capital = bare.chars().any(char::is_uppercase) && !begins;
        begins = word.ends_with(['.', '!', '?']);
        (letters || number) && !capital && !names.contains(&bare.to_lowercase())
    })
}

pub(super) fn heading(incident: &Incident) -> String {
    let severity = incident
        .severity()
        .map_or("severity not recorded".to_owned(), |level| format!("SEV{level}"));
    format!("{} ({severity}, {})", incident.title(), incident.status().word())
}

/// Since when users are hurt, or from when to when they were.
pub(super) fn since(facts: &Facts<'_>, now: Now) -> String {
    let times = Times::of(facts.incident);
    let Some(window) = facts.windows.all().last() else {
        return "Since: not recorded".to_owned();
    };
    let zone = times.zone(facts.incident).text;
    let timing = facts
        .incident
        .event(window.start.event)
        .map(|event| event.body().timing);
    match window.end {
        Some(end) => format!(
            "Over: {} ({zone})",
            times.span(facts.incident, &window.start, Some(&end))
        ),
        None => format!(
            "Since: {} ({zone}), for {}",
            times.in_full(&timing.unwrap_or_default()),
            span::long(age(facts.incident, &window.start, now))
        ),
    }
}

/// Seconds from a mark to now, never negative.
pub(super) fn age(incident: &Incident, mark: &Mark, now: Now) -> i64 {
    let zone = incident.zone();
    ((zone.micros(&zone.now(now)) - mark.micros) / MICROS).max(0)
}

pub(super) fn told(event: &Event, times: Times) -> String {
    let body = event.body();
    format!(
        "- {} {}: {}",
        times.in_full(&body.timing),
        body.kind.row().title,
        body.text
    )
}

/// Every open suspicion with its age.
pub(super) fn suspicions(incident: &Incident, now: Now) -> Vec<String> {
    let open = hypotheses::open(incident).map(|event| {
        let mark = Mark::of(event, incident.zone()).filter(|mark| !mark.day_only);
        let since = mark.map(|mark| format!(" (for {})", span::long(age(incident, &mark, now))));
        format!("- {}{}", event.body().text, since.unwrap_or_default())
    });
    open.collect()
}

/// A heading with its lines; nothing without any.
pub(super) fn section(title: &str, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        return lines;
    }
    std::iter::once(title.to_owned()).chain(lines).collect()
}

/// When the next update is due by the severity's cadence; nothing where users are whole, or without a cadence.
pub(super) fn next_update(facts: &Facts<'_>, now: Now, policy: &Policy) -> Option<String> {
    let incident = facts.incident;
    let clock = UpdateClock::of(incident, &facts.windows, policy)?;
    let zone = incident.zone();
    Some(match clock.left(zone.micros(&zone.now(now))) {
        left @ 1.. => format!("Next update: due in {}", span::long(left)),
        0 => "Next update: due now".to_owned(),
        late => format!("Next update: overdue by {}", span::long(-late)),
    })
}

fn newest<'a>(incident: &'a Incident, kinds: &[Kind]) -> Option<&'a Event> {
    incident
        .shown()
        .rev()
        .find(|event| kinds.contains(&event.body().kind))
}
