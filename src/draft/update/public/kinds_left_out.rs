//! The kinds of things that stand in the journal and not in the text for the public, counted.

use std::collections::BTreeSet;

use super::shape::shape;
use super::sort::Sort;
use crate::domain::counted::counted_as;
use crate::domain::kind::Kind;
use crate::domain::mentions::people;
use crate::domain::record::FieldName;
use crate::draft::sentences::bare;
use crate::draft::update::Briefing;

/// `left out: 4 names, 2 hosts, 1 dead end, 23 entries`; `None` where nothing is recorded.
pub(in crate::draft) fn counted_up(told: &Briefing<'_>) -> Option<String> {
    let (hosts, addresses) = machines(told);
    let dead_ends = told
        .events()
        .iter()
        .filter(|event| event.body().kind == Kind::RuledOut);
    let kinds = [
        (persons(told).len(), "name", "names"),
        (hosts, "host", "hosts"),
        (addresses, "address", "addresses"),
        (dead_ends.count(), "dead end", "dead ends"),
        (told.events().len(), "entry", "entries"),
    ];
    let there = kinds.into_iter().filter(|(count, ..)| *count > 0);
    let words: Vec<String> = there
        .map(|(count, one, many)| counted_as(count as u64, one, many))
        .collect();
    (!words.is_empty()).then(|| format!("left out: {}", words.join(", ")))
}

/// Everybody who recorded, is mentioned, or owns an action item, once.
fn persons(told: &Briefing<'_>) -> BTreeSet<String> {
    let incident = told.incident();
    let recorded = told.events().iter().map(|event| &*event.provenance.by);
    let mentioned = told.events().iter().flat_map(|event| people(&event.body().text));
    let owners = incident
        .action_items()
        .filter_map(|(_, body)| body.owner.as_deref());
    let commander = incident.value(FieldName::Commander);
    let names = recorded.chain(mentioned).chain(owners).chain(commander);
    // The machine behind the @ is none.
    names
        .map(|name| name.split('@').next().unwrap_or(name).to_lowercase())
        .collect()
}

/// The words of entries that have the shape of a host, and those of an address.
fn machines(told: &Briefing<'_>) -> (usize, usize) {
    let (mut hosts, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    for event in told.events() {
        for word in event.body().text.split_whitespace().map(bare) {
            match shape(word) {
                // "30%" is none.
                Some(Sort::Host)
                    if word.contains(char::is_alphabetic) && !word.contains(char::is_control) =>
                {
                    hosts.insert(word.to_lowercase());
                }
                Some(Sort::Address) => {
                    addresses.insert(word.to_lowercase());
                }
                Some(
                    Sort::Host
                    | Sort::Known
                    | Sort::Name
                    | Sort::Ticket
                    | Sort::Phone
                    | Sort::Secret
                    | Sort::Other,
                )
                | None => {}
            }
        }
    }
    (hosts.len(), addresses.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{Sample, at};

    #[test]
    fn kinds_are_counted_once_each() {
        let mut s = Sample::new("UTC", &at("09:00"));
        let told = |s: &Sample| counted_up(&Briefing::of(&s.incident, s.now()));
        assert_eq!(told(&s), None);
        s.log(
            Kind::Impact,
            Some(&at("09:00")),
            "db-7.example.org is down, says @bo",
        );
        s.log(Kind::RuledOut, None, "not the network of 10.0.0.7, says @Bo");
        s.log(Kind::Note, None, "db-7.example.org again");
        s.clock += chrono::TimeDelta::minutes(1);
        assert_eq!(
            told(&s).as_deref(),
            Some("left out: 2 names, 1 host, 1 address, 1 dead end, 3 entries")
        );
    }
}
