//! The countdown to the next status update, and the one reminder of it.

use super::*;

impl Stage {
    fn bells(&self) -> usize {
        self.asked
            .iter()
            .filter(|effect| **effect == Effect::Bell)
            .count()
    }
}

const REMINDER: &str = "A status update is due (every 30 min)";

#[test]
fn the_header_counts_down_to_the_next_update_and_says_when_it_is_late() {
    let mut stage = Stage::live((80, 24));
    stage.see(&["no update sent for 2h 14m (every 30m)"]);
    stage.press("u: told support<enter>");
    for (minutes, said) in [
        (0, "next update in 30m"),
        (18, "next update in 12m"),
        (12, "update due (every 30m)"),
        (8, "no update sent for 38m (every 30m)"),
    ] {
        stage.pass(TimeDelta::minutes(minutes));
        stage.see(&[said]);
    }
    stage.press("r: works again<enter>");
    stage.see_no(&["update sent", "next update"]);
    stage.press("b: down again<enter>");
    stage.see(&["next update in"]);
}

#[test]
fn where_there_is_no_rhythm_the_header_says_only_what_was() {
    let mut stage = Stage::live((80, 24));
    stage.model.policy.cadence = [None; 5];
    stage.press("u: told support<enter>");
    stage.pass(TimeDelta::minutes(50));
    stage.see(&["last update 50m ago"]);
    stage.see_no(&[REMINDER]);
}

#[test]
fn a_narrow_header_says_it_in_fewer_words() {
    let mut stage = Stage::live((40, 18));
    stage.see(&["no update for 2h 14m"]);
    stage.press("todo: a<enter>todo: b<enter>");
    stage.see(&["late 2h"]);
}

#[test]
fn it_is_reminded_once_until_it_is_put_away() {
    for size in [(80, 24), (40, 10), (120, 40)] {
        let mut stage = Stage::live(size);
        stage.model.bell = true;
        stage.press("half a line");
        stage
            .pass(TimeDelta::zero())
            .pass(TimeDelta::minutes(1))
            .pass(TimeDelta::minutes(1));
        stage.see(&["A status update is due"]);
        assert_eq!(stage.line(), "half a line", "nothing is taken from whoever types");
        assert_eq!(stage.bells(), 1);
        stage.press(" more<esc>");
        stage.pass(TimeDelta::minutes(40));
        stage.see_no(&["A status update is due"]);
        assert_eq!(stage.bells(), 1);
    }
}

#[test]
fn an_update_puts_the_reminder_away_until_the_next_is_due() {
    let mut stage = Stage::live((80, 24));
    stage.pass(TimeDelta::zero()).press("u: told support<enter>");
    stage.see_no(&[REMINDER]);
    stage.pass(TimeDelta::minutes(29)).see_no(&[REMINDER]);
    stage.pass(TimeDelta::minutes(2)).see(&[REMINDER]);
    assert_eq!(stage.bells(), 0, "the bell is off unless it is wanted");
}

#[test]
fn what_was_not_saved_stands_before_the_reminder() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Fails;
    stage.press("lost<enter>").pass(TimeDelta::zero());
    let screen = stage.screen();
    let (failed, due) = (screen.find("NOT saved").unwrap(), screen.find(REMINDER).unwrap());
    assert!(failed < due, "{screen}");
}

#[test]
fn the_reminder_is_seen_with_its_incident_only() {
    let mut stage = Stage::live((80, 24));
    stage.pass(TimeDelta::zero()).press("<f4>");
    stage.see(&[REMINDER]);
    stage.press("<esc>");
    stage.see_no(&[REMINDER]);
    assert!(stage.model.screen == Screen::Close);
    let mut stage = Stage::live((80, 24));
    stage.pass(TimeDelta::zero()).press("<f3>");
    stage.see_no(&[REMINDER]);
    stage.press("<esc>");
    stage.see(&[REMINDER]);
}
