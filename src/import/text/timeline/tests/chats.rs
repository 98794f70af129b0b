//! Chats as they are copied out of a window, and logs of chats.

use super::*;

#[test]
fn messages_have_an_author() {
    check(
        &[
            (
                "#ops\nPagerDuty\nAPP  9:53 AM\nResolved 4411\nLea K  9:54 AM\nthanks",
                &[
                    "2-4 03-25 09:53 RESOLVE @PagerDuty Resolved 4411",
                    "5-6 03-25 09:54 NOTE @Lea K thanks",
                ],
            ),
            (
                "14:02 <bo> x\n14:03  * ana opens the runbook",
                &[
                    "1 03-25 14:02 NOTE @bo x",
                    "2 03-25 14:03 NOTE @ana opens the runbook",
                ],
            ),
            (
                "Ana Lima  2:02 PM\nthe site is down\nagain\n:eyes: 2\n3 replies\nLast reply today at 2:40 PM\nbo  2:05 PM\nrolled back (edited)",
                &[
                    "1-3 03-25 14:02 IMPACT @Ana Lima the site is down / again",
                    "7-8 03-25 14:05 MITIG @bo rolled back",
                ],
            ),
            (
                "ana\n  2:02 PM\nlogin broken\n2:03\nfor all\n\nbo\n  2:05 PM\nlooking",
                &[
                    "1-3 03-25 14:02 NOTE @ana login broken",
                    "4-5 03-25 14:03 NOTE @ana for all",
                    "7-9 03-25 14:05 NOTE @bo looking",
                ],
            ),
            (
                "[10:32] bo: rolled back\n[10:35] ana: thanks\n[10:36] Status: green",
                &[
                    "1 03-25 10:32 MITIG @bo rolled back",
                    "2 03-25 10:35 NOTE @ana thanks",
                    "3 03-25 10:36 NOTE Status: green",
                ],
            ),
            (
                "[25/03/2023, 14:02:11] Bo Li: failed over\n[25/03/2023, 14:03:00] Ana: ok",
                &[
                    "1 03-25 14:02:11 MITIG @Bo Li failed over",
                    "2 03-25 14:03:00 NOTE @Ana ok",
                ],
            ),
            (
                "25/03/2023, 14:02 - Bo: failed over\n25/03/2023, 14:03 - Ana: ok\n25/03/2023, 14:04 - Bo: quiet",
                &[
                    "1 03-25 14:02 MITIG @Bo failed over",
                    "2 03-25 14:03 NOTE @Ana ok",
                    "3 03-25 14:04 NOTE @Bo quiet",
                ],
            ),
            (
                "[25/03/2023 10:32] Ana Lima\nthe pool is empty\n[25/03/2023 10:33] Bo Li\nrestarted it",
                &[
                    "1-2 03-25 10:32 NOTE @Ana Lima the pool is empty",
                    "3-4 03-25 10:33 MITIG @Bo Li restarted it",
                ],
            ),
            (
                "14:02 <@bo> failed over\n14:03 < ana> ok\n14:04 -!- cy [~cy@host.test] has joined #ops\n14:05 <bo> r: back",
                &[
                    "1 03-25 14:02 MITIG @bo failed over",
                    "2 03-25 14:03 NOTE @ana ok",
                    "4 03-25 14:05 RESOLVE @bo back",
                ],
            ),
            (
                "14:02 bo: down\n14:03 ana: looking\n14:05 bo: rolled back",
                &[
                    "1 03-25 14:02 NOTE @bo down",
                    "2 03-25 14:03 NOTE @ana looking",
                    "3 03-25 14:05 MITIG @bo rolled back",
                ],
            ),
            (
                "14:02 DNS: failed over",
                &["1 03-25 14:02 MITIG DNS: failed over"],
            ),
            (
                "Alert fired 14:02\nFailover 14:10",
                &[
                    "1 untimed DETECT Alert fired 14:02",
                    "2 untimed NOTE Failover 14:10",
                ],
            ),
        ],
        &known(),
    );
}

#[test]
fn days_of_chats() {
    check(
        &[
            (
                "ana \u{2014} Yesterday at 10:32 PM\nsite down\nbo \u{2014} Today at 10:32 AM\nrestored",
                &[
                    "1-2 03-27 22:32 IMPACT @ana site down",
                    "3-4 03-28 10:32 RESOLVE @bo restored",
                ],
            ),
            (
                "Monday, March 27th\nAna  10:32 AM\nfailing\nToday\nBo  9:00 AM\nfine",
                &[
                    "2-3 03-27 10:32 NOTE @Ana failing",
                    "5-6 03-28 09:00 NOTE @Bo fine",
                ],
            ),
        ],
        &nothing_known(),
    );
}

#[test]
fn today_is_the_day_that_somebody_said() {
    check(
        &[
            (
                "ana \u{2014} Yesterday at 10:32 PM\nsite down\nbo \u{2014} Today at 10:32 AM\nrestored",
                &[
                    "1-2 03-24 22:32 IMPACT @ana site down",
                    "3-4 03-25 10:32 RESOLVE @bo restored",
                ],
            ),
            (
                "Yesterday\nAna  10:32 AM\nfailing\nToday\nBo  9:00 AM\nfine",
                &[
                    "2-3 03-24 10:32 NOTE @Ana failing",
                    "5-6 03-25 09:00 NOTE @Bo fine",
                ],
            ),
        ],
        &known(),
    );
}

#[test]
fn what_a_window_shows_around_messages_is_passed_over() {
    let text = "Ana  2:02 PM\ndown\n:eyes: 2\n3 replies\nView thread\nBo  2:05 PM\nup";
    assert_eq!(
        skipped(text, &known()),
        [
            "3 it is about the channel, not the incident: reactions",
            "4 it is about the channel, not the incident: replies",
            "5 it is about the channel, not the incident: the window of the chat",
        ]
    );
}
