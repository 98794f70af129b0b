//! The cause, what reduced the impact, and whether it came back.

use crate::domain::facts::InWindow;
use crate::domain::hypotheses;
use crate::domain::kind::Milestone;
use crate::domain::mark::Mark;
use crate::domain::record::FieldName;

use super::telling::Telling;
use super::words::{number, times};
use crate::draft::said::capital;

/// The cause, and when it was known.
pub(super) fn tell(telling: &mut Telling<'_>) -> Vec<String> {
    let causes: Vec<Mark> = telling
        .facts
        .in_windows
        .iter()
        .flat_map(|window| window.milestones.causes().iter().copied())
        .collect();
    let chosen = telling
        .facts
        .in_windows
        .iter()
        .find_map(|window| window.milestones.get(Milestone::Cause).copied());
    let Some(known) = chosen else {
        return vec![untimed(telling)];
    };
    let what = telling
        .incident()
        .value(FieldName::Cause)
        .or_else(|| telling.text(known.event));
    let what = what.map_or_else(|| ".".to_owned(), |text| format!(": {}", telling.sentence(text)));
    let names_another = telling
        .review
        .findings
        .iter()
        .any(|finding| finding.rule == "cause_twice");
    let told = match (&causes[..], names_another) {
        ([first, .., last], true) => {
            let count = telling.counted("causes", causes.len(), times(causes.len()));
            let first = telling.at(first);
            let last = telling.at(last);
            format!("A cause was named {count}, first {first}, last {last}{what}")
        }
        (_, _) => {
            let mut after = telling.after("time_to_diagnose", &known);
            if after.is_empty() {
                after = format!(" {}", telling.at(&known));
            }
            format!("The cause was known{after}{what}")
        }
    };
    [Some(told), suspected(telling, &known)]
        .into_iter()
        .flatten()
        .collect()
}

/// No event that names the cause has a time.
fn untimed(telling: &Telling<'_>) -> String {
    let event = telling.facts.milestones.untimed(Milestone::Cause);
    let field = telling.incident().value(FieldName::Cause);
    let what = field.or_else(|| telling.text(event?));
    match what {
        Some(text) => {
            let text = telling.sentence(text);
            format!("The cause: {text} When it was known is not recorded.")
        }
        None if event.is_some() => "When the cause was known is not recorded.".to_owned(),
        None => "The cause is not recorded.".to_owned(),
    }
}

/// The suspicion that the cause confirmed.
fn suspected(telling: &mut Telling<'_>, known: &Mark) -> Option<String> {
    let confirmed =
        |hypothesis: &hypotheses::Hypothesis<'_>| hypothesis.ended.is_some_and(|end| end.id == known.event);
    let started = hypotheses::all(telling.incident()).find(confirmed)?.started;
    let since = Mark::of(started, telling.incident().zone())?;
    if since.micros >= known.micros {
        return None;
    }
    let one_day = telling.times.date(&since.at) == telling.times.date(&known.at);
    let since = if one_day {
        telling.point(&since)
    } else {
        telling.day(&since)
    };
    Some(format!("It had been suspected since {since}."))
}

/// The course before the window in which the cause became known, where that is not the first: the deed that had seemed
/// to end it, the relapse, and what reduced it again.
pub(super) fn before_cause(telling: &mut Telling<'_>) -> Vec<String> {
    let Some(known_in) = known_in(telling).filter(|nth| *nth > 0) else {
        return Vec::new();
    };
    let later = later_deed(telling, |nth| nth < known_in);
    first_course(telling).into_iter().chain(later).collect()
}

/// The deed that reduced the impact, as far as anybody said, and that it came back: what was not told before the cause.
pub(super) fn mitigation(telling: &mut Telling<'_>) -> Vec<String> {
    if telling
        .facts
        .in_windows
        .iter()
        .all(|window| reduced_in(window).is_none())
    {
        let relapse = relapse(telling).filter(|_| known_in(telling).is_none_or(|nth| nth == 0));
        return undetermined(telling).into_iter().chain(relapse).collect();
    }
    match known_in(telling).filter(|nth| *nth > 0) {
        Some(known_in) => later_deed(telling, |nth| nth >= known_in).into_iter().collect(),
        None => {
            let course = first_course(telling);
            course.into_iter().chain(later_deed(telling, |_| true)).collect()
        }
    }
}

/// A mitigation that reduced the impact, and true where it counts because it is the only one.
type Reduced = (Mark, bool);

fn reduced_in(window: &InWindow) -> Option<Reduced> {
    let milestones = &window.milestones;
    let mark = milestones.get(Milestone::Mitigated)?;
    Some((*mark, milestones.is_only_mitigation()))
}

/// The place of the first window in which a cause was named.
fn known_in(telling: &Telling<'_>) -> Option<usize> {
    let mut windows = telling.facts.in_windows.iter();
    windows.position(|window| window.milestones.get(Milestone::Cause).is_some())
}

/// The deed of the first window, and the relapse.
fn first_course(telling: &mut Telling<'_>) -> Vec<String> {
    let first = telling.facts.in_windows.first().and_then(reduced_in);
    let told = first.map(|first| helped(telling, &first, false));
    told.into_iter().chain(relapse(telling)).collect()
}

/// The deed of the first later window that has one, of these.
fn later_deed(telling: &mut Telling<'_>, is_told: impl Fn(usize) -> bool) -> Option<String> {
    let windows = &telling.facts.in_windows;
    let mut deeds = windows
        .iter()
        .enumerate()
        .filter_map(|(nth, window)| Some((nth, reduced_in(window)?)));
    let is_again = windows.first().is_some_and(|first| reduced_in(first).is_some());
    let (_, deed) = deeds.find(|(nth, _)| *nth > 0 && is_told(*nth))?;
    Some(helped(telling, &deed, is_again))
}

fn helped(telling: &mut Telling<'_>, reduced: &Reduced, is_again: bool) -> String {
    let (mark, is_only) = reduced;
    let after = after_cause(telling, mark).unwrap_or_else(|| telling.after("time_to_mitigate", mark));
    let text = telling.text(mark.event).map(|text| telling.sentence(text));
    let text = text.map_or_else(|| ".".to_owned(), |text| format!(": {text}"));
    let what = match (is_only, is_again) {
        (true, false) => "The only mitigation recorded came",
        (true, true) => "The only mitigation recorded since came",
        (false, false) => "The impact was reduced",
        (false, true) => "It was reduced again",
    };
    format!("{what}{after}{text}")
}

/// After days the length since the cause was known says more than that since users were affected.
fn after_cause(telling: &mut Telling<'_>, mark: &Mark) -> Option<String> {
    const DAYS: i64 = 72 * 3_600;
    telling
        .start()?
        .length_to(mark)
        .filter(|length| length.seconds() >= DAYS)?;
    let windows = telling.facts.in_windows.iter();
    let cause = windows
        .filter_map(|window| window.milestones.get(Milestone::Cause).copied())
        .next()?;
    let gap = telling.between("cause_to_mitigation", &cause, mark)?;
    Some(format!(" {gap} after the cause was known"))
}

fn undetermined(telling: &mut Telling<'_>) -> Option<String> {
    let all: Vec<Mark> = telling
        .facts
        .in_windows
        .iter()
        .flat_map(|window| window.milestones.mitigations().iter().copied())
        .collect();
    let (first, last) = (all.first().copied()?, all.last().copied()?);
    let count = telling.counted("mitigations", all.len(), capital(&number(all.len())));
    if all.len() == 1 {
        let at = telling.at(&first);
        return Some(format!(
            "{count} mitigation is recorded, {at}; whether it helped is not."
        ));
    }
    let one_day = telling.times.date(&first.at) == telling.times.date(&last.at);
    let clocks = telling
        .clock(&first)
        .zip(telling.clock(&last))
        .filter(|_| one_day);
    let day = telling.at(&first);
    let when = match clocks {
        Some((from, to)) if day.starts_with("at ") => format!("from {from} to {to}"),
        Some((from, to)) => format!(
            "{} from {from} to {to}",
            day.split(" at ").next().unwrap_or_default()
        ),
        None => format!("the first {day}, the last {}", telling.at(&last)),
    };
    Some(format!(
        "{count} mitigations are recorded {when}; which of them helped is not."
    ))
}

fn relapse(telling: &mut Telling<'_>) -> Option<String> {
    let [first, second, ..] = telling.windows() else {
        return None;
    };
    let (over, again) = (first.end?, second.start);
    let at = telling.at(&over);
    let gap = telling.between("relapse_after", &over, &again);
    Some(match gap {
        Some(gap) => format!("It seemed over {at}; users were affected again {gap} later."),
        None => format!("It seemed over {at}; users were affected again the same day."),
    })
}
