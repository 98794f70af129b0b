//! The roles that several kinds share: an attempt at a repair, a verdict on a suspicion.
//!
//! Each is decided for every kind by name, so that a new kind does not compile before somebody has decided.

use super::Kind;

/// The part that an event has in the repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Something was done about it.
    Attempt,
    /// The service is restored.
    Restored,
}

/// The outcome of a suspicion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was wrong.
    RuledOut,
    /// It was the cause, or a part of it.
    Confirmed,
}

impl Kind {
    /// The part that an event of this kind has in the repair; `None`: it has none.
    pub const fn remedy(self) -> Option<Remedy> {
        match self {
            Kind::Mitigation | Kind::Fix => Some(Remedy::Attempt),
            Kind::Resolution => Some(Remedy::Restored),
            Kind::Impact
            | Kind::Change
            | Kind::Detection
            | Kind::Acknowledgement
            | Kind::Escalation
            | Kind::Investigation
            | Kind::Hypothesis
            | Kind::RuledOut
            | Kind::Cause
            | Kind::Communication
            | Kind::Note => None,
        }
    }

    /// The verdict of an event of this kind on the suspicion that it ends; `None`: it can end none.
    pub const fn verdict(self) -> Option<Verdict> {
        match self {
            Kind::RuledOut => Some(Verdict::RuledOut),
            Kind::Cause => Some(Verdict::Confirmed),
            Kind::Impact
            | Kind::Change
            | Kind::Detection
            | Kind::Acknowledgement
            | Kind::Escalation
            | Kind::Investigation
            | Kind::Hypothesis
            | Kind::Mitigation
            | Kind::Fix
            | Kind::Communication
            | Kind::Resolution
            | Kind::Note => None,
        }
    }
}
