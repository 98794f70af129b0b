//! Several records that claim to open the incident, and fields that were set before it was opened.

use super::*;
use crate::domain::id::IncidentId;
use crate::domain::record::{Opening, Record};
use crate::domain::time::Zone;

#[test]
fn the_record_that_is_said_to_open_it_does_whichever_came_first() {
    let mut s = sample();
    let opening = |title: &str| {
        Op::Open(Opening {
            title: title.to_owned(),
            severity: None,
            zone: Zone::Utc,
            at: Moment::parse("2023-03-25T14:00:00Z").unwrap(),
        })
    };
    let second = s.write(opening("Mail down"));
    let third = s.write(opening("DNS down"));
    let first = s.incident.opened_by().unwrap().0;
    for (said, title, others) in [
        (None, "Login down", [second, third]),
        (Some(second), "Mail down", [first, third]),
        (Some(third), "DNS down", [first, second]),
        (None, "Login down", [second, third]),
    ] {
        s.incident.open_with(said);
        assert_eq!((s.incident.title(), s.incident.opening_record()), (title, said));
        let claims: Vec<RecordId> = s.incident.second_openings().map(|opened| opened.id).collect();
        assert_eq!(claims, others);
    }
    // One that was said before it came counts as soon as it comes.
    let to_come = RecordId::new(Uuid::from_u128(0x1000_0004));
    s.incident.open_with(Some(to_come));
    assert_eq!(s.incident.title(), "Login down");
    assert_eq!(s.write(opening("Disk full")), to_come);
    assert_eq!(s.incident.title(), "Disk full");
}

/// The stamps say which of two comes later; but what replaces another version was written after it.
#[test]
fn a_field_that_was_set_before_the_opening_counts_over_it_only_where_it_replaced_another() {
    let record = |n: u64, lc: u64, op: Op| Record {
        id: RecordId::new(Uuid::from_u128(u128::from(n))),
        seq: n,
        lc,
        recorded_at: "2023-03-25T14:30:00Z".parse().unwrap(),
        by: "ana".to_owned(),
        batch: None,
        head: None,
        op,
    };
    let title = |title: &str, replaces: Option<u128>| Op::Set {
        field: FieldName::Title,
        replaces: replaces.map(|id| RecordId::new(Uuid::from_u128(id))),
        change: FieldChange::Value(title.to_owned()),
    };
    let opening = Op::Open(Opening {
        title: "Login down".to_owned(),
        severity: None,
        zone: Zone::Utc,
        at: Moment::parse("2023-03-25T14:00:00Z").unwrap(),
    });
    for (replaces, shown) in [(None, "Login down"), (Some(99), "Login down"), (Some(2), "newer")] {
        let mut incident = Incident::new(IncidentId::new(Uuid::from_u128(7)), "slug");
        let writer = Arc::from("ana");
        for (n, lc, op) in [
            (1, 9, opening.clone()),
            (2, 2, title("older", None)),
            (3, 3, title("newer", replaces)),
        ] {
            incident.apply(record(n, lc, op), &writer);
        }
        assert_eq!(incident.title(), shown, "{replaces:?}");
    }
}
