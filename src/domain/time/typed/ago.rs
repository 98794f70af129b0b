//! Times before now: `-10m`, `-1h20m`, `10m ago`, `half an hour ago`, `10 hours and 5 minutes ago`, `1.5h ago`.

use super::scan::Scan;
use crate::domain::time::Precision;

/// A length of time before now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ago {
    pub(super) seconds: i64,
    pub(super) precision: Precision,
}

/// Numbers that people write as words before a unit.
const NUMBERS: [(&str, u32); 20] = [
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("forty-five", 45),
    ("fifty", 50),
];

/// The signs of a length that lies before now.
pub(super) const MINUS: [char; 2] = ['-', '−'];

/// True if a length in words begins here.
pub(super) fn begins_in_words(scan: Scan<'_>) -> bool {
    in_words(&mut scan.clone()).is_some()
}

/// Reads a length that ends its word: with a minus before it, or with `ago` behind it.
///
/// Behind a minus nothing may be spaced: "-5 errors/s" is no time.
pub(super) fn ago(scan: &mut Scan<'_>) -> Option<Ago> {
    scan.attempt(|ahead| {
        let signed = ahead.one_of(&MINUS).is_some();
        let length = length(ahead, !signed)?;
        if !signed {
            ahead.spaces();
            ahead.word("ago").then_some(())?;
        }
        ahead.ends_time().then_some(length)
    })
}

/// Units from the largest to the smallest, each at most once.
fn length(scan: &mut Scan<'_>, spaced: bool) -> Option<Ago> {
    let (mut seconds, mut smallest) = part(scan, spaced)?;
    loop {
        let next = scan.attempt(|ahead| {
            if spaced {
                ahead.one_of(&[',']);
                ahead.spaces();
                ahead.free_word(&["and"]);
            }
            part(ahead, spaced).filter(|(_, unit)| *unit < smallest)
        });
        let Some((more, unit)) = next else { break };
        seconds = seconds.checked_add(more)?;
        smallest = unit;
    }
    let precision = match smallest {
        1 => Precision::Second,
        _ => Precision::Minute,
    };
    Some(Ago { seconds, precision })
}

/// One number with its unit: its length and the unit's, in seconds.
fn part(scan: &mut Scan<'_>, spaced: bool) -> Option<(i64, i64)> {
    let tenths = in_digits(scan).or_else(|| in_words(scan).filter(|_| spaced))?;
    if spaced {
        scan.spaces();
    }
    let unit = unit(scan.letters())?;
    Some((tenths.checked_mul(unit)? / 10, unit))
}

/// `10`, `1.5`; in tenths.
fn in_digits(scan: &mut Scan<'_>) -> Option<i64> {
    let whole = i64::from(scan.number(1..=9)?);
    let tenth = scan.attempt(|ahead| {
        ahead.one_of(&['.'])?;
        ahead.number(1..=1)
    });
    Some(whole * 10 + i64::from(tenth.unwrap_or(0)))
}

/// `half an`, `an`, `ten`; in tenths.
fn in_words(scan: &mut Scan<'_>) -> Option<i64> {
    let half =
        |ahead: &mut Scan<'_>| (ahead.free_word(&["half"]) && ahead.free_word(&["a", "an"])).then_some(5);
    scan.attempt(half).or_else(|| {
        scan.attempt(|ahead| {
            let words = ahead.unspaced();
            let (word, number) = NUMBERS
                .into_iter()
                .find(|(word, _)| word.eq_ignore_ascii_case(words))?;
            ahead.skip(word.len());
            ahead.spaces().then_some(i64::from(number) * 10)
        })
    })
}

/// The words for a unit, with its length in seconds.
const UNITS: [(&[&str], i64); 5] = [
    (&["w", "week", "weeks"], 7 * 86_400),
    (&["d", "day", "days"], 86_400),
    (&["h", "hr", "hrs", "hour", "hours"], 3_600),
    (&["m", "min", "mins", "minute", "minutes"], 60),
    (&["s", "sec", "secs", "second", "seconds"], 1),
];

/// The length of a unit in seconds.
fn unit(letters: &str) -> Option<i64> {
    let is_one = |words: &[&str]| words.iter().any(|word| letters.eq_ignore_ascii_case(word));
    let (_, seconds) = UNITS.iter().find(|(words, _)| is_one(words))?;
    Some(*seconds)
}
