//! The text of a section as a field keeps it: wrapped lines joined again, paragraphs and items apart.

use super::source::Line;
use crate::import::line::is_table_row;

/// Words that stand where nothing was filled in.
const NOTHING: &[&str] = &[
    "none",
    "n/a",
    "na",
    "tbd",
    "todo",
    "unknown",
    "not recorded",
    "keine",
    "aucun",
    "ninguno",
];

/// The text of lines: the lines of a paragraph are joined, an item of a list and a row of a table stand on lines of
/// their own, an empty line parts paragraphs.
pub(super) fn text(lines: &[Line<'_>]) -> String {
    let mut text = String::new();
    let (mut is_apart, mut is_fenced) = (false, false);
    for line in lines {
        let raw = line.trimmed();
        if raw.is_empty() {
            is_apart = true;
            continue;
        }
        let fence = raw.starts_with("```");
        let own_line =
            line.is_item() || is_table_row(raw) || fence || is_fenced || raw.starts_with(['#', '>']);
        is_fenced ^= fence;
        let breaks = text.ends_with('\\');
        if breaks {
            text.pop();
        }
        text.push_str(match (text.is_empty(), is_apart) {
            (true, _) => "",
            (false, true) => "\n\n",
            (false, false) if own_line || breaks => "\n",
            (false, false) => " ",
        });
        text.push_str(raw);
        is_apart = false;
    }
    text
}

/// The entries of a list: its items, each with the lines below it; without items, its lines.
pub(super) fn entries<'l, 'a>(lines: &'l [Line<'a>]) -> Vec<&'l [Line<'a>]> {
    let has_items = lines.iter().any(Line::is_item);
    let mut entries = Vec::new();
    let mut from = 0;
    for at in 1..=lines.len() {
        let begins = lines.get(at).is_none_or(|line| {
            if has_items {
                line.is_item() && line.indent() <= lines[from].indent()
            } else {
                !line.is_blank()
            }
        });
        if begins {
            entries.push(&lines[from..at]);
            from = at;
        }
    }
    entries.retain(|entry| entry.iter().any(|line| !line.is_blank()));
    entries
}

/// True if a text only keeps a place: `TBD`, `n/a`.
pub(super) fn is_nothing(text: &str) -> bool {
    let plain = text
        .trim()
        .trim_matches(['.', '-', '_', '*', '(', ')', ' ', '<', '>', '[', ']']);
    plain.is_empty() || NOTHING.contains(&&*plain.to_lowercase())
}

/// The sentences of a text, each with its end.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let ends = ['.', '!', '?'].contains(&c)
            && behind.starts_with(char::is_whitespace)
            && behind.trim_start().starts_with(|c: char| !c.is_lowercase());
        if ends {
            sentences.push(text[from..at + c.len_utf8()].trim());
            from = at + c.len_utf8();
        }
    }
    sentences.push(text[from..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use super::super::source::lines;
    use super::*;

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        assert_eq!(
            text(&lines(
                "one\n  two\n\n\nthree\\\nfour\n- a\n- b\n  c\n```\nx\ny\n```\n"
            )),
            "one two\n\nthree\nfour\n- a\n- b c\n```\nx\ny\n```"
        );
    }

    #[test]
    fn entries_are_items_or_lines() {
        let told = |source: &str| -> Vec<String> {
            let lines = lines(source);
            entries(&lines).into_iter().map(text).collect()
        };
        assert_eq!(told("- a\n  b\n\n- c"), ["- a b", "- c"]);
        assert_eq!(told("a\n\nb\n"), ["a", "b"]);
        assert_eq!(told("so:\n- a\n  - b\n- c"), ["so:", "- a\n- b", "- c"]);
        assert_eq!(told(""), [""; 0]);
    }

    #[test]
    fn sentences_end_before_a_capital() {
        let text = "It failed at 9.30 a.m. sharp. Then, e.g. this, it was fixed. Well done!";
        assert_eq!(
            sentences(text),
            [
                "It failed at 9.30 a.m. sharp.",
                "Then, e.g. this, it was fixed.",
                "Well done!"
            ]
        );
    }

    #[test]
    fn what_keeps_a_place_is_nothing() {
        assert!(is_nothing("TBD") && is_nothing("- N/A.") && is_nothing("_None_"));
        assert!(!is_nothing("Nobody knew"));
    }
}
