//! The meeting about an incident: a day to propose for it, and the links that are of it.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::facts::Facts;
use crate::domain::phrases::has_words;
use crate::domain::record::FieldName;
use crate::domain::time::Zone;

use super::context::MeetingTold;
use super::times::Times;

/// The day proposed is so many working days after the end.
const WORKING_DAYS: u32 = 5;

/// Words of a link to a meeting, or to what was recorded of it.
const OF_MEETINGS: &[&str] = &["call", "meet", "meeting", "recording", "teams", "zoom"];

/// The day, and the links.
pub(super) fn of(facts: &Facts<'_>, times: Times) -> MeetingTold {
    let incident = facts.incident;
    let over = facts.windows.all().last().and_then(|window| window.end);
    let end = over.map(|end| end.at).or(incident.closed_at(Zone::Unknown));
    let day = end.and_then(|end| later(times.date(&end)));
    let links = incident.values(FieldName::Links).into_iter();
    let links = links.filter(|link| {
        let link = link.to_lowercase();
        OF_MEETINGS.iter().any(|word| has_words(&link, word))
    });
    MeetingTold {
        day: day.map(|day| times.day(day)),
        links: links.map(str::to_owned).collect(),
    }
}

/// The day so many working days later; `None` at the end of the calendar.
fn later(day: NaiveDate) -> Option<NaiveDate> {
    let mut days = day
        .iter_days()
        .skip(1)
        .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    days.nth(WORKING_DAYS as usize - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_meeting_is_proposed_for_a_weekend() {
        for (end, proposed) in [
            ("2023-03-24", "2023-03-31"),
            ("2023-03-25", "2023-03-31"),
            ("2023-03-27", "2023-04-03"),
        ] {
            let end: NaiveDate = end.parse().unwrap();
            assert_eq!(later(end).map(|day| day.to_string()).as_deref(), Some(proposed));
        }
    }
}
