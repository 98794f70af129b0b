//! The files that editors are given: in the state folder, under a name that is seen there, and looked at again for as
//! long as an editor that came back may still write them.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::domain::redaction::Words;
use crate::journal::evidence::digest;
use crate::journal::named_file;

/// The most texts that are the same and with editors at a time.
const MOST_ALIKE: u32 = 64;

/// The most bytes of a file that are taken in.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Letters of a digest that tell texts apart.
const MARK: usize = 16;

/// Age up to which a file stays that nobody wrote and whose interface ended without taking it away.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// A file that an editor was given.
#[derive(Debug)]
pub(in crate::tui) struct Sheet {
    path: PathBuf,
    /// The text that is known to stand in it.
    known: String,
}

impl Sheet {
    /// A new file in the state folder that holds a text, for this user alone. Its name tells what was given, so that a
    /// later run knows whether anything was written.
    pub(in crate::tui) fn new(state: &Path, text: &str) -> io::Result<Sheet> {
        let mark = mark(text);
        for nth in 1..=MOST_ALIKE {
            let again = if nth > 1 { format!("-{nth}") } else { String::new() };
            let path = state.join(format!("text-{mark}{again}.md"));
            let file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&path);
            match file {
                Ok(mut file) => {
                    file.write_all(text.as_bytes())?;
                    let known = text.to_owned();
                    return Ok(Sheet { path, known });
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    /// Reads what editors wrote in files of earlier runs, which took no notice of it any more, and in their own beside
    /// those: what they save while one types, when they are ended. What nobody wrote is taken away after a day: until
    /// then its interface may run, or its editor be about to open it.
    pub(in crate::tui) fn written_later(state: &Path) -> Vec<(Sheet, String)> {
        let files = std::fs::read_dir(state).into_iter().flatten().flatten();
        let written = |file: std::fs::DirEntry| {
            let name = file.file_name();
            let mark = mark_in(name.to_str()?)?.to_owned();
            let text = named_file::read_text(&file.path(), LARGEST).ok()?;
            let sheet = Sheet {
                path: file.path(),
                known: text.clone(),
            };
            // What an editor keeps for itself is no text.
            if text.contains('\0') {
                return None;
            }
            if self::mark(&text) == mark || text.trim().is_empty() {
                if age(&file)? > STALE {
                    sheet.remove();
                }
                return None;
            }
            Some((sheet, text))
        };
        files.filter_map(written).collect()
    }

    /// Files that an editor which was killed left beside those it was given, and that it alone can read. After a week they
    /// are taken away.
    pub(in crate::tui) fn left_by_editors(state: &Path) -> Vec<PathBuf> {
        let files = std::fs::read_dir(state).into_iter().flatten().flatten();
        let left = |file: std::fs::DirEntry| {
            let name = file.file_name();
            let name = name.to_str()?;
            mark_in(name).filter(|_| !name.starts_with("text-"))?;
            let bytes = named_file::read(&file.path(), LARGEST).ok()?;
            let is_text = std::str::from_utf8(&bytes).is_ok_and(|text| !text.contains('\0'));
            if is_text {
                return None;
            }
            if age(&file)? > 7 * STALE {
                let _ = std::fs::remove_file(file.path());
                return None;
            }
            Some(file.path())
        };
        files.filter_map(left).collect()
    }

    /// The file.
    pub(in crate::tui) fn path(&self) -> &Path {
        &self.path
    }

    /// The bytes that stand in it now.
    pub(in crate::tui) fn read(&self) -> io::Result<Vec<u8>> {
        named_file::read(&self.path, LARGEST)
    }

    /// The text known to stand in it, and the one written since. An empty file is one that is being written.
    pub(in crate::tui) fn news(&mut self) -> Option<(String, String)> {
        let text = String::from_utf8(self.read().ok()?).ok()?;
        if text.trim().is_empty() || text.trim_end() == self.known.trim_end() {
            return None;
        }
        Some((std::mem::replace(&mut self.known, text.clone()), text))
    }

    /// True where these words stand in it, or did.
    pub(in crate::tui) fn holds(&self, words: &Words) -> bool {
        words.are_of(&self.known) || self.read().is_ok_and(|bytes| words.are_in(&bytes))
    }

    /// The files in the state folder that hold these words, and an editor's own beside them.
    pub(in crate::tui) fn holding(state: &Path, words: &Words) -> Vec<Sheet> {
        let files = std::fs::read_dir(state).into_iter().flatten().flatten();
        let sheets = files.filter_map(|file| {
            let name = file.file_name();
            let name = name.to_str()?;
            let is_given = name.starts_with("text-") && name.ends_with(".md");
            if !is_given {
                mark_in(name)?;
            }
            let path = file.path();
            let known = String::from_utf8_lossy(&named_file::read(&path, LARGEST).ok()?).into_owned();
            words.are_of(&known).then_some(Sheet { path, known })
        });
        sheets.collect()
    }

    /// Takes the file away, unless something stands in it that nobody has seen.
    pub(in crate::tui) fn remove_if_known(self) {
        if self.read().is_ok_and(|bytes| bytes == self.known.as_bytes()) {
            self.remove();
        }
    }

    /// Takes the file away. An editor that writes it once more makes it anew.
    pub(in crate::tui) fn remove(self) {
        // Should it stay, what stands in it is offered once more: twice is better than never.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// The mark in the name of a file that an editor was given, or of one of its own beside that: `text-<mark>.md`,
/// `.text-<mark>.md.swp`, `#text-<mark>.md#`, `text-<mark>.md~`.
fn mark_in(name: &str) -> Option<&str> {
    let (before, rest) = name.split_once("text-")?;
    let (mark, rest) = rest.split_at_checked(MARK)?;
    let is_ours = matches!(before, "" | "." | "#" | ".#") && mark.bytes().all(|b| b.is_ascii_hexdigit());
    (is_ours && rest.contains(".md")).then_some(mark)
}

fn age(file: &std::fs::DirEntry) -> Option<Duration> {
    let since = file.metadata().ok()?.modified().ok()?;
    Some(SystemTime::now().duration_since(since).unwrap_or_default())
}

/// A digest that tells one text from another, in a file's name.
fn mark(text: &str) -> String {
    digest(text.trim_end().as_bytes()).chars().take(MARK).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(state: &Path) -> Vec<String> {
        let files = std::fs::read_dir(state).unwrap();
        let mut names: Vec<String> = files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_written_is_news_once() {
        let state = tempfile::tempdir().unwrap();
        let mut sheet = Sheet::new(state.path(), "half a line").unwrap();
        assert!(names(state.path())[0].starts_with("text-"), "seen in the folder");
        assert_eq!(sheet.read().unwrap(), b"half a line");
        for unchanged in ["half a line\n", "", "\n"] {
            std::fs::write(sheet.path(), unchanged).unwrap();
            assert_eq!(sheet.news(), None, "{unchanged:?}");
        }
        for (before, now) in [("half a line", "a line\n"), ("a line\n", "two\nlines")] {
            std::fs::write(sheet.path(), now).unwrap();
            assert_eq!(sheet.news(), Some((before.to_owned(), now.to_owned())));
            assert_eq!(sheet.news(), None);
        }
        std::fs::write(sheet.path(), "unseen").unwrap();
        let mut again = Sheet {
            path: sheet.path().to_owned(),
            known: sheet.known.clone(),
        };
        sheet.remove_if_known();
        assert!(again.news().is_some(), "it stays");
        again.remove_if_known();
        assert!(names(state.path()).is_empty());
    }

    #[test]
    fn a_later_run_knows_what_was_written() {
        let state = tempfile::tempdir().unwrap();
        let [same, twice, given] =
            ["given", "given", "other"].map(|text| Sheet::new(state.path(), text).unwrap());
        assert_eq!(names(state.path()).len(), 3);
        std::fs::write(given.path(), "written later").unwrap();
        std::fs::write(twice.path(), b"caf\xe9").unwrap();
        let found = Sheet::written_later(state.path());
        let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["written later"]);
        let old = SystemTime::now() - 2 * STALE;
        for sheet in [&same, &twice] {
            let file = OpenOptions::new().write(true).open(sheet.path()).unwrap();
            file.set_modified(old).unwrap();
        }
        Sheet::written_later(state.path());
        assert!(!same.path().exists());
        assert!(twice.path().exists(), "what is no text may be of use to somebody");
    }

    #[test]
    fn what_a_killed_editor_left_is_found() {
        let state = tempfile::tempdir().unwrap();
        let sheet = Sheet::new(state.path(), "given").unwrap();
        let name = sheet.path().file_name().unwrap().to_str().unwrap().to_owned();
        let at = |name: String| state.path().join(name);
        std::fs::write(at(format!("#{name}#")), "saved while typing").unwrap();
        std::fs::write(at(format!("{name}~")), "given").unwrap();
        std::fs::write(at(format!(".{name}.swp")), b"b0VIM \0\xff").unwrap();
        std::fs::write(at("some-text-of-mine.md".to_owned()), "mine").unwrap();
        let found = Sheet::written_later(state.path());
        let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["saved while typing"]);
        let swap = at(format!(".{name}.swp"));
        assert_eq!(Sheet::left_by_editors(state.path()), std::slice::from_ref(&swap));
        let file = OpenOptions::new().write(true).open(&swap).unwrap();
        file.set_modified(SystemTime::now() - 8 * STALE).unwrap();
        assert!(Sheet::left_by_editors(state.path()).is_empty());
        assert!(!swap.exists() && at(format!("{name}~")).exists());
    }
}
