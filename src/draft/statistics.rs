//! Statistics as documents: words for a terminal or a screen, and a table for a spreadsheet.

mod csv;
mod sections;
mod table;

pub use csv::to_csv;

use crate::domain::counted::counted;
use crate::domain::harmless::wrap;
use crate::domain::statistics::{Statistics, TOO_FEW};

/// The means that there are to show statistics with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLook {
    /// Columns of a line.
    pub columns: usize,
    /// True if blocks can be drawn; else a histogram is written in figures.
    pub unicode: bool,
}

/// A line of statistics in words. May hold hostile text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatisticsLine {
    /// An empty line, before a heading.
    Blank,
    /// A heading.
    Heading(&'static str),
    /// A line of text, no longer than there are columns.
    Text(String),
}

/// All of it in words, section by section.
pub fn in_words(statistics: &Statistics, look: TextLook) -> Vec<StatisticsLine> {
    let mut lines = Lines {
        look,
        lines: Vec::new(),
    };
    lines.wrapped(&summary(statistics));
    if statistics.incidents > 0 {
        sections::counts(&mut lines, statistics);
        table::intervals(&mut lines, statistics);
        sections::noticed(&mut lines, statistics.noticed);
        sections::lost(&mut lines, statistics.lost);
        sections::recurring(&mut lines, "Causes that come back", &statistics.causes);
        sections::recurring(&mut lines, "Affected more than once", &statistics.affected);
        sections::overdue(&mut lines, &statistics.overdue);
        sections::damaged(&mut lines, &statistics.damaged);
    }
    lines.lines
}

fn summary(statistics: &Statistics) -> String {
    let since = statistics
        .since
        .map_or(String::new(), |day| format!(" since {day}"));
    let count = counted(statistics.incidents, "incident");
    let mut words = match statistics.days {
        _ if statistics.incidents == 0 => format!("no incident{since}"),
        Some((first, last)) if first == last => format!("{count}{since}, on {first}"),
        Some((first, last)) => format!("{count}{since}, from {first} to {last}"),
        None => format!("{count}{since}"),
    };
    if statistics.undated > 0 {
        words.push_str(&format!("; the day of {} is not known", statistics.undated));
    }
    words
}

/// Said in the place of a figure that would tell nothing.
fn too_few(count: usize) -> String {
    debug_assert!(count < TOO_FEW, "enough to say");
    format!("too few to say (n = {count})")
}

/// The lines so far.
struct Lines {
    look: TextLook,
    lines: Vec<StatisticsLine>,
}

impl Lines {
    fn heading(&mut self, heading: &'static str) {
        self.lines
            .extend([StatisticsLine::Blank, StatisticsLine::Heading(heading)]);
    }

    /// A text on as many lines as it takes.
    fn wrapped(&mut self, text: &str) {
        let lines = wrap(text, self.look.columns.max(1)).into_iter();
        self.lines.extend(lines.map(StatisticsLine::Text));
    }

    /// A text on one line, cut where it is longer.
    fn cut(&mut self, text: &str) {
        use crate::domain::harmless::{fit, line};
        let shown = line(text);
        let text = fit(&shown, self.look.columns).into_owned();
        self.lines.push(StatisticsLine::Text(text));
    }
}

#[cfg(test)]
mod tests;
