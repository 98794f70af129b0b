//! Closing: what is missing on one side, the draft as it stands on the other.

use std::path::PathBuf;

use crate::app::geometry;
use crate::app::keymap::Action;
use crate::app::model::{Effect, Model, Screen};
use crate::app::wrap::wrap;
use crate::domain::findings::{self, Finding};
use crate::domain::incident::{Incident, Status};
use crate::draft;

/// The close screen's state.
#[derive(Clone, Debug, Default)]
pub struct Closing {
    /// What the review noticed, worst first.
    pub findings: Vec<Finding>,
    /// The draft, wrapped to its part of the screen.
    pub draft: Vec<String>,
    /// The first line of the draft shown.
    pub top: usize,
    /// Where the draft was written.
    pub written: Option<PathBuf>,
    /// Whether closing is under way.
    pub busy: bool,
}

/// Goes to the close screen.
pub fn open(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    if incident.is_none() || model.current.is_none() {
        model.tell("No incident is open.");
        return Vec::new();
    }
    model.screen = Screen::Close;
    model.overlay = None;
    model.timeline_focused = false;
    model.closing = Closing::default();
    refresh(model, incident);
    Vec::new()
}

/// Reviews and drafts anew, when the screen shows it.
pub fn refresh(model: &mut Model, incident: Option<&Incident>) {
    let Some(incident) = incident.filter(|_| model.screen == Screen::Close) else {
        return;
    };
    let (_, part) = geometry::close_parts(model);
    let columns = usize::from(part.width.saturating_sub(1));
    let closing = &mut model.closing;
    closing.findings = findings::review(incident);
    closing.draft = match draft::preview(incident) {
        Ok(text) => text.lines().flat_map(|line| wrap(line, columns)).collect(),
        Err(error) => wrap(&error.to_string(), columns),
    };
    let last = closing.draft.len().saturating_sub(usize::from(part.height));
    closing.top = closing.top.min(last);
}

/// What an action means on the close screen.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: &Action) -> Vec<Effect> {
    let (_, part) = geometry::close_parts(model);
    let height = usize::from(part.height);
    let closing = &mut model.closing;
    let last = closing.draft.len().saturating_sub(height);
    match action {
        Action::Accept => return accept(model, incident),
        Action::First => closing.top = 0,
        Action::Last => closing.top = last,
        Action::Copy => return path(closing, |path| Effect::Copy(path.display().to_string())),
        Action::OpenEditor => return path(closing, Effect::Edit),
        Action::Back => {
            if model.notice.take().is_none() {
                model.screen = Screen::Live;
            }
        }
        _ => {
            if let Some(top) = geometry::scrolled(closing.top, height, action) {
                closing.top = top.min(last);
            }
        }
    }
    Vec::new()
}

fn path(closing: &Closing, effect: impl FnOnce(PathBuf) -> Effect) -> Vec<Effect> {
    closing.written.clone().map(effect).into_iter().collect()
}

fn accept(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    if model.closing.busy {
        return Vec::new();
    }
    if incident.is_none_or(|incident| incident.status() != Status::Open) {
        model.tell("The incident is closed already.");
        return Vec::new();
    }
    if !model.pending.is_empty() {
        model.tell("A line is still being saved; the draft would miss it.");
        return Vec::new();
    }
    model.closing.busy = true;
    vec![Effect::Close { at: None }]
}
