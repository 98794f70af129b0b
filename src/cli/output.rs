//! Both ways out: answers to standard output, words for people to standard error.
//!
//! A reader that went away (a broken pipe) is success: what is left to say is dropped.

use std::io::{self, ErrorKind, Write};

use serde::Serialize;

use super::json;
use super::problem::{Exit, Problem};
use crate::domain::harmless;

/// Standard output and standard error.
pub struct Output {
    stdout: Box<dyn Write>,
    stderr: Box<dyn Write>,
    /// Columns of the terminal that standard output is; `None` when it is none.
    pub(super) width: Option<usize>,
    gone: bool,
}

impl Output {
    /// `width` is that of the terminal that standard output is; `None` when it is none.
    pub fn new(stdout: Box<dyn Write>, stderr: Box<dyn Write>, width: Option<usize>) -> Self {
        Output {
            stdout,
            stderr,
            width,
            gone: false,
        }
    }

    /// One line of the answer, made harmless. It is handed over at once: somebody may wait for it.
    pub(super) fn answer(&mut self, line: &str) -> Result<(), Problem> {
        self.row(line)?;
        self.finish()
    }

    /// One line of a long answer, made harmless; handed over with [`finish`](Self::finish).
    pub(super) fn row(&mut self, line: &str) -> Result<(), Problem> {
        self.raw(&format!("{}\n", harmless::line(line)))
    }

    /// Text that is harmless already, or that goes to a program: JSON, a draft.
    pub(super) fn raw(&mut self, text: &str) -> Result<(), Problem> {
        if self.gone {
            return Ok(());
        }
        let written = self.stdout.write_all(text.as_bytes());
        self.settle(written)
    }

    /// A document as JSON, written as it is made: it may be longer than one would want to hold.
    pub(super) fn json(&mut self, document: &impl Serialize) -> Result<(), Problem> {
        if self.gone {
            return Ok(());
        }
        let written = json::write_json(&mut self.stdout, document);
        self.settle(written)
    }

    /// Hands over what is still held back.
    pub(super) fn finish(&mut self) -> Result<(), Problem> {
        if self.gone {
            return Ok(());
        }
        let flushed = self.stdout.flush();
        self.settle(flushed)
    }

    /// One line for people, made harmless.
    pub(super) fn say(&mut self, words: &str) {
        self.tell(&format!("{}\n", harmless::line(words)));
    }

    /// Asks for a line: the cursor stays behind the words.
    pub(super) fn ask(&mut self, words: &str) {
        self.tell(&harmless::line(words));
    }

    /// Tells a problem: its lines are harmless already.
    pub(super) fn problem(&mut self, problem: &Problem) {
        self.tell(&format!("{problem}\n"));
    }

    fn tell(&mut self, text: &str) {
        // Where standard error is closed there is nobody left to tell.
        let _ = self
            .stderr
            .write_all(text.as_bytes())
            .and_then(|()| self.stderr.flush());
    }

    fn settle(&mut self, written: io::Result<()>) -> Result<(), Problem> {
        match written {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(())
            }
            Err(error) => {
                self.gone = true;
                let message = format!("cannot write to standard output: {error}");
                Err(Problem::new(Exit::NotSaved, message).next("what was to be recorded is recorded; only the answer is not complete: hotwash show has it"))
            }
        }
    }
}
