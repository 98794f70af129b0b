//! Incidents that came back, and records that were made roughly: what is told of which window, and how exactly.

use super::super::Audience;
use super::{handed, incident, item, outage, told};
use crate::domain::command::{Command, When};
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;
use crate::domain::sample::{Sample, event};

/// Searches that timed out for everybody, then again for one tenant.
fn searches() -> Sample {
    use Kind::{Acknowledgement, Change, Detection, Fix, Impact, Mitigation, Note, Resolution};
    outage(&[
        (Detection, "08:00", "latency alert"),
        (Impact, "08:00", "all searches time out"),
        (Acknowledgement, "08:05", "on it @fay"),
        (Mitigation, "08:10", "restarted node 3 #failed"),
        (Mitigation, "08:15", "turned off the nightly reindex #helped"),
        (Change, "08:16", "cache off"),
        (Fix, "08:20", "swapped the disk"),
        (Resolution, "08:30", "searches answer"),
        (Impact, "09:00", "searches time out again for tenant 12"),
        (Mitigation, "09:05", "raised the heap to 32 GB"),
        (Change, "09:06", "cache back on"),
        (Resolution, "09:20", "tenant 12 is fine"),
        (Note, "09:40", "one user says that login searches were down"),
    ])
}

#[test]
fn the_words_of_a_window_are_not_told_of_another() {
    let s = searches();
    for audience in [Audience::Team, Audience::Executive] {
        let told = told(&s, audience);
        assert!(
            told.contains(
                "ll searches time out; at 09:00: searches time out again for tenant 12. From 08:00 to 08:30 and from \
                 09:00 to 09:20 (UTC), 50 min in all."
            ),
            "{told}"
        );
        assert!(
            told.contains("Over at 09:20: tenant 12 is fine."),
            "the measures of the first window did not end the second: {told}"
        );
        assert!(
            told.contains("A first all-clear at 08:30 did not hold."),
            "{told}"
        );
    }
}

#[test]
fn what_became_worse_is_told_with_its_time() {
    use Kind::{Impact, Mitigation, Resolution};
    let mut s = outage(&[
        (Impact, "09:00", "some orders fail"),
        (Mitigation, "09:20", "moved away #helped"),
        (Impact, "09:30", "all orders fail"),
    ]);
    let open = told(&s, Audience::Executive);
    let words = "Some orders fail; at 09:30: all orders fail. Since 09:00 UTC, 1 h.";
    assert!(open.starts_with(words), "{open}");
    s.log(Resolution, Some("2023-03-25T09:50:00Z"), "back");
    let over = told(&s, Audience::Executive);
    assert!(
        over.contains("Reduced at 09:20, worse at 09:30, over at 09:50: back."),
        "{over}"
    );
}

#[test]
fn the_impact_is_told_as_far_as_there_is_room_and_the_time_apart_from_it() {
    let mut s = outage(&[(Kind::Impact, "09:00", "no invoices")]);
    s.set(
        FieldName::Impact,
        "No invoices were sent; 120 customers asked. No invoices were lost.",
    );
    let open = told(&s, Audience::Executive);
    let words = "No invoices were sent; 120 customers asked. No invoices were lost. Since 09:00 UTC, 1 h.";
    assert!(open.starts_with(words), "{open}");
    s.log(Kind::Resolution, Some("2023-03-25T09:50:00Z"), "sent");
    let over = told(&s, Audience::Executive);
    let words = "customers asked. No invoices were lost. From 09:00 to 09:50 (UTC), 50 min. The cause";
    assert!(over.contains(words), "{over}");
    assert!(!over.contains("action item"), "{over}");
    item(&mut s, "send what was not sent", None);
    let over = told(&s, Audience::Executive);
    assert!(
        over.ends_with("\n1 action item is recorded, 1 without an owner.\n"),
        "{over}"
    );
}

#[test]
fn the_next_shift_reads_that_users_recovered_and_what_has_to_be_put_back() {
    let s = searches();
    let told = handed(&s);
    for line in [
        "over 09:20, began 09:00, 20 min (before that from 08:00 to 08:30)\n",
        "USERS     recovered: tenant 12 is fine (09:20, resolution)\n",
        "CHANGED   (put back or tell) restarted node 3 08:10 (did not help) \u{b7} turned off the nightly reindex 08:15 \
         \u{b7} raised the heap to 32 GB 09:05\n",
        "PEOPLE    on it @fay 08:05\n",
    ] {
        assert!(told.contains(line), "{line}{told}");
    }
}

#[test]
fn a_change_of_another_day_is_told_with_it() {
    let mut s = outage(&[(Kind::Impact, "09:00", "down")]);
    s.log(Kind::Mitigation, Some("2023-03-24T23:00:00Z"), "zone 2 drained");
    s.log(Kind::Change, Some("2023-03-24T22:00:00Z"), "retries off");
    let told = handed(&s);
    assert!(
        told.contains("CHANGED   (put back or tell) zone 2 drained 24 March, 23:00\n"),
        "a change before anybody was affected is not of the response: {told}"
    );
}

#[test]
fn acknowledgements_without_a_mention_are_told_by_whoever_wrote_them() {
    let s = outage(&[
        (Kind::Impact, "09:00", "down"),
        (Kind::Acknowledgement, "09:05", "looking at it"),
    ]);
    let told = handed(&s);
    assert!(told.contains("PEOPLE    looking at it (ana, 09:05)\n"), "{told}");
}

#[test]
fn an_end_that_is_about_right_gives_no_exact_length() {
    let mut s = incident("UTC", "2023-03-25T10:00:00Z", "Invoices");
    s.log(Kind::Impact, Some("2023-03-25T06:40:00Z"), "no invoices");
    let mut end = event(Kind::Resolution, Some("2023-03-25T09:50:00Z"), "sent");
    if let When::Given(timing) = &mut end.when {
        timing.approximate = true;
    }
    s.command(Command::Record(end)).unwrap();
    for (audience, words) in [
        (Audience::Team, "From 06:40 to ~09:50 (UTC), about 3 h 10 min.\n"),
        (
            Audience::Executive,
            "From 06:40 to about 09:50 (UTC), about 3 h 10 min. ",
        ),
        (Audience::Public, "From 06:40 to about 09:50 (UTC), "),
    ] {
        let told = told(&s, audience);
        assert!(told.contains(words), "{told}");
    }
    let told = handed(&s);
    assert!(
        told.contains("over ~09:50, began 06:40, about 3 h 10 min\n"),
        "{told}"
    );
}

#[test]
fn what_was_done_long_ago_is_not_being_done() {
    let s = outage(&[
        (Kind::Impact, "09:00", "down"),
        (Kind::Mitigation, "09:29", "moved away"),
    ]);
    let told = told(&s, Audience::Executive);
    assert!(told.contains("Last done: moved away (09:29)."), "{told}");
}

#[test]
fn customers_read_of_no_measure_without_a_time() {
    let mut s = outage(&[(Kind::Impact, "09:00", "down")]);
    s.untimed(Kind::Mitigation, "moved away #helped");
    let told = told(&s, Audience::Public);
    assert!(!told.contains("measure"), "{told}");
}
