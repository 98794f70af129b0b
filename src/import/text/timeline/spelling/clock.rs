//! Times of day in other spellings: `14h02`, `14.02 Uhr`, `2.15pm`, `2 PM`, `14:??`, `1402 hrs`.

use super::Habits;

/// A time of day as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenClock {
    /// As the grammar of times reads it.
    pub(super) spelled: String,
    /// True if only the hour was said.
    pub(super) is_hour: bool,
    /// True if the minute was said to be unknown.
    pub(super) is_about: bool,
}

/// Words behind a time that only say that it is one.
const OF_THE_CLOCK: [&str; 8] = ["uhr", "uur", "hrs", "hours", "hr", "h", "hs", "heures"];

/// Words behind which `2h30` is a length.
const LENGTHS: [&str; 9] = [
    "later", "after", "into", "ago", "of", "in", "before", "outage", "downtime",
];

/// The time of day that a text begins with, and the rest behind it.
pub(super) fn clock<'a>(text: &'a str, habits: &Habits) -> Option<(WrittenClock, &'a str)> {
    let (digits, rest) = digits(text)?;
    if digits.len() == 4 {
        return compact(digits, rest, habits);
    }
    let hour: u32 = digits
        .parse()
        .ok()
        .filter(|hour| *hour <= 24 && digits.len() <= 2)?;
    colon(text, hour, rest)
        .or_else(|| dotted(hour, rest, habits))
        .or_else(|| with_h(hour, rest))
        .or_else(|| named(hour, rest))
        .or_else(|| half(hour, rest))
}

/// `14:02`, `14:02:11.123 PM`, `14:02 Uhr`, `14:??`.
fn colon<'a>(text: &'a str, hour: u32, rest: &'a str) -> Option<(WrittenClock, &'a str)> {
    let behind = rest.strip_prefix(':')?;
    if let Some(rest) = ["??", "xx", "XX", "__", "--"]
        .iter()
        .find_map(|unknown| behind.strip_prefix(unknown))
    {
        let clock = WrittenClock {
            spelled: format!("{hour:02}:00"),
            is_hour: true,
            is_about: true,
        };
        return Some((clock, rest));
    }
    let mut rest = two_digits(behind)?.1;
    if let Some((_, seconds)) = rest.strip_prefix(':').and_then(two_digits) {
        rest = seconds;
        let fraction = rest.strip_prefix(['.', ',']).and_then(digits_run);
        rest = fraction.unwrap_or(rest);
    }
    let spelled = &text[..text.len() - rest.len()];
    plain(spelled.to_owned(), without_word(rest).unwrap_or(rest))
}

/// `14.02 Uhr`, `2.15pm`; `14.02` alone where the file has many.
fn dotted<'a>(hour: u32, rest: &'a str, habits: &Habits) -> Option<(WrittenClock, &'a str)> {
    let (minute, rest) = two_digits(rest.strip_prefix('.')?)?;
    let spelled = format!("{hour:02}:{minute}");
    if rest.starts_with(|c: char| c == '.' && !c.is_whitespace()) {
        return None;
    }
    if let Some(behind) = without_word(rest) {
        return plain(spelled, behind);
    }
    let is_half = half_word(rest).is_some();
    (is_half || (habits.dots && !rest.starts_with(char::is_alphanumeric))).then(|| plain(spelled, rest))?
}

/// `14h02`, `14 h 02`, `14H`.
fn with_h(hour: u32, rest: &str) -> Option<(WrittenClock, &str)> {
    let behind = rest.trim_start().strip_prefix(['h', 'H'])?;
    if let Some((minute, rest)) = two_digits(behind.trim_start()) {
        let next = rest
            .trim_start()
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let is_length = LENGTHS.contains(&next) || rest.starts_with(char::is_alphanumeric);
        return (!is_length).then(|| plain(format!("{hour:02}:{minute}"), rest))?;
    }
    is_set_off(behind).then(|| whole_hour(format!("{hour:02}:00"), behind))
}

/// `14 Uhr`, `14 Uhr 02`.
fn named(hour: u32, rest: &str) -> Option<(WrittenClock, &str)> {
    let behind = without_word(rest).filter(|_| !rest.trim_start().starts_with(['h', 'H']))?;
    match two_digits(behind.trim_start()) {
        Some((minute, rest)) if !rest.starts_with(char::is_alphanumeric) => {
            plain(format!("{hour:02}:{minute}"), rest)
        }
        Some(_) | None => Some(whole_hour(format!("{hour:02}:00"), behind)),
    }
}

/// `2 PM`, `2pm`, where a mark sets it off: "3 AM cron did it" is text.
fn half(hour: u32, rest: &str) -> Option<(WrittenClock, &str)> {
    let (half, behind) = half_word(rest)?;
    is_set_off(behind).then(|| whole_hour(format!("{hour}:00 {half}"), behind))
}

/// `1402h`, `1402 hrs`; `1402` alone where the file has many.
fn compact<'a>(digits: &str, rest: &'a str, habits: &Habits) -> Option<(WrittenClock, &'a str)> {
    let (hour, minute) = digits.split_at(2);
    let is_clock = hour < "24" && minute < "60";
    let spelled = format!("{hour}:{minute}");
    if let Some(behind) = without_word(rest).filter(|_| is_clock) {
        return plain(spelled, behind);
    }
    let ends = rest.is_empty() || rest.starts_with([' ', '\t', ':', ')', ']', '*', '`', '-', '\u{2013}']);
    (is_clock && habits.compact && ends).then(|| plain(spelled, rest))?
}

fn plain(spelled: String, rest: &str) -> Option<(WrittenClock, &str)> {
    let clock = WrittenClock {
        spelled,
        is_hour: false,
        is_about: false,
    };
    Some((clock, rest))
}

fn whole_hour(spelled: String, rest: &str) -> (WrittenClock, &str) {
    let clock = WrittenClock {
        spelled,
        is_hour: true,
        is_about: false,
    };
    (clock, rest)
}

/// `AM` or `PM`, and the rest behind it.
fn half_word(rest: &str) -> Option<(&'static str, &str)> {
    let text = rest.trim_start();
    let half = ["a.m.", "p.m.", "am", "pm"].into_iter().find(|half| {
        text.get(..half.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(half))
    })?;
    let behind = &text[half.len()..];
    let half = if half.starts_with('a') { "AM" } else { "PM" };
    (!behind.starts_with(char::is_alphanumeric)).then_some((half, behind))
}

/// The rest behind a word that only says that a time is one.
fn without_word(rest: &str) -> Option<&str> {
    let text = rest.trim_start();
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let word = text[..end].to_lowercase();
    let is_one =
        end <= 8 && OF_THE_CLOCK.contains(&&*word) && !text[end..].starts_with(char::is_alphanumeric);
    is_one.then_some(&text[end..])
}

/// True if a mark stands here that sets a time off from the words behind it, or nothing does.
fn is_set_off(rest: &str) -> bool {
    let text = rest.trim_start();
    let mut chars = text.chars();
    match chars.next() {
        None | Some(':' | '\u{2013}' | '\u{2014}' | '|' | ')' | ']' | '*' | '`' | ',') => true,
        Some('-') => chars.next().is_none_or(char::is_whitespace),
        Some(_) => false,
    }
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    [1, 2, 4].contains(&end).then(|| text.split_at(end))
}

fn digits_run(text: &str) -> Option<&str> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=9).contains(&end).then(|| &text[end..])
}

/// Two digits of minutes or seconds that no third follows.
fn two_digits(text: &str) -> Option<(&str, &str)> {
    let (digits, rest) = digits(text).filter(|(digits, _)| digits.len() == 2)?;
    (digits < "60").then_some((digits, rest))
}
