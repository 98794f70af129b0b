//! Only some events of the timeline: those of a kind, of a person or team, with a tag, with words in them.

use crate::domain::entry;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;

/// What is asked for, and the events that answer it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// As typed: every word of it must hold.
    pub text: String,
    /// Positions on the timeline, rising.
    positions: Vec<usize>,
}

impl Filter {
    /// The events of an incident for which every word holds; `None` where nothing is asked for. `d:` and
    /// `detection:` are kinds; `@ana` is whoever is mentioned or wrote it down; `#tag` is a tag; the rest are words
    /// of the text, in any case.
    pub fn of(text: &str, incident: &Incident) -> Option<Self> {
        let words: Vec<Word> = text.split_whitespace().map(Word::read).collect();
        if words.is_empty() {
            return None;
        }
        let wanted = |event: &Event| words.iter().all(|word| word.holds(event));
        let positions = incident
            .shown()
            .enumerate()
            .filter(|(_, event)| wanted(event))
            .map(|(position, _)| position);
        Some(Filter {
            text: text.to_owned(),
            positions: positions.collect(),
        })
    }

    /// The positions on the timeline of what is left, rising.
    pub fn positions(&self) -> &[usize] {
        &self.positions
    }
}

/// One word of a filter.
enum Word {
    Kind(Kind),
    Person(String),
    Tag(String),
    Text(String),
}

impl Word {
    fn read(word: &str) -> Self {
        let lower = word.to_lowercase();
        if let Some((kind, _)) = word.strip_suffix(':').and_then(Kind::from_typed) {
            return Word::Kind(kind);
        }
        match (lower.strip_prefix('@'), lower.strip_prefix('#')) {
            (Some(name), _) if !name.is_empty() => Word::Person(name.to_owned()),
            (_, Some(tag)) if !tag.is_empty() => Word::Tag(tag.to_owned()),
            (_, _) => Word::Text(lower),
        }
    }

    fn holds(&self, event: &Event) -> bool {
        let body = event.body();
        let begins = |name: &str, with: &String| name.to_lowercase().starts_with(with);
        match self {
            Word::Kind(kind) => body.kind == *kind,
            Word::Person(name) => {
                entry::people(&body.text)
                    .iter()
                    .any(|person| begins(person, name))
                    || begins(&event.provenance.by, name)
            }
            Word::Tag(tag) => event.tags().iter().any(|known| begins(known, tag)),
            Word::Text(text) => body.text.to_lowercase().contains(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::Sample;

    #[test]
    fn every_word_must_hold() {
        let mut s = Sample::new("UTC", "2023-03-25T10:00:00Z");
        s.log(Kind::Detection, None, "Login is down #auth");
        s.log(Kind::Escalation, None, "paged @netops about the login");
        s.by = "bo@desk".to_owned();
        s.log(Kind::Note, None, "the pager is loud");
        let left = |text| Filter::of(text, &s.incident).map(|filter| filter.positions);
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
        ] {
            assert_eq!(left(text), positions, "{text:?}");
        }
    }
}
