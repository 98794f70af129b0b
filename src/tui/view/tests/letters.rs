//! Letters wherever the keyboard is: they never change the record, unless a question is answered. The two signs by which
//! a mitigation helped or failed are no letters.

use proptest::prelude::*;

use super::*;

/// The way to every screen on which letters are commands, or answers; open and closed.
const SCREENS: &[&str] = &[
    "<tab>",
    "<tab>kk",
    "<tab><enter>",
    "<tab>c",
    "<tab>kx",
    "<tab>kC",
    "<tab>u",
    "<tab><delete>",
    "<tab>f",
    "<tab>/",
    "<f2>",
    "<f2>j",
    "<f2>j2",
    "<f2>j<delete>",
    "<f3>",
    "<f3>r",
    "<f4>",
    "<f4>U",
    "<f4><end>",
    "<f5>",
    "<f5>x",
    "<f5>A",
    "<f6>",
    "<f6>s",
    "<f7>",
    "<f1>",
    "<ctrl-p>",
    "payments<enter>",
];

fn stage(closed: bool) -> Stage {
    let mut stage = Stage::live((80, 24));
    stage.press("todo: add a health check @bo<enter>");
    let here = stage.sample.as_ref().unwrap().incident.id();
    stage.send(Msg::Listed(vec![ListedIncident {
        id: here,
        title: "Login down".to_owned(),
        severity: None,
        standing: if closed { Liveness::Closed } else { Liveness::Live },
        opened: None,
        events: 6,
        unsent: false,
    }]));
    if closed {
        stage.press("<f4><enter><enter><esc>");
    }
    stage
}

/// All that is recorded, and what was asked for that would change it.
fn record(stage: &Stage) -> String {
    let asked = stage.asked.iter().filter(|effect| {
        matches!(
            effect,
            Effect::Reopen(_) | Effect::Draft(Drafting::Close) | Effect::Write { .. }
        )
    });
    let asked: Vec<&Effect> = asked.collect();
    format!(
        "{:?} {asked:?} {:?}",
        stage.sample.as_ref().unwrap().incident,
        stage.model.pending
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn letters_leave_the_journal_as_it_was(
        screen in 0..SCREENS.len(),
        closed in any::<bool>(),
        letters in "[ -xz~A-Zéü火]{1,12}",
        together in any::<bool>(),
    ) {
        // Alone they are answers: where does the line belong?
        prop_assume!(SCREENS[screen] != "payments<enter>" || !letters.trim().starts_with(['n', 'a']));
        let mut stage = stage(closed);
        stage.press(SCREENS[screen]);
        let before = record(&stage);
        if together {
            stage.send(Msg::Input(Input::Text(letters.clone())));
        } else {
            for letter in letters.chars() {
                stage.send(Msg::Input(Input::Key(Key::char(letter))));
            }
        }
        stage.screen();
        prop_assert_eq!(record(&stage), before, "{} at {}", letters, SCREENS[screen]);
    }
}

#[test]
fn a_sentence_and_enter_rewrite_nothing_where_nobody_writes() {
    for screen in ["<tab>", "<tab>k", "<f2>", "<f4>", "<f6>", "<f7>", "<f3>"] {
        for sentence in [
            "users are back",
            "customers ok",
            "db down",
            "Customers are back",
            "payments timed out",
            "retry helps",
            "back up",
            "customers are down",
            "confirmed with bo",
            "checking the cache",
            "eta tbd",
            "errors again",
            "everything is fine",
            "cannot be said",
        ] {
            for closed in [true, false] {
                let mut stage = stage(closed);
                stage.press(screen);
                let before = record(&stage);
                stage.press(sentence).press("<enter>");
                assert_eq!(
                    record(&stage),
                    before,
                    "{sentence} at {screen}: {}",
                    stage.screen()
                );
            }
        }
    }
}

#[test]
fn after_a_command_one_is_back_where_one_was() {
    for command in [
        "x", "C", "c", "u", "<delete>", "e", "t", "xe", "<f2>", "<f5>", "<f4>", "<f6>", "<f3>",
    ] {
        for answer in ["<esc>", "<enter>", "y"] {
            let opens =
                command.starts_with("<f") || (answer == "y" && ["c", "e", "t", "xe"].contains(&command));
            if opens && answer != "<esc>" {
                continue;
            }
            let mut stage = stage(false);
            stage.press("<tab>k");
            let selected = |stage: &Stage| stage.model.current.as_ref().unwrap().timeline.selected_id();
            let before = selected(&stage);
            stage.press(command).press(answer);
            let there = (
                stage.model.screen,
                stage.model.timeline_focused,
                stage.model.overlay.is_none(),
            );
            assert_eq!(
                there,
                (Screen::Live, true, true),
                "{command}{answer}: {}",
                stage.screen()
            );
            let gone = command == "<delete>" && answer != "<esc>";
            assert_eq!(
                selected(&stage) == before,
                !gone,
                "{command}{answer}: {}",
                stage.screen()
            );
        }
    }
}

#[test]
fn within_words_no_letter_begins_a_change_and_after_a_slip_all_work_again() {
    let mut stage = stage(false);
    stage.press("<tab>kwe");
    assert_eq!((stage.line(), stage.model.timeline_focused), ("", true));
    stage.press("<down>e");
    assert_eq!(stage.line(), "Rollback being discussed with @auth-team");
    stage.press("<esc>kw").pass(TimeDelta::minutes(1)).press("e");
    assert_eq!(stage.line(), "h: Network connectivity?", "a moment later");
    stage.press("<esc>wi");
    assert!(
        !stage.model.timeline_focused,
        "how to write is said, and works at once"
    );
    stage.press("<tab>wwi");
    assert!(stage.model.timeline_focused, "but not out of the midst of words");
}

#[test]
fn what_is_no_time_retimes_nothing() {
    let mut stage = stage(false);
    snapshot!(stage, "<tab>the db is back<enter>", rows(17..20), @"
    ────────────────────────────────────────────────────────────────────────────────
     No time is read there: write it before the words, as 09:30 or 2023-03-25
     09:30.
    ");
    assert!(stage.line().contains("he db is back"), "the line is kept");
    let incident = &stage.sample.as_ref().unwrap().incident;
    assert!(!incident.events()[5].is_amended());
}
