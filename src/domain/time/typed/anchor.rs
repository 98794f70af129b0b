//! The anchor of bare clock times: which day a time is on when only the clock was said.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use crate::domain::time::{Moment, Zone};

/// The most that a bare time may lie before what was entered last: a late note. One that is further back is the next
/// day's.
const BACK: TimeDelta = TimeDelta::hours(6);

/// The moment that a bare clock time is near to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Now, as while recording live: the latest such time that is not more than 15 minutes ahead.
    Now,
    /// This day, because it was said or because the event that is corrected is on it.
    Day(NaiveDate),
    /// The entry before, as in looking back and further down in a list: the day on which the time lies closest
    /// around it, from 6 hours before it to 18 hours after it.
    Around {
        /// The entry before; before the first entry: the start of the incident.
        last: Moment,
        /// From when to when a closed incident went on. A day on which the time lies within it is taken before any
        /// other.
        span: Option<(Moment, Moment)>,
    },
    /// The line above in a list: times run on. They are on its day, or on the next where that would be a step back of
    /// more than six hours; a smaller one is a late note.
    After {
        /// The time of that line.
        last: Moment,
        /// As for looking back.
        span: Option<(Moment, Moment)>,
    },
}

/// The day on which a list goes on with a clock time that `on` gives.
pub(super) fn after(
    last: &Moment,
    span: Option<(Moment, Moment)>,
    zone: &Zone,
    on: impl Fn(NaiveDate) -> Option<NaiveDateTime>,
) -> Option<NaiveDate> {
    let last = zone.shown(last).clock;
    let first = last.checked_sub_signed(BACK)?;
    let days = [last.date(), last.date().succ_opt()?];
    let next = days
        .into_iter()
        .find(|day| on(*day).is_some_and(|clock| clock >= first))?;
    let within = |day: &NaiveDate| is_within(span, zone, on(*day));
    // A late note of the evening before, rather than one after all was over.
    let before = next
        .pred_opt()
        .filter(|day| span.is_some() && !within(&next) && within(day));
    Some(before.unwrap_or(next))
}

/// True if a clock shows it while the incident went on.
fn is_within(span: Option<(Moment, Moment)>, zone: &Zone, clock: Option<NaiveDateTime>) -> bool {
    let (Some((from, to)), Some(clock)) = (span, clock) else {
        return false;
    };
    (zone.shown(&from).clock..=zone.shown(&to).clock).contains(&clock)
}

/// The day of those on which `on` gives a clock time, that lies closest around what was entered last.
pub(super) fn around(
    last: &Moment,
    span: Option<(Moment, Moment)>,
    zone: &Zone,
    on: impl Fn(NaiveDate) -> Option<NaiveDateTime>,
) -> Option<NaiveDate> {
    let last = zone.shown(last).clock;
    let days =
        |middle: NaiveDate| (-2..=2).filter_map(move |day| middle.checked_add_signed(TimeDelta::days(day)));
    let first = last.checked_sub_signed(BACK)?;
    // On the wall: a list whose times run on is the same list on every day it is shifted to.
    let is_near =
        |clock: NaiveDateTime| clock >= first && clock.signed_duration_since(first) < TimeDelta::days(1);
    let near = days(last.date()).find(|day| on(*day).is_some_and(is_near));
    let Some((from, to)) = span else { return near };
    let (from, to) = (zone.shown(&from).clock, zone.shown(&to).clock);
    let within = |day: &NaiveDate| is_within(span, zone, on(*day));
    let distance = |day: &NaiveDate| on(*day).map(|clock| clock.signed_duration_since(last).abs());
    near.filter(within).or_else(|| {
        let ends = days(from.date()).chain(days(to.date())).chain(days(last.date()));
        ends.filter(within).min_by_key(distance).or(near)
    })
}
