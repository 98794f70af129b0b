//! Below the line: how it will be read, and the hypotheses that it may end.

use ratatui::style::Style;

use super::super::paint::Canvas;
use crate::app::geometry::{Area, prompt_width};
use crate::app::given::{self, SlashCommand};
use crate::app::keymap::{Context, key_name};
use crate::app::model::{Model, Screen};
use crate::app::screen::{belongs, composing, fields, live};
use crate::app::suspicions;
use crate::domain::entry::{self, EntryTime, Reading, RemarkLevel, What};
use crate::domain::incident::Incident;
use crate::domain::time::typed::TimeContext;
use crate::tui::theme::{Sign, Theme};

/// Draws how the line will be read: kind, time in full with its day, how long ago; and what to look at twice.
pub(super) fn reading(canvas: &mut Canvas<'_>, area: Area, model: &Model, incident: Option<&Incident>) {
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
        let says = says.as_deref().or(model.seen_before.below());
        canvas.text(indent, area.y, room, says.unwrap_or_default(), theme.dim());
        return;
    }
    let mut pieces = itself(canvas.theme, model, incident, (&reading, &context));
    add_around(&mut pieces, canvas.theme, model, incident, &reading);
    let seen_before = model.seen_before.below().map(str::to_owned);
    pieces.extend(seen_before.map(|words| (words, theme.dim())));
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

type Pieces = Vec<(String, Style)>;

/// The meaning of the line itself: of a command, or of an entry with what to look at twice.
fn itself(
    theme: Theme,
    model: &Model,
    incident: Option<&Incident>,
    (reading, context): (&Reading, &TimeContext),
) -> Pieces {
    let corrected = composing::edited(model, incident);
    let given = model.composer().and_then(|composer| composer.given());
    let keeps_time = matches!(&reading.what, What::Event(event) if event.time == EntryTime::Now);
    let is_title = matches!(&reading.what, What::Event(event) if !event.kind_given) && keeps_time;
    let piece = if let Some(given @ SlashCommand::Field(..)) = &given {
        match fields::told(model, incident, given) {
            Ok(does) => (does, theme.dim()),
            Err(why) => (why, theme.caution()),
        }
    } else if let Some(SlashCommand::Command(named, _)) = &given {
        (named.about.to_owned(), theme.dim())
    } else if corrected.is_some() && keeps_time {
        ("its time stays".to_owned(), theme.dim())
    } else if model.screen == Screen::Start && is_title {
        ("the title of a new incident".to_owned(), theme.dim())
    } else if let Some(doubt) = given::doubt(reading.typed.trim()) {
        (doubt, theme.caution())
    } else {
        return described(theme, reading, context);
    };
    vec![piece]
}

/// An entry as it will be read, with its remarks. What is wrong comes first: a narrow screen cuts what comes last.
/// Where something is, what is kept as text comes before the rest too.
fn described(theme: Theme, reading: &Reading, context: &TimeContext) -> Pieces {
    let described = entry::describe(reading, context);
    let styled = |level, style| {
        let remarks = described.remarks.iter();
        let remarks = remarks.filter(move |remark| remark.level() == level);
        remarks.map(move |remark| (remark.to_string(), style))
    };
    let mut pieces: Pieces = styled(RemarkLevel::Warning, theme.caution()).collect();
    let says = (described.text.clone(), theme.dim());
    let hints = styled(RemarkLevel::Hint, theme.dim());
    if pieces.is_empty() {
        pieces.push(says);
        pieces.extend(hints);
    } else {
        pieces.extend(hints);
        pieces.push(says);
    }
    pieces
}

/// Adds what the line does beside being read: what it ends, corrects, asks or carries.
fn add_around(
    pieces: &mut Pieces,
    theme: Theme,
    model: &Model,
    incident: Option<&Incident>,
    reading: &Reading,
) {
    if let Some(ends) = ending(model, incident, reading) {
        // What a correction ends is read even where the rest is cut.
        let place = if model.has_task() { 0 } else { pieces.len() };
        pieces.insert(place, (ends, theme.caution()));
    }
    if let Some(does) = composing::task_in_words(model, incident) {
        pieces.insert(0, (format!("{does}; Esc leaves it"), theme.caution()));
    } else if belongs::is_closed(model, incident) {
        let asks = "closed: Enter asks where it belongs".to_owned();
        pieces.insert(0, (asks, theme.caution()));
    }
    if let Some(pasted) = model.composer().and_then(|composer| composer.attached()) {
        let says = format!(
            "with the paste of {} lines as evidence; Esc goes back",
            pasted.lines
        );
        pieces.push((says, theme.caution()));
    }
}

/// Says what a dead end or a cause will end, where that is not plain; and in which zone a time is read, where another
/// one is shown.
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
pub(super) fn suspicions(canvas: &mut Canvas<'_>, area: Area, model: &Model, incident: Option<&Incident>) {
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
