//! Only some events of the timeline: those of a kind, of a person or team, with a tag, with words in them; or those
//! that were withdrawn from it.

use crate::domain::incident::{Event, Incident, TimelinePlace};
use crate::domain::kind::Kind;
use crate::domain::mentions;

/// The words asked for, and the events that answer them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// As typed: every word of it must hold.
    pub text: String,
    /// True if it is among the events that were withdrawn.
    withdrawn: bool,
    /// Their places, in order.
    places: Vec<TimelinePlace>,
}

/// The word that asks for what was withdrawn.
pub const WITHDRAWN: &str = "struck";

impl Filter {
    /// The events of an incident for which every word holds; `None` where nothing is asked for. `d:` and
    /// `detection:` are kinds; `@ana` is whoever is mentioned or wrote it down; `#tag` is a tag; the rest are words
    /// of the text, in any case. `struck` alone or with others: what was withdrawn, which no other filter shows.
    pub fn of(text: &str, incident: &Incident) -> Option<Self> {
        let mut words: Vec<FilterWord> = text.split_whitespace().map(FilterWord::read).collect();
        if words.is_empty() {
            return None;
        }
        let all = words.len();
        words.retain(|word| !matches!(word, FilterWord::Withdrawn));
        let withdrawn = words.len() < all;
        let timeline = incident.timeline();
        let places = if withdrawn {
            timeline.withdrawn()
        } else {
            timeline.places()
        };
        let wanted = |event: &Event| words.iter().all(|word| word.holds(event));
        let places = places
            .iter()
            .filter(|place| wanted(&incident.events()[place.index()]));
        Some(Filter {
            text: text.to_owned(),
            withdrawn,
            places: places.copied().collect(),
        })
    }

    /// The places of what is left, in order.
    pub fn places(&self) -> &[TimelinePlace] {
        &self.places
    }

    /// The number of events to choose from.
    pub fn all(&self, incident: &Incident) -> usize {
        if self.withdrawn {
            incident.timeline().withdrawn().len()
        } else {
            incident.timeline().len()
        }
    }
}

/// One word of a filter.
enum FilterWord {
    Kind(Kind),
    Person(String),
    Tag(String),
    Text(String),
    Withdrawn,
}

impl FilterWord {
    fn read(word: &str) -> Self {
        let lower = word.to_lowercase();
        if let Some((kind, _)) = word.strip_suffix(':').and_then(Kind::from_typed) {
            return FilterWord::Kind(kind);
        }
        match (lower.strip_prefix('@'), lower.strip_prefix('#')) {
            (Some(name), _) if !name.is_empty() => FilterWord::Person(name.to_owned()),
            (_, Some(tag)) if !tag.is_empty() => FilterWord::Tag(tag.to_owned()),
            (_, _) if lower == WITHDRAWN => FilterWord::Withdrawn,
            (_, _) => FilterWord::Text(lower),
        }
    }

    fn holds(&self, event: &Event) -> bool {
        let body = event.body();
        let begins = |name: &str, with: &String| name.to_lowercase().starts_with(with);
        match self {
            FilterWord::Kind(kind) => body.kind == *kind,
            FilterWord::Person(name) => {
                mentions::people(&body.text)
                    .iter()
                    .any(|person| begins(person, name))
                    || begins(&event.provenance.by, name)
            }
            FilterWord::Tag(tag) => event.tags().iter().any(|known| begins(known, tag)),
            FilterWord::Text(text) => body.text.to_lowercase().contains(text),
            FilterWord::Withdrawn => event.is_struck(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::sample::Sample;

    #[test]
    fn every_word_must_hold() {
        let mut s = Sample::new("UTC", "2023-03-25T10:00:00Z");
        s.log(Kind::Detection, None, "Login is down #auth");
        s.log(Kind::Escalation, None, "paged @netops about the login");
        s.by = "bo@desk".to_owned();
        s.log(Kind::Note, None, "the pager is loud");
        let gone = s.log(Kind::Note, None, "struck by lightning");
        s.command(Command::Strike {
            event: gone,
            why: None,
        })
        .unwrap();
        let left = |text| {
            let filter = Filter::of(text, &s.incident)?;
            Some(filter.places.iter().map(TimelinePlace::index).collect::<Vec<_>>())
        };
        for (text, positions) in [
            ("", None),
            ("  ", None),
            ("d:", Some(vec![0])),
            ("Escalation:", Some(vec![1])),
            ("LOGIN", Some(vec![0, 1])),
            ("login @net", Some(vec![1])),
            ("@bo", Some(vec![2])),
            ("#au", Some(vec![0])),
            ("page", Some(vec![1, 2])),
            ("nosuch:", Some(vec![])),
            ("d: @bo", Some(vec![])),
            ("lightning", Some(vec![])),
            ("struck", Some(vec![3])),
            ("Struck LIGHT", Some(vec![3])),
            ("struck d:", Some(vec![])),
        ] {
            assert_eq!(left(text), positions, "{text:?}");
        }
    }
}
