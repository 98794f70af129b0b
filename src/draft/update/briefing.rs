//! An incident as it is told at some time: the present window, what was said of the impact, and the clocks.

use chrono::{DateTime, TimeDelta};

use crate::domain::facts::Facts;
use crate::domain::findings::Policy;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;
use crate::domain::record::{CAREFUL, DECISION, FieldName, NEXT, Timing, WARNING};
use crate::domain::time::{Length, Moment, Now, Point, Precision, Zone};
use crate::domain::update_clock::UpdateClock;
use crate::domain::windows::Window;
use crate::draft::said::{said, said_in_full};
use crate::draft::times::Times;

/// The most characters of recorded words that stand in a text of ours.
pub(in crate::draft) const MOST_SAID: usize = 160;

/// The impact may have so many times the characters of other recorded words.
const FOR_THE_IMPACT: usize = 3;

/// The impact is told as it was recorded at first, and by so many of the latest events that told of it.
const LATER_TOLD: usize = 3;

/// Before a time that is only about right, for readers who know the sign.
const ABOUT_SIGN: &str = "~";

/// The same for everybody else.
pub(super) const ABOUT: &str = "about ";

/// By tag: the labels that people write before such words.
const LABELS: &[(&str, &[&str])] = &[
    (NEXT, &["next", "next step", "next steps", "next up"]),
    (CAREFUL, &["careful", "be careful", "caution"]),
    (DECISION, &["decision", "decided"]),
];

/// The beginning of the year 9999, in seconds since 1970: no day of an incident is that.
const LONG_AFTER: i64 = 253_370_764_800;

/// An incident as it is told at some time. What is dated ahead of now has not happened; what is left out of drafts is
/// left out here.
pub(in crate::draft) struct Briefing<'a> {
    pub(in crate::draft) facts: Facts<'a>,
    pub(in crate::draft) now: Now,
    pub(super) times: Times,
    /// So many characters of recorded words are repeated, each time.
    pub(super) most: usize,
    /// Stands before a time that is only about right.
    pub(super) about: &'static str,
    /// All events that can have happened, in the order of the timeline.
    events: Vec<&'a Event>,
    /// The place of the first event of the last window among them.
    begins: usize,
}

impl<'a> Briefing<'a> {
    pub(in crate::draft) fn of(incident: &'a Incident, now: Now) -> Briefing<'a> {
        let events = incident.happened(now).filter(|event| !event.is_hidden());
        Briefing::with(Facts::at(incident, now), events.collect(), now)
    }

    /// An incident as it is told for good: all that is recorded counts, and no day of it is today.
    pub(in crate::draft) fn for_good(facts: &Facts<'a>) -> Briefing<'a> {
        let now = Now {
            instant: DateTime::from_timestamp(LONG_AFTER, 0).unwrap_or_default(),
            local: Zone::Utc,
        };
        let told = Briefing::with(facts.clone(), facts.incident.drafted().collect(), now);
        Briefing { about: ABOUT, ..told }
    }

    fn with(mut facts: Facts<'a>, events: Vec<&'a Event>, now: Now) -> Briefing<'a> {
        facts.windows = facts.windows.no_finer(Precision::Minute);
        let last = facts.windows.all().last().map(|window| window.start.event);
        let begins = last.and_then(|start| events.iter().position(|event| event.id == start));
        Briefing {
            now,
            times: Times::of(facts.incident),
            facts,
            most: MOST_SAID,
            about: ABOUT_SIGN,
            events,
            begins: begins.unwrap_or_default(),
        }
    }

    pub(in crate::draft) fn incident(&self) -> &'a Incident {
        self.facts.incident
    }

    /// Every event, in the order of the timeline.
    pub(in crate::draft) fn events(&self) -> &[&'a Event] {
        &self.events
    }

    /// The events since the last window opened; without a window, all.
    pub(in crate::draft) fn in_window(&self) -> &[&'a Event] {
        self.events.get(self.begins..).unwrap_or_default()
    }

    /// The events since it was last noticed or said that users are affected, more or again: what was done before is not
    /// what is being done.
    pub(in crate::draft) fn since_turn(&self) -> &[&'a Event] {
        let events = self.in_window();
        let turns = |event: &&Event| match event.body().kind {
            Kind::Impact => !event.says_recovered(),
            Kind::Detection => !event.is_tagged(WARNING) && !event.says_recovered(),
            Kind::Change
            | Kind::Acknowledgement
            | Kind::Escalation
            | Kind::Investigation
            | Kind::Hypothesis
            | Kind::RuledOut
            | Kind::Cause
            | Kind::Mitigation
            | Kind::Fix
            | Kind::Communication
            | Kind::Resolution
            | Kind::Note => false,
        };
        let turn = events.iter().rposition(turns);
        turn.map_or(events, |turn| &events[turn + 1..])
    }

    /// The place among [`Self::events`] of the first event since users were first affected; without a window 0.
    pub(super) fn first_affected(&self) -> usize {
        let first = self.facts.windows.all().first().map(|window| window.start.event);
        let place = first.and_then(|first| self.events.iter().position(|event| event.id == first));
        place.unwrap_or_default()
    }

    /// The newest event of a kind in the last window.
    pub(in crate::draft) fn newest(&self, kind: Kind) -> Option<&'a Event> {
        newest_in(self.in_window(), kind)
    }

    /// The open window.
    pub(in crate::draft) fn open(&self) -> Option<&Window> {
        self.facts.windows.open()
    }

    /// True if there was an impact and it has ended.
    pub(in crate::draft) fn is_over(&self) -> bool {
        self.facts.windows.is_over()
    }

    /// The windows before the last.
    pub(super) fn earlier(&self) -> &[Window] {
        let all = self.facts.windows.all();
        &all[..all.len().saturating_sub(1)]
    }

    /// Recorded words, as they are repeated here.
    pub(in crate::draft) fn said(&self, text: &str) -> String {
        said(text, self.most)
    }

    /// Recorded words with their time: `retries off (10:50)`.
    pub(in crate::draft) fn said_at(&self, event: &Event) -> String {
        let body = event.body();
        format!("{} ({})", self.said(&body.text), self.when(&body.timing))
    }

    /// The severity as a heading begins: `SEV1`.
    pub(in crate::draft) fn severity(&self) -> String {
        let level = self.incident().severity();
        level.map_or("severity not set".to_owned(), |level| format!("SEV{level}"))
    }

    pub(in crate::draft) fn title(&self) -> String {
        self.said(self.incident().title())
    }

    /// The impact on users: the field, else the events that tell of it.
    pub(super) fn impact(&self) -> Option<String> {
        let field = self.incident().value(FieldName::Impact);
        let in_full = |text| said_in_full(text, self.most, FOR_THE_IMPACT * self.most);
        field.map(in_full).or_else(|| self.impact_by_events())
    }

    /// The impact by its events, of the present window or, once it is over, of all: `all searches time out; at 14:47:
    /// one tenant again`. The words of one do not hold for the time before it.
    fn impact_by_events(&self) -> Option<String> {
        let events = if self.is_over() {
            self.events()
        } else {
            self.in_window()
        };
        let tells = |event: &&&Event| event.body().kind == Kind::Impact && !event.says_recovered();
        let mut told = events.iter().filter(tells).copied();
        let first = self.said(&told.next()?.body().text);
        let later: Vec<&Event> = told.collect();
        let latest = &later[later.len().saturating_sub(LATER_TOLD)..];
        let mut parts = vec![first];
        if let skipped @ 1.. = later.len() - latest.len() {
            parts.push(format!("{skipped} more"));
        }
        parts.extend(latest.iter().map(|event| {
            let body = event.body();
            format!("{}: {}", self.at(&body.timing), self.said(&body.text))
        }));
        Some(parts.join("; "))
    }

    /// The cause in words, and the event that named it.
    pub(super) fn cause(&self) -> (Option<String>, Option<&'a Event>) {
        let event = newest_in(self.in_window(), Kind::Cause).or_else(|| {
            let over = self.is_over();
            over.then(|| newest_in(&self.events, Kind::Cause)).flatten()
        });
        let field = self.incident().value(FieldName::Cause);
        let text = field.or_else(|| event.map(|event| event.body().text.as_str()));
        (text.map(|text| self.said(text)), event)
    }

    /// The newest event tagged as the next step.
    pub(in crate::draft) fn next_step(&self) -> String {
        let newest = self.events.iter().rev().find(|event| event.is_tagged(NEXT));
        newest.map_or_else(|| "[say]".to_owned(), |event| self.said_as(event, NEXT))
    }

    /// The words of an event with this tag, where they stand behind a label of ours.
    pub(in crate::draft) fn said_as(&self, event: &Event, tag: &str) -> String {
        self.said(without_label(&event.body().text, tag))
    }

    /// The length from a mark to now, never negative; to the minute, as the times beside it.
    pub(in crate::draft) fn since(&self, mark: &Mark) -> Length {
        let now = Point::now(self.incident().zone(), self.now);
        mark.point.to(&now).or_zero()
    }

    /// The age of an event in words: `35 min`; `None` where its time is not known closely enough.
    pub(in crate::draft) fn age(&self, event: &Event) -> Option<String> {
        let mark = Mark::of(event, self.incident().zone())?;
        let since = self.since(&mark);
        (!since.is_within_a_day()).then(|| crate::draft::said::age(since.seconds()))
    }

    /// The clock by which people are told something.
    pub(in crate::draft) fn clock(&self, policy: &Policy) -> Option<UpdateClock> {
        let (incident, windows) = (self.incident(), &self.facts.windows);
        let happened = |event: &Event| event.has_happened(incident.zone(), self.now);
        UpdateClock::through(incident, windows, policy, happened)
    }

    /// By when the next update follows one that is sent now; `None` where none is asked for.
    pub(super) fn next_by(&self, policy: &Policy) -> Option<(Moment, String)> {
        let clock = self.clock(policy)?;
        let every = TimeDelta::seconds(clock.every);
        let instant = self.now.instant.checked_add_signed(every)?;
        let at = self.incident().zone().now(Now { instant, ..self.now });
        Some((at, self.when(&to_the_minute(&Timing::to_the_second(at)))))
    }

    /// The moment as a clock shows it: `12:30`.
    pub(in crate::draft) fn clock_at(&self, at: Moment) -> String {
        self.when(&to_the_minute(&Timing::to_the_second(at)))
    }

    /// The offsets of these moments, each once: the zone without the name of its city.
    pub(super) fn offsets(&self, moments: impl IntoIterator<Item = Moment>) -> String {
        let zone = self.incident().zone();
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

    /// The offsets of all ends of these windows.
    pub(super) fn offsets_of(&self, windows: &[Window]) -> String {
        let ends = windows.iter().flat_map(|window| [Some(window.start), window.end]);
        self.offsets(ends.flatten().map(|mark| mark.at))
    }

    /// The events that are dated ahead of now: none of them counts.
    pub(in crate::draft) fn ahead(&self) -> impl Iterator<Item = &'a Event> {
        let (incident, now) = (self.incident(), self.now);
        let events = incident.shown();
        events.filter(move |event| !event.has_happened(incident.zone(), now))
    }

    /// The same in a sentence; `None`: there is none.
    pub(super) fn ahead_in_words(&self) -> Option<String> {
        let first = self.ahead().next()?;
        let kind = first.body().kind.row().title.to_lowercase();
        let dated = self.times.in_full(&to_the_minute(&first.body().timing));
        let others = match self.ahead().count() - 1 {
            0 => String::new(),
            others => format!(" and {others} more"),
        };
        Some(format!(
            "Not told, because it is dated ahead of now: event {} ({kind}, {dated}){others}; correct the time.",
            first.number
        ))
    }
}

/// The words of something with this tag, without a label that says the same.
fn without_label<'t>(text: &'t str, tag: &str) -> &'t str {
    let Some((label, rest)) = text.split_once(':') else {
        return text;
    };
    let label = label.trim().to_lowercase();
    let is_label = |(of, labels): &(&str, &[&str])| *of == tag && labels.contains(&label.as_str());
    let rest = rest.trim_start();
    if !rest.is_empty() && LABELS.iter().any(is_label) {
        rest
    } else {
        text
    }
}

/// The newest event of a kind among these.
pub(super) fn newest_in<'a>(events: &[&'a Event], kind: Kind) -> Option<&'a Event> {
    events
        .iter()
        .rev()
        .copied()
        .find(|event| event.body().kind == kind)
}

/// Nobody reads seconds in an update.
pub(super) fn to_the_minute(timing: &Timing) -> Timing {
    Timing {
        precision: timing.precision.max(Precision::Minute),
        ..*timing
    }
}
