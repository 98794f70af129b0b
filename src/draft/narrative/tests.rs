//! The worked examples, every missing milestone, and that each figure told stands in the context.

mod course;

use super::*;
use crate::domain::command::{Command, NewEvent, When};
use crate::domain::facts::Facts;
use crate::domain::findings::Policy;
use crate::domain::kind::{Kind, Via};
use crate::domain::record::{FieldName, Timing};
use crate::domain::sample::{Sample, at, event};
use crate::domain::time::{Moment, Precision};

fn narrative(s: &Sample) -> NarrativeTold {
    of(&Review::of(Facts::of(&s.incident), &Policy::default()))
}

fn told(s: &Sample) -> String {
    narrative(s).text
}

fn by(s: &mut Sample, via: Via, at: &str, text: &str) {
    let new = NewEvent {
        via: Some(via),
        ..event(Kind::Detection, Some(at), text)
    };
    s.command(Command::Record(new)).unwrap();
}

fn on_day(s: &mut Sample, kind: Kind, day: &str, text: &str) {
    let timing = Timing {
        at: Moment::parse(&format!("{day}T00:00:00Z")),
        precision: Precision::Day,
        ..Timing::default()
    };
    let when = When::Given(timing);
    s.command(Command::Record(NewEvent {
        when,
        ..event(kind, None, text)
    }))
    .unwrap();
}

/// The app behind a load balancer: 32 hours, a silence, nothing known of the beginning.
fn load_balancer() -> Sample {
    let mut s = Sample::new("UTC", "2023-09-07T08:00:00Z");
    s.set(FieldName::Impact, "the app could not be reached by any user");
    s.set(
        FieldName::Cause,
        "load balancer settings blocked all incoming traffic",
    );
    s.log(
        Kind::Detection,
        Some("2023-09-05T08:00:00Z"),
        "User reports and monitoring alerts: the app is inaccessible",
    );
    for text in ["servers", "server logs"] {
        s.untimed(Kind::Investigation, text);
    }
    s.untimed(Kind::RuledOut, "database");
    s.untimed(Kind::Investigation, "network");
    s.log(
        Kind::Escalation,
        Some("2023-09-05T12:00:00Z"),
        "Network Operations, because nothing had been found",
    );
    s.untimed(Kind::Cause, "the load balancer");
    s.log(
        Kind::Resolution,
        Some("2023-09-06T16:30:00Z"),
        "the configuration was corrected and traffic flowed again",
    );
    s
}

#[test]
fn the_load_balancer() {
    assert_eq!(
        told(&load_balancer()),
        "It was noticed on 5 September 2023 at 08:00 (UTC) and over on 6 September at 16:30, 32 h 30 min later: the app \
         could not be reached by any user. When users were first affected is not recorded. People and a monitor are \
         recorded in the same entry. More people were called in after 4 h: Network Operations, because nothing had been \
         found. Looked into at times that are not recorded: servers; server logs; database (ruled out); network. No \
         entry tells of the 28 h 30 min after 12:00 on 5 September. The cause: load balancer settings blocked all \
         incoming traffic. When it was known is not recorded. It ended with: the configuration was corrected and traffic \
         flowed again. No update to users is recorded."
    );
}

#[test]
fn login_errors() {
    let mut s = Sample::new("unknown", "2023-04-13T08:00:00Z");
    s.set(FieldName::Impact, "login errors for about 40% of users");
    s.set(FieldName::Cause, "a bug that came with the update");
    let day = |clock: &str| format!("2023-04-12T{clock}:00");
    by(&mut s, Via::Person, &day("14:00"), "users see login errors");
    s.log(Kind::Escalation, Some(&day("14:15")), "the technical team");
    s.log(Kind::Hypothesis, Some(&day("14:30")), "the latest update");
    s.log(Kind::Hypothesis, Some(&day("15:00")), "the servers");
    s.log(
        Kind::Cause,
        Some(&day("16:00")),
        "a bug in the code of the app, by the update",
    );
    s.log(Kind::Cause, Some(&day("17:15")), "the code bug is the root cause");
    s.log(Kind::Resolution, Some(&day("17:30")), "a fix");
    assert_eq!(
        told(&s),
        "It was noticed on 12 April 2023 at 14:00 (zone not recorded) and over at 17:30, 3 h 30 min later: login errors \
         for about 40% of users. When users were first affected is not recorded. People noticed; no monitor is recorded. \
         More people were called in after 15 min: the technical team. What became of two suspicions is not recorded: the \
         latest update, the servers. The lead that proved right had been written down at 14:30, 1 h 30 min before. A \
         cause was named twice, first at 16:00, last at 17:15: a bug that came with the update. It ended with: a fix. No \
         update to users is recorded."
    );
}

#[test]
fn authentication() {
    let mut s = Sample::new("-05:00", "2023-03-27T08:00:00Z");
    s.set(FieldName::Impact, "about 75% of users could not log in");
    s.set(
        FieldName::Cause,
        "a bug that came with an upgrade of the authentication system",
    );
    let day = |clock: &str| format!("2023-03-25T{clock}:00-05:00");
    by(&mut s, Via::Person, &day("09:30"), "users cannot log in");
    by(&mut s, Via::Monitor, &day("09:35"), "alerts");
    s.log(Kind::Hypothesis, Some(&day("10:30")), "network connectivity");
    s.log(Kind::RuledOut, Some(&day("11:30")), "not the network");
    s.log(Kind::Cause, Some(&day("14:00")), "an upgrade brought a bug");
    s.log(Kind::Escalation, Some(&day("15:00")), "senior management");
    s.log(Kind::Fix, Some(&day("19:00")), "tested and deployed");
    s.log(
        Kind::Resolution,
        Some(&day("20:00")),
        "the service was fully restored",
    );
    assert_eq!(
        told(&s),
        "It was noticed on 25 March 2023 at 09:30 (UTC-05:00) and over at 20:00, 10 h 30 min later: about 75% of users \
         could not log in. When users were first affected is not recorded. People noticed; the first monitor followed 5 \
         min later. More people were called in after 5 h 30 min, 1 h after the cause was known: senior management. One \
         suspicion came to nothing and took 1 h: network connectivity. The cause \
         was known after 4 h 30 min: a bug that came with an upgrade of the authentication system. It ended with: the \
         service was fully restored. The fix went out at 19:00, 1 h before users had recovered: tested and deployed. No \
         update to users is recorded."
    );
}

#[test]
fn checkout() {
    let mut s = Sample::new("+01:00", "2026-03-03T20:00:00Z");
    s.set(
        FieldName::Cause,
        "two of six gateways lacked the intermediate certificate",
    );
    let day = |clock: &str| format!("2026-03-03T{clock}:00+01:00");
    s.log(
        Kind::Change,
        Some(&day("13:58")),
        "certificate of the gateways renewed",
    );
    s.log(
        Kind::Impact,
        Some(&day("14:03")),
        "checkout refused about 30% of orders",
    );
    by(&mut s, Via::Monitor, &day("14:07"), "payment errors");
    s.log(Kind::Hypothesis, Some(&day("14:15")), "database connections");
    s.log(Kind::RuledOut, Some(&day("14:31")), "Pool is half empty");
    s.log(Kind::Escalation, Some(&day("14:34")), "the payments team");
    s.log(Kind::Communication, Some(&day("14:40")), "status page");
    s.log(
        Kind::Cause,
        Some(&day("14:46")),
        "the chain is incomplete on two gateways",
    );
    s.log(
        Kind::Mitigation,
        Some(&day("14:52")),
        "these two were taken out of rotation #helped",
    );
    s.log(
        Kind::Resolution,
        Some(&day("15:34")),
        "the full chain on all gateways",
    );
    assert_eq!(
        told(&s),
        "Users were affected from 14:03 to 15:34 (UTC+01:00) on 3 March 2026, for 1 h 31 min: checkout refused about 30% \
         of orders. The last change recorded before it: certificate of the gateways renewed, 5 min earlier. A monitor \
         noticed after 4 min. More people were called in after 31 min: the payments team. One suspicion came to nothing \
         and took 16 min: database connections. The cause was known after 43 \
         min: two of six gateways lacked the intermediate certificate. The impact was reduced after 49 min: these two \
         were taken out of rotation. It ended with: the full chain on all gateways. Users were told once, after 37 min."
    );
}

#[test]
fn search_and_its_relapse() {
    let mut s = Sample::new("UTC", "2026-07-01T08:00:00Z");
    s.set(FieldName::Impact, "searches missed documents");
    s.set(
        FieldName::Cause,
        "compaction dropped segments that were still being written",
    );
    s.log(Kind::Change, Some("2026-06-02T07:32:00Z"), "search 4.2 deployed");
    s.log(
        Kind::Impact,
        Some("2026-06-02T10:00:00Z"),
        "documents are missing",
    );
    by(
        &mut s,
        Via::Person,
        "2026-06-04T07:15:00Z",
        "a customer misses documents",
    );
    let lag = s.log(Kind::Hypothesis, Some("2026-06-04T08:00:00Z"), "replication lag");
    let end = |s: &mut Sample, hypothesis, at: &str| {
        let new = NewEvent {
            ends: Some(hypothesis),
            ..event(Kind::RuledOut, Some(at), "no")
        };
        s.command(Command::Record(new)).unwrap();
    };
    end(&mut s, lag, "2026-06-04T11:00:00Z");
    let filters = s.log(Kind::Hypothesis, Some("2026-06-04T12:00:00Z"), "filters");
    end(&mut s, filters, "2026-06-04T14:55:00Z");
    let suspected = s.log(Kind::Hypothesis, Some("2026-06-05T09:00:00Z"), "compaction");
    s.log(Kind::Resolution, Some("2026-06-05T17:00:00Z"), "reindexed");
    by(
        &mut s,
        Via::Monitor,
        "2026-06-09T07:00:00Z",
        "count of documents falls",
    );
    let cause = NewEvent {
        ends: Some(suspected),
        ..event(
            Kind::Cause,
            Some("2026-06-11T13:00:00Z"),
            "compaction drops segments",
        )
    };
    s.command(Command::Record(cause)).unwrap();
    s.log(
        Kind::Mitigation,
        Some("2026-06-11T13:40:00Z"),
        "compaction switched off #helped",
    );
    s.log(Kind::Communication, Some("2026-06-11T15:00:00Z"), "mail to all");
    for day in ["2026-06-15", "2026-06-19", "2026-06-26"] {
        s.log(Kind::Note, Some(&format!("{day}T09:00:00Z")), "counts compared");
    }
    s.log(Kind::Communication, Some("2026-06-22T08:00:00Z"), "mail to all");
    s.log(
        Kind::Resolution,
        Some("2026-06-30T14:00:00Z"),
        "the counts of all tenants agreed",
    );
    assert_eq!(
        told(&s),
        "Users were affected twice, from 2 to 5 June and from 9 to 30 June 2026 (UTC), 24 d 14 h in all: searches missed \
         documents. People noticed after 45 h \
         15 min; the first monitor followed 4 d 23 h later, after the relapse. Two suspicions came to nothing and took 5 h \
         55 min: replication lag (3 h), filters (2 h 55 min). It seemed over on 5 June at 17:00; users were affected again \
         3 d 14 h later. The cause was known 54 h into the relapse: compaction dropped segments that were still being written. It \
         had been suspected since 5 June. The impact was reduced 40 min after the cause was known: compaction \
         switched off. It ended with: the counts of all tenants agreed. Users were told twice, first 56 h into the relapse; the longest pause was 10 d \
         17 h."
    );
}

#[test]
fn nothing_but_notes() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    for clock in ["10:02", "10:10", "10:15", "10:30", "11:00", "11:20", "11:40"] {
        s.log(Kind::Note, Some(&at(clock)), "looked again");
    }
    assert_eq!(
        told(&s),
        "No entry tells of users being affected. Seven notes are recorded from 10:02 to 11:40 on 25 March 2023. How it \
         was noticed is not recorded. The cause is not recorded. How it ended is not recorded."
    );
}

#[test]
fn a_length_that_is_known_to_the_day_is_told_to_the_day() {
    let mut s = Sample::new("UTC", "2026-07-01T08:00:00Z");
    on_day(&mut s, Kind::Impact, "2026-06-02", "searches missed documents");
    on_day(&mut s, Kind::Resolution, "2026-06-27", "reindexed");
    let told = told(&s);
    let first = "Users were affected from 2 to 27 June 2026 (UTC), for 25 days (to the day): searches missed documents.";
    assert!(told.starts_with(first), "{told}");
}

/// A full incident, of which each row leaves one thing out.
#[test]
fn every_missing_milestone_is_said_in_its_own_words() {
    let all = [
        (Kind::Impact, "09:00", "nobody can pay"),
        (Kind::Detection, "09:05", "payments alert"),
        (Kind::Escalation, "09:20", "called the network team"),
        (Kind::Cause, "09:40", "a cable"),
        (Kind::Mitigation, "09:45", "moved away #helped"),
        (Kind::Communication, "09:50", "status page"),
        (Kind::Resolution, "10:00", "cable replaced"),
    ];
    let cases = [
        (Kind::Impact, "When users were first affected is not recorded."),
        (Kind::Detection, "How it was noticed is not recorded."),
        (Kind::Cause, "The cause is not recorded."),
        (Kind::Communication, "No update to users is recorded."),
        (Kind::Resolution, "No end is recorded yet."),
    ];
    for (missing, said) in cases {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        for (kind, clock, text) in all.into_iter().filter(|(kind, ..)| *kind != missing) {
            s.log(kind, Some(&at(clock)), text);
        }
        let told = told(&s);
        assert!(told.contains(said), "{missing:?}: {told}");
        for (_, other) in cases.iter().filter(|(kind, _)| *kind != missing) {
            assert!(!told.contains(other), "{missing:?}: {told}");
        }
    }
    // These two are simply not told of.
    for (missing, word) in [(Kind::Escalation, "called in"), (Kind::Mitigation, "reduced")] {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        for (kind, clock, text) in all.into_iter().filter(|(kind, ..)| *kind != missing) {
            s.log(kind, Some(&at(clock)), text);
        }
        assert!(!told(&s).contains(word), "{}", told(&s));
    }
}

#[test]
fn an_incident_that_goes_on_is_told_up_to_its_last_entry() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Impact, Some(&at("09:00")), "nobody can pay");
    s.log(Kind::Note, Some(&at("09:50")), "looking");
    let told = told(&s);
    let first = "Users have been affected since 09:00 on 25 March 2023 (UTC), 50 min by the last entry: nobody can pay.";
    assert!(told.starts_with(first), "{told}");
    assert!(
        told.ends_with("No end is recorded yet. No update to users is recorded."),
        "{told}"
    );
}

#[test]
fn of_several_mitigations_nobody_marked_none_is_said_to_have_helped() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Impact, Some(&at("09:00")), "nobody can pay");
    s.log(Kind::Mitigation, Some(&at("09:10")), "restarted");
    assert!(
        told(&s).contains("The only mitigation recorded came after 10 min: restarted."),
        "{}",
        told(&s)
    );
    s.log(Kind::Mitigation, Some(&at("09:30")), "more memory");
    let both = "Two mitigations are recorded from 09:10 to 09:30; which of them helped is not.";
    assert!(told(&s).contains(both), "{}", told(&s));
}

#[test]
fn what_is_left_out_of_drafts_is_not_quoted() {
    let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
    s.log(Kind::Impact, Some(&at("09:00")), "nobody can pay");
    let secret = s.log(Kind::Cause, Some(&at("09:30")), "the password of bo");
    s.command(Command::Hide {
        event: secret,
        hidden: true,
    })
    .unwrap();
    assert!(!told(&s).contains("password"), "{}", told(&s));
}
