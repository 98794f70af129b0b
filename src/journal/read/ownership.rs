//! Whose a record is: which incident the folder is of, and where in a file the records of another one stand.

use std::collections::HashMap;
use std::io::{self, Read};

use chrono::{DateTime, Utc};

use super::lines::LineReader;
use super::opening::{Fit, FolderName, opens};
use crate::domain::id::IncidentId;
use crate::domain::record::Record;
use crate::journal::line::sealed_record;

/// The incident of a folder, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::journal) struct FolderIncident {
    /// Made up from the folder's name: what a segment is headed with while no head can be read.
    named: IncidentId,
    /// The one that this reader saw here first.
    known: Option<IncidentId>,
    /// The one that the heads name.
    said: Option<IncidentId>,
}

/// The incident and the writer that the first head of a file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::journal) struct HeadClaim {
    /// The incident.
    pub(in crate::journal) incident: IncidentId,
    /// The writer.
    pub(in crate::journal) writer: String,
    /// The fit and the time of the opening that stands behind the head, if one does.
    opening: Option<(Fit, DateTime<Utc>)>,
}

impl HeadClaim {
    /// `None`: the record has no head.
    pub(in crate::journal) fn of(record: &Record, folder: &FolderName) -> Option<Self> {
        let head = record.head.as_ref()?;
        Some(Self {
            incident: head.incident,
            writer: head.writer.clone(),
            opening: opens(record).then(|| (folder.fit(record), record.recorded_at)),
        })
    }
}

impl FolderIncident {
    /// Of a folder of which only the name is known.
    pub(in crate::journal) fn named(named: IncidentId) -> Self {
        Self {
            named,
            known: None,
            said: None,
        }
    }

    /// The same, where this reader has seen before which incident it is.
    pub(in crate::journal) fn knowing(self, known: Option<IncidentId>) -> Self {
        let known = known.filter(|known| known.short() == self.named.short());
        Self { known, ..self }
    }

    /// The same folder with these segments in it, whose first claims are given in the order of their files' names, each
    /// with whether the file is our own.
    ///
    /// The incident that this reader saw first stays the one. Else, of those that end as the folder's name does, what
    /// our own segments say comes first, then the oldest opening, then what most of them say, then what was made up
    /// from the name; and where none ends so, what most of all say. What was found by an opening or in our own
    /// segments is known from then on: a file that comes later changes nothing.
    pub(in crate::journal) fn with(self, claims: &[(&HeadClaim, bool)]) -> Self {
        let fitting = || {
            let claims = claims.iter();
            claims.filter(|(claim, _)| claim.incident.short() == self.named.short())
        };
        let minted = || fitting().filter(|(claim, _)| claim.incident != self.named);
        let seen = self
            .known
            .filter(|known| claims.iter().any(|(claim, _)| claim.incident == *known));
        // Our own segment may have been headed while no head could be read.
        let says = |claim: &HeadClaim| claim.incident != self.named || claim.opening.is_some();
        let own = || {
            let mut own = fitting().filter(|(claim, own)| *own && says(claim));
            own.next().map(|(claim, _)| claim.incident)
        };
        let opened = || {
            let opened = fitting().filter_map(|(claim, _)| Some((claim.opening?, claim.incident)));
            opened.min_by_key(|(opening, _)| *opening).map(|(_, id)| id)
        };
        let known = seen.or_else(own).or_else(opened);
        let said = known.or_else(|| most_frequent(minted()));
        let said = said.or_else(|| most_frequent(fitting()));
        let said = said.or_else(|| most_frequent(claims.iter()));
        Self {
            said,
            known: known.or(self.known),
            ..self
        }
    }

    /// The incident, where it is known for sure, and not only what most files say.
    pub(in crate::journal) fn first_seen(&self) -> Option<IncidentId> {
        self.known.filter(|known| self.said == Some(*known))
    }

    /// The incident.
    pub(in crate::journal) fn incident(&self) -> IncidentId {
        self.said.unwrap_or(self.named)
    }

    /// True if a head names this incident. While no head was read, each does.
    pub(in crate::journal) fn is(&self, head: IncidentId) -> bool {
        self.said.is_none_or(|said| said == head) || head == self.named
    }
}

/// The first of those that stand there most often.
fn most_frequent<'a>(claims: impl Iterator<Item = &'a (&'a HeadClaim, bool)> + Clone) -> Option<IncidentId> {
    let mut ids = claims.map(|(claim, _)| claim.incident);
    let mut counts = HashMap::new();
    for id in ids.clone() {
        *counts.entry(id).or_insert(0u64) += 1;
    }
    let most = counts.values().copied().max()?;
    ids.find(|id| counts[id] == most)
}

/// Whose the records of one file are: those behind a head are the incident's that it names, and those before the
/// first head are as well.
#[derive(Debug)]
pub(in crate::journal) struct Belonging {
    folder_incident: FolderIncident,
    /// The incident in the first head.
    first: Option<IncidentId>,
    /// Records at this place in the file are another incident's.
    astray: bool,
    /// Some record was taken.
    begun: bool,
    /// Some head named this incident.
    own: bool,
    /// Records counted before the first head was seen.
    early: bool,
    /// They should not have.
    misread: bool,
}

impl Belonging {
    /// Of a file in this folder of which no record was read, and whose first head is this.
    pub(in crate::journal) fn of(folder_incident: FolderIncident, first: Option<IncidentId>) -> Self {
        Self {
            folder_incident,
            first,
            astray: first.is_some_and(|first| !folder_incident.is(first)),
            begun: false,
            own: false,
            early: false,
            misread: false,
        }
    }

    /// More is known of the folder.
    pub(in crate::journal) fn learn(&mut self, folder_incident: FolderIncident) {
        if self.begun {
            self.folder_incident = folder_incident;
        } else {
            *self = Self::of(folder_incident, self.first);
        }
    }

    /// The incident in the first head.
    pub(in crate::journal) fn first(&self) -> Option<IncidentId> {
        self.first
    }

    /// True if the next record needs a head, so that everybody knows whose it is.
    pub(in crate::journal) fn needs_head(&self) -> bool {
        self.first.is_none() || self.astray
    }

    /// True if records were counted that a later head gives to another incident.
    pub(in crate::journal) fn is_misread(&self) -> bool {
        self.misread
    }

    /// The other incident whose file this is.
    pub(in crate::journal) fn strange(&self) -> Option<IncidentId> {
        self.first.filter(|first| !self.folder_incident.is(*first))
    }

    /// The damage to the file as a whole.
    pub(in crate::journal) fn wrong(&self) -> Option<String> {
        let other = self.strange()?;
        Some(if self.own {
            format!("begins with records of another incident ({other}); they do not count")
        } else {
            format!("belongs to another incident ({other}); none of its records counts")
        })
    }

    /// Takes a record with its head, if it has one. Returns true if it counts, and any damage.
    pub(in crate::journal) fn take(&mut self, head: Option<IncidentId>) -> (bool, Option<String>) {
        self.begun = true;
        let mut wrong = None;
        if let Some(head) = head {
            let first = *self.first.get_or_insert(head);
            self.astray = !self.folder_incident.is(head);
            self.own |= !self.astray;
            self.misread |= self.early && !self.folder_incident.is(first);
            if self.astray && first != head {
                wrong = Some(format!(
                    "from here on stand records of another incident ({head}); they do not count"
                ));
            }
        }
        self.early |= self.first.is_none();
        (!self.astray, wrong)
    }
}

/// Reads up to the first head in a file whose checksum is right.
///
/// # Errors
/// When the file cannot be read up to there.
pub(in crate::journal) fn first_claim(
    source: impl Read,
    folder: &FolderName,
) -> io::Result<Option<HeadClaim>> {
    let mut lines = LineReader::new(source, 0, 1);
    while let Some(raw) = lines.next_line()? {
        let record = raw.bytes.and_then(sealed_record);
        if let Some(claim) = record.and_then(|record| HeadClaim::of(&record, folder)) {
            return Ok(Some(claim));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> IncidentId {
        IncidentId::new(Uuid::from_u128(n))
    }

    fn claim(incident: u128, opening: Option<i64>) -> HeadClaim {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        HeadClaim {
            incident: id(incident),
            writer: "bo".to_owned(),
            opening: opening.map(|seconds| (Fit::Folder, at(seconds))),
        }
    }

    fn of(incident: u128) -> HeadClaim {
        claim(incident, None)
    }

    fn folder_incident(claims: &[HeadClaim]) -> FolderIncident {
        let claims: Vec<(&HeadClaim, bool)> = claims.iter().map(|claim| (claim, false)).collect();
        FolderIncident::named(id(0x12_3456)).with(&claims)
    }

    const FITTING: u128 = 0xa_0012_3456;
    const FORGED: u128 = 0xb_0012_3456;

    #[test]
    fn the_folder_s_name_decides_then_the_many_then_the_first() {
        for (heads, incident) in [
            (&[][..], 0x12_3456),
            (&[0x12_3456], 0x12_3456),
            (&[7], 7),
            (&[7, 8, 8], 8),
            (&[7, 8], 7),
            (&[7, 7, FITTING], FITTING),
            (&[0x12_3456, 7, 7], 0x12_3456),
            (&[0x12_3456, FITTING], FITTING),
        ] {
            let claims: Vec<HeadClaim> = heads.iter().copied().map(of).collect();
            let folder_incident = folder_incident(&claims);
            assert_eq!(folder_incident.incident(), id(incident), "{heads:?}");
            assert!(
                folder_incident.is(id(0x12_3456)) && folder_incident.is(id(incident)),
                "{heads:?}"
            );
        }
    }

    #[test]
    fn of_two_that_fit_the_one_known_counts_then_our_own_then_the_oldest_opening() {
        let many = [of(FORGED), of(FORGED), claim(FITTING, Some(10))];
        assert_eq!(
            folder_incident(&many).incident(),
            id(FITTING),
            "only one was opened"
        );
        let misfit = |seconds| HeadClaim {
            opening: Some((Fit::Elsewhere, DateTime::from_timestamp(seconds, 0).unwrap())),
            ..of(FORGED)
        };
        let backdated = [misfit(1), claim(FITTING, Some(10))];
        assert_eq!(
            folder_incident(&backdated).incident(),
            id(FITTING),
            "of another title or day"
        );
        let older = [claim(FORGED, Some(1)), claim(FITTING, Some(10))];
        assert_eq!(folder_incident(&older).incident(), id(FORGED));
        let (forged, fitting) = (&older[0], &older[1]);
        let named = FolderIncident::named(id(0x12_3456));
        let own = named.with(&[(forged, false), (fitting, true)]);
        assert_eq!(own.incident(), id(FITTING), "our own segment says so");
        // One of ours without an opening says so too, unless it was headed while no head could be read.
        for (head, incident) in [(FORGED, FORGED), (0x12_3456, FITTING)] {
            let claims = [(fitting, false), (&of(head), true)];
            assert_eq!(named.with(&claims).incident(), id(incident));
        }
        let known = named.knowing(Some(id(FITTING)));
        assert_eq!(
            known.with(&[(forged, true), (fitting, false)]).incident(),
            id(FITTING)
        );
        assert_eq!(
            known.with(&[(forged, false)]).incident(),
            id(FORGED),
            "no file is left of what was known"
        );
        let first = named.with(&[(fitting, false)]);
        assert_eq!(first.first_seen(), Some(id(FITTING)));
        assert_eq!(
            first.with(&[(forged, false), (fitting, false)]).incident(),
            id(FITTING),
            "it was here first"
        );
    }

    #[test]
    fn a_head_speaks_for_what_follows_and_the_first_for_what_stands_before() {
        let (own, other) = (Some(id(1)), Some(id(2)));
        let folder_incident = FolderIncident::named(id(0)).with(&[(&of(1), false)]);
        let read = |first, heads: &[Option<IncidentId>]| {
            let mut belonging = Belonging::of(folder_incident, first);
            let counted: Vec<bool> = heads.iter().map(|head| belonging.take(*head).0).collect();
            let unknown = belonging.first().is_none() || counted.last() == Some(&false);
            assert_eq!(belonging.needs_head(), unknown);
            (counted, belonging.wrong().is_some(), belonging.is_misread())
        };
        for (first, heads, counted, wrong, misread) in [
            (own, &[own, None][..], &[true, true][..], false, false),
            (other, &[None, other, None], &[false, false, false], true, false),
            (other, &[other, own, None], &[false, true, true], true, false),
            (
                own,
                &[own, other, None, own],
                &[true, false, false, true],
                false,
                false,
            ),
            (None, &[None, own], &[true, true], false, false),
            (None, &[None, other], &[true, false], true, true),
            (None, &[other], &[false], true, false),
            (None, &[None], &[true], false, false),
        ] {
            assert_eq!(
                read(first, heads),
                (counted.to_vec(), wrong, misread),
                "{heads:?}"
            );
        }
    }
}
