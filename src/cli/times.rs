//! Time options, and what times are read against.

use super::problem::Problem;
use super::session::Session;
use crate::domain::incident::{Incident, Status};
use crate::domain::time::typed::{TimeContext, TimeGiven, TypedTime, option};
use crate::domain::time::{Moment, Zone};

impl Session<'_> {
    /// What times that are typed for this incident are read against.
    pub(super) fn time_context(&self, incident: &Incident) -> TimeContext {
        let zone = incident.zone();
        let day = match incident.status() {
            Status::Open => None,
            Status::Closed { .. } => own_day(incident),
        };
        TimeContext {
            now: self.world.machine.now(),
            zone,
            day,
        }
    }

    /// The same, for an incident that is not there yet.
    pub(super) fn time_context_in(&self, zone: Zone) -> TimeContext {
        TimeContext {
            now: self.world.machine.now(),
            zone,
            day: None,
        }
    }

    /// Reads the value of an option that is a time, and says what there is to know of the reading.
    pub(super) fn time_option(
        &mut self,
        name: &str,
        text: &str,
        context: &TimeContext,
    ) -> Result<TimeGiven, Problem> {
        let typed = option::time(text, context).map_err(|error| Problem::from(error).of_option(name))?;
        Ok(self.told(name, typed))
    }

    /// Reads the end of what began at `start`.
    pub(super) fn end_option(
        &mut self,
        name: &str,
        text: &str,
        start: &Moment,
        context: &TimeContext,
    ) -> Result<Moment, Problem> {
        let typed =
            option::end(text, start, context).map_err(|error| Problem::from(error).of_option(name))?;
        Ok(self.told(name, typed).at)
    }

    fn told(&mut self, name: &str, typed: TypedTime) -> TimeGiven {
        for remark in typed.remarks {
            self.output().say(&format!("{name}: {remark}"));
        }
        typed.given
    }
}

/// The day of a closed incident: that of its first event with a time, or that of its opening.
fn own_day(incident: &Incident) -> Option<chrono::NaiveDate> {
    let first = incident.shown().find_map(|event| event.body().timing.at);
    let at = first.or(incident.opened_at())?;
    Some(incident.zone().shown(&at).clock.date())
}
