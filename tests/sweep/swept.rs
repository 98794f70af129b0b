//! A home with an incident in it, copies of it to be ruined, and what has to be true of each afterwards.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::harness::{Home, Ran};
use crate::strace::{self, Call, Fault};

/// Something that the program is asked to do.
#[derive(Clone, Copy)]
pub struct Verb {
    pub name: &'static str,
    /// `HOME` stands for the home.
    words: &'static [&'static str],
    /// What it prints back when it could not save.
    pub typed: Option<&'static str>,
    /// Whether it was done.
    done: fn(&SweptHome) -> bool,
}

const LOGIN: &str = "--incident=login";

/// What is swept.
pub const VERBS: &[Verb] = &[
    Verb {
        name: "new",
        words: &["new", "Disk full", "--zone", "UTC"],
        typed: Some("Disk full"),
        done: |swept| swept.shown("--incident=disk")["incident"]["title"] == "Disk full",
    },
    Verb {
        name: "log",
        words: &[LOGIN, "log", "in flight"],
        typed: Some("in flight"),
        done: |swept| swept.texts().contains(&"in flight".to_owned()),
    },
    Verb {
        name: "log --evidence",
        words: &[LOGIN, "log", "--evidence", "HOME/other.log", "in flight"],
        typed: Some("in flight"),
        done: |swept| swept.texts().contains(&"in flight".to_owned()),
    },
    Verb {
        name: "close",
        words: &[LOGIN, "close", "--yes"],
        typed: None,
        done: |swept| {
            let draft = swept.folder().join("drafts/login-down.md");
            swept.shown(LOGIN)["incident"]["status"] == "closed" && is_whole(&draft)
        },
    },
    Verb {
        name: "export --output",
        words: &[LOGIN, "export", "--output", "HOME/draft.md"],
        typed: None,
        done: |swept| is_whole(&swept.path().join("draft.md")),
    },
];

/// A draft ends in a comment.
fn is_whole(draft: &Path) -> bool {
    fs::read_to_string(draft).is_ok_and(|text| text.trim_end().ends_with("-->"))
}

/// The home, with files beside it.
pub struct SweptHome(Home);

impl SweptHome {
    /// A home with an incident of two events, one of them with evidence; `None` where strace cannot be used.
    pub fn swept() -> Option<Self> {
        let swept = SweptHome(Home::new("UTC"));
        for name in ["some.log", "other.log"] {
            fs::write(swept.path().join(name), name.repeat(100)).unwrap();
        }
        for words in [
            &["new", "Login down", "--zone", "UTC"][..],
            &["log", "09:00 d: one"],
            &["log", "--evidence", "HOME/some.log", "two"],
        ] {
            swept.run(words).status(0);
        }
        let told = swept.path().join("told");
        let mut probe = strace::telling(&["write"], &told);
        probe.arg("--version");
        let usable = probe.output().is_ok_and(|output| output.status.success());
        if !usable {
            // Past the test runner, which shows nothing of a test that passes.
            let _ = writeln!(
                io::stderr(),
                "strace cannot be used here: no system call was swept"
            );
        }
        usable.then_some(swept)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Another home with the same in it.
    pub fn copy(&self) -> Self {
        let copy = SweptHome(Home::new("UTC"));
        copy_all(self.path(), copy.path());
        copy
    }

    fn placed(&self, mut command: Command, words: &[&str]) -> Command {
        let home = self.path().to_str().unwrap();
        command.args(words.iter().map(|word| word.replace("HOME", home)));
        // Elsewhere, so that only calls about the home name it.
        command.current_dir("/").env("HOTWASH_HOME", home);
        command
    }

    fn run(&self, words: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hotwash"));
        command.env_clear();
        ran(self.placed(command, words))
    }

    /// The calls of these names that a verb makes on a copy of this home.
    pub fn calls_of(&self, verb: Verb, names: &[&str]) -> Vec<Call> {
        let copy = self.copy();
        let told = copy.path().join("told");
        let ran = ran(copy.placed(strace::telling(names, &told), verb.words));
        assert!(ran.is_success() && (verb.done)(&copy), "{}: {ran:?}", verb.name);
        strace::calls(&fs::read_to_string(told).unwrap(), copy.path())
    }

    pub fn run_at(&self, verb: Verb, call: &Call, fault: Fault) -> Ran {
        ran(self.placed(strace::failing(call, fault), verb.words))
    }

    fn shown(&self, incident: &str) -> Value {
        let ran = self.run(&[incident, "show", "--json"]);
        serde_json::from_str(&ran.out).unwrap_or_default()
    }

    fn texts(&self) -> Vec<String> {
        let shown = self.shown(LOGIN);
        let events = shown["events"].as_array().into_iter().flatten();
        events
            .filter_map(|event| event["text"].as_str().map(str::to_owned))
            .collect()
    }

    /// The folder of the incident that was there before.
    fn folder(&self) -> PathBuf {
        let mut folders = self.0.incidents().into_iter();
        folders
            .find(|path| path.to_str().unwrap().contains("login-down"))
            .unwrap()
    }

    /// True if some file of the journals is called so at its end.
    pub fn has_file(&self, end: &str) -> bool {
        let incidents = self.0.incidents().into_iter();
        let journals = incidents.filter_map(|incident| fs::read_dir(incident.join("journal")).ok());
        let mut files = journals.flatten().map(|entry| entry.unwrap().file_name());
        files.any(|name| name.to_str().unwrap().ends_with(end))
    }

    /// What is wrong after a verb ended in some way; `acknowledged`: it said that it was done.
    pub fn wrong(&self, verb: Verb, acknowledged: bool) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut must = |holds: bool, what: &str| {
            if !holds {
                wrong.push(what.to_owned());
            }
        };
        must(
            !acknowledged || (verb.done)(self),
            "it said that it was done, and it is not",
        );
        let ran = self.run(&[LOGIN, "log", "after"]);
        must(
            ran.is_success(),
            &format!("nothing can be recorded any more: {ran:?}"),
        );
        let texts = self.texts();
        for text in ["one", "two", "after"] {
            must(
                texts.iter().filter(|known| *known == text).count() == 1,
                &format!("{text} is not there once: {texts:?}"),
            );
        }
        must(
            texts.len() <= 4,
            &format!("there is more than was recorded: {texts:?}"),
        );
        let ran = self.run(&["verify", "--json"]);
        let verified: Value = serde_json::from_str(&ran.out).unwrap_or_default();
        let damage = verified["damage"].as_array().cloned();
        // An incident whose first record was never written is told; of the other, nothing may be damaged.
        let of_login = |damage: &Value| {
            damage["file"]
                .as_str()
                .is_none_or(|file| file.contains("login-down"))
        };
        must(
            damage.is_some_and(|damage| !damage.iter().any(of_login)),
            &format!("the journal is damaged: {verified}"),
        );
        wrong
    }
}

fn ran(mut command: Command) -> Ran {
    Ran::of(command.stdin(Stdio::null()).output().unwrap())
}

fn copy_all(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&target).unwrap();
            copy_all(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}
