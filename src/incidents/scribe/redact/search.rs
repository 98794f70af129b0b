//! Looks for removed words in everything below the home, so that what still holds them can be named.

use std::collections::HashSet;
use std::fs::{DirEntry, File};
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

/// The result of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The files that hold the words, in the order of the folders.
    pub left: Vec<Left>,
    /// The files and folders that were not looked into.
    pub unseen: Vec<(PathBuf, Unseen)>,
}

/// The reason that a file or folder was not looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// It is a link, which leads elsewhere.
    Link,
    /// It is compressed.
    Archive,
    /// It is the history of a version control.
    History,
    /// It is too large, or there are too many files before it.
    Large,
    /// It cannot be read.
    Unreadable,
}

/// Something that holds the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The path of the file.
    pub path: PathBuf,
    /// The role of the file in the home.
    pub role: FileRole,
}

/// The role of a file below the home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRole {
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
    /// Looks below the three folders of a home and in the folder of the incident that the words are removed from; not
    /// in its journal, nor in files of which `going` says that they go with the words.
    pub fn of(home: &Home, incident: &IncidentPath, words: &Words, going: impl Fn(&Path) -> bool) -> Search {
        let incidents = home.data.join("incidents");
        // Each of them may be a link: what it leads to is looked into.
        let roots = [
            incident.folder(),
            &incidents,
            &home.data,
            &home.config,
            &home.state,
        ];
        let journal = incident.journal();
        Search::below(&roots, home, incident, words, |path| {
            path == journal || going(path)
        })
    }

    /// Looks into the journal of the incident.
    pub fn of_journal(home: &Home, incident: &IncidentPath, words: &Words) -> Search {
        Search::below(&[&incident.journal()], home, incident, words, |_| false)
    }

    fn below(
        roots: &[&Path],
        home: &Home,
        incident: &IncidentPath,
        words: &Words,
        leave_out: impl Fn(&Path) -> bool,
    ) -> Search {
        let mut walk = Walk {
            search: Search::default(),
            files: Vec::new(),
            seen: roots.iter().filter_map(|root| root.canonicalize().ok()).collect(),
            looking: Looking {
                home,
                incident,
                words,
            },
            leave_out: &leave_out,
        };
        let mut begun = HashSet::new();
        for root in roots {
            // What cannot be reached is named where it is looked into.
            if root.canonicalize().map_or(true, |there| begun.insert(there)) {
                walk.look_in(root, 0);
            }
        }
        walk.look_into_files();
        walk.search
    }
}

/// One search on its way: the folders first, then the files, the small ones before those that could keep it busy.
struct Walk<'a> {
    search: Search,
    files: Vec<(PathBuf, u64)>,
    /// The folders that the search begins at: each is looked into once.
    seen: HashSet<PathBuf>,
    looking: Looking<'a>,
    leave_out: &'a dyn Fn(&Path) -> bool,
}

impl Walk<'_> {
    fn look_in(&mut self, folder: &Path, depth: usize) {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            // What is not there holds nothing.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return,
            Err(_) => return self.pass(folder.to_owned(), Unseen::Unreadable),
        };
        let (read, failed): (Vec<_>, Vec<_>) = entries.partition(Result::is_ok);
        if !failed.is_empty() {
            self.pass(folder.to_owned(), Unseen::Unreadable);
        }
        let mut entries: Vec<DirEntry> = read.into_iter().flatten().collect();
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            if (self.leave_out)(&path) {
                continue;
            }
            let Ok(about) = entry.metadata() else {
                self.pass(path, Unseen::Unreadable);
                continue;
            };
            let named = self.looking.words.are_in(entry.file_name().as_encoded_bytes());
            if named && !about.is_file() {
                self.found(&path);
            }
            if about.is_dir() {
                self.look_in_folder(path, depth);
            } else if about.is_symlink() {
                let leads_to = path.canonicalize().ok();
                // What a link that leads nowhere, or to where the search goes, has in it is its name alone.
                if leads_to.is_some_and(|there| !self.seen.contains(&there)) {
                    self.pass(path, Unseen::Link);
                }
            } else if about.is_file() {
                self.files.push((path, about.len()));
            }
        }
    }

    fn look_in_folder(&mut self, path: PathBuf, depth: usize) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if [".git", ".hg", ".svn", ".jj", ".bzr"].contains(&name.as_str()) {
            self.pass(path, Unseen::History);
        } else if depth >= DEEPEST {
            self.pass(path, Unseen::Large);
        } else if path.canonicalize().is_ok_and(|there| !self.seen.contains(&there)) {
            self.look_in(&path, depth + 1);
        }
    }

    fn look_into_files(&mut self) {
        let files = std::mem::take(&mut self.files);
        let mut order: Vec<usize> = (0..files.len()).collect();
        let own = self.looking.incident.folder();
        order.sort_by_key(|at| (!files[*at].0.starts_with(own), files[*at].1, *at));
        let (mut bytes, mut found, mut passed) = (0u64, Vec::new(), Vec::new());
        for (nth, at) in order.into_iter().enumerate() {
            let (path, length) = &files[at];
            if nth >= MOST_FILES || *length > LARGEST || bytes.saturating_add(*length) > MOST_BYTES {
                passed.push((at, Unseen::Large));
                continue;
            }
            bytes += length;
            match self.holds(path) {
                Ok(true) => found.push(at),
                Ok(false) if is_archive(path) => passed.push((at, Unseen::Archive)),
                Ok(false) => {}
                Err(_) => passed.push((at, Unseen::Unreadable)),
            }
        }
        found.sort_unstable();
        passed.sort_unstable_by_key(|(at, _)| *at);
        found.into_iter().for_each(|at| self.found(&files[at].0));
        for (at, why) in passed {
            self.pass(files[at].0.clone(), why);
        }
    }

    fn holds(&self, path: &Path) -> std::io::Result<bool> {
        let words = self.looking.words;
        if words.are_in(path.file_name().unwrap_or_default().as_encoded_bytes()) {
            return Ok(true);
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
        Ok(words.are_in(&bytes))
    }

    fn pass(&mut self, path: PathBuf, why: Unseen) {
        self.search.unseen.push((path, why));
    }

    fn found(&mut self, path: &Path) {
        self.search.left.push(Left {
            path: path.to_owned(),
            role: self.looking.role_of(path),
        });
    }
}

/// True for the name of a file whose bytes are none of the text in it.
fn is_archive(path: &Path) -> bool {
    const ENDINGS: [&str; 13] = [
        "gz", "zip", "xz", "zst", "bz2", "7z", "tgz", "lz4", "lzma", "br", "rar", "gpg", "age",
    ];
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    ENDINGS.contains(&ending.as_str())
}

struct Looking<'a> {
    home: &'a Home,
    incident: &'a IncidentPath,
    words: &'a Words,
}

impl Looking<'_> {
    fn role_of(&self, path: &Path) -> FileRole {
        let incident = self.incident.folder();
        if path == incident {
            return FileRole::Folder;
        }
        if let Ok(within) = path.strip_prefix(incident) {
            let folder = within.iter().next().unwrap_or_default().to_string_lossy();
            return match &*folder {
                "journal" => FileRole::Journal,
                "drafts" => FileRole::Draft,
                folder if folder.starts_with("evidence") => FileRole::Evidence,
                _ => FileRole::Unknown,
            };
        }
        if let Ok(within) = path.strip_prefix(self.home.data.join("incidents")) {
            let other = within.iter().next().unwrap_or_default();
            return FileRole::Elsewhere(other.to_string_lossy().into_owned());
        }
        if path.starts_with(&self.home.state) {
            FileRole::State
        } else if path.starts_with(&self.home.config) {
            FileRole::Config
        } else {
            FileRole::Unknown
        }
    }
}
