//! Rules that hold for every draft as a whole.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// An incident of these events: a kind, so many minutes after nine, and whether the time is only about right.
fn incident_of(events: &[(usize, i64, bool)]) -> Sample {
    let mut s = Sample::new("UTC", "2023-03-29T20:00:00Z");
    for (nth, (kind, minutes, about)) in events.iter().enumerate() {
        let kind = Kind::ROWS[kind % Kind::ROWS.len()].kind;
        let at = chrono::DateTime::parse_from_rfc3339("2023-03-25T09:00:00Z").unwrap()
            + chrono::TimeDelta::minutes(*minutes);
        let about = *about;
        given(
            &mut s,
            kind,
            &at.to_rfc3339(),
            |timing| timing.approximate = about,
            &format!("entry {nth}"),
        );
    }
    s
}

fn draft_of(s: &Sample) -> Draft {
    Draft::new(&s.incident, &Policy::default(), citation(), "classic")
}

/// The sections of a draft by their headings; what stands before the first has none.
fn sections(text: &str) -> BTreeMap<String, String> {
    let mut sections: BTreeMap<String, String> = BTreeMap::new();
    let mut heading = String::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut heading);
        }
        let section = sections.entry(heading.clone()).or_default();
        section.push_str(line);
        section.push('\n');
    }
    sections
}

/// Every length in a text: a number and a unit, and all that follow them.
fn lengths(text: &str) -> Vec<String> {
    // A mark ends a length.
    let apart = text.replace([',', '.', ';', ':', '(', ')', '|'], " / ");
    let words: Vec<&str> = apart.split_whitespace().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < words.len() {
        let mut end = at;
        while end + 1 < words.len()
            && words[end].parse::<u32>().is_ok()
            && matches!(words[end + 1], "h" | "min" | "d")
        {
            end += 2;
        }
        if end > at {
            found.push(words[at..end].join(" "));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

fn holds(s: &Sample) -> Result<(), TestCaseError> {
    let draft = draft_of(s);
    let text = classic(s);
    // Users are never affected for longer than it went on.
    let of = |name: &str| draft.intervals.iter().find(|interval| interval.name == name);
    if let (Some(total), Some(from), Some(to)) = (
        of("impact_duration").and_then(|total| total.seconds),
        draft.span.from,
        draft.span.to,
    ) {
        let micros = |at| s.incident.zone().micros(&at);
        prop_assert!(total <= (micros(to) - micros(from)) / 1_000_000, "{}", text);
    }
    // The narrative is short, and each of its lengths is one of the figures.
    prop_assert!(draft.narrative.words <= 160, "{}", draft.narrative.text);
    let figures: Vec<String> = draft
        .narrative
        .figures
        .iter()
        .flat_map(|figure| lengths(&figure.value))
        .collect();
    for length in lengths(&draft.narrative.text) {
        prop_assert!(
            figures.contains(&length),
            "{} is no figure: {}",
            length,
            draft.narrative.text
        );
    }
    // What is missing is said once.
    let missing = text
        .split(['.', '\n', ';'])
        .filter(|sentence| sentence.contains("not recorded"));
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for sentence in missing.filter(|sentence| !sentence.contains("**time not recorded**")) {
        *counted.entry(sentence.trim()).or_default() += 1;
    }
    prop_assert!(
        counted.values().all(|count| *count == 1),
        "{:?}\n{}",
        counted,
        text
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn every_draft_keeps_the_rules(events in proptest::collection::vec((0usize..14, 0i64..6_000, any::<bool>()), 0..14)) {
        holds(&incident_of(&events))?;
    }
}

#[test]
fn those_of_two_days_keep_them_and_print_no_length_more_than_twice() {
    let s = two_days();
    holds(&s).unwrap();
    let sections = sections(&classic(&s));
    // The timeline counts the time since the beginning in each line, and a question repeats the figure it is about.
    let told: Vec<String> = [
        "Issue Summary",
        "Root Cause and Resolution",
        "Notes on the record",
    ]
    .iter()
    .flat_map(|heading| lengths(&sections[*heading]))
    .collect();
    for length in &told {
        let count = told.iter().filter(|other| *other == length).count();
        assert!(count <= 2, "{length} stands {count} times");
    }
}

#[test]
fn of_the_words_most_are_about_the_incident() {
    let text = classic(&two_days());
    let (body, _) = text.split_once("<!-- hotwash draft").unwrap();
    let words = |text: &str| text.split_whitespace().count();
    let sections = sections(body);
    let about_the_record =
        words(&sections["Notes on the record"]) + words(&sections["What is still unknown"]);
    let all = words(body);
    assert!(
        about_the_record * 10 <= all * 4,
        "{about_the_record} of {all} words"
    );
}

#[test]
fn a_record_that_has_only_a_title_makes_a_short_draft() {
    let s = Sample::new("UTC", "2023-03-25T10:00:00Z");
    let text = classic(&s);
    let (body, _) = text.split_once("<!-- hotwash draft").unwrap();
    assert!(body.split_whitespace().count() < 120, "{body}");
}
