//! The worked texts, word for word, and the rules behind them one by one.

mod relapse;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Audience, update};
use crate::domain::command::{Command, NewActionItem};
use crate::domain::findings::Policy;
use crate::domain::kind::Kind;
use crate::domain::record::{FieldChange, FieldName};
use crate::domain::sample::Sample;
use crate::draft::handover::handover;

/// An incident of which everything was written down by `now`.
fn incident(zone: &str, now: &str, title: &str) -> Sample {
    let now: DateTime<Utc> = now.parse().unwrap();
    let opened = now - TimeDelta::days(40);
    let mut s = Sample::new(zone, &opened.to_rfc3339());
    s.clock = now;
    s.set(FieldName::Title, title);
    s
}

fn told(s: &Sample, audience: Audience) -> String {
    update(&s.incident, audience, s.now(), &Policy::default()).text
}

fn handed(s: &Sample) -> String {
    handover(&s.incident, Some("ana@laptop"), s.now(), &Policy::default())
}

fn add(s: &mut Sample, field: FieldName, entry: &str) {
    let change = FieldChange::Add(entry.to_owned());
    s.command(Command::SetField { field, change }).unwrap();
}

fn item(s: &mut Sample, text: &str, owner: Option<&str>) {
    let item = NewActionItem {
        text: text.to_owned(),
        owner: owner.map(str::to_owned),
        ..NewActionItem::default()
    };
    s.command(Command::AddActionItem(item)).unwrap();
}

#[test]
fn the_team_at_half_past_eleven() {
    let mut s = incident("-05:00", "2023-03-25T16:36:00Z", "Login service down");
    s.set(FieldName::Severity, "1");
    s.set(FieldName::Impact, "about 75% of users cannot log in");
    let at = |clock: &str| Some(format!("2023-03-25T{clock}:00-05:00"));
    for (kind, clock, text) in [
        (Kind::Detection, "09:30", "users report problems logging in"),
        (Kind::Detection, "09:35", "automated alerts"),
        (
            Kind::Investigation,
            "09:40",
            "authentication service and its database",
        ),
        (Kind::RuledOut, "10:15", "authentication service, database"),
        (Kind::Hypothesis, "10:30", "network connectivity"),
        (Kind::RuledOut, "11:30", "not the network"),
        (
            Kind::Investigation,
            "11:30",
            "Attention turned to the authentication system",
        ),
    ] {
        s.log(kind, at(clock).as_deref(), text);
    }
    assert_eq!(
        told(&s, Audience::Team),
        "SEV1  Login service down: about 75% of users cannot log in. Since 09:30 (UTC-05:00), 2 h 6 min. No mitigation \
         recorded.\n\
         Suspected now: nothing open. Attention turned to the authentication system (11:30).\n\
         Ruled out: network connectivity (11:30, 1 h). Looked at without a finding: authentication service, database \
         (10:15).\n\
         Called in: nobody recorded, 2 h 6 min after the first report.\n\
         Users were told: no update recorded.\n\
         Next update 12:06. Next step: [say]\n"
    );
}

#[test]
fn executives_at_six_on_the_first_day() {
    let mut s = incident("UTC", "2023-09-05T18:00:00Z", "Mobile app down");
    s.set(FieldName::Severity, "1");
    s.set(FieldName::Impact, "Mobile app unreachable for all users");
    let at = |clock: &str| format!("2023-09-05T{clock}:00Z");
    s.log(Kind::Detection, Some(&at("08:00")), "users and alerts");
    for (kind, text) in [
        (Kind::Investigation, "servers"),
        (Kind::Investigation, "logs"),
        (Kind::RuledOut, "database"),
        (Kind::Investigation, "network"),
    ] {
        s.untimed(kind, text);
    }
    let called = "Escalated to Network Operations, because nothing had been found";
    s.log(Kind::Escalation, Some(&at("12:00")), called);
    assert_eq!(
        told(&s, Audience::Executive),
        "Mobile app unreachable for all users. Since 08:00 UTC, 10 h. The cause is not known.\n\
         Servers, logs, database and network were looked at; Network Operations was called in at 12:00, because nothing \
         had been found. Nothing is recorded since.\n\
         No estimate is recorded. Next update by 18:30.\n"
    );
}

#[test]
fn the_public_at_five_to_three() {
    let mut s = checkout();
    assert_eq!(
        told(&s, Audience::Public),
        "Identified. Since 14:03 (UTC+01:00) about 30% of orders have been refused at checkout. We have found the cause. \
         A measure taken at 14:52 has reduced the effect. [Say what customers can do meanwhile.]\n\
         Next update by 15:25.\n"
    );
    s.log(Kind::Impact, Some("2026-03-03T14:53:00+01:00"), "worse: 60% now");
    assert!(
        !told(&s, Audience::Public).contains("measure"),
        "it became worse after that"
    );
}

fn checkout() -> Sample {
    let mut s = incident("+01:00", "2026-03-03T13:55:00Z", "Checkout refuses orders");
    s.set(FieldName::Severity, "1");
    s.set(
        FieldName::PublicImpact,
        "about 30% of orders have been refused at checkout",
    );
    for (kind, clock, text) in [
        (Kind::Impact, "14:03", "checkout refuses orders"),
        (
            Kind::Cause,
            "14:46",
            "gw-2 and gw-5 lack the intermediate certificate, says @bo",
        ),
        (
            Kind::Mitigation,
            "14:52",
            "took gw-2 and gw-5 out of rotation #helped",
        ),
    ] {
        s.log(kind, Some(&format!("2026-03-03T{clock}:00+01:00")), text);
    }
    s
}

#[test]
fn executives_once_it_is_over() {
    let mut s = incident("UTC", "2026-07-02T09:00:00Z", "Search loses documents");
    s.set(FieldName::Impact, "Search missed documents");
    for (kind, at, text) in [
        (Kind::Impact, "2026-06-02T11:02:00Z", "searches miss documents"),
        (Kind::Resolution, "2026-06-05T17:00:00Z", "reindexed"),
        (
            Kind::Impact,
            "2026-06-09T07:12:00Z",
            "documents are missing again",
        ),
        (
            Kind::Cause,
            "2026-06-11T14:00:00Z",
            "compaction dropped segments that were still being written",
        ),
        (Kind::Mitigation, "2026-06-11T14:40:00Z", "compaction off #helped"),
        (Kind::Fix, "2026-06-12T10:00:00Z", "4.2.1 deployed"),
        (
            Kind::Resolution,
            "2026-06-30T12:00:00Z",
            "when the counts of all tenants agreed",
        ),
    ] {
        s.log(kind, Some(at), text);
    }
    for nth in 0..6 {
        item(&mut s, &format!("check count {nth}"), (nth > 1).then_some("bo"));
    }
    assert_eq!(
        told(&s, Audience::Executive),
        "Search missed documents. From 2 to 5 June and from 9 to 30 June 2026 (UTC), 24 days in all. Cause, found on 11 June: \
         compaction dropped segments that were still being written. Reduced on 11 June, fix deployed on 12 June, over on 30 \
         June when the counts of all tenants agreed.\n\
         A first all-clear on 5 June did not hold. 6 action items are recorded, 2 without an owner.\n"
    );
}

#[test]
fn the_handover_at_half_past_twelve() {
    let mut s = incident("UTC", "2026-04-14T12:29:30Z", "Orders are not confirmed");
    s.set(FieldName::Severity, "1");
    s.set(FieldName::Commander, "ana");
    add(&mut s, FieldName::Roles, "broker: bo");
    let at = |clock: &str| Some(format!("2026-04-14T{clock}:00Z"));
    for (kind, clock, text) in [
        (Kind::Impact, "08:02", "orders are accepted and not confirmed"),
        (Kind::Escalation, "08:20", "paged @platform"),
        (Kind::Hypothesis, "08:30", "consumers out of memory"),
        (Kind::RuledOut, "08:49", "memory is fine"),
        (Kind::Mitigation, "08:55", "consumers doubled #failed"),
        (Kind::Mitigation, "09:40", "zone 2 drained #failed"),
        (Kind::RuledOut, "10:05", "network between zones"),
    ] {
        s.log(kind, at(clock).as_deref(), text);
    }
    s.hand_over("bo-laptop-1111");
    s.by = "bo@laptop".to_owned();
    s.log(
        Kind::Investigation,
        at("10:40").as_deref(),
        "prefetch limit after the upgrade",
    );
    s.hand_over("ana-laptop-7k3q");
    s.by = "ana@laptop".to_owned();
    for (kind, clock, text) in [
        (Kind::Change, "10:50", "retries off"),
        (Kind::Escalation, "11:05", "paged @storage"),
        (
            Kind::Note,
            "11:10",
            "do not purge the queue: orders are only there #careful",
        ),
        (Kind::RuledOut, "11:20", "one poisoned message"),
        (Kind::Hypothesis, "11:30", "disk of broker 2 slow?"),
        (Kind::Communication, "12:10", "told customers"),
        (
            Kind::Note,
            "12:15",
            "set the old limit on one broker, watch 10 min #next",
        ),
        (
            Kind::Note,
            "12:20",
            "orders accepted, not confirmed; queue 1.2 M and growing",
        ),
    ] {
        s.log(kind, at(clock).as_deref(), text);
    }
    for nth in 0..4 {
        item(&mut s, &format!("check count {nth}"), None);
    }
    s.clock = "2026-04-14T12:30:00Z".parse().unwrap();
    let told = handed(&s);
    let (above, below) = told.split_once("LAST HOUR\n").unwrap();
    assert_eq!(
        above,
        "HANDOVER 12:30 UTC, by ana  ·  SEV1 Orders are not confirmed  ·  since 08:02, 4 h 28 min, not reduced\n\
         USERS     orders accepted, not confirmed; queue 1.2 M and growing (12:20, note)\n\
         IN HAND   prefetch limit after the upgrade, bo, since 10:40\n\
         NEXT      set the old limit on one broker, watch 10 min     update due 12:40\n\
         CHANGED   (put back or tell) consumers doubled 08:55 (did not help) · zone 2 drained 09:40 (did not help) · retries off 10:50\n\
         CAREFUL   do not purge the queue: orders are only there (11:10, note)\n\
         RULED OUT consumers out of memory (08:49) · network between zones (10:05) · one poisoned message (11:20)\n\
         OPEN      disk of broker 2 slow? 1 h\n\
         PEOPLE    IC ana · broker bo · called in @platform 08:20, @storage 11:05\n"
    );
    assert_eq!(
        below,
        "- 11:30 Hypothesis: disk of broker 2 slow?\n\
         - 12:10 Update: told customers\n\
         - 12:15 Note: set the old limit on one broker, watch 10 min\n\
         - 12:20 Note: orders accepted, not confirmed; queue 1.2 M and growing\n\
         BEFORE\n\
         - 10:05 Dead end: network between zones\n\
         - 10:40 Investigation: prefetch limit after the upgrade\n\
         - 10:50 Change: retries off\n\
         - 11:05 Escalation: paged @storage\n\
         - 11:10 Note: do not purge the queue: orders are only there\n\
         - 11:20 Dead end: one poisoned message\n\
         LATER     4 action items, none needed now\n"
    );
}

/// An outage from 09:00 on the day of the samples, with these entries, told at 10:00.
fn outage(entries: &[(Kind, &str, &str)]) -> Sample {
    let mut s = incident("UTC", "2023-03-25T10:00:00Z", "Login down");
    s.set(FieldName::Severity, "1");
    for (kind, clock, text) in entries {
        s.log(*kind, Some(&crate::domain::sample::at(clock)), text);
    }
    s
}

#[test]
fn what_was_done_before_it_was_noticed_again_is_not_being_done() {
    use Kind::{Detection, Impact, Mitigation, Resolution};
    for (entries, is_told) in [
        (
            &[(Impact, "09:00", "down"), (Mitigation, "09:30", "moved away")][..],
            true,
        ),
        (
            &[
                (Impact, "09:00", "down"),
                (Mitigation, "09:30", "moved away"),
                (Detection, "09:40", "alert"),
            ],
            false,
        ),
        (
            &[
                (Impact, "09:00", "down"),
                (Mitigation, "09:30", "moved away"),
                (Resolution, "09:40", "back"),
                (Impact, "09:50", "down again"),
            ],
            false,
        ),
    ] {
        let told = told(&outage(entries), Audience::Executive);
        assert_eq!(
            told.contains("Being done: moved away (09:30)."),
            is_told,
            "{told}"
        );
    }
}

#[test]
fn the_public_reads_of_a_measure_only_where_it_is_marked_as_helping() {
    use Kind::{Impact, Mitigation, Resolution};
    for (entries, is_told) in [
        (
            &[(Impact, "09:00", "down"), (Mitigation, "09:30", "moved away")][..],
            false,
        ),
        (
            &[
                (Impact, "09:00", "down"),
                (Mitigation, "09:30", "moved away #helped"),
            ],
            true,
        ),
        (
            &[
                (Impact, "09:00", "down"),
                (Mitigation, "09:30", "moved away #failed"),
            ],
            false,
        ),
        (
            &[
                (Impact, "09:00", "down"),
                (Mitigation, "09:30", "moved away #helped"),
                (Impact, "09:40", "worse"),
            ],
            false,
        ),
        (
            &[
                (Impact, "09:00", "down"),
                (Mitigation, "09:30", "moved away #helped"),
                (Resolution, "09:40", "back"),
                (Impact, "09:50", "down again"),
            ],
            false,
        ),
    ] {
        let told = told(&outage(entries), Audience::Public);
        assert_eq!(told.contains("A measure taken at 09:30"), is_told, "{told}");
    }
}

#[test]
fn every_window_is_told() {
    use Kind::{Impact, Resolution};
    let mut s = outage(&[
        (Impact, "08:00", "down"),
        (Resolution, "08:30", "back"),
        (Impact, "09:00", "down again"),
    ]);
    for audience in Audience::ALL {
        let told = told(&s, audience);
        assert!(
            told.contains("Before that from 08:00 to 08:30."),
            "{audience:?}: {told}"
        );
    }
    s.log(Resolution, Some("2023-03-25T09:45:00Z"), "back");
    for audience in Audience::ALL {
        let told = told(&s, audience).to_lowercase();
        let windows = "from 08:00 to 08:30 and from 09:00 to 09:45 (utc)";
        assert!(told.contains(windows), "{audience:?}: {told}");
    }
}

#[test]
fn notes_and_changes_are_news() {
    use Kind::{Change, Impact, Note};
    let s = outage(&[
        (Impact, "09:00", "down"),
        (Note, "09:10", "the vendor says it is theirs"),
        (Change, "09:20", "cache off"),
    ]);
    let told = told(&s, Audience::Team);
    assert!(
        told.contains("The vendor says it is theirs (09:10). Cache off (09:20)."),
        "{told}"
    );
}

#[test]
fn no_update_is_longer_than_its_readers_read() {
    let mut s = outage(&[(Kind::Impact, "09:00", "down")]);
    let long = "many words of somebody who writes at length about everything ".repeat(8);
    s.set(FieldName::Impact, &long);
    s.set(FieldName::Cause, &long);
    for nth in 0..20 {
        for kind in [
            Kind::Investigation,
            Kind::Hypothesis,
            Kind::Note,
            Kind::Mitigation,
            Kind::Escalation,
        ] {
            s.log(
                kind,
                Some(&crate::domain::sample::at(&format!("09:{:02}", nth + 10))),
                &long,
            );
        }
    }
    for (audience, most) in [
        (Audience::Team, 150),
        (Audience::Executive, 90),
        (Audience::Public, 90),
    ] {
        let told = told(&s, audience);
        assert!(told.split_whitespace().count() <= most, "{audience:?}: {told}");
    }
}

#[test]
fn nothing_is_overdue_by_less_than_a_minute() {
    let mut s = outage(&[(Kind::Detection, "09:30", "alert")]);
    for (now, told) in [
        ("2023-03-25T09:59:59Z", "update due 10:00"),
        ("2023-03-25T10:00:59Z", "update due now"),
        ("2023-03-25T10:01:00Z", "update overdue by 1 min"),
    ] {
        s.clock = now.parse().unwrap();
        let handover = handed(&s);
        assert!(handover.contains(told), "{told}: {handover}");
    }
}

#[test]
fn the_newest_next_step_wins_and_decisions_are_listed() {
    let s = outage(&[
        (Kind::Impact, "09:00", "down"),
        (Kind::Note, "09:10", "drain zone 1 #next"),
        (Kind::Note, "09:20", "Next: wait for the vendor #next"),
        (Kind::Note, "09:30", "Decision: we do not fail over #decision"),
    ]);
    let handover = handed(&s);
    assert!(
        handover.contains("NEXT      wait for the vendor     update"),
        "{handover}"
    );
    assert!(
        handover.contains("DECIDED   we do not fail over 09:30\n"),
        "{handover}"
    );
    assert!(handover.contains("CAREFUL   [say]\n"), "{handover}");
    assert!(told(&s, Audience::Team).contains("Next step: wait for the vendor."));
}

#[test]
fn customers_read_what_was_written_for_them_and_steps_marked_public() {
    let mut s = checkout();
    s.set(FieldName::PublicCause, "a certificate was incomplete");
    item(
        &mut s,
        "check certificates before they are used #public",
        Some("bo"),
    );
    item(&mut s, "replace gw-2 #public", None);
    item(&mut s, "write to the vendor", None);
    item(&mut s, "write a runbook @kim #public", Some("kim"));
    item(&mut s, "ask @lee about alerts #public", Some("lee"));
    let update = update(&s.incident, Audience::Public, s.now(), &Policy::default());
    assert!(
        update.text.contains("The cause: a certificate was incomplete."),
        "{update:?}"
    );
    assert!(
        update
            .text
            .contains("To be done: check certificates before they are used; write a runbook."),
        "{update:?}"
    );
    for word in ["gw-2", "vendor", " bo", "kim", "lee"] {
        assert!(!update.text.contains(word), "{word}: {update:?}");
    }
    let left_out = update.left_out.unwrap_or_default();
    assert!(left_out.starts_with("left out: 4 names, "), "{left_out}");
    assert!(
        left_out.contains(
            "2 action items tagged #public that may name somebody or something.\n- action item 2 \u{201c}replace \
             gw-2\u{201d}: gw-2 may be a host or service"
        ),
        "{left_out}"
    );
}

#[test]
fn whoever_sends_it_is_told_of_what_could_be_a_name_in_the_words_for_customers() {
    let mut s = checkout();
    let left_out = |s: &Sample| update(&s.incident, Audience::Public, s.now(), &Policy::default()).left_out;
    assert!(!left_out(&s).unwrap_or_default().contains("as it was written"));
    s.set(FieldName::PublicImpact, "orders failed on db-7.corp, ask @bo");
    let left_out = left_out(&s).unwrap_or_default();
    assert!(
        left_out.contains(
            "public-impact is told as it was written; in it db-7.corp may be a host or service, @bo"
        ),
        "{left_out}"
    );
}
