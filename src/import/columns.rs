//! Which columns of a table mean what.

/// Columns by their names or numbers, as `--map time=when,text=message` says them; empty: they are guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
    /// Pairs of a meaning and the column's name.
    pub pairs: Vec<(String, String)>,
}
