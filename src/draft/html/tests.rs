//! The page of incidents: its tree, its colours, and that every text of a record stays a text.

mod palette;
mod tree;

use proptest::prelude::*;

use super::*;
use crate::domain::facts::Facts;
use crate::domain::findings::Policy;
use crate::domain::kind::Kind;
use crate::domain::sample::Sample;
use crate::draft::context::{Citation, CitedSegment};
use crate::draft::drawing::tests::samples;
use crate::draft::drawing::{self, Form};
use crate::draft::tests::any_text::{all_of, hostile};
use crate::draft::{Excerpts, Template};
use tree::Tree;

fn draft(s: &Sample, template: &str) -> Draft {
    let segment = CitedSegment {
        file: "ana-laptop-7k3q.jsonl".to_owned(),
        records: 21,
        sha256: "5f".repeat(32),
    };
    let citation = Citation {
        segments: vec![segment],
    };
    Draft::new(&s.incident, &Policy::default(), citation, template)
}

fn page_of(s: &Sample) -> String {
    let facts = Facts::of(&s.incident);
    let drawing = drawing::svg(&facts, &Policy::default(), Form::Embedded);
    page(&draft(s, Template::DEFAULT), drawing.as_deref()).expect("the layout renders")
}

fn public_of(s: &Sample) -> String {
    page(&draft(s, Template::PUBLIC), Some("<svg></svg>")).expect("the layout renders")
}

#[test]
fn the_page_of_the_demo() {
    let drawn = page(&draft(&samples::demo(), Template::DEFAULT), Some("<svg></svg>")).unwrap();
    let (before, rest) = drawn.split_once("<style>\n").unwrap();
    let (_, after) = rest.split_once("@media screen {\n#only-milestones").unwrap();
    // The hash at the end is that of the style too.
    let (after, _) = after.rsplit_once("\n\n<!-- hotwash draft").unwrap();
    insta::assert_snapshot!(format!(
        "{before}<style>\n@media screen {{\n#only-milestones{after}"
    ));
}

#[test]
fn pages_are_well_formed() {
    let empty = samples::empty("UTC");
    for sample in [
        samples::demo(),
        samples::weeks(),
        samples::outage(41, 600),
        empty,
        all_of("x"),
    ] {
        for page in [page_of(&sample), public_of(&sample)] {
            Tree::of(&page).check();
        }
    }
}

#[test]
fn hostile_texts_stay_texts() {
    for text in hostile() {
        let sample = all_of(&text);
        let page = page_of(&sample);
        let tree = Tree::of(&page);
        tree.check();
        let shown = crate::domain::harmless::block(&text).into_owned();
        assert!(tree.text().contains(&shown), "{text:?} is not in\n{page}");
        assert!(is_untouched(&page), "{text:?}");
        Tree::of(&public_of(&sample)).check();
    }
}

#[test]
fn hostile_evidence_stays_a_text() {
    let sample = all_of("a text");
    for text in hostile() {
        let excerpts = Excerpts::from([("ab".repeat(32), text.clone())]);
        let page = page(&draft(&sample, Template::DEFAULT).with_excerpts(&excerpts), None);
        Tree::of(&page.unwrap()).check();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_text_stays_text(text in "[a-z#*_|<>`~\\[\\]()!&;:=+/\"'0-9. \n-]{1,30}[a-z]") {
        Tree::of(&page_of(&all_of(&text))).check();
    }
}

#[test]
fn the_page_for_the_public_holds_nothing_else() {
    let page = public_of(&all_of("zq"));
    let tree = Tree::of(&page);
    for class in ["days", "drawing", "figures", "entry"] {
        assert_eq!(tree.count(&format!(".{class}")), 0, "{class}");
    }
    assert!(!tree.text().contains("zq 75 zq"), "{page}");
    assert!(!page.contains("ana-laptop"), "{page}");
    assert!(!page.contains("<svg"), "{page}");
}

#[test]
fn each_kind_has_its_colour_and_its_filter() {
    let page = page_of(&all_of("x"));
    let tree = Tree::of(&page);
    for row in Kind::ROWS {
        let rule = format!(".{}", row.wire);
        let has_rule = page
            .lines()
            .filter(|line| line.contains("--ink:"))
            .any(|line| line.split([',', ' ']).any(|word| word == rule));
        assert!(has_rule, "{rule} has no colour");
        assert_eq!(tree.count(&format!("input#only-{}", row.wire)), 1, "{}", row.wire);
        assert!(tree.count(&format!("li.entry{rule}")) > 0, "{}", row.wire);
    }
}

#[test]
fn an_edit_is_noticed_and_places_are_counted() {
    let page = page_of(&samples::demo());
    assert!(is_untouched(&page.replace('\n', "\r\n")));
    assert!(!is_untouched(&page.replacen("<h2", "<h3", 1)));
    assert!(!is_untouched(&format!("{page}more")));
    assert!(!is_untouched("<!doctype html>"));
    // A draft in Markdown is no page.
    assert!(!is_untouched(&page.replacen(DOCTYPE, "", 1)));
    assert_eq!(unfinished(&page), Tree::of(&page).count(".place"));
    assert_eq!(unfinished(&page_of(&all_of("class=\"place\""))), 0);
}
