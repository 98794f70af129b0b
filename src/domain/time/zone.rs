//! Zones: IANA names, `UTC`, fixed offsets and `unknown`; between instants and clocks on the wall.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::{AHEAD, Moment};
use crate::domain::nearest::nearest;

/// The most that a wall clock can be ahead of UTC, on this earth: all that can be said where the zone is unknown.
const FURTHEST: TimeDelta = TimeDelta::hours(14);

/// The zone that an incident's times are shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// A zone of the IANA database, with its clock changes.
    Iana(Tz),
    /// Coordinated universal time.
    Utc,
    /// A fixed offset from UTC.
    Fixed(FixedOffset),
    /// Nobody recorded it. Times carry no offset and are never printed as UTC.
    Unknown,
}

/// A zone name that means nothing to us.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no zone is called '{name}'; {}", instead(*nearest))]
pub struct ZoneError {
    /// The name as it was given.
    pub name: String,
    /// The IANA name that is nearest to it, where one is near.
    pub nearest: Option<&'static str>,
}

fn instead(nearest: Option<&str>) -> String {
    let forms = "UTC, an offset such as -05:00 or UTC-5, local or unknown";
    match nearest {
        Some(name) => format!("did you mean {name}? Also: {forms}"),
        None => format!("use an IANA name such as Europe/Paris, {forms}"),
    }
}

/// This instant, as the machine knows it: the clock's reading and the system's own zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The clock's reading, cut to microseconds.
    pub instant: DateTime<Utc>,
    /// The zone that `local` means here. Never [`Zone::Unknown`].
    pub local: Zone,
}

/// A wall clock in some zone: what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wall {
    /// Date and time on the wall.
    pub clock: NaiveDateTime,
    /// The offset at that moment; none where the zone is unknown.
    pub offset: Option<FixedOffset>,
}

/// The reading of a wall clock in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WallReading {
    /// It was shown exactly once (or the zone is unknown).
    Exact(Moment),
    /// It was shown twice, as clocks were set back.
    Ambiguous {
        /// The first time it was shown.
        earlier: Moment,
        /// The second time.
        later: Moment,
    },
    /// It was never shown, as clocks were set forward; read with the offset that held before the change.
    Skipped(Moment),
}

impl WallReading {
    /// The moment to take: the earlier of two. Callers that show the reading say so.
    pub fn moment(self) -> Moment {
        match self {
            WallReading::Exact(at) | WallReading::Skipped(at) => at,
            WallReading::Ambiguous { earlier, .. } => earlier,
        }
    }
}

impl Zone {
    /// Reads a zone's name; `local` is what the word "local" stands for.
    ///
    /// # Errors
    /// When the name is none of an IANA name (any case), `UTC` or `Z`, `+HH:MM`, `UTC-5`, `GMT+05:30`, `local`,
    /// `unknown`.
    pub fn parse(name: &str, local: Zone) -> Result<Self, ZoneError> {
        Self::known(name, local).ok_or_else(|| ZoneError {
            name: name.trim().to_owned(),
            nearest: nearest_iana(name.trim()),
        })
    }

    /// The zone of this name, as for [`parse`](Self::parse); `None` where it is none.
    pub fn known(name: &str, local: Zone) -> Option<Self> {
        let name = name.trim();
        match name.to_ascii_lowercase().as_str() {
            "utc" | "z" | "etc/utc" | "etc/uct" | "etc/universal" | "etc/zulu" => return Some(Zone::Utc),
            "local" => return Some(local),
            "unknown" => return Some(Zone::Unknown),
            _ => {}
        }
        if let Some(offset) = parse_offset(name) {
            return Some(Zone::Fixed(offset));
        }
        if let Some(offset) = parse_named_offset(name) {
            let is_utc = offset.local_minus_utc() == 0;
            return Some(if is_utc { Zone::Utc } else { Zone::Fixed(offset) });
        }
        find_iana(name).map(Zone::Iana)
    }

    /// The offset that holds at an instant; none when the zone is unknown.
    pub fn offset_at(&self, instant: DateTime<Utc>) -> Option<FixedOffset> {
        match self {
            Zone::Iana(tz) => Some(tz.offset_from_utc_datetime(&instant.naive_utc()).fix()),
            Zone::Utc => Some(Utc.fix()),
            Zone::Fixed(offset) => Some(*offset),
            Zone::Unknown => None,
        }
    }

    /// An instant as a moment of this zone. Where the zone is unknown: the machine's wall clock, without offset.
    pub fn moment_at(&self, instant: DateTime<Utc>, local: Zone) -> Moment {
        match self.offset_at(instant) {
            Some(offset) => Moment::Zoned(instant.with_timezone(&offset)),
            None => Moment::Floating(local.shown_instant(instant).clock),
        }
    }

    /// Now, as a moment of this zone.
    pub fn now(&self, now: Now) -> Moment {
        self.moment_at(now.instant, now.local)
    }

    /// True if a moment can have come by an instant: clocks differ, and where the zone is unknown, a wall clock may be
    /// any on this earth.
    pub fn has_come(&self, at: &Moment, instant: DateTime<Utc>) -> bool {
        let ahead = match self {
            Zone::Unknown => AHEAD + FURTHEST,
            Zone::Iana(_) | Zone::Utc | Zone::Fixed(_) => AHEAD,
        };
        let latest = instant
            .timestamp_micros()
            .saturating_add(1_000_000 * ahead.num_seconds());
        self.micros(at) <= latest
    }

    /// Reads a wall clock in this zone.
    pub fn read_wall(&self, clock: NaiveDateTime) -> WallReading {
        match self {
            Zone::Unknown => WallReading::Exact(Moment::Floating(clock)),
            Zone::Utc => WallReading::Exact(zoned(clock, Utc.fix())),
            Zone::Fixed(offset) => WallReading::Exact(zoned(clock, *offset)),
            Zone::Iana(tz) => read_iana(*tz, clock),
        }
    }

    /// A moment on this zone's wall: what is printed.
    pub fn shown(&self, at: &Moment) -> Wall {
        match (self, at) {
            (Zone::Unknown, at) => Wall {
                clock: at.wall(),
                offset: None,
            },
            (zone, Moment::Zoned(at)) => zone.shown_instant(at.to_utc()),
            (zone, Moment::Floating(clock)) => match zone.read_wall(*clock).moment() {
                Moment::Zoned(at) => Wall {
                    clock: *clock,
                    offset: Some(*at.offset()),
                },
                Moment::Floating(clock) => Wall { clock, offset: None },
            },
        }
    }

    /// An instant on this zone's wall; an unknown zone shows UTC's clock and no offset.
    pub fn shown_instant(&self, instant: DateTime<Utc>) -> Wall {
        let offset = self.offset_at(instant);
        let shift = TimeDelta::seconds(i64::from(offset.map_or(0, |o| o.local_minus_utc())));
        let clock = instant
            .naive_utc()
            .checked_add_signed(shift)
            .unwrap_or(instant.naive_utc());
        Wall { clock, offset }
    }

    /// Microseconds on one common scale, for ordering and for lengths: of the epoch where the zone is known,
    /// of the wall clock where it is not. Only values of the same incident may be compared.
    pub fn micros(&self, at: &Moment) -> i64 {
        match (self, at) {
            (Zone::Unknown, at) => at.wall().and_utc().timestamp_micros(),
            (_, Moment::Zoned(at)) => at.timestamp_micros(),
            (zone, Moment::Floating(clock)) => match zone.read_wall(*clock).moment() {
                Moment::Zoned(at) => at.timestamp_micros(),
                Moment::Floating(clock) => clock.and_utc().timestamp_micros(),
            },
        }
    }
}

/// The name as it is stored and shown: `America/Bogota`, `UTC`, `-05:00`, `unknown`.
impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Iana(tz) => f.write_str(tz.name()),
            Zone::Utc => f.write_str("UTC"),
            Zone::Fixed(offset) => offset.fmt(f),
            Zone::Unknown => f.write_str("unknown"),
        }
    }
}

fn zoned(clock: NaiveDateTime, offset: FixedOffset) -> Moment {
    match offset.from_local_datetime(&clock).single() {
        Some(at) => Moment::Zoned(at),
        // Only at the ends of chrono's calendar, far outside the years that are accepted.
        None => Moment::Floating(clock),
    }
}

fn read_iana(tz: Tz, clock: NaiveDateTime) -> WallReading {
    match tz.offset_from_local_datetime(&clock) {
        chrono::LocalResult::Single(offset) => WallReading::Exact(zoned(clock, offset.fix())),
        chrono::LocalResult::Ambiguous(first, second) => {
            // The larger offset is the earlier instant, whichever order the database lists them in.
            let (a, b) = (first.fix(), second.fix());
            let (early, late) = if a.local_minus_utc() >= b.local_minus_utc() {
                (a, b)
            } else {
                (b, a)
            };
            WallReading::Ambiguous {
                earlier: zoned(clock, early),
                later: zoned(clock, late),
            }
        }
        chrono::LocalResult::None => {
            let before = clock.checked_sub_signed(TimeDelta::days(1)).unwrap_or(clock);
            let offset = tz.offset_from_utc_datetime(&before).fix();
            WallReading::Skipped(zoned(clock, offset))
        }
    }
}

/// The exact name first: it is by far the commonest, and a hash away.
fn find_iana(name: &str) -> Option<Tz> {
    let exact = name.parse().ok();
    exact.or_else(|| {
        TZ_VARIANTS
            .iter()
            .find(|tz| tz.name().eq_ignore_ascii_case(name))
            .copied()
    })
}

/// The IANA name that was most likely meant; a place alone (`Bogota`, `new york`) means the zone of its name. An
/// abbreviation of three letters is near to too many others.
fn nearest_iana(name: &str) -> Option<&'static str> {
    if name.chars().count() < 4 {
        return None;
    }
    let names = || TZ_VARIANTS.iter().map(|tz| tz.name());
    let place = |name: &'static str| name.rsplit('/').next().unwrap_or(name);
    let meant = nearest(name, names().map(place));
    let of_place = || names().find(|name| meant == Some(place(name)));
    match name.contains('/') {
        true => nearest(name, names()).or_else(of_place),
        false => of_place(),
    }
}

/// An offset behind the name of what it counts from: `UTC-5`, `UTC+05:30`, `GMT+2`. IANA's own `Etc/GMT+2`, which
/// counts the other way round, is none of these.
fn parse_named_offset(text: &str) -> Option<FixedOffset> {
    let name = text.get(..3)?;
    let counts = name.eq_ignore_ascii_case("UTC") || name.eq_ignore_ascii_case("GMT");
    let offset = text[3..].trim_start().replace('\u{2212}', "-");
    let sign = offset
        .chars()
        .next()
        .filter(|sign| counts && matches!(sign, '+' | '-'))?;
    let (hours, minutes) = match offset[1..].split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if offset.len() > 3 => (offset.get(1..3)?, &offset[3..]),
        None => (&offset[1..], "00"),
    };
    let hours = Some(hours).filter(|hours| !hours.is_empty())?;
    parse_offset(&format!("{sign}{hours:0>2}:{minutes}"))
}

/// `+HH:MM`, `-HH:MM`, `+HHMM`; at most 14 hours, as the earth has it.
fn parse_offset(text: &str) -> Option<FixedOffset> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let digits = match digits.len() {
        5 if digits.as_bytes()[2] == b':' => digits.replace(':', ""),
        4 => digits.to_owned(),
        _ => return None,
    };
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
    let seconds = hours * 3600 + minutes * 60;
    (minutes < 60 && seconds <= 14 * 3600)
        .then(|| FixedOffset::east_opt(sign * seconds))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::parse(name, Zone::Utc).unwrap()
    }

    fn clock(text: &str) -> NaiveDateTime {
        Moment::parse(text).unwrap().wall()
    }

    #[test]
    fn names_are_read_and_written() {
        for (typed, name) in [
            ("America/Bogota", "America/Bogota"),
            ("europe/paris", "Europe/Paris"),
            ("utc", "UTC"),
            ("-05:00", "-05:00"),
            ("+0530", "+05:30"),
            ("local", "UTC"),
            ("unknown", "unknown"),
            ("UTC-5", "-05:00"),
            ("UTC\u{2212}5", "-05:00"),
            ("utc +2", "+02:00"),
            ("UTC-05", "-05:00"),
            ("UTC+0530", "+05:30"),
            ("UTC+05:30", "+05:30"),
            ("UTC+5:45", "+05:45"),
            ("GMT+2", "+02:00"),
            ("GMT-03:30", "-03:30"),
            ("UTC+0", "UTC"),
            ("UTC+14", "+14:00"),
            // The other way round: that is how IANA names it.
            ("Etc/GMT+2", "Etc/GMT+2"),
        ] {
            assert_eq!(zone(typed).to_string(), name);
        }
        for wrong in [
            "",
            "Mars/Base",
            "+25:00",
            "-5",
            "+1:00",
            "+05:99",
            "+é:00",
            "UTC+15",
            "UTC+5:3",
            "UTC5",
            "UTC+",
            "UTC+-5",
            "UTC+:30",
            "UTC+1:2:3",
            "BST-1",
            "UTCé",
            "UT+5",
            "UTC+005",
        ] {
            assert!(Zone::parse(wrong, Zone::Utc).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_name_that_means_nothing_names_the_nearest() {
        for (typed, near) in [
            ("Europe/Pariss", Some("Europe/Paris")),
            ("Europ/Berlin", Some("Europe/Berlin")),
            ("america/new york", Some("America/New_York")),
            ("New York", Some("America/New_York")),
            ("Bogota", Some("America/Bogota")),
            ("US/Berlin", Some("Europe/Berlin")),
            ("BST", None),
            ("Mars/Base", None),
            ("", None),
        ] {
            let error = Zone::parse(typed, Zone::Utc).unwrap_err();
            assert_eq!(error.nearest, near, "{typed}: {error}");
        }
    }

    #[test]
    fn a_clock_set_back_is_ambiguous_and_the_earlier_is_taken() {
        let reading = zone("Europe/Paris").read_wall(clock("2023-10-29T02:30:00"));
        let WallReading::Ambiguous { earlier, later } = reading else {
            panic!("{reading:?}")
        };
        assert_eq!(earlier.to_string(), "2023-10-29T02:30:00+02:00");
        assert_eq!(later.to_string(), "2023-10-29T02:30:00+01:00");
        assert_eq!(reading.moment(), earlier);
    }

    #[test]
    fn a_skipped_hour_keeps_the_offset_that_held_before() {
        let reading = zone("Europe/Paris").read_wall(clock("2023-03-26T02:30:00"));
        assert_eq!(
            reading,
            WallReading::Skipped(Moment::parse("2023-03-26T02:30:00+01:00").unwrap())
        );
    }

    #[test]
    fn an_unknown_zone_never_gains_an_offset() {
        let zone = Zone::Unknown;
        let at = zone.read_wall(clock("2023-04-12T14:00:00")).moment();
        assert_eq!(at, Moment::Floating(clock("2023-04-12T14:00:00")));
        assert_eq!(zone.shown(&at).offset, None);
        let now = Now {
            instant: "2023-04-12T19:00:00Z".parse().unwrap(),
            local: self::zone("-05:00"),
        };
        assert_eq!(zone.now(now), at);
    }

    #[test]
    fn another_zone_shows_the_same_instant() {
        let at = Moment::parse("2023-03-25T09:30:00-05:00").unwrap();
        let shown = zone("Asia/Kolkata").shown(&at);
        assert_eq!(shown.clock, clock("2023-03-25T20:00:00"));
    }
}
