//! The bottom of the live screen, and the question of the first one: what is being written, how it will be read,
//! what is on its way to the disk, what there is to tell, and which keys work.

use ratatui::style::Style;

use super::paint::Canvas;
use crate::app::commands::Pick;
use crate::app::everywhere;
use crate::app::footer::{self, Hint};
use crate::app::geometry::{Area, Live, notices, prompt_width};
use crate::app::given::{self, SlashCommand};
use crate::app::keymap::{self, Context, key_name};
use crate::app::model::{Model, Overlay, Pending, Screen};
use crate::app::screen::{belongs, composing, fields, live};
use crate::app::suspicions;
use crate::domain::entry::{self, EntryTime, Reading, RemarkLevel, What};
use crate::domain::incident::Incident;
use crate::tui::theme::Sign;

/// How long a line may be on its way before it is said that it is not saved, in milliseconds.
const PATIENCE: i64 = 1000;

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
    picker(canvas, parts.timeline, model);
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

/// Where the composer stands while the timeline has the keyboard: no prompt and no cursor, the line that waits, and
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

/// The keys that work now: a hypothesis is ruled out or confirmed only where an open one is selected.
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
    if belongs::is_closed(model, incident) && model.context() == Context::Composer && !model.has_task() {
        keys.iter_mut()
            .filter(|hint| hint.does(composing::Action::Record))
            .for_each(|hint| hint.says = "asks where it belongs");
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

/// How the line will be read: kind, time in full with its day, how long ago; and what to look at twice.
fn reading(canvas: &mut Canvas<'_>, area: Area, model: &Model, incident: Option<&Incident>) {
    if area.height == 0 {
        return;
    }
    let theme = canvas.theme;
    let indent = prompt_width(model);
    let room = area.width.saturating_sub(indent + 1);
    let (reading, context) = composing::reading(model, incident);
    if model.context() == Context::Picker {
        return;
    }
    let attached = model.composer().and_then(|composer| composer.attached());
    if reading.what == What::Empty && attached.is_none() {
        let day = composing::said_day(model);
        let says = day.map(|day| format!("bare times are on {}; /day clears it", day.format("%a %-d %b %Y")));
        canvas.text(indent, area.y, room, &says.unwrap_or_default(), theme.dim());
        return;
    }
    let typed = reading.typed.trim();
    let mut pieces: Vec<(String, Style)> = Vec::new();
    let corrected = composing::edited(model, incident);
    let given = model.composer().and_then(|composer| composer.given());
    let keeps_time = matches!(&reading.what, What::Event(event) if event.time == EntryTime::Now);
    if let Some(given @ SlashCommand::Field(..)) = &given {
        pieces.push(match fields::told(model, incident, given) {
            Ok(does) => (does, theme.dim()),
            Err(why) => (why, theme.caution()),
        });
    } else if let Some(SlashCommand::Command(named, _)) = &given {
        pieces.push((named.about.to_owned(), theme.dim()));
    } else if corrected.is_some() && keeps_time {
        pieces.push(("its time stays".to_owned(), theme.dim()));
    } else if model.screen == Screen::Start
        && matches!(&reading.what, What::Event(event) if !event.kind_given && event.time == EntryTime::Now)
    {
        pieces.push(("the title of a new incident".to_owned(), theme.dim()));
    } else if let Some(doubt) = given::doubt(typed) {
        pieces.push((format!("no such command: {doubt}"), theme.caution()));
    } else {
        let described = entry::describe(&reading, &context);
        let remark = |level| {
            let remarks = described
                .remarks
                .iter()
                .filter(move |remark| remark.level() == level);
            remarks.map(ToString::to_string).collect::<Vec<_>>()
        };
        // What is wrong first: a narrow screen cuts what comes last. Where something is, what is kept as text comes
        // before the rest too.
        let styled = |level, style| remark(level).into_iter().map(move |text| (text, style));
        pieces.extend(styled(RemarkLevel::Warning, theme.caution()));
        let says = (described.text.clone(), theme.dim());
        let hints = styled(RemarkLevel::Hint, theme.dim());
        if pieces.is_empty() {
            pieces.push(says);
            pieces.extend(hints);
        } else {
            pieces.extend(hints);
            pieces.push(says);
        }
    }
    let ends = ending(model, incident, &reading).map(|text| (text, theme.caution()));
    let has_task = model.has_task();
    // What a correction ends is read even where the rest is cut.
    pieces.splice(
        if has_task {
            0..0
        } else {
            pieces.len()..pieces.len()
        },
        ends,
    );
    if let Some(does) = composing::task_in_words(model, incident) {
        pieces.insert(0, (format!("{does}; Esc leaves it"), theme.caution()));
    } else if belongs::is_closed(model, incident) {
        let asks = "closed: Enter asks where it belongs".to_owned();
        pieces.insert(0, (asks, theme.caution()));
    }
    if let Some(pasted) = attached {
        let says = format!(
            "with the paste of {} lines as evidence; Esc goes back",
            pasted.lines
        );
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
    if !matches!(reading.what, What::Event(_)) {
        return None;
    }
    if let Some(told) = suspicions::told(model, Some(incident)) {
        return Some(told);
    }
    let elsewhere = live::shown_zone(model, incident) != incident.zone();
    elsewhere.then(|| format!("read in {}", incident.zone()))
}

/// The suspicions that the line may end, one a row with its key, below how the line will be read.
fn suspicions(canvas: &mut Canvas<'_>, area: Area, model: &Model, incident: Option<&Incident>) {
    if area.height < 2 {
        return;
    }
    let theme = canvas.theme;
    let indent = prompt_width(model);
    let chosen = model.composer().and_then(|composer| composer.chosen());
    let offered = suspicions::offered(model, incident);
    let rows = (1..).zip(offered).zip(area.y + 1..area.y + area.height);
    for ((nth, event), y) in rows {
        let key = key_name(Context::Composer, composing::Action::Ends(nth));
        let (mark, style) = if chosen == Some(event.id) {
            (theme.sign(Sign::Prompt), theme.strong())
        } else {
            (" ", Style::new())
        };
        let number = format!("{:>4}  ", event.number);
        let pieces = [
            (mark, theme.key()),
            (" ", style),
            (&*key, theme.key()),
            (&*number, theme.dim()),
        ];
        let room = area.width.saturating_sub(indent + 1);
        let taken = canvas.pieces(indent - 2, y, room + 2, &pieces);
        let left = room.saturating_sub(taken);
        canvas.pieces(indent - 2 + taken, y, left + 2, &[(&event.body().text, style)]);
    }
}

/// What `/` offers, over the lower rows of the timeline.
fn picker(canvas: &mut Canvas<'_>, over: Area, model: &Model) {
    let Some((picks, highlight)) = model.composer().and_then(|composer| composer.picker()) else {
        return;
    };
    if model.overlay.is_some() {
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
