//! JSON objects one behind the other: one a line, or each over several lines.

use serde_json::{Map, Value};

/// So many lines behind its beginning an object may break off.
const FURTHEST: usize = 1000;

/// An object in a text, or a line that is none.
#[derive(Debug, PartialEq)]
pub(in crate::import) struct Piece<'t> {
    /// The line that it begins on, from 1.
    pub(in crate::import) line: usize,
    /// The line that it ends on.
    pub(in crate::import) last_line: usize,
    /// The text as it stands there.
    pub(in crate::import) raw: &'t str,
    /// The object, or the reason why the line is none.
    pub(in crate::import) object: Result<Map<String, Value>, String>,
}

/// The objects of a text, in their order.
pub(in crate::import) struct Objects<'t> {
    rest: &'t str,
    line: usize,
    /// True once an object broke off far behind its beginning: none that goes over several lines is looked for any more,
    /// since each attempt could read all that is left.
    is_line_by_line: bool,
}

impl<'t> Objects<'t> {
    /// The objects of this text.
    pub(in crate::import) fn of(text: &'t str) -> Self {
        Objects {
            rest: text,
            line: 1,
            is_line_by_line: false,
        }
    }

    /// The object that begins here, over as many lines as it takes, and its bytes.
    fn object(&mut self) -> Option<(Result<Map<String, Value>, String>, usize)> {
        if self.is_line_by_line || !self.rest.starts_with('{') {
            return None;
        }
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter();
        match values.next()? {
            Ok(object) => Some((Ok(object), values.byte_offset())),
            Err(error) => {
                self.is_line_by_line = error.is_eof() || error.line() > FURTHEST;
                None
            }
        }
    }

    /// Moves on behind so many bytes.
    fn pass(&mut self, bytes: usize) -> &'t str {
        let (passed, rest) = self.rest.split_at(bytes);
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
        self.rest = rest;
        passed
    }
}

impl<'t> Iterator for Objects<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let is_blank = |c: char| c.is_whitespace() || c == '\u{1e}';
        let blank = self.rest.len() - self.rest.trim_start_matches(is_blank).len();
        self.pass(blank);
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        let (object, bytes) = self.object().unwrap_or_else(|| {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            (serde_json::from_str(&self.rest[..end]).map_err(in_words), end)
        });
        let raw = self.pass(bytes).trim();
        Some(Piece {
            line,
            last_line: self.line,
            raw,
            object,
        })
    }
}

/// The error without its place, which counts from the beginning of the object.
fn in_words(error: serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    format!("it is no JSON object: {what}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let tell = |piece: Piece<'_>| {
            let is = if piece.object.is_ok() { "object" } else { "none" };
            format!(
                "{}-{} {is} {}",
                piece.line,
                piece.last_line,
                piece.raw.replace('\n', "|")
            )
        };
        Objects::of(text).map(tell).collect()
    }

    #[test]
    fn objects_stand_on_one_line_or_on_several() {
        assert_eq!(
            told("{\"a\":1}\r\n\n{\n \"b\": {}\n}\nhello\n[1]\n{\"c\":2} {\"d\":3}\n\u{1e}{}"),
            [
                "1-1 object {\"a\":1}",
                "3-5 object {|  \"b\": {}|}".replace("|  ", "| ").as_str(),
                "6-6 none hello",
                "7-7 none [1]",
                "8-8 object {\"c\":2}",
                "8-8 object {\"d\":3}",
                "9-9 object {}",
            ]
        );
    }

    #[test]
    fn objects_that_never_end_cost_no_more_than_a_line_each() {
        let text = "{\"a\": [\n".repeat(20_000);
        assert_eq!(Objects::of(&text).count(), 20_000);
    }
}
