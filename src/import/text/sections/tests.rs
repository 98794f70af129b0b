//! Whole postmortems: what becomes of each of their lines.

mod shape;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::command::When;
use crate::domain::findings::{Policy, review};
use crate::domain::kind::Via;
use crate::domain::record::Timing;
use crate::domain::sample::Sample;
use crate::domain::time::Now;
use crate::domain::time::typed::Anchor;
use crate::import::proposal::Skipped;
use crate::import::{Bundle, Format, ImportError};

const LOGIN_SERVICE: &str = include_str!("../../../../tests/replays/login-service/source.txt");
const LOAD_BALANCER: &str = include_str!("../../../../tests/replays/load-balancer/source.txt");
const MOBILE_APP: &str = include_str!("../../../../tests/replays/mobile-app/source.txt");

fn options() -> ImportOptions {
    ImportOptions::new(TimeContext {
        now: Now {
            instant: "2026-11-28T12:00:00Z".parse().expect("a time"),
            local: Zone::Utc,
        },
        zone: Zone::Utc,
        anchor: Anchor::Now,
    })
}

fn read(text: &str) -> Import {
    let bundle = Bundle::of("pm.md", text);
    Format::Text.read(&bundle, &options()).expect("text is read")
}

/// A proposal in a line: its lines, what it is, its words.
fn told(proposal: &Proposal) -> String {
    let lines = match proposal.last_line - proposal.line {
        0 => proposal.line.to_string(),
        _ => format!("{}-{}", proposal.line, proposal.last_line),
    };
    let what = match &proposal.what {
        Proposed::Event(event) => {
            let at = match event.time {
                EntryTime::Given(given) => given.at.to_string(),
                EntryTime::Now => "untimed".to_owned(),
            };
            // Kinds that are guessed from words are the timeline's own matter.
            let is_said = !proposal.is_kind_guessed && event.kind_given;
            let kind = if is_said { event.kind.badge() } else { "event" };
            format!("{at} {kind}")
        }
        Proposed::Field(field, _) => field.wire().to_owned(),
        Proposed::ActionItem(item) => {
            let said = [
                item.purpose.map(|purpose| purpose.word().to_owned()),
                item.owner.as_ref().map(|owner| format!("@{owner}")),
                item.due.map(|due| due.to_string()),
                item.priority.clone(),
                item.done.then(|| "done".to_owned()),
            ];
            format!(
                "item {}",
                said.into_iter().flatten().collect::<Vec<_>>().join(" ")
            )
        }
    };
    format!("{lines} {what}: {}", proposal.text().replace('\n', " "))
}

fn passed_over(skipped: &Skipped) -> String {
    format!("{} {}: {}", skipped.line, skipped.why, skipped.text)
}

/// All that is made of a text, one line each.
fn all(text: &str) -> String {
    let import = read(text);
    let head = format!(
        "title {:?}, zone {:?}",
        import.title,
        import.zone.map(|zone| zone.to_string())
    );
    let lines = import.proposals.iter().map(told);
    let skipped = import
        .skipped
        .iter()
        .map(|skipped| format!("-- {}", passed_over(skipped)));
    let all: Vec<String> = std::iter::once(head).chain(lines).chain(skipped).collect();
    all.join("\n")
}

#[test]
fn the_examples_come_through_whole() {
    insta::assert_snapshot!("login_service", all(LOGIN_SERVICE));
    insta::assert_snapshot!("load_balancer", all(LOAD_BALANCER));
    insta::assert_snapshot!("mobile_app", all(MOBILE_APP));
}

/// The kinds of events whose words a person would know at once; the first that fits.
const KINDS: &[(&str, Kind)] = &[
    ("users started reporting", Kind::Detection),
    ("automated alerts", Kind::Detection),
    ("user reports", Kind::Detection),
    ("dead end", Kind::RuledOut),
    ("ruled out", Kind::RuledOut),
    ("network infrastructure", Kind::Hypothesis),
    ("begins investigating", Kind::Acknowledgement),
    ("began investigating", Kind::Acknowledgement),
    ("initially attributed", Kind::Hypothesis),
    ("finally attributed", Kind::Cause),
    ("identified as the root cause", Kind::Cause),
    ("discovered that an upgrade", Kind::Cause),
    ("escalated to", Kind::Escalation),
    ("working on a fix", Kind::Fix),
    ("fix was tested", Kind::Fix),
    ("fully restored", Kind::Resolution),
    ("is resolved by", Kind::Resolution),
];

/// The rules that find something in the incident that comes of an import.
fn rules(text: &str) -> BTreeSet<&'static str> {
    let import = read(text);
    let zone = import.zone.map_or("unknown".to_owned(), |zone| zone.to_string());
    let mut sample = Sample::new(&zone, "2026-11-28T12:00:00Z");
    for mut proposal in import.proposals {
        let lower = proposal.text().to_lowercase();
        if let Proposed::Event(event) = &mut proposal.what
            && !event.kind_given
            && let Some((_, kind)) = KINDS.iter().find(|(words, _)| lower.contains(words))
        {
            event.kind = *kind;
            let is_alert = lower.contains("automated alerts");
            let via = if is_alert { Via::Monitor } else { Via::Person };
            event.via = Some(via).filter(|_| *kind == Kind::Detection);
        }
        let command = proposal.command(When::Given(Timing::default()));
        sample.command(command).expect("what is proposed can be recorded");
    }
    review(&sample.incident, &Policy::default())
        .into_iter()
        .map(|finding| finding.rule)
        .collect()
}

#[test]
fn the_review_names_the_contradictions_of_the_examples() {
    let todo = ["action_item_without_owner", "action_item_without_due_date"];
    for (text, expected) in [
        (
            LOGIN_SERVICE,
            &[
                "stated_end",
                "escalated_after_cause",
                "text_contradicts_time",
                "detected_by_people",
                "silence",
            ][..],
        ),
        (
            LOAD_BALANCER,
            &["silence", "escalation_late", "milestone_untimed"],
        ),
        (
            MOBILE_APP,
            &[
                "cause_twice",
                "zone_unknown",
                "detected_by_people",
                "hypothesis_open",
            ],
        ),
    ] {
        let rules = rules(text);
        for rule in expected.iter().chain(&todo) {
            assert!(rules.contains(rule), "{rule}: {rules:?}");
        }
    }
}

/// The form of Google's book, as it is filled in.
const MARKDOWN: &str = "\
# Shakespeare Sonnet++ Postmortem (incident #465)

**Date:** 2015-10-21

**Authors**: jennifer, martym

**Status**: Complete, action items in progress

## Summary

Shakespeare Search was down for 66 minutes during a period of
very high interest.

**Impact:** Estimated 1.21B queries lost, no revenue impact.

## Root Causes

Cascading failure due to a combination of load and a resource leak.

**Trigger**: Latent bug triggered by a sudden increase in traffic.

**Detection**: Borgmon detected a high level of HTTP 500s and paged on-call.

## Action Items

| Action Item | Type | Owner | Bug |
| --- | --- | --- | --- |
| Update playbook | mitigate | jennifer | n/a **DONE** |
| Use flux capacitor to balance load | prevent | martym | Bug 5554823 **TODO** |

## Lessons Learned

### What went well

- Monitoring quickly alerted us
- Rapidly distributed

### Where we got lucky

- TBD

## Timeline (all times UTC)

- 14:51 News reports that a sonnet was found
- 14:53 Traffic increases by 88x
### Later
- 15:36 Outage ends

## Supporting information

- Dashboard: https://example.com/graph

## Glossary

A word.
";

#[test]
fn the_form_of_a_book_comes_through_whole() {
    insta::assert_snapshot!("markdown", all(MARKDOWN));
}

/// A page of a wiki, with a table of pairs and labels.
const WIKI: &str = "\
# Checkout was slow

| Field | Value |
|-------|-------|
| Severity | SEV-2 (major) |
| Incident commander | Bo Li |
| Status | Resolved |

Start: 2024-02-05 09:50 UTC
End: 2024-02-05 11:05 UTC

## What happened
A deploy doubled the number of queries.

## Impact
- 3% of checkouts failed
- the others were slow

### By region
Europe only.

## Contributing factors
1. No load test
2. The cache was cold

## How'd We Do?
### What Went Well?
- The rollback took a minute
### What Didn't Go So Well?
* Nobody was paged

## Timeline
| Time (UTC) | What |
| --- | --- |
| 09:50 | Deploy of 1.4 |
| 11:05 | Rolled back |

## Action items
We agreed on these:

- [ ] **P1** [Load test](https://example.com/1) every release — @bo, due 2024-03-01
- [x] Warm the cache (Ana)
- Talk to the owner of the database
- Page on slow checkouts by adding an alert
  - Owner: Cy

We will meet again.

## References
https://example.com/graph

## Internal mail
Dear all.
";

#[test]
fn a_page_of_a_wiki_comes_through_whole() {
    insta::assert_snapshot!("wiki", all(WIKI));
}

/// Labels among plain notes, whose entries have times of their own.
const MIXED: &str = "\
Search is down

2024-02-05 14:02 alert: search is down
14:05 ack: bo looks
Log: https://example.com/log
Severity: 2
Root cause: a full disk
14:30 restored
Next steps:
- clean up the disk
";

#[test]
fn entries_around_labels_stay_entries() {
    insta::assert_snapshot!("mixed", all(MIXED));
}

/// A timeline in blocks, with the times of them in every place.
const BLOCKS: &str = "\
Summary: Mail was late
Timeline:
Detection:
Time: 2024-02-05 10:25
The queue grew
and grew.
Mitigation: 2024-02-05 11:00
Drained it by hand.
Incident escalation: called the vendor
Resolution:
Root cause: a stuck worker
Restarted it.
Time: 2024-02-05 12:00
Recovery:
Lessons:
Watch the queue.
";

#[test]
fn blocks_have_their_times_wherever_they_stand() {
    insta::assert_snapshot!("blocks", all(BLOCKS));
}

const GERMAN: &str = "\
Störungsbericht: Anmeldung gestört

Zusammenfassung
===============
Niemand konnte sich anmelden.

Auswirkungen: alle Nutzer
Schweregrad: SEV-2
Zeitzone: UTC+1

Zeitlicher Ablauf
-----------------
2024-02-05 10:25 Alarm
11:00 behoben

Ursache
-------
Ein Fehler im Update.

Maßnahmen
---------
Sofortmaßnahmen:
1. [x] P1: Update zurücknehmen (bo)
2. Warnung einrichten @ana due 2024-03-01
   - Priority: P2
**Vorbeugende Maßnahmen**
- Tests erweitern (Owner: Bo Li, due: 2024-04-01)
  und pflegen
";

#[test]
fn another_language_comes_through_whole() {
    insta::assert_snapshot!("german", all(GERMAN));
}

#[test]
fn a_zone_that_nobody_says_is_asked_for() {
    let bundle = Bundle::of("pm.md", BLOCKS);
    let mut options = options();
    options.context.zone = Zone::Unknown;
    let asked = |options: &ImportOptions| Format::Text.read(&bundle, options).map(|import| import.questions);
    assert_eq!(asked(&options), Ok(vec![Question::Zone]));
    options.zone = Some(Zone::Utc);
    assert_eq!(asked(&options), Ok(Vec::new()));
}

#[test]
fn notes_are_no_postmortem() {
    for text in [
        "",
        "14:02 down\n14:05 up",
        "Impact: users cannot log in\nResolution: restarted it\n",
        "# Notes\n## Monday\n- 14:02 down",
        "d: down\ncause: a bug\nmitigation: rollback",
    ] {
        assert_eq!(super::read(text, "n", &options()), None, "{text:?}");
    }
}

/// The lines of a text that are in no proposal and were not skipped.
fn lost(text: &str) -> Vec<usize> {
    let import = read(text);
    let mut known: BTreeSet<usize> = import.skipped.iter().map(|skipped| skipped.line).collect();
    for proposal in &import.proposals {
        known.extend(proposal.line..=proposal.last_line);
    }
    let said = source::lines(text).into_iter().filter(|line| !line.is_blank());
    said.map(|line| line.number)
        .filter(|number| !known.contains(number))
        .collect()
}

/// Documents whose lines come from those above, cut and put together anew.
fn documents() -> impl Strategy<Value = String> {
    let all = [
        LOGIN_SERVICE,
        LOAD_BALANCER,
        MOBILE_APP,
        MARKDOWN,
        WIKI,
        MIXED,
        BLOCKS,
        GERMAN,
    ]
    .join("\n");
    let lines: Vec<String> = all.lines().map(str::to_owned).collect();
    let odd = [
        "",
        "",
        "```",
        "<!--",
        "-->",
        "===",
        "---",
        "## Timeline",
        "Timeline:",
        "Time:",
        "- ",
        "|a|b|",
        "**x**",
    ];
    let line = prop_oneof![
        6 => proptest::sample::select(lines),
        2 => proptest::sample::select(odd.map(str::to_owned).to_vec()),
        1 => "[-*#|:`<>()\\[\\] a-zA-Z0-9\u{202e}\u{1b}\r]{0,40}",
    ];
    proptest::collection::vec(line, 0..40).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn no_line_is_lost(text in documents()) {
        prop_assert_eq!(lost(&text), Vec::<usize>::new());
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let bundle = Bundle::of("x", bytes);
        let is_text = !matches!(Format::Text.read(&bundle, &options()), Err(ImportError::NoText(_)));
        prop_assert!(is_text || bundle.documents[0].bytes.contains(&0));
    }
}
