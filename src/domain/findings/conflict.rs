//! Conflicts: changes by two people who had not seen each other's.

use super::words::event_named;
use super::{Finding, Group, Level, Place, Rule, RuleId, rule};
use crate::domain::facts::Facts;
use crate::domain::incident::{Conflict, Contested};

/// Two records replace the same one, each without having seen the other.
pub(super) const CONFLICT: Rule = rule(
    RuleId::Conflict,
    "conflict",
    Group::Contradiction,
    Level::Warning,
    "two people changed the same thing without having seen each other's change",
);

pub(super) fn review(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let conflicts = facts.incident.conflicts();
    findings.extend(conflicts.iter().map(|conflict| finding(facts, conflict)));
}

fn finding(facts: &Facts<'_>, conflict: &Conflict<'_>) -> Finding {
    let (what, advice, place) = match conflict.about {
        Contested::Event(event) => (
            event_named(facts, event.id),
            "correct the event",
            Place::Event(event.id),
        ),
        Contested::Field(field) => (field.wire().to_owned(), "set the field", Place::Field(field)),
        Contested::ActionItem(item) => {
            let named = format!("action item {}", item.number);
            (named, "correct the action item", Place::ActionItems)
        }
        Contested::Status => (
            "whether the incident is over".to_owned(),
            "close or reopen it",
            Place::Status,
        ),
    };
    let message = format!(
        "Several people changed {what} without having seen each other's change: {}. The last of these counts; \
         {advice} once more to settle it.",
        conflict.told_sides()
    );
    let events = match place {
        Place::Event(event) => vec![event],
        Place::NewEvent(_)
        | Place::Field(_)
        | Place::ActionItems
        | Place::Update
        | Place::Status
        | Place::Closing => Vec::new(),
    };
    Finding::new(&CONFLICT, events, message).mended_at(place)
}

#[cfg(test)]
mod tests {
    use crate::domain::command::Command;
    use crate::domain::findings::{Policy, review};
    use crate::domain::id::RecordId;
    use crate::domain::kind::Kind;
    use crate::domain::record::{EventBody, FieldChange, FieldName, Op};
    use crate::domain::sample::{Sample, at};

    fn sample() -> Sample {
        Sample::new("UTC", "2023-03-25T14:30:00Z")
    }

    fn amend(event: RecordId, replaces: RecordId, text: &str) -> Op {
        let body = EventBody {
            text: text.to_owned(),
            ..EventBody::default()
        };
        Op::Amend {
            event,
            replaces,
            body,
        }
    }

    fn set(change: FieldChange, field: FieldName) -> Op {
        Op::Set {
            field,
            change,
            replaces: None,
        }
    }

    fn messages(s: &Sample) -> Vec<String> {
        let findings = review(&s.incident, &Policy::default()).into_iter();
        let found = findings.filter(|finding| finding.rule == "conflict");
        found.map(|finding| finding.message).collect()
    }

    #[test]
    fn two_corrections_of_one_event_are_both_told_until_a_third_settles_it() {
        let mut s = sample();
        let event = s.log(Kind::Note, Some(&at("09:00")), "x");
        let ana = s.write(amend(event, event, "ana's"));
        s.write(amend(event, ana, "ana's second"));
        assert!(messages(&s).is_empty(), "one after the other is no conflict");
        s.hand_over("bo");
        s.write(Op::Strike {
            event,
            replaces: ana,
            why: None,
        });
        let told = messages(&s);
        assert_eq!(told.len(), 1);
        assert!(
            told[0].starts_with("Several people changed \"ana's second\" "),
            "{told:?}"
        );
        assert!(
            told[0].contains("ana's second") && told[0].contains("struck"),
            "{told:?}"
        );
        s.command(Command::Undo).unwrap();
        assert!(messages(&s).is_empty(), "taken back");
        s.write(amend(event, ana, "bo's"));
        assert_eq!(messages(&s).len(), 1);
        let newest = s.incident.event(event).unwrap().newest_record();
        s.write(amend(event, newest, "settled"));
        assert!(messages(&s).is_empty());
    }

    #[test]
    fn fields_conflict_unless_they_agree_or_are_entries_of_a_list() {
        let value = |text: &str| FieldChange::Value(text.to_owned());
        let add = |text: &str| FieldChange::Add(text.to_owned());
        let remove = |text: &str| FieldChange::Remove(text.to_owned());
        let amend = |entry: &str, to: &str| FieldChange::Amend {
            entry: entry.to_owned(),
            to: to.to_owned(),
        };
        for (field, one, other, conflicts) in [
            (FieldName::Impact, value("75%"), value("80%"), 1),
            (FieldName::Impact, value("75%"), value("75%"), 0),
            (FieldName::Impact, value("75%"), FieldChange::Clear, 1),
            (FieldName::Links, add("a"), add("b"), 0),
            (FieldName::Links, add("a"), value("b"), 1),
            (FieldName::Links, remove("a"), add("b"), 0),
            (FieldName::Links, remove("a"), remove("a"), 0),
            (FieldName::Links, remove("a"), amend("a", "b"), 1),
            (FieldName::Links, amend("a", "b"), amend("c", "d"), 0),
            (FieldName::Links, amend("a", "b"), amend("a", "c"), 1),
        ] {
            let mut s = sample();
            s.write(set(one, field));
            s.hand_over("bo");
            s.write(set(other, field));
            assert_eq!(messages(&s).len(), conflicts);
            s.set(field, "settled");
            assert!(messages(&s).is_empty());
        }
    }
}
