//! Files of the state folder put in their places whole, and what becomes of those that a killed process did not get
//! to put there.

use std::fs::File;
use std::io::{Error, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{lock, read};
use crate::app::autosave::KeptLine;

/// After this time nobody is about to put a file in its place any more.
const STALE: Duration = Duration::from_secs(60);

/// The beginning of a file's name that is written by an interface without a slot.
const NAMELESS: &str = ".tmp";

/// Puts a file in its place, whole.
pub(in crate::tui) fn place(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // A temporary file of this crate is the user's own alone (0600).
    let mut file = tempfile::Builder::new().prefix(NAMELESS).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

/// Puts a file in its place, whole, by way of one that is known for this slot's, whose lock is held.
pub(super) fn place_as(slot: u32, path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{slot}.tmp"));
    // Left by one that was killed; whoever has the slot now is alone in using this name.
    let _ = std::fs::remove_file(&beside);
    let mut file = File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&beside)?;
    let put = file
        .write_all(bytes)
        .and_then(|()| std::fs::rename(&beside, path));
    if put.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    put
}

/// Puts in place the lines that those who were killed had no time to, where they are whole; takes the rest away. `own`
/// is the slot of this process: its lock need not be tried.
pub(in crate::tui) fn finish_left_over(state: &Path, own: Option<u32>) {
    let lines = state.join("lines");
    for folder in [state, &lines] {
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        for path in files.map(|file| file.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(NAMELESS) && is_stale(&path) {
                let _ = std::fs::remove_file(&path);
            } else if let Some((target, slot)) = beside(&name) {
                let held = (own != Some(slot)).then(|| lock(&lines, slot));
                if matches!(held, Some(None)) {
                    continue;
                }
                finish(&path, path.with_file_name(target), folder == lines);
            }
        }
    }
}

fn finish(path: &Path, target: PathBuf, is_line: bool) {
    let is_whole = is_line && read::<KeptLine>(path).is_some();
    let put = is_whole && std::fs::rename(path, target).is_ok();
    if !put {
        let _ = std::fs::remove_file(path);
    }
}

/// The name and the slot that a file is of which [`place_as`] wrote.
fn beside(name: &str) -> Option<(&str, u32)> {
    let (target, slot) = name.strip_prefix('.')?.strip_suffix(".tmp")?.rsplit_once('.')?;
    let slot = slot.parse().ok()?;
    target.ends_with(".json").then_some((target, slot))
}

fn is_stale(path: &Path) -> bool {
    let since = path.symlink_metadata().and_then(|about| about.modified());
    let age = since
        .ok()
        .and_then(|since| SystemTime::now().duration_since(since).ok());
    age.is_some_and(|age| age > STALE)
}
