//! The story of an event, record by record: who, when, what changed, and as it was typed.

use chrono::NaiveDateTime;

use super::hypotheses;
use super::incident::{Event, HistoryStep, Incident, Said};
use super::kind::Via;
use super::mitigations::SaidOutcome;
use super::record::{EventBody, HIDDEN, Timing};
use super::time::{Moment, Zone};

/// One record of an event's history, in words. May hold hostile text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// The time at which it was written down, on the wall that was asked for.
    pub recorded: NaiveDateTime,
    /// The writer.
    pub by: String,
    /// The deed: `recorded`, `corrected the time: 09:30 → 09:35`, `withdrew it: twice`.
    pub what: String,
    /// The line as typed, where that is not what the text says.
    pub typed: Option<String>,
}

/// Every record about an event, oldest first, those taken back too.
pub fn of(event: &Event, zone: Zone) -> Vec<Chapter> {
    let mut before: Option<&EventBody> = None;
    let mut chapters = Vec::new();
    for step in event.history() {
        let mut what = vec![what(&step, before, zone)];
        what.extend(step.after_close.then(|| "after close".to_owned()));
        what.extend(step.undone.then(|| "taken back later".to_owned()));
        chapters.push(Chapter {
            recorded: zone.shown_instant(step.provenance.recorded_at).clock,
            by: step.provenance.by.to_string(),
            what: what.join("; "),
            typed: body(&step).and_then(|body| body.typed.clone()),
        });
        // What was taken back is nothing that the next correction began from.
        before = body(&step).filter(|_| !step.undone).or(before);
    }
    chapters
}

/// The story with the events that it names.
pub fn ends(event: &Event, incident: &Incident) -> Option<String> {
    let ended = incident.event(event.body().ends?)?;
    Some(format!("{} {}", ended.number, ended.body().text))
}

/// The end of a hypothesis: the event that ended it.
pub fn ended_by(event: &Event, incident: &Incident) -> Option<String> {
    let ended = hypotheses::all(incident).find(|hypothesis| hypothesis.started.id == event.id)?;
    let end = ended.ended?;
    Some(format!(
        "{} {}  {}",
        end.number,
        end.body().kind.badge(),
        end.body().text
    ))
}

/// The time of an event in full: with its day, its range, its offset, and how exactly that is known.
pub fn happened(timing: &Timing, zone: Zone) -> String {
    let Some(at) = timing.at else {
        return "time not recorded".to_owned();
    };
    let written = |at: &Moment, about: &str| {
        let wall = zone.shown(at).clock;
        let day = wall.format("%a %-d %b %Y");
        // What is only about right stands before the clock, everywhere.
        match timing.precision.clock(wall) {
            None => format!("{about}{day}"),
            Some(clock) => format!("{day} {about}{clock}"),
        }
    };
    let until = timing
        .until
        .map(|until| format!(" until {}", written(&until, "")));
    let shown = zone.shown(&at);
    let offset = shown
        .offset
        .map_or(", zone not recorded".to_owned(), |offset| format!(" {offset}"));
    let from = written(&at, timing.about());
    format!("{from}{}{offset}", until.unwrap_or_default())
}

fn body<'a>(step: &HistoryStep<'a>) -> Option<&'a EventBody> {
    match step.said {
        Said::First(body) | Said::Amended(body) | Said::Removed(body) => Some(body),
        Said::Struck(_) => None,
    }
}

fn what(step: &HistoryStep<'_>, before: Option<&EventBody>, zone: Zone) -> String {
    match (step.said, before) {
        (Said::First(_), _) | (Said::Amended(_) | Said::Removed(_), None) => "recorded".to_owned(),
        (Said::Amended(body) | Said::Removed(body), Some(before)) => corrected(before, body, zone),
        (Said::Struck(None), _) => "withdrew it".to_owned(),
        (Said::Struck(Some(why)), _) => format!("withdrew it: {why}"),
    }
}

fn corrected(before: &EventBody, after: &EventBody, zone: Zone) -> String {
    let mut changes = Vec::new();
    if (before.kind, before.via) != (after.kind, after.via) {
        changes.push(format!("the kind: {} → {}", kind(before), kind(after)));
    }
    if before.timing != after.timing {
        let (from, to) = (happened(&before.timing, zone), happened(&after.timing, zone));
        changes.push(format!("the time: {from} → {to}"));
    }
    if before.text != after.text {
        changes.push(format!("the text, before: {}", before.text));
    }
    let (was, is) = (SaidOutcome::of(before), SaidOutcome::of(after));
    if was != is {
        match is {
            Some(said) if changes.is_empty() => return format!("said that it {}", said.words()),
            None if changes.is_empty() => return "took back what became of it".to_owned(),
            Some(said) => changes.push(format!("the outcome: {}", said.words())),
            None => changes.push("the outcome: not said".to_owned()),
        }
    }
    let hidden = |body: &EventBody| body.tags.iter().any(|tag| tag == HIDDEN);
    match (hidden(before), hidden(after)) {
        (false, true) if changes.is_empty() => return "left it out of drafts".to_owned(),
        (true, false) if changes.is_empty() => return "took it into drafts again".to_owned(),
        (_, _) => {}
    }
    if changes.is_empty() {
        return "recorded anew".to_owned();
    }
    format!("corrected {}", changes.join("; "))
}

fn kind(body: &EventBody) -> String {
    let by = match body.via {
        None => "",
        Some(Via::Monitor) => " by a monitor",
        Some(Via::Person) => " by a person",
    };
    format!("{}{by}", body.kind.row().title.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, EventChange};
    use crate::domain::kind::Kind;
    use crate::domain::sample::{Sample, at, event};
    use crate::domain::time::Moment;
    use crate::domain::time::Precision;

    fn amend(s: &mut Sample, event: crate::domain::id::RecordId, change: EventChange) {
        s.command(Command::Amend { event, change }).unwrap();
    }

    #[test]
    fn every_record_is_told_with_who_when_what_and_as_typed() {
        let mut s = Sample::new("UTC", "2023-03-25T10:00:00Z");
        let mut new = event(Kind::Note, Some(&at("09:30")), "mail is slow");
        new.typed = Some("09:30 mail is slow".to_owned());
        let id = s.command(Command::Record(new)).unwrap();
        s.by = "bo".to_owned();
        amend(
            &mut s,
            id,
            EventChange {
                kind: Some((Kind::Detection, Some(Via::Monitor))),
                text: Some("mail is down".to_owned()),
                ..EventChange::default()
            },
        );
        amend(
            &mut s,
            id,
            EventChange {
                timing: Some(Timing {
                    at: Moment::parse(&at("09:35")),
                    precision: Precision::Minute,
                    ..Timing::default()
                }),
                ..EventChange::default()
            },
        );
        s.command(Command::Undo).unwrap();
        let why = Some("twice".to_owned());
        s.command(Command::Strike { event: id, why }).unwrap();
        let told: Vec<String> = of(s.incident.event(id).unwrap(), s.incident.zone())
            .into_iter()
            .map(|c| {
                format!(
                    "{} {} {} {:?}",
                    c.recorded.format("%H:%M:%S"),
                    c.by,
                    c.what,
                    c.typed
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "10:00:01 ana recorded Some(\"09:30 mail is slow\")",
                "10:00:02 bo corrected the kind: note → detection by a monitor; the text, before: mail is slow None",
                "10:00:03 bo corrected the time: Sat 25 Mar 2023 09:30 +00:00 → Sat 25 Mar 2023 09:35 +00:00; \
                 taken back later None",
                "10:00:05 bo withdrew it: twice None",
            ]
        );
    }

    #[test]
    fn an_outcome_is_told_by_itself_and_beside_other_corrections() {
        let mut s = Sample::new("UTC", "2023-03-25T10:00:00Z");
        let id = s.log(Kind::Mitigation, Some(&at("09:30")), "rolled back #failed");
        let outcome = |said| EventChange {
            outcome: Some(said),
            ..EventChange::default()
        };
        amend(&mut s, id, outcome(Some(SaidOutcome::Helped)));
        amend(&mut s, id, outcome(Some(SaidOutcome::Failed)));
        amend(&mut s, id, outcome(None));
        let told = of(s.incident.event(id).unwrap(), s.incident.zone()).into_iter();
        assert_eq!(
            told.skip(1).map(|chapter| chapter.what).collect::<Vec<_>>(),
            [
                "corrected the text, before: rolled back #failed; the outcome: helped",
                "said that it did not help",
                "took back what became of it"
            ]
        );
    }

    #[test]
    fn a_dead_end_names_what_it_ends() {
        let mut s = Sample::new("UTC", "2023-03-25T10:00:00Z");
        s.log(Kind::Hypothesis, None, "the network?");
        let end = s.log(Kind::RuledOut, None, "not it");
        let named = |id| ends(s.incident.event(id).unwrap(), &s.incident);
        assert_eq!(named(end).as_deref(), Some("1 the network?"));
        let became = |number: usize| ended_by(&s.incident.events()[number], &s.incident);
        assert_eq!(
            (became(0).as_deref(), became(1)),
            (Some("2 DEAD END  not it"), None)
        );
    }
}
