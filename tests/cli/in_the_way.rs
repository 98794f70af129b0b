//! What stands where a file or folder of hotwash should: it is named, and recording goes on.

use std::fs::{self, File};
use std::path::Path;

use crate::stage::Stage;

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
