//! Action items, their owners and due dates.

use super::*;

#[test]
fn action_items_have_an_owner_and_a_due_date() {
    let cases = [
        (
            "todo: add a check @bo due 2026-12-01",
            "add a check @bo",
            Some("bo"),
            Some("2026-12-01"),
        ),
        ("todo: x (due 2026-12-01)", "x", None, Some("2026-12-01")),
        ("TODO: add a check", "add a check", None, None),
        (
            "todo: call @org/team-a due friday",
            "call @org/team-a",
            Some("org/team-a"),
            Some("2023-03-31"),
        ),
        ("todo: x due: 2026-12-01", "x", None, Some("2026-12-01")),
        ("todo: x, due 1 Dec 2026", "x", None, Some("2026-12-01")),
        ("todo: x due Apr 1.", "x", None, Some("2023-04-01")),
        ("todo: x due in 2 weeks", "x", None, Some("2023-04-08")),
        (
            "todo:add a check, due Tomorrow",
            "add a check",
            None,
            Some("2023-03-26"),
        ),
        (
            "todo: ask @netops and @bo due +3d",
            "ask @netops and @bo",
            Some("netops"),
            Some("2023-03-28"),
        ),
        (
            "todo: pay what is due 2026-12-01 to bo",
            "pay what is due 2026-12-01 to bo",
            None,
            None,
        ),
        ("todo: fix what is due soon", "fix what is due soon", None, None),
        (
            "todo: fix residue 2026-12-01",
            "fix residue 2026-12-01",
            None,
            None,
        ),
        ("todo: due today", "", None, Some("2023-03-25")),
        ("todo: é", "é", None, None),
    ];
    for (line, text, owner, due) in cases {
        let What::ActionItem(item) = read(line, &context()).what else {
            panic!("{line}")
        };
        let due = due.and_then(|due| due.parse().ok());
        assert_eq!(
            (&*item.text, item.owner.as_deref(), item.due),
            (text, owner, due),
            "{line:?}"
        );
    }
    assert_eq!(told("todolist is long").0, "NOTE now");
    assert_eq!(told("todo list is long").0, "NOTE now");
    assert_eq!(told("\\todo: x"), ("NOTE now".to_owned(), "todo: x".to_owned()));
}
