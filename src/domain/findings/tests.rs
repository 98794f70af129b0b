//! The findings of each rule; a clean incident raises none.

mod exemplars;
mod looks_alike;

use super::*;
use crate::domain::command::{Command, NewActionItem, NewEvent, When};
use crate::domain::kind::Kind::{self, *};
use crate::domain::record::{FieldChange, FieldName, Op, Timing};
use crate::domain::sample::{Sample, at, event};
use crate::domain::time::Moment;

type Row = (Kind, &'static str, &'static str);

const CLEAN: &[Row] = &[
    (Impact, "09:00", "a third of all logins fail"),
    (Detection, "09:05", "login errors"),
    (Escalation, "09:10", "called the database team"),
    (Cause, "09:20", "a bad upgrade"),
    (Fix, "09:30", "rolled forward"),
    (Resolution, "09:40", "logins work"),
];

/// An incident of these events, of severity 3, with an action item, closed.
fn sample(events: &[Row]) -> Sample {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    for (kind, clock, text) in events {
        s.log(*kind, Some(&at(clock)), text);
    }
    s.set(FieldName::Severity, "3");
    let text = "test upgrades first".to_owned();
    let item = NewActionItem {
        text,
        owner: Some("bo".to_owned()),
        due: "2023-04-30".parse().ok(),
        ..NewActionItem::default()
    };
    s.command(Command::AddActionItem(item)).unwrap();
    s.command(Command::Close { at: None }).unwrap();
    s
}

fn without(kind: Kind) -> Vec<Row> {
    CLEAN.iter().copied().filter(|row| row.0 != kind).collect()
}

fn with(row: Row) -> Vec<Row> {
    CLEAN.iter().copied().chain([row]).collect()
}

fn told(s: &Sample) -> Vec<String> {
    let findings = review(&s.incident, &Policy::default());
    findings
        .iter()
        .map(|finding| format!("{} {}: {}", finding.level.name(), finding.rule, finding.message))
        .collect()
}

/// The one finding that a sample raises.
fn only(s: &Sample) -> String {
    let told = told(s);
    assert_eq!(told.len(), 1, "{told:#?}");
    told[0].clone()
}

#[test]
fn a_clean_incident_raises_none() {
    assert_eq!(told(&sample(CLEAN)), Vec::<String>::new());
}

#[test]
fn nor_does_a_worse_one_that_was_written_as_it_happened() {
    let rows = [
        (Impact, "20:00", "checkout fails for 12% of buyers"),
        (Detection, "20:02", "alert: error rate of checkout"),
        (Acknowledgement, "20:04", "@ana looks"),
        (Hypothesis, "20:06", "a slow payment provider?"),
        (Communication, "20:08", "status page: investigating"),
        (RuledOut, "20:14", "the provider answers in 80 ms"),
        (Escalation, "20:15", "called @db in"),
        (
            Cause,
            "20:25",
            "the migration of 19:55 dropped an index, found after 20 min of investigation",
        ),
        (
            Mitigation,
            "20:27",
            "rolled back within 5 min; lock held for 3 h by the backup",
        ),
        (
            Communication,
            "20:35",
            "status page: we see recovery, next update in 30 min",
        ),
        (Fix, "20:44", "index rebuilt"),
        (Resolution, "20:50", "no error for 10 min"),
        (Communication, "20:52", "status page: over"),
    ];
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    for (kind, clock, text) in rows {
        s.clock = at(clock).parse().unwrap();
        s.log(kind, None, text);
    }
    s.set(FieldName::Severity, "1");
    s.set(
        FieldName::Summary,
        "A 50-minute outage of checkout, from a migration. Rolled back after 5 min.",
    );
    s.set(
        FieldName::Impact,
        "12% of buyers saw errors; one region was down for 40 min",
    );
    s.set(
        FieldName::Resolution,
        "The migration was rolled back and the index rebuilt",
    );
    for text in [
        "Check migrations for dropped indexes before they run",
        "Alert on slow queries",
        "Document how to rebuild an index",
    ] {
        let item = NewActionItem {
            text: text.to_owned(),
            owner: Some("db".to_owned()),
            due: "2023-04-30".parse().ok(),
            ..NewActionItem::default()
        };
        s.command(Command::AddActionItem(item)).unwrap();
    }
    s.command(Command::Close { at: None }).unwrap();
    assert_eq!(told(&s), Vec::<String>::new());
}

#[test]
fn each_change_of_the_events_raises_one_finding() {
    let cases: &[(Vec<Row>, &str)] = &[
        (
            without(Detection),
            "warning milestone_missing: No detection is recorded: add when the trouble was noticed, and by whom.",
        ),
        (
            without(Cause),
            "warning milestone_missing: No cause is recorded: add what it was, and when that became known.",
        ),
        (
            without(Resolution),
            "warning milestone_missing: No resolution is recorded: add when the service had recovered.",
        ),
        (with((Escalation, "09:25", "again")), ""),
        (
            with((Mitigation, "09:50", "scaled down")),
            "warning repair_after_resolution: A fix or mitigation is dated after the resolution (09:40 \"logins work\"): \
             09:50 \"scaled down\". Check the times, or record it as an action item if it came as follow-up.",
        ),
        (
            with((Acknowledgement, "09:03", "too early")),
            "error interval_negative: Time to acknowledge is minus 2 min, as 09:03 \"too early\" is dated before \
             09:05 \"login errors\": correct the time that is wrong.",
        ),
        (
            without(Impact)
                .into_iter()
                .chain([(Impact, "09:07", "all logins fail")])
                .collect(),
            "info impact_after_detection: The first impact (09:07 \"all logins fail\") is dated 2 min after \
             the detection (09:05 \"login errors\"), so all is counted from the detection: was that an early warning (tag it #warning), or is the start \
             of the impact not recorded?",
        ),
        (
            with((Resolution, "12:00", "still up")),
            "warning resolution_confirmed_late: That it is over was recorded again (12:00 \"still up\") 2 h 20 min \
             after the end (09:40 \"logins work\"), which is the one that counts: if users were affected in between, record the \
             relapse.",
        ),
        (with((Resolution, "10:00", "still up")), ""),
        (with((Acknowledgement, "09:05", "at once")), ""),
        (
            with((Hypothesis, "09:15", "the network?")),
            "warning hypothesis_open: Was the suspicion of 09:15 \"the network?\" confirmed by the cause (09:20 \"a bad \
             upgrade\")? Then say that this ended it, else rule it out.",
        ),
    ];
    for (events, expected) in cases {
        let s = sample(events);
        if expected.is_empty() {
            assert_eq!(told(&s), Vec::<String>::new());
        } else {
            assert_eq!(only(&s), *expected);
        }
    }
}

#[test]
fn what_cannot_be_is_an_error_and_comes_first() {
    let s = sample(&[
        (Resolution, "08:00", "up"),
        (Detection, "09:00", "down"),
        (Cause, "09:20", "a bad upgrade"),
        (Escalation, "09:21", "too late"),
    ]);
    let told = told(&s);
    assert_eq!(
        told[0],
        "error order_impossible: Resolved (08:00 \"up\") is dated 1 h before detected (09:00 \"down\"), which cannot \
         be: correct the time that is wrong."
    );
    assert!(
        told[1].starts_with(
            "warning escalated_after_cause: The escalation (09:21 \"too late\") came 1 min after"
        )
    );
    assert_eq!(told.len(), 2, "{told:#?}");
}

#[test]
fn a_repair_before_the_last_word_that_it_is_over_is_no_follow_up() {
    let repaired = |clock| {
        let mut events = with((Resolution, "10:00", "still up"));
        events.push((Fix, clock, "again"));
        told(&sample(&events))
    };
    for clock in ["09:50", "10:00"] {
        assert_eq!(repaired(clock), Vec::<String>::new(), "{clock}");
    }
    let late = repaired("10:01");
    let expected = "warning repair_after_resolution: A fix or mitigation is dated after the resolution (10:00 \"still up\")";
    assert!(late.len() == 1 && late[0].starts_with(expected), "{late:#?}");
}

#[test]
fn a_cause_that_became_known_after_a_relapse_is_not_missing() {
    let mut events = without(Cause);
    events.extend([
        (Impact, "10:00", "a third of all logins fail again"),
        (Detection, "10:02", "login errors"),
        (Cause, "10:10", "a bad upgrade"),
        (Resolution, "10:20", "logins work"),
    ]);
    let missing = |s: &Sample| told(s).iter().any(|told| told.contains("milestone_missing"));
    assert!(!missing(&sample(&events)), "{:#?}", told(&sample(&events)));
    events.retain(|row| row.0 != Cause);
    assert!(missing(&sample(&events)));
}

#[test]
fn of_silences_the_three_longest_are_asked_about() {
    let mut events = without(Resolution);
    for (clock, text) in [("10:20", "a"), ("11:05", "b"), ("11:45", "c"), ("12:05", "d")] {
        events.push((Note, clock, text));
    }
    events.push((Resolution, "13:00", "up"));
    let told = told(&sample(&events));
    assert_eq!(told.len(), 3, "{told:#?}");
    assert_eq!(
        told[0],
        "warning silence: Nothing is recorded for 55 min between 12:05 \"d\" and 13:00 \"up\", while users were \
         affected: ask ana what happened then."
    );
    assert!(
        told[2].contains("45 min between 10:20 \"a\" and 11:05 \"b\""),
        "{told:#?}"
    );
}

#[test]
fn times_that_are_missing_or_rough_are_named() {
    let mut s = sample(CLEAN);
    s.untimed(Note, "somebody called");
    assert!(only(&s).starts_with(
        "info events_untimed: 1 event without a time (\"somebody called\" (time not recorded))"
    ));

    let mut s = sample(&without(Cause));
    s.untimed(Cause, "a bad upgrade");
    assert!(
        told(&s)[0]
            .starts_with("warning milestone_untimed: The cause is recorded without a time: give \"a bad upgrade\" (time not recorded) its")
    );

    let mut s = sample(CLEAN);
    let timing = Timing {
        at: Moment::parse(&at("09:12")),
        approximate: true,
        ..Timing::default()
    };
    let when = When::Given(timing);
    s.command(Command::Record(NewEvent {
        when,
        ..event(Note, None, "x")
    }))
    .unwrap();
    assert!(
        only(&s).starts_with(
            "info events_approximate: 1 event with a time that is only about right (~09:12 \"x\")"
        )
    );

    s = sample(CLEAN);
    s.set(FieldName::Zone, "unknown");
    assert!(only(&s).starts_with("warning zone_unknown"));
}

#[test]
fn a_relapse_is_named_with_how_long_it_had_seemed_over() {
    let mut events = with((Detection, "10:00", "again"));
    events.push((Resolution, "10:10", "up"));
    assert_eq!(
        only(&sample(&events)),
        "info relapse: Users were affected again 20 min after it had seemed over, with 10:00 \"again\": say what had been \
         missed."
    );
    events.pop();
    assert!(
        told(&sample(&events))[0].contains("No resolution is recorded after the relapse (10:00 \"again\")")
    );
}

#[test]
fn an_impact_needs_a_number() {
    let mut events = without(Impact);
    events.push((Impact, "09:00", "logins fail"));
    let mut s = sample(&events);
    assert!(only(&s).starts_with("info impact_without_number"));
    s.set(FieldName::Impact, "About 75% of the users could not log in");
    assert_eq!(told(&s), Vec::<String>::new());
}

#[test]
fn what_is_not_set_is_named() {
    let mut s = sample(CLEAN);
    let (field, change) = (FieldName::Severity, FieldChange::Clear);
    s.command(Command::SetField { field, change }).unwrap();
    assert!(only(&s).starts_with("info severity_not_set"));
}

#[test]
fn a_closed_incident_needs_an_action_item() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    for (kind, clock, text) in CLEAN {
        s.log(*kind, Some(&at(clock)), text);
    }
    s.set(FieldName::Severity, "3");
    assert_eq!(told(&s), Vec::<String>::new());
    s.command(Command::Close { at: None }).unwrap();
    assert!(only(&s).starts_with("warning no_action_item"));
}

#[test]
fn what_a_newer_version_wrote_is_named() {
    let mut s = sample(CLEAN);
    s.write(Op::Foreign {
        version: 2,
        name: "poll".to_owned(),
    });
    assert!(only(&s).starts_with("warning foreign_record: A newer hotwash wrote what cannot be read here ("));
}

#[test]
fn events_are_named_by_time_and_words_and_numbered_for_those_who_correct_them() {
    let mut s = Sample::new("UTC", "2023-03-27T20:00:00Z");
    s.log(Note, Some(&at("09:00")), "Pool is \"half\" empty. Bo looks");
    s.log(Note, Some(&at("09:01")), "x");
    s.untimed(Note, "y");
    for _ in 0..7 {
        s.log(Note, Some(&at("09:02")), "z");
    }
    let told = |s: &Sample, count: usize| {
        let events: Vec<&Event> = s.incident.shown().take(count).collect();
        events_named(&Facts::of(&s.incident), &events)
    };
    assert_eq!(told(&s, 1), "09:00 \"Pool is 'half' empty\"");
    let named = "09:00 \"Pool is 'half' empty\", 09:01 \"x\", \"y\" (time not recorded) and 4 more";
    assert_eq!(told(&s, 7), named);
    s.log(Note, Some("2023-03-26T09:00:00Z"), "the next day");
    assert_eq!(
        told(&s, 2),
        "25 Mar 09:00 \"Pool is 'half' empty\" and 25 Mar 09:01 \"x\""
    );

    let numbered = |count: usize| {
        let events: Vec<&Event> = s.incident.shown().take(count).collect();
        Finding::new(&precision::UNTIMED, ids(&events), "So.".to_owned()).numbered(&s.incident)
    };
    for (count, expected) in [
        (0, "So."),
        (1, "So. (event 1)"),
        (3, "So. (events 1, 2, 3)"),
        (10, "So. (events 1, 2, 3, 4, 5, 6, 7, 8 and 2 more)"),
    ] {
        assert_eq!(numbered(count), expected);
    }
}

#[test]
fn the_problem_is_told_apart_from_the_advice_and_from_a_colon_that_is_quoted() {
    let stated = |message: &str| {
        let finding = Finding::new(&RULES[0], Vec::new(), message.to_owned());
        finding.stated().to_owned()
    };
    for (message, problem) in [
        ("It is late: say why.", "It is late"),
        (
            r#"People noticed (09:30 "Alert: down") and no monitor did: add one."#,
            r#"People noticed (09:30 "Alert: down") and no monitor did"#,
        ),
        (
            r#"It reads so (09:30 "Root cause: x")."#,
            r#"It reads so (09:30 "Root cause: x")"#,
        ),
    ] {
        assert_eq!(stated(message), problem);
    }
}
