//! Lines and what they are read as, example by example.

use super::*;

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
