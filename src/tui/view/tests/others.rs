//! Changes by others while the record is on the screen, and what questions do with keys that are no answer.

use super::*;
use crate::domain::command::EventChange;
use crate::domain::record::Severity;

const BO: &str = "bo-desk-9x2m";

/// Another writer records this, and the screen hears of it.
fn others(stage: &mut Stage, name: &str, command: Command) {
    let sample = stage.sample.as_mut().unwrap();
    let before = sample.by.clone();
    name.clone_into(&mut sample.by);
    sample.hand_over(BO);
    sample.command(command).unwrap();
    sample.by = before;
    sample.hand_over(WRITER);
    stage.send(Msg::Changed { damage: 0 });
}

fn amend(stage: &Stage, number: usize, text: &str) -> Command {
    Command::Amend {
        event: stage.sample.as_ref().unwrap().incident.events()[number - 1].id,
        change: EventChange {
            text: Some(text.to_owned()),
            ..EventChange::default()
        },
    }
}

#[test]
fn what_others_corrected_or_withdrew_is_told_once_with_their_name() {
    let mut stage = Stage::live((100, 24));
    let command = amend(&stage, 4, "bo changes it");
    others(&mut stage, "bo@desk", command);
    snapshot!(stage, rows(8..10), @"
      10:15    +45m DEAD END bo changes it  corrected by bo                                 #4      ana
      10:30   +1h0m HYPO     Network connectivity?  open 1h 14m                             #5      ana
    ");
    snapshot!(stage, rows(20..21), @" bo@desk corrected event 4, 'bo changes it'.");
    let event = stage.sample.as_ref().unwrap().incident.events()[2].id;
    others(&mut stage, "bo@desk", Command::Strike { event, why: None });
    snapshot!(stage, rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────────────────────────
     bo@desk withdrew event 3, 'Authentication service and its database'.
              ▸
    ");
    let screen = stage.screen();
    assert!(!screen.contains("corrected event 4"), "{screen}");
    stage.press("<tab>");
    stage.send(Msg::Changed { damage: 0 });
    assert_eq!(stage.model.passing, None);
}

#[test]
fn ones_own_corrections_are_no_news_and_have_no_other_name() {
    let mut stage = Stage::live((100, 24));
    stage.sample.as_mut().unwrap().hand_over(WRITER);
    let id = stage.sample.as_mut().unwrap().log(Kind::Note, None, "mine");
    let number = stage.sample.as_ref().unwrap().incident.event(id).unwrap().number as usize;
    let command = amend(&stage, number, "mine, better");
    stage.sample.as_mut().unwrap().command(command).unwrap();
    stage.send(Msg::Changed { damage: 0 });
    assert_eq!(stage.model.passing, None);
    stage.see_no(&["corrected by"]);
}

#[test]
fn who_tried_to_take_back_what_is_not_theirs_is_told() {
    let mut stage = Stage::live((100, 24));
    let sample = stage.sample.as_mut().unwrap();
    let target = sample.incident.events()[1].id;
    let before = sample.by.clone();
    "bo@desk".clone_into(&mut sample.by);
    sample.hand_over(BO);
    sample.write(Op::Undo { replaces: target });
    sample.by = before;
    stage.send(Msg::Changed { damage: 0 });
    let told = stage.model.passing.clone().unwrap_or_default();
    assert!(told.starts_with("bo@desk tried to take back event 2, "), "{told}");
}

#[test]
fn while_letters_are_held_the_footer_tells_what_answers() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "<tab><delete>", rows(22..24), @"
    Withdraw event 6 “Rollback being discussed with @au…”? It leaves the timeline.
    y or Enter: go ahead  Esc leave it  ^P commands  F1 help
    ");
    snapshot!(stage, "z", rows(21..23), @"
    “z” is not taken as an answer: Enter twice goes ahead, Esc leaves it.
    Withdraw event 6 “Rollback being discussed with @au…”? It leaves the timeline.
    ");
    let screen = stage.screen();
    assert!(
        screen.contains("Enter Enter go ahead") && !screen.contains("y or Enter"),
        "{screen}"
    );
    snapshot!(stage, "<enter>", rows(22..24), @"
    Withdraw event 6 “Rollback being discussed with @au…”? It leaves the timeline.
    y or Enter: go ahead  Esc leave it  ^P commands  F1 help
    ");
    snapshot!(stage, "<enter>", rows(1..4), @"
     detected 09:30  acknowledged –  escalated –  cause –  mitigated –  resolved –
     no update for 2h 14m                 5 events, 1 withdrawn   1 hypothesis open
    ── Sat 25 Mar 2023 ────────────────────────────────────────────────────────────
    ");
}

#[test]
fn a_letter_that_is_held_on_the_timeline_says_so() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "<tab>h", rows(19..22), @"
    ── timeline ────────────────────────────────────────────────────────────────────
     “h” is no key here. Esc writes a line.
     Esc, i, Tab: write a line. Letters are commands here
    ");
    snapshot!(stage, "e", rows(19..22), @"
    ── timeline ────────────────────────────────────────────────────────────────────
     “e” is not done: it may belong to words. Letters wait 2 s. Esc writes a line.
     Esc, i, Tab: write a line. Letters are commands here
    ");
}

#[test]
fn an_absurd_time_is_no_milestone_and_stands_in_its_column() {
    for at in ["0001-01-01T00:00:00Z", "2199-01-01T00:00:00Z"] {
        let mut stage = Stage::live((80, 24));
        let before = stage.screen();
        let header = |screen: &str| screen.lines().take(2).map(str::to_owned).collect::<Vec<_>>();
        let sample = stage.sample.as_mut().unwrap();
        sample.log(Kind::Detection, Some(at), "forged");
        sample.log(Kind::Resolution, Some(at), "forged");
        stage.send(Msg::Changed { damage: 0 });
        assert_eq!(header(&stage.screen()), header(&before));
        stage.press(if at.starts_with('0') { "<tab>g" } else { "<tab>G" });
        let screen = stage.screen();
        let row = screen
            .lines()
            .find(|line| line.contains("forged"))
            .unwrap_or_default();
        assert!(row.contains(">999d "), "{screen}");
    }
}

#[test]
fn a_resolution_is_said_beside_the_clock_and_a_milestone_of_another_day_has_its_day() {
    let mut stage = Stage::live((80, 24));
    let sample = stage.sample.as_mut().unwrap();
    sample.log(Kind::Escalation, Some("2023-03-24T10:00:00-05:00"), "@net");
    sample.log(Kind::Resolution, Some("2023-03-25T11:40:00-05:00"), "up");
    stage.send(Msg::Changed { damage: 0 });
    let screen = stage.screen();
    assert!(
        screen.lines().next().unwrap().contains("resolved 2h 10m"),
        "{screen}"
    );
    assert!(screen.lines().nth(1).unwrap().contains("24 Mar"), "{screen}");
}

#[test]
fn damage_is_told_whole_at_80_columns() {
    let mut stage = Stage::live((80, 24));
    stage.press("todo: a @bo<enter>todo: b @bo<enter><tab>gg<delete>y");
    stage.send(Msg::Changed { damage: 1 });
    let third = stage.screen().lines().nth(2).unwrap().to_owned();
    assert!(third.contains("hotwash verify"), "{third}");
}

#[test]
fn the_list_begins_at_the_gravest_that_is_live_and_esc_starts_no_third_one() {
    let mut stage = Stage::new((80, 24));
    let entry = |nth: u128, title: &str, severity: &str, standing| ListedIncident {
        id: crate::domain::id::IncidentId::new(uuid::Uuid::from_u128(nth)),
        title: title.to_owned(),
        severity: Severity::parse(severity),
        standing,
        opened: None,
        events: 1,
        unsent: false,
    };
    stage.press("<f3>");
    stage.send(Msg::Listed(vec![
        entry(1, "Small", "3", Liveness::Live),
        entry(2, "Grave", "1", Liveness::Live),
        entry(3, "Over", "1", Liveness::Closed),
    ]));
    let selected = |stage: &Stage| stage.model.incidents.selected().unwrap().title.clone();
    assert_eq!(selected(&stage), "Grave");
    let over = stage.model.incidents.visible().last().unwrap().id;
    stage.model.incidents.select(Some(over));
    assert_eq!(selected(&stage), "Grave");
    snapshot!(stage, "<f4>", rows(23..24), @" Choose an incident first: Enter opens the one selected.");
    stage.press("<esc>");
    assert_eq!(stage.model.screen, Screen::Incidents);
    stage.press("n");
    assert_eq!(stage.model.screen, Screen::Start);
}

#[test]
fn a_pasted_list_that_falls_on_several_days_says_so() {
    let mut stage = Stage::live((80, 24));
    let mut preview = |text: &str| {
        stage.send(Msg::Input(Input::Paste(text.to_owned())));
        stage.press("s");
        let screen = stage.screen();
        stage.press("<esc><esc><ctrl-u><ctrl-c>");
        screen
    };
    let screen = preview("2023-03-24 11:16 i: looked\n2023-03-25 11:20 still\n");
    assert!(screen.contains("from 24 Mar to 25 Mar"), "{screen}");
    assert_eq!(screen.matches("not today").count(), 1, "{screen}");
    // One wrong line, and the others with it.
    let screen = preview("- 11:16 i: looked\n- 2:22pm wrong one\n- 11:26 still\n");
    assert!(screen.contains("all on 24 Mar"), "{screen}");
}
