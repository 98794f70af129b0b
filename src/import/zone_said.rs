//! The zone that a heading gives all times below it: `## Timeline (all times UTC)`, `| Time (UTC) | Event |`.

use super::line::is_table_row;
use crate::domain::time::Zone;
use crate::domain::time::typed::{Stamp, zone_word};

/// The zone that a line says times are in: a heading, the head of a table, or a line that speaks of all times.
pub(super) fn zone_said(line: &str) -> Option<Zone> {
    let lower = line.to_lowercase();
    let of_all = ["all times", "times are in", "times in", "timezone", "time zone"];
    let speaks_of_all = of_all.iter().any(|words| lower.contains(words));
    let names_times = ["time", "zone", "when", "date"]
        .iter()
        .any(|word| lower.contains(word));
    let heads = (line.starts_with('#') || is_table_row(line)) && names_times;
    let timed = || Stamp::read(line.trim_start_matches(['#', '|', ' ', '*'])).is_some();
    if !(speaks_of_all || heads) || timed() {
        return None;
    }
    line.split(|c: char| c.is_whitespace() || "()[]|,;*_".contains(c))
        .map(|word| word.trim_matches([':', '.']))
        .find_map(zone_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_the_zone_of_what_stands_below_it() {
        for (line, zone) in [
            ("## Timeline (all times UTC)", Some("UTC")),
            ("| Time (UTC) | Event |", Some("UTC")),
            ("All times are in Europe/Berlin.", Some("Europe/Berlin")),
            ("Timeline (times in PST)", Some("-08:00")),
            ("# Timeline (UTC+2)", Some("+02:00")),
            ("# Timeline", None),
            ("| 09:30 UTC | the time was wrong |", None),
            ("we lost UTC", None),
            ("the API was down the whole time", None),
        ] {
            assert_eq!(
                zone_said(line).map(|zone| zone.to_string()).as_deref(),
                zone,
                "{line:?}"
            );
        }
    }
}
