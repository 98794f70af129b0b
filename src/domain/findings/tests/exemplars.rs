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

fn exemplars(rule: &Rule) -> (Made, Made) {
    match rule.id {
        RuleId::MilestoneMissing => (|| sample(&without(Cause)), clean),
        RuleId::MilestoneUntimed => (
            || {
                let mut s = sample(&without(Cause));
                s.untimed(Cause, "a bad upgrade");
                s
            },
            clean,
        ),
        RuleId::EventInFuture => (|| log(Note, "20:30", "x"), || log(Note, "20:10", "x")),
        RuleId::CloseInFuture => (|| closed("20:30"), || closed("20:10")),
        RuleId::ClosedBeforeResolution => (|| closed("09:39"), || closed("09:40")),
        RuleId::ImpactAfterDetection => (
            || {
                let mut events = without(Impact);
                events.push((Impact, "09:07", "all logins fail"));
                sample(&events)
            },
            || log(Impact, "09:07", "all logins fail"),
        ),
        RuleId::ResolutionConfirmedLate => (
            || log(Resolution, "10:41", "still up"),
            || log(Resolution, "10:40", "still up"),
        ),
        RuleId::OrderImpossible => (
            || sample(&[(Resolution, "08:00", "up"), (Detection, "09:00", "down")]),
            clean,
        ),
        RuleId::IntervalNegative => (
            || log(Acknowledgement, "09:03", "on it"),
            || log(Acknowledgement, "09:06", "on it"),
        ),
        RuleId::EscalatedAfterCause => (
            || {
                let mut events = without(Escalation);
                events.push((Escalation, "09:25", "called"));
                sample(&events)
            },
            clean,
        ),
        RuleId::RepairAfterResolution => (|| log(Fix, "09:50", "again"), || log(Fix, "09:35", "again")),
        RuleId::StatedBegin => (
            || {
                set(
                    FieldName::Impact,
                    "a third of all logins failed from 08:30 to 09:40",
                )
            },
            || {
                set(
                    FieldName::Impact,
                    "a third of all logins failed from 08:56 to 09:40",
                )
            },
        ),
        RuleId::StatedEnd => (
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
        RuleId::StatedDuration => (
            || set(FieldName::Impact, "a 2-hour outage"),
            || {
                set(
                    FieldName::Impact,
                    "a 40-minute outage, rolled back within 5 minutes",
                )
            },
        ),
        RuleId::TextContradictsTime => (
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
        RuleId::DetectedByPeople => (
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
        RuleId::EscalationLate => (
            || {
                let mut events = without(Escalation);
                events.push((Escalation, "10:06", "called"));
                sample(&events)
            },
            clean,
        ),
        RuleId::CauseTwice => (
            || log(Cause, "09:25", "a full disk"),
            || log(Cause, "09:25", "A bad upgrade!"),
        ),
        RuleId::RuledOutYetCause => (
            || {
                sample(&dead_end(
                    "the upgrade of the proxy",
                    "the upgrade of the proxy was bad",
                ))
            },
            || sample(&dead_end("the network", "the upgrade of the proxy was bad")),
        ),
        RuleId::LeadLeft => (
            || {
                clean_and(|s| {
                    s.log(Hypothesis, Some(&at("09:11")), "the upgrade?");
                    s.log(Hypothesis, Some(&at("09:14")), "network links?");
                })
            },
            || {
                clean_and(|s| {
                    s.log(Hypothesis, Some(&at("09:11")), "network links?");
                    s.log(Hypothesis, Some(&at("09:14")), "the upgrade?");
                })
            },
        ),
        RuleId::WhichMitigation => (
            || mitigated(&["more memory", "traffic moved away"]),
            || mitigated(&["more memory #failed", "traffic moved away #helped"]),
        ),
        RuleId::ReadsLikeFailed => (
            || mitigated(&["more memory, errors still at 30 %"]),
            || mitigated(&["failed over to the replica"]),
        ),
        RuleId::NoLossYetLoss => (
            || lossy("no orders were lost", "300 orders expired in the queue"),
            || lossy("no orders were lost", "the lease of the queue expired"),
        ),
        RuleId::ReadsLikeRecovery => (
            || log(Note, "09:22", "logins work again"),
            || log(Note, "09:22", "logins do not work again yet"),
        ),
        RuleId::ReadsLikeRelapse => (
            || log(Note, "11:00", "logins fail again"),
            || log(Note, "11:00", "checked the logins again"),
        ),
        RuleId::EarlyWarning => (
            || warned("disk at 85 %, full by tonight"),
            || warned("disk full, logins fail"),
        ),
        RuleId::NoCheckAfterFix => (
            || ended("resolved by deploying a fix"),
            || ended("fix deployed, logins work"),
        ),
        RuleId::EstimateMissed => (
            || log(Note, "09:06", "vendor says ETA 10 min"),
            || log(Note, "09:06", "next update expected in 10 min"),
        ),
        RuleId::PersonAsCause => (
            || set(FieldName::Cause, "An operator deleted the zone by mistake"),
            || {
                set(
                    FieldName::Cause,
                    "An engineer discovered that the upgrade was bad",
                )
            },
        ),
        RuleId::Silence => (
            || {
                let mut events = without(Resolution);
                events.push((Resolution, "10:10", "up"));
                sample(&events)
            },
            clean,
        ),
        RuleId::HypothesisOpen => (
            || log(Hypothesis, "09:15", "the network?"),
            || sample(&dead_end("the network", "a bad upgrade")),
        ),
        RuleId::ForeignRecord => (
            || {
                clean_and(|s| {
                    let name = "poll".to_owned();
                    s.write(Op::Foreign { version: 2, name });
                })
            },
            clean,
        ),
        RuleId::ZoneUnknown => (
            || set(FieldName::Zone, "unknown"),
            || set(FieldName::Zone, "-05:00"),
        ),
        RuleId::EventsUntimed => (
            || {
                clean_and(|s| {
                    s.untimed(Note, "somebody called");
                })
            },
            clean,
        ),
        RuleId::EventsApproximate => (
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
        RuleId::Relapse => (
            || log(Detection, "10:00", "again"),
            || log(Impact, "09:30", "half of them"),
        ),
        RuleId::ImpactWithoutNumber => (
            || {
                let mut events = without(Impact);
                events.push((Impact, "09:00", "logins fail"));
                sample(&events)
            },
            clean,
        ),
        RuleId::SeverityNotSet => (|| unrated(CLEAN), clean),
        RuleId::RecordedLate => (
            || {
                clean_and(|s| {
                    s.log(Note, None, "written at once");
                })
            },
            clean,
        ),
        RuleId::ClockRanBack => (|| clock_moves(-600), || clock_moves(600)),
        RuleId::OpenedTwice => (
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
        RuleId::NotTheirs => (|| takes_back("bo"), || takes_back("ana-laptop-7k3q")),
        RuleId::Conflict => (|| unseen(false), || unseen(true)),
        RuleId::FieldChangedTwice => (|| two_authors(5), || two_authors(15)),
        RuleId::UpdateOverdue => (|| bad(&[]), || bad(&["09:25"])),
        RuleId::UpdateAtEndMissing => (|| bad(&["09:25"]), || bad(&["09:25", "09:45"])),
        RuleId::NoActionItem => (
            || {
                let mut s = unrated(CLEAN);
                s.command(Command::Close { at: None }).unwrap();
                s
            },
            || unrated(CLEAN),
        ),
        RuleId::ActionItemTwice => (
            || owned("Test all upgrades first"),
            || owned("Alert on failing logins"),
        ),
        RuleId::ActionItemRepeatsFix => (
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
        RuleId::ActionItemWithoutVerb => (|| owned("Better monitoring"), || owned("Monitor logins")),
        RuleId::ActionItemWithoutOwner => (
            || clean_and(|s| item(s, "Monitor logins", None, Some("2023-04-30"))),
            || owned("Monitor logins"),
        ),
        RuleId::ActionItemWithoutDueDate => (
            || clean_and(|s| item(s, "Monitor logins", Some("bo"), None)),
            || owned("Monitor logins"),
        ),
        RuleId::Blame => (
            || log(Note, "09:25", "Carl's mistake, he says"),
            || log(Note, "09:25", "Carl saw the upgrade fail"),
        ),
        RuleId::LikelySecret => (
            || log(Note, "09:25", "ran with password=hunter2"),
            || log(Note, "09:25", "ran with password=$PASSWORD"),
        ),
        RuleId::JournalDamaged => (
            || clean_and(|s| s.outside.damaged = 2),
            || clean_and(|s| s.outside.damaged = 0),
        ),
    }
}

/// The clean incident with these mitigations.
fn mitigated(texts: &[&str]) -> Sample {
    clean_and(|s| {
        for (text, clock) in texts.iter().zip(["09:22", "09:25"]) {
            s.log(Mitigation, Some(&at(clock)), text);
        }
    })
}

/// The clean incident, whose impact is so told, and that has this note.
fn lossy(impact: &str, note: &str) -> Sample {
    clean_and(|s| {
        s.set(FieldName::Impact, impact);
        s.log(Note, Some(&at("09:25")), note);
    })
}

/// An incident that begins with this detection.
fn warned(text: &'static str) -> Sample {
    let mut events = without(Impact);
    events[0] = (Detection, "09:05", text);
    sample(&events)
}

/// An incident that ends with these words, and has no other fix.
fn ended(text: &'static str) -> Sample {
    let mut events = without(Fix);
    let last = events.len() - 1;
    events[last] = (Resolution, "09:40", text);
    sample(&events)
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

/// The findings of the review, knowing what only the disk can tell.
fn reviewed(s: &Sample) -> Vec<Finding> {
    let facts = Facts::of(&s.incident).knowing(s.outside.clone());
    Review::of(facts, &Policy::default()).findings
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
        let (raising, silent) = exemplars(rule);
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
        let (raising, silent) = exemplars(rule);
        for finding in [raising, silent].into_iter().flat_map(|made| reviewed(&made())) {
            assert!(RULES.iter().any(|rule| rule.name == finding.rule), "{finding:?}");
            assert!(!finding.message.contains("hunter2"), "{finding:?}");
        }
    }
}
