//! The key figures: how long things took, only those that are known, and one line for the rest.

mod formulas;

use crate::domain::facts::{Facts, InWindow};
use crate::domain::hypotheses;
use crate::domain::incident::Event;
use crate::domain::intervals::DEAD_ENDS;
use crate::domain::kind::{Kind, Milestone, Via};
use crate::domain::mark::Mark;
use crate::domain::time::{Length, Precision, span};
use crate::domain::windows::Window;
use crate::domain::worded::NoticedBy;

use super::context::{KeyFigureTold, KeyFiguresTold};
use super::narrative::words::ordinal;
use super::pauses;
use super::times::Times;

/// The rows, and what is not recorded.
pub(super) fn of(facts: &Facts<'_>, times: Times) -> KeyFiguresTold {
    let figures = Figures {
        facts,
        times,
        is_one_day: is_one_day(facts, times),
        investigations: investigations(facts),
    };
    let all = facts.windows.all();
    let windows = &all[..all.len().min(MOST_WINDOWS)];
    let mut rows = Vec::new();
    rows.extend(figures.all_windows());
    for (nth, window) in windows.iter().enumerate() {
        rows.push(figures.window(nth, window));
    }
    for (nth, in_window) in facts.in_windows.iter().enumerate().take(windows.len()) {
        rows.extend(figures.milestones(nth, in_window, &windows[nth]));
    }
    rows.extend(figures.dead_ends());
    rows.extend(figures.longest_pause());
    KeyFiguresTold {
        since: match windows {
            [only] if only.from_detection => "since it was noticed",
            [] | [_] => "how long",
            [_, _, ..] => "since each window began",
        },
        formulas: formulas::of(facts, &rows),
        rows,
        missing: missing(facts),
    }
}

/// So many windows have rows of their own: more would bury the rest. The context has every window.
const MOST_WINDOWS: usize = 5;

struct Figures<'a> {
    facts: &'a Facts<'a>,
    times: Times,
    /// True if everything that has a time happened on one day: then no figure needs a day.
    is_one_day: bool,
    /// The investigations with a time, in order.
    investigations: Vec<Mark>,
}

impl Figures<'_> {
    /// `Users affected, 2nd` where there are several.
    fn title(&self, what: &str, nth: usize) -> String {
        if self.facts.windows.all().len() > 1 {
            format!("{what}, {}", ordinal(nth + 1))
        } else {
            what.to_owned()
        }
    }

    fn all_windows(&self) -> Option<KeyFigureTold> {
        let windows = self.facts.windows.all();
        let total = self.facts.windows.total().filter(|_| windows.len() > 1)?;
        Some(KeyFigureTold {
            title: "Users affected, in all".to_owned(),
            length: length(total, windows.iter().any(Window::is_approximate)),
            when: format!("{} windows", windows.len()),
            note: String::new(),
        })
    }

    fn window(&self, nth: usize, window: &Window) -> KeyFigureTold {
        let told = window.length().map(|told| length(told, window.is_approximate()));
        let open = match window.end {
            None => "–",
            Some(_) => "within a day",
        };
        KeyFigureTold {
            title: self.title("Users affected", nth),
            length: told.unwrap_or_else(|| open.to_owned()),
            when: self.between(&window.start, window.end.as_ref()),
            note: self.course(nth, window),
        }
    }

    /// `worse from 14:20; reduced from 14:52`.
    fn course(&self, nth: usize, window: &Window) -> String {
        let worse = window.worse.first().filter(|_| !window.from_detection);
        let milestones = self.facts.in_windows.get(nth).map(|window| &window.milestones);
        let reduced = milestones
            .filter(|milestones| !milestones.is_only_mitigation())
            .and_then(|milestones| milestones.get(Milestone::Mitigated))
            .filter(|mark| window.end.is_none_or(|end| mark.micros < end.micros));
        let turns = [worse.zip(Some("worse")), reduced.zip(Some("reduced"))];
        let mut turns: Vec<(&Mark, &str)> = turns.into_iter().flatten().collect();
        turns.sort_by_key(|(mark, _)| mark.micros);
        let told = turns
            .iter()
            .map(|(mark, turn)| format!("{turn} from {}", self.when(mark)));
        told.collect::<Vec<_>>().join("; ")
    }

    fn milestones(&self, nth: usize, in_window: &InWindow, window: &Window) -> Vec<KeyFigureTold> {
        let milestones = &in_window.milestones;
        let row = |what: &str, milestone, note: String| {
            let mark = milestones.get(milestone)?;
            Some(self.row(&self.title(what, nth), window, mark, note))
        };
        let cause = match milestones.causes().len() {
            0 | 1 => String::new(),
            several => format!("named {several} times"),
        };
        let reduced = match (milestones.is_only_mitigation(), milestones.failed_mitigations()) {
            (false, _) => "",
            (true, 0) => "the only one recorded",
            (true, _) => "the only one not marked as failed",
        };
        let worked = milestones.get(Milestone::Acknowledged).is_some();
        [
            row("Noticed", Milestone::Detected, self.by_whom(in_window)),
            row("Work began", Milestone::Acknowledged, String::new()),
            self.first_work(nth, window).filter(|_| !worked),
            row("Called in", Milestone::Escalated, String::new()),
            row("Cause known", Milestone::Cause, cause),
            row("Impact reduced", Milestone::Mitigated, reduced.to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn row(&self, title: &str, window: &Window, mark: &Mark, note: String) -> KeyFigureTold {
        let is_start = window.start.event == mark.event;
        let after = window
            .start
            .length_to(mark)
            .filter(|after| after.seconds() >= 0 && !is_start);
        let about = window.start.approximate || mark.approximate;
        KeyFigureTold {
            title: title.to_owned(),
            length: match after {
                None => "–".to_owned(),
                Some(after) if after.seconds() == 0 => "within the minute".to_owned(),
                Some(after) => format!("after {}", length(after, about)),
            },
            when: self.when(mark),
            note,
        }
    }

    /// Nobody recorded that they began; but the first investigation is recorded.
    fn first_work(&self, nth: usize, window: &Window) -> Option<KeyFigureTold> {
        let next = self
            .facts
            .windows
            .all()
            .get(nth + 1)
            .map(|next| next.start.micros);
        let first = self
            .investigations
            .partition_point(|mark| mark.micros < window.start.micros);
        let first = self.investigations.get(first)?;
        let inside = next.is_none_or(|next| first.micros < next);
        inside.then(|| {
            self.row(
                &self.title("First recorded work", nth),
                window,
                first,
                String::new(),
            )
        })
    }

    fn by_whom(&self, in_window: &InWindow) -> String {
        let event = in_window
            .milestones
            .get(Milestone::Detected)
            .map(|mark| mark.event);
        let event = event.and_then(|id| self.facts.incident.event(id));
        let text = event
            .filter(|event| !event.is_hidden())
            .map(|event| event.body().text.as_str());
        let by = NoticedBy::of(in_window.milestones.detected_via(), text.unwrap_or_default());
        let as_worded = if matches!(by, NoticedBy::Worded(_)) {
            " (as worded)"
        } else {
            ""
        };
        match (by, by.via()) {
            (NoticedBy::Both, _) => "by people and a monitor".to_owned(),
            (_, Some(Via::Monitor)) => format!("by a monitor{as_worded}"),
            (_, Some(Via::Person)) => format!("by people{as_worded}"),
            (_, None) => String::new(),
        }
    }

    fn dead_ends(&self) -> Option<KeyFigureTold> {
        let lost = self
            .facts
            .intervals
            .iter()
            .find(|interval| interval.name == DEAD_ENDS)?;
        let took = lost.length?;
        let all: Vec<_> = hypotheses::all(self.facts.incident).collect();
        let ruled_out = |event: &Event| event.body().kind == Kind::RuledOut;
        let ended = all
            .iter()
            .filter(|hypothesis| hypothesis.ended.is_some_and(ruled_out))
            .count();
        let suspicions = if all.len() == 1 { "suspicion" } else { "suspicions" };
        Some(KeyFigureTold {
            title: "Dead ends".to_owned(),
            length: length(took, lost.approximate),
            when: format!("{ended} of {} {suspicions}", all.len()),
            note: String::new(),
        })
    }

    fn longest_pause(&self) -> Option<KeyFigureTold> {
        let pause = pauses::longest(self.facts)?;
        Some(KeyFigureTold {
            title: "Longest time without an update".to_owned(),
            length: length(pause.length, pause.from.approximate || pause.to.approximate),
            when: self.between(&pause.from, Some(&pause.to)),
            note: String::new(),
        })
    }

    /// `14:07`; with the day where the incident has several.
    fn when(&self, mark: &Mark) -> String {
        let Some(event) = self.facts.incident.event(mark.event) else {
            return String::new();
        };
        let timing = &event.body().timing;
        let day = self.times.date(&mark.at);
        let clock = (timing.precision != Precision::Day).then(|| self.times.clock(&mark.at, timing));
        match (clock, self.is_one_day) {
            (Some(clock), true) => clock,
            (Some(clock), false) => format!("{}, {clock}", self.times.day_of_year(day)),
            (None, _) => self.times.day_of_year(day),
        }
    }

    fn between(&self, from: &Mark, to: Option<&Mark>) -> String {
        let start = self.when(from);
        let Some(to) = to else {
            return format!("{start} –");
        };
        let end = self.when(to);
        let same_day = self.times.date(&from.at) == self.times.date(&to.at);
        let end = end
            .rsplit_once(", ")
            .filter(|_| same_day)
            .map_or(end.as_str(), |(_, clock)| clock);
        format!("{start} – {end}")
    }
}

fn is_one_day(facts: &Facts<'_>, times: Times) -> bool {
    let days = facts
        .incident
        .drafted()
        .filter_map(|event| event.body().timing.at);
    let mut days = days.map(|at| times.date(&at));
    let first = days.next();
    days.all(|day| Some(day) == first)
}

fn investigations(facts: &Facts<'_>) -> Vec<Mark> {
    let zone = facts.incident.zone();
    let drafted = facts.incident.drafted();
    let investigations = drafted.filter(|event| event.body().kind == Kind::Investigation);
    investigations.filter_map(|event| Mark::of(event, zone)).collect()
}

/// Milestones that nobody recorded, and that no other place of the draft says are missing.
fn missing(facts: &Facts<'_>) -> Option<String> {
    if facts.windows.all().is_empty() {
        return None;
    }
    let has = |milestone| facts.knows(milestone) || facts.untimed(milestone).is_some();
    let worked = facts
        .incident
        .drafted()
        .any(|event| event.body().kind == Kind::Investigation);
    let undetermined = facts
        .in_windows
        .iter()
        .any(|window| window.milestones.undetermined().is_some());
    let parts = [
        (!has(Milestone::Acknowledged) && !worked).then_some("when work began"),
        (!has(Milestone::Escalated)).then_some("whether others were called in"),
        (!has(Milestone::Mitigated) && !undetermined)
            .then_some("whether the impact was reduced before the end"),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("Not recorded: {}.", parts.join("; ")))
}

/// A length in a table: from 72 hours on with the hours behind it.
fn length(length: Length, is_approximate: bool) -> String {
    const IN_DAYS: i64 = 72 * 3_600;
    let about = if is_approximate && length.unit() != Precision::Day {
        "about "
    } else {
        ""
    };
    match (length.unit(), length.seconds()) {
        (Precision::Day, _) => format!("{} (to the day)", length.long()),
        (_, IN_DAYS..) => format!(
            "{about}{} ({} h)",
            span::long(length.seconds()),
            length.seconds() / 3_600
        ),
        (_, _) => format!("{about}{}", length.long()),
    }
}
