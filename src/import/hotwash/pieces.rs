//! Gathers the events, fields and action items of one incident as hotwash printed it.

use std::collections::HashSet;

use crate::domain::entry::{EntryActionItem, EntryEvent, EntryTime};
use crate::domain::kind::{Kind, Via};
use crate::domain::record::{FieldChange, FieldName};
use crate::domain::time::Zone;
use crate::import::options::ImportOptions;
use crate::import::origin::Origin;
use crate::import::outcome::Import;
use crate::import::proposal::{Proposal, Proposed, Skipped, Why};

/// The place of a piece in its source.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Its first line, or its place among all pieces, from 1.
    pub(super) line: usize,
    /// Its last line.
    pub(super) last_line: usize,
    /// It as it stood.
    pub(super) raw: String,
}

/// An incident, as far as it has been read.
#[derive(Debug)]
pub(super) struct Pieces<'o> {
    options: &'o ImportOptions,
    import: Import,
    /// The values and entries so far.
    values: HashSet<(FieldName, String)>,
}

impl<'o> Pieces<'o> {
    /// Nothing yet.
    pub(super) fn new(options: &'o ImportOptions) -> Self {
        Pieces {
            options,
            import: Import::default(),
            values: HashSet::new(),
        }
    }

    /// An event of which everything is said.
    pub(super) fn event(&mut self, place: Place, event: EntryEvent, ends_impact: bool, origin: Origin) {
        let mut proposal = proposal(place, Proposed::Event(event));
        proposal.ends_impact = ends_impact;
        proposal.origin = Some(origin);
        self.import.proposals.push(proposal);
    }

    /// An action item.
    pub(super) fn item(&mut self, place: Place, item: EntryActionItem) {
        self.import
            .proposals
            .push(proposal(place, Proposed::ActionItem(item)));
    }

    /// The value of a field, or an entry of one that is a list; each once.
    pub(super) fn field(&mut self, place: Place, field: FieldName, text: &str) {
        let value = text.to_owned();
        let change = if field.row().list {
            FieldChange::Add(value)
        } else {
            FieldChange::Value(value)
        };
        if !self.values.insert((field, text.to_owned())) {
            return self.skip(place, &Why::Repeated(field));
        }
        let mut proposal = proposal(place, Proposed::Field(field, change));
        let is_of_the_whole = field == FieldName::Title || field == FieldName::Zone;
        proposal.is_chosen = !(is_of_the_whole && self.options.has_incident);
        self.import.proposals.push(proposal);
    }

    /// The title, which an incident that is there has already.
    pub(super) fn title(&mut self, place: Place, title: &str) {
        self.import.title = Some(title.to_owned());
        self.field(place, FieldName::Title, title);
    }

    /// The zone, as for the title.
    pub(super) fn zone(&mut self, place: Place, zone: Zone) {
        self.import.zone = Some(zone);
        self.field(place, FieldName::Zone, &zone.to_string());
    }

    /// The zone that was said, or else the one that a person or the incident says.
    pub(super) fn known_zone(&self) -> Zone {
        self.options.time_context(self.import.zone).zone
    }

    /// Passes over each line of a piece.
    pub(super) fn skip(&mut self, place: Place, why: &Why) {
        let lines = place.raw.lines().zip(place.line..);
        let said = lines.filter(|(text, _)| !text.trim().is_empty());
        self.import.skipped.extend(said.map(|(text, line)| Skipped {
            line,
            text: text.trim().to_owned(),
            why: why.clone(),
        }));
    }

    /// Everything, in the order of the source.
    pub(super) fn finish(mut self) -> Import {
        self.import.proposals.sort_by_key(|proposal| proposal.line);
        self.import.skipped.sort_by_key(|skipped| skipped.line);
        self.import
    }
}

fn proposal(place: Place, what: Proposed) -> Proposal {
    let said = place.raw.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut proposal = Proposal::new(place.line, what, said.collect::<Vec<_>>().join("\n"));
    proposal.last_line = place.last_line;
    proposal
}

/// An event whose kind was said.
pub(super) fn event(kind: Kind, via: Option<Via>, time: EntryTime, text: String) -> EntryEvent {
    EntryEvent {
        kind,
        kind_given: true,
        via,
        time,
        text,
    }
}
