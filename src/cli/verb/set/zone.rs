//! The zone, once times were typed in the present one: do the instants stay, or the clock times?

use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::domain::counted::counted_as;
use crate::domain::incident::Incident;
use crate::domain::rezone::{self, Keep};
use crate::domain::time::{Moment, Zone};
use crate::incidents::scribe::{Scribe, Step};

/// Records the zone, and for clock times that stay the corrections of their events.
pub(super) fn record(name: &str, keep: Option<Keep>, session: &mut Session<'_>) -> Result<Scribe, Problem> {
    let zone = Zone::parse(name, session.world.machine.local)?;
    let scribe = session.scribe()?;
    let question = ZoneQuestion::of(&scribe.incident(), zone);
    let keep = match (keep, &question) {
        (Some(keep), _) => keep,
        (None, None) => Keep::Instants,
        (None, Some(question)) => question.ask(session)?,
    };
    let commands = rezone::commands(&scribe.incident(), zone, keep);
    let mut step = Step::default();
    for command in commands {
        session.do_step_in(&scribe, &mut step, command)?;
    }
    if let Some(question) = question {
        session.output().say(&question.outcome(keep));
    }
    Ok(scribe)
}

/// The times typed so far, and what becomes of them.
struct ZoneQuestion {
    zone: Zone,
    /// The number of times.
    count: usize,
    /// The number of the first of their events, its clock time, and what that is in the new zone.
    first: (u32, String, String),
}

impl ZoneQuestion {
    /// `None` where none of them is another one in the new zone.
    fn of(incident: &Incident, zone: Zone) -> Option<Self> {
        let moved = rezone::moved(incident, zone);
        let first = moved.first()?.event;
        let at = first.body().timing.at?;
        let clock = |zone: Zone, at: &Moment| zone.shown(at).clock.format("%H:%M").to_string();
        Some(ZoneQuestion {
            zone,
            count: moved.len(),
            first: (first.number, clock(incident.zone(), &at), clock(zone, &at)),
        })
    }

    fn times(&self) -> String {
        counted_as(self.count, "time was", "times were")
    }

    /// Asks whoever sits at the terminal. No answer changes nothing.
    fn ask(&self, session: &mut Session<'_>) -> Result<Keep, Problem> {
        let (number, before, after) = &self.first;
        let (times, zone) = (self.times(), self.zone);
        let refusal = Problem::usage(format!(
            "{times} typed in the present zone: do the instants stay (event {number}: {before} becomes {after}), or the \
             clock times ({before} is {before} in {zone})?"
        ))
        .next(format!("hotwash set zone {zone} --keep instants, or --keep clocks"));
        if !session.world.input.is_terminal {
            return Err(refusal);
        }
        session.output().say(&format!(
            "{times} typed in the present zone. Event {number}: {before} becomes {after} where the instants stay, and \
             is {before} in {zone} where the clock times stay."
        ));
        let answer = session.reply("What stays, instants or clocks? [i/c] ");
        match answer.chars().next() {
            Some('i') => Ok(Keep::Instants),
            Some('c') => Ok(Keep::Clocks),
            Some(_) | None => Err(Problem::refused("nothing was changed").next(format!(
                "hotwash set zone {zone} --keep instants, or --keep clocks"
            ))),
        }
    }

    fn outcome(&self, keep: Keep) -> String {
        let (number, before, after) = &self.first;
        let zone = self.zone;
        match (keep, self.count) {
            (Keep::Instants, _) => {
                format!("the instants stay: event {number} was at {before}, which is {after} in {zone}")
            }
            (Keep::Clocks, 1) => format!("the clock times stay: event {number} is at {before} in {zone}"),
            (Keep::Clocks, count) => {
                format!(
                    "the clock times stay: {count} events are corrected, event {number} is at {before} in {zone}"
                )
            }
        }
    }
}
