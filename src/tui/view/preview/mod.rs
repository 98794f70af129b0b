//! The preview of an import or a split paste: its rows, what is said of the one selected, and what lies over them.

mod heading;
mod row;
mod whole;

use ratatui::style::Style;

use super::answer::{self, Answer};
use super::foot::{self, Says};
use super::keys::{keys, rows};
use super::paint::Canvas;
use super::picker::pick_rows;
use crate::app::commands::Pick;
use crate::app::footer;
use crate::app::geometry::{Area, first_shown};
use crate::app::keymap::Context;
use crate::app::model::{Model, Screen};
use crate::app::preview::{Over, Preview, PreviewRow, ProposalMark, asked};
use crate::domain::counted::counted;
use crate::domain::harmless;
use crate::domain::incident::Incident;
use crate::domain::kind::Kind;
use crate::import::Proposed;
use row::Columns;

/// Said beside the heading.
const NOT_YET: &str = "not recorded yet";

/// Of so many rows of the screen one is for keys.
const KEYS: u16 = 5;

/// From so many rows on it is said where Enter records.
const ROOMY: u16 = 16;

/// The first row below the heading.
const TOP: u16 = 2;

/// Draws it; says where the cursor belongs.
pub fn draw(
    canvas: &mut Canvas<'_>,
    model: &Model,
    incident: Option<&Incident>,
    preview: &Preview,
) -> Option<(u16, u16)> {
    match &preview.over {
        Some(Over::Whole(top)) => {
            whole::draw(canvas, model, preview, *top);
            None
        }
        Some(Over::Line(line)) => {
            let answer = Answer {
                label: line.label(),
                field: &line.field,
                selected: line.is_selected(),
                hint: line.hint(&preview.time_context()),
                keys: Context::PreviewLine,
            };
            let bottom = answer::top(canvas, model, &answer);
            list(canvas, model, preview, bottom);
            Some(answer::draw(canvas, model, &answer))
        }
        Some(Over::Kinds(highlight)) => {
            kinds(canvas, model, preview, *highlight);
            None
        }
        None => {
            let says = says(canvas, model, incident, preview);
            let hints = footer::hints(Context::Preview);
            let (width, height) = canvas.size();
            let rows = rows(&hints, width, (height / KEYS).max(1));
            let bottom = foot::draw_with(canvas, model, incident, says, (&hints, rows));
            list(canvas, model, preview, bottom);
            None
        }
    }
}

/// Says what is to be known of the row selected, and where Enter records.
fn says(canvas: &Canvas<'_>, model: &Model, incident: Option<&Incident>, preview: &Preview) -> Says {
    let caution = canvas.theme.caution();
    let mut says: Says = Vec::new();
    match preview.row(preview.selected()) {
        Some(PreviewRow::Question(question)) => {
            says.push((format!("{} Enter answers it.", asked(question)), caution));
        }
        Some(PreviewRow::Proposal(proposal, mark)) => {
            let remarks = proposal.remarks.iter().map(ToString::to_string);
            says.extend(remarks.map(|remark| (remark, caution)));
            if proposal.is_kind_guessed {
                says.push(("the kind is a guess from the words".to_owned(), caution));
            }
            if !proposal.is_chosen && mark == ProposalMark::No {
                says.push(("only offered: Space takes it".to_owned(), canvas.theme.dim()));
            }
        }
        Some(PreviewRow::LeftOut(_)) | None => {}
    }
    if model.screen == Screen::Start && model.starting.is_none() {
        let opening = preview.opening();
        let title = harmless::line(&opening.title);
        let words = format!(
            "Enter starts the incident \u{201c}{title}\u{201d}, zone {}",
            opening.zone
        );
        says.push((words, Style::new()));
    } else if let Some(incident) = incident.filter(|_| tells_where(canvas, model, preview)) {
        let count = counted(preview.marked(), "record");
        let title = harmless::line(incident.title());
        let words = format!("Enter: {count} in \u{201c}{title}\u{201d}");
        says.push((words, canvas.theme.dim()));
    }
    says
}

/// Says whether there is room to say where Enter records, and whether it would: of a closed incident it is asked first.
fn tells_where(canvas: &Canvas<'_>, model: &Model, preview: &Preview) -> bool {
    let (_, height) = canvas.size();
    let is_open = model.current.as_ref().is_some_and(|current| current.open);
    height >= ROOMY
        && is_open
        && model.screen != Screen::Start
        && preview.marked() > 0
        && preview.question().is_none()
}

/// Draws the heading, and the rows down to this one: those around the row selected, and no others are looked at.
fn list(canvas: &mut Canvas<'_>, model: &Model, preview: &Preview, bottom: u16) {
    let zone = preview.zone();
    let today = zone.shown(&zone.now(model.now)).clock.date();
    let (width, _) = canvas.size();
    heading::draw(canvas, preview, today);
    let room = usize::from(bottom.saturating_sub(TOP)).max(1);
    let selected = preview.selected();
    let first = first_shown(selected..selected + 1, preview.rows(), room);
    let seen = (first..preview.rows()).take(room);
    let columns = Columns::of(
        seen.clone().filter_map(|at| preview.row(at)),
        preview,
        today,
        width,
    );
    let (above, below) = (first > 0, first + room < preview.rows());
    for (at, y) in seen.zip(TOP..) {
        let Some(shown) = preview.row(at) else { continue };
        let area = Area {
            x: 0,
            y,
            width,
            height: 1,
        };
        // The sign that there is more stands apart from words that are cut.
        let has_sign = (above && at == first) || (below && at + 1 == first + room);
        let words = Area {
            width: width.saturating_sub(u16::from(has_sign)),
            ..area
        };
        row::draw(canvas, words, shown, &columns);
        if at == preview.selected() {
            canvas.restyle(area, y, canvas.theme.selected());
        }
    }
    let body = Area {
        x: 0,
        y: TOP,
        width,
        height: bottom.saturating_sub(TOP),
    };
    canvas.more(body, above, below);
    if preview.proposals() == 0 {
        let y = TOP + u16::try_from(preview.rows()).unwrap_or(u16::MAX - TOP);
        if y < bottom {
            canvas.text(1, y, width, "No line of it says anything.", canvas.theme.dim());
        }
    }
}

/// Draws the list of kinds over the rows.
fn kinds(canvas: &mut Canvas<'_>, model: &Model, preview: &Preview, highlight: usize) {
    let (width, height) = canvas.size();
    let bottom = height.saturating_sub(1);
    let question = bottom.saturating_sub(1);
    let picks: Vec<Pick> = Kind::ROWS.iter().map(Pick::Kind).collect();
    let part = |y, height| Area {
        x: 0,
        y,
        width,
        height,
    };
    // The row that it is about stays in sight.
    let above = TOP + u16::from(question > TOP + 2);
    let over = part(above, question.saturating_sub(above));
    let top = pick_rows(canvas, over, &picks, highlight);
    list(canvas, model, preview, top);
    canvas.clear(part(question, height - question));
    let to = Kind::ROWS[highlight % Kind::ROWS.len()].title.to_lowercase();
    let words = preview.proposal().map(|(proposal, _)| {
        let from = match &proposal.what {
            Proposed::Event(event) => event.kind.row().title.to_lowercase(),
            Proposed::ActionItem(_) | Proposed::Field(..) => String::new(),
        };
        let text = proposal.text().lines().next().unwrap_or_default();
        format!("{from} becomes {to}: {text}")
    });
    let style = canvas.theme.caution();
    canvas.text(
        1,
        question,
        width.saturating_sub(2),
        &words.unwrap_or_default(),
        style,
    );
    keys(canvas, part(bottom, 1), Context::PreviewKinds);
}
