//! Attempts on what others recorded: each changed nothing, and is reported with the name of whoever made it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::words::event_named;
use super::{Finding, Group, Level, Rule, RuleId, rule};
use crate::domain::facts::Facts;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, Provenance, Silence, Tried};
use crate::domain::quoted::quoted;

/// The rule that somebody opened the incident a second time.
pub(super) const OPENED_TWICE: Rule = rule(
    RuleId::OpenedTwice,
    "opened_twice",
    Group::Contradiction,
    Level::Warning,
    "somebody opened the incident a second time, which changes nothing",
);
/// The rule that somebody tried to take back or to remove what others recorded.
pub(super) const NOT_THEIRS: Rule = rule(
    RuleId::NotTheirs,
    "not_theirs",
    Group::Contradiction,
    Level::Warning,
    "somebody tried to take back or remove what others recorded",
);

/// So many attempts of a kind are told; more are counted.
const MOST: usize = 20;

/// So many names that one writer gave are told.
const MOST_NAMES: usize = 3;

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    findings.extend(opened_twice(facts.incident));
    findings.extend(not_theirs(facts));
}

/// True if a silence counts. What somebody tried to do to others, only those can: the writer of every event that it
/// names; where it names none, who opened the incident. Whoever tried may have a second file, and a second name.
pub(super) fn may_silence(incident: &Incident, silence: &Silence, by: &Provenance) -> bool {
    if ![OPENED_TWICE.name, NOT_THEIRS.name].contains(&silence.rule.as_str()) {
        return true;
    }
    let of = |other: &Provenance| other.stamp.writer == by.stamp.writer;
    if silence.events.is_empty() {
        return incident.opened_by().is_some_and(|(_, opened)| of(opened));
    }
    let mut events = silence.events.iter();
    events.all(|event| incident.event(*event).is_some_and(|event| of(&event.provenance)))
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
        Finding::new(&OPENED_TWICE, Vec::new(), message)
    })
}

/// The attempts of one writer: the names given, and the records.
#[derive(Default)]
struct Attempts<'a> {
    names: BTreeSet<&'a str>,
    /// Each once.
    records: Vec<RecordId>,
    known: HashSet<RecordId>,
}

/// One finding for each writer who tried and what they tried, and one for all whom there is no room for.
fn not_theirs(facts: &Facts<'_>) -> Vec<Finding> {
    let incident = facts.incident;
    let mut tried: BTreeMap<(&str, &str), Attempts<'_>> = BTreeMap::new();
    let mut note = |writer, verb, name, record| {
        let attempts = tried.entry((writer, verb)).or_default();
        attempts.names.insert(name);
        if attempts.known.insert(record) {
            attempts.records.push(record);
        }
    };
    for refused in incident.refused() {
        let (verb, record) = match refused.tried {
            Tried::Undo(record) => ("take back", record),
            Tried::Redo(undo) => ("bring back", undo),
        };
        let by = &refused.provenance;
        note(&by.stamp.writer, verb, &by.by, record);
    }
    for removal in incident.removals() {
        note(&removal.file, "remove", &removal.by, removal.record);
    }
    let more = tried.len().saturating_sub(MOST);
    let told = tried.into_iter().take(MOST);
    let mut findings: Vec<Finding> = told
        .map(|((writer, verb), attempts)| attempt(facts, writer, verb, &attempts))
        .collect();
    if more > 0 {
        let message = format!("{more} more tried to change what others recorded; nothing was changed.");
        findings.push(Finding::new(&NOT_THEIRS, Vec::new(), message));
    }
    findings
}

fn attempt(facts: &Facts<'_>, writer: &str, verb: &str, attempts: &Attempts<'_>) -> Finding {
    let records = &attempts.records;
    let mut named = HashSet::new();
    let events: Vec<RecordId> = records
        .iter()
        .filter_map(|record| facts.incident.event(*record))
        .map(|event| event.id)
        .filter(|event| named.insert(*event))
        .collect();
    let named = match (&events[..], records.len()) {
        ([only], 1) => event_named(facts, *only),
        _ => facts.incident.named(records),
    };
    let what = match verb {
        "bring back" => "what another writer took back".to_owned(),
        _ => format!("what another writer recorded: {named}"),
    };
    let who = names(&attempts.names);
    let message = format!(
        "{who} ({writer}) tried to {verb} {what}. Only the writer of a record can; nothing was changed."
    );
    Finding::new(&NOT_THEIRS, events, message)
}

fn names(names: &BTreeSet<&str>) -> String {
    let told: Vec<&str> = names.iter().take(MOST_NAMES).copied().collect();
    let told = told.join(", ");
    match names.len().saturating_sub(MOST_NAMES) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
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
        let ours = findings.filter(|finding| [OPENED_TWICE.name, NOT_THEIRS.name].contains(&finding.rule));
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
            rule: OPENED_TWICE.name.to_owned(),
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
                "ana (aaa.jsonl) tried to remove what another writer recorded: 09:00 \"users cannot log in\". Only the \
                 writer of a record can; nothing was changed.",
                "mallory (mallory-pc-2222) tried to bring back what another writer took back. Only the writer of a \
                 record can; nothing was changed.",
                "mallory (mallory-pc-2222) tried to take back what another writer recorded: 09:00 \"users cannot log \
                 in\". Only the writer of a record can; nothing was changed.",
            ]
        );
    }
}
