//! Lengths of time for people: in a header, in a narrow column, in a sentence, in a draft.
//!
//! Lengths are whole seconds and are cut, never rounded up: what is shown has passed. [`super::Length`] is that between
//! two times.

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const YEAR: u64 = 365 * DAY;

/// From here on a length is told in days: one day and 14 minutes is easily read as a day and 14 hours.
const IN_DAYS: u64 = 72 * HOUR;

/// For a header: `0m`, `45s`, `38m`, `2h 14m`, `30h 30m`, `12d 6h 0m`. A negative length has a leading `-`.
pub fn short(seconds: i64) -> String {
    let length = seconds.unsigned_abs();
    let text = match length {
        0 => "0m".to_owned(),
        1..MINUTE => format!("{length}s"),
        MINUTE..HOUR => format!("{}m", length / MINUTE),
        HOUR..IN_DAYS => format!("{}h {}m", length / HOUR, length % HOUR / MINUTE),
        _ => format!(
            "{}d {}h {}m",
            length / DAY,
            length % DAY / HOUR,
            length % HOUR / MINUTE
        ),
    };
    format!("{}{text}", if seconds < 0 { "-" } else { "" })
}

/// For the timeline's column of elapsed time: `+0m`, `+38m`, `+1h0m`, `+30h30m`, `-5m`, `+400d`. At most seven columns,
/// whatever a journal says: from 100 hours on without the minutes, and from 1,000 days on only that it is more.
pub fn offset(seconds: i64) -> String {
    let length = seconds.unsigned_abs();
    let text = match length {
        0..HOUR => format!("{}m", length / MINUTE),
        _ if length < 100 * HOUR => format!("{}h{}m", length / HOUR, length % HOUR / MINUTE),
        _ if length < 100 * DAY => format!("{}d{}h", length / DAY, length % DAY / HOUR),
        _ if length < 1000 * DAY => format!("{}d", length / DAY),
        _ => ">999d".to_owned(),
    };
    // Less than a minute before is no minute before.
    format!("{}{text}", if seconds <= -60 { "-" } else { "+" })
}

/// For a sentence, without a sign: `45 s`, `9 min`, `48 min 48 s`, `2 h 9 min`, `27 h 5 min`, `3 d 4 h`, `12 d`, `3 y`.
/// From an hour on it is cut to its two largest units.
pub fn spoken(seconds: i64) -> String {
    let length = seconds.unsigned_abs();
    match length {
        0..MINUTE => format!("{length} s"),
        MINUTE..HOUR => told(&[(length / MINUTE, "min"), (length % MINUTE, "s")]),
        HOUR..IN_DAYS => told(&[(length / HOUR, "h"), (length % HOUR / MINUTE, "min")]),
        _ if length < 7 * DAY => told(&[(length / DAY, "d"), (length % DAY / HOUR, "h")]),
        _ if length < YEAR => format!("{} d", length / DAY),
        _ => format!("{} y", length / YEAR),
    }
}

/// For a draft: `45 s`, `38 min`, `48 min 48 s`, `10 h 30 min`, `30 h 30 min`, `27 d 22 h`. Below 72 hours nothing is
/// cut; from there on it is told in days and hours. A negative length begins with `minus`.
pub fn long(seconds: i64) -> String {
    let length = seconds.unsigned_abs();
    let sign = if seconds < 0 { "minus " } else { "" };
    let text = match length {
        // Most times are known to the minute.
        0 => "0 min".to_owned(),
        1..IN_DAYS => told(&[
            (length / HOUR, "h"),
            (length % HOUR / MINUTE, "min"),
            (length % MINUTE, "s"),
        ]),
        _ => told(&[(length / DAY, "d"), (length % DAY / HOUR, "h")]),
    };
    format!("{sign}{text}")
}

/// The units that there are any of.
fn told(units: &[(u64, &str)]) -> String {
    let there = units.iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = there.map(|(count, unit)| format!("{count} {unit}")).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_told_in_each_place_as_it_needs_them() {
        let cases = [
            (0, "0m", "+0m", "0 s", "0 min"),
            (1, "1s", "+0m", "1 s", "1 s"),
            (45, "45s", "+0m", "45 s", "45 s"),
            (60, "1m", "+1m", "1 min", "1 min"),
            (119, "1m", "+1m", "1 min 59 s", "1 min 59 s"),
            (2_280, "38m", "+38m", "38 min", "38 min"),
            (3_600, "1h 0m", "+1h0m", "1 h", "1 h"),
            (3_620, "1h 0m", "+1h0m", "1 h", "1 h 20 s"),
            (7_740, "2h 9m", "+2h9m", "2 h 9 min", "2 h 9 min"),
            (8_040, "2h 14m", "+2h14m", "2 h 14 min", "2 h 14 min"),
            (37_800, "10h 30m", "+10h30m", "10 h 30 min", "10 h 30 min"),
            (109_800, "30h 30m", "+30h30m", "30 h 30 min", "30 h 30 min"),
            (86_400, "24h 0m", "+24h0m", "24 h", "24 h"),
            (259_199, "71h 59m", "+71h59m", "71 h 59 min", "71 h 59 min 59 s"),
            (259_200, "3d 0h 0m", "+72h0m", "3 d", "3 d"),
            (1_036_800, "12d 0h 0m", "+12d0h", "12 d", "12 d"),
            (2_412_540, "27d 22h 9m", "+27d22h", "27 d", "27 d 22 h"),
            (100_000_000, "1157d 9h 46m", "+>999d", "3 y", "1157 d 9 h"),
            (-300, "-5m", "-5m", "5 min", "minus 5 min"),
            (-20, "-20s", "+0m", "20 s", "minus 20 s"),
        ];
        for (seconds, header, column, sentence, draft) in cases {
            assert_eq!(short(seconds), header, "short {seconds}");
            assert_eq!(offset(seconds), column, "offset {seconds}");
            assert_eq!(spoken(seconds), sentence, "spoken {seconds}");
            assert_eq!(long(seconds), draft, "long {seconds}");
        }
    }

    #[test]
    fn the_ends_of_the_scale_are_told_too() {
        for seconds in [i64::MIN, i64::MAX] {
            for tell in [short, offset, spoken, long] {
                assert!(!tell(seconds).is_empty());
            }
        }
    }
}
