//! Checks the beginning, the length and the end that a field states against the timeline.
//!
//! A length counts as a statement only beside a word such as "duration", "downtime" or "outage lasted": "rolled back
//! within 5 minutes" says nothing of the whole. An end that differs by more than five minutes is an error, as the
//! draft would give two ends; a length that differs by more than five minutes and five per cent is a warning, as it
//! may count something else. Where one stated length agrees, the others are taken to be about parts.

mod begin;
mod length;
mod span;
mod tokens;

use chrono::{FixedOffset, NaiveDateTime, TimeDelta};

use self::span::Span;
use super::reads_like::says_recovered;
use super::words::event_named;
use super::{Finding, Group, Level, Place, Rule, RuleId, rule};
use crate::domain::facts::Facts;
use crate::domain::incident::Event;
use crate::domain::kind::Milestone;
use crate::domain::mark::Mark;
use crate::domain::record::FieldName;
use crate::domain::time::{Length, Moment, Zone, span as lengths};

pub(super) use self::begin::RULE as BEGIN;
pub(super) use self::length::read as read_length;
pub(super) use self::tokens::{Token, tokens};

/// The rule that a stated end is not the timeline's.
pub(super) const END: Rule = rule(
    RuleId::StatedEnd,
    "stated_end",
    Group::Contradiction,
    Level::Error,
    "an end stated in a field differs from the resolution by more than 5 minutes",
);
/// The rule that a stated length is not the timeline's.
pub(super) const DURATION: Rule = rule(
    RuleId::StatedDuration,
    "stated_duration",
    Group::Contradiction,
    Level::Warning,
    "a duration stated in a field differs from the timeline by more than 5 minutes and 5 %",
);

/// The fields in which people write up how long it took.
const FIELDS: &[FieldName] = &[
    FieldName::Title,
    FieldName::Summary,
    FieldName::Impact,
    FieldName::Trigger,
    FieldName::Cause,
    FieldName::Resolution,
    FieldName::Lessons,
];

const THINGS: &[&str] = &[
    "downtime",
    "outage",
    "disruption",
    "unavailable",
    "inaccessible",
    "unreachable",
];
/// States in which users are affected, before a length: "broken for 2 hours".
const AFFECTED: &[&str] = &["broken", "offline", "unusable", "failing", "degraded", "errors"];
/// So many words may stand between "could not" and "for 2 hours".
const MOST_DEEDS: usize = 6;
const WHOLE: &[&str] = &[
    "stated", "total", "overall", "outage", "incident", "impact", "downtime", "the",
];
const SUBJECTS: &[&str] = &[
    "outage",
    "incident",
    "downtime",
    "disruption",
    "it",
    "impact",
    "problem",
    "issue",
];
const STATES: &[&str] = &["was", "were", "been", "completely", "entirely", "fully"];
const FILLERS: &[&str] = &[
    "of",
    "was",
    "is",
    "lasted",
    "for",
    "from",
    "a",
    "total",
    "approximately",
];
/// So many of them stand between a cue and its figure, at the most.
const MOST_FILLERS: usize = 8;
const ROUGHLY: &[&str] = &[
    "about",
    "approximately",
    "roughly",
    "around",
    "nearly",
    "almost",
    "circa",
];
/// Before a length these make it a bound or a rhythm, behind it a distance or a part.
const BOUNDS: &[&str] = &[
    "than", "over", "under", "to", "or", "within", "every", "per", "after", "before", "first",
];
const AFTERWARDS: &[&str] = &["later", "after", "before", "earlier", "ago", "into", "of", "to"];

/// So many worsenings and mitigations of a window are compared.
const MOST_PARTS: usize = 100;

/// The seconds that may always lie between what is written up and what was recorded.
const SLACK: i64 = 5 * 60;
/// The same where one of the two is only about right.
const ROUGH_SLACK: i64 = 30 * 60;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Statement {
    Length { seconds: i64, rough: bool },
    Span(Span),
}

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    findings.extend(begin::review(facts));
    if facts.windows.open().is_some() {
        return;
    }
    let claims: Vec<(FieldName, Statement)> = FIELDS
        .iter()
        .filter_map(|field| Some((*field, stating(facts, *field)?)))
        .flat_map(|(field, text)| claims(text).into_iter().map(move |claim| (field, claim)))
        .collect();
    let end = claims.iter().find_map(|(field, claim)| match claim {
        Statement::Span(span) => stated_end(facts, *field, span),
        Statement::Length { .. } => None,
    });
    match end {
        Some(finding) => findings.push(finding),
        None => findings.extend(stated_duration(facts, &claims)),
    }
}

fn stating<'a>(facts: &Facts<'a>, field: FieldName) -> Option<&'a str> {
    if field == FieldName::Title {
        return Some(facts.incident.title());
    }
    facts.incident.value(field)
}

/// Everything that a text states of the whole.
fn claims(text: &str) -> Vec<Statement> {
    let tokens = tokens(text);
    (0..tokens.len())
        .filter_map(|place| after_cue(&tokens, place).or_else(|| before_cue(&tokens, place)))
        .collect()
}

fn is_cue(tokens: &[Token], place: usize) -> bool {
    let before = place.checked_sub(1).map(|before| &tokens[before]);
    let begins = before.is_none_or(|token| !matches!(token, Token::Word(_) | Token::Number(_)));
    let follows = |words| before.is_some_and(|token: &Token| token.is_one_of(words));
    let token = &tokens[place];
    token.is_one_of(THINGS)
        || token.is("duration") && (begins || follows(WHOLE))
        || token.is("lasted") && follows(SUBJECTS)
        || token.is("down") && follows(STATES)
        || token.is_one_of(AFFECTED) && tokens.get(place + 1).is_some_and(|next| next.is("for"))
        || token.is("for") && could_not(&tokens[place.saturating_sub(MOST_DEEDS + 2)..place])
}

/// "could not log in": what users could not do, and then for how long.
fn could_not(before: &[Token]) -> bool {
    let said = before
        .windows(2)
        .rposition(|pair| pair[0].is("could") && pair[1].is("not"));
    said.is_some_and(|at| !before[at..].contains(&Token::Stop))
}

/// "duration: 3 h", "outage lasted about 2 hours", "down from 9:00 to 10:00".
fn after_cue(tokens: &[Token], place: usize) -> Option<Statement> {
    if !is_cue(tokens, place) {
        return None;
    }
    let mut rough = false;
    let mut rest = &tokens[place + 1..];
    for _ in 0..=MOST_FILLERS {
        if let Some(span) = span::read(rest) {
            return Some(Statement::Span(span));
        }
        if let Some((seconds, taken)) = length::read(rest) {
            let apart = rest.get(taken).is_some_and(|token| token.is_one_of(AFTERWARDS));
            return (!apart).then_some(Statement::Length { seconds, rough });
        }
        let (first, after) = rest.split_first()?;
        rough |= first.is_one_of(ROUGHLY) || *first == Token::Sign('~');
        let filler = first.is_one_of(FILLERS) || first.is_one_of(ROUGHLY);
        if !(filler || matches!(first, Token::Sign(':' | '=' | '(' | '*' | '~'))) {
            return None;
        }
        rest = after;
    }
    None
}

/// "a 3-hour and 30-minute downtime".
fn before_cue(tokens: &[Token], place: usize) -> Option<Statement> {
    let before = place.checked_sub(1).map(|before| &tokens[before]);
    let bound = before.is_some_and(|token| {
        token.is_one_of(BOUNDS) || matches!(token, Token::Sign('-') | Token::Number(_) | Token::Clock(_))
    });
    let (seconds, taken) = length::read(&tokens[place..]).filter(|_| !bound)?;
    // Its own parts are read with the first of them.
    if before.is_some_and(|token| token.is("and")) {
        return None;
    }
    let mut behind = tokens[place + taken..].iter();
    let thing = behind.find(|token| !token.is_one_of(&["total", "complete", "full", "of", "service"]))?;
    let rough = before.is_some_and(|token| token.is_one_of(ROUGHLY));
    (thing.is_one_of(THINGS)).then_some(Statement::Length { seconds, rough })
}

fn stated_end(facts: &Facts<'_>, field: FieldName, span: &Span) -> Option<Finding> {
    let window = facts.windows.all().last().and_then(|window| window.end.as_ref());
    let ends: Vec<&Mark> = facts
        .milestones
        .get(Milestone::Resolved)
        .into_iter()
        .chain(window)
        .collect();
    let zone = facts.incident.zone();
    let first = ends
        .first()
        .filter(|_| ends.iter().all(|end| !end.is_day_only()))?;
    let told = |end: &Mark| {
        let wall = zone.shown(&end.at).clock;
        let day = span.to_day.unwrap_or(wall.date());
        in_zone(day.and_time(span.to), span.offset, zone)
    };
    let agrees = |end: &&Mark| {
        let slack = if end.approximate { ROUGH_SLACK } else { SLACK };
        (told(end) - zone.shown(&end.at).clock).num_seconds().abs() <= slack
    };
    if ends.iter().any(agrees) {
        return None;
    }
    let message = format!(
        "The field {} says that it ended on {}, the timeline says {} ({}): correct the one that is wrong.",
        field.wire(),
        in_words(told(first)),
        in_words(zone.shown(&first.at).clock),
        event_named(facts, first.event),
    );
    Some(Finding::new(&END, vec![first.event], message).mended_at(Place::Field(field)))
}

/// A clock of the text on the incident's wall.
fn in_zone(wall: NaiveDateTime, offset: Option<FixedOffset>, zone: Zone) -> NaiveDateTime {
    let known = offset.filter(|_| zone != Zone::Unknown);
    let instant = known.and_then(|offset| wall.and_local_timezone(offset).single());
    instant.map_or(wall, |at| zone.shown(&Moment::Zoned(at)).clock)
}

fn in_words(at: NaiveDateTime) -> String {
    at.format("%-d %B %Y at %H:%M").to_string()
}

fn stated_duration(facts: &Facts<'_>, claims: &[(FieldName, Statement)]) -> Option<Finding> {
    let resolved = facts.milestones.get(Milestone::Resolved);
    let since = |milestone| facts.milestones.get(milestone)?.length_to(resolved?);
    let lengths: Vec<Length> = [
        facts.windows.total(),
        since(Milestone::Impact),
        since(Milestone::Detected),
    ]
    .into_iter()
    .flatten()
    .chain(parts(facts))
    .collect();
    let ours = *lengths.first()?;
    let about = facts.windows.all().iter().any(|window| window.is_approximate());
    let stated: Vec<(FieldName, i64, bool)> = claims
        .iter()
        .map(|(field, claim)| {
            let (seconds, rough) = claim.length();
            (*field, seconds, rough || about)
        })
        .collect();
    let agrees = |seconds: i64, rough| {
        lengths
            .iter()
            .any(|length| is_close(seconds, length.seconds(), rough))
    };
    if stated.iter().any(|(_, seconds, rough)| agrees(*seconds, *rough)) {
        return None;
    }
    let (field, seconds, _) = stated.first()?;
    let then = recovered_then(facts, *seconds);
    let advice = then.map_or_else(
        || "correct the one that is wrong, or say what the figure counts.".to_owned(),
        |event| {
            let named = event_named(facts, event.id);
            format!("had users recovered with {named}? Then mark it #recovered.")
        },
    );
    let message = format!(
        "The field {} says {}, by the timeline it was {}: {advice}",
        field.wire(),
        lengths::long(*seconds),
        ours.long(),
    );
    let events = then.map(|event| event.id).into_iter().collect();
    Some(Finding::new(&DURATION, events, message).mended_at(Place::Field(*field)))
}

/// The lengths of which a figure may tell besides: each window, from a worsening to its end, and from its beginning to
/// each mitigation.
fn parts(facts: &Facts<'_>) -> impl Iterator<Item = Length> {
    let windows = facts.windows.all().iter().zip(&facts.in_windows);
    windows.flat_map(|(window, within)| {
        let worse = window.worse.iter().take(MOST_PARTS);
        let worse = worse.filter_map(|worse| worse.length_to(window.end.as_ref()?));
        let mitigations = within.milestones.mitigations().iter().take(MOST_PARTS);
        let mitigated = mitigations.filter_map(|mark| window.start.length_to(mark));
        window.length().into_iter().chain(worse).chain(mitigated)
    })
}

/// The entry that reads as if users had recovered when the stated length was over.
fn recovered_then<'a>(facts: &Facts<'a>, seconds: i64) -> Option<&'a Event> {
    let start = facts.windows.all().first()?.start;
    let mut events = facts.incident.shown();
    events.find(|event| {
        let length = || start.length_to(&super::mark(facts, event)?);
        let is_then = || length().is_some_and(|length| is_close(seconds, length.seconds(), false));
        says_recovered(&event.body().text) && is_then()
    })
}

fn is_close(one: i64, other: i64, rough: bool) -> bool {
    let slack = if rough { other / 4 } else { other / 20 };
    (one - other).abs() <= slack.max(SLACK)
}

impl Statement {
    fn length(&self) -> (i64, bool) {
        match self {
            Statement::Length { seconds, rough } => (*seconds, *rough),
            Statement::Span(span) => {
                let days = span.from_day.zip(span.to_day).map(|(from, to)| to - from);
                let turn = TimeDelta::days(i64::from(span.to < span.from));
                let length = (span.to - span.from) + days.unwrap_or(turn);
                (length.num_seconds(), false)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_of_the_whole_is_a_statement() {
        let cases = [
            ("Duration: 2 hours", Some(7_200)),
            ("a 3-hour and 30-minute downtime for 40% of users", Some(12_600)),
            ("The outage lasted about 2 hours.", Some(7_200)),
            ("Logins were down for 3 h 30 min", Some(12_600)),
            ("**Duration:** 9:30 AM - 11:00 AM", Some(5_400)),
            ("The outage was down from 22:00 to 01:00", Some(10_800)),
            ("rolled back within 5 minutes", None),
            ("The outage was noticed 5 minutes later", None),
            ("After the outage, 5 minutes later, we met", None),
            ("a retry duration of 5 seconds", None),
            ("less than 2 hours downtime", None),
            ("2-3 hour outage", None),
            ("from 14:00 to 14:30 we looked at the servers", None),
            ("75% of users were affected by the outage", None),
            ("Checkout broken for 2 hours", Some(7_200)),
            ("a third of users could not log in for 20 minutes", Some(1_200)),
            ("errors for about 40 min in all regions", Some(2_400)),
            ("it could not be found. Waited for 20 minutes", None),
            ("failing 2 hours later", None),
            ("errors for 30% of the users", None),
        ];
        for (text, expected) in cases {
            let stated = claims(text).first().map(|claim| claim.length().0);
            assert_eq!(stated, expected, "{text}");
        }
    }
}
