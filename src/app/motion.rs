//! Moving through a list or a text: the same keys and the same steps on every screen.

/// A step in a list or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One screen up.
    PageUp,
    /// One screen down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

impl Motion {
    /// The row that it leads to from this one. `page` is how many rows a screen has, `last` the last row there is.
    pub fn leads(self, row: usize, page: usize, last: usize) -> usize {
        let to = match self {
            Motion::Up => row.saturating_sub(1),
            Motion::Down => row.saturating_add(1),
            Motion::PageUp => row.saturating_sub(page),
            Motion::PageDown => row.saturating_add(page),
            Motion::First => 0,
            Motion::Last => last,
        };
        to.min(last)
    }
}
