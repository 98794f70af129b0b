//! The statistics of all incidents: read in the background, and scrolled.

use crate::app::geometry;
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, Model, Screen};
use crate::app::motion::Motion;
use crate::domain::incident::Incident;
use crate::domain::statistics::Statistics;
use crate::draft::statistics::{StatisticsLine, TextLook, in_words};

/// All that can be done there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Scroll it.
    Move(Motion),
    /// Go back.
    Back,
}

/// The keys of the screen.
pub const ROWS: &[KeyRow] = rows! { Statistics:
    [ch('j'), DOWN] moves Down, "a line down", footer "down";
    [ch('k'), UP] moves Up, "a line up", footer "up";
    [PAGE_DOWN, ch(' ')] moves PageDown, "a screen down", footer "page";
    [PAGE_UP] moves PageUp, "a screen up";
    [ch('g'), HOME] moves First, "the beginning";
    [ch('G'), END] moves Last, "the end";
    [ESC, TAB, ch('q')] shows Back, "go back", footer "back";
};

/// The state of the screen.
#[derive(Clone, Debug, Default)]
pub struct StatisticsSheet {
    /// As last read; `None`: not yet.
    read: Option<Statistics>,
    top: usize,
}

impl StatisticsSheet {
    /// Takes in what was read.
    pub fn show(&mut self, statistics: Statistics) {
        self.read = Some(statistics);
    }

    /// The number of incidents that count; `None` until they are read.
    pub fn incidents(&self) -> Option<usize> {
        self.read.as_ref().map(|statistics| statistics.incidents)
    }
}

/// Every line of it; none until it is read.
pub fn lines(model: &Model, unicode: bool) -> Vec<StatisticsLine> {
    let look = TextLook {
        columns: usize::from(model.size.0.saturating_sub(2)),
        unicode,
    };
    let read = model.statistics.read.as_ref();
    read.map_or(Vec::new(), |statistics| in_words(statistics, look))
}

/// The first line shown, of so many on so many rows.
pub fn top(model: &Model, lines: usize, rows: usize) -> usize {
    model.statistics.top.min(lines.saturating_sub(rows))
}

/// Goes there, and has all incidents measured.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.statistics.top = 0;
    model.go_to(Screen::Statistics);
    vec![Effect::ReadStatistics]
}

/// Does it.
pub fn act(model: &mut Model, _: Option<&Incident>, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(motion) => {
            let page = geometry::page_rows(model);
            // Blocks and figures take as many lines.
            let count = lines(model, true).len();
            let at = top(model, count, page);
            model.statistics.top = motion.leads(at, page, count.saturating_sub(page));
        }
        Action::Back => model.go_back(),
    }
    Vec::new()
}
