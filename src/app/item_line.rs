//! An action item as the line that would record it, to be corrected; and what a corrected line changes about it.

use crate::domain::command::ActionItemChange;
use crate::domain::entry::{self, EntryActionItem, Reading, What};
use crate::domain::mentions::people;
use crate::domain::record::ActionItemBody;
use crate::domain::time::typed::TimeContext;

const PREFIX: &str = "todo: ";

/// The line that would record it.
pub fn of(body: &ActionItemBody) -> String {
    let owner = owner_apart(body).map_or(String::new(), |owner| format!(" @{owner}"));
    let due = body.due.map_or(String::new(), |due| format!(" due {due}"));
    format!("{PREFIX}{}{owner}{due}", body.text)
}

/// The owner, where the text does not name them.
fn owner_apart(body: &ActionItemBody) -> Option<&str> {
    let owner = body.owner.as_deref()?;
    (people(&body.text).first() != Some(&owner)).then_some(owner)
}

/// Reads a line that corrects an action item: it stays one, wherever in it its words begin.
pub fn read(line: &str, context: &TimeContext) -> Reading {
    let reading = entry::read(line, context);
    if matches!(reading.what, What::ActionItem(_) | What::Empty) {
        return reading;
    }
    let words = match line.split_once(PREFIX) {
        Some((before, after)) => format!("{before}{after}"),
        None => line.trim_start().trim_start_matches('\\').to_owned(),
    };
    Reading {
        typed: line.to_owned(),
        ..entry::read(&format!("{PREFIX}{words}"), context)
    }
}

/// The change that the corrected line makes to it; `None` where nothing was changed.
pub fn change(
    body: &ActionItemBody,
    now: &EntryActionItem,
    context: &TimeContext,
) -> Option<ActionItemChange> {
    let What::ActionItem(before) = entry::read(&of(body), context).what else {
        return None;
    };
    let apart = owner_apart(body).map(|owner| format!(" @{owner}"));
    // An owner that the line names for itself is no part of the text.
    let text = apart.and_then(|apart| now.text.strip_suffix(&apart));
    let text = text.unwrap_or(&now.text).to_owned();
    let change = ActionItemChange {
        text: (text != body.text).then_some(text),
        owner: (now.owner != before.owner).then(|| now.owner.clone()),
        due: (now.due != before.due).then_some(now.due),
        ..ActionItemChange::default()
    };
    (change != ActionItemChange::default()).then_some(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{Now, Zone};

    fn context() -> TimeContext {
        TimeContext {
            now: Now {
                instant: "2026-11-25T20:00:00Z".parse().unwrap(),
                local: Zone::Utc,
            },
            zone: Zone::Utc,
            anchor: crate::domain::time::typed::Anchor::Now,
        }
    }

    fn body(text: &str, owner: Option<&str>) -> ActionItemBody {
        ActionItemBody {
            text: text.to_owned(),
            owner: owner.map(str::to_owned),
            due: Some("2026-12-01".parse().unwrap()),
            ..ActionItemBody::default()
        }
    }

    fn changed(body: &ActionItemBody, line: &str) -> Option<ActionItemChange> {
        match read(line, &context()).what {
            What::ActionItem(item) => change(body, &item, &context()),
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn a_line_that_was_not_changed_changes_nothing() {
        for (body, line) in [
            (
                body("add a check @bo", Some("bo")),
                "todo: add a check @bo due 2026-12-01",
            ),
            (
                body("add a check", Some("bo")),
                "todo: add a check @bo due 2026-12-01",
            ),
        ] {
            assert_eq!(of(&body), line);
            assert_eq!(changed(&body, line), None);
        }
    }

    #[test]
    fn each_part_is_corrected_and_an_action_item_stays_one() {
        let body = body("add a check", Some("bo"));
        let text = |text: &str| ActionItemChange {
            text: Some(text.to_owned()),
            ..ActionItemChange::default()
        };
        for (line, expected) in [
            ("todo: add two checks @bo due 2026-12-01", text("add two checks")),
            (
                "soon todo: add a check @bo due 2026-12-01",
                text("soon add a check"),
            ),
            ("add checks @bo due 2026-12-01", text("add checks")),
            (
                "todo: add a check @bo due 2026-12-02",
                ActionItemChange {
                    due: Some(Some("2026-12-02".parse().unwrap())),
                    ..ActionItemChange::default()
                },
            ),
            (
                "todo: add a check",
                ActionItemChange {
                    owner: Some(None),
                    due: Some(None),
                    ..ActionItemChange::default()
                },
            ),
        ] {
            assert_eq!(changed(&body, line), Some(expected), "{line}");
        }
    }
}
