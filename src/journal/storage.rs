//! The thin seam between the journal and the disk, so that tests can make a disk fail.
//!
//! Works on real files; what a test replaces is the outcome of a single operation.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;

use rustix::fs::{Dir, FileType, Mode, OFlags};
use rustix::io::{Errno, retry_on_intr};

/// For what a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenMode {
    /// To read; it has to exist.
    Read,
    /// To read and append; it is made (0600) where it does not exist.
    Append,
    /// To write; it must not exist yet, and is made 0600.
    New,
}

/// The operations on a disk that the journal needs. A file is never reached through a symlink, be it the file itself or
/// the folder that it stands in: both may have come with what others share.
pub trait Storage: Send + Sync {
    /// Opens a regular file. Never blocks on a FIFO.
    ///
    /// # Errors
    /// The system's own, or `InvalidInput` when what stands there is no regular file or its folder is a symlink, or,
    /// for writing, not ours alone (another owner, several links).
    fn open(&self, path: &Path, mode: OpenMode) -> io::Result<File>;
    /// Reads at a place; 0 at the end.
    ///
    /// # Errors
    /// The system's own.
    fn read_at(&self, file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize>;
    /// One write, which may be short.
    ///
    /// # Errors
    /// The system's own.
    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize>;
    /// Returns when the disk holds what was written.
    ///
    /// # Errors
    /// The system's own. After one, nothing can be known of the file's newest bytes.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Takes a lock that its file's closing gives back; false when another holds it.
    ///
    /// # Errors
    /// The system's own.
    fn try_lock(&self, file: &File, shared: bool) -> io::Result<bool>;
    /// Makes a folder, 0700.
    ///
    /// # Errors
    /// The system's own.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Returns when the disk holds the folder's entries.
    ///
    /// # Errors
    /// The system's own.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// The names in a folder, sorted.
    ///
    /// # Errors
    /// The system's own.
    fn list(&self, path: &Path) -> io::Result<Vec<OsString>>;
    /// Puts a file in another's place.
    ///
    /// # Errors
    /// The system's own.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file, or a folder that is empty.
    ///
    /// # Errors
    /// The system's own.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The machine's own disks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

/// The error for anything but a plain file of our own. It says what stands there instead.
#[derive(Debug)]
struct Unfit(&'static str);

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Unfit {}

fn unfit(what: &'static str) -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, Unfit(what))
}

const PRIVATE_FILE: Mode = Mode::RUSR.union(Mode::WUSR);

impl Storage for Disk {
    fn open(&self, path: &Path, mode: OpenMode) -> io::Result<File> {
        let own = OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
        let flags = match mode {
            OpenMode::Read => own | OFlags::RDONLY,
            OpenMode::Append => own | OFlags::RDWR | OFlags::APPEND | OFlags::CREATE,
            OpenMode::New => own | OFlags::RDWR | OFlags::CREATE | OFlags::EXCL,
        };
        let (folder, name) = split(path)?;
        let folder = open_folder(folder)?;
        let opened = retry_on_intr(|| rustix::fs::openat(&folder, name, flags, PRIVATE_FILE));
        let file = File::from(opened.map_err(|error| match error {
            Errno::LOOP => unfit("it is a symbolic link"),
            Errno::ISDIR => unfit("it is a folder"),
            // A socket, or a device without a driver.
            Errno::NXIO | Errno::NODEV | Errno::OPNOTSUPP => unfit("it is no regular file"),
            error => error.into(),
        })?);
        check(&file, mode)?;
        Ok(file)
    }

    fn read_at(&self, file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        file.read_at(buffer, offset)
    }

    fn write(&self, mut file: &File, bytes: &[u8]) -> io::Result<usize> {
        io::Write::write(&mut file, bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_data()
    }

    fn try_lock(&self, file: &File, shared: bool) -> io::Result<bool> {
        let taken = if shared {
            file.try_lock_shared()
        } else {
            file.try_lock()
        };
        match taken {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        Ok(retry_on_intr(|| rustix::fs::mkdir(path, Mode::RWXU))?)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = retry_on_intr(|| rustix::fs::open(path, flags, Mode::empty()))?;
        match retry_on_intr(|| rustix::fs::fsync(&folder)) {
            // Some network file systems cannot sync a folder, and say so in this way.
            Err(Errno::INVAL) => Ok(()),
            result => Ok(result?),
        }
    }

    fn list(&self, path: &Path) -> io::Result<Vec<OsString>> {
        let mut names = retry_on_intr(|| list_once(path))?;
        names.sort_unstable();
        Ok(names)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_dir(path).or_else(|_| std::fs::remove_file(path))
    }
}

/// A file's folder and its name there.
fn split(path: &Path) -> io::Result<(&Path, &OsStr)> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    let name = path.file_name().ok_or_else(|| unfit("it is a folder"))?;
    Ok((folder, name))
}

fn open_folder(path: &Path) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let opened = retry_on_intr(|| rustix::fs::open(path, flags, Mode::empty()));
    opened.map_err(|error| {
        // Systems differ in what they call a link where a folder should be.
        if path.is_symlink() {
            unfit("its folder is a symbolic link")
        } else {
            error.into()
        }
    })
}

/// Not `std::fs::read_dir`, which panics when closing the folder fails.
fn list_once(path: &Path) -> Result<Vec<OsString>, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let folder = rustix::fs::open(path, flags, Mode::empty())?;
    let mut names = Vec::new();
    for entry in Dir::read_from(&folder)? {
        let name = entry?.file_name().to_bytes().to_vec();
        if name != b"." && name != b".." {
            names.push(OsString::from_vec(name));
        }
    }
    Ok(names)
}

fn check(file: &File, mode: OpenMode) -> io::Result<()> {
    let about = file.metadata()?;
    match FileType::from_raw_mode(about.mode()) {
        FileType::RegularFile => {}
        FileType::Directory => return Err(unfit("it is a folder")),
        FileType::Fifo => return Err(unfit("it is a pipe (FIFO)")),
        _ => return Err(unfit("it is no regular file")),
    }
    if mode == OpenMode::Read {
        return Ok(());
    }
    if about.uid() != rustix::process::geteuid().as_raw() {
        return Err(unfit("it belongs to another user"));
    }
    if about.nlink() != 1 {
        return Err(unfit("it has several links"));
    }
    Ok(())
}

/// Makes a folder and those above it that are missing, and has each one's parent synced.
///
/// # Errors
/// The system's own; `AlreadyExists` when something else than a folder stands in the way.
pub(super) fn make_folders(storage: &dyn Storage, path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) => Path::new("."),
        // Not even the root can be looked at.
        None => return storage.sync_folder(path),
    };
    if parent != path {
        make_folders(storage, parent)?;
    }
    match storage.make_folder(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => {}
        result => result?,
    }
    storage.sync_folder(parent)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn only_a_plain_file_of_our_own_is_opened_for_writing() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::create_dir(at("folder")).unwrap();
        fs::write(at("file"), "x").unwrap();
        symlink(at("file"), at("link")).unwrap();
        symlink(at("nowhere"), at("dangling")).unwrap();
        fs::write(at("twice"), "x").unwrap();
        fs::hard_link(at("twice"), at("again")).unwrap();
        rustix::fs::mknodat(rustix::fs::CWD, at("fifo"), FileType::Fifo, PRIVATE_FILE, 0).unwrap();
        assert!(Disk.open(&at("file"), OpenMode::Append).is_ok());
        for name in ["folder", "link", "dangling", "fifo", "twice"] {
            let error = Disk.open(&at(name), OpenMode::Append).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{name}: {error}");
        }
        for name in ["folder", "link", "dangling", "fifo"] {
            assert!(Disk.open(&at(name), OpenMode::Read).is_err(), "{name}");
        }
        assert!(!at("nowhere").exists());
    }

    #[test]
    fn a_folder_that_is_a_symlink_is_not_gone_through() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, link) = (dir.path().join("folder"), dir.path().join("link"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("file"), "x").unwrap();
        symlink(&folder, &link).unwrap();
        for mode in [OpenMode::Read, OpenMode::Append, OpenMode::New] {
            let error = Disk.open(&link.join("file"), mode).unwrap_err();
            assert_eq!(error.to_string(), "its folder is a symbolic link", "{mode:?}");
            assert!(Disk.open(&link.join("new"), mode).is_err(), "{mode:?}");
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        let missing = Disk
            .open(&dir.path().join("none/file"), OpenMode::Read)
            .unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::NotFound);
        assert!(Disk.open(Path::new("/"), OpenMode::Read).is_err());
    }

    #[test]
    fn what_is_made_is_private() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("a/b/c");
        make_folders(&Disk, &deep).unwrap();
        make_folders(&Disk, &deep).unwrap();
        Disk.open(&deep.join("file"), OpenMode::Append).unwrap();
        Disk.open(&deep.join("new"), OpenMode::New).unwrap();
        assert!(Disk.open(&deep.join("new"), OpenMode::New).is_err());
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&dir.path().join("a")), 0o700);
        assert_eq!(mode(&deep), 0o700);
        assert_eq!(mode(&deep.join("file")), 0o600);
        assert_eq!(mode(&deep.join("new")), 0o600);
        assert_eq!(Disk.list(&deep).unwrap(), ["file", "new"]);
    }

    /// The mask belongs to the whole process, so another one looks.
    #[test]
    fn what_is_made_is_private_whatever_the_umask() {
        for mask in ["000", "077"] {
            let status = std::process::Command::new("sh")
                .args(["-c", &format!("umask {mask}; exec \"$0\" --quiet --exact \"$1\"")])
                .arg(std::env::current_exe().unwrap())
                .arg("journal::storage::tests::what_is_made_is_private")
                .stdout(std::process::Stdio::null())
                .status();
            assert!(status.unwrap().success(), "umask {mask}");
        }
    }

    #[test]
    fn a_file_where_a_folder_should_be_is_said() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), "").unwrap();
        assert!(make_folders(&Disk, &dir.path().join("file")).is_err());
        assert!(make_folders(&Disk, &dir.path().join("file/x")).is_err());
    }
}
