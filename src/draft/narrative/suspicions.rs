//! The suspicions that came to nothing, at what price, and where the record is silent.

use crate::domain::hypotheses::{self, Hypothesis};
use crate::domain::intervals::DEAD_ENDS;
use crate::domain::kind::{Kind, Milestone};
use crate::domain::mark::Mark;
use crate::domain::milestones::Milestones;
use crate::domain::silence::{self, SilentStretch};

use super::telling::Telling;
use super::words::{in_a_row, item, number};
use crate::draft::said::{capital, stop};

/// So many are named in a list.
const NAMED: usize = 3;

/// Those that came to nothing; what was looked into without a time; that the end of the rest is not recorded.
pub(super) fn tell(telling: &mut Telling<'_>) -> Vec<String> {
    let dead_ends = dead_ends(telling);
    let has_dead_ends = dead_ends.is_some();
    let mut sentences: Vec<String> = dead_ends.into_iter().collect();
    sentences.extend(ruled_out_alone(telling));
    sentences.extend(untimed(telling));
    sentences.extend(unended(telling, has_dead_ends));
    sentences.extend(lead_left(telling));
    sentences.extend(cleared(telling));
    sentences
}

/// Suspicions that a dead end ended, with both times.
fn dead_ends(telling: &mut Telling<'_>) -> Option<String> {
    let zone = telling.incident().zone();
    let mark = |event| Mark::of(event, zone);
    let ended: Vec<(String, Mark, Mark)> = hypotheses::all(telling.incident())
        .filter(|hypothesis| !hypothesis.started.is_hidden())
        .filter_map(|hypothesis: Hypothesis<'_>| {
            let end = hypothesis.ended.filter(|end| end.body().kind == Kind::RuledOut)?;
            Some((
                item(&hypothesis.started.body().text),
                mark(hypothesis.started)?,
                mark(end)?,
            ))
        })
        .filter(|(_, from, to)| from.length_to(to).is_some_and(|length| length.seconds() >= 0))
        .collect();
    let lost = telling
        .facts
        .intervals
        .iter()
        .find(|interval| interval.name == DEAD_ENDS);
    let sum = lost.and_then(|lost| Some((lost.length?, lost.approximate)));
    let (sum, about) = sum.filter(|_| !ended.is_empty())?;
    let count = telling.counted("suspicions_ended", ended.len(), capital(&number(ended.len())));
    let sum = telling.length(DEAD_ENDS, sum, about);
    if let [(text, ..)] = &ended[..] {
        return Some(format!(
            "{count} suspicion came to nothing and took {sum}: {text}."
        ));
    }
    let mut named: Vec<String> = Vec::new();
    for (text, from, to) in ended.iter().take(NAMED) {
        let length = telling.between("dead_end", from, to);
        named.push(length.map_or(text.clone(), |length| format!("{text} ({length})")));
    }
    let more = ended.len().saturating_sub(NAMED);
    let more = if more > 0 {
        format!(" and {} more", number(more))
    } else {
        String::new()
    };
    Some(stop(&format!(
        "{count} suspicions came to nothing and took {sum}: {}{more}",
        in_a_row(&named)
    )))
}

/// Dead ends with a time that end no suspicion: nobody wrote down when it began.
fn ruled_out_alone(telling: &mut Telling<'_>) -> Option<String> {
    let alone: Vec<String> = telling
        .drafted()
        .filter(|event| {
            let body = event.body();
            body.kind == Kind::RuledOut && body.ends.is_none() && body.timing.at.is_some()
        })
        .map(|event| item(&event.body().text))
        .collect();
    if alone.is_empty() {
        return None;
    }
    let count = telling.counted("ruled_out", alone.len(), capital(&number(alone.len())));
    let what = if alone.len() == 1 {
        "thing was ruled out"
    } else {
        "things were ruled out"
    };
    let more = alone.len().saturating_sub(2);
    let more = if more > 0 {
        format!(" and {} more", number(more))
    } else {
        String::new()
    };
    let named: Vec<String> = alone.into_iter().take(2).collect();
    Some(stop(&format!("{count} {what}: {}{more}", apart(&named))))
}

/// Looked into, nobody knows when.
fn untimed(telling: &Telling<'_>) -> Option<String> {
    let untimed = telling.drafted().filter(|event| {
        let body = event.body();
        matches!(body.kind, Kind::Investigation | Kind::RuledOut) && body.timing.at.is_none()
    });
    let told = untimed.map(|event| {
        let text = item(&event.body().text);
        match event.body().kind == Kind::RuledOut {
            true => format!("{text} (ruled out)"),
            false => text,
        }
    });
    let all: Vec<String> = told.collect();
    let more = all.len().saturating_sub(NAMED + 1);
    let more = if more > 0 {
        format!(" and {} more", number(more))
    } else {
        String::new()
    };
    let named: Vec<String> = all.into_iter().take(NAMED + 1).collect();
    (!named.is_empty()).then(|| {
        stop(&format!(
            "Looked into at times that are not recorded: {}{more}",
            apart(&named)
        ))
    })
}

fn apart(items: &[String]) -> String {
    items.join("; ")
}

/// Suspicions that nothing ended.
fn unended(telling: &mut Telling<'_>, after_others: bool) -> Option<String> {
    let open: Vec<String> = hypotheses::open(telling.incident())
        .filter(|event| !event.is_hidden())
        .map(|event| item(&event.body().text))
        .collect();
    if open.is_empty() {
        return None;
    }
    let count = telling.count("suspicions_open", open.len());
    let more = if after_others { " more" } else { "" };
    Some(match (&open[..], after_others) {
        ([only], _) => stop(&format!(
            "What became of {count}{more} suspicion is not recorded: {only}"
        )),
        (several, false) if several.len() <= NAMED => stop(&format!(
            "What became of {count} suspicions is not recorded: {}",
            in_a_row(several)
        )),
        (_, _) => format!("What became of {count}{more} suspicions is not recorded."),
    })
}

/// The review found that the cause had been suspected, and left for another suspicion.
fn lead_left(telling: &mut Telling<'_>) -> Option<String> {
    let (lead, cause) = found(telling, "lead_left")?;
    let at = telling.at(&lead);
    let gap = telling.between("lead_left", &lead, &cause)?;
    Some(format!(
        "The lead that proved right had been written down {at}, {gap} before."
    ))
}

/// The review found that the cause lay in what had been ruled out.
fn cleared(telling: &mut Telling<'_>) -> Option<String> {
    let (_, cause) = found(telling, "ruled_out_yet_cause")?;
    let findings = telling.review.findings.iter();
    let finding = findings
        .into_iter()
        .find(|finding| finding.rule == "ruled_out_yet_cause")?;
    let zone = telling.incident().zone();
    let dead_end = finding.events.iter().rev().find_map(|id| {
        let event = telling.incident().event(*id)?;
        let mark = Mark::of(event, zone)?;
        (mark.event != cause.event).then_some(mark)
    })?;
    let at = telling.at(&dead_end);
    Some(format!("It lay in what had been cleared {at}."))
}

/// The first and the last event with a time that a finding of this rule names.
fn found(telling: &Telling<'_>, rule: &str) -> Option<(Mark, Mark)> {
    let finding = telling
        .review
        .findings
        .iter()
        .find(|finding| finding.rule == rule)?;
    let zone = telling.incident().zone();
    let marks = finding
        .events
        .iter()
        .filter_map(|id| Mark::of(telling.incident().event(*id)?, zone));
    let marks: Vec<Mark> = marks.collect();
    Some((*marks.first()?, *marks.last()?)).filter(|(first, last)| first.event != last.event)
}

/// The longest silence, where it dominates its window: then it is a part of what happened. One that lasted until it was
/// noticed is told by the sentence of that.
pub(super) fn silence(telling: &mut Telling<'_>) -> Option<String> {
    let incident = telling.incident();
    let noticed = |quiet: &SilentStretch| {
        let is = |milestones: &Milestones, milestone, event| {
            milestones.get(milestone).is_some_and(|mark| mark.event == event)
        };
        telling.facts.in_windows.iter().any(|window| {
            is(&window.milestones, Milestone::Impact, quiet.after)
                && is(&window.milestones, Milestone::Detected, quiet.before)
        })
    };
    let longest = silence::dominant(incident, &telling.facts.windows)
        .into_iter()
        .filter(|quiet| !noticed(quiet))
        .max_by_key(|quiet| quiet.length().seconds())?;
    let after = Mark::of(incident.event(longest.after)?, incident.zone())?;
    let after = Mark {
        at: longest.from.at,
        point: longest.from,
        ..after
    };
    let length = telling.length("silence", longest.length(), after.approximate);
    let when = telling.point(&after);
    Some(format!("No entry tells of the {length} after {when}."))
}
