//! Entries that read as if users had recovered, or were affected again, and are not recorded as that.

use super::words::event_named;
use super::{Finding, Group, Level, Rule, RuleId, mark, rule};
use crate::domain::facts::Facts;
use crate::domain::incident::Event;
use crate::domain::kind::Kind;
use crate::domain::mark::{MICROS, Mark};
use crate::domain::phrases::has_words;

/// The rule that an entry reads as if users had recovered.
pub(super) const RECOVERY: Rule = rule(
    RuleId::ReadsLikeRecovery,
    "reads_like_recovery",
    Group::Question,
    Level::Info,
    "an entry that reads as if users had recovered, long before the recorded end",
);
/// The rule that an entry reads as if users were affected again.
pub(super) const RELAPSE: Rule = rule(
    RuleId::ReadsLikeRelapse,
    "reads_like_relapse",
    Group::Question,
    Level::Info,
    "a note that reads as if users were affected again, or more, and is no impact",
);

/// Words that say that users had recovered.
const RECOVERED: &[&str] = &[
    "works again",
    "work again",
    "working again",
    "back to normal",
    "back online",
    "is back up",
    "are back up",
    "has recovered",
    "have recovered",
    "fully recovered",
    "users recovered",
    "service recovered",
];
/// Words that say that users were affected again, or that it had not been over.
const AGAIN: &[&str] = &[
    "still affected",
    "still broken",
    "still cannot",
    "still can't",
    "still down",
    "still fail",
    "still failing",
    "still fails",
    "still offline",
    "still unable",
    "still unavailable",
    "still unreachable",
    "relapse",
    "relapsed",
    "fails again",
    "failing again",
    "fail again",
    "down again",
    "broken again",
    "slow again",
    "errors again",
    "happening again",
    "errors are back",
    "errors came back",
    "errors come back",
    "problem is back",
    "problem came back",
    "issue is back",
    "issue came back",
];
/// Words that say that users were affected more.
const WORSE: &[&str] = &["getting worse", "got worse", "much worse", "worse than before"];
/// Words beside which none of these says that it was so: of a part, of the future, of none.
const NOT_SO: &[&str] = &[
    "not",
    "no",
    "never",
    "none",
    "without",
    "if",
    "once",
    "when",
    "until",
    "unless",
    "whether",
    "will",
    "would",
    "should",
    "could",
    "might",
    "may",
    "expect",
    "expected",
    "hope",
    "hopefully",
    "prevent",
    "watch",
    "case",
    "so",
    "partly",
    "partially",
    "some",
    "half",
    "most",
    "mostly",
    "only",
];

/// The seconds before the recorded end within which an entry may say that it is near.
const NEAR: i64 = 15 * 60;

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for event in facts.incident.shown() {
        let body = event.body();
        if event.says_recovered() {
            continue;
        }
        let told = match body.kind {
            Kind::Note | Kind::Investigation | Kind::Communication => {
                recovery(facts, event).or_else(|| relapse(facts, event))
            }
            Kind::Mitigation | Kind::Fix => recovery(facts, event),
            Kind::Impact
            | Kind::Change
            | Kind::Detection
            | Kind::Acknowledgement
            | Kind::Escalation
            | Kind::Hypothesis
            | Kind::RuledOut
            | Kind::Cause
            | Kind::Resolution => None,
        };
        findings.extend(told);
    }
}

/// True if a text says of now, and of everything, that users had recovered.
pub(super) fn says_recovered(text: &str) -> bool {
    says(text, RECOVERED) && !text.contains(['?', '%'])
}

fn says(text: &str, phrases: &[&str]) -> bool {
    let text = text.to_lowercase();
    let said = phrases.iter().any(|phrase| has_words(&text, phrase));
    said && !text
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| NOT_SO.contains(&word))
}

fn recovery(facts: &Facts<'_>, event: &Event) -> Option<Finding> {
    if !says_recovered(&event.body().text) {
        return None;
    }
    let at = mark(facts, event)?;
    let window = facts.windows.holding(at.micros)?;
    let near = |end: Mark| end.micros - at.micros <= NEAR * MICROS;
    if window.end.is_some_and(near) {
        return None;
    }
    let message = format!(
        "{} reads as if users had recovered: then mark it #recovered, else leave it.",
        event_named(facts, event.id)
    );
    Some(Finding::new(&RECOVERY, vec![event.id], message))
}

fn relapse(facts: &Facts<'_>, event: &Event) -> Option<Finding> {
    let text = &event.body().text;
    let at = mark(facts, event)?;
    let windows = facts.windows.all();
    let affected = facts.windows.hold(at.micros, at.micros);
    let was_over = windows
        .first()
        .is_some_and(|first| first.end.is_some_and(|end| end.micros < at.micros));
    let soon = || facts.windows.begins_near(at.micros, NEAR * MICROS);
    let how = if affected && says(text, WORSE) && !worse_nearby(facts, &at) {
        "affected more"
    } else if !affected && was_over && says(text, AGAIN) && !soon() {
        "affected again"
    } else {
        return None;
    };
    let message = format!(
        "{} reads as if users were {how}: then make it an impact, else leave it.",
        event_named(facts, event.id)
    );
    Some(Finding::new(&RELAPSE, vec![event.id], message))
}

/// True if an impact is recorded in the same window at about that time.
fn worse_nearby(facts: &Facts<'_>, at: &Mark) -> bool {
    let (first, last) = (at.micros - NEAR * MICROS, at.micros + NEAR * MICROS);
    let worse = facts.windows.holding(at.micros).map(|window| &window.worse[..]);
    let worse = worse.unwrap_or_default();
    let next = worse.partition_point(|impact| impact.micros < first);
    worse.get(next).is_some_and(|impact| impact.micros <= last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_so_is_told_from_what_may_be_and_from_a_part() {
        for (text, expected) in [
            ("Login works again for everyone", true),
            ("traffic back to normal", true),
            ("checkout does not work again yet", false),
            ("tell support once it works again", false),
            ("half of the brokers have recovered", false),
            ("30 % of users have recovered", false),
            ("back up the database", false),
        ] {
            assert_eq!(says_recovered(text), expected, "{text}");
        }
        for (text, expected) in [
            ("logins fail again", true),
            ("the errors are back", true),
            ("Two offices still cannot log in", true),
            ("no office is still down", false),
            ("we still watch the graphs", false),
            ("checked the logs again", false),
            ("so that it does not fail again", false),
        ] {
            assert_eq!(says(text, AGAIN), expected, "{text}");
        }
    }
}
