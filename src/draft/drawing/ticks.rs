//! The instants of the axis: round clock times, and the beginnings of days, in the zone of the incident.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

use crate::domain::mark::{DAY_MICROS, MICROS};
use crate::domain::time::{WallReading, Zone};

/// The least room from one tick to the next, in units.
const TICK: f64 = 62.0;
/// The least room from one day to the next.
const DAY: f64 = 52.0;
/// Minutes from one tick to the next, of those that are finer than a day.
const MINUTES: [u16; 11] = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720];
/// Days from one tick to the next; beyond, the last is doubled until there is room.
const DAYS: [i64; 3] = [1, 2, 7];

/// An instant of a round clock time, and that time.
pub(super) type Tick = (i64, NaiveTime);

/// The minutes from one tick to the next by this scale; `None` where ticks are whole days.
pub(super) fn minutes(per_micro: f64) -> Option<u16> {
    let wide = |minutes: &u16| f64::from(*minutes) * 60.0 * MICROS as f64 * per_micro >= TICK;
    MINUTES.into_iter().find(|minutes| wide(minutes))
}

/// The days from one line to the next by this scale.
pub(super) fn days_apart(per_micro: f64) -> i64 {
    let wide = |days: i64| days as f64 * DAY_MICROS as f64 * per_micro >= DAY;
    if let Some(days) = DAYS.into_iter().find(|days| wide(*days)) {
        return days;
    }
    let mut days = 7;
    // Years are few enough that this ends far below the range of a date.
    while !wide(days) && days < 1_000_000 {
        days *= 2;
    }
    days
}

/// The round clock times from one instant to another.
pub(super) fn clocks(
    zone: Zone,
    (from, to): (i64, i64),
    (first, last): (NaiveDate, NaiveDate),
    minutes: u16,
) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let mut day = first;
    while day <= last {
        for minute in (0..24 * 60).step_by(usize::from(minutes.max(1))) {
            let time = NaiveTime::MIN + TimeDelta::minutes(minute);
            if let WallReading::Exact(at) | WallReading::Ambiguous { earlier: at, .. } =
                zone.read_wall(day.and_time(time))
            {
                let micros = zone.micros(&at);
                if (from..=to).contains(&micros) {
                    ticks.push((micros, time));
                }
            }
        }
        let Some(next) = day.succ_opt() else { break };
        day = next;
    }
    ticks
}

/// The beginnings of days from one instant to another, so many days apart.
pub(super) fn days(
    zone: Zone,
    (from, to): (i64, i64),
    (first, last): (NaiveDate, NaiveDate),
    apart: i64,
) -> Vec<(i64, NaiveDate)> {
    let apart = apart.max(1);
    let into = i64::from(first.num_days_from_ce()).rem_euclid(apart);
    let mut days = Vec::new();
    let mut next = first.checked_sub_signed(TimeDelta::days(into));
    while let Some(day) = next.filter(|day| *day <= last) {
        let midnight = zone.read_wall(day.and_time(NaiveTime::MIN)).moment();
        let micros = zone.micros(&midnight);
        if (from..=to).contains(&micros) {
            days.push((micros, day));
        }
        next = day.checked_add_signed(TimeDelta::days(apart));
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600 * MICROS;

    #[test]
    fn ticks_have_room() {
        for (hours, expected) in [
            (1, Some(10)),
            (2, Some(15)),
            (24, Some(180)),
            (100, Some(720)),
            (700, None),
        ] {
            assert_eq!(minutes(700.0 / (hours * HOUR) as f64), expected, "{hours} h");
        }
        for (days, expected) in [(10, 1), (20, 2), (28, 7), (365, 28)] {
            assert_eq!(
                days_apart(700.0 / (days * DAY_MICROS) as f64),
                expected,
                "{days} d"
            );
        }
        assert_eq!(minutes(0.0), None);
        assert!(days_apart(0.0) >= 1_000_000);
    }

    #[test]
    fn clocks_and_days_are_those_of_the_zone() {
        let zone = Zone::parse("Europe/Berlin", Zone::Utc).unwrap();
        let at = |text: &str| zone.micros(&crate::domain::time::Moment::parse(text).unwrap());
        let ends = (at("2023-03-25T22:00:00+01:00"), at("2023-03-26T04:00:00+02:00"));
        let day = |day| NaiveDate::from_ymd_opt(2023, 3, day).unwrap();
        let clocks = clocks(zone, ends, (day(25), day(26)), 60);
        let told: Vec<String> = clocks
            .iter()
            .map(|(_, time)| time.format("%H").to_string())
            .collect();
        assert_eq!(told, ["22", "23", "00", "01", "03", "04"], "02:00 was skipped");
        let days = days(zone, ends, (day(25), day(26)), 1);
        assert_eq!(days, [(at("2023-03-26T00:00:00+01:00"), day(26))]);
    }
}
