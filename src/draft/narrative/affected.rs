//! The ones affected, from when to when, and the change before it.

use chrono::{Datelike, NaiveDate};

use crate::domain::incident::Status;
use crate::domain::kind::{Kind, Milestone};
use crate::domain::mark::Mark;
use crate::domain::record::FieldName;
use crate::domain::time::Length;
use crate::domain::windows::Window;

use super::telling::Telling;
use super::words::{item, number, times};
use crate::draft::said::{capital, listed};

/// So many windows are told one by one.
const MOST_WINDOWS: usize = 3;
/// From this length on windows are told in days.
const IN_DAYS: i64 = 72 * 3_600;
/// A change is told of where it came within so many seconds before.
const LEAD_UP: i64 = 7 * 86_400;

/// The first sentence, and that nobody recorded when it began.
pub(super) fn tell(telling: &mut Telling<'_>) -> Vec<String> {
    let Some(first) = telling.windows().first() else {
        let untimed = untimed_impact(telling).map(|text| {
            let text = telling.sentence(text);
            format!("That users were affected is recorded without a time: {text}")
        });
        return vec![
            untimed.unwrap_or_else(|| "No entry tells of users being affected.".to_owned()),
            entries(telling),
        ]
        .into_iter()
        .filter(|sentence| !sentence.is_empty())
        .collect();
    };
    let what = what(telling, first);
    let told = match telling.windows() {
        [only] if only.from_detection => noticed(telling, only, &what),
        [only] => affected(telling, only, &what),
        several => repeatedly(telling, several, &what),
    };
    let mut sentences = vec![told];
    sentences.extend(beginning(telling, first));
    sentences
}

/// The remark on a window that begins with the detection. An impact that is recorded after it says when users were
/// affected, though not since when; and a field that says it is told among the disagreements.
fn beginning(telling: &mut Telling<'_>, window: &Window) -> Option<String> {
    let mut findings = telling.review.findings.iter();
    if !window.from_detection || findings.any(|finding| finding.rule == "stated_begin") {
        return None;
    }
    Some(match window.worse.first() {
        None if untimed_impact(telling).is_some() => {
            "Since when users were affected is recorded without a time.".to_owned()
        }
        None => "When users were first affected is not recorded.".to_owned(),
        Some(impact) => format!(
            "The first impact is recorded {}; all is counted from when it was noticed.",
            telling.at(impact)
        ),
    })
}

/// The words of an impact that is recorded without a time.
fn untimed_impact<'a>(telling: &Telling<'a>) -> Option<&'a str> {
    telling.text(telling.facts.untimed(Milestone::Impact)?)
}

/// The entries there are instead of an impact: `Seven notes are recorded from 10:02 to 11:40.`
fn entries(telling: &mut Telling<'_>) -> String {
    let zone = telling.incident().zone();
    let marks: Vec<Mark> = telling
        .drafted()
        .filter_map(|event| Mark::of(event, zone))
        .collect();
    let count = telling.drafted().count();
    let notes = telling.drafted().all(|event| event.body().kind == Kind::Note);
    let (Some(first), Some(last)) = (marks.first().copied(), marks.last().copied()) else {
        return String::new();
    };
    let told = telling.counted("entries", count, capital(&number(count)));
    let what = match (notes, count) {
        (true, 1) => "note is",
        (true, _) => "notes are",
        (false, 1) => "entry is",
        (false, _) => "entries are",
    };
    if count == 1 {
        return format!("{told} {what} recorded, {}.", telling.at(&first));
    }
    if marks.len() < count {
        let untimed = number(count - marks.len());
        return format!("{told} {what} recorded, {untimed} of them without a time.");
    }
    match (telling.clock(&first), telling.clock(&last)) {
        (Some(from), Some(to)) if telling.times.date(&first.at) == telling.times.date(&last.at) => {
            let day = telling.times.date(&first.at);
            telling.names(day);
            format!(
                "{told} {what} recorded from {from} to {to} on {}.",
                telling.times.day(day)
            )
        }
        (_, _) => {
            let from = telling.at(&first);
            let to = telling.at(&last);
            format!("{told} {what} recorded, the first {from}, the last {to}.")
        }
    }
}

/// `: users could not log in`, from the field, else from the first entry that tells of it.
fn what(telling: &Telling<'_>, first: &Window) -> String {
    let told_later = first.worse.first().filter(|_| first.from_detection);
    let event = told_later.unwrap_or(&first.start).event;
    let field = telling.incident().value(FieldName::Impact);
    let untimed = || untimed_impact(telling).filter(|_| first.from_detection && told_later.is_none());
    field
        .or_else(untimed)
        .or_else(|| telling.text(event))
        .map_or_else(|| ".".to_owned(), |text| format!(": {}", telling.sentence(text)))
}

fn zone(telling: &Telling<'_>) -> String {
    telling.times.zone(telling.incident()).text
}

/// One window that an impact opened.
fn affected(telling: &mut Telling<'_>, window: &Window, what: &str) -> String {
    let zone = zone(telling);
    let Some(end) = &window.end else {
        let since = since(telling, &window.start);
        if telling.incident().status() == Status::Open {
            let so_far = so_far(telling, &window.start);
            return format!("Users have been affected since {since} ({zone}){so_far}{what}");
        }
        let what = what.strip_suffix('.').unwrap_or(what);
        return format!("Users were affected from {since} ({zone}){what}; when it was over is not recorded.");
    };
    let length = window.length().map_or_else(
        || ", within a day".to_owned(),
        |length| {
            format!(
                ", for {}",
                telling.length("users_affected", length, window.is_approximate())
            )
        },
    );
    let from_to = from_to(telling, &window.start, end, &zone);
    format!("Users were affected {from_to}{length}{what}")
}

/// `from 14:03 to 15:34 (UTC) on 3 March 2026`, or with the days where they differ.
fn from_to(telling: &mut Telling<'_>, start: &Mark, end: &Mark, zone: &str) -> String {
    let (first, last) = (telling.times.date(&start.at), telling.times.date(&end.at));
    let clocks = telling.clock(start).zip(telling.clock(end));
    telling.names(last);
    match clocks {
        Some((from, to)) if first == last => {
            format!("from {from} to {to} ({zone}) on {}", telling.times.day(first))
        }
        Some((from, to)) => {
            let until = until(telling, first, last);
            format!(
                "from {}, {from}, to {until}, {to} ({zone})",
                telling.times.day(first)
            )
        }
        None => format!("{} ({zone})", days(telling, &[(first, last)])),
    }
}

fn until(telling: &Telling<'_>, first: NaiveDate, last: NaiveDate) -> String {
    if first.year() == last.year() {
        telling.times.day_of_year(last)
    } else {
        telling.times.day(last)
    }
}

/// `from 2 to 5 June and from 9 to 30 June 2026`.
fn days(telling: &Telling<'_>, spans: &[(NaiveDate, NaiveDate)]) -> String {
    let last = spans.len().saturating_sub(1);
    let told = spans.iter().enumerate().map(|(nth, (from, to))| {
        let next_year = spans.get(nth + 1).map(|(next, _)| next.year());
        let year = nth == last || next_year != Some(to.year());
        let end = if year {
            telling.times.day(*to)
        } else {
            telling.times.day_of_year(*to)
        };
        match (from == to, (from.year(), from.month()) == (to.year(), to.month())) {
            (true, _) => format!("on {end}"),
            (false, true) => format!("from {} to {end}", from.day()),
            (false, false) if from.year() == to.year() => {
                format!("from {} to {end}", telling.times.day_of_year(*from))
            }
            (false, false) => format!("from {} to {end}", telling.times.day(*from)),
        }
    });
    listed(&told.collect::<Vec<_>>())
}

/// `14:03 on 3 March 2026`, `3 March 2026`.
fn since(telling: &mut Telling<'_>, start: &Mark) -> String {
    let day = telling.times.date(&start.at);
    telling.names(day);
    let date = telling.times.day(day);
    telling
        .clock(start)
        .map_or(date.clone(), |clock| format!("{clock} on {date}"))
}

/// The length by the last entry: a draft knows no clock.
fn so_far(telling: &mut Telling<'_>, start: &Mark) -> String {
    let zone = telling.incident().zone();
    let events = telling.drafted().filter(|event| !event.is_dated_absurdly(zone));
    let last = events
        .filter_map(|event| Mark::of(event, zone))
        .max_by_key(|mark| mark.micros);
    let length = last.and_then(|last| start.length_to(&last).map(|length| (last, length)));
    match length.filter(|(_, length)| length.seconds() > 0) {
        Some((last, length)) => {
            let length = telling.length("affected_so_far", length, start.approximate || last.approximate);
            format!(", {length} by the last entry")
        }
        None => String::new(),
    }
}

/// One window of which only the detection is known.
fn noticed(telling: &mut Telling<'_>, window: &Window, what: &str) -> String {
    let zone = zone(telling);
    let day = telling.times.date(&window.start.at);
    let clock = telling.clock(&window.start);
    let at = clock.map_or_else(String::new, |clock| format!(" at {clock}"));
    let noticed = format!("It was noticed on {}{at} ({zone})", telling.times.day(day));
    telling.names(day);
    let Some(end) = &window.end else {
        if telling.incident().status() == Status::Open {
            let so_far =
                so_far(telling, &window.start).replace(" by the last entry", " before the last entry");
            return format!("{noticed}{so_far}{what}");
        }
        let what = what.strip_suffix('.').unwrap_or(what);
        return format!("{noticed}{what}; when it was over is not recorded.");
    };
    let over = telling.at(end);
    let later = window.length().map_or_else(String::new, |length| {
        format!(
            ", {} later",
            telling.length("noticed_to_over", length, window.is_approximate())
        )
    });
    format!("{noticed} and over {over}{later}{what}")
}

/// Several windows: each while they are few, and their sum.
fn repeatedly(telling: &mut Telling<'_>, windows: &[Window], what: &str) -> String {
    let zone = zone(telling);
    let count = telling.counted("windows", windows.len(), times(windows.len()));
    let is_open = windows.iter().any(|window| window.end.is_none());
    let verb = if is_open && telling.incident().status() == Status::Open {
        "have been"
    } else {
        "were"
    };
    let spans = spans(telling, windows, &zone);
    let total: Option<Length> = windows.iter().map(Window::length).sum();
    let about = windows.iter().any(Window::is_approximate);
    let total = total.map_or_else(String::new, |total| {
        format!(", {} in all", telling.length("users_affected", total, about))
    });
    format!("Users {verb} affected {count}, {spans}{total}{what}")
}

fn spans(telling: &mut Telling<'_>, windows: &[Window], zone: &str) -> String {
    let date = |mark: &Mark| telling.times.date(&mark.at);
    let (Some(first), Some(last)) = (windows.first(), windows.last()) else {
        return String::new();
    };
    let end = last.end.unwrap_or(last.start);
    if windows.len() > MOST_WINDOWS {
        let (from, to) = (date(&first.start), date(&end));
        telling.names_several(to);
        if from == to {
            return format!("on {} ({zone})", telling.times.day(from));
        }
        return format!(
            "between {} and {} ({zone})",
            telling.times.day(from),
            telling.times.day(to)
        );
    }
    let closed: Vec<(NaiveDate, NaiveDate)> = windows
        .iter()
        .filter_map(|window| Some((date(&window.start), date(window.end.as_ref()?))))
        .collect();
    let long = first
        .start
        .length_to(&end)
        .is_none_or(|length| length.seconds() >= IN_DAYS);
    if long && closed.len() == windows.len() {
        telling.names_several(telling.times.date(&end.at));
        return format!("{} ({zone})", days(telling, &closed));
    }
    let each: Vec<String> = windows.iter().map(|window| span(telling, window)).collect();
    format!("{} ({zone})", listed(&each))
}

/// `from 14:03 to 14:20`, `since 15:00`, with the day where it is another than was named last.
fn span(telling: &mut Telling<'_>, window: &Window) -> String {
    let day = telling.times.date(&window.start.at);
    let named = telling.is_named(day);
    let from = telling.clock(&window.start).unwrap_or_default();
    let from = match (named, from.is_empty()) {
        (true, false) => from,
        (false, false) => format!("{from} on {}", telling.times.day(day)),
        (_, true) => telling.times.day(day),
    };
    telling.names(day);
    let Some(end) = &window.end else {
        return format!("since {from}");
    };
    let last = telling.times.date(&end.at);
    let to = telling.clock(end).unwrap_or_default();
    telling.names(last);
    match (last == day, to.is_empty()) {
        (true, false) => format!("from {from} to {to}"),
        (false, false) => format!("from {from} to {to} on {}", telling.times.day_of_year(last)),
        (_, true) => format!("from {from} to {}", telling.times.day_of_year(last)),
    }
}

/// The last change before it. That it was the reason is nowhere said.
pub(super) fn lead_up(telling: &mut Telling<'_>) -> Option<String> {
    let start = *telling.start()?;
    let zone = telling.incident().zone();
    let before = |mark: &Mark| {
        let gap = mark.length_to(&start).map(|gap| gap.seconds());
        mark.micros < start.micros && gap.is_some_and(|gap| (0..=LEAD_UP).contains(&gap))
    };
    let changes = telling
        .drafted()
        .filter(|event| event.body().kind == Kind::Change);
    let (event, mark) = changes
        .filter_map(|event| Some((event, Mark::of(event, zone)?)))
        .filter(|(_, mark)| before(mark))
        .last()?;
    let gap = telling.between("change_before", &mark, &start)?;
    let what = item(&event.body().text);
    Some(format!(
        "The last change recorded before it: {what}, {gap} earlier."
    ))
}
