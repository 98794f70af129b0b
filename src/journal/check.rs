//! The check of every journal: counts what is there, names all that is wrong, changes nothing.

use super::error::JournalError;
use super::report::Damage;
use super::shelf::{IncidentPath, Shelf};

/// What a check found. Files are named from the shelf on: `<incident>/journal/<file>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many incidents were read.
    pub incidents: usize,
    /// How many files.
    pub files: usize,
    /// How many records, each counted once.
    pub records: usize,
    /// All that is wrong.
    pub damage: Vec<Damage>,
    /// All that is odd and lost nothing.
    pub notes: Vec<Damage>,
}

/// Reads every journal on the shelf.
///
/// # Errors
/// When the shelf cannot be listed. A journal that cannot be read is damage.
pub fn verify(shelf: &Shelf, writer: &str) -> Result<Verified, JournalError> {
    let listing = shelf.list()?;
    let mut verified = Verified {
        notes: listing.odd,
        ..Verified::default()
    };
    for path in &listing.incidents {
        verified.incidents += 1;
        match shelf.read(path, writer) {
            Ok(reading) => {
                verified.files += reading.files;
                verified.records += reading.records;
                verified.damage.extend(placed(path, reading.damage));
                verified.notes.extend(placed(path, reading.notes));
            }
            Err(error) => verified.damage.push(Damage {
                file: path.name().to_owned(),
                line: 0,
                what: error.to_string(),
                record: None,
            }),
        }
    }
    Ok(verified)
}

fn placed(path: &IncidentPath, damage: Vec<Damage>) -> impl Iterator<Item = Damage> {
    damage.into_iter().map(|damage| Damage {
        file: match damage.file.as_str() {
            "" => path.name().to_owned(),
            file => format!("{}/journal/{file}", path.name()),
        },
        ..damage
    })
}
