//! What a closed incident is told by: the day it lies on.

use chrono::NaiveDate;

use super::{Incident, Status};
use crate::domain::windows::Windows;

impl Incident {
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
}

#[cfg(test)]
mod tests {
    use crate::domain::command::Command;
    use crate::domain::entry::{self, EntryTime, What};
    use crate::domain::kind::Kind;
    use crate::domain::sample::Sample;
    use crate::domain::time::Moment;
    use crate::domain::time::typed::TimeContext;

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
