//! What somebody tried to do to what others recorded: it changed nothing, and is told with their name.

use std::collections::BTreeMap;

use super::{Finding, Level};
use crate::domain::facts::Facts;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, Provenance, Tried};
use crate::domain::quoted::quoted;

/// The rule that somebody opened the incident a second time.
pub(super) const OPENED_TWICE: &str = "opened_twice";
/// The rule that somebody tried to take back or to remove what others recorded.
pub(super) const NOT_THEIRS: &str = "not_theirs";

/// So many attempts of a kind are told; who makes more has been named.
const MOST: usize = 20;

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    findings.extend(opened_twice(facts.incident));
    findings.extend(not_theirs(facts.incident));
}

/// Whether this writer may silence a finding of this rule: not what they did themselves.
pub(super) fn may_silence(incident: &Incident, rule: &str, by: &Provenance) -> bool {
    let of = |other: &Provenance| other.stamp.writer == by.stamp.writer;
    let has_tried = || {
        let mut refused = incident.refused().iter();
        let mut removals = incident.removals().iter();
        refused.any(|refused| of(&refused.provenance))
            || removals.any(|removal| removal.file.starts_with(&*by.stamp.writer))
            || incident.second_openings().any(|opened| of(&opened.provenance))
    };
    ![OPENED_TWICE, NOT_THEIRS].contains(&rule) || !has_tried()
}

/// The name given, and the writer: the name may be anybody's.
fn who(provenance: &Provenance) -> String {
    format!("{} ({})", provenance.by, provenance.stamp.writer)
}

fn opened_twice(incident: &Incident) -> impl Iterator<Item = Finding> {
    incident.second_openings().take(MOST).map(|opened| {
        let message = format!(
            "{} opened this incident a second time, as {}: that changes nothing; what was said at the first opening \
             counts.",
            who(&opened.provenance),
            quoted(&opened.opening.title),
        );
        Finding::new(Level::Warning, OPENED_TWICE, Vec::new(), message)
    })
}

/// One finding for each who tried and what they tried.
fn not_theirs(incident: &Incident) -> impl Iterator<Item = Finding> {
    let mut tried: BTreeMap<(String, &str), Vec<RecordId>> = BTreeMap::new();
    for refused in incident.refused() {
        let (verb, record) = match refused.tried {
            Tried::Undo(record) => ("take back", record),
            Tried::Redo(undo) => ("bring back", undo),
        };
        tried
            .entry((who(&refused.provenance), verb))
            .or_default()
            .push(record);
    }
    for removal in incident.removals() {
        let who = format!("{} ({})", removal.by, removal.file);
        tried.entry((who, "remove")).or_default().push(removal.record);
    }
    tried.into_iter().take(MOST).map(|((who, verb), records)| {
        let events: Vec<RecordId> = records
            .iter()
            .filter_map(|record| incident.event(*record))
            .map(|event| event.id)
            .collect();
        let what = match verb {
            "bring back" => "what another writer took back".to_owned(),
            _ => format!("what another writer recorded: {}", incident.named(&records)),
        };
        let message =
            format!("{who} tried to {verb} {what}. Only the writer of a record can; nothing was changed.");
        Finding::new(Level::Warning, NOT_THEIRS, events, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::findings::{Policy, review};
    use crate::domain::incident::Removal;
    use crate::domain::kind::Kind;
    use crate::domain::record::{Op, Opening};
    use crate::domain::sample::{Sample, at};
    use crate::domain::time::{Moment, Zone};

    fn told(s: &Sample) -> Vec<String> {
        let findings = review(&s.incident, &Policy::default()).into_iter();
        let ours = findings.filter(|finding| [OPENED_TWICE, NOT_THEIRS].contains(&finding.rule));
        ours.map(|finding| finding.message).collect()
    }

    #[test]
    fn who_tried_is_named_and_nothing_changes() {
        let mut s = Sample::new("UTC", &at("09:00"));
        let first = s.log(Kind::Note, Some(&at("09:00")), "users cannot log in");
        let second = s.log(Kind::Note, Some(&at("09:01")), "rolled back");
        let undo = s.write(Op::Undo { replaces: second });
        s.hand_over("mallory-pc-2222");
        s.by = "mallory".to_owned();
        s.write(Op::Undo { replaces: first });
        s.write(Op::Redo { replaces: undo });
        s.write(Op::Open(Opening {
            title: "All is well".to_owned(),
            severity: None,
            zone: Zone::Utc,
            at: Moment::parse(&at("08:00")).unwrap(),
        }));
        s.incident.note_removals(&[Removal {
            by: "ana".to_owned(),
            file: "aaa.jsonl".to_owned(),
            record: first,
        }]);
        s.write(Op::Silence {
            rule: OPENED_TWICE.to_owned(),
            events: Vec::new(),
            why: "nothing to see here".to_owned(),
        });
        assert_eq!(s.texts(), ["users cannot log in"]);
        assert_eq!(s.incident.title(), "Login down");
        assert_eq!(
            told(&s),
            [
                "mallory (mallory-pc-2222) opened this incident a second time, as 'All is well': that changes nothing; \
                 what was said at the first opening counts.",
                "ana (aaa.jsonl) tried to remove what another writer recorded: event 1, 'users cannot log in'. Only the \
                 writer of a record can; nothing was changed.",
                "mallory (mallory-pc-2222) tried to bring back what another writer took back. Only the writer of a \
                 record can; nothing was changed.",
                "mallory (mallory-pc-2222) tried to take back what another writer recorded: event 1, 'users cannot log \
                 in'. Only the writer of a record can; nothing was changed.",
            ]
        );
    }
}
