//! The one quiet reminder that a status update is due: told once a period, until it is put away or one is recorded.

use super::everywhere::Action::Go;
use super::keymap::{Context, key_of};
use super::model::{Desk, Effect, Model, Screen};
use super::screen::paper::Which;
use crate::domain::incident::Incident;
use crate::domain::time::{Point, span};
use crate::domain::update_clock::UpdateClock;
use crate::draft::update::Audience;

/// That it was told of an incident that its update is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The due time of the update, in microseconds on the incident's own scale: tells one period from the next.
    due: i64,
    /// True if it was put away.
    put_away: bool,
}

/// Looks whether there is something to remind of that was not told yet; asks for the bell where that is wanted.
pub fn look(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    let (Some(current), Some(incident)) = (&model.current, incident) else {
        return Vec::new();
    };
    let now = Point::now(incident.zone(), model.now);
    let due = current.derived.updates.filter(|clock| clock.left(now) <= 0);
    let told = model.reminders.get(&current.id).map(|reminder| reminder.due);
    let Some(due) = due.map(|clock| clock.due()).filter(|due| told != Some(*due)) else {
        return Vec::new();
    };
    let put_away = false;
    model.reminders.insert(current.id, Reminder { due, put_away });
    model.bell.then_some(Effect::Bell).into_iter().collect()
}

/// Puts it into words while it is to be seen: on the screens of the incident that it is about, but for an update that
/// is yet to be sent.
pub fn text(model: &Model) -> Option<String> {
    let (_, clock) = shown(model)?;
    let key = key_of(
        Context::Everywhere,
        Go(Screen::Paper(Which::Update(Audience::Team))),
    )?;
    Some(format!(
        "A status update is due (every {}). {key} writes one; Esc puts this away.",
        span::spoken(clock.every)
    ))
}

/// Puts it away until the next one is due. Says whether there was one.
pub fn put_away(model: &mut Model) -> bool {
    let Some((desk, _)) = shown(model) else {
        return false;
    };
    if let Desk::Incident(id) = desk
        && let Some(reminder) = model.reminders.get_mut(&id)
    {
        reminder.put_away = true;
    }
    true
}

/// Finds where it is seen, and the clock that it is about.
fn shown(model: &Model) -> Option<(Desk, UpdateClock)> {
    let current = model.current.as_ref()?;
    let desk = Desk::Incident(current.id);
    let reminder = model.reminders.get(&current.id)?;
    let clock = current.derived.updates?;
    // Whoever is at the update itself needs no reminder of it, unless that one was sent already.
    let at_it = model.screen.paper().is_some() && model.paper.sent.is_none();
    let elsewhere = model.desk() == desk && !at_it;
    let stands = elsewhere && !reminder.put_away && reminder.due == clock.due();
    stands.then_some((desk, clock))
}
