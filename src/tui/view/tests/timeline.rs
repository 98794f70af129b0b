//! The timeline with the focus: moving, finding, one event whole, another zone.

use super::*;

#[test]
fn the_timeline_takes_the_focus_and_three_keys_go_back_to_writing() {
    for back in ["<esc>", "i", "<tab>"] {
        let mut stage = Stage::live((80, 24));
        stage.press("<tab>kk");
        let screen = stage.screen();
        assert!(screen.contains("▌ 10:15"), "{screen}");
        stage.press("w");
        assert!(stage.model.timeline_focused);
        stage.press(back).press("w");
        assert_eq!(
            (stage.model.timeline_focused, stage.line()),
            (false, "w"),
            "{back}"
        );
    }
}

#[test]
fn it_cannot_be_mistaken_who_has_the_keyboard() {
    let mut stage = Stage::live((80, 24));
    let writing = stage.press("half a line").screen();
    assert!(
        writing.contains("▸ half a line") && !writing.contains("─ timeline"),
        "{writing}"
    );
    stage.press("<tab>");
    insta::assert_snapshot!(stage.screen());
    assert!(!stage.screen().contains('▸'));
}

#[test]
fn half_and_whole_pages_and_both_ends_have_keys() {
    let mut stage = Stage::live((80, 14));
    for (keys, selected) in [
        ("<tab>g", "▌ 09:30"),
        ("<ctrl-d>", "▌ 10:15"),
        ("G", "▌ 11:38"),
        ("<ctrl-u>", "▌ 09:40"),
        ("g<space>", "▌ 11:38"),
        ("<pgup>", "▌ 09:30"),
    ] {
        let screen = stage.press(keys).screen();
        assert!(screen.contains(selected), "{keys}: {screen}");
    }
}

#[test]
fn one_event_whole() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>k<enter>");
    insta::assert_snapshot!(stage.screen());
    stage.press("<esc>");
    assert!(stage.screen().contains("LIVE"));
}

#[test]
fn milestones_and_hits_are_found() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>[");
    assert!(stage.screen().contains("▌ 09:30"), "{}", stage.screen());
    stage.press("]");
    assert!(stage.screen().contains("No further one"), "{}", stage.screen());
    stage.press("<end>/authent<enter>");
    assert!(stage.screen().contains("▌ 09:40"), "{}", stage.screen());
    stage.press("N");
    assert!(stage.screen().contains("▌ 09:35"), "{}", stage.screen());
    stage.press("/nosuch<enter>");
    assert!(stage.screen().contains("Nothing holds"), "{}", stage.screen());
}

#[test]
fn times_are_shown_in_another_zone() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>z");
    let screen = stage.screen();
    assert!(
        screen.contains("16:44 UTC") && screen.contains("14:30"),
        "{screen}"
    );
}

#[test]
fn what_others_write_above_does_not_move_the_selection() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>k");
    stage
        .sample
        .as_mut()
        .unwrap()
        .log(Kind::Note, Some("2023-03-25T09:31:00-05:00"), "late news");
    stage.send(Msg::Changed { damage: 0 });
    stage.press("<enter>");
    assert!(
        stage.screen().contains("Network connectivity?"),
        "{}",
        stage.screen()
    );
}
