//! The beginning of a line that a hurried eye takes for a time.

use super::words::{
    first_words, is_amount, is_clock, is_date, is_day_of_month, is_epoch, is_half, is_hour, is_length,
    is_month, is_number, is_part_of_day, is_relative_day, is_two_digits, is_unit, is_weekday,
    starts_with_digit,
};

/// A word with more bytes is no time.
const LONGEST: usize = 40;

/// So many words of a line are looked at.
const WORDS: usize = 6;

/// The beginning of a line that a hurried eye takes for a time. Ask only when no time was read.
pub(in crate::domain::entry) fn time(line: &str) -> Option<&str> {
    let line = line.trim_start();
    if is_signed(line) {
        return first_words(line, 1);
    }
    let marks = ["- ", "* ", "+ ", "• ", "> ", "# ", "## ", "### "];
    let bare = marks
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .unwrap_or(line);
    let words: Vec<&str> = bare.split_whitespace().take(WORDS).collect();
    if words.iter().any(|word| word.len() > LONGEST) {
        return stamp_within(&words);
    }
    match of_words(&words) {
        Some(count) => first_words(bare.trim_start(), count),
        None => stamp_within(&words),
    }
}

/// A day that stands behind a time and was not read: `09:30 tomorrow`, `09:30 next Monday`, `09:30 04/05/2026`.
pub(in crate::domain::entry) fn day(behind_time: &str) -> Option<&str> {
    let behind = behind_time.trim_start_matches([',', ' ']);
    let words: Vec<&str> = behind.split_whitespace().take(WORDS).collect();
    let on = usize::from(words.first().is_some_and(|word| word.eq_ignore_ascii_case("on")));
    let (first, rest) = words.get(on..)?.split_first()?;
    if first.len() > LONGEST {
        return None;
    }
    let count = match is_relative_day(first) || is_date(first) {
        true => Some(1),
        false => calendar(first, rest),
    };
    first_words(behind, on + count?)
}

/// A stamp with a day and a time of day that does not stand first, as in the logs of servers:
/// `10.0.0.1 - - [25/Nov/2026:09:30:12 +0000]`, `ts=2026-11-25T09:30:12Z`, `host1 2026-11-25 09:30:12`.
fn stamp_within<'a>(words: &[&'a str]) -> Option<&'a str> {
    words.iter().enumerate().find_map(|(nth, word)| {
        let mut parts = word
            .split(['=', '"', '[', '<', '{', '>', ','])
            .filter(|part| part.len() <= LONGEST);
        let next = words.get(nth + 1).copied().unwrap_or_default();
        parts.find(|part| {
            let within = part
                .find(['T', ':'])
                .is_some_and(|at| starts_with_digit(&part[at + 1..]));
            let month = is_month(part)
                && is_day_of_month(next)
                && words.get(nth + 2).is_some_and(|clock| is_clock(clock));
            (is_date(part) && (within || is_clock(next))) || month
        })
    })
}

/// `-5`, `+5m`, `-10`: a sign close before a number.
fn is_signed(line: &str) -> bool {
    let ahead = line.strip_prefix('+').and_then(|rest| {
        rest.split_whitespace()
            .next()
            .filter(|word| rest.starts_with(word))
    });
    let back = line.strip_prefix(['-', '−']);
    ahead.is_some_and(is_length) || back.is_some_and(starts_with_digit)
}

/// A word that leads to a time, and is a part of it where one follows.
const LEADS: [&str; 17] = [
    "at", "by", "around", "about", "since", "from", "until", "till", "between", "on", "before", "after",
    "shortly", "just", "early", "late", "~",
];

/// The number of words at the beginning that are like a time.
fn of_words(words: &[&str]) -> Option<usize> {
    let (first, rest) = words.split_first()?;
    let lower = first.to_ascii_lowercase();
    let now = |word: &&&str| word.trim_end_matches([',', ':']).eq_ignore_ascii_case("now");
    if ["just", "right"].contains(&&*lower) && rest.first().filter(now).is_some() {
        return Some(2);
    }
    if LEADS.contains(&&*lower) {
        let numbers = lower == "between" && rest.len() > 2 && is_number(rest[0]) && rest[1] == "and";
        return if numbers {
            Some(4.min(words.len()))
        } else {
            of_words(rest).map(|count| count + 1)
        };
    }
    let first = first.trim_start_matches(['~', '<', '{', '"', '\'', '?', '@', '|']);
    let lower = first.to_ascii_lowercase();
    point(first, rest)
        .or_else(|| calendar(first, rest))
        .or_else(|| length(first, rest))
        .or_else(|| spoken(&lower, rest))
        .or_else(|| behind_a_word(rest).filter(|_| !first.ends_with(':')))
}

/// A clock, a date, a stamp, alone or with what belongs to it.
fn point(first: &str, rest: &[&str]) -> Option<usize> {
    let next = rest.first().copied().unwrap_or_default();
    if is_date(first) || is_epoch(first) {
        return Some(1 + usize::from(is_clock(next)));
    }
    if (is_number(first) || is_clock(first)) && is_half(next) {
        return Some(2);
    }
    let since_start = first
        .strip_prefix(['T', 't'])
        .and_then(|rest| rest.strip_prefix(['+', '-']));
    let number = is_number(first) && (3..=4).contains(&first.len());
    let by_the_clock = is_number(first) && next.eq_ignore_ascii_case("uhr");
    if by_the_clock {
        return Some(2);
    }
    let alone = is_clock(first)
        || is_bracketed(first)
        || is_hour(first, next)
        || since_start.is_some_and(starts_with_digit)
        || (number && !is_unit_of_time_ago(rest));
    alone.then_some(1)
}

/// "500 days ago" is looked at as a length.
fn is_unit_of_time_ago(rest: &[&str]) -> bool {
    rest.first().is_some_and(|unit| is_unit(unit)) && direction(&rest[1..]).is_some()
}

/// `[21:30]`, `(09:30:12)`, `[25/Nov/2026:09:30`, `[2026-11-25`.
fn is_bracketed(word: &str) -> bool {
    let Some(inside) = word.strip_prefix(['[', '(']) else {
        return false;
    };
    let inside = inside.trim_end_matches([']', ')', ':']);
    let clock = inside.split(':').count() > 1 && inside.split(':').all(is_two_digits);
    clock || is_date(inside) || (word.starts_with('[') && is_epoch(inside))
}

/// Days of the calendar: `Mar 25`, `25 Mar`, `Monday, 9am`, `yesterday evening`, `next Friday`.
fn calendar(first: &str, rest: &[&str]) -> Option<usize> {
    let next = rest.first().copied().unwrap_or_default();
    let lower = first.to_ascii_lowercase();
    let named = is_month(first) && is_day_of_month(next) || is_day_of_month(first) && is_month(next);
    let ordinal = is_day_of_month(first) && !is_number(first.trim_end_matches([',', ':']));
    let of_month = ordinal && next == "of" && rest.get(1).is_some_and(|month| is_month(month));
    let span = is_month(first) && next.split('-').all(is_day_of_month) && next.contains('-');
    if named || span {
        return Some(2);
    }
    if is_day_of_month(first)
        && ["-", "–", "to"].contains(&next)
        && rest.get(2).is_some_and(|month| is_month(month))
    {
        return Some(4);
    }
    if is_weekday(first) && next == "the" && rest.get(1).is_some_and(|day| is_day_of_month(day)) {
        return Some(3);
    }
    if of_month {
        return Some(3);
    }
    if is_weekday(first) || is_relative_day(first) {
        let after = |count: usize| of_day(&rest[count.min(rest.len())..]).map(|more| 1 + count + more);
        let at = usize::from(["at", "around", "about", "@"].contains(&next));
        let number = at > 0 && rest.get(1).is_some_and(|hour| is_day_of_month(hour));
        return if number { Some(3) } else { after(at) };
    }
    let turns = ["last", "next", "this", "coming", "past"].contains(&&*lower);
    if turns && (is_weekday(next) || is_month(next) || is_unit(next) || is_part_of_day(next)) {
        return Some(2);
    }
    None
}

/// The clock behind a day that makes it a time.
fn of_day(rest: &[&str]) -> Option<usize> {
    let (first, rest) = rest.split_first()?;
    let next = rest.first().copied().unwrap_or_default();
    if is_number(first) {
        let month = is_month(next) || is_half(next);
        return month.then_some(2);
    }
    (is_clock(first) || is_hour(first, next) || is_part_of_day(first) || is_month(first) || is_date(first))
        .then_some(1)
}

/// Lengths before or after something: `5 minutes later`, `in 5m`, `a few minutes ago`, `the day before yesterday`.
fn length(first: &str, rest: &[&str]) -> Option<usize> {
    let lower = first.to_ascii_lowercase();
    let next = rest.first().copied().unwrap_or_default();
    if lower == "in" || lower == "within" {
        let amount = is_amount(next) && rest.get(1).is_some_and(|unit| is_unit(unit));
        return (is_length(next).then_some(2)).or_else(|| amount.then_some(3));
    }
    let ordinal = lower == "the" && is_day_of_month(next) && rest.get(1) == Some(&"of");
    if ordinal && rest.get(2).is_some_and(|month| is_month(month)) {
        return Some(4);
    }
    if lower == "the" || lower == "day" {
        let words: Vec<String> = rest.iter().map(|word| word.to_ascii_lowercase()).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let day = usize::from(lower == "the");
        let said = words.get(day..).unwrap_or_default();
        return matches!(said, ["before", "yesterday", ..] | ["after", "tomorrow", ..]).then_some(3 + day);
    }
    if is_length(first) {
        return direction(rest).map(|more| 1 + more);
    }
    is_amount(first).then_some(())?;
    // "an hour and a half ago", "1 1/2 hours ago".
    let ago = rest
        .iter()
        .position(|word| word.trim_end_matches([',', ':']).eq_ignore_ascii_case("ago"));
    if let Some(ago) = ago.filter(|ago| rest[..*ago].iter().any(|word| is_unit(word))) {
        return Some(ago + 2);
    }
    // "a few minutes", "a couple of hours", "two and a half hours", "5 hours and 3 minutes".
    let places = 0..rest.len().min(5);
    let unit = places
        .rev()
        .find(|place| is_unit(rest[*place]) && direction(&rest[place + 1..]).is_some())?;
    let between = &rest[..unit];
    let filler = |word: &&str| is_amount(word) || is_unit(word) || ["of", "and", "&"].contains(word);
    if !between.iter().all(filler) {
        return None;
    }
    direction(&rest[unit + 1..]).map(|more| unit + 2 + more)
}

/// `ago`, `later`, `from now`.
fn direction(rest: &[&str]) -> Option<usize> {
    let first = rest.first()?.trim_end_matches([',', ':']).to_ascii_lowercase();
    match &*first {
        "ago" | "later" | "earlier" | "hence" | "back" | "before" | "after" => Some(1),
        "past" => rest.get(1).is_some_and(|hour| is_amount(hour)).then_some(2),
        "from" => rest
            .get(1)
            .is_some_and(|now| now.eq_ignore_ascii_case("now"))
            .then_some(2),
        _ => None,
    }
}

/// Times of day in words: `half past nine`, `quarter to ten`, `nine o'clock`, `last night`.
fn spoken(first: &str, rest: &[&str]) -> Option<usize> {
    let next = rest.first().copied().unwrap_or_default();
    let hour = |word: &&str| is_amount(word.trim_end_matches([',', ':']));
    let near = ["past", "to"].contains(&next) && rest.get(1).is_some_and(hour);
    if (["half", "quarter"].contains(&first) || is_amount(first)) && near && next == "past" {
        return Some(3);
    }
    if (["half", "quarter"].contains(&first) && near) || (first == "half" && is_day_of_month(next)) {
        return Some(if near { 3 } else { 2 });
    }
    if ["noon", "midday", "midnight"].contains(&first) {
        return Some(1);
    }
    let a_quarter =
        first == "a" && next == "quarter" && rest.get(1).is_some_and(|word| ["past", "to"].contains(word));
    if a_quarter {
        return Some(4.min(rest.len() + 1));
    }
    let oclock = next
        .trim_end_matches([',', ':'])
        .to_ascii_lowercase()
        .replace('’', "'")
        == "o'clock";
    (is_amount(first) && oclock).then_some(2)
}

/// A clock behind one other word: `um 14:02`, `kl. 14:02`. Only what is a time of day beyond doubt.
fn behind_a_word(rest: &[&str]) -> Option<usize> {
    let clock = rest.first()?.trim_end_matches([',', ':']);
    let (hour, minute) = clock.split_once(':')?;
    let hour_fits =
        hour.len() <= 2 && hour.parse::<u8>().is_ok_and(|hour| hour < 24) && starts_with_digit(hour);
    let minute = minute
        .get(..2)
        .filter(|_| minute.len() == 2 || minute.as_bytes()[2] == b':')?;
    (hour_fits && is_two_digits(minute) && minute.parse::<u8>().is_ok_and(|minute| minute < 60)).then_some(2)
}
