//! The weight of a question: the order in which a draft asks.

use super::{Finding, Level, RuleId};

/// The subject of a finding, in the order in which a draft asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Figures, times and texts that contradict each other.
    Figures,
    /// The outcome of the mitigations.
    Mitigation,
    /// Stretches and milestones that nobody wrote down.
    Gap,
    /// Suspicions of which nobody said what became of them.
    Suspicion,
    /// Leads that were left, and found again.
    Lead,
    /// The detection, and the calling in of others.
    Noticing,
    /// Updates to users.
    Updates,
    /// All else.
    Other,
}

impl Finding {
    /// The place among the questions of a draft: the heaviest is the least.
    pub fn weight(&self) -> (Subject, Level) {
        (self.subject, self.level)
    }
}

impl RuleId {
    /// The subject of its findings.
    pub(super) const fn subject(self) -> Subject {
        match self {
            RuleId::EventInFuture
            | RuleId::CloseInFuture
            | RuleId::ClosedBeforeResolution
            | RuleId::OrderImpossible
            | RuleId::IntervalNegative
            | RuleId::EscalatedAfterCause
            | RuleId::RepairAfterResolution
            | RuleId::StatedBegin
            | RuleId::StatedEnd
            | RuleId::StatedDuration
            | RuleId::TextContradictsTime
            | RuleId::CauseTwice
            | RuleId::NoLossYetLoss => Subject::Figures,
            RuleId::WhichMitigation | RuleId::ReadsLikeFailed => Subject::Mitigation,
            RuleId::MilestoneMissing
            | RuleId::MilestoneUntimed
            | RuleId::Silence
            | RuleId::ReadsLikeRecovery
            | RuleId::ReadsLikeRelapse
            | RuleId::NoCheckAfterFix
            | RuleId::ResolutionConfirmedLate => Subject::Gap,
            RuleId::HypothesisOpen => Subject::Suspicion,
            RuleId::LeadLeft | RuleId::RuledOutYetCause => Subject::Lead,
            RuleId::DetectedByPeople
            | RuleId::EscalationLate
            | RuleId::EarlyWarning
            | RuleId::ImpactAfterDetection => Subject::Noticing,
            RuleId::UpdateOverdue | RuleId::UpdateAtEndMissing | RuleId::EstimateMissed => Subject::Updates,
            RuleId::ForeignRecord
            | RuleId::ZoneUnknown
            | RuleId::EventsUntimed
            | RuleId::EventsApproximate
            | RuleId::Relapse
            | RuleId::ImpactWithoutNumber
            | RuleId::SeverityNotSet
            | RuleId::RecordedLate
            | RuleId::ClockRanBack
            | RuleId::Conflict
            | RuleId::FieldChangedTwice
            | RuleId::NoActionItem
            | RuleId::ActionItemTwice
            | RuleId::ActionItemRepeatsFix
            | RuleId::ActionItemWithoutVerb
            | RuleId::ActionItemWithoutOwner
            | RuleId::ActionItemWithoutDueDate
            | RuleId::Blame
            | RuleId::PersonAsCause
            | RuleId::LikelySecret
            | RuleId::OpenedTwice
            | RuleId::NotTheirs
            | RuleId::JournalDamaged => Subject::Other,
        }
    }
}
