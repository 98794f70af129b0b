//! Incidents that look as if a rule should find something in them, and must not raise it; and one with everything, in
//! which nothing is wrong.

use super::*;
use crate::domain::kind::Via;

/// The clean incident with these entries more.
fn with_all(rows: &[Row]) -> Sample {
    let mut s = sample(CLEAN);
    for (kind, clock, text) in rows {
        s.log(*kind, Some(&at(clock)), text);
    }
    s
}

/// The clean incident with another value of a field.
fn saying(field: FieldName, value: &str) -> Sample {
    let mut s = sample(CLEAN);
    s.set(field, value);
    s
}

/// The clean incident with another last entry.
fn ending(text: &'static str) -> Sample {
    let mut events = without(Resolution);
    events.push((Resolution, "09:40", text));
    sample(&events)
}

/// Rules with entries beside which they must not find anything.
const ENTRIES: &[(&str, &[Row])] = &[
    ("which_mitigation", &[(Mitigation, "09:22", "traffic moved away")]),
    (
        "which_mitigation",
        &[
            (Mitigation, "09:22", "more memory"),
            (Mitigation, "09:25", "drained #helped"),
        ],
    ),
    (
        "reads_like_failed",
        &[(Mitigation, "09:22", "restarted the pods that failed.")],
    ),
    (
        "reads_like_failed",
        &[(Mitigation, "09:22", "cache cleared, no effect #failed")],
    ),
    ("reads_like_recovery", &[(Note, "09:38", "logins work again")]),
    (
        "reads_like_recovery",
        &[(Note, "09:22", "tell support once logins work again")],
    ),
    (
        "reads_like_relapse",
        &[(Note, "11:00", "added a test so that it does not fail again")],
    ),
    (
        "reads_like_relapse",
        &[(Note, "09:22", "logins fail again and again")],
    ),
    ("lead_left", &[(Hypothesis, "09:11", "the upgrade?")]),
    (
        "lead_left",
        &[
            (Hypothesis, "09:11", "network links?"),
            (Hypothesis, "09:14", "full disk?"),
        ],
    ),
    ("estimate_missed", &[(Note, "09:06", "ETA 30 min")]),
    ("estimate_missed", &[(Note, "09:06", "estimated 300 users")]),
    (
        "no_loss_yet_loss",
        &[(Note, "09:22", "300 orders expired in the queue")],
    ),
    (
        "early_warning",
        &[(Detection, "09:06", "nobody affected in Tokyo")],
    ),
    ("early_warning", &[(Note, "09:06", "disk will be full tonight")]),
    (
        "ruled_out_yet_cause",
        &[(Investigation, "09:12", "network: nothing wrong")],
    ),
];

/// The same with values of fields.
const VALUES: &[(&str, FieldName, &str)] = &[
    (
        "person_as_cause",
        FieldName::Cause,
        "The Kubernetes operator is out of date",
    ),
    (
        "person_as_cause",
        FieldName::Cause,
        "An engineer found a bug in the upgrade",
    ),
    (
        "no_loss_yet_loss",
        FieldName::Impact,
        "no orders were lost, 30% were late",
    ),
    (
        "stated_duration",
        FieldName::Impact,
        "a third could not log in for 40 minutes",
    ),
    (
        "stated_duration",
        FieldName::Lessons,
        "We looked for 2 hours at charts afterwards",
    ),
];

/// The same with the last entry.
const ENDS: &[(&str, &str)] = &[
    ("no_check_after_fix", "rolled back; error rate is normal"),
    ("no_check_after_fix", "resolved by deploying a fix"),
];

#[test]
fn what_only_looks_like_it_raises_nothing() {
    let entries = ENTRIES.iter().map(|(rule, rows)| (*rule, with_all(rows)));
    let values = VALUES
        .iter()
        .map(|(rule, field, value)| (*rule, saying(*field, value)));
    let ends = ENDS.iter().map(|(rule, text)| (*rule, ending(text)));
    for (rule, s) in entries.chain(values).chain(ends) {
        let found = review(&s.incident, &Policy::default());
        let raised = found.iter().find(|finding| finding.rule == rule);
        assert_eq!(raised, None, "{rule}: {:?}", s.texts());
    }
}

const RICH: &[Row] = &[
    (Change, "19:40", "checkout 4.2 rolled out"),
    (Detection, "19:50", "alert: latency up, nobody affected #warning"),
    (Impact, "20:00", "checkout fails for 12% of buyers"),
    (Detection, "20:02", "alert: error rate of checkout"),
    (Acknowledgement, "20:04", "@ana looks"),
    (Hypothesis, "20:06", "a slow payment provider?"),
    (
        Communication,
        "20:08",
        "status page: investigating, next update in 20 min",
    ),
    (RuledOut, "20:14", "the provider answers in 80 ms"),
    (Mitigation, "20:16", "doubled the workers, no effect #failed"),
    (Escalation, "20:18", "called @db in"),
    (Note, "20:20", "rollback is estimated to take 25 min"),
    (Cause, "20:25", "rollout 4.2 dropped an index"),
    (Mitigation, "20:27", "moved reads to the replica, 3% left #helped"),
    (Communication, "20:30", "status page: we see recovery"),
    (Fix, "20:44", "index rebuilt"),
    (Note, "20:47", "checkout works again in all regions, watching"),
    (Resolution, "20:50", "no error for 5 min, checked in all regions"),
    (Communication, "20:52", "status page: over"),
];

#[test]
fn an_incident_with_everything_in_which_nothing_is_wrong_raises_none() {
    let mut s = Sample::new("UTC", &at("19:40"));
    for (kind, clock, text) in RICH {
        s.clock = at(clock).parse().unwrap();
        let via = (*kind == Detection).then_some(Via::Monitor);
        let new = NewEvent {
            via,
            ..event(*kind, None, text)
        };
        s.command(Command::Record(new)).unwrap();
    }
    for (field, value) in [
        (FieldName::Severity, "1"),
        (
            FieldName::Impact,
            "12% of buyers could not pay for 27 minutes; no order was lost",
        ),
        (
            FieldName::Cause,
            "Rollout 4.2 dropped an index that checkout needs",
        ),
        (FieldName::Resolution, "The index was rebuilt"),
    ] {
        s.set(field, value);
    }
    for text in [
        "Refuse migrations that drop a used index",
        "Alert on slow queries",
    ] {
        let item = NewActionItem {
            text: text.to_owned(),
            owner: Some("db".to_owned()),
            due: "2023-04-30".parse().ok(),
            ..NewActionItem::default()
        };
        s.command(Command::AddActionItem(item)).unwrap();
    }
    s.command(Command::Close { at: None }).unwrap();
    assert_eq!(told(&s), Vec::<String>::new());
}

#[test]
fn a_draft_asks_for_figures_first_and_for_updates_last() {
    let mut events = without(Resolution);
    events.push((Acknowledgement, "09:03", "too early"));
    events.push((Resolution, "13:00", "up"));
    let mut s = sample(&events);
    s.set(FieldName::Severity, "1");
    let mut findings = review(&s.incident, &Policy::default());
    findings.sort_by_key(Finding::weight);
    let subjects: Vec<Subject> = findings.iter().map(|finding| finding.subject).collect();
    let expected = [Subject::Figures, Subject::Gap, Subject::Updates, Subject::Updates];
    assert_eq!(subjects, expected);
    assert_eq!(findings[1].ask, ["ana"]);
}
