//! The files that still hold words that were removed: each with the reason and the next step.

use std::path::Path;

use super::held::{DRAFT, LeftJson, as_next, json};
use super::reasons::Reasons;
use crate::cli::session::Session;
use crate::domain::record::FieldName;
use crate::domain::redaction::Target;
use crate::incidents::closing;
use crate::incidents::scribe::{FileRole, Left, Redacted, Scribe, Search, Unseen};

/// More files than these are only counted.
const MOST_NAMED: usize = 20;

/// The files that were found, and those that nobody looked into.
#[derive(Default)]
pub(super) struct Elsewhere {
    pub(super) found: Vec<LeftJson>,
    pub(super) unseen: Vec<LeftJson>,
    /// Others of the incident that hold the words, as they are typed behind `redact`.
    pub(super) also_in: Vec<String>,
    /// The number of texts that are not looked for, since there are too many.
    texts_passed_over: usize,
}

impl Elsewhere {
    /// Looks through the home, but for the journal of the incident, and for what goes.
    pub(super) fn look(reasons: &Reasons<'_>, scribe: &Scribe, session: &Session<'_>) -> Elsewhere {
        let (words, path) = (&reasons.removal.sought, scribe.path());
        let search = Search::of(&session.home, path, words, |file| reasons.goes(file, path));
        // A folder whose name holds the title gets another one.
        let stays = |left: &&Left| left.role != FileRole::Folder || *reasons.target != TITLE;
        let found = search.left.iter().filter(stays).map(|left| reasons.of(left));
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
        let unsure = !reasons.removal.evidence.is_empty() || words.are_too_short() || words.are_only_whole();
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
    pub(super) fn mention(&self, reasons: &Reasons<'_>, session: &mut Session<'_>) {
        say(&self.found, session);
        say_unseen(&self.unseen, session);
        let output = session.output();
        if self.texts_passed_over > 0 {
            let texts = self.texts_passed_over;
            output.say(&format!(
                "{texts} of its texts were not looked for: there are too many"
            ));
        }
        let words = &reasons.removal.words;
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
        reasons: &Reasons<'_>,
        redacted: &Redacted,
        scribe: &Scribe,
        session: &mut Session<'_>,
    ) {
        let before = scribe.path();
        let renames = *reasons.target == TITLE && redacted.failed.is_empty();
        let mut found = Vec::new();
        let mut path = before.clone();
        match renames.then(|| reasons.rename(before, session)) {
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
            .map(|target| target.as_typed(&reasons.incident))
            .collect();
        let again = format!(
            "hotwash redact {} --yes, once that is repaired",
            reasons.target.as_typed(&reasons.incident)
        );
        found.extend(
            redacted
                .failed
                .iter()
                .map(|error| json(&error.path, error.to_string(), again.clone())),
        );
        let search = Search::of_journal(&session.home, &path, &redacted.sought);
        for left in &search.left {
            if !redacted.failed.iter().any(|error| error.path == left.path) {
                let (why, next) = reasons.of_journal(&left.path, &self.also_in);
                found.push(json(&left.path, why, next));
            }
        }
        let unseen: Vec<LeftJson> = search
            .unseen
            .iter()
            .map(|(path, why)| unseen(path, *why))
            .collect();
        say_unseen(&unseen, session);
        self.unseen.extend(unseen);
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

/// Names what nobody looked into.
fn say_unseen(unseen: &[LeftJson], session: &mut Session<'_>) {
    let output = session.output();
    for left in unseen.iter().take(MOST_NAMED) {
        output.say(&format!(
            "not looked into {}: {}; {}",
            left.path, left.why, left.next
        ));
    }
    let more = unseen.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        output.say(&format!("{more} more were not looked into; --json names all"));
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

const TITLE: Target = Target::Field(FieldName::Title);
