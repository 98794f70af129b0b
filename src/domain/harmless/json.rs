//! JSON that can be put on a terminal: what could steer it, or cannot be seen, stands as an escape.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{Formatter, PrettyFormatter};

use super::table;

/// A document as indented JSON with a newline at its end, as [`write_json`] writes it.
pub fn json(document: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    // Only maps whose keys are no strings, and types that refuse by themselves, cannot be written.
    write_json(&mut bytes, document).expect("documents have only JSON's own types");
    String::from_utf8(bytes).expect("JSON is written in pieces of text")
}

/// Writes a document as indented JSON with a newline at its end, in which every character is escaped that is hidden in
/// shown text, or that is shown only beside the right neighbours. Parsed, it is the same as without.
///
/// The document consists of strings with keys of plain letters, numbers, booleans and lists.
///
/// # Errors
/// That of the writer.
pub fn write_json(writer: &mut impl Write, document: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *writer, Escaping::default());
    document.serialize(&mut serializer)?;
    writer.write_all(b"\n")
}

/// Indents as JSON is indented everywhere, and escapes within strings.
#[derive(Default)]
struct Escaping {
    pretty: PrettyFormatter<'static>,
}

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, text: &str) -> io::Result<()> {
        let mut rest = text;
        while let Some((at, letter)) = rest.char_indices().find(|(_, letter)| is_escaped(*letter)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + letter.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.pretty.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.pretty.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object_value(writer)
    }
}

fn is_escaped(letter: char) -> bool {
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
