//! The material of the sentences: times and lengths in prose, and every figure kept for the context.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::facts::Facts;
use crate::domain::findings::Review;
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::mark::Mark;
use crate::domain::time::{Length, Precision};
use crate::domain::windows::Window;

use super::words::{nth_word, number, sentence};
use crate::draft::context::FigureTold;
use crate::draft::times::Times;

/// The two names of a figure: counted from where users were first affected, and from the beginning of a later window.
/// They are two figures, and none of a window reaches into another.
#[derive(Clone, Copy)]
pub(super) struct Since {
    /// Its name in the first window.
    pub start: &'static str,
    /// Its name after a relapse.
    pub relapse: &'static str,
}

/// The state of a narrative that is being told.
pub(super) struct Telling<'a> {
    /// The incident and what follows from it.
    pub facts: &'a Facts<'a>,
    /// The findings about it.
    pub review: &'a Review<'a>,
    /// The times of the draft.
    pub times: Times,
    /// The day that was named last: a time of that day is told without it. And the year.
    day: Option<NaiveDate>,
    year: Option<i32>,
    figures: Vec<FigureTold>,
    /// So many figures have each name by now.
    named: BTreeMap<&'static str, usize>,
    /// So many letters of a recorded text are told, at the most.
    longest: usize,
}

impl<'a> Telling<'a> {
    /// Nothing is told yet.
    pub fn new(review: &'a Review<'a>, longest: usize) -> Self {
        Telling {
            facts: &review.facts,
            review,
            times: Times::of(review.facts.incident),
            day: None,
            year: None,
            figures: Vec::new(),
            named: BTreeMap::new(),
            longest,
        }
    }

    /// The incident.
    pub fn incident(&self) -> &'a Incident {
        self.facts.incident
    }

    /// The windows, in order of time.
    pub fn windows(&self) -> &'a [Window] {
        self.facts.windows.all()
    }

    /// The start of all clocks: that of the first window.
    pub fn start(&self) -> Option<&'a Mark> {
        self.windows().first().map(|window| &window.start)
    }

    /// The words of an event; `None` where it is left out of drafts.
    pub fn text(&self, id: RecordId) -> Option<&'a str> {
        let event = self.incident().event(id).filter(|event| !event.is_hidden());
        event.map(|event| event.body().text.as_str())
    }

    /// The first sentence of a recorded text, as long as there is room for.
    pub fn sentence(&self, text: &str) -> String {
        sentence(text, self.longest)
    }

    /// The events that stand in drafts.
    pub fn drafted(&self) -> impl Iterator<Item = &'a Event> {
        self.facts.incident.drafted()
    }

    /// `at 14:07`, `at about 14:00`, `on 6 September at 16:30`, `on 6 September`: the day where it is another one than was
    /// named last.
    pub fn at(&mut self, mark: &Mark) -> String {
        match (self.clock(mark), self.another_day(mark)) {
            (Some(clock), Some(date)) => format!("on {date} at {clock}"),
            (Some(clock), None) => format!("at {clock}"),
            (None, date) => format!("on {}", date.unwrap_or_else(|| "that day".to_owned())),
        }
    }

    /// The same behind `since` or `after`: `14:07`, `16:30 on 6 September`.
    pub fn point(&mut self, mark: &Mark) -> String {
        match (self.clock(mark), self.another_day(mark)) {
            (Some(clock), Some(date)) => format!("{clock} on {date}"),
            (Some(clock), None) => clock,
            (None, date) => date.unwrap_or_else(|| "that day".to_owned()),
        }
    }

    /// `5 June`: the day alone, whatever was named last.
    pub fn day(&mut self, mark: &Mark) -> String {
        self.day = None;
        self.another_day(mark).unwrap_or_default()
    }

    /// The day of a mark where it is another one than was named last; from here on it is the one.
    fn another_day(&mut self, mark: &Mark) -> Option<String> {
        let day = self.times.date(&mark.at);
        let date = match self.year == Some(day.year()) {
            true => self.times.day_of_year(day),
            false => self.times.day(day),
        };
        let is_other = self.day != Some(day);
        self.names(day);
        is_other.then_some(date)
    }

    /// Says that a sentence names this day.
    pub fn names(&mut self, day: NaiveDate) {
        (self.day, self.year) = (Some(day), Some(day.year()));
    }

    /// Says that a sentence names several days, the last of them in this year.
    pub fn names_several(&mut self, last: NaiveDate) {
        (self.day, self.year) = (None, Some(last.year()));
    }

    /// True if a time of this day needs no day beside it.
    pub fn is_named(&self, day: NaiveDate) -> bool {
        self.day == Some(day)
    }

    /// `14:07`, `about 14:00`; `None` where only the day is known.
    pub fn clock(&self, mark: &Mark) -> Option<String> {
        let event = self.incident().event(mark.event)?;
        let timing = &event.body().timing;
        (timing.precision != Precision::Day).then(|| {
            let clock = self.times.clock(&mark.at, timing);
            clock
                .strip_prefix('~')
                .map_or_else(|| clock.clone(), |clock| format!("about {clock}"))
        })
    }

    /// `1 h 31 min`, `about 2 h`, `25 days (to the day)`; kept as a figure.
    pub fn length(&mut self, name: &'static str, length: Length, is_approximate: bool) -> String {
        let value = match (length.unit(), is_approximate) {
            (Precision::Day, _) => format!("{} (to the day)", length.long()),
            (_, true) => format!("about {}", length.long()),
            (_, false) => length.long(),
        };
        self.keep(name, &value, Some(length.seconds()));
        value
    }

    /// From one mark to another, where that is forward: kept as a figure.
    pub fn between(&mut self, name: &'static str, from: &Mark, to: &Mark) -> Option<String> {
        let length = from.length_to(to).filter(|length| length.seconds() >= 0)?;
        Some(self.length(name, length, from.approximate || to.approximate))
    }

    /// ` after 4 min`, counted from where users were first affected, or ` 4 min into the relapse`; within the minute where
    /// nothing is between; empty where it came before, or there is nothing to count from.
    pub fn after(&mut self, figure: Since, mark: &Mark) -> String {
        let nth = self.facts.windows.place_of(mark);
        let Some(start) = self.windows().get(nth).map(|window| window.start) else {
            return String::new();
        };
        let is_at_once = start.length_to(mark).is_some_and(|length| length.seconds() == 0);
        match (nth, is_at_once) {
            (0, true) => " within the minute".to_owned(),
            (_, true) => format!(" within a minute of {}", self.relapse_called(nth)),
            (0, false) => self
                .between(figure.start, &start, mark)
                .map_or_else(String::new, |length| format!(" after {length}")),
            (_, false) => {
                let length = self.between(figure.relapse, &start, mark);
                length.map_or_else(String::new, |length| {
                    format!(" {length} into {}", self.relapse_called(nth))
                })
            }
        }
    }

    /// `the relapse`; `the second relapse` where there are several.
    pub fn relapse_called(&self, nth: usize) -> String {
        if self.windows().len() > 2 {
            format!("the {} relapse", nth_word(nth))
        } else {
            "the relapse".to_owned()
        }
    }

    /// A number in words; kept as a figure.
    pub fn count(&mut self, name: &'static str, count: usize) -> String {
        self.counted(name, count, number(count))
    }

    /// A number that is told in these words; kept as a figure.
    pub fn counted(&mut self, name: &'static str, count: usize, value: String) -> String {
        self.keep(name, &value, None);
        debug_assert!(count > 0, "nothing is counted that is not there");
        value
    }

    /// No two figures of a narrative have one name: the second is `dead_end_2`.
    fn keep(&mut self, name: &'static str, value: &str, seconds: Option<i64>) {
        let count = self.named.entry(name).or_default();
        *count += 1;
        let name = match count {
            1 => name.to_owned(),
            count => format!("{name}_{count}"),
        };
        self.figures.push(FigureTold {
            name,
            value: value.to_owned(),
            seconds,
        });
    }

    /// The figures since this was asked last.
    pub fn take_figures(&mut self) -> Vec<FigureTold> {
        std::mem::take(&mut self.figures)
    }
}
