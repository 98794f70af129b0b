//! The timeline of a draft: its events by days.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::domain::facts::Facts;
use crate::domain::hypotheses;
use crate::domain::id::RecordId;
use crate::domain::incident::Event;
use crate::domain::kind::{Kind, Milestone, Via};
use crate::domain::mark::Mark;
use crate::domain::mentions::{people, tags};
use crate::domain::record::TOLD_TAGS;
use crate::domain::silence;
use crate::domain::time::{Point, span};

use super::context::{Day, EntryTold, EvidenceTold};
use super::markdown::first_address;
use super::markers::Markers;
use super::narrative::words::item;
use super::times::{Times, day_title};

/// The events that stand in drafts, by days. An event without a time stands below the day of the one before it.
pub(super) fn days(facts: &Facts<'_>, times: Times) -> Vec<Day> {
    let entries = Entries::of(facts, times);
    let mut days: Vec<(Option<NaiveDate>, Day)> = Vec::new();
    for event in facts.incident.drafted() {
        let own = event.body().timing.at.map(|at| times.date(&at));
        let entry = entries.entry(event);
        match days.last_mut() {
            Some((date, day)) if own.is_none() || own == *date => day.events.push(entry),
            Some(_) | None => days.push((own, day(own, entry))),
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}

fn day(date: Option<NaiveDate>, first: EntryTold) -> Day {
    Day {
        date: date.map(|date| date.to_string()),
        title: date.map_or_else(|| "Day not recorded".to_owned(), day_title),
        events: vec![first],
    }
}

/// All that every entry is told with.
struct Entries<'a> {
    facts: &'a Facts<'a>,
    times: Times,
    /// The start of the incident's clock.
    start: Option<Point>,
    /// The length of the silence before each event that ends one.
    silences: HashMap<RecordId, String>,
    milestones: HashSet<RecordId>,
    markers: Markers,
    /// By hypothesis: the event that ended it.
    ends: HashMap<RecordId, &'a Event>,
}

impl<'a> Entries<'a> {
    fn of(facts: &'a Facts<'a>, times: Times) -> Self {
        let quiet = silence::notable(facts.incident, &facts.windows);
        let marks = facts.in_windows.iter().flat_map(|window| {
            let all = Milestone::ALL.into_iter();
            all.filter_map(|milestone| window.milestones.get(milestone).map(|mark| mark.event))
        });
        let hypotheses = hypotheses::all(facts.incident);
        Entries {
            facts,
            times,
            start: facts.windows.all().first().map(|window| window.start.point),
            silences: quiet
                .into_iter()
                .map(|quiet| (quiet.before, quiet.length().long()))
                .collect(),
            milestones: marks.collect(),
            markers: Markers::of(facts),
            ends: hypotheses
                .filter_map(|hypothesis| Some((hypothesis.started.id, hypothesis.ended?)))
                .collect(),
        }
    }

    fn entry(&self, event: &Event) -> EntryTold {
        let body = event.body();
        let row = body.kind.row();
        let evidence = body.evidence.iter().map(|piece| EvidenceTold {
            name: piece.name.clone(),
            bytes: piece.bytes,
            sha256: piece.sha256.clone(),
            link: piece
                .is_named_by_content()
                .then(|| format!("../evidence/{}", piece.sha256)),
            excerpt: None,
        });
        let (words, said) = without_outcome(&body.text);
        EntryTold {
            number: event.number,
            id: event.id,
            kind: row.wire,
            title: row.title,
            via: body.via.map(Via::wire),
            at: body.timing.at.map(|at| self.times.moment(&at)),
            until: body.timing.until.map(|until| self.times.moment(&until)),
            time: self.times.in_day(&body.timing),
            elapsed: self.elapsed(event),
            silence: self.silences.get(&event.id).cloned(),
            is_milestone: self.milestones.contains(&event.id),
            markers: self.markers.of_event(event.id).to_vec(),
            address: first_address(words).map(str::to_owned),
            outcome: self.outcome(event, words, said),
            says_its_kind: says(words, row.title),
            words: words.to_owned(),
            approximate: body.timing.approximate,
            precision: body.timing.at.map(|_| body.timing.precision),
            text: body.text.clone(),
            by: event.provenance.by.to_string(),
            source: body.source.clone(),
            people: people(&body.text).into_iter().map(str::to_owned).collect(),
            ends: body
                .ends
                .and_then(|id| self.facts.incident.event(id))
                .map(|event| event.number),
            evidence: evidence.collect(),
            amended: event.is_amended(),
            amended_by: event.amended_by_another().map(str::to_owned),
            after_close: event.after_close,
        }
    }

    /// `+28 min`, `−5 min`; `None` where a clock is missing at either end.
    fn elapsed(&self, event: &Event) -> Option<String> {
        let mark = Mark::of(event, self.facts.incident.zone()).filter(|mark| !mark.is_day_only())?;
        let start = self.start.filter(|start| !start.is_day_only())?;
        let length = start.to(&mark.point);
        let sign = if length.seconds() < 0 { "−" } else { "+" };
        let told = match length.seconds() {
            0 => "0 min".to_owned(),
            seconds => span::spoken(seconds),
        };
        Some(format!("{sign}{told}"))
    }

    /// The outcome of an event. A tag that its words still show is not told a second time.
    fn outcome(&self, event: &Event, words: &str, said: Option<&'static str>) -> Option<String> {
        let of_suspicion = match event.body().kind.verdict() {
            Some(_) => self.ended_by(event),
            None if event.body().kind == Kind::Hypothesis => self.end_of(event),
            None => None,
        };
        let shown = |tag: &str| tags(words).iter().any(|shown| shown.eq_ignore_ascii_case(tag));
        let untold = TOLD_TAGS
            .iter()
            .find(|(tag, _)| event.is_tagged(tag) && !shown(tag));
        let of_tag = said.or(untold.map(|(_, told)| *told)).map(str::to_owned);
        of_suspicion.or(of_tag)
    }

    /// The end of a suspicion, with its price.
    fn end_of(&self, event: &Event) -> Option<String> {
        let end = self.ends.get(&event.id)?;
        let zone = self.facts.incident.zone();
        let marks = Mark::of(event, zone).zip(Mark::of(end, zone));
        let took = marks
            .and_then(|(from, to)| from.length_to(&to))
            .filter(|took| took.seconds() >= 0);
        let took = took.map_or_else(String::new, |took| format!(" after {}", took.long()));
        Some(match end.body().kind == Kind::RuledOut {
            true => format!("dead end{took}"),
            false => format!("confirmed{took}"),
        })
    }

    fn ended_by(&self, event: &Event) -> Option<String> {
        let ended = self.facts.incident.event(event.body().ends?)?;
        let verb = if event.body().kind == Kind::RuledOut {
            "ends"
        } else {
            "confirms"
        };
        (!ended.is_hidden()).then(|| format!("{verb} \"{}\"", item(&ended.body().text)))
    }
}

/// A text without the tag at its end that says what became of it, and that in words. Only as hotwash itself would write
/// the tag: so that who reads the draft again gets the same text.
fn without_outcome(text: &str) -> (&str, Option<&'static str>) {
    let found = TOLD_TAGS.iter().find_map(|(tag, words)| {
        let before = text.strip_suffix(tag)?.strip_suffix(" #")?;
        (!before.trim().is_empty() && before.trim_end() == before).then_some((before, Some(*words)))
    });
    found.unwrap_or((text, None))
}

/// True if a text begins with the title of its kind and a colon.
fn says(text: &str, title: &str) -> bool {
    let head = text.split_once(':').map(|(head, _)| head.trim());
    head.is_some_and(|head| head.eq_ignore_ascii_case(title))
}
