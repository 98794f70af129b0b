//! A paste of several lines: what it may become, and the events it is read as.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ratatui::style::Style;

use super::foot;
use super::paint::Canvas;
use crate::app::footer;
use crate::app::geometry::{Area, page_rows};
use crate::app::model::Model;
use crate::app::pasted::{Pasted, ProposalMark, Split};
use crate::app::screen::composing;
use crate::domain::entry::{EntryTime, What};
use crate::domain::incident::Incident;
use crate::domain::time::Zone;
use crate::import::{Proposal, Proposed, Skipped};
use crate::tui::theme::Sign;

/// The words for Enter on a paste whose own words are plain.
const AS_EVIDENCE: &str = "one event, the paste as its evidence: ";
/// The same where they are a guess.
const WORDS_FIRST: &str = "one event with it as evidence, its words first: ";

/// Draws the choice, or the preview once the paste was split.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, incident: Option<&Incident>, pasted: &Pasted) {
    let mut says = Vec::new();
    match pasted.split.as_ref().filter(|_| pasted.previewing) {
        Some(split) => {
            // How a time was read that could be read otherwise is said of the event selected.
            let selected = split.proposals().nth(split.row);
            let remarks = selected.into_iter().flat_map(|(proposal, _)| &proposal.remarks);
            says.extend(remarks.map(|remark| (remark.to_string(), canvas.theme.caution())));
            let zone = composing::time_context(model, incident).zone;
            preview(canvas, model, split, zone);
        }
        None => choice(canvas, model, incident, pasted),
    }
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

fn preview(canvas: &mut Canvas<'_>, model: &Model, split: &Split, zone: Zone) {
    let (width, _) = canvas.size();
    let skipped = match split.left_out().len() {
        0 => String::new(),
        1 => ", 1 line left out".to_owned(),
        count => format!(", {count} lines left out"),
    };
    let all = split.proposals().len();
    let days = days(split, zone);
    let today = zone.shown(&zone.now(model.now)).clock.date();
    let on = days_in_words(&days, today);
    let heading = format!("{} of {all} events marked{skipped}{on}", split.marked());
    canvas.heading(&heading, "nothing is recorded yet");
    let odd = |proposal: &Proposal| days.len() > 1 && day(proposal, zone).is_some_and(|day| day != today);
    let rows = page_rows(model);
    let first = (split.row + 1).saturating_sub(rows);
    let seen = split.proposals().skip(first).take(rows);
    let widths = seen.map(|(proposal, _)| proposal.when(zone).chars().count());
    let times = widths.max().unwrap_or(0);
    for (nth, y) in (first..split.rows()).take(rows).zip(2..) {
        let area = Area {
            x: 0,
            y,
            width,
            height: 1,
        };
        match split.proposals().nth(nth) {
            Some((proposal, mark)) => row(canvas, area, proposal, (mark, odd(proposal)), zone, times),
            None => left_out(canvas, area, &split.left_out()[nth - all]),
        }
        if nth == split.row {
            canvas.restyle(area, y, canvas.theme.selected());
        }
    }
    if all == 0 {
        canvas.text(1, 2, width, "No line of it says anything.", canvas.theme.dim());
    }
}

/// The days on which its events fall, each once, in order.
fn days(split: &Split, zone: Zone) -> BTreeSet<NaiveDate> {
    split
        .proposals()
        .filter_map(|(proposal, _)| day(proposal, zone))
        .collect()
}

fn day(proposal: &Proposal, zone: Zone) -> Option<NaiveDate> {
    match (&proposal.what, proposal.time()) {
        (Proposed::Event(_), EntryTime::Given(given)) => Some(zone.shown(&given.at).clock.date()),
        (
            Proposed::Event(_) | Proposed::ActionItem(_) | Proposed::Field(..),
            EntryTime::Now | EntryTime::Given(_),
        ) => None,
    }
}

/// Said where a list falls on several days, or on another one than today: one wrong line can have moved the others.
fn days_in_words(days: &BTreeSet<NaiveDate>, today: NaiveDate) -> String {
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => {
            format!(", from {} to {}", first.format("%-d %b"), last.format("%-d %b"))
        }
        (Some(only), Some(_)) if *only != today => format!(", all on {}", only.format("%-d %b")),
        (Some(_), Some(_)) | (None, _) | (_, None) => String::new(),
    }
}

/// A proposal; its time in a warning colour where `odd`: it falls on another day than today.
fn row(
    canvas: &mut Canvas<'_>,
    area: Area,
    proposal: &Proposal,
    (mark, odd): (ProposalMark, bool),
    zone: Zone,
    times: usize,
) {
    let theme = canvas.theme;
    let (badge, badge_style) = match &proposal.what {
        Proposed::Event(event) => (event.kind.badge(), theme.badge(event.kind)),
        Proposed::ActionItem(_) => ("TODO", theme.key()),
        Proposed::Field(field, _) => (field.row().wire, theme.key()),
    };
    let mut lines = proposal.text().lines();
    let line = lines.next().unwrap_or_default();
    let more = match lines.count() {
        0 => String::new(),
        more => format!("  (+{more} more)"),
    };
    let text = if mark == ProposalMark::Yes {
        Style::new()
    } else {
        theme.dim()
    };
    let sign = match mark {
        ProposalMark::Yes => "[x] ",
        ProposalMark::No => "[ ] ",
        ProposalMark::Recorded => "ok  ",
    };
    let remark = if proposal.remarks.is_empty() { "" } else { " (!)" };
    let when_style = if odd { theme.caution() } else { theme.strong() };
    let another = if odd { "not today  " } else { "" };
    let pieces = [
        (sign, theme.key()),
        (&*format!("{:<times$} ", proposal.when(zone)), when_style),
        (&*format!("{badge:<9}"), badge_style),
        (another, theme.caution()),
        (line, text),
        (&*more, theme.dim()),
        (remark, theme.caution()),
    ];
    canvas.pieces(1, area.y, area.width.saturating_sub(2), &pieces);
}

fn left_out(canvas: &mut Canvas<'_>, area: Area, line: &Skipped) {
    let dim = canvas.theme.dim();
    let text = format!("    line {} left out, {}: {}", line.line, line.why, line.text);
    canvas.text(1, area.y, area.width.saturating_sub(2), &text, dim);
}
