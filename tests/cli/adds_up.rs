//! In JSON too a reader who subtracts the times, cut as exactly as both are known, gets the seconds.

use std::collections::HashMap;

use chrono::DateTime;
use proptest::prelude::*;
use serde_json::Value;

use crate::stage::Stage;

/// A time as JSON tells it: its seconds, and how many of them it is exact to.
fn time(event: &Value) -> (i64, i64) {
    let at = DateTime::parse_from_rfc3339(event["at"].as_str().unwrap()).unwrap();
    let exact = match event["precision"].as_str().unwrap() {
        "second" => 1,
        "minute" => 60,
        other => panic!("{other}"),
    };
    (at.timestamp(), exact)
}

fn line() -> impl Strategy<Value = String> {
    let clocks = (8..9_u32, 0..60_u32, prop::option::of(0..60_u32));
    let kinds = prop::sample::select(vec!["b", "d", "a", "e", "h", "x", "c", "m", "r", "n"]);
    (clocks, kinds).prop_map(|((hour, minute, second), kind)| {
        let second = second.map_or(String::new(), |second| format!(":{second:02}"));
        format!("{hour:02}:{minute:02}{second} {kind}: something")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_seconds_are_those_between_the_times(lines in prop::collection::vec(line(), 1..10)) {
        let stage = Stage::live();
        stage.run_with(&["log", "-"], lines.join("\n")).status(0);
        let shown = stage.run(&["show", "--json"]).json();
        let events = shown["events"].as_array().unwrap().iter();
        let times: HashMap<&str, (i64, i64)> =
            events.map(|event| (event["id"].as_str().unwrap(), time(event))).collect();
        for interval in shown["intervals"].as_array().unwrap() {
            let ends = interval["from"].as_str().zip(interval["to"].as_str());
            let Some((from, to)) = ends.map(|(from, to)| (times[from], times[to])) else {
                continue;
            };
            let unit = from.1.max(to.1);
            let expected = to.0.div_euclid(unit) * unit - from.0.div_euclid(unit) * unit;
            prop_assert_eq!(interval["seconds"].as_i64(), Some(expected), "{} {:#}", interval, shown);
        }
    }
}
