//! Standard input in pieces: the lines that come together are read together, and none waits for a later one.

use std::io::{self, BufRead, Cursor, Read};

use crate::cli::problem::Problem;
use crate::cli::world::StandardInput;
use crate::domain::record::MAX_TEXT;

/// No sound entry is longer, whatever stands around its text.
const LONGEST: usize = 2 * MAX_TEXT;

/// A piece is not gathered further than this.
const PIECE: usize = 1024 * 1024;

/// The most that is read of a text that is not UTF-8, to be decoded whole: 64 MiB.
const WHOLE: u64 = 64 * 1024 * 1024;

/// Standard input, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct InputLines {
    /// So many lines were handed out.
    number: u64,
    /// Bytes that came and are no whole line yet.
    rest: Vec<u8>,
    /// The line goes on: it is too long to be one entry, and comes in pieces.
    within: bool,
    began: bool,
    ended: bool,
}

/// A line as it was given.
#[derive(Debug)]
pub(super) struct InputLine {
    /// Its number in standard input.
    pub(super) number: u64,
    /// Its text, or why it can be none.
    pub(super) text: Result<String, Problem>,
    /// The bytes as people can look at them, where they can be no text.
    pub(super) raw: String,
}

impl InputLines {
    /// All lines that came together: until nothing more comes for a moment, or the end. Empty at the end.
    pub(super) fn next(&mut self, input: &mut StandardInput) -> Result<Vec<InputLine>, Problem> {
        if !self.began {
            self.began = true;
            decode(input)?;
        }
        let mut lines = Vec::new();
        loop {
            self.gather(input, &mut lines)?;
            let is_full = self.rest.len() >= PIECE || lines.len() >= PIECE / 64;
            if self.ended || (!lines.is_empty() && (is_full || (input.is_quiet)())) {
                return Ok(lines);
            }
        }
    }

    /// One line, and no more of what stands behind it than came with it.
    pub(super) fn line(&mut self, input: &mut StandardInput) -> Result<Option<InputLine>, Problem> {
        let mut bytes = Vec::new();
        let read = (&mut input.reader)
            .take(LONGEST as u64)
            .read_until(b'\n', &mut bytes);
        read.map_err(unreadable)?;
        Ok((!bytes.is_empty()).then(|| self.of(bytes, input.is_terminal)))
    }

    /// Takes what is there, or waits for it.
    fn gather(&mut self, input: &mut StandardInput, lines: &mut Vec<InputLine>) -> Result<(), Problem> {
        let came = loop {
            match input.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                came => break came.map_err(unreadable)?,
            }
        };
        let count = came.len();
        let mut rest = std::mem::take(&mut self.rest);
        // Only what came now can hold the end of a line.
        let looked_at = rest.len();
        rest.extend_from_slice(came);
        input.reader.consume(count);
        self.ended = count == 0;
        let mut start = 0;
        let ends = rest
            .iter()
            .enumerate()
            .skip(looked_at)
            .filter(|(_, byte)| **byte == b'\n');
        for end in ends.map(|(end, _)| end + 1) {
            lines.push(self.of(rest[start..end].to_vec(), input.is_terminal));
            start = end;
        }
        let left = rest.split_off(start);
        if !left.is_empty() && (self.ended || left.len() >= LONGEST) {
            lines.push(self.of(left, input.is_terminal));
        } else {
            self.rest = left;
        }
        Ok(())
    }

    fn of(&mut self, bytes: Vec<u8>, is_typed: bool) -> InputLine {
        let ended = bytes.ends_with(b"\n");
        let goes_on = !ended && bytes.len() >= LONGEST;
        let is_piece = self.within || goes_on || bytes.len() > LONGEST;
        self.number += u64::from(!self.within);
        self.within = goes_on;
        let number = self.number;
        match String::from_utf8(bytes) {
            Ok(raw) if is_piece => InputLine {
                number,
                text: Err(Problem::usage("the line is too long for one event")),
                raw,
            },
            Ok(text) => InputLine {
                number,
                text: Ok(text.trim_end().to_owned()),
                raw: String::new(),
            },
            Err(error) => InputLine {
                number,
                text: Err(Problem::usage("the line is not UTF-8").next(if is_typed {
                    "type it once more"
                } else {
                    "convert it with iconv"
                })),
                raw: String::from_utf8_lossy(error.as_bytes()).trim_end().to_owned(),
            },
        }
    }
}

/// A text in UTF-16 is decoded whole, or refused whole: half of it recorded could not be taken away again.
fn decode(input: &mut StandardInput) -> Result<(), Problem> {
    let head = input.reader.fill_buf().map_err(unreadable)?;
    let order: fn([u8; 2]) -> u16 = match head {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        head if head.iter().take(LONGEST).any(|byte| *byte == 0) => {
            return Err(Problem::usage("standard input is no text: it has NUL bytes")
                .next("nothing is recorded; UTF-16 without its mark is converted with iconv -f UTF-16LE -t UTF-8"));
        }
        _ => return Ok(()),
    };
    let mut bytes = Vec::new();
    let read = (&mut input.reader).take(WHOLE + 1).read_to_end(&mut bytes);
    read.map_err(unreadable)?;
    let units = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
    let text: Option<String> = char::decode_utf16(units.skip(1)).map(Result::ok).collect();
    let is_whole = bytes.len().is_multiple_of(2) && bytes.len() as u64 <= WHOLE;
    let text = text
        .filter(|text| is_whole && !text.contains('\0'))
        .ok_or_else(|| {
            Problem::usage("standard input begins as UTF-16 and cannot be decoded")
                .next("nothing is recorded; convert it with iconv")
        })?;
    input.reader = Box::new(Cursor::new(text.into_bytes()));
    Ok(())
}

fn unreadable(error: io::Error) -> Problem {
    Problem::refused(format!("cannot read standard input: {error}")).next("what was read so far is recorded")
}
