//! Times that had not come yet when they were written down, and a close before the end.

use chrono::{DateTime, Utc};

use super::words::{event_named, events_named};
use super::{Finding, Group, Level, Place, Rule, RuleId, ids, rule, select};
use crate::domain::facts::Facts;
use crate::domain::incident::{Event, Incident, Status};
use crate::domain::kind::Milestone;
use crate::domain::time::{Length, Moment, Point, Precision, Zone};

/// The rule that an event is dated after it was recorded.
pub(super) const EVENT: Rule = rule(
    RuleId::EventInFuture,
    "event_in_future",
    Group::Contradiction,
    Level::Error,
    "an event dated more than 15 min after it was recorded",
);
/// The rule that a close is dated after it was recorded.
pub(super) const CLOSE: Rule = rule(
    RuleId::CloseInFuture,
    "close_in_future",
    Group::Contradiction,
    Level::Error,
    "a close dated more than 15 min after it was recorded",
);
/// The rule that it was closed before it was over.
pub(super) const TOO_SOON: Rule = rule(
    RuleId::ClosedBeforeResolution,
    "closed_before_resolution",
    Group::Contradiction,
    Level::Warning,
    "closed before the resolution",
);

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    findings.extend(events(facts));
    let Some(closing) = facts.incident.status_record() else {
        return;
    };
    if let Status::Closed { at } = closing.value {
        findings.extend(of_close(facts, at, closing.provenance.recorded_at));
    }
}

/// The findings of the review on a close at this time (`None`: as it is written down), written down at this instant.
/// Also before it is recorded.
pub fn of_close(facts: &Facts<'_>, at: Option<Moment>, recorded: DateTime<Utc>) -> Vec<Finding> {
    let ahead = at.filter(|at| is_ahead(facts.incident, at, recorded));
    let in_future = ahead.map(|at| in_future(facts.incident, &at, recorded));
    let findings = in_future.or_else(|| too_soon(facts, at, recorded));
    findings.into_iter().collect()
}

/// True if a time had not come yet when it was written down.
fn is_ahead(incident: &Incident, at: &Moment, recorded: DateTime<Utc>) -> bool {
    !incident.zone().has_come(at, recorded)
}

fn is_event_ahead(incident: &Incident, event: &Event) -> bool {
    latest(incident, event).is_some_and(|at| is_ahead(incident, &at, event.dated_at()))
}

/// The later of an event's two times: a record of others may have them the wrong way round.
fn latest(incident: &Incident, event: &Event) -> Option<Moment> {
    let timing = &event.body().timing;
    let times = [timing.at, timing.until].into_iter().flatten();
    times.max_by_key(|at| incident.zone().micros(at))
}

/// The length by which a time was ahead; `None` where the zone does not tell.
fn by(incident: &Incident, at: &Moment, precision: Precision, recorded: DateTime<Utc>) -> Option<Length> {
    let zone = incident.zone();
    let point = |at, precision| Point { at, precision, zone };
    let recorded = point(zone.moment_at(recorded, zone), Precision::Minute);
    (zone != Zone::Unknown).then(|| recorded.to(&point(*at, precision)))
}

fn events(facts: &Facts<'_>) -> Option<Finding> {
    let ahead = select(facts, |event| is_event_ahead(facts.incident, event));
    let furthest = ahead.iter().filter_map(|event| {
        let at = latest(facts.incident, event)?;
        let precision = event.body().timing.precision;
        by(facts.incident, &at, precision, event.dated_at())
    });
    let furthest = furthest.max_by_key(Length::seconds);
    let (named, be, it) = match ahead.as_slice() {
        [] => return None,
        [only] => (events_named(facts, &[only]), "is", "it"),
        several => (events_named(facts, several), "are", "they"),
    };
    let by = furthest.map_or_else(String::new, |length| {
        let most = if ahead.len() > 1 { "up to " } else { "" };
        format!("{most}{} ", length.long())
    });
    let message = format!(
        "{} {be} dated {by}after {it} {} recorded, which cannot be: correct the time, or its day.",
        super::words::capital(&named),
        if ahead.len() > 1 { "were" } else { "was" },
    );
    Some(Finding::new(&EVENT, ids(&ahead), message))
}

fn in_future(incident: &Incident, at: &Moment, recorded: DateTime<Utc>) -> Finding {
    let by = by(incident, at, Precision::Minute, recorded);
    let by = by.map_or_else(String::new, |length| format!("{} ", length.long()));
    let message = format!(
        "The close is dated {by}after it was recorded, which cannot be: close it with the time at which it was over."
    );
    Finding::new(&CLOSE, Vec::new(), message).mended_at(Place::Closing)
}

fn too_soon(facts: &Facts<'_>, at: Option<Moment>, recorded: DateTime<Utc>) -> Option<Finding> {
    let zone = facts.incident.zone();
    let closed = match (at, zone) {
        (Some(at), _) => at,
        // By which clock it was closed is not known.
        (None, Zone::Unknown) => return None,
        (None, Zone::Iana(_) | Zone::Utc | Zone::Fixed(_)) => zone.moment_at(recorded, zone),
    };
    let closed = Point {
        at: closed,
        precision: Precision::Minute,
        zone,
    };
    let (what, event, length) = match facts.milestones.get(Milestone::Resolved) {
        Some(resolved) => ("the resolution", resolved.event, closed.to(&resolved.point)),
        // Nothing is over before it began.
        None => {
            let mut timed = facts
                .incident
                .shown()
                .filter(|event| event.body().timing.at.is_some());
            let first = timed.next()?;
            let timing = first.body().timing;
            let began = Point {
                at: timing.at?,
                precision: timing.precision,
                zone,
            };
            ("its first event", first.id, closed.to(&began))
        }
    };
    let message = format!(
        "It was closed {} before {what} ({}): correct the time of that, or reopen it and close it with the time at which \
         it was over.",
        length.long(),
        event_named(facts, event),
    );
    let finding = Finding::new(&TOO_SOON, vec![event], message);
    (length.seconds() > 0).then_some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, EventChange};
    use crate::domain::findings::{Policy, review};
    use crate::domain::kind::Kind;
    use crate::domain::record::Timing;
    use crate::domain::sample::{Sample, at};

    fn told(s: &Sample) -> Vec<String> {
        let findings = review(&s.incident, &Policy::default()).into_iter();
        let ours = findings.filter(|finding| [EVENT.name, CLOSE.name, TOO_SOON.name].contains(&finding.rule));
        ours.map(|finding| format!("{}: {}", finding.level.name(), finding.message))
            .collect()
    }

    /// The findings where one at 09:00 records something so dated.
    fn dated(zone: &str, when: &str) -> Vec<String> {
        let mut s = Sample::new(zone, &at("09:00"));
        s.log(Kind::Resolution, Some(when), "whole again");
        told(&s)
    }

    #[test]
    fn what_had_not_come_yet_cannot_have_happened() {
        let ahead = |named: &str, by: &str| {
            vec![format!(
                "error: {named} is dated {by}after it was recorded, which cannot be: correct the time, or its day."
            )]
        };
        assert_eq!(dated("UTC", &at("09:15")), Vec::<String>::new(), "clocks differ");
        assert_eq!(
            dated("UTC", &at("09:16")),
            ahead("09:16 \"whole again\"", "16 min ")
        );
        assert_eq!(
            dated("UTC", "2023-04-24T10:00:00Z"),
            ahead("24 Apr 10:00 \"whole again\"", "30 d 1 h ")
        );
        // Somewhere on earth it is 23 o'clock when it is 9 in Greenwich, and nowhere it is midnight.
        assert_eq!(dated("unknown", "2023-03-25T23:00:00"), Vec::<String>::new());
        assert_eq!(
            dated("unknown", "2023-03-26T00:00:00"),
            ahead("00:00 \"whole again\"", "")
        );
    }

    #[test]
    fn several_are_one_finding_and_a_corrected_time_counts_from_its_correction() {
        let mut s = Sample::new("UTC", &at("09:00"));
        let first = s.log(Kind::Note, Some(&at("10:00")), "x");
        s.log(Kind::Note, Some(&at("11:00")), "y");
        assert_eq!(
            told(&s),
            [
                "error: 10:00 \"x\" and 11:00 \"y\" are dated up to 2 h after they were recorded, which cannot be: correct the \
              time, or its day."
            ]
        );
        s.clock = at("12:00").parse().unwrap();
        let change = |clock: &str| EventChange {
            timing: Some(Timing {
                at: Moment::parse(&at(clock)),
                precision: Precision::Minute,
                ..Timing::default()
            }),
            ..EventChange::default()
        };
        s.command(Command::Amend {
            event: first,
            change: change("11:30"),
        })
        .unwrap();
        let told = told(&s);
        assert!(
            told[0].starts_with("error: 11:00 \"y\" is dated 2 h after"),
            "{told:?}"
        );
    }

    #[test]
    fn a_close_is_neither_ahead_nor_before_the_end() {
        let close = |clock: Option<&str>| {
            let mut s = Sample::new("UTC", &at("09:00"));
            s.log(Kind::Detection, Some(&at("08:00")), "down");
            s.log(Kind::Resolution, Some(&at("08:45")), "up");
            let at = clock.and_then(|clock| Moment::parse(&at(clock)));
            s.command(Command::Close { at }).unwrap();
            told(&s).concat()
        };
        assert_eq!(close(None), "");
        assert_eq!(close(Some("08:45")), "");
        assert_eq!(close(Some("09:10")), "");
        assert_eq!(
            close(Some("08:35")),
            "warning: It was closed 10 min before the resolution (08:45 \"up\"): correct the time of that, or reopen \
             it and close it with the time at which it was over."
        );
        assert_eq!(
            close(Some("19:00")),
            "error: The close is dated 10 h after it was recorded, which cannot be: close it with the time at \
             which it was over."
        );
    }
}
