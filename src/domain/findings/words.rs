//! The names by which findings call events: by time and words, since a draft prints no numbers.

use chrono::NaiveDate;

use crate::domain::facts::Facts;
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::quoted::first_sentence;
use crate::domain::time::Precision;

use super::Finding;

/// So many letters of an event's words are quoted.
const LONGEST: usize = 60;

/// So many events are named in a sentence; more are counted.
const NAMED: usize = 3;

/// So many numbers stand behind a message; more are counted.
const NUMBERED: usize = 8;

/// An event by its time and its first sentence: `14:31 "Pool is half empty"`. With the day where the incident was not
/// all on that one: `5 Sep 14:31 "Pool is half empty"`; `"Pool is half empty" (time not recorded)` without a time.
pub fn event_named(facts: &Facts<'_>, id: RecordId) -> String {
    let named = |event| named(facts, event);
    facts
        .incident
        .event(id)
        .map_or_else(|| format!("entry {}", id.short()), named)
}

/// Several events so named: `14:31 "Pool is half empty", 14:40 "Rolled back" and 7 more`.
pub fn events_named(facts: &Facts<'_>, events: &[&Event]) -> String {
    let names = events.iter().take(NAMED).map(|event| named(facts, event));
    let mut names: Vec<String> = names.collect();
    let more = events.len().saturating_sub(NAMED);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    listed(&names)
}

fn named(facts: &Facts<'_>, event: &Event) -> String {
    let words = words_of(event);
    match time_of(facts, event) {
        Some(time) => format!("{time} {words}"),
        None => format!("{words} (time not recorded)"),
    }
}

/// An event by its kind and time, where its words must not be repeated: `the note of 14:31`.
pub(super) fn event_without_words(facts: &Facts<'_>, event: &Event) -> String {
    let kind = event.body().kind.row().title.to_lowercase();
    match time_of(facts, event) {
        Some(time) => format!("the {kind} of {time}"),
        None => format!("the {kind} (time not recorded)"),
    }
}

/// The first sentence of an event in quotes: `"Pool is half empty"`.
pub(super) fn words_of(event: &Event) -> String {
    let sentence = first_sentence(&event.body().text, LONGEST);
    format!("\"{}\"", sentence.replace('"', "'"))
}

/// The time of an event to the minute, or as exactly as it is known, with its day where others lie on another.
fn time_of(facts: &Facts<'_>, event: &Event) -> Option<String> {
    let timing = &event.body().timing;
    let wall = facts.incident.zone().shown(&timing.at?).clock;
    let about = timing.about();
    let day = || wall.format("%-d %b");
    Some(match timing.precision.max(Precision::Minute).clock(wall) {
        Some(clock) if is_only_day(facts, wall.date()) => format!("{about}{clock}"),
        Some(clock) => format!("{} {about}{clock}", day()),
        None => format!("{about}{}", day()),
    })
}

fn is_only_day(facts: &Facts<'_>, day: NaiveDate) -> bool {
    facts.only_day == Some(day)
}

/// `one`, `one and two`, `one, two and three`.
pub(super) fn listed(names: &[String]) -> String {
    match names.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// The author of an event, without their machine.
pub(super) fn author(event: &Event) -> String {
    let by = &event.provenance.by;
    by.split('@').next().unwrap_or(by).to_owned()
}

/// Words with a capital, to begin a sentence.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl Finding {
    /// Its message with the numbers of its events behind it, by which they can be corrected: `... (events 3, 7)`.
    pub fn numbered(&self, incident: &Incident) -> String {
        let events = self.events.iter().filter_map(|id| incident.event(*id));
        let mut numbers: Vec<String> = events.map(|event| event.number.to_string()).collect();
        let more = numbers.len().saturating_sub(NUMBERED);
        let word = if numbers.len() == 1 { "event" } else { "events" };
        numbers.truncate(NUMBERED);
        match (numbers.is_empty(), more) {
            (true, _) => self.message.clone(),
            (false, 0) => format!("{} ({word} {})", self.message, numbers.join(", ")),
            (false, more) => format!("{} ({word} {} and {more} more)", self.message, numbers.join(", ")),
        }
    }
}
