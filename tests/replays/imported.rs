//! The same three postmortems, imported as they are: the review names where they contradict themselves and what they
//! leave open.

use serde_json::Value;

use crate::harness::Home;
use crate::{LOAD_BALANCER, LOGIN_SERVICE, MOBILE_APP};

/// The rules that found something after an import of this text, each with its group and its message.
fn reviewed(source: &str) -> Vec<(String, String, String)> {
    let home = Home::new("UTC");
    let file = home.path().join("source.txt");
    std::fs::write(&file, source).expect("a place for the source");
    let file = file.to_str().expect("a plain path");
    assert_eq!(home.run(&["import", file, "--yes"]).status, Some(0));
    let review: Value = serde_json::from_str(&home.run(&["review", "--json"]).out).expect("valid JSON");
    let findings = review["findings"].as_array().expect("findings").iter();
    let text = |finding: &Value, key: &str| finding[key].as_str().expect("a text").to_owned();
    findings
        .map(|finding| {
            (
                text(finding, "rule"),
                text(finding, "group"),
                text(finding, "message"),
            )
        })
        .collect()
}

/// Fails unless the review of this text has these findings: the rule, its group, and some words of the message.
fn finds(source: &str, expected: &[(&str, &str, &str)], not: &[&str]) {
    let found = reviewed(source);
    for (rule, group, words) in expected {
        let is = |(a, b, message): &(String, String, String)| {
            (a.as_str(), b.as_str()) == (*rule, *group) && message.contains(words)
        };
        assert!(found.iter().any(is), "{rule} {words}: {found:#?}");
    }
    for rule in not {
        assert!(
            !found.iter().any(|(other, ..)| other == rule),
            "{rule}: {found:#?}"
        );
    }
}

#[test]
fn the_login_service_contradicts_itself() {
    let expected = [
        ("stated_end", "contradiction", "26 March 2023 at 16:00"),
        (
            "escalated_after_cause",
            "contradiction",
            "came 1 h after the cause",
        ),
        (
            "text_contradicts_time",
            "contradiction",
            "longer time than the 2 h",
        ),
        ("ruled_out_yet_cause", "contradiction", "10:15 \""),
        ("detected_by_people", "question", "5 min before the first monitor"),
        ("silence", "question", "for 3 h between 16:00"),
        ("action_item_twice", "question", "2 and 8"),
        ("action_item_repeats_fix", "question", "6 and 7"),
        ("action_item_without_owner", "hygiene", ""),
    ];
    finds(LOGIN_SERVICE.source, &expected, &["person_as_cause", "lead_left"]);
}

#[test]
fn the_load_balancer_leaves_a_day_open() {
    let expected = [
        ("silence", "question", "for 28 h 30 min between 5 Sep 12:00"),
        ("no_check_after_fix", "question", "16:30"),
        ("update_overdue", "question", "32 h 30 min"),
        ("action_item_repeats_fix", "question", "4"),
        ("action_item_twice", "question", "2 and 5"),
    ];
    // One entry names users and monitoring.
    finds(
        LOAD_BALANCER.source,
        &expected,
        &["detected_by_people", "ruled_out_yet_cause"],
    );
}

#[test]
fn the_login_errors_had_been_understood_before() {
    let expected = [
        ("cause_twice", "contradiction", "17:15"),
        ("lead_left", "question", "had been suspected with 14:30"),
        ("detected_by_people", "question", "no monitor"),
        ("hypothesis_open", "question", "15:00"),
        ("no_check_after_fix", "question", "17:30"),
        ("action_item_repeats_fix", "question", "5"),
    ];
    finds(MOBILE_APP.source, &expected, &["stated_end", "stated_duration"]);
}
