//! The lengths of one interval over many incidents: how many, the median, the 90th percentile, and a histogram.
//!
//! A percentile is by nearest rank: of n lengths in order it is the one at the place n times the per cent, rounded up.
//! So it is always a length that some incident had; the median of an even number is the lower of the middle two.

use std::borrow::Cow;

use uuid::Uuid;

use super::measured::Measured;
use crate::domain::facts::Facts;
use crate::domain::id::IncidentId;
use crate::domain::incident::Incident;

/// So many are needed to say more than their number.
pub const TOO_FEW: usize = 5;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The upper borders of the histogram's buckets, in seconds and included; each is about twice the one before. The last
/// bucket, of what is longer, has none.
pub const BORDERS: [i64; 14] = [
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    8 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    28 * DAY,
];

/// A bucket of a histogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// The longest length in it, in seconds; `None`: it has no upper border.
    pub upto: Option<i64>,
    /// The number of lengths in it.
    pub count: usize,
}

/// The lengths of one interval over many incidents. Those that are negative contradict themselves, and are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// Its name in JSON, such as `time_to_detect`.
    pub name: &'static str,
    /// Its name in words.
    pub title: &'static str,
    /// The way it is computed in each incident.
    pub formula: Cow<'static, str>,
    /// The number of lengths counted from the detection, because no impact is recorded before it.
    pub from_detection: usize,
    /// The number of lengths that are negative, and left out.
    pub negative: usize,
    /// In seconds, in order.
    lengths: Vec<i64>,
}

impl Distribution {
    /// The number of incidents that have such a length.
    pub fn count(&self) -> usize {
        self.lengths.len()
    }

    /// All lengths together, in seconds.
    pub(super) fn sum(&self) -> i64 {
        self.lengths.iter().copied().fold(0, i64::saturating_add)
    }

    /// The median in seconds; `None`: too few to say.
    pub fn median(&self) -> Option<i64> {
        self.percentile(50)
    }

    /// The 90th percentile in seconds; `None`: too few to say.
    pub fn p90(&self) -> Option<i64> {
        self.percentile(90)
    }

    fn percentile(&self, percent: usize) -> Option<i64> {
        let count = self.lengths.len();
        let rank = (count * percent).div_ceil(100);
        self.lengths
            .get(rank.max(1) - 1)
            .copied()
            .filter(|_| count >= TOO_FEW)
    }

    /// Every bucket, the shortest first, also those that nothing is in; `None`: too few to say.
    pub fn histogram(&self) -> Option<Vec<Bucket>> {
        if self.lengths.len() < TOO_FEW {
            return None;
        }
        let mut below = 0;
        let mut bucket = |upto: Option<i64>| {
            let reached = upto.map_or(self.lengths.len(), |upto| {
                self.lengths.partition_point(|length| *length <= upto)
            });
            let count = reached - below;
            below = reached;
            Bucket { upto, count }
        };
        let borders = BORDERS.iter().copied().map(Some).chain([None]);
        Some(borders.map(&mut bucket).collect())
    }
}

/// One of each interval, in the order of the contract.
pub(super) fn all(measured: &[Measured]) -> Vec<Distribution> {
    // An incident of which nothing is known names every interval, and how it is computed.
    let nothing = Incident::new(IncidentId::new(Uuid::nil()), "");
    let named = Facts::of(&nothing).intervals.into_iter();
    let mut all: Vec<Distribution> = named
        .map(|interval| Distribution {
            name: interval.name,
            title: interval.title,
            formula: interval.formula,
            from_detection: 0,
            negative: 0,
            lengths: Vec::new(),
        })
        .collect();
    for length in measured.iter().flat_map(|one| &one.lengths) {
        let Some(distribution) = all.iter_mut().find(|one| one.name == length.name) else {
            continue;
        };
        if length.seconds < 0 {
            distribution.negative += 1;
        } else {
            distribution.lengths.push(length.seconds);
            distribution.from_detection += usize::from(length.from_detection);
        }
    }
    all.iter_mut().for_each(|one| one.lengths.sort_unstable());
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(lengths: impl IntoIterator<Item = i64>) -> Distribution {
        let mut lengths: Vec<i64> = lengths.into_iter().collect();
        lengths.sort_unstable();
        Distribution {
            name: "time_to_detect",
            title: "Time to detect",
            formula: Cow::Borrowed("detected - impact began"),
            from_detection: 0,
            negative: 0,
            lengths,
        }
    }

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let cases: &[(i64, Option<i64>, Option<i64>)] = &[
            (0, None, None),
            (4, None, None),
            (5, Some(3), Some(5)),
            (6, Some(3), Some(6)),
            (9, Some(5), Some(9)),
            (10, Some(5), Some(9)),
            (11, Some(6), Some(10)),
            (100, Some(50), Some(90)),
        ];
        for (count, median, p90) in cases {
            let distribution = of((1..=*count).rev());
            assert_eq!(
                (distribution.median(), distribution.p90()),
                (*median, *p90),
                "{count}"
            );
        }
    }

    #[test]
    fn a_length_on_a_border_is_within_it() {
        let histogram = of([0, 60, 61, 120, 28 * DAY, 28 * DAY + 1])
            .histogram()
            .expect("enough");
        let filled: Vec<_> = histogram.iter().filter(|bucket| bucket.count > 0).collect();
        let filled: Vec<_> = filled.iter().map(|bucket| (bucket.upto, bucket.count)).collect();
        assert_eq!(
            filled,
            [(Some(60), 2), (Some(120), 2), (Some(28 * DAY), 1), (None, 1)]
        );
        assert_eq!(histogram.len(), BORDERS.len() + 1);
        assert_eq!(of([1, 2, 3, 4]).histogram(), None);
    }

    proptest! {
        #[test]
        fn a_percentile_is_one_of_the_lengths_and_no_length_is_lost(
            lengths in proptest::collection::vec(0_i64..10_000_000, 5..60)
        ) {
            let distribution = of(lengths.clone());
            let (median, p90) = (distribution.median().expect("enough"), distribution.p90().expect("enough"));
            prop_assert!(lengths.contains(&median) && lengths.contains(&p90));
            prop_assert!(median <= p90);
            let at_most = |than: i64| lengths.iter().filter(|length| **length <= than).count();
            prop_assert!(at_most(median) * 2 >= lengths.len());
            prop_assert!(at_most(p90) * 10 >= lengths.len() * 9);
            let counted: usize = distribution.histogram().expect("enough").iter().map(|bucket| bucket.count).sum();
            prop_assert_eq!(counted, lengths.len());
        }
    }
}
