//! Reads what Grafana says: alerts sent to webhooks, annotations, the history of alert states, the list of alert rules.

mod annotation;
mod history;

use serde_json::Value;

use super::alert::Alerts;
use super::document::Bundle;
use super::json::{Entry, Shape, each_entry, shapes, within};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};

/// The format's name in errors and in keys.
const GRAFANA: &str = "grafana";

/// True if the bundle is in this format, to judge by its content.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    shapes(bundle).any(|shape| {
        is_webhook(&shape)
            || annotation::has_shape(&shape)
            || shape.has_all(&["schema.fields", "data.values", "data.values[][].current"])
            || shape.has("data.groups[].rules")
            || shape.has_all(&["data.alerts[].labels", "data.alerts[].activeAt"])
            || shape.has_all(&["ruleName", "state", "evalMatches"])
    })
}

/// True of an alert that Grafana sent: Alertmanager's shape with fields of its own.
pub(super) fn is_webhook(shape: &Shape) -> bool {
    shape.has_all(&["alerts[].labels", "alerts[].startsAt"])
        && shape.has_any(&[
            "orgId",
            "alerts[].silenceURL",
            "alerts[].dashboardURL",
            "alerts[].valueString",
        ])
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    let mut alerts = Alerts::of(GRAFANA);
    each_entry(
        &bundle.files(),
        GRAFANA,
        &["alerts"],
        &mut import,
        &mut |entry, import| match entry.key {
            Some("alerts") => alerts.propose(&entry, import),
            Some(_) => annotation::propose(&entry, options, import),
            None => around(entry, &mut alerts, options, import),
        },
    )?;
    import.order_by_time(options);
    Ok(import)
}

/// Reads what stands in an object beside its alerts.
fn around(mut entry: Entry<'_>, alerts: &mut Alerts, options: &ImportOptions, import: &mut Import) {
    let document = std::mem::take(&mut entry.value);
    let groups = within(&document, &["data", "groups"]);
    let rules = array(groups).flat_map(|group| array(group.get("rules")));
    let of_rules = rules.flat_map(|rule| array(rule.get("alerts")));
    for alert in of_rules.chain(array(within(&document, &["data", "alerts"]))) {
        entry.value = alert.clone();
        alerts.propose(&entry, import);
        entry.place += 1;
    }
    if document.get("ruleName").is_some() {
        annotation::propose_rule(&entry, &document, import);
    }
    history::propose(&entry, &document, options, import);
}

/// The entries of an array; none where it is none.
fn array(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sample::{fixture, options, told};

    fn of(name: &str) -> Vec<String> {
        told(&read(&fixture(name), &options()).unwrap())
    }

    #[test]
    fn alerts_are_read_from_webhooks_and_rules() {
        assert_eq!(
            of("grafana-webhook.json"),
            [
                "16:02:03+02:00 DETECT (monitor) [grafana:c6eadffa33fcdf37/2023-03-25T16:02:03.157076+02:00/firing] \
              High memory usage: Memory above 90% (page)|values: B=44.5, C=1|dashboard: https://g.io/d/1?viewPanel=2|source: https://g.io/alerting/1/edit"
            ]
        );
        assert_eq!(
            of("grafana-rules.json"),
            [
                "14:02:00 DETECT (monitor) [grafana:alertname=\"5xx rate\",severity=\"critical\",/2023-03-25T14:02:00Z/firing] \
              5xx rate: 5xx above 5% (critical)"
            ]
        );
    }

    #[test]
    fn annotations_and_states_are_read_with_their_times() {
        assert_eq!(
            of("grafana-annotations.json"),
            [
                "14:02:00 CHANGE [grafana:annotation/1124] ana: checkout v2.3 out (deploy, checkout)",
                "14:04:00-14:14:00 DETECT (monitor) [grafana:annotation/1125] 5xx rate: Normal -> Alerting",
                "14:14:00 NOTE [grafana:annotation/1126] 5xx rate is back",
            ]
        );
        assert_eq!(
            of("grafana-history.json"),
            [
                "14:02:00 DETECT (monitor) [grafana:f1/1679752920000/Alerting] 5xx rate: Pending -> Alerting",
                "14:14:00 NOTE [grafana:f1/1679753640000/Normal] 5xx rate: Alerting -> Normal",
            ]
        );
    }

    #[test]
    fn an_alert_of_old_has_no_time() {
        let text = "{\"ruleName\":\"5xx\",\"ruleId\":3,\"state\":\"alerting\",\"title\":\"[Alerting] 5xx\",\"message\":\"too many\",\
                    \"evalMatches\":[],\"ruleUrl\":\"https://g.io/r\"}";
        let bundle = Bundle::of("hook.json", text);
        assert!(recognises(&bundle));
        assert_eq!(
            told(&read(&bundle, &options()).unwrap()),
            ["-- DETECT (monitor) [hook.json:1] [Alerting] 5xx: too many|https://g.io/r"]
        );
    }
}
