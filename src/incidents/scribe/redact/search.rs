//! Looks for removed words in everything below the home, so that what still holds them can be named.

use std::fs::{DirEntry, File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::domain::redaction::Words;
use crate::journal::IncidentPath;
use crate::system::home::Home;

/// No deeper than this, no more files than these, no larger ones, and no more bytes of all of them.
const DEEPEST: usize = 12;
const MOST_FILES: usize = 20_000;
const LARGEST: u64 = 64 * 1024 * 1024;
const MOST_BYTES: u64 = 1024 * 1024 * 1024;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What holds the words, in the order of the folders.
    pub left: Vec<Left>,
    /// How many files were not looked into: too many, too large, or not to be read.
    pub passed_over: usize,
    files: usize,
    bytes: u64,
}

/// Something that holds the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Where it is.
    pub path: PathBuf,
    /// What it is.
    pub place: Place,
}

/// What a file below the home is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A segment of this incident's journal, or a copy of one.
    Journal,
    /// Evidence of this incident.
    Evidence,
    /// A draft of this incident, or something else beside one.
    Draft,
    /// The folder of this incident: its name.
    Folder,
    /// Something of another incident; its folder's name.
    Elsewhere(String),
    /// An unsent line, or a text that an editor was given.
    State,
    /// The user's configuration or a template.
    Config,
    /// Something that hotwash did not put there.
    Unknown,
}

impl Search {
    /// Looks below the three folders of a home; `incident` is the one that the words were removed from.
    pub fn of(home: &Home, incident: &IncidentPath, words: &Words) -> Search {
        let mut search = Search::default();
        let looking = Looking {
            home,
            incident,
            words,
        };
        for folder in [&home.data, &home.config, &home.state] {
            search.look_in(folder, 0, &looking);
        }
        search
    }

    fn look_in(&mut self, folder: &Path, depth: usize, looking: &Looking<'_>) {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return;
        };
        let mut entries: Vec<DirEntry> = entries.flatten().collect();
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            let Ok(about) = entry.metadata() else {
                self.passed_over += 1;
                continue;
            };
            let path = entry.path();
            if about.is_dir() && depth >= DEEPEST {
                self.passed_over += 1;
            } else if about.is_dir() {
                if looking.words.are_in(entry.file_name().as_encoded_bytes()) {
                    self.found(&path, looking);
                }
                self.look_in(&path, depth + 1, looking);
            } else {
                self.look_into(&entry, &about, looking);
            }
        }
    }

    fn look_into(&mut self, file: &DirEntry, about: &Metadata, looking: &Looking<'_>) {
        let path = file.path();
        // A link leads elsewhere, and a pipe nowhere.
        if !about.is_file() {
            return;
        }
        self.files += 1;
        self.bytes = self.bytes.saturating_add(about.len());
        if self.files > MOST_FILES || about.len() > LARGEST || self.bytes > MOST_BYTES {
            self.passed_over += 1;
            return;
        }
        let mut bytes = Vec::new();
        let opened = File::open(&path);
        if opened
            .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
            .is_err()
        {
            self.passed_over += 1;
        }
        if looking.words.are_in(&bytes) || looking.words.are_in(file.file_name().as_encoded_bytes()) {
            self.found(&path, looking);
        }
    }

    fn found(&mut self, path: &Path, looking: &Looking<'_>) {
        self.left.push(Left {
            path: path.to_owned(),
            place: looking.place_of(path),
        });
    }
}

struct Looking<'a> {
    home: &'a Home,
    incident: &'a IncidentPath,
    words: &'a Words,
}

impl Looking<'_> {
    fn place_of(&self, path: &Path) -> Place {
        let incident = self.incident.folder();
        if path == incident {
            return Place::Folder;
        }
        if let Ok(within) = path.strip_prefix(incident) {
            let folder = within.iter().next().unwrap_or_default().to_string_lossy();
            return match &*folder {
                "journal" => Place::Journal,
                "drafts" => Place::Draft,
                folder if folder.starts_with("evidence") => Place::Evidence,
                _ => Place::Unknown,
            };
        }
        if let Ok(within) = path.strip_prefix(self.home.data.join("incidents")) {
            let other = within.iter().next().unwrap_or_default();
            return Place::Elsewhere(other.to_string_lossy().into_owned());
        }
        if path.starts_with(&self.home.state) {
            Place::State
        } else if path.starts_with(&self.home.config) {
            Place::Config
        } else {
            Place::Unknown
        }
    }
}
