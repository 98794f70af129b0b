//! The README and the documents are true: what they show is the program's own, what they say to run is run.
//!
//! `UPDATE_README=1 cargo test --test readme` writes the generated blocks anew.

mod commands;
mod configuration;
#[allow(dead_code, reason = "every program of tests uses its part of it")]
#[path = "../harness/mod.rs"]
mod harness;
mod import;
mod journal;
mod json;
mod links;
mod picture;
mod tables;
mod templates;
mod verbs;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Of two tests that write blocks of the same file, one waits.
static WRITING: Mutex<()> = Mutex::new(());

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn document(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Holds that the block between the two comments of a document is what the program makes.
fn holds(document_name: &str, block_name: &str, made: &str) {
    let (begin, end) = (
        format!("<!-- {block_name} -->\n"),
        format!("<!-- end of {block_name} -->"),
    );
    let _one_writes = WRITING.lock().unwrap_or_else(|held| held.into_inner());
    let text = document(document_name);
    let (before, rest) = text.split_once(&begin).expect("the block begins");
    let (block, after) = rest.split_once(&end).expect("the block ends");
    if std::env::var_os("UPDATE_README").is_some() {
        let anew = format!("{before}{begin}{made}{end}{after}");
        // Put in place whole: other tests read it meanwhile.
        let beside = root().join(".anew.tmp");
        let written = std::fs::write(&beside, anew);
        let placed = written.and_then(|()| std::fs::rename(beside, root().join(document_name)));
        placed.expect("the document can be written");
    } else {
        assert_eq!(
            block, made,
            "{document_name}, {block_name}: UPDATE_README=1 cargo test --test readme writes it anew"
        );
    }
}

/// The lines of the first fenced block of a document with this mark behind the fence.
fn fenced(text: &str, mark: &str) -> String {
    let block = text.split(&format!("```{mark}\n")).nth(1);
    let block = block.and_then(|rest| rest.split("```").next());
    block
        .unwrap_or_else(|| panic!("there is a block of {mark}"))
        .to_owned()
}

/// What stands between backquotes in the first cell of each row of the tables in a text, a set for each row.
fn first_cells(text: &str) -> Vec<BTreeSet<String>> {
    cells(text, 0)
}

/// The same of another cell.
fn cells(text: &str, column: usize) -> Vec<BTreeSet<String>> {
    let rows = text.lines().filter(|line| line.starts_with("| "));
    rows.filter_map(|row| {
        // A bar within a cell has a backslash before it.
        let row = row.replace("\\|", "\u{1}");
        let cell = row.split('|').nth(column + 1)?;
        let quoted = cell.split('`').skip(1).step_by(2);
        Some(quoted.map(|quoted| quoted.replace('\u{1}', "|")).collect())
    })
    .collect()
}

/// The part of a document below a heading, up to the next of that level or above.
fn part<'t>(text: &'t str, heading: &str) -> &'t str {
    let level = heading.split(' ').next().unwrap_or_default();
    let begin = text
        .find(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("{heading} is a heading"));
    let rest = &text[begin + heading.len() + 2..];
    let ends = (1..=level.len()).filter_map(|depth| rest.find(&format!("\n{} ", "#".repeat(depth))));
    &rest[..ends.min().unwrap_or(rest.len())]
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_hotwash"))
}
