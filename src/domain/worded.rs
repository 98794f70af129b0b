//! The ones who noticed, by the words of a detection that does not say.

use super::kind::Via;
use super::mitigations::has_words;

/// Words of a monitor.
const MONITOR: &[&str] = &[
    "alarm",
    "alarms",
    "alert",
    "alerts",
    "alerted",
    "alertmanager",
    "dashboard",
    "datadog",
    "grafana",
    "health check",
    "monitor",
    "monitoring",
    "nagios",
    "pager",
    "pagerduty",
    "probe",
    "prometheus",
    "synthetic",
    "threshold",
];

/// Words of people.
const PEOPLE: &[&str] = &[
    "called",
    "calls",
    "complain",
    "complained",
    "complaints",
    "customer",
    "customers",
    "noticed by",
    "reported",
    "reporting",
    "reports from",
    "support ticket",
    "support tickets",
    "ticket",
    "tickets",
    "user reports",
    "users",
];

/// Those that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worded {
    /// It names a monitor, an alert, a pager.
    pub monitor: bool,
    /// It names users, customers, reports.
    pub people: bool,
}

impl Worded {
    /// Those that this text names.
    pub fn of(text: &str) -> Self {
        let text = text.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| has_words(&text, word));
        Worded {
            monitor: has(MONITOR),
            people: has(PEOPLE),
        }
    }

    /// The only one that it names.
    pub fn only(self) -> Option<Via> {
        match (self.monitor, self.people) {
            (true, false) => Some(Via::Monitor),
            (false, true) => Some(Via::Person),
            (_, _) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_noticed_is_read_from_the_words() {
        for (text, monitor, people) in [
            (
                "User reports and monitoring system alerts indicated the app was inaccessible.",
                true,
                true,
            ),
            (
                "Detection of the incident through user reports of login errors.",
                false,
                true,
            ),
            ("The engineering team received automated alerts", true, false),
            ("probe of checkout is red", true, false),
            ("Three customers complained", false, true),
            ("it is slow", false, false),
            ("alertness is low", false, false),
        ] {
            assert_eq!(Worded::of(text), Worded { monitor, people }, "{text}");
        }
    }
}
