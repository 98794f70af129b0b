//! What still holds words that were removed: each file with the reason and the next step.

use std::path::Path;
use std::sync::Arc;

use crate::cli::json::LeftJson;
use crate::cli::session::Session;
use crate::domain::id::SHORT;
use crate::domain::incident::{Event, Incident};
use crate::domain::record::FieldName;
use crate::domain::redaction::Target;
use crate::incidents::closing;
use crate::incidents::scribe::{Left, Place, Redacted, Removal, Scribe, Search, Unseen};
use crate::journal::{IncidentPath, JournalError, Storage, is_named_after, writer_within};
use crate::tui::forget::Forgotten;

/// More files than these are only counted.
const MOST_NAMED: usize = 20;

/// What was found, and what nobody looked into.
#[derive(Default)]
pub(super) struct Elsewhere {
    pub(super) found: Vec<LeftJson>,
    pub(super) unseen: Vec<LeftJson>,
    /// What else of the incident holds the words, as it is typed behind `redact`.
    pub(super) also_in: Vec<String>,
    /// How many texts are not looked for, since there are too many.
    texts_passed_over: usize,
}

impl Elsewhere {
    /// Looks through the home, but for the journal of the incident, and for what goes.
    pub(super) fn look(naming: &Naming<'_>, scribe: &Scribe, session: &Session<'_>) -> Elsewhere {
        let (words, path) = (&naming.removal.words, scribe.path());
        let search = Search::of(&session.home, path, words, |file| naming.goes(file, path));
        // A folder whose name holds the title gets another one.
        let stays = |left: &&Left| left.place != Place::Folder || *naming.target != TITLE;
        let found = search.left.iter().filter(stays).map(|left| naming.of(left));
        let mut elsewhere = Elsewhere {
            found: found.collect(),
            unseen: search
                .unseen
                .iter()
                .map(|(path, why)| unseen(path, *why))
                .collect(),
            also_in: Vec::new(),
            texts_passed_over: words.passed_over(),
        };
        // A draft may quote evidence, and what cannot be looked for.
        let unsure = !naming.removal.evidence.is_empty() || words.are_too_short() || words.are_only_whole();
        if let Some(draft) = closing::newest_draft(path).filter(|_| unsure) {
            let shown = draft.display().to_string();
            if !elsewhere.found.iter().any(|left| left.path == shown) {
                let why = "a draft written before may hold them".to_owned();
                elsewhere.found.push(json(&draft, why, DRAFT.to_owned()));
            }
        }
        elsewhere
    }

    /// Says it on standard error.
    pub(super) fn mention(&self, naming: &Naming<'_>, session: &mut Session<'_>) {
        say(&self.found, session);
        let output = session.output();
        for left in self.unseen.iter().take(MOST_NAMED) {
            output.say(&format!(
                "not looked into {}: {}; {}",
                left.path, left.why, left.next
            ));
        }
        let more = self.unseen.len().saturating_sub(MOST_NAMED);
        if more > 0 {
            output.say(&format!("{more} more were not looked into; --json names all"));
        }
        if self.texts_passed_over > 0 {
            let texts = self.texts_passed_over;
            output.say(&format!(
                "{texts} of its texts were not looked for: there are too many"
            ));
        }
        let words = &naming.removal.words;
        if words.are_gone() {
            output.say(
                "its words are gone already, so nothing could be looked for; drafts written before may hold them",
            );
        } else if words.are_too_short() {
            output.say("the words are too short to be looked for elsewhere: drafts, evidence and other records may hold them");
        } else if words.are_only_whole() {
            output.say(
                "no secret was recognised in it: only its whole text was looked for, so look for the secret itself, with \
                 hotwash show and with grep -ri",
            );
        }
    }

    /// Gives the incident's folder another name where the title was removed, looks into the journal, and says what is
    /// still to be done there.
    pub(super) fn look_into_journal(
        &mut self,
        naming: &Naming<'_>,
        redacted: &Redacted,
        scribe: &Scribe,
        session: &mut Session<'_>,
    ) {
        let before = scribe.path();
        let renames = *naming.target == TITLE && redacted.failed.is_empty();
        let mut found = Vec::new();
        let mut path = before.clone();
        match renames.then(|| naming.rename(before, session)) {
            Some(Ok(renamed)) => {
                let name = renamed.name();
                session
                    .output()
                    .say(&format!("the incident's folder is called {name} now"));
                self.found
                    .iter_mut()
                    .for_each(|left| left.follow(before.folder(), renamed.folder()));
                path = renamed;
            }
            Some(Err(Some((why, next)))) => found.push(json(before.folder(), why, next)),
            Some(Err(None)) | None => {}
        }
        self.also_in = redacted
            .also_in
            .iter()
            .map(|target| target.as_typed(&naming.incident))
            .collect();
        let again = format!(
            "hotwash redact {} --yes, once that is mended",
            naming.target.as_typed(&naming.incident)
        );
        found.extend(
            redacted
                .failed
                .iter()
                .map(|error| json(&error.path, error.to_string(), again.clone())),
        );
        let search = Search::of_journal(&session.home, &path, &redacted.words);
        for left in &search.left {
            if !redacted.failed.iter().any(|error| error.path == left.path) {
                let (why, next) = naming.of_journal(&left.path, &self.also_in);
                found.push(json(&left.path, why, next));
            }
        }
        self.unseen
            .extend(search.unseen.iter().map(|(path, why)| unseen(path, *why)));
        say(&found, session);
        for by in &redacted.left_with {
            session.output().say(&format!(
                "records of {by} still hold it; they have to run hotwash redact too"
            ));
        }
        let next = as_next(&self.also_in);
        if !self.also_in.is_empty() && !found.iter().any(|left| left.next == next) {
            session
                .output()
                .say(&format!("other records of yours hold them: {next}"));
        }
        self.found.extend(found);
    }
}

/// Names what holds the words.
fn say(found: &[LeftJson], session: &mut Session<'_>) {
    let output = session.output();
    for left in found.iter().take(MOST_NAMED) {
        output.say(&format!("still in {}: {}; {}", left.path, left.why, left.next));
    }
    let more = found.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        output.say(&format!("{more} more files hold them; --json names all"));
    }
}

impl LeftJson {
    /// Names it below the new name of a folder.
    fn follow(&mut self, before: &Path, now: &Path) {
        if let Ok(within) = Path::new(&self.path).strip_prefix(before) {
            self.path = now.join(within).display().to_string();
        }
    }
}

fn unseen(path: &Path, why: Unseen) -> LeftJson {
    let (why, next) = match why {
        Unseen::Link => ("a link, which is not followed", "look into what it leads to"),
        Unseen::Archive => ("compressed or encrypted", "unpack it and look, or remove it"),
        Unseen::History => (
            "a version control's history has whatever was committed",
            "take the words out of the history (git filter-repo), here and in every copy",
        ),
        Unseen::Large => (
            "too large, or too many files before it",
            "look for the secret in it with grep",
        ),
        Unseen::Unreadable => ("it cannot be read", "look into it as whoever may"),
    };
    json(path, why.to_owned(), next.to_owned())
}

fn as_next(also_in: &[String]) -> String {
    let each: Vec<String> = also_in
        .iter()
        .map(|typed| format!("hotwash redact {typed}"))
        .collect();
    each.join(", ")
}

const DRAFT: &str = "remove it, and write a new one with hotwash export --output FILE";

const TITLE: Target = Target::Field(FieldName::Title);

/// What is known for giving a reason.
pub(super) struct Naming<'a> {
    pub(super) storage: &'a dyn Storage,
    pub(super) incident: Arc<Incident>,
    pub(super) own: Vec<String>,
    pub(super) forgotten: Forgotten,
    pub(super) target: &'a Target,
    pub(super) removal: &'a Removal,
}

impl Naming<'_> {
    /// Whether a file is evidence that goes with the words.
    fn goes(&self, file: &Path, path: &IncidentPath) -> bool {
        let name = file.file_name().unwrap_or_default();
        let folder = file.parent().and_then(Path::file_name).unwrap_or_default();
        file.starts_with(path.folder())
            && folder.to_string_lossy().starts_with("evidence")
            && self.removal.takes(name)
    }

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

    /// Whether the folder's name is made of what was removed: it may be a part of it alone.
    fn is_named_after_words(&self, path: &IncidentPath) -> bool {
        let slug = path.slug();
        self.removal.words.are_of(slug) || self.removal.words.begin_with(slug)
    }

    fn of(&self, left: &Left) -> LeftJson {
        let (why, next) = match &left.place {
            Place::Journal => self.of_journal(&left.path, &[]),
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

    fn of_journal(&self, path: &Path, also_in: &[String]) -> (String, String) {
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

    /// Whether the words stand in the name of who recorded something.
    fn is_recorded_under_words(&self) -> bool {
        let steps = self.incident.events().iter().flat_map(Event::history);
        let names = steps.map(|step| step.provenance.by.as_bytes());
        let first = self.incident.opened_by().map(|(_, by)| by.by.as_bytes());
        names.chain(first).any(|by| self.removal.words.are_in(by))
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

/// What a folder is called whose title was removed.
const REMOVED: &str = "removed";

fn json(path: &Path, why: String, next: String) -> LeftJson {
    LeftJson {
        path: path.display().to_string(),
        why,
        next,
    }
}
