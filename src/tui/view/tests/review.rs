//! The close screen's findings: selected, corrected where that is, accepted with a reason.

use super::*;
use crate::domain::findings::{Finding, Group};
use crate::domain::outside::Exposed;

fn reviewing(size: (u16, u16)) -> Stage {
    let mut stage = Stage::live(size);
    stage.press("<f4>");
    stage
}

/// Selects the finding of this rule.
fn select(stage: &mut Stage, rule: &str) {
    let findings = &stage.model.closing.findings;
    let is_untidy = |finding: &Finding| finding.rule == rule && finding.group == Group::Hygiene;
    let (count, is_folded) = (findings.all().len(), findings.all().iter().any(is_untidy));
    if is_folded {
        stage.press("h");
    }
    stage.press(&"k".repeat(count));
    for _ in 0..count {
        if stage
            .model
            .closing
            .findings
            .selected()
            .map(|finding| finding.rule)
            == Some(rule)
        {
            return;
        }
        stage.press("j");
    }
    panic!("{rule} is not there");
}

fn rules(stage: &Stage) -> Vec<&'static str> {
    let findings = stage.model.closing.findings.all().iter();
    findings.map(|finding| finding.rule).collect()
}

#[test]
fn the_review_stands_beside_the_draft() {
    insta::assert_snapshot!(reviewing((80, 24)).press("jj").screen());
}

#[test]
fn the_review_is_small() {
    let mut stage = reviewing((40, 10));
    snapshot!(stage, "j", @"
     Close: Login down
    ────────────────────────────────────────
    ▌* No resolution is recorded: add when
    ▌  the service had recovered.
    ── draft: classic ──────────────────────
    Login down

    DRAFT from the record of 25 March 2023,
    6 entries by ana, not reviewed · SEV1 ·
     Enter close and write  j next
    ");
}

#[test]
fn what_could_be_tidier_is_one_line_until_it_is_wanted() {
    let mut stage = Stage::live((80, 24));
    stage.press("todo: add a check<enter>09:40 todo: another<enter><f4>");
    let jjj = "j".repeat(40);
    stage.press(&jjj);
    snapshot!(stage, rows(2..23), @r#"
       min between 09:40 "todo:     │Login down
       another" and 10:15 "Nothing  │
       obvious in the service or    │DRAFT from the record of 25 March 2023, 7
       the database", while users   │entries by ana, not reviewed · SEV1 · since 25
       were affected: ask ana what  │March 2023, 09:30 (UTC-05:00)
       happened then. (events 7,    │
       4)                           │Issue Summary
     - What became of the           │
       suspicion is not recorded    │It was noticed on 25 March 2023 at 09:30
       (10:30 "Network              │(UTC-05:00), 2 h 8 min before the last entry:
       connectivity?"): say         │Users report problems logging in. When users
       whether it was ruled out or  │were first affected is not recorded. People
       was the cause. (event 5)     │(as worded) noticed; the first monitor
    ▌- No update is recorded for 2  │followed 5 min later. One thing was ruled out:
    ▌  h 8 min after 09:30 "Users   │Nothing obvious in the service or the
    ▌  report problems logging      │database. What became of one suspicion is not
    ▌  in", where one is due every  │recorded: Network connectivity. No entry tells
    ▌  30 min: add those that were  │of the 1 h 8 min after 10:30. The cause is not
    ▌  sent. (event 1)              │recorded. No end is recorded yet. No update to
     hygiene: 3 (h shows them)      │users is recorded.
     16 more lines above            │
    "#);
    stage.see(&["(h shows them)"]);
    snapshot!(stage, "h", rows(2..23), @r#"
       connectivity?"): say         │Login down
       whether it was ruled out or  │
       was the cause. (event 5)     │DRAFT from the record of 25 March 2023, 7
     - No update is recorded for 2  │entries by ana, not reviewed · SEV1 · since 25
       h 8 min after 09:30 "Users   │March 2023, 09:30 (UTC-05:00)
       report problems logging      │
       in", where one is due every  │Issue Summary
       30 min: add those that were  │
       sent. (event 1)              │It was noticed on 25 March 2023 at 09:30
     Owners, due dates and precision│(UTC-05:00), 2 h 8 min before the last entry:
    ▌- 1 of 7 events were recorded  │Users report problems logging in. When users
    ▌  more than 15 minutes later   │were first affected is not recorded. People
    ▌  (09:40 "todo: another"):     │(as worded) noticed; the first monitor
    ▌  check the times against a    │followed 5 min later. One thing was ruled out:
    ▌  log where there is one.      │Nothing obvious in the service or the
    ▌  (event 7)                    │database. What became of one suspicion is not
     - Action item 1 has no owner:  │recorded: Network connectivity. No entry tells
       name one person or team.     │of the 1 h 8 min after 10:30. The cause is not
     - Action item 1 has no due     │recorded. No end is recorded yet. No update to
       date: set one.               │users is recorded.
     26 more lines above            │
    "#);
    stage.see(&["Owners, due dates and precision"]);
    stage.see_no(&["(h shows them)"]);
    stage.press("h").see(&["(h shows them)"]);
    let mut stage = Stage::live((40, 10));
    stage.press("todo: add a check<enter><f4>").press(&jjj);
    snapshot!(stage, @r#"
     Close: Login down
    ────────────────────────────────────────
    ▌- No update is recorded for 2 h 8 min
    ▌  after 09:30 "Users report problems
    ── draft: classic ──────────────────────
    Login down

    DRAFT from the record of 25 March 2023,
    6 entries by ana, not reviewed · SEV1 ·
     Enter close and write  j next
    "#);
}

#[test]
fn a_missing_milestone_is_mended_in_the_composer() {
    let mut stage = reviewing((80, 24));
    select(&mut stage, "milestone_missing");
    stage.press("m");
    assert_eq!((stage.model.screen, stage.line()), (Screen::Live, "c: "));
    stage.press("a bad route<enter><f4>");
    assert_eq!(
        rules(&stage)
            .iter()
            .filter(|rule| **rule == "milestone_missing")
            .count(),
        1,
        "only the resolution is missing now"
    );
}

#[test]
fn a_line_that_is_being_written_goes_on_behind_the_kind() {
    let mut stage = Stage::live((80, 24));
    stage.press("a bad route<f4>");
    select(&mut stage, "milestone_missing");
    stage.press("m");
    assert_eq!(stage.line(), "c: a bad route");
}

#[test]
fn an_event_is_mended_on_the_timeline() {
    let mut stage = reviewing((80, 24));
    select(&mut stage, "silence");
    stage.press("m");
    assert!(stage.model.timeline_focused);
    snapshot!(stage, rows(9..21), @"
    ▌ 10:30   +1h0m HYPO     Network connectivity?  open 1h 14m              #5 ana
                             1h 8m without an entry
      11:38   +2h8m NOTE     Rollback being discussed with @auth-team           ana
                             recorded 11:44






    ── timeline ────────────────────────────────────────────────────────────────────
     The first of 2 events. F4 comes back to the review.
    ");
}

#[test]
fn a_field_is_asked_for_where_one_is() {
    let mut stage = reviewing((80, 24));
    let sample = stage.sample.as_mut().unwrap();
    sample.set(FieldName::Impact, "many users");
    stage.send(Msg::Changed { damage: 0 });
    select(&mut stage, "impact_without_number");
    snapshot!(stage, "m", rows(21..24), @"
    ── Impact ──────────────────────────────────────────────────────────────────────
    ▸ many users
     Enter record  ^O your editor  Esc leave it  ^P commands  F1 help
    ");
    stage.press(" (40%)<enter>");
    assert_eq!(stage.model.screen, Screen::Close);
    assert!(!rules(&stage).contains(&"impact_without_number"));
    let incident = &stage.sample.as_ref().unwrap().incident;
    assert_eq!(incident.value(FieldName::Impact), Some("many users (40%)"));
}

#[test]
fn a_finding_is_accepted_with_a_reason_and_taken_back() {
    let mut stage = reviewing((80, 24));
    let before = rules(&stage);
    select(&mut stage, "silence");
    stage.press("sy<enter>");
    assert_eq!(rules(&stage), before, "without a reason nothing is accepted");
    stage.press("syall hands on the pumps<enter>");
    assert_eq!(rules(&stage).len(), before.len() - 1);
    assert!(stage.screen().contains("1 finding accepted as it is"));
    let incident = &stage.sample.as_ref().unwrap().incident;
    assert_eq!(
        incident.silences().next().unwrap().value.why,
        "all hands on the pumps"
    );
    stage.press("Uy");
    assert_eq!(rules(&stage), before);
}

#[test]
fn an_event_that_was_withdrawn_is_said_to_be() {
    let mut stage = Stage::live((80, 24));
    let sample = stage.sample.as_mut().unwrap();
    let secret = sample.log(Kind::Note, None, "ran with password=hunter2");
    sample
        .command(Command::Strike {
            event: secret,
            why: None,
        })
        .unwrap();
    stage.send(Msg::Changed { damage: 0 });
    stage.press("<f4>");
    select(&mut stage, "likely_secret");
    assert!(
        stage.press("m").screen().contains("was withdrawn"),
        "{}",
        stage.screen()
    );
}

#[test]
fn what_the_evidence_gives_away_is_a_finding_once_it_was_looked_through() {
    let mut stage = reviewing((80, 24));
    assert_eq!(stage.looked, 1);
    let incident = &stage.sample.as_ref().unwrap().incident;
    let (id, event) = (incident.id(), incident.events()[2].id);
    let what = "an AWS access key".to_owned();
    let exposed = vec![Exposed { event, what }];
    stage.send(Msg::Inspected { id, exposed });
    select(&mut stage, "likely_secret");
    assert!(
        stage.press("m").screen().contains("▌ 09:40"),
        "{}",
        stage.screen()
    );
}

#[test]
fn action_items_and_updates_are_mended_on_their_own_screens() {
    let mut stage = reviewing((80, 24));
    select(&mut stage, "update_overdue");
    stage.press("m");
    assert!(stage.model.screen.paper().is_some());
    stage.press("<esc>");
    assert_eq!(stage.model.screen, Screen::Close, "one comes back to the review");
    stage.press("<esc>todo: health check<enter><f4>");
    select(&mut stage, "action_item_without_owner");
    stage.press("m");
    assert_eq!(stage.model.screen, Screen::ActionItems);
    stage.press("<esc>");
    assert_eq!(stage.model.screen, Screen::Close);
}
