//! People told by their roles: no name of anybody in any text or format.

use proptest::prelude::*;

use super::*;
use crate::domain::incident::{Cast, Incident};
use crate::draft::handover::handover;
use crate::draft::update::{Audience, update};

/// People of these names record, are mentioned, own and lead.
const PEOPLE: [&str; 6] = [
    "zqana",
    "zqbo@zqlaptop",
    "Zqcarol Zqjones",
    "zq.dave",
    "Zqeve",
    "zqfay-zqmoe",
];

fn add(s: &mut Sample, field: FieldName, entry: &str) {
    let change = FieldChange::Add(entry.to_owned());
    s.command(Command::SetField { field, change }).unwrap();
}

fn told(s: &Sample) -> Incident {
    s.incident.by_role(&Cast::of(&s.incident))
}

/// Everything that is made of an incident, in every template, format and audience.
fn everything(s: &Sample) -> Vec<String> {
    let incident = told(s);
    let policy = Policy::default();
    let mut texts = vec![handover(&incident, None, s.now(), &policy)];
    texts.extend(Audience::ALL.iter().map(|audience| {
        let update = update(&incident, *audience, s.now(), &policy);
        update.text + &update.left_out.unwrap_or_default()
    }));
    for template in TEMPLATES {
        let draft = Draft::new(&incident, &policy, citation().unnamed(), template.name);
        let markdown = render(&draft, template.name, template.source).unwrap();
        texts.extend([plain_text(&markdown), slack_text(&markdown), markdown]);
        texts.extend([
            items::csv(&draft),
            items::github_issues(&draft),
            items::jira_csv(&draft),
        ]);
        texts.push(json::to_json(&draft) + &draft.left_out.join("\n"));
    }
    texts
}

#[test]
fn people_are_told_by_their_roles() {
    let mut s = Sample::new("UTC", "2023-03-25T08:00:00Z");
    s.clock = "2023-03-25T12:00:00Z".parse().unwrap();
    s.set(FieldName::Commander, "Carol Jones");
    add(&mut s, FieldName::Roles, "scribe: dave");
    s.by = "bo@laptop".to_owned();
    s.log(
        Kind::Impact,
        Some("2023-03-25T09:00:00Z"),
        "Logins fail, says @dave",
    );
    s.log(
        Kind::Escalation,
        Some("2023-03-25T09:10:00Z"),
        "Called @platform and @eve in",
    );
    s.by = "ana".to_owned();
    s.log(
        Kind::Mitigation,
        Some("2023-03-25T11:00:00Z"),
        "Bo's restart, with Carol",
    );
    todo(&mut s, "Ask bo for the runbook", None);
    let draft = Draft::new(&told(&s), &Policy::default(), citation(), "classic");
    assert_eq!(draft.authors, ["responder 1", "responder 3"]);
    assert_eq!(draft.commander.as_deref(), Some("incident commander"));
    assert_eq!(draft.roles, ["scribe"]);
    assert_eq!(draft.people, ["platform"]);
    assert_eq!(draft.action_items.all[0].owner.as_deref(), Some("responder 1"));
    assert_eq!(draft.action_items.all[0].text, "Ask responder 1 for the runbook");
    let texts: Vec<&str> = draft.days[0]
        .events
        .iter()
        .map(|entry| entry.text.as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "Logins fail, says scribe",
            "Called @platform and responder 2 in",
            "responder 1's restart, with incident commander",
        ]
    );
    assert!(
        draft
            .status_line
            .contains("3 entries by responder 1 and responder 3"),
        "{}",
        draft.status_line
    );
    let asked = draft.questions.iter().find(|question| question.rule == "silence");
    let asked = &asked.expect("nobody wrote for long").text;
    assert!(
        asked.starts_with("Ask responder 1 (wrote at 09:10) and responder 3"),
        "{asked}"
    );
    let handed = handover(&told(&s), None, s.now(), &Policy::default());
    assert!(
        handed.contains("PEOPLE    incident commander \u{b7} scribe \u{b7} called in @platform 09:10"),
        "{handed}"
    );
}

/// A person as the cause is asked about in the draft, and the deed stays without a name.
#[test]
fn a_person_as_the_cause_is_asked_what_let_it_happen() {
    let mut s = Sample::new("UTC", "2023-03-25T12:00:00Z");
    s.log(
        Kind::Impact,
        Some("2023-03-25T09:00:00Z"),
        "Logins fail for 75% of users",
    );
    s.log(
        Kind::Cause,
        Some("2023-03-25T10:00:00Z"),
        "An operator deleted the zone",
    );
    let draft = Draft::new(&s.incident, &Policy::default(), citation(), "classic");
    let asked = draft
        .questions
        .iter()
        .find(|question| question.rule == "person_as_cause");
    let asked = &asked.expect("the draft asks").text;
    assert!(asked.ends_with("what let one action do this?"), "{asked}");
    assert!(classic(&s).contains("what let one action do this?"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn no_name_stands_in_anything_that_is_made(
        events in prop::collection::vec((0usize..Kind::ROWS.len(), 0..PEOPLE.len(), 0..PEOPLE.len(), 0usize..5), 1..14),
        (lead, scribe, owner) in (0..PEOPLE.len(), 0..PEOPLE.len(), 0..PEOPLE.len()),
        (has_lead, has_scribe, strike) in (any::<bool>(), any::<bool>(), any::<bool>()),
    ) {
        let mut s = Sample::new("UTC", "2023-03-25T14:30:00Z");
        s.by = "zqopener".to_owned();
        if has_lead {
            s.set(FieldName::Commander, PEOPLE[lead]);
        }
        if has_scribe {
            add(&mut s, FieldName::Roles, &format!("scribe: {}", PEOPLE[scribe]));
        }
        for (nth, (kind, by, about, way)) in events.into_iter().enumerate() {
            s.by = PEOPLE[by].to_owned();
            s.hand_over(&format!("{}-7k3q", PEOPLE[by].replace(['@', ' '], "-")));
            let first = PEOPLE[about].split(['@', ' ']).next().unwrap_or_default();
            let text = match way {
                0 => format!("asked @{first} about it"),
                1 => format!("{} restarted it", PEOPLE[by]),
                2 => format!("({}) forgot the index", PEOPLE[by].to_uppercase()),
                3 => format!("next: ask @{first}, #next"),
                _ => "one of them drained zone 1 #helped".to_owned(),
            };
            let at = format!("2023-03-25T09:{:02}:00Z", nth * 4);
            let event = s.log(Kind::ROWS[kind].kind, Some(&at), &text);
            if strike && nth == 2 {
                let why = Some(format!("that was {}", PEOPLE[by]));
                s.command(Command::Strike { event, why }).unwrap();
            }
        }
        let item = NewActionItem {
            text: "Write it down".to_owned(),
            owner: Some(PEOPLE[owner].to_owned()),
            ..NewActionItem::default()
        };
        s.command(Command::AddActionItem(item)).unwrap();
        for text in everything(&s) {
            prop_assert!(!text.to_lowercase().contains("zq"), "{}", text);
        }
    }
}
