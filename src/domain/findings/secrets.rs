//! Texts that look as if a secret had been pasted into them. A message never repeats it.

use super::words::{capital, event_without_words};
use super::{Finding, Group, Level, Place, Rule, RuleId, rule};
use crate::domain::facts::Facts;
use crate::domain::incident::Event;
use crate::domain::record::FieldName;

/// The rule that a text holds a secret.
pub(super) const RULE: Rule = rule(
    RuleId::LikelySecret,
    "likely_secret",
    Group::Contradiction,
    Level::Warning,
    "a text or a piece of evidence that seems to hold a secret",
);

/// Words that stand before a secret value.
const KEYS: &[&str] = &[
    "password=",
    "passwd=",
    "pwd=",
    "secret=",
    "secret_access_key=",
    "api_key=",
    "apikey=",
    "token=",
];
/// Tokens of some services: their beginning, the least length of the rest, and their name.
const TOKENS: &[(&str, usize, &str)] = &[
    ("ghp_", 30, "a GitHub token"),
    ("gho_", 30, "a GitHub token"),
    ("ghs_", 30, "a GitHub token"),
    ("ghu_", 30, "a GitHub token"),
    ("ghr_", 30, "a GitHub token"),
    ("github_pat_", 22, "a GitHub token"),
    ("xoxb-", 10, "a Slack token"),
    ("xoxp-", 10, "a Slack token"),
    ("xoxa-", 10, "a Slack token"),
    ("xoxr-", 10, "a Slack token"),
    ("xoxs-", 10, "a Slack token"),
];

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let events = facts.incident.events().iter().filter_map(|event| {
        let place = capital(&event_without_words(facts, event));
        Some(finding(&place, in_event(event)?, vec![event.id]))
    });
    findings.extend(events);
    let fields = FieldName::ROWS.iter().filter_map(|row| {
        let values = facts.incident.values(row.name);
        let what = values.iter().find_map(|text| shape(text))?;
        let finding = finding(&format!("The field {}", row.wire), what, Vec::new());
        Some(finding.mended_at(Place::Field(row.name)))
    });
    findings.extend(fields);
    let items = facts.incident.action_items().filter_map(|(item, body)| {
        let place = format!("Action item {}", item.number);
        let finding = finding(&place, shape(&body.text)?, Vec::new());
        Some(finding.mended_at(Place::ActionItems))
    });
    findings.extend(items);
    let evidence = facts.outside.exposed.iter().filter_map(|exposed| {
        let event = facts.incident.event(exposed.event)?;
        let place = format!("The evidence of {}", event_without_words(facts, event));
        Some(finding(&place, exposed.what, vec![event.id]).told_by_the_disk())
    });
    findings.extend(evidence);
}

fn finding(place: &str, what: &str, events: Vec<crate::domain::id::RecordId>) -> Finding {
    let message =
        format!("{place} seems to hold {what}: have it replaced where it is valid, and remove it here.");
    Finding::new(&RULE, events, message)
}

/// Corrections do not take a secret out of the journal, so the first version counts too.
fn in_event(event: &Event) -> Option<&'static str> {
    let texts = [&event.body().text, &event.first().text];
    texts.into_iter().find_map(|text| shape(text))
}

/// The kind of secret that a text seems to hold; `None` where it seems to hold none.
pub fn shape(text: &str) -> Option<&'static str> {
    if text.contains("-----BEGIN ") && text.contains("PRIVATE KEY") {
        return Some("a private key");
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "\"'`<>(),;".contains(c))
        .collect();
    let bearer = words.windows(2).any(|pair| {
        pair[0].eq_ignore_ascii_case("bearer")
            && pair[1].len() >= 20
            && pair[1].chars().any(|c| c.is_ascii_digit())
    });
    words
        .iter()
        .find_map(|word| word_shape(word))
        .or(bearer.then_some("a bearer token"))
}

/// The words of a text that are most likely the secret itself, where its shape or the word before it tells: what has
/// to be looked for elsewhere, in other words too.
pub fn likely(text: &str) -> Vec<&str> {
    // None; a word that has other meanings too; a name of a secret, with what may stand between.
    let (mut named, mut maybe) = (false, false);
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| "\"'`<>(),;:.".contains(c));
        let lower = bare.to_lowercase();
        let value = bare.split_once('=').map_or(bare, |(_, value)| value);
        // After "the password is" comes a secret, or "wrong".
        let odd = bare.chars().any(|c| !c.is_alphabetic());
        if word_shape(bare).is_some() || (named && odd && !LINKS.contains(&lower.as_str())) {
            found.push(value);
        }
        // "the password is x", "password: x", "password = x"
        let links = LINKS.contains(&lower.as_str());
        let is_other_name = OTHER_NAMES.contains(&lower.as_str());
        named = NAMES.contains(&lower.as_str())
            || ((named || maybe) && links)
            || (is_other_name && word.ends_with([':', '=']));
        maybe = is_other_name;
    }
    found
}

/// Words said before a secret.
const NAMES: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "credentials",
    "pin",
];
/// The same, where "is" or a colon follows: tests pass, and a key is turned.
const OTHER_NAMES: &[&str] = &[
    "pass", "passcode", "pw", "creds", "key", "apikey", "api-key", "login", "otp",
];
/// Words that may stand between.
const LINKS: &[&str] = &["is", "was", "=", "-", "", "now", "set", "to"];

fn word_shape(word: &str) -> Option<&'static str> {
    let tokens = TOKENS.iter().find(|(begin, length, _)| {
        let rest = word.find(begin).map(|place| &word[place + begin.len()..]);
        rest.is_some_and(|rest| rest.len() >= *length && rest.is_ascii())
    });
    if let Some((_, _, what)) = tokens {
        return Some(what);
    }
    if is_aws(word) {
        return Some("an AWS access key");
    }
    if is_web_token(word) {
        return Some("a JSON web token");
    }
    if has_credentials(word) {
        return Some("a password in an address");
    }
    has_value(word).then_some("a password or key")
}

fn is_aws(word: &str) -> bool {
    let places = ["AKIA", "ASIA"].into_iter().filter_map(|begin| word.find(begin));
    places.into_iter().any(|place| {
        let key = word[place..]
            .bytes()
            .take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        key.count() == 20
    })
}

fn is_web_token(word: &str) -> bool {
    let Some(place) = word.find("eyJ") else {
        return false;
    };
    let parts: Vec<&str> = word[place..].split('.').collect();
    matches!(parts[..], [head, body, sign, ..] if head.len() >= 10 && body.len() >= 10 && sign.len() >= 10)
}

/// `scheme://user:password@host`.
fn has_credentials(word: &str) -> bool {
    let authority = word
        .split_once("://")
        .map(|(_, rest)| rest.split('/').next().unwrap_or(rest));
    let user = authority.and_then(|authority| authority.rsplit_once('@'));
    let password = user.and_then(|(user, _)| user.split_once(':'));
    password.is_some_and(|(_, password)| is_value(password))
}

fn has_value(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    KEYS.iter().any(|key| {
        lower
            .find(key)
            .is_some_and(|place| is_value(&lower[place + key.len()..]))
    })
}

/// A placeholder for a secret is none: `***`, `$PASSWORD`, `{token}`, `redacted`.
fn is_value(text: &str) -> bool {
    let stands_for = text.starts_with(['*', '$', '{', '[', '%', '.', '…'])
        || text.contains("redacted")
        || text.starts_with("xxx");
    text.len() >= 4 && !stands_for
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_secrets_are_known_and_what_stands_for_one_is_none() {
        let aws = format!("key AKIA{} leaked", "ABCDEFGH12345678");
        let github = format!("ghp_{}", "a1".repeat(18));
        let slack = format!("xoxb-{}", "1234567890-abc");
        let web = format!("eyJ{0}.{0}.{0}", "hbGciOiJIUzI1NiJ9");
        let bearer = format!("Authorization: Bearer {}", "a1b2".repeat(6));
        let pem = format!("-----BEGIN RSA {}-----", "PRIVATE KEY");
        let cases = [
            (aws.as_str(), Some("an AWS access key")),
            (&github, Some("a GitHub token")),
            (&slack, Some("a Slack token")),
            (&web, Some("a JSON web token")),
            (&bearer, Some("a bearer token")),
            (&pem, Some("a private key")),
            ("ran with password=hunter2", Some("a password or key")),
            ("postgres://app:hunter2@db/x", Some("a password in an address")),
            ("ran with password=$PASSWORD and token=***", None),
            ("password reset mails fail", None),
            ("https://example.org/a?b=c", None),
            ("https://ana@example.org/", None),
            ("the bearer of this message", None),
            ("AKIA is a prefix", None),
        ];
        for (text, expected) in cases {
            assert_eq!(shape(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_most_likely_the_secret_is_told_from_the_words_around_it() {
        for (text, secrets) in [
            ("the password is hunter2, really", &["hunter2"][..]),
            ("Password: hunter2.", &["hunter2"]),
            ("export DB_PASSWORD=s3cret! and go", &["s3cret!"]),
            ("pass is Zebra77quokka", &["Zebra77quokka"]),
            ("pw: s3cret, key = k3y", &["s3cret", "k3y"]),
            ("tests pass 2 of 3 times, the key 7 hangs", &[]),
            ("the password is wrong, the token expired", &[]),
            ("rolled back release 12", &[]),
        ] {
            assert_eq!(likely(text), secrets, "{text}");
        }
    }
}
