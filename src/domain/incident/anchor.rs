//! The anchor of bare clock times in an incident: now while it is recorded, what was entered last in looking back.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Event, Incident, Status};
use crate::domain::record::Timing;
use crate::domain::time::typed::Anchor;
use crate::domain::time::{AHEAD, Moment, Now, Zone};

/// The longest after its newest event, or its start, that an open incident is being recorded live.
const LIVE: TimeDelta = TimeDelta::hours(24);

/// An event recorded so soon after it happened was recorded as it happened: its time says that it was written then.
const AT_ONCE: TimeDelta = TimeDelta::minutes(2);

impl Incident {
    /// The anchor of bare clock times that are typed for it now.
    pub fn anchor(&self, now: Now) -> Anchor {
        if self.status() == Status::Open && self.is_recorded_live(now) {
            return Anchor::Now;
        }
        let span = self.span();
        match self.last_entered(span).or(self.opened_at()) {
            Some(last) => Anchor::Around { last, span },
            None => Anchor::Now,
        }
    }

    /// True if its start or its newest event is of the last day. Of an incident that is entered afterwards what was
    /// entered last tells, and a remark made meanwhile without a time does not.
    fn is_recorded_live(&self, now: Now) -> bool {
        let present = self.zone().micros(&self.zone().now(now));
        let age = |at: Moment| present.saturating_sub(self.zone().micros(&at));
        let passed = |at: &Moment| age(*at) >= -micros(AHEAD);
        let newest = if self.is_entered_afterwards() {
            self.last_entered(None)
        } else {
            self.shown()
                .rev()
                .filter_map(|event| event.body().timing.at)
                .find(passed)
        };
        let times = newest.into_iter().chain(self.opened_at()).filter(passed);
        // An incident of which nothing has passed yet has only now to be near to.
        times.map(age).min().is_none_or(|age| age < micros(LIVE))
    }

    /// True if it had been going on for more than a day when it was opened here.
    fn is_entered_afterwards(&self) -> bool {
        let opened = self
            .opened_at()
            .zip(self.opened_by().map(|(_, by)| by.recorded_at));
        opened.is_some_and(|(at, recorded)| self.late(&at, recorded) > micros(LIVE))
    }

    /// The length after which something was written down, in microseconds.
    fn late(&self, at: &Moment, recorded: DateTime<Utc>) -> i64 {
        let recorded = self.zone().moment_at(recorded, Zone::Utc);
        self.zone()
            .micros(&recorded)
            .saturating_sub(self.zone().micros(at))
    }

    /// The time of the event that was recorded last, of those that have a time; once it is closed, of those within
    /// its span; where all is entered afterwards, of those that say when they happened.
    fn last_entered(&self, span: Option<(Moment, Moment)>) -> Option<Moment> {
        let value = |at: &Moment| self.zone().micros(at);
        let within =
            |at: &Moment| span.is_none_or(|(from, to)| (value(&from)..=value(&to)).contains(&value(at)));
        let afterwards = self.is_entered_afterwards();
        let says = |event: &&Event| {
            let at = event.body().timing.at;
            let late = at.map(|at| self.late(&at, event.provenance.recorded_at));
            !afterwards || late.is_some_and(|late| late.abs() > micros(AT_ONCE))
        };
        let shown = self.events().iter().rev().filter(|event| !event.is_struck());
        shown
            .filter(says)
            .filter_map(|event| event.body().timing.at)
            .find(within)
    }

    /// From when to when a closed incident went on: from its start or its first event to when it was over as the
    /// closing says, or else to its last event before it was closed. Whoever closes it days later says nothing of that.
    fn span(&self) -> Option<(Moment, Moment)> {
        let closing = self.status_record()?;
        let Status::Closed { at } = closing.value else {
            return None;
        };
        let closed = self.zone().moment_at(closing.provenance.recorded_at, Zone::Utc);
        let was_before = |timing: &Timing| {
            timing
                .at
                .is_some_and(|at| self.zone().micros(&at) <= self.zone().micros(&closed))
        };
        let timings = || self.shown().map(|event| event.body().timing).filter(was_before);
        let first = timings().find_map(|timing| timing.at);
        let last = timings().rev().find_map(|timing| timing.until.or(timing.at));
        let earlier = |a: &Moment, b: &Moment| self.zone().micros(a).cmp(&self.zone().micros(b));
        let from = first.into_iter().chain(self.opened_at()).min_by(earlier)?;
        let to = last.into_iter().chain(at).max_by(earlier)?;
        Some((from, to))
    }
}

fn micros(length: TimeDelta) -> i64 {
    length.num_microseconds().unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::domain::command::Command;
    use crate::domain::entry::{self, EntryTime, What};
    use crate::domain::kind::Kind;
    use crate::domain::sample::Sample;
    use crate::domain::time::Moment;
    use crate::domain::time::typed::TimeContext;

    /// The moment that a line typed now has.
    fn typed(s: &Sample, line: &str) -> Moment {
        let context = TimeContext {
            now: s.now(),
            zone: s.incident.zone(),
            anchor: s.incident.anchor(s.now()),
        };
        match entry::read(line, &context).what {
            What::Event(event) => match event.time {
                EntryTime::Given(given) => given.at,
                EntryTime::Now => panic!("{line:?} has no time"),
            },
            What::Empty | What::Day(_) | What::ActionItem(_) => panic!("{line:?} is no event"),
        }
    }

    /// Enters lines of bare times one after the other; where each one lies.
    fn entered(s: &mut Sample, lines: &[&str]) -> Vec<String> {
        let enter = |line: &&str| {
            let at = typed(s, line).to_string();
            s.log(Kind::Note, Some(&at), "x");
            at[..16].to_owned()
        };
        lines.iter().map(enter).collect()
    }

    #[test]
    fn an_incident_of_the_past_is_entered_by_bare_times_live_and_closed() {
        for closed in [false, true] {
            let mut s = Sample::new("-05:00", "2023-03-25T14:30:00Z");
            s.log(Kind::Detection, Some("2023-03-25T09:30:00-05:00"), "x");
            if closed {
                let over = Moment::parse("2023-03-26T02:00:00-05:00");
                s.command(Command::Close { at: over }).unwrap();
            }
            s.clock += chrono::TimeDelta::days(1300);
            let lines = ["09:35 x", "23:50 x", "23:40 x", "00:30 x", "01:10 x"];
            let read = [
                "2023-03-25T09:35",
                "2023-03-25T23:50",
                "2023-03-25T23:40",
                "2023-03-26T00:30",
                "2023-03-26T01:10",
            ];
            assert_eq!(entered(&mut s, &lines), read, "closed: {closed}");
        }
    }

    #[test]
    fn a_closed_incident_takes_a_day_within_its_span_before_any_other() {
        let mut s = Sample::new("UTC", "2026-11-20T23:40:00Z");
        s.log(Kind::Impact, Some("2026-11-20T23:50:00Z"), "x");
        s.log(Kind::Resolution, Some("2026-11-21T02:00:00Z"), "x");
        let over = Moment::parse("2026-11-21T02:05:00Z");
        s.command(Command::Close { at: over }).unwrap();
        s.clock += chrono::TimeDelta::days(7);
        for (line, at) in [
            ("00:30 i: x", "2026-11-21T00:30:00+00:00"),
            ("23:55 i: x", "2026-11-20T23:55:00+00:00"),
            ("02:03 i: x", "2026-11-21T02:03:00+00:00"),
            // No day within it fits: the day around what was entered last.
            ("10:00 i: x", "2026-11-21T10:00:00+00:00"),
        ] {
            assert_eq!(typed(&s, line).to_string(), at, "{line}");
        }
        // A note of today does not draw bare times to today.
        s.log(Kind::Note, None, "retro held");
        assert_eq!(typed(&s, "00:30 i: x").to_string(), "2026-11-21T00:30:00+00:00");
    }

    #[test]
    fn a_remark_of_today_makes_no_incident_live_that_is_entered_afterwards() {
        let mut s = Sample::opened_at("-05:00", "2026-11-27T14:30:00Z", "2023-03-25T09:30:00-05:00");
        s.log(Kind::Note, None, "writing this up from the wiki");
        assert_eq!(typed(&s, "09:35 x").to_string(), "2023-03-25T09:35:00-05:00");
        s.log(Kind::Note, Some("2023-03-25T23:35:00-05:00"), "x");
        s.log(Kind::Note, None, "still writing");
        assert_eq!(typed(&s, "00:35 x").to_string(), "2023-03-26T00:35:00-05:00");
        // Once something of today is entered with its time, it goes on today.
        s.log(Kind::Note, Some("2026-11-27T09:00:00-05:00"), "x");
        assert_eq!(typed(&s, "09:20 x").to_string(), "2026-11-27T09:20:00-05:00");
    }

    #[test]
    fn what_is_recorded_live_is_near_to_now() {
        let mut s = Sample::new("UTC", "2026-11-20T08:00:00Z");
        assert_eq!(typed(&s, "23:50 x").to_string(), "2026-11-19T23:50:00+00:00");
        // A deploy of three days ago is entered into a live incident.
        s.log(Kind::Change, Some("2026-11-17T10:00:00Z"), "x");
        assert_eq!(typed(&s, "07:30 x").to_string(), "2026-11-20T07:30:00+00:00");
        // A time that is far ahead keeps nothing live.
        s.log(Kind::Change, Some("2026-12-24T10:00:00Z"), "x");
        s.clock += chrono::TimeDelta::hours(30);
        s.log(Kind::Note, Some("2026-11-20T08:10:00Z"), "x");
        assert_eq!(typed(&s, "07:30 x").to_string(), "2026-11-20T07:30:00+00:00");
    }

    proptest! {
        /// Lines that lie at most 17 hours apart, entered in their order, keep it: live or closed, at any hour.
        #[test]
        fn what_is_entered_in_order_stays_in_order(
            start in 0i64..1440,
            steps in prop::collection::vec(0i64..17 * 60, 1..12),
            closed in any::<bool>(),
        ) {
            let mut s = Sample::new("America/Bogota", "2023-03-25T14:30:00Z");
            let first = chrono::DateTime::parse_from_rfc3339("2023-03-25T00:00:00-05:00").unwrap()
                + chrono::TimeDelta::minutes(start);
            s.log(Kind::Detection, Some(&first.to_rfc3339()), "x");
            s.clock += chrono::TimeDelta::days(40);
            let mut at = first;
            for step in steps {
                at += chrono::TimeDelta::minutes(step);
                if closed {
                    s.command(Command::Close { at: Some(Moment::Zoned(at)) }).unwrap();
                }
                let line = format!("{} x", at.format("%H:%M"));
                prop_assert_eq!(typed(&s, &line), Moment::Zoned(at));
                if closed {
                    s.command(Command::Reopen).unwrap();
                }
                s.log(Kind::Note, Some(&at.to_rfc3339()), "x");
            }
        }
    }
}
