//! `update` and `handover`.

use chrono::TimeDelta;

use crate::stage::Stage;

/// An incident under way, with everything that not everybody should read.
fn under_way() -> Stage {
    let stage = Stage::live();
    for line in [
        "report: 30% of logins fail on db-7.example.org \u{1b}[31m",
        "suspect: the network behind 10.0.0.7",
        "ruled out: not the network, says @bo",
        "suspect: the connection pool",
        "i: looked at the pool of db-7.example.org",
        "todo: add an alert @bo due 2026-12-01",
    ] {
        stage.run(&["log", line]).status(0);
    }
    stage
        .run(&["set", "impact", "Some people cannot log in"])
        .status(0);
    stage.pass(TimeDelta::minutes(20));
    stage
}

#[test]
fn the_team_reads_everything_that_is_open() {
    let stage = under_way();
    let told = stage.run(&["update"]).status(0);
    let told = told
        .answers("Login down (SEV2, open)")
        .answers("Since: March 25, 2023, 09:30");
    let told = told
        .answers("the connection pool (for 20 minutes)")
        .answers("Next update: due in 39 minutes");
    assert!(!told.out.contains('\u{1b}'), "{told:?}");
}

#[test]
fn executives_read_the_impact_and_what_is_being_done() {
    let told = under_way().run(&["update", "--audience", "executive"]).status(0);
    told.answers("Impact: Some people cannot log in")
        .answers("What is being done: the connection pool");
}

#[test]
fn the_public_reads_no_names_hosts_addresses_or_dead_ends() {
    let stage = under_way();
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    let told = told
        .answers("Some people cannot log in")
        .answers("We are looking for the cause.");
    for word in ["db-7", "10.0.0.7", "bo", "network", "pool"] {
        assert!(!told.out.contains(word), "{word}: {told:?}");
    }
    for secret in [
        "Ask Bo about it",
        "db-7.example.org is down",
        "10.0.0.7 is down",
        "node7 is down",
    ] {
        stage.run(&["set", "impact", secret]).status(0);
        let told = stage.run(&["update", "--audience", "public"]).status(0);
        assert!(!told.out.contains(secret), "{told:?}");
    }
    stage.run(&["log", "resolved: back"]).status(0);
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    told.answers("was resolved March 25, 2023");
}

#[test]
fn the_next_shift_reads_the_state_of_play() {
    let told = under_way().run(&["handover"]).status(0);
    for words in [
        "Ruled out:",
        "Suspected, still open:\n- the connection pool (for",
        "Looked at in the last hour:",
        "To do:\n- 1 add an alert @bo (bo, due 2026-12-01)",
        "Next update: due in",
    ] {
        assert!(told.out.contains(words), "{words}: {}", told.out);
    }
}

#[test]
fn an_incident_of_nothing_has_an_update_too() {
    let stage = Stage::live();
    stage.run(&["update"]).status(0).answers("Since: not recorded");
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    told.answers("a possible disruption");
    stage.run(&["handover"]).status(0).answers("Login down");
    stage.run(&["update", "--audience", "press"]).status(2);
}
