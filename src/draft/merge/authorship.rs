//! Tells which parts of a draft stand as hotwash wrote them, and which a person has changed.

use super::pairs::Pairs;
use super::signs::Signs;
use crate::draft::parts::{PartName, parts};
use crate::draft::trailer;

/// The state of a part of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// As hotwash wrote it.
    Written,
    /// Written by hotwash, and edited by a person since.
    Edited,
    /// Added by a person.
    Added,
    /// Written by hotwash, and deleted by a person.
    Deleted,
}

/// The parts of a draft with the state of each, in order, those that were deleted behind the others. `None` where the
/// draft does not say what hotwash wrote, or nobody can tell its parts from each other.
pub fn authorship(draft: &str) -> Option<Vec<(PartName, Hand)>> {
    let draft = Signs::of(draft).removed_from(draft);
    let opened = trailer::open(&draft)?;
    let records = &opened.trailer.parts;
    let there = parts(opened.body).ok().filter(|_| !records.is_empty())?;
    let pairs = Pairs::of(records, &there, &[]).ok()?;
    let mut is_there = vec![false; records.len()];
    let mut all = Vec::with_capacity(there.len());
    for (part, record) in there.into_iter().zip(pairs.record_of_old) {
        let hand = match record.map(|record| records[record].hash == part.hash) {
            Some(true) => Hand::Written,
            Some(false) => Hand::Edited,
            None => Hand::Added,
        };
        all.push((part.name, hand));
        if let Some(record) = record {
            is_there[record] = true;
        }
    }
    let deleted = records.iter().zip(is_there).filter(|(_, is_there)| !is_there);
    all.extend(deleted.map(|(record, _)| (record.name.clone(), Hand::Deleted)));
    Some(all)
}
