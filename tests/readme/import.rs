//! The document of imports shows what the program prints of each of its examples.

use std::process::Command;

use crate::document;

/// A fenced block: its language, and its lines.
struct Block<'a> {
    language: &'a str,
    text: String,
}

/// The fenced blocks of a text, in their order.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut lines = text.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let Some(language) = line.strip_prefix("```") else {
            continue;
        };
        let inside = lines.by_ref().take_while(|line| *line != "```");
        let text = inside.fold(String::new(), |text, line| text + line + "\n");
        found.push(Block { language, text });
    }
    found
}

/// The words of a command line, where double quotes hold one together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(nth, part)| match nth % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn each_example_is_read_as_it_says() {
    let text = document("docs/import.md");
    let (_, examples) = text.split_once("\n## ").expect("a section for each format");
    let sections: Vec<&str> = examples.split("\n## ").collect();
    assert!(sections.len() >= 13, "{}", sections.len());
    for section in sections {
        let (input, printed) = match &blocks(section)[..] {
            [input, printed] if printed.language == "console" => (input.text.clone(), printed.text.clone()),
            _ => panic!("a file and what is printed of it: {section}"),
        };
        let (command, printed) = printed.split_once('\n').expect("a command first");
        let command = command
            .strip_prefix("$ hotwash ")
            .expect("a prompt and the program");
        let home = tempfile::tempdir().expect("a folder");
        let words = words(command);
        std::fs::write(home.path().join(&words[1]), input).expect("the file of the example");
        let output = Command::new(env!("CARGO_BIN_EXE_hotwash"))
            .env_clear()
            .env("TZ", "UTC")
            .env("HOTWASH_HOME", home.path().join("home"))
            .current_dir(home.path())
            .args(&words)
            .output()
            .expect("the program runs");
        assert!(
            output.status.success(),
            "{command}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert_eq!(String::from_utf8_lossy(&output.stdout), printed, "{command}");
    }
}
