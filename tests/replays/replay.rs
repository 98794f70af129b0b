//! A replay: the verbs that record an incident, read from a file and run by the real program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// One line of a script: `verb options | text`.
#[derive(Clone, Debug)]
pub struct Step {
    /// The verb and its options.
    pub words: Vec<String>,
    /// The one text behind them.
    pub text: Option<String>,
}

/// The steps of a script. Lines that are empty or begin with `#` are none.
pub fn steps(script: &str) -> Vec<Step> {
    let lines = script
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(step).collect()
}

fn step(line: &str) -> Step {
    let (words, text) = match line.split_once(" | ") {
        Some((words, text)) => (words, Some(text.to_owned())),
        None => (line, None),
    };
    Step {
        words: words.split_whitespace().map(str::to_owned).collect(),
        text,
    }
}

impl Step {
    /// What stands behind the program's name.
    pub fn arguments(&self) -> Vec<&str> {
        let words = self.words.iter().chain(&self.text);
        words.map(String::as_str).collect()
    }

    /// The line itself, when it is one that a person could as well type into the interface.
    // The tests of the interface type these lines.
    #[allow(dead_code)]
    pub fn typed(&self) -> Option<&str> {
        self.text.as_deref().filter(|_| self.words == ["log"])
    }
}

/// A home of its own for one test; it goes when the test ends.
pub struct Home {
    folder: tempfile::TempDir,
    zone: &'static str,
}

impl Home {
    /// An empty home, for a machine whose zone is this.
    pub fn new(zone: &'static str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Home { folder, zone }
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program with these arguments and nothing in its environment that it was not given.
    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_hotwash"))
            .env_clear()
            .env("TZ", self.zone)
            .env("HOTWASH_AUTHOR", "ana")
            .arg("--home")
            .arg(self.path())
            .args(arguments)
            .output()
            .expect("the program runs")
    }

    /// What a verb answers on standard output; it must succeed.
    pub fn answer(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {told}");
        String::from_utf8(output.stdout).expect("answers are UTF-8")
    }

    /// Runs all steps. Returns what the last one answered.
    pub fn replay(&self, steps: &[Step]) -> String {
        steps
            .iter()
            .fold(String::new(), |_, step| self.answer(&step.arguments()))
    }

    /// The journal files of all incidents.
    // The tests of the interface look into them.
    #[allow(dead_code)]
    pub fn journals(&self) -> Vec<PathBuf> {
        let incidents = entries(&self.path().join("data/incidents"));
        let files = incidents
            .iter()
            .flat_map(|incident| entries(&incident.join("journal")));
        files
            .filter(|file| file.extension().is_some_and(|name| name == "jsonl"))
            .collect()
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
}
