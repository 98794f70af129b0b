//! A line, or a paste, while a closed incident is shown: most often the next outage has begun. So it is asked once
//! where it belongs, and nothing is recorded by a bare Enter.

use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Desk, Effect, Model, Overlay, Screen};
use crate::app::pasted::Pasted;
use crate::app::screen::confirm::OneLineQuestion;
use crate::app::screen::{composing, paste};
use crate::domain::incident::{Incident, Status};

/// An answer to where it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Start a new incident with it.
    StartNew,
    /// Add it to the closed incident.
    Add,
    /// None yet: the line stays as it is.
    Back,
}

/// The keys that answer it.
pub const ROWS: &[KeyRow] = rows! { Belongs:
    [ENTER, ch('n')] changes StartNew, "start a new incident with it", footer "new one";
    [ch('a')] changes Add, "add it to the closed incident, marked \"after close\"", footer "part of it";
    [ESC] shows Back, "back; the line stays as it is", footer "back";
};

/// Says whether what is written now would go into a closed incident.
pub fn is_closed(model: &Model, incident: Option<&Incident>) -> bool {
    let elsewhere = model.desk() == Desk::Start;
    !elsewhere && incident.is_some_and(|incident| incident.status() != Status::Open)
}

/// Asks where the line belongs, or the paste that is given; both stay as they are meanwhile.
pub fn ask(model: &mut Model, pasted: Option<Pasted>) -> Vec<Effect> {
    model.overlay = Some(Overlay::Belongs(pasted));
    Vec::new()
}

/// The question.
pub fn question(model: &Model, pasted: Option<&Pasted>) -> OneLineQuestion {
    let (words, what) = match pasted {
        Some(pasted) => (pasted.words().text, format!(" ({})", pasted.size())),
        None => {
            let line = model.composer().map_or("", |composer| composer.field.text());
            (line.to_owned(), String::new())
        }
    };
    let after = format!("{what} a new one, or part of it?");
    OneLineQuestion::new("This incident is closed. Is ", &words, after)
}

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let Some(Overlay::Belongs(pasted)) = model.overlay.take() else {
        return Vec::new();
    };
    match action {
        Action::StartNew if model.starting.is_some() => {
            model.tell("Another incident is just being started: once more in a moment.");
            ask(model, pasted)
        }
        Action::StartNew => {
            to_the_question(model);
            record(model, incident, pasted)
        }
        Action::Add => {
            let known = |mut pasted: Pasted| {
                // What the closed one holds already is not recorded twice.
                if let Some(preview) = &mut pasted.preview {
                    preview.mark_known(incident);
                }
                pasted
            };
            record(model, incident, pasted.map(known))
        }
        Action::Back => {
            model.overlay = pasted.map(Overlay::Paste);
            Vec::new()
        }
    }
}

/// Goes to the question that starts an incident, with the line that was being written; one that waits there is put
/// aside.
fn to_the_question(model: &mut Model) {
    let has_task = model.has_task();
    let attached = model.composer_mut().take_attached();
    let line = if has_task {
        String::new()
    } else {
        model.composer_mut().send()
    };
    model.write_here();
    model.screen = Screen::Start;
    let composer = model.composer_mut();
    // What waits at the question is not what is recorded now.
    if !composer.field.is_empty() || composer.attached().is_some() {
        composer.put_aside();
    }
    match attached {
        Some(pasted) => composer.attach(pasted, &line),
        None => composer.put(line),
    }
}

fn record(model: &mut Model, incident: Option<&Incident>, pasted: Option<Pasted>) -> Vec<Effect> {
    match pasted {
        None => composing::record(model, incident),
        Some(pasted) => {
            model.overlay = Some(Overlay::Paste(pasted));
            paste::record(model, incident)
        }
    }
}
