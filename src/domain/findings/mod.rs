//! The review: what is missing from an incident, and where it contradicts itself.
//!
//! One family of rules a file. A rule names its events, and says in one calm sentence what to do.

mod ahead;
mod blame;
mod causes;
mod claims;
mod conflict;
mod damage;
mod endings;
mod estimates;
mod follow_up;
mod gaps;
mod group;
mod impact;
mod leads;
mod loss;
mod missing;
mod mitigation;
mod noticing;
mod order;
mod persons;
mod place;
mod policy;
mod precision;
mod reads_like;
mod recording;
mod review;
mod rules;
mod secrets;
mod stated;
mod subjects;
mod suspicion;
mod trust;
mod updates;
mod warnings;
mod weight;
mod words;

#[cfg(test)]
mod tests;

use super::facts::Facts;
use super::id::RecordId;
use super::incident::{Event, Incident};
use super::mark::Mark;
use super::milestones::Milestones;
use super::time::Precision;

pub use super::secrets::{kind as secret_in, likely as likely_secrets};
pub use ahead::of_close;
pub use group::Group;
pub use place::Place;
pub use policy::Policy;
pub use review::Review;
pub use rules::{RULES, Rule};
use rules::{RuleId, rule};
pub use weight::Subject;
pub use words::{event_named, events_named};

/// The weight of a finding. Ordered: the worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The draft would contradict itself.
    Error,
    /// Something is probably wrong or forgotten.
    Warning,
    /// Worth knowing.
    Info,
}

impl Level {
    /// The word in JSON and on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "info",
        }
    }
}

/// Something that the review noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that noticed it, such as `milestone_missing`.
    pub rule: &'static str,
    /// Its group.
    pub group: Group,
    /// Its weight.
    pub level: Level,
    /// The problem and the advice, in one sentence or two.
    pub message: String,
    /// The events it is about.
    pub events: Vec<RecordId>,
    /// True where it only says that something is not known yet: a draft lists that in a place of its own.
    pub is_unknown: bool,
    /// True where the disk told it, and no record: a draft, which is made of records alone, has no part in it.
    pub is_from_outside: bool,
    /// The subject that it is about, by which drafts order their questions.
    pub subject: Subject,
    /// Those who may know: the authors of the entries around a gap.
    pub ask: Vec<String>,
    /// The place where it is resolved; `None`: nowhere in this incident.
    pub place: Option<Place>,
}

impl Finding {
    /// One that is corrected at the first of the events it names.
    fn new(rule: &Rule, events: Vec<RecordId>, message: String) -> Self {
        Finding {
            rule: rule.name,
            group: rule.group,
            level: rule.level,
            is_unknown: rule.is_unknown,
            is_from_outside: false,
            subject: rule.id.subject(),
            ask: Vec::new(),
            message,
            place: events.first().copied().map(Place::Event),
            events,
        }
    }

    /// The problem alone, without the advice behind it. A colon in the words that it quotes parts nothing.
    pub fn stated(&self) -> &str {
        let mut is_quoted = false;
        let mut end = None;
        for (at, letter) in self.message.char_indices() {
            match letter {
                '"' => is_quoted = !is_quoted,
                ':' if !is_quoted && self.message[at + 1..].starts_with(' ') => end = Some(at),
                _ => {}
            }
        }
        let stated = end.map_or(&*self.message, |end| &self.message[..end]);
        stated.trim_end_matches('.')
    }

    /// The same, told by the disk.
    fn told_by_the_disk(self) -> Self {
        Finding {
            is_from_outside: true,
            ..self
        }
    }

    /// The same, with those who may know.
    fn asking(self, ask: Vec<String>) -> Self {
        Finding { ask, ..self }
    }

    /// The same, corrected elsewhere.
    fn mended_at(self, place: Place) -> Self {
        Finding {
            place: Some(place),
            ..self
        }
    }
}

/// Everything the review has to say of an incident: errors, then warnings, then the rest.
pub fn review(incident: &Incident, policy: &Policy) -> Vec<Finding> {
    Review::of(Facts::of(incident), policy).findings
}

/// No face prints finer times than minutes beside a finding, so none is compared more finely.
fn noticed(facts: &Facts<'_>, policy: &Policy) -> Vec<Finding> {
    let facts = &facts.no_finer(Precision::Minute);
    let mut findings = Vec::new();
    missing::review(facts, &mut findings);
    ahead::review(facts, &mut findings);
    order::review(facts, &mut findings);
    stated::review(facts, &mut findings);
    claims::review(facts, &mut findings);
    noticing::review(facts, &mut findings);
    causes::review(facts, &mut findings);
    leads::review(facts, &mut findings);
    mitigation::review(facts, &mut findings);
    loss::review(facts, &mut findings);
    gaps::review(facts, &mut findings);
    suspicion::review(facts, &mut findings);
    precision::review(facts, &mut findings);
    impact::review(facts, &mut findings);
    reads_like::review(facts, &mut findings);
    warnings::review(facts, &mut findings);
    endings::review(facts, &mut findings);
    estimates::review(facts, &mut findings);
    persons::review(facts, &mut findings);
    recording::review(facts, &mut findings);
    updates::review(facts, policy, &mut findings);
    follow_up::review(facts, &mut findings);
    conflict::review(facts, &mut findings);
    blame::review(facts, &mut findings);
    secrets::review(facts, &mut findings);
    trust::review(facts, &mut findings);
    damage::review(facts, &mut findings);
    findings.sort_by_key(|finding| finding.level);
    findings
}

/// The events of a timeline that a rule is about.
fn select<'a>(facts: &Facts<'a>, rule: impl Fn(&Event) -> bool) -> Vec<&'a Event> {
    facts.incident.shown().filter(|event| rule(event)).collect()
}

/// The time of an event to the minute; `None` where it has none.
fn mark(facts: &Facts<'_>, event: &Event) -> Option<Mark> {
    let mark = Mark::of(event, facts.incident.zone())?;
    Some(mark.no_finer(Precision::Minute))
}

/// The milestones of each window: what belongs to one is not compared with what belongs to another.
fn in_each_window<'a>(facts: &'a Facts<'_>) -> Vec<&'a Milestones> {
    match &facts.in_windows[..] {
        // The incident's own know of a resolution too that closed no window.
        [] | [_] => vec![&facts.milestones],
        several => several.iter().map(|window| &window.milestones).collect(),
    }
}

fn ids(events: &[&Event]) -> Vec<RecordId> {
    events.iter().map(|event| event.id).collect()
}
