//! Whole files, such as drafts: the old one or the new one stands there, never a part of either.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::journal::error::{JournalError, Operation};
use crate::journal::storage::{OpenMode, Storage};
use crate::journal::write::share;

/// No file that is read as a whole is longer: none that was written here is by far.
pub const MAX_WHOLE: u64 = 64 * 1024 * 1024;

/// Puts `bytes` in a file's place, unless `allow` forbids it after seeing the old bytes (`None`: there is no such
/// file), or they are far too many to be a file of ours. Returns whether it did. The disk holds the new file when
/// this returns.
///
/// # Errors
/// When the old file cannot be read or the new one not be written. A symlink is refused, not followed.
pub fn replace_if(
    storage: &dyn Storage,
    path: &Path,
    bytes: &[u8],
    allow: impl FnOnce(Option<&[u8]>) -> bool,
) -> Result<bool, JournalError> {
    let most = MAX_WHOLE.max(bytes.len() as u64 * 2);
    replace_with(storage, path, most, |old| {
        allow(old).then_some(Cow::Borrowed(bytes))
    })
}

/// Puts what `make` makes of the old bytes (`None`: there is no such file) in a file's place. Nothing is put where it
/// makes none, nor where the old bytes are more than `most`: then it is not asked. Returns whether there is a new file;
/// the disk holds it when this returns.
///
/// # Errors
/// As for [`replace_if`].
pub fn replace_with<'a>(
    storage: &dyn Storage,
    path: &Path,
    most: u64,
    make: impl FnOnce(Option<&[u8]>) -> Option<Cow<'a, [u8]>>,
) -> Result<bool, JournalError> {
    let old = match read(storage, path, most) {
        Err(error) if error.kind() == ErrorKind::FileTooLarge => return Ok(false),
        old => old.map_err(JournalError::at(Operation::Open, path))?,
    };
    match make(old.as_deref()) {
        Some(bytes) => put(storage, path, &bytes).map(|()| true),
        None => Ok(false),
    }
}

/// Puts `bytes` in a file's place, whatever stands there. The disk holds the new file when this returns.
///
/// # Errors
/// When it cannot be written; what stood there then still does.
pub(in crate::journal) fn put(storage: &dyn Storage, path: &Path, bytes: &[u8]) -> Result<(), JournalError> {
    let made = make_beside(storage, path)?;
    put_by(storage, made, path, bytes)
}

/// Does as [`put`] does, with a file that whoever may read its folder may read.
///
/// # Errors
/// When it cannot be written; what stood there then still does.
pub(in crate::journal) fn put_shared(
    storage: &dyn Storage,
    path: &Path,
    bytes: &[u8],
) -> Result<(), JournalError> {
    let made = make_beside(storage, path)?;
    share::as_its_folder(&made.1, path);
    put_by(storage, made, path, bytes)
}

fn put_by(
    storage: &dyn Storage,
    (beside, file): (PathBuf, File),
    path: &Path,
    bytes: &[u8],
) -> Result<(), JournalError> {
    let placed = place(storage, &beside, &file, path, bytes);
    if placed.is_err() {
        // It was never the file itself; a second failure changes nothing.
        let _ = std::fs::remove_file(&beside);
    }
    placed
}

/// The bytes of a file; `None` where there is none.
///
/// # Errors
/// The system's own, and `FileTooLarge` where it has more than `most` bytes.
pub(in crate::journal) fn read(storage: &dyn Storage, path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    match storage.open(path, OpenMode::Read) {
        Ok(file) => read_at_most(file, most).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The bytes of an open file. How many they are is looked at before.
///
/// # Errors
/// The system's own, and `FileTooLarge` where there are more than `most`.
pub fn read_at_most(file: File, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let length = file.metadata()?.len();
    if length <= most {
        // It may grow meanwhile.
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    }
    if length > most || bytes.len() as u64 > most {
        let what = format!("it has more than {most} bytes");
        return Err(io::Error::new(ErrorKind::FileTooLarge, what));
    }
    Ok(bytes)
}

fn make_beside(storage: &dyn Storage, path: &Path) -> Result<(PathBuf, File), JournalError> {
    let name = path.file_name().unwrap_or_default();
    let mut number = 0;
    loop {
        let mut temporary = OsString::from(".");
        temporary.push(name);
        temporary.push(format!(".{}-{number}.tmp", std::process::id()));
        let beside = path.with_file_name(temporary);
        match storage.open(&beside, OpenMode::New) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 100 => number += 1,
            Err(error) => return Err(JournalError::at(Operation::Open, &beside)(error)),
        }
    }
}

fn place(
    storage: &dyn Storage,
    beside: &Path,
    file: &File,
    path: &Path,
    bytes: &[u8],
) -> Result<(), JournalError> {
    write_all(storage, file, bytes).map_err(JournalError::at(Operation::Write, beside))?;
    storage
        .sync(file)
        .map_err(JournalError::at(Operation::Sync, beside))?;
    storage
        .rename(beside, path)
        .map_err(JournalError::at(Operation::Rename, path))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    storage
        .sync_folder(folder)
        .map_err(JournalError::at(Operation::Sync, folder))
}

fn write_all(storage: &dyn Storage, file: &File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match storage.write(file, bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => bytes = &bytes[count..],
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;
    use crate::journal::Disk;
    use crate::journal::fault::{DiskOp, Fault, Faulty};

    #[test]
    fn the_caller_decides_by_what_stands_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("draft.md");
        assert!(replace_if(&Disk, &path, b"one", |old| old.is_none()).unwrap());
        assert!(!replace_if(&Disk, &path, b"two", |old| old.is_none()).unwrap());
        assert!(replace_if(&Disk, &path, b"two", |old| old == Some(b"one")).unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(
            fs::read_dir(dir.path()).unwrap().count(),
            1,
            "nothing is left behind"
        );
    }

    #[test]
    fn what_is_far_too_long_is_not_ours_and_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("draft.md");
        fs::File::create(&path).unwrap().set_len(20 << 30).unwrap();
        let put = replace_if(&Disk, &path, b"new", |_| panic!("nobody can have read it"));
        assert!(!put.unwrap());
        let error = read_at_most(fs::File::open(&path).unwrap(), MAX_WHOLE).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FileTooLarge);
    }

    #[test]
    fn a_symlink_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let (target, link) = (dir.path().join("target"), dir.path().join("link"));
        fs::write(&target, "precious").unwrap();
        symlink(&target, &link).unwrap();
        assert!(replace_if(&Disk, &link, b"x", |_| true).is_err());
        assert_eq!(fs::read(&target).unwrap(), b"precious");
    }

    #[test]
    fn whatever_fails_the_old_file_stands() {
        for op in [DiskOp::Open, DiskOp::Write, DiskOp::Sync, DiskOp::Rename] {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("draft.md");
            fs::write(&path, "old").unwrap();
            let disk = Faulty::new();
            // The first opening is that of the old file.
            let skip = usize::from(op == DiskOp::Open);
            disk.plan(op, skip, 1, Fault::Error(ErrorKind::StorageFull));
            assert!(
                replace_if(&disk, &path, b"new", |_| true)
                    .unwrap_err()
                    .not_saved()
            );
            assert_eq!(fs::read(&path).unwrap(), b"old", "{op:?}");
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "{op:?}");
        }
    }
}
