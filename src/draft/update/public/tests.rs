//! Probes: what the public must not read, what it may, and what is said of the rest.

use chrono::TimeDelta;

use super::super::{Audience, update};
use crate::domain::command::{ActionItemChange, Command, EventChange, NewActionItem};
use crate::domain::findings::Policy;
use crate::domain::kind::Kind;
use crate::domain::record::{FieldChange, FieldName};
use crate::domain::sample::Sample;

/// An outage in whose journal everything stands that nobody outside should read, some of it withdrawn or corrected.
pub(super) fn outage() -> Sample {
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

/// The update for the public.
pub(super) fn public(s: &Sample) -> String {
    update(&s.incident, Audience::Public, s.now(), &Policy::default()).text
}

/// The part of this impact that is offered for the public, and the sentences that are said to be left out.
pub(super) fn told(s: &mut Sample, impact: &str) -> (String, Option<String>) {
    s.set(FieldName::Impact, impact);
    let (offered, left_out) = super::words::offered_of(&s.incident);
    (offered.unwrap_or_default(), left_out.in_words())
}

#[test]
fn what_names_nobody_is_offered_as_it_was_written() {
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
            &[
                "Left out of what the public reads: 2 sentences of the impact.",
                "- “The auth-db-primary is down.”: auth-db-primary the journal has it as a name",
                "- “It answers to nobody.”: follows from the one before",
            ][..],
        ),
        (
            "Logins fail, e.g. Zeta cannot log in\nPayments work",
            "",
            &[
                "Left out of what the public reads: 1 sentence of the impact.",
                "- “Logins fail, e.g. Zeta cannot log in Payments work”: Zeta may be a name",
            ],
        ),
        (
            "Logins fail. The password is correct horse battery staple.",
            "Logins fail.",
            &[
                "Left out of what the public reads: 1 sentence of the impact.",
                "- a sentence with what may be a secret",
            ],
        ),
        (
            "Logins fail. It fails with ghp_0123456789abcdefghijABCDEFGHIJ012345 at db-7.",
            "Logins fail.",
            &[
                "Left out of what the public reads: 1 sentence of the impact.",
                "- a sentence with what may be a secret",
            ],
        ),
    ] {
        let (told, left_out) = told(&mut s, impact);
        assert_eq!(told, line, "{impact}");
        assert_eq!(
            left_out.unwrap_or_default().lines().collect::<Vec<_>>(),
            left,
            "{impact}"
        );
    }
}

#[test]
fn of_many_sentences_the_first_are_named() {
    let mut s = outage();
    let (_, left_out) = told(&mut s, &"Zeta fails. ".repeat(30));
    let left_out = left_out.unwrap_or_default();
    assert_eq!(left_out.lines().count(), 10, "{left_out}");
    assert!(left_out.ends_with("- and 22 more"), "{left_out}");
}

#[test]
fn times_have_an_offset_and_no_city() {
    let mut s = outage();
    let told = public;
    assert!(
        told(&s).contains("Since 09:30 (UTC-05:00) [say what customers notice]."),
        "{}",
        told(&s)
    );
    s.clock += TimeDelta::hours(1);
    s.log(Kind::Resolution, Some("2023-03-25T10:30:00-05:00"), "back");
    assert_eq!(
        told(&s),
        "Resolved. From 09:30 to 10:30 (UTC-05:00), [say what customers noticed]. [The cause, for customers.]\n"
    );
}

#[test]
fn the_impact_is_offered_and_never_told_by_itself() {
    let mut s = outage();
    s.set(FieldName::Impact, "Users cannot log in. It is db-7.");
    let told = |s: &Sample| update(&s.incident, Audience::Public, s.now(), &Policy::default());
    let update = told(&s);
    assert_eq!(update.offered.as_deref(), Some("Users cannot log in."));
    assert!(!update.text.contains("log in"), "{update:?}");
    let said = update.left_out.unwrap_or_default();
    assert!(
        said.contains("which the field public-impact would tell: \u{201c}Users cannot log in.\u{201d}"),
        "{said}"
    );
    assert!(said.contains("1 sentence of the impact."), "{said}");
    s.set(FieldName::PublicImpact, "Logins fail");
    let update = told(&s);
    assert_eq!(update.offered, None);
    assert!(
        update.text.contains("Since 09:30 (UTC-05:00): Logins fail."),
        "{update:?}"
    );
    s.set(
        FieldName::PublicImpact,
        "the password is ghp_0123456789abcdefghijABCDEFGHIJ012345",
    );
    let update = told(&s);
    assert!(!update.text.contains("ghp_"), "{update:?}");
    assert!(
        update
            .left_out
            .unwrap_or_default()
            .contains("public-impact, which may hold a secret")
    );
}

/// All steps that a sentence takes are of one word and its neighbours: twice the text takes about twice as long.
/// Counted by what the names are asked, in the shapes that are worst for them.
#[test]
fn a_long_impact_is_read_to_its_end() {
    let mut s = outage();
    for word in [
        "mlopezmlopezmlopezmlopezmlopezmlopez ",
        "1 ",
        "Zeta. ",
        "password ",
        "a-",
        "call ",
    ] {
        let text = word.repeat(20_000 / word.len());
        let (update, left_out) = told(&mut s, &text);
        assert!(
            update.len() < 25_000 && left_out.is_none_or(|words| words.len() < 3000),
            "{word}"
        );
    }
}
