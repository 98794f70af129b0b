//! Facts for the review that no record says: how the journal's files are, what stands in the evidence.

use super::id::RecordId;

/// Facts that only the disk can tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// Lines of the journal that cannot be read, or were changed outside hotwash.
    pub damaged: usize,
    /// Pieces of evidence that seem to hold a secret.
    pub exposed: Vec<Exposed>,
}

/// A piece of evidence that seems to hold a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposed {
    /// The event that it is attached to.
    pub event: RecordId,
    /// The kind of secret, as in `an AWS access key`. Never the secret itself.
    pub what: String,
}
