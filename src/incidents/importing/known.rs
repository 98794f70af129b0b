//! The part of an import that is recorded already: importing the same file again changes nothing, a longer one adds what is new.

mod fields;
mod keys;
mod lines;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use super::same_words::differ_only_in_masks;
use crate::domain::entry::{EntryTime, Remark};
use crate::domain::incident::{Event, Incident};
use crate::domain::long_text::first_of;
use crate::domain::time::Zone;
use crate::import::{Import, Origin, Proposal, Proposed, file_of_line};
use fields::Fields;
use keys::Keys;
use lines::Lines;

/// The state of a proposal beside the incident that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing of it is recorded.
    New,
    /// It is recorded.
    Recorded,
    /// It is recorded, and its source has other words since.
    Changed,
    /// It is a field of one value, and the incident has this other one, which an import never replaces unasked.
    Differs(String),
}

impl Standing {
    /// True if it is recorded already, so that it never is twice.
    pub fn is_recorded(&self) -> bool {
        match self {
            Standing::Recorded | Standing::Changed => true,
            Standing::New | Standing::Differs(_) => false,
        }
    }

    /// The words on it that a person reads beside the proposal.
    fn remark(&self) -> Option<Remark> {
        match self {
            Standing::New | Standing::Recorded => None,
            Standing::Changed => Some(Remark::ChangedSince),
            Standing::Differs(own) => Some(Remark::OtherValue(own.clone())),
        }
    }
}

/// Puts the standings beside the proposals of an import: as remarks, and so that no other value of a field is chosen
/// beforehand.
pub fn remark_on(import: &mut Import, standings: &[Standing]) {
    for (proposal, standing) in import.proposals.iter_mut().zip(standings) {
        let is_other = |remark: &Remark| !matches!(remark, Remark::OtherValue(_) | Remark::ChangedSince);
        proposal.remarks.retain(is_other);
        proposal.remarks.extend(standing.remark());
        proposal.is_chosen &= !matches!(standing, Standing::Differs(_));
    }
}

/// Says why a proposal is not taken: the incident has another title.
pub fn differs(proposal: &Proposal) -> String {
    let field = match &proposal.what {
        Proposed::Field(field, _) => field.wire(),
        Proposed::Event(_) | Proposed::ActionItem(_) => "value",
    };
    format!("the incident has another {field}")
}

/// The contents of an incident, as imports name them.
#[derive(Debug)]
pub struct Known<'i> {
    /// The entries of sources with keys of their own.
    keys: Keys<'i>,
    /// The lines of files.
    lines: Lines<'i>,
    /// The words of action items.
    items: HashSet<String>,
    /// The values of fields.
    fields: Fields,
    /// The zone by which times are compared.
    zone: Zone,
}

impl<'i> Known<'i> {
    /// The contents of an incident that is to be started in this zone.
    pub fn nothing(zone: Zone) -> Self {
        Known {
            keys: Keys::default(),
            lines: Lines::default(),
            items: HashSet::new(),
            fields: Fields::default(),
            zone,
        }
    }

    /// The contents of this incident. A withdrawn event counts, and one whose words were removed: somebody did not want it.
    /// One whose record was undone does not: it was never there.
    pub fn of(incident: &'i Incident) -> Self {
        let mut known = Known::nothing(incident.zone());
        known.fields = Fields::of(incident);
        for event in incident.events().iter().filter(|event| !event.is_undone()) {
            let Some(source) = &event.first().source else {
                continue;
            };
            match file_of_line(source) {
                Some(file) => {
                    let at = event.first().timing.at.map(|at| known.zone.micros(&at));
                    known.lines.add(file, source, event, at);
                }
                None => known.keys.add(source, words(event)),
            }
        }
        for (item, body) in incident.action_items() {
            known.items.insert(body.text.clone());
            let earlier = item.history().map(|version| version.value.text.clone());
            known.items.extend(earlier);
        }
        known
    }

    /// The standing of each proposal of an import, in its order.
    pub fn in_import(mut self, import: &'i Import) -> Vec<Standing> {
        let proposals = &import.proposals;
        let mut standings: Vec<_> = proposals.iter().map(|proposal| self.standing(proposal)).collect();
        for (standing, proposal) in standings.iter_mut().zip(proposals) {
            if *standing == Standing::New && self.is_moved(proposal) {
                *standing = Standing::Recorded;
            }
        }
        standings
    }

    /// The standing of one. What came twice in a file and was recorded once is recorded once.
    fn standing(&mut self, proposal: &'i Proposal) -> Standing {
        match &proposal.what {
            Proposed::Event(_) => match &proposal.origin {
                Some(origin @ Origin::Key { .. }) => self.keys.take(&origin.to_string(), &proposal.raw),
                Some(origin @ Origin::Line { file, .. }) => {
                    let at = self.micros(proposal);
                    recorded_if(self.lines.take(file, &origin.to_string(), &proposal.raw, at))
                }
                None => Standing::New,
            },
            Proposed::ActionItem(item) => recorded_if(!self.items.insert(item.text.clone())),
            Proposed::Field(field, change) => self.fields.take(*field, change),
        }
    }

    /// True if it is a line of a file whose other lines are recorded, and the same words are recorded of that file at
    /// another time: somebody corrected it in the preview.
    fn is_moved(&mut self, proposal: &Proposal) -> bool {
        match (&proposal.what, &proposal.origin) {
            (Proposed::Event(_), Some(Origin::Line { file, .. })) => {
                self.lines.take_moved(file, &proposal.raw)
            }
            (Proposed::Event(_) | Proposed::ActionItem(_) | Proposed::Field(..), _) => false,
        }
    }

    /// The time of a proposal, to be compared.
    fn micros(&self, proposal: &Proposal) -> Option<i64> {
        match proposal.time() {
            EntryTime::Given(given) => Some(self.zone.micros(&given.at)),
            EntryTime::Now => None,
        }
    }
}

fn recorded_if(is_recorded: bool) -> Standing {
    if is_recorded {
        Standing::Recorded
    } else {
        Standing::New
    }
}

/// The words of the source that an event was recorded from; `None` where they were removed.
fn words(event: &Event) -> Option<&str> {
    let first = event.first();
    let words = first.typed.as_deref().unwrap_or(&first.text);
    (!event.redacted).then_some(words)
}

/// True if words of a record were made of these of a source: a long text is recorded by its first lines, and secrets in
/// it may be masked.
fn are_same(recorded: &str, raw: &str) -> bool {
    recorded == raw || recorded == first_of(raw) || differ_only_in_masks(recorded, raw)
}
