//! How long it takes from the start of the program to its first full frame, beside an empty ratatui program.

mod figures;
mod journals;
mod pty;

use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use figures::{in_turn, millis, ratio, show, tell, timed};
use pty::Running;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::widgets::Paragraph;

/// With this argument the program is the empty one.
const EMPTY: &str = "--empty-program";

/// The last word of what the empty program draws.
const LAST_WORD: &str = "END-OF-PAGE";

/// What ends a frame of hotwash: the mark that lets a terminal show it.
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";

const ROUNDS: usize = 41;

fn main() -> io::Result<()> {
    if std::env::args().any(|word| word == EMPTY) {
        return empty_program();
    }
    for (events, target) in [(100, 2.0), (10_000, f64::INFINITY), (100_000, f64::INFINITY)] {
        measure(events, target);
    }
    Ok(())
}

fn measure(events: usize, target: f64) {
    let home = tempfile::tempdir().expect("a folder of one's own");
    journals::incident(&home.path().join("data"), events);
    let this = std::env::current_exe().expect("this program has a path");
    let hotwash = Path::new(env!("CARGO_BIN_EXE_hotwash"));
    let first = || frame(hotwash, &[], home.path(), END_OF_FRAME);
    let empty = || frame(&this, &[EMPTY], home.path(), LAST_WORD.as_bytes());
    let (first, empty) = in_turn(ROUNDS, first, empty);
    tell("first frame of an empty program", millis(empty), "ms");
    tell(&format!("first frame at {events} events"), millis(first), "ms");
    show(
        &format!("first frame at {events} events, to the empty one"),
        ratio(first, empty),
        "x",
        target,
    );
}

fn frame(program: &Path, words: &[&str], home: &Path, end: &[u8]) -> Duration {
    let mut running = None;
    timed(|| running.insert(Running::start(program, words, home)).read_to(end))
}

fn empty_program() -> io::Result<()> {
    crossterm::terminal::enable_raw_mode()?;
    crossterm::execute!(io::stdout(), crossterm::terminal::EnterAlternateScreen)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let lines: Vec<String> = (0..29)
        .map(|nth| format!("{nth:<4}{}", "a line of text ".repeat(6)))
        .collect();
    let text = format!("{}\n{LAST_WORD}", lines.join("\n"));
    terminal.draw(|frame| frame.render_widget(Paragraph::new(text), frame.area()))?;
    io::stdin().read_exact(&mut [0])
}
