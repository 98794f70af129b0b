//! Single words that belong to times, as a hurried eye takes them.

use crate::domain::time::typed;

/// The line up to the end of its `count`th word; none when there are fewer.
pub(super) fn first_words(line: &str, count: usize) -> Option<&str> {
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

pub(super) fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// `500`, `1200`.
pub(super) fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// `5`, `five`, `a`.
pub(super) fn is_amount(word: &str) -> bool {
    let lower = word.to_ascii_lowercase().replace(',', ".");
    let words = [
        "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "half", "few", "couple", "several",
    ];
    words.contains(&&*lower)
        || lower
            .parse::<f32>()
            .is_ok_and(|number| starts_with_digit(word) && number <= 1e9)
}

/// `minutes`, `h`.
pub(super) fn is_unit(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.']).to_ascii_lowercase();
    let units = [
        "s",
        "sec",
        "secs",
        "second",
        "seconds",
        "m",
        "min",
        "mins",
        "minute",
        "minutes",
        "h",
        "hr",
        "hrs",
        "hour",
        "hours",
        "d",
        "day",
        "days",
        "w",
        "week",
        "weeks",
        "fortnight",
        "fortnights",
        "month",
        "months",
        "year",
        "years",
        "weekend",
        "moment",
        "while",
        "bit",
    ];
    units.contains(&&*word)
}

/// `am`, `p.m.`.
pub(super) fn is_half(word: &str) -> bool {
    let letters = word.replace('.', "").to_ascii_lowercase();
    let letters = letters.trim_end_matches([',', ':']);
    letters == "am" || letters == "pm"
}

/// `yesterday`, `today`, `tomorrow`, `tonight`.
pub(super) fn is_relative_day(word: &str) -> bool {
    let word = word.trim_end_matches(',').to_ascii_lowercase();
    ["yesterday", "today", "tomorrow", "tonight"].contains(&&*word)
}

/// `Mon`, `monday`, `tues`.
pub(super) fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.']);
    typed::weekday_word(word).is_some()
}

/// `Mar`, `march`, `Sept.`.
pub(super) fn is_month(word: &str) -> bool {
    typed::month_word(word.trim_end_matches([',', '.'])).is_some()
}

/// `morning`, `noon`.
pub(super) fn is_part_of_day(word: &str) -> bool {
    let word = word.trim_end_matches([',', ':']).to_ascii_lowercase();
    [
        "morning",
        "noon",
        "midday",
        "afternoon",
        "evening",
        "night",
        "midnight",
    ]
    .contains(&&*word)
}

/// `25`, `25th`, `3rd,`.
pub(super) fn is_day_of_month(word: &str) -> bool {
    let digits = word
        .trim_end_matches([',', ':'])
        .trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &word.trim_end_matches([',', ':'])[digits.len()..];
    ["", "st", "nd", "rd", "th"].contains(&ending)
        && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

/// `5m`, `1h20m`.
pub(super) fn is_length(word: &str) -> bool {
    let units = ["h", "hr", "hrs", "m", "min", "mins", "s", "sec", "secs", "d", "w"];
    // Each unit at most once: what goes on for longer is no length.
    let mut rest = word;
    for _ in 0..=units.len() {
        let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let end = unit.find(|c: char| c.is_ascii_digit()).unwrap_or(unit.len());
        if unit.len() == rest.len() || !units.contains(&&unit[..end]) {
            return false;
        }
        rest = &unit[end..];
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// `9.30`, `9h30`, `14h`, `14時02分`; but `9.30 GB` is a measure.
pub(super) fn is_hour(word: &str, next: &str) -> bool {
    let of = |separator| {
        let (hour, minute) = word.split_once(separator)?;
        let hour = hour.parse::<u8>().ok().filter(|_| starts_with_digit(hour))?;
        let minute = minute.get(..2)?;
        let minute = minute.parse::<u8>().ok().filter(|_| is_two_digits(minute))?;
        Some(hour < 24 && minute < 60)
    };
    let dotted = || {
        let (_, minute) = word.split_once('.')?;
        Some(is_two_digits(minute) && of('.')? && !is_measure(next))
    };
    of('h').unwrap_or(false) || of('時').unwrap_or(false) || dotted().unwrap_or(false)
}

/// The word behind an amount: a unit, or a word that compares.
fn is_measure(word: &str) -> bool {
    let word = word.trim_matches(['.', ',', ';', ')']).to_ascii_lowercase();
    let units = [
        "%", "percent", "ms", "s", "sec", "secs", "second", "seconds", "m", "min", "minutes", "h", "hours",
        "days", "x", "times", "k", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "million", "billion",
    ];
    // "req/s", "errors/min".
    units.contains(&&*word) || word.contains('/')
}

pub(super) fn is_two_digits(word: &str) -> bool {
    word.len() == 2 && is_number(word)
}

/// `25:99`, `10:1`, `09:30:`, `14:??`, `3pm`, `1402Z`.
pub(super) fn is_clock(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = word.len() - rest.len();
    let colon = rest.strip_prefix(':');
    if let Some((_, end)) = word.split_once(['-', '–']).filter(|_| starts_with_digit(word)) {
        let half = end.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
        return is_half(half) && half.len() < end.len();
    }
    let military = (3..=4).contains(&digits) && ["h", "hrs", "hr"].contains(&rest);
    let unknown = |minutes: &str| minutes.eq_ignore_ascii_case("xx");
    let short = (1..=2).contains(&digits)
        && (is_half(rest)
            || colon.is_some_and(|minutes| {
                minutes.starts_with(|c: char| c.is_ascii_digit() || c == '?') || unknown(minutes)
            }));
    short || military || (digits == 4 && ["Z", "z"].contains(&rest))
}

/// `2023-02-30`, `2023/3/5`, `25.11.26`, `03/04/2026`, `25-Nov-26`, `20261125T0930`, `2026年11月25日`.
pub(super) fn is_date(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = word.len() - rest.len();
    let dotted = digits == 4 && rest.starts_with('.') && rest.split('.').count() == 3;
    let year_first = dotted || digits == 4 && rest.strip_prefix(['-', '/']).is_some_and(starts_with_digit);
    let in_kanji =
        (digits == 4 && rest.starts_with('年')) || ((1..=2).contains(&digits) && rest.starts_with('月'));
    let is_year =
        |year: Option<&str>| year.is_some_and(|year| year.starts_with("19") || year.starts_with("20"));
    let compact = digits == 8
        && is_year(word.get(..4))
        && is_day_of_month(&word[6..8])
        && word[4..6]
            .parse::<u8>()
            .is_ok_and(|month| (1..=12).contains(&month));
    let week =
        digits == 4 && rest.trim_start_matches('-').to_ascii_lowercase().starts_with('w') && rest.len() > 2;
    let is_separated = || {
        let separator = rest.chars().next().filter(|c| "-/.".contains(*c))?;
        let mut parts = word.trim_end_matches([',', ':', ']', ')']).splitn(3, separator);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        let year = third
            .split([':', 'T', ' '])
            .next()
            .filter(|year| is_number(year))?;
        // "1.28.11" is a version.
        let in_full = year.len() == 4 || (year.len() == 2 && first.len() == 2 && second.len() >= 2);
        Some(is_day_of_month(first) && (is_day_of_month(second) || is_month(second)) && in_full)
    };
    year_first || in_kanji || compact || week || is_separated().unwrap_or(false)
}

/// Seconds or thousandths of them since 1970, as logs print them; also as `@1700000000`.
pub(super) fn is_epoch(word: &str) -> bool {
    let digits = word
        .trim_start_matches(['@', '['])
        .trim_end_matches([']', ':', ',']);
    let whole = digits.split('.').next().unwrap_or_default();
    is_number(whole) && [10, 13].contains(&whole.len()) && whole.starts_with('1')
}
