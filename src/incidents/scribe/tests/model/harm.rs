//! Damage to the files of a journal: it costs the lines that it touched, and is told.

use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use super::World;
use crate::domain::id::RecordId;
use crate::domain::record::{Op, Record};
use crate::journal::{Damage, LineContent, read_line};

/// What happens to a line; numbers pick one of what is there.
#[derive(Clone, Copy, Debug)]
pub(super) enum Harm {
    /// The last line of a file loses its end.
    CutTail { file: usize, by: usize },
    /// A bit of a line is another.
    Flip {
        file: usize,
        line: usize,
        byte: usize,
        bit: u8,
    },
    /// A line stands twice.
    Double { file: usize, line: usize },
    /// A line stands twice, and one of the two, the first or the second, says something else.
    DoubleFlipped {
        file: usize,
        line: usize,
        byte: usize,
        bit: u8,
        first: bool,
    },
    /// A line is gone.
    Delete { file: usize, line: usize },
}

pub(super) fn harms() -> impl Strategy<Value = Harm> {
    let file = || 0usize..4;
    let line = || 0usize..24;
    prop_oneof![
        1 => (file(), 0usize..400).prop_map(|(file, by)| Harm::CutTail { file, by }),
        1 => (file(), line(), 0usize..400, 0u8..8).prop_map(|(file, line, byte, bit)| Harm::Flip {
            file,
            line,
            byte,
            bit
        }),
        1 => (file(), line()).prop_map(|(file, line)| Harm::Double { file, line }),
        2 => (file(), line(), 0usize..400, 0u8..8, any::<bool>()).prop_map(|(file, line, byte, bit, first)| {
            Harm::DoubleFlipped {
                file,
                line,
                byte,
                bit,
                first,
            }
        }),
        1 => (file(), line()).prop_map(|(file, line)| Harm::Delete { file, line }),
    ]
}

/// A file of the journal, line by line, each with its newline.
struct Lines {
    path: PathBuf,
    lines: Vec<Vec<u8>>,
}

impl Lines {
    fn of(path: PathBuf) -> Self {
        let bytes = fs::read(&path).unwrap();
        let lines = bytes
            .split_inclusive(|byte| *byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect();
        Self { path, lines }
    }
}

fn read(line: &[u8]) -> LineContent {
    read_line(line.strip_suffix(b"\n").unwrap_or(line))
}

fn is_whole(line: &[u8]) -> bool {
    matches!(read(line), LineContent::Record(..))
}

/// The number that a line says it has.
fn number(line: &[u8]) -> Option<u64> {
    match read(line) {
        LineContent::Record(record, _) | LineContent::Changed(record) => Some(record.seq),
        LineContent::Damaged(_) | LineContent::Empty => None,
    }
}

impl World {
    /// The files of the journal, by name.
    fn files(&self) -> Vec<Lines> {
        let entries = fs::read_dir(self.path.journal()).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|end| end == "jsonl"));
        paths.sort();
        paths.into_iter().map(Lines::of).collect()
    }

    /// Every record that can be read, by its id; a sound copy goes before a changed one, and of those that are as
    /// sound the first, by the name of its file.
    pub(super) fn records(&self) -> HashMap<RecordId, Record> {
        let lines = || self.files().into_iter().flat_map(|file| file.lines);
        let changed = lines().filter_map(|line| match read(&line) {
            LineContent::Changed(record) => Some(record),
            LineContent::Record(..) | LineContent::Damaged(_) | LineContent::Empty => None,
        });
        let sound = lines().filter_map(|line| match read(&line) {
            LineContent::Record(record, _) => Some(record),
            LineContent::Changed(_) | LineContent::Damaged(_) | LineContent::Empty => None,
        });
        let (removed, sound): (Vec<_>, Vec<_>) =
            sound.partition(|record| matches!(record.op, Op::Redacted { .. }));
        let mut records = HashMap::new();
        for record in removed.into_iter().chain(sound).chain(changed) {
            records.entry(record.id).or_insert(record);
        }
        records
    }

    pub(super) fn record(&self, id: RecordId) -> Option<Record> {
        self.records().remove(&id)
    }

    /// All that a writer's files hold.
    pub(super) fn written_by(&self, writer: &str) -> String {
        let own = self
            .files()
            .into_iter()
            .filter(|file| name(&file.path).starts_with(writer));
        let bytes: Vec<u8> = own.flat_map(|file| file.lines).flatten().collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Cuts the power. What nobody was told is saved may be gone.
    pub(super) fn cut_power(&mut self, mut chance: u64) {
        self.process.cut_power(self.dir.path(), |below| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (chance >> 33) % below
        });
        let there = self.records();
        self.book.revise(|entry| match there.get(&entry.id) {
            Some(record) if entry.in_doubt => {
                entry.reread(record);
                entry.in_doubt = false;
                true
            }
            Some(_) => true,
            None => entry.acknowledged,
        });
    }

    /// Damages a line. Whose hand was at it, to go on with.
    pub(super) fn suffer(&mut self, harm: Harm) -> Result<usize, TestCaseError> {
        // Whoever has not read a file to its end sees in a longer one only what is new.
        for hand in self.hands.iter().flatten() {
            hand.scribe.catch_up().unwrap();
        }
        let (Harm::CutTail { file, .. }
        | Harm::Flip { file, .. }
        | Harm::Double { file, .. }
        | Harm::DoubleFlipped { file, .. }
        | Harm::Delete { file, .. }) = harm;
        let mut files = self.files();
        let picked = file % files.len();
        let mut file = files.swap_remove(picked);
        let touched = harm.done_to(&mut file.lines);
        if let Some((number, told)) = touched {
            let before = self.copies();
            self.put(&file);
            self.forget(&before);
            self.is_told(&file.path, number, told)?;
        }
        Ok(if name(&file.path).starts_with("bo") {
            2
        } else {
            picked % 2
        })
    }

    fn put(&mut self, file: &Lines) {
        fs::write(&file.path, file.lines.concat()).unwrap();
        // What else tells a process that a file of the same length is another: it was written at another time.
        let opened = OpenOptions::new().append(true).open(&file.path).unwrap();
        let time = SystemTime::now() + Duration::from_secs(self.wishes + 1);
        opened.set_modified(time).unwrap();
        self.process.keep(&file.path);
        self.harmed = true;
    }

    /// How many sound lines say the same record.
    fn copies(&self) -> HashMap<RecordId, usize> {
        let mut copies = HashMap::new();
        for line in self.files().into_iter().flat_map(|file| file.lines) {
            if let LineContent::Record(record, _) = read(&line) {
                *copies.entry(record.id).or_default() += 1;
            }
        }
        copies
    }

    /// What no line says any more is no more; what a line says otherwise, is otherwise. Where one of several copies is
    /// gone, it may have been the one that the disk holds.
    fn forget(&mut self, before: &HashMap<RecordId, usize>) {
        let (there, copies) = (self.records(), self.copies());
        self.book.revise(|entry| {
            let Some(record) = there.get(&entry.id) else {
                return false;
            };
            entry.reread(record);
            entry.acknowledged &= copies.get(&entry.id) >= before.get(&entry.id);
            true
        });
    }

    fn is_told(&self, path: &Path, line: u64, told: Told) -> TestCaseResult {
        let scribe = self.open("ana").scribe;
        let said = scribe.damage().into_iter().chain(scribe.notes());
        let of_file: Vec<_> = said.filter(|damage| damage.file == name(path)).collect();
        let is_told = match told {
            Told::Line => of_file.iter().any(|damage| lines_of(damage).contains(&line)),
            Told::Missing => of_file.iter().any(|damage| damage.what.contains("missing")),
            Told::Nothing => true,
        };
        prop_assert!(is_told, "line {line} of {}: {of_file:?}", path.display());
        Ok(())
    }
}

/// The lines that a finding is about: neighbours that suffer the same are told as one.
fn lines_of(damage: &Damage) -> RangeInclusive<u64> {
    let (_, more) = damage.what.split_once("(and so ").unwrap_or_default();
    let more = more.split(' ').find_map(|word| word.parse().ok());
    let more: u64 = more.unwrap_or_else(|| u64::from(damage.what.contains("(and so is the next line)")));
    damage.line..=damage.line + more
}

/// What a reader can say of damage.
#[derive(Clone, Copy, Debug)]
enum Told {
    /// That this line is damaged.
    Line,
    /// That a record is missing.
    Missing,
    /// Nothing: it cost nothing, or nothing can be known of it.
    Nothing,
}

impl Harm {
    /// Does it to the lines of a file; which line it was, and what is told of it. `None`: it cannot be done here.
    fn done_to(self, lines: &mut Vec<Vec<u8>>) -> Option<(u64, Told)> {
        let whole: Vec<usize> = (0..lines.len()).filter(|at| is_whole(&lines[*at])).collect();
        let pick = |line: usize| whole.get(line % whole.len().max(1)).copied();
        let (at, told) = match self {
            Harm::CutTail { by, .. } => {
                let last = lines.last_mut().filter(|line| is_whole(line))?;
                let cut = by % (last.len() - 1) + 1;
                last.truncate(last.len() - cut);
                let told = if is_whole(last) { Told::Nothing } else { Told::Line };
                (lines.len() - 1, told)
            }
            Harm::Flip { line, byte, bit, .. } => {
                let at = pick(line)?;
                lines[at] = flipped(&lines[at], byte, bit)?;
                (at, Told::Line)
            }
            Harm::Double { line, .. } => {
                let at = pick(line).filter(|at| lines[*at].ends_with(b"\n"))?;
                lines.insert(at, lines[at].clone());
                (at + 1, Told::Line)
            }
            Harm::DoubleFlipped {
                line,
                byte,
                bit,
                first,
                ..
            } => {
                let at = pick(line).filter(|at| lines[*at].ends_with(b"\n"))?;
                let flipped = flipped(&lines[at], in_words(&lines[at], byte), bit)?;
                let at = if first { at } else { at + 1 };
                lines.insert(at, flipped);
                (at, Told::Line)
            }
            Harm::Delete { line, .. } => {
                let at = pick(line)?;
                let gone = number(&lines.remove(at));
                let copy = lines.iter().any(|line| number(line) == gone);
                let later = lines[at..].iter().any(|line| is_whole(line));
                (
                    at,
                    if later && !copy {
                        Told::Missing
                    } else {
                        Told::Nothing
                    },
                )
            }
        };
        Some((at as u64 + 1, told))
    }
}

/// The line with one bit flipped, at this byte or the next that leaves the envelope and the kind of record as they
/// are: what a changed envelope costs is another test's matter.
fn flipped(line: &[u8], byte: usize, bit: u8) -> Option<Vec<u8>> {
    let LineContent::Record(before, _) = read(line) else {
        return None;
    };
    (0..line.len()).find_map(|further| {
        let mut line = line.to_vec();
        let at = (byte + further) % line.len();
        let was = line[at];
        line[at] ^= 1 << bit;
        let same_place = match read(&line) {
            LineContent::Changed(after) => {
                let place = |record: &Record| (record.id, record.seq, record.lc, record.head.clone());
                let same_kind = std::mem::discriminant(&after.op) == std::mem::discriminant(&before.op);
                place(&after) == place(&before) && same_kind
            }
            LineContent::Damaged(_) => true,
            LineContent::Record(..) | LineContent::Empty => false,
        };
        (was != b'\n' && line[at] != b'\n' && same_place).then_some(line)
    })
}

/// A byte of the words that a line holds, where it holds any: what nobody compares may be flipped unseen.
fn in_words(line: &[u8], byte: usize) -> usize {
    const WORDS: &[u8] = b"\"text ";
    let mut places = line.windows(WORDS.len());
    places
        .position(|there| there == WORDS)
        .map_or(byte, |at| at + 1 + byte % (WORDS.len() + 1))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
