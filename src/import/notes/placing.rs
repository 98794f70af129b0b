//! On which days the times of a list lie: they run on, and bare ones at its head lie before the first day that it says,
//! else before now.

use chrono::{NaiveDate, TimeDelta};

use crate::domain::entry::{self, EntryTime, Reading, What};
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::domain::time::{AHEAD, Moment, Zone};

/// A day, in microseconds.
const DAY: i64 = 24 * 3_600 * 1_000_000;

/// The times of a list, one after the other. They run on: a step back of more than six hours is the next day.
#[derive(Clone, Debug)]
pub(in crate::import) struct RunningTimes {
    /// The clock, the zone of the incident, and what the first bare time is near to.
    pub(in crate::import) context: TimeContext,
    /// The anchor of the next bare time.
    anchor: Anchor,
    /// The zone of times that say none.
    pub(in crate::import) zone: Zone,
    /// True if no time has been read yet whose day is known.
    leading: bool,
    /// True if the list has the newest first, so that its times run backwards.
    pub(in crate::import) is_backwards: bool,
    /// So many days later than they would be taken to be are the bare times before the first day that is said.
    days: i64,
    led: Led,
}

impl RunningTimes {
    /// Begins a list; its first bare time is near to what the context says.
    pub(in crate::import) fn new(context: TimeContext) -> Self {
        RunningTimes {
            context,
            anchor: context.anchor,
            zone: context.zone,
            leading: true,
            is_backwards: false,
            days: 0,
            led: Led::default(),
        }
    }

    /// Begins a piece of the list, with bare times at its head so many days later than they would be taken to be.
    pub(in crate::import) fn moved(&mut self, days: i64) {
        self.days = days;
        self.led = Led::default();
    }

    /// True if nothing below changes by how many days the piece has to be moved.
    pub(in crate::import) fn is_settled(&self) -> bool {
        !self.leading && (self.led.last.is_none() || self.led.said.is_some())
    }

    /// So many days the piece has to be moved: to before the first day that is said, else to before now.
    pub(in crate::import) fn days_to_move(&self) -> i64 {
        self.led.days_to_move(&self.context, self.is_backwards)
    }

    /// The zone of the times below. Where the incident's zone is unknown, no time has one.
    pub(in crate::import) fn set_zone(&mut self, zone: Zone) {
        if self.context.zone != Zone::Unknown {
            self.zone = zone;
        }
    }

    /// The same list, read where the zone is this one.
    pub(in crate::import) fn in_zone(&self, zone: Zone) -> Self {
        let mut times = self.clone();
        (times.context.zone, times.zone) = (zone, zone);
        times
    }

    /// The day of the bare times below.
    pub(in crate::import) fn set_day(&mut self, day: NaiveDate) {
        self.anchor = Anchor::Day(day);
        self.leading = false;
    }

    /// Reads a line against what stands above it; also what the next bare time is near to.
    pub(in crate::import) fn read(&self, line: &str) -> (Reading, Option<Moment>) {
        let context = TimeContext {
            zone: self.zone,
            anchor: self.anchor,
            ..self.context
        };
        let reading = entry::read(line, &context);
        let at = time_of(&reading);
        match at
            .filter(|_| reading.bare_time)
            .and_then(|at| self.other_day(&at))
        {
            Some(day) => {
                let anchor = Anchor::Day(day);
                let reading = entry::read(line, &TimeContext { anchor, ..context });
                let at = time_of(&reading);
                (reading, at)
            }
            None => (reading, at),
        }
    }

    /// The day of a bare time, where it is another than that on which the list runs on.
    fn other_day(&self, at: &Moment) -> Option<NaiveDate> {
        let clock = self.zone.shown(at).clock;
        if self.leading && self.led.last.is_none() {
            let moved = clock.date().checked_add_signed(TimeDelta::days(self.days));
            return moved.filter(|_| self.days != 0);
        }
        let Anchor::After { last, .. } = self.anchor else {
            return None;
        };
        let last = self.zone.shown(&last).clock;
        let day = if clock.time() <= last.time() {
            Some(last.date())
        } else {
            last.date().pred_opt()
        };
        day.filter(|_| self.is_backwards)
    }

    /// The times below are near to this one.
    pub(in crate::import) fn run_on(&mut self, at: Moment, bare: bool) {
        if self.leading && bare {
            let is_later = |latest: &Moment| self.zone_micros(latest) > self.zone_micros(&at);
            self.led.latest = self.led.latest.filter(is_later).or(Some(at));
            self.led.last = Some(at);
        } else if self.leading && self.led.last.is_some() {
            // One event with a day of its own, such as the deploy that was found later, moves no other.
            return;
        } else if self.leading {
            self.leading = false;
        } else if self.led.said.is_none() {
            self.led.said = Some(at);
        }
        let span = match self.context.anchor {
            Anchor::Around { span, .. } => span,
            Anchor::Now | Anchor::Day(_) | Anchor::After { .. } => None,
        };
        self.anchor = Anchor::After { last: at, span };
    }

    fn zone_micros(&self, at: &Moment) -> i64 {
        self.context.zone.micros(at)
    }
}

/// The time that a line gives.
fn time_of(reading: &Reading) -> Option<Moment> {
    match &reading.what {
        What::Event(event) => match event.time {
            EntryTime::Given(given) => Some(given.at),
            EntryTime::Now => None,
        },
        What::Empty | What::Day(_) | What::ActionItem(_) => None,
    }
}

/// The place in time of the bare times at the head of a list, before any day is said.
#[derive(Clone, Copy, Debug, Default)]
struct Led {
    /// The latest of them.
    latest: Option<Moment>,
    /// The last of them.
    last: Option<Moment>,
    /// The first time behind them whose day was said.
    said: Option<Moment>,
}

impl Led {
    /// So many days the list has to be moved: to before the first day that is said, or behind it where the newest stand
    /// first; else to before now.
    fn days_to_move(&self, context: &TimeContext, is_backwards: bool) -> i64 {
        let micros = |at: &Moment| context.zone.micros(at);
        match (self.last, self.said, self.latest) {
            (Some(last), Some(said), _) if is_backwards => {
                -(micros(&last).saturating_sub(micros(&said))).div_euclid(DAY)
            }
            (Some(last), Some(said), _) => (micros(&said).saturating_sub(micros(&last))).div_euclid(DAY),
            (_, None, Some(latest)) if context.anchor == Anchor::Now => {
                let ahead = context
                    .micros_ahead(&latest)
                    .saturating_sub(AHEAD.num_seconds() * 1_000_000);
                -(ahead.max(0).saturating_add(DAY - 1) / DAY)
            }
            (_, _, _) => 0,
        }
    }
}
