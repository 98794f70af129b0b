//! Corrections by key: your last event, a correction given up, an event withdrawn.

use super::*;

#[test]
fn up_on_an_empty_line_corrects_your_last_event() {
    let mut stage = Stage::live((80, 24));
    stage.model.writer = "ana-laptop-7k3q".to_owned();
    stage.press("half a line");
    stage.press("<ctrl-u><up>");
    assert_eq!(stage.line(), "Rollback being discussed with @auth-team");
    snapshot!(stage, rows(21..24), @"
    NOTE     ▸ Rollback being discussed with @auth-team
               corrects event 6; Esc leaves it · its time stays
    Enter record  / kinds  Tab timeline  ^P commands  F1 help
    ");
    snapshot!(stage, "<home>m: <enter>", rows(10..13), @"
                           1h 8m without an entry
    11:38   +2h8m MITIG    Rollback being discussed with @auth-team           ana
                           corrected, recorded 11:44
    ");
    assert!(stage.line().is_empty());
}

#[test]
fn a_correction_that_is_given_up_brings_the_line_back() {
    let mut stage = Stage::live((80, 24));
    stage.press("half a line<tab>k");
    stage.press("e");
    assert_eq!(stage.line(), "h: Network connectivity?");
    stage.press(" no<esc>");
    assert_eq!(stage.line(), "half a line");
    assert!(stage.model.timeline_focused, "one is back where one was");
    snapshot!(stage, "t<ctrl-u>10:31 h: Network connectivity?<enter>", rows(8..11), @"
      10:15    +45m DEAD END Nothing obvious in the service or the database     ana
    ▌ 10:31   +1h1m HYPO     Network connectivity? h: Network connectivity?  #5 ana
    ▌                        open 1h 13m, corrected
    ");
    assert_eq!(stage.line(), "half a line");
}

#[test]
fn an_event_is_withdrawn_after_a_second_key_and_undone_with_one() {
    let mut stage = Stage::live((80, 24));
    stage.model.writer = "ana-laptop-7k3q".to_owned();
    snapshot!(stage, "<tab><delete>", rows(22..24), @"
    Withdraw event 6 “Rollback being discussed with @au…”? It leaves the timeline.
    y or Enter: go ahead  Esc leave it  ^P commands  F1 help
    ");
    stage.press("<esc>");
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), 6);
    stage.press("<delete>y");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().len(),
        5,
        "{}",
        stage.screen()
    );
    snapshot!(stage, rows(8..10), @"
      10:15    +45m DEAD END Nothing obvious in the service or the database     ana
    ▌ 10:30   +1h0m HYPO     Network connectivity?  open 1h 14m              #5 ana
    ");
    let told = "Withdrawn: event 6, 'Rollback being discussed with @auth-team'; u takes that\n back.";
    stage.see(&[told]);
    stage.press("u");
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), 5, "it asks first");
    stage.press("y");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().len(),
        6,
        "{}",
        stage.screen()
    );
}

#[test]
fn the_kind_stays_whatever_is_typed_before_the_words() {
    for (keys, kind, row) in [
        (
            "<home>11:37 ",
            Kind::Hypothesis,
            "11:37   +2h7m HYPO     is it DNS?",
        ),
        ("<home>perhaps ", Kind::Hypothesis, "HYPO     perhaps is it DNS?"),
        ("<home>c: ", Kind::Cause, "CAUSE    is it DNS?"),
        ("<ctrl-u>the pool?", Kind::Hypothesis, "HYPO     the pool?"),
    ] {
        let mut stage = Stage::live((80, 24));
        stage.press("h: is it DNS?<enter><up>");
        assert_eq!(stage.line(), "h: is it DNS?");
        stage.press(keys).press("<enter>");
        let incident = &stage.sample.as_ref().unwrap().incident;
        assert_eq!(incident.events().last().unwrap().body().kind, kind, "{keys}");
        stage.see(&[row]);
    }
}

#[test]
fn up_corrects_the_action_item_where_that_was_recorded_last() {
    let mut stage = Stage::live((80, 24));
    stage.press("todo: add a check @bo due 2023-04-01<enter><up>");
    assert_eq!(stage.line(), "todo: add a check @bo due 2023-04-01");
    snapshot!(stage, rows(21..24), @"
    TODO     ▸ todo: add a check @bo due 2023-04-01
               corrects action item 1; Esc leaves it · action item, owner bo, due…
    Enter record  / kinds  Tab timeline  ^P commands  F1 help
    ");
    stage.press("<esc>");
    assert!(stage.line().is_empty());
    stage.press("<up><ctrl-w>2023-04-02<enter>");
    let items = |stage: &Stage| {
        let incident = &stage.sample.as_ref().unwrap().incident;
        let items = incident.action_items();
        items
            .map(|(_, body)| (body.text.clone(), body.owner.clone(), body.due))
            .collect::<Vec<_>>()
    };
    let corrected = (
        "add a check @bo".to_owned(),
        Some("bo".to_owned()),
        "2023-04-02".parse().ok(),
    );
    assert_eq!(items(&stage), [corrected]);
    stage.press("<up><home>soon <enter>");
    assert_eq!(items(&stage)[0].0, "soon add a check @bo");
    stage.press("d: second page<enter><up>");
    assert_eq!(stage.line(), "d: second page", "what was recorded last");
}

/// Tries what the next plain line does once a correction was begun and left in some other way than by Enter or Esc.
#[test]
fn no_correction_outlives_its_line() {
    for leaves in [
        "<ctrl-c>",
        "<ctrl-u>yesterday<enter><esc>",
        "<ctrl-u>/sev 2<enter><esc>",
        "<esc>",
    ] {
        let mut stage = Stage::live((80, 24));
        stage
            .press("half a line<ctrl-u>d: slow<enter><up> er")
            .press(leaves)
            .press("<ctrl-u>users are back<enter>");
        let texts: Vec<String> = stage
            .sample
            .as_ref()
            .unwrap()
            .texts()
            .into_iter()
            .map(str::to_owned)
            .collect();
        assert_eq!(
            texts[6..],
            ["slow", "users are back"],
            "{leaves}: {}",
            stage.screen()
        );
    }
}

#[test]
fn while_an_event_is_corrected_neither_a_day_nor_a_command_is_taken() {
    for line in ["yesterday", "/sev 2", "/new payments"] {
        let mut stage = Stage::live((80, 24));
        stage
            .press("d: slow<enter><up><ctrl-u>")
            .press(line)
            .press("<enter>");
        stage.see(&["corrects event 7: Esc leaves that first"]);
        assert_eq!(stage.line(), line);
    }
}

#[test]
fn a_range_to_the_second_stays_as_it_is_while_nothing_is_changed() {
    for range in [
        "10:30:12-10:40:15",
        "23:59:50-00:10:05",
        "10:30:12-now",
        "10:30-10:40:15",
    ] {
        let mut stage = Stage::live((80, 24));
        stage.press(range).press(" i: looked<enter><tab>");
        let before = stage.sample.as_ref().unwrap().incident.events()[6].body().clone();
        stage.press("<end>gG");
        let selected = stage.model.current.as_ref().unwrap().timeline.selected_id();
        let event = stage.sample.as_ref().unwrap().incident.events()[6].id;
        assert!(selected.is_some());
        while stage.model.current.as_ref().unwrap().timeline.selected_id() != Some(event) {
            stage.press("k");
        }
        stage.press("t<enter>");
        assert_eq!(
            *stage.sample.as_ref().unwrap().incident.events()[6].body(),
            before,
            "{range}"
        );
    }
}
