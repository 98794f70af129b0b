//! Estimates: what was said to take an hour, and took five.

use chrono::NaiveDateTime;

use super::stated::{Token, read_length, tokens};
use super::words::event_named;
use super::{Finding, Group, Level, Rule, RuleId, mark, rule};
use crate::domain::facts::Facts;
use crate::domain::incident::Event;
use crate::domain::time::{Length, span};

/// The rule that it took much longer than was estimated.
pub(super) const MISSED: Rule = rule(
    RuleId::EstimateMissed,
    "estimate_missed",
    Group::Question,
    Level::Info,
    "an estimate, and an end that came much later",
);

/// Words of an estimate, and those that need a word of time behind them.
const CUES: &[&str] = &["eta", "estimate", "estimated"];
const WEAK_CUES: &[&str] = &["expect", "expected"];
const UNTIL: &[&str] = &["in", "by", "within"];
/// Things that are estimated besides the end.
const OTHERS: &[&str] = &[
    "update", "updates", "call", "meeting", "message", "arrival", "users", "cost",
];
/// So many words may stand between an estimate and its figure.
const MOST_BETWEEN: usize = 5;
/// The seconds that are always forgiven.
const SLACK: i64 = 15 * 60;
/// So many are asked about.
const MOST: usize = 3;

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let events = facts.incident.shown();
    findings.extend(events.filter_map(|event| missed(facts, event)).take(MOST));
}

fn missed(facts: &Facts<'_>, event: &Event) -> Option<Finding> {
    let at = mark(facts, event).filter(|at| !at.is_day_only())?;
    let window = facts.windows.holding(at.micros)?;
    let took: Length = at.length_to(window.end.as_ref()?)?;
    let wall = facts.incident.zone().shown(&at.at).clock;
    let estimated = estimate(&event.body().text, wall)?;
    if took.seconds() <= estimated + SLACK.max(estimated / 2) {
        return None;
    }
    let message = format!(
        "With {} {} was estimated; it took {}: what had the estimate left out?",
        event_named(facts, event.id),
        span::long(estimated),
        took.long(),
    );
    Some(Finding::new(&MISSED, vec![event.id, window.end?.event], message))
}

/// The seconds that a text estimates, counted from this clock.
fn estimate(text: &str, wall: NaiveDateTime) -> Option<i64> {
    let tokens = tokens(text);
    if tokens.iter().any(|token| token.is_one_of(OTHERS)) {
        return None;
    }
    (0..tokens.len()).find_map(|place| {
        let weak = tokens[place].is_one_of(WEAK_CUES);
        if !weak && !tokens[place].is_one_of(CUES) {
            return None;
        }
        let behind = &tokens[place + 1..];
        let most = behind.len().min(MOST_BETWEEN);
        let end = behind[..most]
            .iter()
            .position(|token| *token == Token::Stop)
            .unwrap_or(most);
        (0..=end.min(behind.len().saturating_sub(1))).find_map(|nth| {
            let until = nth > 0 && behind[nth - 1].is_one_of(UNTIL);
            let figure = figure(behind.get(nth..)?, wall)?;
            (until || !weak).then_some(figure)
        })
    })
}

/// A length, or the seconds until a clock of that day or the next.
fn figure(tokens: &[Token], wall: NaiveDateTime) -> Option<i64> {
    if let Token::Clock(clock) = tokens.first()? {
        let seconds = (*clock - wall.time()).num_seconds();
        return Some(if seconds < 0 { seconds + 86_400 } else { seconds });
    }
    read_length(tokens).map(|(seconds, _)| seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_of_the_end_is_read() {
        let wall = "2023-03-25T09:10:00".parse().unwrap();
        for (text, expected) in [
            ("ETA 1 hour", Some(3_600)),
            ("vendor estimates nothing", None),
            ("estimated to take two hours", Some(7_200)),
            ("recovery expected by 10:10", Some(3_600)),
            ("fix is expected within 30 min", Some(1_800)),
            ("next update expected in 30 min", None),
            ("we expect 5 minutes of retries", None),
            ("estimated 40 users", None),
        ] {
            assert_eq!(estimate(text, wall), expected, "{text}");
        }
    }
}
