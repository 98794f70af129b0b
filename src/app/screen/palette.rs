//! The palette: every command by name, over whatever screen is there.

use crate::app::commands::{COMMANDS, Pick};
use crate::app::keymap::{self, KeyRow, rows};
use crate::app::model::{Effect, Model, Overlay};
use crate::app::screen::composing::{self, begin_line};
use crate::app::screen::{fields, live, preview};
use crate::domain::incident::Incident;

/// All that can be done in the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Run what is highlighted.
    Run,
    /// Highlight the one above.
    Up,
    /// Highlight the one below.
    Down,
    /// Go back.
    Back,
}

/// The keys of the palette.
pub const ROWS: &[KeyRow] = rows! { Palette:
    [ENTER] shows Run, "run it", footer "run";
    [UP] shows Up, "up";
    [DOWN] shows Down, "down", footer "next";
    [ESC, ctrl('p')] shows Back, "back", footer "back";
};

/// The offers of the palette for what was typed: every word of it must occur.
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

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let Some(Overlay::Palette(field, highlight)) = &mut model.overlay else {
        return Vec::new();
    };
    let picks = fitting(field.text());
    let count = picks.len().max(1);
    match action {
        Action::Up => *highlight = (*highlight + count - 1) % count,
        Action::Down => *highlight = (*highlight + 1) % count,
        Action::Run => {
            let chosen = picks.get(*highlight).copied();
            if preview::keeps_beneath(model) {
                return Vec::new();
            }
            model.uncover();
            return chosen.map(|pick| take(model, incident, pick)).unwrap_or_default();
        }
        Action::Back => model.look_away(),
    }
    Vec::new()
}

fn take(model: &mut Model, incident: Option<&Incident>, pick: Pick) -> Vec<Effect> {
    let prefix = match pick {
        Pick::Command(named) => {
            let on_timeline = matches!(
                named.action,
                keymap::Action::Composing(composing::Action::FocusTimeline)
                    | keymap::Action::Live(live::Action::Search | live::Action::Filter)
            );
            if on_timeline && model.current.is_some() {
                live::show(model);
            }
            return named.action.act(model, incident);
        }
        Pick::Field(row) => return fields::ask(model, incident, row.name),
        Pick::Kind(_) | Pick::ActionItem => pick.prefix().unwrap_or_default(),
    };
    begin_line(model, incident, &prefix);
    Vec::new()
}
