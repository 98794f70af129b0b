//! A line that is written in the preview: another time, other words or another author of a row; the date or the zone of
//! all its times.

use super::RowChange;
use crate::app::event_line;
use crate::app::field::{Edit, Field};
use crate::domain::entry::{self, EntryTime, Remark, What};
use crate::domain::mentions;
use crate::domain::record::Timing;
use crate::domain::time::typed::{TimeContext, option};
use crate::domain::time::{Precision, Zone};
use crate::import::{DateOrder, ListDate, Proposal, Question};

/// The two answers to the question for the order of day and month.
const ORDERS: &str = "dmy (the day first) or mdy (the month first)";

/// The subject of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineAbout {
    /// The time of the row selected.
    Time,
    /// The words of the row selected.
    Text,
    /// The author of the row selected.
    Author,
    /// The day of times that say none.
    Date,
    /// The order of day and month in dates that have two readings.
    DateOrder,
    /// The zone of times that say none.
    Zone,
}

/// A line that is being written.
#[derive(Clone, Debug)]
pub struct PreviewLine {
    /// Its subject.
    pub about: LineAbout,
    /// The text so far.
    pub field: Field,
    /// The text that stood there at first.
    given: String,
    /// True while that is selected: what is typed then takes its place.
    selected: bool,
    /// The question that it answers.
    pub question: Option<Question>,
}

/// The meaning of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum LineAnswer {
    /// A change of the row selected.
    Row(RowChange),
    /// The day, or the year, of times that say none.
    Date(ListDate),
    /// The order of day and month.
    DateOrder(DateOrder),
    /// The zone of times that say none.
    Zone(Zone),
}

impl PreviewLine {
    /// A line on this subject, with what the row says now to begin from.
    pub fn new(about: LineAbout, row: Option<&Proposal>, context: &TimeContext) -> Self {
        let given = match (about, row) {
            (LineAbout::Time, Some(row)) => typed_time(row, context),
            (LineAbout::Text, Some(row)) => row.text().to_owned(),
            (LineAbout::Author, Some(row)) => row.author.clone().unwrap_or_default(),
            (LineAbout::Date | LineAbout::DateOrder | LineAbout::Zone, _) | (_, None) => String::new(),
        };
        PreviewLine {
            about,
            field: Field::with_text(given.clone()),
            // A time or a name is typed anew; words are written further.
            selected: matches!(about, LineAbout::Time | LineAbout::Author) && !given.is_empty(),
            given,
            question: None,
        }
    }

    /// The same line, which answers a question.
    pub fn answering(self, question: Question) -> Self {
        PreviewLine {
            question: Some(question),
            ..self
        }
    }

    /// Edits it. The first that is typed takes the place of what is selected, which undo brings back; every other edit
    /// keeps that, to be changed.
    pub fn edit(&mut self, edit: Edit) {
        let selected = std::mem::take(&mut self.selected);
        if selected && matches!(edit, Edit::Insert(_)) {
            self.field.kill_all();
        }
        self.field.apply(edit);
    }

    /// True while what stood there at first is selected.
    pub fn is_selected(&self) -> bool {
        self.selected
    }

    /// The label above it.
    pub fn label(&self) -> String {
        if let Some(question) = &self.question {
            let question = asked(question);
            return match self.about {
                LineAbout::DateOrder => format!("{question} {ORDERS}"),
                LineAbout::Time | LineAbout::Text | LineAbout::Author | LineAbout::Date | LineAbout::Zone => {
                    question
                }
            };
        }
        match self.about {
            LineAbout::Time => "When did it happen?",
            LineAbout::Text => "Its words",
            LineAbout::Author => "Who said it?",
            LineAbout::Date => "On which day is the first time whose day is not said?",
            LineAbout::DateOrder => "Which comes first in dates, the day or the month?",
            LineAbout::Zone => "In which zone are times that say none?",
        }
        .to_owned()
    }

    /// The reading of what is typed so far, in words; or what may be typed.
    pub fn hint(&self, context: &TimeContext) -> Option<String> {
        let reading = self.reading(context);
        if self.selected {
            let how = "type over it, or \u{2190} to change it";
            return Some(reading.map_or(how.to_owned(), |reading| format!("{reading}\n{how}")));
        }
        reading
    }

    fn reading(&self, context: &TimeContext) -> Option<String> {
        match self.read(context) {
            Err(why) => Some(why),
            Ok(LineAnswer::Row(RowChange::Time(EntryTime::Now, _))) => {
                Some("no time: when it happened is not said".to_owned())
            }
            Ok(LineAnswer::Row(RowChange::Time(EntryTime::Given(given), remarks))) => {
                let words = std::iter::once(entry::time_in_words(&given, context));
                let words = words.chain(remarks.iter().map(Remark::to_string));
                Some(words.collect::<Vec<_>>().join("; "))
            }
            Ok(LineAnswer::Row(RowChange::Author(None))) => Some("nobody is named".to_owned()),
            Ok(LineAnswer::Row(RowChange::Author(Some(author)))) => mentions::mention(&author),
            Ok(LineAnswer::Row(RowChange::Text(text))) => {
                entry::likely_secret(&text).as_ref().map(Remark::to_string)
            }
            Ok(LineAnswer::Row(RowChange::Kind(_))) => None,
            Ok(LineAnswer::Date(ListDate::Day(day))) => Some(day.format("%a %-d %b %Y").to_string()),
            Ok(LineAnswer::Date(ListDate::Year(year))) => Some(format!("the year {year}")),
            Ok(LineAnswer::DateOrder(DateOrder::DayFirst)) => {
                Some("the day comes first: 03/04 is 3 April".to_owned())
            }
            Ok(LineAnswer::DateOrder(DateOrder::MonthFirst)) => {
                Some("the month comes first: 03/04 is 4 March".to_owned())
            }
            Ok(LineAnswer::Zone(zone)) => Some(format!("times that say no zone are in {zone}")),
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// Says why it can be no answer, and what may be typed.
    pub fn read(&self, context: &TimeContext) -> Result<LineAnswer, String> {
        let text = self.field.text().trim();
        match self.about {
            LineAbout::Time => time(text, context),
            LineAbout::Text if text.is_empty() => {
                Err("It needs words; Space takes the whole row out.".to_owned())
            }
            LineAbout::Text => Ok(LineAnswer::Row(RowChange::Text(text.to_owned()))),
            LineAbout::Author if text.is_empty() => Ok(LineAnswer::Row(RowChange::Author(None))),
            LineAbout::Author => match mentions::mention(text) {
                Some(_) => Ok(LineAnswer::Row(RowChange::Author(Some(text.to_owned())))),
                None => Err("There is no name in it: letters make one.".to_owned()),
            },
            LineAbout::Date => date(text, context),
            // A day decides it too.
            LineAbout::DateOrder => match DateOrder::parse(text) {
                Some(order) => Ok(LineAnswer::DateOrder(order)),
                None => date(text, context).map_err(|_| format!("Write {ORDERS}; or the day, 2023-03-25.")),
            },
            LineAbout::Zone => match Zone::parse(text, context.now.local) {
                Ok(zone) => Ok(LineAnswer::Zone(zone)),
                Err(_) => Err("Write Europe/Paris, UTC, -05:00, local, or unknown.".to_owned()),
            },
        }
    }

    /// The text typed, where it differs from what stood there at first.
    pub fn typed(&self) -> Option<&str> {
        let text = self.field.text();
        (text != self.given && !text.trim().is_empty()).then_some(text)
    }

    /// True if it says what it said at first: then nothing is changed, not even what cannot be typed.
    pub fn is_unchanged(&self) -> bool {
        self.field.text() == self.given
    }
}

/// A question in words, without the option of the command line that answers it.
pub fn asked(question: &Question) -> String {
    let words = question.to_string();
    let bare = words
        .strip_suffix(" (--date)")
        .or(words.strip_suffix(" (--date-order)"))
        .or(words.strip_suffix(" (--zone)"));
    bare.map(str::to_owned).unwrap_or(words)
}

/// The time of a proposal, as it is typed.
fn typed_time(proposal: &Proposal, context: &TimeContext) -> String {
    let EntryTime::Given(given) = proposal.time() else {
        return String::new();
    };
    let timing = Timing::from(given);
    match event_line::time(&timing, context.zone) {
        Some(time) => time.trim_end().to_owned(),
        None => {
            let clock = context.zone.shown(&given.at).clock;
            let form = if given.precision == Precision::Day {
                "%Y-%m-%d"
            } else {
                "%Y-%m-%d %H:%M"
            };
            clock.format(form).to_string()
        }
    }
}

fn time(text: &str, context: &TimeContext) -> Result<LineAnswer, String> {
    if text.is_empty() {
        return Ok(LineAnswer::Row(RowChange::Time(EntryTime::Now, Vec::new())));
    }
    let typed = option::time(text, context).map_err(|error| {
        let why = error.why.unwrap_or_else(|| "it is no time".to_owned());
        format!("{why}; write 09:30, -10m, yesterday 23:50, 2023-03-25 09:30")
    })?;
    let remarks = typed.remarks.into_iter().map(Remark::Time).collect();
    Ok(LineAnswer::Row(RowChange::Time(
        EntryTime::Given(typed.given),
        remarks,
    )))
}

fn date(text: &str, context: &TimeContext) -> Result<LineAnswer, String> {
    if let Some(date) = ListDate::parse(text) {
        return Ok(LineAnswer::Date(date));
    }
    match entry::read(text, context).what {
        What::Day(day) => Ok(LineAnswer::Date(ListDate::Day(day))),
        What::Empty | What::Event(_) | What::ActionItem(_) => {
            Err("Write a day, 2023-03-25 or yesterday; or a year, 2023.".to_owned())
        }
    }
}
