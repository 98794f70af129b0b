//! Times in a text that is read now: without a date on the same day, and of long stretches the days alone.

use chrono::{Datelike, NaiveDate};

use super::Briefing;
use crate::domain::incident::Status;
use crate::domain::mark::Mark;
use crate::domain::record::Timing;
use crate::domain::time::{Length, Moment, Precision, Zone};
use crate::domain::windows::Window;
use crate::draft::said::capital;
use crate::draft::times::NO_TIME;

/// From so many seconds on a stretch is told by its days.
const BY_DAYS: i64 = 72 * 3600;

/// So many stretches are told one by one.
const MOST: usize = 4;

impl Briefing<'_> {
    /// The day that clocks without a date are of: that of the whole impact once it is over, else today.
    pub(in crate::draft) fn day(&self) -> NaiveDate {
        self.only_day()
            .filter(|_| self.is_over())
            .unwrap_or_else(|| self.today())
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.times.date(&self.facts.incident.zone().now(self.now))
    }

    /// The one day on which all of the impact was.
    fn only_day(&self) -> Option<NaiveDate> {
        let mut days = self.facts.windows.all().iter().flat_map(|window| {
            let ends = [Some(&window.start), window.end.as_ref()];
            ends.into_iter().flatten().map(|mark| self.times.date(&mark.at))
        });
        let first = days.next()?;
        days.all(|day| day == first).then_some(first)
    }

    /// The days of the whole impact: `on 3 March 2026`, `from 2 to 30 June 2026`, `since 3 March 2026`.
    pub(in crate::draft) fn days(&self) -> Option<String> {
        let windows = self.facts.windows.all();
        let first = &windows.first()?.start;
        let told = match windows.last()?.end {
            Some(end) => self.stretch(first, &end, true, true),
            None if self.incident().status() == Status::Open => {
                format!("since {}", in_full(self.times.date(&first.at)))
            }
            None => format!("on {}", in_full(self.times.date(&first.at))),
        };
        Some(told)
    }

    /// Every window as a sentence begins: `On 3 March 2026, from 14:03 to 15:34 (UTC+01:00)`.
    pub(in crate::draft) fn whole_impact(&self) -> Option<String> {
        let all = self.facts.windows.all();
        let ended = if self.open().is_some() {
            self.earlier()
        } else {
            all
        };
        let stretches = self.stretches(ended);
        let dated = self.only_day().map(|day| format!("on {}", in_full(day)));
        let stretches = dated
            .and_then(|dated| {
                Some(format!(
                    "{dated}, {}",
                    stretches.strip_prefix(&dated)?.trim_start()
                ))
            })
            .filter(|told| !told.ends_with(", "))
            .unwrap_or(stretches);
        let since = self.open().map(|window| match self.incident().status() {
            Status::Open => format!("since {}", self.began(window)),
            Status::Closed { .. } => format!("from {} on", self.began(window)),
        });
        let parts = [Some(stretches).filter(|told| !told.is_empty()), since];
        let told = parts.into_iter().flatten().collect::<Vec<_>>().join(" and ");
        (!told.is_empty()).then(|| format!("{} ({})", capital(&told), self.offsets_of(all)))
    }

    /// `12:00`, `5 June, 12:00`, `5 June`.
    pub(in crate::draft) fn when(&self, timing: &Timing) -> String {
        let Some(at) = timing.at else {
            return NO_TIME.to_owned();
        };
        let day = self.times.date(&at);
        if timing.precision == Precision::Day {
            let about = if timing.approximate { self.about } else { "" };
            return format!("{about}{}", self.date(day));
        }
        let clock = self.clock_of(&at, timing);
        if day == self.day() {
            clock
        } else {
            format!("{}, {clock}", self.date(day))
        }
    }

    /// `at 12:00`, `on 5 June at 12:00`, `on 11 June`.
    pub(in crate::draft) fn at(&self, timing: &Timing) -> String {
        let Some(at) = timing.at else {
            return format!("({NO_TIME})");
        };
        let day = self.times.date(&at);
        if timing.precision == Precision::Day || self.is_told_by_days() {
            return format!("on {}", self.date(day));
        }
        let clock = self.clock_of(&at, timing);
        if day == self.day() {
            format!("at {clock}")
        } else {
            format!("on {} at {clock}", self.date(day))
        }
    }

    /// `5 June`, with its year where that is another than those beside it.
    fn date(&self, day: NaiveDate) -> String {
        let last = self.facts.windows.all().last().and_then(|window| window.end);
        let named = last.map_or_else(|| self.today(), |end| self.times.date(&end.at));
        if day.year() == named.year() {
            day.format("%-d %B").to_string()
        } else {
            in_full(day)
        }
    }

    fn clock_of(&self, at: &Moment, timing: &Timing) -> String {
        let clock = self.times.clock(at, &super::to_the_minute(timing));
        match clock.strip_prefix('~') {
            Some(exact) => format!("{}{exact}", self.about),
            None => clock,
        }
    }

    /// True if the impact is over and was so long, or is known so roughly, that days tell it better than clocks.
    fn is_told_by_days(&self) -> bool {
        self.is_over() && self.is_long(self.facts.windows.all())
    }

    fn is_long(&self, windows: &[Window]) -> bool {
        let known: i64 = windows
            .iter()
            .filter_map(Window::length)
            .map(|length| length.seconds())
            .sum();
        let roughly =
            |window: &Window| window.start.is_day_only() || window.end.is_some_and(|end| end.is_day_only());
        known >= BY_DAYS || windows.iter().any(roughly)
    }

    /// The zone behind a clock: ` UTC`, ` (UTC-05:00)`.
    pub(in crate::draft) fn zone_behind(&self, at: Moment) -> String {
        match self.facts.incident.zone() {
            Zone::Utc => " UTC".to_owned(),
            Zone::Iana(_) | Zone::Fixed(_) | Zone::Unknown => format!(" ({})", self.offsets([at])),
        }
    }

    /// The beginning of an open window: `09:30`, `5 September, 08:00`.
    pub(super) fn began(&self, window: &Window) -> String {
        self.when(&self.timing(&window.start))
    }

    /// The timing of the event of a mark.
    pub(in crate::draft) fn timing(&self, mark: &Mark) -> Timing {
        let event = self.facts.incident.event(mark.event);
        event.map_or_else(Timing::default, |event| event.body().timing)
    }

    /// Windows that are over: `from 14:03 to 15:34`, `on 3 March 2026 from 09:00 to 09:30 and from 10:00 to 11:00`,
    /// `from 2 to 5 June and from 9 to 30 June 2026`.
    pub(super) fn stretches(&self, windows: &[Window]) -> String {
        let ended: Vec<(&Mark, &Mark)> = windows
            .iter()
            .filter_map(|window| Some((&window.start, window.end.as_ref()?)))
            .collect();
        let (Some(first), Some(last)) = (ended.first(), ended.last()) else {
            return String::new();
        };
        let by_days = self.is_long(windows);
        if ended.len() > MOST {
            let between = self.stretch(first.0, last.1, by_days, true);
            return format!("{} times {between}", ended.len());
        }
        let count = ended.len();
        let each = ended.iter().enumerate();
        let each = each.map(|(nth, (from, to))| self.stretch(from, to, by_days, nth + 1 == count));
        let mut each: Vec<String> = each.collect();
        // Of several on one day.
        each.dedup();
        let told = each.join(" and ");
        match self.only_day().filter(|day| !by_days && *day != self.today()) {
            Some(day) => format!("on {} {told}", in_full(day)),
            None => told,
        }
    }

    fn stretch(&self, from: &Mark, to: &Mark, by_days: bool, is_last: bool) -> String {
        let (first, last) = (self.times.date(&from.at), self.times.date(&to.at));
        let end = if is_last { in_full(last) } else { self.date(last) };
        if by_days {
            return match (first == last, same_month(first, last)) {
                (true, _) => format!("on {end}"),
                (false, true) => format!("from {} to {end}", first.day()),
                (false, false) => format!("from {} to {end}", self.date(first)),
            };
        }
        let clock = |mark: &Mark| self.clock_of(&mark.at, &self.timing(mark));
        if self.only_day().is_some() || first == last && first == self.today() {
            return format!("from {} to {}", clock(from), clock(to));
        }
        if first == last {
            return format!("on {end} from {} to {}", clock(from), clock(to));
        }
        format!(
            "from {}, {} to {end}, {}",
            self.date(first),
            clock(from),
            clock(to)
        )
    }

    /// The length of windows: `10 h 30 min`; from three days on in days alone: `24 days`.
    pub(super) fn length(&self, length: &Length, is_approximate: bool) -> String {
        if length.seconds() >= BY_DAYS {
            format!("{} days", length.seconds() / 86_400)
        } else {
            roughly(length, is_approximate)
        }
    }
}

/// A length between times of which one may be only about right: `about 3 h 10 min`. Whole days are rough enough.
pub(in crate::draft) fn roughly(length: &Length, is_approximate: bool) -> String {
    let about = is_approximate && length.unit() != Precision::Day;
    format!("{}{}", if about { "about " } else { "" }, length.long())
}

fn in_full(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn same_month(one: NaiveDate, other: NaiveDate) -> bool {
    (one.year(), one.month()) == (other.year(), other.month())
}
