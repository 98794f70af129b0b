//! The update clock: since when people have been waiting to be told, and when they are to be told next.
//!
//! It starts with the last status update; without one when the trouble was noticed, since nobody could tell of it
//! before. It stands while users are whole, and starts anew with a relapse.

use super::findings::Policy;
use super::incident::{Event, Incident, Status};
use super::kind::Kind;
use super::mark::{MICROS, Mark};
use super::time::{Length, Point, Precision};
use super::windows::Windows;

/// The clock of an incident in which people are to be told something. It goes by minutes, as the times beside it are
/// shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpdateClock {
    /// The time of its start.
    pub since: Point,
    /// The seconds from one update to the next.
    pub every: i64,
}

impl UpdateClock {
    /// The clock as it runs now. `None` where it stands: the incident is closed, users are no longer affected, or there is no
    /// rhythm for its severity. An incident of which nothing says yet who is affected counts from its opening.
    pub fn of(incident: &Incident, windows: &Windows, policy: &Policy) -> Option<Self> {
        Self::through(incident, windows, policy, |_| true)
    }

    /// The same by those of its events alone that count.
    pub fn through(
        incident: &Incident,
        windows: &Windows,
        policy: &Policy,
        counts: impl Fn(&Event) -> bool,
    ) -> Option<Self> {
        let every = policy.cadence_of(incident.severity())?;
        let runs = windows.open().is_some() || windows.all().is_empty();
        if !runs || incident.status() != Status::Open {
            return None;
        }
        let zone = incident.zone();
        let began = windows.open().map(|window| window.start);
        let inside = |kind| {
            let events = incident.shown().filter(move |event| event.body().kind == kind);
            let events = events.filter(|event| counts(event));
            let marks = events.filter_map(|event| Mark::of(event, zone));
            marks.filter(|mark| !mark.is_day_only() && began.is_none_or(|began| mark.micros >= began.micros))
        };
        let told = inside(Kind::Communication).next_back();
        let noticed = told.or_else(|| inside(Kind::Detection).next());
        let since = noticed
            .map(|mark| mark.point)
            .or_else(|| opened(incident, began))?;
        Some(UpdateClock {
            since: since.no_finer(Precision::Minute),
            every,
        })
    }

    /// The time at which the next update is due, in microseconds on the incident's own scale.
    pub fn due(&self) -> i64 {
        self.since.cut(Precision::Minute) + self.every * MICROS
    }

    /// For how long nobody has been told anything, never negative.
    pub fn waited(&self, now: Point) -> Length {
        self.since.to(&now).or_zero()
    }

    /// Seconds until the next update is due; negative when it is overdue.
    pub fn left(&self, now: Point) -> i64 {
        (self.due() - now.cut(Precision::Minute)).div_euclid(MICROS)
    }
}

/// The opening, or the beginning of the impact where that came later.
fn opened(incident: &Incident, began: Option<Mark>) -> Option<Point> {
    let zone = incident.zone();
    let opened = incident.opened_at().map(|at| Point {
        at,
        precision: Precision::Second,
        zone,
    });
    let began = began.map(|mark| mark.point);
    let points = opened.into_iter().chain(began);
    points.max_by_key(|point| zone.micros(&point.at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, NewEvent, When};
    use crate::domain::record::{FieldName, Op, Timing};
    use crate::domain::sample::{Sample, at, event};
    use crate::domain::time::{Moment, Now};

    /// Severity 1, opened at 09:00.
    fn opened() -> Sample {
        let mut sample = Sample::new("UTC", &at("09:00"));
        sample.set(FieldName::Severity, "1");
        sample
    }

    fn started(sample: &Sample) -> Option<String> {
        let incident = &sample.incident;
        let clock = UpdateClock::of(incident, &Windows::of(incident), &Policy::default())?;
        let since = chrono::DateTime::from_timestamp_micros(clock.since.cut(Precision::Second))?;
        Some(since.format("%H:%M").to_string())
    }

    #[test]
    fn it_starts_with_the_last_update_or_when_the_trouble_was_noticed() {
        let cases: &[(&[(Kind, &str)], Option<&str>)] = &[
            (&[], Some("09:00")),
            (&[(Kind::Note, "09:05")], Some("09:00")),
            (
                &[(Kind::Detection, "09:10"), (Kind::Detection, "09:20")],
                Some("09:10"),
            ),
            // It began long before anybody noticed.
            (&[(Kind::Impact, "06:00")], Some("09:00")),
            (
                &[(Kind::Impact, "06:00"), (Kind::Detection, "09:10")],
                Some("09:10"),
            ),
            (
                &[(Kind::Detection, "09:10"), (Kind::Communication, "09:25")],
                Some("09:25"),
            ),
            (
                &[(Kind::Communication, "09:02"), (Kind::Note, "09:25")],
                Some("09:02"),
            ),
            (&[(Kind::Detection, "09:10"), (Kind::Resolution, "09:30")], None),
            (
                &[
                    (Kind::Detection, "09:10"),
                    (Kind::Communication, "09:25"),
                    (Kind::Resolution, "09:30"),
                    (Kind::Impact, "10:00"),
                ],
                Some("10:00"),
            ),
        ];
        for (events, expected) in cases {
            let mut sample = opened();
            for (kind, clock) in *events {
                sample.log(*kind, Some(&at(clock)), "x");
            }
            assert_eq!(started(&sample).as_deref(), *expected, "{events:?}");
        }
    }

    #[test]
    fn what_has_no_rhythm_and_what_is_closed_has_no_clock() {
        let mut sample = opened();
        sample.log(Kind::Detection, Some(&at("09:10")), "x");
        assert!(started(&sample).is_some());
        sample.set(FieldName::Severity, "4");
        assert_eq!(started(&sample), None);
        sample.set(FieldName::Severity, "2");
        sample.write(Op::Close {
            at: None,
            replaces: None,
        });
        assert_eq!(started(&sample), None);
    }

    #[test]
    fn an_incident_without_a_severity_has_the_rhythm_of_its_own() {
        let sample = Sample::new("UTC", &at("09:00"));
        let policy = Policy {
            unrated: Some(900),
            ..Policy::default()
        };
        let windows = Windows::of(&sample.incident);
        let clock = UpdateClock::of(&sample.incident, &windows, &policy).unwrap();
        let now = |seconds: i64| {
            let instant = sample.incident.opened_at().map(|at| match at {
                Moment::Zoned(at) => at.to_utc() + chrono::TimeDelta::seconds(seconds),
                Moment::Floating(wall) => wall.and_utc(),
            });
            let instant = instant.unwrap();
            Point::now(
                sample.incident.zone(),
                Now {
                    instant,
                    ..sample.now()
                },
            )
        };
        assert_eq!(
            UpdateClock::of(&sample.incident, &windows, &Policy::default()),
            None
        );
        let waited = |seconds| clock.waited(now(seconds)).seconds();
        assert_eq!((clock.left(now(0)), waited(-5)), (900, 0));
        // By the minutes that are shown: not due for a whole minute, and late from the next on.
        assert_eq!((clock.left(now(959)), clock.left(now(960))), (0, -60));
        assert_eq!(waited(1000), 960);
    }

    #[test]
    fn an_update_known_only_to_the_day_starts_no_clock() {
        let mut sample = opened();
        let day = Timing {
            at: Moment::parse(&at("00:00")),
            precision: Precision::Day,
            ..Timing::default()
        };
        let told = NewEvent {
            when: When::Given(day),
            ..event(Kind::Communication, None, "told the press")
        };
        sample.command(Command::Record(told)).unwrap();
        assert_eq!(started(&sample).as_deref(), Some("09:00"));
    }
}
