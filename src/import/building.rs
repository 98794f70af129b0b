//! Builds proposals from what a system exports: their origin, author and kind, and texts that fit a record.

use std::sync::Arc;

use super::document::Document;
use super::guess;
use super::lengthy;
use super::options::ImportOptions;
use super::origin::{Origin, file_of_line};
use super::outcome::Import;
use super::proposal::{Proposal, Proposed, Skipped, Why};
use crate::domain::entry::EntryTime;
use crate::domain::kind::{Kind, Via};
use crate::domain::long_text::beginning;
use crate::domain::time::typed::TimeGiven;

/// The most bytes of a source's own key.
const LONGEST: usize = 16 * 1024;

/// The most bytes of an entry that is passed over that are shown.
const SHOWN: usize = 200;

/// The time as a proposal has it: nothing said where there is none.
pub(super) fn said(time: Option<TimeGiven>) -> EntryTime {
    time.map_or(EntryTime::Now, EntryTime::Given)
}

impl Proposal {
    /// An event that a system exported, with a text of a sensible length.
    pub(super) fn exported(line: usize, kind: Kind, time: EntryTime, text: &str, raw: &str) -> Self {
        let mut proposal = Proposal::event(line, kind, time, text.trim());
        proposal.raw = raw.trim().to_owned();
        lengthy::attach(&mut proposal, &format!("entry-{line}.txt"));
        proposal
    }

    /// This proposal, identified by the source's own key.
    pub(super) fn keyed(mut self, source: &'static str, key: &str) -> Self {
        let key = beginning(key, LONGEST).to_owned();
        let mut origin = Origin::Key { source, key };
        // A key must not be taken for a line of a file.
        if file_of_line(&origin.to_string()).is_some()
            && let Origin::Key { key, .. } = &mut origin
        {
            key.push('#');
        }
        self.origin = Some(origin);
        self
    }

    /// This proposal, identified by its place in its file.
    pub(super) fn on_line(mut self, document: &Document) -> Self {
        self.origin = Some(Origin::Line {
            file: document.file_name().into(),
            line: self.line,
        });
        self
    }

    /// This proposal, identified by the source's own key where it has one, else by its place.
    pub(super) fn identified(self, source: &'static str, key: Option<&str>, document: &Document) -> Self {
        match key.filter(|key| !key.is_empty()) {
            Some(key) => self.keyed(source, key),
            None => self.on_line(document),
        }
    }

    /// This proposal, said by this person or program.
    pub(super) fn by(mut self, author: Option<String>) -> Self {
        self.author = author.filter(|name| !name.trim().is_empty());
        self
    }

    /// This proposal, chosen beforehand or only offered.
    pub(super) fn chosen(mut self, is_chosen: bool) -> Self {
        self.is_chosen = is_chosen;
        self
    }

    /// This proposal, of the kind that its source states.
    pub(super) fn of_kind(mut self, kind: Kind, via: Option<Via>) -> Self {
        if let Proposed::Event(event) = &mut self.what {
            (event.kind, event.via, event.kind_given) = (kind, via, true);
        }
        self
    }

    /// This proposal, of the kind that its words show.
    pub(super) fn of_guessed_kind(mut self) -> Self {
        if let Proposed::Event(event) = &mut self.what
            && let Some((kind, via)) = guess::kind_of_words(&event.text)
        {
            (event.kind, event.via) = (kind, via);
            self.is_kind_guessed = true;
        }
        self
    }
}

impl Import {
    /// Adds an event, or passes over it where it says nothing.
    pub(super) fn propose(&mut self, mut proposal: Proposal) {
        self.share_name(&mut proposal);
        if proposal.text().trim().is_empty() {
            self.pass_over(proposal.line, &proposal.raw, Why::NoText);
        } else {
            self.proposals.push(proposal);
        }
    }

    /// Lets a proposal have the name of its file together with the one above it: there may be very many.
    fn share_name(&self, proposal: &mut Proposal) {
        let above = self.proposals.last().and_then(|above| above.origin.as_ref());
        if let Some(Origin::Line { file: above, .. }) = above
            && let Some(Origin::Line { file, .. }) = &mut proposal.origin
            && file == above
        {
            *file = Arc::clone(above);
        }
    }

    /// Passes over an entry for a reason.
    pub(super) fn pass_over(&mut self, line: usize, text: &str, why: Why) {
        let text = beginning(text.trim(), SHOWN).to_owned();
        self.skipped.push(Skipped { line, text, why });
    }

    /// Puts the proposals in the order of their times; those without one stand at the end.
    pub(super) fn order_by_time(&mut self, options: &ImportOptions) {
        let zone = options.time_context(None).zone;
        self.proposals.sort_by_key(|proposal| match proposal.time() {
            EntryTime::Given(given) => zone.micros(&given.at),
            EntryTime::Now => i64::MAX,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::long_text::MAX_INLINE;

    #[test]
    fn a_long_text_is_cut_and_complete_in_the_attachment() {
        let long = "\u{e9}".repeat(LONGEST);
        let proposal = Proposal::exported(7, Kind::Note, EntryTime::Now, &long, &long);
        assert!(proposal.text().len() <= MAX_INLINE && proposal.raw.len() <= MAX_INLINE);
        let attachment = proposal.attachment.expect("all of it");
        assert_eq!((attachment.name.as_str(), attachment.text), ("entry-7.txt", long));
    }

    #[test]
    fn a_key_is_never_taken_for_a_line_of_a_file() {
        for (key, origin) in [("7", "x:7#"), ("a:7", "x:a:7#"), ("a7", "x:a7"), ("a:", "x:a:")] {
            let proposal = Proposal::exported(1, Kind::Note, EntryTime::Now, "t", "t").keyed("x", key);
            assert_eq!(
                proposal.origin.map(|origin| origin.to_string()).as_deref(),
                Some(origin)
            );
        }
    }
}
