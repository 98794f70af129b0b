//! A home: the built program, run as a process, with data of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

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
        self.command(arguments).output().expect("the program runs")
    }

    /// The program with these arguments, to be run in another way.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hotwash"));
        command
            .env_clear()
            .env("TZ", self.zone)
            .env("HOTWASH_AUTHOR", "ana")
            .env("HOTWASH_HOME", self.path())
            .args(arguments)
            .stdin(Stdio::null());
        command
    }

    /// The answer of a verb on standard output; it must succeed.
    #[track_caller]
    pub fn answer(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {told}");
        String::from_utf8(output.stdout).expect("answers are UTF-8")
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
