//! The first day that statistics count, as people type it: a date, a month, a year, or how long ago.

use chrono::{Days, NaiveDate};

/// The forms that are read, for whoever typed another one.
pub const FORMS: &str = "2026-01-15, 2026-01, 2026, 90d or 12w";

/// Reads a first day: `2026-01-15`, `2026-01` and `2026` (the first day of it), `90d` and `12w` (so long before today).
/// `None` where it is none of these, or no day from 1970 to 9999.
pub fn since(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    for (letter, days) in [('d', 1), ('w', 7)] {
        if let Some(count) = text.strip_suffix(letter) {
            let count: u64 = digits(count.trim_end(), 1..=5)?.into();
            return today.checked_sub_days(Days::new(count * days));
        }
    }
    let parts: Vec<&str> = text.split('-').collect();
    let (year, month, day) = match parts[..] {
        [year] => (year, "01", "01"),
        [year, month] => (year, month, "01"),
        [year, month, day] => (year, month, day),
        _ => return None,
    };
    let year = digits(year, 4..=4).filter(|year| *year >= 1970)?;
    let (month, day) = (digits(month, 1..=2)?, digits(day, 1..=2)?);
    NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day)
}

/// A number of so many digits, and nothing else.
fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let is_number = count.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_years_and_lengths_are_read() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 28).expect("a day");
        for (text, expected) in [
            ("2026-01-15", Some("2026-01-15")),
            ("2026-1-5", Some("2026-01-05")),
            ("2026-01", Some("2026-01-01")),
            ("2026", Some("2026-01-01")),
            (" 90d ", Some("2026-08-30")),
            ("2w", Some("2026-11-14")),
            ("0d", Some("2026-11-28")),
            ("2026-13", None),
            ("2026-02-30", None),
            ("1969", None),
            ("d", None),
            ("-3d", None),
            ("+3d", None),
            ("99999999d", None),
            ("lately", None),
            ("2026-01-15-1", None),
            ("", None),
        ] {
            let read = since(text, today).map(|day| day.to_string());
            assert_eq!(read.as_deref(), expected, "{text:?}");
        }
    }
}
