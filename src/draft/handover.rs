//! The state of play for the next shift: what is known, ruled out, in progress, owed.

use crate::domain::findings::Policy;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;
use crate::domain::quoted::first_line;
use crate::domain::record::FieldName;
use crate::domain::time::{Now, Point, span};

use super::update::{Briefing, as_text, section};

/// The longest ago that an investigation may have begun to count as going on, in seconds.
const RECENT: i64 = 60 * 60;

/// The section that an event stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HandoverSection {
    Known,
    CalledIn,
    RuledOut,
    LookedAt,
    Sent,
    /// None of its own: suspicions are listed by whether they are open.
    Nowhere,
}

impl HandoverSection {
    /// Decided for every kind by name, so that a new kind does not compile before somebody has decided.
    fn of(event: &Event) -> Self {
        match event.body().kind {
            Kind::Impact
            | Kind::Detection
            | Kind::Change
            | Kind::Cause
            | Kind::Mitigation
            | Kind::Fix
            | Kind::Resolution => HandoverSection::Known,
            Kind::Escalation => HandoverSection::CalledIn,
            Kind::RuledOut => HandoverSection::RuledOut,
            Kind::Investigation => HandoverSection::LookedAt,
            Kind::Communication => HandoverSection::Sent,
            Kind::Acknowledgement | Kind::Hypothesis | Kind::Note => HandoverSection::Nowhere,
        }
    }
}

/// The state of play as plain, harmless text.
pub fn handover(incident: &Incident, now: Now, policy: &Policy) -> String {
    let told = Briefing::of(incident, now);
    let of = |section: HandoverSection| {
        told.happened()
            .filter(move |event| HandoverSection::of(event) == section)
    };
    let lines_of = |section| of(section).map(|event| told.line(event)).collect();
    let mut lines = vec![told.heading(), told.since()];
    let commander = incident.value(FieldName::Commander);
    lines.extend(commander.map(|name| format!("Commander: {}", first_line(name))));
    lines.extend(section("Known:", lines_of(HandoverSection::Known)));
    lines.extend(section("Called in:", lines_of(HandoverSection::CalledIn)));
    lines.extend(section("Ruled out:", lines_of(HandoverSection::RuledOut)));
    lines.extend(section("Suspected, still open:", told.suspicions()));
    let looked_at = of(HandoverSection::LookedAt).filter(|event| is_recent(&told, event));
    lines.extend(section(
        "Looked at in the last hour:",
        looked_at.map(|event| told.line(event)).collect(),
    ));
    lines.extend(section("To do:", to_do(incident, now)));
    let sent = of(HandoverSection::Sent).next_back();
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

fn is_recent(told: &Briefing<'_>, event: &Event) -> bool {
    let mark = Mark::of(event, told.facts.incident.zone()).filter(|mark| !mark.is_day_only());
    mark.is_some_and(|mark| told.age(&mark).seconds() <= RECENT)
}

/// The line on the next update; nothing where users are whole, or without a rhythm.
fn next_update(told: &Briefing<'_>, policy: &Policy) -> Option<String> {
    let incident = told.facts.incident;
    let clock = told.clock(policy)?;
    let every = span::long(clock.every);
    Some(match clock.left(Point::now(incident.zone(), told.now)) {
        left @ 1.. => format!("Next update: due in {} (every {every})", span::long(left)),
        0 => format!("Next update: due now (every {every})"),
        late => format!("Next update: overdue by {} (every {every})", span::long(-late)),
    })
}

/// The open action items, the most pressing first.
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
