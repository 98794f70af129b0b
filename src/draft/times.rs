//! The times of a draft: in the incident's zone, as exactly as they were given and no more.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime};

use crate::domain::incident::Incident;
use crate::domain::mark::Mark;
use crate::domain::record::Timing;
use crate::domain::time::{Moment, Precision, WallReading, Zone};

use super::context::ZoneTold;

/// Printed for an event whose time nobody knows.
pub(super) const NO_TIME: &str = "time not recorded";

/// Writes the times of one incident.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    zone: Zone,
}

impl Times {
    pub(super) fn of(incident: &Incident) -> Self {
        Times {
            zone: incident.zone(),
        }
    }

    /// The zone, named once for the whole draft, with every offset that its events met.
    pub(super) fn zone(&self, incident: &Incident) -> ZoneTold {
        let name = match self.zone {
            Zone::Unknown => {
                return ZoneTold {
                    name: None,
                    text: "zone not recorded".to_owned(),
                };
            }
            Zone::Iana(tz) => tz.name().to_owned(),
            Zone::Utc => "UTC".to_owned(),
            Zone::Fixed(offset) => format!("UTC{offset}"),
        };
        let text = match self.zone {
            Zone::Iana(_) => with_offsets(&name, &self.offsets(incident)),
            Zone::Utc | Zone::Fixed(_) | Zone::Unknown => name,
        };
        ZoneTold {
            name: Some(self.zone.to_string()),
            text,
        }
    }

    fn offsets(&self, incident: &Incident) -> Vec<FixedOffset> {
        let mut timed = incident.shown().filter_map(|event| event.body().timing.at);
        let first = timed.next();
        let moments = first.into_iter().chain(timed.next_back());
        let mut offsets: Vec<FixedOffset> = moments.filter_map(|at| self.zone.shown(&at).offset).collect();
        offsets.dedup();
        offsets
    }

    /// The moment as this zone has it: with its offset, or with none where the zone is unknown.
    pub(super) fn moment(&self, at: &Moment) -> Moment {
        let wall = self.zone.shown(at);
        let zoned = || {
            let offset = wall.offset?;
            let utc = wall.clock.checked_sub_offset(offset)?;
            Some(Moment::Zoned(DateTime::from_naive_utc_and_offset(utc, offset)))
        };
        zoned().unwrap_or(Moment::Floating(wall.clock))
    }

    /// The day on which it fell.
    pub(super) fn date(&self, at: &Moment) -> NaiveDate {
        self.wall(at).date()
    }

    /// Below a day's heading: `09:30`, `~09:30`, `14:05–14:20`, `23:50–26 March, 00:10`, `this day`.
    pub(super) fn in_day(&self, timing: &Timing) -> String {
        let Some(at) = timing.at else {
            return NO_TIME.to_owned();
        };
        let day = self.date(&at);
        let about = timing.about();
        if timing.precision == Precision::Day {
            return match timing
                .until
                .map(|until| self.date(&until))
                .filter(|until| *until > day)
            {
                Some(until) => format!("{about}this day, until {}", day_title(until)),
                None => format!("{about}this day"),
            };
        }
        let start = self.clock(&at, timing);
        match timing.until {
            Some(until) => format!("{start}–{}", self.after(day, &until, timing)),
            None => start,
        }
    }

    /// Anywhere else: `25 March 2023, 09:30`.
    pub(super) fn in_full(&self, timing: &Timing) -> String {
        let Some(at) = timing.at else {
            return NO_TIME.to_owned();
        };
        let day = day_title(self.date(&at));
        match timing.precision {
            Precision::Day if timing.approximate => format!("~{day}"),
            Precision::Day => day,
            Precision::Second | Precision::Minute | Precision::Hour => {
                format!("{day}, {}", self.clock(&at, timing))
            }
        }
    }

    /// From one mark to another: `25 March 2023, 09:30 – 20:00`; the day is repeated only when it is another.
    pub(super) fn span(&self, incident: &Incident, from: &Mark, to: Option<&Mark>) -> String {
        let timing = |mark: &Mark| incident.event(mark.event).map(|event| event.body().timing);
        let start = timing(from).map_or_else(String::new, |timing| self.in_full(&timing));
        let end = to.and_then(|to| {
            let timing = timing(to)?;
            let same_day = self.date(&from.at) == self.date(&to.at) && timing.precision != Precision::Day;
            Some(if same_day {
                self.clock(&to.at, &timing)
            } else {
                self.in_full(&timing)
            })
        });
        match end {
            Some(end) => format!("{start} – {end}"),
            None => format!("{start} – end not recorded"),
        }
    }

    /// A day in a text that names another one: with its year where that is another.
    fn day_beside(&self, day: NaiveDate, named: NaiveDate) -> String {
        if day.year() == named.year() {
            self.day_of_year(day)
        } else {
            day_title(day)
        }
    }

    fn after(&self, day: NaiveDate, until: &Moment, timing: &Timing) -> String {
        // Only the beginning of a range carries the "about" of both.
        let exact = Timing {
            approximate: false,
            precision: match timing.precision {
                Precision::Second => Precision::Second,
                Precision::Minute | Precision::Hour | Precision::Day => Precision::Minute,
            },
            ..*timing
        };
        let clock = self.clock(until, &exact);
        if self.date(until) == day {
            clock
        } else {
            format!("{}, {clock}", self.day_beside(self.date(until), day))
        }
    }

    /// The clock, to the second where it was given so. The hour that a clock change repeats is told apart by its
    /// offset.
    pub(super) fn clock(&self, at: &Moment, timing: &Timing) -> String {
        let shown = self.zone.shown(at);
        let wall = shown.clock;
        let known = timing.precision.clock(wall).unwrap_or_default();
        let mut clock = format!("{}{known}", timing.about());
        if let (Zone::Iana(_), Some(offset)) = (self.zone, shown.offset)
            && !matches!(self.zone.read_wall(wall), WallReading::Exact(_))
        {
            clock.push_str(&format!(" (UTC{offset})"));
        }
        clock
    }

    /// `25 March 2023`.
    pub(super) fn day(&self, day: NaiveDate) -> String {
        day_title(day)
    }

    /// `25 March`, beside another day of that year.
    pub(super) fn day_of_year(&self, day: NaiveDate) -> String {
        day.format("%-d %B").to_string()
    }

    fn wall(&self, at: &Moment) -> NaiveDateTime {
        self.zone.shown(at).clock
    }
}

/// `25 March 2023`.
pub(super) fn day_title(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn with_offsets(name: &str, offsets: &[FixedOffset]) -> String {
    match offsets {
        [] => name.to_owned(),
        [only] => format!("{name}, UTC{only}"),
        [first, .., last] => format!("{name}, UTC{first}, later UTC{last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(zone: &str) -> Times {
        Times {
            zone: Zone::parse(zone, Zone::Utc).unwrap(),
        }
    }

    fn timing(at: &str, until: &str, precision: Precision, approximate: bool) -> Timing {
        Timing {
            at: Moment::parse(at),
            until: Moment::parse(until),
            precision,
            approximate,
        }
    }

    #[test]
    fn times_are_as_exact_as_they_were_given() {
        use Precision::{Day, Hour, Minute, Second};
        let cases = [
            (
                "2023-03-25T09:30:00-05:00",
                "",
                Minute,
                false,
                "09:30",
                "25 March 2023, 09:30",
            ),
            (
                "2023-03-25T09:30:12-05:00",
                "",
                Second,
                false,
                "09:30:12",
                "25 March 2023, 09:30:12",
            ),
            (
                "2023-03-25T09:30:00-05:00",
                "",
                Minute,
                true,
                "~09:30",
                "25 March 2023, ~09:30",
            ),
            (
                "2023-03-25T09:00:00-05:00",
                "",
                Hour,
                false,
                "~09:00",
                "25 March 2023, ~09:00",
            ),
            (
                "2023-03-25T00:00:00-05:00",
                "",
                Day,
                false,
                "this day",
                "25 March 2023",
            ),
            (
                "2023-03-25T14:05:00-05:00",
                "2023-03-25T14:20:00-05:00",
                Minute,
                false,
                "14:05–14:20",
                "25 March 2023, 14:05",
            ),
            (
                "2023-03-25T23:50:00-05:00",
                "2023-03-26T00:10:00-05:00",
                Minute,
                true,
                "~23:50–26 March, 00:10",
                "25 March 2023, ~23:50",
            ),
            // An instant of another offset is shown on this zone's wall.
            (
                "2023-03-26T04:30:00Z",
                "",
                Minute,
                false,
                "23:30",
                "25 March 2023, 23:30",
            ),
            ("", "", Minute, false, NO_TIME, NO_TIME),
        ];
        for (at, until, precision, approximate, in_day, in_full) in cases {
            let timing = timing(at, until, precision, approximate);
            assert_eq!(times("-05:00").in_day(&timing), in_day);
            assert_eq!(times("-05:00").in_full(&timing), in_full);
        }
    }

    #[test]
    fn the_hour_that_is_repeated_is_told_apart() {
        for (at, shown) in [
            ("2023-10-29T02:30:00+02:00", "02:30 (UTC+02:00)"),
            ("2023-10-29T02:30:00+01:00", "02:30 (UTC+01:00)"),
            ("2023-10-29T03:30:00+01:00", "03:30"),
        ] {
            let timing = timing(at, "", Precision::Minute, false);
            assert_eq!(times("Europe/Paris").in_day(&timing), shown);
        }
    }

    #[test]
    fn an_unknown_zone_has_no_offset() {
        let at = Moment::parse("2023-04-12T14:00:00-05:00").unwrap();
        assert_eq!(times("unknown").moment(&at).to_string(), "2023-04-12T14:00:00");
        assert_eq!(times("UTC").moment(&at).to_string(), "2023-04-12T19:00:00+00:00");
    }
}
