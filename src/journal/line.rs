//! One line of a segment: sealed with its checksum, and read back whatever it has become.
//!
//! A line is `P` + `,"sum":"xxxxxxxx"}`, and the sum is the CRC-32 of the bytes of `P` in lower-case hex.

use std::fmt;
use std::io::BufRead;

use crate::domain::hex::digits;
use crate::domain::record::{Record, decode, encode};

/// A line of more bytes than this is damaged and skipped without being stored.
pub const MAX_LINE: usize = 1 << 20;

const OP: &[u8] = br#","op":""#;
const SUM: &[u8] = br#","sum":""#;
const HEX: usize = 8;
const END: &[u8] = br#""}"#;
const SEAL: usize = SUM.len() + HEX + END.len();
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The content of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum LineContent {
    /// A record whose checksum is right.
    Record(Record, Option<Note>),
    /// A record that can be read, but whose checksum is wrong or missing: changed outside hotwash.
    Changed(Record),
    /// No record.
    Damaged(Reason),
    /// Nothing: not worth a word.
    Empty,
}

impl LineContent {
    /// True if a record stands there, be it changed.
    pub(super) fn is_record(&self) -> bool {
        matches!(self, LineContent::Record(..) | LineContent::Changed(_))
    }
}

/// A mark that some program left on a record without any loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Something converted the line ends.
    Crlf,
    /// Something put a byte order mark in front.
    Bom,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Note::Crlf => "ends in CR LF: something converted the line ends",
            Note::Bom => "begins with a byte order mark: something converted the file",
        })
    }
}

/// The reason that a line is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The beginning of a record.
    Torn,
    /// A file system lost its bytes.
    Zeros,
    /// git left it there.
    ConflictMarker,
    /// More than [`MAX_LINE`] bytes.
    TooLong,
    /// Not UTF-8.
    NotText,
    /// No JSON object.
    NotJson,
    /// JSON, but without the envelope of a record.
    NoRecord,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Torn => "torn (the write never finished)",
            Reason::Zeros => "zero bytes where a record should be",
            Reason::ConflictMarker => "a conflict marker of git",
            Reason::TooLong => "longer than 1 MiB",
            Reason::NotText => "not text",
            Reason::NotJson => "not a record",
            Reason::NoRecord => "JSON, but not a record",
        })
    }
}

/// The bytes that stand for a record on disk: one line, its newline included.
pub fn seal(record: &Record) -> Vec<u8> {
    let mut line = encode(record).into_bytes();
    // An encoded record is a JSON object: its last byte is the brace that the seal closes again.
    line.pop();
    let sum = checksum(&line);
    line.extend_from_slice(SUM);
    line.extend_from_slice(sum.as_flattened());
    line.extend_from_slice(END);
    line.push(b'\n');
    line
}

/// Reads one line, without its newline. Never fails.
pub fn read_line(bytes: &[u8]) -> LineContent {
    let (bytes, note) = stripped(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return LineContent::Empty;
    }
    // Garbage comes in any amount: what cannot be an object is not asked twice.
    let record = Some(bytes).filter(|bytes| bytes.trim_ascii_start().starts_with(b"{"));
    match (sealed(bytes), record.and_then(|bytes| decode(bytes).ok())) {
        (true, Some(record)) => LineContent::Record(record, note),
        (false, Some(record)) => LineContent::Changed(record),
        (_, None) => LineContent::Damaged(reason(bytes)),
    }
}

/// The record in a line, without its newline, whose checksum is right. Other lines cost next to nothing.
pub(super) fn sealed_record(bytes: &[u8]) -> Option<Record> {
    let (bytes, _) = stripped(bytes);
    sealed(bytes).then(|| decode(bytes).ok()).flatten()
}

/// A fingerprint of a record apart from its place: the same record, written to another segment, has the same; one
/// that says anything else, be it who wrote it or when, has another. Only compared between records of the same id.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    let (bytes, _) = stripped(bytes);
    let said = &bytes[..bytes.len().saturating_sub(SEAL)];
    // Its number and its head are those of the segment.
    let (before, rest) = split_at_field(said, br#","seq":"#);
    let (_, rest) = split_at_field(rest, br#","lc":"#);
    let (envelope, _) = split_at_field(rest, br#","incident":"#);
    let (envelope, _) = split_at_field(envelope, OP);
    let (_, op) = split_at_field(rest, OP);
    let mut hash = crc32fast::Hasher::new();
    for part in [before, envelope, op] {
        hash.update(part);
    }
    u64::from(hash.finalize()) << 32 | op.len() as u64 & 0xffff_ffff
}

/// Splits a line where a field begins; at its end if the field is missing. A quote inside a string is
/// escaped, so the first match is the field itself.
fn split_at_field<'a>(bytes: &'a [u8], field: &[u8]) -> (&'a [u8], &'a [u8]) {
    let mut commas = std::iter::successors(place_of(field[0], bytes), |&at| {
        place_of(field[0], &bytes[at + 1..]).map(|next| at + 1 + next)
    });
    let at = commas.find(|&at| bytes[at..].starts_with(field));
    bytes.split_at(at.unwrap_or(bytes.len()))
}

fn stripped(bytes: &[u8]) -> (&[u8], Option<Note>) {
    if let Some(bytes) = bytes.strip_prefix(BOM) {
        return (bytes.strip_suffix(b"\r").unwrap_or(bytes), Some(Note::Bom));
    }
    match bytes.strip_suffix(b"\r") {
        Some(bytes) => (bytes, Some(Note::Crlf)),
        None => (bytes, None),
    }
}

fn sealed(bytes: &[u8]) -> bool {
    let Some(at) = bytes.len().checked_sub(SEAL) else {
        return false;
    };
    let (said, seal) = bytes.split_at(at);
    let sum = &seal[SUM.len()..SUM.len() + HEX];
    seal.starts_with(SUM) && seal.ends_with(END) && sum == checksum(said).as_flattened()
}

/// The digits of the CRC-32 of these bytes.
fn checksum(said: &[u8]) -> [[u8; 2]; 4] {
    crc32fast::hash(said).to_be_bytes().map(digits)
}

fn reason(bytes: &[u8]) -> Reason {
    const MARKERS: [&[u8]; 4] = [b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||"];
    if MARKERS.iter().any(|marker| bytes.starts_with(marker)) {
        return Reason::ConflictMarker;
    }
    if bytes.contains(&0) {
        return Reason::Zeros;
    }
    if br#"{"v":"#.starts_with(&bytes[..bytes.len().min(5)]) && !bytes.ends_with(b"}") {
        return Reason::Torn;
    }
    if std::str::from_utf8(bytes).is_err() {
        return Reason::NotText;
    }
    match serde_json::from_slice::<serde::de::IgnoredAny>(bytes) {
        Ok(_) => Reason::NoRecord,
        Err(_) => Reason::NotJson,
    }
}

/// The first place of a byte, found many times faster than by looking at one byte after the other.
pub(super) fn place_of(byte: u8, bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    // Bytes in memory can always be read.
    let passed = rest.skip_until(byte).ok()?;
    let last = passed.checked_sub(1)?;
    (bytes[last] == byte).then_some(last)
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::id::{IncidentId, RecordId};
    use crate::domain::record::{EventBody, Head, Op};

    pub(crate) fn record(n: u64, text: &str) -> Record {
        Record {
            id: RecordId::new(uuid::Uuid::from_u128(u128::from(n))),
            seq: n,
            lc: n,
            recorded_at: "2023-03-25T14:41:07.123456Z".parse().unwrap(),
            by: "ana@laptop".to_owned(),
            batch: None,
            head: (n == 1).then(|| Head {
                incident: IncidentId::new(uuid::Uuid::from_u128(99)),
                writer: "ana".to_owned(),
            }),
            op: Op::Event(EventBody {
                text: text.to_owned(),
                ..EventBody::default()
            }),
        }
    }

    fn bare(record: &Record) -> Vec<u8> {
        let mut line = seal(record);
        line.pop();
        line
    }

    #[test]
    fn the_seal_is_pinned() {
        let line = String::from_utf8(seal(&record(2, "x"))).unwrap();
        assert_eq!(
            line,
            concat!(
                r#"{"v":1,"id":"00000000-0000-0000-0000-000000000002","seq":2,"lc":2,"#,
                r#""recorded_at":"2023-03-25T14:41:07.123456Z","by":"ana@laptop","op":"event","#,
                r#""kind":"note","text":"x","sum":"SUM"}"#,
                "\n"
            )
            .replace("SUM", &line[line.len() - 11..line.len() - 3])
        );
        assert_eq!(crc32fast::hash(b"123456789"), 0xcbf4_3926, "zlib's own CRC-32");
    }

    #[test]
    fn a_line_says_what_became_of_it() {
        let good = bare(&record(1, "x"));
        let changed = String::from_utf8(good.clone())
            .unwrap()
            .replace(r#""x""#, r#""y""#);
        let with = |before: &[u8], after: &[u8]| [before, &good, after].concat();
        let cases: [(Vec<u8>, LineContent); 17] = [
            (good.clone(), LineContent::Record(record(1, "x"), None)),
            (
                with(b"", b"\r"),
                LineContent::Record(record(1, "x"), Some(Note::Crlf)),
            ),
            (
                with(BOM, b""),
                LineContent::Record(record(1, "x"), Some(Note::Bom)),
            ),
            (
                with(BOM, b"\r"),
                LineContent::Record(record(1, "x"), Some(Note::Bom)),
            ),
            (changed.into_bytes(), LineContent::Changed(record(1, "y"))),
            (
                encode(&record(1, "x")).into_bytes(),
                LineContent::Changed(record(1, "x")),
            ),
            (with(b"", b" "), LineContent::Changed(record(1, "x"))),
            (b"".to_vec(), LineContent::Empty),
            (b" \t\r".to_vec(), LineContent::Empty),
            (good[..40].to_vec(), LineContent::Damaged(Reason::Torn)),
            (b"{".to_vec(), LineContent::Damaged(Reason::Torn)),
            (
                b"<<<<<<< HEAD".to_vec(),
                LineContent::Damaged(Reason::ConflictMarker),
            ),
            (
                b"=======\r".to_vec(),
                LineContent::Damaged(Reason::ConflictMarker),
            ),
            (with(b"", &[0; 512]), LineContent::Damaged(Reason::Zeros)),
            (
                br#"{"text":"x"}"#.to_vec(),
                LineContent::Damaged(Reason::NoRecord),
            ),
            (b"\"\xff\"".to_vec(), LineContent::Damaged(Reason::NotText)),
            (b"[".repeat(100_000), LineContent::Damaged(Reason::NotJson)),
        ];
        for (bytes, line) in cases {
            assert_eq!(read_line(&bytes), line, "{:?}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn a_record_of_a_newer_version_is_a_record() {
        let mut line = encode(&record(1, "x")).replace(r#"{"v":1"#, r#"{"v":7"#);
        line.pop();
        let sum = crc32fast::hash(line.as_bytes());
        line.push_str(&format!(r#","sum":"{sum:08x}"}}"#));
        let LineContent::Record(record, None) = read_line(line.as_bytes()) else {
            panic!("the checksum is right");
        };
        assert!(matches!(record.op, Op::Foreign { version: 7, .. }));
    }

    #[test]
    fn every_changed_bit_is_noticed() {
        let good = bare(&record(1, "a text"));
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bytes = good.clone();
                bytes[at] ^= 1 << bit;
                let read = read_line(&bytes);
                assert!(
                    !matches!(read, LineContent::Record(..)),
                    "bit {bit} of byte {at}: {read:?}"
                );
            }
        }
    }

    #[test]
    fn the_same_record_elsewhere_has_the_same_fingerprint() {
        let here = record(1, "x");
        let there = Record {
            seq: 9,
            head: None,
            ..here.clone()
        };
        assert_eq!(fingerprint(&bare(&here)), fingerprint(&bare(&there)));
        let later = here.recorded_at + chrono::TimeDelta::microseconds(1);
        for other in [
            record(1, "y"),
            Record {
                by: "bo@laptop".to_owned(),
                ..here.clone()
            },
            Record {
                recorded_at: later,
                ..here.clone()
            },
            Record {
                lc: 2,
                ..here.clone()
            },
            Record {
                batch: Some(record(2, "x").id),
                ..here.clone()
            },
        ] {
            assert_ne!(fingerprint(&bare(&here)), fingerprint(&bare(&other)), "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn reading_never_fails(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read_line(&bytes);
            let _ = fingerprint(&bytes);
        }

        #[test]
        fn what_was_sealed_is_read(text in any::<String>(), n in 1u64..1000) {
            prop_assert_eq!(read_line(&bare(&record(n, &text))), LineContent::Record(record(n, &text), None));
        }
    }
}
