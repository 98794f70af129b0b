//! How long ago: `-10m`, `-1h20m`, `10m ago`, `10 min ago`, `2 hours ago`.

use super::scan::Scan;
use crate::domain::time::Precision;

/// A length of time before now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ago {
    pub(super) seconds: i64,
    pub(super) precision: Precision,
}

/// Reads a length that ends its word: with a minus before it, or with `ago` behind it.
///
/// Behind a minus nothing may be spaced: "-5 errors/s" is no time.
pub(super) fn ago(scan: &mut Scan<'_>) -> Option<Ago> {
    let mut ahead = *scan;
    let signed = ahead.one_of(&['-', '−']).is_some();
    let length = length(&mut ahead, !signed)?;
    if !signed {
        ahead.spaces();
        if !ahead.word("ago") {
            return None;
        }
    }
    if !ahead.ends_word() {
        return None;
    }
    *scan = ahead;
    Some(length)
}

/// Units from the largest to the smallest, each at most once.
fn length(scan: &mut Scan<'_>, spaced: bool) -> Option<Ago> {
    let (mut seconds, mut smallest) = part(scan, spaced)?;
    loop {
        let mut ahead = *scan;
        if spaced {
            ahead.spaces();
        }
        match part(&mut ahead, spaced) {
            Some((more, unit)) if unit < smallest => {
                seconds = seconds.checked_add(more)?;
                smallest = unit;
                *scan = ahead;
            }
            Some(_) | None => break,
        }
    }
    let precision = match smallest {
        1 => Precision::Second,
        _ => Precision::Minute,
    };
    Some(Ago { seconds, precision })
}

/// One number with its unit: its length and the unit's, in seconds.
fn part(scan: &mut Scan<'_>, spaced: bool) -> Option<(i64, i64)> {
    let count = i64::from(scan.number(1..=9)?);
    if spaced {
        scan.spaces();
    }
    let unit = match scan.letters().to_ascii_lowercase().as_str() {
        "d" | "day" | "days" => 86_400,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3_600,
        "m" | "min" | "mins" | "minute" | "minutes" => 60,
        "s" | "sec" | "secs" | "second" | "seconds" => 1,
        _ => return None,
    };
    Some((count.checked_mul(unit)?, unit))
}
