//! Whose a record is: which incident the folder is of, and where in a file the records of another one stand.

use std::collections::HashMap;
use std::io::{self, Read};

use super::line::sealed_record;
use super::lines::Lines;
use crate::domain::id::IncidentId;

/// The incident of a folder, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Home {
    /// Made up from the folder's name: what a segment is headed with while no head can be read.
    named: IncidentId,
    /// What the heads say.
    said: Option<IncidentId>,
}

impl Home {
    /// Of a folder of which only the name is known.
    pub(super) fn named(named: IncidentId) -> Self {
        Self { named, said: None }
    }

    /// The same folder with these segments in it, whose first heads are given in the order of their files' names. A
    /// head that ends as the folder's name does is believed before all others, and one that was made up from it
    /// after those; then what most of them say; then the first.
    pub(super) fn with(self, heads: &[IncidentId]) -> Self {
        let fitting = heads.iter().filter(|head| head.short() == self.named.short());
        let minted = fitting.clone().filter(|head| **head != self.named);
        let said = most_frequent(minted).or_else(|| most_frequent(fitting));
        let said = said.or_else(|| most_frequent(heads.iter()));
        Self { said, ..self }
    }

    /// The incident.
    pub(super) fn incident(&self) -> IncidentId {
        self.said.unwrap_or(self.named)
    }

    /// Whether a head names this incident. While no head was read, each does.
    pub(super) fn is(&self, head: IncidentId) -> bool {
        self.said.is_none_or(|said| said == head) || head == self.named
    }
}

/// The first of those that stand there most often.
fn most_frequent<'a>(ids: impl Iterator<Item = &'a IncidentId> + Clone) -> Option<IncidentId> {
    let mut counts = HashMap::new();
    for id in ids.clone() {
        *counts.entry(*id).or_insert(0u64) += 1;
    }
    let most = counts.values().copied().max()?;
    ids.copied().find(|id| counts[id] == most)
}

/// Whose the records of one file are: those behind a head are the incident's that it names, and those before the
/// first head are as well.
#[derive(Debug)]
pub(super) struct Belonging {
    home: Home,
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
    pub(super) fn of(home: Home, first: Option<IncidentId>) -> Self {
        Self {
            home,
            first,
            astray: first.is_some_and(|first| !home.is(first)),
            begun: false,
            own: false,
            early: false,
            misread: false,
        }
    }

    /// More is known of the folder.
    pub(super) fn learn(&mut self, home: Home) {
        if self.begun {
            self.home = home;
        } else {
            *self = Self::of(home, self.first);
        }
    }

    /// The incident in the first head.
    pub(super) fn first(&self) -> Option<IncidentId> {
        self.first
    }

    /// Whether the next record needs a head, so that everybody knows whose it is.
    pub(super) fn needs_head(&self) -> bool {
        self.first.is_none() || self.astray
    }

    /// Whether records were counted of which a later head says that they are another incident's.
    pub(super) fn is_misread(&self) -> bool {
        self.misread
    }

    /// The other incident whose file this is.
    pub(super) fn strange(&self) -> Option<IncidentId> {
        self.first.filter(|first| !self.home.is(*first))
    }

    /// What is wrong with the file as a whole.
    pub(super) fn wrong(&self) -> Option<String> {
        let other = self.strange()?;
        Some(if self.own {
            format!("begins with records of another incident ({other}); they do not count")
        } else {
            format!("belongs to another incident ({other}); none of its records counts")
        })
    }

    /// Takes a record with its head, if it has one. Whether it counts, and what is wrong with it.
    pub(super) fn take(&mut self, head: Option<IncidentId>) -> (bool, Option<String>) {
        self.begun = true;
        let mut wrong = None;
        if let Some(head) = head {
            let first = *self.first.get_or_insert(head);
            self.astray = !self.home.is(head);
            self.own |= !self.astray;
            self.misread |= self.early && !self.home.is(first);
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

/// The incident that the first head in a file names, of those whose checksum is right.
///
/// # Errors
/// When the file cannot be read up to there.
pub(super) fn first_head(source: impl Read) -> io::Result<Option<IncidentId>> {
    let mut lines = Lines::new(source, 0, 1);
    while let Some(raw) = lines.next_line()? {
        if let Some(head) = raw.bytes.and_then(sealed_record).and_then(|record| record.head) {
            return Ok(Some(head.incident));
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

    #[test]
    fn the_folder_s_name_decides_then_the_many_then_the_first() {
        const FITTING: u128 = 0xa_0012_3456;
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
            let ids: Vec<IncidentId> = heads.iter().copied().map(id).collect();
            let home = Home::named(id(0x12_3456)).with(&ids);
            assert_eq!(home.incident(), id(incident), "{heads:?}");
            assert!(home.is(id(0x12_3456)) && home.is(id(incident)), "{heads:?}");
        }
    }

    #[test]
    fn a_head_speaks_for_what_follows_and_the_first_for_what_stands_before() {
        let (own, other) = (Some(id(1)), Some(id(2)));
        let home = Home::named(id(0)).with(&[id(1)]);
        let read = |first, heads: &[Option<IncidentId>]| {
            let mut belonging = Belonging::of(home, first);
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
