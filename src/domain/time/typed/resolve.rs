//! From the shape of a typed time to the moment it means.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::ago::Ago;
use super::anchor::{after, around};
use super::clock::{Clocks, TimeOfDay, Until};
use super::date::{DayGiven, TYPED_YEARS, nearest_year, weekday_until, yearless_until};
use super::offset::{self, ZoneTyped};
use super::stamp::{StampTime, TypedStamp};
use super::{Anchor, TimeContext, TimeGiven, TimeRemark, TypedTime};
use crate::domain::time::{AHEAD, Moment, Precision, WallReading, Zone};

/// The most that a bare clock time may lie ahead before it is read as the day before's, in microseconds.
const MICROS_AHEAD: i64 = AHEAD.num_seconds() * 1_000_000;

/// A time that a line begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeRead<'a> {
    /// Its meaning.
    pub time: TypedTime,
    /// The rest behind it.
    pub behind: &'a str,
    /// True if it is a time only where a kind follows.
    pub needs_kind: bool,
    /// The day, where nothing but a day was said.
    pub day: Option<NaiveDate>,
}

/// Reads the time that a line begins with. `None` when there is none, or it lies outside the years 1970 to 9999.
pub fn read<'a>(line: &'a str, context: &TimeContext) -> Option<TimeRead<'a>> {
    let (stamp, behind) = TypedStamp::read(line)?;
    let (mut time, zone_is_text) = stamp.resolve(context)?;
    if let Some(typed) = stamp.unsure {
        let typed = typed.to_owned();
        time.remarks.push(TimeRemark::TakenAsTime { typed });
    }
    let behind = match stamp.when {
        StampTime::Clock(_, clocks) if zone_is_text => clocks.before_zone,
        StampTime::Clock(..) | StampTime::Ago(_) | StampTime::Day(_) => behind,
    };
    Some(TimeRead {
        behind,
        needs_kind: stamp.needs_kind(),
        day: stamp.is_day().then(|| time.given.at.wall().date()),
        time,
    })
}

impl TypedStamp<'_> {
    /// The moment that this means here, and whether the letters behind it are no zone here. `None` when it lies outside
    /// the years 1970 to 9999.
    pub(super) fn resolve(&self, context: &TimeContext) -> Option<(TypedTime, bool)> {
        match self.when {
            StampTime::Ago(ago) => {
                let at = before_now(ago, context)?;
                self.typed(TimeReading::of(context), (at, None), ago.precision, false)
            }
            StampTime::Day(day) => {
                let mut reading = TimeReading::of(context);
                let date = reading.date(day, None)?;
                let at = context.zone.read_wall(date.and_time(NaiveTime::MIN)).moment();
                reading.remarks.clear();
                self.typed(reading, (at, None), Precision::Day, false)
            }
            StampTime::Clock(day, clocks) => {
                let (reading, from) = TimeReading::begun(context, day, clocks)?;
                self.clocks(reading, from, clocks, day == DayGiven::Unsaid)
            }
        }
    }

    /// The moment that this means as the end of what began at `start`: a bare clock time is the first such
    /// time that is not before the start. `None` and the second value as for [`TypedStamp::resolve`].
    pub(super) fn resolve_end(&self, start: &Moment, context: &TimeContext) -> Option<(TypedTime, bool)> {
        let clocks = match self.when {
            StampTime::Clock(DayGiven::Unsaid, clocks) if clocks.to.is_none() => clocks,
            StampTime::Clock(..) | StampTime::Ago(_) | StampTime::Day(_) => return self.resolve(context),
        };
        let mut reading = TimeReading::of(context);
        reading.set_zone(clocks.zone, &[*start]);
        let date = reading.zone.shown(start).clock.date();
        let at = reading.first_from(start, date, clocks.from)?;
        self.typed(reading, (at, None), clocks.precision, false)
    }

    fn clocks(
        &self,
        mut reading: TimeReading<'_>,
        (date, at): (NaiveDate, Moment),
        clocks: Clocks<'_>,
        bare: bool,
    ) -> Option<(TypedTime, bool)> {
        let until = match clocks.to {
            None => None,
            Some(Until::Clock(to)) => {
                let mut end = reading.of_end(clocks.to_zone, at);
                let date = end.zone.shown(&at).clock.date().min(date);
                let until = end.first_from(&at, date, to)?;
                reading.remarks.append(&mut end.remarks);
                Some(until)
            }
            Some(Until::On(day, to)) => {
                let mut end = reading.of_end(clocks.to_zone, at);
                let until = end.exactly(to.on(day)?);
                reading.remarks.append(&mut end.remarks);
                Some(until)
            }
            Some(Until::Now) => Some(reading.context.zone.now(reading.context.now)),
        };
        let backwards = until.is_some_and(|until| reading.micros(&until) < reading.micros(&at));
        if backwards {
            return None;
        }
        self.typed(reading, (at, until), clocks.precision, bare)
    }

    fn typed(
        &self,
        reading: TimeReading<'_>,
        (at, until): (Moment, Option<Moment>),
        precision: Precision,
        bare: bool,
    ) -> Option<(TypedTime, bool)> {
        if ![Some(at), until].iter().flatten().all(within_years) {
            return None;
        }
        let (at, until) = (reading.kept(at), until.map(|until| reading.kept(until)));
        let mut remarks = reading.remarks;
        remarks.extend(ahead(&until.unwrap_or(at), reading.context));
        let given = TimeGiven {
            at,
            until,
            approximate: self.approximate,
            precision,
        };
        let zoned = reading.abbreviation.is_some() || reading.zone != reading.context.zone;
        let typed = TypedTime {
            given,
            remarks,
            bare,
            zoned,
        };
        Some((typed, reading.zone_is_text))
    }
}

fn within_years(at: &Moment) -> bool {
    TYPED_YEARS.contains(&at.wall().year())
}

fn ahead(at: &Moment, context: &TimeContext) -> Option<TimeRemark> {
    let micros = context.micros_ahead(at);
    (micros > 0).then_some(TimeRemark::Ahead {
        seconds: (micros / 1_000_000).max(1),
    })
}

/// To the second: nobody says "ten minutes ago" and means the microsecond.
fn before_now(ago: Ago, context: &TimeContext) -> Option<Moment> {
    let seconds = context.now.instant.timestamp().checked_sub(ago.seconds)?;
    let instant = DateTime::from_timestamp(seconds, 0)?;
    Some(context.zone.moment_at(instant, context.now.local))
}

/// A time being set on its day.
struct TimeReading<'c> {
    context: &'c TimeContext,
    /// The zone that its clock stands in: the one typed, else the incident's.
    zone: Zone,
    /// The offset that letters behind the time choose where a clock showed it twice.
    abbreviation: Option<String>,
    /// True if the letters behind the time are no zone here.
    zone_is_text: bool,
    remarks: Vec<TimeRemark>,
}

impl<'c> TimeReading<'c> {
    fn of(context: &'c TimeContext) -> Self {
        TimeReading {
            context,
            zone: context.zone,
            abbreviation: None,
            zone_is_text: false,
            remarks: Vec::new(),
        }
    }

    /// The beginning of the clocks: in the zone that was typed. Which zone letters mean depends on the day, so the
    /// day is looked for in the incident's zone first.
    fn begun(
        context: &'c TimeContext,
        day: DayGiven,
        clocks: Clocks<'_>,
    ) -> Option<(Self, (NaiveDate, Moment))> {
        let mut reading = TimeReading::of(context);
        if let Some(ZoneTyped::Letters(_)) = clocks.zone {
            let (date, _) = reading.begin(day, clocks.from)?;
            reading.remarks.clear();
            // In an hour that clocks show twice the letters are those of one of the two.
            let both = instants(context.zone.read_wall(clocks.from.on(date)?));
            reading.set_zone(clocks.zone, &both);
        } else {
            reading.set_zone(clocks.zone, &[]);
        }
        let begun = reading.begin(day, clocks.from)?;
        Some((reading, begun))
    }

    /// The reading of a range's end, which may have a zone of its own.
    fn of_end(&self, typed: Option<ZoneTyped<'_>>, start: Moment) -> Self {
        let mut end = TimeReading::of(self.context);
        end.zone = self.zone;
        end.abbreviation.clone_from(&self.abbreviation);
        if typed.is_some() {
            end.zone = self.context.zone;
            end.abbreviation = None;
            end.set_zone(typed, &[start]);
            end.remarks.clear();
        }
        end
    }

    /// Takes the zone that was typed; what letters mean depends on the moments that the clock may stand for.
    fn set_zone(&mut self, typed: Option<ZoneTyped<'_>>, about: &[Moment]) {
        match typed {
            None => {}
            Some(ZoneTyped::Said(zone)) => self.zone = zone,
            Some(ZoneTyped::Letters(letters)) => {
                if about.iter().any(|at| self.context.zone.abbreviates(at, letters)) {
                    self.abbreviation = Some(letters.to_owned());
                } else if let Some(offset) = offset::by_rfc(letters) {
                    self.zone = Zone::Fixed(offset);
                } else {
                    self.zone_is_text = true;
                    let kept = offset::is_known(letters).then(|| TimeRemark::ZoneKept {
                        letters: letters.to_owned(),
                        zone: self.context.zone,
                    });
                    self.remarks.extend(kept);
                }
            }
        }
        if self.context.zone == Zone::Unknown && self.zone != Zone::Unknown {
            self.remarks.push(TimeRemark::ZoneDropped { zone: self.zone });
        }
    }

    /// The clock as it was shown, without an offset, where the incident's zone is unknown.
    fn kept(&self, at: Moment) -> Moment {
        match self.context.zone {
            Zone::Unknown => Moment::Floating(at.wall()),
            Zone::Iana(_) | Zone::Utc | Zone::Fixed(_) => at,
        }
    }

    fn micros(&self, at: &Moment) -> i64 {
        self.zone.micros(at)
    }

    fn today(&self) -> NaiveDate {
        self.zone.now(self.context.now).wall().date()
    }

    fn micros_ahead(&self, at: &Moment) -> i64 {
        self.micros(at)
            .saturating_sub(self.micros(&self.zone.now(self.context.now)))
    }

    fn begin(&mut self, day: DayGiven, from: TimeOfDay) -> Option<(NaiveDate, Moment)> {
        match (day, self.context.anchor) {
            (DayGiven::Unsaid, Anchor::Now) => self.latest(from),
            (DayGiven::Unsaid, Anchor::Around { last, span }) => {
                let date = around(&last, span, &self.zone, |day| from.on(day))?;
                Some((date, self.not_before(from.on(date)?, &last)))
            }
            (DayGiven::Unsaid, Anchor::After { last, span }) => {
                let date = after(&last, span, &self.zone, |day| from.on(day))?;
                Some((date, self.not_before(from.on(date)?, &last)))
            }
            (day, _) => {
                let date = self.date(day, Some(from))?;
                Some((date, self.exactly(from.on(date)?)))
            }
        }
    }

    /// The day that was said. One without its week or year is near to the anchor; while recording live it is the
    /// latest that has come.
    fn date(&self, day: DayGiven, clock: Option<TimeOfDay>) -> Option<NaiveDate> {
        let today = self.today();
        let near = match self.context.anchor {
            Anchor::Now => None,
            Anchor::Day(day) => Some(day),
            Anchor::Around { last, .. } | Anchor::After { last, .. } => {
                Some(self.zone.shown(&last).clock.date())
            }
        };
        // Today counts unless the time of day is still to come.
        let to_come = clock
            .and_then(|clock| clock.on(today))
            .is_some_and(|clock| self.micros_ahead(&self.zone.read_wall(clock).moment()) > MICROS_AHEAD);
        let newest = if to_come { today.pred_opt()? } else { today };
        match (day, near) {
            (DayGiven::Date(date), _) => Some(date),
            (DayGiven::Before(days), _) => today.checked_sub_days(chrono::Days::new(u64::from(days))),
            (DayGiven::Today, _) => Some(today),
            (DayGiven::Unsaid, near) => Some(near.unwrap_or(today)),
            (DayGiven::Weekday { day, last: true }, _) => weekday_until(day, today.pred_opt()?),
            (DayGiven::Weekday { day, last: false }, None) => weekday_until(day, newest),
            (DayGiven::Weekday { day, last: false }, Some(near)) => {
                weekday_until(day, near.checked_add_signed(TimeDelta::days(5))?)
            }
            (DayGiven::Yearless { month, day }, None) => yearless_until(month, day, newest),
            (DayGiven::Yearless { month, day }, Some(near)) => nearest_year(month, day, near),
        }
    }

    /// The moment of a wall clock; the earlier of two, unless letters behind it name the other.
    fn exactly(&mut self, clock: NaiveDateTime) -> Moment {
        let reading = self.zone.read_wall(clock);
        let taken = self.named(reading).unwrap_or_else(|| reading.moment());
        self.remarks.extend(self.clock_change(clock, reading, taken));
        taken
    }

    /// The moment of a wall clock; of two, the one that keeps the order of a list.
    fn not_before(&mut self, clock: NaiveDateTime, last: &Moment) -> Moment {
        let reading = self.zone.read_wall(clock);
        let in_order = || {
            instants(reading)
                .into_iter()
                .find(|at| self.micros(at) >= self.micros(last))
        };
        let taken = self
            .named(reading)
            .or_else(in_order)
            .unwrap_or_else(|| reading.moment());
        self.remarks.extend(self.clock_change(clock, reading, taken));
        taken
    }

    /// The one of two moments that the letters behind the time name.
    fn named(&self, reading: WallReading) -> Option<Moment> {
        let letters = self.abbreviation.as_deref()?;
        let mut both = instants(reading).into_iter();
        both.find(|at| self.zone.abbreviates(at, letters))
    }

    /// The latest such time that is not too far ahead, with the date it is on.
    fn latest(&mut self, time: TimeOfDay) -> Option<(NaiveDate, Moment)> {
        let tomorrow = self.today().succ_opt()?;
        let mut skipped = None;
        let mut found = None;
        for date in tomorrow.iter_days().rev().take(4) {
            let Some(clock) = time.on(date) else { continue };
            let reading = self.zone.read_wall(clock);
            let mut passed = instants(reading)
                .into_iter()
                .rev()
                .filter(|at| self.micros_ahead(at) <= MICROS_AHEAD);
            let named = self
                .named(reading)
                .filter(|at| self.micros_ahead(at) <= MICROS_AHEAD);
            if let Some(taken) = named.or_else(|| passed.next()) {
                self.remarks.extend(self.clock_change(clock, reading, taken));
                found = Some((date, taken));
                break;
            }
            if matches!(reading, WallReading::Skipped(_)) && date == self.today() {
                skipped = Some(date);
            }
        }
        if let (Some(date), Some((taken, _))) = (skipped, found) {
            let typed = time.time();
            self.remarks.push(TimeRemark::NotToday { typed, date, taken });
        }
        found
    }

    /// The first such time from `date` on that is not before `start`.
    fn first_from(&mut self, start: &Moment, date: NaiveDate, time: TimeOfDay) -> Option<Moment> {
        let from = self.micros(start);
        for day in date.iter_days().take(3) {
            let Some(clock) = time.on(day) else { continue };
            let reading = self.zone.read_wall(clock);
            let mut after = instants(reading).into_iter().filter(|at| self.micros(at) >= from);
            if let Some(taken) = after.next() {
                self.remarks.extend(self.clock_change(clock, reading, taken));
                self.remarks
                    .extend((day > date).then_some(TimeRemark::EndsNextDay));
                return Some(taken);
            }
        }
        None
    }

    fn clock_change(&self, clock: NaiveDateTime, reading: WallReading, taken: Moment) -> Option<TimeRemark> {
        let (typed, taken) = (clock.time(), self.zone.shown(&taken));
        match reading {
            WallReading::Exact(_) => None,
            // Whoever named the offset knows.
            WallReading::Ambiguous { .. } if self.abbreviation.is_some() => None,
            WallReading::Ambiguous { .. } => Some(TimeRemark::Ambiguous { typed, taken }),
            WallReading::Skipped(_) => Some(TimeRemark::Skipped { typed, taken }),
        }
    }
}

/// The instants at which the clock showed it, in order.
fn instants(reading: WallReading) -> Vec<Moment> {
    match reading {
        WallReading::Exact(at) | WallReading::Skipped(at) => vec![at],
        WallReading::Ambiguous { earlier, later } => vec![earlier, later],
    }
}
