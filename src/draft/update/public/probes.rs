//! Two tables: sentences of which the public must not read a word, and honest ones that it should read.

use super::tests::{outage, public, told};
use crate::domain::command::{Command, EventChange};
use crate::domain::kind::Kind;
use crate::domain::record::{FieldChange, FieldName};
use crate::domain::sample::Sample;

/// Sentences with something inside that is not told, and what that is.
const HOSTILE: &[(&str, &str)] = &[
    ("logins fail because auth-db-primary is down", "auth-db"),
    ("logins fail on payment-gateway", "payment-gateway"),
    ("the db-7 machine is down", "db-7"),
    ("node7 is down", "node7"),
    ("db-7.example.org is down", "example"),
    ("auth_service is slow", "auth_service"),
    ("pods in prod/eu are gone", "prod"),
    ("the AuthService is slow", "AuthService"),
    ("redis:6379 is down", "redis"),
    ("eu-west-1 is down", "eu-west"),
    ("s3://bucket is gone", "bucket"),
    ("laptop17 has it", "laptop"),
    ("ana broke it", "ana"),
    ("Silva broke it", "Silva"),
    ("Ana Silva is on it", "Silva"),
    ("ana's change broke it", "ana"),
    ("priya is on it", "priya"),
    ("ask raman", "raman"),
    ("quentin is on it", "quentin"),
    ("ask carol", "carol"),
    ("jones and yusuf know", "jones"),
    ("dave is on it", "dave"),
    ("marek is on it", "marek"),
    ("wanda is on it", "wanda"),
    ("olufemi is on it", "olufemi"),
    ("@bo is on it", "@bo"),
    ("bo and sre are on it", "sre"),
    ("Zoltan is on it", "Zoltan"),
    ("we asked Zoltan", "Zoltan"),
    ("acme cannot log in", "acme"),
    ("Acme cannot log in", "Acme"),
    ("initech cannot log in", "initech"),
    ("globex cannot log in", "globex"),
    ("hooli cannot log in", "hooli"),
    ("vandelay cannot log in", "vandelay"),
    ("users in bogota cannot log in", "bogota"),
    ("users in Lyon cannot log in", "Lyon"),
    ("see ABC-1234", "ABC"),
    ("see INC0012345 for more", "INC"),
    ("see #1234", "1234"),
    ("see ticket 4711", "4711"),
    ("that is incident: 88", "88"),
    ("call 5550100 for help", "5550100"),
    ("it is 555 0100 for help", "0100"),
    ("+49 170 1234567 helps", "1234567"),
    ("(555) 010-0199 helps", "010"),
    ("extension 4455 helps", "4455"),
    ("write to help@example.org", "help@"),
    ("10.0.0.7 is down", "10.0"),
    ("10.0.0.0/8 is down", "10.0"),
    ("fe80::1 is down", "fe80"),
    ("see https://wiki.example.org/x", "wiki"),
    ("see www.example.org", "www"),
    ("logins fail \u{202e}nana", "nana"),
    ("[removed by ana@laptop17 on 2023-03-25 14:30 UTC]", "removed"),
    ("customers in bogotá cannot log in", "bogot"),
    ("customers in BOGOTÁ cannot log in", "BOGOT"),
    ("rut\u{4bb} chen broke it", "broke"),
    ("ledgers are broken", "ledger"),
    ("priyas change broke it", "priya"),
    ("the silvas know", "silva"),
    ("ask ramans team", "raman"),
    ("mraman is on it", "raman"),
    ("ramanp is on it", "raman"),
    ("see jira 4711", "4711"),
    ("see zendesk 88771", "88771"),
    ("see story 4711", "4711"),
    ("see linear 12", "linear"),
    ("mobile 98765 helps", "98765"),
    ("text 62226 for help", "62226"),
    ("helpline 116123", "116123"),
    ("the number is 080012", "080012"),
    ("call us on 911", "911"),
    ("reach us on 555 010", "555"),
    ("account 123456 is stuck", "123456"),
    ("customer 123456 is stuck", "123456"),
    ("order 12345 is stuck", "12345"),
    ("account 1,234,567,890,123 is stuck", "1,234"),
    ("port 6379 is closed", "6379"),
    ("commit deadbeef broke it", "deadbeef"),
    ("10.0 is down", "10.0"),
    ("redis is full", "redis"),
    ("kafka lags and postgres is down", "kafka"),
    ("the nginx proxy is slow", "nginx"),
    ("consul lost its leader", "consul"),
    ("authdb is slow", "authdb"),
    ("pod api is down", "pod"),
    ("server hercules is down", "hercules"),
    ("node seven is down", "seven"),
    ("password hunter leaked", "hunter"),
    ("the secret swordfish leaked", "swordfish"),
    ("password is correct horse battery staple", "horse"),
    ("Will broke it", "Will"),
    ("Page broke it", "Page"),
    ("April broke it", "April"),
    ("we asked Mark", "Mark"),
    ("Dinesh broke it", "Dinesh"),
    ("customer zorg cannot log in", "zorg"),
    ("ask zoltan about it", "zoltan"),
    ("Globexs logins fail", "Globex"),
    ("GLOBEX cannot log in", "GLOBEX"),
    ("logins fail on checkout-api", "checkout-api"),
    ("C:\\data is full", "data"),
    ("the file /var/log/app is full", "var"),
    ("the token is abc123def", "abc123"),
    ("version 10.2 broke it", "10.2"),
];

/// Sentences that name nobody and nothing.
const HONEST: &[&str] = &[
    "Users cannot log in.",
    "Orders placed since 9 AM are late.",
    "Existing sessions keep working.",
    "File uploads larger than 10 MB fail.",
    "Push notifications arrive late.",
    "The iOS app does not load.",
    "Android users cannot sign in.",
    "Users in Europe see errors.",
    "HTTP 500 errors are shown to about 5% of users.",
    "Customers in the EU region cannot pay with cards.",
    "Logging in with Google fails.",
    "Single sign-on (SSO) is unavailable.",
    "The API answers with error 503.",
    "Apologies for the inconvenience.",
    "Password resets are delayed.",
    "Password reset e-mails arrive late.",
    "Checkout has been slow since Monday.",
    "PDF invoices cannot be downloaded.",
    "2-factor codes by SMS arrive late.",
    "Orders of 25 March are missing.",
    "Affected: logins and sign-ups.",
    "Card payments fail.",
    "Real-time updates are delayed.",
    "Reports for March are incomplete.",
    "CSV and Excel exports are empty.",
    "About 14% of checkouts failed.",
    "Customers in EU could not pay with cards.",
    "Some people can't log in, about 30% of them.",
    "Around 1,200,000 users see errors; read-only access works.",
    "Payments fail since 09:30 (about 3.5% of them).",
    "Video calls drop after 30 seconds.",
    "Searches take up to 20s.",
    "Emails to new users are delayed by 10-15 minutes.",
    "Mobile users see 500 errors.",
    "No data was lost.",
    "We are sorry for the trouble.",
    "Your money is safe.",
    "Customers in Germany and France cannot order.",
    "Both iOS/Android apps are affected.",
    "Refunds issued on Friday will be processed again.",
    "Invoices for May are late.",
    "Payments of more than $500 are declined.",
    "Since 9:30am orders fail.",
    "Please try again in an hour.",
    "Users may be logged out.",
    "Visa and Mastercard payments work.",
    "The dashboard shows wrong balances.",
    "Two-factor authentication fails.",
    "Webhooks are delayed.",
    "Everything else works.",
    "Sign-ups in North America are slow.",
    "Search is down for everyone.",
    "The number of failed payments is 300 per minute.",
    "Data from yesterday is missing.",
    "Deliveries may be late by 1-2 days.",
    "Bookings made between 10:00 and 11:00 may be duplicated.",
];

/// The outage, with more that its journal says.
fn journal() -> Sample {
    let mut s = outage();
    let change = FieldChange::Add("ledger".to_owned());
    let field = FieldName::Affected;
    s.command(Command::SetField { field, change }).unwrap();
    let event = s.log(Kind::Note, None, "asked dinesh about it");
    let change = EventChange {
        text: Some("HTTP errors on the API in Germany since Monday".to_owned()),
        ..EventChange::default()
    };
    s.command(Command::Amend { event, change }).unwrap();
    s.log(
        Kind::Investigation,
        None,
        "Restarted the checkout. Orders came back",
    );
    s
}

#[test]
fn no_hostile_sentence_is_offered_and_each_is_named_with_a_reason() {
    let mut s = journal();
    assert!(HOSTILE.len() >= 60);
    let mut wrong = Vec::new();
    for (impact, inside) in HOSTILE {
        let (told, left_out) = told(&mut s, impact);
        let left_out = left_out.unwrap_or_default();
        let said = "Left out of what the public reads: 1 sentence of the impact.\n- ";
        if public(&s).contains(inside) || !told.is_empty() || !left_out.starts_with(said) {
            wrong.push(format!("{impact}: {told}{left_out}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn honest_sentences_are_offered() {
    let mut s = journal();
    let gone = HONEST.iter().filter_map(|impact| {
        let (update, left_out) = told(&mut s, impact);
        (!update.contains(impact)).then(|| left_out.unwrap_or_default())
    });
    let gone: Vec<String> = gone.collect();
    // Nine in ten at the least; a sentence too few is better than a name too many.
    assert!(HONEST.len() >= 46 && gone.len() * 10 <= HONEST.len(), "{gone:#?}");
}
