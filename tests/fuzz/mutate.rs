//! Mutations of bytes: bits, runs, words that the formats know, parts of other seeds.

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};

/// Words at which some reader turns.
const WORDS: &[&[u8]] = &[
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"\t",
    b" ",
    b":",
    b"-",
    b"~",
    b"\\",
    b"\"",
    b"{",
    b"}",
    b"[",
    b",",
    b"@bo",
    b"#tag",
    b"\xff",
    b"\xc3",
    b"\xe2\x80\xae",
    b"\xef\xbb\xbf",
    b"\xf0\x9f\x94\xa5",
    b"\xc2\xa0",
    b"\x1b[2J",
    b"0",
    b"-1",
    b"9007199254740993",
    b"18446744073709551616",
    b"1e999",
    b"null",
    b"true",
    b"09:30",
    b"-10m",
    b"9:30 PM",
    b"yesterday ",
    b"2023-03-25",
    b"T",
    b"Z",
    b"+05:00",
    b"d:",
    b"todo",
    b"due ",
    b"ago",
    b"<<<<<<<",
    b"{\"v\":1",
    b"\"op\":\"",
    b"\"seq\":",
    b"\"lc\":",
    b",\"sum\":\"00000000\"}",
    b"\\u001b",
    b"\\ud800",
    b";",
    b"|",
    b"#",
    b"03/04/2023",
    b"Today at ",
    b"[14:02] ",
    b"\x1c",
    b"\xff\xfe",
    b"## Timeline\n",
    b"\n- cmd: ",
    b": 1679737140:0;",
];

/// No input grows beyond this, so that a round stays short.
const MOST: usize = 16 * 1024;

/// Chance from a fixed seed: the same in every run.
pub struct Chance(TestRng);

impl Chance {
    pub fn fixed() -> Self {
        Self(TestRng::deterministic_rng(RngAlgorithm::ChaCha))
    }

    /// A number below this one, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.0.next_u64() % limit as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A short run of positions within so many bytes.
    fn run(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let longest = if self.below(4) == 0 { length } else { 16 };
        start..(start + self.below(longest + 1)).min(length)
    }
}

/// A seed after some mutations.
pub fn mutated(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = chance.pick(seeds).clone();
    for _ in 0..=chance.below(4) {
        mutate(&mut bytes, seeds, chance);
        bytes.truncate(MOST);
    }
    bytes
}

fn mutate(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], chance: &mut Chance) {
    let run = chance.run(bytes.len());
    match chance.below(8) {
        0 if !bytes.is_empty() => {
            let at = chance.below(bytes.len());
            bytes[at] ^= 1 << chance.below(8);
        }
        0 | 1 => {
            let any = u8::try_from(chance.below(256)).unwrap();
            bytes.insert(run.start, any);
        }
        2 => drop(bytes.drain(run)),
        3 => drop(bytes.splice(run, chance.pick(WORDS).iter().copied())),
        4 => {
            let word = chance.pick(WORDS);
            drop(bytes.splice(run.start..run.start, word.iter().copied()));
        }
        5 => {
            let copy = bytes[run].to_vec();
            let at = chance.below(bytes.len() + 1);
            drop(bytes.splice(at..at, copy));
        }
        6 => {
            let other = chance.pick(seeds);
            let part = other[chance.run(other.len())].to_vec();
            drop(bytes.splice(run, part));
        }
        _ => {
            let copy = bytes[run.clone()].repeat(1 + chance.below(40));
            drop(bytes.splice(run, copy));
        }
    }
}
