//! Text that only looks like a time or a kind stays text, and the reading says so.

use super::*;
use crate::domain::time::typed::TimeRemark;

#[test]
fn what_only_looks_like_a_time_or_a_kind_stays_text_and_the_reading_says_so() {
    let time = |part: &str| Some(Remark::LooksLikeTime(part.to_owned()));
    let kind = |part: &str| Some(Remark::LooksLikeKind(part.to_owned()));
    let cases = [
        ("500 errors rising", time("500")),
        ("1200 pods evicted", time("1200")),
        ("0930 users cannot log in", time("0930")),
        ("http://x: down", kind("http:")),
        ("C: drive full", kind("C:")),
        ("d:no space", kind("d:")),
        ("Error: timeout", kind("Error:")),
        ("10:1 retries", time("10:1")),
        ("3 AM cron did it", time("3 AM")),
        ("3am cron did it", time("3am")),
        ("-5 errors/s", time("-5")),
        ("25:99", time("25:99")),
        ("13:30 PM x", time("13:30 PM")),
        ("-999999d x", time("-999999d")),
        ("999999999 d ago x", time("999999999 d ago")),
        ("-10 min x", time("-10")),
        ("2023-02-30 10:00 x", time("2023-02-30 10:00")),
        ("2023-03-25 was bad", time("2023-03-25")),
        ("2023-03-25T25:00 x", time("2023-03-25T25:00")),
        ("yesterday 25:00 x", time("yesterday 25:00")),
        ("-1h30 rolled back", time("-1h30")),
        ("9am the cron ran", time("9am")),
        ("+5m failover", time("+5m")),
        ("in 5m we fail over", time("in 5m")),
        ("9.30 page sent", time("9.30")),
        ("9h30 page sent", time("9h30")),
        ("tomorrow 09:30 we go on", time("tomorrow 09:30")),
        ("Monday, 9am page sent", time("Monday, 9am")),
        ("at 9am the cron ran", time("at 9am")),
        ("03/04/2026 09:30 x", time("03/04/2026 09:30")),
        ("25.11.26 09:30 x", time("25.11.26 09:30")),
        ("[21:30 page sent", time("[21:30")),
        ("14:?? somebody called", time("14:??")),
        ("14h02 x", time("14h02")),
        ("T+12m x", time("T+12m")),
        ("1700000000 x", time("1700000000")),
        ("[1700000000.123] x", time("[1700000000.123]")),
        ("2026年11月25日 x", time("2026年11月25日")),
        ("um 14:02 ging nichts", time("um 14:02")),
        ("half past nine x", time("half past nine")),
        ("quarter to ten x", time("quarter to ten")),
        ("9 o'clock x", time("9 o'clock")),
        ("last night it broke", time("last night")),
        ("next Friday we look", time("next Friday")),
        ("this morning it broke", time("this morning")),
        ("a few minutes ago x", time("a few minutes ago")),
        ("a couple of hours ago x", time("a couple of hours ago")),
        ("5 minutes later x", time("5 minutes later")),
        ("two hours from now x", time("two hours from now")),
        ("in 5 minutes x", time("in 5 minutes")),
        ("the day before yesterday x", time("the day before yesterday")),
        ("between 14:05 and 14:20 x", time("between 14:05")),
        ("March 25 was bad", time("March 25")),
        ("25th of March x", time("25th of March")),
        ("yesterday evening it was fine", time("yesterday evening")),
        ("2026-W48-1 x", time("2026-W48-1")),
        ("- 9.30 page sent", time("9.30")),
        ("UTC d: x", kind("d:")),
        ("12023-03-25 09:30 x", time("12023-03-25 09:30")),
        ("+5 pods added", None),
        ("in 5 regions", None),
        ("in total it took long", None),
        ("tomorrow we go on", None),
        ("Monday 3 nodes failed", None),
        ("Money 10:1", None),
        ("[auth] 500s", None),
        ("(10:1) retries", None),
        ("2.50 seconds at p99", None),
        ("9.30 GB free", None),
        ("1.25x the traffic", None),
        ("4.5 is out", None),
        ("24h30 of silence", None),
        ("the cause: a bad deploy", None),
        ("SLO alert: latency", None),
        ("Plan b: restart", None),
        ("10.1.2.3 answers", None),
        ("1.28.11 rolled out", None),
        ("sat down with the team", None),
        ("at 3 users complained", None),
        ("midnight batch failed", time("midnight")),
        ("the 5th of november x", time("the 5th of november")),
        ("an hour and a half ago x", time("an hour and a half ago")),
        ("1:30 ago x", time("1:30")),
        ("20261127 x", time("20261127")),
        ("Friday the 27th x", time("Friday the 27th")),
        ("9am-10am x", time("9am-10am")),
        ("between 9 and 10 x", time("between 9 and 10")),
        ("10 minutes past 9 x", time("10 minutes past 9")),
        ("<13:05> x", time("<13:05>")),
        ("13:xx x", time("13:xx")),
        ("I1127 13:05:00.123 main.go:1] x", time("I1127 13:05:00.123")),
        ("early this morning x", time("early this morning")),
        ("a while ago x", time("a while ago")),
        (
            "10.0.0.1 - - [25/Nov/2026:09:30:12 +0000] \"GET\"",
            time("25/Nov/2026:09:30:12"),
        ),
        ("<34>Oct 11 22:14:15 host su: x", time("Oct")),
        ("host1 2026-11-25 09:30:12 x", time("2026-11-25")),
        (
            "ts=2026-11-25T09:30:12Z level=error",
            time("2026-11-25T09:30:12Z"),
        ),
        ("{\"ts\":\"2026-11-25T09:30:12Z\"}", time("2026-11-25T09:30:12Z")),
        ("10:15, 10:20 and 10:30 were slow", time("10:15,")),
        ("the deploy of 2026-11-25 broke it", None),
        ("8/10 pods are up", None),
        ("may be the cache", None),
        ("half of the users", None),
        ("five people called", None),
        ("second try", None),
        ("\\d+ lines", None),
        ("\\\\server\\share", None),
        ("about the database", None),
        ("5 users called", None),
        ("note to self: buy milk", None),
        ("ssh bo@host: denied", None),
        (": x", None),
        ("- x", None),
    ];
    for (line, remark) in cases {
        assert_eq!(told(line), ("NOTE now".to_owned(), line.to_owned()), "{line:?}");
        assert_eq!(remarks(line), Vec::from_iter(remark), "{line:?}");
    }
}

#[test]
fn what_hides_a_kind_or_follows_a_time_is_named() {
    let time = |part: &str| Remark::LooksLikeTime(part.to_owned());
    let kind = |part: &str| Remark::LooksLikeKind(part.to_owned());
    let taken = |typed: &str| {
        let typed = typed.to_owned();
        Remark::Time(TimeRemark::TakenAsTime { typed })
    };
    let kept = |letters: &str| {
        let zone = context().zone;
        let letters = letters.to_owned();
        Remark::Time(TimeRemark::ZoneKept { letters, zone })
    };
    for (line, read_as, text, remarked) in [
        (
            "09:30 +25:00 d: x",
            "NOTE 09:30:00",
            "+25:00 d: x",
            vec![time("+25:00"), kind("d:")],
        ),
        (
            "09:30 BST d: x",
            "NOTE 09:30:00",
            "BST d: x",
            vec![kept("BST"), kind("d:")],
        ),
        (
            "09:30 (CET) cause: x",
            "NOTE 09:30:00",
            "(CET) cause: x",
            vec![kept("CET"), kind("cause:")],
        ),
        ("09:30 API d: x", "NOTE 09:30:00", "API d: x", vec![kind("d:")]),
        ("09:30 API is down", "NOTE 09:30:00", "API is down", vec![]),
        ("09:30 ana d: x", "NOTE 09:30:00", "ana d: x", vec![kind("d:")]),
        (
            "25:99 d: x",
            "NOTE now",
            "25:99 d: x",
            vec![time("25:99"), kind("d:")],
        ),
        (
            "tomorrow 09:30 UTC d: x",
            "NOTE now",
            "tomorrow 09:30 UTC d: x",
            vec![time("tomorrow 09:30"), kind("d:")],
        ),
        ("09:30 ET x", "NOTE 09:30:00", "ET x", vec![kept("ET")]),
        (
            "09:30 yesterday BST x",
            "NOTE 2023-03-24T09:30:00",
            "BST x",
            vec![kept("BST")],
        ),
        ("09:30 est kaputt", "NOTE 09:30:00", "est kaputt", vec![]),
        ("09:30 pst x", "NOTE 09:30:00", "pst x", vec![time("pst")]),
        ("09:30 +02 x", "NOTE 09:30:00", "+02 x", vec![time("+02")]),
        ("09:30 UTC +2 x", "NOTE 09:30:00+00:00", "+2 x", vec![time("+2")]),
        (
            "09:30 tomorrow x",
            "NOTE 09:30:00",
            "tomorrow x",
            vec![time("tomorrow")],
        ),
        (
            "09:30 next Monday x",
            "NOTE 09:30:00",
            "next Monday x",
            vec![time("next Monday")],
        ),
        (
            "09:30 on 11/12/2026 x",
            "NOTE 09:30:00",
            "on 11/12/2026 x",
            vec![time("on 11/12/2026")],
        ),
        (
            "09:30 2023-02-30 x",
            "NOTE 09:30:00",
            "2023-02-30 x",
            vec![time("2023-02-30")],
        ),
        (
            "09:30 this morning x",
            "NOTE 09:30:00",
            "this morning x",
            vec![time("this morning")],
        ),
        ("-1h 20m x", "NOTE 10:44:00", "20m x", vec![time("20m")]),
        (
            "noon d: x",
            "NOTE now",
            "noon d: x",
            vec![time("noon"), kind("d:")],
        ),
        (
            "09:30 Sun certificate x",
            "NOTE 2023-03-19T09:30:00",
            "certificate x",
            vec![taken("Sun")],
        ),
        (
            "09:30 Mar 5 hosts x",
            "NOTE 2023-03-05T09:30:00",
            "hosts x",
            vec![taken("Mar 5")],
        ),
        (
            "09:30 +1000 errors/s",
            "NOTE 09:30:00+10:00",
            "errors/s",
            vec![taken("+1000")],
        ),
        ("2000 EST rows", "NOTE now", "2000 EST rows", vec![time("2000")]),
        ("09:30 the cause: x", "NOTE 09:30:00", "the cause: x", vec![]),
        ("09:30 -5 errors/s", "NOTE 09:30:00", "-5 errors/s", vec![]),
        ("09:30 - d: x", "DETECT 09:30:00", "x", vec![]),
    ] {
        assert_eq!(told(line), (read_as.to_owned(), text.to_owned()), "{line:?}");
        assert_eq!(remarks(line), remarked, "{line:?}");
    }
}

#[test]
fn remarks_are_made_in_plain_words() {
    let cases = [
        ("11:56 x", "12 min ahead of now"),
        ("23:50-00:10 x", "ends the next day"),
        ("09:30 d:", "no text yet"),
        ("todo:", "no text yet"),
        (
            "todo list is long",
            "an action item needs a colon, 'todo: ...'; kept as text",
        ),
        ("09:30 BST x", "read as America/Bogota; 'BST' is kept as text"),
        ("d: 09:30 x", "a time goes first, before the kind; kept as text"),
        (
            "09:30 todo: x",
            "todo goes first, with no time or kind; kept as text",
        ),
        (
            "todo: x due soon",
            "'soon' is no date that is read (2026-12-01, 1 Dec, friday, today, tomorrow or +3d); kept as text",
        ),
        ("25:99 x", "'25:99' is kept as text, not a time"),
        ("210 x", "'210' is text, for a time write 2:10"),
        ("just now x", "'just now' is kept as text, not a time"),
        ("D: x", "'D:' is text, for the kind write d:"),
        (
            "mitigaton: x",
            "'mitigaton:' is text, for the kind write mitigation:",
        ),
    ];
    for (line, words) in cases {
        let remarks: Vec<String> = remarks(line).iter().map(ToString::to_string).collect();
        assert_eq!(remarks, [words], "{line:?}");
    }
    assert_eq!(remarks("11:56 x")[0].level(), RemarkLevel::Warning);
    assert_eq!(remarks("25:99 x")[0].level(), RemarkLevel::Hint);
}

#[test]
fn a_line_that_seems_to_hold_a_secret_is_warned_about() {
    for (line, told) in [
        (
            "09:30 set password=hunter2",
            Some("this looks like a secret value; it is kept as typed"),
        ),
        (
            "psql postgres://app:hunter2@db",
            Some("this looks like a password in a URL; it is kept as typed"),
        ),
        (
            "todo: rotate AKIAIOSFODNN7EXAMPLE",
            Some("this looks like an AWS access key; it is kept as typed"),
        ),
        ("d: wrong password: users cannot log in", None),
    ] {
        let description = describe(&read(line, &context()), &context());
        let warnings = description
            .remarks
            .iter()
            .filter(|remark| matches!(remark, Remark::LikelySecret(_)));
        let warnings: Vec<String> = warnings.map(ToString::to_string).collect();
        assert_eq!(warnings.first().map(String::as_str), told, "{line}");
    }
}
