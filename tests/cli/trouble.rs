//! Homes, disks, readers and command lines that are not as they should be.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use hotwash::journal::{Disk, OpenMode, Storage};

use crate::stage::Stage;

/// A disk on which nothing more fits.
struct Full;

impl Storage for Full {
    fn open(&self, path: &Path, mode: OpenMode) -> io::Result<File> {
        Disk.open(path, mode)
    }
    fn read_at(&self, file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        Disk.read_at(file, buffer, offset)
    }
    fn write(&self, _: &File, _: &[u8]) -> io::Result<usize> {
        Err(ErrorKind::StorageFull.into())
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        Disk.sync(file)
    }
    fn try_lock(&self, file: &File, shared: bool) -> io::Result<bool> {
        Disk.try_lock(file, shared)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        Disk.make_folder(path)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        Disk.sync_folder(path)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<std::ffi::OsString>> {
        Disk.list(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(path)
    }
}

#[test]
fn what_does_not_fit_on_the_disk_is_printed_back() {
    let stage = Stage {
        storage: Arc::new(Full),
        ..Stage::live()
    };
    for (words, text) in [
        (
            &["log", "09:00 d: precious"][..],
            "not recorded: 09:00 d: precious",
        ),
        (&["set", "cause", "precious"], "not recorded: cause precious"),
        (&["new", "Precious"], "not recorded: Precious"),
    ] {
        stage
            .run(words)
            .status(74)
            .answers_nothing()
            .says(text)
            .says("free some space");
    }
    let ran = stage.run_with(&["log", "-"], "one\ntwo\n").status(74);
    assert!(
        ran.err.contains("not recorded: one") && ran.err.contains("not recorded: two"),
        "{ran:?}"
    );
    stage.answer(&["show"]);
}

#[test]
fn what_cannot_be_saved_because_nothing_can_be_read_is_printed_back() {
    let stage = Stage::live();
    let journal = stage.home.incident().join("journal");
    fs::rename(&journal, stage.home.path().join("away")).unwrap();
    fs::write(&journal, "").unwrap();
    let named = |words: &[&'static str]| [&["--incident", "login"], words].concat();
    for (words, text) in [
        (
            &["log", "09:00 d: precious"][..],
            "not recorded: 09:00 d: precious",
        ),
        (&["set", "cause", "precious"], "not recorded: cause precious"),
        (&["todo", "add", "precious"], "not recorded: precious"),
        (&["close", "--yes"], "cannot list"),
        (&["redact", "1", "--yes"], "cannot list"),
    ] {
        stage.run(&named(words)).status(74).answers_nothing().says(text);
    }
    stage.run(&named(&["show"])).status(1).says("cannot list");
    let ran = stage.run(&["log", "precious"]).status(74);
    assert!(
        ran.err.contains("not recorded: precious") && ran.err.contains("can be read"),
        "{ran:?}"
    );
}

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

#[test]
fn a_reader_that_leaves_is_no_error_and_nothing_is_lost() {
    let stage = Stage {
        reader_leaves_after: Some(40),
        ..Stage::live()
    };
    stage.run_with(&["log", "-"], "one\ntwo\nthree\n").status(0);
    stage.answer(&["show"]);
    stage.answer(&["show", "--json"]);
    let stage = Stage {
        reader_leaves_after: None,
        ..stage
    };
    assert_eq!(
        stage.run(&["show", "--json"]).json()["events"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
}

#[test]
fn every_mistake_in_the_configuration_is_told_and_none_stops() {
    let stage = Stage::live();
    let config = stage.home.path().join("config");
    fs::create_dir(&config).unwrap();
    fs::write(
        config.join("config.toml"),
        "zone = \"Mars\"\ncolour = \"never\"\nauthor = 7\n",
    )
    .unwrap();
    let ran = stage.run(&["list"]).status(0);
    for place in [
        "config.toml:1:8: ",
        "config.toml:2:1: unknown key 'colour'",
        "config.toml:3:10: ",
    ] {
        assert!(ran.err.contains(place), "{place}: {ran:?}");
    }
    fs::write(config.join("config.toml"), b"\xff\x00\x1b[31m=").unwrap();
    let ran = stage.run(&["list"]).status(0);
    assert!(!ran.err.contains('\u{1b}') && !ran.err.is_empty(), "{ran:?}");
}

#[test]
fn the_configuration_gives_defaults() {
    let stage = Stage::new();
    fs::create_dir(stage.home.path().join("config")).unwrap();
    fs::write(
        stage.home.path().join("config/config.toml"),
        "zone = \"UTC\"\nauthor = \"Ana B\"\n",
    )
    .unwrap();
    stage.answer(&["new", "x"]);
    stage.answer(&["log", "y"]);
    let shown = stage.run(&["show", "--json"]).json();
    assert_eq!(shown["incident"]["zone"], "UTC");
    assert_eq!(shown["events"][0]["by"], "Ana B");
}

#[test]
fn command_lines_that_make_no_sense_take_two_lines() {
    let stage = Stage::new();
    for words in [
        &["lgo", "x"][..],
        &["list", "--nope"],
        &["new"],
        &["show", "--kind", "q"],
        &["edit"],
    ] {
        let ran = stage.run(words).status(2).answers_nothing();
        assert_eq!(ran.err.lines().count(), 2, "{ran:?}");
        assert!(ran.err.starts_with("error: "), "{ran:?}");
    }
}

#[test]
fn a_verb_option_or_kind_that_is_none_names_the_nearest_and_records_nothing() {
    let stage = Stage::live();
    for (words, told) in [
        (&["lgo", "x"][..], "did you mean 'log'?"),
        (&["todo", "lsit"], "did you mean 'list'?"),
        (&["help", "todo", "edti"], "hotwash help tells the verbs"),
        (
            &["log", "--kinf", "x", "y"],
            "a similar argument exists: '--kind'",
        ),
        (&["log", "--kinf x y"], "use '-- --kinf x y'"),
        (&["log", "-k", "note", "x"], "use '-- -k'"),
        (&["log", "--kind", "mitigaton", "x"], "did you mean 'mitigation'?"),
        (&["log", "--kind", "rolback", "x"], "did you mean 'rollback'?"),
        (
            &["todo", "add", "x", "--type", "prevnt"],
            "did you mean 'prevent'?",
        ),
        (
            &["new", "x", "--severty", "1"],
            "a similar argument exists: '--severity'",
        ),
        (
            &["new", "x", "--zone", "Europ/Paris"],
            "did you mean Europe/Paris?",
        ),
    ] {
        stage.run(words).status(2).says(told).answers_nothing();
    }
    assert_eq!(
        stage.run(&["show", "--json"]).json()["events"],
        serde_json::json!([])
    );
}

#[test]
fn texts_may_begin_with_a_dash_and_a_digit_or_behind_two_dashes() {
    let stage = Stage::live();
    stage
        .run(&["log", "-10m", "rolled", "back"])
        .status(0)
        .answers("rolled back");
    stage
        .run(&["log", "--kind", "m", "-5", "pods"])
        .status(0)
        .answers("-5 pods");
    stage
        .run(&["log", "--", "--kinf", "x"])
        .status(0)
        .answers("--kinf x");
    stage
        .run(&["todo", "add", "-5", "pods", "--owner", "bo"])
        .status(0)
        .answers("-5 pods  @bo");
    stage.answer(&["new", "-5%", "of", "users", "--severity", "sev2"]);
    let list = stage.run(&["list"]).status(0).answers("-5% of users");
    assert!(list.out.contains("SEV2"), "{list:?}");
}

#[test]
fn help_is_an_answer() {
    let stage = Stage::new();
    stage.run(&["help"]).status(0).answers("status");
    for verb in ["new", "log", "set", "todo add", "export", "completions"] {
        let words: Vec<&str> = ["help"].into_iter().chain(verb.split(' ')).collect();
        stage
            .run(&words)
            .status(0)
            .answers(&format!("Usage: hotwash {verb}"));
    }
    stage.run(&["help", "lgo"]).status(2).says("did you mean 'log'?");
    stage.run(&["--help"]).status(0).answers("status");
    stage
        .run(&["log", "--help"])
        .status(0)
        .answers("-10m rolled back");
    stage.run(&["--version"]).status(0).answers("hotwash ");
}

#[test]
fn the_interface_needs_a_terminal() {
    Stage::new()
        .run(&[])
        .status(2)
        .answers_nothing()
        .says("new, log, show");
}

/// Everything that can stand where a file should, but a device: who makes one has to be root.
const UNFIT: [&str; 4] = ["folder", "pipe", "socket", "link"];

fn put(kind: &str, path: &Path) {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let node = |kind| mknodat(CWD, path, kind, Mode::RWXU, 0).unwrap();
    match kind {
        "folder" => fs::create_dir(path).unwrap(),
        "pipe" => node(FileType::Fifo),
        "socket" => node(FileType::Socket),
        _ => std::os::unix::fs::symlink("/dev/zero", path).unwrap(),
    }
}

#[test]
fn what_stands_in_the_way_does_not_stop_recording_and_is_named() {
    for kind in UNFIT {
        let stage = Stage::live();
        let segment = stage.home.segment();
        for (number, suffix) in [("", "lock"), (".2", "lock"), (".3", "jsonl"), (".4", "jsonl.bad")] {
            let name = segment.file_name().unwrap().to_str().unwrap();
            let path = segment.with_file_name(name.replace(".jsonl", &format!("{number}.{suffix}")));
            let _ = fs::remove_file(&path);
            put(kind, &path);
        }
        stage
            .run(&["log", "d: precious"])
            .status(0)
            .says("recorded in a file of its own")
            .says(".lock: it is ")
            .says("(3 more names could not be used)");
        stage.run(&["show"]).status(0).answers("precious");
        let text = "long ".repeat(2000);
        let evidence = stage.home.incident().join("evidence");
        fs::remove_dir(&evidence).unwrap();
        if kind != "folder" {
            put(kind, &evidence);
        }
        let ran = stage.run(&["log", &text]).status(0);
        if kind != "folder" {
            ran.says("/evidence: ")
                .says("; the evidence stands in another folder");
            stage.run(&["export"]).status(0).answers("](../evidence.2/");
        }
    }
}

#[test]
fn what_is_no_plain_file_is_named_and_never_waited_for() {
    for kind in UNFIT {
        let stage = Stage::live();
        let path = stage.home.path().join("thing");
        put(kind, &path);
        let name = path.to_str().unwrap();
        stage
            .run(&["log", "--evidence", name, "x"])
            .status(2)
            .says("thing: it is a ")
            .answers_nothing();
        stage.run(&["verify", name]).status(2).says("it is a ");
        fs::create_dir_all(stage.home.path().join("config/templates")).unwrap();
        put(kind, &stage.home.path().join("config/templates/own.md"));
        stage
            .run(&["export", "--template", "own"])
            .status(1)
            .says("it is a ");
        put(kind, &stage.home.path().join("config/config.toml"));
        stage
            .run(&["log", "y"])
            .status(0)
            .says("config.toml: it is a ")
            .says("the defaults are used");
    }
}

#[test]
fn of_a_file_of_any_length_no_more_is_read_than_is_kept() {
    let stage = Stage::live();
    let path = stage.home.path().join("sparse");
    File::create(&path).unwrap().set_len(20 << 30).unwrap();
    let name = path.to_str().unwrap();
    stage
        .run(&["log", "--evidence", name, "x"])
        .status(0)
        .says("left out");
    stage.run(&["verify", name]).status(2).says("it is larger than");
    fs::create_dir(stage.home.path().join("config")).unwrap();
    fs::hard_link(&path, stage.home.path().join("config/config.toml")).unwrap();
    stage
        .run(&["log", "y"])
        .status(0)
        .says("config.toml: it is larger than");
}

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

#[test]
fn a_draft_takes_the_next_name_where_something_else_stands() {
    for kind in UNFIT {
        let stage = Stage::live();
        put(kind, &stage.home.incident().join("drafts/login-down.md"));
        let ran = stage
            .run(&["close", "--yes"])
            .status(0)
            .says("drafts/login-down.md: it is ")
            .says("; the new draft stands beside it");
        assert!(ran.out.ends_with("/drafts/login-down-2.md\n"), "{kind}: {ran:?}");
        let again = stage.run(&["close", "--incident", "login"]).status(1);
        assert!(again.err.contains("login-down-2.md"), "{kind}: {again:?}");
    }
    let stage = Stage::live();
    fs::remove_dir(stage.home.incident().join("drafts")).unwrap();
    put("pipe", &stage.home.incident().join("drafts"));
    stage
        .run(&["close", "--yes"])
        .status(74)
        .says("closed, but without a draft")
        .says("--incident 00a001 export --output draft.md writes it here");
}

#[test]
fn a_writer_s_file_that_can_be_none_does_not_stop_recording() {
    for kind in UNFIT {
        let stage = Stage::live();
        let file = stage.home.path().join("state/writer.json");
        fs::remove_file(&file).unwrap();
        put(kind, &file);
        for _ in 0..2 {
            stage
                .run(&["log", "precious"])
                .status(0)
                .says("state/writer.json: it is ")
                .says("recorded under another name, which is kept beside it");
        }
        stage.run(&["show"]).status(0).answers("precious");
        let journal = fs::read_dir(stage.home.incident().join("journal")).unwrap();
        let segments = journal.filter(|entry| {
            let name = entry.as_ref().unwrap().file_name();
            name.to_str().unwrap().ends_with(".jsonl")
        });
        assert_eq!(segments.count(), 2, "{kind}: one for each name");
    }
}

#[test]
fn what_this_machine_saw_first_is_missed_aloud() {
    for kind in UNFIT.into_iter().chain(["garbage"]) {
        let stage = Stage::live();
        let file = stage.home.path().join("state/first-looks");
        fs::remove_file(&file).unwrap();
        match kind {
            "garbage" => fs::write(&file, b"\xff\x00").unwrap(),
            _ => put(kind, &file),
        }
        for words in [&["verify"][..], &["list"], &["log", "x"]] {
            stage
                .run(words)
                .status(0)
                .says("state/first-looks: ")
                .says("is not known");
            if kind == "garbage" {
                fs::write(&file, b"\xff\x00").unwrap();
            }
        }
        assert_eq!(stage.run(&["status"]).status(0).err, "", "{kind}");
    }
}

#[test]
fn the_next_step_fits_a_template_of_any_kind() {
    let stage = Stage::live();
    let templates = stage.home.path().join("config/templates");
    fs::create_dir_all(&templates).unwrap();
    let own = templates.join("own.md");
    let told = |step: &str| {
        let ran = stage.run(&["export", "--template", "own"]).status(1).says(step);
        assert!(
            !ran.err.contains("ulimit") && !ran.err.contains("--home"),
            "{ran:?}"
        );
        fs::remove_file(&own).unwrap();
    };
    fs::write(&own, "x".repeat(300 * 1024)).unwrap();
    told("make it smaller");
    fs::write(&own, b"caf\xe9").unwrap();
    told("save it as UTF-8");
    std::os::unix::fs::symlink("own.md", &own).unwrap();
    told("remove the link");
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
