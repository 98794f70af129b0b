//! The mitigations of an impact window, of which is said which helped: over the last rows of whatever screen is there.

use ratatui::style::Style;

use super::keys::keys;
use super::notices::told;
use super::paint::Canvas;
use crate::app::geometry::{Area, Live, first_shown, notices};
use crate::app::keymap::Context;
use crate::app::model::{Model, Screen};
use crate::app::rows::time_of;
use crate::app::screen::live::shown_zone;
use crate::app::screen::outcomes::OutcomeList;
use crate::domain::harmless;
use crate::domain::incident::{Event, Incident};
use crate::domain::mitigations::SaidOutcome;
use crate::domain::time::Zone;
use crate::tui::theme::Sign;

/// The question above them.
const QUESTION: &str = "Which of these reduced the impact?";

/// Columns of an outcome, with a gap behind it.
const OUTCOME: usize = 14;

/// Draws the question, the list, what there is to tell, and the keys.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: &Incident, list: OutcomeList) {
    let Some(current) = &model.current else { return };
    let (width, height) = canvas.size();
    let events = list.events(current);
    let bottom = height.saturating_sub(1);
    let telling = rows_of(notices(model).len()).min(bottom / 3);
    let listed = rows_of(events.len()).min(bottom.saturating_sub(telling + 2));
    let top = bottom.saturating_sub(telling + listed + 1);
    // Nothing of the line is to be seen below the timeline: it is not what is answered.
    let from = match model.screen {
        Screen::Live => top.min(Live::of(model).rule.y),
        Screen::Start
        | Screen::Incidents
        | Screen::Statistics
        | Screen::Close
        | Screen::Paper(_)
        | Screen::Fields
        | Screen::ActionItems => top,
    };
    let area = |y: u16, height| Area {
        x: 0,
        y,
        width,
        height,
    };
    canvas.clear(area(from, height - from));
    canvas.rule(area(from, 1), "");
    canvas.text(
        2,
        from,
        width.saturating_sub(3),
        &format!(" {QUESTION} "),
        canvas.theme.caution(),
    );
    let first = from + 1;
    let selected = list.row(current);
    let skipped = first_shown(selected..selected + 1, events.len(), usize::from(listed));
    let known = events.iter().filter_map(|event| incident.event(*event));
    let known: Vec<&Event> = known.collect();
    let times = times(&known, shown_zone(model, incident));
    let shown = known.iter().zip(&times).enumerate().skip(skipped);
    for ((nth, (event, time)), y) in shown.zip(first..first + listed) {
        row(canvas, area(y, 1), event, time, nth == selected);
    }
    told(canvas, area(bottom - telling, telling), model);
    keys(canvas, area(bottom, 1), Context::Outcomes);
}

fn rows_of(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// Their times in one column, with the day where they are of several.
fn times(events: &[&Event], zone: Zone) -> Vec<String> {
    let day = |event: &Event| event.body().timing.at.map(|at| zone.shown(&at).clock.date());
    let mut days = events.iter().filter_map(|event| day(event));
    let first = days.next();
    let several = days.any(|day| Some(day) != first);
    let time = |event: &&Event| match day(event).filter(|_| several) {
        Some(day) => format!("{} {}", day.format("%-d %b"), time_of(&event.body().timing, zone)),
        None => time_of(&event.body().timing, zone),
    };
    let times: Vec<String> = events.iter().map(time).collect();
    let widest = times.iter().map(|time| harmless::width(time)).max().unwrap_or(0);
    times.iter().map(|time| format!("{time:<widest$}  ")).collect()
}

fn row(canvas: &mut Canvas<'_>, area: Area, event: &Event, time: &str, selected: bool) {
    let theme = canvas.theme;
    let (said, style) = match SaidOutcome::of(event.body()) {
        Some(said @ SaidOutcome::Helped) => (said.words(), theme.good()),
        Some(said @ SaidOutcome::Failed) => (said.words(), theme.dim()),
        None => ("?", theme.caution()),
    };
    let said = format!("{said:<OUTCOME$}");
    let mark = if selected { theme.sign(Sign::Mark) } else { " " };
    let text = if selected { theme.strong() } else { Style::new() };
    let pieces = [
        (mark, theme.key()),
        (time, theme.strong()),
        (&said, style),
        (&event.body().text, text),
    ];
    canvas.pieces(area.x, area.y, area.width.saturating_sub(1), &pieces);
}
