//! Issues, pull requests and comments as gh and the API give them.

use super::*;
use crate::import::sample::{fixture, options, said, told};

fn of(name: &str) -> Import {
    read(&fixture(name), &options()).unwrap()
}

#[test]
fn an_issue_is_read_with_its_comments() {
    let import = of("github-issue.json");
    assert_eq!(
        told(&import),
        [
            "14:05:00 NOTE [github:https://github.com/o/r/issues/7] bo: opened: #7 Checkout is down|502 since 14:02.",
            "14:40:00 MITIG? [github:https://github.com/o/r/issues/7#issuecomment-1] ana: Rolled back the pool size.",
            "14:41:00 NOTE [github:https://github.com/o/r/issues/7#issuecomment-2] (offered) ci: Build failed",
            "15:00:00 NOTE [github:https://github.com/o/r/issues/7#closed] closed: #7 Checkout is down",
        ]
    );
    assert_eq!(import.title.as_deref(), Some("Checkout is down"));
}

#[test]
fn comments_of_the_api_have_the_same_keys() {
    assert_eq!(
        told(&of("github-comments.json")),
        [
            "14:40:00 MITIG? [github:https://github.com/o/r/issues/7#issuecomment-1] ana: Rolled back the pool size."
        ]
    );
}

#[test]
fn merges_are_changes() {
    assert_eq!(
        told(&of("github-pulls.json")),
        [
            "2023-03-24T10:00:00 NOTE [github:https://github.com/o/r/pull/12] bo: opened: #12 Shrink the pool",
            "13:55:00 CHANGE [github:https://github.com/o/r/pull/12#merged] ana: merged: #12 Shrink the pool",
        ]
    );
    let import = of("github-timeline.json");
    assert_eq!(
        told(&import),
        [
            "14:38:00 CHANGE [github:E_2] ana: merged (0a1b2c3d4)",
            "14:50:00 NOTE [github:https://github.com/o/r/pull/12#issuecomment-3] bo: Errors are gone.",
        ]
    );
    assert_eq!(
        said(&import),
        ["1: it is about the channel, not the incident: labeled | ana"]
    );
}

#[test]
fn pages_and_bad_entries_cost_no_other() {
    let text = r#"[[{"id":1,"node_id":"A","user":{"login":"bo"},"created_at":"2023-03-25T14:40:00Z","body":"one"},7]]
        [{"id":2,"user":null,"created_at":"20230-03-25","body":"two"},{"id":3,"body":"  "},{"created_at":[]}]"#;
    let import = read(&Bundle::of("x.json", text), &options()).unwrap();
    assert_eq!(
        told(&import),
        ["14:40:00 NOTE [github:A] bo: one", "-- NOTE [github:id/2] two"]
    );
    assert_eq!(import.skipped.len(), 3);
}
