//! The bottom of the live screen, and the question of the first one: what is being written, how it will be read,
//! what is on its way to the disk, what there is to tell, and which keys work.

mod reading;

use ratatui::style::Style;

use super::keys::hints;
use super::notices::{pending, told};
use super::paint::Canvas;
use super::picker;
use crate::app::everywhere;
use crate::app::footer::{self, Hint};
use crate::app::geometry::{Area, Live, prompt_width};
use crate::app::given::SlashCommand;
use crate::app::keymap::{self, Context};
use crate::app::model::{Model, Overlay};
use crate::app::screen::{belongs, composing, live};
use crate::domain::entry::What;
use crate::domain::incident::Incident;
use crate::domain::kind::Kind;
use crate::tui::theme::Sign;
use reading::{reading, suspicions};

/// Draws everything below the timeline; says where the cursor belongs.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: Option<&Incident>) -> Option<(u16, u16)> {
    let parts = Live::of(model);
    if parts.rule.height > 0 {
        rule(canvas, parts.rule, model, incident);
    }
    pending(canvas, parts.pending, model);
    told(canvas, parts.notice, model);
    hints(canvas, parts.footer, &keys_now(model, incident));
    if let Some(Overlay::Search(field)) = &model.overlay {
        return Some(search(canvas, parts.composer, "search ", field.text()));
    }
    if let Some(Overlay::Filter(field)) = &model.overlay {
        return Some(search(canvas, parts.composer, "show only ", field.text()));
    }
    if model.timeline_focused {
        stands_back(canvas, parts, model);
        return None;
    }
    let cursor = line(canvas, parts.composer, model, incident);
    reading(canvas, parts.reading, model, incident);
    suspicions(canvas, parts.reading, model, incident);
    picker::draw(canvas, parts.timeline, model);
    Some(cursor)
}

/// The line between what is recorded and what is written: who has the keyboard, and what should be known of that.
fn rule(canvas: &mut Canvas<'_>, area: Area, model: &Model, incident: Option<&Incident>) {
    let named = incident_named(model, incident);
    if !model.timeline_focused {
        return canvas.rule(area, named);
    }
    let of = if named.is_empty() {
        String::new()
    } else {
        format!(" of {named}")
    };
    let only = filtered(model, incident).map_or(String::new(), |filter| format!(": {filter}"));
    let word = format!(" timeline{of}{only} ");
    canvas.rule(area, "");
    let room = area.width.saturating_sub(4);
    canvas.text(area.x + 2, area.y, room, &word, canvas.theme.selected());
}

/// Draws the composer while the timeline has the keyboard: no prompt and no cursor, the line that waits, and
/// how to go on writing.
fn stands_back(canvas: &mut Canvas<'_>, parts: Live, model: &Model) {
    let theme = canvas.theme;
    let keys: Vec<String> = keymap::rows_of(Context::Timeline)
        .filter(|row| row.action == everywhere::Action::Write.into())
        .flat_map(|row| row.keys)
        .map(ToString::to_string)
        .collect();
    let how = format!("{}: write a line. Letters are commands here", keys.join(", "));
    let style = if model.strayed.is_some() {
        theme.caution()
    } else {
        theme.dim()
    };
    let indent = prompt_width(model);
    let waits = model.composer().map_or("", |composer| composer.field.text());
    let area = parts.composer;
    let room = area.width.saturating_sub(indent + 1);
    if waits.is_empty() {
        canvas.text(1, area.y, area.width.saturating_sub(2), &how, style);
        return;
    }
    canvas.text(1, area.y, indent.saturating_sub(2), "waits", theme.dim());
    canvas.text(indent, area.y, room, waits, theme.dim());
    if parts.reading.height > 0 {
        canvas.text(1, parts.reading.y, area.width.saturating_sub(2), &how, style);
    }
}

/// Whose line this is, where two incidents are live: nothing must go into the wrong one.
fn incident_named<'a>(model: &Model, incident: Option<&'a Incident>) -> &'a str {
    let several = model.incidents.live().nth(1).is_some();
    incident.filter(|_| several).map_or("", Incident::title)
}

/// The keys that work now: a hypothesis is ruled out or confirmed only where an open one is selected, and only a
/// mitigation helped or failed.
fn keys_now(model: &Model, incident: Option<&Incident>) -> Vec<Hint> {
    let mut keys = footer::hints(model.context());
    let selected = incident.and_then(|incident| live::selected(model, incident));
    let open = model
        .current
        .as_ref()
        .map(|current| &current.derived.open_hypotheses);
    if selected.is_none_or(|event| open.is_none_or(|open| !open.contains(&event.id))) {
        keys.retain(|hint| !hint.does(live::Action::RuleOut) && !hint.does(live::Action::Confirm));
    }
    if selected.is_none_or(|event| event.body().kind != Kind::Mitigation) {
        keys.retain(|hint| !hint.does(live::Action::Helped) && !hint.does(live::Action::Failed));
    }
    if belongs::is_closed(model, incident) && model.context() == Context::Composer && !model.has_task() {
        keys.iter_mut()
            .filter(|hint| hint.does(composing::Action::Record))
            .for_each(|hint| hint.says = "asks where it belongs");
    }
    keys
}

/// Says what the timeline shows of how much, while it shows only some: nobody must think that the rest is gone.
fn filtered(model: &Model, incident: Option<&Incident>) -> Option<String> {
    let filter = model
        .current
        .as_ref()?
        .filter
        .as_ref()
        .filter(|_| model.timeline_focused)?;
    let (left, all) = (filter.places().len(), filter.all(incident?));
    Some(format!("only {} ({left} of {all}); f changes it", filter.text))
}

/// The first screen: one question.
pub fn question(canvas: &mut Canvas<'_>, model: &Model) -> Option<(u16, u16)> {
    let parts = Live::of(model);
    let theme = canvas.theme;
    let (width, _) = canvas.size();
    if parts.header.height > 0 {
        canvas.text(1, parts.header.y, width, "hotwash", theme.dim());
    }
    let words = [
        ("What is happening?", theme.strong()),
        ("", Style::new()),
        (
            "One line and Enter: the incident, its clock and its journal begin.",
            theme.dim(),
        ),
        ("Everything can be said better later.", theme.dim()),
    ];
    let shown = if parts.timeline.height >= 6 {
        words.len()
    } else {
        1
    };
    let skip = parts
        .timeline
        .height
        .saturating_sub(u16::try_from(shown).unwrap_or(0) + 1);
    for ((text, style), y) in words
        .into_iter()
        .take(shown)
        .zip(parts.timeline.y + skip..parts.rule.y)
    {
        canvas.text(1, y, width.saturating_sub(2), text, style);
    }
    draw(canvas, model, None)
}

fn search(canvas: &mut Canvas<'_>, area: Area, asked: &str, typed: &str) -> (u16, u16) {
    let taken = canvas.pieces(
        1,
        area.y,
        area.width.saturating_sub(2),
        &[(asked, canvas.theme.key()), (typed, Style::new())],
    );
    (1 + taken, area.y)
}

/// The line being written, behind the badge of what it will be.
fn line(canvas: &mut Canvas<'_>, area: Area, model: &Model, incident: Option<&Incident>) -> (u16, u16) {
    let theme = canvas.theme;
    let indent = prompt_width(model);
    let (reading, _) = composing::reading(model, incident);
    let prompt = format!("{} ", theme.sign(Sign::Prompt));
    let given = model.composer().and_then(|composer| composer.given());
    let badge = match &reading.what {
        _ if matches!(given, Some(SlashCommand::Field(..))) => ("FIELD", theme.key()),
        _ if matches!(given, Some(SlashCommand::Command(..))) => ("COMMAND", theme.key()),
        What::Event(event) if event.kind_given => (event.kind.badge(), theme.badge(event.kind)),
        What::ActionItem(_) => ("TODO", theme.key()),
        What::Day(_) => ("DAY", theme.key()),
        What::Event(_) | What::Empty => (incident_named(model, incident), theme.dim()),
    };
    if indent > 2 {
        canvas.text(1, area.y, indent - 3, badge.0, badge.1);
    }
    canvas.text(indent - 2, area.y, 2, &prompt, theme.key());
    let Some(composer) = model.composer() else {
        return (indent, area.y);
    };
    let layout = composer
        .field
        .layout(area.width.saturating_sub(indent), area.height);
    for (row, y) in layout.rows.iter().zip(area.y..) {
        canvas.text(indent, y, area.width.saturating_sub(indent), row, Style::new());
    }
    if layout.hidden_above {
        canvas.text(0, area.y, 1, "^", theme.caution());
    }
    let (column, row) = layout.cursor;
    (indent + column, area.y + row)
}
