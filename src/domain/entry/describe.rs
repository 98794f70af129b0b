//! The live line under the composer: how the line will be read, in words.

use chrono::{NaiveDate, NaiveDateTime};

use super::{EntryActionItem, EntryEvent, EntryTime, Reading, Remark, What};
use crate::domain::kind::Via;
use crate::domain::record::Timing;
use crate::domain::time::typed::{TimeContext, TimeGiven};
use crate::domain::time::{Moment, Point, Precision, span};

/// A reading in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The badge of the kind, `TODO` for an action item, empty for an empty line.
    pub badge: &'static str,
    /// `09:35 today, 2 h 9 min ago, detection by a monitor`. Empty for an empty line.
    pub text: String,
    /// Remarks, the weightiest first.
    pub remarks: Vec<Remark>,
}

/// Puts a reading in words.
pub fn describe(reading: &Reading, context: &TimeContext) -> Description {
    let (badge, text) = match &reading.what {
        What::Empty => ("", String::new()),
        What::Day(date) => (
            "DAY",
            format!("times that follow are on {}", day_in_full(*date, context.today())),
        ),
        What::Event(event) => (event.kind.badge(), in_words(event, context)),
        What::ActionItem(item) => ("TODO", action_item(item, context)),
    };
    let mut remarks = reading.remarks.clone();
    remarks.extend(reading.likely_secret());
    remarks.sort_by_key(|remark| std::cmp::Reverse(remark.level()));
    Description { badge, text, remarks }
}

/// A given time in full: `~09:35 today, 2 h 9 min ago`, `Sat 25 Mar 2023 09:30, 3 y ago`.
pub fn time_in_words(given: &TimeGiven, context: &TimeContext) -> String {
    let today = context.today();
    let from = context.zone.shown(&given.at).clock;
    let about = Timing::from(*given).about();
    if given.precision == Precision::Day {
        let date = given.at.wall().date();
        return format!("{about}{}{}", day(date, today), days_away(date, today));
    }
    let when = match given.until {
        None => point(from, about, given.precision, today),
        Some(until) => {
            let to = context.zone.shown(&until).clock;
            range((from, to), about, given.precision, today)
        }
    };
    format!("{when}, {}", away(&given.at, given.precision, context))
}

fn in_words(event: &EntryEvent, context: &TimeContext) -> String {
    let when = match &event.time {
        EntryTime::Now => "now".to_owned(),
        EntryTime::Given(given) => time_in_words(given, context),
    };
    let by = match event.via {
        None => "",
        Some(Via::Monitor) => " by a monitor",
        Some(Via::Person) => " by a person",
    };
    format!("{when}, {}{by}", event.kind.row().title.to_lowercase())
}

fn action_item(item: &EntryActionItem, context: &TimeContext) -> String {
    let owner = item
        .owner
        .as_ref()
        .map_or("no owner".to_owned(), |owner| format!("owner {owner}"));
    let due = item.due.map_or("no due date".to_owned(), |due| {
        format!("due {}", day(due, context.today()))
    });
    format!("action item, {owner}, {due}")
}

/// `09:35 today`, but `Sat 25 Mar 2023 09:30`.
fn point(at: NaiveDateTime, about: &str, precision: Precision, today: NaiveDate) -> String {
    let clock = precision.clock(at).unwrap_or_default();
    let day = day(at.date(), today);
    if is_near(at.date(), today) {
        format!("{about}{clock} {day}")
    } else {
        format!("{day} {about}{clock}")
    }
}

fn range(
    (from, to): (NaiveDateTime, NaiveDateTime),
    about: &str,
    precision: Precision,
    today: NaiveDate,
) -> String {
    let clock = |at| precision.clock(at).unwrap_or_default();
    if from.date() != to.date() {
        return format!(
            "{} to {}",
            point(from, about, precision, today),
            point(to, "", precision, today)
        );
    }
    if is_near(to.date(), today) {
        format!("{about}{} to {}", clock(from), point(to, "", precision, today))
    } else {
        let from = point(from, about, precision, today);
        format!("{from} to {}", clock(to))
    }
}

fn is_near(date: NaiveDate, today: NaiveDate) -> bool {
    (-1..=1).contains(&date.signed_duration_since(today).num_days())
}

fn day(date: NaiveDate, today: NaiveDate) -> String {
    match date.signed_duration_since(today).num_days() {
        -1 => "yesterday".to_owned(),
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => date.format("%a %-d %b %Y").to_string(),
    }
}

/// `Sat 25 Mar 2023`, and where it is near, what people call it.
fn day_in_full(date: NaiveDate, today: NaiveDate) -> String {
    let full = date.format("%a %-d %b %Y");
    match is_near(date, today) {
        true => format!("{full}, {}", day(date, today)),
        false => full.to_string(),
    }
}

fn days_away(date: NaiveDate, today: NaiveDate) -> String {
    let days = date.signed_duration_since(today).num_days();
    match days {
        -1..=1 => String::new(),
        2.. => format!(", {} ahead", span::spoken(days * 86_400)),
        _ => format!(", {} ago", span::spoken(days * 86_400)),
    }
}

fn away(at: &Moment, precision: Precision, context: &TimeContext) -> String {
    let seconds = context.micros_ahead(at) / 1_000_000;
    let zone = context.zone;
    // Now is shown to the minute, so that is as exactly as anything can be told from it.
    let length = Point::now(zone, context.now).to(&Point {
        at: *at,
        precision,
        zone,
    });
    let (length, ahead) = match (length.seconds(), seconds) {
        (0, 0) => return "just now".to_owned(),
        (0, _) if precision != Precision::Second => ("less than a minute".to_owned(), seconds > 0),
        (0, _) => (span::spoken(seconds), seconds > 0),
        (minutes, _) => (length.spoken(), minutes > 0),
    };
    format!("{length} {}", if ahead { "ahead" } else { "ago" })
}
