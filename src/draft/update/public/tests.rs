//! Probes: what the public must not read, what it may, and what is said of the rest.

use super::super::{Audience, left_out, update};
use crate::domain::command::{ActionItemChange, Command, EventChange, NewActionItem};
use crate::domain::findings::Policy;
use crate::domain::kind::Kind;
use crate::domain::record::{FieldChange, FieldName};
use crate::domain::sample::Sample;

/// An outage in whose journal everything stands that nobody outside should read, some of it withdrawn or corrected.
fn outage() -> Sample {
    let mut s = Sample::new("America/Bogota", "2023-03-25T14:30:00Z");
    s.by = "Ana Silva@laptop17".to_owned();
    s.log(Kind::Impact, Some("2023-03-25T09:30:00-05:00"), "logins fail");
    s.log(Kind::Investigation, None, "called Globex about it, says @bo.ek");
    let event = s.log(Kind::Note, None, "asked Marek and @sre-team");
    let why = Some("that was Wanda, elsewhere".to_owned());
    s.command(Command::Strike { event, why }).unwrap();
    let event = s.log(Kind::Note, None, "paged Olufemi at home");
    let change = EventChange {
        text: Some("paged somebody at home".to_owned()),
        ..EventChange::default()
    };
    s.command(Command::Amend { event, change }).unwrap();
    s.log(Kind::Note, None, "the queue of Hooli");
    s.command(Command::Undo).unwrap();
    let item = NewActionItem {
        text: "add an alert".to_owned(),
        owner: Some("Priya Raman".to_owned()),
        ..NewActionItem::default()
    };
    let item = s.command(Command::AddActionItem(item)).unwrap();
    let change = ActionItemChange {
        owner: Some(Some("quentin".to_owned())),
        ..ActionItemChange::default()
    };
    s.command(Command::AmendActionItem { item, change }).unwrap();
    s.set(FieldName::Commander, "Carol Jones");
    s.set(FieldName::Commander, "yusuf");
    s.set(FieldName::Title, "Vandelay cannot log in");
    for (field, entry) in [
        (FieldName::Roles, "scribe: dave"),
        (FieldName::Affected, "acme"),
        (FieldName::Affected, "auth-db-primary"),
        (FieldName::Affected, "all logins of Initech"),
        (FieldName::Affected, "users"),
    ] {
        let change = FieldChange::Add(entry.to_owned());
        s.command(Command::SetField { field, change }).unwrap();
    }
    s
}

/// What the public reads with this impact, and what is said to have been left out.
fn told(s: &mut Sample, impact: &str) -> (String, Option<String>) {
    s.set(FieldName::Impact, impact);
    (
        update(&s.incident, Audience::Public, s.now(), &Policy::default()),
        left_out(&s.incident, Audience::Public, s.now()),
    )
}

#[test]
fn nothing_inside_is_told_and_what_sort_it_was_is_said() {
    let mut s = outage();
    for (impact, inside, sort) in [
        // Machines and services inside.
        ("logins fail because auth-db-primary is down", "auth-db", "1 name"),
        (
            "logins fail on payment-gateway",
            "payment-gateway",
            "1 host or service",
        ),
        ("the db-7 machine is down", "db-7", "1 host or service"),
        ("node7 is down", "node7", "1 host or service"),
        ("db-7.example.org is down", "example", "1 host or service"),
        ("auth_service is slow", "auth_service", "1 host or service"),
        ("pods in prod/eu are gone", "prod", "1 host or service"),
        ("the AuthService is slow", "AuthService", "1 name"),
        ("redis:6379 is down", "redis", "1 host or service"),
        ("eu-west-1 is down", "eu-west", "1 host or service"),
        ("s3://bucket is gone", "bucket", "1 address"),
        ("laptop17 has it", "laptop", "1 host or service"),
        // People: authors, owners, mentioned, roles, commanders, of withdrawn and earlier versions too.
        ("ana broke it", "ana", "1 name"),
        ("Silva broke it", "Silva", "1 name"),
        ("Ana Silva is on it", "Silva", "2 names"),
        ("ana's change broke it", "ana", "1 name"),
        ("priya is on it", "priya", "1 name"),
        ("ask raman", "raman", "1 name"),
        ("quentin is on it", "quentin", "1 name"),
        ("ask carol", "carol", "1 name"),
        ("jones and yusuf know", "jones", "2 names"),
        ("dave is on it", "dave", "1 name"),
        ("marek is on it", "marek", "1 name"),
        ("wanda is on it", "wanda", "1 name"),
        ("olufemi is on it", "olufemi", "1 name"),
        ("@bo is on it", "@bo", "1 name"),
        ("bo and sre are on it", "sre", "2 names"),
        ("Zoltan is on it", "Zoltan", "1 name"),
        ("we asked Zoltan", "Zoltan", "1 name"),
        // Customers, companies and places.
        ("acme cannot log in", "acme", "1 name"),
        ("Acme cannot log in", "Acme", "1 name"),
        ("initech cannot log in", "initech", "1 name"),
        ("globex cannot log in", "globex", "1 name"),
        ("hooli cannot log in", "hooli", "1 name"),
        ("vandelay cannot log in", "vandelay", "1 name"),
        ("users in bogota cannot log in", "bogota", "1 name"),
        ("users in Lyon cannot log in", "Lyon", "1 name"),
        // Tickets.
        ("see ABC-1234", "ABC", "1 ticket"),
        ("see INC0012345 for more", "INC", "1 ticket"),
        ("see #1234", "1234", "1 ticket"),
        ("see ticket 4711", "4711", "1 ticket"),
        ("that is incident: 88", "88", "1 ticket"),
        // Telephones.
        ("call 5550100 for help", "5550100", "1 phone number"),
        ("it is 555 0100 for help", "0100", "1 phone number"),
        ("+49 170 1234567 helps", "1234567", "phone number"),
        ("(555) 010-0199 helps", "010", "phone number"),
        ("extension 4455 helps", "4455", "1 phone number"),
        // Addresses.
        ("write to help@example.org", "help@", "1 address"),
        ("10.0.0.7 is down", "10.0", "1 address"),
        ("10.0.0.0/8 is down", "10.0", "1 address"),
        ("fe80::1 is down", "fe80", "1 address"),
        ("see https://wiki.example.org/x", "wiki", "1 address"),
        ("see www.example.org", "www", "1 address"),
        // What no one can tell.
        ("logins fail \u{202e}nana", "nana", "1 odd sign"),
        (
            "[removed by ana@laptop17 on 2023-03-25 14:30 UTC]",
            "removed",
            "name",
        ),
    ] {
        let (told, left_out) = told(&mut s, impact);
        let shown = told.lines().skip(1).collect::<Vec<_>>().join("\n");
        assert!(!shown.contains(inside), "{impact}: {told}");
        assert_eq!(told.lines().count(), 2, "{impact}: nothing of it: {told}");
        let left_out = left_out.unwrap_or_default();
        let said = "Left out of what the public reads: 1 sentence of the impact (";
        assert!(
            left_out.starts_with(said) && left_out.contains(sort),
            "{impact}: {left_out}"
        );
        assert!(!left_out.contains(inside), "{impact}: {left_out}");
    }
}

#[test]
fn what_names_nobody_is_told_as_it_was_written() {
    let mut s = outage();
    for impact in [
        "Users cannot log in.",
        "All logins fail.",
        "Some people can't log in, about 30% of them.",
        "Around 1,200,000 users see errors; read-only access works.",
        "Payments fail since 09:30 (about 3.5% of them).",
        "Checkout is slow. Nothing is lost.",
        "Most customers' e-mails are late, i.e. by an hour or two.",
        "No one can sign in!",
    ] {
        let (told, left_out) = told(&mut s, impact);
        assert!(told.contains(impact), "{impact}: {told}: {left_out:?}");
        assert_eq!(left_out, None, "{impact}");
    }
}

#[test]
fn a_sentence_is_left_out_whole_and_those_that_lean_on_it() {
    let mut s = outage();
    for (impact, line, left) in [
        (
            "Users cannot log in. The auth-db-primary is down. It answers to nobody. Payments work.",
            "Users cannot log in. Payments work.",
            "2 sentences of the impact (1 name, 1 that follows from them)",
        ),
        (
            "Logins fail, e.g. Acme cannot log in\nPayments work",
            "",
            "1 sentence of the impact",
        ),
        (
            "Logins fail.\nSee ABC-12 and 10.0.0.7.",
            "Logins fail.",
            "1 sentence of the impact (1 ticket, 1 address)",
        ),
    ] {
        let (told, left_out) = told(&mut s, impact);
        let shown = told.lines().nth(1).unwrap_or_default();
        let expected = if line.is_empty() {
            "We are looking for the cause."
        } else {
            line
        };
        assert_eq!(shown, expected, "{impact}");
        assert!(left_out.unwrap_or_default().contains(left), "{impact}");
    }
}

#[test]
fn times_have_an_offset_and_no_city() {
    let mut s = outage();
    let (told, _) = told(&mut s, "Users cannot log in.");
    assert!(
        told.contains("09:30 (UTC-05:00)") && !told.contains("Bogota"),
        "{told}"
    );
    s.log(Kind::Resolution, Some("2023-03-25T10:30:00-05:00"), "back");
    let update = update(&s.incident, Audience::Public, s.now(), &Policy::default());
    assert!(
        update.contains("(UTC-05:00)") && !update.contains("Bogota"),
        "{update}"
    );
    assert_eq!(
        left_out(&s.incident, Audience::Public, s.now()),
        None,
        "none of it is told then"
    );
}
