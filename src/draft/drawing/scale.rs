//! The scale: times to places from left to right, with long silences shortened where it is crowded.
//!
//! Linear, and one scale for all that is not shortened, so that equal lengths of time are equally wide.

use crate::domain::mark::MICROS;

/// The width of a break between its two ragged lines.
pub(super) const BREAK: f64 = 26.0;
/// The room that is clear on both sides of a break.
const CLEAR: f64 = 12.0;
/// The room at both ends.
const PAD: f64 = 10.0;
/// Instants that are nearer to each other than this are crowded, in units.
const CROWDED: f64 = 7.0;
/// The fewest distances between instants that can be crowded.
const FEWEST: usize = 4;
/// The most breaks.
const MOST_BREAKS: usize = 6;
/// Nothing shorter is shortened.
const SHORTEST: i64 = 20 * 60 * MICROS;
/// So much is left at the least, or a tenth: seconds drawn as wide as hours would mislead.
const LEAST_LEFT: i64 = 10 * 60 * MICROS;

/// A stretch that is drawn to scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    /// Its first instant.
    pub(super) from: i64,
    /// Its last instant.
    pub(super) to: i64,
    /// The place of the first.
    pub(super) left: f64,
    /// The place of the last.
    pub(super) right: f64,
}

/// A silence that is shortened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Break {
    /// The instant before it.
    pub(super) from: i64,
    /// The instant behind it.
    pub(super) to: i64,
    /// The place of its left ragged line; the right one is [`BREAK`] further.
    pub(super) left: f64,
}

/// The scale of a drawing. Times are microseconds on the scale of the incident.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// The left edge of the lanes.
    pub(super) left: f64,
    /// The right edge of the lanes.
    pub(super) right: f64,
    /// The stretches drawn to scale, in order; there is always one.
    pub(super) pieces: Vec<Piece>,
    /// The silences between them.
    pub(super) breaks: Vec<Break>,
    /// Units for a microsecond; 0 where all is at one instant.
    pub(super) per_micro: f64,
}

impl Scale {
    /// The scale for these instants, in order and each once, between two edges.
    pub(super) fn of(instants: &[i64], left: f64, right: f64) -> Self {
        let first = instants.first().copied().unwrap_or_default();
        let last = instants.last().copied().unwrap_or_default();
        let room = right - left - 2.0 * PAD;
        let (silences, shown) = shortened(instants, room);
        let drawn = room - (BREAK + 2.0 * CLEAR) * silences.len() as f64;
        let per_micro = if shown > 0 { drawn / shown as f64 } else { 0.0 };
        let (mut pieces, mut breaks) = (Vec::new(), Vec::new());
        let (mut from, mut x) = (first, left + PAD);
        for (to, next) in silences {
            let end = x + (to - from) as f64 * per_micro;
            pieces.push(Piece {
                from,
                to,
                left: x,
                right: end,
            });
            breaks.push(Break {
                from: to,
                to: next,
                left: end + CLEAR,
            });
            (from, x) = (next, end + CLEAR + BREAK + CLEAR);
        }
        let end = x + (last - from) as f64 * per_micro;
        pieces.push(Piece {
            from,
            to: last,
            left: x,
            right: end,
        });
        Scale {
            left,
            right,
            pieces,
            breaks,
            per_micro,
        }
    }

    /// The first instant.
    pub(super) fn first(&self) -> i64 {
        self.pieces.first().map_or(0, |piece| piece.from)
    }

    /// The last instant.
    pub(super) fn last(&self) -> i64 {
        self.pieces.last().map_or(0, |piece| piece.to)
    }

    /// Microseconds that are drawn to scale.
    pub(super) fn shown(&self) -> i64 {
        self.pieces.iter().map(|piece| piece.to - piece.from).sum()
    }

    /// The place of an instant: within a break the middle of it, and nothing lies beyond the ends.
    pub(super) fn x(&self, at: i64) -> f64 {
        let nth = self.pieces.partition_point(|piece| piece.to < at);
        match self.pieces.get(nth) {
            None => self.pieces.last().map_or(self.left, |last| last.right),
            Some(piece) if at >= piece.from => piece.left + (at - piece.from) as f64 * self.per_micro,
            Some(piece) if nth > 0 => piece.left - CLEAR - BREAK / 2.0,
            Some(piece) => piece.left,
        }
    }

    /// The widest stretch between two places that no break crosses, as its left and right edge.
    pub(super) fn widest(&self, from: f64, to: f64) -> (f64, f64) {
        let inside = |piece: &Piece| (piece.left.max(from), piece.right.min(to));
        let wide = |(left, right): (f64, f64)| right - left;
        self.pieces.iter().map(inside).fold((from, from), |widest, next| {
            if wide(next) > wide(widest) { next } else { widest }
        })
    }

    /// The room around a place that no break crosses, as its left and right edge.
    pub(super) fn unbroken(&self, x: f64, left: f64, right: f64) -> (f64, f64) {
        let mut before = self.breaks.iter().filter(|cut| cut.left + BREAK <= x);
        let behind = self.breaks.iter().find(|cut| cut.left >= x);
        (
            before.next_back().map_or(left, |cut| cut.left + BREAK),
            behind.map_or(right, |cut| cut.left),
        )
    }
}

/// The silences to shorten, in order of time, and the microseconds that are left.
fn shortened(instants: &[i64], room: f64) -> (Vec<(i64, i64)>, i64) {
    let mut gaps: Vec<(i64, i64)> = instants.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let mut shown: i64 = gaps.iter().map(|(from, to)| to - from).sum();
    if !is_crowded(&gaps, shown, room) {
        return (Vec::new(), shown);
    }
    gaps.sort_by_key(|(from, to)| (std::cmp::Reverse(to - from), *from));
    let mut silences = Vec::new();
    for (from, to) in gaps.into_iter().take(MOST_BREAKS) {
        let length = to - from;
        let is_long = length > SHORTEST && length > shown / 5;
        let left = shown - length;
        if !is_long || left < LEAST_LEFT.min(shown / 10) {
            break;
        }
        silences.push((from, to));
        shown -= length;
    }
    silences.sort_unstable();
    (silences, shown)
}

fn is_crowded(gaps: &[(i64, i64)], shown: i64, room: f64) -> bool {
    let per_micro = room / shown.max(1) as f64;
    let near = gaps
        .iter()
        .filter(|(from, to)| (to - from) as f64 * per_micro < CROWDED)
        .count();
    gaps.len() >= FEWEST && near * 2 >= gaps.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60 * MICROS;

    fn scale(minutes: &[i64]) -> Scale {
        let instants: Vec<i64> = minutes.iter().map(|minute| minute * MINUTE).collect();
        Scale::of(&instants, 116.0, 836.0)
    }

    #[test]
    fn three_entries_in_many_hours_are_drawn_to_scale() {
        let scale = scale(&[0, 60, 32 * 60]);
        assert!(scale.breaks.is_empty());
        assert_eq!((scale.x(0), scale.x(32 * 60 * MINUTE)), (126.0, 826.0));
        assert_eq!(scale.x(16 * 60 * MINUTE), 476.0);
    }

    #[test]
    fn ten_minutes_inside_two_days_can_be_read() {
        let scale = scale(&[0, 2, 4, 6, 8, 10, 2880, 2881, 2882]);
        assert_eq!(scale.breaks.len(), 1);
        assert_eq!(scale.shown(), 12 * MINUTE);
        let minute = scale.x(MINUTE) - scale.x(0);
        assert!(minute > 40.0, "{minute}");
        for at in [0, 5, 10, 2880, 2882] {
            let from = if at > 10 { 2880 } else { 0 };
            let expected = scale.x(from * MINUTE) + (at - from) as f64 * minute;
            assert!((scale.x(at * MINUTE) - expected).abs() < 1e-6, "{at}");
        }
        let cut = scale.breaks[0];
        let (before, behind) = (scale.x(10 * MINUTE), scale.x(2880 * MINUTE));
        assert!((cut.left - before - CLEAR).abs() < 1e-9);
        assert!((behind - cut.left - BREAK - CLEAR).abs() < 1e-9);
        assert_eq!(scale.x(1000 * MINUTE), cut.left + BREAK / 2.0);
        assert_eq!(scale.unbroken(before, 116.0, 836.0), (116.0, cut.left));
        assert_eq!(scale.unbroken(behind, 116.0, 836.0), (cut.left + BREAK, 836.0));
    }

    #[test]
    fn one_instant_and_none_have_a_place() {
        assert_eq!(scale(&[7]).x(7 * MINUTE), 126.0);
        assert_eq!(scale(&[]).x(7 * MINUTE), 126.0);
    }
}
