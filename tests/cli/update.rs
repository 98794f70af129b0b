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
        .answers("SEV2  Login down: Some people cannot log in. Since 09:30 (UTC-05:00), 20 min. No mitigation recorded.\n")
        .answers("\nRuled out: the network behind 10.0.0.7 (09:30).\n");
    let told = told
        .answers("Suspected now: the connection pool (20 min).")
        .answers("Next update 10:50. Next step: [say]");
    assert!(!told.out.contains('\u{1b}'), "{told:?}");
}

#[test]
fn executives_read_the_impact_and_what_is_being_done() {
    let told = under_way().run(&["update", "--audience", "executive"]).status(0);
    told.answers("Some people cannot log in. Since 09:30 (UTC-05:00), 20 min.")
        .answers("Suspected: the connection pool (20 min).")
        .answers("No estimate is recorded. Next update by 10:50.");
}

#[test]
fn the_public_reads_no_names_hosts_addresses_or_dead_ends() {
    let stage = under_way();
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    let told = told
        .answers("Investigating. Since 09:30 (UTC-05:00) [say what customers notice].")
        .answers("We are still looking into the cause.")
        .answers("\nNext update by 10:50.\n")
        .says("would tell: “Some people cannot log in.”");
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
    let told = told.answers("Resolved. From 09:30 to 09:50 (UTC-05:00), ");
    assert!(!told.out.contains("ext update"), "{told:?}");
    stage
        .run(&["update"])
        .status(0)
        .answers(" From 09:30 to 09:50 (UTC-05:00), 20 min.\n");
    let told = stage.run(&["update", "--audience", "executive"]).status(0);
    told.answers("Over at 09:50: back.");
}

#[test]
fn an_end_without_a_resolution_is_an_end_too() {
    let stage = under_way();
    stage.answer(&["log", "m: failed over #recovered"]);
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    assert!(told.out.starts_with("Recovered. From 09:30 to "), "{told:?}");
    stage.answer(&["log", "impact: it is back"]);
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    let told = told.answers("Before that from 09:30 to 09:50.");
    assert!(
        !told.out.contains("measure"),
        "those were against the first one: {told:?}"
    );
}

#[test]
fn the_rhythm_is_that_of_the_configuration() {
    let stage = under_way();
    let config = stage.home.path().join("config");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), "[updates]\nsev2 = 15\n").unwrap();
    stage.run(&["update"]).status(0).answers("Next update 10:05.");
    stage.answer(&["log", "i: looked at it again"]);
    let told = stage.run(&["handover"]).status(0);
    told.answers("     update overdue by 5 min\n");
    for verb in [
        ["review", "--json"],
        ["show", "--json"],
        ["export", "--format=json"],
    ] {
        let told = stage.run(&verb).status(0);
        assert!(told.out.contains("update_overdue"), "{verb:?}: {}", told.out);
    }
    fs::write(config.join("config.toml"), "[updates]\nsev2 = \"off\"\n").unwrap();
    stage
        .run(&["update"])
        .answers("Next update [say when] Next step: [say]");
    assert!(!stage.run(&["review", "--json"]).out.contains("update_overdue"));
}

#[test]
fn the_next_shift_reads_the_state_of_play() {
    let told = under_way().run(&["handover"]).status(0);
    for words in [
        "HANDOVER 09:50 (UTC-05:00), by ana  ·  SEV2 Login down  ·  since 09:30, 20 min, not reduced\n",
        "RULED OUT the network behind 10.0.0.7 (09:30)\n",
        "OPEN      the connection pool 20 min\n",
        "IN HAND   looked at the pool of db-7.example.org, ana, since 09:30\n",
        "\n- 09:30 Investigation: looked at the pool of db-7.example.org\n",
        "LATER     1 action item, none needed now\n",
        "NEXT      [say]     update due 10:30\n",
    ] {
        assert!(told.out.contains(words), "{words}: {}", told.out);
    }
}

#[test]
fn the_handover_is_by_whoever_hands_over() {
    let stage = under_way();
    let told = |words: &[&str]| stage.run(words).status(0).out;
    assert!(told(&["handover", "--author", "yan@desk"]).contains(", by yan  \u{b7}  "));
    // Who has no part in it has no role either.
    let unnamed = told(&["handover", "--roles", "--author", "yan@desk"]);
    assert!(
        unnamed.starts_with("HANDOVER 09:50 (UTC-05:00)  \u{b7}  "),
        "{unnamed}"
    );
    assert!(told(&["handover", "--roles"]).contains(", by responder 1  \u{b7}  "));
}

#[test]
fn the_public_reads_the_same_whether_people_are_told_by_their_roles_or_not() {
    let stage = under_way();
    stage.answer(&["log", "todo: write a runbook @kim #public"]);
    stage.answer(&["log", "todo: tell ana about alerts #public"]);
    let named = stage.run(&["update", "--audience", "public"]).status(0);
    let by_role = stage
        .run(&["update", "--audience", "public", "--roles"])
        .status(0);
    assert_eq!((&named.out, &named.err), (&by_role.out, &by_role.err));
    let told = named.answers("To be done: write a runbook.");
    assert!(!told.out.contains("alerts"), "{told:?}");
}

#[test]
fn an_incident_of_nothing_has_an_update_too() {
    let stage = Stage::live();
    stage.run(&["update"]).status(0).answers(
        "SEV2  Login down: impact not recorded. Since when is not recorded. Opened 09:30 (UTC-05:00).",
    );
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    told.answers("a possible disruption.\nNext update by 10:30 (UTC-05:00).");
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
        let told = stage.run(&["update", "--audience", "public"]).status(0);
        assert!(!told.out.contains(impact), "{impact}: {told:?}");
        // What is offered stands before what is left out, which is quoted too.
        told.err
            .split("Left out of")
            .next()
            .unwrap_or_default()
            .to_owned()
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
        .says(said)
        .says("left out: 2 names, 1 host, 1 address, 1 dead end, 5 entries\n");
    assert!(!told.out.contains("eft out"), "{told:?}");
    let json = stage
        .run(&["update", "--audience", "public", "--json"])
        .status(0)
        .json();
    let told = json["left_out"].as_str().unwrap();
    assert!(
        told.starts_with("left out: 2 names, ") && told.ends_with(said),
        "{told}"
    );
    let json = stage.run(&["update", "--json"]).status(0).json();
    assert_eq!(json.get("left_out"), None);
    stage
        .run(&["update", "--audience", "executive"])
        .status(0)
        .answers("Users cannot log in. See ABC-12 and call 5550100. Since 09:30");
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
        let over = ["esolved", "Over", "2199", "back"];
        assert!(!over.iter().any(|word| told.out.contains(word)), "{told:?}");
    }
    let told = stage.run(&["handover"]).status(0);
    let told = told.answers("since 09:30, 20 min, not reduced").answers(
        "Dated ahead of now, so not counted; correct the time:\n- 1 January 2199, 00:00 Resolution: back",
    );
    assert!(!told.out.contains("esolved"), "{told:?}");
    // Clocks differ a little.
    stage.answer(&["log", "10:00 resolved: really back"]);
    stage
        .run(&["update"])
        .status(0)
        .answers("From 09:30 to 10:00 (UTC-05:00), 30 min.");
}

#[test]
fn the_public_reads_the_fields_that_were_written_for_it() {
    let stage = under_way();
    stage.answer(&["set", "public-impact", "some people cannot log in"]);
    stage.answer(&["set", "public-cause", "a network device failed"]);
    let told = stage.run(&["update", "--audience", "public"]).status(0);
    let told = told
        .answers("Since 09:30 (UTC-05:00) some people cannot log in.")
        .answers("The cause: a network device failed.");
    assert!(!told.err.contains("would tell"), "{told:?}");
    let json = stage.run(&["show", "--json"]).status(0).json();
    let fields = &json["incident"]["fields"];
    assert_eq!(fields["public-impact"], "some people cannot log in");
    assert_eq!(fields["public-cause"], "a network device failed");
}
