//! The narrative: what happened, in one paragraph that a reviewer can send on.
//!
//! Twelve kinds of sentences in a fixed order. Each is left out when it has nothing to say, but for those that every
//! narrative has: who was affected, who noticed, the cause and the end. Recorded words stand behind a colon, and
//! nothing is claimed that no entry or field says.

mod affected;
mod cause;
mod course;
mod ending;
mod noticed;
mod suspicions;
mod telling;
pub(super) mod words;

#[cfg(test)]
mod tests;

use crate::domain::findings::Review;

use super::context::{NarrativeTold, SentenceTold};
use telling::Telling;

/// The most words of a narrative.
const MOST_WORDS: usize = 160;

/// The ways to tell it, the fullest first: so many of [`Slot::DROPPED`] left out, and so many letters of a recorded text.
const WAYS: [(usize, usize); 14] = [
    (0, 160),
    (1, 160),
    (2, 160),
    (3, 160),
    (4, 160),
    (4, 120),
    (4, 100),
    (4, 80),
    (5, 100),
    (5, 80),
    (4, 60),
    (5, 60),
    (6, 60),
    (6, 30),
];

/// A kind of sentence. In the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Affected,
    LeadUp,
    Noticed,
    CalledIn,
    Suspicions,
    Silence,
    BeforeCause,
    Cause,
    Mitigation,
    End,
    Updates,
    Disagreement,
}

impl Slot {
    const ALL: [Slot; 12] = [
        Slot::Affected,
        Slot::LeadUp,
        Slot::Noticed,
        Slot::CalledIn,
        Slot::Suspicions,
        Slot::Silence,
        Slot::BeforeCause,
        Slot::Cause,
        Slot::Mitigation,
        Slot::End,
        Slot::Updates,
        Slot::Disagreement,
    ];

    /// Those that are left out, in this order, while the whole is too long; the last two only where shorter quotes are
    /// not enough.
    const DROPPED: [Slot; 6] = [
        Slot::LeadUp,
        Slot::Silence,
        Slot::CalledIn,
        Slot::Updates,
        Slot::Suspicions,
        Slot::Mitigation,
    ];

    /// Its name in the context.
    const fn name(self) -> &'static str {
        match self {
            Slot::Affected => "affected",
            Slot::LeadUp => "lead_up",
            Slot::Noticed => "noticed",
            Slot::CalledIn => "called_in",
            Slot::Suspicions => "suspicions",
            Slot::Silence => "silence",
            Slot::Cause => "cause",
            Slot::BeforeCause | Slot::Mitigation => "mitigation",
            Slot::End => "end",
            Slot::Updates => "updates",
            Slot::Disagreement => "disagreement",
        }
    }

    fn tell(self, telling: &mut Telling<'_>) -> Vec<String> {
        match self {
            Slot::Affected => affected::tell(telling),
            Slot::LeadUp => affected::lead_up(telling).into_iter().collect(),
            Slot::Noticed => noticed::tell(telling),
            Slot::CalledIn => noticed::called_in(telling).into_iter().collect(),
            Slot::Suspicions => suspicions::tell(telling),
            Slot::Silence => suspicions::silence(telling).into_iter().collect(),
            Slot::BeforeCause => course::before_cause(telling),
            Slot::Cause => cause::tell(telling),
            Slot::Mitigation => course::mitigation(telling),
            Slot::End => ending::tell(telling),
            Slot::Updates => ending::updates(telling).into_iter().collect(),
            Slot::Disagreement => ending::disagreements(telling),
        }
    }
}

/// The narrative of an incident that was reviewed.
pub(super) fn of(review: &Review<'_>) -> NarrativeTold {
    let mut told = NarrativeTold::default();
    for (dropped, longest) in WAYS {
        told = without(review, &Slot::DROPPED[..dropped], longest);
        if told.words <= MOST_WORDS {
            break;
        }
    }
    told
}

/// Told anew without these: a day that they name is named by the next sentence then.
fn without(review: &Review<'_>, dropped: &[Slot], longest: usize) -> NarrativeTold {
    let mut telling = Telling::new(review, longest);
    let mut narrative = NarrativeTold::default();
    for slot in Slot::ALL.into_iter().filter(|slot| !dropped.contains(slot)) {
        let sentences = slot.tell(&mut telling);
        narrative.figures.extend(telling.take_figures());
        narrative
            .sentences
            .extend(sentences.into_iter().map(|text| SentenceTold {
                about: slot.name(),
                text,
            }));
    }
    let sentences = narrative.sentences.iter().map(|sentence| sentence.text.as_str());
    narrative.text = sentences.collect::<Vec<_>>().join(" ");
    narrative.words = narrative.text.split_whitespace().count();
    narrative
}
