//! The action items: what is to be done, by whom and by when, the most pressing first.

use ratatui::style::Style;

use super::foot::{self, Says};
use super::paint::Canvas;
use crate::app::footer::{self, Hint};
use crate::app::geometry::{Area, first_shown};
use crate::app::keymap::{self, Context};
use crate::app::model::Model;
use crate::app::screen::action_items::{Action, rows};
use crate::domain::harmless;
use crate::domain::harmless::wrap;
use crate::domain::incident::{Contested, Incident};
use crate::incidents::catalog::agenda::Listed;
use crate::tui::theme::Theme;

/// Columns before the text: a mark, the number, the gap.
const INDENT: u16 = 6;

type StyledPieces = Vec<(String, Style)>;

/// One line of the list.
struct ItemLine {
    /// The row that it belongs to.
    row: usize,
    /// The item's number, on its first line.
    number: Option<u32>,
    pieces: StyledPieces,
}

/// Draws the list, and below it the keys that work.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident) {
    let (width, height) = canvas.size();
    let rows = rows(model, incident);
    let at = model.action_items.position(&rows);
    let title = if model.action_items.all {
        "Action items of all incidents".to_owned()
    } else {
        format!("Action items: {}", incident.title())
    };
    canvas.heading(&title, &counted(&rows));
    let says = says(incident, rows.get(at), canvas.theme);
    let bottom = foot::draw(
        canvas,
        model,
        Some(incident),
        says,
        &keys(model, incident, rows.get(at)),
    );
    let area = Area {
        x: 0,
        y: 2.min(height),
        width,
        height: bottom.saturating_sub(2),
    };
    if rows.is_empty() {
        empty(canvas, area, model);
    }
    let lines: Vec<ItemLine> = rows
        .iter()
        .enumerate()
        .flat_map(|(nth, row)| lines(canvas.theme, incident, area.width, nth, row))
        .collect();
    list(canvas, area, &lines, at);
}

fn counted(rows: &[Listed]) -> String {
    let open = rows.iter().filter(|row| !row.body.done).count();
    let overdue = rows.iter().filter(|row| row.days_overdue().is_some()).count();
    match (open, overdue) {
        (0, _) => String::new(),
        (open, 0) => format!("{open} open"),
        (open, overdue) => format!("{open} open, {overdue} overdue"),
    }
}

fn empty(canvas: &mut Canvas<'_>, area: Area, model: &Model) {
    let words = if model.action_items.all {
        "Nothing is left to be done in any incident: press a to add something to this one."
    } else {
        "Nothing is to be done yet: press a to add an action item, or begin a line with todo: while writing."
    };
    let columns = usize::from(area.width.saturating_sub(2)).max(1);
    for (line, y) in wrap(words, columns).iter().zip(area.y..area.y + area.height) {
        canvas.text(1, y, area.width.saturating_sub(2), line, canvas.theme.dim());
    }
}

fn list(canvas: &mut Canvas<'_>, area: Area, lines: &[ItemLine], at: usize) {
    let theme = canvas.theme;
    let height = usize::from(area.height);
    let start = lines.iter().position(|line| line.row == at).unwrap_or(0);
    let long = lines.iter().filter(|line| line.row == at).count();
    let first = first_shown(start..start + long, lines.len(), height);
    for (line, y) in lines.iter().skip(first).zip(area.y..area.y + area.height) {
        if let Some(number) = line.number {
            canvas.text_right(INDENT - 2, y, &number.to_string(), theme.dim());
        }
        let pieces: Vec<(&str, Style)> = line
            .pieces
            .iter()
            .map(|(text, style)| (text.as_str(), *style))
            .collect();
        canvas.pieces(INDENT, y, area.width.saturating_sub(INDENT + 1), &pieces);
        if line.row == at {
            canvas.restyle(area, y, theme.selected());
        }
    }
    canvas.more(area, first > 0, first + height < lines.len());
}

/// The text, wrapped under its own column, and below it what is known of it.
fn lines(theme: Theme, incident: &Incident, width: u16, nth: usize, row: &Listed) -> Vec<ItemLine> {
    let columns = usize::from(width.saturating_sub(INDENT + 1)).max(1);
    let style = if row.body.done { theme.dim() } else { Style::new() };
    let text = wrap(&row.body.text, columns)
        .into_iter()
        .map(|line| vec![(line, style)]);
    let known = folded(known(theme, incident, row), columns);
    let all = text.chain(known).enumerate();
    all.map(|(line, pieces)| ItemLine {
        row: nth,
        number: (line == 0).then_some(row.number),
        pieces,
    })
    .collect()
}

/// Says what is known, the most pressing first; what nobody has said, where it is needed to get it done.
fn known(theme: Theme, incident: &Incident, row: &Listed) -> StyledPieces {
    let body = &row.body;
    let dim = theme.dim();
    let mut pieces = StyledPieces::new();
    if body.done {
        pieces.push(("done".to_owned(), dim));
    }
    match row.due_in_words() {
        Some(due) if row.days_overdue().is_some() => pieces.push((due, theme.alarm())),
        Some(due) => pieces.push((due, dim)),
        None if body.done => {}
        None => pieces.push(("no due date".to_owned(), dim)),
    }
    match &body.owner {
        Some(owner) => pieces.push((format!("@{owner}"), dim)),
        None if body.done => {}
        None => pieces.push(("no owner".to_owned(), dim)),
    }
    let purpose = body.purpose.map(|purpose| purpose.word().to_owned());
    let priority = body
        .priority
        .as_ref()
        .map(|priority| format!("priority {priority}"));
    let title = (row.incident != incident.id()).then(|| format!("in: {}", row.title));
    pieces.extend(
        [purpose, priority, title]
            .into_iter()
            .flatten()
            .map(|text| (text, dim)),
    );
    pieces
}

/// Pieces side by side, on as many lines as they take; what is longer than a line is cut where it is drawn.
fn folded(pieces: StyledPieces, columns: usize) -> Vec<StyledPieces> {
    let mut lines: Vec<StyledPieces> = Vec::new();
    let mut used = 0;
    for (text, style) in pieces {
        let wide = harmless::width(&harmless::line(&text));
        match lines.last_mut() {
            Some(line) if used + 2 + wide <= columns => {
                line.push(("  ".to_owned(), Style::new()));
                line.push((text, style));
                used += 2 + wide;
            }
            _ => {
                lines.push(vec![(text, style)]);
                used = wide;
            }
        }
    }
    lines
}

/// Says what two people made of it at the same time.
fn says(incident: &Incident, row: Option<&Listed>, theme: Theme) -> Says {
    let conflicts = incident.conflicts().into_iter();
    let of_row = conflicts.filter(|conflict| {
        matches!(conflict.about, Contested::ActionItem(item) if row.is_some_and(|row| row.item == item.id))
    });
    of_row
        .map(|conflict| (format!("! {}", conflict.in_words()), theme.alarm()))
        .collect()
}

/// The keys; on an item of another incident, what Enter does there.
fn keys(model: &Model, incident: &Incident, row: Option<&Listed>) -> Vec<Hint> {
    let mut keys = footer::hints(model.context());
    if model.context() != Context::ActionItems {
        return keys;
    }
    let own = row.is_some_and(|row| row.incident == incident.id());
    keys.retain(|hint| own || !changes_it(hint));
    keys.retain(|hint| row.is_some() || !hint.does(Action::Edit));
    if !own {
        keys.iter_mut()
            .filter(|hint| hint.does(Action::Edit))
            .for_each(|hint| hint.says = "open its incident");
    }
    if model.action_items.all {
        keys.iter_mut()
            .filter(|hint| hint.does(Action::AllIncidents))
            .for_each(|hint| hint.says = "own");
    }
    keys
}

/// Says whether a key changes what is selected.
fn changes_it(hint: &Hint) -> bool {
    matches!(
        hint.action,
        Some(keymap::Action::ActionItems(Action::ToggleDone | Action::Amend(_)))
    )
}
