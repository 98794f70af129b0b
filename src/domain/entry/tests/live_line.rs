//! The words that tell how a line will be read while it is typed.

use super::*;

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
