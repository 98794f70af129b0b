//! Pastes of several lines: the choice, one event with evidence, the preview of many; and that nothing is lost.

use super::*;
use crate::app::model::Overlay;
use crate::incidents::scribe::Step;

const NOTES: &str =
    "14:02 x: not the network\n# a heading\n14:05 i: looked at the database\nslow, but up\n\nlater\n\n---\n";

fn paste(stage: &mut Stage, text: &str) {
    stage.send(Msg::Input(Input::Paste(text.to_owned())));
}

fn pasted(size: (u16, u16), text: &str) -> Stage {
    let mut stage = Stage::live(size);
    paste(&mut stage, text);
    stage
}

fn texts(stage: &Stage) -> Vec<String> {
    let incident = &stage.sample.as_ref().unwrap().incident;
    let new = incident.events().iter().skip(6);
    new.map(|event| event.body().text.clone()).collect()
}

#[test]
fn a_paste_asks_what_it_is_to_be() {
    insta::assert_snapshot!(pasted((80, 24), NOTES).screen());
    snapshot!(pasted((40, 10), NOTES), @"
     Pasted: nothing is recorded yet
    ────────────────────────────────────────
     Enter one event, the paste as its evi…
     s     split into events, to be looked…
     Esc   into the line, as it is

     │ 14:02 x: not the network
     │ # a heading
     │ 14:05 i: looked at the database
     Enter one event  s split into events
    ");
}

#[test]
fn a_split_paste_is_looked_at_first() {
    insta::assert_snapshot!(pasted((80, 24), NOTES).press("sj<space>").screen());
}

#[test]
fn enter_makes_it_one_event_with_the_paste_as_evidence() {
    let mut stage = pasted((80, 24), "  connection refused\nat db.c:12\n");
    stage.press("<enter>");
    assert_eq!(texts(&stage), ["connection refused"]);
    let incident = &stage.sample.as_ref().unwrap().incident;
    let piece = &incident.events().last().unwrap().body().evidence[0];
    assert_eq!((piece.name.as_deref(), piece.bytes), (Some("paste.txt"), 32));
    assert!(stage.model.overlay.is_none() && stage.line().is_empty());
}

#[test]
fn the_line_that_was_being_written_is_what_the_event_says() {
    let mut stage = Stage::live((80, 24));
    stage.press("09:50 c: the pool is exhausted");
    paste(&mut stage, "a\nb");
    snapshot!(stage, rows(1..4), @"
    ────────────────────────────────────────────────────────────────────────────────
     Enter one event, the paste as its evidence: the pool is exhausted
     s     split into events, to be looked at first
    ");
    stage.press("<enter>");
    let incident = &stage.sample.as_ref().unwrap().incident;
    let event = incident.events().last().unwrap();
    assert_eq!((event.body().kind, event.body().evidence.len()), (Kind::Cause, 1));
    assert_eq!(
        event.body().timing.at.unwrap().wall().format("%H:%M").to_string(),
        "09:50"
    );
    assert!(stage.line().is_empty());
}

#[test]
fn what_is_marked_is_recorded_with_its_own_times() {
    let mut stage = pasted((80, 24), NOTES);
    stage.press("s<space>[<enter>");
    assert_eq!(texts(&stage), ["looked at the database\nslow, but up", "later"]);
    let incident = &stage.sample.as_ref().unwrap().incident;
    let times: Vec<Option<String>> = incident.events()[6..]
        .iter()
        .map(|event| event.body().timing.at.map(|at| at.wall().to_string()))
        .collect();
    assert_eq!(times, [Some("2023-03-23 14:05:00".to_owned()), None]);
}

#[test]
fn with_nothing_marked_nothing_is_recorded() {
    let mut stage = pasted((80, 24), NOTES);
    stage.press("sa<enter>");
    assert!(texts(&stage).is_empty());
    snapshot!(stage, rows(22..24), @"
    Enter record  Space mark  Esc back  t time  c kind  e words  o author
    v in full  a all  [ day back  ] day on  d date  z zone  ^P commands  F1 help
    ");
    stage.press("<esc><esc>");
    assert_eq!(stage.line(), NOTES);
}

#[test]
fn what_was_not_saved_is_shown_again_with_its_marks() {
    let mut stage = pasted((80, 24), NOTES);
    stage.disk = Disk::Fails;
    stage.press("s<space><enter>");
    let Some(Overlay::Paste(paste)) = &stage.model.overlay else {
        panic!("it is shown again");
    };
    assert_eq!(paste.preview.as_ref().unwrap().marked(), 2);
    snapshot!(stage, rows(18..24), @"

    NOT saved: the disk is full.
    Alt-P has the whole paste, with what was left out.
    Enter: 2 records in “Login down”
    Enter record  Space mark  Esc back  t time  c kind  e words  o author
    v in full  a all  [ day back  ] day on  d date  z zone  ^P commands  F1 help
    ");
    stage.disk = Disk::Works;
    stage.press("<enter>");
    assert_eq!(texts(&stage).len(), 2);
}

#[test]
fn of_several_only_those_that_are_not_on_disk_stay_marked() {
    let mut stage = pasted((80, 24), NOTES);
    stage.disk = Disk::Hangs;
    stage.press("s<enter>");
    let ticket = stage.model.pending[0].ticket;
    stage.send(Msg::NotAllSaved {
        ticket,
        recorded: 1,
        step: Step::default(),
        why: "NOT saved: the disk is full.".to_owned(),
    });
    stage.see(&["2 of 3 events marked"]);
    snapshot!(stage, rows(2..7), @"
    ok  2023-03-24  14:02 DEAD END not the network
    [x] 2023-03-24  14:05 INVEST   looked at the database  (+1 more)
    [x] no time           NOTE     later
        line 2 left out, it is a heading: # a heading
        line 8 left out, nothing is said in it: ---
    ");
    snapshot!(stage, rows(19..24), @"

    1 recorded. NOT saved: the disk is full.
    Enter: 2 records in “Login down”
    Enter record  Space mark  Esc back  t time  c kind  e words  o author
    v in full  a all  [ day back  ] day on  d date  z zone  ^P commands  F1 help
    ");
}

#[test]
fn at_the_question_a_paste_starts_the_incident() {
    for (keys, count) in [("<enter>", 1), ("s<enter>", 2)] {
        let mut stage = Stage::new((80, 24));
        paste(&mut stage, "09:30 d: login is down\n09:31 i: looking\n");
        stage.press(keys);
        let incident = &stage.sample.as_ref().expect("an incident was started").incident;
        assert_eq!(incident.events().len(), count, "{keys}");
        assert!(incident.title().contains("login is down"), "{}", incident.title());
        assert!(stage.model.pending.is_empty());
    }
}

#[test]
fn a_paste_that_comes_in_pieces_is_one() {
    let mut stage = pasted((80, 24), "a\nb");
    paste(&mut stage, "c\nd");
    stage.press("<esc>");
    assert_eq!(stage.line(), "a\nbc\nd");
}

#[test]
fn one_line_is_only_typed_and_an_answer_takes_all_lines() {
    let mut stage = pasted((80, 24), "one line\n");
    assert_eq!(stage.line(), "one line");
    stage.press("<ctrl-u><f4>");
    crate::app::screen::ask::open(
        &mut stage.model,
        crate::app::screen::ask::About::Value(FieldName::Lessons),
        "",
    );
    paste(&mut stage, "first\nsecond");
    stage.press("<enter>");
    let incident = &stage.sample.as_ref().unwrap().incident;
    assert_eq!(incident.value(FieldName::Lessons), Some("first\nsecond"));
}

#[test]
fn a_paste_of_a_mebibyte_is_shown_and_kept() {
    let text = "2023-03-25T14:02:00Z error: connection refused by peer 10.0.0.7\n".repeat(17_000);
    let mut stage = pasted((80, 24), &text);
    snapshot!(stage, rows(0..2), @"
     Pasted: nothing is recorded yet                     17000 lines, 1088000 bytes
    ────────────────────────────────────────────────────────────────────────────────
    ");
    let kept = crate::app::autosave::Unsent::of(&stage.model, stage.model.desk());
    assert!(kept.lines().contains(&text), "a kill loses nothing");
    snapshot!(stage, "<pgdn>s<end>", rows(0..2), @"
     log: 0 of 17000 events marked                                 not recorded yet
    ────────────────────────────────────────────────────────────────────────────────
    ");
    stage.press("<esc><enter>");
    let incident = &stage.sample.as_ref().unwrap().incident;
    assert_eq!(
        incident.events().last().unwrap().body().evidence[0].bytes,
        text.len() as u64
    );
}

#[test]
fn a_paste_whose_line_waits_for_a_correction_is_kept_and_forgotten_with_it() {
    let text = "{\n  \"login\": \"down\"\n}\n";
    let mut stage = pasted((80, 24), text);
    stage.press("<enter>");
    let kept = |stage: &Stage| crate::app::autosave::Unsent::of(&stage.model, stage.model.desk()).lines();
    assert!(kept(&stage).contains(&text.to_owned()), "{}", stage.screen());
    stage.press("<tab>e");
    assert!(stage.model.has_task(), "{}", stage.screen());
    assert!(kept(&stage).contains(&text.to_owned()), "{:?}", kept(&stage));
    stage
        .model
        .composer_mut()
        .drop_lines(|line| line.contains("login"));
    stage.press("<esc>");
    assert!(
        !kept(&stage).iter().any(|line| line.contains("login")),
        "{:?}",
        kept(&stage)
    );
}

#[test]
fn what_is_left_out_or_makes_way_is_in_the_history() {
    for keys in ["s<space><enter>", "?", "<ctrl-p>", "s<f3>", "<ctrl-c>"] {
        let mut stage = pasted((80, 24), NOTES);
        stage.press(keys);
        let composers = stage.model.composers.values();
        let typed: Vec<&String> = composers.flat_map(|composer| composer.history()).collect();
        assert_eq!(typed, [NOTES], "{keys}");
    }
    let mut stage = pasted((80, 24), NOTES);
    stage.press("s<enter>");
    assert!(
        stage
            .model
            .composers
            .values()
            .all(|composer| composer.history().is_empty())
    );
}

#[test]
fn a_paste_of_several_lines_records_nothing() {
    let mut stage = Stage::live((80, 24));
    let before = stage.sample.as_ref().unwrap().texts().len();
    stage.press("<tab>");
    stage.send(Msg::Input(Input::Paste("one\ntwo\nthree".to_owned())));
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), before);
    stage.press("<esc>");
    assert_eq!(stage.line(), "one\ntwo\nthree");
}

const ALERT: &str =
    "{\n  \"status\": \"firing\",\n  \"annotations\": { \"summary\": \"5xx > 5% for 5m\" }\n}\n";

#[test]
fn words_that_are_a_guess_stand_in_the_line_before_they_are_recorded() {
    let mut stage = pasted((80, 24), ALERT);
    snapshot!(stage, rows(1..4), @"
    ────────────────────────────────────────────────────────────────────────────────
     Enter one event with it as evidence, its words first: 5xx > 5% for 5m
     s     split into events, to be looked at first
    ");
    stage.press("<enter>");
    assert!(texts(&stage).is_empty());
    insta::assert_snapshot!(stage.screen());
    stage.press(" on checkout<home>11:40 d: <enter>");
    assert_eq!(texts(&stage), ["5xx > 5% for 5m on checkout"]);
    let incident = &stage.sample.as_ref().unwrap().incident;
    let body = incident.events().last().unwrap().body();
    assert_eq!(
        (body.kind, body.evidence[0].bytes),
        (Kind::Detection, ALERT.len() as u64)
    );
    assert!(stage.line().is_empty() && stage.model.overlay.is_none());
    stage.press("next<enter>");
    let incident = &stage.sample.as_ref().unwrap().incident;
    assert!(incident.events().last().unwrap().body().evidence.is_empty());
}

#[test]
fn a_paste_that_waits_for_its_words_is_never_lost() {
    let history = |stage: &Stage| stage.model.composer().unwrap().history().to_vec();
    let mut stage = pasted((80, 24), ALERT);
    stage.press("<enter>, again<esc>");
    assert!(
        matches!(stage.model.overlay, Some(Overlay::Paste(_))),
        "it is asked again"
    );
    assert_eq!(history(&stage), ["5xx > 5% for 5m, again"]);
    assert!(stage.line().is_empty());
    let mut stage = pasted((80, 24), ALERT);
    stage.press("<enter><ctrl-c>");
    assert!(
        history(&stage).contains(&ALERT.to_owned()),
        "put aside with the line"
    );
    let mut stage = pasted((80, 24), ALERT);
    stage.disk = Disk::Fails;
    stage.press("<enter><enter>");
    assert!(matches!(stage.model.overlay, Some(Overlay::Paste(_))));
    assert_eq!(stage.line(), "5xx > 5% for 5m");
    let mut stage = pasted((80, 24), ALERT);
    snapshot!(stage, "<enter><ctrl-u>todo: look<enter>", rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     A paste is evidence of an event, not of an action item: Esc goes back.
     TODO     ▸ todo: look
    ");
    assert_eq!(stage.line(), "todo: look");
}

#[test]
fn at_the_question_the_words_are_the_title_and_can_be_changed() {
    let mut stage = Stage::new((80, 24));
    paste(&mut stage, ALERT);
    snapshot!(stage, "<enter> on login<enter>", rows(3..5), @"
    ── Sat 25 Mar 2023 ────────────────────────────────────────────────────────────
    • 11:44     +0m NOTE     5xx > 5% for 5m on login  evidence                 ana
    ");
    let incident = &stage.sample.as_ref().unwrap().incident;
    assert_eq!(incident.events().last().unwrap().body().evidence.len(), 1);
}

#[test]
fn a_preview_shows_each_time_as_exactly_as_it_was_written() {
    let notes = "# Timeline\n\n| Time | Event |\n|---|---|\n| ~08:30 | ana looks |\n| 08:39:46 | \"not pushed yet\" |\n\
                 | 08:43 – 09:13 | warnings |\n| 23:50-00:10 | over midnight |\n| before | nothing |\n\ntodo: look @bo";
    let mut stage = pasted((80, 24), notes);
    insta::assert_snapshot!(stage.press("s").screen());
}

#[test]
fn a_line_that_is_only_a_day_sets_the_day_until_it_is_cleared() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "2023-03-11", rows(21..24), @"
    DAY      ▸ 2023-03-11
               times that follow are on Sat 11 Mar 2023
    Enter record  / kinds  Tab timeline  ^P commands  F1 help
    ");
    stage.press("<enter>");
    assert_eq!(stage.line(), "");
    assert_eq!(
        stage.sample.as_ref().unwrap().incident.events().len(),
        6,
        "nothing is recorded"
    );
    snapshot!(stage, rows(21..24), @"
             ▸
               bare times are on Sat 11 Mar 2023; /day clears it
    Enter record  / kinds  Tab timeline  ^P commands  F1 help
    ");
    let at = |stage: &Stage| {
        let incident = &stage.sample.as_ref().unwrap().incident;
        incident
            .events()
            .last()
            .unwrap()
            .body()
            .timing
            .at
            .unwrap()
            .to_string()
    };
    stage.press("23:50 x<enter>");
    assert_eq!(at(&stage), "2023-03-11T23:50:00-05:00");
    stage.press("/day 12 Mar 2023<enter>00:10 y<enter>");
    assert_eq!(at(&stage), "2023-03-12T00:10:00-05:00");
    snapshot!(stage, "/day soon<enter>", rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     'soon' is no day: write 2023-03-25, 25 Mar 2023, yesterday.
     COMMAND  ▸ /day soon
    ");
    stage.press("<ctrl-u>/day<enter>");
    stage.see_no(&["bare times are on"]);
    stage.press("11:40 z<enter>");
    assert_eq!(at(&stage), "2023-03-25T11:40:00-05:00");
}
