//! `demo`, `completions`, `man`: what a newcomer looks at.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::stage::Stage;

const VERBS: [&str; 12] = [
    "new",
    "log",
    "show",
    "set",
    "list",
    "status",
    "close",
    "export",
    "verify",
    "demo",
    "completions",
    "man",
];

#[test]
fn the_demo_shows_an_incident_and_leaves_nothing() {
    let stage = Stage::new();
    let ran = stage
        .run(&["demo"])
        .status(0)
        .says("a demo")
        .answers("Card payments fail at the counters")
        .answers("DEAD END  Not the firmware")
        .answers("Action items");
    assert!(!ran.out.contains("recorded 1"), "{ran:?}");
    assert_eq!(
        std::fs::read_dir(stage.home.path()).unwrap().count(),
        0,
        "nothing of ours"
    );

    let shown = stage.run(&["demo", "--json"]).status(0).json();
    let events = shown["events"].as_array().unwrap();
    assert_eq!(events.len(), 12);
    assert_eq!(shown["incident"]["status"], "open");
    assert_eq!(events[0]["at"], "2023-03-25T08:38:03-05:00", "52 minutes ago");
    assert_eq!(events[0]["recorded_at"], "2023-03-25T13:38:03Z");
    assert_eq!(shown["milestones"]["resolved"], serde_json::Value::Null);
}

#[test]
fn the_papers_name_every_verb_and_no_machine() {
    let stage = Stage::new();
    for words in [
        &["completions", "bash"][..],
        &["completions", "zsh"],
        &["completions", "fish"],
        &["man"],
    ] {
        let text = stage.answer(words);
        for verb in VERBS {
            assert!(text.contains(verb), "{words:?}: {verb}");
        }
        for path in ["/home/", "/root", "/tmp", "/Users", "[home]"] {
            assert!(!text.contains(path), "{words:?}: {path}");
        }
    }
    let man = stage.run(&["man"]).out;
    for told in [
        ".SH HOTWASH LOG",
        "evidence",
        "HOTWASH_HOME",
        "\n\\fBlog\\fR\n",
        ".SH A LINE",
        ".SH KINDS",
        ".SH FIELDS",
        ".SH KEYS",
        ".SH ENVIRONMENT",
        ".SH FILES",
        ".SH EXIT STATUS",
        ".SH EXAMPLES",
    ] {
        assert!(man.contains(told), "{told}");
    }
    assert!(
        !man.contains("__complete") && !man.contains("(1)\n"),
        "one page: {man}"
    );
    stage.run(&["completions", "tcsh"]).status(2);
}

#[test]
fn scripts_are_told_incidents_events_and_kinds() {
    let stage = Stage::live();
    stage.run(&["__complete", "events"]).status(0).answers_nothing();
    stage.answer(&["log", "x"]);
    let told = |what: &str| stage.answer(&["__complete", what]);
    assert_eq!(told("incidents"), "login-down\n");
    assert_eq!(told("events"), "1\n");
    for (what, word) in [
        ("kinds", "ruled_out"),
        ("fields", "went-well"),
        ("types", "mitigate"),
        ("templates", "classic"),
    ] {
        assert!(told(what).lines().any(|line| line == word), "{what}");
    }
    stage.answer(&["new", "Login", "down"]);
    assert_eq!(
        told("incidents").matches("-login-down-").count(),
        2,
        "two of that name"
    );
    assert_eq!(Stage::new().answer(&["__complete", "events"]), "");
}

/// What bash offers at the end of a line; `None` where there is no bash.
fn bash_offers(stage: &Stage, line: &[&str]) -> Option<String> {
    bash_offers_of(stage, r#""$PROGRAM" --home "$PLACE" "$@""#, line)
}

/// The same, where this is run as hotwash.
fn bash_offers_of(stage: &Stage, program: &str, line: &[&str]) -> Option<String> {
    let script = stage.run(&["completions", "bash"]).out;
    let words: Vec<String> = line.iter().map(|word| format!("'{word}'")).collect();
    let asked = format!(
        "{script}\nhotwash() {{ {program}; }}\n\
         COMP_WORDS=({}); COMP_CWORD={}\n_hotwash_asked hotwash '{}' '{}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        words.join(" "),
        line.len() - 1,
        line[line.len() - 1],
        line[line.len() - 2],
    );
    let mut bash = Command::new("bash")
        .args(["--norc", "--noprofile", "-s"])
        .env("PROGRAM", env!("CARGO_BIN_EXE_hotwash"))
        .env("PLACE", stage.home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    bash.stdin.take().unwrap().write_all(asked.as_bytes()).unwrap();
    let output = bash.wait_with_output().unwrap();
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_other_shells_ask_at_every_place_too() {
    let stage = Stage::new();
    let zsh = stage.run(&["completions", "zsh"]).out;
    let asked = |what: &str| zsh.matches(&format!(":_hotwash_ask_{what}'")).count();
    // edit, strike, hide, unhide, redact, and --ends of log and of edit.
    assert_eq!(asked("events"), 7, "{zsh}");
    assert_eq!((asked("fields"), asked("types")), (1, 2));
    assert!(asked("incidents") > 20 && asked("kinds") == 4);
    let fish = stage.run(&["completions", "fish"]).out;
    for line in [
        "complete -c hotwash -l incident -x -a '(__hotwash_ask incidents)'",
        "complete -c hotwash -l ends -x -a '(__hotwash_ask events)'",
        "complete -c hotwash -n '__fish_seen_subcommand_from edit' -f -a '(__hotwash_ask events)'",
        "complete -c hotwash -n '__fish_seen_subcommand_from set' -f -a '(__hotwash_ask fields)'",
    ] {
        assert!(fish.contains(line), "{line}");
    }
}

#[test]
fn bash_completes_the_events_of_the_incident_that_is_named() {
    let stage = Stage::live();
    stage.answer(&["new", "Mail is slow"]);
    stage.answer(&["--incident", "mail", "log", "x"]);
    for (line, offered) in [
        (&["hotwash", "--incident", "mail", "edit", ""][..], "1"),
        (&["hotwash", "--incident", "=", "mail", "strike", ""], "1"),
        (&["hotwash", "--incident", "login", "edit", ""], ""),
    ] {
        if let Some(found) = bash_offers(&stage, line) {
            assert_eq!(found.trim(), offered, "{line:?}");
        }
    }
}

#[test]
fn bash_completes_what_only_hotwash_knows() {
    let stage = Stage::live();
    stage.answer(&["log", "h:", "x"]);
    for (line, offered) in [
        (&["hotwash", "show", "--incident", "log"][..], "login-down"),
        (&["hotwash", "show", "--incident", "=", "log"], "login-down"),
        (&["hotwash", "log", "--ends", ""], "1"),
        (&["hotwash", "log", "--kind", "ru"], "ruled_out"),
        (&["hotwash", "set", "imp"], "impact"),
        (&["hotwash", "todo", "add", "--type", "mi"], "mitigate"),
        (&["hotwash", "update", "--audience", "=", "ex"], "executive"),
        (
            &["hotwash", "update", "--audience", "="],
            "team\nexecutive\npublic",
        ),
        (&["hotwash", "ver"], "verify"),
        (&["hotwash", "__"], ""),
    ] {
        if let Some(found) = bash_offers(&stage, line) {
            assert_eq!(found.trim(), offered, "{line:?}");
        }
    }
}

/// A folder that others share may have any name.
#[test]
fn nothing_of_a_candidate_is_run() {
    let stage = Stage::live();
    let shelf = stage.home.path().join("data/incidents");
    for name in ["2023-03-25-$(touch run)-abcdef", "2023-03-25---home-abcdef"] {
        std::fs::create_dir(shelf.join(name)).unwrap();
    }
    let told = stage.run(&["__complete", "incidents"]).status(0);
    assert_eq!(told.out, "login-down\n");
    let program =
        r#"printf '%s\n' 'log$(touch "$PLACE/run")' 'log`touch "$PLACE/run"`' 'log;x y' login mail ''"#;
    let Some(offered) = bash_offers_of(&stage, program, &["hotwash", "--incident", "log"]) else {
        return eprintln!("there is no bash here: its script was not tried");
    };
    assert!(!stage.home.path().join("run").exists(), "a candidate was run");
    let words: Vec<&str> = offered.lines().collect();
    assert_eq!(words.len(), 4, "each in one piece: {offered}");
    assert_eq!(words[2..], [r"log\;x\ y", "login"]);
}
