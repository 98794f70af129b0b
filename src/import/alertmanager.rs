//! Reads what Alertmanager sends to webhooks (version 4), and what amtool and its API list.

use super::alert::Alerts;
use super::document::Bundle;
use super::grafana;
use super::json::{each_entry, shapes};
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};

/// The format's name in errors and in keys.
const ALERTMANAGER: &str = "alertmanager";

/// True if the bundle is in this format, to judge by its content.
pub(super) fn recognises(bundle: &Bundle) -> bool {
    shapes(bundle).any(|shape| {
        let is_webhook = shape.has_all(&["alerts[].labels", "alerts[].startsAt"]);
        let is_list = shape.has_all(&["[].labels", "[].startsAt"])
            && shape.has_any(&["[].fingerprint", "[].status.state", "[].endsAt"]);
        (is_webhook && !grafana::is_webhook(&shape)) || is_list
    })
}

/// Reads it.
pub(super) fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let mut import = Import::default();
    let mut alerts = Alerts::of(ALERTMANAGER);
    each_entry(
        &bundle.files(),
        ALERTMANAGER,
        &["alerts", "data"],
        &mut import,
        &mut |entry, import| {
            if entry.key.is_some() {
                alerts.propose(&entry, import);
            }
        },
    )?;
    import.order_by_time(options);
    Ok(import)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sample::{fixture, options, said, told};

    #[test]
    fn a_webhook_says_that_alerts_fired_and_were_resolved() {
        let import = read(&fixture("alertmanager-webhook.json"), &options()).unwrap();
        assert_eq!(
            told(&import),
            [
                "14:02:00 DETECT (monitor) [alertmanager:c6eadffa33fcdf37/2023-03-25T14:02:00.157076123Z/firing] \
                 HighErrorRate: 5xx above 5% (critical, api-1:9090, api)|source: https://prom.io/graph?g0.expr=x|runbook: https://r.io/5xx",
                "16:04:00+02:00 DETECT (monitor) [alertmanager:bc97ff14869b13e3/2023-03-25T16:04:00+02:00/firing] \
                 PoolExhausted: No connection is free. (warning)",
                "14:42:00 NOTE [alertmanager:c6eadffa33fcdf37/2023-03-25T14:02:00.157076123Z/resolved] \
                 resolved: HighErrorRate: 5xx above 5% (critical, api-1:9090, api)",
            ]
        );
    }

    #[test]
    fn a_list_says_what_fires_now_and_never_that_it_ended() {
        let import = read(&fixture("alertmanager-amtool.json"), &options()).unwrap();
        assert_eq!(
            told(&import),
            [
                "14:02:00 DETECT (monitor) [alertmanager:c6eadffa33fcdf37/2023-03-25T14:02:00.000Z/firing] \
                 HighErrorRate: 5xx above 5% (critical)|source: https://prom.io/graph",
                "14:03:00 DETECT (monitor) [alertmanager:00000000000000aa/2023-03-25T14:03:00.000Z/firing] (offered) DiskFull (db-1)",
            ]
        );
    }

    #[test]
    fn the_same_alert_of_several_messages_is_one() {
        let fires = "{\"version\":\"4\",\"alerts\":[{\"status\":\"firing\",\"fingerprint\":\"a\",\"labels\":{\"alertname\":\"X\"},\
                     \"startsAt\":\"2023-03-25T14:02:00Z\",\"endsAt\":\"0001-01-01T00:00:00Z\"}]}\n";
        let text = format!("{fires}{}", fires.replace("firing", "resolved"));
        let import = read(&Bundle::of("hooks.jsonl", text), &options()).unwrap();
        assert_eq!(
            told(&import),
            [
                "14:02:00 DETECT (monitor) [alertmanager:a/2023-03-25T14:02:00Z/firing] X",
                "-- NOTE [alertmanager:a/2023-03-25T14:02:00Z/resolved] resolved: X",
            ]
        );
        assert_eq!(said(&import), ["2: the same event is in an earlier message | X"]);
    }

    #[test]
    fn a_bad_alert_costs_no_other() {
        let text = "[{\"labels\":[]},{\"labels\":{\"alertname\":7},\"startsAt\":\"12345-01-01T00:00:00Z\"},{\"startsAt\":1e400}]";
        assert!(
            read(&Bundle::of("x.json", text), &options()).is_err(),
            "1e400 is no JSON number"
        );
        let import = read(&Bundle::of("x.json", text.replace("1e400", "1e300")), &options()).unwrap();
        assert_eq!(import.skipped.len(), 1);
        assert_eq!(
            told(&import),
            [
                "-- DETECT (monitor) [alertmanager:alertname=7,/12345-01-01T00:00:00Z/firing] alert",
                "-- DETECT (monitor) [alertmanager:/1e+300/firing] alert",
            ]
        );
    }
}
