//! EVENT on the command line: the event that people mean.

use super::problem::Problem;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;

/// The one event that is called so: by its number in `show`, or by the end of its id.
pub(super) fn named(name: &str, incident: &Incident) -> Result<RecordId, Problem> {
    match incident.events_named(name)[..] {
        [event] => Ok(event.id),
        [] => Err(Problem::usage(format!("there is no event '{name}'"))
            .next("give its number in hotwash show, or the last six characters of its id")),
        _ => Err(Problem::usage(format!("several events end in '{name}'"))
            .next("give its number in hotwash show, or more characters of its id")),
    }
}
