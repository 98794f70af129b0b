//! A paste of several lines: nothing of it is recorded before it was chosen as what.

use crate::app::field::Edit;
use crate::app::geometry::page_rows;
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, HeldInput, Model, Overlay, Screen, Write};
use crate::app::motion::Motion;
use crate::app::pasted::Pasted;
use crate::app::screen::composing::{self, entered_now};
use crate::app::screen::{belongs, preview};
use crate::domain::command::{NewEvent, NewIncident};
use crate::domain::entry::{self, Reading, What};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::time::typed::TimeContext;
use crate::incidents::scribe::Piece;

/// The name of a paste as evidence.
const NAME: &str = "paste.txt";

/// All that a paste can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// One event, with the paste as its evidence.
    OneEvent,
    /// Several events: the preview of them.
    Split,
    /// Text of the line being written.
    IntoLine,
    /// Scroll it.
    Move(Motion),
}

/// The keys of the choice.
pub const ROWS: &[KeyRow] = rows! { Paste:
    [ENTER] changes OneEvent, "one event, with the paste as its evidence", footer "one event";
    [ch('s')] changes Split, "split it into events; a preview comes first", footer "split into events";
    [ESC] shows IntoLine, "put it into the line as it is", footer "into the line";
    [ch('j'), DOWN] moves Down, "scroll down", footer "down";
    [ch('k'), UP] moves Up, "scroll up";
    [PAGE_DOWN] moves PageDown, "a screen down";
    [PAGE_UP] moves PageUp, "a screen up";
};

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let context = composing::time_context(model, incident);
    let page = page_rows(model);
    let Some(Overlay::Paste(pasted)) = &mut model.overlay else {
        return Vec::new();
    };
    match action {
        Action::OneEvent => return accept(model, incident),
        Action::Split => {
            let incident = incident.filter(|_| model.screen != Screen::Start);
            if let Err(error) = pasted.split(&context, incident) {
                model.tell(format!("It cannot be split: {error}."));
            }
        }
        Action::IntoLine => into_line(model),
        Action::Move(motion) => {
            pasted.top = motion.leads(pasted.top, page, pasted.lines.saturating_sub(1));
        }
    }
    Vec::new()
}

/// Puts the paste where it would have gone without a choice.
fn into_line(model: &mut Model) {
    if let Some(Overlay::Paste(pasted)) = model.overlay.take() {
        model.write_here();
        model.composer_mut().edit(Edit::Insert(pasted.text));
        model.tell("The paste is in the line: Enter records it as one text.");
    }
}

/// Records it as what was chosen; while a closed incident is shown, it is asked first where it belongs. A paste whose
/// words are a guess records nothing yet: its line asks.
pub(super) fn accept(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    let guesses = match &model.overlay {
        Some(Overlay::Paste(pasted)) => !pasted.previewing && has_words_to_write(model, incident, pasted),
        Some(_) | None => false,
    };
    if !guesses
        && belongs::is_closed(model, incident)
        && let Some(Overlay::Paste(pasted)) = model.overlay.take()
    {
        return belongs::ask(model, Some(pasted));
    }
    record(model, incident)
}

/// Records it as what was chosen, in the incident shown or in one that is started for it.
pub fn record(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    match &model.overlay {
        Some(Overlay::Paste(pasted)) if pasted.previewing => preview::record_marked(model),
        Some(_) | None => one_event(model, incident),
    }
}

/// Says whether the line that is written says what the paste is.
fn has_own_line(model: &Model, incident: Option<&Incident>) -> bool {
    let (reading, _) = composing::reading(model, incident);
    !model.has_task() && reading.is_recordable() && matches!(reading.what, What::Event(_))
}

/// Says whether its words are a guess, which a person looks at first.
fn has_words_to_write(model: &Model, incident: Option<&Incident>, pasted: &Pasted) -> bool {
    !model.has_task() && !has_own_line(model, incident) && !pasted.words().are_first_line
}

/// One event: the line that was being written, or else the paste's words, with the paste as its evidence. Words that
/// are a guess stand in the line first, to be made better.
fn one_event(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    let (reading, context) = composing::reading(model, incident);
    let Some(Overlay::Paste(pasted)) = model.overlay.take() else {
        return Vec::new();
    };
    if has_own_line(model, incident) {
        let ends = composing::chosen(model, incident, &reading);
        let line = model.composer_mut().send();
        return attach(model, (reading, ends), line, pasted, &context);
    }
    let words = pasted.words();
    if has_words_to_write(model, incident, &pasted) {
        model.write_here();
        model.composer_mut().attach(pasted, &words.text);
        return Vec::new();
    }
    attach(
        model,
        (entry::plain(&words.text), None),
        String::new(),
        pasted,
        &context,
    )
}

/// The line that is written says what the paste is that was attached to it.
pub fn line_with_it(
    model: &mut Model,
    incident: Option<&Incident>,
    reading: Reading,
    context: &TimeContext,
) -> Vec<Effect> {
    if !matches!(reading.what, What::Event(_)) {
        model.tell("A paste is evidence of an event, not of an action item: Esc goes back.");
        return Vec::new();
    }
    let Some(pasted) = model.composer_mut().take_attached() else {
        return Vec::new();
    };
    let ends = composing::chosen(model, incident, &reading);
    let line = model.composer_mut().send();
    attach(model, (reading, ends), line, pasted, context)
}

fn attach(
    model: &mut Model,
    (reading, ends): (Reading, Option<RecordId>),
    line: String,
    pasted: Pasted,
    context: &TimeContext,
) -> Vec<Effect> {
    let What::Event(event) = reading.what else {
        return Vec::new();
    };
    let title = event.text.clone();
    let new = NewEvent {
        ends,
        ..event.to_record(Some(reading.typed), entered_now(context))
    };
    let piece = Piece::of(Some(NAME.to_owned()), pasted.text.as_bytes());
    let (starts, ticket) = starts(model, line, pasted);
    let pieces = vec![piece];
    let write = Write::Attach { new, pieces };
    let new = starts.then(|| NewIncident {
        title: title.lines().next().unwrap_or_default().to_owned(),
        severity: None,
        zone: model.zone,
        at: None,
    });
    begin(model, new, Effect::Write { ticket, write })
}

/// The ticket of a paste, and whether an incident has to be started for it first.
fn starts(model: &mut Model, line: String, pasted: Pasted) -> (bool, u64) {
    let starts = model.screen == Screen::Start && !composing::is_starting(model);
    (starts, model.pend(line, Some(HeldInput::Paste(pasted))))
}

/// Does it at once where there is an incident; at the question, once this one is started.
pub(super) fn begin(model: &mut Model, new: Option<NewIncident>, effect: Effect) -> Vec<Effect> {
    if model.screen != Screen::Start {
        return vec![effect];
    }
    model.waiting.push(effect);
    let Some(new) = new else {
        return Vec::new();
    };
    let ticket = model.pend(String::new(), None);
    model.starting = Some(ticket);
    let write = Write::Start { new, first: None };
    vec![Effect::Write { ticket, write }]
}
