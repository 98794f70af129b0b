//! `search`.

use std::fs;

use crate::stage::Stage;

/// Two past incidents and a live one.
fn three() -> Stage {
    let stage = Stage::new();
    stage.answer(&["new", "Payment gateway certificate", "--severity", "1"]);
    stage.answer(&[
        "log",
        "09:00 impact: card payments fail for every customer in Europe",
    ]);
    stage.answer(&["log", "09:20 h: the gateway is overloaded"]);
    stage.answer(&["log", "09:30 cause: the certificate of the gateway had expired"]);
    stage.answer(&["log", "09:43 resolved: renewed it and reloaded the proxies"]);
    stage.answer(&["set", "resolution", "renewed the certificate by hand"]);
    stage.answer(&["close", "--yes"]);
    stage.answer(&["new", "Größere Störung beim Anbieter"]);
    stage.answer(&["todo", "add", "watch the certificate", "--owner", "bo"]);
    stage.answer(&["close", "--yes"]);
    stage.answer(&["new", "Login down \u{1b}[31m"]);
    let proxy = "nothing here\nTLS handshake: certificate has expired\n";
    stage
        .run_with(&["log", "--evidence", "-", "log of the proxy"], proxy)
        .status(0);
    stage
}

#[test]
fn best_first_with_cause_and_fix() {
    let mut stage = three();
    insta::assert_snapshot!(stage.answer(&["search", "Certif", "EXPIRED"]));
    stage.terminal = Some(80);
    insta::assert_snapshot!(stage.answer(&["search", "certificate"]));
    insta::assert_snapshot!(stage.answer(&["search", "--color", "always", "europe", "card"]));
}

#[test]
fn json_is_the_contract() {
    insta::assert_snapshot!(three().answer(&["search", "certificate", "--limit", "2", "--json"]));
}

#[test]
fn case_and_accents_are_no_difference() {
    let stage = three();
    for typed in ["grossere", "STÖR", "storung anbieter"] {
        let answer = stage.answer(&["search", typed]);
        assert!(answer.contains("Größere Störung"), "{typed}: {answer}");
    }
}

#[test]
fn that_nothing_is_found_is_said_and_is_no_failure() {
    let stage = three();
    stage
        .run(&["search", "certificate", "nosuch"])
        .status(0)
        .answers_nothing()
        .says("nothing found in 3 incidents");
    stage
        .run(&["search", "--", "-!"])
        .status(2)
        .says("no letter and no digit");
    stage.run(&["search"]).status(2);
    Stage::new()
        .run(&["search", "x"])
        .status(0)
        .says("nothing found in 0 incidents");
}

#[test]
fn more_than_the_limit_are_counted() {
    let ran = three().run(&["search", "certificate", "--limit", "1"]).status(0);
    assert!(
        ran.err.contains("3 incidents say that; --limit shows more"),
        "{}",
        ran.err
    );
    assert!(!ran.out.contains("Login"), "{}", ran.out);
}

#[test]
fn what_was_taken_away_is_not_found() {
    let stage = Stage::live();
    stage.answer(&["log", "the unicorn"]);
    stage.answer(&["log", "the dragon"]);
    stage.answer(&["log", "the zebra"]);
    stage.answer(&["strike", "1"]);
    stage.answer(&["hide", "2"]);
    stage.answer(&["redact", "3", "--yes"]);
    for typed in ["unicorn", "dragon", "zebra"] {
        stage.run(&["search", typed]).status(0).answers_nothing();
    }
    stage.answer(&["unhide", "2"]);
    assert!(stage.answer(&["search", "dragon"]).contains("note: the dragon"));
}

#[test]
fn damaged_journals_are_named() {
    let stage = three();
    let incidents = stage.home.path().join("data/incidents");
    let folder = fs::read_dir(incidents)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let folder = folder
        .into_iter()
        .find(|path| path.to_string_lossy().contains("payment"));
    let journal = fs::read_dir(folder.unwrap().join("journal")).unwrap();
    let file = journal.map(|entry| entry.unwrap().path()).next().unwrap();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("overloaded", "overlooked")).unwrap();
    stage.run(&["search", "overloaded"]).status(0).says(
        "a journal is damaged, and what is lost there is not found: 2023-03-25-payment-gateway-certificate-",
    );
}
