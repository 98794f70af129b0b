//! Says when something in a folder changes, where the system can say so: on Linux, by inotify. Where it cannot
//! (another system, too many watches, a network's file system) one has to look by oneself.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

/// The eye on one folder.
#[derive(Debug)]
pub(in crate::tui) struct Watch {
    folder: PathBuf,
    /// `None`: the system does not say.
    told: Option<OwnedFd>,
}

impl Watch {
    /// Watches the files of this folder from now on.
    pub(in crate::tui) fn on(folder: PathBuf) -> Self {
        let told = system::watch(&folder).ok();
        Watch { folder, told }
    }

    /// The folder that is watched.
    pub(in crate::tui) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The descriptor that becomes readable when something has changed, where the system says so.
    pub(in crate::tui) fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.told.as_ref().map(AsFd::as_fd)
    }

    /// Discards the notices: a look at the folder finds out what has changed.
    pub(in crate::tui) fn hear(&self) {
        let mut told = [0; 4096];
        while let Some(descriptor) = &self.told
            && rustix::io::read(descriptor, &mut told).is_ok_and(|count| count == told.len())
        {}
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
mod system {
    use super::{OwnedFd, Path, io};
    use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init};

    /// Files that grow, come, go or change their names. A lock's opening and closing is nothing.
    pub(in crate::tui) fn watch(folder: &Path) -> io::Result<OwnedFd> {
        let changes = WatchFlags::MODIFY | WatchFlags::CREATE | WatchFlags::DELETE | WatchFlags::MOVE;
        let told = init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        add_watch(&told, folder, changes | WatchFlags::ONLYDIR)?;
        Ok(told)
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod system {
    use super::{OwnedFd, Path, io};

    pub(in crate::tui) fn watch(_folder: &Path) -> io::Result<OwnedFd> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
