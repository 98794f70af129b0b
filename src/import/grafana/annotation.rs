//! One annotation of a Grafana dashboard, and the message of its alerting of old.

use serde::Deserialize;
use serde_json::Value;

use super::GRAFANA;
use super::history::is_alarm;
use crate::domain::entry::EntryTime;
use crate::domain::kind::{Kind, Via};
use crate::import::building::said;
use crate::import::json::{Entry, Shape, lenient, text_of};
use crate::import::options::ImportOptions;
use crate::import::outcome::Import;
use crate::import::proposal::Proposal;
use crate::import::stamp;

/// An annotation, as far as it is read. Its times are milliseconds of the epoch.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Annotation {
    id: Option<i64>,
    time: Option<i64>,
    time_end: Option<i64>,
    #[serde(deserialize_with = "lenient")]
    text: Option<String>,
    #[serde(deserialize_with = "lenient")]
    alert_name: Option<String>,
    #[serde(deserialize_with = "lenient")]
    new_state: Option<String>,
    #[serde(deserialize_with = "lenient")]
    prev_state: Option<String>,
    #[serde(deserialize_with = "lenient")]
    login: Option<String>,
    tags: Option<Vec<String>>,
}

/// True of a list of annotations.
pub(super) fn has_shape(shape: &Shape) -> bool {
    let own = [
        "[].timeEnd",
        "[].dashboardId",
        "[].dashboardUID",
        "[].newState",
        "[].tags",
    ];
    shape.has_all(&["[].id", "[].time", "[].text"]) && shape.has_any(&own)
}

/// Proposes an annotation.
pub(super) fn propose(entry: &Entry<'_>, options: &ImportOptions, import: &mut Import) {
    let Some(annotation) = entry.read::<Annotation>(import) else {
        return;
    };
    let at = |millis: Option<i64>| {
        let micros = millis.filter(|millis| *millis > 0)?.checked_mul(1000)?;
        stamp::epoch_micros(micros, options)
    };
    let mut time = at(annotation.time);
    if let (Some(time), Some(end)) = (&mut time, at(annotation.time_end))
        && annotation.time_end > annotation.time
    {
        time.until = Some(end.at);
    }
    let text = annotation.words();
    let proposal = Proposal::exported(entry.place, Kind::Note, said(time), &text, &text);
    let key = annotation.id.map(|id| format!("annotation/{id}"));
    let proposal = proposal.identified(GRAFANA, key.as_deref(), entry.document);
    import.propose(annotation.of_its_kind(proposal).by(annotation.login));
}

impl Annotation {
    fn tags(&self) -> &[String] {
        self.tags.as_deref().unwrap_or_default()
    }

    /// A change of state as such, else the words, with the tags behind them.
    fn words(&self) -> String {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let state = given(&self.new_state).map(|new| match given(&self.prev_state) {
            Some(old) => format!("{old} -> {new}"),
            None => new,
        });
        let text = given(&self.text).or_else(|| match (given(&self.alert_name), state) {
            (Some(name), Some(state)) => Some(format!("{name}: {state}")),
            (name, state) => name.or(state),
        });
        let text = text.unwrap_or_default();
        match self.tags() {
            [] => text,
            tags if text.trim().is_empty() => tags.join(", "),
            tags => format!("{} ({})", text.trim(), tags.join(", ")),
        }
    }

    /// An alarm is noticed by a monitor; a tag may name a kind; else the words show it.
    fn of_its_kind(&self, proposal: Proposal) -> Proposal {
        let state = self.new_state.as_deref().unwrap_or_default();
        let of_tag = self.tags().iter().find_map(|tag| Kind::from_typed(tag));
        match of_tag {
            _ if is_alarm(state) => proposal.of_kind(Kind::Detection, Some(Via::Monitor)),
            Some((kind, via)) => proposal.of_kind(kind, via),
            None if state.is_empty() => proposal.of_guessed_kind(),
            None => proposal,
        }
    }
}

/// Proposes the message of an alert in Grafana's alerting of old, which has no time.
pub(super) fn propose_rule(entry: &Entry<'_>, message: &Value, import: &mut Import) {
    let text = |key: &str| text_of(message, &[key]);
    let title = text("title").or_else(|| text("ruleName")).unwrap_or_default();
    let mut words = match text("message") {
        Some(says) => format!("{title}: {says}"),
        None => title.to_owned(),
    };
    if let Some(link) = text("ruleUrl") {
        words.push('\n');
        words.push_str(link);
    }
    let proposal = Proposal::exported(entry.place, Kind::Note, EntryTime::Now, &words, &words);
    let proposal = if is_alarm(text("state").unwrap_or_default()) {
        proposal.of_kind(Kind::Detection, Some(Via::Monitor))
    } else {
        proposal
    };
    import.propose(proposal.on_line(entry.document));
}
