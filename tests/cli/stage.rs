//! A home of its own, a clock that goes on a second with each reading, ids that count up, and nothing else outside.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::io::{self, Cursor, ErrorKind, Write};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use hotwash::cli::{self, Output, StandardInput, World};
use hotwash::domain::time::Zone;
use hotwash::journal::{Disk, Storage};
use hotwash::system::machine::Machine;
use uuid::Uuid;

use crate::harness::{Home, Ran};

/// 09:30 in Bogota.
pub const START: &str = "2023-03-25T14:30:00Z";

pub struct Stage {
    pub home: Home,
    pub seconds: Arc<AtomicI64>,
    pub ids: Arc<AtomicU64>,
    pub env: HashMap<String, String>,
    pub storage: Arc<dyn Storage>,
    /// As whom it runs.
    pub uid: u32,
    /// Somebody sits at a terminal this wide.
    pub terminal: Option<usize>,
    /// How many bytes standard output takes before its reader goes away.
    pub reader_leaves_after: Option<usize>,
}

impl Stage {
    pub fn new() -> Self {
        Stage {
            home: Home::new("America/Bogota"),
            seconds: Arc::default(),
            ids: Arc::default(),
            env: HashMap::new(),
            storage: Arc::new(Disk),
            uid: 1000,
            terminal: None,
            reader_leaves_after: None,
        }
    }

    /// With one live incident in Bogota.
    pub fn live() -> Self {
        let stage = Stage::new();
        stage.answer(&["new", "Login", "down", "--severity", "2"]);
        stage
    }

    /// Lets so much time pass.
    pub fn pass(&self, time: TimeDelta) {
        self.seconds.fetch_add(time.num_seconds(), Ordering::Relaxed);
    }

    /// Runs a verb within this process.
    pub fn run(&self, words: &[&str]) -> Ran {
        self.run_with(words, "")
    }

    /// The answer of a verb on standard output; it must succeed.
    #[track_caller]
    pub fn answer(&self, words: &[&str]) -> String {
        self.run(words).status(0).out
    }

    /// Runs a verb with this on standard input.
    pub fn run_with(&self, words: &[impl AsRef<OsStr>], input: impl AsRef<[u8]>) -> Ran {
        let (out, err) = (Pipe::default(), Pipe::default());
        let stdout = Pipe {
            room: self.reader_leaves_after,
            ..out.clone()
        };
        let home = self.home.path().to_str().unwrap();
        let words = ["hotwash", "--home", home]
            .map(OsString::from)
            .into_iter()
            .chain(words.iter().map(|word| word.as_ref().to_owned()));
        let mut world = World {
            env: self.env.clone(),
            input: StandardInput {
                reader: Box::new(Cursor::new(input.as_ref().to_vec())),
                is_terminal: self.terminal.is_some(),
                is_quiet: Box::new(|| false),
            },
            output: Output::new(Box::new(stdout), Box::new(err.clone()), self.terminal),
            machine: Arc::new(self.machine()),
            storage: Arc::clone(&self.storage),
            program: Some(env!("CARGO_BIN_EXE_hotwash").into()),
        };
        let status = cli::run(words, &mut world);
        let text = |pipe: &Pipe| {
            String::from_utf8(pipe.bytes.borrow().clone())
                .unwrap()
                .replace(home, "[home]")
        };
        Ran {
            status: Some(i32::from(status)),
            out: text(&out),
            err: text(&err),
        }
    }

    fn machine(&self) -> Machine {
        let start: DateTime<Utc> = START.parse().unwrap();
        let (seconds, ids) = (Arc::clone(&self.seconds), Arc::clone(&self.ids));
        Machine {
            clock: Box::new(move || start + TimeDelta::seconds(seconds.fetch_add(1, Ordering::Relaxed))),
            ids: Box::new(move || Uuid::from_u128(0xa000 + u128::from(ids.fetch_add(1, Ordering::Relaxed)))),
            uid: self.uid,
            ..Machine::fixed(start, Zone::parse("America/Bogota", Zone::Utc).unwrap())
        }
    }
}

/// What is written is kept; when there is no more room, the reader has gone away.
#[derive(Clone, Default)]
struct Pipe {
    bytes: Rc<RefCell<Vec<u8>>>,
    room: Option<usize>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut kept = self.bytes.borrow_mut();
        if self.room.is_some_and(|room| kept.len() + bytes.len() > room) {
            return Err(ErrorKind::BrokenPipe.into());
        }
        kept.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
