//! The lines that are written in the preview: opened on a row or a question, and taken.

use super::{fixed, rereading};
use crate::app::field::Edit;
use crate::app::model::{Effect, Model};
use crate::app::preview::{LineAbout, LineAnswer, Over, Preview, PreviewLine};
use crate::domain::incident::Incident;
use crate::import::Question;

/// Opens a line about the row selected, or about all times.
pub(super) fn open(model: &mut Model, about: LineAbout) {
    let Some(preview) = model.preview_mut() else {
        return;
    };
    let is_of_row = !matches!(about, LineAbout::Date | LineAbout::DateOrder | LineAbout::Zone);
    if let Some(why) = fixed(preview, about).filter(|_| is_of_row) {
        return model.tell(why);
    }
    let line = new_line(preview, about);
    preview.over = Some(Over::Line(line));
}

/// Opens the line that answers the question selected.
pub(super) fn answer(preview: &mut Preview) {
    let Some(question) = preview.question().cloned() else {
        return;
    };
    let about = match &question {
        Question::Date | Question::Year | Question::YearTaken(_) => LineAbout::Date,
        Question::DayOrMonth { .. } => LineAbout::DateOrder,
        // Which entries matter is said by marking them.
        Question::TooMany { .. } => return,
        Question::UnknownZone { .. } | Question::Zone => LineAbout::Zone,
        Question::AmbiguousHour { line, .. } => {
            if let Some(place) = preview.place_of_line(*line) {
                preview.select(place);
            }
            LineAbout::Time
        }
    };
    let line = new_line(preview, about).answering(question);
    preview.over = Some(Over::Line(line));
}

fn new_line(preview: &Preview, about: LineAbout) -> PreviewLine {
    let row = preview.proposal().map(|(proposal, _)| proposal);
    PreviewLine::new(about, row, &preview.time_context())
}

/// Breaks the line where it is words: a time, a name and a day have one line.
pub(super) fn break_line(preview: &mut Preview) {
    if let Some(Over::Line(line)) = &mut preview.over
        && line.about == LineAbout::Text
    {
        line.edit(Edit::Insert("\n".to_owned()));
    }
}

/// Takes the line; what can be no answer stays there, and it is said why.
pub(super) fn take(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    let Some(preview) = model.preview_mut() else {
        return Vec::new();
    };
    let context = preview.time_context();
    let Some(Over::Line(line)) = &preview.over else {
        return Vec::new();
    };
    let question = line.question.clone();
    let answer = match line.read(&context) {
        Ok(answer) => answer,
        Err(why) => {
            model.tell(why);
            return Vec::new();
        }
    };
    let is_unchanged = line.is_unchanged();
    let is_prose = matches!(line.about, LineAbout::Text | LineAbout::Author);
    let typed = line.typed().filter(|_| is_prose).map(str::to_owned);
    preview.over = None;
    let reading = match answer {
        LineAnswer::Row(_) if is_unchanged => None,
        LineAnswer::Row(change) => {
            preview.change(change);
            None
        }
        LineAnswer::Date(date) => preview.set_date(date, incident),
        LineAnswer::DateOrder(order) => preview.set_order(order, incident),
        LineAnswer::Zone(zone) => preview.set_zone(zone, incident),
    };
    if let Some(question) = question {
        preview.answered(question);
    }
    // A row that is not recorded in the end takes its words with it.
    if let Some(typed) = typed {
        model.composer_mut().remember(&typed);
    }
    rereading::wanted(reading)
}

/// Goes back to the rows. What was typed is in the history: nothing is lost.
pub(super) fn leave(model: &mut Model) {
    let over = model.preview_mut().and_then(|preview| preview.over.take());
    if let Some(Over::Line(line)) = over
        && let Some(text) = line.typed()
    {
        model.composer_mut().remember(text);
    }
}
