//! The trailer: a comment at the end of a draft that says which journal it cites and what its body was.
//!
//! The first lets anyone check later that the journal still begins with what the draft was made from; the second
//! tells a draft that a person has edited from one that nobody touched.

use sha2::{Digest, Sha256};

use crate::domain::hex::hex;

use super::context::{Citation, CitedSegment};

const OPENING: &str = "<!-- hotwash draft 1";
const CLOSING: &str = "-->";

/// The trailer of a draft, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trailer {
    /// The journal it was made from.
    pub citation: Citation,
    /// The [`body_hash`] of what was written above it.
    pub body: String,
}

/// SHA-256 of a draft's body, lower-case hex. Line ends and white space at the end, which editors and version
/// control change by themselves, do not count.
pub fn body_hash(body: &str) -> String {
    let mut hash = Sha256::new();
    for line in body.trim_end().lines() {
        hash.update(line);
        hash.update("\n");
    }
    hex(&hash.finalize())
}

/// The body with its trailer: the whole draft.
pub fn attach(body: &str, citation: &Citation) -> String {
    let body = body.trim_end();
    let mut text = format!("{body}\n\n{OPENING}\n");
    for segment in &citation.segments {
        let CitedSegment {
            file,
            records,
            sha256,
        } = segment;
        text.push_str(&format!(
            "journal {} {records} {}\n",
            quoted(file),
            quoted(sha256)
        ));
    }
    text.push_str(&format!("body {}\n{CLOSING}\n", body_hash(body)));
    text
}

/// Reads the trailer of a draft; `None` when it has none, or something stands below it.
pub fn read(draft: &str) -> Option<Trailer> {
    let (_, trailer) = split(draft)?;
    let mut citation = Citation::default();
    let mut body = None;
    for line in trailer.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["journal", file, records, sha256] => citation.segments.push(CitedSegment {
                file: unquoted(file)?,
                records: records.parse().ok()?,
                sha256: unquoted(sha256)?,
            }),
            ["body", hash] => body = Some(hash.to_owned()),
            // A later version may say more.
            _ => {}
        }
    }
    Some(Trailer {
        citation,
        body: body?,
    })
}

/// True if nobody has edited a draft since it was written: its body is still the one that its trailer names.
pub fn is_untouched(draft: &str) -> bool {
    let body = split(draft).map(|(body, _)| body_hash(body));
    body.is_some() && body == read(draft).map(|trailer| trailer.body)
}

/// The body, and the inside of the trailer.
fn split(draft: &str) -> Option<(&str, &str)> {
    let (body, rest) = draft.rsplit_once(OPENING)?;
    let inside = rest.trim_end().strip_suffix(CLOSING)?;
    (!inside.contains(CLOSING)).then_some((body, inside))
}

/// One word without anything that could close a comment: whatever is not plain is written as `%` and hex.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = b'-';
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"._".contains(&byte) || (byte == b'-' && before != b'-');
        if plain {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        before = byte;
    }
    out
}

fn unquoted(word: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(word.len());
    let mut rest = word.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first == b'%' {
            let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &rest[2..];
        } else {
            bytes.push(first);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn citation(file: &str) -> Citation {
        let segment = CitedSegment {
            file: file.to_owned(),
            records: 12,
            sha256: "ab".repeat(32),
        };
        Citation {
            segments: vec![segment],
        }
    }

    #[test]
    fn a_trailer_is_read_as_it_was_written() {
        let cited = citation("ana-laptop-7k3q.jsonl");
        let draft = attach("# Title\n\ntext\n", &cited);
        let trailer = read(&draft).unwrap();
        assert_eq!(trailer.citation, cited);
        assert_eq!(trailer.body, body_hash("# Title\n\ntext"));
        assert!(
            draft.starts_with(
                "# Title\n\ntext\n\n<!-- hotwash draft 1\njournal ana-laptop-7k3q.jsonl 12 abab"
            )
        );
    }

    #[test]
    fn an_edit_is_noticed_and_a_change_of_line_ends_is_not() {
        let draft = attach("# Title\n\ntext\n", &citation("a.jsonl"));
        let cases = [
            (draft.clone(), true),
            (draft.replace('\n', "\r\n"), true),
            (draft.trim_end().to_owned(), true),
            (draft.replace("text", "a better text"), false),
            (format!("{draft}\nOne more line\n"), false),
            (format!("{draft}\n<!-- a remark -->\n"), false),
            ("# Title\n".to_owned(), false),
            (String::new(), false),
        ];
        for (text, untouched) in cases {
            assert_eq!(is_untouched(&text), untouched, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_file_name_closes_the_comment(file in ".{0,20}|[->! ]{0,8}") {
            let draft = attach("text", &citation(&file));
            let inside = draft.split_once("draft 1").unwrap().1.strip_suffix("-->\n").unwrap();
            prop_assert!(!inside.contains("--"), "{}", draft);
            if !file.is_empty() {
                prop_assert_eq!(read(&draft).unwrap().citation, citation(&file));
            }
        }
    }
}
