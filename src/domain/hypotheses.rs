//! Hypotheses: what was suspected, and what became of each suspicion.

use super::by_id::ById;
use super::incident::{Event, Incident};
use super::kind::Kind;

/// A suspicion that was pursued.
#[derive(Clone, Copy, Debug)]
pub struct Hypothesis<'a> {
    /// The event that says what was suspected.
    pub started: &'a Event,
    /// The first event that ended it: a dead end, or the cause. `None`: it is open.
    pub ended: Option<&'a Event>,
}

/// Every hypothesis on the timeline, in its order.
pub fn all(incident: &Incident) -> impl Iterator<Item = Hypothesis<'_>> {
    let mut started = Vec::new();
    let mut ends: ById<&Event> = ById::default();
    for event in incident.shown() {
        let body = event.body();
        if let Some(hypothesis) = body.ends {
            ends.entry(hypothesis).or_insert(event);
        }
        if body.kind == Kind::Hypothesis {
            started.push(event);
        }
    }
    started.into_iter().map(move |started| Hypothesis {
        started,
        ended: ends.get(&started.id).copied(),
    })
}

/// The hypotheses that nothing has ended yet, in the order of the timeline.
pub fn open(incident: &Incident) -> impl Iterator<Item = &Event> {
    all(incident)
        .filter(|hypothesis| hypothesis.ended.is_none())
        .map(|hypothesis| hypothesis.started)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{Sample, at};

    #[test]
    fn a_dead_end_ends_the_hypothesis_it_names() {
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        let network = s.log(Kind::Hypothesis, Some(&at("09:00")), "the network");
        let dead_end = s.log(Kind::RuledOut, Some(&at("09:30")), "not the network");
        let database = s.log(Kind::Hypothesis, Some(&at("10:00")), "the database");

        let became: Vec<_> = all(&s.incident)
            .map(|hypothesis| (hypothesis.started.id, hypothesis.ended.map(|event| event.id)))
            .collect();
        assert_eq!(became, [(network, Some(dead_end)), (database, None)]);
        assert_eq!(
            open(&s.incident).map(|event| event.id).collect::<Vec<_>>(),
            [database]
        );
    }
}
