//! The subject of a drawing: the entries and windows that have a place in time, and the instants that they give.

use crate::domain::by_id::ById;
use crate::domain::facts::Facts;
use crate::domain::findings::Policy;
use crate::domain::harmless;
use crate::domain::id::RecordId;
use crate::domain::incident::Event;
use crate::domain::mark::{DAY_MICROS, Mark};
use crate::domain::milestones::Milestones;
use crate::domain::time::{Moment, Precision};
use crate::domain::windows::Window;
use crate::draft::times::Times;

use super::width::letters;

/// From this length on, what is known only to the day has a place.
const IN_DAYS: i64 = 3 * DAY_MICROS;
/// From this length on, a time needs its day.
const SEVERAL_DAYS: i64 = DAY_MICROS + DAY_MICROS / 2;
/// A range that is longer has an end that cannot be right.
const LONGEST_RANGE: i64 = 366 * DAY_MICROS;
/// The longest time without an update that is no pause, where the team has no rhythm: an hour.
const HOUR: i64 = 3_600;
/// So many letters of a text are shown where one points at its mark.
const POINTED_AT: usize = 240;

/// An entry with its place in time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    /// The entry.
    pub(super) event: &'a Event,
    /// Its time.
    pub(super) mark: Mark,
    /// The end of a range.
    pub(super) until: Option<i64>,
}

impl Entry<'_> {
    /// The instant at which it happened or began.
    pub(super) fn at(&self) -> i64 {
        self.mark.micros
    }
}

/// All that is drawn.
pub(super) struct Subject<'a> {
    /// The incident and what follows from it.
    pub(super) facts: &'a Facts<'a>,
    /// The times of the draft.
    pub(super) times: Times,
    /// The seconds without an update that are no pause yet.
    pub(super) cadence: i64,
    /// The entries with a place in time, in order.
    pub(super) entries: Vec<Entry<'a>>,
    places: ById<usize>,
    /// The entries of which nobody recorded a time.
    pub(super) untimed: usize,
    /// The entries whose time is too far from the others, or known too badly, to have a place.
    pub(super) unplaced: usize,
    /// Every instant that is drawn, in order, each once.
    pub(super) instants: Vec<i64>,
}

impl<'a> Subject<'a> {
    /// The subject of a drawing of an incident; `None` where nothing has a time.
    pub(super) fn of(facts: &'a Facts<'a>, policy: &Policy) -> Option<Self> {
        let zone = facts.incident.zone();
        let in_days = counts_in_days(facts);
        let (mut entries, mut untimed, mut unplaced) = (Vec::new(), 0, 0);
        for event in facts.incident.drafted() {
            match Mark::of(event, zone) {
                None => untimed += 1,
                Some(mark) if event.is_dated_absurdly(zone) || mark.is_day_only() && !in_days => {
                    unplaced += 1
                }
                Some(mark) => {
                    let until = event.body().timing.until.map(|until| zone.micros(&until));
                    let is_range = |until: &i64| (1..=LONGEST_RANGE).contains(&(until - mark.micros));
                    let until = until.filter(is_range);
                    entries.push(Entry { event, mark, until });
                }
            }
        }
        let mut instants: Vec<i64> = entries
            .iter()
            .flat_map(|entry| [Some(entry.at()), entry.until])
            .chain(facts.windows.all().iter().flat_map(bounds))
            .flatten()
            .collect();
        instants.sort_unstable();
        instants.dedup();
        let cadence = policy.cadence_of(facts.incident.severity());
        (!instants.is_empty()).then(|| Subject {
            facts,
            times: Times::of(facts.incident),
            cadence: cadence.unwrap_or(HOUR).max(0),
            places: (0..)
                .zip(&entries)
                .map(|(nth, entry)| (entry.event.id, nth))
                .collect(),
            entries,
            untimed,
            unplaced,
            instants,
        })
    }

    /// The entry that this record made, where it has a place.
    pub(super) fn entry(&self, id: RecordId) -> Option<&Entry<'a>> {
        self.entries.get(*self.places.get(&id)?)
    }

    /// The impact windows, in order of time.
    pub(super) fn windows(&self) -> &'a [Window] {
        self.facts.windows.all()
    }

    /// The milestones of a window, by its place.
    pub(super) fn milestones(&self, nth: usize) -> Option<&'a Milestones> {
        self.facts.in_windows.get(nth).map(|window| &window.milestones)
    }

    /// The end of a window, or of all that is drawn while it has none.
    pub(super) fn end(&self, window: &Window) -> i64 {
        let last = self.instants.last().copied().unwrap_or_default();
        window.end.map_or(last, |end| end.micros)
    }

    /// The length from the first instant to the last.
    pub(super) fn span(&self) -> i64 {
        let ends = self.instants.first().zip(self.instants.last());
        ends.map_or(0, |(first, last)| last - first)
    }

    /// `14:07`, `~14:00`; with the day before it where there are several, and the day alone where no more is known.
    pub(super) fn when(&self, mark: &Mark) -> String {
        let day = short_day(self.times.date(&mark.at));
        let event = self.facts.incident.event(mark.event);
        let timing = event.map(|event| event.body().timing);
        match timing.filter(|timing| timing.precision != Precision::Day) {
            None => day,
            Some(timing) if self.span() > SEVERAL_DAYS => {
                format!("{day} {}", self.times.clock(&mark.at, &timing))
            }
            Some(timing) => self.times.clock(&mark.at, &timing),
        }
    }

    /// `3 March 2026, 14:07, Detection: alert: 502 above 20%`, harmless and not too long.
    pub(super) fn told(&self, event: &Event) -> String {
        let body = event.body();
        let text = harmless::line(&body.text);
        let when = self.times.in_full(&body.timing);
        format!(
            "{when}, {}: {}",
            body.kind.row().title,
            letters(&text, POINTED_AT)
        )
    }

    /// The day of an instant in the incident's zone, and its clock.
    pub(super) fn wall(&self, micros: i64) -> chrono::NaiveDateTime {
        let instant = chrono::DateTime::from_timestamp_micros(micros).unwrap_or_default();
        let zone = self.facts.incident.zone();
        zone.shown(&Moment::Zoned(instant.fixed_offset())).clock
    }
}

/// `3 Mar`.
pub(super) fn short_day(day: chrono::NaiveDate) -> String {
    day.format("%-d %b").to_string()
}

fn bounds(window: &Window) -> [Option<i64>; 2] {
    [Some(window.start.micros), window.end.map(|end| end.micros)]
}

/// True if days are fine enough to have a place: the whole is several of them, or no more is known.
fn counts_in_days(facts: &Facts<'_>) -> bool {
    let zone = facts.incident.zone();
    let bound_by_days = facts.windows.all().iter().any(|window| {
        let end = window.end.is_some_and(|end| end.is_day_only());
        window.start.is_day_only() || end
    });
    let sound = facts
        .incident
        .drafted()
        .filter(|event| !event.is_dated_absurdly(zone));
    let clocked = sound
        .filter_map(|event| Mark::of(event, zone))
        .filter(|mark| !mark.is_day_only())
        .map(|mark| mark.micros);
    let (first, last) = clocked.fold((i64::MAX, i64::MIN), |(first, last), at| {
        (first.min(at), last.max(at))
    });
    bound_by_days || first > last || last - first >= IN_DAYS
}
