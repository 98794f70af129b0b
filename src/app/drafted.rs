//! The check whether the draft on disk still says what the review shows.

use super::keymap::{Context, key_name};
use super::model::{Current, Drafted};
use super::screen::close;
use crate::domain::findings::Policy;
use crate::domain::incident::{Incident, Status};
use crate::draft;

/// Takes note that the draft was written, or looked at, as the incident is now.
pub fn is_written(current: &mut Current, incident: &Incident, policy: &Policy) {
    current.drafted = draft::mark_of(incident, policy).map_or(Drafted::Unknown, Drafted::Says);
    look(current, incident, policy);
}

/// Looks anew, after the incident or what is known of its draft has changed. Only of a closed incident: while it is
/// open, nobody takes an earlier draft for the last word.
pub fn look(current: &mut Current, incident: &Incident, policy: &Policy) {
    let closed = incident.status() != Status::Open && current.draft.is_some();
    current.draft_is_old = match &current.drafted {
        Drafted::Old => closed,
        Drafted::Says(mark) if closed => draft::mark_of(incident, policy).is_some_and(|now| now != *mark),
        Drafted::Says(_) | Drafted::Unknown => false,
    };
}

/// The words about an old draft on the review's own screen, with the key that writes it anew.
pub fn here() -> String {
    format!(
        "The draft on disk is older than this one; {} writes it anew.",
        accept()
    )
}

/// The same elsewhere, with the way there.
pub fn elsewhere() -> String {
    format!("the draft is old: {}, {} writes it anew", close::key(), accept())
}

fn accept() -> String {
    key_name(Context::Close, close::Action::Close)
}
