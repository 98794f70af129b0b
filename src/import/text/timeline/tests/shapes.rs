//! Lists, tables, headings, paragraphs and blocks: the shapes of timelines on one day.

use super::*;

#[test]
fn one_line_alone() {
    check(
        &[
            ("14:02 did X", &["1 03-25 14:02 NOTE did X"]),
            ("- 14:02 did X", &["1 03-25 14:02 NOTE did X"]),
            ("* 14:02 - did X", &["1 03-25 14:02 NOTE did X"]),
            ("+ 14:02: did X", &["1 03-25 14:02 NOTE did X"]),
            ("• 14:02 did X", &["1 03-25 14:02 NOTE did X"]),
            ("– 14:02 did X", &["1 03-25 14:02 NOTE did X"]),
            ("1. 14:02 did X", &["1 03-25 14:02 NOTE did X"]),
            ("12) 14:02 – did X", &["1 03-25 14:02 NOTE did X"]),
            ("- **14:02** did X", &["1 03-25 14:02 NOTE did X"]),
            ("14:02 -> did X", &["1 03-25 14:02 NOTE did X"]),
            ("14:02; did X", &["1 03-25 14:02 NOTE did X"]),
            ("??:?? - did X", &["1 untimed NOTE did X"]),
            ("~2pm - did X", &["1 ~03-25 14h NOTE did X"]),
            ("- *14:02*: did X", &["1 03-25 14:02 NOTE did X"]),
            ("- `14:02` did X", &["1 03-25 14:02 NOTE did X"]),
            ("- **14:02 UTC** – did X", &["1 03-25 14:02 NOTE did X"]),
            (
                "**14:02: Failover** started by bo",
                &["1 03-25 14:02 NOTE Failover started by bo"],
            ),
            ("> 14:02 did X", &["1 03-25 14:02 NOTE did X"]),
            ("[14:02] did X", &["1 03-25 14:02 NOTE did X"]),
            ("(14:02) did X", &["1 03-25 14:02 NOTE did X"]),
            ("~14:00 did X", &["1 ~03-25 14:00 NOTE did X"]),
            ("ca. 14:00 did X", &["1 ~03-25 14:00 NOTE did X"]),
            ("14:?? did X", &["1 ~03-25 14h NOTE did X"]),
            ("2:15 PM did X", &["1 03-25 14:15 NOTE did X"]),
            ("2.15pm did X", &["1 03-25 14:15 NOTE did X"]),
            ("2 PM - did X", &["1 03-25 14h NOTE did X"]),
            ("1402Z did X", &["1 03-25 14:02 NOTE did X"]),
            ("14h02 : X", &["1 03-25 14:02 NOTE X"]),
            ("14.02 Uhr: X", &["1 03-25 14:02 NOTE X"]),
            ("14:02:11.250 X", &["1 03-25 14:02:11 NOTE X"]),
            ("14:05-14:20 did X", &["1 03-25 14:05-14:20 NOTE did X"]),
            ("14:05 → 14:20 did X", &["1 03-25 14:05-14:20 NOTE did X"]),
            ("23:50-00:10 did X", &["1 03-25 23:50-00:10 NOTE did X"]),
            ("14:02 UTC / 16:02 CEST - did X", &["1 03-25 14:02 NOTE did X"]),
            ("16:02 +02:00 did X", &["1 03-25 16:02 NOTE did X"]),
            ("2023-03-25T14:02:11Z did X", &["1 03-25 14:02:11 NOTE did X"]),
            ("2023/03/25 14:02 did X", &["1 03-25 14:02 NOTE did X"]),
            ("25.03.2023 14:02 did X", &["1 03-25 14:02 NOTE did X"]),
            (
                "/timeline did X | 2022-09-15 10:00",
                &["1 09-15 10:00 NOTE did X"],
            ),
            (
                "Detection: September 5, 2023, 08:00 (UTC)",
                &["1 09-05 08:00 DETECT Detection"],
            ),
            (
                "- Failover finished (14:02 UTC)",
                &["1 03-25 14:02 MITIG Failover finished"],
            ),
            ("- 2023-03-24: Deployed v2.3", &["1 03-24 CHANGE Deployed v2.3"]),
            ("14:02 **Detected:** by hand", &["1 03-25 14:02 DETECT by hand"]),
            ("14:02 d: by hand", &["1 03-25 14:02 DETECT by hand"]),
            ("Duration: 1:30", &["1 untimed NOTE Duration: 1:30"]),
            ("todo: look again", &["1 untimed TODO look again"]),
        ],
        &known(),
    );
}

#[test]
fn lists() {
    check(
        &[
            (
                "Timeline:\n\n- 14:02 Users report that login fails\n- 14:05 Bo acknowledged\n- looked at the proxy\n- 14:20 Service restored",
                &[
                    "3 03-25 14:02 DETECT Users report that login fails",
                    "4 03-25 14:05 ACK Bo acknowledged",
                    "5 untimed INVEST looked at the proxy",
                    "6 03-25 14:20 RESOLVE Service restored",
                ],
            ),
            (
                "- 14:02 Failed over\n  - to the second site\n  - with bo\n- 14:10 Quiet",
                &[
                    "1-3 03-25 14:02 MITIG Failed over / - to the second site / - with bo",
                    "4 03-25 14:10 NOTE Quiet",
                ],
            ),
            (
                "- 14:02\n  - failed over\n- 14:10 Quiet",
                &["1-2 03-25 14:02 MITIG - failed over", "3 03-25 14:10 NOTE Quiet"],
            ),
            (
                "- 14:02 The pool was\n  exhausted at once\n- 14:10 More\nof the same\n\n  and again\n",
                &[
                    "1-2 03-25 14:02 NOTE The pool was / exhausted at once",
                    "3-6 03-25 14:10 NOTE More / of the same / and again",
                ],
            ),
            (
                "14:02 the site was slow until\n14:30 when we failed over\n15:00 quiet",
                &[
                    "1-2 03-25 14:02 NOTE the site was slow until / 14:30 when we failed over",
                    "3 03-25 15:00 NOTE quiet",
                ],
            ),
            (
                "14:02\nfailed over\n\n14:10\n\nquiet",
                &["1-2 03-25 14:02 MITIG failed over", "4-6 03-25 14:10 NOTE quiet"],
            ),
            (
                "0930 - down\n0941 - up\n1002 - meeting",
                &[
                    "1 03-25 09:30 NOTE down",
                    "2 03-25 09:41 NOTE up",
                    "3 03-25 10:02 NOTE meeting",
                ],
            ),
            (
                "14.02 Ausfall\n14.10 Neustart\n",
                &["1 03-25 14:02 NOTE Ausfall", "2 03-25 14:10 NOTE Neustart"],
            ),
            (
                "- 14:02 error in the log:\n  ```\n  13:59:58 ERROR no route\n  14:00:01 ERROR no route\n  ```\n- 14:05 x",
                &[
                    "1-5 03-25 14:02 NOTE error in the log: / ``` / 13:59:58 ERROR no route / 14:00:01 ERROR no route / ```",
                    "6 03-25 14:05 NOTE x",
                ],
            ),
            (
                "```\n14:02 a\n14:05 b\n```",
                &["2 03-25 14:02 NOTE a", "3 03-25 14:05 NOTE b"],
            ),
            (
                "🔥 14:02 down\n:white_check_mark: 14:20 restored",
                &["1 03-25 14:02 NOTE down", "2 03-25 14:20 RESOLVE restored"],
            ),
        ],
        &known(),
    );
}

#[test]
fn tables() {
    check(
        &[
            (
                "| Time (UTC) | Event |\n|---|---|\n| 14:02 | alert fired |\n| **14:05** | `bo` joined |\n| before | mail slow |\n|  | and web too |",
                &[
                    "3 03-25 14:02 DETECT alert fired",
                    "4 03-25 14:05 ACK `bo` joined",
                    "5-6 untimed NOTE before | mail slow / and web too",
                ],
            ),
            (
                "| Date | Time | Who | What | Link |\n|:-|:-|:-|:-|:-|\n| 2023-03-24 | 23:50 | bo | deployed v2 | PR 7 |\n| | 23:58 | ana | looked | |\n| 25 March 2023 | 00:10 | bo | rolled back | |",
                &[
                    "3 03-24 23:50 CHANGE @bo deployed v2 | PR 7",
                    "4 03-24 23:58 NOTE @ana looked",
                    "5 03-25 00:10 MITIG @bo rolled back",
                ],
            ),
            (
                "Time | Event\n--- | ---\n14:02 | a\n14:05 | b",
                &["3 03-25 14:02 NOTE a", "4 03-25 14:05 NOTE b"],
            ),
            (
                "| Start | End | Description |\n|--|--|--|\n| 14:02 | 14:10 | slow |",
                &["3 03-25 14:02-14:10 NOTE slow"],
            ),
            (
                "| Time (UTC) | Time (CEST) | Event |\n|--|--|--|\n| 14:02 | 16:02 | slow |",
                &["3 03-25 14:02 NOTE slow"],
            ),
            (
                "| Type | Time | Notes |\n|--|--|--|\n| Detection | 14:02 | seen \\| heard |\n| Chatter | 14:03 | x |",
                &[
                    "3 03-25 14:02 DETECT seen | heard",
                    "4 03-25 14:03 NOTE Chatter | x",
                ],
            ),
            (
                "| 14:02 | detection | a |\n| 14:05 | bb | c |",
                &["1 03-25 14:02 DETECT a", "2 03-25 14:05 NOTE bb | c"],
            ),
            (
                "Time\tWho\tEvent\n14:02\tbo\tfailed over\n14:05\tana\tquiet",
                &[
                    "2 03-25 14:02 MITIG @bo failed over",
                    "3 03-25 14:05 NOTE @ana quiet",
                ],
            ),
            (
                "Time      Event\n14:02     failed over\n14:05     quiet now",
                &["2 03-25 14:02 MITIG failed over", "3 03-25 14:05 NOTE quiet now"],
            ),
            (
                "2023-03-24   14:02   failed over\n2023-03-25   09:05   quiet",
                &["1 03-24 14:02 MITIG failed over", "2 03-25 09:05 NOTE quiet"],
            ),
            (
                "| 2023-03-24 | |\n| 14:02 | a |\n| 2023-03-25 | |\n| 09:02 | b |",
                &["2 03-24 14:02 NOTE a", "4 03-25 09:02 NOTE b"],
            ),
        ],
        &known(),
    );
}

#[test]
fn headings_and_paragraphs() {
    check(
        &[
            (
                "Actions Taken:\nEscalated to the network team\nTime: 25 March 2023, 12:00 (UTC)\n\nRoot Cause and Resolution:\n14:02 fixed",
                &[
                    "2-3 03-25 12:00 ESCAL Escalated to the network team",
                    "6 03-25 14:02 FIX fixed",
                ],
            ),
            (
                "### 14:02 UTC - failover\n\nThe second site took over. It took until 14:10 to settle.\n\n- by hand\n\n### 14:20 quiet\n\n## Lessons\n",
                &[
                    "1-5 03-25 14:02 NOTE failover / The second site took over. It took until 14:10 to settle. / - by hand",
                    "7 03-25 14:20 NOTE quiet",
                ],
            ),
            (
                "### 14:02\n\nThe site is down.\n",
                &["1-3 03-25 14:02 IMPACT The site is down."],
            ),
            (
                "#### Failover (14:02 UTC)\ndone by bo",
                &["1-2 03-25 14:02 NOTE Failover / done by bo"],
            ),
            ("Failover\n--------\n- 14:02 begun", &["3 03-25 14:02 NOTE begun"]),
            (
                "The night was long. It took until 14:30 to find out what\n14:45 would bring us.\n\n14:02 down",
                &["2 03-25 14:45 NOTE would bring us.", "4 03-25 14:02 NOTE down"],
            ),
            (
                "We saw errors. It took until\n14:30 to see why. That was long.\n\n14:02 down",
                &["4 03-25 14:02 NOTE down"],
            ),
            (
                "Login broke\n\n14:02 looked at it",
                &["1 untimed NOTE Login broke", "3 03-25 14:02 INVEST looked at it"],
            ),
            (
                "At 14:02 UTC alerts fired. At 14:05 bo joined.",
                &["1 03-25 14:02 DETECT alerts fired. At 14:05 bo joined."],
            ),
            (
                "Only words here. No times. Nothing.",
                &["1 untimed NOTE Only words here. No times. Nothing."],
            ),
        ],
        &known(),
    );
}

#[test]
fn what_is_passed_over_is_said() {
    let text = "# Timeline (all times UTC)\n\n## 2023-03-25\n\n14:02 a\n---\n| Time | Event |\n|---|---|\n| 14:05 | b |\n\nIt was a long night. Nobody slept. All were tired.\n\n14:09\n<!-- end -->";
    assert_eq!(
        skipped(text, &nothing_known()),
        [
            "1 it says that times are in UTC",
            "3 it sets the day of the times below it",
            "6 nothing is said in it",
            "7 it is a heading",
            "8 nothing is said in it",
            "11 it is prose outside the timeline",
            "13 it has no text",
            "14 nothing is said in it",
        ]
    );
}
