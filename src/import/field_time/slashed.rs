//! Dates of numbers with bars, whose day and month may be told only by others: `3/25/2023`.

use crate::import::options::DateOrder;

/// A date of numbers with bars, and what stands behind it.
pub(super) struct Slashed<'t> {
    first: u32,
    second: u32,
    year: u32,
    behind: &'t str,
}

/// Reads `3/25/2023 9:30`.
pub(super) fn slashed(text: &str) -> Option<Slashed<'_>> {
    let end = text.find([' ', ',', 'T']).unwrap_or(text.len());
    let (date, behind) = text.split_at(end);
    let mut parts = date.split('/');
    let mut number = |digits: std::ops::RangeInclusive<usize>| {
        let part = parts.next().filter(|part| digits.contains(&part.len()))?;
        part.parse::<u32>().ok()
    };
    let (first, second, year) = (number(1..=2)?, number(1..=2)?, number(4..=4)?);
    parts.next().is_none().then_some(Slashed {
        first,
        second,
        year,
        behind,
    })
}

impl Slashed<'_> {
    /// True if both readings are dates, and not the same.
    pub(super) fn is_doubtful(&self) -> bool {
        self.first <= 12 && self.second <= 12 && self.first != self.second
    }

    /// The order that this date can only have.
    fn order(&self) -> Option<DateOrder> {
        match (self.first, self.second) {
            (13.., _) => Some(DateOrder::DayFirst),
            (_, 13..) => Some(DateOrder::MonthFirst),
            (_, _) => None,
        }
    }

    /// The text with its year first. A date that has one reading only is read so.
    pub(super) fn year_first(&self, order: Option<DateOrder>) -> String {
        let (day, month) = match self.order().or(order).unwrap_or(DateOrder::DayFirst) {
            DateOrder::DayFirst => (self.first, self.second),
            DateOrder::MonthFirst => (self.second, self.first),
        };
        format!("{:04}-{month:02}-{day:02}{}", self.year, self.behind)
    }
}

/// The order of day and month that a list shows: that of its first date which has one reading only.
pub(in crate::import) fn day_order<'t>(texts: impl Iterator<Item = &'t str>) -> Option<DateOrder> {
    texts.filter_map(|text| slashed(text.trim())?.order()).next()
}
