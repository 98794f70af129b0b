//! The countdown to the next status update, and the one reminder of it.

use chrono::TimeDelta;

use super::*;

impl Stage {
    /// The clock goes on by so many minutes.
    pub(super) fn wait(&mut self, minutes: i64) -> &mut Self {
        let mut now = self.model.now;
        now.instant += TimeDelta::minutes(minutes);
        self.sample.as_mut().unwrap().clock = now.instant;
        self.send(Msg::Tick(now));
        self
    }

    fn says(&self, text: &str) -> bool {
        self.screen().contains(text)
    }

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
    assert!(
        stage.says("no update sent for 2h 14m (every 30m)"),
        "{}",
        stage.screen()
    );
    stage.press("u: told support<enter>");
    for (minutes, said) in [
        (0, "next update in 30m"),
        (18, "next update in 12m"),
        (12, "update due (every 30m)"),
        (8, "no update sent for 38m (every 30m)"),
    ] {
        stage.wait(minutes);
        assert!(stage.says(said), "{said}:\n{}", stage.screen());
    }
    stage.press("r: works again<enter>");
    assert!(
        !stage.says("update sent") && !stage.says("next update"),
        "{}",
        stage.screen()
    );
    stage.press("b: down again<enter>");
    assert!(stage.says("next update in"), "{}", stage.screen());
}

#[test]
fn where_there_is_no_rhythm_the_header_says_only_what_was() {
    let mut stage = Stage::live((80, 24));
    stage.model.policy.cadence = [None; 5];
    stage.press("u: told support<enter>");
    stage.wait(50);
    assert!(stage.says("last update 50m ago"), "{}", stage.screen());
    assert!(!stage.says(REMINDER));
}

#[test]
fn a_narrow_header_says_it_in_fewer_words() {
    let mut stage = Stage::live((40, 18));
    assert!(stage.says("no update for 2h 14m"), "{}", stage.screen());
    stage.press("todo: a<enter>todo: b<enter>");
    assert!(stage.says("late 2h"), "{}", stage.screen());
}

#[test]
fn it_is_reminded_once_until_it_is_put_away() {
    for size in [(80, 24), (40, 10), (120, 40)] {
        let mut stage = Stage::live(size);
        stage.model.bell = true;
        stage.press("half a line");
        stage.wait(0).wait(1).wait(1);
        assert!(stage.says("A status update is due"), "{}", stage.screen());
        assert_eq!(stage.line(), "half a line", "nothing is taken from whoever types");
        assert_eq!(stage.bells(), 1);
        stage.press(" more<esc>");
        stage.wait(40);
        assert!(!stage.says("A status update is due"), "{}", stage.screen());
        assert_eq!(stage.bells(), 1);
    }
}

#[test]
fn an_update_puts_the_reminder_away_until_the_next_is_due() {
    let mut stage = Stage::live((80, 24));
    stage.wait(0).press("u: told support<enter>");
    assert!(!stage.says(REMINDER), "{}", stage.screen());
    assert!(!stage.wait(29).says(REMINDER));
    assert!(stage.wait(2).says(REMINDER));
    assert_eq!(stage.bells(), 0, "the bell is off unless it is wanted");
}

#[test]
fn what_was_not_saved_stands_before_the_reminder() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Fails;
    stage.press("lost<enter>").wait(0);
    let screen = stage.screen();
    let (failed, due) = (screen.find("NOT saved").unwrap(), screen.find(REMINDER).unwrap());
    assert!(failed < due, "{screen}");
}

#[test]
fn the_reminder_is_seen_with_its_incident_only() {
    let mut stage = Stage::live((80, 24));
    stage.wait(0).press("<f4>");
    assert!(stage.says(REMINDER), "{}", stage.screen());
    stage.press("<esc>");
    assert!(!stage.says(REMINDER) && stage.model.screen == Screen::Close);
    let mut stage = Stage::live((80, 24));
    stage.wait(0).press("<f3>");
    assert!(!stage.says(REMINDER), "{}", stage.screen());
    stage.press("<esc>");
    assert!(stage.says(REMINDER), "{}", stage.screen());
}
