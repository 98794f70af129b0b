//! The suspicions that a dead end or a cause leaves open when it names none, and how to name one.

use crate::cli::output::Output;
use crate::domain::decide;
use crate::domain::incident::{Event, Incident};
use crate::domain::quoted::quoted;
use crate::domain::suspicions;

/// More than these are only counted.
const MOST: usize = 9;

/// Says which suspicions stay open although this event could have ended one, the nearest to its words first.
pub(super) fn tell_open(event: &Event, incident: &Incident, output: &mut Output) {
    let body = event.body();
    if !decide::may_end(body.kind) || body.ends.is_some() {
        return;
    }
    let open = suspicions::open_nearest_first(incident, &body.text);
    let Some(first) = open.first() else { return };
    let (number, example) = (event.number, first.number);
    let which = match open.len() {
        1 => "the hypothesis that is open stays so".to_owned(),
        several => format!("none of the {several} open hypotheses is ended by it"),
    };
    output.say(&format!(
        "{which}; --ends N names one: hotwash edit {number} --ends {example}"
    ));
    for suspicion in open.iter().take(MOST) {
        let words = format!("  {:>3}  {}", suspicion.number, quoted(&suspicion.body().text));
        output.say(&words);
    }
    if open.len() > MOST {
        output.say(&format!(
            "  and {} more: hotwash show --kind hypothesis",
            open.len() - MOST
        ));
    }
}
