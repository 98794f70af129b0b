//! The history of alert states: a table of times, states and labels, column by column.

use serde_json::Value;

use super::{GRAFANA, array};
use crate::domain::kind::{Kind, Via};
use crate::import::building::said;
use crate::import::json::{Entry, text_of, within};
use crate::import::options::ImportOptions;
use crate::import::outcome::Import;
use crate::import::proposal::{Proposal, Why};
use crate::import::stamp;

/// True of a state in which an alert fires.
pub(super) fn is_alarm(state: &str) -> bool {
    let state = state.to_lowercase();
    state.starts_with("alerting") || state.starts_with("firing") || state.starts_with("error")
}

/// Proposes each change of state in a table, where the document has one.
pub(super) fn propose(entry: &Entry<'_>, document: &Value, options: &ImportOptions, import: &mut Import) {
    let mut columns = array(within(document, &["data", "values"]));
    let (Some(times), Some(changes)) = (columns.next(), columns.next()) else {
        return;
    };
    for (nth, (time, change)) in array(Some(times)).zip(array(Some(changes))).enumerate() {
        let place = entry.place + nth;
        let (Some(millis), Some(state)) = (time.as_i64(), text_of(change, &["current"])) else {
            let why = Why::Unreadable("it has no time or no state".to_owned());
            import.pass_over(place, &change.to_string(), why);
            continue;
        };
        let micros = millis.checked_mul(1000);
        let time = micros.and_then(|micros| stamp::epoch_micros(micros, options));
        let title = text_of(change, &["ruleTitle"]).unwrap_or("alert");
        let text = match text_of(change, &["previous"]) {
            Some(previous) => format!("{title}: {previous} -> {state}"),
            None => format!("{title}: {state}"),
        };
        let proposal = Proposal::exported(place, Kind::Note, said(time), &text, &text);
        let proposal = if is_alarm(state) {
            proposal.of_kind(Kind::Detection, Some(Via::Monitor))
        } else {
            proposal
        };
        let print = text_of(change, &["fingerprint"]).or_else(|| text_of(change, &["ruleUID"]));
        let key = format!("{}/{millis}/{state}", print.unwrap_or(title));
        import.propose(proposal.keyed(GRAFANA, &key));
    }
}
