//! Programs in a terminal of their own, 100 columns by 30 rows, watched from outside.

#![allow(dead_code, reason = "no benchmark needs all of it")]

use std::io::Read;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A program in its terminal. Ends with this value.
pub struct Running {
    child: Box<dyn Child + Send + Sync>,
    terminal: Box<dyn MasterPty + Send>,
}

impl Running {
    /// Starts a program whose home, where it asks for one, is this folder.
    pub fn start(program: &Path, words: &[&str], home: &Path) -> Self {
        let size = PtySize {
            rows: 30,
            cols: 100,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(program);
        command.args(words);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("TZ", "UTC"), ("LANG", "C.UTF-8")] {
            command.env(name, value);
        }
        command.env("HOTWASH_HOME", home);
        Self {
            child: pair.slave.spawn_command(command).expect("a program to start"),
            terminal: pair.master,
        }
    }

    /// Reads what it draws up to these bytes.
    pub fn read_to(&self, end: &[u8]) -> Vec<u8> {
        let mut reader = self.terminal.try_clone_reader().expect("a terminal to read");
        let mut drawn = Vec::new();
        let mut piece = [0; 65536];
        while !drawn.windows(end.len()).any(|bytes| bytes == end) {
            let count = reader.read(&mut piece).expect("it goes on drawing");
            assert!(count > 0, "it ended after {:?}", String::from_utf8_lossy(&drawn));
            drawn.extend_from_slice(&piece[..count]);
        }
        drawn
    }

    /// The lengths of all it draws from now on, as they come.
    pub fn watched(&self) -> Receiver<usize> {
        let mut reader = self.terminal.try_clone_reader().expect("a terminal to read");
        let (lengths, seen) = channel();
        thread::spawn(move || {
            let mut piece = [0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut piece) {
                if lengths.send(count).is_err() {
                    break;
                }
            }
        });
        seen
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
