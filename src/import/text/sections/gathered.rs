//! Gathers what the sections of a document propose; each line ends in a proposal or is skipped.

use std::collections::{BTreeMap, HashSet};

use super::source::Line;
use crate::domain::entry::EntryActionItem;
use crate::domain::record::{FieldChange, FieldName};
use crate::import::origin::Origin;
use crate::import::outcome::Import;
use crate::import::proposal::{Proposal, Proposed, Skipped, Why};

/// The proposals of a document so far.
#[derive(Debug)]
pub(super) struct Gathered<'f> {
    file: &'f str,
    import: Import,
    /// The places of the proposals of fields that hold one text.
    fields: BTreeMap<FieldName, usize>,
    /// The entries of lists so far.
    entries: HashSet<(FieldName, String)>,
}

impl<'f> Gathered<'f> {
    /// Nothing yet, of a file of this name.
    pub(super) fn new(file: &'f str) -> Self {
        Gathered {
            file,
            import: Import::default(),
            fields: BTreeMap::new(),
            entries: HashSet::new(),
        }
    }

    /// The text of a field, so far.
    pub(super) fn value(&self, field: FieldName) -> Option<&str> {
        self.fields
            .get(&field)
            .map(|place| self.import.proposals[*place].text())
    }

    /// Adds a paragraph to a field that holds one text.
    pub(super) fn paragraph(&mut self, field: FieldName, text: &str, lines: &[Line<'_>]) {
        let Some(place) = self.fields.get(&field).copied() else {
            self.fields.insert(field, self.import.proposals.len());
            let change = FieldChange::Value(text.to_owned());
            return self.propose(Proposed::Field(field, change), lines);
        };
        self.go_on_with(place, text, lines);
        self.skip_all(lines, &Why::PartOf(field));
    }

    fn go_on_with(&mut self, place: usize, text: &str, lines: &[Line<'_>]) {
        let proposal = &mut self.import.proposals[place];
        if let Proposed::Field(_, FieldChange::Value(whole)) = &mut proposal.what {
            whole.push_str("\n\n");
            whole.push_str(text);
        }
        proposal.raw.push('\n');
        proposal.raw.push_str(&raw(lines));
    }

    /// Adds text whose lines another proposal has already.
    pub(super) fn remark(&mut self, field: FieldName, text: &str, lines: &[Line<'_>]) {
        match self.fields.get(&field).copied() {
            Some(place) => self.go_on_with(place, text, lines),
            None => self.paragraph(field, text, lines),
        }
    }

    /// Sets a field that holds one word or line; the first one counts.
    pub(super) fn set(&mut self, field: FieldName, value: &str, lines: &[Line<'_>]) {
        if self.fields.contains_key(&field) {
            return self.skip_all(lines, &Why::Repeated(field));
        }
        self.paragraph(field, value, lines);
    }

    /// Leaves a field to be chosen by a person: the incident has it already.
    pub(super) fn leave_unchosen(&mut self, field: FieldName) {
        if let Some(place) = self.fields.get(&field) {
            self.import.proposals[*place].is_chosen = false;
        }
    }

    /// Adds an entry to a list.
    pub(super) fn entry(&mut self, field: FieldName, entry: &str, lines: &[Line<'_>]) {
        if !self.entries.insert((field, entry.to_owned())) {
            return self.skip_all(lines, &Why::Repeated(field));
        }
        let change = FieldChange::Add(entry.to_owned());
        self.propose(Proposed::Field(field, change), lines);
    }

    /// Adds an action item.
    pub(super) fn item(&mut self, item: EntryActionItem, lines: &[Line<'_>]) {
        self.propose(Proposed::ActionItem(item), lines);
    }

    /// Adds the proposal of an event, made elsewhere, of these lines.
    pub(super) fn event(&mut self, mut proposal: Proposal, lines: &[Line<'_>]) {
        let Some((first, last)) = ends(lines) else { return };
        (proposal.line, proposal.last_line) = (first, last);
        proposal.raw = raw(lines);
        proposal.origin = Some(Origin::Line {
            file: self.file.into(),
            line: first,
        });
        self.import.proposals.push(proposal);
    }

    fn propose(&mut self, what: Proposed, lines: &[Line<'_>]) {
        let Some((first, last)) = ends(lines) else { return };
        let mut proposal = Proposal::new(first, what, raw(lines));
        proposal.last_line = last;
        self.import.proposals.push(proposal);
    }

    /// Passes over lines; blank ones are not named.
    pub(super) fn skip_all(&mut self, lines: &[Line<'_>], why: &Why) {
        for line in lines.iter().filter(|line| !line.is_blank()) {
            self.import.skipped.push(Skipped {
                line: line.number,
                text: line.trimmed().to_owned(),
                why: why.clone(),
            });
        }
    }

    /// Takes what another reader made of some of the lines.
    pub(super) fn take(&mut self, other: Import) {
        self.import.join(other);
    }

    /// Everything, in the order of the document.
    pub(super) fn finish(mut self) -> Import {
        self.import.proposals.sort_by_key(|proposal| proposal.line);
        self.import.skipped.sort_by_key(|skipped| skipped.line);
        self.import
    }
}

/// The numbers of the first and the last line that is not blank.
fn ends(lines: &[Line<'_>]) -> Option<(usize, usize)> {
    let first = lines.iter().find(|line| !line.is_blank())?;
    let last = lines.iter().rfind(|line| !line.is_blank())?;
    Some((first.number, last.number))
}

/// The lines as they stood, without the blank ones.
fn raw(lines: &[Line<'_>]) -> String {
    let said = lines.iter().map(Line::trimmed).filter(|line| !line.is_empty());
    said.collect::<Vec<_>>().join("\n")
}
