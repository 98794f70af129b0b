//! The close screen: the draft, Enter once and once more, and lines typed there.

use super::*;

#[test]
fn closing_shows_what_is_missing_beside_the_draft() {
    let mut stage = Stage::live((100, 30));
    stage.press("/close<enter>");
    insta::assert_snapshot!(stage.screen());
    stage.press("<esc>");
    assert_eq!(stage.model.screen, Screen::Live);
    snapshot!(stage, "<f4><enter>", rows(0..4), @"
     Closed: Login down                                                  ! contradiction  * gap  - hint
    ─────────────────────────────────────────── draft: classic ─────────────────────────────────────────
     Questions                              │Login down
    ▌* No cause is recorded: add what it    │
    ");
    snapshot!(stage, rows(28..29), @" Draft written: /home/ana/drafts/login-down.md");
    // Who closes is not told who did.
    stage.see_no(&["closed the incident"]);
    stage.press("y");
    assert_eq!(
        stage.asked,
        [Effect::Copy("/home/ana/drafts/login-down.md".to_owned())]
    );
}

#[test]
fn typing_on_the_close_screen_writes_nothing_and_closes_nothing() {
    let mut stage = Stage::live((80, 24));
    let count = stage.sample.as_ref().unwrap().texts().len();
    stage.press("<f4>db down<enter>");
    let status = |stage: &Stage| stage.sample.as_ref().unwrap().incident.status();
    assert_eq!(status(&stage), Status::Open);
    snapshot!(stage, rows(21..24), @r#"
      "Nothing obvious in the      │Timeline
    What you typed is no answer. Enter once more goes ahead; Esc leaves it.
    Enter close and write  j next  m amend it  s accept it  t template  PgDn draft
    "#);
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), count);
    stage.press("idb is down again<enter>");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().last(),
        Some(&"db is down again")
    );
    stage.press("<f4><enter>");
    assert_ne!(status(&stage), Status::Open);
}

#[test]
fn a_draft_that_would_contradict_itself_is_asked_about_once_more() {
    let mut stage = Stage::live((80, 24));
    stage
        .sample
        .as_mut()
        .unwrap()
        .log(Kind::Impact, Some("2023-03-25T09:33:00-05:00"), "worse");
    stage
        .sample
        .as_mut()
        .unwrap()
        .log(Kind::Resolution, Some("2023-03-25T09:20:00-05:00"), "too early");
    stage.press("<f4><enter>");
    assert_eq!(
        stage.sample.as_ref().unwrap().incident.status(),
        Status::Open,
        "{}",
        stage.screen()
    );
    stage.press("<enter>");
    assert_ne!(stage.sample.as_ref().unwrap().incident.status(), Status::Open);
    stage.press("<enter>");
    assert_eq!(
        stage.asked,
        [Effect::Draft(Drafting::Anew)],
        "once closed, Enter writes the draft anew"
    );
}

#[test]
fn a_draft_that_is_no_longer_what_the_review_shows_is_said_with_the_key_that_writes_it_anew() {
    let mut stage = Stage::live((100, 24));
    stage.press("<f4><enter>");
    let says = "The draft on disk is older than this one; Enter writes it anew.";
    stage.see_no(&[says]);
    let sample = stage.sample.as_mut().unwrap();
    sample.log(Kind::Cause, Some("2023-03-25T11:40:00-05:00"), "a bad upgrade");
    let id = sample.incident.id();
    stage.send(Msg::Changed { damage: 0 });
    stage.see(&[says]);
    stage.press("<esc>");
    let elsewhere = "the draft is old: F4, Enter writes it anew";
    stage.see(&[elsewhere]);
    stage.press("<f4><enter>");
    let draft = "/home/ana/drafts/login-down.md";
    stage.send(Msg::Closed {
        id,
        draft: draft.into(),
    });
    stage.see_no(&[says]);
}

#[test]
fn the_draft_of_a_closed_incident_is_looked_at_when_it_is_shown() {
    let mut stage = Stage::live((100, 24));
    let sample = stage.sample.as_mut().unwrap();
    sample.command(Command::Close { at: None }).unwrap();
    let id = sample.incident.id();
    let draft = std::path::PathBuf::from("/home/ana/drafts/login-down.md");
    stage.send(Msg::Opened {
        id,
        ticket: None,
        draft: Some(draft.clone()),
    });
    assert_eq!(stage.asked, [Effect::Draft(Drafting::Compare(draft))]);
    snapshot!(stage, rows(21..24), @r#"
      recorded (10:30 "Network             │
    Draft written: /home/ana/drafts/login-down.md
    Enter write anew  j next  m amend it  s accept it  t template  PgDn draft  Esc back  i write
    "#);
    let drafted = Drafted::Old;
    stage.send(Msg::DraftSeen { id, drafted });
    snapshot!(stage, rows(21..24), @r#"
      recorded (10:30 "Network             │
    The draft on disk is older than this one; Enter writes it anew. /home/ana/drafts/login-down.md
    Enter write anew  j next  m amend it  s accept it  t template  PgDn draft  Esc back  i write
    "#);
}
