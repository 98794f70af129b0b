//! Chats and timelines with lines that could head a section, and postmortems that are told from them.

use super::*;

/// A proposal in one line: its badge, its clock, its author, its words.
fn row(proposal: &Proposal) -> String {
    let at = match proposal.time() {
        EntryTime::Given(given) => given.at.wall().format(" %H:%M").to_string(),
        EntryTime::Now => String::new(),
    };
    let author = proposal.author.as_ref().map(|author| format!("@{author} "));
    format!(
        "{}{at}: {}{}",
        proposal.badge(),
        author.unwrap_or_default(),
        proposal.text().replace('\n', " / ")
    )
}

/// A document, and its proposals.
type Case = (&'static str, &'static [&'static str]);

/// Compares all cases before it fails.
fn check(cases: &[Case]) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let rows: Vec<String> = read(text).proposals.iter().map(row).collect();
        if rows != *expected {
            let (is, not) = (rows.join("\n    "), expected.join("\n    "));
            wrong.push_str(&format!("\n{text}\n  is:\n    {is}\n  not:\n    {not}\n"));
        }
        assert_eq!(lost(text), Vec::<usize>::new(), "{text}");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_chat_stays_a_chat_whatever_its_messages_begin_with() {
    check(&[
        (
            "ana  9:58 AM\nthe site is down\nbo  10:01 AM\nlooking\nTODO: add an alert\nana  10:05 AM\nroot cause: bad deploy\ncy  10:07 AM\nrolled back\n",
            &[
                "IMPACT? 09:58: @ana the site is down",
                "NOTE 10:01: @bo looking",
                "TODO: add an alert",
                "CAUSE? 10:05: @ana root cause: bad deploy",
                "MITIG? 10:07: @cy rolled back",
            ],
        ),
        (
            "ana  9:58 AM\nlooking\nImpact: ~40% of users\nbo  10:01 AM\nok\n",
            &[
                "NOTE 09:58: @ana looking",
                "IMPACT 09:58: @ana ~40% of users",
                "NOTE 10:01: @bo ok",
            ],
        ),
        (
            "ana  9:58 AM\nSummary: login is broken\nSeverity: 2\nbo  10:01 AM\nTODO: page earlier\nand more often\nana\n  10:05 AM\nNext steps:\n- wait\n",
            &[
                "NOTE 09:58: @ana Summary: login is broken / Severity: 2",
                "TODO: page earlier / and more often",
                "NOTE 10:05: @ana Next steps: / - wait",
            ],
        ),
        (
            "# Checkout chat\n\nAna Lima\n  9:58 AM\nlooking\nAction items: none yet\nBo Li\n  10:01 AM\nok\n",
            &[
                "NOTE 09:58: @Ana Lima looking / Action items: none yet",
                "NOTE 10:01: @Bo Li ok",
            ],
        ),
        (
            "[14:02] bo: down\n[14:03] ana: looking\nTODO: add an alert\n[14:05] bo: rolled back\n",
            &[
                "NOTE 14:02: @bo down",
                "NOTE 14:03: @ana looking",
                "TODO: add an alert",
                "MITIG? 14:05: @bo rolled back",
            ],
        ),
        (
            "ana  9:58 AM\nlooking\nbo  10:01 AM\nok\n\n## Action items\n- add an alert\n",
            &[
                "NOTE 09:58: @ana looking",
                "NOTE 10:01: @bo ok",
                "TODO: add an alert",
            ],
        ),
    ]);
}

#[test]
fn a_timeline_keeps_its_entries_around_labels() {
    check(&[
        (
            "- 14:02 down\n- 14:05 bo looks\n- 14:20 rolled back\n\nRoot cause: a bad deploy that\nnobody reviewed.\n\nAction items:\n- add an alert\n- review deploys\n",
            &[
                "NOTE 14:02: down",
                "NOTE 14:05: bo looks",
                "MITIG? 14:20: rolled back",
                "cause: a bad deploy that nobody reviewed.",
                "TODO: add an alert",
                "TODO: review deploys",
            ],
        ),
        (
            "14:02 down\n14:05 bo looks\nTODO:\n- add an alert\n14:10 rolled back\nroot cause: a bad deploy\n14:12 quiet\n",
            &[
                "NOTE 14:02: down",
                "NOTE 14:05: bo looks",
                "TODO: add an alert",
                "MITIG? 14:10: rolled back",
                "cause: a bad deploy",
                "NOTE 14:12: quiet",
            ],
        ),
        (
            "T0 - 14:02 down\nT+5m bo looks\nTODO: add an alert\nT+10m rolled back\n",
            &[
                "NOTE 14:02: down",
                "NOTE 14:07: bo looks",
                "TODO: add an alert",
                "MITIG? 14:12: rolled back",
            ],
        ),
    ]);
}

#[test]
fn a_postmortem_is_one_by_its_shape() {
    check(&[
        (
            "Summary: login was down\nTimeline:\n- 14:02 down\n- 14:20 rolled back\nAction items:\n- add an alert\n",
            &[
                "summary: login was down",
                "NOTE 14:02: down",
                "MITIG? 14:20: rolled back",
                "TODO: add an alert",
            ],
        ),
        (
            "# Login down\n\n## Summary\nNobody could log in.\n\n## Timeline\nana  9:58 AM\nthe site is down\nbo  10:01 AM\nlooking\n\n## Root cause\nA bad deploy at\n9:50 AM, which nobody saw.\n",
            &[
                "title: Login down",
                "summary: Nobody could log in.",
                "IMPACT? 09:58: @ana the site is down",
                "NOTE 10:01: @bo looking",
                "cause: A bad deploy at 9:50 AM, which nobody saw.",
            ],
        ),
        (
            "Impact: all users\nSeverity: 1\nStatus: resolved\n\n9:58 AM the site is down\n10:01 AM looking\n",
            &[
                "impact: all users",
                "severity: 1",
                "IMPACT? 09:58: the site is down",
                "NOTE 10:01: looking",
            ],
        ),
    ]);
}
