//! Another zone for an incident whose times were typed in the present one: what becomes of them.

use super::command::{Command, EventChange};
use super::entry::{self, EntryTime, What};
use super::incident::{Event, Incident};
use super::record::{FieldChange, FieldName, Timing};
use super::time::typed::{Anchor, TimeContext};
use super::time::{Moment, Now, Precision, Zone};

/// The times that stay when the zone changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The instants: clocks show them otherwise.
    Instants,
    /// The clock times as typed: they are other instants.
    Clocks,
}

/// The longest after an event that it may have been written down for its time to be the writer's clock, in
/// microseconds.
const AT_ONCE: i64 = 120 * 1_000_000;

/// An event's time in the present zone and in another one.
#[derive(Clone, Copy, Debug)]
pub struct MovedEvent<'a> {
    /// The event.
    pub event: &'a Event,
    /// The same clock time in the other zone.
    pub to: Timing,
}

/// The events whose clock times would be other instants in this zone, in the order of the timeline: those whose time
/// was typed as this incident's zone has it. What was recorded as "now", so long ago or with an offset of its own is
/// an instant in any zone. None where either zone is unknown: there are no instants then.
pub fn moved(incident: &Incident, zone: Zone) -> Vec<MovedEvent<'_>> {
    let from = incident.zone();
    if from == zone || from == Zone::Unknown || zone == Zone::Unknown {
        return Vec::new();
    }
    let events = incident.shown().filter(|event| !event.foreign && !event.redacted);
    let moved = events
        .filter(|event| is_of_zone(event, from, zone))
        .filter_map(|event| {
            let timing = event.body().timing;
            let to = same_clocks(&timing, from, zone)?;
            Some(MovedEvent { event, to })
        });
    moved.collect()
}

/// The commands that change the zone to this one: the corrections first, so that after a failure the rest of
/// them is found again.
pub fn commands(incident: &Incident, zone: Zone, keep: Keep) -> Vec<Command> {
    let moved = match keep {
        Keep::Instants => Vec::new(),
        Keep::Clocks => moved(incident, zone),
    };
    let corrections = moved.into_iter().map(|moved| Command::Amend {
        event: moved.event.id,
        change: EventChange {
            timing: Some(moved.to),
            typed: moved.event.body().typed.clone(),
            ..EventChange::default()
        },
    });
    let set = Command::SetField {
        field: FieldName::Zone,
        change: FieldChange::Value(zone.to_string()),
    };
    corrections.chain([set]).collect()
}

/// The same clock times in another zone; `None` where they are the same instants there.
fn same_clocks(timing: &Timing, from: Zone, to: Zone) -> Option<Timing> {
    let read = |at: Moment| to.read_wall(from.shown(&at).clock).moment();
    let at = timing.at?;
    let moved = read(at);
    let until = timing.until.map(|until| {
        let end = read(until);
        if to.micros(&end) >= to.micros(&moved) {
            return end;
        }
        // Clocks were set back in between: the length stays.
        let length = from.micros(&until) - from.micros(&at);
        match moved {
            Moment::Zoned(start) => Moment::Zoned(start + chrono::TimeDelta::microseconds(length)),
            Moment::Floating(start) => Moment::Floating(start + chrono::TimeDelta::microseconds(length)),
        }
    });
    let same = |one: Option<Moment>, other: Option<Moment>| {
        one.map(|at| from.micros(&at)) == other.map(|at| to.micros(&at))
    };
    let moves = !same(timing.at, Some(moved)) || !same(timing.until, until);
    moves.then_some(Timing {
        at: Some(moved),
        until,
        ..*timing
    })
}

/// True if an event's time is what it is because the incident has this zone.
fn is_of_zone(event: &Event, zone: Zone, other: Zone) -> bool {
    let body = event.body();
    let Some(Moment::Zoned(at)) = body.timing.at else {
        return body.timing.at.is_some();
    };
    if zone.offset_at(at.to_utc()) != Some(*at.offset()) {
        return false;
    }
    let recorded_at = event.provenance.recorded_at;
    let read = |zone| {
        let context = TimeContext {
            now: Now {
                instant: recorded_at,
                local: zone,
            },
            zone,
            anchor: Anchor::Now,
        };
        match entry::read(body.typed.as_deref().unwrap_or_default(), &context).what {
            What::Event(event) => match event.time {
                EntryTime::Given(given) => Some(zone.micros(&given.at)),
                EntryTime::Now => None,
            },
            What::Empty | What::Day(_) | What::ActionItem(_) => None,
        }
    };
    if let (Some(here), Some(there)) = (read(zone), read(other)) {
        return here != there;
    }
    let late = recorded_at.timestamp_micros() - at.timestamp_micros();
    body.timing.precision != Precision::Second || !(0..=AT_ONCE).contains(&late)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{NewEvent, When};
    use crate::domain::kind::Kind;
    use crate::domain::sample::{Sample, event};

    /// An incident of Berlin in winter; it is 15:00 there.
    fn sample(lines: &[&str]) -> Sample {
        let mut s = Sample::new("Europe/Berlin", "2023-01-25T14:00:00Z");
        for line in lines {
            let zone = s.incident.zone();
            let context = TimeContext {
                now: s.now(),
                zone,
                anchor: Anchor::Now,
            };
            let What::Event(read) = entry::read(line, &context).what else {
                panic!("{line} is an event");
            };
            let new = read.to_record(Some((*line).to_owned()), When::Now);
            s.command(Command::Record(new)).unwrap();
        }
        s
    }

    fn times(s: &Sample) -> Vec<String> {
        let zone = s.incident.zone();
        let shown = s.incident.events().iter();
        shown
            .map(|event| {
                let timing = event.body().timing;
                let clock = |at: Moment| zone.shown(&at).clock.format("%H:%M").to_string();
                let until = timing
                    .until
                    .map_or(String::new(), |until| format!("-{}", clock(until)));
                timing.at.map_or("untimed".to_owned(), |at| clock(at) + &until)
            })
            .collect()
    }

    fn change(s: &mut Sample, zone: &str, keep: Keep) -> usize {
        let zone = Zone::parse(zone, Zone::Utc).unwrap();
        let commands = commands(&s.incident, zone, keep);
        let count = commands.len();
        for command in commands {
            s.command(command).unwrap();
        }
        assert_eq!(s.incident.zone(), zone);
        count
    }

    #[test]
    fn clock_times_stay_as_typed_and_instants_stay_where_they_were() {
        let lines = [
            "09:30 down",
            "just now",
            "-10m rolled back",
            "14:05-14:20 looked",
            "2023-01-25T10:00+00:00 a stamp with an offset",
        ];
        let mut s = sample(&lines);
        assert_eq!(times(&s), ["09:30", "15:00", "14:50", "14:05-14:20", "11:00"]);
        assert_eq!(change(&mut s, "America/Bogota", Keep::Instants), 1);
        assert_eq!(times(&s), ["03:30", "09:00", "08:50", "08:05-08:20", "05:00"]);
        let mut s = sample(&lines);
        assert_eq!(change(&mut s, "America/Bogota", Keep::Clocks), 3);
        assert_eq!(times(&s), ["09:30", "09:00", "08:50", "14:05-14:20", "05:00"]);
        assert!(moved(&s.incident, s.incident.zone()).is_empty());
    }

    #[test]
    fn there_and_back_every_clock_reads_as_before() {
        let mut s = sample(&["09:30 down", "23:50-00:10 over midnight", "yesterday 02:30 early"]);
        let before = times(&s);
        change(&mut s, "+05:30", Keep::Clocks);
        assert_eq!(times(&s), before);
        change(&mut s, "Europe/Berlin", Keep::Clocks);
        assert_eq!(times(&s), before);
    }

    #[test]
    fn nothing_moves_where_the_clocks_agree_or_nobody_knows_the_zone() {
        let s = sample(&["09:30 down"]);
        for zone in ["+01:00", "Europe/Paris", "unknown", "Europe/Berlin"] {
            let zone = Zone::parse(zone, Zone::Utc).unwrap();
            assert!(moved(&s.incident, zone).is_empty(), "{zone}");
        }
        let zone = Zone::parse("UTC", Zone::Utc).unwrap();
        assert_eq!(moved(&s.incident, zone).len(), 1);
    }

    #[test]
    fn a_range_over_a_clock_that_was_set_back_keeps_its_length() {
        let mut s = Sample::new("Europe/Berlin", "2023-10-29T10:00:00Z");
        let new = event(Kind::Note, Some("2023-10-29T02:50:00+02:00"), "long");
        let When::Given(timing) = new.when else {
            panic!("it has a time");
        };
        let when = When::Given(Timing {
            until: Moment::parse("2023-10-29T02:10:00+01:00"),
            ..timing
        });
        s.command(Command::Record(NewEvent { when, ..new })).unwrap();
        change(&mut s, "UTC", Keep::Clocks);
        assert_eq!(times(&s), ["02:50-03:10"]);
    }
}
