//! Marks of an event: what else there is to know of it, in few words behind its text.

use chrono::TimeDelta;

use super::{RowSource, name_of};
use crate::domain::incident::Event;
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;
use crate::domain::mitigations::SaidOutcome;
use crate::domain::time::{Length, Moment, Point, Precision};

/// Recorded so much later than it happened, a row says when it was recorded.
const LATE: TimeDelta = TimeDelta::minutes(5);

impl RowSource<'_> {
    /// Marks of an event: what else there is to know, in few words.
    pub(super) fn marks(&self, event: &Event) -> String {
        let until = event.body().timing.until.map(|until| self.until(event, &until));
        let marks = [
            until,
            self.age(event).map(|age| format!("open {}", age.short())),
            self.became(event),
            SaidOutcome::beside_the_text(event.body()).map(|said| said.words().to_owned()),
            attached(event),
            event.is_hidden().then(|| "not in drafts".to_owned()),
            event.is_amended().then(|| corrected(event)),
            event.after_close.then(|| "after close".to_owned()),
            self.recorded_late(event),
        ];
        marks.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Says what became of a hypothesis that is open no more.
    fn became(&self, event: &Event) -> Option<String> {
        let end = self.incident.event(*self.derived.ends.get(&event.id)?)?;
        let became = match end.body().kind {
            Kind::Cause => "was the cause",
            _ => "ruled out",
        };
        Some(became.to_owned())
    }

    /// `until 14:05`; with its day where that is another one.
    fn until(&self, event: &Event, until: &Moment) -> String {
        let clock = self.zone.shown(until).clock;
        let same_day = self.day(event) == Some(clock.date());
        clock
            .format(if same_day {
                "until %H:%M"
            } else {
                "until %-d %b %H:%M"
            })
            .to_string()
    }

    /// Says how long an open hypothesis has been pursued.
    fn age(&self, event: &Event) -> Option<Length> {
        let open = event.body().kind == Kind::Hypothesis && self.derived.open_hypotheses.contains(&event.id);
        let zone = self.incident.zone();
        let mark = Mark::of(event, zone).filter(|_| open)?;
        Some(mark.point.to(&Point::now(zone, self.now)).or_zero())
    }

    fn recorded_late(&self, event: &Event) -> Option<String> {
        let timing = &event.body().timing;
        let Moment::Zoned(at) = timing.at? else {
            return None;
        };
        let late = event.provenance.recorded_at.signed_duration_since(at);
        if late < LATE || timing.precision == Precision::Day {
            return None;
        }
        let recorded = self.zone.shown_instant(event.provenance.recorded_at).clock;
        let same_day = self.day(event) == Some(recorded.date());
        let format = if same_day {
            "recorded %H:%M"
        } else {
            "recorded %-d %b %H:%M"
        };
        Some(recorded.format(format).to_string())
    }
}

/// That an event was corrected; and by whom, where these are not its writer's words.
fn corrected(event: &Event) -> String {
    let by = event.amended_by_another();
    by.map_or_else(
        || "corrected".to_owned(),
        |by| format!("corrected by {}", name_of(by)),
    )
}

/// That something is attached: it is shown where the event is opened.
fn attached(event: &Event) -> Option<String> {
    match event.body().evidence.len() {
        0 => None,
        1 => Some("evidence".to_owned()),
        count => Some(format!("evidence: {count}")),
    }
}
