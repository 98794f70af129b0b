//! Sets the entries of a timeline on their days, and makes proposals of them.

mod proposing;

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::day::DaySaid;
use super::piece::{Entry, Heading, Piece, TimeSaid};
use super::words::{self, Habit};
use crate::domain::entry::{EntryTime, Reading, Remark, What};
use crate::domain::time::typed::{Anchor, TimeContext, TimeGiven, TimeRemark};
use crate::domain::time::{Moment, Precision, Zone};
use crate::import::notes::placing::RunningTimes;
use crate::import::options::ImportOptions;
use crate::import::outcome::{Import, Question};
use crate::import::proposal::{Proposal, Proposed, Skipped, Why};

/// Reads all pieces, the first bare time on the day that was said. Where none was said, the times alone are read before,
/// since the list as a whole may lie on other days than it is taken to.
pub(super) fn place(
    pieces: Vec<Piece<'_>>,
    file: &str,
    (context, day): (TimeContext, Option<NaiveDate>),
    options: &ImportOptions,
) -> Import {
    let habit = words::habit(&pieces);
    let is_backwards = words::runs_backwards(&pieces);
    let begin = |days: i64| {
        let mut times = RunningTimes::new(context);
        times.is_backwards = is_backwards;
        times.moved(days);
        Placing {
            options,
            file: file.into(),
            habit,
            times,
            only_times: false,
            import: Import::default(),
            late: Vec::new(),
            first: None,
            stated: None,
            day_one: day,
            is_dated: context.anchor != Anchor::Now || options.has_incident,
            undated: Vec::new(),
            asked: HashSet::new(),
        }
    };
    // A day that somebody said holds, also where the list goes on to another.
    let moved = match day {
        Some(_) => 0,
        None => begin(0).days_to_move(&pieces),
    };
    let mut placing = begin(moved + options.shift);
    let is_entry = |piece: &&Piece<'_>| matches!(piece, Piece::Entry(_));
    placing.import.proposals = Vec::with_capacity(pieces.iter().filter(is_entry).count());
    // A long list is not held twice: what was read is let go at once.
    pieces.into_iter().for_each(|piece| placing.piece(&piece));
    placing.finished()
}

struct Placing<'o> {
    options: &'o ImportOptions,
    /// The name of the file, which all proposals share.
    file: Arc<str>,
    habit: Habit,
    times: RunningTimes,
    /// True while nothing but the times is read.
    only_times: bool,
    import: Import,
    /// The proposals whose time counts from the beginning: their place, the seconds, and the time as it stands there.
    late: Vec<(usize, i64, String)>,
    /// The first time of the list.
    first: Option<Moment>,
    /// The beginning, where it is stated.
    stated: Option<Moment>,
    /// The first day.
    day_one: Option<NaiveDate>,
    /// True if a day is known for the times below.
    is_dated: bool,
    /// The proposals whose day nothing says.
    undated: Vec<usize>,
    /// The questions that were asked already.
    asked: HashSet<String>,
}

impl Placing<'_> {
    /// So many days the list has to be moved.
    fn days_to_move(mut self, pieces: &[Piece<'_>]) -> i64 {
        self.only_times = true;
        for piece in pieces {
            if self.times.is_settled() {
                break;
            }
            self.piece(piece);
        }
        self.times.days_to_move()
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Entry(entry) => self.entry(entry),
            Piece::Heading(heading) => self.heading(heading),
            Piece::Skipped(passed) => self.skip(passed.line, passed.raw, passed.why.clone()),
        }
    }

    fn skip(&mut self, line: usize, text: &str, why: Why) {
        if self.only_times {
            return;
        }
        let text = text.to_owned();
        self.import.skipped.push(Skipped { line, text, why });
    }

    /// Asks each thing once: of a word for a zone, and of an hour that was shown twice.
    fn ask(&mut self, question: Question) {
        let of = match &question {
            Question::UnknownZone { .. } if self.options.zone.is_some() => return,
            Question::UnknownZone { word, .. } => word.clone(),
            Question::AmbiguousHour { text, .. } => text.get(..2).unwrap_or_default().to_owned(),
            Question::Date
            | Question::Year
            | Question::Zone
            | Question::DayOrMonth { .. }
            | Question::YearTaken(_)
            | Question::TooMany { .. } => question.to_string(),
        };
        if self.asked.insert(of) {
            self.import.questions.push(question);
        }
    }

    fn heading(&mut self, heading: &Heading<'_>) {
        let mut why = Why::Heading;
        if let Some(zone) = heading.zone {
            if self.options.zone.is_none() {
                self.times.set_zone(zone);
            }
            why = Why::Zone(zone);
        }
        if let Some(word) = heading.unknown_zone {
            let (line, word) = (heading.line, word.to_owned());
            self.ask(Question::UnknownZone { line, word });
        }
        if let Some(day) = heading.day.as_ref() {
            why = Why::Day;
            if let Some(date) = self.date(day, heading.is_yearless) {
                self.times.set_day(date);
                self.is_dated = true;
            }
        }
        self.skip(heading.line, heading.raw, why);
    }

    /// The date that a heading or a line says. `None` where it counts days and the first is not known.
    fn date(&mut self, day: &DaySaid, is_yearless: bool) -> Option<NaiveDate> {
        let date = match day {
            DaySaid::Number(number) => {
                let days = TimeDelta::days(i64::from(*number) - 1);
                self.day_one?.checked_add_signed(days)?
            }
            DaySaid::Date(text) => match self.times.read(text).0.what {
                What::Day(date) => {
                    self.year_unsaid(is_yearless);
                    date
                }
                What::Empty | What::Event(_) | What::ActionItem(_) => return None,
            },
        };
        self.day_one = self.day_one.or(Some(date));
        Some(date)
    }

    /// Asks for the year, where nothing is near to the date by which it would be known.
    fn year_unsaid(&mut self, is_yearless: bool) {
        if is_yearless && !self.is_dated {
            self.ask(Question::Year);
        }
    }

    fn entry(&mut self, entry: &Entry<'_>) {
        if let TimeSaid::Day(day) = &entry.time
            && let Some(date) = self.date(&DaySaid::Date(day.clone()), entry.is_yearless)
        {
            self.times.set_day(date);
            self.is_dated = true;
            let (reading, at) = self.times.read(&entry.words);
            let day = at.is_none().then(|| self.whole_day(date));
            return self.read(entry, reading, day.map(EntryTime::Given));
        }
        let (mut reading, mut at) = self.times.read(&entry.words);
        if let Some(zone) = dropped_zone(&reading).filter(|_| !self.options.has_incident) {
            (reading, at) = self.times.in_zone(zone).read(&entry.words);
        }
        if let Some(at) = at {
            self.timed(entry, &reading, at);
        }
        self.read(entry, reading, None);
    }

    fn whole_day(&self, date: NaiveDate) -> TimeGiven {
        TimeGiven {
            at: self.times.zone.read_wall(date.and_time(NaiveTime::MIN)).moment(),
            until: None,
            approximate: false,
            precision: Precision::Day,
        }
    }

    /// Lets those below run on from a time.
    fn timed(&mut self, entry: &Entry<'_>, reading: &Reading, at: Moment) {
        if (reading.bare_time || entry.is_weekday) && !self.is_dated {
            self.undated.push(self.import.proposals.len());
        } else if !reading.bare_time {
            self.year_unsaid(entry.is_yearless);
            self.is_dated |= self.undated.is_empty();
        }
        if matches!(entry.time, TimeSaid::FromBeginning(_, true, _)) {
            self.stated = self.stated.or(Some(at));
        }
        self.first = self.first.or(Some(at));
        self.day_one = self.day_one.or(Some(self.times.zone.shown(&at).clock.date()));
        self.times.run_on(at, reading.bare_time);
        self.of_clock(entry, reading, &at);
    }

    /// Asks for the zone of a time, and of an hour that was shown twice.
    fn of_clock(&mut self, entry: &Entry<'_>, reading: &Reading, at: &Moment) {
        if matches!(at, Moment::Floating(_)) && !self.options.has_incident {
            self.ask(Question::Zone);
        }
        let line = entry.line;
        for remark in &reading.remarks {
            if let Remark::Time(TimeRemark::Ambiguous { typed, .. }) = remark {
                let text = typed.format("%H:%M").to_string();
                self.ask(Question::AmbiguousHour { line, text });
            }
            if let Some(letters) = zone_kept(remark) {
                let word = letters.to_owned();
                self.ask(Question::UnknownZone { line, word });
            }
        }
    }

    fn finished(mut self) -> Import {
        let base = self.stated.or(self.first);
        for (nth, seconds, typed) in std::mem::take(&mut self.late) {
            let at = base.and_then(|base| after(base, seconds));
            if let Some(Proposal {
                what: Proposed::Event(event),
                remarks,
                ..
            }) = self.import.proposals.get_mut(nth)
            {
                match at {
                    Some(at) => {
                        event.time = EntryTime::Given(TimeGiven {
                            at,
                            until: None,
                            approximate: false,
                            precision: Precision::Minute,
                        });
                    }
                    None => {
                        event.text = format!("{typed} {}", event.text);
                        remarks.push(Remark::LooksLikeTime(typed));
                    }
                }
            }
        }
        if !self.is_dated && !self.undated.is_empty() {
            for nth in &self.undated {
                self.import.proposals[*nth].remarks.push(Remark::DayNotSaid);
            }
            self.ask(Question::Date);
        }
        self.import.questions.sort_by_key(rank);
        self.import
    }
}

/// The order in which questions are asked.
pub(super) fn rank(question: &Question) -> u8 {
    match question {
        Question::Date => 0,
        Question::Year | Question::YearTaken(_) => 1,
        Question::DayOrMonth { .. } => 2,
        Question::Zone => 3,
        Question::UnknownZone { .. } => 4,
        Question::AmbiguousHour { .. } => 5,
        Question::TooMany { .. } => 6,
    }
}

/// The zone beside a time that an unknown zone does not keep.
pub(super) fn dropped_zone(reading: &Reading) -> Option<Zone> {
    reading.remarks.iter().find_map(|remark| {
        let Remark::Time(TimeRemark::ZoneDropped { zone }) = remark else {
            return None;
        };
        Some(*zone)
    })
}

/// The letters behind a time that are like a zone, and are none that is known here.
fn zone_kept(remark: &Remark) -> Option<&str> {
    let Remark::Time(TimeRemark::ZoneKept { letters, .. }) = remark else {
        return None;
    };
    Some(letters)
}

/// So many seconds after a moment.
fn after(base: Moment, seconds: i64) -> Option<Moment> {
    let delta = TimeDelta::try_seconds(seconds)?;
    match base {
        Moment::Zoned(at) => at.checked_add_signed(delta).map(Moment::Zoned),
        Moment::Floating(at) => at.checked_add_signed(delta).map(Moment::Floating),
    }
}
