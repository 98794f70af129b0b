//! One alert as Prometheus, Alertmanager and Grafana describe it: that it fired, and that it was resolved.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::Value;

use super::building::said;
use super::json::{Entry, lenient, text_of};
use super::outcome::Import;
use super::proposal::{Proposal, Why};
use super::stamp;
use crate::domain::kind::{Kind, Via};
use crate::domain::time::typed::TimeGiven;

/// Labels that say where an alert fired, in the order in which people name them.
const PLACES: [&str; 6] = ["service", "cluster", "namespace", "instance", "pod", "job"];

/// So many of them are named.
const NAMED: usize = 2;

/// An alert, as far as it is read.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Alert {
    /// The word of a webhook (`firing`, `resolved`), or the state in an object of its own.
    status: Value,
    /// The state in the list of a rule.
    state: Option<String>,
    labels: BTreeMap<String, Value>,
    annotations: BTreeMap<String, Value>,
    #[serde(deserialize_with = "lenient")]
    starts_at: Option<String>,
    #[serde(deserialize_with = "lenient")]
    active_at: Option<String>,
    #[serde(deserialize_with = "lenient")]
    ends_at: Option<String>,
    #[serde(deserialize_with = "lenient")]
    fingerprint: Option<String>,
    #[serde(rename = "generatorURL", deserialize_with = "lenient")]
    generator_url: Option<String>,
    #[serde(rename = "dashboardURL", deserialize_with = "lenient")]
    dashboard_url: Option<String>,
    #[serde(rename = "panelURL", deserialize_with = "lenient")]
    panel_url: Option<String>,
    #[serde(deserialize_with = "lenient")]
    value_string: Option<String>,
    values: Value,
}

/// Collects alerts. The same one comes in several messages; each of its two events is proposed once.
pub(super) struct Alerts {
    source: &'static str,
    seen: HashSet<String>,
}

impl Alerts {
    /// Of this source, which begins their keys.
    pub(super) fn of(source: &'static str) -> Self {
        Alerts {
            source,
            seen: HashSet::new(),
        }
    }

    /// Proposes that an alert fired, and where its message says so, that it was resolved.
    pub(super) fn propose(&mut self, entry: &Entry<'_>, import: &mut Import) {
        let Some(alert) = entry.read::<Alert>(import) else {
            return;
        };
        let state = alert.state().unwrap_or_default().to_lowercase();
        let is_watched = matches!(&*state, "inactive" | "normal" | "pending" | "unprocessed");
        let is_chosen = state != "suppressed" && !is_watched;
        let text = alert.text();
        let fired = alert.fired();
        let key = |status: &str| format!("{}/{}/{status}", alert.identity(), alert.started());
        let detection = Proposal::exported(entry.place, Kind::Detection, said(fired), &text, &text)
            .of_kind(Kind::Detection, Some(Via::Monitor))
            .chosen(is_chosen);
        self.add(entry, detection, key("firing"), import);
        if alert.status == "resolved" {
            // It says that the alert's own condition is over, not that the service is well: a note.
            let text = format!("resolved: {}", alert.title());
            let resolved = Proposal::exported(entry.place, Kind::Note, said(alert.resolved()), &text, &text);
            self.add(entry, resolved, key("resolved"), import);
        }
    }

    fn add(&mut self, entry: &Entry<'_>, event: Proposal, key: String, import: &mut Import) {
        if self.seen.contains(&key) {
            let why = Why::Unreadable("the same event is in an earlier message".to_owned());
            return import.pass_over(entry.place, event.text(), why);
        }
        import.propose(event.keyed(self.source, &key));
        self.seen.insert(key);
    }
}

impl Alert {
    fn state(&self) -> Option<&str> {
        let status = self.status.as_str().or_else(|| text_of(&self.status, &["state"]));
        status.or(self.state.as_deref())
    }

    fn started(&self) -> &str {
        let started = self.starts_at.as_deref().or(self.active_at.as_deref());
        started.unwrap_or_default()
    }

    fn fired(&self) -> Option<TimeGiven> {
        stamp::rfc3339(self.started())
    }

    /// The end that it says; while an alert fires that is the first instant of all.
    fn resolved(&self) -> Option<TimeGiven> {
        let ends = self.ends_at.as_deref()?;
        stamp::rfc3339(ends).filter(|_| !ends.starts_with("0001-01-01"))
    }

    /// The mark that tells it from other alerts: its fingerprint, else all of its labels.
    fn identity(&self) -> String {
        match self.fingerprint.as_deref().filter(|print| !print.is_empty()) {
            Some(print) => print.to_owned(),
            None => {
                let labels = self.labels.iter();
                labels.fold(String::new(), |mut all, (name, value)| {
                    // Writing to a string does not fail.
                    let _ = write!(all, "{name}={value},");
                    all
                })
            }
        }
    }

    fn label(&self, name: &str) -> Option<&str> {
        text_in(&self.labels, name)
    }

    /// Its name, what it says of itself, how grave it is, and where: `HighErrorRate: 5xx above 5% (critical, api-1)`.
    fn title(&self) -> String {
        let name = self.label("alertname").unwrap_or("alert");
        let words = ["summary", "message", "description"];
        let says = words
            .into_iter()
            .find_map(|word| text_in(&self.annotations, word));
        let mut title = match says {
            Some(says) => format!("{name}: {}", says.trim()),
            None => name.to_owned(),
        };
        let places = PLACES
            .into_iter()
            .filter_map(|place| self.label(place))
            .take(NAMED);
        let marks: Vec<&str> = self.label("severity").into_iter().chain(places).collect();
        if !marks.is_empty() {
            title.push_str(&format!(" ({})", marks.join(", ")));
        }
        title
    }

    /// The title, and below it where to look.
    fn text(&self) -> String {
        let mut text = self.title();
        let runbook = text_in(&self.annotations, "runbook_url");
        let links = [
            ("values", self.measured()),
            (
                "dashboard",
                self.panel_url
                    .clone()
                    .filter(|url| !url.is_empty())
                    .or(self.dashboard_url.clone()),
            ),
            ("source", self.generator_url.clone()),
            ("runbook", runbook.map(str::to_owned)),
        ];
        for (name, link) in links {
            if let Some(link) = link.filter(|link| !link.trim().is_empty()) {
                text.push_str(&format!("\n{name}: {}", link.trim()));
            }
        }
        text
    }

    /// The values that made it fire: `B=44.5, C=1`.
    fn measured(&self) -> Option<String> {
        let Some(values) = self.values.as_object() else {
            return self.value_string.clone();
        };
        let values: Vec<String> = values
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        Some(values.join(", "))
    }
}

fn text_in<'v>(map: &'v BTreeMap<String, Value>, key: &str) -> Option<&'v str> {
    map.get(key)?.as_str().filter(|text| !text.trim().is_empty())
}
