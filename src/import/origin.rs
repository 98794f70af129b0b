//! The origin of an imported event, kept so that the same one is never imported twice.

use std::fmt;
use std::sync::Arc;

/// The origin of a proposal. `Display` gives the form in which the record keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A line of a file that is a list of lines: `notes.md:12`.
    Line {
        /// The name of the file.
        file: Arc<str>,
        /// The number of the line, from 1.
        line: usize,
    },
    /// The source's own key: `slack:C024BE91L/1355517523.000005`.
    Key {
        /// The source, such as `slack`.
        source: &'static str,
        /// Unique within the source, for ever.
        key: String,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Line { file, line } => write!(f, "{file}:{line}"),
            Origin::Key { source, key } => write!(f, "{source}:{key}"),
        }
    }
}

/// The file of a line's origin, as a record keeps it; `None` where it is a key.
pub fn file_of_line(source: &str) -> Option<&str> {
    let (file, line) = source.rsplit_once(':')?;
    let is_number = !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(file)
}
