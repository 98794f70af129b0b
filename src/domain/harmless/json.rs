//! JSON that can be put on a terminal: what could steer it, or cannot be seen, stands as an escape.

use std::fmt::Write;

use serde::Serialize;

use super::table;

/// A document as indented JSON with a newline at its end, in which every character is escaped that is hidden in shown
/// text, or that is shown only beside the right neighbours. Parsed, it is the same as without.
///
/// The document consists of strings with keys of plain letters, numbers, booleans and lists.
pub fn json(document: &impl Serialize) -> String {
    // Only maps whose keys are no strings, and types that refuse by themselves, cannot be written.
    let json = serde_json::to_string_pretty(document).expect("documents have only JSON's own types");
    let mut text = String::with_capacity(json.len() + 1);
    for letter in json.chars() {
        // Between the strings there are newlines; in them, a newline is escaped already.
        if letter != '\n' && is_escaped(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(letter);
        }
    }
    text.push('\n');
    text
}

/// True for a letter that stands as an escape in such a document.
pub fn is_escaped(letter: char) -> bool {
    // Nearly all letters are these.
    if (' '..='~').contains(&letter) {
        return false;
    }
    table::is_hidden(letter)
        || matches!(letter, table::ZWJ | table::ZWNJ)
        || table::is_presentation_selector(letter)
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    #[test]
    fn whatever_is_hidden_alone_is_escaped_and_means_the_same() {
        for letter in (char::MIN..=char::MAX).filter(|letter| table::is_hidden(*letter)) {
            let text = json(&letter);
            assert!(
                text.trim_end().is_ascii(),
                "U+{:04X}: {text:?}",
                u32::from(letter)
            );
            assert_eq!(serde_json::from_str::<char>(&text).unwrap(), letter);
        }
    }

    #[test]
    fn letters_stay_letters_and_nothing_in_it_is_unsafe_to_show() {
        let nasty =
            "a\u{1b}[31m\u{9b}\u{61c}\u{2060}\u{feff}\u{e0067}\u{200d}\u{fe0f}\u{202e}\nü字\u{1f525}\"";
        let text = json(&nasty);
        assert_eq!(line(text.trim_end()), text.trim_end());
        assert!(
            text.contains("\\udb40\\udc67\\u200d\\ufe0f\\u202e\\nü字\u{1f525}\\\""),
            "{text}"
        );
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), nasty);
    }
}
