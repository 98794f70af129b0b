//! The options of `log`, as they say something of an event.

use super::LogArgs;
use crate::cli::args::KindWord;
use crate::cli::event;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::domain::command::{NewEvent, When};
use crate::domain::id::RecordId;
use crate::domain::record::Timing;
use crate::domain::time::Moment;
use crate::domain::time::typed::TimeContext;
use crate::incidents::scribe::Scribe;

/// The options, understood.
#[derive(Debug)]
pub(super) struct Options {
    kind: Option<KindWord>,
    /// The time of `--at` and `--until`.
    timing: Option<Timing>,
    about: bool,
    ends: Option<RecordId>,
    ends_impact: bool,
    /// Now, to the second: for what happened "about now".
    now: Moment,
    /// The text is no typed line: it is taken as it is.
    plain: bool,
}

impl Options {
    pub(super) fn read(args: &LogArgs, scribe: &Scribe, session: &mut Session<'_>) -> Result<Self, Problem> {
        let incident = scribe.incident();
        let context = session.time_context(&incident);
        let ends = args
            .ends
            .as_deref()
            .map(|name| event::named(name, &incident).map_err(|problem| problem.of_option("--ends")))
            .transpose()?;
        Ok(Options {
            kind: args.kind,
            timing: timing(args, session, &context)?,
            about: args.about,
            ends,
            ends_impact: args.ends_impact,
            now: context.zone.now(context.now),
            plain: args.kind.is_some(),
        })
    }

    /// True where the text is taken as it is.
    pub(super) fn is_plain(&self) -> bool {
        self.plain || self.timing.is_some()
    }

    /// Has the text taken as it is where `plain`, whatever the other options say.
    pub(super) fn take_as_it_is(&mut self, plain: bool) {
        self.plain |= plain;
    }

    /// An option that was given and that makes no sense for an action item.
    pub(super) fn only_for_events(&self) -> Option<&'static str> {
        match self {
            Options { ends: Some(_), .. } => Some("--ends"),
            Options {
                ends_impact: true, ..
            } => Some("--ends-impact"),
            Options { about: true, .. } => Some("--about"),
            Options { .. } => None,
        }
    }

    /// The event with what these options say of it.
    pub(super) fn given_to(&self, new: NewEvent) -> NewEvent {
        let kind = self.kind.unwrap_or(KindWord {
            kind: new.kind,
            via: new.via,
        });
        NewEvent {
            kind: kind.kind,
            via: kind.via,
            when: self.when(new.when),
            ends: self.ends,
            ends_impact: self.ends_impact,
            ..new
        }
    }

    fn when(&self, typed: When) -> When {
        let given = match (self.timing, typed) {
            (Some(timing), _) | (None, When::Given(timing)) => timing,
            (None, When::Now) if self.about => Timing::to_the_second(self.now),
            (None, When::Now) => return When::Now,
        };
        When::Given(Timing {
            approximate: given.at.is_some() && (given.approximate || self.about),
            ..given
        })
    }
}

fn timing(
    args: &LogArgs,
    session: &mut Session<'_>,
    context: &TimeContext,
) -> Result<Option<Timing>, Problem> {
    let at = match args.at.as_deref().map(str::trim) {
        Some(none) if none.eq_ignore_ascii_case("none") => Timing::default(),
        Some(at) => session.time_option("--at", at, context)?.into(),
        None if args.until.is_some() => {
            return Err(
                Problem::usage("--until: a range needs the time at which it began")
                    .next("give --at with --until"),
            );
        }
        None => return Ok(None),
    };
    let Some(until) = &args.until else {
        return Ok(Some(at));
    };
    let problem = match at {
        Timing { until: Some(_), .. } => "--until: --at says already when it ended",
        Timing { at: None, .. } => "--until: a range needs the time at which it began",
        Timing { at: Some(start), .. } => {
            let until = Some(session.end_option("--until", until, &start, context)?);
            return Ok(Some(Timing { until, ..at }));
        }
    };
    Err(Problem::usage(problem).next("give one time with --at and one with --until"))
}
