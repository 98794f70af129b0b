//! A draft that a person has edited is written anew: what they wrote stays.

use std::fs;
use std::path::{Path, PathBuf};

use crate::stage::Stage;

/// An incident with a draft in a file of the user's.
fn drafted() -> (Stage, PathBuf) {
    let stage = Stage::live();
    stage.answer(&["log", "08:00 d: users cannot log in"]);
    let file = stage.home.path().join("draft.md");
    stage.answer(&["export", "--output", file.to_str().unwrap()]);
    (stage, file)
}

/// More is known by now: a day before, a link, and the cause.
fn learn_more(stage: &Stage) {
    stage.answer(&["log", "2023-03-24 10:00 n: a release"]);
    stage.answer(&["set", "links", "--add", "https://example.org/1"]);
    stage.answer(&["set", "cause", "a release"]);
}

fn export(file: &Path) -> [&str; 3] {
    ["export", "--output", file.to_str().unwrap()]
}

fn body(text: &str) -> &str {
    text.split_once("<!-- hotwash draft").expect("a trailer").0
}

/// An edit of the draft; what is to stand in it afterwards, in this order; what no longer stands there; and what is said.
type Case = (
    &'static str,
    fn(&str) -> String,
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
);

const CASES: &[Case] = &[
    (
        "a place that a person filled in",
        |old| {
            old.replace(
                "[say what users noticed, and how many of them]",
                "nobody could pay",
            )
        },
        &[
            "**Impact:** nobody could pay\n\n| |",
            "### 24 March",
            "### 25 March",
            "## Links",
        ],
        &["[say what"],
        "kept as edited: Issue Summary: Impact\n",
    ),
    (
        "a section that the record says otherwise by now",
        |old| old.replace("[write up what the cause was]", "a guess"),
        &["### 24 March", "**Root cause:** a guess", "**Resolution:**"],
        &["**Root cause:** a release"],
        "kept as edited: Root Cause and Resolution: Root cause (the record has changed since)\n",
    ),
    (
        "a title and a status of one's own",
        |old| old.replace("# Login down\n\nDRAFT", "# Logins\n\nREVIEWED"),
        &["# Logins\n\nREVIEWED", "### 24 March"],
        &["DRAFT"],
        "kept as edited: the title (the record has changed since)\n",
    ),
    (
        "a section that a person added",
        |old| old.replace("## Lessons", "## Our view\n\nIt was bad.\n\n## Lessons"),
        &[
            "## Corrective",
            "## Our view\n\nIt was bad.\n\n## Lessons",
            "## Links",
        ],
        &[],
        "written to [home]/draft.md",
    ),
    (
        "a section that a person deleted",
        |old| old.replace("## Lessons\n\n[write what surprised you]\n\n", ""),
        &["## Corrective", "## Links"],
        &["## Lessons"],
        "left out, since somebody deleted it: Lessons\n",
    ),
    (
        "a section that a person moved",
        |old| {
            let lessons = "## Lessons\n\n[write what surprised you]\n\n";
            old.replace(lessons, "")
                .replace("## Timeline", &format!("{lessons}## Timeline"))
        },
        &[
            "## Lessons",
            "## Links",
            "## Timeline",
            "### 24 March",
            "### 25 March",
        ],
        &[],
        "written to [home]/draft.md",
    ),
    (
        "line ends and a byte order mark of an editor",
        |old| format!("\u{feff}{}", old.replace('\n', "\r\n")),
        &[
            "\u{feff}# Login down\r\n",
            "### 24 March",
            "**Root cause:** a release\r\n",
        ],
        &[],
        "written to [home]/draft.md",
    ),
    (
        "spaces and a last line end that an editor took away",
        |old| {
            old.replace("|  |", "| |")
                .replace("\n\n## ", "  \n\n## ")
                .trim_end()
                .to_owned()
        },
        &["# Login down\n", "### 24 March", "**Root cause:** a release\n"],
        &[],
        "written to [home]/draft.md",
    ),
    (
        "words below the last comment",
        |old| old.to_owned() + "\nAppended.\n",
        &["# Login down\n", "### 24 March", "-->\n\nAppended.\n"],
        &[],
        "written to [home]/draft.md",
    ),
    (
        "two of one heading, one of them untouched",
        |old| old.replace("## Lessons\n", "## Lessons\n\nmine\n\n## Lessons\n"),
        &["## Lessons\n\nmine\n\n## Lessons\n\n[write", "## Links"],
        &[],
        "written to [home]/draft.md",
    ),
];

#[test]
fn what_a_person_wrote_stays_and_the_rest_is_brought_up_to_date() {
    for (name, edit, there, gone, said) in CASES {
        let (stage, file) = drafted();
        let old = fs::read_to_string(&file).unwrap();
        let edited = edit(&old);
        assert_ne!(edited, old, "{name}");
        fs::write(&file, edited).unwrap();
        learn_more(&stage);
        let ran = stage.run(&export(&file)).status(0).answers_nothing();
        assert!(ran.err.contains(said), "{name}: {ran:?}");
        let text = fs::read_to_string(&file).unwrap();
        let mut rest = &*text;
        for part in *there {
            let found = rest.split_once(part);
            rest = found
                .unwrap_or_else(|| panic!("{name}: no {part:?} here in\n{text}"))
                .1;
        }
        for part in *gone {
            assert!(!text.contains(part), "{name}: {part:?} in\n{text}");
        }
        // Once more changes nothing, and the journal bears it out.
        stage.run(&export(&file)).status(0);
        assert_eq!(fs::read_to_string(&file).unwrap(), text, "{name}");
        stage
            .run(&["verify", file.to_str().unwrap()])
            .status(0)
            .says("nothing is wrong");
        assert_eq!(
            fs::read_dir(stage.home.path())
                .unwrap()
                .flatten()
                .filter(|entry| {
                    entry
                        .file_name()
                        .to_str()
                        .is_some_and(|name| name.contains("draft"))
                })
                .count(),
            1,
            "{name}"
        );
    }
}

#[test]
fn where_nobody_can_tell_the_new_draft_stands_beside_it() {
    let cases: &[(fn(&str) -> String, &str)] = &[
        (
            |old| body(old).to_owned(),
            "it does not have the comment by which hotwash knows its drafts",
        ),
        (|old| old.replace("\nbody ", "\n"), "it does not have the comment"),
        (|_| "mine".to_owned(), "it does not have the comment"),
        (
            |old| old.replace("\nincident ", "\nmy note\nincident "),
            "has lines that are not understood here",
        ),
        (
            |old| {
                old.replace("## Lessons\n", "## Lessons\n\nmine\n\n## Lessons\n")
                    .replace("[write what", "It")
            },
            "several of its sections have one heading: Lessons",
        ),
        (
            |old| old.replace("## Lessons\n", "```\n## Lessons\n"),
            "is not closed",
        ),
        (
            |old| {
                let lines = old.lines().filter(|line| !line.starts_with("section "));
                lines.map(|line| line.replace("DRAFT", "mine") + "\n").collect()
            },
            "does not say which of its sections hotwash wrote",
        ),
    ];
    for (edit, why) in cases {
        let (stage, file) = drafted();
        let edited = edit(&fs::read_to_string(&file).unwrap());
        fs::write(&file, &edited).unwrap();
        learn_more(&stage);
        let beside = file.with_file_name("draft-2.md");
        for _ in 0..2 {
            let ran = stage.run(&export(&file)).status(1).answers_nothing();
            assert!(
                ran.err.contains("[home]/draft.md stays as it is, since "),
                "{ran:?}"
            );
            assert!(ran.err.contains(why), "{why}: {ran:?}");
            assert!(
                ran.err.contains("; the draft is written to [home]/draft-2.md\n"),
                "{ran:?}"
            );
            assert_eq!(fs::read_to_string(&file).unwrap(), edited);
        }
        assert!(fs::read_to_string(&beside).unwrap().contains("### 24 March"));
        assert!(!file.with_file_name("draft-3.md").exists());
    }
}

#[test]
fn the_draft_of_another_incident_is_never_overwritten() {
    let (stage, file) = drafted();
    let theirs = fs::read_to_string(&file).unwrap();
    stage.answer(&["new", "Mail down"]);
    let words = [&export(&file)[..], &["--incident", "mail"]].concat();
    stage.run(&words).status(1).says(
        "[home]/draft.md stays as it is, since it is a draft of another incident; the draft is written to",
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
    let beside = fs::read_to_string(file.with_file_name("draft-2.md")).unwrap();
    assert!(beside.starts_with("# Mail down\n"), "{beside}");
}

#[test]
fn a_draft_is_final_by_what_would_stand_in_it() {
    let (stage, file) = drafted();
    let words = [&export(&file)[..], &["--final"]].concat();
    stage.run(&words).status(1).says("--final: 5 places to fill in");
    let old = fs::read_to_string(&file).unwrap();
    fs::write(&file, old.replace(['[', ']'], "")).unwrap();
    let ran = stage.run(&words).status(0).says("kept as edited: ");
    assert!(!ran.err.contains("to fill in"), "{ran:?}");
    // What the record has by now is no help where a person's place is left.
    fs::write(
        &file,
        old.replace("[write up what the cause was]", "[write up more]"),
    )
    .unwrap();
    learn_more(&stage);
    let before = fs::read(&file).unwrap();
    stage.run(&words).status(1).says("--final: 5 places to fill in");
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn closing_once_more_keeps_what_was_written_into_the_draft() {
    let stage = Stage::live();
    stage.answer(&["log", "08:00 d: users cannot log in"]);
    stage.answer(&["close"]);
    let file = stage.home.incident().join("drafts/login-down.md");
    let old = fs::read_to_string(&file).unwrap();
    fs::write(&file, old.replace("[write what surprised you]", "The cable.")).unwrap();
    let login = ["--incident", "login"];
    stage.answer(&[&["reopen"][..], &login].concat());
    learn_more(&stage);
    let ran = stage.run(&["close"]).status(0).says("kept as edited: Lessons");
    assert!(ran.out.ends_with("/drafts/login-down.md\n"), "{ran:?}");
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("The cable.") && text.contains("### 24 March"),
        "{text}"
    );
    // Nobody can tell any more: the next one stands beside it, and is the one that is kept up to date.
    fs::write(&file, body(&text)).unwrap();
    for (nth, spared) in [(1, true), (2, false)] {
        stage.answer(&[&["reopen"][..], &login].concat());
        stage.answer(&["log", &format!("more {nth}")]);
        let ran = stage.run(&["close"]).status(0);
        assert_eq!(
            ran.err.contains("; the new draft stands beside it"),
            spared,
            "{ran:?}"
        );
        assert!(ran.out.ends_with("/drafts/login-down-2.md\n"), "{ran:?}");
        let beside = fs::read_to_string(file.with_file_name("login-down-2.md")).unwrap();
        assert!(beside.contains(&format!("more {nth}")), "{beside}");
    }
}

#[test]
fn verify_says_which_sections_a_person_has_changed() {
    let (stage, file) = drafted();
    let draft = file.to_str().unwrap();
    let ran = stage
        .run(&["verify", draft])
        .status(0)
        .says(" sections as hotwash wrote them\n");
    assert!(!ran.err.contains("by a person"), "{ran:?}");
    let old = fs::read_to_string(&file).unwrap();
    let edited = old
        .replace(
            "[say what users noticed, and how many of them]",
            "nobody could pay",
        )
        .replace("## Lessons", "## Ours\u{1b}[31m");
    fs::write(&file, edited).unwrap();
    stage.run(&["verify", draft]).status(0).says(
        "; edited by a person: Issue Summary: Impact; added by a person: Ours␛[31m; deleted by a person: Lessons\n",
    );
    let json = stage.run(&["verify", draft, "--json"]).status(0).json();
    let sections = json["sections"].as_array().unwrap();
    let of = |state: &str| -> Vec<_> {
        let there = sections.iter().filter(|section| section["state"] == state);
        there
            .map(|section| (section["heading"].clone(), section["label"].clone()))
            .collect()
    };
    assert_eq!(of("edited"), [("Issue Summary".into(), "Impact".into())]);
    assert_eq!(of("deleted"), [("Lessons".into(), serde_json::Value::Null)]);
    assert_eq!(of("added").len(), 1);
    assert_eq!(
        of("written")[0],
        (serde_json::Value::Null, serde_json::Value::Null)
    );
    let earlier: String = old
        .lines()
        .filter(|line| !line.starts_with("section "))
        .collect::<Vec<_>>()
        .join("\n");
    fs::write(&file, earlier).unwrap();
    stage
        .run(&["verify", draft])
        .status(0)
        .says("nothing is wrong")
        .says("does not tell which of its sections hotwash wrote");
    assert!(stage.run(&["verify", draft, "--json"]).json()["sections"].is_null());
}

#[test]
fn a_hostile_file_costs_no_more_than_its_length() {
    let (stage, file) = drafted();
    let old = fs::read_to_string(&file).unwrap();
    let (body, trailer) = old.split_at(body(&old).len());
    for (shape, times) in [
        ("# a\n", 500_000),
        ("**a:** b\n\n", 500_000),
        ("```\n<!--\n~~~\n", 300_000),
        ("#", 3_000_000),
    ] {
        let text = format!("{body}{}\n\n{trailer}", shape.repeat(times));
        fs::write(&file, &text).unwrap();
        let ran = stage.run(&export(&file));
        assert!(
            ran.is_success() || fs::read_to_string(&file).unwrap() == text,
            "{shape:?}"
        );
        let told = ran.err.lines().map(str::len).max();
        assert!(told < Some(2000), "{shape:?}: {ran:?}");
    }
    let sections = "section a b\n".repeat(500_000);
    fs::write(
        &file,
        old.replace("\nbody ", &format!("\n{sections}body "))
            .replace("DRAFT", "mine"),
    )
    .unwrap();
    stage.run(&export(&file)).status(1).says("draft-2.md");
    fs::write(&file, b"\xff\xfe\0").unwrap();
    stage.run(&export(&file)).status(1).says("draft-2.md");
}

#[test]
fn what_a_person_left_for_colleagues_is_not_taken_into_a_draft_for_others() {
    for form in [&["--template", "public"][..], &["--roles"]] {
        let (stage, file) = drafted();
        let old = fs::read_to_string(&file).unwrap();
        let edited = old.replace("[write up what the cause was]", "Bo broke db-7.internal");
        fs::write(&file, &edited).unwrap();
        let args = [&export(&file)[..], form].concat();
        let ran = stage.run(&args).status(1).answers_nothing();
        assert!(
            ran.err
                .contains("it was edited, and is laid out by another template"),
            "{ran:?}"
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), edited);
        let beside = fs::read_to_string(file.with_file_name("draft-2.md")).unwrap();
        assert!(!beside.contains("db-7"), "{beside}");
        // Untouched, it has nothing that anybody left in it.
        fs::write(&file, &old).unwrap();
        stage.run(&args).status(0);
    }
}
