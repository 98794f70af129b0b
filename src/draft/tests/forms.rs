//! The forms of a draft for others: how they read, and that texts of any kind stay texts in them.

use super::any_text::{all_of, classic_of_all, hostile};
use super::*;
use crate::domain::harmless;
use crate::draft::drawing::tests::samples::demo;

/// Two days, with an address, a mention and what Slack would take for markup.
fn document() -> String {
    let mut s = two_days();
    s.log(
        Kind::Note,
        Some("2023-03-26T09:00:00-05:00"),
        "See https://example.org/a_b?x=1&y=2, asked @bo about *.log & <b>",
    );
    classic(&s)
}

#[test]
fn a_text_of_two_days() {
    insta::assert_snapshot!(plain_text(&document()));
}

#[test]
fn a_message_for_slack_of_two_days() {
    insta::assert_snapshot!(slack_text(&document()));
}

#[test]
fn the_demo_as_a_text_and_for_slack() {
    let markdown = classic(&demo());
    insta::assert_snapshot!(plain_text(&markdown));
    insta::assert_snapshot!(slack_text(&markdown));
}

/// An excerpt of evidence is folded in, so it is raw HTML and code in a list.
#[test]
fn every_field_as_a_text_and_for_slack() {
    let text = "load 9.5\nSYSTEM `x` <b> ``` @here ".to_owned() + &"wide ".repeat(20);
    let excerpts = Excerpts::from([("ab".repeat(32), text)]);
    let draft = Draft::new(&every_field().incident, &Policy::default(), citation(), "classic");
    let draft = draft.with_excerpts(&excerpts);
    let markdown = render(&draft, "classic", TEMPLATES[0].source).expect("the built-in template renders");
    insta::assert_snapshot!(plain_text(&markdown));
    insta::assert_snapshot!(slack_text(&markdown));
}

/// A hostile text makes no line of its own, wherever it stands, and steers nothing.
#[test]
fn hostile_texts_stay_texts_in_every_form() {
    for text in hostile() {
        let markdown = classic_of_all(&text);
        let draft = Draft::new(&all_of(&text).incident, &Policy::default(), citation(), "classic");
        let forms = [
            plain_text(&markdown),
            slack_text(&markdown),
            items::csv(&draft).replace("\r\n", "\n"),
            items::github_issues(&draft),
            items::jira_csv(&draft).replace("\r\n", "\n"),
        ];
        for form in &forms {
            assert_eq!(harmless::block(form), form.as_str(), "{text:?}");
        }
        let links = ["http://", "https://", "mailto:"];
        for (at, _) in forms[1].match_indices('<') {
            let leads = links
                .iter()
                .any(|scheme| forms[1][at + 1..].to_lowercase().starts_with(scheme));
            assert!(leads, "{text:?}: {}", forms[1]);
        }
    }
}

/// Every word that a reader of the Markdown sees stands in the text too.
#[test]
fn no_word_is_lost_on_the_way() {
    let markdown = document();
    let text = plain_text(&markdown);
    let body = markdown
        .rsplit_once("<!--")
        .map_or(markdown.as_str(), |(body, _)| body);
    let words = body.split(|c: char| !c.is_alphanumeric());
    // An entity is no word.
    for word in words.filter(|word| !matches!(*word, "lt" | "amp")) {
        assert!(text.contains(word), "{word} in {text}");
    }
}
