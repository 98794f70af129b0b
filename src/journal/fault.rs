//! For tests: a disk that fails, falls short or stops where a test says so, over real files.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex};

use super::storage::{Disk, OpenMode, Storage};

/// An operation of [`Storage`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DiskOp {
    Open,
    Read,
    Write,
    Sync,
    Lock,
    MakeFolder,
    SyncFolder,
    List,
    Rename,
}

/// The way in which an operation fails.
#[derive(Debug)]
pub(crate) enum Fault {
    Error(ErrorKind),
    Os(i32),
    /// A write of so many bytes at most.
    Short(usize),
    /// Says that it got there, and waits to be let go.
    Stop(Sender<()>, Receiver<()>),
    /// Is done, and then fails all the same.
    DoneButError(i32),
}

#[derive(Debug)]
struct Planned {
    op: DiskOp,
    skip: usize,
    times: usize,
    fault: Fault,
}

#[derive(Clone, Default)]
pub(crate) struct Faulty {
    plan: Arc<Mutex<VecDeque<Planned>>>,
    log: Arc<Mutex<Vec<DiskOp>>>,
}

impl Faulty {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// After `skip` good ones, the next `times` operations of this kind go wrong.
    pub(crate) fn plan(&self, op: DiskOp, skip: usize, times: usize, fault: Fault) {
        self.plan.lock().unwrap().push_back(Planned {
            op,
            skip,
            times,
            fault,
        });
    }

    /// Everything works again.
    pub(crate) fn repair(&self) {
        self.plan.lock().unwrap().clear();
    }

    /// The operations since the last call.
    pub(crate) fn take_log(&self) -> Vec<DiskOp> {
        std::mem::take(&mut self.log.lock().unwrap())
    }

    fn met(&self, op: DiskOp) -> Option<Fault> {
        self.log.lock().unwrap().push(op);
        let mut plan = self.plan.lock().unwrap();
        let at = plan.iter().position(|planned| planned.op == op)?;
        let planned = &mut plan[at];
        if planned.skip > 0 {
            planned.skip -= 1;
            return None;
        }
        planned.times = planned.times.saturating_sub(1);
        let again = match planned.fault {
            Fault::Error(kind) => Fault::Error(kind),
            Fault::Os(code) => Fault::Os(code),
            Fault::Short(most) => Fault::Short(most),
            Fault::DoneButError(code) => Fault::DoneButError(code),
            Fault::Stop(..) => return plan.remove(at).map(|planned| planned.fault),
        };
        if planned.times == 0 {
            plan.remove(at);
        }
        Some(again)
    }

    fn around<T>(&self, op: DiskOp, doing: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match self.met(op) {
            None | Some(Fault::Short(_)) => doing(),
            Some(Fault::Error(kind)) => Err(kind.into()),
            Some(Fault::Os(code)) => Err(io::Error::from_raw_os_error(code)),
            Some(Fault::DoneButError(code)) => {
                doing()?;
                Err(io::Error::from_raw_os_error(code))
            }
            Some(Fault::Stop(there, go)) => {
                there.send(()).unwrap();
                go.recv().unwrap();
                doing()
            }
        }
    }
}

impl Storage for Faulty {
    fn open(&self, path: &Path, mode: OpenMode) -> io::Result<File> {
        self.around(DiskOp::Open, || Disk.open(path, mode))
    }

    fn read_at(&self, file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.around(DiskOp::Read, || Disk.read_at(file, buffer, offset))
    }

    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize> {
        match self.met(DiskOp::Write) {
            None => Disk.write(file, bytes),
            Some(Fault::Short(most)) => Disk.write(file, &bytes[..most.min(bytes.len())]),
            Some(Fault::Error(kind)) => Err(kind.into()),
            Some(Fault::Os(code)) => Err(io::Error::from_raw_os_error(code)),
            Some(Fault::DoneButError(_) | Fault::Stop(..)) => unreachable!("no test plans this for a write"),
        }
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.around(DiskOp::Sync, || Disk.sync(file))
    }

    fn try_lock(&self, file: &File, shared: bool) -> io::Result<bool> {
        self.around(DiskOp::Lock, || Disk.try_lock(file, shared))
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.around(DiskOp::MakeFolder, || Disk.make_folder(path))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.around(DiskOp::SyncFolder, || Disk.sync_folder(path))
    }

    fn list(&self, path: &Path) -> io::Result<Vec<OsString>> {
        self.around(DiskOp::List, || Disk.list(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.around(DiskOp::Rename, || Disk.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(path)
    }
}
