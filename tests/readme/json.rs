//! The document of `--json` names every field that the program prints, and no other.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::harness::Home;
use crate::{cells, document, first_cells, part};

const NAME: &str = "docs/json.md";

/// Where the fields of an object are listed, by the name under which it stands.
const OBJECTS: &[(&str, &str)] = &[
    ("events", "## An event"),
    ("struck", "## An event"),
    ("evidence", "## A piece of evidence"),
    ("action_items", "## An action item"),
    ("incident", "## The incident"),
    ("incidents", "## An incident of a list"),
    ("hits", "## An incident that was found"),
    ("milestones", "## A milestone"),
    ("intervals", "## An interval"),
    ("findings", "## A finding"),
    ("damage", "## Damage"),
    ("left", "## A file that is left"),
];

/// Commands one after the other, each with the name that its document has in the table.
const STORY: &[(&str, &[&str])] = &[
    (
        "new",
        &[
            "Login down",
            "--severity",
            "1",
            "--zone",
            "-05:00",
            "--at",
            "2023-03-25 09:30",
        ],
    ),
    (
        "log",
        &["--evidence", "EVIDENCE", "2023-03-25 09:30 alert: down @bo #auth"],
    ),
    ("log", &["todo: check @bo due 2023-04-01"]),
    ("log", &["2023-03-25 09:40 h: the network, says hunter2"]),
    ("import --dry-run", &["NOTES"]),
    ("edit", &["2", "--kind", "cause"]),
    ("hide", &["2"]),
    ("unhide", &["2"]),
    ("undo", &[]),
    ("redo", &[]),
    ("strike", &["2", "--why", "twice"]),
    ("todo add", &["alert @bo", "--type", "prevent"]),
    ("todo edit", &["2", "--priority", "P1"]),
    ("todo done", &["2"]),
    ("todo list", &["--all", "--done"]),
    ("set", &["impact", "40% of logins, Hunter says hunter2"]),
    ("set", &["affected", "--add", "login"]),
    ("status", &[]),
    ("list", &[]),
    ("stats", &[]),
    ("search", &["login"]),
    ("review", &[]),
    ("redact", &["2", "--yes"]),
    ("show", &[]),
    ("show EVENT", &["1"]),
    ("update", &["--audience", "public"]),
    ("handover", &[]),
    ("import --yes", &["NOTES"]),
    ("close", &["--yes"]),
    ("reopen", &["--incident", "login"]),
    ("demo", &[]),
    ("verify", &[]),
];

/// The names in a table's row or column: those that are always there, and those that may be.
fn names(listed: impl IntoIterator<Item = String>) -> (BTreeSet<String>, BTreeSet<String>) {
    let (may, always): (Vec<String>, Vec<String>) = listed.into_iter().partition(|name| name.ends_with('?'));
    let may = may.iter().map(|name| name.trim_end_matches('?').to_owned());
    (always.into_iter().collect(), may.collect())
}

fn holds_the(listed: impl IntoIterator<Item = String>, object: &Map<String, Value>, place: &str) {
    let (always, may) = names(listed);
    let printed: BTreeSet<String> = object.keys().cloned().collect();
    let unnamed: Vec<_> = printed
        .difference(&always)
        .filter(|name| !may.contains(*name))
        .collect();
    let missing: Vec<_> = always.difference(&printed).collect();
    assert!(unnamed.is_empty(), "{place}: {NAME} does not name {unnamed:?}");
    assert!(
        missing.is_empty(),
        "{place}: the program does not print {missing:?}"
    );
}

/// Holds the fields of everything within an object against their tables.
fn holds_within(text: &str, object: &Map<String, Value>) {
    for (name, value) in object {
        let Some((_, heading)) = OBJECTS.iter().find(|(known, _)| known == name) else {
            continue;
        };
        let inner: Vec<&Value> = match value {
            Value::Array(values) => values.iter().collect(),
            Value::Object(milestones) if name == "milestones" => milestones.values().collect(),
            value => vec![value],
        };
        for object in inner.into_iter().filter_map(Value::as_object) {
            let listed = first_cells(part(text, heading)).into_iter().flatten();
            holds_the(listed, object, heading);
            holds_within(text, object);
        }
    }
}

/// The document that a command of the story answers with.
fn answer(home: &Home, name: &str, words: &[&str]) -> Map<String, Value> {
    let verb = name.split(' ').filter(|word| *word != "EVENT").map(str::to_owned);
    let file = |name: &str| home.path().join(name).display().to_string();
    let words = words.iter().map(|word| match *word {
        "EVIDENCE" => file("config.txt"),
        "NOTES" => file("notes.md"),
        word => word.to_owned(),
    });
    // Behind the text of an event it would be text.
    let all: Vec<String> = verb.chain(["--json".to_owned()]).chain(words).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let printed = home.run(&all).status(0).json();
    printed.as_object().expect("a document is an object").clone()
}

#[test]
fn every_field_is_named_and_there_is_no_other() {
    let text = document(NAME);
    let documents = part(&text, "## Documents");
    let commands = first_cells(documents);
    let fields = cells(documents, 1);
    let home = Home::new("UTC");
    std::fs::write(home.path().join("config.txt"), "a = 1\n").expect("evidence");
    std::fs::write(home.path().join("notes.md"), "2023-03-25 09:50 bo restarted it\n").expect("notes");
    for (name, words) in STORY {
        let printed = answer(&home, name, words);
        if *name == "show EVENT" {
            let listed = first_cells(part(&text, "## An event")).into_iter().flatten();
            holds_the(listed, &printed, name);
            continue;
        }
        let row = commands.iter().position(|row| row.contains(*name));
        let row = row.unwrap_or_else(|| panic!("{NAME} does not name {name}"));
        holds_the(fields[row].clone(), &printed, name);
        if *name == "import --dry-run" {
            let listed = first_cells(part(&text, "## A proposal of an import"))
                .into_iter()
                .flatten();
            let proposed = printed["events"][0].as_object().expect("an event is proposed");
            holds_the(listed, proposed, name);
            continue;
        }
        if *name == "stats" {
            let listed = first_cells(part(&text, "### An interval of all incidents"))
                .into_iter()
                .flatten();
            let first = printed["intervals"][0].as_object().expect("there is one");
            holds_the(listed, first, name);
            continue;
        }
        holds_within(&text, &printed);
    }
    for row in commands
        .iter()
        .flatten()
        .filter(|row| *row != "export --format json")
    {
        assert!(STORY.iter().any(|(name, _)| name == row), "{row} is not tried");
    }
}
