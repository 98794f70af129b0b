//! Losses: a field that says that nothing was lost, and an entry that tells of a loss.

use super::words::event_named;
use super::{Finding, Group, Level, Rule, RuleId, rule};
use crate::domain::facts::Facts;
use crate::domain::record::FieldName;

/// The rule that a loss is both denied and told of.
pub(super) const YET_LOSS: Rule = rule(
    RuleId::NoLossYetLoss,
    "no_loss_yet_loss",
    Group::Contradiction,
    Level::Warning,
    "a field says that nothing was lost, an entry tells of a loss",
);

/// The fields in which people say what was lost.
const FIELDS: &[FieldName] = &[
    FieldName::Impact,
    FieldName::Summary,
    FieldName::Resolution,
    FieldName::Lucky,
    FieldName::Lessons,
];

/// Words of a loss.
const LOST: &[&str] = &["lost", "dropped", "deleted", "expired", "loss"];
/// Things that can be lost for good.
const GOODS: &[&str] = &[
    "data",
    "message",
    "messages",
    "order",
    "orders",
    "record",
    "records",
    "row",
    "rows",
    "document",
    "documents",
    "file",
    "files",
    "mail",
    "mails",
    "payment",
    "payments",
    "upload",
    "uploads",
    "job",
    "jobs",
    "entry",
    "entries",
    "transaction",
    "transactions",
    "event",
    "events",
    "nothing",
    "none",
];
/// Words that deny one.
const DENIALS: &[&str] = &[
    "no", "not", "none", "nothing", "never", "without", "zero", "if", "whether",
];
/// So many words apart the two may stand.
const NEAR: usize = 4;

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let values = FIELDS.iter().flat_map(|field| {
        let values = facts.incident.values(*field).into_iter();
        values.map(|text| (*field, text))
    });
    let denied = values
        .filter_map(|(field, text)| Some((field, told(text, true)?)))
        .next();
    let Some((field, denial)) = denied else { return };
    let events = facts.incident.shown();
    let lost = events
        .filter_map(|event| Some((event, told(&event.body().text, false)?)))
        .next();
    findings.extend(lost.map(|(event, _)| {
        let message = format!(
            "The field {} says \"{denial}\", {} tells of a loss: which holds?",
            field.wire(),
            event_named(facts, event.id),
        );
        Finding::new(&YET_LOSS, vec![event.id], message)
    }));
}

/// The words of a text that tell of a loss of goods, or that deny one.
fn told(text: &str, denied: bool) -> Option<String> {
    let clauses = text.split(['.', ';', ',', '\n', '!', '?']);
    clauses.filter_map(|clause| in_clause(clause, denied)).next()
}

fn in_clause(clause: &str, denied: bool) -> Option<String> {
    let words: Vec<String> = clause
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_one_of = |word: &String, list: &[&str]| list.contains(&word.as_str());
    let place = words.iter().position(|word| is_one_of(word, LOST))?;
    let from = place.saturating_sub(NEAR);
    let to = words.len().min(place + NEAR + 1);
    let near = &words[from..to];
    let denies = words[from..place]
        .iter()
        .position(|word| is_one_of(word, DENIALS));
    let goods = near.iter().any(|word| is_one_of(word, GOODS));
    match (goods, denied, denies) {
        (true, true, Some(first)) => Some(words[from + first..=place].join(" ")),
        (true, false, None) => Some(near.join(" ")),
        (true, true, None) | (true, false, Some(_)) | (false, _, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_is_told_from_its_denial_and_from_other_losses() {
        for (text, denied, lost) in [
            ("40% of buyers. No orders were lost.", true, false),
            ("nothing was lost", true, false),
            ("No data loss", true, false),
            ("about 300 messages expired in the queue", false, true),
            ("deleted 12 documents by the compaction", false, true),
            ("the migration dropped an index", false, false),
            ("the certificate expired", false, false),
            ("lost connection to the database", false, false),
        ] {
            let found = (told(text, true).is_some(), told(text, false).is_some());
            assert_eq!(found, (denied, lost), "{text}");
        }
    }
}
