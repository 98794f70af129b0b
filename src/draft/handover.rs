//! The state of play for the next shift: what is known, ruled out, in progress, owed.

use crate::domain::facts::Facts;
use crate::domain::findings::Policy;
use crate::domain::harmless;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;
use crate::domain::time::Now;

use super::times::Times;
use super::update::{age, heading, next_update, section, since, suspicions, told};

/// How long ago an investigation may have begun to count as going on, in seconds.
const RECENT: i64 = 60 * 60;

/// The state of play as plain, harmless text.
pub fn handover(incident: &Incident, now: Now, policy: &Policy) -> String {
    let facts = Facts::of(incident);
    let times = Times::of(incident);
    let of = |kinds: &[Kind]| -> Vec<String> {
        let events = incident
            .shown()
            .filter(|event| kinds.contains(&event.body().kind));
        events.map(|event| told(event, times)).collect()
    };
    let mut lines = vec![heading(incident), since(&facts, now)];
    let known = of(&[
        Kind::Impact,
        Kind::Cause,
        Kind::Mitigation,
        Kind::Fix,
        Kind::Resolution,
    ]);
    lines.extend(section("Known:", known));
    lines.extend(section("Ruled out:", of(&[Kind::RuledOut])));
    lines.extend(section("Suspected, still open:", suspicions(incident, now)));
    let looked_at = incident.shown().filter(|event| is_recent(incident, event, now));
    lines.extend(section(
        "Looked at in the last hour:",
        looked_at.map(|event| told(event, times)).collect(),
    ));
    lines.extend(section("To do:", to_do(incident)));
    lines.extend(next_update(&facts, now, policy));
    harmless::block(&(lines.join("\n") + "\n")).into_owned()
}

fn is_recent(incident: &Incident, event: &Event, now: Now) -> bool {
    let looked = event.body().kind == Kind::Investigation;
    let mark = Mark::of(event, incident.zone()).filter(|mark| looked && !mark.day_only);
    mark.is_some_and(|mark| age(incident, &mark, now) <= RECENT)
}

fn to_do(incident: &Incident) -> Vec<String> {
    let open = incident.action_items().filter(|(_, body)| !body.done);
    open.map(|(item, body)| {
        let owner = body.owner.as_deref().unwrap_or("no owner");
        let due = body.due.map_or_else(String::new, |due| format!(", due {due}"));
        format!("- {} {} ({owner}{due})", item.number, body.text)
    })
    .collect()
}
