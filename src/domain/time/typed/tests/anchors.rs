//! The day of a bare clock time, beside what was entered before it and within what is known of the incident.

use super::*;

fn moment(at: &str) -> Moment {
    Moment::parse(&format!("2023-03-{at}:00Z")).unwrap()
}

fn span(of: Option<(&str, &str)>) -> Option<(Moment, Moment)> {
    of.map(|(from, to)| (moment(from), moment(to)))
}

/// The day and the clock that are taken, as in `20T16:00`.
fn taken(typed: &str, anchor: Anchor) -> String {
    let mut context = context("2023-03-25T16:44:07Z", "UTC");
    context.anchor = anchor;
    let at = option::time(typed, &context).unwrap().given.at;
    at.wall().format("%dT%H:%M").to_string()
}

#[test]
fn looking_back_a_clock_lies_closest_around_the_entry_before() {
    let whole = Some(("18T10:00", "18T12:00"));
    let evening = Some(("20T21:00", "21T01:00"));
    for (typed, of, at) in [
        ("22:00", None, "20T22:00"),
        ("16:00", None, "20T16:00"),
        ("15:59", None, "21T15:59"),
        ("03:00", None, "21T03:00"),
        // A day on which it lies within the incident comes first, if there is one.
        ("11:00", whole, "18T11:00"),
        ("10:00", whole, "18T10:00"),
        ("12:01", whole, "21T12:01"),
        ("21:30", evening, "20T21:30"),
        ("20:30", evening, "20T20:30"),
        ("01:00", evening, "21T01:00"),
    ] {
        let anchor = Anchor::Around {
            last: moment("20T22:00"),
            span: span(of),
        };
        assert_eq!(taken(typed, anchor), at, "{typed} {of:?}");
    }
}

#[test]
fn in_a_list_times_run_on_but_for_a_late_note() {
    for (last, typed, of, at) in [
        ("20T22:00", "23:00", None, "20T23:00"),
        ("20T22:00", "16:00", None, "20T16:00"),
        ("20T22:00", "15:59", None, "21T15:59"),
        ("20T22:00", "01:00", None, "21T01:00"),
        // Past midnight: the evening before, where only then the incident went on.
        ("20T00:10", "23:50", None, "20T23:50"),
        ("20T00:10", "23:50", Some(("19T20:00", "20T23:00")), "19T23:50"),
        ("20T00:10", "23:50", Some(("19T20:00", "21T02:00")), "20T23:50"),
        ("20T00:10", "23:50", Some(("19T20:00", "19T21:00")), "20T23:50"),
    ] {
        let anchor = Anchor::After {
            last: moment(last),
            span: span(of),
        };
        assert_eq!(taken(typed, anchor), at, "{last} {typed} {of:?}");
    }
}

#[test]
fn a_day_without_its_year_is_the_one_nearest_to_the_anchor() {
    for (anchor, typed, at) in [
        ("2024-01-02", "Dec 31 09:30", "2023-12-31"),
        ("2023-12-31", "Jan 2 09:30", "2024-01-02"),
        ("2023-06-01", "Jun 2 09:30", "2023-06-02"),
        ("2023-06-01", "Wed 09:30", "2023-05-31"),
    ] {
        let mut context = bogota();
        context.anchor = Anchor::Day(anchor.parse().unwrap());
        let read = told(option::time(typed, &context));
        assert_eq!(read, format!("{at}T09:30:00-05:00"), "{anchor} {typed}");
    }
}

#[test]
fn of_two_moments_with_one_clock_the_one_that_keeps_the_order_is_taken() {
    let mut context = context("2023-10-30T09:00:00Z", "Europe/Paris");
    for (last, at) in [("00:00", "+02:00"), ("00:50", "+01:00")] {
        let last = Moment::parse(&format!("2023-10-29T{last}:00Z")).unwrap();
        for anchor in [
            Anchor::Around { last, span: None },
            Anchor::After { last, span: None },
        ] {
            context.anchor = anchor;
            let read = told(option::time("02:10", &context));
            assert_eq!(read, format!("2023-10-29T02:10:00{at}"), "{anchor:?}");
        }
    }
}

#[test]
fn letters_name_one_of_two_moments_and_nothing_is_said_of_it() {
    for now in ["2023-10-29T09:00:00Z", "2023-10-30T09:00:00Z"] {
        for (letters, offset) in [("CEST", "+02:00"), ("CET", "+01:00")] {
            let day = if now.starts_with("2023-10-30") {
                "2023-10-29 "
            } else {
                ""
            };
            let typed = format!("{day}02:30 {letters}");
            let read = option::time(&typed, &context(now, "Europe/Paris"));
            assert_eq!(
                told(read.clone()),
                format!("2023-10-29T02:30:00{offset}"),
                "{typed}"
            );
            assert_eq!(remarks(read), [""; 0], "{typed}");
        }
    }
}
