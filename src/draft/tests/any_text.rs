//! Texts of any kind stay texts in a draft.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::time::Now;
use crate::draft::handover::handover;
use crate::draft::update::{Audience, update};

/// Every text of an incident is this one, and has a number, so that the review finds the same in each.
fn all_of(text: &str) -> Sample {
    let text = &format!("{text} 75");
    let mut s = Sample::new("UTC", "2023-03-25T14:30:00Z");
    s.by.clone_from(text);
    s.set(FieldName::Title, text);
    for row in Kind::ROWS {
        s.log(row.kind, Some("2023-03-25T14:30:00Z"), text);
    }
    let evidence = vec![EvidenceRef {
        sha256: "ab".repeat(32),
        bytes: 9,
        name: Some(text.clone()),
    }];
    let attached = NewEvent {
        evidence,
        ..event(Kind::Note, None, text)
    };
    s.command(Command::Record(attached)).unwrap();
    let struck = s.log(Kind::Note, None, text);
    let why = Some(text.clone());
    s.command(Command::Strike { event: struck, why }).unwrap();
    for row in FieldName::ROWS {
        if !matches!(row.name, FieldName::Severity | FieldName::Zone | FieldName::Title) {
            s.set(row.name, text);
        }
    }
    let item = NewActionItem {
        text: text.to_owned(),
        owner: Some(text.to_owned()),
        ..NewActionItem::default()
    };
    s.command(Command::AddActionItem(item)).unwrap();
    s
}

/// The draft of that, without what the review finds in the wording: that differs from text to text.
fn classic_of_all(text: &str) -> String {
    let mut draft = Draft::new(&all_of(text).incident, &Policy::default(), citation(), "classic");
    draft.to_check.clear();
    draft.questions.clear();
    draft.more_questions = 0;
    render(&draft, "classic", TEMPLATES[0].source).expect("the built-in template renders")
}

/// The nature of each line of a Markdown text, read naively: its heading or bullet, or that it has none.
fn skeleton(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(|line| match line.trim_start() {
            line if line.starts_with("# ") => Some("heading 1"),
            line if line.starts_with("## ") => Some("heading 2"),
            line if line.starts_with("### ") => Some("heading 3"),
            line if line.starts_with('#') => Some("another heading"),
            line if line.starts_with("- ") => Some("item"),
            line if line.starts_with(['-', '+', '*', '>', '='])
                && !line.starts_with("**")
                && line != "-->" =>
            {
                Some("block")
            }
            line if line.starts_with('|') => Some("row"),
            line if line.contains('<') => Some("html"),
            _ => None,
        })
        .collect()
}

/// The texts that are tried in every place.
fn hostile() -> Vec<String> {
    let file: serde_json::Value = serde_json::from_str(include_str!("../../../tests/hostile.json")).unwrap();
    let cases = file["texts"].as_array().unwrap().iter();
    // Longer ones are refused as titles.
    let short = cases.filter(|case| case["repeat"].is_null());
    short
        .map(|case| case["text"].as_str().unwrap().to_owned())
        .collect()
}

/// Counts how often each character that means something in Markdown stands there without a backslash before it. An
/// underscore inside a word means nothing.
fn active(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    let mut escaped = false;
    for letter in text.chars() {
        if !escaped && "[]`*~|<>$".contains(letter) {
            *counts.entry(letter).or_default() += 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    counts
}

fn assert_shown(text: &str) {
    let hidden = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202e}';
    assert!(!text.contains(hidden), "{text:?}");
}

#[test]
fn hostile_texts_stay_texts() {
    let plain = classic_of_all("a plain text");
    for text in hostile() {
        let draft = classic_of_all(&text);
        assert_eq!(skeleton(&draft), skeleton(&plain), "{text:?}\n{draft}");
        // The lines of a cell are parted by a tag.
        let cells = draft.replace("<br>", " ");
        assert_eq!(active(&cells), active(&plain), "{text:?}\n{draft}");
        assert_shown(&draft);
        assert!(trailer::is_untouched(&draft));
    }
}

#[test]
fn no_text_makes_a_line_of_its_own_in_what_is_pasted() {
    let now = Now {
        instant: "2023-03-25T15:00:00Z".parse().unwrap(),
        local: Zone::Utc,
    };
    let policy = Policy::default();
    let papers = |text: &str| {
        let incident = all_of(text).incident;
        let updates = Audience::ALL.map(|audience| update(&incident, audience, now, &policy).text);
        updates
            .into_iter()
            .chain([handover(&incident, now, &policy)])
            .collect::<Vec<_>>()
    };
    let plain = papers("a plain text");
    for text in hostile() {
        for (paper, plain) in papers(&text).iter().zip(&plain) {
            assert_shown(paper);
            assert_eq!(paper.lines().count(), plain.lines().count(), "{text:?}:\n{paper}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_text_stays_text(text in "[a-z#*_|<>`~\\[\\]()!&;:=+0-9. \n-]{1,30}[a-z]") {
        let plain = classic_of_all("a plain text");
        let draft = classic_of_all(&text);
        prop_assert_eq!(skeleton(&draft), skeleton(&plain), "{}", draft);
    }
}
