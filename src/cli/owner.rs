//! Whose folders these are: root, who may write anywhere, must not record in a home that is another user's.
//!
//! What root writes there the user could not read, and the user could have put links in the way of it.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::problem::{Exit, Problem};
use crate::system::home::Home;
use crate::system::machine;

/// The user that stands for those that this part of the machine does not know: in containers, on network disks.
const UNKNOWN: u32 = 65_534;

const ROOT: u32 = 0;

/// Refuses to write there as the user `uid`, where that is root and the folders, or those that lead to them, are not.
///
/// # Errors
/// The refusal, with who they belong to and what to do.
pub(super) fn check(home: &Home, uid: u32) -> Result<(), Problem> {
    if uid != ROOT {
        return Ok(());
    }
    let places = [home.data.join("incidents"), home.state.clone()];
    let foreign = places
        .iter()
        .find_map(|place| Some((place, foreign_owner(place)?)));
    let Some((place, owner)) = foreign else {
        return Ok(());
    };
    let name = machine::user_name(owner);
    let message = format!(
        "this is root, and {} is {name}'s, who could not read what root records there",
        place.display()
    );
    let next =
        format!("run it as {name}, without sudo; or give root a home of its own: --home /root/hotwash");
    Err(Problem::new(Exit::NotSaved, message).next(next))
}

/// Who else owns the place, or a folder on the way to it: as it was named, or where links lead.
fn foreign_owner(place: &Path) -> Option<u32> {
    let there = place.ancestors().find_map(|folder| folder.canonicalize().ok());
    let ways = [place.to_owned(), there.unwrap_or_default()];
    let owner = |folder: &Path| Some(folder.symlink_metadata().ok()?.uid());
    let mut owners = ways
        .iter()
        .flat_map(|way: &PathBuf| way.ancestors())
        .filter_map(owner);
    owners.find(|owner| ![ROOT, UNKNOWN].contains(owner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_root_is_kept_out_of_what_is_another_s() {
        let dir = tempfile::tempdir().unwrap();
        let (theirs, own) = (dir.path().join("theirs"), dir.path().join("own"));
        for folder in [&theirs, &own] {
            std::fs::create_dir(folder).unwrap();
        }
        let home = Home::below(&theirs.join("deep/er"));
        for uid in [1000, 1234] {
            assert!(check(&home, uid).is_ok());
        }
        let tester = rustix::process::geteuid().as_raw();
        if tester == ROOT {
            assert!(check(&home, ROOT).is_ok(), "it is root's");
            std::os::unix::fs::chown(&theirs, Some(1234), None).unwrap();
        }
        let problem = check(&home, ROOT).unwrap_err();
        assert_eq!(problem.exit, Exit::NotSaved);
        let told = problem.to_string();
        assert!(
            told.contains("this is root") && told.contains("without sudo"),
            "{told}"
        );
        if tester == ROOT {
            assert!(told.contains("uid1234's"), "{told}");
            // Left there by root once, where the user may have put a link meanwhile.
            std::fs::create_dir_all(theirs.join("deep/er/data/incidents")).unwrap();
            assert!(check(&home, ROOT).is_err());
            std::os::unix::fs::symlink(&theirs, own.join("link")).unwrap();
            assert!(check(&Home::below(&own.join("link")), ROOT).is_err());
            assert!(check(&Home::below(&own), ROOT).is_ok());
        }
    }
}
