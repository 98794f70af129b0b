//! Takes away the parts of files that a killed process left beside those it was about to put in place: of drafts, of
//! evidence, of segments without a secret. They were never the files themselves.

use std::ffi::OsStr;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rustix::io::Errno;

use super::evidence;
use super::shelf::IncidentPath;
use super::storage::{Disk, Storage};

/// After this time nobody is at work on it any more.
const STALE: Duration = Duration::from_secs(60 * 60);

const MINUTE: Duration = Duration::from_secs(60);

/// Takes such files of this user's away from the folders of an incident, where they are an hour old.
pub fn sweep(storage: &dyn Storage, path: &IncidentPath) {
    let usual = [path.journal(), path.drafts()];
    for folder in usual.into_iter().chain(evidence::folders(storage, path)) {
        if folder.is_symlink() {
            continue;
        }
        for name in storage.list(&folder).unwrap_or_default() {
            let file = folder.join(&name);
            if name.to_str().is_some_and(is_beside) && is_older(&file, STALE) {
                let _ = std::fs::remove_file(&file);
            }
        }
    }
}

/// Takes the parts of a file away that killed processes of this user left beside it: nobody else would look for them
/// in a folder of a person's own. A process that is gone, and its part a minute old, is not at work on another machine.
pub fn sweep_beside(file: &Path) {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name().and_then(OsStr::to_str)) else {
        return;
    };
    for part in Disk.list(folder).unwrap_or_default() {
        let whose = part
            .to_str()
            .and_then(|part| part.strip_prefix('.')?.strip_prefix(name));
        let process = whose.and_then(|end| end.strip_prefix('.')?.split('-').next()?.parse().ok());
        let is_part = whose.is_some() && part.to_str().is_some_and(is_beside);
        let age = if process.is_some_and(is_gone) {
            MINUTE
        } else {
            STALE
        };
        let part = folder.join(&part);
        if is_part && is_older(&part, age) {
            let _ = std::fs::remove_file(&part);
        }
    }
}

/// True if no process of this number runs.
fn is_gone(process: i32) -> bool {
    let process = rustix::process::Pid::from_raw(process);
    process.is_some_and(|process| rustix::process::test_kill_process(process) == Err(Errno::SRCH))
}

/// True for a name that [`whole_file`](crate::journal::write::whole_file) gives a file that is not in place yet:
/// `.<name>.<process>-<number>.tmp`.
fn is_beside(name: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let middle = name.strip_prefix('.').and_then(|name| name.strip_suffix(".tmp"));
    let end = middle.and_then(|name| name.rsplit_once('.'));
    end.and_then(|(_, end)| end.split_once('-'))
        .is_some_and(|(process, number)| digits(process) && digits(number))
}

fn is_older(file: &Path, least: Duration) -> bool {
    let Ok(about) = file.symlink_metadata() else {
        return false;
    };
    let age = about
        .modified()
        .ok()
        .and_then(|then| SystemTime::now().duration_since(then).ok());
    let is_own = about.uid() == rustix::process::geteuid().as_raw();
    about.is_file() && is_own && age.is_some_and(|age| age > least)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::sync::Arc;

    use super::*;
    use crate::domain::id::IncidentId;
    use crate::journal::Shelf;

    #[test]
    fn parts_of_a_killed_process_go_once_it_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let put = |name: &str, age: Duration| {
            let file = File::create(dir.path().join(name)).unwrap();
            file.set_modified(SystemTime::now() - age).unwrap();
        };
        let here = std::process::id();
        // No process has so high a number.
        let gone = i32::MAX;
        put(&format!(".d.md.{gone}-0.tmp"), 2 * MINUTE);
        put(&format!(".d.md.{here}-1.tmp"), 2 * STALE);
        let kept = [
            format!(".d.md.{here}-0.tmp"),
            format!(".d.md.{gone}-1.tmp"),
            format!(".e.md.{gone}-0.tmp"),
            ".d.md.swp".to_owned(),
        ];
        for (name, age) in kept.iter().zip([2, 0, 2, 200]) {
            put(name, age * MINUTE);
        }
        sweep_beside(&dir.path().join("d.md"));
        let mut kept = kept.map(std::ffi::OsString::from);
        kept.sort_unstable();
        assert_eq!(Disk.list(dir.path()).unwrap(), kept);
    }

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
