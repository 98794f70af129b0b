//! `export --output`: into a file that nobody has edited; a draft also over what people wrote in it.

use std::path::{Path, PathBuf};

use super::format::{Exported, Format};
use super::{finished, tell_unfinished};
use crate::cli::owner;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::incidents::closing::{self, DraftError, Fresh, Written};
use crate::incidents::{drawing as drawings, own_file, page};
use crate::journal::{JournalError, Shelf, sweep_beside};

/// The writer of a form to a file that nobody has edited; false where somebody has.
type Replace = fn(&Shelf, &Path, &str) -> Result<bool, JournalError>;

/// Writes what is exported into a file.
///
/// # Errors
/// When the folder is another user's, the file cannot be written, or what stands there has to stay.
pub(super) fn write(
    output: &Path,
    exported: &Exported,
    format: Format,
    is_final: bool,
    session: &mut Session<'_>,
) -> Result<Exit, Problem> {
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
    owner::check_output(folder.unwrap_or(Path::new(".")), session.world.machine.uid)?;
    sweep_beside(&followed(output));
    let text = &exported.text;
    if format == Format::Markdown {
        // What people wrote in the file counts too.
        return write_draft(output, text, is_final, session);
    }
    finished(exported.unfinished, is_final, session)?;
    replace(output, text, writer(format), session)
}

/// The reason why a file is not written over by this form, and the writer.
fn writer(format: Format) -> (&'static str, Replace) {
    const NEW: (&str, Replace) = ("is there already, and may be edited", own_file::write_new);
    match format {
        Format::Html => (
            "is no page of hotwash, or was edited since",
            page::replace_untouched,
        ),
        Format::Svg => (
            "is no drawing of hotwash, or was edited since",
            drawings::replace_untouched,
        ),
        Format::Json => ("is no JSON of hotwash", own_file::replace_context),
        Format::Markdown
        | Format::Text
        | Format::Slack
        | Format::Csv
        | Format::GithubIssues
        | Format::JiraCsv => NEW,
    }
}

/// Writes the draft over what a person may have edited, or beside what nobody can tell to be a draft of this incident.
fn write_draft(
    output: &Path,
    text: &str,
    is_final: bool,
    session: &mut Session<'_>,
) -> Result<Exit, Problem> {
    let (shown, place) = (output.display(), followed(output));
    let (shelf, fresh) = (session.shelf(), Fresh { text, is_final });
    let in_place = closing::write_over(&shelf, &place, fresh).map_err(|error| unwritten(error, output))?;
    let why = match in_place {
        Ok(written) => {
            tell(&written, session);
            session.output().say(&format!("written to {shown}"));
            return Ok(Exit::Done);
        }
        Err(why) => why,
    };
    let written = closing::write_beside(&shelf, &place, fresh).map_err(|error| unwritten(error, output))?;
    tell(&written, session);
    let beside = output.with_file_name(written.path.file_name().unwrap_or_default());
    Err(Problem::refused(format!(
        "{shown} stays as it is, since {why}; the draft is written to {}",
        beside.display()
    ))
    .next("move what you need from one to the other, or give another file with --output"))
}

/// Says what stayed as a person left it, and how many places are left to fill in.
fn tell(written: &Written, session: &mut Session<'_>) {
    for remark in written.remarks() {
        session.output().say(&remark);
    }
    tell_unfinished(written.unfinished, session);
}

/// Writes a text where no file stands, or one that may be written over; else says why not.
fn replace(
    output: &Path,
    text: &str,
    (why, replace): (&str, Replace),
    session: &mut Session<'_>,
) -> Result<Exit, Problem> {
    let shown = output.display();
    let replaced = replace(&session.shelf(), &followed(output), text)
        .map_err(|error| unwritten(error.into(), output))?;
    if !replaced {
        return Err(Problem::refused(format!("{shown} {why}; it stays as it is"))
            .next("give another file with --output, or move this one away"));
    }
    session.output().say(&format!("written to {shown}"));
    Ok(Exit::Done)
}

fn unwritten(error: DraftError, output: &Path) -> Problem {
    match error {
        DraftError::Journal(error) => Problem::new(
            Exit::NotSaved,
            format!("--output: cannot write {}: {}", output.display(), error.source),
        )
        .next("give a file in a folder of your own"),
        DraftError::Template(_) | DraftError::AllEdited(_) | DraftError::Unfinished(_) => error.into(),
    }
}

/// The same place, with the links on the way to it followed: the user named it.
fn followed(output: &Path) -> PathBuf {
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
    match (
        folder.unwrap_or(Path::new(".")).canonicalize(),
        output.file_name(),
    ) {
        (Ok(folder), Some(name)) => folder.join(name),
        // Whoever writes there finds out what is wrong.
        (Ok(_) | Err(_), _) => output.to_owned(),
    }
}
