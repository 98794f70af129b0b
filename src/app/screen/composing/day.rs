//! The day that bare times are on: said by a line that is only a day, or by `/day`.

use chrono::NaiveDate;

use super::time_context;
use crate::app::model::{Effect, Model};
use crate::domain::entry::{self, What};
use crate::domain::incident::Incident;

/// Bare times are near to now again, or to what was entered last.
pub(super) fn clear(model: &mut Model) {
    let words = match model.composer_mut().day.take() {
        Some(day) => format!("Bare times are no longer on {}.", day.format("%a %-d %b %Y")),
        None => "No day is set: /day 2023-03-25 sets one, and so does a line that is only a day.".to_owned(),
    };
    model.tell(words);
}

/// `/day 2023-03-25`. What is no day stays in the line.
pub(super) fn say(model: &mut Model, incident: Option<&Incident>, argument: &str) -> Vec<Effect> {
    if argument.is_empty() {
        model.composer_mut().send();
        clear(model);
        return Vec::new();
    }
    match entry::read(argument, &time_context(model, incident)).what {
        What::Day(day) => return set(model, day),
        What::Empty | What::Event(_) | What::ActionItem(_) => {
            model.tell(format!(
                "'{argument}' is no day: write 2023-03-25, 25 Mar 2023, yesterday."
            ));
        }
    }
    Vec::new()
}

/// A line that is only a day records nothing: bare times that follow are on it.
pub(super) fn set(model: &mut Model, day: NaiveDate) -> Vec<Effect> {
    model.composer_mut().send();
    model.composer_mut().day = Some(day);
    model.tell(format!(
        "Times that follow are on {}; /day clears it.",
        day.format("%a %-d %b %Y")
    ));
    Vec::new()
}
