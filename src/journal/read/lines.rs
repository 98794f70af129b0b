//! The lines of a file from some offset on, in bounded memory whatever the file holds.

use std::io::{self, ErrorKind, Read};

use sha2::{Digest, Sha256};

use crate::journal::line::{MAX_LINE, place_of};

const CHUNK: usize = 64 * 1024;

/// A line as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawLine<'a> {
    /// Its number in the file, from 1.
    pub number: u64,
    /// The offset of its first byte, from the start of the file.
    pub offset: u64,
    /// Its length in bytes, its newline included.
    pub length: u64,
    /// Its bytes without the newline; `None`: more than [`MAX_LINE`].
    pub bytes: Option<&'a [u8]>,
    /// True if its newline is there. Only the last line may lack it.
    pub ended: bool,
}

/// Reads lines one at a time into a buffer of its own, which never outgrows one line and one chunk.
pub struct LineReader<R> {
    source: R,
    buffer: Vec<u8>,
    start: usize,
    filled: usize,
    offset: u64,
    number: u64,
    /// The hash of all lines up to the last one read; `None` if nobody asks for it.
    hash: Option<Sha256>,
}

impl<R: Read> LineReader<R> {
    /// The lines of `source`, whose first byte stands at `offset` in line `number`.
    pub fn new(source: R, offset: u64, number: u64) -> Self {
        Self {
            source,
            buffer: vec![0; CHUNK],
            start: 0,
            filled: 0,
            offset,
            number,
            hash: None,
        }
    }

    /// The same, with the bytes of all lines hashed; `before` is the hash of those that stand before them.
    pub(in crate::journal) fn hashing(self, before: Sha256) -> Self {
        Self {
            hash: Some(before),
            ..self
        }
    }

    /// The hash up to the end of the last line read, where hashing was asked for.
    pub(in crate::journal) fn hash(&self) -> Option<&Sha256> {
        self.hash.as_ref()
    }

    /// The next line; `None` at the end of the file.
    ///
    /// # Errors
    /// When reading fails. An interrupted read is repeated.
    pub fn next_line(&mut self) -> io::Result<Option<RawLine<'_>>> {
        let mut scanned = 0;
        let ended = loop {
            let unscanned = &self.buffer[self.start + scanned..self.filled];
            if let Some(at) = place_of(b'\n', unscanned) {
                scanned += at;
                break true;
            }
            scanned = self.filled - self.start;
            if scanned > MAX_LINE {
                return self.skip_line().map(Some);
            }
            if self.fill()? == 0 {
                break false;
            }
        };
        if scanned == 0 && !ended {
            return Ok(None);
        }
        let from = self.start;
        self.consume(from + scanned + usize::from(ended));
        let length = (self.start - from) as u64;
        let bytes = (scanned <= MAX_LINE).then_some(from..from + scanned);
        let (number, offset) = self.pass(length);
        Ok(Some(RawLine {
            number,
            offset,
            length,
            bytes: bytes.map(|range| &self.buffer[range]),
            ended,
        }))
    }

    /// Goes on behind the bytes up to this place in the buffer.
    fn consume(&mut self, end: usize) {
        if let Some(hash) = &mut self.hash {
            hash.update(&self.buffer[self.start..end]);
        }
        self.start = end;
    }

    fn pass(&mut self, length: u64) -> (u64, u64) {
        let passed = (self.number, self.offset);
        self.number += 1;
        self.offset += length;
        passed
    }

    fn skip_line(&mut self) -> io::Result<RawLine<'static>> {
        let mut length = 0;
        let ended = loop {
            let rest = &self.buffer[self.start..self.filled];
            if let Some(at) = place_of(b'\n', rest) {
                length += at as u64 + 1;
                self.consume(self.start + at + 1);
                break true;
            }
            length += rest.len() as u64;
            self.consume(self.filled);
            if self.fill()? == 0 {
                break false;
            }
        };
        let (number, offset) = self.pass(length);
        Ok(RawLine {
            number,
            offset,
            length,
            bytes: None,
            ended,
        })
    }

    /// Reads one more chunk behind what is held, after moving that to the front.
    fn fill(&mut self) -> io::Result<usize> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.filled, 0);
            self.filled -= self.start;
            self.start = 0;
        }
        if self.buffer.len() - self.filled < CHUNK / 2 {
            self.buffer.resize(self.buffer.len() + CHUNK, 0);
        }
        loop {
            match self.source.read(&mut self.buffer[self.filled..]) {
                Ok(count) => {
                    self.filled += count;
                    return Ok(count);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Gives one byte more at each call, and is interrupted before each.
    struct Dripping<'a>(&'a [u8], usize, bool);

    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.2 = !self.2;
            if self.2 {
                return Err(ErrorKind::Interrupted.into());
            }
            self.1 += 1;
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn all(bytes: &[u8]) -> Vec<(u64, u64, Option<Vec<u8>>, bool)> {
        let mut lines = LineReader::new(Dripping(bytes, 0, false), 0, 1);
        let mut read = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            read.push((
                line.number,
                line.offset,
                line.bytes.map(<[u8]>::to_vec),
                line.ended,
            ));
        }
        read
    }

    #[test]
    fn lines_are_numbered_and_placed() {
        let line = |number, offset, text: &str, ended| (number, offset, Some(text.into()), ended);
        assert_eq!(all(b""), []);
        assert_eq!(all(b"\n"), [line(1, 0, "", true)]);
        assert_eq!(
            all(b"a\n\nbc"),
            [
                line(1, 0, "a", true),
                line(2, 2, "", true),
                line(3, 3, "bc", false)
            ]
        );
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over_in_bounded_memory() {
        let source = io::repeat(b'x').take(100 << 20).chain(&b"\nnext\n"[..]);
        let mut lines = LineReader::new(source, 0, 1);
        let long = lines.next_line().unwrap().unwrap();
        assert_eq!(
            (long.bytes, long.length, long.ended),
            (None, (100 << 20) + 1, true)
        );
        let next = lines.next_line().unwrap().unwrap();
        assert_eq!((next.number, next.bytes), (2, Some(&b"next"[..])));
        assert!(lines.buffer.len() < MAX_LINE + 4 * CHUNK);
    }

    #[test]
    fn the_limit_is_exact() {
        for (length, kept) in [(MAX_LINE, true), (MAX_LINE + 1, false)] {
            let bytes = [&vec![b'x'; length][..], b"\n"].concat();
            let mut lines = LineReader::new(&bytes[..], 0, 1);
            assert_eq!(
                lines.next_line().unwrap().unwrap().bytes.is_some(),
                kept,
                "{length}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_byte_is_lost(text in "[ab\n]{0,400}") {
            let mut again: Vec<u8> = Vec::new();
            for (_, offset, bytes, ended) in all(text.as_bytes()) {
                prop_assert_eq!(offset, again.len() as u64);
                again.extend(bytes.unwrap());
                again.extend(ended.then_some(b'\n'));
            }
            prop_assert_eq!(again, text.as_bytes());
        }
    }
}
