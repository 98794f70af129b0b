//! Evidence of what is redacted goes too.

use super::*;

#[test]
fn a_redaction_that_the_disk_kept_from_its_evidence_goes_on_when_it_is_asked_for_again() {
    let stage = Stage::live();
    let file = stage.home.path().join("pasted.txt");
    fs::write(&file, "login: ana\npassword is hunter2\n").unwrap();
    let path = file.display().to_string();
    stage.answer(&["log", "--keep-secrets", "--evidence", &path, "what it says"]);
    stage.answer(&["log", "hunter2 is in the wiki too"]);
    fs::remove_file(&file).unwrap();
    let evidence = stage.home.segment().parent().unwrap().with_file_name("evidence");
    let piece = fs::read_dir(&evidence).unwrap().flatten().next().unwrap().path();
    let bytes = fs::read(&piece).unwrap();
    // A folder with something in it, in its place, is nothing that could be removed.
    fs::remove_file(&piece).unwrap();
    fs::create_dir_all(piece.join("x")).unwrap();
    let lines = stage.home.path().join("state/lines");
    fs::create_dir_all(&lines).unwrap();
    fs::write(
        lines.join("start.1.json"),
        r#"{"line":"what it says and more","unconfirmed":[],"aside":[],"over":[],"history":[]}"#,
    )
    .unwrap();
    let again = "hotwash redact 1 --yes, once that is repaired";
    stage
        .run(&["redact", "1", "--yes"])
        .status(74)
        .says("cannot remove")
        .says(again)
        .says("1 line kept unsent or as history went too")
        .answers("not wholly redacted 1");
    assert!(
        !fs::read_to_string(stage.home.segment())
            .unwrap()
            .contains("what it says")
    );
    fs::remove_dir_all(&piece).unwrap();
    fs::write(&piece, &bytes).unwrap();
    stage
        .run(&["redact", "1", "--yes"])
        .status(0)
        .says("hotwash redact 2");
    assert!(!piece.exists());
    stage
        .run(&["redact", "1", "--yes"])
        .status(1)
        .says("removed already");
    stage.answer(&["verify"]);
}

#[test]
fn the_secret_of_its_evidence_is_looked_for_too() {
    let stage = Stage::live();
    let file = stage.home.path().join("pasted.txt");
    fs::write(&file, "login: ana\npassword is hunter2\n").unwrap();
    let path = file.display().to_string();
    stage.answer(&["log", "--keep-secrets", "--evidence", &path, "what it says"]);
    fs::rename(&file, stage.home.path().join("data/note.txt")).unwrap();
    stage.run(&["redact", "1", "--yes"]).status(0).says("note.txt");
}

#[test]
fn evidence_behind_a_link_is_not_called_removed() {
    let stage = Stage::live();
    let piece = stage.home.path().join("dump.txt");
    fs::write(&piece, "the password is hunter2").unwrap();
    let path = piece.to_str().unwrap().to_owned();
    stage.answer(&["log", "--keep-secrets", "--evidence", &path, "see the dump"]);
    fs::remove_file(&piece).unwrap();
    let there = stage.home.path().join("elsewhere");
    let evidence = stage.home.incident().join("evidence");
    fs::rename(&evidence, &there).unwrap();
    std::os::unix::fs::symlink(&there, &evidence).unwrap();
    stage
        .run(&["redact", "1", "--yes"])
        .status(74)
        .says("symbolic link");
    fs::remove_file(&evidence).unwrap();
    fs::rename(&there, &evidence).unwrap();
    stage.answer(&["redact", "1", "--yes"]);
    assert_eq!(
        files_with(stage.home.path(), SECRET),
        Vec::<std::path::PathBuf>::new()
    );
}
