//! Corrections that may be made, and their outcome.

use crate::domain::command::{ActionItemChange, Command, EventChange, NewActionItem};
use crate::domain::decide::Refusal;
use crate::domain::findings;
use crate::domain::id::RecordId;
use crate::domain::incident::{Moved, Said, Status};
use crate::domain::kind::{Kind, Via};
use crate::domain::mitigations::SaidOutcome;
use crate::domain::record::{EventBody, FieldName, Op, Removed, Timing};
use crate::domain::sample::{Sample, at};
use crate::domain::time::{Moment, Precision};

fn sample() -> Sample {
    Sample::new("UTC", "2023-03-25T14:30:00Z")
}

fn amend(s: &mut Sample, event: RecordId, change: EventChange) -> Result<RecordId, Refusal> {
    s.command(Command::Amend { event, change })
}

fn words(text: &str) -> EventChange {
    EventChange {
        text: Some(text.to_owned()),
        ..EventChange::default()
    }
}

fn kind(kind: Kind) -> EventChange {
    EventChange {
        kind: Some((kind, None)),
        ..EventChange::default()
    }
}

fn timing(clock: Option<&str>, until: Option<&str>) -> EventChange {
    let moment = |clock: &str| Moment::parse(&at(clock)).unwrap();
    EventChange {
        timing: Some(Timing {
            at: clock.map(moment),
            until: until.map(moment),
            precision: Precision::Minute,
            ..Timing::default()
        }),
        ..EventChange::default()
    }
}

fn strike(event: RecordId) -> Command {
    Command::Strike { event, why: None }
}

#[test]
fn what_is_not_given_stays() {
    let mut s = sample();
    let event = s.log(Kind::Note, Some(&at("09:00")), "cause is clear");
    amend(&mut s, event, words("the cause is clear")).unwrap();
    amend(&mut s, event, kind(Kind::Cause)).unwrap();
    amend(&mut s, event, timing(Some("08:30"), None)).unwrap();
    let event = s.incident.event(event).unwrap();
    let body = event.body();
    assert_eq!((body.kind, &*body.text), (Kind::Cause, "the cause is clear"));
    assert_eq!(body.timing.at, Moment::parse(&at("08:30")));
    assert_eq!(event.first().text, "cause is clear", "the original stays");
    assert_eq!(event.history().count(), 4);
}

#[test]
fn who_noticed_goes_with_a_detection() {
    let mut s = sample();
    let event = s.log(Kind::Note, None, "latency");
    let alert = EventChange {
        kind: Some((Kind::Detection, Some(Via::Monitor))),
        ..EventChange::default()
    };
    for (change, via) in [
        (alert, Some(Via::Monitor)),
        (words("latency is up"), Some(Via::Monitor)),
        (kind(Kind::Impact), None),
    ] {
        amend(&mut s, event, change).unwrap();
        assert_eq!(s.incident.event(event).unwrap().body().via, via);
    }
}

#[test]
fn a_dead_end_made_by_hand_ends_the_open_hypothesis_and_no_other_kind_does() {
    let mut s = sample();
    let suspicion = s.log(Kind::Hypothesis, None, "the network?");
    let event = s.log(Kind::Note, None, "not the network");
    for (to, ends) in [
        (Kind::RuledOut, Some(suspicion)),
        (Kind::Cause, Some(suspicion)),
        (Kind::Note, None),
    ] {
        amend(&mut s, event, kind(to)).unwrap();
        assert_eq!(s.incident.event(event).unwrap().body().ends, ends, "{to:?}");
    }
    amend(&mut s, suspicion, kind(Kind::RuledOut)).unwrap();
    assert_eq!(
        s.incident.event(suspicion).unwrap().body().ends,
        None,
        "never itself"
    );
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut s = sample();
    let event = s.log(Kind::Note, Some(&at("09:00")), "x");
    let nothing = RecordId::new(uuid::Uuid::from_u128(1));
    for (change, refusal) in [
        (words(" "), Refusal::NoText),
        (words("x"), Refusal::NothingChanges),
        (EventChange::default(), Refusal::NothingChanges),
        (timing(Some("09:00"), Some("08:00")), Refusal::EndsBeforeItBegins),
        (timing(None, Some("08:00")), Refusal::EndWithoutBeginning),
    ] {
        assert_eq!(amend(&mut s, event, change), Err(refusal));
    }
    assert_eq!(amend(&mut s, nothing, words("y")), Err(Refusal::NoSuchEvent));
    assert_eq!(s.command(strike(nothing)), Err(Refusal::NoSuchEvent));
    s.command(strike(event)).unwrap();
    assert_eq!(s.command(strike(event)), Err(Refusal::Struck(1)));
    assert_eq!(amend(&mut s, event, words("y")), Err(Refusal::Struck(1)));
}

#[test]
fn undo_goes_back_record_by_record_and_passes_undos() {
    let mut s = sample();
    let event = s.log(Kind::Note, None, "one");
    amend(&mut s, event, words("two")).unwrap();
    s.set(FieldName::Impact, "some");
    s.command(Command::Close { at: None }).unwrap();
    s.command(strike(event)).unwrap();
    let text = |s: &Sample| s.texts().first().map(ToString::to_string);
    let undo = |s: &mut Sample| s.command(Command::Undo);

    undo(&mut s).unwrap();
    assert_eq!(text(&s).as_deref(), Some("two"), "the strike");
    undo(&mut s).unwrap();
    assert_eq!(s.incident.status(), Status::Open, "the closing");
    undo(&mut s).unwrap();
    assert_eq!(s.incident.value(FieldName::Impact), None, "the field");
    undo(&mut s).unwrap();
    assert_eq!(text(&s).as_deref(), Some("one"), "the correction");
    undo(&mut s).unwrap();
    assert_eq!(text(&s), None, "the event");
    assert_eq!(undo(&mut s), Err(Refusal::NothingToUndo), "the incident stays");
}

#[test]
fn redo_goes_forward_again_as_an_editor_does() {
    let mut s = sample();
    for text in ["one", "two", "three"] {
        s.log(Kind::Note, None, text);
    }
    let step = |s: &mut Sample, command| {
        s.command(command).unwrap();
        s.texts().join(" ")
    };
    for (command, left) in [
        (Command::Undo, "one two"),
        (Command::Undo, "one"),
        (Command::Redo, "one two"),
        (Command::Undo, "one"),
        (Command::Redo, "one two"),
        (Command::Redo, "one two three"),
        (Command::Undo, "one two"),
    ] {
        assert_eq!(step(&mut s, command), left);
    }
    s.log(Kind::Note, None, "four");
    assert_eq!(
        step(&mut s, Command::Redo),
        "one two three four",
        "nothing is lost by going on"
    );
    assert_eq!(s.command(Command::Redo), Err(Refusal::NothingToRedo));
    assert_eq!(
        step(&mut s, Command::Undo),
        "one two four",
        "what came back last goes first"
    );
    assert_eq!(step(&mut s, Command::Undo), "one two");
}

#[test]
fn every_kind_of_record_comes_back() {
    let mut s = sample();
    let event = s.log(Kind::Note, None, "one");
    amend(&mut s, event, words("two")).unwrap();
    s.set(FieldName::Impact, "some");
    let new = NewActionItem {
        text: "add a check".to_owned(),
        ..NewActionItem::default()
    };
    s.command(Command::AddActionItem(new)).unwrap();
    s.command(strike(event)).unwrap();
    s.command(Command::Close { at: None }).unwrap();
    let all = |s: &Sample| {
        (
            s.incident.events().to_vec(),
            s.incident.value(FieldName::Impact).map(str::to_owned),
            s.incident.action_items().count(),
            s.incident.status(),
        )
    };
    let before = all(&s);
    while s.command(Command::Undo).is_ok() {}
    assert_ne!(all(&s), before);
    while s.command(Command::Redo).is_ok() {}
    assert_eq!(all(&s), before);
}

#[test]
fn a_step_goes_and_comes_back_as_one() {
    let mut s = sample();
    s.log(Kind::Note, None, "before");
    let first = s.log(Kind::Note, None, "a");
    s.batch = Some(first);
    s.log(Kind::Note, None, "b");
    let new = NewActionItem {
        text: "c".to_owned(),
        ..NewActionItem::default()
    };
    s.command(Command::AddActionItem(new)).unwrap();
    // Bo claims that his record is a part of it.
    s.hand_over("bo-desk-1111");
    s.log(Kind::Note, None, "bo's");
    s.hand_over("ana-laptop-7k3q");
    s.batch = None;
    amend(&mut s, first, words("A")).unwrap();
    let left = |s: &Sample| (s.texts().join(" "), s.incident.action_items().count());
    s.command(Command::Undo).unwrap();
    assert_eq!(left(&s), ("before a b bo's".to_owned(), 1), "the correction");
    let undo = s.command(Command::Undo).unwrap();
    assert_eq!(left(&s), ("before bo's".to_owned(), 0));
    let Some(Moved::Withdrawn(records)) = s.incident.moved_by(undo) else {
        panic!("it withdrew something");
    };
    assert_eq!(s.incident.named(records), "2 events and 1 todo at once, 'a' ...");
    s.command(Command::Redo).unwrap();
    assert_eq!(left(&s), ("before a b bo's".to_owned(), 1));
    s.hand_over("bo-desk-1111");
    s.command(Command::Undo).unwrap();
    assert_eq!(left(&s), ("before a b".to_owned(), 1), "bo's own alone");
}

#[test]
fn what_is_added_to_a_step_that_was_undone_stands_and_goes_on_its_own() {
    let mut s = sample();
    let first = s.log(Kind::Note, None, "a");
    s.command(Command::Undo).unwrap();
    s.batch = Some(first);
    s.log(Kind::Note, None, "b");
    assert_eq!(s.texts(), ["b"]);
    s.command(Command::Undo).unwrap();
    assert!(s.texts().is_empty());
    s.command(Command::Redo).unwrap();
    assert_eq!(s.texts(), ["b"]);
    s.command(Command::Redo).unwrap();
    assert_eq!(s.texts(), ["a", "b"]);
}

#[test]
fn nobody_takes_back_or_brings_back_for_another() {
    let mut s = sample();
    let event = s.log(Kind::Note, None, "ana's");
    s.hand_over("bo-desk-1111");
    s.write(Op::Undo { replaces: event });
    assert_eq!(s.texts(), ["ana's"]);
    s.hand_over("ana-laptop-7k3q");
    let undo = s.command(Command::Undo).unwrap();
    s.hand_over("bo-desk-1111");
    assert_eq!(s.command(Command::Redo), Err(Refusal::NothingToRedo));
    s.write(Op::Redo { replaces: undo });
    assert!(s.texts().is_empty());
}

#[test]
fn nobody_undoes_what_others_recorded() {
    let mut s = sample();
    s.log(Kind::Note, None, "ana's");
    s.hand_over("bo-desk-1111");
    assert_eq!(s.command(Command::Undo), Err(Refusal::NothingToUndo));
    let own = s.log(Kind::Note, None, "bo's");
    let undo = s.command(Command::Undo).unwrap();
    assert_eq!(s.incident.moved_by(undo), Some(Moved::Withdrawn(&[own])));
    assert_eq!(s.texts(), ["ana's"]);
}

#[test]
fn a_history_tells_every_version_and_what_came_after_the_close() {
    let mut s = sample();
    let event = s.log(Kind::Note, None, "one");
    s.command(Command::Close { at: None }).unwrap();
    amend(&mut s, event, words("two")).unwrap();
    s.command(Command::Undo).unwrap();
    amend(&mut s, event, words("three")).unwrap();
    let why = Some("twice".to_owned());
    s.command(Command::Strike { event, why }).unwrap();
    let event = s.incident.event(event).unwrap();
    let told: Vec<_> = event
        .history()
        .map(|step| {
            let said = match step.said {
                Said::First(body) | Said::Amended(body) | Said::Removed(body) => &*body.text,
                Said::Struck(why) => why.unwrap_or_default(),
            };
            (said, step.undone, step.after_close)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("one", false, false),
            ("two", true, true),
            ("three", false, true),
            ("twice", false, true)
        ]
    );
    assert!(event.is_amended_after_close() && !event.after_close && event.is_struck());
}

#[test]
fn only_a_closed_incident_is_reopened() {
    let mut s = sample();
    assert_eq!(s.command(Command::Reopen), Err(Refusal::NotClosed));
    s.command(Command::Close { at: None }).unwrap();
    s.command(Command::Reopen).unwrap();
    assert_eq!(s.incident.status(), Status::Open);
    s.command(Command::Undo).unwrap();
    assert_ne!(s.incident.status(), Status::Open, "closed as before");
}

#[test]
fn action_items_are_changed_and_done() {
    let mut s = sample();
    let new = NewActionItem {
        text: "add a check".to_owned(),
        owner: Some("bo".to_owned()),
        ..NewActionItem::default()
    };
    let item = s.command(Command::AddActionItem(new)).unwrap();
    let amend = |s: &mut Sample, change| s.command(Command::AmendActionItem { item, change });
    let done = ActionItemChange {
        done: Some(true),
        owner: Some(None),
        ..ActionItemChange::default()
    };
    amend(&mut s, done.clone()).unwrap();
    assert_eq!(amend(&mut s, done), Err(Refusal::NothingChanges));
    let empty = ActionItemChange {
        text: Some(" ".to_owned()),
        ..ActionItemChange::default()
    };
    assert_eq!(amend(&mut s, empty), Err(Refusal::NoText));
    let (_, body) = s.incident.action_items().next().unwrap();
    assert_eq!(
        (&*body.text, body.done, &body.owner),
        ("add a check", true, &None)
    );
    s.command(Command::Undo).unwrap();
    assert!(!s.incident.action_items().next().unwrap().1.done);
    let change = ActionItemChange::default();
    let item = RecordId::new(uuid::Uuid::from_u128(1));
    let nothing = s.command(Command::AmendActionItem { item, change });
    assert_eq!(nothing, Err(Refusal::NoSuchActionItem));
}

#[test]
fn a_silenced_finding_comes_back_when_it_is_about_other_events() {
    let mut s = sample();
    let untimed = |s: &Sample| {
        let found = findings::review(&s.incident, &findings::Policy::default()).into_iter();
        found
            .filter(|finding| finding.rule == "events_untimed")
            .collect::<Vec<_>>()
    };
    s.untimed(Kind::Note, "some day");
    let found = untimed(&s).remove(0);
    let silence = |why: &str| Command::Silence {
        rule: found.rule.to_owned(),
        events: found.events.clone(),
        why: why.to_owned(),
    };
    assert_eq!(s.command(silence(" ")), Err(Refusal::NoText));
    s.command(silence("nobody knows")).unwrap();
    assert!(untimed(&s).is_empty());
    s.untimed(Kind::Note, "another day");
    assert_eq!(untimed(&s).len(), 1);
    s.command(Command::Undo).unwrap();
    s.command(Command::Undo).unwrap();
    assert_eq!(untimed(&s).len(), 1, "the silencing was taken back");
}

#[test]
fn an_event_is_left_out_of_drafts_and_stands_in_them_again_with_its_tags() {
    let mut s = sample();
    let event = s.write(Op::Event(EventBody {
        text: "a blameful remark".to_owned(),
        tags: vec!["noise".to_owned()],
        ..EventBody::default()
    }));
    let hide = |s: &mut Sample, hidden| s.command(Command::Hide { event, hidden });
    assert_eq!(hide(&mut s, false), Err(Refusal::NothingChanges));
    for (hidden, tags) in [(true, &["noise", "hidden"][..]), (false, &["noise"])] {
        hide(&mut s, hidden).unwrap();
        let shown = s.incident.event(event).unwrap();
        assert_eq!(
            (shown.is_hidden(), &*shown.body().tags),
            (hidden, &*strings(tags))
        );
        assert_eq!(hide(&mut s, hidden), Err(Refusal::NothingChanges));
    }
}

#[test]
fn a_mitigation_helped_or_failed_and_nothing_else_did() {
    use SaidOutcome::{Failed, Helped};
    let mut s = sample();
    let note = s.log(Kind::Note, None, "rolled back?");
    let event = s.log(Kind::Mitigation, None, "rolled back");
    for (said, tags) in [
        (Some(Helped), &["helped"][..]),
        (Some(Failed), &["failed"]),
        (None, &[]),
    ] {
        amend(&mut s, event, EventChange::of_outcome(said)).unwrap();
        let now = s.incident.event(event).unwrap();
        assert_eq!(&*now.body().tags, &*strings(tags));
        assert!(!now.is_amended(), "its words are the same");
        let again = amend(&mut s, event, EventChange::of_outcome(said));
        assert_eq!(again, Err(Refusal::NothingChanges));
    }
    s.command(Command::Undo).unwrap();
    assert_eq!(s.incident.event(event).unwrap().tags(), ["failed"]);
    let helped = || EventChange::of_outcome(Some(Helped));
    assert_eq!(amend(&mut s, note, helped()), Err(Refusal::NoMitigation(1)));
    let change = EventChange {
        kind: kind(Kind::Mitigation).kind,
        ..helped()
    };
    amend(&mut s, note, change).unwrap();
    assert_eq!(s.incident.event(note).unwrap().tags(), ["helped"]);
}

fn strings(of: &[&str]) -> Vec<String> {
    of.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn what_cannot_be_read_cannot_be_changed() {
    let mut s = sample();
    let foreign = s.write(Op::Foreign {
        version: 2,
        name: "vote".to_owned(),
    });
    let redacted = s.write(Op::Redacted {
        was: Removed::Event(None),
        redacted_by: "ana@laptop".to_owned(),
        redacted_at: s.clock,
    });
    for (number, event) in [(1, foreign), (2, redacted)] {
        let unreadable = Err(Refusal::Unreadable(number));
        assert_eq!(amend(&mut s, event, words("other words")), unreadable);
        let hidden = true;
        assert_eq!(s.command(Command::Hide { event, hidden }), unreadable);
    }
}
