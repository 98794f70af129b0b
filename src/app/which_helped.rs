//! The one quiet question which of several mitigations helped: asked once of an impact window, when it ends.

use std::collections::{BTreeSet, HashSet};

use super::derived::Derived;
use super::everywhere::Action;
use super::keymap::{Context, key_name};
use super::model::{Model, Overlay, Screen};
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, Subject};
use crate::domain::windows::Window;

/// The windows that it was asked of, each by the event that opened it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhichHelped {
    asked: BTreeSet<RecordId>,
    /// The window of which it is asked now.
    standing: Option<RecordId>,
}

/// Asks it where what was just recorded here ended a window of which nobody has said it.
pub fn ask(model: &mut Model, incident: &Incident, record: RecordId) {
    let Some(current) = &model.current else { return };
    let derived = &current.derived;
    let choices = (0..derived.in_windows.len()).filter(|nth| is_choice(derived, *nth));
    let choices: Vec<&Window> = choices.filter_map(|nth| derived.windows.all().get(nth)).collect();
    if choices.is_empty() {
        return;
    }
    let step = incident.standing(record, &model.writer).into_iter();
    let events: HashSet<RecordId> = step.filter_map(|record| event_of(incident, record)).collect();
    let ended = |window: &&&Window| window.end.is_some_and(|end| events.contains(&end.event));
    let window = choices.iter().rfind(ended).map(|window| window.start.event);
    if let Some(window) = window.filter(|window| model.which_helped.asked.insert(*window)) {
        model.which_helped.standing = Some(window);
    }
}

/// The event that a record made or corrected.
fn event_of(incident: &Incident, record: RecordId) -> Option<RecordId> {
    match incident.subject(record)? {
        Subject::Event(event) | Subject::Correction(event, _) => Some(event.id),
        Subject::Field(..) | Subject::ActionItem(..) | Subject::Status(_) | Subject::Silence(_) => None,
    }
}

/// True if a window has ended and several mitigations of it may have been the one.
fn is_choice(derived: &Derived, nth: usize) -> bool {
    let window = derived.windows.all().get(nth);
    window
        .zip(derived.in_windows.get(nth))
        .is_some_and(|(window, milestones)| window.end.is_some() && milestones.is_choice())
}

/// Puts it into words while it is to be seen: beside the timeline, while users are not affected again and it is not
/// being answered.
pub fn text(model: &Model) -> Option<String> {
    let answers = matches!(model.overlay, Some(Overlay::Outcomes(_)));
    let nth = window(model).filter(|_| !answers)?;
    let current = model.current.as_ref()?;
    let count = current.derived.in_windows.get(nth)?.undetermined()?;
    let key = key_name(Context::Everywhere, Action::Outcomes);
    Some(format!(
        "Which of {count} mitigations helped? {key} lists them; Esc puts this away."
    ))
}

/// The place of the window of which it is asked, while that is to be seen.
pub fn window(model: &Model) -> Option<usize> {
    let window = model
        .which_helped
        .standing
        .filter(|_| model.screen == Screen::Live)?;
    let derived = &model.current.as_ref()?.derived;
    if derived.windows.open().is_some() {
        return None;
    }
    let mut windows = derived.windows.all().iter();
    let nth = windows.position(|one| one.start.event == window)?;
    is_choice(derived, nth).then_some(nth)
}

/// Puts it away for good. Says whether it was to be seen.
pub fn put_away(model: &mut Model) -> bool {
    let seen = window(model).is_some();
    if seen {
        take_answer(model);
    }
    seen
}

/// Asks no more of the window, whatever becomes of the answer.
pub fn take_answer(model: &mut Model) {
    model.which_helped.standing = None;
}
