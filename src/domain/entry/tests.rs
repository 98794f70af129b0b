//! The contract of the one-line entry, example by example, and what holds for any line.

use proptest::prelude::*;

use super::*;
use crate::domain::time::typed::{Anchor, TimeContext, TimeRemark};
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

#[test]
fn the_contract_is_read_as_it_says() {
    let users = "Users cannot log in";
    let cases = [
        ("Users cannot log in", "NOTE now", users),
        ("d: Users cannot log in", "DETECT now", users),
        (
            "Detected: users cannot log in",
            "DETECT now",
            "users cannot log in",
        ),
        ("DETECT: x", "DETECT now", "x"),
        ("detection: x", "DETECT now", "x"),
        ("09:30 d: Users cannot log in", "DETECT 09:30:00", users),
        ("9:30 AM d: Users cannot log in", "DETECT 09:30:00", users),
        ("~09:30 Users cannot log in", "NOTE 09:30:00 ~", users),
        ("about 09:30 Users cannot log in", "NOTE 09:30:00 ~", users),
        ("0930 d: Users cannot log in", "DETECT 09:30:00", users),
        ("0930 - dead end: network", "DEAD END 09:30:00", "network"),
        ("09:30:12 Users cannot log in", "NOTE 09:30:12", users),
        (
            "-10m rolled back @netops #auth",
            "NOTE 11:34:00",
            "rolled back @netops #auth",
        ),
        ("10m ago rolled back", "NOTE 11:34:00", "rolled back"),
        ("10 min ago rolled back: v41", "MITIG 11:34:00", "v41"),
        ("1h20m ago x", "NOTE 10:24:00", "x"),
        ("~-10m x", "NOTE 11:34:00 ~", "x"),
        (
            "10:05-10:20 i: checked the network",
            "INVEST 10:05:00 10:20:00",
            "checked the network",
        ),
        (
            "14:05-14:20 i: checked",
            "INVEST 2023-03-24T14:05:00 2023-03-24T14:20:00",
            "checked",
        ),
        ("23:50-00:10 x", "NOTE 2023-03-24T23:50:00 00:10:00", "x"),
        ("yesterday 23:50 x", "NOTE 2023-03-24T23:50:00", "x"),
        ("2023-03-25 09:30 x", "NOTE 09:30:00", "x"),
        ("2023-03-25T09:30-05:00 x", "NOTE 09:30:00", "x"),
        ("2023-03-25T14:30Z x", "NOTE 14:30:00+00:00", "x"),
        ("2023-03-20 i: looked", "INVEST 2023-03-20T00:00:00", "looked"),
        (
            "todo: add a health check @bo due 2026-12-01",
            "todo",
            "add a health check @bo",
        ),
        (
            "\\09:30 is when the report starts",
            "NOTE now",
            "09:30 is when the report starts",
        ),
        ("09:30 - users", "NOTE 09:30:00", "users"),
        ("09:30 — d: users", "DETECT 09:30:00", "users"),
        ("09:30 -- users", "NOTE 09:30:00", "-- users"),
        ("Dead End: nothing", "DEAD END now", "nothing"),
        ("ruled out: x", "DEAD END now", "x"),
        ("ruled_out: x", "DEAD END now", "x"),
        ("rolled back: x", "MITIG now", "x"),
        ("9:30 amazing", "NOTE 09:30:00", "amazing"),
        ("d: a: both", "DETECT now", "a: both"),
        ("  09:30   d:   two  spaces  ", "DETECT 09:30:00", "two  spaces"),
        (
            "09:30 d: first\n10:00 a: second",
            "DETECT 09:30:00",
            "first\n10:00 a: second",
        ),
        ("09:30 d:\r\nfirst", "DETECT 09:30:00", "first"),
        ("09:30", "NOTE 09:30:00", ""),
        ("d:", "DETECT now", ""),
        ("", "empty", ""),
        (" \n\t", "empty", ""),
        ("\\", "empty", ""),
    ];
    for (line, what, text) in cases {
        assert_eq!(told(line), (what.to_owned(), text.to_owned()), "{line:?}");
    }
}

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
fn what_lays_a_time_out_and_what_says_it_otherwise_is_read() {
    for (line, read_as, text) in [
        ("09:30: down", "NOTE 09:30:00", "down"),
        ("[09:30] down", "NOTE 09:30:00", "down"),
        ("(09:30:12) d: down", "DETECT 09:30:12", "down"),
        ("- 09:30 d: down", "DETECT 09:30:00", "down"),
        ("* 09:30 down", "NOTE 09:30:00", "down"),
        ("**09:30** down", "NOTE 09:30:00", "down"),
        ("**[09:30]** - d: down", "DETECT 09:30:00", "down"),
        ("`09:30` d: down", "DETECT 09:30:00", "down"),
        ("1. 09:30 - down", "NOTE 09:30:00", "down"),
        ("2:15 AM: x", "NOTE 02:15:00", "x"),
        ("- d: down", "DETECT now", "down"),
        ("\u{feff}09:30 d: down", "DETECT 09:30:00", "down"),
        ("24:00 x", "NOTE 00:00:00", "x"),
        ("yesterday 24:00 x", "NOTE 00:00:00", "x"),
        ("at noon yesterday x", "NOTE 2023-03-24T12:00:00", "x"),
        ("at midnight x", "NOTE 00:00:00", "x"),
        ("around noon x", "NOTE 2023-03-24T12:00:00 ~", "x"),
        ("noon yesterday x", "NOTE 2023-03-24T12:00:00", "x"),
        ("09:30 Z x", "NOTE 09:30:00+00:00", "x"),
        (
            "2023-03-24 09:30:15 +0100 CET x",
            "NOTE 2023-03-24T09:30:15+01:00",
            "x",
        ),
        ("yesterday at 4:25 PM x", "NOTE 2023-03-24T16:25:00", "x"),
        ("today 9:30 d: x", "DETECT 09:30:00", "x"),
        ("Sat 09:30 x", "NOTE 09:30:00", "x"),
        ("Sat 15:20 x", "NOTE 2023-03-18T15:20:00", "x"),
        ("Wed 09:30 d: x", "DETECT 2023-03-22T09:30:00", "x"),
        ("last Monday 09:30 x", "NOTE 2023-03-20T09:30:00", "x"),
        ("last Saturday 09:30 x", "NOTE 2023-03-18T09:30:00", "x"),
        ("09:30 yesterday x", "NOTE 2023-03-24T09:30:00", "x"),
        ("09:30 on Mar 20 x", "NOTE 2023-03-20T09:30:00", "x"),
        ("10:06am Mar 20, 2023 x", "NOTE 2023-03-20T10:06:00", "x"),
        ("15:20 Friday x", "NOTE 2023-03-24T15:20:00", "x"),
        ("09:30, d: x", "DETECT 09:30:00", "x"),
        ("09:30, the pool is empty", "NOTE 09:30:00", "the pool is empty"),
        (
            "| 09:30 | the pool is empty |",
            "NOTE 09:30:00",
            "the pool is empty",
        ),
        ("**09:30 UTC: down**", "NOTE 09:30:00+00:00", "down"),
        (
            "10:06am Mar 20, 2023 PDT x",
            "NOTE 2023-03-20T10:06:00-07:00",
            "x",
        ),
        ("09:30 yesterday UTC x", "NOTE 2023-03-24T09:30:00+00:00", "x"),
        ("10:05 UTC-10:20 UTC x", "NOTE 10:05:00+00:00 10:20:00+00:00", "x"),
        ("10:05 UTC-05:00 x", "NOTE 10:05:00", "x"),
        ("10:05 UTC - 06:20 EST x", "NOTE 10:05:00+00:00 06:20:00", "x"),
        (
            "2023-03-24 09:30:00-10:30:00 x",
            "NOTE 2023-03-24T09:30:00 2023-03-24T10:30:00",
            "x",
        ),
        ("09:30 Sat down", "NOTE 09:30:00", "down"),
        ("09:30 sat down", "NOTE 09:30:00", "sat down"),
        ("2 days ago at 14:00 x", "NOTE 2023-03-23T14:00:00", "x"),
        ("an hour ago x", "NOTE 10:44:00", "x"),
        ("half an hour ago x", "NOTE 11:14:00", "x"),
        ("ten minutes ago x", "NOTE 11:34:00", "x"),
        ("10 hours and 5 minutes ago x", "NOTE 01:39:00", "x"),
        ("1.5h ago x", "NOTE 10:14:00", "x"),
        ("2 days ago x", "NOTE 2023-03-23T11:44:00", "x"),
        ("at 09:30 x", "NOTE 09:30:00", "x"),
        ("around 09:30 x", "NOTE 09:30:00 ~", "x"),
        ("at about 09:30 x", "NOTE 09:30:00 ~", "x"),
        ("since 09:30 x", "NOTE 09:30:00", "x"),
        ("from 10:05 to 10:20 x", "NOTE 10:05:00 10:20:00", "x"),
        ("10:05 until 10:20 x", "NOTE 10:05:00 10:20:00", "x"),
        ("10:05 to 10:20 i: x", "INVEST 10:05:00 10:20:00", "x"),
        ("10:05-now x", "NOTE 10:05:00 11:44:00", "x"),
        (
            "2023-03-24 23:50 - 2023-03-25 00:10 x",
            "NOTE 2023-03-24T23:50:00 00:10:00",
            "x",
        ),
        ("10:05 and 10:20 died", "NOTE 10:05:00", "and 10:20 died"),
        ("27 Nov 09:30 x", "NOTE 2022-11-27T09:30:00", "x"),
        ("Mar 24 9:35 AM x", "NOTE 2023-03-24T09:35:00", "x"),
        ("Mar 24, 9:35 AM: x", "NOTE 2023-03-24T09:35:00", "x"),
        ("Mar 24 x: gone", "DEAD END 2023-03-24T00:00:00", "gone"),
        (
            "2023-03-24 09:30:12.345 x",
            "NOTE 2023-03-24T09:30:12.345000",
            "x",
        ),
        (
            "2023-03-24 09:30:12,345 ERROR x",
            "NOTE 2023-03-24T09:30:12.345000",
            "ERROR x",
        ),
        (
            "2023-03-24 09:30:12+00:00 x",
            "NOTE 2023-03-24T09:30:12+00:00",
            "x",
        ),
        (
            "2023-03-24 09:30:12.5-05 x",
            "NOTE 2023-03-24T09:30:12.500000",
            "x",
        ),
        ("20230324T093000Z x", "NOTE 2023-03-24T09:30:00+00:00", "x"),
        ("2023/03/24 09:30 x", "NOTE 2023-03-24T09:30:00", "x"),
        ("24.03.2023 09:30 x", "NOTE 2023-03-24T09:30:00", "x"),
        ("03/24/2023 09:30 x", "NOTE 2023-03-24T09:30:00", "x"),
        (
            "[24/03/2023, 09:30:12] Ana: x",
            "NOTE 2023-03-24T09:30:12",
            "Ana: x",
        ),
        (
            "Mar 24 09:30:12 host sshd[1]: x",
            "NOTE 2023-03-24T09:30:12",
            "host sshd[1]: x",
        ),
        (
            "[24/Mar/2023:09:30:12 +0000] \"GET /\"",
            "NOTE 2023-03-24T09:30:12+00:00",
            "\"GET /\"",
        ),
        (
            "Fri Mar 24 09:30:12 UTC 2023 x",
            "NOTE 2023-03-24T09:30:12+00:00",
            "x",
        ),
        (
            "Fri, 24 Mar 2023 09:30:12 +0000 x",
            "NOTE 2023-03-24T09:30:12+00:00",
            "x",
        ),
        ("09:30 UTC x", "NOTE 09:30:00+00:00", "x"),
        ("1402Z x", "NOTE 14:02:00+00:00", "x"),
        ("09:30Z x", "NOTE 09:30:00+00:00", "x"),
        ("09:30 +02:00 x", "NOTE 09:30:00+02:00", "x"),
        ("0930 UTC-5 x", "NOTE 09:30:00", "x"),
        ("09:30 GMT+2 d: x", "DETECT 09:30:00+02:00", "x"),
        ("09:30 (UTC) x", "NOTE 09:30:00+00:00", "x"),
        ("09:30 EST x", "NOTE 09:30:00", "x"),
        ("08:20 PDT: x", "NOTE 08:20:00-07:00", "x"),
        ("09:30 Europe/Berlin x", "NOTE 09:30:00+01:00", "x"),
        ("14:00 UTC - x", "NOTE 14:00:00+00:00", "x"),
        ("10:05-10:20 UTC x", "NOTE 10:05:00+00:00 10:20:00+00:00", "x"),
        (
            "10:05 UTC - 10:20 UTC x",
            "NOTE 10:05:00+00:00 10:20:00+00:00",
            "x",
        ),
        (
            "2023-03-24 09:30:15 +0000 x",
            "NOTE 2023-03-24T09:30:15+00:00",
            "x",
        ),
        (
            "2023-03-24 09:30:15 UTC:10.1.2.3 LOG: x",
            "NOTE 2023-03-24T09:30:15+00:00",
            "10.1.2.3 LOG: x",
        ),
        ("09:30 -5 errors/s", "NOTE 09:30:00", "-5 errors/s"),
        ("2023-03-20", "day 2023-03-20", ""),
        ("20 Mar 2023", "day 2023-03-20", ""),
        ("### Thursday, March 16, 2023:", "day 2023-03-16", ""),
        ("yesterday", "day 2023-03-24", ""),
        ("\\yesterday", "NOTE now", "yesterday"),
    ] {
        let (was, said) = told(line);
        assert_eq!((was.as_str(), said.as_str()), (read_as, text), "{line:?}");
        assert!(
            !remarks(line)
                .iter()
                .any(|remark| matches!(remark, Remark::LooksLikeTime(_))),
            "{line:?}"
        );
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
fn a_dash_close_behind_a_clock_closes_it() {
    for line in ["09:30- i: open end", "- 09:30\u{2013} i: open end"] {
        assert!(remarks(line).is_empty(), "{line:?}: {:?}", remarks(line));
        assert_eq!(told(line), told("09:30 i: open end"), "{line:?}");
    }
    assert_eq!(told("10- x").1, "10- x", "a number is no clock");
}

#[test]
fn the_words_for_a_detection_say_who_noticed() {
    for (line, expected) in [
        ("alert: p99 high", Some(Via::Monitor)),
        ("Report: cannot log in", Some(Via::Person)),
        ("d: cannot log in", None),
    ] {
        let What::Event(event) = read(line, &context()).what else {
            panic!("{line}")
        };
        assert_eq!(
            (event.kind, event.kind_given, event.via),
            (Kind::Detection, true, expected)
        );
    }
}

#[test]
fn action_items_have_an_owner_and_a_due_date() {
    let cases = [
        (
            "todo: add a check @bo due 2026-12-01",
            "add a check @bo",
            Some("bo"),
            Some("2026-12-01"),
        ),
        ("todo: x (due 2026-12-01)", "x", None, Some("2026-12-01")),
        ("TODO: add a check", "add a check", None, None),
        (
            "todo: call @org/team-a due friday",
            "call @org/team-a",
            Some("org/team-a"),
            Some("2023-03-31"),
        ),
        ("todo: x due: 2026-12-01", "x", None, Some("2026-12-01")),
        ("todo: x, due 1 Dec 2026", "x", None, Some("2026-12-01")),
        ("todo: x due Apr 1.", "x", None, Some("2023-04-01")),
        ("todo: x due in 2 weeks", "x", None, Some("2023-04-08")),
        (
            "todo:add a check, due Tomorrow",
            "add a check",
            None,
            Some("2023-03-26"),
        ),
        (
            "todo: ask @netops and @bo due +3d",
            "ask @netops and @bo",
            Some("netops"),
            Some("2023-03-28"),
        ),
        (
            "todo: pay what is due 2026-12-01 to bo",
            "pay what is due 2026-12-01 to bo",
            None,
            None,
        ),
        ("todo: fix what is due soon", "fix what is due soon", None, None),
        (
            "todo: fix residue 2026-12-01",
            "fix residue 2026-12-01",
            None,
            None,
        ),
        ("todo: due today", "", None, Some("2023-03-25")),
        ("todo: é", "é", None, None),
    ];
    for (line, text, owner, due) in cases {
        let What::ActionItem(item) = read(line, &context()).what else {
            panic!("{line}")
        };
        let due = due.and_then(|due| due.parse().ok());
        assert_eq!(
            (&*item.text, item.owner.as_deref(), item.due),
            (text, owner, due),
            "{line:?}"
        );
    }
    assert_eq!(told("todolist is long").0, "NOTE now");
    assert_eq!(told("todo list is long").0, "NOTE now");
    assert_eq!(told("\\todo: x"), ("NOTE now".to_owned(), "todo: x".to_owned()));
}

#[test]
fn the_live_line_tells_how_a_line_will_be_read() {
    let cases = [
        ("", "", ""),
        ("Users cannot log in", "NOTE", "now, note"),
        (
            "09:35 alert: x",
            "DETECT",
            "09:35 today, 2 h 9 min ago, detection by a monitor",
        ),
        ("report: x", "DETECT", "now, detection by a person"),
        ("11:44 x", "NOTE", "11:44 today, just now, note"),
        ("11:56 x", "NOTE", "11:56 today, 12 min ahead, note"),
        (
            "~yesterday 23:50 x",
            "NOTE",
            "~23:50 yesterday, 11 h 54 min ago, note",
        ),
        (
            "09:30:12 h: x",
            "HYPO",
            "09:30:12 today, 2 h 14 min ago, hypothesis",
        ),
        (
            "10:05-10:20 i: x",
            "INVEST",
            "10:05 to 10:20 today, 1 h 39 min ago, investigation",
        ),
        (
            "23:50-00:10 x",
            "NOTE",
            "23:50 yesterday to 00:10 today, 11 h 54 min ago, note",
        ),
        (
            "2020-03-25 09:30 x",
            "NOTE",
            "Wed 25 Mar 2020 09:30, 3 y ago, note",
        ),
        (
            "2020-03-25 09:30-10:00 x",
            "NOTE",
            "Wed 25 Mar 2020 09:30 to 10:00, 3 y ago, note",
        ),
        (
            "2023-03-20 x: y",
            "DEAD END",
            "Mon 20 Mar 2023, 5 d ago, dead end",
        ),
        ("todo: x", "TODO", "action item, no owner, no due date"),
        ("2023-03-20", "DAY", "times that follow are on Mon 20 Mar 2023"),
        (
            "yesterday",
            "DAY",
            "times that follow are on Fri 24 Mar 2023, yesterday",
        ),
        (
            "todo: x @bo due 2026-12-01",
            "TODO",
            "action item, owner bo, due Tue 1 Dec 2026",
        ),
    ];
    for (line, badge, text) in cases {
        let description = describe(&read(line, &context()), &context());
        assert_eq!((description.badge, &*description.text), (badge, text), "{line:?}");
    }
}

/// Pieces that the grammar knows, and some that it nearly knows.
fn fragments() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "09:30",
        "9:30 PM",
        "~",
        "about ",
        "0930",
        "-10m",
        "1h20m",
        " ago",
        "-",
        "–",
        "yesterday",
        "today ",
        "2023-03-25",
        "T",
        "Z",
        "+05:00",
        "-05:00",
        ":",
        "d:",
        "dead end:",
        "C:",
        "todo",
        "due ",
        "tomorrow",
        "@bo",
        "#auth",
        "\\",
        " ",
        "\n",
        "\u{a0}",
        "é",
        "99",
        "999999999",
        "am",
        "a.m.",
        ".5",
        "25:99",
        "9999-12-31 23:50-00:10",
    ]);
    prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

fn text_of(reading: &Reading) -> &str {
    match &reading.what {
        What::Empty | What::Day(_) => "",
        What::Event(event) => &event.text,
        What::ActionItem(item) => &item.text,
    }
}

proptest! {
    #[test]
    fn no_line_breaks_the_reading(line in prop_oneof![any::<String>(), fragments()], unknown in any::<bool>()) {
        let mut context = context();
        if unknown {
            context.zone = Zone::Unknown;
            context.anchor = Anchor::Day("9999-12-31".parse().unwrap());
        }
        let reading = read(&line, &context);
        prop_assert_eq!(&reading.typed, &line);
        prop_assert!(line.contains(text_of(&reading)), "the text is a part of what was typed");
        prop_assert_eq!(reading.is_recordable(), !text_of(&reading).is_empty());
        let _ = describe(&reading, &context);
    }

    #[test]
    fn after_a_backslash_all_is_text(line in prop_oneof![any::<String>(), fragments()]) {
        let guarded = format!("\\{line}");
        let reading = read(&guarded, &context());
        // One that guards nothing is a part of the text.
        prop_assert!([line.trim(), guarded.trim()].contains(&text_of(&reading)));
        prop_assert!(reading.remarks.is_empty() || text_of(&reading) == guarded.trim());
        if let What::Event(event) = &reading.what {
            prop_assert_eq!((event.kind, event.time), (Kind::Note, EntryTime::Now));
        }
    }

    #[test]
    fn a_text_that_was_read_is_the_same_text_after_a_backslash(line in fragments()) {
        let reading = read(&line, &context());
        let text = text_of(&reading);
        let alone = read(text, &context());
        let is_text = matches!(&alone.what, What::Event(event) if event.text == text && event.time == EntryTime::Now && !event.kind_given);
        if !is_text {
            let again = read(&format!("\\{text}"), &context());
            prop_assert_eq!(text_of(&again), text);
        }
    }

    #[test]
    fn a_written_time_and_kind_are_read_back(
        minutes in 0u32..1440,
        row in prop::sample::select(Kind::ROWS),
        text in "[a-z][a-z @#.]{0,20}[a-z]",
    ) {
        let clock = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        for word in [row.wire, row.badge, &row.key.to_string()] {
            let reading = read(&format!("{clock} {word}: {text}"), &context());
            let What::Event(event) = reading.what else { panic!("{word}") };
            let EntryTime::Given(given) = event.time else { panic!("{clock}") };
            prop_assert_eq!((event.kind, event.text), (row.kind, text.clone()));
            prop_assert_eq!(given.at.wall().format("%H:%M").to_string(), clock.clone());
        }
    }
}

#[test]
fn long_and_odd_lines_are_read_in_one_go() {
    let lines = [
        "1m".repeat(32_000),
        format!("{}09:30{}x", "*".repeat(30_000), " ".repeat(30_000)),
        "\\".repeat(60_000),
        "at ".repeat(20_000),
        format!("09:30 {}", "UTC+".repeat(15_000)),
        "2026-".repeat(12_000),
        "[".repeat(60_000),
    ];
    for line in lines {
        let reading = read(&line, &context());
        assert_eq!(reading.typed.len(), line.len());
    }
}
