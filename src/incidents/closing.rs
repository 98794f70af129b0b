//! Closing an incident and writing its draft: the same for every face.

pub mod apart;
pub mod inspection;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::str;

use crate::domain::command::Command;
use crate::domain::findings::Policy;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, Outcome, Status};
use crate::domain::record::{EvidenceRef, MAX_TEXT};
use crate::domain::time::Moment;
use crate::draft::{self, Citation, Draft, Excerpts, Links, Template, TemplateError, trailer};
use crate::incidents::citation;
use crate::incidents::scribe::{RecordError, Scribe, TEXT_NAME};
use crate::journal::{IncidentPath, JournalError, Operation, Shelf, evidence, named_file, replace_if};

/// After so many drafts beside each other that people have edited, something else is wrong.
const MOST_DRAFTS: u32 = 99;

/// Far more than a template needs, in bytes.
const LARGEST_TEMPLATE: u64 = 256 * 1024;

/// Far more than a draft of the longest incident has, in bytes.
pub const LARGEST_DRAFT: u64 = 256 * 1024 * 1024;

/// A draft that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it stands.
    pub path: PathBuf,
    /// A draft that a person has edited and that was left alone.
    pub spared: Option<PathBuf>,
    /// Why a name before it could not be used: something stands there that can be no draft.
    pub unfit: Option<String>,
}

/// Why there is no draft.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The journal could not be read, or the draft not be written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The template is no good.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// Every name for it is taken, by a draft that a person has edited or by what can be none.
    #[error("{0} and the names beside it are taken, up to {MOST_DRAFTS}; nothing there is overwritten")]
    AllEdited(PathBuf),
}

/// Why an incident was not closed, or what went wrong afterwards.
#[derive(Debug, thiserror::Error)]
pub enum CloseError {
    /// It is as open as before.
    #[error(transparent)]
    NotClosed(#[from] RecordError),
    /// It is as open as before: there could be no draft of it.
    #[error(transparent)]
    NotReady(DraftError),
    /// The closing is recorded, and somebody reopened it at the same time.
    #[error("the closing was recorded, but the incident is still open{}", .0.as_ref().map_or(String::new(), |by| format!(": {by} reopened it at the same time")))]
    StillOpen(Option<String>),
    /// It is closed, and the draft is missing.
    #[error(transparent)]
    NoDraft(#[from] DraftError),
}

impl CloseError {
    /// What became of the incident, what went wrong, and what to do next, in one line.
    pub fn in_words(&self) -> String {
        match self {
            CloseError::NotClosed(error) => format!("Not closed: {error}."),
            CloseError::StillOpen(_) => format!("Not closed: {self}."),
            CloseError::NotReady(error) => format!("Not closed, since there could be no draft: {error}."),
            CloseError::NoDraft(error) => {
                format!("Closed, but the draft was not written: {error}. Try that again.")
            }
        }
    }
}

/// How a draft is reviewed and laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The template's name.
    pub name: String,
    /// Where the user's own template of that name would stand.
    own: Option<PathBuf>,
    /// What the team has agreed on.
    policy: Policy,
    /// This program, where it may be run once more for the user's own template.
    program: Option<PathBuf>,
}

impl Layout {
    /// The layout of this name: the user's own in the config folder, or a built-in one. `None`: there is none.
    pub fn named(name: &str, config: Option<&Path>, policy: Policy) -> Option<Self> {
        let own = config.and_then(|config| own_template(name, config));
        let known = Template::named(name).is_some() || own.as_deref().is_some_and(is_there);
        known.then(|| Layout {
            name: name.to_owned(),
            own,
            policy,
            program: None,
        })
    }

    /// The layout that is used when none is named. Where the user has a template of that name, that one.
    pub fn standard(config: Option<&Path>, policy: Policy) -> Self {
        Layout {
            name: Template::DEFAULT.to_owned(),
            own: config.and_then(|config| own_template(Template::DEFAULT, config)),
            policy,
            program: None,
        }
    }

    /// The layout with the user's own template rendered by a process of this program, which bounds what it takes.
    #[must_use]
    pub fn apart(self, program: Option<PathBuf>) -> Self {
        Layout { program, ..self }
    }

    /// What tells a draft of the incident as it stands from one of what it was before.
    pub fn mark_of(&self, incident: &Incident) -> Option<String> {
        draft::mark_of(incident, &self.policy)
    }

    /// The template's text as it stands now. The built-in one is taken only where the user has none.
    ///
    /// # Errors
    /// When the user's own is there and cannot be read, or there is neither.
    fn source(&self) -> Result<Cow<'static, str>, JournalError> {
        let Some(own) = &self.own else {
            return Ok(Cow::Borrowed(self.built_in().unwrap_or_default()));
        };
        match (named_file::read_text(own, LARGEST_TEMPLATE), self.built_in()) {
            (Ok(source), _) => Ok(Cow::Owned(source)),
            (Err(error), Some(source)) if error.kind() == ErrorKind::NotFound => Ok(Cow::Borrowed(source)),
            (Err(error), _) => Err(JournalError::at(Operation::Read, own)(error)),
        }
    }

    fn built_in(&self) -> Option<&'static str> {
        Template::named(&self.name).map(|template| template.source)
    }
}

/// Whether something stands there, readable or not.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata()
        .map_or_else(|error| error.kind() != ErrorKind::NotFound, |_| true)
}

/// Only a plain name can be a template of the user's: it becomes a file's name.
fn own_template(name: &str, config: &Path) -> Option<PathBuf> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    let is_plain = !name.is_empty() && name.bytes().all(plain);
    is_plain.then(|| config.join("templates").join(format!("{name}.md")))
}

/// Closes the incident and writes its draft; `at` is when it was over, where that is said. That a draft can be
/// made at all is tried before.
///
/// # Errors
/// When it was not closed, or when it was and the draft could not be written: [`write_draft`] may then be tried
/// again.
pub fn close_and_draft(
    scribe: &Scribe,
    shelf: &Shelf,
    layout: &Layout,
    at: Option<Moment>,
) -> Result<Written, CloseError> {
    try_draft(shelf, scribe, layout)?;
    close(scribe, at)?;
    Ok(write_draft(shelf, scribe.path(), layout)?)
}

/// Tries whether there can be a draft of the incident as it was read last, before it is closed. That draft is thrown
/// away, so it cites nothing.
///
/// # Errors
/// Why there cannot.
pub fn try_draft(shelf: &Shelf, scribe: &Scribe, layout: &Layout) -> Result<(), CloseError> {
    let nothing = Citation::default();
    let drafted = layout.source().map_err(DraftError::from).and_then(|source| {
        let draft = draft_of(shelf, scribe.path(), &scribe.incident(), nothing, layout);
        Ok(laid_out(&draft, source, layout)?)
    });
    drafted.map(|_| ()).map_err(CloseError::NotReady)
}

/// Records that the incident is closed; `at` is when it was over, where that is said.
///
/// # Errors
/// When that was not recorded, or somebody reopened it at the same time.
pub fn close(scribe: &Scribe, at: Option<Moment>) -> Result<(), CloseError> {
    let receipt = scribe.record(Command::Close { at })?;
    look(&scribe.incident(), receipt.id)
}

/// Whether a closing closed the incident.
fn look(incident: &Incident, closing: RecordId) -> Result<(), CloseError> {
    if incident.status() != Status::Open {
        return Ok(());
    }
    Err(CloseError::StillOpen(match incident.outcome(closing) {
        Outcome::Outdone(by) => Some(by.by.to_string()),
        Outcome::Holds | Outcome::Void | Outcome::Unread => None,
    }))
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

/// Where the draft of an incident stands. Number 1 is the first; later ones stand beside drafts that were edited.
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

/// Whether the draft of an incident, as hotwash wrote it, says what a new one would say; what a person has edited since
/// does not count.
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

/// The draft of an incident as text.
///
/// # Errors
/// When the journal or the template cannot be read, or the template is no good.
pub fn render(shelf: &Shelf, path: &IncidentPath, layout: &Layout) -> Result<String, DraftError> {
    let source = layout.source()?;
    let draft = compose(shelf, path, layout)?;
    Ok(laid_out(&draft, source, layout)?)
}

/// The draft as text, by this template: in a process of its own where it is the user's.
fn laid_out(draft: &Draft, source: Cow<'static, str>, layout: &Layout) -> Result<String, TemplateError> {
    match (source, &layout.program) {
        (Cow::Owned(own), Some(program)) => apart::render(program, draft, &layout.name, &own),
        (source, _) => draft::render(draft, &layout.name, &source),
    }
}

/// The draft of an incident before it has a form, for the template of this layout.
///
/// # Errors
/// When the journal cannot be read.
pub fn compose(shelf: &Shelf, path: &IncidentPath, layout: &Layout) -> Result<Draft, JournalError> {
    let (incident, citation) = citation::read(shelf, path)?;
    Ok(draft_of(shelf, path, &incident, citation, layout))
}

fn draft_of(
    shelf: &Shelf,
    path: &IncidentPath,
    incident: &Incident,
    citation: Citation,
    layout: &Layout,
) -> Draft {
    let excerpts = excerpts(shelf, path, incident);
    let links = links(shelf, path, incident);
    Draft::new(incident, &layout.policy, citation, &layout.name)
        .with_excerpts(&excerpts)
        .with_links(&links)
}

/// From the draft to the pieces of evidence that do not stand where others do, because a disk failed there.
fn links(shelf: &Shelf, path: &IncidentPath, incident: &Incident) -> Links {
    let storage = &**shelf.storage();
    if evidence::folders(storage, path) == [path.evidence()] {
        return Links::new();
    }
    let mut found: HashSet<&str> = HashSet::new();
    let pieces = incident.shown().flat_map(|event| &event.body().evidence);
    pieces
        .filter(|piece| found.insert(&piece.sha256))
        .filter_map(|piece| {
            let (folder, _) = evidence::find(storage, path, piece).ok()?;
            let folder = folder.file_name()?.to_str()?;
            Some((piece.sha256.clone(), format!("../{folder}/{}", piece.sha256)))
        })
        .collect()
}

/// The texts of the short pieces of evidence, and those of events that are too long for their record. What cannot be read, is not what was recorded, or is no text has none:
/// the draft still names it, and the check says what is wrong.
fn excerpts(shelf: &Shelf, path: &IncidentPath, incident: &Incident) -> Excerpts {
    // A thousand events can name one piece: it is read once.
    let mut read: HashSet<&str> = HashSet::new();
    let pieces = incident.shown().flat_map(|event| &event.body().evidence);
    pieces
        .filter(|piece| piece.bytes <= draft::MAX_EXCERPT || is_own_text(piece))
        .filter(|piece| read.insert(&piece.sha256))
        .filter_map(|piece| {
            let bytes = evidence::read(&**shelf.storage(), path, piece).ok()?;
            let text = String::from_utf8(bytes).ok().filter(|text| is_text(text))?;
            Some((piece.sha256.clone(), text))
        })
        .collect()
}

/// Whether it is what somebody wrote, which a reader of the draft must not have to look for elsewhere.
fn is_own_text(piece: &EvidenceRef) -> bool {
    piece.name.as_deref() == Some(TEXT_NAME) && piece.bytes <= MAX_TEXT as u64
}

/// Whether it says something, and no byte in it is one that only programs write.
fn is_text(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains('\0')
}

#[cfg(test)]
mod tests;
