//! The count of records within one segment: what is missing, repeated or out of order.

/// A counter so far above the number of records seen is no count but damage, or somebody's attempt to have the last
/// word for ever.
pub(in crate::journal) const JUMP: u64 = 1 << 32;

/// A run of records that nobody has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Gap {
    first: u64,
    last: u64,
    line: u64,
}

/// Follows `seq` from record to record.
#[derive(Debug, Default)]
pub(in crate::journal) struct Sequence {
    highest: u64,
    /// The number of records so far.
    counted: u64,
    /// In order, none touching another.
    gaps: Vec<Gap>,
    /// The number of gaps that there was no room for.
    unreported: u64,
}

/// A damaged segment can name gaps without end; more than this are only counted.
const MOST_GAPS: usize = 1000;

impl Sequence {
    /// The number that the next record of the segment takes.
    pub(in crate::journal) fn next(&self) -> u64 {
        self.highest.saturating_add(1)
    }

    /// True if no segment with so many records can have come to this number.
    pub(in crate::journal) fn is_impossible(&self, seq: u64) -> bool {
        seq == 0 || seq > self.counted.saturating_add(JUMP)
    }

    /// Counts one record; says what is odd about its place.
    pub(in crate::journal) fn count(&mut self, seq: u64, line: u64) -> Option<String> {
        self.counted += 1;
        if self.is_impossible(seq) {
            return Some(format!("has an impossible number ({seq})"));
        }
        if seq > self.highest {
            if seq > self.next() {
                let gap = Gap {
                    first: self.next(),
                    last: seq - 1,
                    line,
                };
                self.insert(self.gaps.len(), gap);
            }
            self.highest = seq;
            return None;
        }
        let at = self.gaps.partition_point(|gap| gap.last < seq);
        if self.gaps.get(at).is_some_and(|gap| gap.first <= seq) {
            self.fill(at, seq);
            return Some(format!("record {seq} is out of order"));
        }
        Some(match self.unreported {
            0 => format!("record {seq} stands twice"),
            // It may be from a gap that was not kept.
            _ => format!("record {seq} is out of order or stands twice"),
        })
    }

    /// Keeps a gap in its place, or only counts it.
    fn insert(&mut self, at: usize, gap: Gap) {
        if self.gaps.len() < MOST_GAPS {
            self.gaps.insert(at, gap);
        } else {
            self.unreported += 1;
        }
    }

    fn fill(&mut self, at: usize, seq: u64) {
        let gap = self.gaps.remove(at);
        let halves = [(gap.first, seq - 1), (seq + 1, gap.last)];
        let left = halves.into_iter().filter(|(first, last)| first <= last);
        for (place, (first, last)) in (at..).zip(left) {
            self.insert(place, Gap { first, last, ..gap });
        }
    }

    /// The missing records, each gap with the line it should stand before; those there was no room for come last, with
    /// line 0.
    pub(in crate::journal) fn missing(&self) -> impl Iterator<Item = (u64, String)> {
        let unreported = (self.unreported > 0).then(|| {
            let what = format!("records are missing in {} more places", self.unreported);
            (0, what)
        });
        let reported = self.gaps.iter().map(|gap| {
            let what = if gap.first == gap.last {
                format!("record {} is missing", gap.first)
            } else {
                format!("records {} to {} are missing", gap.first, gap.last)
            };
            (gap.line, what)
        });
        reported.chain(unreported)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(seqs: &[u64]) -> (Vec<String>, u64) {
        let mut sequence = Sequence::default();
        let mut said: Vec<String> = (1..)
            .zip(seqs)
            .filter_map(|(line, &seq)| sequence.count(seq, line))
            .collect();
        said.extend(sequence.missing().map(|(_, what)| what));
        (said, sequence.next())
    }

    #[test]
    fn holes_repeats_and_swaps_are_named() {
        let cases: [(&[u64], &[&str], u64); 10] = [
            (&[], &[], 1),
            (&[1, 2, 3], &[], 4),
            (&[2], &["record 1 is missing"], 3),
            (&[1, 5], &["records 2 to 4 are missing"], 6),
            (&[1, 3, 2, 4], &["record 2 is out of order"], 5),
            (
                &[1, 5, 3],
                &[
                    "record 3 is out of order",
                    "record 2 is missing",
                    "record 4 is missing",
                ],
                6,
            ),
            (&[1, 2, 2], &["record 2 stands twice"], 3),
            (&[0], &["has an impossible number (0)"], 1),
            (
                &[1, 1 << 53, 2],
                &["has an impossible number (9007199254740992)"],
                3,
            ),
            (
                &[1, u64::MAX, 2],
                &["has an impossible number (18446744073709551615)"],
                3,
            ),
        ];
        for (seqs, said, next) in cases {
            let said: Vec<String> = said.iter().map(|what| (*what).to_owned()).collect();
            assert_eq!(read(seqs), (said, next), "{seqs:?}");
        }
    }

    #[test]
    fn a_number_is_possible_as_far_as_so_many_records_can_have_come() {
        let mut sequence = Sequence::default();
        for records in 1..4 {
            let last = sequence.counted + JUMP;
            assert!(!sequence.is_impossible(last) && !sequence.is_impossible(1));
            assert!(sequence.is_impossible(last + 1) && sequence.is_impossible(0));
            sequence.count(records, records);
        }
        assert_eq!(
            Sequence::default().count(JUMP + 1, 1),
            None,
            "the first may come so far"
        );
        assert!(Sequence::default().count(JUMP + 2, 1).is_some());
    }

    #[test]
    fn what_is_missing_is_reported_at_the_line_it_should_stand_before() {
        let missing = |seqs: &[u64]| -> Vec<(u64, String)> {
            let mut sequence = Sequence::default();
            for (line, seq) in (1..).zip(seqs) {
                sequence.count(*seq, line);
            }
            sequence.missing().collect()
        };
        let reported = |line: u64, what: &str| (line, format!("{what} missing"));
        for (seqs, expected) in [
            (
                &[1, 2, 4, 8][..],
                vec![reported(3, "record 3 is"), reported(4, "records 5 to 7 are")],
            ),
            // What comes late takes its number out of the gap, at either end and in between.
            (&[1, 6, 2], vec![reported(2, "records 3 to 5 are")]),
            (&[1, 6, 5], vec![reported(2, "records 2 to 4 are")]),
            (
                &[1, 9, 4, 6],
                vec![
                    reported(2, "records 2 to 3 are"),
                    reported(2, "record 5 is"),
                    reported(2, "records 7 to 8 are"),
                ],
            ),
            (&[1, 4, 7, 2, 3, 6, 5], vec![]),
        ] {
            assert_eq!(missing(seqs), expected, "{seqs:?}");
        }
    }

    #[test]
    fn gaps_without_end_are_reported_in_short() {
        let split = std::iter::once(1 << 31).chain((2..100_000).map(|n| 2 * n));
        let skipped = (1..100_000).map(|n| 2 * n);
        for seqs in [split.collect::<Vec<u64>>(), skipped.collect()] {
            let mut sequence = Sequence::default();
            for (line, seq) in (1..).zip(&seqs) {
                sequence.count(*seq, line);
                assert!(sequence.gaps.len() <= MOST_GAPS);
            }
            assert!(
                sequence.gaps.is_sorted_by(|a, b| a.last < b.first),
                "a search by halves finds them"
            );
            let missing: Vec<_> = sequence.missing().collect();
            assert_eq!(missing.len(), MOST_GAPS + 1);
            let (line, more) = &missing[MOST_GAPS];
            let unreported = sequence.unreported;
            assert_eq!(
                (*line, more),
                (0, &format!("records are missing in {unreported} more places"))
            );
            assert_eq!(
                sequence.count(199_998, 7),
                Some("record 199998 is out of order or stands twice".to_owned())
            );
        }
    }
}
