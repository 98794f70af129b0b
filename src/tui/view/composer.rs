//! The bottom of the live screen, and the question of the first one: what is being written, how it will be read,
//! what is on its way to the disk, what there is to tell, and which keys work.

use ratatui::style::Style;

use super::paint::Canvas;
use crate::app::commands::{self, Pick};
use crate::app::composer::Task;
use crate::app::footer::{self, Hint};
use crate::app::geometry::{Area, Live, notices, prompt_width};
use crate::app::keymap::{Action, Context};
use crate::app::model::{Model, Overlay, Pending, Screen};
use crate::app::screen::{composing, live};
use crate::domain::decide;
use crate::domain::entry::{self, EntryTime, Reading, RemarkLevel, What};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::tui::theme::Sign;

/// How long a line may be on its way before it is said that it is not saved, in milliseconds.
const PATIENCE: i64 = 1000;

/// Draws everything below the timeline; says where the cursor belongs.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: Option<&Incident>) -> Option<(u16, u16)> {
    let parts = Live::of(model);
    if parts.rule.height > 0 {
        match filtered(model, incident) {
            Some(filter) => canvas.rule(parts.rule, &filter),
            None => canvas.rule(parts.rule, incident_named(model, incident)),
        }
    }
    pending(canvas, parts.pending, model);
    told(canvas, parts.notice, model);
    hints(canvas, parts.footer, &keys_now(model, incident));
    if let (Some(Overlay::Strike(event)), Some(incident)) = (&model.overlay, incident) {
        withdrawal(canvas, parts.composer, incident, *event);
        return None;
    }
    if let Some(Overlay::Search(field)) = &model.overlay {
        return Some(search(canvas, parts.composer, "search ", field.text()));
    }
    if let Some(Overlay::Filter(field)) = &model.overlay {
        return Some(search(canvas, parts.composer, "show only ", field.text()));
    }
    let cursor = line(canvas, parts.composer, model, incident);
    reading(canvas, parts.reading, model, incident);
    picker(canvas, parts.timeline, model);
    (!model.timeline_focused).then_some(cursor)
}

/// Whose line this is, where two incidents are live: nothing must go into the wrong one.
fn incident_named<'a>(model: &Model, incident: Option<&'a Incident>) -> &'a str {
    let several = model.incidents.live().nth(1).is_some();
    incident.filter(|_| several).map_or("", Incident::title)
}

/// The keys that work now: a hypothesis is ruled out or confirmed only where an open one is selected.
fn keys_now(model: &Model, incident: Option<&Incident>) -> Vec<Hint> {
    let mut keys = footer::hints(model.context());
    let selected = incident.and_then(|incident| live::selected(model, incident));
    let open = model
        .current
        .as_ref()
        .map(|current| &current.derived.open_hypotheses);
    if selected.is_none_or(|event| open.is_none_or(|open| !open.contains(&event.id))) {
        keys.retain(|hint| !hint.does(&Action::RuleOut) && !hint.does(&Action::Confirm));
    }
    keys
}

/// What the timeline shows of how much, while it shows only some: nobody must think that the rest is gone.
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

/// Lines on their way to the disk. Nothing is shown as recorded before it is.
pub fn pending(canvas: &mut Canvas<'_>, area: Area, model: &Model) {
    let theme = canvas.theme;
    for (pending, y) in model.pending.iter().zip(area.y..area.y + area.height) {
        let (word, style) = if is_late(pending, model) {
            ("NOT saved yet: ", theme.alarm())
        } else {
            ("saving... ", theme.dim())
        };
        let rest = model.pending.len().saturating_sub(usize::from(area.height));
        let more = if rest > 0 && y + 1 == area.y + area.height {
            format!("  (+{rest} more)")
        } else {
            String::new()
        };
        let room = area.width.saturating_sub(2);
        canvas.pieces(
            1,
            y,
            room,
            &[
                (word, style),
                (pending.typed().next().unwrap_or_default(), Style::new()),
                (&more, theme.dim()),
            ],
        );
    }
}

fn is_late(pending: &Pending, model: &Model) -> bool {
    (model.now.instant - pending.since.instant).num_milliseconds() >= PATIENCE
}

/// What there is to tell, as far as there is room.
pub fn told(canvas: &mut Canvas<'_>, area: Area, model: &Model) {
    for ((line, lasts), y) in notices(model).iter().zip(area.y..area.y + area.height) {
        let style = if *lasts {
            canvas.theme.alarm()
        } else {
            canvas.theme.caution()
        };
        canvas.text(1, y, area.width.saturating_sub(2), line, style);
    }
}

/// Whether an event is to be withdrawn.
fn withdrawal(canvas: &mut Canvas<'_>, area: Area, incident: &Incident, event: RecordId) {
    let Some(event) = incident.event(event) else {
        return;
    };
    let asked = format!("Withdraw event {}? ", event.number);
    let room = area.width.saturating_sub(2);
    canvas.pieces(
        1,
        area.y,
        room,
        &[
            (&asked, canvas.theme.caution()),
            (&event.body().text, Style::new()),
        ],
    );
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
    let badge = match &reading.what {
        What::Event(event) if event.kind_given => (event.kind.badge(), theme.badge(event.kind)),
        What::ActionItem(_) => ("TODO", theme.key()),
        What::Event(_) | What::Empty => (incident_named(model, incident), theme.dim()),
    };
    if indent > 2 {
        canvas.text(1, area.y, indent - 3, badge.0, badge.1);
    }
    let style = if model.timeline_focused {
        theme.dim()
    } else {
        theme.key()
    };
    canvas.text(indent - 2, area.y, 2, &prompt, style);
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

/// How the line will be read: kind, time in full with its day, how long ago; and what to look at twice.
fn reading(canvas: &mut Canvas<'_>, area: Area, model: &Model, incident: Option<&Incident>) {
    if area.height == 0 {
        return;
    }
    let theme = canvas.theme;
    let indent = prompt_width(model);
    let room = area.width.saturating_sub(indent + 1);
    let (reading, context) = composing::reading(model, incident);
    if reading.what == What::Empty || model.context() == Context::Picker {
        return;
    }
    let typed = reading.typed.trim();
    let mut pieces: Vec<(String, Style)> = Vec::new();
    let task = composing::task(model, incident);
    let corrected = composing::edited(model, incident);
    let keeps_time = matches!(&reading.what, What::Event(event) if event.time == EntryTime::Now);
    if corrected.is_some() && keeps_time {
        pieces.push(("its time stays".to_owned(), theme.dim()));
    } else if model.screen == Screen::Start
        && matches!(&reading.what, What::Event(event) if !event.kind_given && event.time == EntryTime::Now)
    {
        pieces.push(("the title of a new incident".to_owned(), theme.dim()));
    } else if commands::looks_meant(typed) {
        pieces.push((
            "no such command: it would be recorded as text".to_owned(),
            theme.caution(),
        ));
    } else {
        let described = entry::describe(&reading, &context);
        let remark = |level| {
            let remarks = described
                .remarks
                .iter()
                .filter(move |remark| remark.level() == level);
            remarks.map(ToString::to_string).collect::<Vec<_>>()
        };
        // What is wrong first: a narrow screen cuts what comes last.
        pieces.extend(
            remark(RemarkLevel::Warning)
                .into_iter()
                .map(|text| (text, theme.caution())),
        );
        pieces.push((described.text.clone(), theme.dim()));
        pieces.extend(
            remark(RemarkLevel::Hint)
                .into_iter()
                .map(|text| (text, theme.dim())),
        );
    }
    pieces.extend(ending(model, incident, &reading).map(|text| (text, theme.caution())));
    if let Some((task, event)) = task {
        let does = match task {
            Task::Correct(_) => "corrects event",
            Task::End(_) => "ends hypothesis",
        };
        let says = format!("{does} {}; Esc leaves it as it is", event.number);
        pieces.push((says, theme.caution()));
    }
    let mut taken = 0;
    for (text, style) in pieces.iter().filter(|(text, _)| !text.is_empty()) {
        let gap = if taken > 0 { " · " } else { "" };
        let left = room.saturating_sub(taken);
        taken += canvas.pieces(
            indent + taken,
            area.y,
            left,
            &[(gap, theme.dim()), (text, *style)],
        );
    }
}

/// What a dead end or a cause will end, where that is not plain; and in which zone a time is read, where another one
/// is shown.
fn ending(model: &Model, incident: Option<&Incident>, reading: &Reading) -> Option<String> {
    let incident = incident.filter(|_| model.screen != Screen::Start)?;
    let What::Event(event) = &reading.what else {
        return None;
    };
    let has_task = model.composer().is_some_and(|composer| composer.task().is_some());
    let open = model.current.as_ref()?.derived.open_hypotheses.len();
    if decide::may_end(event.kind) && !has_task && open > 0 {
        return Some(match decide::ended_unnamed(incident, event.kind, &event.text) {
            Some(ended) => format!("ends hypothesis {}: {}", ended.number, ended.body().text),
            None => format!("ends none of {open} open: Tab, then x or C on the one"),
        });
    }
    let elsewhere = live::shown_zone(model, incident) != incident.zone();
    elsewhere.then(|| format!("read in {}", incident.zone()))
}

/// What `/` offers, over the lower rows of the timeline.
fn picker(canvas: &mut Canvas<'_>, over: Area, model: &Model) {
    let Some((picks, highlight)) = model.composer().and_then(|composer| composer.picker()) else {
        return;
    };
    if model.overlay.is_some() || model.timeline_focused {
        return;
    }
    pick_rows(canvas, over, &picks, highlight);
}

/// A list of kinds and commands over the lower rows of a part: as many as fit, with the one highlighted.
pub fn pick_rows(canvas: &mut Canvas<'_>, over: Area, picks: &[Pick], highlight: usize) {
    const MOST: u16 = 14;
    let height = u16::try_from(picks.len())
        .unwrap_or(u16::MAX)
        .min(over.height)
        .min(MOST);
    let area = Area {
        y: over.y + over.height - height,
        height,
        ..over
    };
    canvas.clear(area);
    let first = highlight.saturating_sub(usize::from(height.saturating_sub(1)));
    for ((nth, pick), y) in picks.iter().enumerate().skip(first).zip(area.y..area.y + height) {
        pick_row(canvas, Area { y, height: 1, ..area }, pick, nth == highlight);
    }
}

/// One row of a list of kinds and commands.
pub fn pick_row(canvas: &mut Canvas<'_>, area: Area, pick: &Pick, highlighted: bool) {
    let theme = canvas.theme;
    let word = format!("{:<17}", pick.word());
    let shortcut = format!("{:<10}", pick.shortcut());
    canvas.pieces(
        area.x + 1,
        area.y,
        area.width.saturating_sub(2),
        &[
            (&word, theme.strong()),
            (&shortcut, theme.key()),
            (&pick.about(), theme.dim()),
        ],
    );
    if highlighted {
        canvas.restyle(area, area.y, theme.selected());
    }
}

/// The keys that work now, as many as fit.
pub fn keys(canvas: &mut Canvas<'_>, area: Area, context: Context) {
    hints(canvas, area, &footer::hints(context));
}

/// Keys and what they do, as many as fit.
pub fn hints(canvas: &mut Canvas<'_>, area: Area, hints: &[Hint]) {
    if area.height == 0 {
        return;
    }
    let theme = canvas.theme;
    let mut x = area.x + 1;
    for hint in hints {
        let wide = u16::try_from(hint.key.chars().count() + 1 + hint.says.len()).unwrap_or(u16::MAX);
        if x + wide >= area.x + area.width {
            break;
        }
        x += canvas.pieces(
            x,
            area.y,
            wide,
            &[
                (&hint.key, theme.key()),
                (" ", Style::new()),
                (hint.says, theme.dim()),
            ],
        );
        x += 2;
    }
}
