//! The place that each kind of event has in what is told to others while the incident goes on.
//!
//! Decided for every kind by name, so that a new kind does not compile before somebody has decided.

use crate::domain::kind::Kind;

/// The news of an event for whoever reads an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    /// The impact on users.
    Impact,
    /// The cause.
    Cause,
    /// Something done about it.
    Repair,
    /// Something looked into.
    Look,
    /// An update that went out: whoever reads the next one has read it.
    Update,
    /// Anything else: only the team is told.
    Other,
}

impl Tells {
    /// The news of an event of this kind.
    pub(super) fn of(kind: Kind) -> Self {
        match kind {
            Kind::Impact => Tells::Impact,
            Kind::Cause => Tells::Cause,
            Kind::Mitigation | Kind::Fix | Kind::Resolution => Tells::Repair,
            Kind::Investigation => Tells::Look,
            Kind::Communication => Tells::Update,
            Kind::Change
            | Kind::Detection
            | Kind::Acknowledgement
            | Kind::Escalation
            | Kind::Hypothesis
            | Kind::RuledOut
            | Kind::Note => Tells::Other,
        }
    }
}
