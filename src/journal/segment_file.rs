//! The file of a segment: its name, which says whose it is, the lock beside it, and the most bytes that it has.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A segment has no more bytes than this: of a longer one, however little of it is on the disk, nothing is read.
pub const MAX_SEGMENT: u64 = 1 << 30;

/// A writer never has more segments than this in one incident.
pub(super) const MOST_SEGMENTS: u32 = 9999;

/// The end of each segment's name.
const SUFFIX: &str = ".jsonl";

/// The name of a writer's segment; the first is number 1.
pub(super) fn name(writer: &str, number: u32) -> String {
    match number {
        1 => format!("{writer}{SUFFIX}"),
        _ => format!("{writer}.{number}{SUFFIX}"),
    }
}

/// The writer that a segment's name speaks of.
pub(super) fn writer_of(name: &str) -> &str {
    parts_of(name).0
}

/// The number, among its writer's segments, that a file is named with.
pub(super) fn number_of(name: &str) -> u32 {
    parts_of(name).1
}

/// Only what [`name`] makes has a number: `.0`, `.1`, `.+2` and `.02` are no segment of that writer.
fn parts_of(name: &str) -> (&str, u32) {
    let stem = name.strip_suffix(SUFFIX).unwrap_or(name);
    let numbered = stem.rsplit_once('.').and_then(|(writer, digits)| {
        let number: u32 = digits.parse().ok()?;
        let is_made = (2..=MOST_SEGMENTS).contains(&number) && number.to_string() == digits;
        is_made.then_some((writer, number))
    });
    numbered.unwrap_or((stem, 1))
}

/// True if a file of this name is one of the writer's segments.
pub(super) fn belongs_to(name: &str, writer: &str) -> bool {
    name.ends_with(SUFFIX) && writer_of(name) == writer
}

/// True if a file of this name is read as a segment. Conflict copies of synced folders are: their records count once.
pub fn is_segment(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.ends_with(SUFFIX.as_bytes()) && !name.starts_with(b".")
}

/// The lock file beside a segment.
pub(super) fn lock_beside(segment: &Path) -> PathBuf {
    segment.with_extension("lock")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_writer_and_number() {
        assert_eq!(name("ana", 1), "ana.jsonl");
        assert_eq!(name("ana", 12), "ana.12.jsonl");
        for (file, writer) in [
            ("ana.jsonl", "ana"),
            ("ana.12.jsonl", "ana"),
            ("ana.b.jsonl", "ana.b"),
            ("ana (copy).jsonl", "ana (copy)"),
            ("ana.0.jsonl", "ana.0"),
            ("ana.1.jsonl", "ana.1"),
            ("ana.+2.jsonl", "ana.+2"),
            ("ana.0002.jsonl", "ana.0002"),
            ("ana.4294967295.jsonl", "ana.4294967295"),
        ] {
            assert_eq!(writer_of(file), writer);
        }
        assert!(belongs_to("ana.2.jsonl", "ana") && !belongs_to("ana-2.jsonl", "ana"));
    }
}
