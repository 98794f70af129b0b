//! The real program on a real pseudo-terminal, as a person sees it: keys go in, a screen comes out.
//!
//! Nothing here sleeps: every wait ends with what it waits for, or fails at a deadline that no slow machine reaches.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// Far more than anything takes.
const DEADLINE: Duration = Duration::from_secs(20);
/// Time between two looks at what is not on the screen.
const TICK: Duration = Duration::from_millis(20);

/// The sign before the line in the composer.
const PROMPT: char = '▸';

/// A terminal of some size, and the program in it.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    exit: Receiver<ExitStatus>,
    pid: Pid,
    ended: bool,
    /// The modes that the terminal had at first, as its driver knows them.
    found: String,
    parser: vt100::Parser,
    /// Every byte that the program wrote.
    raw: Vec<u8>,
}

/// The program, in a home of its own and with nothing else in its environment.
pub fn hotwash(home: &Path) -> CommandBuilder {
    program(env!("CARGO_BIN_EXE_hotwash"), home)
}

/// Another program in the same environment.
pub fn program(path: &str, home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(path);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env("TZ", "America/Bogota");
    command.env("HOTWASH_HOME", home);
    command.env("HOTWASH_AUTHOR", "ana");
    command.cwd(home);
    command
}

impl Terminal {
    /// The program on a terminal of 80 columns and 24 rows.
    pub fn open(home: &Path) -> Self {
        Self::start(hotwash(home), (80, 24))
    }

    /// A program on a terminal of so many columns and rows.
    pub fn start(command: CommandBuilder, (cols, rows): (u16, u16)) -> Self {
        let pty = native_pty_system()
            .openpty(size(cols, rows))
            .expect("a pseudo-terminal");
        let found = driver(&*pty.master);
        let mut child = pty.slave.spawn_command(command).expect("the program starts");
        drop(pty.slave);
        let pid = child
            .process_id()
            .and_then(|pid| Pid::from_raw(pid.cast_signed()));
        let mut reader = pty.master.try_clone_reader().expect("the terminal's output");
        let (send_output, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // An error is the end: no program has the terminal any more.
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if send_output.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let (send_exit, exit) = channel();
        thread::spawn(move || child.wait().map(|status| send_exit.send(status)));
        Terminal {
            ended: false,
            found,
            writer: pty.master.take_writer().expect("the terminal's input"),
            master: pty.master,
            output,
            exit,
            pid: pid.expect("a process has a number"),
            parser: vt100::Parser::new(rows, cols, 0),
            raw: Vec::new(),
        }
    }

    /// Writes bytes as the terminal would send them, at once.
    pub fn send(&mut self, bytes: &str) {
        self.writer
            .write_all(bytes.as_bytes())
            .expect("the terminal takes keys");
        self.writer.flush().expect("the terminal takes keys");
    }

    /// Presses keys: characters, and others in angle brackets: `rolled back<enter>`. A key in brackets is
    /// written by itself. Behind Enter and Esc wait for what they do: with more behind them, they are a paste or
    /// an Alt.
    pub fn press(&mut self, keys: &str) {
        let mut rest = keys;
        while let Some((text, after)) = rest.split_once('<') {
            let (name, after) = after.split_once('>').expect("a closed bracket");
            if !text.is_empty() {
                self.send(text);
            }
            assert!(
                after.is_empty() || !matches!(name, "enter" | "esc"),
                "wait behind <{name}>"
            );
            self.send(key(name));
            rest = after;
        }
        if !rest.is_empty() {
            self.send(rest);
        }
    }

    /// The screen, line by line, without spaces at their ends.
    pub fn screen(&self) -> String {
        let screen = self.parser.screen();
        let (_, cols) = screen.size();
        let rows = screen.rows(0, cols);
        rows.map(|row| row.trim_end().to_owned() + "\n").collect()
    }

    /// The terminal itself: modes, cursor.
    pub fn modes(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Every byte that was written since the start.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Waits until the screen has all these texts; returns it.
    pub fn see(&mut self, texts: &[&str]) -> String {
        self.wait_for(&format!("{texts:?}"), |screen| {
            texts.iter().all(|text| screen.contains(text))
        })
    }

    /// Waits until the screen has none of these texts; returns it.
    pub fn see_no(&mut self, texts: &[&str]) -> String {
        let gone = |screen: &str| !texts.iter().any(|text| screen.contains(text));
        self.wait_for(&format!("no {texts:?}"), gone)
    }

    /// Starts an incident with this title from the first frame.
    pub fn live(&mut self, title: &str) {
        self.see(&["What is happening?"]);
        self.record(title);
        self.see(&["LIVE", title]);
    }

    /// Types a line and sees it in the composer.
    pub fn type_line(&mut self, line: &str) {
        self.send(line);
        self.see_line(line);
    }

    /// Waits until the end of a line stands in the composer, wherever it is wrapped.
    pub fn see_line(&mut self, line: &str) {
        let end = solid(line);
        let end = end
            .chars()
            .skip(end.chars().count().saturating_sub(20))
            .collect::<String>();
        self.wait_for(&format!("the line {line:?}"), |screen| {
            let at = screen.find(PROMPT);
            at.is_some_and(|at| solid(&screen[at..]).contains(&end))
        });
    }

    /// Types a line, presses Enter, and waits until it is saved.
    pub fn record(&mut self, line: &str) {
        self.type_line(line);
        self.enter();
    }

    /// Presses Enter and waits until the composer is empty and nothing is on its way to the disk.
    pub fn enter(&mut self) {
        self.press("<enter>");
        self.see_empty();
        self.see_no(&["saving... ", "NOT saved"]);
    }

    /// Waits until nothing stands in the composer.
    pub fn see_empty(&mut self) {
        self.wait_for("an empty composer", |screen| {
            screen.lines().any(|line| line.ends_with(PROMPT))
        });
    }

    /// Waits until the screen is as it should be; returns it.
    pub fn wait_for(&mut self, what: &str, mut is_so: impl FnMut(&str) -> bool) -> String {
        self.wait_until(what, |terminal| is_so(&terminal.screen()));
        self.screen()
    }

    /// Waits until something is so, on the screen or elsewhere.
    pub fn wait_until(&mut self, what: &str, mut is_so: impl FnMut(&Self) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while self.is_drawing() || !is_so(self) {
            if Instant::now() >= deadline {
                panic!("waited in vain for {what}; the screen:\n{}", self.screen());
            }
            match self.output.recv_timeout(TICK) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => {}
                // The last that a program wrote can come before what it changed elsewhere is seen.
                Err(RecvTimeoutError::Disconnected) => thread::yield_now(),
            }
        }
    }

    /// True while only a part of a frame has come: such a screen nobody sees.
    fn is_drawing(&self) -> bool {
        let last = |mark: &[u8]| self.raw.windows(mark.len()).rposition(|bytes| bytes == mark);
        last(b"\x1b[?2026h") > last(b"\x1b[?2026l")
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.parser.process(bytes);
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.master.resize(size(cols, rows)).expect("any size can be set");
        // The parser has no terminals that are smaller; what is drawn for one lies in its corner.
        self.parser.screen_mut().set_size(rows.max(2), cols.max(2));
    }

    /// Sends a signal to the program that was started.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).expect("the program runs");
    }

    /// The number of the program that was started.
    pub fn pid(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// Kills the program; nothing of it can run any more.
    pub fn kill9(mut self) {
        self.signal(Signal::KILL);
        self.end();
    }

    /// Waits until the program has ended and everything it wrote is read.
    pub fn end(&mut self) -> ExitStatus {
        let status = match self.exit.recv_timeout(DEADLINE) {
            Ok(status) => status,
            Err(_) => panic!("it does not end; the screen:\n{}", self.screen()),
        };
        self.ended = true;
        let deadline = Instant::now() + DEADLINE;
        while let Ok(bytes) = self
            .output
            .recv_timeout(deadline.saturating_duration_since(Instant::now()))
        {
            self.take(&bytes);
        }
        status
    }

    /// Asserts that the terminal is as before: its own screen, the cursor shown, pastes not marked, its driver's modes.
    pub fn assert_restored(&self) {
        assert_eq!(driver(&*self.master), self.found, "the modes of the driver");
        let modes = self.modes();
        assert!(!modes.alternate_screen(), "still on the alternate screen");
        assert!(!modes.hide_cursor(), "the cursor is hidden");
        assert!(!modes.bracketed_paste(), "pastes are still marked");
    }
}

/// Waits until something is so that no terminal shows.
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let (_never, tick) = channel::<()>();
    let deadline = Instant::now() + DEADLINE;
    while !is_so() {
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        let _ = tick.recv_timeout(TICK);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Not when it was waited for: the number may be another program's by now.
        if !self.ended && self.exit.try_recv().is_err() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

/// The modes of the terminal's driver.
fn driver(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("the driver tells"))
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// Without white space: a wrapped line is the same as one that is not.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn key(name: &str) -> &'static str {
    match name {
        "enter" => "\r",
        "tab" => "\t",
        "esc" => "\x1b",
        "end" => "\x1b[F",
        "up" => "\x1b[A",
        "down" => "\x1b[B",
        "f1" => "\x1bOP",
        "f2" => "\x1bOQ",
        "f3" => "\x1bOR",
        "f4" => "\x1bOS",
        "f6" => "\x1b[17~",
        "alt-p" => "\x1bp",
        "ctrl-c" => "\x03",
        "ctrl-o" => "\x0f",
        "ctrl-p" => "\x10",
        "ctrl-q" => "\x11",
        "ctrl-z" => "\x1a",
        _ => panic!("no key <{name}>"),
    }
}
