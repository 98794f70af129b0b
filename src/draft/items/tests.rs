//! The forms of action items, read back.

use proptest::prelude::*;

use super::*;
use crate::domain::findings::Policy;
use crate::domain::harmless;
use crate::domain::record::Purpose;
use crate::domain::sample::Sample;
use crate::draft::{Citation, Template};

fn draft(items: Vec<ActionItemTold>, template: &str) -> Draft {
    let s = Sample::new("UTC", "2023-03-25T12:00:00Z");
    let mut draft = Draft::new(&s.incident, &Policy::default(), Citation::default(), template);
    draft.title = "Login, down".to_owned();
    draft.action_items.all = items;
    draft
}

fn item(number: u32, text: &str, owner: Option<&str>) -> ActionItemTold {
    ActionItemTold {
        number,
        text: text.to_owned(),
        address: first_address(text).map(str::to_owned),
        owner: owner.map(str::to_owned),
        due: Some("2026-12-01".to_owned()),
        purpose: Some(Purpose::Prevent),
        priority: Some("P1".to_owned()),
        done: false,
    }
}

fn done_one() -> ActionItemTold {
    ActionItemTold {
        done: true,
        ..item(7, "Restart it", None)
    }
}

/// The rows of a CSV file, as another reader has them.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes());
    let rows = reader.records().map(|row| row.expect("every row is sound"));
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_items_are_rows_with_their_incident() {
    let first = item(3, "See https://tracker.example/X-1, \"now\"", Some("bo"));
    let draft = draft(vec![first, done_one()], "classic");
    let text = super::csv(&draft);
    assert!(text.lines().count() == 3 && text.ends_with("\"\"\r\n"), "{text}");
    let rows = rows(&text);
    let id = draft.id.to_string();
    let head = [
        "number", "what", "type", "owner", "due", "priority", "done", "incident", "title", "link",
    ];
    let what = "See https://tracker.example/X-1, \"now\"";
    let link = "https://tracker.example/X-1";
    assert_eq!(rows[0], head);
    assert_eq!(
        rows[1],
        [
            "3",
            what,
            "prevent",
            "bo",
            "2026-12-01",
            "P1",
            "no",
            &id,
            "Login, down",
            link
        ]
    );
    assert_eq!(rows[2][6], "yes");
}

#[test]
fn no_cell_is_a_formula() {
    let texts = ["=1+1", "+1", "-10m", "@SUM(A1)", "\t=1", "＝1", "a=1"];
    let items = (1..)
        .zip(texts)
        .map(|(number, text)| item(number, text, Some(text)));
    let draft = draft(items.collect(), "classic");
    let told: Vec<String> = rows(&super::csv(&draft))
        .into_iter()
        .skip(1)
        .map(|row| row[1].clone())
        .collect();
    assert_eq!(told, ["'=1+1", "'+1", "'-10m", "'@SUM(A1)", "'=1", "'＝1", "a=1"]);
    let jira = rows(&jira_csv(&draft));
    assert_eq!((jira[1][0].as_str(), jira[1][4].as_str()), ("'=1+1", "'=1+1"));
}

#[test]
fn an_issue_has_what_is_known_and_notifies_nobody() {
    let asked = item(3, "Ask @ops for *.log\nand more", Some("bo"));
    let draft = draft(vec![asked, done_one()], "classic");
    let text = github_issues(&draft);
    assert_eq!(text.lines().count(), 1);
    let issue: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(issue["title"], "Ask @ops for *.log and more");
    assert_eq!(issue["labels"], serde_json::json!(["postmortem", "prevent"]));
    assert_eq!(issue["assignees"], serde_json::Value::Null);
    let id = draft.id;
    assert_eq!(
        issue["body"],
        format!(
            "Ask `@ops` for *.log\\\nand more\n\n- Owner: bo\n- Due: 2026-12-01\n- Priority: P1\n\nAction item 3 of the incident Login, down ({id}).\n"
        )
    );
    assert_eq!(done(&draft), 1);
}

#[test]
fn jira_gets_its_own_columns_and_no_markup() {
    let asked = item(3, "Ask [~ops] about {code} !x! now!", Some("bo@example.org"));
    let draft = draft(vec![asked, done_one()], "classic");
    let rows = rows(&jira_csv(&draft));
    let id = draft.id;
    let about = format!(
        "Ask \\[~ops] about \\{{code}} \\!x! now!\n\nAction item 3 of the incident Login, down ({id})."
    );
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0], COLUMNS_OF_JIRA);
    assert_eq!(
        rows[1],
        [
            "Ask [~ops] about {code} !x! now!",
            &about,
            "Task",
            "P1",
            "bo@example.org",
            "2026-12-01",
            "postmortem prevent"
        ]
    );
}

const COLUMNS_OF_JIRA: [&str; 7] = [
    "Summary",
    "Description",
    "Issue Type",
    "Priority",
    "Assignee",
    "Due Date",
    "Labels",
];

#[test]
fn of_a_draft_for_the_public_only_its_steps_are_told() {
    let mut draft = draft(vec![item(3, "zqinside", Some("zqbo"))], Template::PUBLIC);
    draft.title = "zqtitle".to_owned();
    draft.public.title = "Service disruption".to_owned();
    draft.public.done = vec!["An alert was added".to_owned()];
    draft.public.to_do = vec!["Renew certificates".to_owned()];
    let texts = [super::csv(&draft), github_issues(&draft), jira_csv(&draft)];
    for text in &texts {
        assert!(
            !text.contains("zq") && !text.contains(&draft.id.to_string()),
            "{text}"
        );
        assert!(
            text.contains("Renew certificates") && text.contains("Service disruption"),
            "{text}"
        );
    }
    assert_eq!(rows(&texts[0]).len(), 3);
    assert_eq!(done(&draft), 1);
}

#[test]
fn a_title_is_as_long_as_a_tracker_takes_it() {
    let draft = draft(vec![item(1, &"é".repeat(300), None)], "classic");
    let issue: serde_json::Value = serde_json::from_str(&github_issues(&draft)).unwrap();
    assert_eq!(issue["title"].as_str().unwrap().chars().count(), 256);
    let jira = rows(&jira_csv(&draft));
    assert_eq!(jira[1][0].chars().count(), 255);
    assert!(jira[1][1].starts_with(&"é".repeat(300)));
}

proptest! {
    /// Whatever an item says, another reader finds it in its cell.
    #[test]
    fn a_row_is_read_back_as_it_was(text in "([=+@\",;'\r\n\t -]|\\PC|[a-z]){1,40}", owner in "\\PC{1,20}") {
        let draft = draft(vec![item(1, &text, Some(&owner))], "classic");
        let rows = rows(&super::csv(&draft));
        prop_assert_eq!(rows.len(), 2);
        for (cell, said) in [(&rows[1][1], &text), (&rows[1][3], &owner)] {
            let shown = harmless::block(said.trim());
            prop_assert!(*cell == shown || *cell == format!("'{shown}"), "{}", cell);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@']), "{}", cell);
        }
        prop_assert_eq!(github_issues(&draft).lines().count(), 1);
    }
}
