//! Makes a draft from an incident, its evidence and the layout.

use std::borrow::Cow;
use std::collections::HashSet;

use super::apart;
use super::error::DraftError;
use super::layout::Layout;
use super::recurrence;
use crate::domain::findings::Review;
use crate::domain::incident::{Cast, Incident};
use crate::domain::record::{EvidenceRef, MAX_TEXT};
use crate::draft::{self, Citation, Draft, Excerpts, Links, TemplateError};
use crate::incidents::citation;
use crate::incidents::scribe::TEXT_NAME;
use crate::journal::{IncidentPath, JournalError, Shelf, evidence};

/// The draft of an incident as text.
///
/// # Errors
/// When the journal or the template cannot be read, or the template is no good.
pub fn render(shelf: &Shelf, path: &IncidentPath, layout: &Layout) -> Result<String, DraftError> {
    let source = layout.source()?;
    let draft = compose(shelf, path, layout)?;
    Ok(laid_out(&draft, source, layout)?)
}

/// A draft that was composed for this layout, as text.
///
/// # Errors
/// When the template cannot be read or is no good.
pub fn lay_out(draft: &Draft, layout: &Layout) -> Result<String, DraftError> {
    Ok(laid_out(draft, layout.source()?, layout)?)
}

/// The draft of the incident as it stands in memory, as text: it cites nothing.
///
/// # Errors
/// When the template cannot be read or is no good.
pub(super) fn render_from_memory(
    shelf: &Shelf,
    path: &IncidentPath,
    incident: &Incident,
    layout: &Layout,
) -> Result<String, DraftError> {
    let source = layout.source()?;
    let draft = draft_of(shelf, path, incident, Citation::default(), layout);
    Ok(laid_out(&draft, source, layout)?)
}

/// The draft as text, by this template: in a process of its own where it is the user's.
fn laid_out(draft: &Draft, source: Cow<'static, str>, layout: &Layout) -> Result<String, TemplateError> {
    let name = layout.told_name();
    match (source, &layout.program) {
        (Cow::Owned(own), Some(program)) => apart::render(program, draft, &name, &own),
        (source, _) => draft::render(draft, &name, &source),
    }
}

/// The draft of an incident that was reviewed, for a screen: it cites nothing, and has no trailer.
///
/// # Errors
/// When the template cannot be read or is no good.
pub fn preview(review: &Review<'_>, layout: &Layout) -> Result<String, DraftError> {
    let source = layout.source()?;
    let draft = Draft::of(review, Citation::default(), &layout.name);
    let text = laid_out(&draft, source, layout)?;
    Ok(draft::trailer::without(&text).to_owned())
}

/// The draft of an incident before it has a form, for the template of this layout.
///
/// # Errors
/// When the journal cannot be read.
pub fn compose(shelf: &Shelf, path: &IncidentPath, layout: &Layout) -> Result<Draft, JournalError> {
    let (incident, citation) = citation::read(shelf, path)?;
    let draft = draft_of(shelf, path, &incident, citation, layout);
    let asks = layout.source().is_ok_and(|source| source.contains("recurrence"));
    Ok(if asks {
        draft.with_others(recurrence::others(shelf, path, &incident))
    } else {
        draft
    })
}

/// The draft of an incident that was read, before it has a form.
pub(in crate::incidents) fn draft_of(
    shelf: &Shelf,
    path: &IncidentPath,
    incident: &Incident,
    citation: Citation,
    layout: &Layout,
) -> Draft {
    let mut excerpts = excerpts(shelf, path, incident);
    let links = links(shelf, path, incident);
    let draft = if layout.by_role {
        let cast = Cast::of(incident);
        excerpts
            .values_mut()
            .for_each(|excerpt| *excerpt = cast.told(excerpt));
        let told = incident.by_role(&cast);
        Draft {
            by_role: true,
            ..Draft::new(&told, &layout.policy, citation.unnamed(), &layout.name)
        }
    } else {
        Draft::new(incident, &layout.policy, citation, &layout.name)
    };
    draft.with_excerpts(&excerpts).with_links(&links)
}

/// From the draft to the pieces of evidence that do not stand where others do, because a disk failed there.
fn links(shelf: &Shelf, path: &IncidentPath, incident: &Incident) -> Links {
    let storage = &**shelf.storage();
    if evidence::folders(storage, path) == [path.evidence()] {
        return Links::new();
    }
    let mut found: HashSet<(&str, u64)> = HashSet::new();
    let pieces = incident.shown().flat_map(|event| &event.body().evidence);
    pieces
        .filter(|piece| found.insert((&piece.sha256, piece.bytes)))
        .filter_map(|piece| {
            let (folder, _) = evidence::find(storage, path, piece).ok()?;
            let folder = folder.file_name()?.to_str()?;
            Some((piece.sha256.clone(), format!("../{folder}/{}", piece.sha256)))
        })
        .collect()
}

/// The texts of the short pieces of evidence, and those of events that are too long for their record. What cannot be
/// read, is not what was recorded, or is no text has none: the draft still names it, and the check says what is wrong.
fn excerpts(shelf: &Shelf, path: &IncidentPath, incident: &Incident) -> Excerpts {
    // A thousand events can name one piece: it is read once.
    let mut read: HashSet<(&str, u64)> = HashSet::new();
    let pieces = incident.shown().flat_map(|event| &event.body().evidence);
    pieces
        .filter(|piece| piece.bytes <= draft::MAX_EXCERPT || is_own_text(piece))
        .filter(|piece| read.insert((&piece.sha256, piece.bytes)))
        .filter_map(|piece| {
            let bytes = evidence::read(&**shelf.storage(), path, piece).ok()?;
            let text = String::from_utf8(bytes).ok().filter(|text| is_text(text))?;
            Some((piece.sha256.clone(), text))
        })
        .collect()
}

/// True for a text that somebody wrote, which a reader of the draft must not have to look for elsewhere.
fn is_own_text(piece: &EvidenceRef) -> bool {
    piece.name.as_deref() == Some(TEXT_NAME) && piece.bytes <= MAX_TEXT as u64
}

/// True where it says something, and no byte in it is one that only programs write.
fn is_text(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains('\0')
}
