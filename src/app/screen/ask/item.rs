//! Questions about action items: a new one, or a part of one; what the answer means, and what it can be.

use chrono::NaiveDate;

use crate::app::screen::composing;
use crate::domain::command::{ActionItemChange, Command};
use crate::domain::entry;
use crate::domain::record::Purpose;
use crate::domain::time::typed::TimeContext;
use crate::domain::time::typed::option::{DUE_FORMS, due};

/// A part of an action item that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The text.
    Text,
    /// The owner.
    Owner,
    /// By which day.
    Due,
    /// Its purpose; its `type`.
    Purpose,
    /// Its priority.
    Priority,
}

impl Part {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Part::Text => "text",
            Part::Owner => "owner",
            Part::Due => "due",
            Part::Purpose => "type",
            Part::Priority => "priority",
        }
    }
}

/// Says how a new action item is read so far.
pub(super) fn reading(answer: &str, context: &TimeContext) -> String {
    if answer.trim().is_empty() {
        return "@owner is read anywhere, and at the end: due 2026-12-01".to_owned();
    }
    let described = entry::describe(&entry::read(&line(answer), context), context);
    let remarks = described.remarks.iter().map(ToString::to_string);
    let parts: Vec<String> = std::iter::once(described.text.clone()).chain(remarks).collect();
    parts.join("; ")
}

/// The new action item that an answer asks for, read as the composer reads it; `None` where it says nothing.
pub(super) fn added(answer: &str, context: &TimeContext) -> Result<Option<Command>, String> {
    let reading = entry::read(&line(answer), context);
    match reading.is_recordable() {
        true => Ok(composing::command(reading, *context)),
        false if answer.trim().is_empty() => Ok(None),
        false => Err("There is no text yet: say what is to be done.".to_owned()),
    }
}

/// The line of the composer that would record it.
fn line(answer: &str) -> String {
    format!("todo: {answer}")
}

/// Says what may be answered for a part, or how the answer is read so far.
pub(super) fn hint(part: Part, answer: &str, today: NaiveDate) -> Option<String> {
    match part {
        Part::Text => None,
        Part::Owner => Some("a person or a team; empty: nobody".to_owned()),
        Part::Due => Some(match due(answer, today) {
            Some(day) => day.format("%A %-d %B %Y").to_string(),
            None => format!("{DUE_FORMS}; empty: no day"),
        }),
        Part::Purpose => Some(format!(
            "{}; empty: none",
            Purpose::ALL.map(Purpose::word).join(" ")
        )),
        Part::Priority => Some("in your team's own words; empty: none".to_owned()),
    }
}

/// The change of an action item that this answer makes; an empty one clears what can be cleared.
///
/// # Errors
/// Says why the part cannot be that.
pub(super) fn amended(part: Part, answer: &str, today: NaiveDate) -> Result<ActionItemChange, String> {
    let text = answer.trim();
    let given = (!text.is_empty()).then(|| text.to_owned());
    let mut change = ActionItemChange::default();
    match part {
        Part::Text if given.is_none() => return Err("An action item needs a text.".to_owned()),
        Part::Text => change.text = given,
        Part::Owner => change.owner = Some(given.map(|name| name.trim_start_matches('@').to_owned())),
        Part::Priority => change.priority = Some(given),
        Part::Due => {
            let day = given.map(|text| {
                due(&text, today).ok_or_else(|| format!("'{text}' is no date: write {DUE_FORMS}."))
            });
            change.due = Some(day.transpose()?);
        }
        Part::Purpose => change.purpose = Some(given.map(|text| purpose(&text)).transpose()?),
    }
    Ok(change)
}

/// The type that a word names; its first letters do where no other begins with them.
fn purpose(text: &str) -> Result<Purpose, String> {
    let word = text.to_lowercase();
    let mut fitting = Purpose::ALL
        .into_iter()
        .filter(|purpose| purpose.word().starts_with(&word));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Ok(only),
        (Some(_) | None, _) => Err(format!(
            "'{text}' is none of {}.",
            Purpose::ALL.map(Purpose::word).join(" ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_takes_what_it_can_be_and_tells_why_not() {
        let today = "2023-03-25".parse().expect("a day");
        let owner = |name: Option<&str>| ActionItemChange {
            owner: Some(name.map(str::to_owned)),
            ..ActionItemChange::default()
        };
        let due = |day: Option<&str>| ActionItemChange {
            due: Some(day.map(|day| day.parse().expect("a day"))),
            ..ActionItemChange::default()
        };
        let purpose = |purpose| ActionItemChange {
            purpose: Some(purpose),
            ..ActionItemChange::default()
        };
        for (part, answer, expected) in [
            (Part::Text, " ", Err("needs a text")),
            (Part::Owner, " @bo ", Ok(owner(Some("bo")))),
            (Part::Owner, "", Ok(owner(None))),
            (Part::Due, "2023-04-01", Ok(due(Some("2023-04-01")))),
            (Part::Due, "+3d", Ok(due(Some("2023-03-28")))),
            (Part::Due, "", Ok(due(None))),
            (Part::Due, "soon", Err("'soon' is no date: write 2026-12-01")),
            (Part::Due, "2023-02-30", Err("is no date")),
            (Part::Purpose, "Prevent", Ok(purpose(Some(Purpose::Prevent)))),
            (Part::Purpose, "m", Ok(purpose(Some(Purpose::Mitigate)))),
            (
                Part::Purpose,
                "pr",
                Err("none of mitigate prevent detect process task"),
            ),
            (Part::Purpose, "", Ok(purpose(None))),
        ] {
            match (amended(part, answer, today), expected) {
                (Ok(change), Ok(expected)) => assert_eq!(change, expected, "{answer}"),
                (Err(why), Err(expected)) => assert!(why.contains(expected), "{why}"),
                (outcome, _) => panic!("{part:?} {answer}: {outcome:?}"),
            }
        }
    }
}
