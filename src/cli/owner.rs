//! Whose folders these are: root, who may write anywhere, must not record in a home that is another user's.
//!
//! What root writes there the user could not read, and the user could have put links in the way of it.

use std::path::Path;

use super::problem::{Exit, Problem};
use crate::system::home::Home;
use crate::system::{machine, owner};

/// Refuses to write there as the user `uid`, where that is root and the folders, or those that lead to them, are not.
///
/// # Errors
/// The refusal, with who they belong to and what to do.
pub(super) fn check(home: &Home, uid: u32) -> Result<(), Problem> {
    let places = [home.data.join("incidents"), home.state.clone()];
    places.iter().try_for_each(|place| {
        let next = |name: &str| {
            format!("run it as {name}, without sudo; or give root a home of its own: --home /root/hotwash")
        };
        refuse(place, uid, "who could not read what root records there", next)
    })
}

/// Refuses to write a draft in this folder, likewise.
///
/// # Errors
/// As for [`check`].
pub(super) fn check_output(folder: &Path, uid: u32) -> Result<(), Problem> {
    let next = |name: &str| format!("run it as {name}, without sudo; or give a file in a folder of root's");
    refuse(folder, uid, "who can lead root elsewhere from there", next)
}

fn refuse(place: &Path, uid: u32, why: &str, next: impl Fn(&str) -> String) -> Result<(), Problem> {
    let Some(owner) = owner::foreign(place, uid) else {
        return Ok(());
    };
    let name = machine::user_name(owner);
    let message = format!("this is root, and {} is {name}'s, {why}", place.display());
    Err(Problem::new(Exit::NotSaved, message).next(next(&name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: u32 = 0;

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
