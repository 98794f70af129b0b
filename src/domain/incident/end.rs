//! The days of an incident: today, when it was over, and the day it lies on.

use chrono::NaiveDate;

use super::{Incident, Status};
use crate::domain::time::{Moment, Now, Zone};
use crate::domain::windows::Windows;

impl Incident {
    /// When the incident was over, in its own zone: as the closing says, or else when it was closed. `None` while it
    /// is open.
    ///
    /// Where the zone is not recorded, the wall clock of `local` tells when it was closed. A `local` that is unknown
    /// too tells nothing: then it is `None`, so that what must read alike on every machine does.
    pub fn closed_at(&self, local: Zone) -> Option<Moment> {
        let closing = self.status_record()?;
        match closing.value {
            Status::Open => None,
            Status::Closed { at: Some(at) } => Some(at),
            Status::Closed { at: None } if self.zone() == Zone::Unknown && local == Zone::Unknown => None,
            Status::Closed { at: None } => Some(self.zone().moment_at(closing.provenance.recorded_at, local)),
        }
    }

    /// The day that bare clock times lie on once the incident is closed; `None` while it is open.
    ///
    /// It is the day on which the incident began, in its zone: that of the first impact window, or else of the first
    /// event that has a time, or else of the opening. Whoever adds to an incident of one day means that day; where it
    /// lasted longer, every other day has to be named.
    pub fn own_day(&self) -> Option<NaiveDate> {
        if self.status() == Status::Open {
            return None;
        }
        let windows = Windows::of(self);
        let hurt = windows.all().first().map(|window| window.start.at);
        let timed = || self.shown().find_map(|event| event.body().timing.at);
        let began = hurt.or_else(timed).or_else(|| self.opened_at())?;
        Some(self.zone().shown(&began).clock.date())
    }

    /// The day it is now, in the incident's zone: by it an action item is overdue.
    pub fn today(&self, now: Now) -> NaiveDate {
        self.zone().now(now).wall().date()
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::command::Command;
    use crate::domain::entry::{self, EntryTime, What};
    use crate::domain::kind::Kind;
    use crate::domain::sample::Sample;
    use crate::domain::time::typed::TimeContext;
    use crate::domain::time::{Moment, Zone};

    /// Where `09:05` is put once an incident with these events is closed three days after it was opened.
    fn nine_past(events: &[(Kind, Option<&str>)]) -> String {
        let mut s = Sample::new("-05:00", "2023-03-25T14:30:00Z");
        for (kind, at) in events {
            s.log(*kind, *at, "x");
        }
        assert_eq!(s.incident.own_day(), None, "it is open");
        let over = Moment::parse("2023-03-28T20:00:00-05:00");
        s.command(Command::Close { at: over }).unwrap();
        s.clock += chrono::TimeDelta::days(30);
        let context = TimeContext {
            now: s.now(),
            zone: s.incident.zone(),
            day: s.incident.own_day(),
        };
        match entry::read("09:05 d: x", &context).what {
            What::Event(event) => match event.time {
                EntryTime::Given(given) => given.at.to_string(),
                EntryTime::Now => "now".to_owned(),
            },
            What::Empty | What::ActionItem(_) => "no event".to_owned(),
        }
    }

    #[test]
    fn it_was_over_when_the_closing_says_or_when_it_was_closed() {
        let said = Moment::parse("2023-03-25T09:00:00-05:00");
        for (zone, at, local, over) in [
            ("-05:00", None, Zone::Unknown, Some("2023-03-25T09:30:01-05:00")),
            ("-05:00", said, Zone::Unknown, Some("2023-03-25T09:00:00-05:00")),
            ("unknown", None, Zone::Utc, Some("2023-03-25T14:30:01")),
            ("unknown", None, Zone::Unknown, None),
        ] {
            let mut s = Sample::new(zone, "2023-03-25T14:30:00Z");
            assert_eq!(s.incident.closed_at(local), None, "it is open");
            s.command(Command::Close { at }).unwrap();
            let closed = s.incident.closed_at(local);
            assert_eq!(closed.map(|at| at.to_string()).as_deref(), over, "{zone}");
        }
    }

    #[test]
    fn a_closed_incident_lies_on_the_day_on_which_it_began() {
        let change = (Kind::Change, Some("2023-03-20T10:00:00-05:00"));
        let late = (Kind::Detection, Some("2023-03-26T23:30:00-05:00"));
        let note = (Kind::Note, Some("2023-03-27T10:00:00-05:00"));
        for (events, day) in [
            (&[][..], "2023-03-25"),
            (&[note], "2023-03-27"),
            (&[change, note], "2023-03-20"),
            (&[change, late, note], "2023-03-26"),
        ] {
            assert_eq!(nine_past(events), format!("{day}T09:05:00-05:00"), "{events:?}");
        }
    }
}
