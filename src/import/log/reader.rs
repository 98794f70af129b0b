//! From the lines of one log to entries: a line without a time goes on with the one above it.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::clock::{Stamp, StampDay};
use super::line::LogLine;
use crate::domain::entry::EntryTime;
use crate::domain::kind::{Kind, Via};
use crate::domain::time::typed::{Anchor, TimeContext, TimeGiven};
use crate::domain::time::{Precision, WallReading, Zone};
use crate::import::options::{ImportOptions, ListDate};
use crate::import::origin::Origin;
use crate::import::outcome::{Import, Question};
use crate::import::proposal::{Proposal, Proposed, Skipped, Why};
use crate::import::{guess, lengthy};

/// Of a date without a year, so many years back are tried: leap days come less than every fourth.
const YEARS: i32 = 9;

/// So many months back are a step into the next year, and so many on into the one before.
const HALF_YEAR: u32 = 6;

/// Reads one log.
pub(super) struct LogReader<'a> {
    /// Its name, which all proposals share.
    file: Arc<str>,
    options: &'a ImportOptions,
    context: TimeContext,
    import: &'a mut Import,
    /// The entries that are errors or worse, by their place among the proposals.
    errors: &'a mut HashSet<usize>,
    /// Year and month of the last date without a year.
    last: Option<(i32, u32)>,
    /// True while the last line begins an entry or goes on with one.
    has_entry: bool,
}

impl<'a> LogReader<'a> {
    /// Begins a log of this name.
    pub(super) fn new(
        file: &str,
        options: &'a ImportOptions,
        import: &'a mut Import,
        errors: &'a mut HashSet<usize>,
    ) -> Self {
        LogReader {
            file: file.into(),
            options,
            context: options.time_context(None),
            import,
            errors,
            last: None,
            has_entry: false,
        }
    }

    /// Reads all of it.
    pub(super) fn read(mut self, text: &str) {
        for (nth, line) in text.lines().enumerate() {
            let number = nth + 1;
            match LogLine::read(line) {
                Some(read) => self.begin(number, line, read),
                None if line.trim().is_empty() => {}
                None => self.go_on(number, line),
            }
        }
        self.end();
    }

    fn begin(&mut self, number: usize, line: &str, read: LogLine) {
        self.end();
        let why = if read.text.is_empty() {
            Why::NoText
        } else if let Some(given) = self.time(&read.stamp, number) {
            self.propose(number, line, read, given);
            return;
        } else {
            Why::Unreadable("its date is in no year".to_owned())
        };
        self.skip(number, line, why);
    }

    fn propose(&mut self, number: usize, line: &str, read: LogLine, given: TimeGiven) {
        if read.is_error {
            self.errors.insert(self.import.proposals.len());
        }
        let mut proposal = Proposal::event(number, Kind::Note, EntryTime::Given(given), read.text);
        proposal.raw = line.trim().to_owned();
        proposal.origin = Some(Origin::Line {
            file: Arc::clone(&self.file),
            line: number,
        });
        // Other words of a log are about the program: "restarted" is no mitigation.
        let guess = guess::kind_of_words(proposal.text());
        if let (Some((Kind::Detection, via @ Some(Via::Monitor))), Proposed::Event(event)) =
            (guess, &mut proposal.what)
        {
            event.kind = Kind::Detection;
            event.via = via;
            proposal.is_kind_guessed = true;
        }
        self.import.proposals.push(proposal);
        self.has_entry = true;
    }

    /// A line of a stack trace, or of a message of several lines.
    fn go_on(&mut self, number: usize, line: &str) {
        let Some(entry) = self.import.proposals.last_mut().filter(|_| self.has_entry) else {
            self.skip(
                number,
                line,
                Why::Unreadable("no time stands before it".to_owned()),
            );
            return;
        };
        entry.last_line = number;
        entry.raw.push('\n');
        entry.raw.push_str(line.trim_end());
        if let Some(text) = entry.text_mut() {
            text.push('\n');
            text.push_str(line.trim_end());
        }
    }

    fn skip(&mut self, number: usize, line: &str, why: Why) {
        self.import.skipped.push(Skipped {
            line: number,
            text: line.trim().to_owned(),
            why,
        });
    }

    /// No further line goes on with the last entry.
    fn end(&mut self) {
        if std::mem::take(&mut self.has_entry)
            && let Some(entry) = self.import.proposals.last_mut()
        {
            lengthy::attach(entry, &self.file);
        }
    }

    fn time(&mut self, stamp: &Stamp, line: usize) -> Option<TimeGiven> {
        let wall = match stamp.day {
            StampDay::Full(day) => day.and_time(stamp.time),
            StampDay::NoYear(month, day) => self.day(month, day, stamp)?.and_time(stamp.time),
        };
        let zone = stamp.zone.unwrap_or(self.context.zone);
        if stamp.zone.is_none() && zone == Zone::Unknown && !self.options.has_incident {
            self.ask(Question::Zone);
        }
        let reading = zone.read_wall(wall);
        if let WallReading::Ambiguous { .. } = reading
            && !self.has_asked(|question| matches!(question, Question::AmbiguousHour { .. }))
        {
            let text = wall.format("%H:%M:%S").to_string();
            self.ask(Question::AmbiguousHour { line, text });
        }
        Some(TimeGiven {
            at: reading.moment(),
            until: None,
            approximate: false,
            precision: Precision::Second,
        })
    }

    fn has_asked(&self, is: fn(&Question) -> bool) -> bool {
        self.import.questions.iter().any(is)
    }

    fn ask(&mut self, question: Question) {
        if !self.import.questions.contains(&question) {
            self.import.questions.push(question);
        }
    }

    /// The day of a date without a year. In a log that goes on over New Year the year does too.
    fn day(&mut self, month: u32, day: u32, stamp: &Stamp) -> Option<NaiveDate> {
        let said = self.options.date.map(|date| match date {
            ListDate::Day(day) => day.year(),
            ListDate::Year(year) => year,
        });
        let date = match said {
            Some(first) => {
                let year = match self.last {
                    Some((year, last)) if last >= month + HALF_YEAR => year + 1,
                    // A line that comes late: of the December before.
                    Some((year, last)) if month >= last + HALF_YEAR && year > first => {
                        return NaiveDate::from_ymd_opt(year - 1, month, day);
                    }
                    Some((year, _)) => year,
                    None => first,
                };
                NaiveDate::from_ymd_opt(year, month, day)?
            }
            None => {
                let date = self.guessed(month, day, stamp)?;
                if !self.has_asked(|question| matches!(question, Question::YearTaken(_))) {
                    self.ask(Question::YearTaken(date.year()));
                }
                date
            }
        };
        self.last = Some((date.year(), month));
        Some(date)
    }

    /// In the year that puts it nearest to an incident of an earlier day, or else latest before now.
    fn guessed(&self, month: u32, day: u32, stamp: &Stamp) -> Option<NaiveDate> {
        let near = match self.context.anchor {
            Anchor::Around { last, .. } | Anchor::After { last, .. } => Some(last.wall()),
            Anchor::Day(day) => Some(day.and_time(stamp.time)),
            Anchor::Now => None,
        };
        let in_year = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
        if let Some(near) = near.filter(|_| self.options.has_incident) {
            let years = near.year() - YEARS..=near.year() + YEARS;
            let distance = |date: &NaiveDate| distance(date.and_time(stamp.time), near);
            return years.filter_map(in_year).min_by_key(distance);
        }
        let today = self.context.now.instant.date_naive();
        // Clocks and zones differ by a day at most.
        let latest = today.succ_opt().unwrap_or(today);
        let years = (latest.year() - YEARS..=latest.year()).rev();
        years.filter_map(in_year).find(|date| *date <= latest)
    }
}

fn distance(a: NaiveDateTime, b: NaiveDateTime) -> i64 {
    a.signed_duration_since(b).num_seconds().saturating_abs()
}
