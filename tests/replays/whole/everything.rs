//! An incident that has all that a template can tell: every kind, every field, evidence, a decision, links, roles.

use hotwash::domain::command::{Command, NewActionItem, NewEvent};
use hotwash::domain::incident::Incident;
use hotwash::domain::kind::{Kind, Via};
use hotwash::domain::record::{EventBody, EvidenceRef, FieldChange, FieldName, Op, Purpose};
use hotwash::domain::sample::{Sample, event};

/// What happened, in order: the kind, the clock, who recorded it, the words.
const EVENTS: &[(Kind, &str, &str, &str)] = &[
    (
        Kind::Note,
        "13:30",
        "ana",
        "The night shift hands over, nothing open",
    ),
    (Kind::Change, "13:58", "bo", "Certificate of the gateways renewed"),
    (
        Kind::Impact,
        "14:03",
        "ana",
        "Checkout refuses about 30% of orders",
    ),
    (Kind::Acknowledgement, "14:10", "bo", "On it"),
    (
        Kind::Investigation,
        "14:12",
        "bo",
        "Payment service answers, see https://graphs.example/payments",
    ),
    (Kind::Hypothesis, "14:15", "bo", "Database connections exhausted?"),
    (
        Kind::Note,
        "14:20",
        "ana",
        "We leave the gateways as they are until the database is cleared #decision",
    ),
    (
        Kind::Mitigation,
        "14:22",
        "bo",
        "Doubled the connection pool #failed",
    ),
    (Kind::Impact, "14:25", "ana", "Now half of the orders are refused"),
    (Kind::RuledOut, "14:31", "bo", "Pool is half empty"),
    (Kind::Escalation, "14:34", "ana", "Paged @payments and @network"),
    (
        Kind::Communication,
        "14:40",
        "ana",
        "Status page: errors at checkout, next word at 15:10",
    ),
    (
        Kind::Cause,
        "14:46",
        "cy",
        "Two of six gateways lack the intermediate certificate",
    ),
    (
        Kind::Mitigation,
        "14:52",
        "cy",
        "Took both gateways out of rotation #helped",
    ),
    (Kind::Fix, "15:20", "cy", "Full chain on all gateways"),
    (
        Kind::Resolution,
        "15:34",
        "cy",
        "No order refused for ten minutes",
    ),
];

/// The fields, each with its values.
const FIELDS: &[(FieldName, &[&str])] = &[
    (
        FieldName::Summary,
        &["Checkout refused orders after a certificate had been renewed."],
    ),
    (
        FieldName::Impact,
        &["About 30% of orders were refused, at its worst 50%. Some 1200 customers tried again later."],
    ),
    (
        FieldName::Cause,
        &["Two of six gateways were given a certificate without its intermediate one."],
    ),
    (FieldName::Trigger, &["The renewal of the certificate at 13:58"]),
    (
        FieldName::Resolution,
        &["The full chain was put on all six gateways."],
    ),
    (FieldName::Commander, &["ana"]),
    (
        FieldName::Lessons,
        &["A renewed certificate is not yet a certificate that works."],
    ),
    (FieldName::Affected, &["Checkout", "Payment gateways"]),
    (
        FieldName::Factors,
        &[
            "The check after a renewal asks one gateway only",
            "The pool has no graph of its own",
        ],
    ),
    (FieldName::Roles, &["scribe: bo", "comms: Dana Roe"]),
    (
        FieldName::WentWell,
        &["The monitor of refused orders found it within minutes"],
    ),
    (
        FieldName::WentWrong,
        &["The database was looked at for a quarter of an hour"],
    ),
    (FieldName::Lucky, &["It was no Saturday"]),
    (
        FieldName::Links,
        &[
            "https://chat.example/incident-12",
            "Recording of the call: https://zoom.example/rec/9",
        ],
    ),
    (
        FieldName::PublicImpact,
        &["About a third of orders could not be placed"],
    ),
    (
        FieldName::PublicCause,
        &["A part of our payment system had been set up incompletely"],
    ),
];

/// The incident, closed.
pub fn incident() -> Incident {
    let mut s = Sample::opened_at(
        "Europe/Berlin",
        "2026-03-03T14:40:00Z",
        "2026-03-03T14:03:00+01:00",
    );
    s.set(FieldName::Severity, "2");
    noticed(&mut s);
    for (kind, clock, by, text) in EVENTS {
        (*by).clone_into(&mut s.by);
        s.log(*kind, Some(&format!("2026-03-03T{clock}:00+01:00")), text);
    }
    "ana".clone_into(&mut s.by);
    evidence(&mut s);
    for (field, values) in FIELDS {
        for value in *values {
            if values.len() > 1 || field.row().list {
                let change = FieldChange::Add((*value).to_owned());
                s.command(Command::SetField {
                    field: *field,
                    change,
                })
                .expect("a good value");
            } else {
                s.set(*field, value);
            }
        }
    }
    items(&mut s);
    s.command(Command::Close { at: None }).expect("it is open");
    s.incident
}

fn noticed(s: &mut Sample) {
    for (via, clock, text) in [
        (
            Via::Monitor,
            "13:40",
            "Certificate ends in two days, nobody affected #warning",
        ),
        (Via::Monitor, "14:07", "Alert: refused orders over 20%"),
        (Via::Person, "14:12", "Support: customers cannot pay"),
    ] {
        let at = format!("2026-03-03T{clock}:00+01:00");
        let new = NewEvent {
            via: Some(via),
            ..event(Kind::Detection, Some(&at), text)
        };
        s.command(Command::Record(new)).expect("a good event");
    }
}

fn evidence(s: &mut Sample) {
    let piece = EvidenceRef {
        sha256: "ab".repeat(32),
        bytes: 1234,
        name: Some("openssl.txt".to_owned()),
    };
    let body = EventBody {
        kind: Kind::Investigation,
        text: "Chain of gateway 4 as openssl sees it".to_owned(),
        evidence: vec![piece],
        ..EventBody::default()
    };
    s.write(Op::Event(body));
}

fn items(s: &mut Sample) {
    let item = |text: &str, purpose, owner: Option<&str>| NewActionItem {
        text: text.to_owned(),
        purpose,
        owner: owner.map(str::to_owned),
        due: "2026-03-20".parse().ok(),
        ..NewActionItem::default()
    };
    for new in [
        item(
            "Ask every gateway after a renewal, https://bugs.example/77",
            Some(Purpose::Prevent),
            Some("cy"),
        ),
        item("Draw a graph of the pool", Some(Purpose::Detect), None),
        item("Check all certificates #public", None, Some("bo")),
    ] {
        s.command(Command::AddActionItem(new)).expect("a good item");
    }
}
