//! The deeds of the present window: what became of the mitigations, what was looked at and ruled out, what is in hand,
//! and what was changed and not taken back.

use std::collections::BTreeSet;

use super::Briefing;
use crate::domain::alike::{MOST_TEXTS, shared, significant};
use crate::domain::hypotheses;
use crate::domain::incident::Event;
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;
use crate::domain::mitigations::MitigationOutcome;
use crate::domain::phrases::has_words;
use crate::domain::record::WARNING;

/// Words by which an entry takes back what another one changed.
const TAKING_BACK: &[&str] = &[
    "back in",
    "back off",
    "back on",
    "back to",
    "re-enabled",
    "reenabled",
    "removed again",
    "restored",
    "revert",
    "reverted",
    "roll back",
    "rollback",
    "rolled back",
    "undid",
    "undone",
];

/// Verbs that do it with a "back" somewhere behind them.
const BACK: &[&str] = &[
    "brought", "moved", "put", "scaled", "set", "switched", "taken", "turned",
];

/// The beginnings of these words, which say nothing of what is taken back.
const OF_TAKING_BACK: &[&str] = &[
    "back", "enabl", "put", "reenabl", "restor", "revert", "roll", "rollback", "undid", "undon",
];

/// The state of the impact, by what was done against it in the present window.
#[derive(Clone, Copy, Debug)]
pub(in crate::draft) enum Reduction<'a> {
    /// No mitigation is recorded.
    None,
    /// This one is marked as helping, and nothing became worse since.
    Helped(&'a Event),
    /// This one was marked as helping; then it became worse.
    WorseSince(&'a Event, Mark),
    /// The newest of those of which nobody said whether they helped.
    Unsaid(&'a Event),
    /// The newest, of which all failed.
    Failed(&'a Event),
}

/// A dead end: the event, and the suspicion that it ended.
#[derive(Clone, Copy, Debug)]
pub(in crate::draft) struct DeadEnd<'a> {
    pub(in crate::draft) event: &'a Event,
    pub(in crate::draft) suspicion: Option<&'a Event>,
}

impl DeadEnd<'_> {
    /// The suspicion in words; without one, those of the dead end.
    pub(in crate::draft) fn words(&self) -> &str {
        &self.suspicion.unwrap_or(self.event).body().text
    }
}

impl<'a> Briefing<'a> {
    /// The state of the impact.
    pub(in crate::draft) fn reduction(&self) -> Reduction<'a> {
        let newest = |wanted: fn(MitigationOutcome) -> bool| {
            let mut newest_first = self.in_window().iter().rev().copied();
            newest_first.find(|event| MitigationOutcome::of(event).is_some_and(wanted))
        };
        if let Some(helped) = newest(|outcome| outcome == MitigationOutcome::Helped) {
            return match self.worse_since(helped) {
                Some(worse) => Reduction::WorseSince(helped, worse),
                None => Reduction::Helped(helped),
            };
        }
        match newest(|outcome| outcome == MitigationOutcome::Unsaid) {
            Some(unsaid) => Reduction::Unsaid(unsaid),
            None => newest(|_| true).map_or(Reduction::None, Reduction::Failed),
        }
    }

    /// The last time it became worse after an event; one without a time came before.
    fn worse_since(&self, event: &Event) -> Option<Mark> {
        let worse = self.facts.windows.all().last()?.worse.last()?;
        let after = Mark::of(event, self.incident().zone()).is_none_or(|mark| worse.micros >= mark.micros);
        after.then_some(*worse)
    }

    /// The suspicions that nothing has ended by now.
    pub(in crate::draft) fn open_suspicions(&self) -> Vec<&'a Event> {
        let (incident, now) = (self.incident(), self.now);
        let happened = move |event: &Event| event.has_happened(incident.zone(), now);
        let open = hypotheses::all(incident)
            .filter(move |one| happened(one.started) && !one.ended.is_some_and(happened));
        open.map(|one| one.started)
            .filter(|event| !event.is_hidden())
            .collect()
    }

    /// The dead ends of the window, oldest first.
    pub(in crate::draft) fn dead_ends(&self) -> Vec<DeadEnd<'a>> {
        let ends = self.in_window().iter().copied();
        let ends = ends.filter(|event| event.body().kind == Kind::RuledOut);
        ends.map(|event| DeadEnd {
            event,
            suspicion: event.body().ends.and_then(|id| self.incident().event(id)),
        })
        .collect()
    }

    /// The newest thing that each person looks into or repairs, unless a later entry has answered it or it is older than
    /// the newest turn; oldest first.
    pub(in crate::draft) fn in_hand(&self) -> Vec<&'a Event> {
        let events = self.since_turn();
        let answers: Vec<(usize, BTreeSet<String>)> = events
            .iter()
            .enumerate()
            .filter(|(_, event)| ends_a_look(event.body().kind))
            .map(|(place, event)| (place, significant(&event.body().text)))
            .collect();
        let answers = &answers[answers.len().saturating_sub(MOST_TEXTS)..];
        let mut writers: Vec<&str> = Vec::new();
        let mut found: Vec<&'a Event> = Vec::new();
        for (place, event) in events.iter().enumerate().rev() {
            let is_work = matches!(event.body().kind, Kind::Investigation | Kind::Fix);
            let writer = &*event.provenance.stamp.writer;
            if !is_work || writers.contains(&writer) || writers.len() >= MOST_TEXTS {
                continue;
            }
            writers.push(writer);
            let words = significant(&event.body().text);
            let answered =
                |(later, other): &(usize, BTreeSet<String>)| *later > place && shared(&words, other).0 > 0;
            if !answers.iter().any(answered) {
                found.push(event);
            }
        }
        found.reverse();
        found
    }

    /// Every mitigation, and every change since users were first affected, that no later entry takes back, oldest
    /// first: of all windows, since what was done against an earlier one still stands. What takes another one back is
    /// none of them.
    pub(in crate::draft) fn not_taken_back(&self) -> Vec<&'a Event> {
        let (events, begins) = (self.events(), self.first_affected());
        let takers: Vec<(usize, BTreeSet<String>)> = events
            .iter()
            .enumerate()
            .filter(|(_, event)| tells_a_deed(event.body().kind) && takes_back(&event.body().text))
            .map(|(place, event)| (place, subject(&event.body().text)))
            .collect();
        let takers = &takers[takers.len().saturating_sub(MOST_TEXTS)..];
        let mut used: BTreeSet<usize> = BTreeSet::new();
        let mut left: Vec<(usize, &'a Event)> = Vec::new();
        for (place, event) in events.iter().enumerate() {
            let kind = event.body().kind;
            let counts = kind == Kind::Mitigation || kind == Kind::Change && place >= begins;
            if !counts {
                continue;
            }
            let words = subject(&event.body().text);
            let taker = takers
                .iter()
                .find(|(later, other)| *later > place && shared(&words, other).0 > 0);
            match taker {
                Some((later, _)) => _ = used.insert(*later),
                None => left.push((place, event)),
            }
        }
        let left = left.into_iter().filter(|(place, _)| !used.contains(place));
        left.map(|(_, event)| event).collect()
    }

    /// The newest entries that tell something of the work, oldest first: what was looked at, changed, tried, repaired,
    /// noted. A look that has been answered is none.
    pub(super) fn news(&self, most: usize) -> Vec<&'a Event> {
        let in_hand = self.in_hand();
        let is_news = |event: &&&Event| match event.body().kind {
            Kind::Investigation => in_hand.iter().any(|other| other.id == event.id),
            Kind::Change | Kind::Acknowledgement | Kind::Fix | Kind::Note => true,
            Kind::Detection => event.is_tagged(WARNING),
            Kind::Mitigation
            | Kind::Impact
            | Kind::Escalation
            | Kind::Hypothesis
            | Kind::RuledOut
            | Kind::Cause
            | Kind::Communication
            | Kind::Resolution => false,
        };
        let mut news: Vec<&'a Event> = self
            .since_turn()
            .iter()
            .rev()
            .filter(is_news)
            .take(most)
            .copied()
            .collect();
        news.reverse();
        news
    }
}

/// True if an event of this kind ends a look that shares words with it.
fn ends_a_look(kind: Kind) -> bool {
    match kind {
        Kind::RuledOut | Kind::Cause | Kind::Mitigation | Kind::Fix | Kind::Resolution => true,
        Kind::Impact
        | Kind::Change
        | Kind::Detection
        | Kind::Acknowledgement
        | Kind::Escalation
        | Kind::Investigation
        | Kind::Hypothesis
        | Kind::Communication
        | Kind::Note => false,
    }
}

/// True if an event of this kind can take back what was done: the others tell of what is the matter.
fn tells_a_deed(kind: Kind) -> bool {
    match kind {
        Kind::Change | Kind::Mitigation | Kind::Fix | Kind::Resolution | Kind::Note => true,
        Kind::Impact
        | Kind::Detection
        | Kind::Acknowledgement
        | Kind::Escalation
        | Kind::Investigation
        | Kind::Hypothesis
        | Kind::RuledOut
        | Kind::Cause
        | Kind::Communication => false,
    }
}

fn takes_back(text: &str) -> bool {
    let text = text.to_lowercase();
    let with_back = || has_words(&text, "back") && BACK.iter().any(|verb| has_words(&text, verb));
    TAKING_BACK.iter().any(|words| has_words(&text, words)) || with_back()
}

/// The words of a text that say what it is about.
fn subject(text: &str) -> BTreeSet<String> {
    let mut words = significant(text);
    words.retain(|word| !OF_TAKING_BACK.contains(&word.as_str()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{Sample, at};

    #[test]
    fn what_was_taken_back_is_no_longer_changed() {
        for (entries, left) in [
            (&["retries off"][..], &["retries off"][..]),
            (&["retries off", "retries back on"], &[]),
            (
                &["retries off", "consumers doubled", "put retries back"],
                &["consumers doubled"],
            ),
            (
                &["retries off", "consumers doubled", "reverted the retries"],
                &["consumers doubled"],
            ),
            (&["rolled back to 4.1"], &["rolled back to 4.1"]),
            (&["search 4.2 deployed", "rolled back search"], &[]),
            (
                &["zone 2 drained", "zone 2 drained once more"],
                &["zone 2 drained", "zone 2 drained once more"],
            ),
        ] {
            let mut s = Sample::new("UTC", &at("09:00"));
            s.log(Kind::Impact, Some(&at("09:00")), "down");
            for (nth, text) in entries.iter().enumerate() {
                s.log(Kind::Mitigation, Some(&at(&format!("09:{:02}", nth + 1))), text);
            }
            s.clock += chrono::TimeDelta::hours(1);
            let told = Briefing::of(&s.incident, s.now());
            let texts: Vec<&str> = told
                .not_taken_back()
                .iter()
                .map(|event| event.body().text.as_str())
                .collect();
            assert_eq!(texts, left, "{entries:?}");
        }
    }
}
