//! A bounded copy of bytes of any length: the head and the tail are kept, and what was left out is said.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// The most bytes that a piece of evidence holds.
pub const MAX_PIECE: usize = 8 * 1024 * 1024;

/// Half of it for the head, half for the tail.
const HALF: usize = MAX_PIECE / 2;

/// Room for the line that tells the cut, and for not cutting a character in two.
const ROOM: usize = 64;

/// A copy of some bytes, cut in the middle where they were too many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captured {
    /// Head and tail, and a line between them that says how many bytes were left out; or all of it.
    pub bytes: Vec<u8>,
    /// The number of bytes left out.
    pub left_out: u64,
}

/// Takes bytes as they come and keeps [`MAX_PIECE`] of them at most.
#[derive(Debug, Default)]
pub struct Capture {
    head: Vec<u8>,
    tail: VecDeque<u8>,
    dropped: u64,
}

impl Capture {
    /// Ends the capture and puts head and tail together.
    pub fn finish(self) -> Captured {
        let Capture {
            mut head,
            tail,
            dropped,
        } = self;
        let tail = Vec::from(tail);
        if dropped == 0 {
            head.extend(tail);
            return Captured {
                bytes: head,
                left_out: 0,
            };
        }
        let end = boundary_before(&head, head.len().saturating_sub(ROOM));
        let start = boundary_after(&tail, ROOM);
        let left_out = dropped + (head.len() - end + start) as u64;
        head.truncate(end);
        head.extend(format!("\n[hotwash: {left_out} bytes left out here]\n").into_bytes());
        head.extend(&tail[start..]);
        Captured {
            bytes: head,
            left_out,
        }
    }

    /// Of a file of this length, cut where it is too long: what would be left out is not read, however much it is.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_file(file: &File, length: u64) -> io::Result<Captured> {
        let (most, mut file) = (MAX_PIECE as u64, file);
        let mut capture = Capture::default();
        let skipped = length.saturating_sub(most);
        if skipped > 0 {
            let head = (&mut file).take(HALF as u64);
            // Should it be shorter by now, the rest is what there is.
            if io::copy(&mut { head }, &mut capture)? == HALF as u64 {
                capture.dropped = skipped;
                file.seek(SeekFrom::Start(HALF as u64 + skipped))?;
            }
        }
        // What is written to it meanwhile may have no end.
        io::copy(&mut file.take(2 * most), &mut capture)?;
        Ok(capture.finish())
    }

    /// `bytes`, cut where they are too many.
    pub fn of(bytes: &[u8]) -> Captured {
        let mut capture = Capture::default();
        capture.take(bytes);
        capture.finish()
    }

    fn take(&mut self, bytes: &[u8]) {
        let (head, rest) = bytes.split_at(bytes.len().min(HALF - self.head.len()));
        self.head.extend(head);
        // Of a long stretch only the end can stay.
        let (gone, kept) = rest.split_at(rest.len().saturating_sub(HALF));
        let excess = (self.tail.len() + kept.len()).saturating_sub(HALF);
        self.tail.drain(..excess);
        self.tail.extend(kept);
        self.dropped += (gone.len() + excess) as u64;
    }
}

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.take(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The last place up to `at` that is not within a character of UTF-8. In other bytes: at most three before.
fn boundary_before(bytes: &[u8], at: usize) -> usize {
    let from = at.saturating_sub(3);
    (from..=at).rev().find(|at| begins(bytes, *at)).unwrap_or(at)
}

/// The first such place from `at` on.
fn boundary_after(bytes: &[u8], at: usize) -> usize {
    let at = at.min(bytes.len());
    (at..=at + 3).find(|at| begins(bytes, *at)).unwrap_or(at)
}

fn begins(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|byte| byte & 0b1100_0000 != 0b1000_0000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_file_only_what_is_kept_is_read() {
        let mut file = tempfile::tempfile().unwrap();
        for length in [0, 5, MAX_PIECE, MAX_PIECE + 1, 3 * MAX_PIECE] {
            let bytes: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            file.set_len(0).unwrap();
            file.rewind().unwrap();
            file.write_all(&bytes).unwrap();
            file.rewind().unwrap();
            assert!(
                Capture::of_file(&file, length as u64).unwrap() == Capture::of(&bytes),
                "{length}"
            );
        }
        file.set_len(20 << 30).unwrap();
        file.rewind().unwrap();
        let kept = Capture::of_file(&file, 20 << 30).unwrap();
        assert!(kept.bytes.len() <= MAX_PIECE);
        assert!(kept.left_out > (20 << 30) - MAX_PIECE as u64);
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        for length in [0, 1, HALF, HALF + 1, MAX_PIECE] {
            let bytes: Vec<u8> = (0..length).map(|nth| (nth % 251) as u8).collect();
            let kept = Capture::of(&bytes);
            assert!(kept.bytes == bytes && kept.left_out == 0, "{length}");
        }
    }

    #[test]
    fn of_more_head_and_tail_stay_and_the_cut_is_said() {
        let bytes: Vec<u8> = (0..MAX_PIECE + 1000).map(|nth| b'a' + (nth % 23) as u8).collect();
        let kept = Capture::of(&bytes);
        assert!(kept.bytes.len() <= MAX_PIECE);
        let text = String::from_utf8(kept.bytes).unwrap();
        let (head, rest) = text.split_once("\n[hotwash: ").unwrap();
        let (count, tail) = rest.split_once(" bytes left out here]\n").unwrap();
        assert!(bytes.starts_with(head.as_bytes()) && bytes.ends_with(tail.as_bytes()));
        assert_eq!(count.parse(), Ok(kept.left_out));
        assert_eq!(
            head.len() + tail.len() + count.parse::<usize>().unwrap(),
            bytes.len()
        );
    }

    #[test]
    fn pieces_come_to_the_same_as_the_whole_and_no_character_is_cut() {
        for before in ["", "a", "ab"] {
            let bytes = format!("{before}{}", "é€".repeat(MAX_PIECE / 4)).into_bytes();
            let mut capture = Capture::default();
            for piece in bytes.chunks(777_777) {
                capture.write_all(piece).unwrap();
            }
            let kept = capture.finish();
            assert!(kept == Capture::of(&bytes));
            assert!(std::str::from_utf8(&kept.bytes).is_ok());
        }
    }
}
