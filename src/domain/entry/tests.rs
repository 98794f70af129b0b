//! The contract of the one-line entry, with Saturday 25 March 2023 in Bogota for its present.

mod action_items;
mod any_line;
mod contract;
mod live_line;
mod remarks;

use super::*;
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::domain::time::{Now, Zone};

/// Saturday 25 March 2023, 11:44 in Bogota.
fn context() -> TimeContext {
    let zone = Zone::parse("America/Bogota", Zone::Utc).unwrap();
    TimeContext {
        now: Now {
            instant: "2023-03-25T16:44:00Z".parse().unwrap(),
            local: zone,
        },
        zone,
        anchor: Anchor::Now,
    }
}

/// An event as `KIND at [until] [~]`, and its text.
fn told(line: &str) -> (String, String) {
    let reading = read(line, &context());
    assert_eq!(reading.typed, line);
    match reading.what {
        What::Empty => ("empty".to_owned(), String::new()),
        What::Day(day) => (format!("day {day}"), String::new()),
        What::ActionItem(item) => ("todo".to_owned(), item.text),
        What::Event(event) => {
            let when = match event.time {
                EntryTime::Now => "now".to_owned(),
                EntryTime::Given(given) => {
                    let until = given.until.map_or(String::new(), |until| format!(" {until}"));
                    let about = if given.approximate { " ~" } else { "" };
                    format!("{}{until}{about}", given.at)
                }
            };
            let told = format!("{} {when}", event.kind.badge()).replace("2023-03-25T", "");
            (told.replace("-05:00", ""), event.text)
        }
    }
}

fn remarks(line: &str) -> Vec<Remark> {
    read(line, &context()).remarks
}
