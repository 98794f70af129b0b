//! The cells that the terminal shows, as far as is known, so that rows can be drawn anew in which it may show others:
//! behind a cluster whose columns terminals do not agree about, halves of it would stay when it changes or goes.

use std::collections::BTreeMap;

use ratatui::buffer::Cell;

use crate::domain::harmless;

/// The cells that were drawn since the screen was cleared, by row.
#[derive(Debug, Default)]
pub(in crate::tui) struct ShownCells(BTreeMap<u16, Vec<Cell>>);

/// Changes that are left to draw.
#[derive(Debug, Default, PartialEq)]
pub(in crate::tui) struct Changes {
    /// Cells that can be drawn as they are.
    pub(in crate::tui) cells: Vec<(u16, u16, Cell)>,
    /// Rows to be emptied from a column on and drawn from there.
    pub(in crate::tui) rows: Vec<RestOfRow>,
}

/// The rest of a row, from a column on.
#[derive(Debug, PartialEq)]
pub(in crate::tui) struct RestOfRow {
    /// The first column.
    pub(in crate::tui) x: u16,
    /// The row.
    pub(in crate::tui) y: u16,
    /// Its cells in runs: behind each run nobody knows where the terminal has got to.
    pub(in crate::tui) runs: Vec<Vec<(u16, u16, Cell)>>,
}

impl ShownCells {
    /// Nothing is shown any more.
    pub(in crate::tui) fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes in what is going to be drawn, and says how.
    pub(in crate::tui) fn take<'a>(
        &mut self,
        content: impl Iterator<Item = (u16, u16, &'a Cell)>,
    ) -> Changes {
        let mut changed: BTreeMap<u16, Vec<(u16, Cell)>> = BTreeMap::new();
        for (x, y, cell) in content {
            changed.entry(y).or_default().push((x, cell.clone()));
        }
        let mut changes = Changes::default();
        for (y, cells) in changed {
            let row = self.0.entry(y).or_default();
            let before = doubtful(row);
            for (x, cell) in &cells {
                put(row, usize::from(*x), cell.clone());
            }
            let doubt = before.into_iter().chain(doubtful(row)).min();
            let anew = doubt.filter(|doubt| cells.iter().any(|(x, _)| x >= doubt));
            let behind = |x: u16| anew.is_some_and(|from| x >= from);
            let sure = cells.into_iter().filter(|(x, _)| !behind(*x));
            changes.cells.extend(sure.map(|(x, cell)| (x, y, cell)));
            changes.rows.extend(anew.map(|x| RestOfRow {
                x,
                y,
                runs: runs(row, x, y),
            }));
        }
        changes
    }
}

fn put(row: &mut Vec<Cell>, x: usize, cell: Cell) {
    if row.len() <= x {
        row.resize(x + 1, Cell::EMPTY);
    }
    row[x] = cell;
}

/// The cells that are not covered by a wide one before them, with their columns.
fn standing(row: &[Cell], from: u16) -> impl Iterator<Item = (u16, &Cell)> {
    let mut next = from;
    (from..)
        .zip(row.iter().skip(usize::from(from)))
        .filter(move |(x, cell)| {
            let stands = *x >= next;
            if stands {
                let columns = u16::try_from(harmless::width(cell.symbol())).unwrap_or(1);
                next = x.saturating_add(columns.max(1));
            }
            stands
        })
}

/// The first column of a row in which something stands whose width is not sure.
fn doubtful(row: &[Cell]) -> Option<u16> {
    standing(row, 0)
        .find(|(_, cell)| harmless::is_doubtful(cell.symbol()))
        .map(|(x, _)| x)
}

fn runs(row: &[Cell], from: u16, y: u16) -> Vec<Vec<(u16, u16, Cell)>> {
    let said = row
        .iter()
        .rposition(|cell| *cell != Cell::EMPTY)
        .map_or(0, |last| last + 1);
    let mut runs: Vec<Vec<_>> = Vec::new();
    let mut is_sure = false;
    for (x, cell) in standing(&row[..said], from) {
        if !is_sure {
            runs.push(Vec::new());
        }
        is_sure = !harmless::is_doubtful(cell.symbol());
        if let Some(run) = runs.last_mut() {
            run.push((x, y, cell.clone()));
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(shown: &mut ShownCells, y: u16, cells: &[(u16, &'static str)]) -> Changes {
        let cells: Vec<(u16, Cell)> = cells.iter().map(|(x, text)| (*x, Cell::new(text))).collect();
        shown.take(cells.iter().map(|(x, cell)| (*x, y, cell)))
    }

    fn texts(row: &RestOfRow) -> Vec<String> {
        let text = |run: &Vec<(u16, u16, Cell)>| run.iter().map(|(_, _, cell)| cell.symbol()).collect();
        row.runs.iter().map(text).collect()
    }

    #[test]
    fn a_row_of_letters_is_drawn_as_it_changes() {
        let mut shown = ShownCells::default();
        let changes = draw(&mut shown, 3, &[(0, "a"), (1, "字"), (3, "b")]);
        assert_eq!((changes.cells.len(), changes.rows.len()), (3, 0));
        assert_eq!(draw(&mut shown, 3, &[(3, "c")]).cells.len(), 1);
    }

    #[test]
    fn behind_a_doubtful_cluster_the_row_is_drawn_anew() {
        let mut shown = ShownCells::default();
        let changes = draw(&mut shown, 3, &[(0, "a"), (1, "👍🏽"), (3, "b"), (4, "c")]);
        assert_eq!(changes.cells.len(), 1, "what stands before it");
        let [row] = &changes.rows[..] else {
            panic!("{changes:?}")
        };
        assert_eq!((row.x, row.y), (1, 3));
        assert_eq!(texts(row), ["👍🏽", "bc"]);
        let changes = draw(&mut shown, 3, &[(0, "x")]);
        assert_eq!((changes.cells.len(), changes.rows.len()), (1, 0));
        let changes = draw(&mut shown, 3, &[(4, "d")]);
        assert_eq!(texts(&changes.rows[0]), ["👍🏽", "bd"]);
        // It goes: the row is drawn from where it stood, and letters again from then on.
        let changes = draw(&mut shown, 3, &[(1, "b"), (2, " "), (3, " ")]);
        assert_eq!(
            (changes.rows[0].x, texts(&changes.rows[0])),
            (1, vec!["b  d".to_owned()])
        );
        assert!(draw(&mut shown, 3, &[(4, "e")]).rows.is_empty());
        shown.clear();
        assert!(shown.0.is_empty());
    }
}
