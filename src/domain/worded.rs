//! The ones who noticed, by the words of a detection, where it does not say or says only one of them.

use super::kind::Via;
use super::phrases::has_words;

/// Words of a monitor.
const MONITOR: &[&str] = &[
    "alarm",
    "alarms",
    "alert",
    "alerting",
    "alerts",
    "alertmanager",
    "dashboard",
    "datadog",
    "grafana",
    "health check",
    "monitor",
    "monitoring",
    "monitors",
    "nagios",
    "paged",
    "pager",
    "pagerduty",
    "probe",
    "prometheus",
    "synthetic",
    "threshold",
];

/// Words shortly before these that say there was none.
const WITHOUT: &[&str] = &[
    "no", "not", "without", "never", "missing", "neither", "nor", "before", "add",
];

/// So many words before it may say that there was no monitor.
const SHORTLY: usize = 3;

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

/// The ones that noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticedBy {
    /// The detection says so.
    Said(Via),
    /// The detection does not say, and its words name only these.
    Worded(Via),
    /// It names people and a monitor.
    Both,
    /// Nobody can tell.
    Unknown,
}

impl NoticedBy {
    /// By what a detection says, and its words.
    pub fn of(said: Option<Via>, text: &str) -> Self {
        let (monitor, people) = (names_a_monitor(text), names_people(text));
        match said {
            // An alert that tells of users was still an alert: its words name who is affected.
            Some(Via::Person) if monitor => NoticedBy::Both,
            Some(via) => NoticedBy::Said(via),
            None => match (monitor, people) {
                (true, true) => NoticedBy::Both,
                (true, false) => NoticedBy::Worded(Via::Monitor),
                (false, true) => NoticedBy::Worded(Via::Person),
                (false, false) => NoticedBy::Unknown,
            },
        }
    }

    /// The one that noticed, where it was one.
    pub fn via(self) -> Option<Via> {
        match self {
            NoticedBy::Said(via) | NoticedBy::Worded(via) => Some(via),
            NoticedBy::Both | NoticedBy::Unknown => None,
        }
    }
}

/// True if a text names a monitor, an alert, a pager; not where it says that there was none.
pub fn names_a_monitor(text: &str) -> bool {
    let text = text.to_lowercase();
    MONITOR.iter().any(|name| {
        let named = text
            .match_indices(name)
            .filter(|(at, _)| has_words_at(&text, *at, name));
        named.into_iter().any(|(at, _)| {
            let before = text[..at].split(|c: char| !c.is_alphanumeric()).rev();
            let mut before = before.filter(|word| !word.is_empty()).take(SHORTLY);
            !before.any(|word| WITHOUT.contains(&word))
        })
    })
}

fn has_words_at(text: &str, at: usize, name: &str) -> bool {
    let before = text[..at].chars().next_back();
    let behind = text[at + name.len()..].chars().next();
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !in_word(before) && !in_word(behind)
}

/// True if a text names users, customers, reports.
fn names_people(text: &str) -> bool {
    let text = text.to_lowercase();
    PEOPLE.iter().any(|word| has_words(&text, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_noticed_is_read_from_the_words() {
        use NoticedBy::{Both, Said, Unknown, Worded};
        use Via::{Monitor, Person};
        for (said, text, expected) in [
            (
                None,
                "User reports and monitoring system alerts: the app is down",
                Both,
            ),
            (
                Some(Person),
                "User reports and monitoring system alerts: the app is down",
                Both,
            ),
            (
                None,
                "Detection of the incident through user reports of login errors.",
                Worded(Person),
            ),
            (
                None,
                "The engineering team received automated alerts",
                Worded(Monitor),
            ),
            (None, "probe of checkout is red", Worded(Monitor)),
            (Some(Monitor), "alert: users cannot log in", Said(Monitor)),
            (Some(Person), "users call in, no alert fired", Said(Person)),
            (None, "Three customers complained", Worded(Person)),
            (None, "it is slow", Unknown),
            (None, "alertness is low", Unknown),
        ] {
            assert_eq!(NoticedBy::of(said, text), expected, "{text}");
        }
    }
}
