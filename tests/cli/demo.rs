//! The story of `demo`, entered as its people would.

use chrono::TimeDelta;

use crate::stage::Stage;

const STORY: &str = include_str!("../../assets/demo.txt");

#[test]
fn the_story_does_not_accuse_itself() {
    let stage = Stage::new();
    let mut lines = STORY.lines().filter(|line| !line.starts_with('#'));
    let title = lines.next().expect("a title");
    let mut before = None;
    for line in lines {
        let mut parts = line.splitn(3, ' ');
        let minutes: i64 = parts.next().and_then(|part| part.parse().ok()).expect("minutes");
        let (by, typed) = (parts.next().expect("a name"), parts.next().expect("a line"));
        match before {
            None => _ = stage.run(&["new", title, "--severity", "2"]).status(0),
            Some(before) => stage.pass(TimeDelta::minutes(before - minutes)),
        }
        before = Some(minutes);
        stage.answer(&["--author", by, "log", "--", typed]);
    }
    let review = stage.run(&["review", "--json"]).status(0).json();
    let findings = review["findings"].as_array().expect("findings");
    let rules: Vec<&str> = findings
        .iter()
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    // It goes on: this is what an incident half-way through may lack, and no contradiction.
    let lacking = [
        "milestone_missing",
        "milestone_missing",
        "detected_by_people",
        "hypothesis_open",
        "action_item_without_due_date",
    ];
    assert_eq!(rules, lacking, "{review:#}");
    let shown = stage.run(&["show", "--json"]).json();
    let detect = &shown["intervals"][0];
    assert_eq!(detect["name"], "time_to_detect");
    assert!(
        detect["seconds"].as_i64().is_some_and(|seconds| seconds >= 60),
        "{detect}"
    );
}
