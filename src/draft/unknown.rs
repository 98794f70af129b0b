//! The gaps of a draft, which nobody wrote down: each item names one thing.

use crate::domain::facts::Facts;
use crate::domain::findings::event_named;
use crate::domain::hypotheses;
use crate::domain::incident::Event;
use crate::domain::kind::Milestone;
use crate::domain::time::Zone;

use super::context::{Draft, FieldTold};
use super::times::Times;

/// The most events without a time that are named one by one; the timeline has them all.
const NAMED: usize = 5;

/// Everything that is still unknown. The draft is complete but for this and what follows from it.
pub(super) fn list(facts: &Facts<'_>, draft: &Draft, times: Times) -> Vec<String> {
    let mut unknown = Vec::new();
    unknown.extend(
        Milestone::ALL
            .iter()
            .filter_map(|milestone| when(facts, *milestone)),
    );
    let noticed = facts.milestones.get(Milestone::Detected).is_some();
    if noticed && facts.milestones.detected_via().is_none() {
        unknown.push("Who noticed: a monitor or a person.".to_owned());
    }
    let told = [
        (&draft.impact, "What users noticed, and how many of them."),
        (&draft.cause, "What the cause was."),
        (&draft.resolution, "How it was resolved."),
    ];
    let untold = told.iter().filter(|(told, _)| is_empty(told));
    unknown.extend(untold.map(|(_, what)| (*what).to_owned()));
    let open = hypotheses::open(facts.incident).filter(|event| !event.is_hidden());
    unknown.extend(open.map(|event| suspicion(event, times)));
    unknown.extend(untimed(facts));
    if facts.incident.zone() == Zone::Unknown {
        unknown.push("The zone of the times.".to_owned());
    }
    if draft.severity.is_none() {
        unknown.push("The severity.".to_owned());
    }
    unknown
}

fn is_empty(told: &FieldTold) -> bool {
    told.text.is_none() && told.quotes.is_empty()
}

fn when(facts: &Facts<'_>, milestone: Milestone) -> Option<String> {
    if facts.knows(milestone) {
        return None;
    }
    if let Some(count) = facts
        .milestones
        .undetermined()
        .filter(|_| milestone == Milestone::Mitigated)
    {
        return Some(format!("Which of the {count} mitigations reduced the impact."));
    }
    let what = match milestone {
        Milestone::Impact => "When the impact began",
        Milestone::Detected => "When it was noticed, and by whom",
        Milestone::Acknowledged => "When someone began to work on it",
        Milestone::Escalated => "Whether and when someone else was called in",
        Milestone::Cause => "When the cause was found",
        Milestone::Mitigated => "Whether and when the impact was reduced before the end",
        Milestone::Resolved => "When the service had recovered",
    };
    let untimed = facts.untimed(milestone).and_then(|id| facts.incident.event(id));
    Some(match untimed {
        Some(event) => format!(
            "{what}: it is recorded without a time ({}).",
            event_named(facts, event.id)
        ),
        None => format!("{what}."),
    })
}

fn suspicion(event: &Event, times: Times) -> String {
    let body = event.body();
    let time = times.in_full(&body.timing);
    format!("What became of the suspicion of {time}: {}", body.text)
}

/// The untimed events, one by one while they are few; without those that are missed as milestones.
fn untimed(facts: &Facts<'_>) -> Vec<String> {
    let told = |event: &Event| {
        let milestone = event.body().kind.row().milestone;
        milestone.is_some_and(|milestone| facts.untimed(milestone) == Some(event.id))
    };
    let untimed = || {
        let events = facts.incident.drafted();
        events.filter(|event| event.body().timing.at.is_none() && !event.foreign && !told(event))
    };
    let named = untimed().take(NAMED);
    let mut unknown: Vec<String> = named
        .map(|event| format!("When event {} happened: {}", event.number, event.body().text))
        .collect();
    let more = untimed().count().saturating_sub(NAMED);
    if more > 0 {
        unknown.push(format!("When {more} more of the events happened."));
    }
    unknown
}
