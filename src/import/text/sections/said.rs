//! The day, the year and the zone that a document says of all its times, in its header and its headings.

use chrono::{Datelike, NaiveDate};

use super::topic::Topic;
use crate::domain::time::Zone;
use crate::domain::time::typed::{self, TimeContext, zone_word};

/// The day and the zone that a document says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stated {
    /// The zone; unknown where the document itself says only "local time".
    pub(super) zone: Option<Zone>,
    /// The day on which it begins.
    pub(super) date: Option<NaiveDate>,
}

impl Stated {
    /// Takes what a line adds; what was said before stays.
    pub(super) fn add(&mut self, words: &str, context: &TimeContext) {
        self.date = self.date.or_else(|| first_date(words, context));
        self.zone = self.zone.or_else(|| last_zone(words));
    }

    /// The year.
    pub(super) fn year(&self) -> Option<i32> {
        self.date.map(|date| date.year())
    }
}

/// True for a section whose text says when it was.
pub(super) fn says_when(topic: Topic) -> bool {
    matches!(topic, Topic::Span | Topic::Date)
}

/// True for the label of a beginning: `Start time`.
pub(super) fn is_start(words: &str) -> bool {
    begins_with(words, &["start", "begin", "began", "début", "inicio"])
}

/// True for the label of an end: `Ended at`.
pub(super) fn is_end(words: &str) -> bool {
    begins_with(words, &["end", "fin"])
}

fn begins_with(words: &str, stems: &[&str]) -> bool {
    let lower = words.to_lowercase();
    let plain = lower.trim_start_matches("incident ");
    stems.iter().any(|stem| plain.starts_with(stem))
}

/// So many words are looked at for a day.
const MOST_WORDS: usize = 40;

/// The first day with its year in a text.
pub(super) fn first_date(text: &str, context: &TimeContext) -> Option<NaiveDate> {
    let mut rest = text;
    for _ in 0..MOST_WORDS {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        if rest.is_empty() {
            return None;
        }
        let read = typed::read(rest, context).map(|read| {
            let typed = &rest[..rest.len() - read.behind.len()];
            (read.time.given.at.wall().date(), typed)
        });
        if let Some((date, typed)) = read
            && typed.contains(&date.year().to_string())
        {
            return Some(date);
        }
        rest = rest.trim_start_matches(char::is_alphanumeric);
    }
    None
}

/// The last zone that a text names.
pub(super) fn last_zone(text: &str) -> Option<Zone> {
    let lower = text.to_lowercase();
    if lower.contains("local time") || lower.contains("ortszeit") || lower.contains("hora local") {
        return Some(Zone::Unknown);
    }
    let words = text.split(|c: char| c.is_whitespace() || "()[],;*_|".contains(c));
    let mut named = words.map(|word| word.trim_end_matches(['.', ':'])).rev();
    named.find_map(|word| zone_word(word).filter(|_| word.starts_with(char::is_alphabetic)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Now;
    use crate::domain::time::typed::Anchor;

    #[test]
    fn the_day_and_the_zone_are_read_from_a_header() {
        let context = TimeContext {
            now: Now {
                instant: "2026-11-28T12:00:00Z".parse().expect("a time"),
                local: Zone::Utc,
            },
            zone: Zone::Utc,
            anchor: Anchor::Now,
        };
        for (text, date, zone) in [
            (
                "March 25th, 2023 9:30 AM - March 26th, 2023 4:00 PM (UTC-5)",
                Some("2023-03-25"),
                Some("-05:00"),
            ),
            (
                "September 5, 2023, 08:00 - September 6, 2023, 16:30 (UTC)",
                Some("2023-09-05"),
                Some("UTC"),
            ),
            (
                "April 12, 2023, from 2:00 PM to 5:30 PM (local time)",
                Some("2023-04-12"),
                Some("unknown"),
            ),
            ("2015-10-21", Some("2015-10-21"), None),
            ("Postmortem: login outage 2023-04-12", Some("2023-04-12"), None),
            ("14:00 - 15:00 Europe/Berlin", None, Some("Europe/Berlin")),
            ("April 12, from 2:00 PM", None, None),
            ("3 hours", None, None),
        ] {
            let mut stated = Stated::default();
            stated.add(text, &context);
            let told = (
                stated.date.map(|date| date.to_string()),
                stated.zone.map(|zone| zone.to_string()),
            );
            assert_eq!((told.0.as_deref(), told.1.as_deref()), (date, zone), "{text}");
        }
    }
}
