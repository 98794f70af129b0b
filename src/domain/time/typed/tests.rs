//! Typed times as values of options; lines are tested with the entry grammar.

mod anchors;
mod lines;

use proptest::prelude::*;

use super::*;

fn context(now: &str, zone: &str) -> TimeContext {
    let local = Zone::parse("America/Bogota", Zone::Utc).unwrap();
    TimeContext {
        now: Now {
            instant: now.parse().unwrap(),
            local,
        },
        zone: Zone::parse(zone, local).unwrap(),
        anchor: Anchor::Now,
    }
}

/// Saturday 25 March 2023, 11:44:07 in Bogota.
fn bogota() -> TimeContext {
    context("2023-03-25T16:44:07.123456Z", "America/Bogota")
}

/// `at [until] [~] [precision]` of a reading, or `none`.
fn told(read: Result<TypedTime, option::TimeOptionError>) -> String {
    let Ok(TypedTime { given, .. }) = read else {
        return "none".to_owned();
    };
    let until = given.until.map_or(String::new(), |until| format!(" {until}"));
    let about = if given.approximate { " ~" } else { "" };
    format!("{}{until}{about} {:?}", given.at, given.precision).replace(" Minute", "")
}

fn remarks(read: Result<TypedTime, option::TimeOptionError>) -> Vec<String> {
    read.unwrap().remarks.iter().map(ToString::to_string).collect()
}

#[test]
fn every_form_of_a_time_is_read() {
    let cases = [
        ("09:30", "2023-03-25T09:30:00-05:00"),
        ("9:30", "2023-03-25T09:30:00-05:00"),
        ("9:30 AM", "2023-03-25T09:30:00-05:00"),
        ("9:30am", "2023-03-25T09:30:00-05:00"),
        ("9:30 a.m.", "2023-03-25T09:30:00-05:00"),
        ("9:30\u{202f}PM", "2023-03-24T21:30:00-05:00"),
        ("12:15 a.m.", "2023-03-25T00:15:00-05:00"),
        ("12:15 PM", "2023-03-24T12:15:00-05:00"),
        ("0930", "2023-03-25T09:30:00-05:00"),
        ("2023 on Mar 20", "2023-03-20T20:23:00-05:00"),
        ("~09:30", "2023-03-25T09:30:00-05:00 ~"),
        ("about 09:30", "2023-03-25T09:30:00-05:00 ~"),
        ("09:30:12", "2023-03-25T09:30:12-05:00 Second"),
        ("9:30:12 PM", "2023-03-24T21:30:12-05:00 Second"),
        ("now", "2023-03-25T11:44:07.123456-05:00 Second"),
        ("09:30:", "2023-03-25T09:30:00-05:00"),
        ("[09:30]", "2023-03-25T09:30:00-05:00"),
        ("**09:30**", "2023-03-25T09:30:00-05:00"),
        ("noon", "2023-03-24T12:00:00-05:00"),
        ("-10m", "2023-03-25T11:34:07-05:00"),
        ("~-10m", "2023-03-25T11:34:07-05:00 ~"),
        ("-1h20m", "2023-03-25T10:24:07-05:00"),
        ("-90s", "2023-03-25T11:42:37-05:00 Second"),
        ("-2d", "2023-03-23T11:44:07-05:00"),
        ("10m ago", "2023-03-25T11:34:07-05:00"),
        ("10 min ago", "2023-03-25T11:34:07-05:00"),
        ("1h20m ago", "2023-03-25T10:24:07-05:00"),
        ("1 hour 20 minutes ago", "2023-03-25T10:24:07-05:00"),
        ("2 Hours Ago", "2023-03-25T09:44:07-05:00"),
        ("yesterday 23:50", "2023-03-24T23:50:00-05:00"),
        ("Today 9:30 am", "2023-03-25T09:30:00-05:00"),
        ("today 23:00", "2023-03-25T23:00:00-05:00"),
        ("2023-03-20 09:30", "2023-03-20T09:30:00-05:00"),
        ("2023-03-20 ~09:30:01", "2023-03-20T09:30:01-05:00 ~ Second"),
        ("2023-03-20T09:30", "2023-03-20T09:30:00-05:00"),
        ("2023-03-20T09:30-05:00", "2023-03-20T09:30:00-05:00"),
        ("2023-03-20T09:30+0530", "2023-03-20T09:30:00+05:30"),
        ("2023-03-20T09:30Z", "2023-03-20T09:30:00+00:00"),
        ("2023-03-20 09:30Z", "2023-03-20T09:30:00+00:00"),
        (
            "2023-03-20T09:30:12.5Z",
            "2023-03-20T09:30:12.500000+00:00 Second",
        ),
        ("2023-03-20", "2023-03-20T00:00:00-05:00 Day"),
        ("yesterday", "2023-03-24T00:00:00-05:00 Day"),
        (
            "14:05-14:20",
            "2023-03-24T14:05:00-05:00 2023-03-24T14:20:00-05:00",
        ),
        (
            "10:05 – 10:20",
            "2023-03-25T10:05:00-05:00 2023-03-25T10:20:00-05:00",
        ),
        (
            "23:50-00:10",
            "2023-03-24T23:50:00-05:00 2023-03-25T00:10:00-05:00",
        ),
        (
            "2023-03-20 23:50-00:10",
            "2023-03-20T23:50:00-05:00 2023-03-21T00:10:00-05:00",
        ),
        (
            "2:05 PM-2:20 PM",
            "2023-03-24T14:05:00-05:00 2023-03-24T14:20:00-05:00",
        ),
        (
            "2:05-2:20 PM",
            "2023-03-24T14:05:00-05:00 2023-03-24T14:20:00-05:00",
        ),
        (
            "11:55-12:10 PM",
            "2023-03-25T11:55:00-05:00 2023-03-25T12:10:00-05:00",
        ),
        (
            "11:55 pm-12:10",
            "2023-03-24T23:55:00-05:00 2023-03-25T00:10:00-05:00",
        ),
        // Only what could be a half of the day is lent the other end's.
        (
            "2023-03-20 14:05-2:20 PM",
            "2023-03-20T14:05:00-05:00 2023-03-20T14:20:00-05:00",
        ),
        // A range does not run backwards; it may be no longer than a moment.
        (
            "2023-03-20 09:30 - 2023-03-20 09:30",
            "2023-03-20T09:30:00-05:00 2023-03-20T09:30:00-05:00",
        ),
        ("2023-03-20 09:30 - 2023-03-20 09:20", "none"),
        ("9999-12-31T23:59-12:00", "9999-12-31T23:59:00-12:00"),
        ("1970-01-01 00:00", "1970-01-01T00:00:00-05:00"),
    ];
    for (typed, expected) in cases {
        assert_eq!(told(option::time(typed, &bogota())), expected, "{typed:?}");
    }
}

#[test]
fn a_length_before_now_is_read_in_digits_and_in_words() {
    let cases = [
        ("1w ago", "2023-03-18T11:44:07-05:00"),
        ("2 weeks ago", "2023-03-11T11:44:07-05:00"),
        ("a day ago", "2023-03-24T11:44:07-05:00"),
        ("an hour ago", "2023-03-25T10:44:07-05:00"),
        ("half an hour ago", "2023-03-25T11:14:07-05:00"),
        ("half a minute ago", "2023-03-25T11:43:37-05:00"),
        ("1.5h ago", "2023-03-25T10:14:07-05:00"),
        ("0.5 hrs ago", "2023-03-25T11:14:07-05:00"),
        ("twelve mins ago", "2023-03-25T11:32:07-05:00"),
        ("Forty-five minutes ago", "2023-03-25T10:59:07-05:00"),
        ("30 secs ago", "2023-03-25T11:43:37-05:00 Second"),
        ("2 hours and 5 minutes ago", "2023-03-25T09:39:07-05:00"),
        (
            "1 hour, 2 minutes and 3 seconds ago",
            "2023-03-25T10:42:04-05:00 Second",
        ),
        ("-1.5h", "2023-03-25T10:14:07-05:00"),
        // Each unit once, from the largest on; and behind a minus in digits, close.
        ("1 minute 1 hour ago", "none"),
        ("1 hour 1 hour ago", "none"),
        ("-ten m", "none"),
        ("-1h 5m", "none"),
        ("10 m", "none"),
        ("half two hours ago", "none"),
    ];
    for (typed, expected) in cases {
        assert_eq!(told(option::time(typed, &bogota())), expected, "{typed:?}");
    }
}

#[test]
fn clocks_and_offsets_are_read_up_to_their_bounds() {
    let cases = [
        ("2023-03-20 23:59", "2023-03-20T23:59:00-05:00"),
        ("2023-03-20 24:00", "2023-03-21T00:00:00-05:00"),
        ("2023-03-20 24:00:01", "none"),
        ("2023-03-20 12:00 AM", "2023-03-20T00:00:00-05:00"),
        ("2023-03-20 12:00 PM", "2023-03-20T12:00:00-05:00"),
        ("2023-03-20 0:30 PM", "none"),
        ("2023-03-20 11:59:59 pm", "2023-03-20T23:59:59-05:00 Second"),
        // What is finer than microseconds is cut.
        (
            "2023-03-20T09:30:12,25Z",
            "2023-03-20T09:30:12.250000+00:00 Second",
        ),
        (
            "2023-03-20T09:30:12.123456789Z",
            "2023-03-20T09:30:12.123456+00:00 Second",
        ),
        ("20230320T093012Z", "2023-03-20T09:30:12+00:00 Second"),
        ("20230320T0930Z", "2023-03-20T09:30:00+00:00"),
        // The earth has offsets of up to fourteen hours.
        ("2023-03-20T09:30+14:00", "2023-03-20T09:30:00+14:00"),
        ("2023-03-20T09:30-14:00", "2023-03-20T09:30:00-14:00"),
        ("2023-03-20T09:30+14:01", "none"),
        ("2023-03-20T09:30+05:59", "2023-03-20T09:30:00+05:59"),
        ("2023-03-20T09:30+05:60", "none"),
        ("2023-03-20T09:30+5", "2023-03-20T09:30:00+05:00"),
    ];
    for (typed, expected) in cases {
        assert_eq!(told(option::time(typed, &bogota())), expected, "{typed:?}");
    }
}

#[test]
fn what_is_no_time_is_refused_with_the_reason() {
    let cases = [
        ("", "nothing was given"),
        ("25:99", "hours go to 23"),
        ("2023", "it may be a year; write 20:23 for the time"),
        ("2026 UTC", "it may be a year; write 20:26 for the time"),
        ("1999", "it is a year, and no day of it"),
        ("2023 soon", ""),
        ("2500", ""),
        ("09:30 BST", "'BST' is no zone that is read here"),
        ("09:30 API", "'API' is no zone that is read here"),
        ("10:75", "minutes go to 59"),
        ("23:75", "minutes go to 59"),
        ("10:1", "minutes have two digits"),
        ("10:", "the minutes are missing"),
        ("10:15:60", "seconds go to 59"),
        ("10:59:60", "seconds go to 59"),
        ("3 AM", "a twelve-hour clock needs its minutes, as in 3:00 PM"),
        ("13:30 PM", "with AM or PM hours go from 1 to 12"),
        ("13:30:59 PM", "with AM or PM hours go from 1 to 12"),
        ("2023-02-30", "there is no 30 February"),
        ("2023-02-29 10:00", "there is no 29 February 2023"),
        ("2023-13-01", "months go from 1 to 12"),
        ("2023-3-5", "a date is written 2023-03-05"),
        ("2023-03-25T24:10", "hours go to 23"),
        ("2023-03-25 10:75", "minutes go to 59"),
        ("yesterday 25:00", "hours go to 23"),
        ("today 25:00", "hours go to 23"),
        ("1969-12-31 10:00", "it lies outside the years 1970 to 9999"),
        ("12023-12-31 10:00", "years go from 1970 to 9999"),
        ("-999999d", "it lies outside the years 1970 to 9999"),
        ("9999-12-31 23:50-00:10", "it lies outside the years 1970 to 9999"),
        ("2023-03-25T10:00+15:00", ""),
        ("-99999999999d", ""),
        ("soon", ""),
        ("09:30 users", ""),
        ("13:30 users", ""),
        ("12 users", ""),
        ("-20m1h", ""),
    ];
    for (typed, expected) in cases {
        let error = option::time(typed, &bogota()).unwrap_err();
        assert_eq!(error.why.as_deref().unwrap_or(""), expected, "{typed:?}");
        assert_eq!(error.to_string().lines().count(), 2);
    }
    let hostile = option::time(&"\u{1b}[2J".repeat(40), &bogota()).unwrap_err();
    assert!(!hostile.to_string().contains('\u{1b}') && hostile.typed.len() < 80);
}

#[test]
fn a_bare_clock_time_is_the_latest_that_is_not_far_ahead() {
    let cases = [
        ("2023-03-25T05:05:00Z", "23:55", "2023-03-24T23:55:00-05:00", None),
        (
            "2023-03-25T04:58:00Z",
            "00:10",
            "2023-03-25T00:10:00-05:00",
            Some("12 min ahead of now"),
        ),
        ("2023-03-25T16:44:00Z", "11:44", "2023-03-25T11:44:00-05:00", None),
        (
            "2023-03-25T16:44:00Z",
            "11:59",
            "2023-03-25T11:59:00-05:00",
            Some("15 min ahead of now"),
        ),
        ("2023-03-25T16:44:00Z", "12:00", "2023-03-24T12:00:00-05:00", None),
        (
            "2023-03-25T16:44:00Z",
            "Sat 11:59",
            "2023-03-25T11:59:00-05:00",
            Some("15 min ahead of now"),
        ),
        (
            "2023-03-25T16:44:00Z",
            "Sat 12:00",
            "2023-03-18T12:00:00-05:00",
            None,
        ),
        (
            "2023-03-25T16:44:00Z",
            "2023-03-26 11:44",
            "2023-03-26T11:44:00-05:00",
            Some("24 h ahead of now"),
        ),
    ];
    for (now, typed, at, remark) in cases {
        let read = option::time(typed, &context(now, "America/Bogota"));
        assert_eq!(told(read.clone()), at, "{typed:?}");
        assert_eq!(remarks(read), Vec::from_iter(remark), "{typed:?}");
    }
}

#[test]
fn on_a_given_day_a_bare_clock_time_is_on_that_day() {
    let mut closed = bogota();
    closed.anchor = Anchor::Day("2023-03-20".parse().unwrap());
    assert_eq!(told(option::time("23:00", &closed)), "2023-03-20T23:00:00-05:00");
    assert_eq!(
        told(option::time("23:50-00:10", &closed)),
        "2023-03-20T23:50:00-05:00 2023-03-21T00:10:00-05:00"
    );
    assert_eq!(told(option::time("-10m", &closed)), "2023-03-25T11:34:07-05:00");
}

#[test]
fn clock_changes_are_marked_and_the_reading_is_shown() {
    let paris = |now| context(now, "Europe/Paris");
    let twice = "the clock was set back and showed 02:30 twice; taken as 02:30";
    let never = "the clock was set forward and never showed 02:30; taken as 03:30 +02:00";
    let cases = [
        // Both have passed: the later one. Only the first has: that one. A given day: the earlier one.
        (
            "2023-10-29T09:00:00Z",
            "02:30",
            "2023-10-29T02:30:00+01:00",
            format!("{twice} +01:00"),
        ),
        (
            "2023-10-29T00:50:00Z",
            "02:30",
            "2023-10-29T02:30:00+02:00",
            format!("{twice} +02:00"),
        ),
        (
            "2023-10-30T09:00:00Z",
            "2023-10-29 02:30",
            "2023-10-29T02:30:00+02:00",
            format!("{twice} +02:00"),
        ),
        (
            "2023-03-26T09:00:00Z",
            "02:30",
            "2023-03-26T02:30:00+01:00",
            never.to_owned(),
        ),
        // Not yet the half hour that would stand for it.
        (
            "2023-03-26T01:05:00Z",
            "02:30",
            "2023-03-25T02:30:00+01:00",
            "the clock was set forward and never showed 02:30 on 2023-03-26; taken as that of 2023-03-25"
                .to_owned(),
        ),
        (
            "2023-03-26T09:00:00Z",
            "2023-03-26T02:30",
            "2023-03-26T02:30:00+01:00",
            never.to_owned(),
        ),
    ];
    for (now, typed, at, remark) in cases {
        let read = option::time(typed, &paris(now));
        assert_eq!(told(read.clone()), at, "{typed:?}");
        assert_eq!(remarks(read), [remark], "{typed:?}");
    }
    let range = option::time("2023-10-29 02:50-02:10", &paris("2023-10-30T09:00:00Z"));
    assert_eq!(
        told(range),
        "2023-10-29T02:50:00+02:00 2023-10-29T02:10:00+01:00",
        "twenty minutes, over the change"
    );
}

#[test]
fn an_unknown_zone_keeps_the_wall_clock_and_drops_the_offset() {
    let unknown = context("2023-03-25T16:44:07Z", "unknown");
    assert_eq!(told(option::time("09:30", &unknown)), "2023-03-25T09:30:00");
    assert_eq!(told(option::time("-10m", &unknown)), "2023-03-25T11:34:07");
    let read = option::time("2023-03-20T09:30-05:00", &unknown);
    assert_eq!(told(read.clone()), "2023-03-20T09:30:00");
    assert_eq!(remarks(read), ["the zone is unknown, so -05:00 is not kept"]);
}

#[test]
fn an_end_is_the_first_such_time_from_the_start_on() {
    let start = Moment::parse("2023-03-20T23:50:00-05:00").unwrap();
    let cases = [
        ("23:55", "2023-03-20T23:55:00-05:00"),
        ("2023-03-20 23:50", "2023-03-20T23:50:00-05:00"),
        ("00:10", "2023-03-21T00:10:00-05:00"),
        ("2023-03-21 00:10", "2023-03-21T00:10:00-05:00"),
        ("now", "2023-03-25T11:44:07.123456-05:00 Second"),
        ("2023-03-20 23:40", "none"),
        ("23:55-23:58", "none"),
        ("25:00", "none"),
    ];
    for (typed, expected) in cases {
        assert_eq!(told(option::end(typed, &start, &bogota())), expected, "{typed:?}");
    }
    for (typed, said) in [("00:10", &["ends the next day"][..]), ("23:55", &[])] {
        assert_eq!(remarks(option::end(typed, &start, &bogota())), said);
    }
}

#[test]
fn the_dash_of_a_range_stands_close_or_free() {
    for (typed, is_range) in [
        ("09:05-09:20", true),
        ("09:05 - 09:20", true),
        ("2023-03-25 09:05 – 09:20", true),
        ("09:05 -09:20", false),
        ("09:05- 09:20", false),
        ("2023-03-25 09:30 -05:00", false),
    ] {
        let read = option::time(typed, &bogota()).ok();
        assert_eq!(
            read.is_some_and(|read| read.given.until.is_some()),
            is_range,
            "{typed:?}"
        );
    }
}

#[test]
fn a_due_date_is_a_day() {
    let today = bogota().today();
    let cases = [
        ("2026-12-01", Some("2026-12-01")),
        ("today", Some("2023-03-25")),
        ("Tomorrow", Some("2023-03-26")),
        ("+3d", Some("2023-03-28")),
        ("+3", None),
        ("friday", Some("2023-03-31")),
        ("Sat", Some("2023-04-01")),
        ("fri", Some("2023-03-31")),
        ("1 Dec", Some("2023-12-01")),
        ("Mar 1", Some("2024-03-01")),
        ("Dec 1, 2026", Some("2026-12-01")),
        ("+2w", Some("2023-04-08")),
        ("in 3 days", Some("2023-03-28")),
        ("last friday", None),
        ("yesterday", None),
        ("2026-02-30", None),
        ("2026-12-01x", None),
        ("", None),
    ];
    for (typed, expected) in cases {
        assert_eq!(
            option::due(typed, today),
            expected.and_then(|day| day.parse().ok()),
            "{typed:?}"
        );
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading_of_an_option(text in any::<String>()) {
        let _ = option::time(&text, &bogota());
        let _ = option::end(&text, &bogota().zone.now(bogota().now), &bogota());
        let _ = option::due(&text, bogota().today());
    }

    #[test]
    fn any_clock_time_is_within_a_day_and_a_quarter_of_an_hour(minutes in 0u32..1440, seconds in 0i64..10_000_000) {
        let mut context = context("2023-03-25T16:44:07Z", "Europe/Paris");
        context.now.instant += chrono::TimeDelta::seconds(seconds);
        let read = option::time(&format!("{:02}:{:02}", minutes / 60, minutes % 60), &context).unwrap();
        let ahead = context.micros_ahead(&read.given.at) / 60_000_000;
        // A day on which clocks change is an hour longer or shorter.
        prop_assert!((-(24 + 1) * 60..=15).contains(&ahead), "{ahead} minutes ahead");
    }
}
