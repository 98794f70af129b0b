//! Lines and headings that say the day of the times below them.

use super::spelling::{self, Habits};
use crate::domain::time::typed::{TypedStamp, zone_word};

/// A day that a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DaySaid {
    /// A date, as the grammar of times reads it.
    Date(String),
    /// The day of the incident, from 1.
    Number(u16),
}

/// Words before a date that say that it is one.
const LABELS: [&str; 9] = [
    "date",
    "datum",
    "fecha",
    "data",
    "day",
    "tag",
    "jour",
    "on",
    "incident date",
];

/// The beginnings of lines with which programs for chats say the day.
const OF_CHATS: [&str; 6] = [
    "Day changed to ",
    "Day changed ",
    "Log opened ",
    "Log closed ",
    "BEGIN LOGGING AT ",
    "Conversation started ",
];

/// Words before the number of a day.
const DAYS: [&str; 7] = ["day", "tag", "jour", "día", "dia", "giorno", "dag"];

/// No heading is longer that has a date in it, in words.
const MOST_WORDS: usize = 14;

/// The day that a line says, where it says nothing else.
pub(super) fn only_day(words: &str, habits: &Habits) -> Option<DaySaid> {
    if words.len() > 120 {
        return None;
    }
    let bare = words.trim_matches(|c: char| "*_`-=\u{2014}\u{2013}#[](): \t".contains(c));
    if let Some(rest) = OF_CHATS.iter().find_map(|start| bare.strip_prefix(start)) {
        return of_chat(rest, habits);
    }
    if begins_with_clock(bare) {
        return None;
    }
    let bare = unlabelled(bare);
    if let Some((number, "")) = number(bare) {
        return Some(DaySaid::Number(number));
    }
    let spelled = spelling::spelled(bare, habits).text;
    let (stamp, rest) = TypedStamp::read(&spelled)?;
    let day = &spelled[..spelled.len() - rest.len()];
    (stamp.is_day() && (rest.trim().is_empty() || is_zone(rest))).then(|| DaySaid::Date(day.to_owned()))
}

/// True for `14:02 ...`, as most lines of a timeline begin, which is more than a day.
fn begins_with_clock(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let minute = rest
        .strip_prefix(':')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (1..=2).contains(&digits) && minute
}

/// The day that stands anywhere in a heading: `Timeline of 25 March 2023`, `Day 2 - the aftermath`.
pub(super) fn in_heading(words: &str, habits: &Habits) -> Option<DaySaid> {
    if let Some(day) = only_day(words, habits) {
        return Some(day);
    }
    if let Some(date) = date_within(words, habits) {
        return Some(DaySaid::Date(date));
    }
    number(words).map(|(number, _)| DaySaid::Number(number))
}

fn date_within(words: &str, habits: &Habits) -> Option<String> {
    let starts = words.char_indices().filter(|(at, c)| {
        let before = words[..*at].chars().next_back();
        c.is_alphanumeric()
            && before.is_none_or(|before| !before.is_alphanumeric() && !"./-:".contains(before))
    });
    starts.take(MOST_WORDS).find_map(|(at, _)| {
        let (date, rest) = spelling::date(&words[at..])?;
        // A day without its year is too often a number and a word.
        let is_sure = date.year.is_some() || rest.trim().is_empty() || rest.starts_with(['.', ',', ')', ':']);
        date.spelled(habits.order).filter(|_| is_sure)
    })
}

/// True if nothing but a zone stands here: ` (UTC)`, `  zone: Europe/Berlin`.
fn is_zone(rest: &str) -> bool {
    let words = rest
        .split(|c: char| c.is_whitespace() || "(),;".contains(c))
        .filter(|word| !word.is_empty());
    let labels = ["zone:", "timezone:", "tz:", "time", "all", "times", "in", "are"];
    let mut others = words
        .take(8)
        .filter(|word| !labels.contains(&&*word.to_lowercase()));
    others.next().is_some_and(|word| zone_word(word).is_some()) && others.next().is_none()
}

/// The day of a line of a log of a chat, which has a time too.
fn of_chat(rest: &str, habits: &Habits) -> Option<DaySaid> {
    let spelled = spelling::spelled(rest, habits).text;
    let dated = spelled
        .get(..10)
        .filter(|start| start.as_bytes().get(4) == Some(&b'-'));
    let text = dated.map_or_else(|| date_within(rest, habits), |date| Some(date.to_owned()));
    text.map(DaySaid::Date)
}

fn unlabelled(text: &str) -> &str {
    let rest = text.split_once(':').filter(|(label, _)| {
        let label = label.trim_matches(['*', '_', ' ']).to_lowercase();
        LABELS.contains(&&*label)
    });
    rest.map_or(text, |(_, rest)| rest.trim_matches(['*', '_', ' ']))
}

/// `Day 2`, with the words behind it.
fn number(text: &str) -> Option<(u16, &str)> {
    let (word, rest) = text.split_once(' ')?;
    let is_day = word.len() <= 8 && DAYS.contains(&&*word.to_lowercase());
    let rest = Some(rest.trim_start()).filter(|_| is_day)?;
    let end = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..end]
        .parse()
        .ok()
        .filter(|number| (1..=366).contains(number))?;
    let behind = rest[end..].trim_start();
    (!rest[end..].starts_with(char::is_alphanumeric)).then_some((number, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_in_lines_and_headings() {
        let day = |day: Option<DaySaid>| match day {
            Some(DaySaid::Date(date)) => date,
            Some(DaySaid::Number(number)) => format!("day {number}"),
            None => "none".to_owned(),
        };
        for (words, alone, heading) in [
            ("2023-03-25", "2023-03-25", "2023-03-25"),
            ("Saturday, 25 March", "Saturday, 25 Mar", "Saturday, 25 Mar"),
            ("--- 25. März 2023 ---", "2023-03-25", "2023-03-25"),
            ("**Monday, March 25th**", "Monday, 25 Mar", "Monday, 25 Mar"),
            ("Date: 25.03.2023", "2023-03-25", "2023-03-25"),
            ("**Datum:** 25.03.2023", "2023-03-25", "2023-03-25"),
            ("Day 2", "day 2", "day 2"),
            ("Day 2 - the aftermath", "none", "day 2"),
            ("Day 2 (26 March 2023)", "none", "2023-03-26"),
            ("Timeline of 25 March 2023 (UTC)", "none", "2023-03-25"),
            ("Incident 2023-03-25: DNS", "none", "2023-03-25"),
            ("Day changed Sat Mar 25 2023", "2023-03-25", "2023-03-25"),
            (
                "--- Log opened Sat Mar 25 14:00:01 2023",
                "2023-03-25",
                "2023-03-25",
            ),
            ("Yesterday", "Yesterday", "Yesterday"),
            ("samedi 25 mars", "Saturday, 25 Mar", "Saturday, 25 Mar"),
            ("the 10.1.2.3 node", "none", "none"),
            ("March madness", "none", "none"),
            ("Timeline", "none", "none"),
        ] {
            let habits = Habits::default();
            assert_eq!(day(only_day(words, &habits)), alone, "{words:?}");
            assert_eq!(day(in_heading(words, &habits)), heading, "{words:?}");
        }
    }
}
