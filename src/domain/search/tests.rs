//! Keeps what is found, in which order, and what is not.

use super::*;
use crate::domain::command::Command;
use crate::domain::kind::Kind;
use crate::domain::record::{FieldChange, FieldName};
use crate::domain::sample::{Sample, at};

fn set(s: &mut Sample, field: FieldName, value: &str) {
    let change = FieldChange::Value(value.to_owned());
    s.command(Command::SetField { field, change })
        .expect("a good value");
}

fn found(s: &Sample, typed: &str) -> Option<(u32, Place, String)> {
    let found = Lines::of(&s.incident).find(&Query::of(typed))?;
    Some((found.score, found.line.place, found.line.text))
}

#[test]
fn every_word_must_stand_somewhere_in_any_case_and_without_its_end() {
    let mut s = Sample::new("UTC", "2023-03-25T10:00:00Z");
    s.log(Kind::Hypothesis, None, "Zahlungs-Gateway überlastet");
    s.log(Kind::Note, None, "paged @netops\nabout the certificate");
    for (typed, line) in [
        ("uberl", Some("Zahlungs-Gateway überlastet")),
        ("GATEWAY cert", Some("Zahlungs-Gateway überlastet")),
        ("cert page", Some("paged @netops")),
        ("certificate about", Some("about the certificate")),
        ("login", Some("Login down")),
        ("zahlungs-gate", Some("Zahlungs-Gateway überlastet")),
        ("gateway-zahlungs", None),
        ("gateway nosuch", None),
        ("way", None),
        ("", None),
    ] {
        let found = found(&s, typed).map(|(_, _, line)| line);
        assert_eq!(found.as_deref(), line, "{typed}");
    }
}

#[test]
fn the_place_counts() {
    let score = |write: &dyn Fn(&mut Sample)| {
        let mut s = Sample::new("UTC", "2023-03-25T10:00:00Z");
        write(&mut s);
        found(&s, "gateway").expect("it was written").0
    };
    let in_order = [
        score(&|s| set(s, FieldName::Cause, "gateway")),
        score(&|s| _ = s.log(Kind::Hypothesis, None, "gateway")),
        score(&|s| _ = s.log(Kind::Note, None, "gateway")),
        score(&|s| _ = s.log(Kind::Note, None, "gateways")),
    ];
    assert!(in_order.is_sorted_by(|one, next| one > next), "{in_order:?}");
    let mut lines = Lines::of(&Sample::new("UTC", "2023-03-25T10:00:00Z").incident);
    assert!(lines.add_evidence("GET /\n504 gateway\n"));
    let found = lines.find(&Query::of("gateway")).expect("it was added");
    assert_eq!(
        (found.line.place, &*found.line.text),
        (Place::Evidence, "504 gateway")
    );
    assert!(found.score < in_order[3]);
}

#[test]
fn struck_hidden_and_redacted_words_are_not_found() {
    let mut s = Sample::new("UTC", "2023-03-25T10:00:00Z");
    let struck = s.log(Kind::Note, None, "unicorn");
    s.command(Command::Strike {
        event: struck,
        why: Some("zebra".to_owned()),
    })
    .expect("it stands there");
    let hidden = s.log(Kind::Note, None, "dragon");
    s.command(Command::Hide {
        event: hidden,
        hidden: true,
    })
    .expect("it stands there");
    for typed in ["unicorn", "zebra", "dragon"] {
        assert_eq!(found(&s, typed), None, "{typed}");
    }
}

#[test]
fn hostile_sizes_are_cut() {
    let mut lines = Lines::default();
    assert!(!lines.add_evidence(&"ab ".repeat(1024 * 1024)));
    assert!(lines.is_cut());
    assert!(lines.find(&Query::of("a ab b")).is_none());
    assert!(
        lines
            .find(&Query::of("ab"))
            .is_some_and(|found| found.line.text.len() <= 4096)
    );
}

#[test]
fn a_precedent_says_how_long_why_and_what_helped() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Impact, Some(&at("09:00")), "payments fail");
    s.log(Kind::Cause, Some(&at("09:20")), "the certificate expired");
    s.log(Kind::Mitigation, Some(&at("09:30")), "restarted #failed");
    let precedent = |s: &Sample| Precedent::of(&s.incident, s.now());
    assert_eq!((precedent(&s).fix, precedent(&s).length), (None, None));
    s.log(Kind::Mitigation, Some(&at("09:40")), "renewed the certificate");
    s.log(Kind::Resolution, Some(&at("09:43")), "all is well");
    let told = precedent(&s);
    assert_eq!(told.cause.as_deref(), Some("the certificate expired"));
    assert_eq!(told.fix.as_deref(), Some("renewed the certificate"));
    assert_eq!(
        told.length.map(|length| length.spoken()).as_deref(),
        Some("43 min")
    );
    set(&mut s, FieldName::Resolution, "a reminder in the calendar");
    assert_eq!(precedent(&s).fix.as_deref(), Some("a reminder in the calendar"));
}

#[test]
fn only_what_shares_rare_words_is_like() {
    let titled = |title: &str| {
        let mut s = Sample::new("UTC", "2023-03-25T10:00:00Z");
        set(&mut s, FieldName::Title, title);
        s.incident
    };
    let mut likeness = Likeness::default();
    for title in [
        "Checkout slow",
        "Payment gateway certificate expired",
        "Checkout down",
        "Checkout fails",
    ] {
        likeness.add(&titled(title));
    }
    for (text, like) in [
        ("payment gateway: certificates", Some(1)),
        ("the gateway certificate", Some(1)),
        ("gateway down", None),
        ("checkout slow", None),
        ("", None),
    ] {
        assert_eq!(likeness.like(text, None), like, "{text}");
    }
    assert_eq!(likeness.like("payment gateway", Some(1)), None);
}
