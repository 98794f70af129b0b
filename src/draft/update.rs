//! A status update to paste, from the journal: for the team, for executives, for the public.
//!
//! It says only what is recorded, times to the minute, and by when the next one follows: whoever sends it starts the
//! clock anew.

mod news;
mod public;

use chrono::TimeDelta;

use crate::domain::facts::Facts;
use crate::domain::findings::Policy;
use crate::domain::harmless;
use crate::domain::hypotheses;
use crate::domain::incident::{Event, Incident, Status};
use crate::domain::mark::Mark;
use crate::domain::quoted::first_line;
use crate::domain::record::{FieldName, Timing};
use crate::domain::time::{Length, Moment, Now, Point, Precision, Zone};
use crate::domain::update_clock::UpdateClock;

use super::times::Times;
use news::Tells;

/// The number of latest events that the team is told.
const LATEST: usize = 5;

/// For whom an update is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Those who work on it.
    #[default]
    Team,
    /// Those who answer for it.
    Executive,
    /// Those whom it affects.
    Public,
}

impl Audience {
    /// All of them, the nearest first.
    pub const ALL: [Audience; 3] = [Audience::Team, Audience::Executive, Audience::Public];

    /// Its name, lower case.
    pub fn name(self) -> &'static str {
        match self {
            Audience::Team => "team",
            Audience::Executive => "executive",
            Audience::Public => "public",
        }
    }

    /// To whom it goes, in a sentence.
    pub fn readers(self) -> &'static str {
        match self {
            Audience::Team => "the team",
            Audience::Executive => "executives",
            Audience::Public => "the public",
        }
    }
}

/// A status update, and what whoever sends it has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusUpdate {
    /// The update as plain, harmless text.
    pub text: String,
    /// The parts that this audience does not read although they stand in what it could read, in lines for whoever
    /// sends the update: what is dated ahead of now, and of the impact the sentences that the public does not read,
    /// with the reasons. `None`: nothing is left out.
    pub left_out: Option<String>,
}

/// Composes a status update.
pub fn update(incident: &Incident, audience: Audience, now: Now, policy: &Policy) -> StatusUpdate {
    let told = Briefing::of(incident, now);
    let (mut lines, withheld) = match audience {
        Audience::Team => (told.team(), None),
        Audience::Executive => (told.executive(), None),
        Audience::Public => public::lines(&told),
    };
    let by = told.next_by(policy);
    lines.extend(by.map(|(at, by)| match audience {
        Audience::Team | Audience::Executive => format!("Next update: by {by}"),
        Audience::Public => public::next(&told, &by, at),
    }));
    let left_out: Vec<String> = told.ahead_in_words().into_iter().chain(withheld).collect();
    StatusUpdate {
        text: as_text(&lines),
        left_out: (!left_out.is_empty()).then(|| left_out.join("\n")),
    }
}

/// The lines, made harmless: a line break in what somebody wrote begins no line of its own here.
pub(super) fn as_text(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| harmless::line(line).into_owned() + "\n");
    lines.collect()
}

/// An incident as it is told at some time.
pub(super) struct Briefing<'a> {
    pub(super) facts: Facts<'a>,
    pub(super) times: Times,
    pub(super) now: Now,
}

impl<'a> Briefing<'a> {
    pub(super) fn of(incident: &'a Incident, now: Now) -> Briefing<'a> {
        Briefing {
            facts: Facts::at(incident, now),
            times: Times::of(incident),
            now,
        }
    }

    /// The events on the timeline that can have happened, in its order.
    pub(super) fn happened(&self) -> impl DoubleEndedIterator<Item = &'a Event> {
        self.facts.incident.happened(self.now)
    }

    /// The events that are dated ahead of now: none of them counts.
    pub(super) fn ahead(&self) -> impl Iterator<Item = &'a Event> {
        let (incident, now) = (self.facts.incident, self.now);
        let events = incident.shown();
        events.filter(move |event| !event.has_happened(incident.zone(), now))
    }

    /// The same in a sentence; `None`: there is none.
    fn ahead_in_words(&self) -> Option<String> {
        let first = self.ahead().next()?;
        let kind = first.body().kind.row().title.to_lowercase();
        let dated = self.in_full(&first.body().timing);
        let others = match self.ahead().count() - 1 {
            0 => String::new(),
            others => format!(" and {others} more"),
        };
        Some(format!(
            "Not told, because it is dated ahead of now: event {} ({kind}, {dated}){others}; correct the time.",
            first.number
        ))
    }

    fn team(&self) -> Vec<String> {
        let mut lines = vec![self.heading(), self.since()];
        // Whoever reads this has read the updates before it.
        let news = self
            .happened()
            .filter(|event| Tells::of(event.body().kind) != Tells::Update);
        let news: Vec<&Event> = news.collect();
        let latest = &news[news.len().saturating_sub(LATEST)..];
        lines.extend(section(
            "Latest:",
            latest.iter().map(|event| self.line(event)).collect(),
        ));
        lines.extend(section("Open suspicions:", self.suspicions()));
        lines
    }

    fn executive(&self) -> Vec<String> {
        let incident = self.facts.incident;
        let of = |field, news| {
            let written = incident.value(field);
            written.or_else(|| self.newest(news).map(|event| event.body().text.as_str()))
        };
        let impact = of(FieldName::Impact, Tells::Impact).unwrap_or("not recorded yet");
        let mut lines = vec![
            self.heading(),
            self.since(),
            format!("Impact: {}", first_line(impact)),
        ];
        let cause = of(FieldName::Cause, Tells::Cause);
        lines.extend(cause.map(|text| format!("Cause: {}", first_line(text))));
        lines.push(self.being_done());
        lines
    }

    /// The newest thing that was done about it; what is suspected is no deed, and is not told as one.
    fn being_done(&self) -> String {
        let said = |label: &str, event: &Event| format!("{label}: {}", first_line(&event.body().text));
        let open = || self.open_suspicions().last();
        if let Some(done) = self.newest(Tells::Repair) {
            let label = if self.is_over() {
                "Done"
            } else {
                "What is being done"
            };
            said(label, done)
        } else if let Some(suspected) = open() {
            said("Being looked into", suspected)
        } else if let Some(looked_at) = self.newest(Tells::Look) {
            said("Looked into last", looked_at)
        } else {
            "What is being done: not recorded yet".to_owned()
        }
    }

    pub(super) fn heading(&self) -> String {
        let incident = self.facts.incident;
        let severity = incident
            .severity()
            .map_or("severity not recorded".to_owned(), |level| format!("SEV{level}"));
        let status = match incident.status() {
            Status::Open if self.is_over() => "resolved",
            status => status.word(),
        };
        format!("{} ({severity}, {status})", incident.title())
    }

    /// True if there was an impact and it has ended.
    pub(super) fn is_over(&self) -> bool {
        self.facts.windows.is_over()
    }

    /// Since when the impact lasts, or from when to when it lasted. The zone is named here, once.
    pub(super) fn since(&self) -> String {
        let incident = self.facts.incident;
        let zone = self.zone();
        let Some(window) = self.facts.windows.all().last() else {
            let opened = incident.opened_at().map(|at| {
                let timing = Timing {
                    at: Some(at),
                    ..Timing::default()
                };
                format!("; opened {} ({zone})", self.in_full(&timing))
            });
            return format!("Since: not recorded{}", opened.unwrap_or_default());
        };
        let begun = incident
            .event(window.start.event)
            .map(|event| event.body().timing);
        let from = if window.from_detection {
            ", from detection"
        } else {
            ""
        };
        match window.end {
            Some(end) => {
                let first_day = self.times.date(&window.start.at);
                let ended = incident.event(end.event).map(|event| event.body().timing);
                let ended = to_the_minute(&ended.unwrap_or_default());
                format!(
                    "Over: {} – {} ({zone}){from}",
                    self.in_full(&begun.unwrap_or_default()),
                    self.times.brief(&ended, first_day)
                )
            }
            None => format!(
                "Since: {} ({zone}), for {}{from}",
                self.in_full(&begun.unwrap_or_default()),
                self.age(&window.start).long()
            ),
        }
    }

    /// The length since a mark, never negative; to the minute, as the times beside it.
    pub(super) fn age(&self, mark: &Mark) -> Length {
        mark.point
            .to(&Point::now(self.facts.incident.zone(), self.now))
            .or_zero()
    }

    /// An event in a line: when, what, and the first line of its text.
    pub(super) fn line(&self, event: &Event) -> String {
        let body = event.body();
        let kind = body.kind.row().title;
        format!(
            "- {} {kind}: {}",
            self.brief(&body.timing),
            first_line(&body.text)
        )
    }

    /// Every open suspicion; with its age, while the trouble lasts.
    pub(super) fn suspicions(&self) -> Vec<String> {
        let incident = self.facts.incident;
        let open = self.open_suspicions().map(|event| {
            let mark = Mark::of(event, incident.zone()).filter(|_| !self.is_over());
            let since = mark
                .map(|mark| self.age(&mark))
                .filter(|age| !age.is_within_a_day());
            let since = since.map(|age| format!(" (for {})", age.long()));
            format!(
                "- {}{}",
                first_line(&event.body().text),
                since.unwrap_or_default()
            )
        });
        open.collect()
    }

    /// The suspicions that nothing has ended by now.
    fn open_suspicions(&self) -> impl Iterator<Item = &'a Event> {
        let (incident, now) = (self.facts.incident, self.now);
        let happened = move |event: &Event| event.has_happened(incident.zone(), now);
        let open = hypotheses::all(incident)
            .filter(move |one| happened(one.started) && !one.ended.is_some_and(happened));
        open.map(|one| one.started)
    }

    /// The newest event that tells this and can have happened.
    fn newest(&self, news: Tells) -> Option<&'a Event> {
        let mut newest_first = self.happened().rev();
        newest_first.find(|event| Tells::of(event.body().kind) == news)
    }

    /// The clock by which people are told something.
    pub(super) fn clock(&self, policy: &Policy) -> Option<UpdateClock> {
        let (incident, windows) = (self.facts.incident, &self.facts.windows);
        let happened = |event: &Event| event.has_happened(incident.zone(), self.now);
        UpdateClock::through(incident, windows, policy, happened)
    }

    /// By when the next update follows this one; `None` where none is asked for.
    fn next_by(&self, policy: &Policy) -> Option<(Moment, String)> {
        let incident = self.facts.incident;
        let clock = self.clock(policy)?;
        let instant = self
            .now
            .instant
            .checked_add_signed(TimeDelta::seconds(clock.every))?;
        let by = Now { instant, ..self.now };
        let at = incident.zone().now(by);
        let timing = Timing {
            at: Some(at),
            ..Timing::default()
        };
        Some((at, self.brief(&timing)))
    }

    pub(super) fn zone(&self) -> String {
        self.times.zone(self.facts.incident).text
    }

    /// The offsets of these moments, each once: the zone without the name of its city.
    pub(super) fn offsets(&self, moments: impl IntoIterator<Item = Moment>) -> String {
        let zone = self.facts.incident.zone();
        if zone == Zone::Utc {
            return "UTC".to_owned();
        }
        let offsets = moments.into_iter().filter_map(|at| zone.shown(&at).offset);
        let mut offsets: Vec<String> = offsets.map(|offset| format!("UTC{offset}")).collect();
        offsets.dedup();
        if offsets.is_empty() {
            return "zone not recorded".to_owned();
        }
        offsets.join(", later ")
    }

    pub(super) fn in_full(&self, timing: &Timing) -> String {
        self.times.in_full(&to_the_minute(timing))
    }

    /// The time alone, and its day where that is not today.
    fn brief(&self, timing: &Timing) -> String {
        let today = self.times.date(&self.facts.incident.zone().now(self.now));
        self.times.brief(&to_the_minute(timing), today)
    }
}

/// Nobody reads seconds in an update.
fn to_the_minute(timing: &Timing) -> Timing {
    Timing {
        precision: timing.precision.max(Precision::Minute),
        ..*timing
    }
}

/// A heading with its lines; nothing without any.
pub(super) fn section(title: &str, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        return lines;
    }
    std::iter::once(title.to_owned()).chain(lines).collect()
}
