//! Files of several users: root in a home that is another's, and modes that are kept.

use std::fs;
use std::path::Path;

use crate::stage::Stage;

#[test]
fn root_leaves_nothing_in_a_home_that_is_another_s() {
    let mut stage = Stage::live();
    stage.answer(&["log", "theirs"]);
    // Whoever runs this test is another than root, or gives the home to another.
    if rustix::process::geteuid().is_root() {
        let mut folders = vec![stage.home.path().to_owned()];
        while let Some(folder) = folders.pop() {
            std::os::unix::fs::chown(&folder, Some(1234), None).unwrap();
            if folder.is_dir() {
                folders.extend(fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()));
            }
        }
    }
    stage.uid = 0;
    fs::remove_file(stage.home.path().join("state/first-looks")).unwrap();
    let before = fs::read(stage.home.segment()).unwrap();
    for words in [&["log", "by root"][..], &["new", "by root"], &["close", "--yes"]] {
        stage
            .run(words)
            .status(74)
            .answers_nothing()
            .says("this is root, and [home]/data/incidents is ")
            .says("--home /root/hotwash");
    }
    stage
        .run_with(&["log", "-"], "piped\n")
        .status(74)
        .says("not recorded: piped");
    stage.run(&["show"]).status(0).answers("theirs");
    stage.answer(&["status"]);
    stage.answer(&["verify"]);
    assert_eq!(fs::read(stage.home.segment()).unwrap(), before);
    let names = fs::read_dir(stage.home.path().join("state")).unwrap().count();
    assert_eq!(names, 2, "writer.json and its lock");
}

/// Root's own home, with something in it that belongs to another; `None` where the tester is not root.
fn given_away(stage: &mut Stage, place: &Path) -> Option<()> {
    stage.uid = 0;
    let is_root = rustix::process::geteuid().is_root();
    is_root.then(|| std::os::unix::fs::chown(place, Some(1234), None).unwrap())
}

#[test]
fn root_records_in_no_incident_that_another_began() {
    let mut stage = Stage::live();
    let folder = stage.home.incident();
    if given_away(&mut stage, &folder).is_none() {
        return;
    }
    let before = fs::read(stage.home.segment()).unwrap();
    for words in [
        &["log", "by root"][..],
        &["close", "--yes"],
        &["set", "cause", "x"],
    ] {
        stage
            .run(words)
            .status(74)
            .answers_nothing()
            .says("this is root, and it is uid1234's")
            .says("without sudo");
    }
    assert_eq!(fs::read(stage.home.segment()).unwrap(), before);
    stage.answer(&["show"]);
}

#[test]
fn root_writes_no_draft_where_another_could_lead_it() {
    let mut stage = Stage::live();
    let (theirs, target) = (stage.home.path().join("theirs"), stage.home.path().join("target"));
    fs::create_dir(&theirs).unwrap();
    fs::create_dir(&target).unwrap();
    std::os::unix::fs::symlink(&target, theirs.join("link")).unwrap();
    if given_away(&mut stage, &theirs).is_none() {
        return;
    }
    for output in [theirs.join("link/draft.md"), theirs.join("draft.md")] {
        stage
            .run(&["export", "--output", output.to_str().unwrap()])
            .status(74)
            .says("this is root, and ")
            .says("is uid1234's");
    }
    assert_eq!(fs::read_dir(&target).unwrap().count(), 0);
    let own = target.join("draft.md");
    stage.answer(&["export", "--output", own.to_str().unwrap()]);
}

#[test]
fn root_uses_no_configuration_and_no_template_of_another() {
    let mut stage = Stage::live();
    let config = stage.home.path().join("config");
    fs::create_dir_all(config.join("templates")).unwrap();
    fs::write(config.join("config.toml"), "author = \"Mallory\"\n").unwrap();
    fs::write(config.join("templates/classic.md"), "planted").unwrap();
    if given_away(&mut stage, &config).is_none() {
        return;
    }
    stage
        .run(&["log", "x"])
        .status(0)
        .says("config is uid1234's: the defaults are used");
    let shown = stage.run(&["show", "--json"]).json();
    assert_ne!(shown["events"][0]["by"], "Mallory");
    stage.run(&["export"]).status(0).answers("# Login down");
}

#[test]
fn whoever_may_read_the_journal_s_folder_may_read_what_is_added() {
    use std::os::unix::fs::PermissionsExt;
    let stage = Stage::live();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&stage.home.segment()), 0o600);
    let journal = stage.home.incident().join("journal");
    fs::set_permissions(&journal, PermissionsExt::from_mode(0o755)).unwrap();
    fs::remove_file(stage.home.path().join("state/writer.json")).unwrap();
    stage.answer(&["log", "x"]);
    let names = fs::read_dir(&journal).unwrap().map(|entry| entry.unwrap().path());
    let segments = names.filter(|path| path.extension().is_some_and(|end| end == "jsonl"));
    let mut modes: Vec<u32> = segments.map(|path| mode(&path)).collect();
    modes.sort_unstable();
    assert_eq!(modes, [0o600, 0o644]);
}
