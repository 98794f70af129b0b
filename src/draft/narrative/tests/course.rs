//! Mitigations of several windows, that helped, failed, or of which nobody said it; and beginnings that are recorded late.

use super::{Kind, NarrativeTold, narrative, told};
use crate::domain::record::FieldName;
use crate::domain::sample::{Sample, at};

type Row<'a> = (Kind, &'a str, &'a str);

/// An incident of March 2023, of entries with a day and a clock.
fn sample(rows: &[Row<'_>]) -> Sample {
    let mut s = Sample::new("UTC", "2023-03-31T20:00:00Z");
    for (kind, when, text) in rows {
        let (day, clock) = when.split_once(' ').unwrap();
        s.log(*kind, Some(&format!("2023-03-{day}T{clock}:00Z")), text);
    }
    s
}

/// Two windows, two days apart.
const RELAPSE: [Row<'_>; 4] = [
    (Kind::Impact, "10 09:00", "orders are refused"),
    (Kind::Resolution, "10 10:00", "orders pass"),
    (Kind::Impact, "12 09:00", "orders are refused again"),
    (Kind::Resolution, "12 10:00", "orders pass"),
];

fn with(rows: &[Row<'_>]) -> Sample {
    sample(&[&RELAPSE, rows].concat())
}

fn says(s: &Sample, words: &str) {
    assert!(told(s).contains(words), "{}", told(s));
}

fn figures(narrative: &NarrativeTold, name: &str) -> usize {
    let named = narrative.figures.iter();
    named.filter(|figure| figure.name.starts_with(name)).count()
}

#[test]
fn a_sentence_that_is_not_told_names_no_day_and_leaves_no_figure() {
    let s = with(&[
        (Kind::Mitigation, "10 09:20", "restarted"),
        (Kind::Mitigation, "10 09:40", "more memory"),
        (Kind::Cause, "12 09:12", "a certificate"),
        (Kind::Cause, "12 09:32", "the disk"),
    ]);
    says(
        &s,
        "Two mitigations are recorded on 10 March from 09:20 to 09:40; which of them helped is not. It seemed over at \
         10:00; users were affected again 47 h later.",
    );
    assert_eq!(figures(&narrative(&s), "relapse_after"), 1);
}

#[test]
fn the_only_one_of_a_relapse_is_not_the_only_one_recorded() {
    let s = with(&[
        (Kind::Mitigation, "10 09:20", "restarted"),
        (Kind::Mitigation, "10 09:40", "more memory"),
        (Kind::Mitigation, "12 09:12", "drained"),
    ]);
    says(
        &s,
        "Two mitigations are recorded on 10 March from 09:20 to 09:40; which of them helped is not.",
    );
    says(&s, "One mitigation followed 12 min into the relapse: drained.");
    assert!(!told(&s).contains("only"), "{}", told(&s));
    let s = with(&[(Kind::Mitigation, "12 09:12", "drained")]);
    says(
        &s,
        "The only mitigation recorded came 12 min into the relapse: drained.",
    );
}

#[test]
fn figures_of_a_relapse_have_names_of_their_own() {
    let s = with(&[
        (Kind::Mitigation, "10 09:20", "restarted #helped"),
        (Kind::Escalation, "12 09:05", "the network team"),
        (Kind::Cause, "12 09:50", "a certificate"),
        (Kind::Mitigation, "12 09:55", "certificate renewed #helped"),
        (Kind::Communication, "12 09:56", "status page"),
    ]);
    for words in [
        "More people were called in 5 min into the relapse: the network team.",
        "The cause was known 50 min into the relapse: a certificate.",
        "It was reduced again 55 min into the relapse: certificate renewed.",
        "Users were told once, 56 min into the relapse.",
    ] {
        says(&s, words);
    }
    let narrative = narrative(&s);
    for name in ["time_to_diagnose", "time_to_escalate", "time_to_acknowledge"] {
        assert_eq!(figures(&narrative, name), 0, "{name}");
    }
    assert_eq!(figures(&narrative, "time_to_mitigate"), 1);
    assert_eq!(figures(&narrative, "relapse_to_cause"), 1);
}

#[test]
fn those_that_failed_are_counted() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Impact, Some(&at("09:00")), "nobody can pay");
    s.log(Kind::Mitigation, Some(&at("09:10")), "restarted #failed");
    says(&s, "One mitigation did not help: restarted.");
    s.log(Kind::Mitigation, Some(&at("09:20")), "more memory #failed");
    says(&s, "Two mitigations did not help: restarted, more memory.");
    s.log(Kind::Mitigation, Some(&at("09:40")), "moved away");
    says(
        &s,
        "One mitigation, of which nobody said whether it helped, came after 40 min: moved away. Two mitigations did not \
         help: restarted, more memory.",
    );
    s.log(Kind::Mitigation, Some(&at("09:50")), "drained");
    says(
        &s,
        "Four mitigations are recorded from 09:10 to 09:50; two did not help, and which of the others did is not recorded.",
    );
}

#[test]
fn one_that_helped_at_a_time_nobody_knows_reduced_the_impact() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Impact, Some(&at("09:00")), "nobody can pay");
    s.log(Kind::Mitigation, Some(&at("09:20")), "restarted");
    s.untimed(Kind::Mitigation, "moved away #helped");
    says(
        &s,
        "The impact was reduced at a time that is not recorded: moved away.",
    );
    assert!(!told(&s).contains("whether it helped"), "{}", told(&s));
}

#[test]
fn an_impact_after_the_detection_is_not_denied() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Detection, Some(&at("12:53")), "5xx rate");
    s.log(Kind::Impact, Some(&at("12:55")), "a third of checkouts fail");
    s.log(Kind::Resolution, Some(&at("13:51")), "checkouts pass");
    says(
        &s,
        "The first impact is recorded at 12:55; all is counted from when it was noticed.",
    );
    assert!(
        !told(&s).contains("first affected is not recorded"),
        "{}",
        told(&s)
    );
}

#[test]
fn a_field_that_states_an_earlier_beginning_is_told_and_not_denied() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Detection, Some(&at("12:40")), "no invoices");
    s.log(Kind::Resolution, Some(&at("13:50")), "invoices are sent");
    s.set(FieldName::Impact, "No invoices were sent from 12:10 to 13:50");
    says(
        &s,
        "The field impact says that it began on 25 March 2023 at 12:10, the timeline says 25 March 2023 at 12:40.",
    );
    assert!(
        !told(&s).contains("first affected is not recorded"),
        "{}",
        told(&s)
    );
}

#[test]
fn the_wait_for_the_first_update_is_the_longest_pause_and_told_once() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Impact, Some(&at("12:53")), "nobody can pay");
    s.log(Kind::Communication, Some(&at("13:43")), "looking");
    s.log(Kind::Communication, Some(&at("13:50")), "over");
    s.log(Kind::Resolution, Some(&at("13:51")), "payments pass");
    says(&s, "Users were told twice, first after 50 min.");
    assert!(!told(&s).contains("longest pause"), "{}", told(&s));
}

#[test]
fn an_impact_without_a_time_is_not_denied() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.untimed(Kind::Impact, "40% of orders fail");
    s.log(Kind::Note, Some(&at("09:05")), "looking");
    says(
        &s,
        "That users were affected is recorded without a time: 40% of orders fail. Two entries are recorded, one of them \
         without a time.",
    );
    s.log(Kind::Detection, Some(&at("09:00")), "alert");
    says(
        &s,
        "It was noticed on 25 March 2023 at 09:00 (UTC), 5 min before the last entry: 40% of orders fail.",
    );
    says(&s, "Since when users were affected is recorded without a time.");
    assert!(
        !told(&s).contains("first affected is not recorded"),
        "{}",
        told(&s)
    );
}

#[test]
fn the_fix_of_the_first_window_is_told() {
    let s = with(&[(Kind::Fix, "10 09:40", "renewed the certificate")]);
    says(
        &s,
        "A fix came after 40 min: renewed the certificate. It seemed over on 10 March at 10:00; users were affected again",
    );
}
