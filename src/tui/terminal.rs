//! Takes the terminal and gives it back on every way out: a guard for raw mode, the alternate screen
//! and bracketed paste, which a panic, a suspension and another program's turn all respect.

pub(crate) mod job_control;
pub(super) mod sheet;
mod shown;
pub mod surface;

use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, Once, PoisonError};

use rustix::process::{Signal, getpid, kill_current_process_group, kill_process};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};

use crate::tui::terminal::surface::write_all;

/// Has the terminal remember how it stood with alternate scrolling (mode 1007), before [`ENTER`] changes it.
const REMEMBER: &[u8] = b"\x1b[?1007s";
/// Alternate screen, cleared; the wheel sends no arrows; pastes marked; the cursor hidden until a frame puts it
/// somewhere.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?1007l\x1b[?2004h\x1b[?25l";
/// An unfinished frame ended, then everything of [`ENTER`] undone. Alternate scrolling is as it was where the terminal
/// remembers; those that do not have it on when they start, so it is switched on before.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?7h\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1007h\x1b[?1007r\x1b[?1049l";

/// The size taken for terminals that do not know theirs: columns, rows.
const FALLBACK_SIZE: (u16, u16) = (80, 24);

/// Message for the person when the program panics.
pub const BUG_MESSAGE: &str = "\
hotwash hit a bug and had to stop. Every row you saw on the screen is saved.
Start it again to go on. Please report the bug where you got hotwash from, with this line:";

/// The modes to give back, while the terminal is ours.
static HELD: Mutex<Option<Termios>> = Mutex::new(None);

/// True while SIGTSTP stops the program at once: only while it does not hold the terminal, and only
/// where somebody can continue it.
static STOPS_AT_ONCE: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// Holds the terminal; dropping it gives the terminal back as it was found.
#[derive(Debug)]
pub struct TerminalGuard {
    found: Termios,
}

impl TerminalGuard {
    /// Takes the terminal on standard input and output, and sees to it that a panic in any thread gives
    /// it back and says so in plain words.
    ///
    /// # Errors
    /// When standard input is no terminal, or either side is gone.
    pub fn enter() -> io::Result<TerminalGuard> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| panic::set_hook(Box::new(on_panic)));
        let guard = TerminalGuard {
            found: tcgetattr(io::stdin())?,
        };
        guard.take()?;
        Ok(guard)
    }

    /// Sets all modes again, for when the program was stopped and continued from outside.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn take(&self) -> io::Result<()> {
        let again = held().replace(self.found.clone()).is_some();
        let mut raw = self.found.clone();
        raw.make_raw();
        tcsetattr(io::stdin(), OptionalActions::Now, &raw)?;
        // What is remembered is how it was found, not how it is while it is ours.
        let remember = if again { &[] } else { REMEMBER };
        write_all(io::stdout(), &[remember, ENTER].concat())
    }

    /// Stops the program as Ctrl-Z does elsewhere, with whatever shares its job, and returns when it is
    /// continued. Call it from the main thread; then redraw all with `OutputTerminal::resize`. Says whether it was
    /// stopped: where nobody could continue it, it goes on at once.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn suspend(&self) -> io::Result<bool> {
        self.stop(kill_current_process_group)
    }

    /// Stops the program alone, as whoever sent it SIGTSTP asked for; otherwise as [`suspend`](Self::suspend).
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn suspend_alone(&self) -> io::Result<bool> {
        self.stop(|signal| kill_process(getpid(), signal))
    }

    fn stop(&self, send: impl FnOnce(Signal) -> rustix::io::Result<()>) -> io::Result<bool> {
        if !job_control::can_be_continued() {
            return Ok(false);
        }
        self.with_terminal_handed_over(|| send(Signal::TSTP))??;
        Ok(true)
    }

    /// Gives the terminal to what `program` runs and takes it back after; then redraw all with
    /// `OutputTerminal::resize`. Nothing may read the terminal meanwhile.
    ///
    /// # Errors
    /// When the terminal is gone; what `program` says is inside.
    pub fn with_terminal_handed_over<T>(&self, program: impl FnOnce() -> T) -> io::Result<T> {
        give_back(OptionalActions::Now);
        STOPS_AT_ONCE.store(job_control::can_be_continued(), Ordering::SeqCst);
        let outcome = program();
        STOPS_AT_ONCE.store(false, Ordering::SeqCst);
        self.take()?;
        Ok(outcome)
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        give_back(OptionalActions::Now);
    }
}

/// The terminal's columns and rows, never 0: 80 x 24 when it does not say.
pub fn size() -> (u16, u16) {
    let told = tcgetwinsize(io::stdout()).or_else(|_| tcgetwinsize(io::stdin()));
    told.map_or(FALLBACK_SIZE, |size| sane_size(size.ws_col, size.ws_row))
}

fn sane_size(cols: u16, rows: u16) -> (u16, u16) {
    if cols == 0 || rows == 0 {
        FALLBACK_SIZE
    } else {
        (cols, rows)
    }
}

/// The flag that says whether SIGTSTP is to stop the program at once.
pub(super) fn stops_at_once() -> Arc<AtomicBool> {
    Arc::clone(&STOPS_AT_ONCE)
}

/// True while a guard has the terminal.
pub(super) fn is_held() -> bool {
    held().is_some()
}

fn held() -> MutexGuard<'static, Option<Termios>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does nothing when the terminal was given back before. A terminal that is gone needs nothing, so
/// errors mean nothing here.
fn give_back(when: OptionalActions) {
    let Some(found) = held().take() else { return };
    let _ = write_all(io::stdout(), LEAVE);
    let _ = tcsetattr(io::stdin(), when, &found);
}

fn on_panic(panic: &PanicHookInfo<'_>) {
    // What was typed for us and not yet read must not become commands of the shell behind.
    give_back(OptionalActions::Flush);
    let _ = writeln!(io::stderr(), "{BUG_MESSAGE}\n  {}", what_happened(panic));
}

fn what_happened(panic: &PanicHookInfo<'_>) -> String {
    let place = panic
        .location()
        .map_or_else(|| "somewhere".to_owned(), ToString::to_string);
    let payload = panic.payload();
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let cause = text
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    format!(
        "{} {}, {place}: {cause}",
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_never_nothing() {
        assert_eq!(sane_size(0, 0), (80, 24));
        assert_eq!(sane_size(0, 50), (80, 24));
        assert_eq!(sane_size(120, 40), (120, 40));
    }

    #[test]
    fn leaving_undoes_every_mode_that_entering_sets() {
        let entered = String::from_utf8_lossy(ENTER);
        let left = String::from_utf8_lossy(LEAVE);
        for (set, undo) in [
            ("?1049h", "?1049l"),
            ("?1007l", "?1007h\x1b[?1007r"),
            ("?2004h", "?2004l"),
            ("?25l", "?25h"),
        ] {
            assert!(entered.contains(set) && left.contains(undo), "{set}");
        }
        assert_eq!(entered.matches("\x1b[?").count(), 4);
        assert_eq!(REMEMBER, b"\x1b[?1007s");
    }
}
