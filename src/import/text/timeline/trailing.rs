//! Times that stand behind the words: `Detected: 14:02 UTC`, `Failover (14:02)`, `/timeline Failover | 2022-09-15 10:00`.

use super::layout::Mark;
use super::spelling::{self, Habits};
use crate::domain::time::typed::TypedStamp;

/// Words of labels whose time is no event's: a length, or a time to come.
const NO_EVENTS: [&str; 12] = [
    "duration",
    "length",
    "downtime",
    "eta",
    "next",
    "total",
    "dauer",
    "durée",
    "duración",
    "elapsed",
    "mttr",
    "sla",
];

/// A line whose time stands last, with the time first: `Detected: 14:02 UTC` as `14:02 UTC` and `Detected`.
pub(super) fn read<'a>(words: &'a str, mark: Mark, habits: &Habits) -> Option<(String, &'a str)> {
    if words.len() > 400 {
        return None;
    }
    if let Some(rest) = words.strip_prefix("/timeline ") {
        let (text, time) = rest.rsplit_once('|')?;
        return Some((only_time(time, habits)?, text.trim()));
    }
    labelled(words, habits)
        .or_else(|| bracketed(words, habits))
        .or_else(|| behind_dash(words, habits).filter(|_| mark == Mark::Heading))
}

/// Labels of times that say nothing else.
const OF_TIME: [&str; 8] = [
    "time",
    "when",
    "timestamp",
    "zeit",
    "zeitpunkt",
    "heure",
    "hora",
    "tijd",
];

/// The time of a line that is only its label: `Time: September 5, 2023, 12:00 (UTC)`.
pub(super) fn of_above(words: &str, habits: &Habits) -> Option<String> {
    let (label, time) = words.split_once(':')?;
    let label = label.trim_matches(['*', '_', ' ']);
    let is_label = label.len() <= 12 && OF_TIME.contains(&&*label.to_lowercase());
    is_label.then(|| only_time(time.trim_matches(['*', '_', ' ']), habits))?
}

/// `Detection: September 5, 2023, 08:00 (UTC)`.
fn labelled<'a>(words: &'a str, habits: &Habits) -> Option<(String, &'a str)> {
    let (label, time) = words.split_once(':')?;
    let text = label.trim_matches(['*', '_', ' ']);
    let lower = text.to_lowercase();
    let is_event = !lower.split_whitespace().any(|word| NO_EVENTS.contains(&word));
    let is_label = is_event && text.split_whitespace().count() <= 6 && text.starts_with(char::is_alphabetic);
    let time = time.trim_matches(['*', '_', ' ']);
    is_label.then(|| Some((only_time(time, habits)?, text)))?
}

/// `Failover finished (14:02 UTC)`.
fn bracketed<'a>(words: &'a str, habits: &Habits) -> Option<(String, &'a str)> {
    let close = words.strip_suffix('.').unwrap_or(words);
    let inside = close
        .strip_suffix(')')
        .map(|inside| (inside, '('))
        .or(close.strip_suffix(']').map(|inside| (inside, '[')));
    let (inside, open) = inside?;
    let (text, time) = inside.rsplit_once(open)?;
    let text = text.trim();
    (!text.is_empty()).then(|| Some((only_time(time, habits)?, text)))?
}

/// `Failover - 14:02 UTC`, `Failover at 14:02`.
fn behind_dash<'a>(words: &'a str, habits: &Habits) -> Option<(String, &'a str)> {
    let marks = [" \u{2014} ", " \u{2013} ", " - ", " at ", " @ ", ", "];
    marks.iter().find_map(|mark| {
        let (text, time) = words.rsplit_once(mark)?;
        Some((only_time(time, habits)?, text.trim()))
    })
}

/// A text that is a time of day, with its day or without, and nothing else; spelled as the grammar of times has it.
pub(super) fn only_time(text: &str, habits: &Habits) -> Option<String> {
    let text = text.trim();
    if text.len() > 80 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let spelled = spelling::spelled(text, habits).text;
    let (stamp, rest) = TypedStamp::read(&spelled)?;
    (!stamp.is_day() && !stamp.needs_kind() && rest.trim().is_empty()).then(|| spelled.into_owned())
}
