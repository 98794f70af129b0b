//! The options of an import: its format, the day and the zone of its times, which part of it matters.

use chrono::NaiveDate;

use super::columns::ColumnMap;
use super::format::Format;
use super::outcome::Import;
use super::proposal::{Proposal, Proposed, Skipped, Why};
use crate::domain::entry::EntryTime;
use crate::domain::secrets::Rules;
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::domain::time::{Moment, Zone};

/// The day of times that say none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListDate {
    /// The first bare time is on this day.
    Day(NaiveDate),
    /// Days without a year are of this one.
    Year(i32),
}

impl ListDate {
    /// Reads `2026-11-25` or `2026`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return Some(ListDate::Day(day));
        }
        let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        text.parse().ok().filter(|_| is_year).map(ListDate::Year)
    }
}

/// The order of the day and the month in `03/04/2023`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// `25/03/2023`.
    #[default]
    DayFirst,
    /// `03/25/2023`.
    MonthFirst,
}

impl DateOrder {
    /// Reads `dmy` or `mdy`, in full, by its first letter or by the part that stands first.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "dmy" | "d" | "day" => Some(DateOrder::DayFirst),
            "mdy" | "m" | "month" => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }
}

/// The options of an import, as a person gives them.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// The clock, the incident's zone (unknown without an incident), and what bare times are near to.
    pub context: TimeContext,
    /// True if an incident is there whose zone and days the times may be read by.
    pub has_incident: bool,
    /// The format, instead of the one that the content shows.
    pub format: Option<Format>,
    /// The day of times that say none.
    pub date: Option<ListDate>,
    /// The order of day and month where a date has two readings. Beats what the list shows.
    pub order: Option<DateOrder>,
    /// The zone of times without an offset. Beats what the source says of all its times, never an offset beside a time.
    pub zone: Option<Zone>,
    /// So many days later than they would be taken to be are times whose day was not said.
    pub shift: i64,
    /// Only what happened between these two.
    pub between: Option<(Moment, Moment)>,
    /// Only entries whose text has a match of this.
    pub grep: Option<regex_lite::Regex>,
    /// The meanings of a table's columns.
    pub columns: ColumnMap,
    /// The forms of secrets that are masked.
    pub secrets: Rules,
    /// True if secrets stay as they are.
    pub keep_secrets: bool,
}

impl ImportOptions {
    /// Nothing is said but the clock, the zone and what bare times are near to.
    pub fn new(context: TimeContext) -> Self {
        ImportOptions {
            context,
            has_incident: false,
            format: None,
            date: None,
            order: None,
            zone: None,
            shift: 0,
            between: None,
            grep: None,
            columns: ColumnMap::default(),
            secrets: Rules::default(),
            keep_secrets: false,
        }
    }

    /// The context that the first time of a list is read against, where the source says that its times are in `said`.
    pub fn time_context(&self, said: Option<Zone>) -> TimeContext {
        let anchor = match self.date {
            Some(ListDate::Day(day)) => Anchor::Day(day),
            Some(ListDate::Year(_)) | None => self.context.anchor,
        };
        TimeContext {
            zone: self.zone.or(said).unwrap_or(self.context.zone),
            anchor,
            ..self.context
        }
    }

    /// Takes what is not asked for out of the proposals of events; it is counted with what was skipped.
    pub fn filter(&self, import: &mut Import) {
        let skipped = &mut import.skipped;
        import.proposals.retain_mut(|proposal| {
            let Some(why) = self.leaves_out(proposal) else {
                return true;
            };
            skipped.push(Skipped {
                line: proposal.line,
                text: std::mem::take(&mut proposal.raw),
                why,
            });
            false
        });
    }

    /// The reason why a proposal is not asked for. Fields and action items are no part of a time.
    fn leaves_out(&self, proposal: &Proposal) -> Option<Why> {
        let Proposed::Event(_) = proposal.what else {
            return None;
        };
        let zone = self.time_context(None).zone;
        let is_between = |(from, to): (Moment, Moment)| match proposal.time() {
            EntryTime::Given(given) => {
                let at = zone.micros(&given.at);
                zone.micros(&from) <= at && at <= zone.micros(&to)
            }
            EntryTime::Now => false,
        };
        if self.between.is_some_and(|span| !is_between(span)) {
            return Some(Why::NotBetween);
        }
        let grep = self.grep.as_ref()?;
        (!grep.is_match(&proposal.raw) && !grep.is_match(proposal.text())).then_some(Why::NoMatch)
    }
}
