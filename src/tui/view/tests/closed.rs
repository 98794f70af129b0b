//! A closed incident: no line and no paste is recorded in it by a bare Enter, and none is lost.

use super::*;
use crate::app::autosave::Unsent;
use crate::app::model::Overlay;

/// The login service is up again; its incident is closed, and its timeline is shown.
fn stage(size: (u16, u16)) -> Stage {
    let mut stage = Stage::live(size);
    stage.press("<f4><enter><enter><esc>");
    assert_ne!(stage.sample.as_ref().unwrap().incident.status(), Status::Open);
    stage
}

impl Stage {
    fn title(&self) -> &str {
        self.sample.as_ref().unwrap().incident.title()
    }
}

#[test]
fn a_line_is_asked_about_and_waits_in_its_place() {
    let mut stage = stage((80, 24));
    snapshot!(stage, "payments are down", rows(21..24), @"
             ▸ payments are down
               closed: Enter asks where it belongs · now, note
    Enter asks where it belongs  / kinds  Tab timeline  ^P commands  F1 help
    ");
    stage.press("<enter>");
    insta::assert_snapshot!(stage.screen());
    stage.press("<esc>");
    assert_eq!(stage.line(), "payments are down");
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), 6);
}

#[test]
fn a_new_incident_is_started_with_the_line() {
    for (line, new, texts) in [
        ("payments are down", "<enter>", vec![]),
        ("payments are down", "n", vec![]),
        ("d: payments are down", "<enter>", vec!["payments are down"]),
    ] {
        let mut stage = stage((80, 24));
        stage.press(line).press("<enter>").press(new);
        assert_eq!(stage.title(), "payments are down");
        assert_eq!(stage.sample.as_ref().unwrap().texts(), texts);
        assert_eq!((stage.model.screen, stage.line()), (Screen::Live, ""));
    }
}

#[test]
fn a_line_that_starts_no_incident_comes_back() {
    let mut stage = stage((80, 24));
    stage.disk = Disk::Hangs;
    stage.press("payments are down<enter><enter>");
    let ticket = stage.model.starting.expect("it is being started");
    let why = "NOT saved: the disk is full.".to_owned();
    stage.send(Msg::NotSaved { ticket, why });
    assert_eq!(
        (stage.model.screen, stage.line()),
        (Screen::Start, "payments are down")
    );
}

#[test]
fn one_that_waits_at_the_question_is_put_aside_for_it() {
    let mut stage = stage((80, 24));
    stage.press("/new<enter>mail?<esc>");
    stage.disk = Disk::Hangs;
    stage.press("payments are down<enter><enter>");
    let lines = stage.model.composers[&Desk::Start].history();
    assert!(lines.contains(&"mail?".to_owned()), "{lines:?}");
}

#[test]
fn one_key_adds_it_to_the_closed_one() {
    let mut stage = stage((80, 24));
    stage.press("n: it was the pool<enter>a");
    let incident = &stage.sample.as_ref().unwrap().incident;
    let event = incident.events().last().unwrap();
    assert_eq!(event.body().text, "it was the pool");
    assert!(event.after_close);
    assert_eq!((stage.line(), stage.title()), ("", "Login down"));
    stage.press("todo: a check<enter>");
    assert!(
        matches!(stage.model.overlay, Some(Overlay::Belongs(None))),
        "each line asks"
    );
}

#[test]
fn letters_are_no_answer_and_a_correction_is_none_of_this() {
    let mut stage = stage((80, 24));
    stage.press("payments<enter>qa<enter>");
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), 6);
    assert!(matches!(stage.model.overlay, Some(Overlay::Belongs(None))));
    stage.press("<esc><ctrl-u><up>!<enter>");
    let incident = &stage.sample.as_ref().unwrap().incident;
    assert!(
        incident.events()[5].is_amended(),
        "it names its event: {}",
        stage.screen()
    );
}

#[test]
fn a_paste_is_asked_about_whole_and_split() {
    const PASTE: &str = "10:01 mail slow\n10:02 mail down";
    for (way, events) in [("", 1), ("s", 2)] {
        for screen in ["", "<f4>"] {
            let mut stage = stage((80, 24));
            stage.press(screen);
            stage.send(Msg::Input(Input::Paste(PASTE.to_owned())));
            stage.press(way).press("<enter>");
            stage.see(&["This incident is closed."]);
            assert_eq!(stage.sample.as_ref().unwrap().texts().len(), 6);
            let unsent = Unsent::of(&stage.model, stage.model.desk());
            assert_eq!(unsent.lines(), [PASTE], "it survives a kill");
            stage.press("<esc>");
            assert!(
                matches!(stage.model.overlay, Some(Overlay::Paste(_))),
                "it is still there"
            );
            stage.press("<enter>a");
            assert_eq!(stage.sample.as_ref().unwrap().texts().len(), 6 + events);
            stage.send(Msg::Input(Input::Paste(PASTE.to_owned())));
            stage.press(way).press("<enter><enter>");
            assert_eq!(stage.sample.as_ref().unwrap().texts().len(), events);
            assert_eq!(
                stage.title(),
                if events == 1 {
                    "10:01 mail slow"
                } else {
                    "mail slow"
                }
            );
        }
    }
    let mut stage = stage((80, 24));
    stage.send(Msg::Input(Input::Paste("payments are down".to_owned())));
    stage.press("<enter><esc>");
    assert_eq!(stage.line(), "payments are down");
}

#[test]
fn the_question_is_small_too() {
    let mut stage = stage((40, 10));
    snapshot!(stage, "payments are down<enter>", @"
    CLOSED SEV1 Login down           11:44
                    open 1h 14m
                    1h 8m without an entry
     11:38 NOTE     Rollback being
                    discussed with
                    @auth-team
                    recorded 11:44
    This incident is closed. Is “payments
    are down” a new one, or part of it?
    Enter new one  a part of it  Esc back
    ");
}

#[test]
fn a_paste_for_a_new_incident_takes_no_other_line_and_what_waits_at_the_question_is_kept() {
    let mut stage = stage((80, 24));
    stage.press("<ctrl-p>new<enter>maybe dns<esc>");
    assert_eq!(stage.line(), "");
    stage.send(Msg::Input(Input::Paste(
        "alert one fires\nalert two fires\n".to_owned(),
    )));
    stage.press("<enter>n");
    assert_eq!(stage.title(), "alert one fires", "{}", stage.screen());
}
