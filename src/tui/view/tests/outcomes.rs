//! The outcome of mitigations: one key each in the timeline and in the list, and the one question when a window ends.

use super::*;
use crate::domain::facts::Facts;
use crate::domain::kind::Milestone;
use crate::domain::mitigations::MitigationOutcome::{self, Failed, Helped, Unsaid};

const ASKS: &str = "mitigations helped?";

/// Two mitigations, the login service is down.
fn mitigated(size: (u16, u16)) -> Stage {
    let mut stage = Stage::live(size);
    stage.press("11:40 m: rolled back<enter>11:42 m: restarted the pods<enter>");
    stage
}

fn outcomes(stage: &Stage) -> Vec<MitigationOutcome> {
    let incident = &stage.sample.as_ref().unwrap().incident;
    incident
        .events()
        .iter()
        .filter_map(MitigationOutcome::of)
        .collect()
}

#[test]
fn one_key_says_that_it_helped_and_one_that_it_failed() {
    let mut stage = mitigated((80, 24));
    stage.press("half a line<tab>");
    for (key, expected, told) in [
        ("+", Helped, "Event 8 helped: the same key takes that back."),
        ("!", Failed, "Event 8 did not help: the same key takes that back."),
        ("!", Unsaid, "Event 8: it is no longer said that it did not help."),
        ("+", Helped, "Event 8 helped"),
        ("uy", Unsaid, "Undone: the correction of event 8"),
    ] {
        stage.press(key);
        assert_eq!(outcomes(&stage), [Unsaid, expected], "{key}");
        stage.see(&[told]);
    }
    assert!(stage.model.timeline_focused, "one is where one was");
    assert_eq!(stage.line(), "half a line");
    snapshot!(stage, "+k", rows(11..24), @"
      11:38   +2h8m NOTE     Rollback being discussed with @auth-team           ana
                             recorded 11:44
    ▌ 11:40  +2h10m MITIG    rolled back                                     #7 ana
      11:42  +2h12m MITIG    restarted the pods  helped                         ana





    ── timeline ────────────────────────────────────────────────────────────────────
     waits      half a line
     Esc, i, Tab: write a line. Letters are commands here
     Esc write  Enter open  + helped  ! did not help  e edit  t time  c kind
    ");
    snapshot!(stage, "kk", rows(22..24), @"
    Esc, i, Tab: write a line. Letters are commands here
    Esc write  Enter open  x rule out  C was the cause  e edit  t time  c kind
    ");
}

#[test]
fn what_the_text_says_is_replaced_there() {
    let mut stage = Stage::live((80, 24));
    stage.press("m: rolled back #failed<enter><tab>+");
    let incident = &stage.sample.as_ref().unwrap().incident;
    let event = incident.events().last().unwrap();
    assert_eq!(
        (event.body().text.as_str(), event.tags()),
        ("rolled back", vec!["helped"])
    );
}

#[test]
fn of_another_kind_it_is_said_why_not() {
    let mut stage = Stage::live((80, 24));
    let records = |stage: &Stage| format!("{:?}", stage.sample.as_ref().unwrap().incident);
    let before = records(&stage);
    for key in ["+", "!"] {
        stage.press("<tab>").press(key);
        stage.see(&["Only a mitigation helps or fails; event 6 is of another kind (note)"]);
        assert_eq!(records(&stage), before);
        stage.press("<esc>");
    }
}

#[test]
fn within_words_no_key_says_an_outcome() {
    for words in ["works now!", "ok + good!", "error rate down!!", "no!"] {
        let mut stage = mitigated((80, 24));
        stage.press("<tab>").press(words);
        assert_eq!(outcomes(&stage), [Unsaid, Unsaid], "{words}");
    }
}

#[test]
fn it_is_asked_once_when_the_window_ends() {
    let mut stage = mitigated((80, 24));
    stage.see_no(&[ASKS]);
    stage.press("r: works again<enter>half a line");
    assert_eq!(stage.line(), "half a line", "nothing is taken from whoever types");
    snapshot!(stage, rows(19..24), @"
    ────────────────────────────────────────────────────────────────────────────────
     Which of 2 mitigations helped? F8 lists them; Esc puts this away.
              ▸ half a line
                now, note
     Enter record  / kinds  Tab timeline  ^P commands  F1 help
    ");
    snapshot!(stage, "<f8>", @"
     LIVE  SEV1  Login down                          resolved 2h 14m   11:44 -05:00
     detect 09:30 › ack – › escal – › cause – › mitig ? › resolv 11:44
                                                                  1 hypothesis open
    ── Sat 25 Mar 2023 ────────────────────────────────────────────────────────────
      09:30     +0m DETECT   Users report problems logging in                   ana
      09:35     +5m DETECT   Automated alerts: authentication service           ana
      09:40    +10m INVEST   Authentication service and its database            ana
                             35m without an entry
      10:15    +45m DEAD END Nothing obvious in the service or the database     ana
      10:30   +1h0m HYPO     Network connectivity?  open 1h 14m                 ana
                             1h 8m without an entry
      11:38   +2h8m NOTE     Rollback being discussed with @auth-team           ana
                             recorded 11:44
      11:40  +2h10m MITIG    rolled back                                        ana
      11:42  +2h12m MITIG    restarted the pods                                 ana
    • 11:44  +2h14m RESOLVE  works again                                        ana




    ── Which of these reduced the impact? ──────────────────────────────────────────
      11:40  ?             rolled back
    ▌ 11:42  ?             restarted the pods
     + helped  ! did not help  j next  Esc back  ^P commands  F1 help
    ");
    stage.press("+k!");
    assert_eq!(outcomes(&stage), [Failed, Helped]);
    snapshot!(stage, rows(17..24), @"


    ── Which of these reduced the impact? ──────────────────────────────────────────
    ▌ 11:40  did not help  rolled back
      11:42  helped        restarted the pods
     Event 7 did not help: the same key takes that back.
     + helped  ! did not help  j next  Esc back  ^P commands  F1 help
    ");
    stage.press("<esc>");
    stage.see_no(&[ASKS]);
    assert_eq!(stage.line(), "half a line");
    let incident = &stage.sample.as_ref().unwrap().incident;
    let facts = Facts::of(incident);
    assert!(facts.milestones.get(Milestone::Mitigated).is_some());
}

#[test]
fn what_was_put_away_or_answered_is_asked_no_more() {
    for answer in [
        "<esc>",
        "<f8><esc>",
        "<f8>+<esc>",
        "<tab>k+<esc>",
        "<f8>+<esc><tab>uy<esc>",
    ] {
        let mut stage = mitigated((80, 24));
        stage.press("r: works again<enter>").press(answer);
        stage.see_no(&[ASKS]);
        // The same window, ended anew.
        stage.press("<tab><end><delete>y<esc>r: works again after all<enter>");
        stage.see_no(&[ASKS]);
    }
    let mut stage = mitigated((80, 24));
    stage.press("r: works again<enter>").see(&[ASKS]);
    stage.press("b: down again<enter>");
    stage.see_no(&[ASKS]);
}

#[test]
fn nobody_is_asked_where_there_is_no_choice() {
    for lines in [
        "m: rolled back<enter>r: works again<enter>",
        "m: rolled back #helped<enter>m: restarted<enter>r: works again<enter>",
        "m: rolled back #failed<enter>m: restarted<enter>r: works again<enter>",
        "m: rolled back<enter>m: restarted #recovered<enter>",
        "r: works again<enter>",
        "m: rolled back<enter>m: restarted<enter>u: told them<enter>",
    ] {
        let mut stage = Stage::live((80, 24));
        stage.press(lines);
        stage.see_no(&[ASKS]);
    }
    for line in ["n: users are fine #recovered", "r: works"] {
        let mut stage = mitigated((80, 24));
        stage.press(line).press("<enter>");
        stage.see(&[ASKS]);
    }
}

#[test]
fn what_others_recorded_is_not_asked() {
    let mut stage = mitigated((80, 24));
    stage
        .sample
        .as_mut()
        .unwrap()
        .log(Kind::Resolution, None, "works again");
    stage.send(Msg::Changed { damage: 0 });
    stage.see_no(&[ASKS]);
    stage.press("note to self<enter>");
    stage.see_no(&[ASKS]);
}

#[test]
fn the_list_is_small_on_a_small_screen() {
    let mut stage = mitigated((40, 10));
    stage.press("r: works again<enter>");
    snapshot!(stage, @"
     LIVE SEV1 Lo…  resolved 2h 14m   11:44
                     recorded 11:44
      11:40 MITIG    rolled back
      11:42 MITIG    restarted the pods
    • 11:44 RESOLVE  works again
     Which of 2 mitigations helped? F8
     lists them; Esc puts this away.
              ▸

     Enter record  / kinds  Tab timeline
    ");
    snapshot!(stage, "<f8>+", @"
     LIVE SEV1 Lo…  resolved 2h 14m   11:44
      11:40 MITIG    rolled back
      11:42 MITIG    restarted the pods
                     helped
    ── Which of these reduced the impact? ──
      11:40  ?             rolled back
    ▌ 11:42  helped        restarted the p…
     Event 8 helped: the same key takes
     that back.
     + helped  ! did not help  j next
    ");
}

#[test]
fn the_list_opens_at_any_time_and_over_any_screen() {
    let mut stage = Stage::live((80, 24));
    stage
        .press("<f8>")
        .see(&["No mitigation is recorded yet: m: and what was done."]);
    let mut stage = mitigated((80, 24));
    for screen in ["", "<tab>", "<f2>", "<f4>", "<f5>", "<f6>", "<f7>"] {
        stage.press(screen).press("<f8>");
        stage.see(&["Which of these reduced the impact?", "restarted the pods"]);
        stage.press("<esc>");
        stage.see_no(&["Which of these reduced the impact?"]);
        stage.press("<esc>");
    }
    stage
        .press("r: works<enter>b: down again<enter><f8>")
        .see(&["restarted the pods"]);
    stage.press("<esc><f3><f8>").see(&["No incident is open."]);
    let mut stage = Stage::new((80, 24));
    stage.press("<f8>").see(&["No incident is open."]);
}

#[test]
fn the_list_scrolls_with_what_is_selected() {
    let mut stage = Stage::live((80, 24));
    for nth in 0..30 {
        stage.press(&format!("m: attempt {nth}<enter>"));
    }
    stage.press("<f8>").see(&["attempt 29"]);
    stage.press(&"k".repeat(40)).see(&["attempt 0"]);
    stage.press("!j+");
    let said = outcomes(&stage);
    assert_eq!((said[0], said[1]), (Failed, Helped));
}

#[test]
fn in_a_relapse_the_header_is_of_that() {
    let mut stage = mitigated((80, 24));
    stage.press("11:43 r: works again<enter>11:44 b: down again<enter>");
    snapshot!(stage, rows(0..3), @"
    LIVE  SEV1  Login down                                       0m   11:44 -05:00
    relapse: impact 11:44  detect –  ack –  escal –  cause –  mitig –  resolv –
    next update in 30m                                           1 hypothesis open
    ");
    stage.pass(TimeDelta::minutes(9));
    stage.press("e: database team<enter>m: failed over<enter>");
    snapshot!(stage, rows(0..3), @"
    LIVE  SEV1  Login down                                       9m   11:53 -05:00
    relapse: imp 11:44 det – ack – esc 11:53 cau – mit 11:53 res –
    next update in 21m                                           1 hypothesis open
    ");
    stage.pass(TimeDelta::minutes(1));
    stage.press("r: works<enter>b: down a third time<enter>");
    snapshot!(stage, rows(0..3), @"
    LIVE  SEV1  Login down                                       0m   11:54 -05:00
    relapse 2: impact 11:54  detect –  ack –  escal –  cause –  mitig –  resolv –
    next update in 30m                                           1 hypothesis open
    ");
    stage.model.size = (40, 18);
    snapshot!(stage, rows(0..3), @"
    LIVE SEV1 Login down        0m   11:54
    imp 11:54 det – ack – esc – cau – mit –
    next update in 30m   1 hypothesis open
    ");
}
