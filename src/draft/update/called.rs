//! The people who were called in: their names, where an escalation says them plainly.

use super::Briefing;
use super::when::roughly;
use crate::domain::incident::Event;
use crate::domain::kind::Kind;
use crate::domain::kind::Milestone;
use crate::domain::mark::Mark;
use crate::domain::mentions::people;
use crate::domain::milestones::Milestones;
use crate::draft::said::said;

/// Words that begin an escalation before the name of whoever is called in.
const CALLING: &[&str] = &[
    "called in ",
    "called ",
    "escalated to ",
    "escalation to ",
    "paged ",
    "asked ",
    "phoned ",
    "woke ",
];

/// So many words can be a name.
const NAME: usize = 4;

impl<'a> Briefing<'a> {
    /// The escalations of the window, oldest first.
    pub(in crate::draft) fn escalations(&self) -> Vec<&'a Event> {
        let events = self.in_window().iter().copied();
        events
            .filter(|event| event.body().kind == Kind::Escalation)
            .collect()
    }

    /// Whoever was called in, each with the time: `@platform 08:20, @storage 11:05`.
    pub(in crate::draft) fn called_in(&self, most: usize) -> Option<String> {
        let all = self.escalations();
        let newest = &all[all.len().saturating_sub(most)..];
        let told: Vec<String> = newest
            .iter()
            .map(|event| {
                let mentioned: Vec<String> = people(&event.body().text)
                    .iter()
                    .map(|name| format!("@{name}"))
                    .collect();
                let who = match (mentioned.is_empty(), Named::of(&event.body().text)) {
                    (false, _) => mentioned.join(" and "),
                    (true, Some(named)) => named.name,
                    (true, None) => self.said(&event.body().text),
                };
                format!("{who} {}", self.when(&event.body().timing))
            })
            .collect();
        (!told.is_empty()).then(|| told.join(", "))
    }

    /// The length since it was first noticed in the window, where nobody was called in.
    pub(super) fn since_report(&self) -> Option<String> {
        let last: &Milestones = &self.facts.in_windows.last()?.milestones;
        let noticed: &Mark = last.get(Milestone::Detected)?;
        let since = self.since(noticed);
        (!since.is_within_a_day()).then(|| roughly(&since, noticed.approximate))
    }
}

/// An escalation that says a name first: `Network Operations, because nothing had been found`.
pub(in crate::draft) struct Named {
    /// The name.
    pub(in crate::draft) name: String,
    /// The rest, from its comma on.
    pub(super) rest: String,
}

impl Named {
    /// The name and the rest; `None` where the text does not begin with a name.
    pub(in crate::draft) fn of(text: &str) -> Option<Named> {
        let text = said(text, super::briefing::MOST_SAID);
        let lower = text.to_lowercase();
        let called = CALLING.iter().find(|words| lower.starts_with(**words));
        let text = called.and_then(|words| text.get(words.len()..)).unwrap_or(&text);
        let (name, rest) = text.split_at(text.find(',').unwrap_or(text.len()));
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_name = |word: &&str| word.starts_with(char::is_uppercase) || word.starts_with('@');
        let named = (1..=NAME).contains(&words.len()) && words.iter().all(is_name);
        named.then(|| Named {
            name: name.to_owned(),
            rest: rest.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_a_sentence() {
        for (text, name) in [
            (
                "Network Operations, because nothing had been found",
                Some("Network Operations"),
            ),
            ("Escalated to Network Operations", Some("Network Operations")),
            ("paged @platform", Some("@platform")),
            ("asked the network people", None),
            ("Somebody from networking joins", None),
            ("", None),
        ] {
            assert_eq!(Named::of(text).map(|named| named.name).as_deref(), name, "{text}");
        }
    }
}
