//! The document of the format names every operation and every field, and its sample is a journal.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::Home;
use crate::{document, fenced, first_cells, holds, part};

const NAME: &str = "docs/journal.md";

/// The incident whose segment the document shows.
const FOLDER: &str = "data/incidents/2023-03-25-login-service-down-6e40b7/journal";

/// Every line of the sample, and of the journals that the tests keep.
fn lines() -> Vec<Value> {
    let kept = [
        "tests/corpus/lines/every-op.jsonl",
        "tests/journals/first/2023-03-25-login-service-down-f00d93/journal/ana-laptop-7k3q.jsonl",
        "tests/journals/first/2023-03-25-login-service-down-f00d93/journal/bo-desk-p2x9.jsonl",
        "tests/journals/steps/2026-11-28-login-service-down-f1fbed/journal/root-vm-bo7a.jsonl",
    ];
    let texts = kept.map(document).into_iter();
    let texts = texts.chain([fenced(&document(NAME), "jsonl")]);
    let lines = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    lines
        .map(|line| serde_json::from_str(&line).expect("a line of a journal is JSON"))
        .collect()
}

#[test]
fn the_sample_is_sound_and_adds_up_as_shown() {
    let home = Home::new("UTC");
    let journal = home.path().join(FOLDER);
    std::fs::create_dir_all(&journal).expect("a folder");
    let segment = fenced(&document(NAME), "jsonl");
    std::fs::write(journal.join("ana-laptop-7k3q.jsonl"), &segment).expect("a segment");
    assert_eq!(home.answer(&["verify"]), "");
    let shown = home.answer(&["show", "--incident", "login"]);
    let shown: Vec<&str> = shown.lines().map(str::trim_end).collect();
    holds(NAME, "adds up", &format!("```text\n{}\n```\n", shown.join("\n")));
}

#[test]
fn the_sums_are_what_the_document_says_they_are() {
    for line in fenced(&document(NAME), "jsonl").lines() {
        let (summed, sum) = line.rsplit_once(",\"sum\":\"").expect("each line has one");
        assert_eq!(format!("{:08x}\"}}", crc32fast::hash(summed.as_bytes())), sum);
    }
}

#[test]
fn every_operation_and_every_field_is_named() {
    let text = document(NAME);
    let operations: BTreeSet<String> = first_cells(part(&text, "## What a record says"))
        .into_iter()
        .flatten()
        .collect();
    let named: BTreeSet<&str> = text.split('`').skip(1).step_by(2).collect();
    for line in lines() {
        let line = line.as_object().expect("an object");
        let op = line["op"].as_str().expect("a word");
        assert!(operations.contains(op), "{op}");
        for field in line.keys() {
            assert!(named.contains(field.as_str()), "{op}: {field}");
        }
    }
}

#[test]
fn the_program_itself_knows_the_operations_that_are_named() {
    // The sources of the form on disk list all there are.
    let wire = document("src/domain/record/wire/understood.rs");
    let read = wire.split("fn op_of").nth(1).expect("operations are read there");
    let arms = read.lines().skip(1).take_while(|line| !line.starts_with('}'));
    let arms = arms.filter(|line| line.starts_with("        \"") && line.contains("=>"));
    let words: BTreeSet<String> = arms
        .flat_map(|line| {
            line.split('"')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let text = document(NAME);
    let table = part(&text, "## What a record says");
    let table = table.split("\n### ").next().unwrap_or_default();
    let told: BTreeSet<String> = first_cells(table)
        .into_iter()
        .flatten()
        .filter(|word| word != "op")
        .collect();
    assert_eq!(told, words);

    let line = document("src/domain/record/wire/line.rs");
    let fields = line.split("\nline! {\n").nth(1).expect("fields are listed there");
    let fields = fields.lines().take_while(|line| !line.starts_with('}'));
    let renamed = |line: &str| {
        line.split("rename = \"")
            .nth(1)
            .map(|rest| rest.split('"').next().map(str::to_owned))
    };
    let named: BTreeSet<&str> = text.split('`').skip(1).step_by(2).collect();
    for line in fields {
        let field =
            renamed(line).unwrap_or_else(|| line.trim().split_once(':').map(|(name, _)| name.to_owned()));
        let field = field.expect("a line is a field, or gives one another name");
        // In the journal it has the name that the line above gives it.
        assert!(field == "purpose" || named.contains(field.as_str()), "{field}");
    }
}
