//! Homes that are missing, are files, or are reached through links.

use std::fs;

use crate::stage::Stage;

#[test]
fn symlinks_among_what_is_shared_are_not_followed() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    let untouched = || assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    for (name, words, status, cause) in [
        (
            "journal",
            &["log", "--incident", "login", "x"][..],
            74,
            "its folder is a symbolic link",
        ),
        (
            "evidence",
            &["log", "--evidence", "-", "x"],
            0,
            "it is a symbolic link; the evidence stands in another folder",
        ),
        ("drafts", &["close", "--yes"], 74, "its folder is a symbolic link"),
        (
            "drafts/login-down.md",
            &["close", "--yes"],
            0,
            "it is a symbolic link; the new draft stands beside it",
        ),
    ] {
        let stage = Stage::live();
        let place = stage.home.incident().join(name);
        if place.exists() {
            fs::rename(&place, stage.home.path().join("away")).unwrap();
        }
        let target = if name.contains('/') {
            elsewhere.path().join("new")
        } else {
            elsewhere.path().to_owned()
        };
        symlink(target, &place).unwrap();
        stage.run(words).status(status).says(cause);
        stage.answer(&["show", "--incident", "login"]);
        untouched();
    }
}

#[test]
fn the_state_folder_may_be_a_link_that_leads_somewhere() {
    let (stage, elsewhere) = (Stage::new(), tempfile::tempdir().unwrap());
    let state = stage.home.path().join("state");
    std::os::unix::fs::symlink(elsewhere.path().join("nowhere"), &state).unwrap();
    stage.run(&["new", "x"]).status(74);
    fs::remove_file(&state).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), &state).unwrap();
    stage.answer(&["new", "x"]);
    assert!(elsewhere.path().join("writer.json").exists());
    stage.answer(&["log", "y"]);
    assert!(stage.home.segment().exists(), "one writer, one segment");
}

#[test]
fn a_place_that_the_user_names_may_be_reached_through_a_link() {
    let stage = Stage::live();
    let (folder, link) = (stage.home.path().join("folder"), stage.home.path().join("link"));
    fs::create_dir(&folder).unwrap();
    std::os::unix::fs::symlink(&folder, &link).unwrap();
    let output = link.join("draft.md");
    stage.answer(&["export", "--output", output.to_str().unwrap()]);
    assert!(folder.join("draft.md").exists());
}

#[test]
fn a_home_that_is_a_file_is_said() {
    let stage = Stage::new();
    let home = stage.home.path().join("file");
    fs::write(&home, "").unwrap();
    let home = home.to_str().unwrap();
    stage.run(&["--home", home, "new", "x"]).status(2).says("--home");
    let mut stage = Stage::new();
    fs::write(stage.home.path().join("data"), "").unwrap();
    stage.env.clear();
    stage.run(&["new", "x"]).status(74).says("not recorded: x");
    stage.run(&["list"]).status(1);
}

#[test]
fn a_home_that_is_missing_is_made() {
    let stage = Stage::new();
    fs::remove_dir(stage.home.path()).unwrap();
    stage.answer(&["list"]);
    stage.answer(&["new", "x"]);
    stage.answer(&["log", "y"]);
}
