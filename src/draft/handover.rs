//! The state of play for the next shift: users, what is in hand and next, what was changed, what to be careful of.

mod people;

use super::update::{Briefing, Reduction, as_text, roughly};
use crate::domain::counted::counted;
use crate::domain::findings::Policy;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;
use crate::domain::mitigations::SaidOutcome;
use crate::domain::record::{ActionItemBody, CAREFUL, DECISION, FieldName};
use crate::domain::time::{Now, Point};
use crate::domain::{alike, update_clock::UpdateClock};

/// The column in which the text behind a label begins.
const COLUMN: usize = 10;

/// So many of the latest entries are told.
const LATEST: usize = 10;

/// So many of each kind are named in a line; the older ones are counted.
const NAMED: usize = 8;

/// So many changes are: the next shift has to know each of them.
const CHANGES: usize = 32;

/// An hour, in seconds.
const HOUR: i64 = 3600;

/// Between what stands in one line.
const BETWEEN: &str = " \u{b7} ";

/// The state of play as plain, harmless text; `by` is whoever hands over, where that is known.
pub fn handover(incident: &Incident, by: Option<&str>, now: Now, policy: &Policy) -> String {
    let told = Briefing::of(incident, now);
    let mut lines = vec![heading(&told, by), labelled("USERS", &users(&told))];
    if !told.is_over() {
        lines.push(labelled("IN HAND", &in_hand(&told)));
        lines.push(labelled("NEXT", &next(&told, policy)));
    }
    let changed = changed(&told);
    lines.push(labelled(
        "CHANGED",
        &changed.map_or(NOTHING.to_owned(), |text| format!("(put back or tell) {text}")),
    ));
    lines.push(labelled(
        "CAREFUL",
        &careful(&told).unwrap_or_else(|| "[say]".to_owned()),
    ));
    lines.extend(decided(&told).map(|text| labelled("DECIDED", &text)));
    lines.extend(ruled_out(&told).map(|text| labelled("RULED OUT", &text)));
    lines.extend(open(&told).map(|text| labelled("OPEN", &text)));
    lines.push(labelled("PEOPLE", &people::people(&told)));
    lines.extend(latest(&told));
    lines.extend(later(incident, now));
    let ahead: Vec<String> = told.ahead().map(|event| entry(&told, event)).collect();
    if !ahead.is_empty() {
        lines.push("Dated ahead of now, so not counted; correct the time:".to_owned());
        lines.extend(ahead);
    }
    as_text(&lines)
}

/// Printed where a list is empty.
const NOTHING: &str = "nothing recorded";

fn labelled(label: &str, text: &str) -> String {
    format!("{label:COLUMN$}{text}")
}

/// `HANDOVER 12:30 UTC, by ana  ·  SEV1 Orders are not confirmed  ·  since 08:02, 4 h 28 min, not reduced`
fn heading(told: &Briefing<'_>, by: Option<&str>) -> String {
    let at = told.incident().zone().now(told.now);
    let by = by.map_or_else(String::new, |by| format!(", by {}", name(by)));
    let clock = format!("HANDOVER {}{}{by}", told.clock_at(at), told.zone_behind(at));
    let title = format!("{} {}", told.severity(), told.title());
    format!("{clock}  \u{b7}  {title}  \u{b7}  {}", lasting(told))
}

fn lasting(told: &Briefing<'_>) -> String {
    let Some(window) = told.facts.windows.all().last() else {
        return "since when is not recorded".to_owned();
    };
    let began = told.when(&told.timing(&window.start));
    let before = told.stretches_before();
    let before = before.map_or_else(String::new, |before| format!(" (before that {before})"));
    if let Some(end) = &window.end {
        let length = window.length().map_or_else(String::new, |length| {
            format!(", {}", roughly(&length.or_zero(), window.is_approximate()))
        });
        let end = told.when(&told.timing(end));
        return format!("over {end}, began {began}{length}{before}");
    }
    let reduced = match told.reduction() {
        Reduction::Helped(event) => format!("reduced {}", told.when(&event.body().timing)),
        Reduction::WorseSince(_, worse) => format!("worse since {}", told.when(&told.timing(&worse))),
        Reduction::Unsaid(_) => "reduction not determined".to_owned(),
        Reduction::None | Reduction::Failed(_) => "not reduced".to_owned(),
    };
    let length = roughly(&told.since(&window.start), window.start.approximate);
    format!("since {began}, {length}, {reduced}{before}")
}

/// The state of the users: once it is over, that they recovered, and by which entry; a later impact opens a new window.
/// Until then the newest entry that tells of the impact, with its time; else the field.
fn users(told: &Briefing<'_>) -> String {
    let end = told.facts.windows.all().last().and_then(|window| window.end);
    match end.and_then(|end| told.incident().event(end.event)) {
        Some(event) => format!(
            "recovered: {}",
            sourced(told, event, &told.said(&event.body().text))
        ),
        None => affected_users(told),
    }
}

/// A note tells of the impact if it shares two words with the impact or the title.
fn affected_users(told: &Briefing<'_>) -> String {
    let field = told.incident().value(FieldName::Impact);
    let subjects = [field.unwrap_or_default(), told.incident().title()].map(alike::significant);
    let tells = |event: &&&Event| match event.body().kind {
        Kind::Impact => true,
        Kind::Note => {
            let words = alike::significant(&event.body().text);
            subjects
                .iter()
                .any(|subject| alike::shared(&words, subject).0 > 1)
        }
        Kind::Change
        | Kind::Detection
        | Kind::Acknowledgement
        | Kind::Escalation
        | Kind::Investigation
        | Kind::Hypothesis
        | Kind::RuledOut
        | Kind::Cause
        | Kind::Mitigation
        | Kind::Fix
        | Kind::Communication
        | Kind::Resolution => false,
    };
    let recent = told.in_window().iter().rev().take(alike::MOST_TEXTS);
    match (recent.clone().find(tells), field) {
        (Some(event), _) => sourced(told, event, &told.said(&event.body().text)),
        (None, Some(field)) => told.said(field),
        (None, None) => {
            let noticed = |event: &&&Event| event.body().kind == Kind::Detection;
            let detection = told.in_window().iter().find(noticed);
            detection.map_or(NOTHING.to_owned(), |event| {
                sourced(told, event, &told.said(&event.body().text))
            })
        }
    }
}

/// `do not purge the queue (11:10, note)`
fn sourced(told: &Briefing<'_>, event: &Event, words: &str) -> String {
    let body = event.body();
    let kind = body.kind.row().title.to_lowercase();
    format!("{words} ({}, {kind})", told.when(&body.timing))
}

/// `prefetch limit after the upgrade, bo, since 10:40`
fn in_hand(told: &Briefing<'_>) -> String {
    let in_hand = told.in_hand().into_iter().map(|event| {
        let body = event.body();
        let by = name(&event.provenance.by);
        format!(
            "{}, {by}, since {}",
            told.said(&body.text),
            told.when(&body.timing)
        )
    });
    named(in_hand.collect()).unwrap_or_else(|| NOTHING.to_owned())
}

fn next(told: &Briefing<'_>, policy: &Policy) -> String {
    let due = told.clock(policy).map(|clock| due(told, &clock));
    let due = due.map_or_else(String::new, |due| format!("     update {due}"));
    format!("{}{due}", told.next_step())
}

/// `due 12:40`, `due now`, `overdue by 5 min`; nothing is overdue by less than a minute.
fn due(told: &Briefing<'_>, clock: &UpdateClock) -> String {
    let zone = told.incident().zone();
    match clock.left(Point::now(zone, told.now)) {
        left @ 1.. => {
            let at = told.now.instant + chrono::TimeDelta::seconds(left);
            format!(
                "due {}",
                told.clock_at(zone.now(Now {
                    instant: at,
                    ..told.now
                }))
            )
        }
        0 => "due now".to_owned(),
        late => format!("overdue by {}", crate::domain::time::span::long(-late)),
    }
}

fn tagged<'a>(told: &Briefing<'a>, tag: &str) -> Vec<&'a Event> {
    let events = told.events().iter().copied();
    events.filter(|event| event.is_tagged(tag)).collect()
}

fn careful(told: &Briefing<'_>) -> Option<String> {
    let warned = tagged(told, CAREFUL);
    let each = warned
        .iter()
        .map(|event| sourced(told, event, &told.said_as(event, CAREFUL)));
    named(each.collect())
}

/// `we do not fail over 09:30`
fn decided(told: &Briefing<'_>) -> Option<String> {
    let decisions = tagged(told, DECISION);
    let each = decisions.iter().map(|event| {
        let when = told.when(&event.body().timing);
        format!("{} {when}", told.said_as(event, DECISION))
    });
    named(each.collect())
}

/// `consumers doubled 08:55 (did not help) · zone 2 drained 09:40`
fn changed(told: &Briefing<'_>) -> Option<String> {
    let changes = told.not_taken_back();
    let each = changes.iter().map(|event| {
        let body = event.body();
        let failed = SaidOutcome::of(body).filter(|outcome| *outcome == SaidOutcome::Failed);
        let failed = failed.map_or_else(String::new, |failed| format!(" ({})", failed.words()));
        format!("{} {}{failed}", told.said(&body.text), told.when(&body.timing))
    });
    newest_of(CHANGES, each.collect())
}

fn ruled_out(told: &Briefing<'_>) -> Option<String> {
    let ends = told.dead_ends();
    let each = ends.iter().map(|end| {
        format!(
            "{} ({})",
            told.said(end.words()),
            told.when(&end.event.body().timing)
        )
    });
    named(each.collect())
}

fn open(told: &Briefing<'_>) -> Option<String> {
    let open = told.open_suspicions();
    let each = open.iter().map(|event| {
        let age = told.age(event).filter(|_| !told.is_over());
        let age = age.map_or_else(String::new, |age| format!(" {age}"));
        format!("{}{age}", told.said(&event.body().text))
    });
    named(each.collect())
}

fn named(all: Vec<String>) -> Option<String> {
    newest_of(NAMED, all)
}

/// The newest of several in one line; the older ones are counted.
fn newest_of(most: usize, all: Vec<String>) -> Option<String> {
    let before = all.len().saturating_sub(most);
    let mut named: Vec<String> = all.into_iter().skip(before).collect();
    if before > 0 {
        named.insert(0, format!("{before} before"));
    }
    (!named.is_empty()).then(|| named.join(BETWEEN))
}

/// The last ten entries, of every kind: those of the last hour, and those before them.
fn latest(told: &Briefing<'_>) -> Vec<String> {
    let events = told.events();
    let latest = &events[events.len().saturating_sub(LATEST)..];
    let zone = told.incident().zone();
    let is_recent = |event: &&Event| {
        let mark = Mark::of(event, zone).filter(|mark| !mark.is_day_only());
        mark.is_some_and(|mark| told.since(&mark).seconds() <= HOUR)
    };
    let begins = latest.iter().position(is_recent).unwrap_or(latest.len());
    let (before, recent) = latest.split_at(begins);
    let mut lines = vec!["LAST HOUR".to_owned()];
    lines.extend(recent.iter().map(|event| entry(told, event)));
    if recent.is_empty() {
        lines = vec![labelled("LAST HOUR", NOTHING)];
    }
    if !before.is_empty() {
        lines.push("BEFORE".to_owned());
        lines.extend(before.iter().map(|event| entry(told, event)));
    }
    lines
}

/// An event in a line of its own. A kind that its text repeats is not told twice.
fn entry(told: &Briefing<'_>, event: &Event) -> String {
    let body = event.body();
    let (kind, text) = (body.kind.row().title, told.said(&body.text));
    let when = told.when(&body.timing);
    if text.to_lowercase().starts_with(&kind.to_lowercase()) {
        format!("- {when} {text}")
    } else {
        format!("- {when} {kind}: {text}")
    }
}

/// The action items: counted, but for those that are due.
fn later(incident: &Incident, now: Now) -> Vec<String> {
    let today = incident.today(now);
    let is_needed = |body: &ActionItemBody| body.due.is_some_and(|due| due <= today);
    let mut open: Vec<_> = incident.action_items().filter(|(_, body)| !body.done).collect();
    open.sort_by_key(|(_, body)| body.urgency());
    let needed: Vec<_> = open.iter().filter(|(_, body)| is_needed(body)).collect();
    let counted = counted(open.len() as u64, "action item");
    let mut lines = match (open.len(), needed.len()) {
        (0, _) => Vec::new(),
        (_, 0) => vec![labelled("LATER", &format!("{counted}, none needed now"))],
        (_, now) => vec![labelled("LATER", &format!("{counted}, {now} due"))],
    };
    lines.extend(needed.into_iter().map(|(item, body)| {
        let owner = body.owner.as_deref().unwrap_or("no owner");
        let due = body
            .due_in_words(today)
            .map_or_else(String::new, |due| format!(", {due}"));
        format!(
            "- {} {} ({owner}{due})",
            item.number,
            crate::domain::quoted::first_line(&body.text)
        )
    }));
    lines
}

/// The name that somebody is called by, without the machine.
fn name(by: &str) -> &str {
    by.split('@').next().unwrap_or(by)
}
