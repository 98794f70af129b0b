//! A review: the facts of an incident and what the rules find in them, computed once for all that show a part of it.

use std::collections::HashSet;

use super::{Finding, Policy, trust};
use crate::domain::facts::Facts;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;

/// The review of an incident. Findings are in order: errors, then warnings, then the rest.
#[derive(Clone, Debug)]
pub struct Review<'a> {
    /// The facts it was made of.
    pub facts: Facts<'a>,
    /// The findings.
    pub findings: Vec<Finding>,
    /// Findings left out, because somebody looked at them and accepts them.
    pub silenced: Vec<Finding>,
}

impl<'a> Review<'a> {
    /// Reviews an incident by this policy.
    pub fn of(facts: Facts<'a>, policy: &Policy) -> Self {
        let silences = silences(facts.incident);
        let is_silenced = |finding: &Finding| silences.contains(&(finding.rule, &finding.events[..]));
        let (silenced, findings) = super::noticed(&facts, policy).into_iter().partition(is_silenced);
        Review {
            facts,
            findings,
            silenced,
        }
    }
}

/// The silences of those who may: the rule, and the events of its finding.
fn silences(incident: &Incident) -> HashSet<(&str, &[RecordId])> {
    let silences = incident
        .silences()
        .filter(|version| trust::may_silence(incident, &version.value, &version.provenance));
    silences
        .map(|version| (version.value.rule.as_str(), &version.value.events[..]))
        .collect()
}
