//! For every rule an incident that raises it, and one very like it that must not.

use super::*;
use crate::domain::kind::Via;
use crate::domain::record::{FieldChange, Op, Opening};
use crate::domain::time::Zone;

type Made = fn() -> Sample;

/// The clean incident with something more.
fn clean_and(more: impl FnOnce(&mut Sample)) -> Sample {
    let mut s = sample(CLEAN);
    more(&mut s);
    s
}

fn clean() -> Sample {
    sample(CLEAN)
}

fn noticed(s: &mut Sample, clock: &str, via: Via) {
    let new = NewEvent {
        via: Some(via),
        ..event(Detection, Some(&at(clock)), "errors")
    };
    s.command(Command::Record(new)).unwrap();
}

fn item(s: &mut Sample, text: &str, owner: Option<&str>, due: Option<&str>) {
    let item = NewActionItem {
        text: text.to_owned(),
        owner: owner.map(str::to_owned),
        due: due.and_then(|due| due.parse().ok()),
        ..NewActionItem::default()
    };
    s.command(Command::AddActionItem(item)).unwrap();
}

fn owned(text: &'static str) -> Sample {
    clean_and(|s| item(s, text, Some("bo"), Some("2023-04-30")))
}

fn set(field: FieldName, value: &str) -> Sample {
    clean_and(|s| {
        s.set(field, value);
    })
}

fn log(kind: Kind, clock: &str, text: &str) -> Sample {
    clean_and(|s| {
        s.log(kind, Some(&at(clock)), text);
    })
}

/// The severity is left out.
fn unrated(events: &[Row]) -> Sample {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    for (kind, clock, text) in events {
        s.log(*kind, Some(&at(clock)), text);
    }
    s
}

/// The clock goes back before one more event.
fn clock_moves(seconds: i64) -> Sample {
    clean_and(|s| {
        s.clock += chrono::TimeDelta::seconds(seconds);
        s.log(Note, Some(&at("09:41")), "looking on");
    })
}

/// Two authors give the same field, so many minutes apart.
fn two_authors(minutes: i64) -> Sample {
    clean_and(|s| {
        s.set(FieldName::Commander, "ana");
        s.clock += chrono::TimeDelta::minutes(minutes);
        s.by = "bo".to_owned();
        s.set(FieldName::Commander, "carl");
    })
}

/// This writer takes back what ana wrote.
fn takes_back(writer: &str) -> Sample {
    clean_and(|s| {
        let replaces = s.log(Note, Some(&at("09:41")), "looking on");
        s.hand_over(writer);
        s.write(Op::Undo { replaces });
    })
}

/// Two change the same field; the second has seen the first's change, or has not.
fn unseen(seen: bool) -> Sample {
    clean_and(|s| {
        let first = s.set(FieldName::Commander, "ana");
        s.clock += chrono::TimeDelta::minutes(30);
        let change = FieldChange::Value("bo".to_owned());
        s.hand_over("bo");
        let replaces = seen.then_some(first);
        s.write(Op::Set {
            field: FieldName::Commander,
            change,
            replaces,
        });
    })
}

fn exemplars(rule: &str) -> (Made, Made) {
    match rule {
        "milestone_missing" => (|| sample(&without(Cause)), clean),
        "milestone_untimed" => (
            || {
                let mut s = sample(&without(Cause));
                s.untimed(Cause, "a bad upgrade");
                s
            },
            clean,
        ),
        "event_in_future" => (|| log(Note, "20:30", "x"), || log(Note, "20:10", "x")),
        "close_in_future" => (|| closed("20:30"), || closed("20:10")),
        "closed_before_resolution" => (|| closed("09:39"), || closed("09:40")),
        "impact_after_detection" => (
            || {
                let mut events = without(Impact);
                events.push((Impact, "09:07", "all logins fail"));
                sample(&events)
            },
            || log(Impact, "09:07", "all logins fail"),
        ),
        "resolution_confirmed_late" => (
            || log(Resolution, "10:41", "still up"),
            || log(Resolution, "10:40", "still up"),
        ),
        "order_impossible" => (
            || sample(&[(Resolution, "08:00", "up"), (Detection, "09:00", "down")]),
            clean,
        ),
        "interval_negative" => (
            || log(Acknowledgement, "09:03", "on it"),
            || log(Acknowledgement, "09:06", "on it"),
        ),
        "escalated_after_cause" => (
            || {
                let mut events = without(Escalation);
                events.push((Escalation, "09:25", "called"));
                sample(&events)
            },
            clean,
        ),
        "repair_after_resolution" => (|| log(Fix, "09:50", "again"), || log(Fix, "09:35", "again")),
        "stated_end" => (
            || {
                set(
                    FieldName::Summary,
                    "Duration: March 25, 2023 9:00 AM - March 26th, 2023 9:40 AM (UTC)",
                )
            },
            || {
                set(
                    FieldName::Summary,
                    "Duration: March 25th, 2023 4:00 AM - 4:40 AM (UTC-5)",
                )
            },
        ),
        "stated_duration" => (
            || set(FieldName::Impact, "a 2-hour outage"),
            || {
                set(
                    FieldName::Impact,
                    "a 40-minute outage, rolled back within 5 minutes",
                )
            },
        ),
        "text_contradicts_time" => (
            || {
                log(
                    Investigation,
                    "09:25",
                    "after several hours of investigation nothing",
                )
            },
            || {
                log(
                    Investigation,
                    "09:25",
                    "after 20 minutes of investigation nothing since 03:00",
                )
            },
        ),
        "detected_by_people" => (
            || {
                let mut s = sample(&without(Detection));
                noticed(&mut s, "09:05", Via::Person);
                noticed(&mut s, "09:08", Via::Monitor);
                s
            },
            || {
                let mut s = sample(&without(Detection));
                noticed(&mut s, "09:05", Via::Monitor);
                noticed(&mut s, "09:08", Via::Person);
                s
            },
        ),
        "escalation_late" => (
            || {
                let mut events = without(Escalation);
                events.push((Escalation, "10:06", "called"));
                sample(&events)
            },
            clean,
        ),
        "cause_twice" => (
            || log(Cause, "09:25", "a full disk"),
            || log(Cause, "09:25", "A bad upgrade!"),
        ),
        "ruled_out_yet_cause" => (
            || {
                sample(&dead_end(
                    "the upgrade of the proxy",
                    "the upgrade of the proxy was bad",
                ))
            },
            || sample(&dead_end("the network", "the upgrade of the proxy was bad")),
        ),
        "silence" => (
            || {
                let mut events = without(Resolution);
                events.push((Resolution, "10:10", "up"));
                sample(&events)
            },
            clean,
        ),
        "hypothesis_open" => (
            || log(Hypothesis, "09:15", "the network?"),
            || sample(&dead_end("the network", "a bad upgrade")),
        ),
        "foreign_record" => (
            || {
                clean_and(|s| {
                    let name = "poll".to_owned();
                    s.write(Op::Foreign { version: 2, name });
                })
            },
            clean,
        ),
        "zone_unknown" => (
            || set(FieldName::Zone, "unknown"),
            || set(FieldName::Zone, "-05:00"),
        ),
        "events_untimed" => (
            || {
                clean_and(|s| {
                    s.untimed(Note, "somebody called");
                })
            },
            clean,
        ),
        "events_approximate" => (
            || {
                clean_and(|s| {
                    let timing = Timing {
                        at: Moment::parse(&at("09:12")),
                        approximate: true,
                        ..Timing::default()
                    };
                    let when = When::Given(timing);
                    let new = NewEvent {
                        when,
                        ..event(Note, None, "x")
                    };
                    s.command(Command::Record(new)).unwrap();
                })
            },
            clean,
        ),
        "relapse" => (
            || log(Detection, "10:00", "again"),
            || log(Impact, "09:30", "half of them"),
        ),
        "impact_without_number" => (
            || {
                let mut events = without(Impact);
                events.push((Impact, "09:00", "logins fail"));
                sample(&events)
            },
            clean,
        ),
        "severity_not_set" => (|| unrated(CLEAN), clean),
        "recorded_late" => (
            || {
                clean_and(|s| {
                    s.log(Note, None, "written at once");
                })
            },
            clean,
        ),
        "clock_ran_back" => (|| clock_moves(-600), || clock_moves(600)),
        "opened_twice" => (
            || {
                clean_and(|s| {
                    s.write(Op::Open(Opening {
                        title: "All is well".to_owned(),
                        severity: None,
                        zone: Zone::Utc,
                        at: Moment::parse(&at("08:00")).unwrap(),
                    }));
                })
            },
            clean,
        ),
        "not_theirs" => (|| takes_back("bo"), || takes_back("ana-laptop-7k3q")),
        "conflict" => (|| unseen(false), || unseen(true)),
        "field_changed_twice" => (|| two_authors(5), || two_authors(15)),
        "update_overdue" => (|| bad(&[]), || bad(&["09:25"])),
        "update_at_end_missing" => (|| bad(&["09:25"]), || bad(&["09:25", "09:45"])),
        "no_action_item" => (
            || {
                let mut s = unrated(CLEAN);
                s.command(Command::Close { at: None }).unwrap();
                s
            },
            || unrated(CLEAN),
        ),
        "action_item_twice" => (
            || owned("Test all upgrades first"),
            || owned("Alert on failing logins"),
        ),
        "action_item_repeats_fix" => (
            || {
                let mut s = owned("Roll back the login upgrade");
                s.set(
                    FieldName::Resolution,
                    "rolled back the upgrade of the login service",
                );
                s
            },
            || {
                let mut s = owned("Test upgrades of the login service before each rollout");
                s.set(
                    FieldName::Resolution,
                    "rolled back the upgrade of the login service",
                );
                s
            },
        ),
        "action_item_without_verb" => (|| owned("Better monitoring"), || owned("Monitor logins")),
        "action_item_without_owner" => (
            || clean_and(|s| item(s, "Monitor logins", None, Some("2023-04-30"))),
            || owned("Monitor logins"),
        ),
        "action_item_without_due_date" => (
            || clean_and(|s| item(s, "Monitor logins", Some("bo"), None)),
            || owned("Monitor logins"),
        ),
        "blame" => (
            || log(Note, "09:25", "Carl's mistake, he says"),
            || log(Note, "09:25", "Carl saw the upgrade fail"),
        ),
        "likely_secret" => (
            || log(Note, "09:25", "ran with password=hunter2"),
            || log(Note, "09:25", "ran with password=$PASSWORD"),
        ),
        "journal_damaged" => (
            || clean_and(|s| s.outside.damaged = 2),
            || clean_and(|s| s.outside.damaged = 0),
        ),
        other => panic!("{other} has no exemplars"),
    }
}

/// The clean incident as severity 1, with updates.
fn bad(updates: &[&str]) -> Sample {
    clean_and(|s| {
        s.set(FieldName::Severity, "1");
        for clock in updates {
            s.log(Communication, Some(&at(clock)), "told everyone");
        }
    })
}

/// The clean incident, closed as over at this time.
fn closed(clock: &'static str) -> Sample {
    clean_and(|s| {
        s.command(Command::Reopen).unwrap();
        let at = Moment::parse(&at(clock));
        s.command(Command::Close { at }).unwrap();
    })
}

/// What the review says, knowing what only the disk can tell.
fn reviewed(s: &Sample) -> Vec<Finding> {
    let facts = Facts::of(&s.incident).knowing(s.outside.clone());
    review_of(&facts, &Policy::default())
}

/// A suspicion that is ruled out, and the cause that was found after it.
fn dead_end(suspected: &'static str, cause: &'static str) -> Vec<Row> {
    let mut events = without(Cause);
    events.push((Hypothesis, "09:12", suspected));
    events.push((RuledOut, "09:15", "all fine there"));
    events.push((Cause, "09:20", cause));
    events
}

#[test]
fn every_rule_is_raised_by_one_incident_and_not_by_the_next() {
    for rule in RULES {
        let (raising, silent) = exemplars(rule.name);
        let of = |made: Made| {
            let findings = reviewed(&made());
            let own = findings.into_iter().filter(|finding| finding.rule == rule.name);
            own.collect::<Vec<_>>()
        };
        let raised = of(raising);
        assert!(!raised.is_empty(), "{} is not raised", rule.name);
        assert_eq!(raised[0].level, rule.level, "{}", rule.name);
        assert_eq!(of(silent), [], "{}", rule.name);
        assert!(
            ["journal_damaged", "opened_twice"].contains(&rule.name)
                || raised.iter().all(|finding| finding.place.is_some()),
            "{} is mended nowhere",
            rule.name
        );
    }
}

#[test]
fn what_is_found_is_in_the_table_of_rules() {
    for rule in RULES {
        let (raising, silent) = exemplars(rule.name);
        for finding in [raising, silent].into_iter().flat_map(|made| reviewed(&made())) {
            assert!(RULES.iter().any(|rule| rule.name == finding.rule), "{finding:?}");
            assert!(!finding.message.contains("hunter2"), "{finding:?}");
        }
    }
}
