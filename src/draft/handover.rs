//! The state of play for the next shift: what is known, ruled out, in progress, owed.

use crate::domain::findings::Policy;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;
use crate::domain::record::FieldName;
use crate::domain::time::{Now, Point, span};

use super::update::{Told, as_text, first_line, section};

/// How long ago an investigation may have begun to count as going on, in seconds.
const RECENT: i64 = 60 * 60;

/// The state of play as plain, harmless text.
pub fn handover(incident: &Incident, now: Now, policy: &Policy) -> String {
    let told = Told::of(incident, now);
    let of = |kinds: &[Kind]| -> Vec<String> {
        let events = told.happened().filter(|event| kinds.contains(&event.body().kind));
        events.map(|event| told.line(event)).collect()
    };
    let mut lines = vec![told.heading(), told.since()];
    let commander = incident.value(FieldName::Commander);
    lines.extend(commander.map(|name| format!("Commander: {}", first_line(name))));
    let known = of(&[
        Kind::Impact,
        Kind::Detection,
        Kind::Change,
        Kind::Cause,
        Kind::Mitigation,
        Kind::Fix,
        Kind::Resolution,
    ]);
    lines.extend(section("Known:", known));
    lines.extend(section("Called in:", of(&[Kind::Escalation])));
    lines.extend(section("Ruled out:", of(&[Kind::RuledOut])));
    lines.extend(section("Suspected, still open:", told.suspicions()));
    let looked_at = told.happened().filter(|event| is_recent(&told, event));
    lines.extend(section(
        "Looked at in the last hour:",
        looked_at.map(|event| told.line(event)).collect(),
    ));
    lines.extend(section("To do:", to_do(incident, now)));
    let sent = told.newest(&[Kind::Communication]);
    lines.extend(section(
        "Last update:",
        sent.map(|event| told.line(event)).into_iter().collect(),
    ));
    let ahead = told.ahead().map(|event| told.line(event)).collect();
    lines.extend(section(
        "Dated ahead of now, so not counted; correct the time:",
        ahead,
    ));
    lines.extend(next_update(&told, policy));
    as_text(&lines)
}

fn is_recent(told: &Told<'_>, event: &Event) -> bool {
    let looked = event.body().kind == Kind::Investigation;
    let mark = Mark::of(event, told.facts.incident.zone()).filter(|mark| looked && !mark.is_day_only());
    mark.is_some_and(|mark| told.age(&mark).seconds() <= RECENT)
}

/// When the next update is owed; nothing where users are whole, or without a rhythm.
fn next_update(told: &Told<'_>, policy: &Policy) -> Option<String> {
    let incident = told.facts.incident;
    let clock = told.clock(policy)?;
    let every = span::long(clock.every);
    Some(match clock.left(Point::now(incident.zone(), told.now)) {
        left @ 1.. => format!("Next update: due in {} (every {every})", span::long(left)),
        0 => format!("Next update: due now (every {every})"),
        late => format!("Next update: overdue by {} (every {every})", span::long(-late)),
    })
}

/// What is open of the action items, the most pressing first.
fn to_do(incident: &Incident, now: Now) -> Vec<String> {
    let today = incident.today(now);
    let mut open: Vec<_> = incident.action_items().filter(|(_, body)| !body.done).collect();
    open.sort_by_key(|(_, body)| body.urgency());
    let told = open.into_iter().map(|(item, body)| {
        let owner = body.owner.as_deref().unwrap_or("no owner");
        let due = body
            .due_in_words(today)
            .map_or_else(String::new, |due| format!(", {due}"));
        format!("- {} {} ({owner}{due})", item.number, first_line(&body.text))
    });
    told.collect()
}
