//! Drafts on a screen, with the look of words in signs: `#` heading, `*` bold, `_` quiet, `!` a place.

use super::*;
use crate::domain::harmless;
use proptest::prelude::*;

fn shown(draft: &str, columns: usize) -> Vec<String> {
    let lines = rendered(draft, columns).into_iter();
    let told = lines.map(|line| {
        let spans = line.into_iter().map(|span| match span.face {
            Face::Plain => span.text,
            Face::Heading => format!("#{}#", span.text),
            Face::Bold => format!("*{}*", span.text),
            Face::Quiet => format!("_{}_", span.text),
            Face::Place => format!("!{}!", span.text),
        });
        spans.collect::<String>().trim_end().to_owned()
    });
    told.collect()
}

#[test]
fn signs_become_looks() {
    let draft = "# Login \\_down\\_\n\n**Impact:** [say what users noticed]\n\n- **09:30** *early* \\[warn\\]\n  - two\n\n\
                 ## What is still unknown\n\n- What was it?\n";
    assert_eq!(
        shown(draft, 40),
        [
            "#Login _down_#",
            "",
            "*Impact:* ![say what users noticed]!",
            "",
            "- *09:30* _early_ [warn]",
            "  - two",
            "",
            "#What is still unknown#",
            "",
            "- !What was it?!",
        ]
    );
}

#[test]
fn a_table_stays_within_its_columns() {
    let draft = "| No. | What |\n| ---: | --- |\n| 1 | Test upgrades on a copy<br>of production |\n";
    assert_eq!(
        shown(draft, 24),
        [
            "*No.*_ │ _*What*",
            "_────────────────────────_",
            "1  _ │ _Test upgrades on a",
            "   _ │ _copy",
            "   _ │ _of production",
        ]
    );
    for columns in [10, 24, 40, 80] {
        for line in rendered(draft, columns) {
            let text: String = line.iter().map(|span| span.text.as_str()).collect();
            assert!(harmless::width(text.trim_end()) <= columns, "{columns}: {text}");
        }
    }
}

proptest! {
    #[test]
    fn no_line_is_too_wide(draft in "([#|*`\\[\\]<>a-z0-9 \\-\\\\\n]|\u{5b57}){0,200}", columns in 4usize..90) {
        for line in rendered(&draft, columns) {
            let text: String = line.iter().map(|span| span.text.as_str()).collect();
            prop_assert!(harmless::width(text.trim_end()) <= columns.max(8), "{:?}", text);
        }
    }
}
