//! A question that is answered with one key, over the last rows of whatever screen is there.

use super::keys::hints;
use super::notices::told;
use super::paint::Canvas;
use crate::app::footer::{self, Hint};
use crate::app::geometry::{Area, Live, notices};
use crate::app::model::{Model, Overlay, Screen};
use crate::app::screen::belongs;
use crate::app::screen::confirm::{self, Confirm, Deed, OneLineQuestion};
use crate::app::stray;
use crate::domain::harmless::wrap;

/// The question that is asked, where one is.
pub fn asked(model: &Model) -> Option<OneLineQuestion> {
    match &model.overlay {
        Some(Overlay::Confirm(confirm)) => Some(confirm.question.clone()),
        Some(Overlay::Belongs(pasted)) => Some(belongs::question(model, pasted.as_ref())),
        Some(
            Overlay::Help(_)
            | Overlay::Palette(..)
            | Overlay::Find(_)
            | Overlay::Detail(_)
            | Overlay::Search(_)
            | Overlay::Filter(_)
            | Overlay::Ask(_)
            | Overlay::Paste(_)
            | Overlay::Import(_)
            | Overlay::Kinds(..)
            | Overlay::Outcomes(_),
        )
        | None => None,
    }
}

/// Its lines, and the first row that it takes with what there is to tell above it.
fn laid_out(canvas: &Canvas<'_>, model: &Model, question: &OneLineQuestion) -> (Vec<String>, u16) {
    let (width, height) = canvas.size();
    let columns = usize::from(width.saturating_sub(2)).max(1);
    let lines = wrap(&question.text(columns), columns);
    let rows = u16::try_from(lines.len() + notices(model).len()).unwrap_or(u16::MAX);
    (lines, height.saturating_sub(rows.saturating_add(1)))
}

/// The first row that it takes.
pub fn top(canvas: &Canvas<'_>, model: &Model, question: &OneLineQuestion) -> u16 {
    laid_out(canvas, model, question).1
}

/// Draws it: what there is to tell, the question, and the keys that answer it.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, question: &OneLineQuestion) {
    let (width, height) = canvas.size();
    let (lines, top) = laid_out(canvas, model, question);
    // Nothing of the composer is to be seen below the timeline: it is not what is answered.
    let from = if model.screen == Screen::Live {
        top.min(Live::of(model).notice.y)
    } else {
        top
    };
    let row = |y: u16, height| Area {
        x: 0,
        y,
        width,
        height,
    };
    canvas.clear(row(from, height - from));
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let footer = height.saturating_sub(1);
    let first = footer.saturating_sub(count);
    told(canvas, row(top, first.saturating_sub(top)), model);
    let style = canvas.theme.caution();
    for (line, y) in lines.iter().zip(first..footer.max(first + 1)) {
        canvas.text(1, y, width.saturating_sub(2), line, style);
    }
    if footer > first {
        hints(canvas, row(footer, 1), &keys(model));
    }
}

/// The keys: one's own words only where there are words to be said.
fn keys(model: &Model) -> Vec<Hint> {
    let mut keys = footer::hints(model.context());
    let in_words = matches!(
        model.overlay,
        Some(Overlay::Confirm(Confirm {
            deed: Deed::End { .. },
            ..
        }))
    );
    keys.retain(|hint| in_words || !hint.does(confirm::Action::InOwnWords));
    if stray::holds_answers(model) {
        only_twice(&mut keys);
    }
    keys
}

/// While letters are held, no letter answers, and Enter does so only twice.
fn only_twice(keys: &mut Vec<Hint>) {
    keys.retain(|hint| !hint.does(confirm::Action::InOwnWords) && !hint.does(belongs::Action::Add));
    for hint in keys {
        if hint.does(confirm::Action::GoAhead) || hint.does(belongs::Action::StartNew) {
            let says = if hint.does(confirm::Action::GoAhead) {
                "go ahead"
            } else {
                hint.says
            };
            (hint.key, hint.says) = ("Enter Enter".to_owned(), says);
        }
    }
}
