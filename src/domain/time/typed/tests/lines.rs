//! Typed times at the beginning of a line: where they end, and what of them could be words.

use super::*;

/// The end of the range if there is one, what was taken and could be words, and the rest of the line.
fn read_line(line: &str) -> Option<(Option<String>, Vec<String>, &str)> {
    let read = read(line, &bogota())?;
    let until = read.time.given.until.map(|until| until.to_string());
    let unsure = read.time.remarks.iter().filter_map(|remark| {
        let TimeRemark::TakenAsTime { typed } = remark else {
            return None;
        };
        Some(typed.clone())
    });
    Some((until, unsure.collect(), read.behind))
}

#[test]
fn what_could_be_words_behind_a_time_is_named() {
    for (line, unsure, behind) in [
        ("09:30 Fri x", Some("Fri"), " x"),
        ("09:30 Friday x", None, " x"),
        ("09:30 on Fri x", None, " x"),
        ("09:30, Fri x", None, " x"),
        ("09:30 last Fri x", None, " x"),
        ("09:30 Mar 5 x", Some("Mar 5"), " x"),
        ("09:30 on Mar 5 x", None, " x"),
        ("09:30, Mar 5 x", None, " x"),
        // An offset that could be a number has four digits, stands free, and not behind seconds.
        ("09:30 +0200 x", Some("+0200"), " x"),
        ("09:30+0200 x", None, " x"),
        ("09:30:12 +0200 x", None, " x"),
        ("09:30 +2:00 x", None, " x"),
        ("09:30 +02:00 x", None, " x"),
        ("09:30 +9999 x", None, " +9999 x"),
        ("09:30 -1234 x", None, " -1234 x"),
    ] {
        let (_, taken, rest) = read_line(line).unwrap();
        assert_eq!(
            (taken.first().map(String::as_str), rest),
            (unsure, behind),
            "{line}"
        );
    }
}

#[test]
fn a_time_ends_where_its_word_does() {
    for (line, behind) in [
        ("09:30 UTC5", Some(" UTC5")),
        ("09:30 UTC:5", Some(":5")),
        ("10:15,down", None),
        ("10:15, down", Some(", down")),
        ("10:15, 10:20", None),
        ("10:15: down", Some(": down")),
    ] {
        assert_eq!(read_line(line).map(|(.., behind)| behind), behind, "{line}");
    }
}

#[test]
fn a_zone_may_stand_between_the_ends_of_a_range() {
    for (line, until) in [
        ("10:05 UTC - 10:20 x", Some("2023-03-25T10:20:00+00:00")),
        ("10:05 CET - 10:20 x", Some("2023-03-25T10:20:00-05:00")),
        ("10:05 API - 10:20 x", None),
        ("10:05-10:20Z x", Some("2023-03-25T10:20:00+00:00")),
    ] {
        let (end, ..) = read_line(line).unwrap();
        assert_eq!(end.as_deref(), until, "{line}");
    }
}

#[test]
fn a_word_that_is_a_zone_says_which() {
    let hours = |hours| chrono::FixedOffset::east_opt(hours * 3600).map(Zone::Fixed);
    for (word, zone) in [
        ("UTC", Some(Zone::Utc)),
        ("utc", Some(Zone::Utc)),
        ("GMT", hours(0)),
        ("GMT+2", hours(2)),
        ("-05:00", hours(-5)),
        ("UT", hours(0)),
        ("EST", hours(-5)),
        ("EDT", hours(-4)),
        ("CST", hours(-6)),
        ("CDT", hours(-5)),
        ("MST", hours(-7)),
        ("MDT", hours(-6)),
        ("PST", hours(-8)),
        ("PDT", hours(-7)),
        ("CET", None),
        ("UTC x", None),
        ("api", None),
    ] {
        assert_eq!(zone_word(word), zone, "{word}");
    }
    assert_eq!(
        zone_word("Europe/Berlin").map(|zone| zone.to_string()),
        Some("Europe/Berlin".to_owned())
    );
}
