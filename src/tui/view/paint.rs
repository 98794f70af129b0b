//! Putting text into cells: clipped, harmless, and never outside the part it belongs to.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::geometry::Area;
use crate::domain::harmless;
use crate::tui::theme::{Sign, Theme};

/// The cells of a frame, and how to colour them.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// Colours and signs.
    pub theme: Theme,
}

impl<'a> Canvas<'a> {
    /// Draws into these cells.
    pub fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Canvas { buffer, theme }
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        (self.buffer.area.width, self.buffer.area.height)
    }

    /// Writes one line at most so many columns wide, cut with an ellipsis; says how many columns it took. What is
    /// hostile in the text is made visible: every text passes here.
    pub fn text(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
        let (width, height) = self.size();
        if y >= height || x >= width {
            return 0;
        }
        let columns = columns.min(width - x);
        let shown = harmless::line(text);
        let fitted = harmless::fit(&shown, usize::from(columns));
        if fitted.is_ascii() {
            return self.letters(x, y, &fitted, style);
        }
        let (end, _) = self.buffer.set_stringn(x, y, fitted, usize::from(columns), style);
        end - x
    }

    /// Harmless ASCII that fits its row: a cell for each letter, with nothing to segment or to measure.
    fn letters(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let mut end = x;
        for letter in text.chars() {
            self.buffer[(end, y)].set_char(letter).set_style(style);
            end += 1;
        }
        end - x
    }

    /// Writes one line whose last column is given.
    pub fn text_right(&mut self, end: u16, y: u16, text: &str, style: Style) -> u16 {
        let shown = harmless::line(text);
        let columns = u16::try_from(harmless::width(&shown))
            .unwrap_or(u16::MAX)
            .min(end);
        self.text(end - columns, y, columns, &shown, style);
        columns
    }

    /// Writes pieces one after the other; says how many columns they took.
    pub fn pieces(&mut self, x: u16, y: u16, columns: u16, pieces: &[(&str, Style)]) -> u16 {
        let mut taken = 0;
        for (text, style) in pieces {
            taken += self.text(x + taken, y, columns.saturating_sub(taken), text, *style);
        }
        taken
    }

    /// Gives a whole row of a part another style.
    pub fn restyle(&mut self, area: Area, y: u16, style: Style) {
        let row = ratatui::layout::Rect {
            x: area.x,
            y,
            width: area.width,
            height: 1,
        };
        self.buffer.set_style(row.intersection(self.buffer.area), style);
    }

    /// A line across a part, with a word at its beginning.
    pub fn rule(&mut self, area: Area, word: &str) {
        let sign = self.theme.sign(Sign::Rule);
        let dim = self.theme.dim();
        let line = sign.repeat(usize::from(area.width));
        self.text(area.x, area.y, area.width, &line, dim);
        if !word.is_empty() {
            self.text(
                area.x + 2,
                area.y,
                area.width.saturating_sub(4),
                &format!(" {word} "),
                dim,
            );
        }
    }

    /// Signs at the right of a part that has more above or below.
    pub fn more(&mut self, area: Area, above: bool, below: bool) {
        let sign = self.theme.sign(Sign::More);
        let style = self.theme.caution();
        let last = area.y + area.height.saturating_sub(1);
        for (more, y) in [(above, area.y), (below, last)] {
            if more && area.height > 0 {
                self.text((area.x + area.width).saturating_sub(1), y, 1, sign, style);
            }
        }
    }

    /// Empties a part, for something that lies over it.
    pub fn clear(&mut self, area: Area) {
        for y in area.y..area.y.saturating_add(area.height).min(self.size().1) {
            for x in area.x..area.x.saturating_add(area.width).min(self.size().0) {
                self.buffer[(x, y)].reset();
            }
        }
    }

    /// The heading of a screen that is not the live one.
    pub fn heading(&mut self, title: &str, right: &str) {
        let (width, _) = self.size();
        let (strong, dim) = (self.theme.strong(), self.theme.dim());
        // What the screen is about comes before what helps to read it.
        let room = usize::from(width).saturating_sub(harmless::width(title).min(40) + 3);
        let right = if harmless::width(right) <= room { right } else { "" };
        let taken = self.text_right(width.saturating_sub(1), 0, right, dim);
        self.text(1, 0, width.saturating_sub(taken + 3), title, strong);
        self.rule(
            Area {
                x: 0,
                y: 1,
                width,
                height: 1,
            },
            "",
        );
    }
}
