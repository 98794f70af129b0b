//! Commands that may be recorded, and the records they become.

use super::*;
use crate::domain::kind::Via;
use crate::domain::record::{EvidenceRef, FieldRow, Purpose};
use crate::domain::sample::{Sample, event};
use crate::domain::time::Moment;

fn sample() -> Sample {
    Sample::new("-05:00", "2023-03-25T14:30:00Z")
}

fn refusal(sample: &mut Sample, command: Command) -> Refusal {
    sample.command(command).expect_err("must be refused")
}

fn set(field: FieldName, change: FieldChange) -> Command {
    Command::SetField { field, change }
}

#[test]
fn now_is_the_clock_in_the_incidents_zone() {
    let mut s = sample();
    let id = s.log(Kind::Note, None, "  as it is \n");
    let body = s.incident.event(id).unwrap().body();
    assert_eq!(body.text, "  as it is \n");
    assert_eq!(body.timing.at, Moment::parse("2023-03-25T09:30:01-05:00"));
}

#[test]
fn what_is_typed_is_kept_where_it_differs() {
    let mut s = sample();
    for (typed, kept) in [("d: down", Some("d: down")), ("down", None)] {
        let new = NewEvent {
            typed: Some(typed.to_owned()),
            ..event(Kind::Detection, None, "down")
        };
        let id = s.command(Command::Record(new)).unwrap();
        assert_eq!(s.incident.event(id).unwrap().body().typed.as_deref(), kept);
    }
}

#[test]
fn texts_are_bounded() {
    let mut s = sample();
    assert_eq!(
        refusal(&mut s, Command::Record(event(Kind::Note, None, " \n "))),
        Refusal::NoText
    );
    let long = "x".repeat(MAX_TEXT + 1);
    let too_long = Refusal::TextTooLong(MAX_TEXT + 1);
    assert_eq!(
        refusal(&mut s, Command::Record(event(Kind::Note, None, &long))),
        too_long
    );
}

#[test]
fn the_longest_text_and_title_are_taken() {
    let mut s = sample();
    let text = "x".repeat(MAX_TEXT);
    s.log(Kind::Note, None, &text);
    assert_eq!(s.texts(), [text.as_str()]);
    let title = "é".repeat(MAX_TITLE);
    s.set(FieldName::Title, &title);
    assert_eq!(s.incident.value(FieldName::Title), Some(title.as_str()));
}

#[test]
fn all_that_is_given_is_recorded() {
    let mut s = sample();
    let evidence = vec![EvidenceRef {
        sha256: "ab".repeat(32),
        bytes: 7,
        name: Some("graph.png".to_owned()),
    }];
    let timing = Timing {
        at: Moment::parse("2023-03-25T09:10:00-05:00"),
        approximate: true,
        ..Timing::default()
    };
    let id = s
        .command(Command::Record(NewEvent {
            via: Some(Via::Person),
            when: When::Given(timing),
            typed: Some("d: a call".to_owned()),
            evidence: evidence.clone(),
            ..event(Kind::Detection, None, "a call")
        }))
        .unwrap();
    let expected = EventBody {
        kind: Kind::Detection,
        via: Some(Via::Person),
        text: "a call".to_owned(),
        timing,
        typed: Some("d: a call".to_owned()),
        evidence,
        ..EventBody::default()
    };
    assert_eq!(s.incident.event(id).unwrap().body(), &expected);
}

#[test]
fn an_action_item_keeps_all_that_is_given_and_the_line_where_it_differs() {
    let mut s = sample();
    for (typed, kept) in [
        ("t: test upgrades", Some("t: test upgrades")),
        ("test upgrades", None),
    ] {
        let new = NewActionItem {
            text: "test upgrades".to_owned(),
            owner: Some("bo".to_owned()),
            due: "2023-04-30".parse().ok(),
            purpose: Some(Purpose::Prevent),
            priority: Some("P1".to_owned()),
            done: false,
            typed: Some(typed.to_owned()),
        };
        let id = s.command(Command::AddActionItem(new)).unwrap();
        let mut items = s.incident.action_items();
        let item = items.find(|(item, _)| item.id == id);
        let expected = ActionItemBody {
            text: "test upgrades".to_owned(),
            owner: Some("bo".to_owned()),
            due: "2023-04-30".parse().ok(),
            purpose: Some(Purpose::Prevent),
            priority: Some("P1".to_owned()),
            typed: kept.map(str::to_owned),
            done: false,
        };
        assert_eq!(item.map(|(_, body)| body), Some(&expected));
    }
    let numbers: Vec<u32> = s.incident.action_items().map(|(item, _)| item.number).collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn a_change_names_the_one_that_its_writer_saw() {
    let mut s = sample();
    let first = s.set(FieldName::Impact, "some users");
    let second = s.set(FieldName::Impact, "75% of users");
    let seen: Vec<_> = s
        .incident
        .field_history(FieldName::Impact)
        .map(|version| (version.id, version.replaces))
        .collect();
    assert_eq!(seen, [(first, None), (second, Some(first))]);
    let closed = s.command(Command::Close { at: None }).unwrap();
    let reopened = s.command(Command::Reopen).unwrap();
    let replaced = s
        .incident
        .status_record()
        .map(|version| (version.id, version.replaces));
    assert_eq!(replaced, Some((reopened, Some(closed))));
}

#[test]
fn a_range_has_both_ends_in_order() {
    let mut s = sample();
    let range = |at: Option<&str>, until: &str| {
        let at = at.and_then(Moment::parse);
        let timing = Timing {
            at,
            until: Moment::parse(until),
            ..Timing::default()
        };
        Command::Record(NewEvent {
            when: When::Given(timing),
            ..event(Kind::Note, None, "x")
        })
    };
    let early = range(Some("2023-03-25T10:00:00-05:00"), "2023-03-25T09:00:00-05:00");
    assert_eq!(refusal(&mut s, early), Refusal::EndsBeforeItBegins);
    let headless = range(None, "2023-03-25T09:00:00-05:00");
    assert_eq!(refusal(&mut s, headless), Refusal::EndWithoutBeginning);
    let at_once = range(Some("2023-03-25T10:00:00-05:00"), "2023-03-25T10:00:00-05:00");
    assert!(s.command(at_once).is_ok());
    let across_offsets = range(Some("2023-03-25T10:00:00-05:00"), "2023-03-25T15:30:00+00:00");
    assert!(s.command(across_offsets).is_ok());
}

#[test]
fn a_dead_end_ends_the_one_open_hypothesis() {
    let mut s = sample();
    let network = s.log(Kind::Hypothesis, None, "network?");
    let first = s.log(Kind::RuledOut, None, "not the network");
    assert_eq!(s.incident.event(first).unwrap().body().ends, Some(network));
    let none_open = s.log(Kind::RuledOut, None, "nor anything else");
    assert_eq!(s.incident.event(none_open).unwrap().body().ends, None);
    s.log(Kind::Hypothesis, None, "database?");
    s.log(Kind::Hypothesis, None, "disk?");
    let two_open = s.log(Kind::RuledOut, None, "which?");
    assert_eq!(s.incident.event(two_open).unwrap().body().ends, None);
}

#[test]
fn only_hypotheses_are_ended_and_only_by_what_can() {
    let mut s = sample();
    let note = s.log(Kind::Note, None, "a note");
    let hypothesis = s.log(Kind::Hypothesis, None, "network?");
    let ending = |kind, ends| {
        Command::Record(NewEvent {
            ends: Some(ends),
            ..event(kind, None, "x")
        })
    };
    assert_eq!(
        refusal(&mut s, ending(Kind::Cause, note)),
        Refusal::NoHypothesis(1)
    );
    assert_eq!(
        refusal(&mut s, ending(Kind::Fix, hypothesis)),
        Refusal::EndsNothing(Kind::Fix)
    );
    let cause = s.command(ending(Kind::Cause, hypothesis)).unwrap();
    assert_eq!(s.incident.event(cause).unwrap().body().ends, Some(hypothesis));
}

#[test]
fn recovery_is_a_tag() {
    let mut s = sample();
    let new = NewEvent {
        ends_impact: true,
        ..event(Kind::Mitigation, None, "rolled back")
    };
    let id = s.command(Command::Record(new)).unwrap();
    assert!(s.incident.event(id).unwrap().says_recovered());
}

#[test]
fn fields_hold_what_they_can() {
    let mut s = sample();
    let value = |text: &str| FieldChange::Value(text.to_owned());
    for (field, text, stored) in [
        (FieldName::Severity, "SEV2", Some("2")),
        (FieldName::Severity, "9", None),
        (FieldName::Zone, "europe/paris", Some("Europe/Paris")),
        (FieldName::Zone, "Mars/Base", None),
        (FieldName::Title, " Login \n down ", Some("Login down")),
        (FieldName::Title, "\t", None),
        (FieldName::Impact, " 75% ", Some(" 75% ")),
        (FieldName::Impact, "", None),
    ] {
        match (s.command(set(field, value(text))), stored) {
            (Ok(_), Some(stored)) => assert_eq!(s.incident.value(field), Some(stored), "{text:?}"),
            (Err(_), None) => {}
            (outcome, expected) => panic!("{field:?} {text:?}: {outcome:?}, not {expected:?}"),
        }
    }
}

#[test]
fn only_lists_grow_and_some_fields_stay() {
    let mut s = sample();
    for FieldRow { name, list, .. } in FieldName::ROWS {
        let outcome = s.command(set(*name, FieldChange::Add("x".to_owned())));
        assert_eq!(outcome.is_ok(), *list, "{name:?}");
    }
    assert_eq!(
        refusal(&mut s, set(FieldName::Title, FieldChange::Clear)),
        Refusal::NotClearable(FieldName::Title)
    );
    assert!(s.command(set(FieldName::Severity, FieldChange::Clear)).is_ok());
}

#[test]
fn only_what_a_list_has_is_taken_out_or_amended() {
    let mut s = sample();
    let amend = |entry: &str, to: &str| FieldChange::Amend {
        entry: entry.to_owned(),
        to: to.to_owned(),
    };
    let remove = |entry: &str| FieldChange::Remove(entry.to_owned());
    let (field, impact) = (FieldName::Links, FieldName::Impact);
    for entry in ["a", "b"] {
        s.command(set(field, FieldChange::Add(entry.to_owned()))).unwrap();
    }
    let there = |entry: &str| entry.to_owned();
    for (field, change, why) in [
        (impact, remove("a"), Refusal::NotAList(impact)),
        (impact, amend("a", "b"), Refusal::NotAList(impact)),
        (
            field,
            remove("c"),
            Refusal::NoSuchEntry {
                field,
                entry: there("c"),
            },
        ),
        (
            field,
            amend("c", "d"),
            Refusal::NoSuchEntry {
                field,
                entry: there("c"),
            },
        ),
        (
            field,
            amend("a", "b"),
            Refusal::ThereAlready {
                field,
                entry: there("b"),
            },
        ),
        (field, amend("a", "a"), Refusal::NothingChanges),
        (field, amend("a", " "), Refusal::NoText),
    ] {
        assert_eq!(refusal(&mut s, set(field, change.clone())), why, "{change:?}");
    }
    assert_eq!(s.incident.values(field), ["a", "b"]);
}

#[test]
fn closing_twice_is_refused() {
    let mut s = sample();
    s.command(Command::Close { at: None }).unwrap();
    assert_eq!(
        refusal(&mut s, Command::Close { at: None }),
        Refusal::AlreadyClosed
    );
}

#[test]
fn titles_are_one_visible_line() {
    let s = sample();
    let open = |title: &str| {
        decide_opening(
            NewIncident {
                title: title.to_owned(),
                severity: None,
                zone: Zone::Utc,
                at: None,
            },
            s.now(),
        )
    };
    assert_eq!(open("   "), Err(Refusal::NoTitle));
    assert_eq!(
        open(&"é".repeat(MAX_TITLE + 1)),
        Err(Refusal::TitleTooLong(MAX_TITLE + 1))
    );
    let Ok(Op::Open(opening)) = open("../../x\n🔥") else {
        panic!("refused")
    };
    assert_eq!(opening.title, "../../x 🔥");
}

#[test]
fn a_dead_end_that_repeats_one_open_hypothesis_ends_that_one() {
    for (others, text, ended) in [
        (&["The DNS cache"][..], "the database, again", Some(0)),
        (&["The DNS cache"], "The DNS  cache.", Some(1)),
        (&["The DNS cache"], "not the DNS cache", None),
        (&["The DNS cache"], "?!", None),
        (&["The DNS cache", "the dns cache"], "The DNS cache", None),
        (&[], "anything", Some(0)),
    ] {
        let mut s = sample();
        let mut ids = vec![s.log(Kind::Hypothesis, None, "The database, again?")];
        ids.extend(others.iter().map(|other| s.log(Kind::Hypothesis, None, other)));
        let dead_end = s.log(Kind::RuledOut, None, text);
        let ends = s.incident.event(dead_end).and_then(|event| event.body().ends);
        assert_eq!(ends, ended.map(|nth: usize| ids[nth]), "{others:?} {text}");
    }
    let mut s = sample();
    s.log(Kind::Hypothesis, None, "The database");
    let cause = s.log(Kind::Cause, None, "The database");
    assert_eq!(s.incident.event(cause).and_then(|event| event.body().ends), None);
}
