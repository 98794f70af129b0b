//! What lies over every screen: each command by name, and all keys.

use crate::app::commands::{COMMANDS, Pick};
use crate::app::field::Field;
use crate::app::geometry;
use crate::app::keymap::{Action, Context};
use crate::app::model::{Effect, Model, Overlay};
use crate::app::router::act as run;
use crate::app::screen::composing::begin_line;
use crate::app::screen::{fields, live};
use crate::domain::incident::Incident;

/// Opens the palette.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.cover(Overlay::Palette(Field::default(), 0));
    Vec::new()
}

/// Opens the help.
pub fn help(model: &mut Model) -> Vec<Effect> {
    model.cover(Overlay::Help(0));
    Vec::new()
}

/// What the palette offers for what was typed: every word of it must occur.
pub fn fitting(typed: &str) -> Vec<Pick> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let commands = COMMANDS.iter().map(Pick::Command);
    let others = Pick::all().filter(|pick| !matches!(pick, Pick::Command(_)));
    let holds = |pick: &Pick| {
        let name = format!("{} {}", pick.word(), pick.about()).to_lowercase();
        words.iter().all(|word| name.contains(word))
    };
    commands.chain(others).filter(holds).collect()
}

/// What an action means in the palette.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: &Action) -> Vec<Effect> {
    let Some(Overlay::Palette(field, highlight)) = &mut model.overlay else {
        return Vec::new();
    };
    let picks = fitting(field.text());
    let count = picks.len().max(1);
    match action {
        Action::Up => *highlight = (*highlight + count - 1) % count,
        Action::Down => *highlight = (*highlight + 1) % count,
        Action::Accept => {
            let chosen = picks.get(*highlight).copied();
            model.overlay = None;
            return chosen.map(|pick| take(model, incident, pick)).unwrap_or_default();
        }
        _ => model.overlay = None,
    }
    Vec::new()
}

fn take(model: &mut Model, incident: Option<&Incident>, pick: Pick) -> Vec<Effect> {
    let prefix = match pick {
        Pick::Command(named) => {
            if matches!(
                named.action,
                Action::FocusTimeline | Action::Search | Action::Filter
            ) && model.current.is_some()
            {
                live::show(model);
            }
            return run(model, incident, Context::Composer, &named.action);
        }
        Pick::Field(row) => return fields::ask(model, incident, row.name),
        Pick::Kind(_) | Pick::ActionItem => pick.prefix().unwrap_or_default(),
    };
    begin_line(model, incident, &prefix);
    Vec::new()
}

/// What an action means in the help.
pub fn scroll_help(model: &mut Model, action: &Action) -> Vec<Effect> {
    let page = geometry::page_rows(model);
    let Some(Overlay::Help(top)) = &mut model.overlay else {
        return Vec::new();
    };
    match geometry::scrolled(*top, page, action) {
        Some(moved) => *top = moved,
        None => model.overlay = None,
    }
    Vec::new()
}
