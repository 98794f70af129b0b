//! `export`.

use crate::stage::Stage;

#[test]
fn the_draft_is_the_answer() {
    let stage = Stage::live();
    stage.answer(&["log", "d: users cannot log in"]);
    let ran = stage.run(&["export"]).status(0);
    assert!(ran.out.starts_with("# Login down"), "{}", ran.out);
    assert!(ran.out.ends_with("-->\n"), "{}", ran.out);
    assert_eq!(ran.err, "5 places to fill in, in square brackets\n");
    let context = stage.run(&["export", "--format", "json"]).status(0).json();
    assert_eq!(context["schema"], 1);
    assert_eq!(context["title"], "Login down");
}

#[test]
fn a_final_draft_has_no_place_left_to_fill_in() {
    let stage = Stage::live();
    stage.answer(&["log", "b: 40% of users cannot log in"]);
    stage
        .run(&["export", "--final"])
        .status(1)
        .answers_nothing()
        .says("--final: 4 places to fill in");
    stage.answer(&["log", "r: up"]);
    for (field, value) in [("cause", "a cable"), ("lessons", "label the cables")] {
        stage.answer(&["set", field, value]);
    }
    stage.answer(&["todo", "add", "label the cables @bo"]);
    let ran = stage.run(&["export", "--final"]).status(0);
    assert!(ran.out.starts_with("# Login down"), "{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn templates_are_listed_and_chosen() {
    let stage = Stage::live();
    stage
        .run(&["export", "--list-templates"])
        .status(0)
        .answers("classic ");
    stage
        .run(&["export", "--template", "classic"])
        .status(0)
        .answers("# Login down");
    stage
        .run(&["export", "--template", "nope"])
        .status(2)
        .says("built in: classic");
    stage
        .run(&["export", "--template", "../x"])
        .status(2)
        .says("no template '../x'");
    stage
        .run(&["export", "--format", "pdf"])
        .status(2)
        .says("markdown, html, json, svg, text, slack, csv, github-issues, jira-csv");
    let templates = stage.home.path().join("config/templates");
    std::fs::create_dir_all(&templates).unwrap();
    std::fs::write(templates.join("mine.md"), "Ours: {{ title }}").unwrap();
    stage
        .run(&["export", "--template", "mine"])
        .status(0)
        .answers("Ours: Login down\n");
}

#[test]
fn one_s_own_templates_are_listed_printed_and_chosen_by_the_configuration() {
    let stage = Stage::live();
    let config = stage.home.path().join("config");
    std::fs::create_dir_all(config.join("templates")).unwrap();
    let own = config.join("templates/mine.md");
    std::fs::write(&own, "Ours: {{ title }}").unwrap();
    std::fs::write(config.join("templates/notes.txt"), "no template").unwrap();
    let listed = stage.run(&["export", "--list-templates"]).status(0);
    let listed = listed.answers("mine          your own: [home]/config/templates/mine.md");
    for name in ["classic", "google-sre", "pagerduty", "atlassian", "public"] {
        assert!(listed.out.lines().any(|line| line.starts_with(name)), "{name}");
    }
    assert!(!listed.out.contains("notes"));
    let print = |name| stage.run(&["export", "--print-template", name]);
    print("mine").status(0).answers("Ours: {{ title }}");
    print("google-sre")
        .status(0)
        .answers(include_str!("../../assets/templates/google-sre.md"));
    print("nope").status(2).says("no template 'nope'");

    std::fs::write(config.join("config.toml"), "template = \"mine\"\n").unwrap();
    stage.run(&["export"]).status(0).answers("Ours: Login down\n");
    std::fs::write(&own, "Ours: {{ title }}\n{% include \"../config.toml\" %}").unwrap();
    let ran = stage
        .run(&["export"])
        .status(1)
        .says("template mine (")
        .says("mine.md), line 2");
    ran.answers_nothing();
    std::fs::write(config.join("config.toml"), "template = \"gone\"\n").unwrap();
    stage
        .run(&["export"])
        .status(2)
        .says("template in the configuration: there is no template 'gone'");
}

#[test]
fn a_file_is_written_and_written_anew() {
    let stage = Stage::live();
    let file = stage.home.path().join("draft.md");
    let output = file.to_str().unwrap();
    stage
        .run(&["export", "--output", output])
        .status(0)
        .answers_nothing()
        .says("written to [home]/draft.md");
    stage.answer(&["log", "one more"]);
    stage.answer(&["export", "--output", output]);
    assert!(std::fs::read_to_string(&file).unwrap().contains("one more"));
    stage
        .run(&["export", "--output", output, "--format", "json"])
        .status(1)
        .says("[home]/draft.md is no JSON of hotwash; it stays as it is");
    let json = stage.home.path().join("draft.json");
    for _ in 0..2 {
        stage
            .run(&["export", "--output", json.to_str().unwrap(), "--format", "json"])
            .status(0)
            .says("written to [home]/draft.json");
        stage.answer(&["log", "another"]);
    }
    let nowhere = stage.home.path().join("no/where.md");
    let ran = stage
        .run(&["export", "--output", nowhere.to_str().unwrap()])
        .status(74);
    assert!(ran.err.contains("cannot write [home]/no/where.md"), "{ran:?}");
}

#[test]
fn it_was_over_at_the_same_time_in_every_document() {
    let stage = Stage::live();
    stage.answer(&["log", "x"]);
    stage.answer(&["close", "--yes"]);
    let shown = stage.run(&["show", "--json"]).json();
    let draft = stage.run(&["export", "--format", "json"]).json();
    assert!(shown["incident"]["closed_at"].is_string(), "{shown}");
    assert_eq!(draft["closed_at"], shown["incident"]["closed_at"]);
}

#[test]
fn no_document_holds_a_character_that_a_terminal_acts_on_or_an_eye_misses() {
    let ranges = [
        '\u{1}'..='\u{1f}',
        '\u{7f}'..='\u{9f}',
        '\u{61c}'..='\u{61c}',
        '\u{200b}'..='\u{200f}',
        '\u{2028}'..='\u{202e}',
        '\u{2060}'..='\u{206f}',
        '\u{feff}'..='\u{feff}',
        '\u{e0000}'..='\u{e007f}',
    ];
    let nasty: String = ranges.into_iter().flatten().collect();
    // White space in a title becomes a space of its own.
    let title: String = format!("a{nasty}b")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let text = format!("a{nasty}b");
    let stage = Stage::new();
    stage.answer(&["new", &title]);
    let logged = stage.run(&["log", "--json", "--kind", "d", &text]).status(0);
    let documents = [
        (stage.run(&["show", "--json"]), "/events/0/text", &text),
        (stage.run(&["list", "--json"]), "/incidents/0/title", &title),
        (stage.run(&["status", "--json"]), "/incidents/0/title", &title),
        (logged, "/events/0/text", &text),
        (
            stage.run(&["export", "--format", "json"]),
            "/days/0/events/0/text",
            &text,
        ),
    ];
    for (ran, place, told) in documents {
        let raw = ran
            .out
            .chars()
            .find(|letter| *letter != '\n' && nasty.contains(*letter));
        assert_eq!(raw, None, "{place}");
        let json = ran.json();
        assert_eq!(
            json.pointer(place).and_then(|text| text.as_str()),
            Some(&**told),
            "{place}"
        );
    }
}

#[test]
fn a_template_that_takes_too_much_is_an_error() {
    let stage = Stage::live();
    let templates = stage.home.path().join("config/templates");
    std::fs::create_dir_all(&templates).unwrap();
    let doubled = "{% set x = x ~ x %}".repeat(40);
    for source in [
        format!("{{{{ title{} }}}}", "|lower".repeat(20_000)),
        format!("{{{{ 1{} }}}}", " ~ 1".repeat(50_000)),
        format!("{}{}", "{% if true %}".repeat(10_000), "{% endif %}".repeat(10_000)),
        format!("{{{{ {}1", "(".repeat(100_000)),
        format!("{{% set x = 'aaaaaaaa' %}}{doubled}{{{{ x|length }}}}"),
        "{% set ns = namespace(x='a') %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}".to_owned(),
        "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}{{ ns.x|join }}"
            .to_owned(),
        "{% set ns = namespace(x=[]) %}{% for i in range(1000) %}{% set ns.x = ns.x + ['a' * 10**8] %}{% endfor %}"
            .to_owned(),
        "{{ 'a' * 10**9 }}".to_owned(),
        "{% for i in range(10**9) %}x{% endfor %}".to_owned(),
        "{% for i in range(10**5) %}{% for j in range(10**5) %}x{% endfor %}{% endfor %}".to_owned(),
        "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}".to_owned(),
        format!("{{% for i in range(100000) %}}{}{{% endfor %}}", "x".repeat(200_000)),
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}".to_owned(),
        "{% include 'own' %}".to_owned(),
    ] {
        std::fs::write(templates.join("own.md"), &source).unwrap();
        let ran = stage.run(&["export", "--template", "own"]);
        let begin: String = source.chars().take(60).collect();
        // Some of them are no more than long.
        if !ran.is_success() {
            ran.status(1).says("template own").answers_nothing();
        } else {
            assert!(ran.out.len() < 1 << 20, "{begin}");
        }
    }
}

#[test]
fn a_template_of_one_s_own_prints_what_the_built_in_one_does() {
    let stage = Stage::live();
    stage.answer(&["log", "07:00 d: x @bo #y"]);
    let built_in = stage.answer(&["export"]);
    let templates = stage.home.path().join("config/templates");
    std::fs::create_dir_all(&templates).unwrap();
    std::fs::copy("assets/templates/classic.md", templates.join("classic.md")).unwrap();
    assert_eq!(stage.answer(&["export"]), built_in);
}

#[test]
fn the_draft_for_the_public_says_what_it_leaves_out() {
    let stage = Stage::live();
    stage.answer(&[
        "log",
        "b: 40% of users cannot log in at db-7.example.org, says @bo",
    ]);
    stage.answer(&["log", "x: not the network"]);
    stage.answer(&["set", "public-impact", "logins fail"]);
    let ran = stage.run(&["export", "--template", "public"]).status(0);
    assert!(
        ran.out.starts_with("# Service disruption since 25 March 2023\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("(UTC-05:00), logins fail.\n"), "{}", ran.out);
    assert!(
        !ran.out.contains("ana") && !ran.out.contains("Login"),
        "{}",
        ran.out
    );
    let counted = "left out: 2 names, 1 host, 1 dead end, 2 entries\n";
    assert!(ran.err.starts_with(counted), "{}", ran.err);
    let update = stage.run(&["update", "--audience", "public"]).status(0);
    assert!(update.err.starts_with(counted), "{}", update.err);
    let json = stage
        .run(&["export", "--template", "public", "--format", "json"])
        .status(0);
    assert!(json.err.starts_with(counted), "{}", json.err);
    assert!(json.json()["title"].is_null());
}

#[test]
fn people_are_named_by_their_roles_and_the_journal_is_cited_all_the_same() {
    let stage = Stage::live();
    stage.answer(&["log", "--author", "dora@console", "Dora asked @bo"]);
    stage.answer(&["set", "commander", "bo"]);
    let draft = stage.home.path().join("draft.md");
    let file = draft.to_str().unwrap();
    stage.answer(&["export", "--roles", "--output", file]);
    let text = std::fs::read_to_string(&draft).unwrap();
    assert!(text.contains("responder 1 asked incident commander"), "{text}");
    assert!(
        !text.to_lowercase().contains("dora") && !text.contains("ana-"),
        "{text}"
    );
    stage.run(&["verify", file]).status(0).says("nothing is wrong");
    for words in [
        &["handover", "--roles"][..],
        &["update", "--roles"],
        &["export", "--roles", "--format", "json"],
        &["update", "--roles", "--audience", "executive"],
    ] {
        let told = stage.answer(words).to_lowercase();
        assert!(!told.contains("dora") && !told.contains("@bo"), "{told}");
    }
    let segment = std::fs::read_to_string(stage.home.segment()).unwrap();
    std::fs::write(stage.home.segment(), segment.replace("asked", "ASKED")).unwrap();
    stage
        .run(&["verify", file, "--incident", "login"])
        .status(3)
        .answers("/journal/segment-1: no file of the journal begins with the 3 records that the draft was made from");
}

#[test]
fn every_form_respects_what_was_asked_for() {
    let stage = Stage::live();
    stage.answer(&["log", "--author", "dora@console", "b: Dora asked @bo, *now* =1"]);
    stage.answer(&["todo", "add", "ask dora", "--owner", "dora"]);
    stage.answer(&[
        "todo",
        "add",
        "renew certificates a month before they expire #public",
    ]);
    let forms = ["text", "slack", "csv", "github-issues", "jira-csv"];
    for form in forms {
        let told = stage
            .answer(&["export", "--format", form, "--roles"])
            .to_lowercase();
        assert!(
            told.contains("responder 1") && !told.contains("dora"),
            "{form}: {told}"
        );
        let told = stage.answer(&["export", "--format", form, "--template", "public"]);
        assert!(told.contains("Renew certificates a month"), "{form}: {told}");
        let lower = told.to_lowercase();
        assert!(
            !lower.contains("dora") && !lower.contains("login"),
            "{form}: {told}"
        );
    }
    let text = stage.run(&["export", "--format", "text"]).status(0);
    assert!(text.out.starts_with("Login down\n==========\n"), "{}", text.out);
    assert!(text.out.contains("Dora asked @bo, *now* =1"), "{}", text.out);
    assert!(!text.out.contains("<!--"), "{}", text.out);
    assert!(
        text.err.ends_with("to fill in, in square brackets\n"),
        "{}",
        text.err
    );
    let slack = stage.answer(&["export", "--format", "slack"]);
    assert!(slack.contains("Dora asked `@bo`, `*now*` =1"), "{slack}");
    for form in ["text", "slack"] {
        let ran = stage.run(&["export", "--format", form, "--final"]).status(1);
        ran.answers_nothing().says("to fill in");
    }
}

#[test]
fn items_that_are_done_need_no_ticket() {
    let stage = Stage::live();
    stage.answer(&["todo", "add", "label the cables"]);
    stage.answer(&["todo", "done", "1"]);
    for form in ["github-issues", "jira-csv"] {
        let ran = stage.run(&["export", "--format", form]).status(0);
        assert!(!ran.out.contains("cables"), "{}", ran.out);
        assert_eq!(ran.err, "left out, since done: 1 action item\n");
    }
    let csv = stage.answer(&["export", "--format", "csv"]);
    assert!(csv.contains("\"label the cables\""), "{csv}");
}

#[test]
fn a_file_of_another_form_is_never_written_over() {
    let stage = Stage::live();
    for form in ["text", "slack", "csv", "github-issues", "jira-csv"] {
        let file = stage.home.path().join(form);
        let words = ["export", "--format", form, "--output", file.to_str().unwrap()];
        stage.run(&words).status(0).says("written to [home]/");
        std::fs::write(&file, "mine").unwrap();
        stage.run(&words).status(1).says("it stays as it is");
        assert_eq!(std::fs::read(&file).unwrap(), b"mine");
    }
}
