//! A paste of several lines: nothing of it is recorded before it was chosen as what.

use crate::app::field::Edit;
use crate::app::geometry::{page_rows, scrolled};
use crate::app::keymap::Action;
use crate::app::model::{Effect, Held, Model, Overlay, Screen, Write};
use crate::app::pasted::{Mark, Pasted, Split};
use crate::app::screen::belongs;
use crate::app::screen::composing::{self, entered_now};
use crate::domain::command::{NewEvent, NewIncident, When};
use crate::domain::entry::{self, Reading, What};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::record::Timing;
use crate::domain::time::typed::TimeContext;
use crate::import::notes::Proposal;
use crate::incidents::scribe::Piece;

/// What a paste is called as evidence.
const NAME: &str = "paste.txt";

/// What an action means while it is asked what a paste is to be.
pub fn choose(model: &mut Model, incident: Option<&Incident>, action: &Action) -> Vec<Effect> {
    let context = composing::time_context(model, incident);
    let page = page_rows(model);
    let Some(Overlay::Paste(pasted)) = &mut model.overlay else {
        return Vec::new();
    };
    match action {
        Action::Accept => return accept(model, incident),
        Action::Split => pasted.split(&context),
        Action::Back => into_line(model),
        _ => {
            if let Some(top) = scrolled(pasted.top, page, action) {
                pasted.top = top.min(pasted.lines.saturating_sub(1));
            }
        }
    }
    Vec::new()
}

/// What an action means in the preview of its events.
pub fn preview(model: &mut Model, incident: Option<&Incident>, action: &Action) -> Vec<Effect> {
    let context = composing::time_context(model, incident);
    let page = page_rows(model);
    let Some(Overlay::Paste(pasted)) = &mut model.overlay else {
        return Vec::new();
    };
    let Some(split) = &mut pasted.split else {
        return Vec::new();
    };
    match action {
        Action::Accept if split.marked() == 0 => {
            model.tell("Nothing is marked: Space marks an event, a all.")
        }
        Action::Accept => return accept(model, incident),
        Action::Back => pasted.previewing = false,
        Action::Toggle => split.toggle(),
        Action::ToggleAll => split.toggle_all(),
        Action::First => split.select(0),
        Action::Last => split.select(usize::MAX),
        Action::EarlierDay | Action::LaterDay => pasted.shift_day(&context, *action == Action::LaterDay),
        _ => {
            if let Some(row) = scrolled(split.row, page, action) {
                split.select(row);
            }
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
fn accept(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
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
        Some(Overlay::Paste(pasted)) if pasted.previewing => all_marked(model),
        Some(_) | None => one_event(model, incident),
    }
}

/// Whether the line that is written says what the paste is.
fn has_own_line(model: &Model, incident: Option<&Incident>) -> bool {
    let (reading, _) = composing::reading(model, incident);
    !model.has_task() && reading.is_recordable() && matches!(reading.what, What::Event(_))
}

/// Whether its words are a guess, which a person looks at first.
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
    begin(model, starts.then_some(title), Effect::Write { ticket, write })
}

/// Every proposal that is marked becomes an event.
fn all_marked(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Paste(pasted)) = model.overlay.take() else {
        return Vec::new();
    };
    let proposals = pasted.split.iter().flat_map(Split::proposals);
    let marked: Vec<&Proposal> = proposals
        .filter(|(_, mark)| *mark == Mark::Yes)
        .map(|(proposal, _)| proposal)
        .collect();
    let title = marked
        .first()
        .map_or(String::new(), |first| first.text().to_owned());
    let commands = marked
        .into_iter()
        // Notes that do not say when do not mean now.
        .map(|proposal| proposal.command(When::Given(Timing::default())))
        .collect();
    if pasted
        .split
        .as_ref()
        .is_some_and(|split| split.marked() < split.proposals().len())
    {
        model.composer_mut().remember(&pasted.text);
        model.tell("Alt-P has the whole paste, with what was left out.");
    }
    let step = pasted.split.as_ref().map(|split| split.step).unwrap_or_default();
    let (starts, ticket) = starts(model, String::new(), pasted);
    let write = Write::RecordAll { commands, step };
    begin(model, starts.then_some(title), Effect::Write { ticket, write })
}

/// The ticket of a paste, and whether an incident has to be started for it first.
fn starts(model: &mut Model, line: String, pasted: Pasted) -> (bool, u64) {
    let starts = model.screen == Screen::Start && !composing::is_starting(model);
    (starts, model.pend(line, Some(Held::Paste(pasted))))
}

/// Does it at once where there is an incident; at the question, once there is one, started with this title.
fn begin(model: &mut Model, title: Option<String>, effect: Effect) -> Vec<Effect> {
    if model.screen != Screen::Start {
        return vec![effect];
    }
    model.waiting.push(effect);
    let Some(title) = title else {
        return Vec::new();
    };
    let ticket = model.pend(String::new(), None);
    model.starting = Some(ticket);
    let new = NewIncident {
        title: title.lines().next().unwrap_or_default().to_owned(),
        severity: None,
        zone: model.zone,
        at: None,
    };
    let write = Write::Start { new, first: None };
    vec![Effect::Write { ticket, write }]
}
