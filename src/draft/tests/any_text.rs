//! Texts of any kind stay texts in a draft.

use proptest::prelude::*;

use super::parsed::parsed;
use super::*;
use crate::domain::time::Now;
use crate::draft::handover::handover;
use crate::draft::update::{Audience, update};

/// Every text of an incident is this one, and has a number, so that the review finds the same in each.
pub(in crate::draft) fn all_of(text: &str) -> Sample {
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
pub(super) fn classic_of_all(text: &str) -> String {
    let mut draft = Draft::new(&all_of(text).incident, &Policy::default(), citation(), "classic");
    draft.to_check.clear();
    draft.questions.clear();
    draft.more_questions = 0;
    render(&draft, "classic", TEMPLATES[0].source).expect("the built-in template renders")
}

/// The texts that are tried in every place.
pub(in crate::draft) fn hostile() -> Vec<String> {
    let file: serde_json::Value = serde_json::from_str(include_str!("../../../tests/hostile.json")).unwrap();
    let cases = file["texts"].as_array().unwrap().iter();
    // Longer ones are refused as titles.
    let short = cases.filter(|case| case["repeat"].is_null());
    short
        .map(|case| case["text"].as_str().unwrap().to_owned())
        .collect()
}

/// Fails unless two documents have the same structure, read by each parser.
fn assert_same_structure(draft: &str, plain: &str) {
    // The hash in the trailer is that of the text.
    let body = |draft: &str| parsed(draft.rsplit_once("<!--").map_or(draft, |(body, _)| body));
    for ((parser, read), (_, plain)) in body(draft).into_iter().zip(body(plain)) {
        assert_eq!(read.structure, plain.structure, "in {parser}:\n{draft}");
    }
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
        assert_same_structure(&draft, &plain);
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
            .chain([handover(&incident, None, now, &policy)])
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
        assert_same_structure(&draft, &plain);
    }
}
