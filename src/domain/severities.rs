//! The time that an incident spent at each severity.
//!
//! A change counts from the instant it was recorded: nobody says since when it had been worse. The first severity
//! counts from the opening, or from the impact where that was earlier. What was set after the end is a judgement on
//! the whole: it counts only where there was none before, and then for all of it.

use super::facts::Facts;
use super::incident::Status;
use super::kind::Milestone;
use super::mark::MICROS;
use super::record::{FieldChange, FieldName, Severity};
use super::time::{Moment, Point, Precision, Zone};

/// A stretch of one severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The severity.
    pub severity: Severity,
    /// Its length in whole seconds.
    pub seconds: i64,
}

/// The time in each severity, the worst first, until it was resolved or closed; while neither, until its last record.
/// Empty where no severity is known, where only days are, and where a zone that is unknown leaves changes without a
/// place on the scale.
pub fn all(facts: &Facts<'_>) -> Vec<Stretch> {
    let Some((from, until)) = whole(facts) else {
        return Vec::new();
    };
    let zone = facts.incident.zone();
    let on_scale = |point: &Point| zone.micros(&point.at);
    // Cut as the whole is, the stretches add up to it.
    let unit = from.precision.max(until.precision);
    if on_scale(&until) <= on_scale(&from) || unit == Precision::Day {
        return Vec::new();
    }
    let changes = changes(facts, from);
    let early = changes.iter().copied();
    let mut within: Vec<(Point, Option<Severity>)> =
        early.filter(|(at, _)| on_scale(at) < on_scale(&until)).collect();
    if within.iter().all(|(_, severity)| severity.is_none()) {
        within = vec![(from, facts.incident.severity())];
    } else if zone == Zone::Unknown && changes.len() > 1 {
        return Vec::new();
    }
    let ends = within.iter().skip(1).map(|(at, _)| *at).chain([until]);
    let mut stretches: Vec<Stretch> = Vec::new();
    for ((at, severity), end) in within.iter().zip(ends) {
        let Some(severity) = *severity else { continue };
        let begun = at.cut(unit).max(from.cut(unit));
        let seconds = (end.cut(unit) - begun).max(0) / MICROS;
        match stretches.iter_mut().find(|stretch| stretch.severity == severity) {
            Some(stretch) => stretch.seconds += seconds,
            None => stretches.push(Stretch { severity, seconds }),
        }
    }
    // Less than what can be told is nothing to tell.
    stretches.retain(|stretch| stretch.seconds > 0);
    stretches.sort_by_key(|stretch| stretch.severity);
    stretches
}

/// From the opening, or from the impact where that was earlier, to the end.
fn whole(facts: &Facts<'_>) -> Option<(Point, Point)> {
    let incident = facts.incident;
    let zone = incident.zone();
    let exact = |at| Point {
        at,
        precision: Precision::Second,
        zone,
    };
    let opened = exact(incident.opened_at()?);
    let affected = facts.windows.all().first().map(|window| window.start.point);
    let from = affected
        .filter(|affected| zone.micros(&affected.at) <= zone.micros(&opened.at))
        .unwrap_or(opened);
    let resolved = facts.milestones.get(Milestone::Resolved).map(|mark| mark.point);
    let closed = match incident.status() {
        Status::Closed { at } => at.map(exact),
        Status::Open => None,
    };
    let last = || {
        let known = incident.last_recorded_at().filter(|_| zone != Zone::Unknown);
        known.map(|at| exact(Moment::Zoned(at.fixed_offset())))
    };
    let until = resolved.or(closed).or_else(last)?;
    Some((from, until))
}

/// Every severity with the instant from which it counts, the opening's first.
fn changes(facts: &Facts<'_>, from: Point) -> Vec<(Point, Option<Severity>)> {
    let incident = facts.incident;
    let first = (from, incident.opening_severity());
    let set = incident
        .field_history(FieldName::Severity)
        .filter(|version| !version.undone);
    let set = set.map(|version| {
        let at = Point {
            at: Moment::Zoned(version.provenance.recorded_at.fixed_offset()),
            precision: Precision::Second,
            zone: incident.zone(),
        };
        let severity = match &version.value {
            FieldChange::Value(level) => Severity::parse(level),
            FieldChange::Add(_) | FieldChange::Clear | FieldChange::Remove(_) | FieldChange::Amend { .. } => {
                None
            }
        };
        (at, severity)
    });
    let mut all: Vec<_> = std::iter::once(first).chain(set).collect();
    // Clocks of two writers may disagree with the order of their records.
    all[1..].sort_by_key(|(at, _)| incident.zone().micros(&at.at));
    all
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::sample::{Sample, at};

    /// Opened at 09:00; each severity is set so many minutes later.
    fn told(set: &[(i64, &str)], resolved: Option<&str>) -> String {
        let mut s = Sample::new("UTC", "2023-03-25T09:00:00Z");
        let opened = s.clock - TimeDelta::seconds(1);
        for (minutes, level) in set {
            s.clock = opened + TimeDelta::minutes(*minutes);
            s.set(FieldName::Severity, level);
        }
        if let Some(clock) = resolved {
            s.log(Kind::Detection, Some(&at("09:00")), "down");
            s.log(Kind::Resolution, Some(&at(clock)), "up");
        }
        let stretches = all(&Facts::of(&s.incident));
        let told = stretches
            .iter()
            .map(|stretch| format!("{}:{}", stretch.severity, stretch.seconds / 60));
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_severity_lasts_until_the_next_or_the_end() {
        let cases: &[(&[(i64, &str)], Option<&str>, &str)] = &[
            (&[], Some("10:00"), ""),
            (&[(10, "2")], Some("10:00"), "2:50"),
            (&[(0, "3"), (10, "1"), (30, "3")], Some("10:00"), "1:20 3:40"),
            (&[(0, "3"), (10, "1")], None, "3:10"),
            // Set afterwards: of all of it where nothing was known, of nothing where something was.
            (&[(120, "2")], Some("10:00"), "2:60"),
            (&[(0, "3"), (120, "2")], Some("10:00"), "3:60"),
        ];
        for (set, resolved, expected) in cases {
            assert_eq!(told(set, *resolved), *expected, "{set:?}");
        }
    }
}
