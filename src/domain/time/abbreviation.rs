//! The abbreviations that a zone itself has for its offsets: `CET` and `CEST` in Berlin.

use chrono::TimeZone;
use chrono_tz::OffsetName;

use super::{Moment, Zone};

impl Zone {
    /// True if these letters are this zone's own abbreviation for the offset that holds at that moment.
    pub fn abbreviates(&self, at: &Moment, letters: &str) -> bool {
        let Moment::Zoned(at) = at else { return false };
        match self {
            Zone::Iana(tz) => tz.offset_from_utc_datetime(&at.naive_utc()).abbreviation() == Some(letters),
            Zone::Utc => letters == "UTC",
            Zone::Fixed(_) | Zone::Unknown => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_a_zones_own_only_while_they_hold() {
        for (zone, at, letters, own) in [
            ("Europe/Berlin", "2023-03-25T09:30:00+01:00", "CET", true),
            ("Europe/Berlin", "2023-03-25T09:30:00+01:00", "CEST", false),
            ("Europe/Berlin", "2023-07-25T09:30:00+02:00", "CEST", true),
            ("Asia/Shanghai", "2023-07-25T09:30:00+08:00", "CST", true),
            ("UTC", "2023-07-25T09:30:00+00:00", "UTC", true),
            ("-05:00", "2023-07-25T09:30:00-05:00", "EST", false),
            ("unknown", "2023-07-25T09:30:00", "EST", false),
        ] {
            let (zone, at) = (Zone::parse(zone, Zone::Utc).unwrap(), Moment::parse(at).unwrap());
            assert_eq!(zone.abbreviates(&at, letters), own, "{zone} {letters}");
        }
    }
}
