//! From the shape of a typed time to the moment it means.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};

use super::ago::Ago;
use super::clock::Clocks;
use super::stamp::{DayGiven, Stamp, When};
use super::{TimeContext, TimeGiven, TimeRemark, TypedTime};
use crate::domain::time::{Moment, Precision, WallReading, Zone};

/// The years that a typed time may lie in.
pub(super) const TYPED_YEARS: std::ops::RangeInclusive<i32> = 1970..=9999;

/// How far ahead a bare clock time may lie before it is read as the day before's: 15 minutes.
const AHEAD: i64 = 15 * 60 * 1_000_000;

impl Stamp {
    /// The moment that this means here. `None` when it lies outside the years 1970 to 9999.
    pub fn resolve(&self, context: &TimeContext) -> Option<TypedTime> {
        let mut remarks = Vec::new();
        let (at, until, precision) = match self.when {
            When::Ago(ago) => (before_now(ago, context)?, None, ago.precision),
            When::Day(day) => {
                let midnight = date(day, context).and_time(NaiveTime::MIN);
                (context.zone.read_wall(midnight).moment(), None, Precision::Day)
            }
            When::Full {
                clock,
                offset,
                precision,
            } => (full(clock, offset, context, &mut remarks)?, None, precision),
            When::Clock(day, clocks) => {
                let (at, until) = on_clock(day, clocks, context, &mut remarks)?;
                (at, until, clocks.precision)
            }
        };
        if ![Some(at), until].iter().flatten().all(within_years) {
            return None;
        }
        remarks.extend(ahead(&until.unwrap_or(at), context));
        let given = TimeGiven {
            at,
            until,
            approximate: self.approximate,
            precision,
        };
        Some(TypedTime { given, remarks })
    }

    /// The moment that this means as the end of what began at `start`: a bare clock time is the first such
    /// time that is not before the start. `None` as for [`Stamp::resolve`].
    pub(super) fn resolve_end(&self, start: &Moment, context: &TimeContext) -> Option<TypedTime> {
        let (from, precision) = match self.when {
            When::Clock(DayGiven::Unsaid, clocks) if clocks.to.is_none() => (clocks.from, clocks.precision),
            When::Clock(..) | When::Ago(_) | When::Day(_) | When::Full { .. } => {
                return self.resolve(context);
            }
        };
        let mut remarks = Vec::new();
        let date = context.zone.shown(start).clock.date();
        let at = first_from(start, date, from, context, &mut remarks).filter(within_years)?;
        remarks.extend(ahead(&at, context));
        let given = TimeGiven {
            at,
            until: None,
            approximate: self.approximate,
            precision,
        };
        Some(TypedTime { given, remarks })
    }
}

fn within_years(at: &Moment) -> bool {
    TYPED_YEARS.contains(&at.wall().year())
}

fn ahead(at: &Moment, context: &TimeContext) -> Option<TimeRemark> {
    let micros = context.micros_ahead(at);
    (micros > 0).then_some(TimeRemark::Ahead {
        seconds: (micros / 1_000_000).max(1),
    })
}

fn date(day: DayGiven, context: &TimeContext) -> NaiveDate {
    let today = context.today();
    match day {
        DayGiven::Date(date) => date,
        DayGiven::Yesterday => today.pred_opt().unwrap_or(today),
        DayGiven::Today | DayGiven::Unsaid => today,
    }
}

/// To the second: nobody says "ten minutes ago" and means the microsecond.
fn before_now(ago: Ago, context: &TimeContext) -> Option<Moment> {
    let seconds = context.now.instant.timestamp().checked_sub(ago.seconds)?;
    let instant = DateTime::from_timestamp(seconds, 0)?;
    Some(context.zone.moment_at(instant, context.now.local))
}

fn full(
    clock: NaiveDateTime,
    offset: Option<FixedOffset>,
    context: &TimeContext,
    remarks: &mut Vec<TimeRemark>,
) -> Option<Moment> {
    let Some(offset) = offset else {
        return Some(exactly(clock, context, remarks));
    };
    if context.zone == Zone::Unknown {
        remarks.push(TimeRemark::OffsetDropped { offset });
        return Some(Moment::Floating(clock));
    }
    offset.from_local_datetime(&clock).single().map(Moment::Zoned)
}

fn on_clock(
    day: DayGiven,
    clocks: Clocks,
    context: &TimeContext,
    remarks: &mut Vec<TimeRemark>,
) -> Option<(Moment, Option<Moment>)> {
    let (date, at) = match (day, context.day) {
        (DayGiven::Unsaid, None) => latest(clocks.from, context, remarks)?,
        (DayGiven::Unsaid, Some(own)) => (own, exactly(own.and_time(clocks.from), context, remarks)),
        (day, _) => {
            let date = date(day, context);
            (date, exactly(date.and_time(clocks.from), context, remarks))
        }
    };
    let until = match clocks.to {
        None => None,
        Some(to) => Some(first_from(&at, date, to, context, remarks)?),
    };
    Some((at, until))
}

/// The moment of a wall clock; the earlier of two.
fn exactly(clock: NaiveDateTime, context: &TimeContext, remarks: &mut Vec<TimeRemark>) -> Moment {
    let reading = context.zone.read_wall(clock);
    let taken = reading.moment();
    remarks.extend(clock_change(clock, reading, taken, context));
    taken
}

/// The latest such time that is not too far ahead, with the date it is on.
fn latest(
    time: NaiveTime,
    context: &TimeContext,
    remarks: &mut Vec<TimeRemark>,
) -> Option<(NaiveDate, Moment)> {
    let tomorrow = context.today().succ_opt()?;
    let mut skipped = None;
    let found = tomorrow.iter_days().rev().take(4).find_map(|date| {
        let clock = date.and_time(time);
        let reading = context.zone.read_wall(clock);
        let taken = instants(reading)
            .into_iter()
            .rev()
            .find(|at| context.micros_ahead(at) <= AHEAD);
        if taken.is_none() && matches!(reading, WallReading::Skipped(_)) && date == context.today() {
            skipped = Some(date);
        }
        remarks.extend(clock_change(clock, reading, taken?, context));
        Some((date, taken?))
    });
    if let (Some(date), Some((taken, _))) = (skipped, found) {
        let typed = time;
        remarks.push(TimeRemark::NotToday { typed, date, taken });
    }
    found
}

/// The first such time from `date` on that is not before `start`.
fn first_from(
    start: &Moment,
    date: NaiveDate,
    time: NaiveTime,
    context: &TimeContext,
    remarks: &mut Vec<TimeRemark>,
) -> Option<Moment> {
    let from = context.zone.micros(start);
    date.iter_days().take(3).find_map(|day| {
        let clock = day.and_time(time);
        let reading = context.zone.read_wall(clock);
        let taken = instants(reading)
            .into_iter()
            .find(|at| context.zone.micros(at) >= from)?;
        remarks.extend(clock_change(clock, reading, taken, context));
        if day > date {
            remarks.push(TimeRemark::EndsNextDay);
        }
        Some(taken)
    })
}

/// The instants at which the clock showed it, in order.
fn instants(reading: WallReading) -> Vec<Moment> {
    match reading {
        WallReading::Exact(at) | WallReading::Skipped(at) => vec![at],
        WallReading::Ambiguous { earlier, later } => vec![earlier, later],
    }
}

fn clock_change(
    clock: NaiveDateTime,
    reading: WallReading,
    taken: Moment,
    context: &TimeContext,
) -> Option<TimeRemark> {
    let typed = clock.time();
    match reading {
        WallReading::Exact(_) => None,
        WallReading::Ambiguous { .. } => Some(TimeRemark::Ambiguous {
            typed,
            taken: context.zone.shown(&taken),
        }),
        WallReading::Skipped(_) => Some(TimeRemark::Skipped {
            typed,
            taken: context.zone.shown(&taken),
        }),
    }
}
