//! Which columns of a table mean what.

/// Columns by their names or numbers, as `--map time=when,text=message` says them; empty: they are guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
    /// Pairs of a meaning and the column's name.
    pub pairs: Vec<(String, String)>,
}

impl ColumnMap {
    /// Reads `time=when,text=message`.
    ///
    /// # Errors
    /// When a part is no pair.
    pub fn parse(text: &str) -> Result<Self, String> {
        let pairs = text.split(',').map(|pair| {
            let (meaning, column) = pair
                .split_once('=')
                .ok_or(format!("'{pair}' is no MEANING=COLUMN"))?;
            Ok((meaning.trim().to_owned(), column.trim().to_owned()))
        });
        Ok(ColumnMap {
            pairs: pairs.collect::<Result<_, String>>()?,
        })
    }
}
