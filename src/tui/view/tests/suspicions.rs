//! Several suspicions are open: which of them a dead end or a cause ends is offered, chosen, and said.

use super::*;

/// Three are open; the one about the network is the oldest.
fn stage() -> Stage {
    let mut stage = Stage::live((80, 24));
    stage.model.writer = "ana-laptop-7k3q".to_owned();
    stage.press("h: connection pool of the database is exhausted<enter>");
    stage.press("h: bad deploy of auth-service<enter>");
    stage
}

/// Says what the newest event ends, by number.
fn ended(stage: &Stage) -> Option<u32> {
    let incident = &stage.sample.as_ref().unwrap().incident;
    let newest = incident.events().last().unwrap();
    incident.event(newest.body().ends?).map(|event| event.number)
}

#[test]
fn they_are_offered_the_nearest_first() {
    let mut stage = stage();
    stage.press("x: the network is sound");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn one_key_chooses_and_the_choice_is_recorded() {
    for (keys, number) in [
        ("x: the network is sound<alt-1><enter>", Some(5)),
        ("c: the pool was too small<alt-1><enter>", Some(7)),
        // Chosen again it is chosen no more, and another one takes its place.
        ("x: the network is sound<alt-1><alt-1><enter>", None),
        ("x: the network is sound<alt-1><alt-2><enter>", Some(8)),
        // The choice is of a suspicion, not of a place in the list.
        ("x: <alt-1>network and pool are sound<enter>", Some(8)),
        ("x: nothing in particular<enter>", None),
        // What the line is in the end counts.
        ("x: network<alt-1><home><delete><delete><delete><enter>", None),
    ] {
        let mut stage = stage();
        stage.press(keys);
        assert_eq!(ended(&stage), number, "{keys}: {}", stage.screen());
    }
}

#[test]
fn the_choice_is_seen_and_what_is_left_open_is_said() {
    let mut stage = stage();
    stage.press("x: the network is sound");
    assert!(
        stage
            .screen()
            .contains("ends none of the 3 open; Alt-1 to Alt-3 choose"),
        "{}",
        stage.screen()
    );
    stage.press("<alt-2>");
    let screen = stage.screen();
    assert!(
        screen.contains("ends hypothesis 8: bad deploy of auth-service"),
        "{screen}"
    );
    assert!(screen.contains("▸ Alt-2   8  bad deploy"), "{screen}");
    stage.press("<alt-2><enter>");
    let screen = stage.screen();
    assert!(
        screen.contains("Event 9 ended none: 3 hypotheses stay open."),
        "{screen}"
    );
    stage.press("<up><alt-1><enter>");
    assert_eq!(ended(&stage), Some(5), "{}", stage.screen());
}

#[test]
fn a_cause_ends_the_only_one_only_if_that_is_chosen_and_a_dead_end_does_without() {
    for (keys, number) in [
        ("c: a router<enter>", None),
        ("c: a router<alt-1><enter>", Some(5)),
        ("x: not the firewall<enter>", Some(5)),
    ] {
        let mut stage = Stage::live((80, 24));
        stage.press(keys);
        assert_eq!(ended(&stage), number, "{keys}");
    }
    let mut stage = Stage::live((80, 24));
    stage.press("c: a router");
    let screen = stage.screen();
    assert!(
        screen.contains("does not end the one that is open; Alt-1 does"),
        "{screen}"
    );
    stage.press("<ctrl-u>x: a router");
    let screen = stage.screen();
    assert!(
        screen.contains("ends hypothesis 5: Network connectivity?"),
        "{screen}"
    );
    assert!(!screen.contains("Alt-1"), "{screen}");
}

#[test]
fn a_choice_is_kept_with_a_line_that_is_not_saved() {
    let mut stage = stage();
    stage.disk = Disk::Fails;
    stage.press("x: the network is sound<alt-1><enter>");
    assert_eq!(stage.line(), "x: the network is sound");
    stage.disk = Disk::Works;
    stage.press("<enter>");
    assert_eq!(ended(&stage), Some(5), "{}", stage.screen());
}

#[test]
fn the_keys_say_what_they_are_for_where_there_is_nothing_to_choose() {
    let mut stage = stage();
    stage.press("m: rolled back<alt-1>");
    assert!(
        stage.screen().contains("Nothing to choose here"),
        "{}",
        stage.screen()
    );
    stage.press("<ctrl-u>x: y<alt-4>");
    assert!(stage.screen().contains("Only 3 are open."), "{}", stage.screen());
}

#[test]
fn they_fit_on_a_small_screen_too() {
    let mut stage = stage();
    stage.model.size = (40, 10);
    stage.press("x: network");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn a_choice_stays_when_a_paste_is_attached() {
    let mut stage = Stage::live((80, 24));
    stage.press("h: dns is broken<enter>x: dns is fine<alt-1>");
    assert!(stage.screen().contains("ends hypothesis 7"), "{}", stage.screen());
    stage.send(Msg::Input(Input::Paste("dig a\ndig b\ndig c\n".to_owned())));
    stage.press("<enter>");
    let incident = &stage.sample.as_ref().unwrap().incident;
    let (hypothesis, end) = (incident.events()[6].id, incident.events().last().unwrap());
    assert_eq!(
        (end.body().ends, end.body().evidence.len()),
        (Some(hypothesis), 1),
        "{}",
        stage.screen()
    );
}
