//! Three published postmortems, recorded by the real program as an engineer would have done, and drafted again:
//! every fact of the source is in the draft, and nothing else is.

mod by_hand;
mod facts;
mod figures;
#[allow(dead_code, reason = "every program of tests uses its part of it")]
#[path = "../harness/mod.rs"]
mod harness;
mod imported;
mod replay;
mod returns;
mod whole;

use harness::Home;
use replay::{replay, steps};
use serde_json::Value;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// A source with what is to be typed for it and what must come of it.
struct Example {
    name: &'static str,
    source: &'static str,
    verbs: &'static str,
    facts: &'static str,
    /// Figures of the draft that are not in the source but follow from it.
    computed: &'static [&'static str],
    /// The rules that must find something.
    findings: &'static [&'static str],
    /// Milestone and time; the others are not recorded.
    milestones: &'static [(&'static str, &'static str)],
    /// Interval and seconds; the others are not recorded.
    intervals: &'static [(&'static str, i64)],
}

macro_rules! example {
    ($name:literal, $($field:ident: $value:expr,)+) => {
        Example {
            name: $name,
            source: include_str!(concat!($name, "/source.txt")),
            verbs: include_str!(concat!($name, "/verbs.txt")),
            facts: include_str!(concat!($name, "/facts.txt")),
            $($field: $value,)+
        }
    };
}

const LOGIN_SERVICE: Example = example! {
    "login-service",
    computed: &[
        "(UTC-05:00)",
        "10 h 30 min",
        "5 h 30 min",
        "4 h 30 min",
        "1 h 35 min",
        "10 min",
        "the 2 h since",
        "13 entries",
        "after 35 min",
        "after 1 h",
        "(35 min)",
        "(1 h)",
        "1 h before",
        "2 of 2 suspicions",
        "And 4 more",
        "1 entry has",
    ],
    findings: &[
        "stated_end",
        "escalated_after_cause",
        "text_contradicts_time",
        "detected_by_people",
        "escalation_late",
        "silence",
        "events_untimed",
        "action_item_twice",
        "action_item_repeats_fix",
    ],
    milestones: &[
        ("detected", "2023-03-25T09:30:00-05:00"),
        ("acknowledged", "2023-03-25T09:40:00-05:00"),
        ("escalated", "2023-03-25T15:00:00-05:00"),
        ("cause", "2023-03-25T14:00:00-05:00"),
        ("resolved", "2023-03-25T20:00:00-05:00"),
    ],
    intervals: &[
        ("time_to_acknowledge", 10 * MINUTE),
        ("time_to_escalate", 5 * HOUR + 30 * MINUTE),
        ("time_to_diagnose", 4 * HOUR + 30 * MINUTE),
        ("time_to_resolve", 10 * HOUR + 30 * MINUTE),
        ("impact_duration", 10 * HOUR + 30 * MINUTE),
        // The service and its database from 09:40 to 10:15, the network from 10:30 to 11:30.
        ("dead_ends", 35 * MINUTE + HOUR),
    ],
};

const LOAD_BALANCER: Example = example! {
    "load-balancer",
    computed: &[
        "32 h 30 min",
        "28 h 30 min",
        "after 4 h",
        "10 entries",
        "5 entries have",
        "6 Sep ",
        "to 6 September",
        "on 5 September",
        "on 6 September",
        "5 September,",
        "6 September,",
    ],
    findings: &[
        "milestone_untimed",
        "escalation_late",
        "silence",
        "events_untimed",
        "action_item_twice",
        "action_item_repeats_fix",
    ],
    milestones: &[
        ("impact", "2023-09-05T08:00:00+00:00"),
        ("detected", "2023-09-05T08:00:00+00:00"),
        ("escalated", "2023-09-05T12:00:00+00:00"),
        ("resolved", "2023-09-06T16:30:00+00:00"),
    ],
    intervals: &[
        ("time_to_detect", 0),
        ("time_to_escalate", 4 * HOUR),
        ("time_to_resolve", 32 * HOUR + 30 * MINUTE),
        ("impact_duration", 32 * HOUR + 30 * MINUTE),
    ],
};

const MOBILE_APP: Example = example! {
    "mobile-app",
    computed: &[
        "3 h 30 min",
        "8 entries",
        "1 h 30 min before",
        "And 2 more",
        "1 entry has",
        "named 2 times",
        "15 min",
        "2 h",
    ],
    findings: &[
        "detected_by_people",
        "cause_twice",
        "silence",
        "hypothesis_open",
        "zone_unknown",
        "events_untimed",
        "action_item_repeats_fix",
    ],
    milestones: &[
        ("detected", "2023-04-12T14:00:00"),
        ("acknowledged", "2023-04-12T14:15:00"),
        ("cause", "2023-04-12T16:00:00"),
        ("resolved", "2023-04-12T17:30:00"),
    ],
    intervals: &[
        ("time_to_acknowledge", 15 * MINUTE),
        ("time_to_diagnose", 2 * HOUR),
        ("time_to_resolve", 3 * HOUR + 30 * MINUTE),
        ("impact_duration", 3 * HOUR + 30 * MINUTE),
    ],
};

/// An incident that was recorded and closed, with its draft.
struct Recorded {
    home: Home,
    draft: String,
}

impl Example {
    fn record(&self, zone: &'static str) -> Recorded {
        let home = Home::new(zone);
        let path = replay(&home, &steps(self.verbs));
        let draft = std::fs::read_to_string(path.trim_end()).expect("the draft that close names");
        Recorded { home, draft }
    }
}

impl Recorded {
    /// The draft without what differs from run to run: the trailer's file name and hashes.
    fn body(&self) -> &str {
        let (body, _) = self.draft.split_once("<!-- hotwash draft").expect("a trailer");
        body
    }

    fn redacted(&self) -> String {
        let redact = |line: &str| match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["journal", _, records, _] => format!("journal [file] {records} [hash]\n"),
            ["incident", _] => "incident [id]\n".to_owned(),
            ["section", .., _] => format!("{} [hash]\n", line.rsplit_once(' ').expect("words").0),
            ["body", _] => "body [hash]\n".to_owned(),
            _ => format!("{line}\n"),
        };
        let trailer = &self.draft[self.body().len()..];
        self.body().to_owned() + &trailer.lines().map(redact).collect::<String>()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.home.answer(arguments)).expect("valid JSON")
    }
}

fn check(example: &Example) {
    let recorded = example.record("America/Bogota");
    let draft = &facts::without_computed(recorded.body());
    let quotes = facts::read(example.facts);
    facts::assert_whole(&quotes, example.source);
    assert_eq!(facts::missing(&quotes, draft), [], "{draft}");
    assert_eq!(
        figures::invented(draft, example.source, example.computed),
        [""; 0],
        "{draft}"
    );
    check_json(example, &recorded);
    check_findings(example, &recorded);
    check_verbs(&recorded);
    check_returns(&recorded);
    insta::assert_snapshot!(example.name, recorded.redacted());
}

/// What `show` tells machines is right, and is what the draft is made from.
fn check_json(example: &Example, recorded: &Recorded) {
    let show = recorded.json(&["show", "--json"]);
    let context = recorded.json(&["export", "--format", "json"]);
    for told in context["milestones"].as_array().expect("milestones") {
        let name = told["name"].as_str().expect("a name");
        let shown = &show["milestones"][name];
        let expected = example
            .milestones
            .iter()
            .find(|(milestone, _)| *milestone == name);
        let at = &shown["at"];
        assert_eq!(at.as_str(), expected.map(|(_, at)| *at), "{name}");
        assert_eq!(told["at"], *at, "{name}");
        // A milestone without a time is none for machines, while the draft names its event.
        if at.is_string() {
            let event = shown["event"].as_str().map(|id| number(&show, id));
            assert_eq!(told["event"].as_u64(), event, "{name}");
        }
    }
    let shown = show["intervals"].as_array().expect("intervals");
    for (told, shown) in context["intervals"]
        .as_array()
        .expect("intervals")
        .iter()
        .zip(shown)
    {
        let name = shown["name"].as_str().expect("a name");
        let expected = example.intervals.iter().find(|(interval, _)| *interval == name);
        assert_eq!(
            shown["seconds"].as_i64(),
            expected.map(|(_, seconds)| *seconds),
            "{name}"
        );
        for key in ["name", "seconds", "formula", "note"] {
            assert_eq!(told[key], shown[key], "{name}: {key}");
        }
    }
    assert_eq!(shown.len(), context["intervals"].as_array().map_or(0, Vec::len));
}

fn number(show: &Value, id: &str) -> u64 {
    let mut events = show["events"].as_array().expect("events").iter();
    let event = events
        .find(|event| event["id"] == id)
        .expect("an event of the timeline");
    event["number"].as_u64().expect("a number")
}

fn check_findings(example: &Example, recorded: &Recorded) {
    let show = recorded.json(&["show", "--json"]);
    let findings = show["findings"].as_array().expect("findings");
    let rules: Vec<&str> = findings
        .iter()
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    for expected in example.findings {
        assert!(rules.contains(expected), "{expected}: {rules:?}");
    }
    let context = recorded.json(&["export", "--format", "json"]);
    let told = context["findings"].as_array().expect("findings");
    let told: Vec<&str> = told
        .iter()
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    assert_eq!(told, rules);
}

fn check_verbs(recorded: &Recorded) {
    let home = &recorded.home;
    assert_eq!(home.run(&["verify"]).status, Some(0));
    assert_eq!(home.answer(&["show"]), home.answer(&["show"]));
    assert_eq!(home.answer(&["export"]), recorded.draft);
}

/// Whatever is printed of an incident can be imported, and says the same.
fn check_returns(recorded: &Recorded) {
    let home = &recorded.home;
    let show = home.answer(&["show", "--json"]);
    let read = returns::read(&show);
    let expected = returns::shown_events(&serde_json::from_str(&show).expect("valid JSON"));
    assert_eq!(returns::events(&read), expected);
    let fields = returns::fields(&read);
    let items = returns::items(&read);
    assert!(!items.is_empty() && fields.iter().any(|(field, _)| *field == "summary"));
    for text in [
        home.answer(&["export", "--format", "json"]),
        home.answer(&["export"]),
    ] {
        let other = returns::read(&text);
        assert_eq!(returns::events(&other), expected);
        assert_eq!(returns::fields(&other), fields);
        assert_eq!(returns::items(&other), items);
    }
    let shown = returns::read(&home.answer(&["show"]));
    assert_eq!(returns::events(&shown), expected);
    assert_eq!(returns::items(&shown), items);
}

#[test]
fn the_login_service() {
    check(&LOGIN_SERVICE);
}

#[test]
fn the_load_balancer() {
    check(&LOAD_BALANCER);
}

#[test]
fn the_mobile_app() {
    check(&MOBILE_APP);
    let recorded = MOBILE_APP.record("Asia/Tokyo");
    for word in ["UTC", "Z)", "+09", "Tokyo", "GMT"] {
        assert!(!recorded.body().contains(word), "{word}");
        let shown = recorded.home.answer(&["show"]);
        assert!(!shown.contains(word), "{word}: {shown}");
    }
}

#[test]
fn a_draft_does_not_depend_on_the_zone_of_the_machine() {
    for example in [LOGIN_SERVICE, LOAD_BALANCER, MOBILE_APP] {
        let [here, there] = ["UTC", "Asia/Tokyo"].map(|zone| example.record(zone).redacted());
        assert_eq!(here, there);
    }
}
