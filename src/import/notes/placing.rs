//! On which day a list of bare times lies: before the first day that it says, else before now.

use crate::domain::time::typed::{Anchor, TimeContext};
use crate::domain::time::{AHEAD, Moment};

/// A day, in microseconds.
const DAY: i64 = 24 * 3_600 * 1_000_000;

/// The place in time of the bare times at the head of a list, before any day is said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Led {
    /// The latest of them.
    pub(super) latest: Option<Moment>,
    /// The last of them.
    pub(super) last: Option<Moment>,
    /// The first time behind them whose day was said.
    pub(super) said: Option<Moment>,
}

impl Led {
    /// So many days the list has to be moved: to before the first day that is said, else to before now.
    pub(super) fn days_to_move(&self, context: &TimeContext) -> i64 {
        let micros = |at: &Moment| context.zone.micros(at);
        match (self.last, self.said, self.latest) {
            (Some(last), Some(said), _) => (micros(&said).saturating_sub(micros(&last))).div_euclid(DAY),
            (_, None, Some(latest)) if context.anchor == Anchor::Now => {
                let ahead = context
                    .micros_ahead(&latest)
                    .saturating_sub(AHEAD.num_seconds() * 1_000_000);
                -(ahead.max(0).saturating_add(DAY - 1) / DAY)
            }
            (_, _, _) => 0,
        }
    }
}
