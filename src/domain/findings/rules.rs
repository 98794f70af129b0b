//! The list of rules: one row for each. What a rule is called, how much it matters and what it looks for stands where
//! it is found.

use super::{
    Group, Level, ahead, blame, causes, claims, conflict, damage, endings, estimates, follow_up, gaps,
    impact, leads, loss, missing, mitigation, noticing, order, persons, precision, reads_like, recording,
    secrets, stated, suspicion, trust, updates, warnings,
};

/// A rule of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its row in the list.
    pub(super) id: RuleId,
    /// Its name, as findings carry it.
    pub name: &'static str,
    /// The group of its findings.
    pub group: Group,
    /// The weight of its findings, at the most.
    pub level: Level,
    /// The case it looks for.
    pub about: &'static str,
    /// True where its findings only say that something is not known yet: a draft lists that in a place of its own.
    pub is_unknown: bool,
}

impl Rule {
    /// The same, where its findings only say that something is not known yet.
    pub(super) const fn of_unknowns(self) -> Rule {
        Rule {
            is_unknown: true,
            ..self
        }
    }
}

/// A rule that looks for this.
pub(super) const fn rule(
    id: RuleId,
    name: &'static str,
    group: Group,
    level: Level,
    about: &'static str,
) -> Rule {
    Rule {
        id,
        name,
        group,
        level,
        about,
        is_unknown: false,
    }
}

macro_rules! rules {
    ($($id:ident => $rule:path,)+) => {
        /// One variant a rule: a rule that is not listed below has none, and does not compile.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum RuleId {
            $($id,)+
        }

        /// Every rule, in the order that the review asks them.
        pub const RULES: &[Rule] = &[$($rule,)+];
    };
}

rules! {
    MilestoneMissing => missing::MISSING,
    MilestoneUntimed => missing::UNTIMED,
    EventInFuture => ahead::EVENT,
    CloseInFuture => ahead::CLOSE,
    ClosedBeforeResolution => ahead::TOO_SOON,
    OrderImpossible => order::IMPOSSIBLE,
    IntervalNegative => order::NEGATIVE,
    EscalatedAfterCause => order::AFTER_CAUSE,
    RepairAfterResolution => order::AFTER_RESOLUTION,
    StatedBegin => stated::BEGIN,
    StatedEnd => stated::END,
    StatedDuration => stated::DURATION,
    TextContradictsTime => claims::RULE,
    DetectedByPeople => noticing::PEOPLE_FIRST,
    EscalationLate => noticing::LATE,
    CauseTwice => causes::TWICE,
    RuledOutYetCause => causes::RULED_OUT,
    LeadLeft => leads::LEFT,
    WhichMitigation => mitigation::WHICH,
    ReadsLikeFailed => mitigation::FAILED,
    NoLossYetLoss => loss::YET_LOSS,
    Silence => gaps::SILENCE,
    HypothesisOpen => suspicion::OPEN,
    ForeignRecord => precision::FOREIGN,
    ZoneUnknown => precision::ZONE,
    EventsUntimed => precision::UNTIMED,
    EventsApproximate => precision::APPROXIMATE,
    ImpactAfterDetection => impact::AFTER_DETECTION,
    ResolutionConfirmedLate => impact::CONFIRMED_LATE,
    Relapse => impact::RELAPSE,
    ImpactWithoutNumber => impact::NUMBER,
    SeverityNotSet => impact::SEVERITY,
    ReadsLikeRecovery => reads_like::RECOVERY,
    ReadsLikeRelapse => reads_like::RELAPSE,
    EarlyWarning => warnings::EARLY,
    NoCheckAfterFix => endings::UNCHECKED,
    EstimateMissed => estimates::MISSED,
    PersonAsCause => persons::RULE,
    RecordedLate => recording::LATE,
    ClockRanBack => recording::CLOCK,
    Conflict => conflict::CONFLICT,
    FieldChangedTwice => recording::AT_ONCE,
    UpdateOverdue => updates::OVERDUE,
    UpdateAtEndMissing => updates::LAST,
    NoActionItem => follow_up::NONE,
    ActionItemTwice => follow_up::TWICE,
    ActionItemRepeatsFix => follow_up::REPAIR,
    ActionItemWithoutVerb => follow_up::VERB,
    ActionItemWithoutOwner => follow_up::OWNER,
    ActionItemWithoutDueDate => follow_up::DUE,
    Blame => blame::RULE,
    LikelySecret => secrets::RULE,
    OpenedTwice => trust::OPENED_TWICE,
    NotTheirs => trust::NOT_THEIRS,
    JournalDamaged => damage::DAMAGED,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_stands_in_its_own_row() {
        for (row, rule) in RULES.iter().enumerate() {
            assert_eq!(rule.id as usize, row, "{}", rule.name);
        }
    }

    #[test]
    fn an_error_is_a_contradiction() {
        for rule in RULES.iter().filter(|rule| rule.level == Level::Error) {
            assert_eq!(rule.group, Group::Contradiction, "{}", rule.name);
        }
    }
}
