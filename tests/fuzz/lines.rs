//! The line reader: no byte is lost, no line is uncounted, and each says what it is.

use std::io::{self, Read};

use hotwash::domain::record::Op;
use hotwash::journal::{LineContent, LineReader, MAX_LINE, read_line, seal};

use crate::drive::{corpus, run};
use crate::mutate::Chance;

const SUM: &[u8] = br#","sum":""#;

/// What the end of a sealed line is long.
const SEAL: usize = SUM.len() + 10;

/// A line as it was read.
pub struct Raw {
    pub number: u64,
    pub bytes: Option<Vec<u8>>,
    pub ended: bool,
}

/// Gives few bytes at a time.
struct Dripping<'a>(&'a [u8], usize);

impl Read for Dripping<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = self.1 * 7 % 101 + 1;
        let count = self.1.min(self.0.len()).min(buffer.len());
        let (now, later) = self.0.split_at(count);
        buffer[..count].copy_from_slice(now);
        self.0 = later;
        Ok(count)
    }
}

/// All lines; that they are all the bytes is a rule.
pub fn all(input: &[u8]) -> Vec<Raw> {
    let mut lines = LineReader::new(Dripping(input, 3), 0, 1);
    let (mut read, mut end) = (Vec::new(), 0);
    while let Some(line) = lines.next_line().unwrap() {
        assert_eq!((line.offset, line.number), (end, read.len() as u64 + 1));
        let here = &input[usize::try_from(end).unwrap()..];
        let here = &here[..usize::try_from(line.length).unwrap()];
        assert_eq!(here.last() == Some(&b'\n'), line.ended);
        match line.bytes {
            Some(bytes) => assert_eq!(bytes, here.strip_suffix(b"\n").unwrap_or(here)),
            None => assert!(here.len() > MAX_LINE),
        }
        end += line.length;
        read.push(Raw {
            number: line.number,
            bytes: line.bytes.map(<[u8]>::to_vec),
            ended: line.ended,
        });
    }
    assert_eq!(end, input.len() as u64, "no byte is lost");
    assert!(
        read.iter().rev().skip(1).all(|line| line.ended),
        "only the last may lack its newline"
    );
    read
}

/// Seals every other mutation anew, so that it is read as a record and not only as a changed one.
pub fn reseal(bytes: &mut Vec<u8>, chance: &mut Chance) {
    if chance.below(2) == 0 {
        return;
    }
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').map(|line| {
        let (text, end) = match line.strip_suffix(b"\n") {
            Some(text) => (text, &b"\n"[..]),
            None => (line, &b""[..]),
        };
        let said = text.len().checked_sub(SEAL).map(|at| text.split_at(at));
        match said {
            Some((said, seal)) if seal.starts_with(SUM) => {
                let sum = format!("{:08x}", crc32fast::hash(said));
                [said, SUM, sum.as_bytes(), b"\"}", end].concat()
            }
            Some(_) | None => line.to_vec(),
        }
    });
    *bytes = lines.collect::<Vec<_>>().concat();
}

/// What a line claims to be, it is.
fn one(bytes: &[u8]) {
    match read_line(bytes) {
        LineContent::Record(record, _) => {
            let text = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
            let (said, seal) = text.split_at(text.len() - SEAL);
            assert_eq!(
                seal,
                format!(",\"sum\":\"{:08x}\"}}", crc32fast::hash(said)).as_bytes()
            );
            if !matches!(record.op, Op::Foreign { .. }) {
                let again = seal_of(&record);
                let LineContent::Record(reread, None) = read_line(&again) else {
                    panic!("{again:?} was just written");
                };
                assert_eq!(
                    (reread.id, seal_of(&reread)),
                    (record.id, again),
                    "it stays the same"
                );
            }
        }
        LineContent::Changed(_) | LineContent::Damaged(_) => assert!(!bytes.trim_ascii().is_empty()),
        LineContent::Empty => {
            let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            assert!(text.trim_ascii().is_empty());
        }
    }
}

fn seal_of(record: &hotwash::domain::record::Record) -> Vec<u8> {
    let mut line = seal(record);
    assert_eq!(line.pop(), Some(b'\n'));
    assert!(!line.contains(&b'\n'), "one record is one line");
    line
}

#[test]
fn lines() {
    run(&corpus("lines"), 3000, reseal, |input| {
        for line in all(input) {
            one(&line.bytes.unwrap_or_default());
        }
    });
}
