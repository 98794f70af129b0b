//! The writer's lock: a file beside its segment that is never deleted, held for one append.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::journal::storage::{OpenMode, Storage};

/// The bound on waiting for a lock, which a stopped process holds for ever.
#[derive(Clone)]
pub struct Patience {
    /// The number of tries.
    pub tries: u32,
    /// Called between two tries, with a pause of 10 milliseconds.
    pub pause: Arc<dyn Fn(Duration) + Send + Sync>,
}

impl Patience {
    /// About a second.
    pub fn second() -> Self {
        Self {
            tries: 100,
            pause: Arc::new(std::thread::sleep),
        }
    }

    /// One try; interruptions are still got over.
    pub(super) fn once(&self) -> Self {
        Self {
            tries: 8,
            pause: Arc::new(|_| {}),
        }
    }
}

/// A lock that is held until this value is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

impl Lock {
    /// Takes the lock, or `None` when another process held it all the while.
    ///
    /// # Errors
    /// When the lock file cannot be opened, or the file system has no locks.
    pub fn take(storage: &dyn Storage, path: &Path, patience: &Patience) -> io::Result<Option<Self>> {
        let file = storage.open(path, OpenMode::Append)?;
        for again in 0..patience.tries {
            if again > 0 {
                (patience.pause)(Duration::from_millis(10));
            }
            match storage.try_lock(&file, false) {
                Ok(true) => return Ok(Some(Self { _file: Some(file) })),
                Ok(false) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// Keeps writers away while a reader looks twice. `None` when a writer is at work, or that
    /// cannot be found out.
    pub fn share(storage: &dyn Storage, path: &Path) -> Option<Self> {
        match storage.open(path, OpenMode::Read) {
            Ok(file) => match storage.try_lock(&file, true) {
                Ok(true) => Some(Self { _file: Some(file) }),
                Ok(false) | Err(_) => None,
            },
            // Whoever writes makes the lock file first.
            Err(error) if error.kind() == ErrorKind::NotFound => Some(Self { _file: None }),
            Err(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;
    use crate::journal::Disk;

    fn counting() -> (Patience, Arc<AtomicU32>) {
        let pauses = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&pauses);
        let pause = Arc::new(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        (Patience { tries: 5, pause }, pauses)
    }

    #[test]
    fn a_lock_has_one_holder_and_waiting_has_an_end() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("ana.lock");
        let (patience, pauses) = counting();
        assert!(Lock::share(&Disk, &path).is_some(), "nobody wrote yet");
        let held = Lock::take(&Disk, &path, &patience).unwrap();
        assert!(held.is_some());
        assert!(Lock::take(&Disk, &path, &patience).unwrap().is_none());
        assert_eq!(pauses.load(Ordering::Relaxed), 4);
        assert!(Lock::share(&Disk, &path).is_none());
        drop(held);
        assert!(path.exists(), "never deleted");
        let shared = Lock::share(&Disk, &path).unwrap();
        assert!(Lock::take(&Disk, &path, &patience).unwrap().is_none());
        drop(shared);
        assert!(Lock::take(&Disk, &path, &patience).unwrap().is_some());
    }
}
