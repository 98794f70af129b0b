//! What still holds words that were removed: each file with the reason and the next step.

use crate::cli::json::LeftJson;
use crate::cli::session::Session;
use crate::domain::id::SHORT;
use crate::domain::incident::Incident;
use crate::domain::record::FieldName;
use crate::domain::redaction::Target;
use crate::incidents::closing;
use crate::incidents::scribe::{Left, Place, Redacted, Scribe, Search};
use crate::journal::{IncidentPath, JournalError};
use crate::tui::forget::Forgotten;

/// More files than these are only counted.
const MOST_NAMED: usize = 20;

/// What was found, and what nobody looked into.
pub(super) struct LeftHere {
    pub(super) found: Vec<LeftJson>,
    passed_over: usize,
    /// A folder's new name.
    renamed: Option<String>,
}

impl LeftHere {
    /// Gives the incident's folder another name where the title was removed, and looks through the home.
    pub(super) fn look(
        target: &Target,
        redacted: &Redacted,
        scribe: &Scribe,
        forgotten: Forgotten,
        former: &[String],
        session: &Session<'_>,
    ) -> LeftHere {
        let naming = Naming {
            incident: &scribe.incident(),
            own: scribe.own_writers(former),
            redacted,
            forgotten,
        };
        let moved =
            (*target == Target::Field(FieldName::Title)).then(|| naming.rename(scribe.path(), session));
        let (path, renamed, stays) = match moved {
            Some(Ok(path)) => (path.clone(), Some(path.name().to_owned()), None),
            Some(Err(why)) => (scribe.path().clone(), None, why),
            None => (scribe.path().clone(), None, None),
        };
        let search = Search::of(&session.home, &path, &redacted.words);
        let mut found: Vec<LeftJson> = search
            .left
            .iter()
            .filter(|left| stays.is_none() || left.place != Place::Folder)
            .map(|left| naming.of(left))
            .collect();
        found.extend(stays.map(|(why, next)| json(path.folder(), why, next)));
        // A draft may quote evidence, and words too short to be looked for.
        let unsure = redacted.evidence > 0 || redacted.words.are_too_short();
        if let Some(draft) = closing::newest_draft(&path).filter(|_| unsure) {
            let shown = draft.display().to_string();
            if !found.iter().any(|left| left.path == shown) {
                found.push(json(
                    &draft,
                    "a draft written before may hold them".to_owned(),
                    DRAFT.to_owned(),
                ));
            }
        }
        LeftHere {
            found,
            passed_over: search.passed_over + redacted.words.passed_over(),
            renamed,
        }
    }

    /// Says it on standard error.
    pub(super) fn mention(&self, redacted: &Redacted, session: &mut Session<'_>) {
        let output = session.output();
        for by in &redacted.left_with {
            output.say(&format!(
                "records of {by} still hold it; they have to run hotwash redact too"
            ));
        }
        if let Some(name) = &self.renamed {
            output.say(&format!("the incident's folder is called {name} now"));
        }
        for left in self.found.iter().take(MOST_NAMED) {
            output.say(&format!("still in {}: {}; {}", left.path, left.why, left.next));
        }
        if self.found.len() > MOST_NAMED {
            let more = self.found.len() - MOST_NAMED;
            output.say(&format!("{more} more files hold them; --json names all"));
        }
        if self.passed_over > 0 {
            let files = self.passed_over;
            output.say(&format!(
                "{files} more were not looked into: too many, too large, or unreadable"
            ));
        }
        if redacted.words.are_too_short() {
            output.say("the words are too short to be looked for elsewhere: drafts, evidence and other records may hold them");
        }
    }
}

const DRAFT: &str = "remove it, and have hotwash export write a new one";

/// What is known for giving a reason.
struct Naming<'a> {
    incident: &'a Incident,
    own: Vec<String>,
    redacted: &'a Redacted,
    forgotten: Forgotten,
}

impl Naming<'_> {
    /// The folder under a name without the title. `Err`: it keeps the old one, and why, where that holds the words.
    fn rename(
        &self,
        path: &IncidentPath,
        session: &Session<'_>,
    ) -> Result<IncidentPath, Option<(String, String)>> {
        if path.slug() == REMOVED || !self.is_named_after_words(path) {
            return Err(None);
        }
        let to = format!("{}-{REMOVED}-{}", path.date(), path.short());
        let next = format!("once all have left it, rename the folder to {to}");
        let names = session
            .shelf()
            .storage()
            .list(&path.journal())
            .unwrap_or_default();
        let shared = names.iter().filter_map(|name| name.to_str()).any(|name| {
            name.ends_with(".jsonl") && !self.own.iter().any(|own| name.starts_with(own.as_str()))
        });
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

    /// Whether the folder's name is made of what was removed: it may be a part of it alone.
    fn is_named_after_words(&self, path: &IncidentPath) -> bool {
        let slug = path.slug();
        self.redacted.words.are_of(slug) || self.redacted.words.begin_with(slug)
    }

    fn of(&self, left: &Left) -> LeftJson {
        let (why, next) = match &left.place {
            Place::Journal => self.of_journal(left),
            Place::Evidence => self.of_evidence(left),
            Place::Draft => ("a draft written before".to_owned(), DRAFT.to_owned()),
            Place::Folder => (
                "its name holds the words".to_owned(),
                "hotwash redact title gives it another one".to_owned(),
            ),
            Place::Elsewhere(name) => {
                let short = &name[name.len().saturating_sub(SHORT)..];
                (
                    "another incident".to_owned(),
                    format!("find them with hotwash --incident {short} show, and run hotwash redact there"),
                )
            }
            Place::State if self.forgotten.deaf > 0 => (
                "an interface runs that has them in memory".to_owned(),
                "leave it with Ctrl-Q, then remove this file".to_owned(),
            ),
            Place::State => (
                "it could not be written anew".to_owned(),
                "remove this file".to_owned(),
            ),
            Place::Config => (
                "your own file, which hotwash never writes".to_owned(),
                "take the words out of it".to_owned(),
            ),
            Place::Unknown => (
                "hotwash did not put it there".to_owned(),
                "see what it is, and remove it".to_owned(),
            ),
        };
        json(&left.path, why, next)
    }

    fn of_journal(&self, left: &Left) -> (String, String) {
        let name = left.path.file_name().unwrap_or_default().to_string_lossy();
        let plain = name.trim_start_matches('.');
        if !self.own.iter().any(|own| plain.starts_with(own.as_str())) {
            return (
                "another writer recorded them".to_owned(),
                "only they can remove them, with hotwash redact on their machine".to_owned(),
            );
        }
        let also: Vec<String> = self
            .redacted
            .also_in
            .iter()
            .map(|target| format!("hotwash redact {}", target.as_typed(self.incident)))
            .collect();
        if also.is_empty() {
            return (
                "lines in it hold them that this version cannot read or rewrite".to_owned(),
                "hotwash verify names what is damaged".to_owned(),
            );
        }
        ("other records of yours hold them".to_owned(), also.join(", "))
    }

    fn of_evidence(&self, left: &Left) -> (String, String) {
        let name = left.path.file_name().unwrap_or_default().to_string_lossy();
        let named = self.incident.events().iter().find(|event| {
            let evidence = event.body().evidence.iter().chain(&event.first().evidence);
            evidence.into_iter().any(|piece| piece.sha256 == *name)
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

/// What a folder is called whose title was removed.
const REMOVED: &str = "removed";

fn json(path: &std::path::Path, why: String, next: String) -> LeftJson {
    LeftJson {
        path: path.display().to_string(),
        why,
        next,
    }
}
