//! The files of drafts: what a person wrote in one stays, and what is no draft is never overwritten.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::str;

use super::drafting::render;
use super::error::{DraftError, MOST_DRAFTS};
use super::layout::{Layout, is_there};
use crate::draft::{Kept, Merged, PartName, Unclear, merge, trailer, unfinished};
use crate::journal::{IncidentPath, JournalError, MAX_WHOLE, Operation, Shelf, named_file, replace_with};

/// Far more than a draft of the longest incident has, in bytes.
pub const LARGEST_DRAFT: u64 = 256 * 1024 * 1024;

/// A draft that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The path of the file.
    pub path: PathBuf,
    /// The parts of it that a person has edited and that stayed as they are.
    pub kept: Vec<Kept>,
    /// The parts that a person has deleted from it.
    pub left_out: Vec<PartName>,
    /// The number of places in it that are left to fill in.
    pub unfinished: usize,
    /// A file that was left alone, and why nobody can tell what in it a person wrote.
    pub spared: Option<(PathBuf, Unclear)>,
    /// The reason that a name before it could not be used: something stands there that can be no draft.
    pub unfit: Option<String>,
}

/// A draft that is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Fresh<'a> {
    /// All of it, with its trailer.
    pub text: &'a str,
    /// True where it may have no place left to fill in.
    pub is_final: bool,
}

/// Writes the draft of an incident as it stands to its drafts folder: over the newest one there, in which the parts
/// that a person has edited stay. Where that cannot be told, and beside what can be no draft, it gets a file of its own,
/// numbered.
///
/// # Errors
/// When the journal cannot be read, the template is no good, or the draft cannot be written.
pub fn write_draft(shelf: &Shelf, path: &IncidentPath, layout: &Layout) -> Result<Written, DraftError> {
    let text = render(shelf, path, layout)?;
    let fresh = Fresh {
        text: &text,
        is_final: false,
    };
    write_numbered(shelf, &first_draft(path), newest_number(path).unwrap_or(1), fresh)
}

/// Writes a draft beside a file, numbered, as [`write_draft`] does.
///
/// # Errors
/// When it cannot be written, or is to be final and has places left to fill in.
pub fn write_beside(shelf: &Shelf, file: &Path, fresh: Fresh<'_>) -> Result<Written, DraftError> {
    write_numbered(shelf, file, 2, fresh)
}

fn write_numbered(shelf: &Shelf, file: &Path, first: u32, fresh: Fresh<'_>) -> Result<Written, DraftError> {
    let (mut spared, mut unfit) = (None, None);
    for number in first..=MOST_DRAFTS {
        let path = numbered(file, number);
        match write_over(shelf, &path, fresh) {
            Ok(Ok(written)) => {
                return Ok(Written {
                    spared,
                    unfit,
                    ..written
                });
            }
            Ok(Err(why)) => spared = Some((path, why)),
            Err(DraftError::Journal(error)) if error.is_in_the_way() => {
                unfit = unfit.or(Some(error.to_string()));
            }
            Err(error) => return Err(error),
        }
    }
    Err(DraftError::AllEdited(file.to_owned()))
}

/// Writes a draft to a file: over a draft of the same incident, in which the parts that a person has edited stay. Nothing
/// is written where nobody can tell what a person wrote.
///
/// # Errors
/// When the file can be neither read nor written, or the draft is to be final and would have places left to fill in.
pub fn write_over(
    shelf: &Shelf,
    target: &Path,
    fresh: Fresh<'_>,
) -> Result<Result<Written, Unclear>, DraftError> {
    let most = MAX_WHOLE.max(fresh.text.len() as u64 * 2);
    let (mut merged, mut left) = (Err(Unclear::TooLong), 0);
    let is_put = replace_with(&**shelf.storage(), target, most, |old| {
        merged = over(old, fresh.text);
        let text = &merged.as_ref().ok()?.text;
        left = unfinished(text);
        (!fresh.is_final || left == 0).then(|| Cow::Owned(text.clone().into_bytes()))
    });
    match (is_put?, merged) {
        (true, Ok(Merged { kept, left_out, .. })) => Ok(Ok(Written {
            path: target.to_owned(),
            kept,
            left_out,
            unfinished: left,
            spared: None,
            unfit: None,
        })),
        (_, Ok(_)) => Err(DraftError::Unfinished(left)),
        (_, Err(why)) => Ok(Err(why)),
    }
}

fn over(old: Option<&[u8]>, fresh: &str) -> Result<Merged, Unclear> {
    match old.map(str::from_utf8) {
        Some(Ok(old)) => merge(old, fresh),
        Some(Err(_)) => Err(Unclear::NoTrailer),
        None => Ok(Merged {
            text: fresh.to_owned(),
            ..Merged::default()
        }),
    }
}

/// The path of a file of this number: 1 is the file itself, later ones stand beside it.
fn numbered(file: &Path, number: u32) -> PathBuf {
    if number == 1 {
        return file.to_owned();
    }
    let mut name = OsString::from(file.file_stem().unwrap_or_default());
    name.push(format!("-{number}"));
    if let Some(ending) = file.extension() {
        name.push(".");
        name.push(ending);
    }
    file.with_file_name(name)
}

/// The path of the first draft of an incident.
fn first_draft(path: &IncidentPath) -> PathBuf {
    path.drafts().join(format!("{}.md", path.slug()))
}

/// The newest draft in the drafts folder, if there is any.
pub fn newest_draft(path: &IncidentPath) -> Option<PathBuf> {
    newest_number(path).map(|number| numbered(&first_draft(path), number))
}

fn newest_number(path: &IncidentPath) -> Option<u32> {
    let first = first_draft(path);
    let drafts = (1..=MOST_DRAFTS).map(|number| (number, numbered(&first, number)));
    let there = drafts.take_while(|(_, draft)| is_there(draft));
    there
        .filter(|(_, draft)| draft.symlink_metadata().is_ok_and(|about| about.is_file()))
        .map(|(number, _)| number)
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
