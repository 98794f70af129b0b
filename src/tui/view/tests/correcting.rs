//! Corrections by key: your last event, a correction given up, an event withdrawn.

use super::*;

#[test]
fn up_on_an_empty_line_corrects_your_last_event() {
    let mut stage = Stage::live((80, 24));
    stage.model.writer = "ana-laptop-7k3q".to_owned();
    stage.press("half a line");
    stage.press("<ctrl-u><up>");
    assert_eq!(stage.line(), "Rollback being discussed with @auth-team");
    assert!(stage.screen().contains("corrects event 6"), "{}", stage.screen());
    stage.press("<home>m: <enter>");
    let screen = stage.screen();
    assert!(
        screen.contains("11:38   +2h8m MITIG    Rollback being discussed"),
        "{screen}"
    );
    assert!(screen.contains("corrected"), "{screen}");
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
    stage.press("<tab>kt<ctrl-u>10:31 h: Network connectivity?<enter>");
    assert!(
        stage.screen().contains("10:31"),
        "on the event's own day: {}",
        stage.screen()
    );
    assert_eq!(stage.line(), "half a line");
}

#[test]
fn an_event_is_withdrawn_after_a_second_key_and_undone_with_one() {
    let mut stage = Stage::live((80, 24));
    stage.model.writer = "ana-laptop-7k3q".to_owned();
    stage.press("<tab><delete>");
    assert!(stage.screen().contains("Withdraw event 6?"), "{}", stage.screen());
    stage.press("<esc>");
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), 6);
    stage.press("<delete>y");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().len(),
        5,
        "{}",
        stage.screen()
    );
    let told = "Withdrawn: event 6, 'Rollback being discussed with @auth-team'; u takes that\n back.";
    assert!(stage.screen().contains(told), "{}", stage.screen());
    stage.press("u");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().len(),
        6,
        "{}",
        stage.screen()
    );
}
