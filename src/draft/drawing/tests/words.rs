//! The words of a drawing, and the demo incident as it is drawn.

use super::samples::{at, demo, empty, outage, weeks};
use super::*;
use crate::domain::command::{Command, NewEvent};
use crate::domain::kind::{Kind, Via};
use crate::domain::sample::event;

/// The words of a drawing in the order of its elements.
fn words(incident: &Incident) -> Vec<String> {
    let drawing = drawn(incident, Form::Embedded).expect("something to draw");
    texts(&drawing.shapes)
        .into_iter()
        .map(|(words, _)| words)
        .collect()
}

#[test]
fn the_demo_as_it_is_drawn() {
    insta::assert_snapshot!(text(&demo().incident, Form::Alone));
}

#[test]
fn milestones_have_flags_and_the_bar_its_length() {
    let mut s = empty("UTC");
    let noticed = NewEvent {
        via: Some(Via::Monitor),
        ..event(Kind::Detection, Some(&at(4)), "alert: 502")
    };
    s.log(Kind::Change, Some(&at(-5)), "Certificate renewed");
    s.log(Kind::Impact, Some(&at(0)), "a third of the orders fails");
    s.command(Command::Record(noticed)).expect("a good event");
    s.log(Kind::Hypothesis, Some(&at(12)), "Database connections exhausted?");
    s.log(Kind::RuledOut, Some(&at(28)), "They are not");
    s.log(Kind::Cause, Some(&at(43)), "The chain lacks a link");
    s.log(Kind::Mitigation, Some(&at(49)), "Old certificate back #helped");
    s.log(Kind::Resolution, Some(&at(91)), "All orders pass");
    let words = words(&s.incident);
    for expected in [
        "Certificate renewed",
        "11:55 · 5 min before",
        "Impact began",
        "12:00",
        "Noticed by a monitor",
        "12:04 · +4 min",
        "Cause known",
        "12:43 · +43 min",
        "Impact reduced",
        "12:49 · +49 min",
        "Resolved",
        "13:31 · +1 h 31 min",
        "1 h 31 min",
        "Database connections exhausted · 16 min, dead end",
        "no update recorded",
        "nothing for 42 min",
        "users affected",
        "reduced",
        "mitigation that helped",
        "All 8 entries",
        "UTC",
        "3 Mar",
        "12:10",
    ] {
        assert!(
            words.iter().any(|word| word == expected),
            "{expected}: {words:#?}"
        );
    }
    assert!(!words.iter().any(|word| word == "worse"), "{words:#?}");
}

#[test]
fn a_start_that_is_not_recorded_and_an_end_that_is_not_say_so() {
    let mut s = empty("UTC");
    s.log(Kind::Detection, Some(&at(0)), "users call in");
    s.log(Kind::Hypothesis, Some(&at(20)), "The disk is slow");
    s.log(Kind::Note, Some(&at(50)), "looking");
    let words = words(&s.incident);
    for expected in [
        "Noticed by people",
        "12:00 · start not recorded",
        "50 min by the last entry",
        "The disk is slow · never closed",
    ] {
        assert!(
            words.iter().any(|word| word == expected),
            "{expected}: {words:#?}"
        );
    }
}

#[test]
fn shortened_silences_are_said_above_and_inside() {
    let words = words(&weeks().incident);
    for expected in [
        "Whole, to scale",
        "hatched: without an entry, shortened below",
        "Relapse",
        "28 d 3 h",
    ] {
        assert!(
            words.iter().any(|word| word == expected),
            "{expected}: {words:#?}"
        );
    }
    assert!(
        words
            .iter()
            .any(|word| word.ends_with("without an entry") && word.contains(" d")),
        "{words:#?}"
    );
}

#[test]
fn only_a_page_is_linked_and_only_a_file_is_stamped() {
    let s = outage(12, 91);
    let (alone, embedded) = (text(&s.incident, Form::Alone), text(&s.incident, Form::Embedded));
    assert!(is_untouched(&alone) && !is_untouched(&embedded));
    assert!(!alone.contains("<a ") && embedded.contains("<a href=\"#e1\">"));
    assert!(alone.contains(">Login down</text>") && !embedded.contains(">Login down</text>"));
    assert!(alone.contains("Users affected: 1 h 31 min"), "{alone}");
}

#[test]
fn words_of_records_stay_words() {
    let mut s = empty("UTC");
    s.log(
        Kind::Hypothesis,
        Some(&at(0)),
        "</text><script>alert(1)</script> \u{202e}\u{1b}[2J & \"x\"",
    );
    check(&s.incident);
    let text = text(&s.incident, Form::Embedded);
    assert!(
        !text.contains("<script") && text.contains("&lt;script&gt;"),
        "{text}"
    );
    assert!(!text.contains(['\u{202e}', '\u{1b}']), "{text}");
}

#[test]
fn a_hidden_entry_is_not_drawn() {
    let mut s = outage(12, 91);
    let id = s.log(Kind::Change, Some(&at(30)), "the secret lever");
    assert!(text(&s.incident, Form::Embedded).contains("the secret lever"));
    s.command(Command::Hide {
        event: id,
        hidden: true,
    })
    .expect("it can be hidden");
    assert!(!text(&s.incident, Form::Embedded).contains("the secret lever"));
}
