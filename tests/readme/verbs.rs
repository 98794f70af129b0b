//! The table of verbs has every verb, with all its options.

use std::collections::BTreeSet;

use hotwash::domain::record::FieldName;

use crate::harness::Home;
use crate::{document, first_cells};

/// The verbs that a help text lists.
fn verbs(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = lines.take_while(|line| !line.is_empty());
    // Further lines of a verb's words stand deeper.
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The long options of a verb itself.
fn options(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Options:").skip(1);
    let lines = lines.take_while(|line| !line.is_empty() && *line != "Common options:");
    let words = lines.filter_map(|line| line.trim_start().strip_prefix("--"));
    let names = words.filter_map(|words| words.split([' ', '<']).next());
    names.map(|name| format!("--{name}")).collect()
}

#[test]
fn every_verb_and_option_stands_in_the_table() {
    let home = Home::new("UTC");
    let text = document("docs/verbs.md");
    let rows = first_cells(&text);
    let calls: BTreeSet<&str> = rows.iter().flatten().map(String::as_str).collect();
    let help = |words: &[&str]| home.answer(&[&["help"], words].concat());
    let mut all: Vec<Vec<String>> = Vec::new();
    for verb in verbs(&help(&[])) {
        let within = verbs(&help(&[&verb]));
        if within.is_empty() {
            all.push(vec![verb]);
        } else {
            all.extend(within.into_iter().map(|sub| vec![verb.clone(), sub]));
        }
    }
    assert!(all.len() > 25, "{all:?}");
    for words in all {
        let name = words.join(" ");
        let of_verb: Vec<&&str> = calls
            .iter()
            .filter(|call| **call == name || call.starts_with(&format!("{name} ")))
            .collect();
        assert!(!of_verb.is_empty(), "{name}");
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for option in options(&help(&words)) {
            assert!(
                of_verb.iter().any(|call| call.contains(&option)),
                "{name} {option}"
            );
        }
    }
}

#[test]
fn every_field_stands_in_the_table() {
    let text = document("docs/verbs.md");
    let row = text.lines().find(|line| line.starts_with("| `set "));
    let row = row.expect("there is a row of set");
    for field in FieldName::ROWS {
        assert!(row.contains(field.wire), "{}", field.wire);
    }
}

#[test]
fn the_readme_has_ten_rows_of_verbs_that_there_are() {
    let readme = document("README.md");
    let rows = first_cells(crate::part(&readme, "## Ten verbs"));
    let rows: Vec<_> = rows.into_iter().filter(|calls| !calls.is_empty()).collect();
    assert_eq!(rows.len(), 10);
    let home = Home::new("UTC");
    let known = verbs(&home.answer(&["help"]));
    for call in rows.iter().flatten() {
        let verb = call.split(' ').nth(1).expect("a verb");
        assert!(known.iter().any(|known| known == verb), "{call}");
    }
}
