//! A disk that keeps only what was synced: calls fail, processes are killed between two of them, power is cut.
//!
//! Files are real; what is simulated is what a power cut leaves of them. A file whose sync failed once loses what was
//! written since, however well later syncs go, as on real disks.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use proptest::prelude::*;

use super::super::EIO;
use crate::journal::fault::DiskOp;
use crate::journal::{Disk, OpenMode, Storage};

/// What goes wrong while one command is carried out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trouble {
    /// Nothing.
    None,
    /// The process is killed at its call of this number; a write gets so many hundredths far.
    Kill { call: usize, part: usize },
    /// After `skip` good ones, the next `times` calls of this kind fail with this error of the system.
    Fail {
        op: DiskOp,
        skip: usize,
        times: usize,
        code: i32,
    },
    /// After `skip` good ones, the next `times` writes get so many hundredths far.
    Short { skip: usize, times: usize, part: usize },
}

pub(super) fn troubles() -> impl Strategy<Value = Trouble> {
    const OPS: [DiskOp; 11] = [
        DiskOp::Write,
        DiskOp::Sync,
        DiskOp::Sync,
        DiskOp::Sync,
        DiskOp::SyncFolder,
        DiskOp::Lock,
        DiskOp::Rename,
        DiskOp::MakeFolder,
        DiskOp::Open,
        DiskOp::Read,
        DiskOp::List,
    ];
    let op = proptest::sample::select(&OPS[..]);
    let code = proptest::sample::select(&[EIO, 28, 13][..]);
    let fail = (op, 0usize..4, prop_oneof![Just(1usize), Just(1000)], code);
    let short = (0usize..2, 1usize..3, 0usize..100);
    prop_oneof![
        6 => Just(Trouble::None),
        3 => (0usize..24, 0usize..=100).prop_map(|(call, part)| Trouble::Kill { call, part }),
        3 => fail.prop_map(|(op, skip, times, code)| Trouble::Fail { op, skip, times, code }),
        1 => short.prop_map(|(skip, times, part)| Trouble::Short { skip, times, part }),
    ]
}

impl Trouble {
    /// Whether it may keep a process from reading what others wrote.
    pub(super) fn blinds(&self) -> bool {
        let reading = |op: &DiskOp| matches!(op, DiskOp::Open | DiskOp::Read | DiskOp::List);
        matches!(self, Trouble::Fail { op, .. } if reading(op))
    }
}

/// What a power cut leaves of a file.
#[derive(Debug)]
struct Kept {
    synced: u64,
    /// No sync of it failed.
    sound: bool,
}

/// What the processes of one test have in common.
#[derive(Debug, Default)]
struct Platter {
    files: HashMap<u64, Kept>,
    /// Names whose folder was not synced since they were made.
    unsure: HashSet<PathBuf>,
    /// What stood where a file was put, whose folder was not synced since.
    replaced: HashMap<PathBuf, Vec<u8>>,
}

/// One process's way to the disk.
#[derive(Clone, Debug)]
pub(super) struct Process {
    platter: Arc<Mutex<Platter>>,
    trouble: Arc<Mutex<Trouble>>,
}

impl Process {
    pub(super) fn first() -> Self {
        Self {
            platter: Arc::default(),
            trouble: Arc::new(Mutex::new(Trouble::None)),
        }
    }

    /// Another process on the same disk.
    pub(super) fn another(&self) -> Self {
        Self {
            platter: Arc::clone(&self.platter),
            ..Self::first()
        }
    }

    pub(super) fn meet(&self, trouble: Trouble) {
        *self.trouble.lock().unwrap() = trouble;
    }

    /// Cuts the power of all processes: what was not synced is there, cut short, or zeros; `chance` decides.
    pub(super) fn cut_power(&self, root: &Path, mut chance: impl FnMut(u64) -> u64) {
        let platter = std::mem::take(&mut *self.platter());
        let mut replaced: Vec<_> = platter.replaced.into_iter().collect();
        replaced.sort();
        for (path, old) in replaced {
            if chance(2) == 0 {
                fs::write(path, old).unwrap();
            }
        }
        for path in files_below(root) {
            let length = fs::metadata(&path).unwrap().len();
            let kept = platter
                .files
                .get(&inode(&path))
                .map_or(length, |kept| kept.synced);
            if kept < length {
                let file = OpenOptions::new().write(true).open(&path).unwrap();
                file.set_len(kept + chance(length - kept + 1)).unwrap();
                if chance(4) == 0 {
                    file.set_len(length).unwrap();
                }
            }
        }
        let mut unsure: Vec<_> = platter.unsure.into_iter().collect();
        unsure.sort();
        for path in unsure {
            if chance(2) == 0 {
                let _ = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
            }
        }
    }

    /// What stands in a file now stays, whatever happened to it.
    pub(super) fn keep(&self, path: &Path) {
        let synced = fs::metadata(path).unwrap().len();
        let kept = Kept { synced, sound: true };
        self.platter().files.insert(inode(path), kept);
    }

    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.platter.lock().unwrap()
    }

    /// Whether a call fails, or how many hundredths of it are done.
    fn enter(&self, op: DiskOp) -> io::Result<usize> {
        let mut trouble = self.trouble.lock().unwrap();
        match &mut *trouble {
            Trouble::Kill { call: 0, part } => {
                let part = std::mem::take(part);
                if op == DiskOp::Write && part > 0 {
                    Ok(part)
                } else {
                    Err(io::Error::other("killed"))
                }
            }
            Trouble::Kill { call, .. } => {
                *call -= 1;
                Ok(100)
            }
            Trouble::Fail {
                op: bad,
                skip,
                times,
                code,
            } if *bad == op && *times > 0 => {
                if *skip > 0 {
                    *skip -= 1;
                    return Ok(100);
                }
                *times -= 1;
                Err(io::Error::from_raw_os_error(*code))
            }
            Trouble::Short { skip, times, part } if op == DiskOp::Write && *times > 0 => {
                if *skip > 0 {
                    *skip -= 1;
                    return Ok(100);
                }
                *times -= 1;
                Ok(*part)
            }
            Trouble::None | Trouble::Fail { .. } | Trouble::Short { .. } => Ok(100),
        }
    }
}

impl Storage for Process {
    fn open(&self, path: &Path, mode: OpenMode) -> io::Result<File> {
        self.enter(DiskOp::Open)?;
        let is_new = path.symlink_metadata().is_err();
        let file = Disk.open(path, mode)?;
        if is_new {
            let mut platter = self.platter();
            let nothing = Kept {
                synced: 0,
                sound: true,
            };
            platter.files.insert(file.metadata()?.ino(), nothing);
            platter.unsure.insert(path.to_owned());
        }
        Ok(file)
    }

    fn read_at(&self, file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.enter(DiskOp::Read)?;
        Disk.read_at(file, buffer, offset)
    }

    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize> {
        let part = self.enter(DiskOp::Write)?;
        Disk.write(file, &bytes[..bytes.len() * part / 100])
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        let entered = self.enter(DiskOp::Sync);
        let about = file.metadata()?;
        let mut platter = self.platter();
        let all = Kept {
            synced: about.len(),
            sound: true,
        };
        let kept = platter.files.entry(about.ino()).or_insert(all);
        match &entered {
            Ok(_) if kept.sound => kept.synced = about.len(),
            // Who was killed before it synced, failed nothing.
            Err(error) if error.raw_os_error().is_some() => kept.sound = false,
            Ok(_) | Err(_) => {}
        }
        entered.map(|_| ())
    }

    fn try_lock(&self, file: &File, shared: bool) -> io::Result<bool> {
        self.enter(DiskOp::Lock)?;
        Disk.try_lock(file, shared)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.enter(DiskOp::MakeFolder)?;
        Disk.make_folder(path)?;
        self.platter().unsure.insert(path.to_owned());
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.enter(DiskOp::SyncFolder)?;
        let mut platter = self.platter();
        platter.unsure.retain(|name| name.parent() != Some(path));
        platter.replaced.retain(|name, _| name.parent() != Some(path));
        Ok(())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<OsString>> {
        self.enter(DiskOp::List)?;
        Disk.list(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.enter(DiskOp::Rename)?;
        let old = fs::read(to).ok();
        Disk.rename(from, to)?;
        let mut platter = self.platter();
        platter.unsure.remove(from);
        match old {
            Some(old) => drop(platter.replaced.entry(to.to_owned()).or_insert(old)),
            None => drop(platter.unsure.insert(to.to_owned())),
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.enter(DiskOp::Open)?;
        Disk.remove(path)?;
        self.platter().unsure.remove(path);
        Ok(())
    }
}

fn inode(path: &Path) -> u64 {
    fs::metadata(path).unwrap().ino()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, mut files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    files.extend(folders.iter().flat_map(|folder| files_below(folder)));
    files.sort();
    files
}
