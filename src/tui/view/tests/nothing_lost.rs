//! Whatever takes the place of what is being typed or pasted, nothing of it is lost, and none of it goes elsewhere.

use super::*;
use crate::app::keymap::{Context, rows_of};
use crate::app::model::Overlay;
use crate::app::screen::ask::{About, open};
use crate::app::screen::confirm;

const PASTE: &str = "first pasted line\nsecond pasted line";

fn paste(stage: &mut Stage) {
    stage.send(Msg::Input(Input::Paste(PASTE.to_owned())));
}

/// All that Alt-P would bring back, and what lies over the screen.
fn kept(stage: &Stage) -> String {
    let model = &stage.model;
    let composers = model.composers.values();
    let lines = composers.flat_map(|composer| {
        let mut all = composer.history().to_vec();
        all.push(composer.field.text().to_owned());
        all
    });
    let over = model.overlay.iter().flat_map(Overlay::typed).map(str::to_owned);
    lines.chain(over).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_key_that_works_everywhere_loses_an_answer_or_a_paste() {
    for row in rows_of(Context::Everywhere) {
        for key in row.keys {
            let mut stage = Stage::live((80, 24));
            open(&mut stage.model, About::Value(FieldName::Impact), "");
            stage.press("half of all users");
            stage.send(Msg::Input(Input::Key(*key)));
            assert!(kept(&stage).contains("half of all users"), "an answer, {key}");
            for split in ["", "s"] {
                let mut stage = Stage::live((80, 24));
                paste(&mut stage);
                stage.press(split);
                stage.send(Msg::Input(Input::Key(*key)));
                assert!(
                    kept(&stage).contains("second pasted line"),
                    "a paste, {key} {split}"
                );
            }
        }
    }
}

#[test]
fn ctrl_c_puts_a_paste_aside() {
    let mut stage = Stage::live((80, 24));
    paste(&mut stage);
    stage.press("<ctrl-c><alt-p>");
    assert_eq!(stage.line(), PASTE);
}

#[test]
fn a_paste_that_came_while_the_incident_started_is_for_it() {
    let mut stage = Stage::new((80, 24));
    stage.disk = Disk::Hangs;
    stage.model.starting = Some(stage.model.pend("Login is down".to_owned(), None));
    paste(&mut stage);
    let live = Stage::live((80, 24));
    let id = live.sample.as_ref().unwrap().incident.id();
    stage.sample = live.sample;
    stage.disk = Disk::Works;
    stage.send(Msg::Opened {
        id,
        ticket: stage.model.starting,
        draft: None,
    });
    assert!(kept(&stage).contains("second pasted line"));
    stage.press("<enter>");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().last(),
        Some(&"first pasted line")
    );
}

#[test]
fn what_fails_late_never_takes_the_keyboard_from_under_the_hands() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Hangs;
    open(&mut stage.model, About::Value(FieldName::Impact), "");
    stage.press("all users<enter>rolled ba");
    let ticket = stage.model.pending[0].ticket;
    stage.send(Msg::NotSaved {
        ticket,
        why: "NOT saved: the disk is full.".to_owned(),
    });
    stage.press("ck");
    assert_eq!(stage.line(), "rolled back");
    assert!(kept(&stage).contains("all users"));
    snapshot!(stage, rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     NOT saved: the disk is full. It is in the history: Alt-P.
              ▸ rolled back
    ");
}

#[test]
fn a_paste_put_into_the_line_is_where_enter_records_it() {
    for keys in ["", "<tab>", "<f4>", "<f2>", "<f5>", "<f6>", "<tab><enter>"] {
        let mut stage = Stage::live((80, 24));
        stage.press(keys);
        paste(&mut stage);
        stage.press("<esc><enter>");
        assert_eq!(
            stage.sample.as_ref().unwrap().texts().last(),
            Some(&PASTE),
            "{keys}"
        );
        let incident = &stage.sample.as_ref().unwrap().incident;
        assert_eq!(incident.status(), Status::Open, "{keys}");
    }
}

#[test]
fn at_the_question_nothing_of_the_incident_behind_is_taken_back() {
    let mut stage = Stage::live((80, 24));
    let count = stage.sample.as_ref().unwrap().texts().len();
    stage.press("/new<enter>/undo<enter>");
    assert_eq!(stage.model.screen, Screen::Start);
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), count);
    assert!(stage.model.pending.is_empty());
}

#[test]
fn what_is_entered_for_an_incident_that_starts_behind_goes_to_it() {
    let mut stage = Stage::live((80, 24));
    let behind = stage.sample.as_ref().unwrap().incident.id();
    stage.disk = Disk::Hangs;
    stage.press("/new<enter>Mail is down<enter>first of mail<enter>");
    stage.press("<esc>half a line");
    let ticket = stage.model.starting.unwrap();
    let effects = update(
        &mut stage.model,
        stage.sample.as_ref().map(|sample| &sample.incident),
        Msg::StartedBehind {
            id: crate::domain::id::IncidentId::new(uuid::Uuid::from_u128(7)),
            ticket,
            title: "Mail is down".to_owned(),
        },
    );
    assert!(
        matches!(
            &effects[..],
            [Effect::Write {
                write: Write::Record(_),
                ..
            }]
        ),
        "{effects:?}"
    );
    assert_eq!(stage.model.current.as_ref().unwrap().id, behind);
    assert_eq!(stage.line(), "half a line");
    assert!(stage.model.starting.is_none() && stage.model.waiting.is_empty());
}

#[test]
fn a_failure_elsewhere_leaves_what_waits_for_a_start_alone() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Hangs;
    stage.press("of the first<enter>/new<enter>Mail is down<enter>for mail<enter>");
    let ticket = stage.model.pending[0].ticket;
    stage.send(Msg::NotSaved {
        ticket,
        why: "NOT saved".to_owned(),
    });
    assert_eq!(stage.model.waiting.len(), 1);
    assert_eq!(stage.model.pending.len(), 2);
}

#[test]
fn a_correction_that_fails_at_once_is_a_correction_again() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Fails;
    stage.press("half a line<tab>kxenot it<enter>");
    assert_eq!(stage.line(), "x: Network connectivity? not it");
    stage.disk = Disk::Works;
    stage.press("<enter>");
    let incident = &stage.sample.as_ref().unwrap().incident;
    assert!(incident.events().last().unwrap().body().ends.is_some());
    assert_eq!(stage.line(), "half a line");
}

#[test]
fn mending_begins_a_line_of_its_own_while_another_corrects() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>e<f4>m");
    assert_eq!(stage.line(), "c: ");
    stage.press("bad route<enter>");
    let incident = &stage.sample.as_ref().unwrap().incident;
    assert_eq!(incident.events().last().unwrap().body().kind, Kind::Cause);
    assert!(!incident.events()[5].is_amended());
    stage.press("r: fine<f4>m");
    assert_eq!(stage.line(), "r: ", "a line that has a kind is put aside");
    stage.press("<ctrl-u><alt-p>");
    assert_eq!(stage.line(), "r: fine");
}

#[test]
fn the_review_goes_to_an_event_that_a_filter_hides() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>fd:<enter><esc><f4>");
    let findings = stage.model.closing.findings.all().iter();
    let at = findings.take_while(|finding| finding.rule != "silence").count();
    stage.press(&"j".repeat(at)).press("m");
    snapshot!(stage, rows(8..11), @"
      10:15    +45m DEAD END Nothing obvious in the service or the database     ana
    ▌ 10:30   +1h0m HYPO     Network connectivity?  open 1h 14m              #5 ana
                             1h 8m without an entry
    ");
}

#[test]
fn what_a_filter_no_longer_shows_is_not_what_the_next_key_is_about() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "<tab>fd:<enter>cn<enter>", rows(4..5), @"▌ 09:30     +0m DETECT   Users report problems logging in                #1 ana");
    snapshot!(stage, rows(19..20), @"── timeline: only d: (1 of 6); f changes it ────────────────────────────────────");
    let selected = stage.model.current.as_ref().unwrap().timeline.selected_id();
    let incident = &stage.sample.as_ref().unwrap().incident;
    assert_eq!(
        incident.event(selected.unwrap()).unwrap().body().kind,
        Kind::Detection
    );
}

#[test]
fn whoever_does_not_say_yes_says_no() {
    let mut stage = Stage::live((80, 24));
    let count = stage.sample.as_ref().unwrap().texts().len();
    // The key that asked is no answer, and says so: the question stays.
    snapshot!(stage, "<tab><delete><delete>", rows(21..23), @"
    Delete is no answer: the question stays; Esc leaves it.
    Withdraw event 6 “Rollback being discussed with @au…”? It leaves the timeline.
    ");
    assert!(stage.model.overlay.is_some());
    stage.press("n");
    assert!(stage.model.overlay.is_none());
    // A sentence is no answer, not even where it has a y in it, and ends with Enter.
    snapshot!(stage, "<delete>they say so<enter>", rows(21..23), @"
    What you typed is no answer. Enter once more goes ahead; Esc leaves it.
    Withdraw event 6 “Rollback being discussed with @au…”? It leaves the timeline.
    ");
    stage.press("<esc>");
    assert!(stage.model.overlay.is_none() && stage.model.timeline_focused);
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), count);
    assert!(rows_of(Context::Confirm).any(|row| row.action == confirm::Action::GoAhead.into()));
}
