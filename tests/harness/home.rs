//! A home: the built program, run as a process, with data of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::Ran;

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

    /// A home with one live incident, for a machine whose zone is this.
    pub fn live(zone: &'static str) -> Self {
        let home = Home::new(zone);
        home.answer(&["new", "Login down"]);
        home
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program with these arguments and nothing in its environment that it was not given.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().expect("the program runs"))
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
        self.run(arguments).status(0).out
    }

    /// The folders of all incidents, in the order of their names.
    pub fn incidents(&self) -> Vec<PathBuf> {
        entries(&self.path().join("data/incidents"))
    }

    /// The folder of the only incident.
    #[track_caller]
    pub fn incident(&self) -> PathBuf {
        only(self.incidents())
    }

    /// The journal files of all incidents.
    pub fn segments(&self) -> Vec<PathBuf> {
        let incidents = self.incidents().into_iter();
        let files = incidents.flat_map(|incident| entries(&incident.join("journal")));
        files
            .filter(|file| file.extension().is_some_and(|name| name == "jsonl"))
            .collect()
    }

    /// The only journal file of all incidents.
    #[track_caller]
    pub fn segment(&self) -> PathBuf {
        only(self.segments())
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

#[track_caller]
fn only(mut paths: Vec<PathBuf>) -> PathBuf {
    assert_eq!(paths.len(), 1, "{paths:?}");
    paths.remove(0)
}
