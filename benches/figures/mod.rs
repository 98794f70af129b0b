//! What the benchmarks have in common: medians, and a line that shows a figure beside its target.

#![allow(dead_code, reason = "no benchmark needs all of it")]

use std::time::{Duration, Instant};

/// How long something took.
pub fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let started = Instant::now();
    std::hint::black_box(work());
    started.elapsed()
}

/// The middle one of some lengths of time.
pub fn median(mut lengths: Vec<Duration>) -> Duration {
    lengths.sort_unstable();
    lengths[lengths.len() / 2]
}

/// The medians of two things that are done in turn, so that the machine's moods meet both.
pub fn in_turn(
    rounds: usize,
    mut first: impl FnMut() -> Duration,
    mut second: impl FnMut() -> Duration,
) -> (Duration, Duration) {
    let pairs = (0..rounds).map(|_| (first(), second()));
    let (firsts, seconds) = pairs.unzip();
    (median(firsts), median(seconds))
}

/// How many times as long the first is as the second.
pub fn ratio(length: Duration, floor: Duration) -> f64 {
    length.as_secs_f64() / floor.as_secs_f64()
}

/// Milliseconds.
pub fn millis(length: Duration) -> f64 {
    length.as_secs_f64() * 1e3
}

/// Prints a figure beside its target. `target`: at most so much.
pub fn show(what: &str, figure: f64, unit: &str, target: f64) {
    let verdict = if figure <= target { "holds" } else { "MISSED" };
    println!("{what:<58} {figure:>9.2} {unit:<3} target {target:>7.2} {unit:<3} {verdict}");
}

/// Prints a figure that has no target.
pub fn tell(what: &str, figure: f64, unit: &str) {
    println!("{what:<58} {figure:>9.2} {unit}");
}
