//! How code reads: functions that fit on a screen, and doc comments that begin with the thing or a verb.

use crate::{all, code, is_for_tests, top};

/// The most lines that a function may have.
const LONGEST: usize = 70;

/// Functions that are longer all the same, by name, with their lines. These numbers only fall.
const LONGER: &[(&str, usize)] = &[];

/// Words that a doc comment does not begin with.
const OPENINGS: &[&str] = &["What", "Whether", "How", "Where", "When", "Which", "Who", "Why"];

/// How many doc comments of a module begin so all the same. These numbers only fall.
const CEILINGS: &[(&str, usize)] = &[
    ("app", 5),
    ("cli", 1),
    ("domain", 2),
    ("draft", 0),
    ("import", 0),
    ("incidents", 105),
    ("journal", 0),
    ("system", 12),
    ("tui", 0),
];

/// The functions of a file: the line of each, its first words, and how many lines it has.
fn functions(text: &str) -> Vec<(usize, &str, usize)> {
    let lines = code(text);
    let mut found = Vec::new();
    for (nth, (number, line)) in lines.iter().enumerate() {
        let item = line.trim_start();
        let is_function = item.starts_with("fn ") || item.starts_with("pub") && item.contains(" fn ");
        if !is_function {
            continue;
        }
        let end = format!("{}}}", &line[..line.len() - item.len()]);
        let last = lines[nth..].iter().find(|(_, line)| *line == end);
        // One without a body, or with all of it in its first line, is short.
        let last = last.filter(|_| !item.ends_with([';', '}']));
        let length = last.map_or(1, |(last, _)| last - number + 1);
        found.push((*number, item, length));
    }
    found
}

/// The first lines of the doc comments of a file, but for the help of options: that is a text for users.
fn doc_comments(text: &str) -> Vec<&str> {
    let is_doc = |line: &str| line.starts_with("///") || line.starts_with("//!");
    let mut lines = text.lines().map(str::trim_start).peekable();
    let mut found = Vec::new();
    while let Some(first) = lines.next() {
        if !is_doc(first) {
            continue;
        }
        while lines.next_if(|line| is_doc(line)).is_some() {}
        let is_help = lines.peek().is_some_and(|item| item.starts_with("#[arg("));
        found.extend(Some(first[3..].trim_start()).filter(|_| !is_help));
    }
    found
}

fn opens_badly(comment: &str) -> bool {
    let first = comment.split(|letter: char| !letter.is_alphanumeric()).next();
    first.is_some_and(|first| OPENINGS.contains(&first))
}

#[test]
fn functions_fit_on_a_screen() {
    let most = |item: &str| {
        let name = item.split_once("fn ").map_or("", |(_, rest)| rest);
        let known = LONGER.iter().find(|(known, _)| {
            name.strip_prefix(known)
                .is_some_and(|rest| rest.starts_with(['(', '<']))
        });
        known.map_or(LONGEST, |(_, most)| *most)
    };
    let mut wrong = Vec::new();
    for (path, text) in all().iter().filter(|(path, _)| !is_for_tests(path)) {
        let long = functions(text);
        let long = long.iter().filter(|(_, item, length)| *length > most(item));
        wrong.extend(
            long.map(|(line, item, length)| format!("{}:{line} has {length} lines: {item}", path.display())),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn doc_comments_begin_with_the_thing_or_a_verb() {
    let mut wrong = Vec::new();
    let files = all();
    let mut modules: Vec<String> = files.iter().map(|(path, _)| top(path)).collect();
    modules.dedup();
    for module in modules {
        let texts = files.iter().filter(|(path, _)| top(path) == module);
        let count = texts
            .flat_map(|(_, text)| doc_comments(text))
            .filter(|comment| opens_badly(comment))
            .count();
        let ceiling = CEILINGS
            .iter()
            .find(|(name, _)| *name == module)
            .map_or(0, |(_, most)| *most);
        if count > ceiling {
            wrong.push(format!(
                "{module}: {count} doc comments begin with one of {OPENINGS:?}, {ceiling} may"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn lengths_and_openings_are_counted() {
    let text = "//! What it is.\n//! Which goes on.\n\n/// A thing.\nfn one() {\n    two();\n}\n\n    /// Whether.\n    pub(super) fn two(\n    ) {\n    }\n\nfn three() {}\n\n    /// When it ended\n    #[arg(long)]\n";
    let lengths: Vec<usize> = functions(text).iter().map(|(_, _, length)| *length).collect();
    assert_eq!(lengths, [3, 3, 1]);
    let bad: Vec<&str> = doc_comments(text)
        .into_iter()
        .filter(|comment| opens_badly(comment))
        .collect();
    assert_eq!(bad, ["What it is.", "Whether."]);
}
