//! The words by which two entries are found to speak of the same matter.

use std::collections::BTreeSet;

use crate::domain::alike::{significant, stems};

/// Words that stand in every incident, and tell nothing of what one was about.
const OF_ANY_INCIDENT: &str = "incident outage issue problem trouble cause caused root attributed initially finally \
    related suspected suspicion suspect maybe possible possibly investigation investigating investigated inspection \
    thorough found identified discovered revealed reveals team engineers engineering recent new ruled checked looks \
    seems service server system application users errors failing failed fails down broken obvious";

/// The words of a text that tell what it is about, without their endings.
pub(super) fn subjects(text: &str) -> BTreeSet<String> {
    let of_any = significant(OF_ANY_INCIDENT);
    let words = stems(text).into_iter();
    words.filter(|word| !of_any.contains(word)).collect()
}

/// The number of subjects that two texts share.
pub(super) fn shared_subjects(one: &BTreeSet<String>, other: &BTreeSet<String>) -> usize {
    one.intersection(other).count()
}
