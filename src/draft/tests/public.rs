//! The draft for the public: how it reads, and that no other words of a record get into it.

use proptest::prelude::*;

use super::*;
use crate::domain::command::ActionItemChange;

/// Every word of the template and of the sentences that are computed.
const VOCABULARY: &str = "
    a about and apologise at cause customers doing done effect errors first for from happened impact in into is it
    looking more noticed notice not on or over own recorded reduced say service disruption since still such as summary
    steps the three times to two until was we are were what when your words between
    january february march april may june july august september october november december
    utc zone later
";

const IMPACT: &str = "about 30% of orders could not be placed";
const CAUSE: &str = "a certificate had expired";
const STEP: &str = "add an alert on expiring certificates";

fn public(s: &Sample) -> Draft {
    Draft::new(&s.incident, &Policy::default(), citation(), Template::PUBLIC)
}

fn rendered(s: &Sample) -> String {
    let template = Template::named(Template::PUBLIC).unwrap();
    render(&public(s), template.name, template.source).expect("the built-in template renders")
}

fn add(s: &mut Sample, field: FieldName, entry: &str) {
    let change = FieldChange::Add(entry.to_owned());
    s.command(Command::SetField { field, change }).unwrap();
}

fn item(s: &mut Sample, text: &str, done: bool) {
    let item = NewActionItem {
        text: text.to_owned(),
        owner: Some("zqowner".to_owned()),
        ..NewActionItem::default()
    };
    let item = s.command(Command::AddActionItem(item)).unwrap();
    let change = ActionItemChange {
        done: Some(true),
        ..ActionItemChange::default()
    };
    if done {
        s.command(Command::AmendActionItem { item, change }).unwrap();
    }
}

/// Errors at the checkout, with everything that is inside.
fn checkout() -> Sample {
    let mut s = Sample::new("Europe/Paris", "2026-03-03T15:00:00Z");
    s.by = "zqana@zqlaptop".to_owned();
    s.set(FieldName::Title, "zqtitle");
    let paris = |clock: &str| format!("2026-03-03T{clock}:00+01:00");
    s.log(
        Kind::Impact,
        Some(&paris("14:03")),
        "zqimpact at db-7.example.org",
    );
    s.log(Kind::Detection, Some(&paris("14:07")), "zqalert, says @zqbo");
    s.log(Kind::Hypothesis, Some(&paris("14:10")), "zqpool");
    s.log(Kind::RuledOut, Some(&paris("14:30")), "not zqpool");
    s.log(Kind::Mitigation, Some(&paris("14:52")), "zqmitigation #helped");
    s.log(Kind::Resolution, Some(&paris("15:34")), "zqresolution");
    s
}

#[test]
fn a_draft_for_the_public_that_somebody_wrote_for() {
    let mut s = checkout();
    add(&mut s, FieldName::Affected, "checkout");
    add(&mut s, FieldName::Affected, "zqhost-7");
    s.set(FieldName::PublicImpact, IMPACT);
    s.set(FieldName::PublicCause, CAUSE);
    item(&mut s, &format!("{STEP} #public"), true);
    item(
        &mut s,
        "renew certificates a month before they expire #public",
        false,
    );
    item(&mut s, "ask zqbo #public", false);
    item(&mut s, "zqinside", false);
    insta::assert_snapshot!(rendered(&s));
    assert_eq!(
        public(&s).left_out,
        [
            "left out: 3 names, 1 host, 1 dead end, 6 entries",
            "Left out of what the public reads: 1 action item tagged #public that may name somebody or something.\n\
             - action item 3 \u{201c}ask zqbo\u{201d}: zqbo may be a name",
        ]
    );
}

#[test]
fn a_draft_for_the_public_that_nobody_wrote_for() {
    let mut s = checkout();
    s.set(
        FieldName::Impact,
        "Orders could not be placed. The zq-7 was full.",
    );
    insta::assert_snapshot!(rendered(&s));
    assert_eq!(unfinished(&rendered(&s)), 4);
}

/// Every window is told, and one that is open.
#[test]
fn the_times_for_the_public_are_those_of_all_windows() {
    let mut s = checkout();
    s.set(FieldName::PublicImpact, IMPACT);
    s.log(Kind::Impact, Some("2026-03-03T16:00:00+01:00"), "again");
    let first_line = |s: &Sample| public(s).public.affected.unwrap();
    assert_eq!(
        first_line(&s),
        "On 3 March 2026, from 14:03 to 15:34 and since 3 March 2026, 16:00 (UTC+01:00), about 30% of orders could not be placed."
    );
    assert_eq!(public(&s).public.title, "Service disruption since 3 March 2026");
    assert!(
        rendered(&s)
            .contains("We are still looking into the cause. We first noticed it on 3 March 2026 at 14:07.")
    );
    s.log(Kind::Resolution, Some("2026-03-03T16:20:00+01:00"), "up");
    assert_eq!(
        first_line(&s),
        "On 3 March 2026, from 14:03 to 15:34 and from 16:00 to 16:20 (UTC+01:00), about 30% of orders could not be placed."
    );
    s.clock = "2026-04-01T10:00:00Z".parse().unwrap();
    s.log(Kind::Impact, Some("2026-03-09T16:00:00+01:00"), "again");
    s.log(Kind::Resolution, Some("2026-03-30T16:20:00+02:00"), "up");
    assert_eq!(
        first_line(&s),
        "On 3 March and from 9 to 30 March 2026 (UTC+01:00, later UTC+02:00), about 30% of orders could not be placed."
    );
    assert_eq!(
        public(&s).public.title,
        "Service disruption from 3 to 30 March 2026"
    );
}

/// Nobody looks for the cause of an incident that was closed, and nobody knows that it lasts.
#[test]
fn a_closed_incident_without_an_end_leaves_that_to_be_said() {
    let mut s = Sample::new("UTC", "2026-03-03T15:00:00Z");
    s.set(FieldName::PublicImpact, IMPACT);
    s.log(Kind::Impact, Some("2026-03-03T14:03:00Z"), "zqimpact");
    assert!(rendered(&s).contains("We are still looking into the cause.\n"));
    s.command(Command::Close { at: None }).unwrap();
    let text = rendered(&s);
    assert!(
        text.starts_with("# Service disruption on 3 March 2026\n"),
        "{text}"
    );
    assert!(
        text.contains("From 3 March 2026, 14:03 on (UTC), about 30% of orders could not be placed."),
        "{text}"
    );
    assert!(
        text.contains("[the cause, for customers] [say when it was over]"),
        "{text}"
    );
}

#[test]
fn the_json_of_a_draft_for_the_public_has_nothing_else() {
    let draft = public(&checkout());
    let json: serde_json::Value = serde_json::from_str(&json::to_json(&draft)).unwrap();
    let names: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(names, ["citation", "public", "schema", "template"]);
    assert_eq!(json["citation"]["segments"][0]["file"], "segment-1");
    let whole = "{{ title }}";
    render(&draft, "public", whole).expect_err("a template of this name sees no title");
}

/// The words of a text, in small letters; numbers and times are none.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.contains(char::is_alphabetic));
    words.map(str::to_lowercase)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]
    /// Whatever a record says: each word is one of ours, or was written for customers.
    #[test]
    fn no_other_words_get_into_it(
        events in prop::collection::vec((0usize..Kind::ROWS.len(), 0i64..20_000, any::<bool>(), 0usize..5), 0..12),
        fields in prop::collection::vec(any::<bool>(), FieldName::ROWS.len()),
        (affected, step, closed) in (any::<bool>(), any::<bool>(), any::<bool>()),
    ) {
        const TEXTS: [&str; 5] = [
            "zqtext one", "zqtext on db-7.zqhost.org, says @zqbo", "zqtext #helped", "zqtext #recovered", "zqtext 10.0.0.7",
        ];
        let mut s = Sample::new("Europe/Paris", "2026-03-30T15:00:00Z");
        s.by = "zqana@zqlaptop".to_owned();
        for (kind, minutes, about, text) in events {
            let at = chrono::DateTime::from_timestamp(1_772_500_000 + 60 * minutes, 0).unwrap();
            let change = |timing: &mut Timing| timing.approximate = about;
            given(&mut s, Kind::ROWS[kind].kind, &at.to_rfc3339(), change, TEXTS[text]);
        }
        for (row, set) in FieldName::ROWS.iter().zip(fields) {
            match row.name {
                FieldName::Severity | FieldName::Zone => {}
                FieldName::PublicImpact if set => _ = s.set(row.name, IMPACT),
                FieldName::PublicCause if set => _ = s.set(row.name, CAUSE),
                FieldName::PublicImpact | FieldName::PublicCause => {}
                _ if set => _ = s.set(row.name, "the Zqfield is down at zq-7"),
                _ => {}
            }
        }
        if affected {
            add(&mut s, FieldName::Affected, "checkout");
        }
        item(&mut s, "zqitem", step);
        item(&mut s, "ask zqbo #public", step);
        item(&mut s, &format!("{STEP} #public"), step);
        if closed {
            s.command(Command::Close { at: None }).unwrap();
        }
        let (text, json) = (rendered(&s), json::to_json(&public(&s)));
        prop_assert!(!text.contains("zq") && !json.contains("zq"), "{}\n{}", text, json);
        let draft = public(&s);
        prop_assert!(!slack_text(&text).contains("zq"), "{}", slack_text(&text));
        for form in [items::csv(&draft), items::github_issues(&draft), items::jira_csv(&draft)] {
            prop_assert!(!form.contains("zq") && !form.contains(&draft.id.to_string()), "{}", form);
        }
        let (body, _) = text.split_once("<!-- hotwash draft").unwrap();
        let ours = format!("{VOCABULARY} checkout {IMPACT} {CAUSE} {STEP} added");
        let known: Vec<String> = words(&ours).collect();
        for word in words(body).chain(words(&plain_text(&text))) {
            prop_assert!(known.contains(&word), "{} in {}", word, body);
        }
    }
}
