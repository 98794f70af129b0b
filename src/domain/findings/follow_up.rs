//! Rules about action items.

use std::collections::BTreeSet;

use super::words::capital;
use super::{Finding, Group, Level, Place, Rule, RuleId, rule};
use crate::domain::alike::{Gist, MOST_TEXTS, shared, significant, stems};
use crate::domain::counted::numbered;
use crate::domain::facts::Facts;
use crate::domain::incident::Status;
use crate::domain::record::{ActionItemBody, FieldName};

/// The rule that there is nothing to do.
pub(super) const NONE: Rule = rule(
    RuleId::NoActionItem,
    "no_action_item",
    Group::Question,
    Level::Warning,
    "closed without an action item",
);
/// The rule that nobody owns an action item.
pub(super) const OWNER: Rule = rule(
    RuleId::ActionItemWithoutOwner,
    "action_item_without_owner",
    Group::Hygiene,
    Level::Info,
    "action items without an owner",
);
/// The rule that an action item has no due date.
pub(super) const DUE: Rule = rule(
    RuleId::ActionItemWithoutDueDate,
    "action_item_without_due_date",
    Group::Hygiene,
    Level::Info,
    "action items without a due date",
);
/// The rule that an action item has been done already: it is the repair.
pub(super) const REPAIR: Rule = rule(
    RuleId::ActionItemRepeatsFix,
    "action_item_repeats_fix",
    Group::Question,
    Level::Info,
    "action items that only repeat the repair",
);
/// The rule that an action item does not begin with what to do.
pub(super) const VERB: Rule = rule(
    RuleId::ActionItemWithoutVerb,
    "action_item_without_verb",
    Group::Hygiene,
    Level::Info,
    "action items that do not begin with a verb",
);
/// The rule that two action items say the same.
pub(super) const TWICE: Rule = rule(
    RuleId::ActionItemTwice,
    "action_item_twice",
    Group::Question,
    Level::Info,
    "action items that say nearly the same",
);

/// First words that are no order.
const NO_ORDER: &[&str] = &[
    "a",
    "an",
    "the",
    "this",
    "these",
    "we",
    "our",
    "they",
    "it",
    "there",
    "more",
    "better",
    "new",
    "additional",
    "improved",
    "missing",
    "no",
    "need",
    "needs",
    "should",
    "must",
    "someone",
    "somebody",
    "maybe",
];
/// Endings of nouns and of verbs that are no order, and words that only look so.
const NO_ORDER_ENDINGS: &[&str] = &["ing", "tion", "ment", "ness"];
const STILL_ORDERS: &[&str] = &[
    "bring",
    "ping",
    "ring",
    "string",
    "mention",
    "question",
    "position",
    "provision",
    "condition",
    "function",
    "partition",
    "document",
    "implement",
    "supplement",
    "augment",
    "comment",
    "segment",
    "experiment",
    "complement",
    "instrument",
];

/// Orders of a repair, and the words behind their object.
const REPAIRING: &[&str] = &["deploy", "redeploy", "roll back", "rollback", "revert", "fix"];
const OF_WHAT: &[&str] = &[
    " for ", " in ", " of ", " to ", " on ", " from ", " before ", " with ", " after ",
];
/// Orders, without their endings, of what no repair does.
const PREVENTING: &[&str] = &[
    "test",
    "review",
    "monitor",
    "alert",
    "add",
    "document",
    "check",
    "automat",
    "train",
    "write",
    "conduct",
    "investigat",
    "implement",
    "improv",
    "enhanc",
    "verify",
    "prevent",
    "validat",
    "block",
    "requir",
    "gat",
    "enforc",
    "guard",
    "ensur",
    "detect",
    "reject",
    "refus",
    "forbid",
    "lint",
    "warn",
    "pag",
    "limit",
    "audit",
    "notify",
];
/// First words that say of a thing only that it shall be, or be better.
const BETTER: &[&str] = &[
    "a",
    "an",
    "the",
    "add",
    "better",
    "enhance",
    "implement",
    "improve",
    "improved",
    "introduce",
    "more",
    "new",
    "additional",
    "improving",
    "adding",
    "enhancing",
];

type Item<'a> = (u32, &'a ActionItemBody);

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let items: Vec<Item<'_>> = facts
        .incident
        .action_items()
        .map(|(item, body)| (item.number, body))
        .collect();
    findings.extend(no_action_item(facts, &items));
    findings.extend(twice(&items));
    let repairs = repairs(facts);
    let rules: [(Rule, &str, &dyn Fn(&ActionItemBody) -> bool); 4] = [
        (
            REPAIR,
            "what was done to repair it, which prevents nothing: say what would have kept it from happening",
            &|body| repeats(&body.text, &repairs),
        ),
        (VERB, "no verb at the beginning: begin with what to do", &|body| {
            !is_order(&body.text)
        }),
        (OWNER, "no owner: name one person or team", &|body| {
            body.owner.is_none() && !body.done
        }),
        (DUE, "no due date: set one", &|body| {
            body.due.is_none() && !body.done
        }),
    ];
    for (rule, has, applies) in rules {
        let found: Vec<u32> = items
            .iter()
            .filter(|(_, body)| applies(body))
            .map(|(number, _)| *number)
            .collect();
        if !found.is_empty() {
            findings.push(in_list(&rule, format!("{} {has}.", with_verb(&rule, &found))));
        }
    }
}

fn in_list(rule: &Rule, message: String) -> Finding {
    Finding::new(rule, Vec::new(), message).mended_at(Place::ActionItems)
}

/// "Action items 3 and 4 have", "Action item 3 only repeats".
fn with_verb(rule: &Rule, numbers: &[u32]) -> String {
    let verb = match (rule.id == REPAIR.id, numbers.len()) {
        (true, 1) => "only repeats",
        (true, _) => "only repeat",
        (false, 1) => "has",
        (false, _) => "have",
    };
    let named = numbered("action item", numbers.iter().copied());
    format!("{} {verb}", capital(&named))
}

/// Nobody owes a list of work while the incident goes on.
fn no_action_item(facts: &Facts<'_>, items: &[Item<'_>]) -> Option<Finding> {
    let closed = facts.incident.status() != Status::Open;
    let message =
        "No action item is recorded: add what will keep this from happening again, or be noticed earlier.";
    (closed && items.is_empty())
        .then(|| Finding::new(&NONE, Vec::new(), message.to_owned()).mended_at(Place::ActionItems))
}

fn twice(items: &[Item<'_>]) -> Option<Finding> {
    let gists: Vec<(u32, Gist<'_>)> = items
        .iter()
        .take(MOST_TEXTS)
        .map(|(number, body)| (*number, Gist::of(thing(&body.text))))
        .collect();
    let mut named: Vec<String> = Vec::new();
    for (place, (number, gist)) in gists.iter().enumerate() {
        let earlier = gists[..place].iter().find(|(_, other)| other.nearly_equals(gist));
        named.extend(earlier.map(|(first, _)| format!("{first} and {number}")));
    }
    if named.is_empty() {
        return None;
    }
    let message = format!(
        "Action items {} say nearly the same: keep one of each, or say how they differ.",
        named.join(", ")
    );
    Some(in_list(&TWICE, message))
}

/// The thing that an item is about, without the first words that only say that it shall be: "improve X" and "better X" are one.
fn thing(item: &str) -> &str {
    let mut rest = item.trim_start();
    while let Some((word, more)) = rest.split_once(char::is_whitespace) {
        if !BETTER.contains(&word.to_lowercase().as_str()) {
            break;
        }
        rest = more.trim_start();
    }
    rest
}

/// The words of each text that says how it was repaired.
fn repairs(facts: &Facts<'_>) -> Vec<BTreeSet<String>> {
    let events = facts
        .incident
        .shown()
        .filter(|event| event.body().kind.remedy().is_some());
    let texts = events.map(|event| event.body().text.as_str());
    let texts = texts.chain(facts.incident.value(FieldName::Resolution));
    texts.take(MOST_TEXTS).map(significant).collect()
}

/// Most words of an item stand in what was done, unless it begins with what prevents: "test upgrades" is new where
/// nobody tested. Or it orders a repair of what was repaired: "deploy the fixed version".
fn repeats(item: &str, repairs: &[BTreeSet<String>]) -> bool {
    let words = stems(item);
    let verb = words.first().map_or("", String::as_str);
    let object = object_of_repair(item);
    let others = words.len().saturating_sub(1);
    let all: BTreeSet<String> = words.iter().cloned().collect();
    repairs.iter().any(|repair| {
        let (both, all) = shared(&all, repair);
        let prevents = !repair.contains(verb) && PREVENTING.contains(&verb);
        match &object {
            Some(object) => others > 1 && object.iter().any(|word| repair.contains(word)),
            None => !prevents && both >= 3 && both * 20 >= all * 11,
        }
    })
}

/// For an item that orders a repair: the words of what is to be repaired, up to the next preposition.
fn object_of_repair(item: &str) -> Option<Vec<String>> {
    let lower = item.to_lowercase();
    let order = REPAIRING.iter().find_map(|order| lower.strip_prefix(order));
    let object = order.filter(|object| object.starts_with(' '))?;
    let end = OF_WHAT.iter().filter_map(|word| object.find(word)).min();
    Some(stems(&object[..end.unwrap_or(object.len())]))
}

/// True if a text begins as an order does, as far as that can be told from its first word.
fn is_order(text: &str) -> bool {
    let Some(first) = text
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty())
    else {
        return true;
    };
    let first = first.to_lowercase();
    let word = first.as_str();
    let ends = NO_ORDER_ENDINGS
        .iter()
        .any(|ending| word.ends_with(ending) && word.len() > ending.len() + 1);
    !NO_ORDER.contains(&word) && (!ends || STILL_ORDERS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_told_by_its_first_word() {
        let cases = [
            ("Add an alert", true),
            ("Implement retries", true),
            ("ping the vendor", true),
            ("Monitor the queue", true),
            ("@bo", true),
            ("The runbook is old", false),
            ("Improving the tests", false),
            ("Documentation of failover", false),
            ("", true),
        ];
        for (text, expected) in cases {
            assert_eq!(is_order(text), expected, "{text}");
        }
    }

    #[test]
    fn a_thing_is_the_same_whether_it_is_added_or_made_better() {
        let twice = |one, other| Gist::of(thing(one)).nearly_equals(&Gist::of(thing(other)));
        assert!(twice("Improve monitoring", "Better monitoring"));
        assert!(twice("Add an alert on failing logins", "alert on failing logins"));
        assert!(!twice("Improve monitoring", "Improve the runbook"));
        assert!(!twice("Add a test", "Add an alert"));
    }

    #[test]
    fn only_what_was_done_is_repeated() {
        let repair = "fixed the bug by rolling back the upgrade and deploying a new version of the authentication system";
        let cases = [
            ("Roll back the authentication system upgrade", true),
            ("Fix the identified code bug in the application", true),
            ("Deploy canaries for the authentication system", false),
            ("Fix the backup", false),
            ("Upgrade", false),
            ("Deploy the new version of the authentication system", true),
            (
                "Test upgrades of the authentication system before deploying a new version",
                false,
            ),
            ("Add an alert for failing logins", false),
        ];
        for (item, expected) in cases {
            assert_eq!(repeats(item, &[significant(repair)]), expected, "{item}");
        }
    }

    #[test]
    fn what_prevents_repeats_no_repair() {
        let repair = "rolled back the config push of the CA bundle";
        for verb in [
            "validate", "check", "test", "alert on", "monitor", "block", "require", "gate", "enforce",
            "lint", "reject",
        ] {
            let item = format!("{verb} the CA bundle before a config push");
            assert!(!repeats(&item, &[significant(repair)]), "{item}");
        }
        let item = "the config push of the CA bundle";
        assert!(repeats(item, &[significant(repair)]), "{item}");
    }
}
