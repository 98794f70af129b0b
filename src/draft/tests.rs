//! Complete drafts, as they read.

pub(in crate::draft) mod any_text;
mod forms;
pub(in crate::draft) mod parsed;
mod public;
mod roles;
mod templates;

use super::*;
use crate::domain::command::{Command, NewActionItem, NewEvent, When};
use crate::domain::kind::{Kind, Via};
use crate::domain::outside::{Exposed, Outside};
use crate::domain::record::{EventBody, EvidenceRef, FieldChange, FieldName, Op, Purpose, Timing};
use crate::domain::sample::{Sample, event};
use crate::domain::time::{Moment, Precision, Zone};

fn citation() -> Citation {
    let segment = CitedSegment {
        file: "ana-laptop-7k3q.jsonl".to_owned(),
        records: 21,
        sha256: "5f".repeat(32),
    };
    Citation {
        segments: vec![segment],
    }
}

fn classic(s: &Sample) -> String {
    let draft = Draft::new(&s.incident, &Policy::default(), citation(), "classic");
    render(&draft, "classic", TEMPLATES[0].source).expect("the built-in template renders")
}

fn given(s: &mut Sample, kind: Kind, at: &str, change: impl FnOnce(&mut Timing), text: &str) {
    let mut timing = Timing {
        at: Moment::parse(at),
        precision: Precision::Minute,
        ..Timing::default()
    };
    change(&mut timing);
    let when = When::Given(timing);
    s.command(Command::Record(NewEvent {
        when,
        ..event(kind, None, text)
    }))
    .unwrap();
}

fn todo(s: &mut Sample, text: &str, purpose: Option<Purpose>) {
    let item = NewActionItem {
        text: text.to_owned(),
        purpose,
        owner: Some("bo".to_owned()),
        due: "2023-04-30".parse().ok(),
        ..NewActionItem::default()
    };
    s.command(Command::AddActionItem(item)).unwrap();
}

/// Two days, a range over midnight, about, a relapse, a dead end, an untimed event, one written after the close.
fn two_days() -> Sample {
    let mut s = Sample::new("America/Bogota", "2023-03-27T14:30:00Z");
    let noticed = NewEvent {
        via: Some(Via::Person),
        ..event(
            Kind::Detection,
            Some("2023-03-25T09:30:00-05:00"),
            "Users report problems logging in",
        )
    };
    s.command(Command::Record(noticed)).unwrap();
    s.log(
        Kind::Hypothesis,
        Some("2023-03-25T09:40:00-05:00"),
        "The database is overloaded",
    );
    s.log(
        Kind::RuledOut,
        Some("2023-03-25T10:15:00-05:00"),
        "The database is fine",
    );
    s.log(
        Kind::Cause,
        Some("2023-03-25T14:00:00-05:00"),
        "An upgrade of the authentication system broke it",
    );
    s.log(
        Kind::Escalation,
        Some("2023-03-25T15:00:00-05:00"),
        "Called @senior-engineering in",
    );
    let until = |until| move |timing: &mut Timing| timing.until = Moment::parse(until);
    given(
        &mut s,
        Kind::Fix,
        "2023-03-25T23:50:00-05:00",
        until("2023-03-26T00:10:00-05:00"),
        "Tested the fix",
    );
    s.untimed(Kind::Note, "Somebody restarted a cache");
    s.log(Kind::Resolution, Some("2023-03-26T01:00:00-05:00"), "Logins work");
    given(
        &mut s,
        Kind::Impact,
        "2023-03-26T08:00:00-05:00",
        |timing| timing.approximate = true,
        "Logins fail again\nfor about 75% of users",
    );
    s.log(
        Kind::Resolution,
        Some("2023-03-26T16:00:00-05:00"),
        "Logins work, for good",
    );
    s.set(FieldName::Severity, "2");
    s.set(FieldName::Cause, "A bug in the upgrade made every token invalid.");
    let change = FieldChange::Add("The dead end was left after 35 min".to_owned());
    s.command(Command::SetField {
        field: FieldName::WentWell,
        change,
    })
    .unwrap();
    todo(&mut s, "Roll the upgrade back", Some(Purpose::Mitigate));
    todo(
        &mut s,
        "Test upgrades on a copy of production",
        Some(Purpose::Prevent),
    );
    todo(&mut s, "Review the runbook", None);
    s.command(Command::Close { at: None }).unwrap();
    s.log(
        Kind::Change,
        Some("2023-03-25T09:00:00-05:00"),
        "The upgrade was deployed",
    );
    s
}

#[test]
fn a_draft_of_two_days() {
    insta::assert_snapshot!(classic(&two_days()));
}

#[test]
fn a_draft_with_every_field() {
    insta::assert_snapshot!(classic(&every_field()));
}

/// Every field is set, and evidence is attached to an event that was corrected.
fn every_field() -> Sample {
    let mut s = Sample::new("Europe/Paris", "2023-03-26T10:00:00Z");
    for row in FieldName::ROWS {
        let change = |value: String| match row.list {
            true => FieldChange::Add(value),
            false => FieldChange::Value(value),
        };
        if matches!(row.name, FieldName::Severity | FieldName::Zone) {
            continue;
        }
        for what in ["first", "second"] {
            let change = change(format!("{}, {what}", row.title));
            s.command(Command::SetField {
                field: row.name,
                change,
            })
            .unwrap();
        }
    }
    s.set(FieldName::Severity, "1");
    s.log(
        Kind::Impact,
        Some("2023-03-26T01:59:00+01:00"),
        "All clocks wrong",
    );
    s.log(Kind::Detection, Some("2023-03-26T03:01:00+02:00"), "Alert");
    let evidence = EvidenceRef {
        sha256: "ab".repeat(32),
        bytes: 1234,
        name: Some("top.txt".to_owned()),
    };
    let body = EventBody {
        kind: Kind::Investigation,
        text: "Looked at the load".to_owned(),
        evidence: vec![evidence],
        ..EventBody::default()
    };
    let looked = s.write(Op::Event(body.clone()));
    let text = "Looked at the load again".to_owned();
    s.write(Op::Amend {
        event: looked,
        replaces: looked,
        body: EventBody { text, ..body },
    });
    todo(&mut s, "Watch the clocks", Some(Purpose::Detect));
    s
}

#[test]
fn a_draft_without_a_zone() {
    let mut s = Sample::new("unknown", "2023-04-12T19:00:00Z");
    given(
        &mut s,
        Kind::Detection,
        "2023-04-12T14:00:00",
        |_| {},
        "Users report login errors",
    );
    given(
        &mut s,
        Kind::Note,
        "2023-04-12T00:00:00",
        |timing| timing.precision = Precision::Day,
        "Marketing sent a mail",
    );
    given(
        &mut s,
        Kind::Hypothesis,
        "2023-04-12T15:00:00",
        |_| {},
        "It is a server",
    );
    given(
        &mut s,
        Kind::Resolution,
        "2023-04-12T17:30:00",
        |_| {},
        "A fix is deployed",
    );
    let text = classic(&s);
    assert!(!text.contains("UTC") && !text.contains("+00:00"), "{text}");
    let draft = Draft::new(&s.incident, &Policy::default(), citation(), "classic");
    let json = json::to_json(&draft);
    assert!(
        !json.contains("UTC") && !json.contains("+00:00") && !json.contains("00Z"),
        "{json}"
    );
    insta::assert_snapshot!(text);
}

#[test]
fn a_draft_of_nothing_says_so() {
    let s = Sample::new("UTC", "2023-04-12T19:00:00Z");
    insta::assert_snapshot!(classic(&s));
}

#[test]
fn the_context_is_a_contract() {
    let mut s = Sample::new("-05:00", "2023-03-25T14:30:00Z");
    s.log(
        Kind::Detection,
        Some("2023-03-25T09:30:00-05:00"),
        "Users report problems, says @bo",
    );
    let draft = Draft::new(&s.incident, &Policy::default(), citation(), "classic");
    insta::assert_snapshot!(json::to_json(&draft));
}

#[test]
fn the_same_journal_gives_the_same_draft() {
    assert_eq!(classic(&two_days()), classic(&two_days()));
}

#[test]
fn what_only_the_disk_tells_is_in_the_review_and_in_no_draft() {
    let s = two_days();
    let outside = Outside {
        damaged: 3,
        exposed: s.incident.events().first().map_or_else(Vec::new, |event| {
            let what = "a private key".to_owned();
            vec![Exposed {
                event: event.id,
                what,
            }]
        }),
    };
    let before = Review::of(Facts::of(&s.incident), &Policy::default());
    let review = Review::of(before.facts.clone().knowing(outside), &Policy::default());
    assert_eq!(review.findings.len(), before.findings.len() + 2);
    let json = |review| json::to_json(&Draft::of(review, citation(), "classic"));
    assert_eq!(json(&review), json(&before));
}

#[test]
fn a_draft_tells_whether_it_was_edited() {
    let text = classic(&two_days());
    assert!(trailer::is_untouched(&text));
    assert_eq!(
        trailer::read(&text).map(|trailer| trailer.citation),
        Some(citation())
    );
    assert!(!trailer::is_untouched(
        &text.replace("Logins work", "Logins worked")
    ));
}

/// An outage as teams write it down, with what does not fit together in it.
#[test]
fn a_real_postmortem_is_measured_and_questioned() {
    let mut s = Sample::new("-05:00", "2023-03-26T21:00:00Z");
    let events = [
        (Kind::Detection, "09:30", "Users report problems logging in"),
        (
            Kind::Detection,
            "09:35",
            "The engineering team receives automated alerts",
        ),
        (
            Kind::Hypothesis,
            "09:40",
            "The authentication service or its database",
        ),
        (Kind::RuledOut, "10:15", "No obvious issues with either"),
        (Kind::Hypothesis, "10:30", "The network"),
        (Kind::RuledOut, "11:30", "Not the network"),
        (
            Kind::Cause,
            "14:00",
            "An upgrade of the authentication system introduced a bug",
        ),
        (
            Kind::Escalation,
            "15:00",
            "Escalated to senior engineering management",
        ),
        (Kind::Fix, "16:00", "Began to work on a fix"),
        (Kind::Fix, "19:00", "The fix was tested and deployed"),
        (Kind::Resolution, "20:00", "Users can log in again"),
    ];
    for (kind, clock, text) in events {
        s.log(kind, Some(&format!("2023-03-25T{clock}:00-05:00")), text);
    }
    let draft = Draft::new(&s.incident, &Policy::default(), citation(), "classic");
    assert_eq!(draft.span.text, "25 March 2023, 09:30 – 20:00 (UTC-05:00)");
    let values: Vec<_> = draft
        .intervals
        .iter()
        .map(|interval| (interval.name, interval.value.as_str()))
        .collect();
    let expected = [
        ("time_to_detect", "not recorded"),
        ("time_to_acknowledge", "not recorded"),
        ("time_to_escalate", "5 h 30 min"),
        ("time_to_diagnose", "4 h 30 min"),
        ("time_to_mitigate", "not recorded"),
        ("time_to_resolve", "10 h 30 min"),
        ("impact_duration", "10 h 30 min"),
        ("dead_ends", "1 h 35 min"),
    ];
    assert_eq!(values, expected);
    let rules: Vec<_> = draft.to_check.iter().map(|finding| finding.rule).collect();
    let expected = [
        "escalated_after_cause",
        "escalation_late",
        "silence",
        "silence",
        "update_overdue",
    ];
    assert_eq!(rules, expected);
}

#[test]
fn a_tag_is_told_once_as_words_or_as_it_stands() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Impact, Some("2023-03-25T09:00:00Z"), "down");
    s.log(
        Kind::Mitigation,
        Some("2023-03-25T09:10:00Z"),
        "more memory #failed",
    );
    s.log(
        Kind::Mitigation,
        Some("2023-03-25T09:20:00Z"),
        "moved #helped away",
    );
    let text = classic(&s);
    assert!(text.contains("more memory → *did not help*\n"), "{text}");
    assert!(text.contains("moved #helped away\n"), "{text}");
}
