//! From a line that was read to the command that records it: for the composer, `log` and the demo alike.

use super::{EntryActionItem, EntryEvent, EntryTime, Reading, What};
use crate::domain::command::{Command, NewActionItem, NewEvent, When};
use crate::domain::record::Timing;

impl Reading {
    /// The command that records the line; `None` for an empty one and for one that is only a day. An event that does
    /// not say when it happened did so at `unsaid`.
    pub fn command(self, unsaid: When) -> Option<Command> {
        let typed = Some(self.typed);
        match self.what {
            What::Event(event) => Some(Command::Record(event.to_record(typed, unsaid))),
            What::ActionItem(item) => Some(Command::AddActionItem(item.to_record(typed))),
            What::Empty | What::Day(_) => None,
        }
    }
}

impl EntryEvent {
    /// The event that is recorded for this line. Where the line does not say when it happened, it did so at `unsaid`.
    pub fn to_record(self, typed: Option<String>, unsaid: When) -> NewEvent {
        NewEvent {
            kind: self.kind,
            via: self.via,
            text: self.text,
            when: self.time.when(unsaid),
            ends: None,
            ends_impact: false,
            typed,
            evidence: Vec::new(),
            source: None,
        }
    }
}

impl EntryActionItem {
    /// The action item that is recorded for this line.
    pub fn to_record(self, typed: Option<String>) -> NewActionItem {
        NewActionItem {
            text: self.text,
            owner: self.owner,
            due: self.due,
            purpose: self.purpose,
            priority: self.priority,
            done: self.done,
            typed,
        }
    }
}

impl EntryTime {
    /// The time that is recorded: the one typed, otherwise `unsaid`.
    pub fn when(self, unsaid: When) -> When {
        match self {
            EntryTime::Given(given) => When::Given(Timing::from(given)),
            EntryTime::Now => unsaid,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry;
    use crate::domain::kind::{Kind, Via};
    use crate::domain::time::typed::{Anchor, TimeContext};
    use crate::domain::time::{Now, Zone};

    fn command(line: &str) -> Option<Command> {
        let context = TimeContext {
            now: Now {
                instant: "2023-03-25T14:00:00Z".parse().unwrap(),
                local: Zone::Utc,
            },
            zone: Zone::Utc,
            anchor: Anchor::Now,
        };
        entry::read(line, &context).command(When::Now)
    }

    #[test]
    fn an_event_keeps_what_was_typed_and_the_time_that_it_says() {
        for (line, timed) in [("alert: slow", false), ("09:30 alert: slow", true)] {
            let Some(Command::Record(new)) = command(line) else {
                panic!("{line} is an event");
            };
            assert_eq!((new.kind, new.via), (Kind::Detection, Some(Via::Monitor)));
            assert_eq!((new.text.as_str(), new.typed.as_deref()), ("slow", Some(line)));
            assert_eq!(new.when != When::Now, timed, "{line}");
        }
    }

    #[test]
    fn an_action_item_keeps_its_owner_and_its_day() {
        let line = "todo: add a check @bo due 2023-04-01";
        let Some(Command::AddActionItem(new)) = command(line) else {
            panic!("{line} is an action item");
        };
        assert_eq!(
            (new.owner.as_deref(), new.typed.as_deref()),
            (Some("bo"), Some(line))
        );
        assert_eq!(new.due, Some("2023-04-01".parse().unwrap()));
    }

    #[test]
    fn an_empty_line_and_a_day_record_nothing() {
        assert_eq!((command("  "), command("2023-03-25")), (None, None));
    }
}
