//! A paste of several lines: what it may become.

use ratatui::style::Style;

use super::foot;
use super::paint::Canvas;
use crate::app::footer;
use crate::app::geometry::page_rows;
use crate::app::model::Model;
use crate::app::pasted::Pasted;
use crate::app::screen::composing;
use crate::domain::entry::What;
use crate::domain::incident::Incident;
use crate::tui::theme::Sign;

/// The words for Enter on a paste whose own words are plain.
const AS_EVIDENCE: &str = "one event, the paste as its evidence: ";
/// The same where they are a guess.
const WORDS_FIRST: &str = "one event with it as evidence, its words first: ";

/// Draws the choice.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: Option<&Incident>, pasted: &Pasted) {
    choice(canvas, model, incident, pasted);
    foot::draw(
        canvas,
        model,
        incident,
        Vec::new(),
        &footer::hints(model.context()),
    );
}

/// Draws what each key would do with it, and below that its lines.
fn choice(canvas: &mut Canvas<'_>, model: &Model, incident: Option<&Incident>, pasted: &Pasted) {
    let theme = canvas.theme;
    let (width, _) = canvas.size();
    canvas.heading("Pasted: nothing is recorded yet", &pasted.size());
    let (reading, _) = composing::reading(model, incident);
    let has_task = model.composer().is_some_and(|composer| composer.task().is_some());
    let words = pasted.words();
    let (does, line) = match reading.what {
        What::Event(event) if !event.text.is_empty() && !has_task => (AS_EVIDENCE, event.text),
        What::Event(_) | What::Empty | What::Day(_) | What::ActionItem(_)
            if has_task || words.are_first_line =>
        {
            (AS_EVIDENCE, words.text)
        }
        What::Event(_) | What::Empty | What::Day(_) | What::ActionItem(_) => (WORDS_FIRST, words.text),
    };
    let choices = [
        ("Enter ", does, line.as_str()),
        ("s     ", "split into events, to be looked at first", ""),
        ("Esc   ", "into the line, as it is", ""),
    ];
    let rows = page_rows(model);
    let shown = rows.min(choices.len());
    for ((key, does, what), y) in choices.into_iter().take(shown).zip(2..) {
        let pieces = [(key, theme.key()), (does, Style::new()), (what, theme.strong())];
        canvas.pieces(1, y, width.saturating_sub(2), &pieces);
    }
    let room = rows.saturating_sub(shown + 1);
    let last = pasted.lines.saturating_sub(room);
    let lines = pasted.text.lines().skip(pasted.top.min(last)).take(room);
    for (line, y) in lines.zip(6..) {
        let pieces = [
            (theme.sign(Sign::Divider), theme.dim()),
            (" ", theme.dim()),
            (line, theme.dim()),
        ];
        canvas.pieces(1, y, width.saturating_sub(2), &pieces);
    }
}
