//! The mouse's wheel: it scrolls, chooses, and never edits.

use super::*;

fn turn(stage: &mut Stage, rows: isize) {
    stage.send(Msg::Input(Input::Wheel { rows }));
}

/// A timeline of more rows than the screen has.
fn long() -> Stage {
    let mut stage = Stage::live((80, 12));
    stage.model.writer = "ana-laptop-7k3q".to_owned();
    for minute in 10..40 {
        stage.press(&format!("11:{minute} i: checked probe {minute}<enter>"));
    }
    stage
}

#[test]
fn while_writing_the_timeline_scrolls_and_the_line_stays() {
    for line in ["", "half a line"] {
        let mut stage = long();
        stage.press(line);
        let before = stage.screen();
        assert!(before.contains("probe 39"), "{before}");
        turn(&mut stage, -3);
        let screen = stage.screen();
        assert!(
            !screen.contains("probe 39") && screen.contains("probe 36"),
            "{screen}"
        );
        assert_eq!(stage.line(), line);
        turn(&mut stage, 3);
        stage.see(&["probe 39"]);
        stage.press(" and more<enter>");
        let screen = stage.screen();
        assert!(screen.contains("and more"), "{screen}");
        assert!(screen.contains("probe 39"), "nothing was corrected: {screen}");
    }
}

#[test]
fn one_arrow_still_corrects() {
    let mut stage = long();
    stage.press("<up>");
    assert!(stage.line().contains("checked probe 39"));
}

#[test]
fn elsewhere_the_wheel_is_arrows() {
    let mut stage = long();
    stage.press("<tab>");
    turn(&mut stage, -3);
    snapshot!(stage, "<enter>", rows(8..10), @"
    Sat 25 Mar 2023 11:44:27  ana: recorded
      as typed: 11:37 i: checked probe 37
    ");
    let mut stage = long();
    stage.press("/");
    turn(&mut stage, 2);
    assert_eq!(stage.line(), "/");
    let mut stage = Stage::new((80, 24));
    turn(&mut stage, -3);
    assert_eq!((stage.line(), stage.model.screen), ("", Screen::Start));
}

#[test]
fn however_it_is_turned_nothing_is_asked_for() {
    for keys in [
        "",
        "<tab>",
        "<tab><delete>",
        "<f1>",
        "<f2>",
        "<f3>",
        "<f4>",
        "<f5>",
        "<f6>",
        "/",
        "<tab>c",
    ] {
        for rows in [-7, -2, 0, 2, 7] {
            let mut stage = long();
            stage.press(keys);
            let records = stage.sample.as_ref().unwrap().incident.events().len();
            turn(&mut stage, rows);
            assert_eq!(stage.line(), if keys == "/" { "/" } else { "" }, "{keys} {rows}");
            assert_eq!(stage.sample.as_ref().unwrap().incident.events().len(), records);
            assert!(
                stage
                    .model
                    .composer()
                    .is_none_or(|composer| composer.task().is_none())
            );
        }
    }
}
