//! The timeline with the focus: moving, finding, one event whole, another zone.

use super::*;

#[test]
fn the_timeline_takes_the_focus_and_any_character_goes_back_to_writing() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>kk");
    let screen = stage.screen();
    assert!(screen.contains("▌ 10:15"), "{screen}");
    stage.press("w");
    assert!(!stage.model.timeline_focused);
    assert_eq!(stage.line(), "w");
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
    stage.press("<esc>");
    stage.press("<tab>/nosuch<enter>");
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
