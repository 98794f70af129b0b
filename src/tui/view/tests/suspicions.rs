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
    snapshot!(stage, "x: the network is sound", rows(18..21), @"
    DEAD END ▸ x: the network is sound
               now, dead end · ends none of the 3 open; Alt-1 to Alt-3 choose
               Alt-1   5  Network connectivity?
    ");
    snapshot!(stage, "<alt-2>", rows(18..23), @"
    DEAD END ▸ x: the network is sound
               now, dead end · ends hypothesis 8: bad deploy of auth-service
               Alt-1   5  Network connectivity?
             ▸ Alt-2   8  bad deploy of auth-service
               Alt-3   7  connection pool of the database is exhausted
    ");
    snapshot!(stage, "<alt-2><enter>", rows(19..22), @"
    ────────────────────────────────────────────────────────────────────────────────
     Event 9 ended none: 3 hypotheses stay open. Up corrects it, to choose one.
              ▸
    ");
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
    snapshot!(stage, "c: a router", rows(20..23), @"
    CAUSE    ▸ c: a router
               now, cause · does not end the one that is open; Alt-1 does
               Alt-1   5  Network connectivity?
    ");
    snapshot!(stage, "<ctrl-u>x: a router", rows(21..24), @"
    DEAD END ▸ x: a router
               now, dead end · ends hypothesis 5: Network connectivity?
    Enter record  / kinds  Tab timeline  ^P commands  F1 help
    ");
    let screen = stage.screen();
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
    snapshot!(stage, "m: rolled back<alt-1>", rows(18..21), @"
    ────────────────────────────────────────────────────────────────────────────────
     Nothing to choose here: these keys say which of several hypotheses a dead end
     (x:) or a cause (c:) ends.
    ");
    snapshot!(stage, "<ctrl-u>x: y<alt-4>", rows(16..19), @"
    ────────────────────────────────────────────────────────────────────────────────
     Only 3 are open.
     DEAD END ▸ x: y
    ");
}

#[test]
fn they_fit_on_a_small_screen_too() {
    let mut stage = stage();
    stage.model.size = (40, 10);
    snapshot!(stage, "x: network", @"
     LIVE SEV1 Login down    2h 14m   11:44
      11:44 HYPO     connection pool of the
                     database is exhausted
                     open 0m
    • 11:44 HYPO     bad deploy of
    •                auth-service  open 0m
     DEAD END ▸ x: network
                now, dead end · ends none …
                Alt-1   5  Network connect…
     Enter record  / kinds  Tab timeline
    ");
}

#[test]
fn a_choice_stays_when_a_paste_is_attached() {
    let mut stage = Stage::live((80, 24));
    snapshot!(stage, "h: dns is broken<enter>x: dns is fine<alt-1>", rows(19..22), @"
    DEAD END ▸ x: dns is fine
               now, dead end · ends hypothesis 7: dns is broken
             ▸ Alt-1   7  dns is broken
    ");
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
