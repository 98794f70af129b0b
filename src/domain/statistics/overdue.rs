//! Action items whose day has passed, by those who were to do them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::measured::{Measured, OverdueItem};

/// The overdue action items of one person or team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerOverdue {
    /// The owner as first written; `None`: nobody has them.
    pub owner: Option<String>,
    /// The items, the longest overdue first.
    pub items: Vec<OverdueItem>,
}

impl OwnerOverdue {
    /// The days since the first of them was due.
    pub fn most_days(&self) -> i64 {
        self.items.first().map_or(0, |item| item.days)
    }
}

/// The overdue items by owner: who has most of them first, then by name; nobody's last. `@Ana` and `ana` are one.
pub(super) fn by_owner(measured: &[Measured]) -> Vec<OwnerOverdue> {
    let mut owners: BTreeMap<Option<String>, OwnerOverdue> = BTreeMap::new();
    for (owner, item) in measured.iter().flat_map(|one| &one.overdue) {
        let name = owner.as_deref().map(|name| name.trim().trim_start_matches('@'));
        let name = name.filter(|name| !name.is_empty());
        let entry = owners.entry(name.map(str::to_lowercase));
        let owned = entry.or_insert_with(|| OwnerOverdue {
            owner: name.map(str::to_owned),
            items: Vec::new(),
        });
        owned.items.push(item.clone());
    }
    let mut owners: Vec<OwnerOverdue> = owners.into_values().collect();
    for owned in &mut owners {
        owned.items.sort_by_key(|item| Reverse(item.days));
    }
    // They are in the order of their names already.
    owners.sort_by_key(|owned| (owned.owner.is_none(), Reverse(owned.items.len())));
    owners
}
