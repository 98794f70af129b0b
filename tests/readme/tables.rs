//! The tables of the documents are those of the program.

use std::fmt::Write;

use hotwash::app::keymap::{Context, rows_of};
use hotwash::cli::manual::{self, LineForm, ManualRow};
use hotwash::domain::entry;
use hotwash::domain::findings::{Group, RULES};
use hotwash::domain::kind::Kind;
use hotwash::domain::time::typed::{Anchor, TimeContext};
use hotwash::domain::time::{Now, Zone};

use crate::{document, holds};

fn table(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = format!(
        "| {} |\n| {} |\n",
        heads.join(" | "),
        vec!["---"; heads.len()].join(" | ")
    );
    for row in rows {
        writeln!(table, "| {} |", row.join(" | ")).expect("a string takes all");
    }
    table
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn listed(heads: &[&str], rows: &[ManualRow]) -> String {
    let names = |row: &ManualRow| row.name.split(", ").map(code).collect::<Vec<_>>().join(", ");
    table(
        heads,
        rows.iter().map(|row| vec![names(row), row.means.to_owned()]),
    )
}

#[test]
fn the_kinds_are_those_of_the_table() {
    let rows = Kind::ROWS.iter().map(|row| {
        let also: Vec<&str> = row.also.iter().map(|alias| alias.word).collect();
        let key = code(&format!("{}:", row.key));
        vec![key, code(row.wire), also.join(", "), row.about.to_owned()]
    });
    holds(
        "docs/kinds.md",
        "kinds",
        &table(&["key", "kind", "also typed as", "what it is"], rows),
    );
    let letters = Kind::ROWS
        .iter()
        .map(|row| format!("`{}:` {}", row.key, row.title.to_lowercase()));
    let letters: Vec<String> = letters.collect();
    let lines: Vec<String> = letters.chunks(7).map(|line| line.join(", ")).collect();
    holds("README.md", "letters", &format!("{}.\n", lines.join(",\n")));
}

#[test]
fn the_keys_are_those_of_the_table() {
    let rows = Context::ALL.into_iter().flat_map(|context| {
        rows_of(context).map(move |row| {
            let keys: Vec<String> = row.keys.iter().map(|key| code(&key.to_string())).collect();
            vec![context.title().to_owned(), keys.join(" "), row.help.to_owned()]
        })
    });
    holds("docs/keys.md", "keys", &table(&["where", "key", "does"], rows));
}

#[test]
fn the_rules_are_those_of_the_review() {
    let rows = Group::ALL.into_iter().flat_map(|group| {
        let of_group = RULES.iter().filter(move |rule| rule.group == group);
        of_group.map(|rule| {
            let (group, level) = (rule.group.name(), rule.level.name());
            vec![
                code(rule.name),
                group.to_owned(),
                level.to_owned(),
                rule.about.to_owned(),
            ]
        })
    });
    let made = table(&["rule", "group", "level at most", "finds"], rows);
    holds("docs/review.md", "rules", &made);
}

fn forms<'f>(forms: impl Iterator<Item = &'f LineForm>) -> String {
    let rows = forms.map(|form| {
        let typed: Vec<String> = form.typed.iter().map(|typed| code(typed)).collect();
        vec![typed.join(", "), form.means.to_owned()]
    });
    table(&["you type", "it is read as"], rows)
}

#[test]
fn the_forms_of_a_line_are_those_of_the_manual() {
    let first: Vec<&LineForm> = manual::FORMS.iter().filter(|form| form.first).collect();
    assert_eq!(first.len(), 10);
    holds("README.md", "first forms", &forms(first.into_iter()));
    holds("docs/line.md", "forms", &forms(manual::FORMS.iter()));
    for name in ["README.md", "docs/line.md"] {
        assert!(
            document(name).contains(&format!("\n    {}\n", manual::LINE)),
            "{name}"
        );
    }
}

#[test]
fn every_form_is_read_as_the_table_of_examples_shows() {
    let zone = Zone::parse("-05:00", Zone::Utc).expect("a zone");
    let now = Now {
        instant: "2023-03-25T16:44:00Z".parse().expect("a time"),
        local: zone,
    };
    let context = TimeContext {
        now,
        zone,
        anchor: Anchor::Now,
    };
    let typed = manual::FORMS.iter().flat_map(|form| form.typed);
    let rows = typed.map(|typed| {
        let line = typed.replace("...", "looked again");
        let read = entry::describe(&entry::read(&line, &context), &context);
        let remarks: Vec<String> = read.remarks.iter().map(ToString::to_string).collect();
        vec![code(&line), read.badge.to_owned(), read.text, remarks.join("; ")]
    });
    holds(
        "docs/line.md",
        "examples",
        &table(&["you type", "kind", "it is read as", "it adds"], rows),
    );
}

#[test]
fn what_the_manual_lists_stands_in_the_documents() {
    let means = |name| [name, "means"];
    holds("docs/kinds.md", "tags", &listed(&means("tag"), manual::TAGS));
    let exit = listed(&means("exit status"), manual::EXIT_STATUS);
    holds("docs/verbs.md", "exit status", &exit);
    let environment = listed(&means("variable"), manual::ENVIRONMENT);
    holds("docs/configuration.md", "environment", &environment);
    holds(
        "docs/files.md",
        "files",
        &listed(&["file", "holds"], manual::FILES),
    );
}

#[test]
fn the_manual_names_every_variable_of_the_programs_own() {
    let mut asked = String::new();
    for entry in std::fs::read_dir(crate::root().join("src/cli")).expect("the sources are there") {
        let path = entry.expect("an entry").path();
        if path.is_file() && !path.ends_with("manual.rs") {
            asked.push_str(&std::fs::read_to_string(path).expect("sources are text"));
        }
    }
    let names = asked.split("HOTWASH_").skip(1).map(|rest| {
        let end = rest.find(|letter: char| !letter.is_ascii_uppercase());
        format!("HOTWASH_{}", &rest[..end.unwrap_or(rest.len())])
    });
    for name in names {
        assert!(manual::ENVIRONMENT.iter().any(|row| row.name == name), "{name}");
    }
}
