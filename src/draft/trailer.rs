//! The trailer: a comment at the end of a draft that says which journal it cites and what hotwash wrote above it.
//!
//! The first lets anyone check later that the journal still begins with what the draft was made from; the second
//! tells a draft that a person has edited from one that nobody touched, and the parts that they edited from the rest.

use sha2::{Digest, Sha256};

use crate::domain::hex::hex;
use crate::domain::id::IncidentId;

use super::context::{Citation, CitedSegment};
use super::parts::{Part, PartName, parts};

const OPENING: &str = "<!-- hotwash draft 1";
const CLOSING: &str = "-->";

/// The word for a part without a heading: [`quoted`] writes no text so.
const NO_HEADING: &str = "-";

/// The trailer of a draft, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trailer {
    /// The journal it was made from.
    pub citation: Citation,
    /// The incident that it is of; `None` in drafts of earlier versions.
    pub incident: Option<IncidentId>,
    /// The form it has; `None` in drafts of earlier versions.
    pub form: Option<WrittenForm>,
    /// The parts that hotwash wrote, those too that a person has edited or deleted since. None in drafts of earlier
    /// versions, and of more parts than anyone reads.
    pub parts: Vec<WrittenPart>,
    /// The [`body_hash`] of what hotwash wrote.
    pub body: String,
    /// True if it has lines that this version does not write: those of a person, or of a later version.
    pub has_more: bool,
}

/// The form of a draft: what stands in one need not be for the readers of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenForm {
    /// The name of its template.
    pub template: String,
    /// True if people are told by their roles.
    pub by_role: bool,
}

/// A part as hotwash wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenPart {
    /// Its name.
    pub name: PartName,
    /// The hash of what hotwash wrote there last.
    pub hash: String,
}

impl WrittenPart {
    /// This part, as it stands.
    pub(super) fn of(part: &Part<'_>) -> Self {
        WrittenPart {
            name: part.name.clone(),
            hash: part.hash.clone(),
        }
    }
}

/// A draft, taken apart.
pub(super) struct Opened<'a> {
    /// The text above the trailer.
    pub(super) body: &'a str,
    /// The trailer.
    pub(super) trailer: Trailer,
    /// The text that a person wrote below the trailer.
    pub(super) below: &'a str,
}

impl Trailer {
    /// The trailer of a body that hotwash wrote.
    pub fn of(body: &str, incident: IncidentId, citation: Citation) -> Self {
        // Where they cannot be taken apart, the draft is known as one.
        let parts = parts(body).unwrap_or_default();
        Trailer {
            citation,
            incident: Some(incident),
            form: None,
            parts: parts.iter().map(WrittenPart::of).collect(),
            body: body_hash(body),
            has_more: false,
        }
    }

    /// The trailer of a draft in this form.
    #[must_use]
    pub fn in_form(self, form: WrittenForm) -> Self {
        Trailer {
            form: Some(form),
            ..self
        }
    }
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
pub fn attach(body: &str, trailer: &Trailer) -> String {
    let mut text = format!("{}\n\n{OPENING}\n", body.trim_end());
    for segment in &trailer.citation.segments {
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
    if let Some(incident) = trailer.incident {
        text.push_str(&format!("incident {incident}\n"));
    }
    if let Some(WrittenForm { template, by_role }) = &trailer.form {
        let roles = if *by_role { " roles" } else { "" };
        text.push_str(&format!("template {}{roles}\n", words(template)));
    }
    for WrittenPart { name, hash } in &trailer.parts {
        text.push_str("section ");
        text.push_str(&name.heading.as_deref().map_or(NO_HEADING.to_owned(), words));
        if let Some(label) = &name.label {
            text.push_str(&format!(" {}", words(label)));
        }
        text.push_str(&format!(" {}\n", quoted(hash)));
    }
    text.push_str(&format!("body {}\n{CLOSING}\n", trailer.body));
    text
}

/// Reads the trailer of a draft; `None` when it has none.
pub fn read(draft: &str) -> Option<Trailer> {
    open(draft).map(|opened| opened.trailer)
}

/// A draft without its trailer.
pub fn without(draft: &str) -> &str {
    open(draft).map_or(draft, |opened| opened.body)
}

/// True if nobody has edited a draft since it was written: its body is still the one that its trailer names.
pub fn is_untouched(draft: &str) -> bool {
    open(draft).is_some_and(|opened| opened.is_untouched())
}

impl Opened<'_> {
    /// True if nobody has edited it.
    pub(super) fn is_untouched(&self) -> bool {
        self.below.trim().is_empty() && !self.trailer.has_more && body_hash(self.body) == self.trailer.body
    }
}

/// Takes a draft apart; `None` when it has no trailer that can be read.
pub(super) fn open(draft: &str) -> Option<Opened<'_>> {
    let (body, rest) = draft.rsplit_once(OPENING)?;
    let (inside, below) = rest.split_once(CLOSING)?;
    let trailer = trailer(inside)?;
    Some(Opened { body, trailer, below })
}

/// Reads the inside of a trailer.
fn trailer(inside: &str) -> Option<Trailer> {
    let (mut citation, mut parts) = (Citation::default(), Vec::new());
    let (mut incident, mut form, mut body) = (None, None, None);
    let mut has_more = false;
    for line in inside.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["journal", file, records, sha256] => citation.segments.push(CitedSegment {
                file: unquoted(file)?,
                records: records.parse().ok()?,
                sha256: unquoted(sha256)?,
            }),
            ["incident", id] => incident = Some(id.parse().ok()?),
            ["template", name] => form = Some(written_form(name, false)?),
            ["template", name, "roles"] => form = Some(written_form(name, true)?),
            ["section", heading, hash] => parts.push(part(heading, None, hash)?),
            ["section", heading, label, hash] => parts.push(part(heading, Some(label), hash)?),
            ["body", hash] => body = Some(hash.to_owned()),
            [] => {}
            _ => has_more = true,
        }
    }
    Some(Trailer {
        citation,
        incident,
        form,
        parts,
        body: body?,
        has_more,
    })
}

fn written_form(template: &str, by_role: bool) -> Option<WrittenForm> {
    let template = unquoted(template)?.trim().to_owned();
    Some(WrittenForm { template, by_role })
}

fn part(heading: &str, label: Option<&str>, hash: &str) -> Option<WrittenPart> {
    let heading = match heading {
        NO_HEADING => None,
        words => Some(unquoted(words)?.trim().to_owned()),
    };
    let label = match label {
        Some(words) => Some(unquoted(words)?.trim().to_owned()),
        None => None,
    };
    Some(WrittenPart {
        name: PartName { heading, label },
        hash: unquoted(hash)?,
    })
}

/// A heading or label as one word: one without words is a space.
fn words(text: &str) -> String {
    quoted(if text.is_empty() { " " } else { text })
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

    fn written(body: &str, file: &str) -> String {
        let incident = IncidentId::new(uuid::Uuid::from_u128(7));
        attach(body, &Trailer::of(body, incident, citation(file)))
    }

    #[test]
    fn a_trailer_is_read_as_it_was_written() {
        let body = "# Title\n\ntext\n\n## What else -->\n\n**A label:** x\n\n| t |\n\n## \n";
        let draft = written(body, "ana-laptop-7k3q.jsonl");
        let trailer = read(&draft).unwrap();
        assert_eq!(trailer.citation, citation("ana-laptop-7k3q.jsonl"));
        assert_eq!(trailer.body, body_hash(body));
        assert_eq!(
            trailer,
            Trailer::of(body, trailer.incident.unwrap(), trailer.citation.clone())
        );
        let names: Vec<String> = trailer.parts.iter().map(|part| part.name.to_string()).collect();
        let else_ = "What else -->";
        assert_eq!(
            names,
            [
                "the title",
                else_,
                "What else -->: A label",
                "What else -->: the table",
                ""
            ]
        );
        let draft = written("# Title\n\ntext\n", "ana-laptop-7k3q.jsonl");
        assert!(
            draft.starts_with(
                "# Title\n\ntext\n\n<!-- hotwash draft 1\njournal ana-laptop-7k3q.jsonl 12 abab"
            )
        );
    }

    #[test]
    fn an_edit_is_noticed_and_a_change_of_line_ends_is_not() {
        let draft = written("# Title\n\ntext\n", "a.jsonl");
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

    #[test]
    fn what_stands_below_a_trailer_is_told_from_it() {
        let draft = written("# Title\n", "a.jsonl") + "\nmine <!-- x -->\n";
        let opened = open(&draft).unwrap();
        assert_eq!(opened.below, "\n\nmine <!-- x -->\n");
        assert_eq!(opened.trailer.parts.len(), 1);
    }

    proptest! {
        #[test]
        fn no_file_name_closes_the_comment(file in ".{0,20}|[->! ]{0,8}") {
            let draft = written("text", &file);
            let inside = draft.split_once("draft 1").unwrap().1.strip_suffix("-->\n").unwrap();
            prop_assert!(!inside.contains("--"), "{}", draft);
            if !file.is_empty() {
                prop_assert_eq!(read(&draft).unwrap().citation, citation(&file));
            }
        }
    }
}
