//! The heading of the preview: how much is marked, on which days, and of what; what matters least gives way first.

use chrono::NaiveDate;

use super::NOT_YET;
use crate::app::preview::Preview;
use crate::domain::harmless;
use crate::import::Format;
use crate::tui::view::paint::Canvas;

/// Draws it, with as much as there is room for.
pub(super) fn draw(canvas: &mut Canvas<'_>, preview: &Preview, today: NaiveDate) {
    let (width, _) = canvas.size();
    let columns = usize::from(width.saturating_sub(3));
    let beside = columns.saturating_sub(NOT_YET.len() + 1);
    let forms = forms(preview, today);
    let fitting = |room: usize| forms.iter().find(|form| harmless::width(form) <= room);
    let (title, right) = match (fitting(beside), fitting(columns), forms.last()) {
        (Some(title), _, _) => (title, NOT_YET),
        (None, Some(title), _) | (None, None, Some(title)) => (title, ""),
        (None, None, None) => return,
    };
    canvas.heading(title, right);
}

/// The forms of the heading, from the longest to the shortest.
fn forms(preview: &Preview, today: NaiveDate) -> Vec<String> {
    let (marked, all) = (preview.marked(), preview.proposals());
    let what = if preview.has_only_events() {
        "events"
    } else {
        "rows"
    };
    let name = preview.name().map(|name| harmless::line(&name).into_owned());
    let format = preview.formats();
    let long = match (&name, preview.format()) {
        (Some(name), _) => format!("{name} ({format}): "),
        (None, Format::Text) => String::new(),
        (None, _) => format!("{format}: "),
    };
    let short = name.map_or(String::new(), |name| format!("{name}: "));
    let shorter = harmless::fit(short.trim_end_matches(": "), 16).into_owned();
    let shorter = if short.is_empty() {
        shorter
    } else {
        format!("{shorter}: ")
    };
    let (on, left_out) = (days(preview, today), left_out(preview));
    let reading = if preview.is_reading() { "reading ... " } else { "" };
    vec![
        format!("{reading}{long}{marked} of {all} {what} marked{on}{left_out}"),
        format!("{reading}{short}{marked} of {all} {what} marked{on}{left_out}"),
        format!("{reading}{shorter}{marked} of {all} {what} marked{on}{left_out}"),
        format!("{reading}{marked} of {all} {what} marked{on}{left_out}"),
        format!("{reading}{marked} of {all} {what} marked{on}"),
        format!("{reading}{marked} of {all} marked{on}"),
    ]
}

fn days(preview: &Preview, today: NaiveDate) -> String {
    match preview.days() {
        Some((first, last)) if first != last => {
            format!(", from {} to {}", first.format("%-d %b"), last.format("%-d %b"))
        }
        Some((only, _)) if only != today => format!(", all on {}", only.format("%-d %b")),
        Some(_) | None => String::new(),
    }
}

fn left_out(preview: &Preview) -> String {
    match preview.left_out().len() {
        0 => String::new(),
        count => format!(", {count} left out"),
    }
}
