//! Reasons: what a file is that still holds removed words, and the next step that takes them out of it.

use std::path::Path;
use std::sync::Arc;

use super::held::{DRAFT, LeftJson, as_next, json};
use crate::cli::session::Session;
use crate::domain::id::SHORT;
use crate::domain::incident::{Event, Incident};
use crate::domain::redaction::Target;
use crate::incidents::scribe::{FileRole, Left, RemovalPlan};
use crate::journal::{IncidentPath, JournalError, Storage, is_named_after, writer_within};
use crate::tui::forget::Forgotten;

/// The facts by which a file is given its reason.
pub(super) struct Reasons<'a> {
    pub(super) storage: &'a dyn Storage,
    pub(super) incident: Arc<Incident>,
    pub(super) own: Vec<String>,
    pub(super) forgotten: Forgotten,
    pub(super) target: &'a Target,
    pub(super) removal: &'a RemovalPlan,
}

impl Reasons<'_> {
    /// True of a file that is evidence and goes with the words.
    pub(super) fn goes(&self, file: &Path, path: &IncidentPath) -> bool {
        let name = file.file_name().unwrap_or_default();
        let folder = file.parent().and_then(Path::file_name).unwrap_or_default();
        file.starts_with(path.folder())
            && folder.to_string_lossy().starts_with("evidence")
            && self.removal.takes(name)
    }

    /// The folder under a name without the title. `Err`: it keeps the old one, and why, where that holds the words.
    pub(super) fn rename(
        &self,
        path: &IncidentPath,
        session: &Session<'_>,
    ) -> Result<IncidentPath, Option<(String, String)>> {
        if path.slug() == REMOVED || !self.is_named_after_words(path) {
            return Err(None);
        }
        let to = format!("{}-{REMOVED}-{}", path.date(), path.short());
        let next = format!("once all have left it, rename the folder to {to}");
        let listed = session.shelf().storage().list(&path.journal());
        let names = listed.unwrap_or_default();
        let shared = names
            .iter()
            .filter_map(|name| name.to_str())
            .any(|name| name.ends_with(".jsonl") && !is_named_after(name, &self.own));
        if shared {
            let why = "its name holds the title, and others write in this folder".to_owned();
            return Err(Some((why, next)));
        }
        if self.forgotten.running > 0 {
            let why = "its name holds the title, and an interface runs that may have it open".to_owned();
            return Err(Some((why, next)));
        }
        session
            .shelf()
            .rename(path, REMOVED)
            .map_err(|error: JournalError| Some((format!("its name holds the title: {error}"), next)))
    }

    /// True where the folder's name is made of what was removed: it may be a part of it alone.
    fn is_named_after_words(&self, path: &IncidentPath) -> bool {
        let slug = path.slug();
        self.removal.sought.are_of(slug) || self.removal.words.begin_with(slug)
    }

    pub(super) fn of(&self, left: &Left) -> LeftJson {
        let (why, next) = match &left.role {
            FileRole::Journal => self.of_journal(&left.path, &[]),
            FileRole::Evidence => self.of_evidence(left),
            FileRole::Draft => ("a draft written before".to_owned(), DRAFT.to_owned()),
            FileRole::Folder => (
                "its name holds the words".to_owned(),
                "hotwash redact title gives it another one".to_owned(),
            ),
            FileRole::Elsewhere(name) => {
                let short = &name[name.len().saturating_sub(SHORT)..];
                (
                    "another incident".to_owned(),
                    format!("find them with hotwash --incident {short} show, and run hotwash redact there"),
                )
            }
            FileRole::State if self.forgotten.deaf > 0 => (
                "an interface runs that has them in memory".to_owned(),
                "leave it with Ctrl-Q, then remove this file".to_owned(),
            ),
            FileRole::State => (
                "it could not be written anew".to_owned(),
                "remove this file".to_owned(),
            ),
            FileRole::Config => (
                "your own file, which hotwash never writes".to_owned(),
                "take the words out of it".to_owned(),
            ),
            FileRole::Unknown => (
                "hotwash did not put it there".to_owned(),
                "see what it is, and remove it".to_owned(),
            ),
        };
        json(&left.path, why, next)
    }

    pub(super) fn of_journal(&self, path: &Path, also_in: &[String]) -> (String, String) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !is_named_after(&name, &self.own) {
            if writer_within(self.storage, path).is_some_and(|writer| self.own.contains(&writer)) {
                return (
                    "a copy of your file under another name".to_owned(),
                    "remove it".to_owned(),
                );
            }
            return (
                "another writer recorded them".to_owned(),
                "only they can remove them, with hotwash redact on their machine".to_owned(),
            );
        }
        if !also_in.is_empty() {
            return ("other records of yours hold them".to_owned(), as_next(also_in));
        }
        if self.is_recorded_under_words() {
            return (
                "the name that you recorded under holds them".to_owned(),
                "give another with --author from now on; the one that stands there stays".to_owned(),
            );
        }
        (
            "lines in it hold them that this version cannot read or rewrite".to_owned(),
            "hotwash verify names what is damaged".to_owned(),
        )
    }

    /// True where the words stand in the name of who recorded something.
    fn is_recorded_under_words(&self) -> bool {
        let steps = self.incident.events().iter().flat_map(Event::history);
        let names = steps.map(|step| step.provenance.by.as_bytes());
        let first = self.incident.opened_by().map(|(_, by)| by.by.as_bytes());
        names.chain(first).any(|by| self.removal.sought.are_in(by))
    }

    fn of_evidence(&self, left: &Left) -> (String, String) {
        let name = left.path.file_name().unwrap_or_default().to_string_lossy();
        let named = self.incident.events().iter().find(|event| {
            let evidence = event.body().evidence.iter().chain(&event.first().evidence);
            *self.target != Target::Event(event.id) && evidence.into_iter().any(|piece| piece.sha256 == *name)
        });
        match named {
            Some(event) => (
                format!("evidence of event {}", event.number),
                format!("hotwash redact {}", event.number),
            ),
            None => (
                "evidence that no event names".to_owned(),
                "remove this file".to_owned(),
            ),
        }
    }
}

/// The name of a folder whose title was removed.
const REMOVED: &str = "removed";
