//! The timeline of a draft: its events by days.

use chrono::NaiveDate;

use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Via;
use crate::domain::mentions::people;

use super::context::{Day, EntryTold, EvidenceTold};
use super::times::{Times, day_title};

/// The events that stand in drafts, by days. An event without a time stands below the day of the one before it.
pub(super) fn days(incident: &Incident, times: Times) -> Vec<Day> {
    let mut days: Vec<(Option<NaiveDate>, Day)> = Vec::new();
    for event in incident.drafted() {
        let own = event.body().timing.at.map(|at| times.date(&at));
        let entry = entry(incident, event, times);
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

fn entry(incident: &Incident, event: &Event, times: Times) -> EntryTold {
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
    EntryTold {
        number: event.number,
        id: event.id,
        kind: row.wire,
        title: row.title,
        via: body.via.map(Via::wire),
        at: body.timing.at.map(|at| times.moment(&at)),
        until: body.timing.until.map(|until| times.moment(&until)),
        time: times.in_day(&body.timing),
        approximate: body.timing.approximate,
        precision: body.timing.at.map(|_| body.timing.precision),
        text: body.text.clone(),
        by: event.provenance.by.to_string(),
        source: body.source.clone(),
        people: people(&body.text).into_iter().map(str::to_owned).collect(),
        ends: body
            .ends
            .and_then(|id| incident.event(id))
            .map(|event| event.number),
        evidence: evidence.collect(),
        amended: event.is_amended(),
        amended_by: event.amended_by_another().map(str::to_owned),
        after_close: event.after_close,
    }
}
