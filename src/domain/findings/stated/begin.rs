//! Checks the beginning that a field states: one before the first window says that users were affected earlier than
//! anybody recorded.
//!
//! A later one may be that of a part, and is no contradiction.

use chrono::{NaiveDateTime, TimeDelta};

use super::span::{self, Beginning};
use super::tokens::{Token, tokens};
use super::{FIELDS, ROUGH_SLACK, SLACK, Statement, claims, in_words, in_zone, stating};
use crate::domain::facts::Facts;
use crate::domain::findings::words::event_named;
use crate::domain::findings::{Finding, Group, Level, Place, Rule, RuleId, rule};
use crate::domain::record::FieldName;

/// The rule that a stated beginning is before the timeline's.
pub(in crate::domain::findings) const RULE: Rule = rule(
    RuleId::StatedBegin,
    "stated_begin",
    Group::Contradiction,
    Level::Error,
    "a beginning stated in a field is more than 5 minutes before that of the timeline",
);

/// A clock without a day is taken for one before the beginning if it is no more than these hours before it.
const MOST_HOURS: i64 = 12;

/// The first field that states an earlier beginning.
pub(super) fn review(facts: &Facts<'_>) -> Option<Finding> {
    let start = facts.windows.all().first()?.start;
    if start.is_day_only() {
        return None;
    }
    let began = facts.incident.zone().shown(&start.at).clock;
    let slack = if start.approximate { ROUGH_SLACK } else { SLACK };
    let mut stated = FIELDS
        .iter()
        .filter_map(|field| Some((*field, stating(facts, *field)?)))
        .flat_map(|(field, text)| beginnings(field, text).into_iter().map(move |told| (field, told)));
    let (field, told) = stated.find_map(|(field, told)| {
        let told = told_at(facts, &told, began);
        ((began - told).num_seconds() > slack).then_some((field, told))
    })?;
    let message = format!(
        "The field {} says that it began on {}, the timeline says {} ({}): record the impact at its time, or correct \
         the field.",
        field.wire(),
        in_words(told),
        in_words(began),
        event_named(facts, start.event),
    );
    Some(Finding::new(&RULE, vec![start.event], message).mended_at(Place::Field(field)))
}

/// Every beginning that a text states of the whole; the field of the impact tells of nothing else.
fn beginnings(field: FieldName, text: &str) -> Vec<Beginning> {
    let spans = claims(text).into_iter().filter_map(|claim| match claim {
        Statement::Span(span) => Some(span.beginning()),
        Statement::Length { .. } => None,
    });
    let mut all: Vec<Beginning> = spans.collect();
    if field == FieldName::Impact {
        let tokens = tokens(text);
        let places = (0..tokens.len()).filter(|place| is_since(&tokens[*place]));
        all.extend(places.filter_map(|place| since(&tokens[place..])));
    }
    all
}

fn is_since(token: &Token) -> bool {
    token.is_one_of(&["from", "since", "between"])
}

/// "from 22:10 to 01:50", "since 22:10".
fn since(tokens: &[Token]) -> Option<Beginning> {
    let (_, behind) = tokens.split_first()?;
    let span = span::read(behind).map(|span| span.beginning());
    span.or_else(|| span::read_beginning(behind))
}

/// On the incident's wall. Without a day it is the one nearest to the beginning.
fn told_at(facts: &Facts<'_>, told: &Beginning, began: NaiveDateTime) -> NaiveDateTime {
    let zone = facts.incident.zone();
    let day = told.day.unwrap_or(began.date());
    let at = in_zone(day.and_time(told.clock), told.offset, zone);
    let is_ahead = told.day.is_none() && at - began > TimeDelta::hours(MOST_HOURS);
    let is_behind = told.day.is_none() && began - at > TimeDelta::hours(MOST_HOURS);
    at + TimeDelta::days(i64::from(is_behind) - i64::from(is_ahead))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::findings::{Policy, Review};
    use crate::domain::kind::Kind;
    use crate::domain::sample::{Sample, at};

    /// The finding about an impact field, for an incident that was noticed at 22:40 or 00:20.
    fn found(clock: &str, impact: &str) -> Option<String> {
        let mut s = Sample::new("UTC", "2023-03-26T20:00:00Z");
        s.log(Kind::Detection, Some(&at(clock)), "no invoices");
        s.set(FieldName::Impact, impact);
        let review = Review::of(Facts::of(&s.incident), &Policy::default());
        let finding = review.findings.iter().find(|finding| finding.rule == RULE.name);
        finding.map(|finding| finding.stated().to_owned())
    }

    #[test]
    fn only_an_earlier_beginning_contradicts() {
        for (impact, expected) in [
            ("No invoices were sent from 22:10 to 01:50", Some("22:10")),
            ("Since 22:10 no invoices are sent", Some("22:10")),
            ("between 22:10 and 01:50 (UTC) none was sent", Some("22:10")),
            ("none since 25 March 2023, 21:00", Some("21:00")),
            ("No invoices were sent from 22:36 to 01:50", None),
            ("from 23:30 to 23:50 none at all", None),
            ("20 of 22:10 customers", None),
            ("from 22:10 PST to 01:50 PST", None),
            ("from 3 to 5 customers", None),
        ] {
            let told = found("22:40", impact);
            let expected = expected.map(|clock| {
                format!(
                    "says that it began on 25 March 2023 at {clock}, the timeline says 25 March 2023 at 22:40"
                )
            });
            match (told, expected) {
                (Some(told), Some(expected)) => assert!(told.contains(&expected), "{impact}: {told}"),
                (told, expected) => assert_eq!(told, expected, "{impact}"),
            }
        }
    }

    #[test]
    fn a_clock_without_a_day_may_be_of_the_evening_before() {
        let told = found("00:20", "none were sent from 23:50 to 01:50").unwrap();
        assert!(told.contains("began on 24 March 2023 at 23:50"), "{told}");
    }
}
