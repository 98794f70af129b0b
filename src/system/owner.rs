//! Whose folders these are: root, who may write anywhere, must not write where another user could not read it, or could
//! have put links in the way of it.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

/// The user that stands for those that this part of the machine does not know: in containers, on network disks.
const UNKNOWN: u32 = 65_534;

const ROOT: u32 = 0;

/// More links on one way are followed by no system.
const MOST_LINKS: usize = 40;

/// The other user who owns the place, or a folder or link on the way to it, where `uid` is root; for others the system
/// itself decides.
pub fn foreign(place: &Path, uid: u32) -> Option<u32> {
    if uid != ROOT {
        return None;
    }
    let unknown_is_somebody = knows_every_user();
    let is_foreign = |owner: &u32| *owner != ROOT && (*owner != UNKNOWN || unknown_is_somebody);
    owners(place).into_iter().find(is_foreign)
}

/// The owners of all that leads to a place, as far as there is anything.
fn owners(place: &Path) -> Vec<u32> {
    let place = std::path::absolute(place).unwrap_or_else(|_| place.to_owned());
    let (mut at, mut rest) = (PathBuf::from("/"), steps(&place));
    let (mut owners, mut links) = (Vec::new(), 0);
    while let Some(step) = rest.pop_front() {
        // Also one that leads up, or back to the root: it says where the next one is looked for.
        at.push(&step);
        if step == ".." {
            at.pop();
            at.pop();
        }
        let Ok(about) = at.symlink_metadata() else { break };
        owners.push(about.uid());
        if !about.is_symlink() {
            continue;
        }
        links += 1;
        let Ok(target) = at.read_link() else { break };
        if links > MOST_LINKS {
            break;
        }
        at.pop();
        for step in steps(&target).into_iter().rev() {
            rest.push_front(step);
        }
    }
    owners
}

fn steps(path: &Path) -> VecDeque<OsString> {
    let steps = path.components().filter(|step| *step != Component::CurDir);
    steps.map(|step| step.as_os_str().to_owned()).collect()
}

/// True where no number stands for several users: in a container, it does for all that are not of it.
fn knows_every_user() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let map = std::fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
    let words: Vec<&str> = map.split_whitespace().collect();
    words == ["0", "0", "4294967295"]
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{chown, symlink};

    use super::*;

    #[test]
    fn only_root_asks_and_every_link_on_the_way_counts() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        let tester = rustix::process::geteuid().as_raw();
        std::fs::create_dir_all(at("own/deep")).unwrap();
        std::fs::create_dir_all(at("theirs")).unwrap();
        // The link that one of root's leads to is another's, though both ends are root's.
        symlink(at("own"), at("theirs/link")).unwrap();
        symlink("theirs/link", at("link")).unwrap();
        if tester == ROOT {
            assert_eq!(foreign(&at("link/deep"), ROOT), None);
            chown(at("theirs"), Some(1234), None).unwrap();
        }
        let owner = if tester == ROOT { 1234 } else { tester };
        for place in ["theirs/not/there", "link/deep", "link", "own/../theirs"] {
            assert_eq!(foreign(&at(place), ROOT), Some(owner), "{place}");
            assert_eq!(foreign(&at(place), 1234), None, "{place}");
        }
        symlink("round", at("round")).unwrap();
        if tester == ROOT {
            assert_eq!(foreign(&at("own/deep/er"), ROOT), None);
            assert_eq!(foreign(&at("round"), ROOT), None);
            chown(at("theirs"), Some(UNKNOWN), None).unwrap();
            let nobody = foreign(&at("theirs"), ROOT);
            assert_eq!(nobody.is_some(), knows_every_user());
        }
    }
}
