//! The course of the impact: what was done against it, what came of that, and that users were affected again.
//!
//! Every window has its own, and is told in words that are true of it alone.

use crate::domain::id::RecordId;
use crate::domain::kind::{Kind, Milestone};
use crate::domain::mark::Mark;
use crate::domain::milestones::Milestones;
use crate::domain::mitigations::MitigationOutcome;

use super::telling::{Since, Telling};
use super::words::{in_a_row, item, number};
use crate::draft::said::{capital, stop};

/// So many mitigations that did not help are named.
const NAMED: usize = 3;
/// From this length on the time since the cause was known says more than that since users were affected.
const IN_DAYS: i64 = 72 * 3_600;

/// The names of the figure of a mitigation.
const REDUCED: Since = Since {
    start: "time_to_mitigate",
    relapse: "relapse_to_mitigation",
};

/// The names of the figure of a fix in the first window.
const FIXED: Since = Since {
    start: "start_to_fix",
    relapse: "relapse_to_fix",
};

/// The course before the window in which the cause became known, where that is not the first: what was done in the first
/// window, the relapse, and what was done after that.
pub(super) fn before_cause(telling: &mut Telling<'_>) -> Vec<String> {
    match known_in(telling) {
        None | Some(0) => Vec::new(),
        Some(known_in) => up_to(telling, known_in),
    }
}

/// The course, as far as it was not told before the cause.
pub(super) fn mitigation(telling: &mut Telling<'_>) -> Vec<String> {
    let windows = telling.facts.in_windows.len();
    match known_in(telling) {
        None | Some(0) => up_to(telling, windows),
        Some(known_in) => later(telling, known_in, windows),
    }
}

/// The place of the first window in which a cause was named.
fn known_in(telling: &Telling<'_>) -> Option<usize> {
    let mut windows = telling.facts.in_windows.iter();
    windows.position(|window| window.milestones.get(Milestone::Cause).is_some())
}

/// The first window, the relapse, and the windows after it up to this one.
fn up_to(telling: &mut Telling<'_>, end: usize) -> Vec<String> {
    let mut told = deeds(telling, 0);
    told.extend(first_fix(telling));
    told.extend(relapse(telling));
    told.extend(later(telling, 1, end));
    told
}

/// The first of these windows in which anything was done.
fn later(telling: &mut Telling<'_>, from: usize, end: usize) -> Vec<String> {
    let mut told = (from..end).map(|nth| deeds(telling, nth));
    told.find(|told| !told.is_empty()).unwrap_or_default()
}

/// All that was done in a window against the impact.
fn deeds(telling: &mut Telling<'_>, nth: usize) -> Vec<String> {
    let facts = telling.facts;
    let Some(milestones) = facts.in_windows.get(nth).map(|window| &window.milestones) else {
        return Vec::new();
    };
    if let Some(mark) = milestones.get(Milestone::Mitigated) {
        let deed = match milestones.is_only_mitigation() {
            true => only(telling, milestones, mark),
            false => helped(telling, nth, mark),
        };
        let failed = failed(telling, milestones);
        return [Some(deed), failed].into_iter().flatten().collect();
    }
    if let Some(event) = milestones.helped_some_time() {
        let text = quoted(telling, event);
        let deed = format!("The impact was reduced at a time that is not recorded{text}");
        let failed = failed(telling, milestones);
        return [Some(deed), failed].into_iter().flatten().collect();
    }
    let is_unsaid = milestones.attempts().len() > milestones.failed_mitigations();
    let told = if is_unsaid {
        undetermined(telling, nth, milestones)
    } else {
        failed(telling, milestones)
    };
    told.into_iter().collect()
}

/// One that is marked as helping.
fn helped(telling: &mut Telling<'_>, nth: usize, mark: &Mark) -> String {
    let after = after_cause(telling, nth, mark).unwrap_or_else(|| telling.after(REDUCED, mark));
    let earlier = telling.facts.in_windows.iter().take(nth);
    let is_again = earlier
        .map(|window| &window.milestones)
        .any(|window| window.get(Milestone::Mitigated).is_some() || window.helped_some_time().is_some());
    let what = if is_again {
        "It was reduced again"
    } else {
        "The impact was reduced"
    };
    let text = quoted(telling, mark.event);
    format!("{what}{after}{text}")
}

/// The only one of which nobody said that it failed, nor that it helped.
fn only(telling: &mut Telling<'_>, milestones: &Milestones, mark: &Mark) -> String {
    let windows = telling.facts.in_windows.iter();
    let all: usize = windows.map(|window| window.milestones.attempts().len()).sum();
    let after = telling.after(REDUCED, mark);
    let text = quoted(telling, mark.event);
    match (all, milestones.failed_mitigations()) {
        (1, _) => format!("The only mitigation recorded came{after}{text}"),
        (_, 0) => format!("One mitigation followed{after}{text}"),
        (_, _) => format!("One mitigation, of which nobody said whether it helped, came{after}{text}"),
    }
}

/// After days the length since the cause was known says more than that since users were affected.
fn after_cause(telling: &mut Telling<'_>, nth: usize, mark: &Mark) -> Option<String> {
    let since_start = telling.start()?.length_to(mark)?;
    let cause = telling
        .facts
        .in_windows
        .get(nth)?
        .milestones
        .get(Milestone::Cause)?;
    if since_start.seconds() < IN_DAYS {
        return None;
    }
    let gap = telling.between("cause_to_mitigation", cause, mark)?;
    Some(format!(" {gap} after the cause was known"))
}

/// Those that are marked as having failed: `Two mitigations did not help: restarted it, more memory.`
fn failed(telling: &mut Telling<'_>, milestones: &Milestones) -> Option<String> {
    let count = milestones.failed_mitigations();
    if count == 0 {
        return None;
    }
    let texts = milestones.attempts().iter().filter_map(|id| {
        let event = telling.incident().event(*id).filter(|event| !event.is_hidden())?;
        let is_failed = MitigationOutcome::of(event) == Some(MitigationOutcome::Failed);
        is_failed.then(|| item(&event.body().text))
    });
    let mut named: Vec<String> = texts.take(NAMED).collect();
    let more = count - named.len();
    if more > 0 && !named.is_empty() {
        named.push(format!("and {} more", number(more)));
    }
    let told = telling.counted("mitigations_failed", count, capital(&number(count)));
    let what = if count == 1 { "mitigation" } else { "mitigations" };
    let named = if named.is_empty() {
        String::new()
    } else {
        format!(": {}", in_a_row(&named))
    };
    Some(stop(&format!("{told} {what} did not help{named}")))
}

/// Several of which any may have helped, or one of which nobody said it.
fn undetermined(telling: &mut Telling<'_>, nth: usize, milestones: &Milestones) -> Option<String> {
    let (count, failed) = (milestones.attempts().len(), milestones.failed_mitigations());
    let told = telling.counted("mitigations", count, number(count));
    let told = match nth {
        0 => capital(&told),
        _ => format!("In {} {told}", telling.relapse_called(nth)),
    };
    let when = when(telling, milestones.attempts());
    let what = if count == 1 {
        "mitigation is"
    } else {
        "mitigations are"
    };
    let fate = match (count, failed, count - failed) {
        (1, _, _) => "whether it helped is not".to_owned(),
        (_, 0, _) => "which of them helped is not".to_owned(),
        (_, _, 1) => format!(
            "{} did not help, and whether the other did is not recorded",
            number(failed)
        ),
        (_, _, _) => format!(
            "{} did not help, and which of the others did is not recorded",
            number(failed)
        ),
    };
    Some(format!("{told} {what} recorded{when}; {fate}."))
}

/// ` from 09:20 to 09:40`, `, at 09:20`, ` without a time`.
fn when(telling: &mut Telling<'_>, attempts: &[RecordId]) -> String {
    let zone = telling.incident().zone();
    let events = attempts.iter().filter_map(|id| telling.incident().event(*id));
    let marks: Vec<Mark> = events.filter_map(|event| Mark::of(event, zone)).collect();
    let untimed = attempts.len() - marks.len();
    let (first, last) = match marks[..] {
        [] => return " without a time".to_owned(),
        [only] if untimed == 0 => return format!(", {}", telling.at(&only)),
        [first, .., last] if untimed == 0 => (first, last),
        [_, ..] => return format!(", {} of them without a time", number(untimed)),
    };
    let one_day = telling.times.date(&first.at) == telling.times.date(&last.at);
    let clocks = telling
        .clock(&first)
        .zip(telling.clock(&last))
        .filter(|_| one_day);
    let day = telling.at(&first);
    match clocks {
        Some((from, to)) if day.starts_with("at ") => format!(" from {from} to {to}"),
        Some((from, to)) => {
            let day = day.split(" at ").next().unwrap_or_default();
            format!(" {day} from {from} to {to}")
        }
        None => format!(", the first {day}, the last {}", telling.at(&last)),
    }
}

/// The last fix of the first window, where that was not the last: of this the end tells.
fn first_fix(telling: &mut Telling<'_>) -> Option<String> {
    let [first, _, ..] = telling.windows() else {
        return None;
    };
    let (from, to) = (first.start.micros, first.end?.micros);
    let zone = telling.incident().zone();
    let fixes = telling.drafted().filter(|event| event.body().kind == Kind::Fix);
    let marks = fixes.filter_map(|event| Mark::of(event, zone));
    let mark = marks.filter(|mark| (from..=to).contains(&mark.micros)).last()?;
    let after = telling.after(FIXED, &mark);
    let text = quoted(telling, mark.event);
    Some(format!("A fix came{after}{text}"))
}

/// That it seemed over, and was not.
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

/// `: restarted it.`, or a stop alone where the text is left out of drafts.
fn quoted(telling: &Telling<'_>, event: RecordId) -> String {
    let text = telling.text(event).map(|text| telling.sentence(text));
    text.map_or_else(|| ".".to_owned(), |text| format!(": {text}"))
}
