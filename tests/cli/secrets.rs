//! What looks like a secret: masked in evidence and imports, kept on purpose, warned about where it is typed.

use std::fs;

use crate::stage::Stage;

/// The commands of bash around the start of the incident of [`Stage::live`].
fn history(stage: &Stage) -> String {
    let path = stage.home.path().join(".bash_history");
    fs::write(
        &path,
        "#1679754000\ncurl -u admin:hunter2 https://db\n#1679754060\nkubectl rollout undo deploy/api\n",
    )
    .unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn an_import_masks_secrets_and_says_so_unless_they_are_kept() {
    let stage = Stage::live();
    let history = history(&stage);
    let shown = stage
        .run(&["import", "--dry-run", "--json", &history])
        .status(0)
        .says("1 secret was masked; --keep-secrets keeps it")
        .json();
    assert_eq!(shown["format"], "bash");
    assert_eq!(
        shown["events"][0]["text"],
        "curl -u admin:[masked: password of a command] https://db"
    );
    assert_eq!(shown["events"][1]["kind"], "mitigation");
    let kept = stage
        .run(&["import", "--dry-run", "--json", "--keep-secrets", &history])
        .json();
    assert_eq!(kept["events"][0]["text"], "curl -u admin:hunter2 https://db");
    stage.run(&["import", "--yes", &history]).status(0);
    assert!(
        !fs::read_to_string(stage.home.segment())
            .unwrap_or_default()
            .contains("hunter2")
    );
    stage
        .run(&["import", "--yes", &history])
        .status(0)
        .answers("nothing new\n");
}

#[test]
fn what_an_import_leaves_out_is_masked_where_it_is_shown() {
    let stage = Stage::live();
    let history = history(&stage);
    for form in [&["--json"][..], &[]] {
        let words = [&["import", "--dry-run", "--grep", "rollout", &history], form].concat();
        let shown = stage.answer(&words);
        assert!(
            shown.contains("[masked: password of a command]") && !shown.contains("hunter2"),
            "{shown}"
        );
    }
}

#[test]
fn a_secret_in_json_within_json_is_masked_in_the_line_as_it_stood() {
    let stage = Stage::live();
    let path = stage.home.path().join("app.jsonl");
    let line = r#"{"time":"2023-03-25T09:30:00Z","msg":"sent {\"password\":\"hunter2hunter2\"} to db"}"#;
    fs::write(&path, format!("{line}\n{line}\n")).unwrap();
    stage.run(&["import", "--yes", path.to_str().unwrap()]).status(0);
    let segment = fs::read_to_string(stage.home.segment()).unwrap();
    assert!(
        segment.contains("[masked: secret value]") && !segment.contains("hunter2"),
        "{segment}"
    );
}

#[test]
fn evidence_is_masked_with_the_rules_of_the_configuration_too() {
    let stage = Stage::live();
    let folder = stage.home.path().join("config");
    fs::create_dir_all(&folder).unwrap();
    let rules = "[secrets]\nrules = [{ name = \"badge\", match = 'badge (\\d{4})' }]\n";
    fs::write(folder.join("config.toml"), rules).unwrap();
    stage
        .run_with(
            &["log", "--evidence", "-", "see"],
            "badge 1234, token=abcd1234efgh\n",
        )
        .status(0)
        .says("2 secrets in the evidence were masked");
    let pieces = fs::read_dir(stage.home.incident().join("evidence")).unwrap();
    let pieces: Vec<String> = pieces
        .map(|piece| fs::read_to_string(piece.unwrap().path()).unwrap())
        .collect();
    assert_eq!(pieces, ["badge [masked: badge], token=[masked: secret value]\n"]);
    stage.run(&["verify"]).status(0);
}

#[test]
fn a_typed_secret_is_kept_and_warned_about() {
    let stage = Stage::live();
    stage
        .run(&["log", "ran with password=hunter2"])
        .status(0)
        .says("this looks like a secret value; it is kept as typed");
    stage.run(&["show"]).answers("password=hunter2");
}
