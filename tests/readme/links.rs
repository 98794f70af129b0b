//! The README is short, and links lead somewhere.

use std::path::PathBuf;

use crate::{document, root};

/// Every document for people, by its path below the root.
fn documents() -> Vec<String> {
    let folder = std::fs::read_dir(root().join("docs")).expect("the documents are there");
    let names = folder.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| format!("docs/{}", name.to_string_lossy()))
        .collect();
    names.extend(["README.md".to_owned(), "CONTRIBUTING.md".to_owned()]);
    names.sort();
    names
}

/// The targets of a document's links, but for those that lead out into the world.
fn links(text: &str) -> Vec<&str> {
    let starts = text.split("](").skip(1);
    let targets = starts.filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://")).collect()
}

/// A heading as a link names it.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words
        .chars()
        .filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
    kept.map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

#[test]
fn the_readme_is_read_in_one_go() {
    let lines = document("README.md").lines().count();
    assert!(
        lines <= 200,
        "{lines} lines: what is more than the first minute goes to docs/"
    );
}

#[test]
fn every_link_leads_to_what_is_there() {
    for name in documents() {
        let folder = root().join(&name).parent().map(PathBuf::from).expect("a folder");
        let text = document(&name);
        for link in links(&text) {
            let (path, place) = link.split_once('#').unwrap_or((link, ""));
            let file = if path.is_empty() {
                root().join(&name)
            } else {
                folder.join(path)
            };
            let there = std::fs::read_to_string(&file);
            let there = there.unwrap_or_else(|error| panic!("{name} leads to {link}: {error}"));
            let mut headings = there.lines().filter(|line| line.starts_with('#'));
            assert!(
                place.is_empty() || headings.any(|heading| anchor(heading) == place),
                "{name} leads to {link}"
            );
        }
    }
}

#[test]
fn the_readme_leads_to_every_document() {
    let text = document("README.md");
    for name in documents().iter().filter(|name| *name != "README.md") {
        assert!(links(&text).contains(&name.as_str()), "{name}");
    }
}

#[test]
fn ci_finds_the_test_command() {
    let commands = document("README.md");
    let mut commands = commands.lines().filter(|line| line.starts_with("    cargo test"));
    assert_eq!(commands.next(), Some("    cargo test --locked"));
}
