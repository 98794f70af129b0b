//! The output side of the terminal: a frame is gathered in memory and leaves in one write, between the
//! marks that let a terminal show it at once. Nothing here asks the terminal a question.

use std::io::{self, Write};
use std::os::fd::AsFd;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::shown::{RestOfRow, ShownCells};
use crate::tui::terminal;

const BEGIN_SYNCHRONIZED: &[u8] = b"\x1b[?2026h";
const END_SYNCHRONIZED: &[u8] = b"\x1b[?2026l";
/// A frame of this many bytes cannot be seen half drawn; the marks would cost more than they give.
const SMALL_FRAME: usize = 64;

/// Bytes that the backend sends after every drawing, and fewer that do the same.
const RESETS: &[u8] = b"\x1b[39m\x1b[49m\x1b[59m\x1b[0m";
const RESET: &[u8] = b"\x1b[0m";

/// Around a row in which the terminal may count more columns than there are: nothing of it goes into the next row.
const NO_WRAP: &[u8] = b"\x1b[?7l";
const WRAP: &[u8] = b"\x1b[?7h";

/// The screen that views draw on. Redraw from nothing with `resize`, also to the same size.
pub type OutputTerminal = ratatui::Terminal<Surface>;

/// The screen on standard output, at the terminal's present size.
///
/// # Errors
/// None in practice; the type is ratatui's.
pub fn open() -> io::Result<OutputTerminal> {
    OutputTerminal::new(Surface::default())
}

/// The backend that gathers a frame until `flush`.
///
/// # Errors
/// Only `flush` writes, so only it fails: with what [`is_gone`] tells apart as the terminal's end.
#[derive(Debug, Default)]
pub struct Surface {
    frame: Vec<u8>,
    cursor: Position,
    /// `None` when it is not known what the terminal shows.
    cursor_shown: Option<bool>,
    shown: ShownCells,
}

impl Surface {
    fn crossterm(&mut self) -> CrosstermBackend<&mut Vec<u8>> {
        CrosstermBackend::new(&mut self.frame)
    }

    fn show(&mut self, shown: bool) -> io::Result<()> {
        if self.cursor_shown == Some(shown) {
            return Ok(());
        }
        self.cursor_shown = Some(shown);
        if shown {
            self.crossterm().show_cursor()
        } else {
            self.crossterm().hide_cursor()
        }
    }

    fn draw_cells(&mut self, cells: &[(u16, u16, Cell)]) -> io::Result<()> {
        self.crossterm()
            .draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
        if self.frame.ends_with(RESETS) {
            self.frame.truncate(self.frame.len() - RESETS.len());
            self.frame.extend_from_slice(RESET);
        }
        Ok(())
    }

    /// Empties the rest of a row and draws it, so that no half of what stood there stays.
    fn draw_anew(&mut self, row: &RestOfRow) -> io::Result<()> {
        self.frame.extend_from_slice(NO_WRAP);
        let start = Position { x: row.x, y: row.y };
        self.crossterm().set_cursor_position(start)?;
        self.crossterm().clear_region(ClearType::UntilNewLine)?;
        for run in &row.runs {
            self.draw_cells(run)?;
        }
        self.frame.extend_from_slice(WRAP);
        Ok(())
    }

    /// The frame as it goes out, leaving none.
    fn take_frame(&mut self) -> Vec<u8> {
        let frame = std::mem::take(&mut self.frame);
        if frame.len() <= SMALL_FRAME {
            return frame;
        }
        [BEGIN_SYNCHRONIZED, &frame, END_SYNCHRONIZED].concat()
    }
}

/// Bytes of one's own for the frame; as everything in it, they leave with the next `flush`.
impl Write for Surface {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(self)
    }
}

impl Backend for Surface {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let changes = self.shown.take(content);
        if !changes.cells.is_empty() {
            self.draw_cells(&changes.cells)?;
        }
        changes.rows.iter().try_for_each(|row| self.draw_anew(row))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show(false)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show(true)
    }

    /// The position it was last put to: asking the terminal can hang for seconds.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        let position = self.cursor;
        self.crossterm().set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        // A screen drawn from nothing may follow another program's use of the terminal.
        self.cursor_shown = None;
        self.shown.clear();
        self.crossterm().clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = terminal::size();
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = self.take_frame();
        if frame.is_empty() {
            return Ok(());
        }
        if !terminal::is_held() {
            // Given back by the panic of another thread: do not draw over what it said.
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        write_all(io::stdout(), &frame)
    }
}

/// True where an error of writing means that there is no terminal any more, and nobody who could read of it.
pub fn is_gone(error: &io::Error) -> bool {
    let gone = [Errno::IO, Errno::PIPE, Errno::NXIO, Errno::BADF].map(Errno::raw_os_error);
    error.kind() == io::ErrorKind::BrokenPipe || error.raw_os_error().is_some_and(|code| gone.contains(&code))
}

/// Writes everything, past interruptions and a terminal that is slow to read.
///
/// # Errors
/// What the system says; see [`is_gone`].
pub(in crate::tui) fn write_all(out: impl AsFd, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(&out, bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => wait_writable(&out)?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn wait_writable(out: impl AsFd) -> io::Result<()> {
    match poll(&mut [PollFd::new(&out, PollFlags::OUT)], None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::unix::net::UnixStream;

    fn drawn(surface: &mut Surface, cells: &[(u16, u16, &'static str)]) -> String {
        let cells: Vec<_> = cells
            .iter()
            .map(|&(x, y, symbol)| (x, y, Cell::new(symbol)))
            .collect();
        surface
            .draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell)))
            .unwrap();
        surface.show_cursor().unwrap();
        surface.set_cursor_position((1, 0)).unwrap();
        String::from_utf8(surface.take_frame()).unwrap()
    }

    fn cells(text: &'static str) -> Vec<(u16, u16, &'static str)> {
        text.split("")
            .filter(|s| !s.is_empty())
            .zip(0..)
            .map(|(s, x)| (x, 0, s))
            .collect()
    }

    #[test]
    fn one_key_is_a_few_bytes() {
        let mut surface = Surface {
            cursor_shown: Some(true),
            ..Surface::default()
        };
        assert_eq!(drawn(&mut surface, &[(0, 0, "a")]), "\x1b[1;1Ha\x1b[0m\x1b[1;2H");
        assert_eq!(drawn(&mut surface, &[]), "\x1b[1;2H");
    }

    #[test]
    fn a_frame_of_some_size_is_shown_at_once() {
        let row = cells("a row that is a good deal longer than what a single key would draw");
        let frame = drawn(&mut Surface::default(), &row);
        assert!(frame.starts_with("\x1b[?2026h\x1b[1;1Ha row"), "{frame:?}");
        assert!(frame.ends_with("\x1b[?25h\x1b[1;2H\x1b[?2026l"), "{frame:?}");
        assert_eq!(frame.matches("\x1b[?2026").count(), 2);
    }

    #[test]
    fn behind_what_may_be_wider_the_row_is_emptied_and_drawn() {
        let mut surface = Surface::default();
        let frame = drawn(&mut surface, &[(0, 0, "a"), (1, 0, "👍🏽"), (3, 0, "b")]);
        let row = "\x1b[?7l\x1b[1;2H\x1b[K\x1b[1;2H👍🏽\x1b[0m\x1b[1;4Hb\x1b[0m\x1b[?7h";
        assert!(frame.contains(row), "{frame:?}");
        let frame = drawn(&mut surface, &[(1, 0, " "), (3, 0, " ")]);
        assert!(frame.contains("\x1b[?7l\x1b[1;2H\x1b[K"), "{frame:?}");
        assert!(!frame.contains('b'), "{frame:?}");
    }

    /// The screen of a terminal that counts each character by itself: a hand of a colour has four columns there, a flag
    /// that is changed leaves half of itself.
    #[test]
    fn whatever_a_terminal_counts_nothing_is_left_behind() {
        let mut parser = vt100::Parser::new(2, 20, 0);
        let mut surface = Surface::default();
        let mut screen = |cells: &[(u16, u16, &'static str)]| {
            parser.process(drawn(&mut surface, cells).as_bytes());
            parser.screen().contents()
        };
        let clusters = ["👍🏽", "🇩🇪", "👨\u{200D}👩\u{200D}👧", "1\u{FE0F}\u{20E3}"];
        for cluster in clusters {
            let shown = screen(&[
                (0, 0, "a"),
                (1, 0, cluster),
                (3, 0, "b"),
                (4, 0, "c"),
                (0, 1, "z"),
            ]);
            assert!(shown.contains("bc"), "{shown:?}");
            let empty = screen(&[(0, 0, " "), (1, 0, " "), (3, 0, " "), (4, 0, " ")]);
            assert_eq!(empty.trim(), "z", "{cluster}");
        }
    }

    #[test]
    fn clearing_asks_nothing_and_forgets_the_cursor() {
        let mut surface = Surface {
            cursor_shown: Some(true),
            ..Surface::default()
        };
        surface.clear().unwrap();
        surface.show_cursor().unwrap();
        assert_eq!(surface.take_frame(), b"\x1b[2J\x1b[?25h");
        assert_eq!(surface.get_cursor_position().unwrap(), Position::default());
    }

    #[test]
    fn a_full_terminal_is_waited_for() {
        let (out, mut terminal) = UnixStream::pair().unwrap();
        out.set_nonblocking(true).unwrap();
        let frame = vec![b'x'; 1 << 20];
        let reader = std::thread::spawn(move || {
            let mut seen = Vec::new();
            terminal.read_to_end(&mut seen).map(|_| seen)
        });
        write_all(&out, &frame).unwrap();
        drop(out);
        assert!(reader.join().unwrap().unwrap() == frame);
    }

    #[test]
    fn a_terminal_that_went_away_is_told_apart() {
        let (out, terminal) = UnixStream::pair().unwrap();
        drop(terminal);
        assert!(is_gone(&write_all(&out, b"x").unwrap_err()));
        assert!(is_gone(&Errno::IO.into()));
        assert!(!is_gone(&Errno::NOSPC.into()));
    }
}
