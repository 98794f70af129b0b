//! The readers of a file: in a folder that hotwash made, this user alone; in one that people opened for others, those
//! who can read the folder. Records in it are meant for them.

use std::fs::{File, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

const OWNER: u32 = 0o600;
const GROUP_READS: u32 = 0o040;
const OTHERS_READ: u32 = 0o004;

/// Lets those read a file of ours who can read its folder. What fails is let go: the file is as private as it was.
pub(in crate::journal) fn as_its_folder(file: &File, path: &Path) {
    let folder = path.parent().and_then(|folder| folder.metadata().ok());
    let (Some(folder), Ok(about)) = (folder, file.metadata()) else {
        return;
    };
    let mut wanted = folder.mode() & (GROUP_READS | OTHERS_READ);
    if about.mode() & wanted == wanted {
        return;
    }
    if wanted & GROUP_READS != 0 && about.gid() != folder.gid() {
        // Another group than the folder's was never meant.
        let group = rustix::process::Gid::from_raw(folder.gid());
        if rustix::fs::fchown(file, None, Some(group)).is_err() {
            wanted &= !GROUP_READS;
        }
    }
    let _ = file.set_permissions(Permissions::from_mode(OWNER | wanted));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_reads_the_folder_reads_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("ana.jsonl");
        let mode = |folder: u32| {
            let _ = std::fs::remove_file(&path);
            let file = File::create(&path).unwrap();
            file.set_permissions(Permissions::from_mode(0o600)).unwrap();
            std::fs::set_permissions(dir.path(), Permissions::from_mode(folder)).unwrap();
            as_its_folder(&file, &path);
            file.metadata().unwrap().mode() & 0o777
        };
        for (folder, file) in [
            (0o700, 0o600),
            (0o750, 0o640),
            (0o770, 0o640),
            (0o755, 0o644),
            (0o711, 0o600),
        ] {
            assert_eq!(mode(folder), file, "{folder:o}");
        }
    }
}
