//! State kept between two runs: the unsent line and the lines before it, and the place one was at.

use serde::{Deserialize, Serialize};

use super::composer::Composer;
use super::model::{Current, Desk, Model, Overlay, Pending, Screen};
use super::screen::paper;
use crate::domain::id::{IncidentId, RecordId};

/// Unsent text of a desk now, as it is kept: [`KeptLine`] reads it back.
#[derive(Hash, Serialize)]
pub struct Unsent<'a> {
    line: &'a str,
    unconfirmed: Vec<&'a str>,
    aside: &'a [String],
    over: Vec<&'a str>,
    history: &'a [String],
}

impl<'a> Unsent<'a> {
    /// Gathers what is being written at this desk.
    pub fn of(model: &'a Model, desk: Desk) -> Self {
        let composer = model.composers.get(&desk);
        let pending = model.pending.iter().filter(|pending| pending.desk == desk);
        let with_task = composer.and_then(Composer::with_task);
        Unsent {
            // A line with a task is not taken up again; the one that waited is.
            line: composer.map_or("", |composer| composer.waiting().unwrap_or(composer.field.text())),
            // What nothing was typed for cannot be offered again.
            unconfirmed: pending.flat_map(Pending::typed).collect(),
            aside: composer.map_or(&[], Composer::aside),
            over: with_task
                .into_iter()
                .chain(
                    composer
                        .into_iter()
                        .flat_map(Composer::pastes)
                        .map(|pasted| &*pasted.text),
                )
                .chain(overlaid(model, desk))
                .collect(),
            history: composer.map_or(&[], Composer::history),
        }
    }

    /// Returns what was typed here and is not recorded, as far as anybody knows.
    pub fn lines(&self) -> Vec<String> {
        let aside = self.aside.iter().map(String::as_str);
        let all = aside
            .chain(self.unconfirmed.iter().copied())
            .chain(self.over.iter().copied())
            .chain([self.line]);
        all.filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// Unsent text of a desk, as it was left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptLine {
    /// The unsent line.
    pub line: String,
    /// Lines entered of which nobody knew yet whether they were saved.
    #[serde(default)]
    pub unconfirmed: Vec<String>,
    /// Lines put aside and not taken up again.
    #[serde(default)]
    pub aside: Vec<String>,
    /// Other text being typed: an answer, a paste, a correction. It is offered in the history.
    #[serde(default)]
    pub over: Vec<String>,
    /// Lines typed before, oldest first; those put aside too.
    #[serde(default)]
    pub history: Vec<String>,
}

/// The place that one was at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KeptPlace {
    /// The incident on the screen.
    pub incident: Option<IncidentId>,
    /// The screen.
    pub screen: KeptScreen,
    /// True if the timeline had the focus.
    #[serde(default)]
    pub timeline: bool,
    /// The event that was selected.
    #[serde(default)]
    pub selected: Option<RecordId>,
}

/// A screen, as it is named in the state folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeptScreen {
    /// The question.
    #[default]
    Start,
    /// The timeline.
    Live,
    /// The list of incidents.
    Incidents,
    /// The close screen.
    Close,
}

impl KeptLine {
    /// This, and what another interface left behind: its line goes to the history where one waits already.
    pub fn joined_by(mut self, other: KeptLine) -> Self {
        self.history.extend(other.history);
        self.over.extend(other.over);
        self.unconfirmed.extend(other.unconfirmed);
        self.aside.extend(other.aside);
        if self.line.is_empty() {
            self.line = other.line;
        } else if !other.line.is_empty() {
            self.history.push(other.line);
        }
        self
    }

    /// Takes out every line of which this is so; how many there were.
    pub fn drop_lines(&mut self, gone: impl Fn(&str) -> bool) -> usize {
        let mut dropped = 0;
        for lines in [
            &mut self.unconfirmed,
            &mut self.aside,
            &mut self.over,
            &mut self.history,
        ] {
            let before = lines.len();
            lines.retain(|line| !gone(line));
            dropped += before - lines.len();
        }
        if gone(&self.line) {
            self.line.clear();
            dropped += 1;
        }
        dropped
    }

    /// Puts it back. A line of which nobody knows whether it was saved goes to the history, and that is told: sent
    /// again unseen it might be recorded twice.
    pub fn restore(self, model: &mut Model, desk: Desk) {
        let mut composer = Composer::restored(self.line, self.history, self.aside);
        let unconfirmed = self.unconfirmed.len();
        for line in self.over.iter().chain(&self.unconfirmed) {
            composer.remember(line);
        }
        model.composers.insert(desk, composer);
        if unconfirmed > 0 {
            model.warn(format!(
                "{unconfirmed} line(s) may not have been saved when hotwash ended: look at the timeline; Alt-P has them."
            ));
        }
    }
}

/// The answer that is being given at this desk, or the paste that waits: nothing typed is lost to a kill.
fn overlaid(model: &Model, desk: Desk) -> impl Iterator<Item = &str> {
    let overlay = model.overlay.as_ref().filter(|_| model.desk() == desk);
    let of_current = |current: &&Current| Desk::Incident(current.id) == desk;
    let paper = model.current.as_ref().filter(of_current);
    let edited = paper.and_then(|_| paper::unsent(model));
    overlay.into_iter().flat_map(Overlay::typed).chain(edited)
}

impl KeptPlace {
    /// Notes where one is now.
    pub fn of(model: &Model, selected: Option<RecordId>) -> Self {
        let screen = match model.screen {
            Screen::Start => KeptScreen::Start,
            Screen::Live | Screen::Paper(_) | Screen::Fields | Screen::ActionItems => KeptScreen::Live,
            Screen::Incidents | Screen::Statistics => KeptScreen::Incidents,
            Screen::Close => KeptScreen::Close,
        };
        let incident = model.current.as_ref().map(|current| current.id);
        KeptPlace {
            incident,
            screen,
            timeline: model.timeline_focused,
            selected,
        }
    }
}
