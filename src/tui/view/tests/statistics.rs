//! The statistics of all incidents: keys in, screen out.

use super::*;
use crate::domain::sample;
use crate::domain::statistics::{Measured, Statistics};

/// Six incidents that were noticed after so many minutes.
fn six() -> Statistics {
    let measured = [1, 2, 2, 4, 11, 59]
        .into_iter()
        .enumerate()
        .map(|(nth, minutes)| {
            let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
            s.log(Kind::Impact, Some(&sample::at("10:00")), "down");
            s.log(
                Kind::Detection,
                Some(&sample::at(&format!("10:{minutes:02}"))),
                "noticed",
            );
            let now = s.now();
            Measured::of(&s.incident, &format!("incident-{nth}"), false, now)
        });
    Statistics::of(measured.collect(), None)
}

/// On the list of incidents, with the statistics asked for and read.
fn stage(size: (u16, u16)) -> Stage {
    let mut stage = Stage::live(size);
    stage.press("<f3>s");
    stage.see(&["Reading all incidents."]);
    assert!(stage.asked.contains(&Effect::ReadStatistics));
    stage.send(Msg::Statistics(Box::new(six())));
    stage
}

#[test]
fn the_list_leads_there_and_esc_leads_back() {
    let mut stage = stage((80, 24));
    stage.see(&["Statistics", "6 incidents", "By severity"]);
    stage.press("<esc>");
    assert_eq!(stage.model.screen, Screen::Incidents);
    // What was read is there at once, and read anew.
    stage.press("s").see(&["6 incidents"]);
    stage.press("<tab>");
    assert_eq!(stage.model.screen, Screen::Incidents);
}

#[test]
fn it_scrolls_from_its_beginning_to_its_end_and_no_further() {
    for size in [(80, 24), (40, 10)] {
        let mut stage = stage(size);
        let beginning = stage.screen();
        stage.press("<up>");
        assert_eq!(stage.screen(), beginning);
        stage.press("G").see(&["Overdue action items", "none"]);
        let end = stage.screen();
        stage.press("<down><pagedown>");
        assert_eq!(stage.screen(), end);
        // One line up is seen at once.
        stage.press("k");
        assert_ne!(stage.screen(), end);
        stage.press("g");
        assert_eq!(stage.screen(), beginning);
        assert!(
            end.lines()
                .all(|line| line.chars().count() <= usize::from(size.0))
        );
    }
}

#[test]
fn on_eighty_columns_a_histogram_stands_beside_each_interval() {
    let stage = stage((80, 24));
    stage.see(&[
        "n      median 90 % within 1m    10m   1h    8h    1w  >",
        "Time to detect        6       2 min      59 min ▄▄██▄▄  ▄▄  ▄▄",
        "Time to acknowledge  too few to say (n = 0)",
    ]);
}

#[test]
fn on_a_small_screen_the_figures_stand_below_each_interval() {
    let mut stage = stage((40, 10));
    stage
        .press("<pagedown>")
        .see(&["Time to detect", "n = 6, median 2 min"]);
}

#[test]
fn a_letter_is_no_text_there() {
    let mut stage = stage((80, 24));
    stage.press("down again<esc>");
    assert_eq!(stage.model.screen, Screen::Incidents);
    assert!(stage.model.pending.is_empty());
}
