//! Time options, and what times are read against.

use super::problem::Problem;
use super::session::Session;
use crate::domain::incident::Incident;
use crate::domain::time::typed::{Anchor, TimeContext, TimeGiven, TypedTime, option};
use crate::domain::time::{Moment, Zone};

impl Session<'_> {
    /// The context that times typed for this incident are read against.
    pub(super) fn time_context(&self, incident: &Incident) -> TimeContext {
        let now = self.world.machine.now();
        TimeContext {
            now,
            zone: incident.zone(),
            anchor: incident.anchor(now),
        }
    }

    /// The same, for an incident that is not there yet.
    pub(super) fn time_context_in(&self, zone: Zone) -> TimeContext {
        TimeContext {
            now: self.world.machine.now(),
            zone,
            anchor: Anchor::Now,
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
