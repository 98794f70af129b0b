//! Documents as they are read.

use proptest::prelude::*;

use super::*;

fn words(text: &str) -> Words {
    vec![Span {
        text: text.to_owned(),
        ..Span::default()
    }]
}

#[test]
fn a_document_is_read_with_its_looks() {
    let blocks =
        read("# A\n\n**b** *c* `d` [e](https://f.example)\\\ng\n\n- h\n  - i\n\n| j |\n| -: |\n| k<br>l |\n");
    let Block::Paragraph(paragraph) = &blocks[1] else {
        panic!("{blocks:?}");
    };
    let looks: Vec<(&str, Look)> = paragraph
        .iter()
        .map(|span| (span.text.as_str(), span.look))
        .filter(|(text, _)| *text != " ")
        .collect();
    let plain = Look::default();
    let (is_bold, is_italic, is_code) = (true, true, true);
    let expected = [
        ("b", Look { is_bold, ..plain }),
        ("c", Look { is_italic, ..plain }),
        ("d", Look { is_code, ..plain }),
        ("e", plain),
        ("\ng", plain),
    ];
    assert_eq!(looks, expected);
    assert_eq!(paragraph.iter().find_map(web_address), Some("https://f.example"));
    let inner = Block::List {
        first: None,
        items: vec![vec![Block::Paragraph(words("i"))]],
    };
    let list = Block::List {
        first: None,
        items: vec![vec![Block::Paragraph(words("h")), inner]],
    };
    let table = Block::Table(Table {
        head: vec![words("j")],
        rows: vec![vec![words("k\nl")]],
        is_right: vec![true],
    });
    assert_eq!(&blocks[2..], [list, table]);
}

#[test]
fn of_html_only_words_are_left_and_of_comments_nothing() {
    let blocks =
        read("<details><summary>What it says</summary>\n\n```text\na\n```\n\n</details>\n\n<!-- x\ny -->\n");
    assert_eq!(
        blocks,
        [
            Block::Paragraph(words("What it says")),
            Block::Code("a".to_owned())
        ]
    );
}

#[test]
fn what_only_a_forge_would_replace_is_no_code() {
    assert_eq!(read("asked `@bo` of"), [Block::Paragraph(words("asked @bo of"))]);
}

#[test]
fn an_entity_brings_in_no_control_character() {
    assert_eq!(read("a&#27;b&#x202e;"), [Block::Paragraph(words("a␛b<U+202E>"))]);
}

/// Nobody can have a draft nest so deep that going through it takes the stack.
#[test]
fn what_nests_too_deep_is_read_all_the_same() {
    for deep in [
        format!("{}x", "> ".repeat(5_000)),
        format!("{}x", "- ".repeat(5_000)),
    ] {
        let mut blocks = &read(&deep)[..];
        let mut depth = 0;
        while let Some(Block::Quote(inside)) = blocks.first() {
            (blocks, depth) = (inside, depth + 1);
        }
        assert!(depth <= 2 * 16);
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "([-#*_>|`\\[\\]()<& a\n]|\\PC){0,80}") {
        let _ = read(&text);
    }
}
