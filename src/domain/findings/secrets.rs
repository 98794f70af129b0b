//! Texts that look as if a secret had been pasted into them. A message never repeats it.

use super::words::{capital, event_without_words};
use super::{Finding, Group, Level, Place, Rule, RuleId, rule};
use crate::domain::facts::Facts;
use crate::domain::incident::Event;
use crate::domain::record::FieldName;
use crate::domain::secrets;

/// The rule that a text holds a secret.
pub(super) const RULE: Rule = rule(
    RuleId::LikelySecret,
    "likely_secret",
    Group::Contradiction,
    Level::Warning,
    "a text or a piece of evidence that seems to hold a secret",
);

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let events = facts.incident.events().iter().filter_map(|event| {
        let place = capital(&event_without_words(facts, event));
        Some(finding(&place, &in_event(event)?, vec![event.id]))
    });
    findings.extend(events);
    let fields = FieldName::ROWS.iter().filter_map(|row| {
        let values = facts.incident.values(row.name);
        let what = values.iter().find_map(|text| secrets::kind(text))?;
        let finding = finding(&format!("The field {}", row.wire), &what, Vec::new());
        Some(finding.mended_at(Place::Field(row.name)))
    });
    findings.extend(fields);
    let items = facts.incident.action_items().filter_map(|(item, body)| {
        let place = format!("Action item {}", item.number);
        let finding = finding(&place, &secrets::kind(&body.text)?, Vec::new());
        Some(finding.mended_at(Place::ActionItems))
    });
    findings.extend(items);
    let evidence = facts.outside.exposed.iter().filter_map(|exposed| {
        let event = facts.incident.event(exposed.event)?;
        let place = format!("The evidence of {}", event_without_words(facts, event));
        Some(finding(&place, &exposed.what, vec![event.id]).told_by_the_disk())
    });
    findings.extend(evidence);
}

fn finding(place: &str, what: &str, events: Vec<crate::domain::id::RecordId>) -> Finding {
    let message =
        format!("{place} seems to hold {what}: have it replaced where it is valid, and remove it here.");
    Finding::new(&RULE, events, message)
}

/// Corrections do not take a secret out of the journal, so the first version counts too.
fn in_event(event: &Event) -> Option<String> {
    let texts = [&event.body().text, &event.first().text];
    texts.into_iter().find_map(|text| secrets::kind(text))
}
