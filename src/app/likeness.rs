//! The incident of the past that a new title or a new hypothesis is like: asked for while it is typed, and told quietly.

use chrono::Datelike;

use super::model::{Effect, Model, Screen};
use super::screen::composing;
use crate::domain::entry::What;
use crate::domain::harmless::{fit, line};
use crate::domain::incident::Incident;
use crate::domain::kind::Kind;
use crate::domain::search::Precedent;
use crate::domain::time::Now;

/// Columns of a title, and of a fix.
const MOST: usize = 60;

/// The incident that was seen before, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct SeenBefore {
    /// The line as it was looked at last.
    line: String,
    /// The text that was asked about last.
    asked: Option<String>,
    /// The incident that is like it, in words.
    told: Option<String>,
    /// True while it belongs below the line: that is what was asked about, or was sent just now.
    below: bool,
    /// True if the journals are to be read anew.
    anew: bool,
}

impl SeenBefore {
    /// The incident that the last title or hypothesis is like, in words.
    pub fn told(&self) -> Option<&str> {
        self.told.as_deref()
    }

    /// The same while it is about the line being written, or the one sent just now.
    pub fn below(&self) -> Option<&str> {
        self.told().filter(|_| self.below)
    }

    /// Another incident is on the screen.
    pub(super) fn clear(&mut self) {
        *self = SeenBefore {
            anew: self.anew,
            ..SeenBefore::default()
        };
    }

    /// Words were removed from a journal for good.
    pub(super) fn forget(&mut self) {
        self.clear();
        self.anew = true;
    }
}

/// Asks about the line, where it is a title or a hypothesis and has changed. Called with the clock: whoever types fast
/// is not asked about at every key.
pub(super) fn look(model: &mut Model, incident: Option<&Incident>) -> Option<Effect> {
    let line = model.composer().map_or("", |composer| composer.field.text());
    if line == model.seen_before.line {
        return None;
    }
    let line = line.to_owned();
    let is_empty = line.is_empty();
    model.seen_before.line = line;
    if is_empty {
        return None;
    }
    let text = subject(model, incident);
    let other_than = model.current.as_ref().map(|current| current.id);
    let other_than = other_than.filter(|_| model.screen != Screen::Start);
    let seen = &mut model.seen_before;
    seen.below = text.is_some();
    let text = text.filter(|text| seen.asked.as_ref() != Some(text))?;
    seen.asked = Some(text.clone());
    Some(Effect::Liken {
        text,
        other_than,
        anew: std::mem::take(&mut seen.anew),
    })
}

/// The words of the line, where they are a title or a hypothesis.
fn subject(model: &Model, incident: Option<&Incident>) -> Option<String> {
    if model.has_task() || model.composer()?.given().is_some() {
        return None;
    }
    let What::Event(event) = composing::reading(model, incident).0.what else {
        return None;
    };
    let is_title = model.screen == Screen::Start && !composing::is_starting(model);
    let counts = is_title || model.screen == Screen::Live && event.kind == Kind::Hypothesis;
    Some(event.text).filter(|text| counts && !text.is_empty())
}

/// Takes in the answer, unless something else was asked meanwhile.
pub(super) fn show(model: &mut Model, text: &str, like: Option<&Precedent>) {
    let now = model.now;
    let seen = &mut model.seen_before;
    if seen.asked.as_deref() == Some(text) {
        seen.told = like.map(|like| in_words(like, now));
    }
}

/// `like: 12 Aug, payment gateway certificate (43 min), fixed by renewing it`.
fn in_words(like: &Precedent, now: Now) -> String {
    let this_year = now.local.shown_instant(now.instant).clock.year();
    let day = like.day.map(|day| match day.year() == this_year {
        true => day.format("%-d %b, ").to_string(),
        false => day.format("%-d %b %Y, ").to_string(),
    });
    let length = like.length.map(|length| format!(" ({})", length.spoken()));
    let cut = |text: &str| fit(&line(text), MOST).into_owned();
    let known = match (&like.fix, &like.cause) {
        (Some(fix), _) => format!(", fixed by: {}", cut(fix)),
        (None, Some(cause)) => format!(", cause: {}", cut(cause)),
        (None, None) => String::new(),
    };
    let (day, length) = (day.unwrap_or_default(), length.unwrap_or_default());
    format!("like: {day}{}{length}{known}", cut(&like.title))
}
