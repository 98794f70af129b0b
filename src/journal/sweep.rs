//! What a killed process left beside the files that it was about to put in place: parts of drafts, of evidence, of
//! segments without a secret. They were never the files themselves.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::evidence;
use super::shelf::IncidentPath;
use super::storage::Storage;

/// After this time nobody is at work on it any more.
const STALE: Duration = Duration::from_secs(60 * 60);

/// Takes such files of this user's away from the folders of an incident, where they are an hour old.
pub fn sweep(storage: &dyn Storage, path: &IncidentPath) {
    let usual = [path.journal(), path.drafts()];
    for folder in usual.into_iter().chain(evidence::folders(storage, path)) {
        if folder.is_symlink() {
            continue;
        }
        for name in storage.list(&folder).unwrap_or_default() {
            let file = folder.join(&name);
            if name.to_str().is_some_and(is_beside) && is_stale(&file) {
                let _ = std::fs::remove_file(&file);
            }
        }
    }
}

/// Whether a file's name is one that [`write_file`](crate::journal::write::whole_file) gives: `.<name>.<process>-<number>.tmp`.
fn is_beside(name: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let middle = name.strip_prefix('.').and_then(|name| name.strip_suffix(".tmp"));
    let end = middle.and_then(|name| name.rsplit_once('.'));
    end.and_then(|(_, end)| end.split_once('-'))
        .is_some_and(|(process, number)| digits(process) && digits(number))
}

fn is_stale(file: &Path) -> bool {
    let Ok(about) = file.symlink_metadata() else {
        return false;
    };
    let age = about
        .modified()
        .ok()
        .and_then(|then| SystemTime::now().duration_since(then).ok());
    let is_own = about.uid() == rustix::process::geteuid().as_raw();
    about.is_file() && is_own && age.is_some_and(|age| age > STALE)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::sync::Arc;

    use super::*;
    use crate::domain::id::IncidentId;
    use crate::journal::{Disk, Shelf};

    #[test]
    fn only_what_is_old_and_was_written_beside_a_file_is_taken_away() {
        let dir = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(dir.path(), Arc::new(Disk));
        let date = chrono::NaiveDate::from_ymd_opt(2023, 3, 25).unwrap();
        let id = IncidentId::new(uuid::Uuid::from_u128(7));
        let path = shelf.create("Login down", date, id).unwrap();
        let put = |file: &Path, age: Duration| {
            fs::write(file, "a part of a draft").unwrap();
            let file = File::options().write(true).open(file).unwrap();
            file.set_modified(SystemTime::now() - age).unwrap();
        };
        let old = 2 * STALE;
        for folder in [path.drafts(), path.evidence(), path.journal()] {
            put(&folder.join(".login-down.md.4711-0.tmp"), old);
            put(&folder.join(".login-down.md.4712-0.tmp"), Duration::ZERO);
            for kept in ["login-down.md", ".notes.tmp", "x.4711-0.tmp", ".git.x-1.tmp"] {
                put(&folder.join(kept), old);
            }
            sweep(&Disk, &path);
            let left = Disk.list(&folder).unwrap();
            assert_eq!(
                left,
                [
                    ".git.x-1.tmp",
                    ".login-down.md.4712-0.tmp",
                    ".notes.tmp",
                    "login-down.md",
                    "x.4711-0.tmp"
                ]
            );
        }
    }
}
