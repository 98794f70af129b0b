//! `update` and `handover`.

use std::fs;

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
        stage.answer(&["log", line]);
    }
    stage.answer(&["set", "impact", "Some people cannot log in"]);
    stage.pass(TimeDelta::minutes(20));
    stage
}

#[test]
fn the_team_reads_everything_that_is_open() {
    let stage = under_way();
    let told = stage.run(&["update"]).status(0);
    let told = told
        .answers("Login down (SEV2, open)")
        .answers("Since: March 25, 2023, 09:30 (America/Bogota, UTC-05:00), for 20 min")
        .answers("\n- 09:30 Dead end: not the network, says @bo\n");
    let told = told
        .answers("the connection pool (for 20 min)")
        .answers("Next update: by 10:50");
    assert!(!told.out.contains('\u{1b}'), "{told:?}");
}

#[test]
fn executives_read_the_impact_and_what_is_being_done() {
    let told = under_way().run(&["update", "--audience", "executive"]).status(0);
    told.answers("Impact: Some people cannot log in")
        .answers("Being looked into: the connection pool")
        .answers("Next update: by 10:50");
}

#[test]
fn the_public_reads_no_names_hosts_addresses_or_dead_ends() {
    let stage = under_way();
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    let told = told
        .answers("Some people cannot log in.\n")
        .answers("We are looking for the cause.")
        .answers("The next update follows by 10:50.");
    for word in ["db-7", "10.0.0.7", "bo", "network", "pool"] {
        assert!(!told.out.contains(word), "{word}: {told:?}");
    }
    for secret in [
        "Ask Bo about it",
        "db-7.example.org is down",
        "10.0.0.7 is down",
        "node7 is down",
    ] {
        stage.answer(&["set", "impact", secret]);
        let told = stage.run(&["update", "--audience", "public"]).status(0);
        assert!(!told.out.contains(secret), "{told:?}");
    }
    stage.answer(&["log", "resolved: back"]);
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    let told = told.answers("was resolved March 25, 2023");
    assert!(!told.out.contains("next update"), "{told:?}");
    stage
        .run(&["update"])
        .status(0)
        .answers("(SEV2, resolved)\nOver: March 25, 2023, 09:30 – ");
    let told = stage.run(&["update", "--audience", "executive"]).status(0);
    told.answers("Done: back");
}

#[test]
fn an_end_without_a_resolution_is_an_end_too() {
    let stage = under_way();
    stage.answer(&["log", "m: failed over #recovered"]);
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    assert!(
        told.out
            .starts_with("The disruption that began March 25, 2023, 09:30 ended "),
        "{told:?}"
    );
    stage.answer(&["log", "impact: it is back"]);
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    let told = told.answers("We have had a disruption since ");
    assert!(
        !told.out.contains("Measures"),
        "those were against the first one: {told:?}"
    );
}

#[test]
fn the_rhythm_is_that_of_the_configuration() {
    let stage = under_way();
    let config = stage.home.path().join("config");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), "[updates]\nsev2 = 15\n").unwrap();
    stage.run(&["update"]).status(0).answers("Next update: by 10:05");
    stage.answer(&["log", "i: looked at it again"]);
    let told = stage.run(&["handover"]).status(0);
    told.answers("Next update: overdue by 5 min (every 15 min)");
    for verb in [
        ["review", "--json"],
        ["show", "--json"],
        ["export", "--format=json"],
    ] {
        let told = stage.run(&verb).status(0);
        assert!(told.out.contains("update_overdue"), "{verb:?}: {}", told.out);
    }
    fs::write(config.join("config.toml"), "[updates]\nsev2 = \"off\"\n").unwrap();
    assert!(!stage.run(&["update"]).out.contains("Next update"));
    assert!(!stage.run(&["review", "--json"]).out.contains("update_overdue"));
}

#[test]
fn the_next_shift_reads_the_state_of_play() {
    let told = under_way().run(&["handover"]).status(0);
    for words in [
        "Ruled out:",
        "Suspected, still open:\n- the connection pool (for",
        "Looked at in the last hour:\n- 09:30 Investigation: looked at the pool of db-7.example.org\n",
        "To do:\n- 1 add an alert @bo (bo, due 2026-12-01)",
        "Next update: due in",
    ] {
        assert!(told.out.contains(words), "{words}: {}", told.out);
    }
}

#[test]
fn an_incident_of_nothing_has_an_update_too() {
    let stage = Stage::live();
    stage
        .run(&["update"])
        .status(0)
        .answers("Since: not recorded; opened March 25, 2023, 09:30 (America/Bogota)");
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    told.answers("a possible disruption.\nThe next update follows by 10:30 (UTC-05:00).");
    stage.run(&["handover"]).status(0).answers("Login down");
    stage.run(&["update", "--audience", "press"]).status(2);
}

#[test]
fn the_public_reads_no_name_that_the_journal_knows() {
    let stage = under_way();
    for words in [
        &["set", "commander", "Carol Jones"][..],
        &["set", "roles", "--add", "scribe: dave"],
        &["set", "affected", "--add", "acme"],
        &["set", "affected", "--add", "all logins of Initech"],
        &["set", "affected", "--add", "users"],
        &["log", "i: called Globex about it"],
    ] {
        stage.answer(words);
    }
    let told = |impact: &str| {
        stage.answer(&["set", "impact", impact]);
        stage.answer(&["update", "--audience", "public"])
    };
    for impact in [
        "ask carol",
        "dave is on it",
        "Acme cannot log in",
        "initech cannot log in",
        "Globex cannot log in",
        "Ana broke it",
    ] {
        assert!(!told(impact).contains(impact), "{impact}");
    }
    for impact in ["Users cannot log in", "all logins fail"] {
        assert!(told(impact).contains(impact), "{impact}");
    }
}

#[test]
fn whoever_sends_it_is_told_what_was_left_out() {
    let stage = under_way();
    stage.answer(&[
        "set",
        "impact",
        "Users cannot log in. See ABC-12 and call 5550100.",
    ]);
    let said = "Left out of what the public reads: 1 sentence of the impact.\n- “See ABC-12 and call 5550100.”: ABC-12 may \
                be the number of a ticket, account or machine, 5550100 may be a phone number";
    let told = stage
        .run(&["update", "--audience", "public"])
        .status(0)
        .says(said);
    assert!(!told.out.contains("Left out"), "{told:?}");
    let json = stage
        .run(&["update", "--audience", "public", "--json"])
        .status(0)
        .json();
    assert_eq!(json["left_out"], said);
    let json = stage.run(&["update", "--json"]).status(0).json();
    assert_eq!(json.get("left_out"), None);
    stage
        .run(&["update", "--audience", "executive"])
        .status(0)
        .answers("ABC-12");
}

#[test]
fn what_is_dated_ahead_of_now_is_told_as_nothing_that_happened() {
    let stage = under_way();
    stage.answer(&["log", "2199-01-01 00:00 resolved: back"]);
    let ahead = "Not told, because it is dated ahead of now: event";
    for audience in ["team", "executive", "public"] {
        let told = stage
            .run(&["update", "--audience", audience])
            .status(0)
            .says(ahead);
        let over = ["resolved", "Over:", "Done", "2199", "back"];
        assert!(!over.iter().any(|word| told.out.contains(word)), "{told:?}");
    }
    let told = stage.run(&["handover"]).status(0);
    let told = told.answers("Since: March 25, 2023, 09:30").answers(
        "Dated ahead of now, so not counted; correct the time:\n- January 1, 2199, 00:00 Resolution: back",
    );
    assert!(!told.out.contains("resolved"), "{told:?}");
    // Clocks differ a little.
    stage.answer(&["log", "10:00 resolved: really back"]);
    stage
        .run(&["update"])
        .status(0)
        .answers("Over: March 25, 2023, 09:30 – 10:00");
}

#[test]
fn whoever_tells_that_it_is_over_is_told_that_the_impact_is_not_in_it() {
    let stage = under_way();
    stage.answer(&["log", "resolved: back"]);
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    told.says(
        "Left out of what the public reads: the impact, because it is over; add it in words of your own.",
    );
}
