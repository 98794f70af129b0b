//! `import`: what is recorded, what is recorded already, and what is refused.

use std::fs;
use std::path::Path;

use crate::stage::Stage;

/// A file of this name and text in the stage's home.
fn file(stage: &Stage, name: &str, text: &str) -> String {
    let path = stage.home.path().join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The texts of the events that `show` has.
fn texts(stage: &Stage) -> Vec<String> {
    let shown = stage.run(&["show", "--json"]).json();
    let events = shown["events"].as_array().unwrap().iter();
    events
        .map(|event| event["text"].as_str().unwrap().to_owned())
        .collect()
}

const NOTES: &str = "2023-03-25 09:35 alert: 5xx on login\n2023-03-25 09:40 rolled back\n";

#[test]
fn looking_writes_nothing_at_all() {
    let stage = Stage::new();
    let notes = file(&stage, "notes.md", NOTES);
    let shown = stage
        .run(&["import", "--dry-run", "--json", &notes])
        .status(0)
        .json();
    assert_eq!(shown["events"].as_array().unwrap().len(), 2);
    assert_eq!(shown["events"][1]["guessed"], true);
    let left: Vec<_> = fs::read_dir(stage.home.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["notes.md"]);
}

#[test]
fn off_a_terminal_it_needs_a_yes() {
    let stage = Stage::live();
    let notes = file(&stage, "notes.md", NOTES);
    stage.run(&["import", &notes]).status(1).says("--yes");
    assert!(texts(&stage).is_empty());
}

#[test]
fn the_same_again_changes_nothing_and_a_longer_file_adds_what_is_new() {
    let stage = Stage::live();
    let long = format!(
        "{NOTES}2023-03-25 09:45 pasted:\n{}",
        "  a line of a dump that goes on and on\n".repeat(200)
    );
    let path = file(&stage, "notes.md", &long);
    stage
        .run(&["import", "--yes", &path])
        .status(0)
        .answers("recorded 3 records\n");
    stage
        .run(&["import", "--yes", &path])
        .status(0)
        .answers("nothing new\n");
    stage.run(&["strike", "2"]).status(0);
    let longer = format!("2023-03-25 09:30 users complain\n{long}\n2023-03-25 10:00 back to normal\n");
    let path = file(&stage, "notes.md", &longer);
    stage
        .run(&["import", "--yes", &path])
        .status(0)
        .answers("recorded 2 records\n");
    let texts = texts(&stage);
    assert!(
        !texts.contains(&"rolled back".to_owned()),
        "what was withdrawn does not come back: {texts:?}"
    );
    assert_eq!(texts.len(), 4);
}

#[test]
fn one_undo_takes_it_back_and_it_can_be_imported_again() {
    let stage = Stage::live();
    let notes = file(&stage, "notes.md", NOTES);
    stage.run(&["import", "--yes", &notes]).status(0);
    stage.run(&["undo"]).status(0);
    assert!(texts(&stage).is_empty());
    stage
        .run(&["import", "--yes", &notes])
        .status(0)
        .answers("recorded 2 records\n");
}

#[test]
fn an_incident_that_is_meant_is_never_replaced_by_a_new_one() {
    let stage = Stage::live();
    let document = file(
        &stage,
        "pm.md",
        "# Login down\n\n## Impact\n\nAll users.\n\n## Timeline\n\n- 2023-03-25 09:30 UTC down\n",
    );
    stage
        .run(&["import", "--yes", "--incident", "nosuch", &document])
        .status(1)
        .says("nosuch");
    stage.run(&["new", "another"]).status(0);
    stage
        .run(&["import", "--yes", &document])
        .status(1)
        .says("say which");
    let listed = stage.run(&["list", "--json"]).json();
    assert_eq!(listed["incidents"].as_array().unwrap().len(), 2);
}

#[test]
fn what_was_redacted_does_not_come_back() {
    let stage = Stage::live();
    let notes = file(&stage, "notes.md", NOTES);
    let log = r#"{"log_entries":[{"id":"R1","type":"resolve_log_entry","summary":"gone","created_at":"2023-03-25T10:00:00Z"}]}"#;
    let pages = file(&stage, "pages.json", log);
    stage.run(&["import", "--yes", &notes, &pages]).status(0);
    for number in ["1", "3"] {
        stage.run(&["redact", number, "--yes"]).status(0);
    }
    stage.run(&["import", "--yes", &notes, &pages]).status(0);
    let texts = texts(&stage);
    assert_eq!(texts.len(), 3, "{texts:?}");
    assert!(
        texts
            .iter()
            .all(|text| !text.contains("5xx") && !text.contains("gone"))
    );
    let longer = file(&stage, "notes.md", &format!("{NOTES}2023-03-25 09:45 quiet\n"));
    let shown = stage.run(&["import", "--dry-run", "--json", &longer]).json();
    let known = shown["events"].as_array().unwrap().iter();
    let known: Vec<_> = known.map(|event| event["known"].as_bool().unwrap()).collect();
    assert_eq!(known, [true, true, false]);
}

#[test]
fn other_rules_of_masking_make_no_new_lines() {
    let stage = Stage::live();
    let text = "2023-03-25 09:35 curl -u admin:hunter2 https://x\n2023-03-25 09:40 rolled back\n";
    let notes = file(&stage, "notes.md", text);
    for keeps in [&["--keep-secrets"][..], &[], &["--keep-secrets"]] {
        let command = [&["import", "--yes", &notes], keeps].concat();
        stage.run(&command).status(0);
        assert_eq!(texts(&stage).len(), 2, "{keeps:?}");
    }
}

#[test]
fn day_and_month_are_said_in_their_order() {
    let stage = Stage::live();
    let notes = file(&stage, "notes.md", "03/04/2022 09:35 alert: 5xx on login\n");
    stage
        .run(&["import", "--yes", &notes])
        .status(1)
        .says("--date-order");
    let order = ["import", "--yes", "--date-order", "mdy", &notes];
    stage.run(&order).status(0);
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(&shown["events"][0]["at"].as_str().unwrap()[..10], "2022-03-04");
    let odd = ["import", "--date-order", "ymd", &notes];
    stage.run(&odd).status(2).says("dmy");
}

#[test]
fn a_postmortem_starts_an_incident_of_its_own() {
    let stage = Stage::new();
    let text =
        "# Login down\n\n## Impact\n\nAll users.\n\n## Timeline (UTC)\n\n- 2023-03-25 09:30 users complain\n";
    let document = file(&stage, "pm.md", text);
    stage
        .run(&["import", "--yes", &document])
        .status(0)
        .says("started");
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(shown["incident"]["title"], "Login down");
    assert_eq!(shown["incident"]["fields"]["impact"], "All users.");
    assert_eq!(shown["events"][0]["source"], "pm.md:9");
}

#[test]
fn a_time_without_a_day_is_asked_for() {
    let stage = Stage::new();
    let text = "# Login down\n\n## Impact\n\nAll users.\n\n## Timeline (UTC)\n\n- 09:30 users complain\n";
    let document = file(&stage, "pm.md", text);
    stage
        .run(&["import", "--yes", &document])
        .status(1)
        .says("--date");
    assert!(!Path::new(&stage.home.path().join("data/incidents")).exists());
    stage
        .run(&["import", "--yes", "--date", "2023-03-25", &document])
        .status(0);
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(shown["events"][0]["at"], "2023-03-25T09:30:00+00:00");
}

const POSTMORTEM: &str =
    "# Login down\n\n## Impact\n\nAll users.\n\n## Timeline (UTC)\n\n- 2023-03-25 09:30 users complain\n";

#[test]
fn another_title_stays_and_it_is_said() {
    let stage = Stage::live();
    stage.run(&["set", "title", "Checkout is slow"]).status(0);
    let document = file(&stage, "pm.md", POSTMORTEM);
    let shown = stage.run(&["import", "--dry-run", &document]).status(0);
    let row = shown.out.lines().find(|row| row.contains("Login down")).unwrap();
    assert!(row.starts_with("no  "), "{row}");
    assert!(row.ends_with("(the incident has another title)"), "{row}");
    stage
        .run(&["import", "--yes", &document])
        .status(0)
        .says("the incident has another title, \u{201c}Checkout is slow\u{201d}: \u{201c}Login down\u{201d} is left");
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(shown["incident"]["title"], "Checkout is slow");
    let again = Stage::new();
    let document = file(&again, "pm.md", POSTMORTEM);
    again.run(&["import", "--yes", &document]).status(0);
    let same = again.run(&["import", "--dry-run", &document]).status(0);
    let row = same.out.lines().find(|row| row.contains("Login down")).unwrap();
    assert!(row.starts_with("ok  "), "{row}");
}

#[test]
fn notes_alone_start_no_incident_unseen() {
    let stage = Stage::new();
    let notes = file(&stage, "notes.md", NOTES);
    stage
        .run(&["import", "--yes", &notes])
        .status(1)
        .says("hotwash new");
}

#[test]
fn a_folder_of_several_formats_is_read_in_each() {
    let stage = Stage::live();
    let folder = stage.home.path().join("mixed");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("app.log"), "2023-03-25T09:35:00Z ERROR db down\n").unwrap();
    fs::write(folder.join("notes.md"), NOTES).unwrap();
    stage
        .run(&["import", "--yes", folder.to_str().unwrap()])
        .status(0)
        .answers("recorded 3 records\n")
        .says("read as log (1), text (2): 3 events");
}

#[test]
fn a_field_that_the_incident_has_is_not_replaced_and_it_is_said() {
    let stage = Stage::live();
    stage.run(&["set", "cause", "mine"]).status(0);
    let document = file(
        &stage,
        "pm.md",
        "# Login down\n\n## Root cause\n\nTheirs.\n\n## Timeline\n\n- 2023-03-25 09:30 UTC down\n",
    );
    let shown = stage.run(&["import", "--dry-run", &document]).status(0);
    shown.says("the incident has another value of 1 field");
    stage
        .run(&["import", "--yes", &document])
        .status(0)
        .says("the incident has another value of 1 field");
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(shown["incident"]["fields"]["cause"], "mine");
}

#[test]
fn a_long_cell_of_a_table_is_kept_once_and_nothing_false_is_said() {
    let stage = Stage::live();
    let cell = "a long cell ".repeat(1500);
    let table = file(
        &stage,
        "t.csv",
        &format!("when,what\n2023-03-25 09:30,x\n2023-03-25 09:31,{cell}\n"),
    );
    let imported = stage.run(&["import", "--yes", &table]).status(0);
    assert!(!imported.err.contains("kept whole"), "{}", imported.err);
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(shown["events"][1]["evidence"].as_array().unwrap().len(), 1);
}
