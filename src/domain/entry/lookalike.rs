//! What is like a time or a kind, but is none: the reading says that it stays text.

use super::kind;
use crate::domain::kind::Kind;

/// The beginning of a line that a hurried eye takes for a time. Ask only when no time was read.
pub(super) fn time(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let word = first_words(line, 1)?;
    let two = first_words(line, 2);
    let next = two.map_or("", |two| two[word.len()..].trim_start());
    let bare = word.trim_start_matches(['~', '-', '−']);

    if is_bracketed(word) || is_ahead(word) || is_hour(bare, next) {
        return Some(word);
    }
    let other_day = is_other_day(word) && is_clock(next);
    let to_come = word.eq_ignore_ascii_case("in") && is_length(next);
    let half = is_half(next) && (is_number(bare) || is_clock(bare));
    let day = is_day_word(word) && starts_with_digit(next);
    let dated = is_date(bare) && is_clock(next);
    if half || day || dated || other_day || to_come {
        return two;
    }
    if !starts_with_digit(bare) {
        return None;
    }
    let ago = [two, first_words(line, 3)]
        .into_iter()
        .flatten()
        .find(|words| ends_in_ago(words));
    let signed = bare.len() < word.len();
    let number = is_number(bare) && (3..=4).contains(&bare.len());
    ago.or_else(|| (signed || number || is_clock(bare) || is_date(bare)).then_some(word))
}

/// What stands behind a time that was read and is like an offset of it: `-05:00`.
pub(super) fn offset(behind_time: &str) -> Option<&str> {
    let word = first_words(behind_time.trim_start(), 1)?;
    let digits = word.strip_prefix(['+', '-', '−'])?;
    is_clock(digits).then_some(word)
}

/// A kind that one word hides: `UTC d:`. Behind a time, or what is like one, any word may hide a single letter.
pub(super) fn hidden_kind(line: &str, timed: bool) -> Option<&str> {
    let line = line.trim_start();
    let word = first_words(line, 1)?;
    let behind = line[word.len()..].trim_start();
    let kind = kind::prefix(behind).map(|kind| &behind[..behind.len() - kind.rest.len()])?;
    // "the cause: ..." is a sentence, and "Plan b: ..." is one too.
    (is_zone(word) || (timed && kind.len() == "d:".len())).then_some(kind)
}

/// The beginning of a line that a hurried eye takes for a kind. Ask only when no kind was read.
pub(super) fn kind(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let colon = line.find(':')?;
    let (word, rest) = (&line[..colon], &line[colon + 1..]);
    let known = Kind::from_typed(word).is_some();
    let one_word = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '_' || c == '-');
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with("//");
    (known || (one_word && spaced)).then(|| &line[..=colon])
}

/// The line up to the end of its `count`th word; none when there are fewer.
fn first_words(line: &str, count: usize) -> Option<&str> {
    let mut rest = line;
    for _ in 0..count {
        rest = rest.trim_start();
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        rest = &rest[end..];
    }
    Some(&line[..line.len() - rest.len()])
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// `500`, `1200`.
fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

fn ends_in_ago(words: &str) -> bool {
    words
        .rsplit(char::is_whitespace)
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case("ago"))
}

fn is_half(word: &str) -> bool {
    let letters = word.replace('.', "").to_ascii_lowercase();
    letters == "am" || letters == "pm"
}

fn is_day_word(word: &str) -> bool {
    ["yesterday", "today"]
        .iter()
        .any(|day| word.eq_ignore_ascii_case(day))
}

/// `tomorrow`, `Mon`, `Monday`.
fn is_other_day(word: &str) -> bool {
    let word = word.trim_end_matches(',').to_ascii_lowercase();
    let days = [
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    days.iter()
        .any(|day| *day == word || (word.len() == 3 && *day != "tomorrow" && day.starts_with(&word)))
}

/// `5m`, `1h20m`.
fn is_length(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let units = ["h", "hr", "hrs", "m", "min", "mins", "s", "sec", "secs"];
    let next = unit.find(|c: char| c.is_ascii_digit()).unwrap_or(unit.len());
    starts_with_digit(word)
        && units.contains(&&unit[..next])
        && (next == unit.len() || is_length(&unit[next..]))
}

/// `+5m`.
fn is_ahead(word: &str) -> bool {
    word.strip_prefix('+').is_some_and(is_length)
}

/// `[21:30]`, `(09:30:12)`.
fn is_bracketed(word: &str) -> bool {
    let square = word.strip_prefix('[').and_then(|word| word.strip_suffix(']'));
    let round = || word.strip_prefix('(').and_then(|word| word.strip_suffix(')'));
    let inside = square.or_else(round);
    inside.is_some_and(|word| word.split(':').count() > 1 && word.split(':').all(is_two_digits))
}

/// `9.30`, `9h30`; but `9.30 GB` is a measure.
fn is_hour(word: &str, next: &str) -> bool {
    let of = |separator| {
        let (hour, minute) = word.split_once(separator)?;
        let hour = hour.parse::<u8>().ok().filter(|_| starts_with_digit(hour))?;
        let minute = minute.parse::<u8>().ok().filter(|_| is_two_digits(minute))?;
        Some(hour < 24 && minute < 60)
    };
    of('h').unwrap_or(false) || (of('.').unwrap_or(false) && !is_measure(next))
}

/// What stands behind an amount: a unit, or a word that compares.
fn is_measure(word: &str) -> bool {
    let word = word.trim_matches(['.', ',', ';', ')']).to_ascii_lowercase();
    let units = [
        "%", "percent", "ms", "s", "sec", "secs", "second", "seconds", "m", "min", "minutes", "h", "hours",
        "days", "x", "times", "k", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "million", "billion",
    ];
    // "req/s", "errors/min".
    units.contains(&&*word) || word.contains('/')
}

fn is_two_digits(word: &str) -> bool {
    word.len() == 2 && is_number(word)
}

/// `UTC`, `(CET)`, `GMT+2`, `-05:00`.
fn is_zone(word: &str) -> bool {
    let word = word.trim_matches(['(', ')', '[', ']', ',']);
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit() || "+-:".contains(c));
    let names = [
        "Z", "UTC", "GMT", "WET", "CET", "CEST", "EET", "EEST", "MSK", "IST", "JST", "BST", "EST", "EDT",
        "CST", "CDT", "MST", "MDT", "PST", "PDT",
    ];
    names.contains(&&*name.to_ascii_uppercase()) || offset(word).is_some()
}

/// `25:99`, `10:1`, `09:30:`, `3pm`.
fn is_clock(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let colon = rest.strip_prefix(':');
    (1..=2).contains(&(word.len() - rest.len())) && (is_half(rest) || colon.is_some_and(starts_with_digit))
}

/// `2023-02-30`, `2023/3/5`, `2023-03-25T25:00`.
fn is_date(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    word.len() - rest.len() == 4 && rest.strip_prefix(['-', '/']).is_some_and(starts_with_digit)
}
