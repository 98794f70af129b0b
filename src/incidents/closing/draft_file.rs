//! The files in the drafts folder: a draft that a person has edited is never overwritten.

use std::path::{Path, PathBuf};
use std::str;

use super::drafting::render;
use super::error::{DraftError, MOST_DRAFTS};
use super::layout::{Layout, is_there};
use crate::draft::trailer;
use crate::journal::{IncidentPath, JournalError, Operation, Shelf, named_file, replace_if};

/// Far more than a draft of the longest incident has, in bytes.
pub const LARGEST_DRAFT: u64 = 256 * 1024 * 1024;

/// A draft that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The path of the file.
    pub path: PathBuf,
    /// A draft that a person has edited and that was left alone.
    pub spared: Option<PathBuf>,
    /// The reason that a name before it could not be used: something stands there that can be no draft.
    pub unfit: Option<String>,
}

/// Writes the draft of an incident as it stands to its drafts folder. A draft that a person has edited is left
/// alone, and so is what can be no draft: the new one then stands beside it, numbered.
///
/// # Errors
/// When the journal cannot be read, the template is no good, or the draft cannot be written.
pub fn write_draft(shelf: &Shelf, path: &IncidentPath, layout: &Layout) -> Result<Written, DraftError> {
    let text = render(shelf, path, layout)?;
    let (mut spared, mut unfit) = (None, None);
    for number in 1..=MOST_DRAFTS {
        let path = draft_path(path, number);
        match replace_untouched(shelf, &path, &text) {
            Ok(true) => return Ok(Written { path, spared, unfit }),
            Ok(false) => spared = Some(path),
            Err(error) if error.is_in_the_way() => unfit = unfit.or(Some(error.to_string())),
            Err(error) => return Err(error.into()),
        }
    }
    Err(DraftError::AllEdited(draft_path(path, 1)))
}

/// The path of the draft of an incident. Number 1 is the first; later ones stand beside drafts that were edited.
fn draft_path(path: &IncidentPath, number: u32) -> PathBuf {
    let name = match number {
        1 => format!("{}.md", path.slug()),
        _ => format!("{}-{number}.md", path.slug()),
    };
    path.drafts().join(name)
}

/// The newest draft in the drafts folder, if there is any.
pub fn newest_draft(path: &IncidentPath) -> Option<PathBuf> {
    let drafts = (1..=MOST_DRAFTS).map(|number| draft_path(path, number));
    let there = drafts.take_while(|draft| is_there(draft));
    there
        .filter(|draft| draft.symlink_metadata().is_ok_and(|about| about.is_file()))
        .last()
}

/// True where the draft of an incident, as hotwash wrote it, says what a new one would say; what a person has edited
/// since does not count.
///
/// # Errors
/// When the draft cannot be read, or there can be no new one.
pub fn is_current(
    shelf: &Shelf,
    path: &IncidentPath,
    layout: &Layout,
    draft: &Path,
) -> Result<bool, DraftError> {
    let old =
        named_file::read_text(draft, LARGEST_DRAFT).map_err(JournalError::at(Operation::Read, draft))?;
    let new = render(shelf, path, layout)?;
    let body = |text: &str| trailer::read(text).map(|trailer| trailer.body);
    Ok(body(&old) == body(&new))
}

/// Writes a draft to a file unless something stands there that is not an untouched draft. Whether it did.
///
/// # Errors
/// When the file can be neither read nor written.
pub fn replace_untouched(shelf: &Shelf, target: &Path, text: &str) -> Result<bool, JournalError> {
    replace_if(&**shelf.storage(), target, text.as_bytes(), |old| match old {
        None => true,
        Some(old) => str::from_utf8(old).is_ok_and(trailer::is_untouched),
    })
}
