//! Times as fields of exports have them: RFC 3339, numbers since the epoch, what spreadsheets and people write.

mod looks;
mod slashed;

use chrono::{Days, NaiveDateTime};

use super::options::{DateOrder, ImportOptions};
use super::outcome::{Import, Question};
use super::stamp;
use crate::domain::time::typed::{Anchor, TimeContext, TimeGiven, TypedTime, option};
use crate::domain::time::{Moment, Precision, Zone};
pub(super) use looks::{Looks, looks_of};
pub(super) use slashed::day_order;
use slashed::slashed;

/// The first number that is taken for seconds of the epoch, a day in 1973: smaller ones count something else.
const FIRST_EPOCH: i64 = 100_000_000;

/// A day, in microseconds.
const DAY: i64 = 24 * 3_600 * 1_000_000;

/// Reads the times of one list, in its order.
pub(super) struct FieldTimes<'o> {
    options: &'o ImportOptions,
    context: TimeContext,
    /// The order of day and month, where a person says it or the list shows it.
    pub(super) order: Option<DateOrder>,
    /// So many days earlier than they would be taken to be are bare times before the first day that is said.
    days_back: u64,
    /// True once a day was said.
    is_dated: bool,
    /// The bare time that lies furthest ahead of now, in microseconds.
    ahead: i64,
    has_bare: bool,
    has_floating: bool,
    /// The first date that has two readings, and its line.
    doubtful: Option<(usize, String)>,
}

impl<'o> FieldTimes<'o> {
    /// Begins a list whose times are in `said`, where it says that.
    pub(super) fn new(options: &'o ImportOptions, said: Option<Zone>) -> Self {
        FieldTimes {
            options,
            context: options.time_context(said),
            order: options.order,
            days_back: 0,
            is_dated: false,
            ahead: 0,
            has_bare: false,
            has_floating: false,
            doubtful: None,
        }
    }

    /// The same list again, with its bare times on the last days on which none of them lies ahead of now; `None` where
    /// they are there already.
    pub(super) fn moved_back(&self, said: Option<Zone>) -> Option<Self> {
        let is_free = self.options.time_context(said).anchor == Anchor::Now;
        let days = u64::try_from(self.ahead.saturating_add(DAY - 1) / DAY).ok()?;
        (is_free && days > 0).then(|| FieldTimes {
            order: self.order,
            days_back: days,
            ..FieldTimes::new(self.options, said)
        })
    }

    /// Reads a time. `zone` is said beside it, and beats what the list says, unless a person said otherwise.
    pub(super) fn read(&mut self, line: usize, text: &str, zone: Option<Zone>) -> Option<TimeGiven> {
        let text = text.trim();
        if let Some(given) = self.instant(text) {
            self.is_dated = true;
            return Some(given);
        }
        let context = TimeContext {
            zone: self.options.zone.or(zone).unwrap_or(self.context.zone),
            ..self.context
        };
        let typed = match slashed(text) {
            Some(date) if date.is_doubtful() && self.order.is_none() => {
                self.doubtful.get_or_insert_with(|| (line, text.to_owned()));
                return None;
            }
            Some(date) => option::time(&date.year_first(self.order), &context).ok()?,
            None => wall(text, &context).or_else(|| option::time(text, &context).ok())?,
        };
        Some(self.placed(typed, &context))
    }

    /// A time that needs no context.
    fn instant(&self, text: &str) -> Option<TimeGiven> {
        stamp::rfc3339(text).or_else(|| epoch(text, self.options))
    }

    fn placed(&mut self, typed: TypedTime, context: &TimeContext) -> TimeGiven {
        let mut given = typed.given;
        self.has_floating |= matches!(given.at, Moment::Floating(_));
        if typed.bare {
            self.has_bare = true;
            if !self.is_dated && context.anchor == self.options.time_context(None).anchor {
                given = moved(given, self.options.shift - days(self.days_back), context);
            }
            self.ahead = self
                .ahead
                .max(context.micros_ahead(&given.at).saturating_sub(AHEAD));
        } else {
            self.is_dated = true;
        }
        self.context.anchor = Anchor::After {
            last: given.at,
            span: None,
        };
        given
    }

    /// Puts to the import what the list does not say.
    pub(super) fn ask(&self, import: &mut Import) {
        let options = self.options;
        if let Some((line, text)) = self.doubtful.clone() {
            import.questions.push(Question::DayOrMonth { line, text });
        }
        if self.has_bare && !self.is_dated && options.date.is_none() && !options.has_incident {
            import.questions.push(Question::Date);
        }
        if self.has_floating && options.zone.is_none() && !options.has_incident {
            import.questions.push(Question::Zone);
        }
    }
}

/// The most that a bare time may lie ahead of now, in microseconds.
const AHEAD: i64 = crate::domain::time::AHEAD.num_seconds() * 1_000_000;

fn days(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A time so many days later, on the wall. One that would leave all years stays.
fn moved(given: TimeGiven, days: i64, context: &TimeContext) -> TimeGiven {
    let on_wall = |at: &Moment| {
        let wall = context.zone.shown(at).clock;
        let by = Days::new(days.unsigned_abs());
        let wall = if days < 0 {
            wall.checked_sub_days(by)
        } else {
            wall.checked_add_days(by)
        };
        wall.map(|wall| context.zone.read_wall(wall).moment())
    };
    match on_wall(&given.at) {
        Some(at) if days != 0 => TimeGiven {
            until: given.until.as_ref().and_then(on_wall),
            at,
            ..given
        },
        Some(_) | None => given,
    }
}

/// A date and time without an offset, with seconds or without: `2023-03-25T14:02:00.000`.
fn wall(text: &str, context: &TimeContext) -> Option<TypedTime> {
    let clock = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())?;
    let at = context.zone.read_wall(clock).moment();
    let at = Moment::parse(&at.to_string())?;
    let given = TimeGiven {
        at,
        until: None,
        approximate: false,
        precision: Precision::Second,
    };
    Some(TypedTime {
        given,
        remarks: Vec::new(),
        bare: false,
        zoned: false,
    })
}

/// A number since the epoch: in seconds, with a fraction or without, in milli-, micro- or nanoseconds by its size.
fn epoch(text: &str, options: &ImportOptions) -> Option<TimeGiven> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let micros = match whole {
        ..FIRST_EPOCH => return None,
        FIRST_EPOCH..100_000_000_000 => {
            let digits = format!("{:0<6}", &fraction[..fraction.len().min(6)]);
            whole.checked_mul(1_000_000)?.checked_add(digits.parse().ok()?)?
        }
        100_000_000_000..100_000_000_000_000 => whole.checked_mul(1000)?,
        100_000_000_000_000..100_000_000_000_000_000 => whole,
        100_000_000_000_000_000.. => whole / 1000,
    };
    stamp::epoch_micros(micros, options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sample::options;

    fn read(text: &str) -> Option<String> {
        let options = options();
        let given = FieldTimes::new(&options, None).read(1, text, None)?;
        Some(given.at.to_string())
    }

    #[test]
    fn times_are_read_in_every_form() {
        for (text, at) in [
            ("2023-03-25T14:02:00-05:00", Some("2023-03-25T14:02:00-05:00")),
            ("2023-03-25T14:02:00.5", Some("2023-03-25T14:02:00.500000+00:00")),
            ("2023-03-25 14:02:00,", None),
            ("1679752920", Some("2023-03-25T14:02:00+00:00")),
            ("1679752920.25", Some("2023-03-25T14:02:00.250000+00:00")),
            ("1679752920000", Some("2023-03-25T14:02:00+00:00")),
            ("1679752920000000", Some("2023-03-25T14:02:00+00:00")),
            ("1679752920000000000", Some("2023-03-25T14:02:00+00:00")),
            ("12", None),
            ("99999999999999999999", None),
            ("3/25/2023 9:30", Some("2023-03-25T09:30:00+00:00")),
            ("25/3/2023 9:30 PM", Some("2023-03-25T21:30:00+00:00")),
            ("3/4/2023 9:30", None),
            ("14:02", Some("2023-03-25T14:02:00+00:00")),
            ("20:02 +02:00", Some("2023-03-25T20:02:00+02:00")),
            ("", None),
        ] {
            assert_eq!(read(text).as_deref(), at, "{text:?}");
        }
    }
}
