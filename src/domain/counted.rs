//! Counts in words: one, or several.

use std::fmt::Display;

/// The most names that a sentence gives before it only counts.
const NAMED: usize = 5;

/// `1 event`, `3 events`.
pub fn counted<N: Display + PartialEq + From<u8>>(count: N, word: &str) -> String {
    let plural = if count == N::from(1) { "" } else { "s" };
    format!("{count} {word}{plural}")
}

/// `1 hypothesis`, `3 hypotheses`; `1 time was`, `3 times were`: words that do more in the plural than take an `s`.
pub fn counted_as<N: Display + PartialEq + From<u8>>(count: N, one: &str, many: &str) -> String {
    let words = if count == N::from(1) { one } else { many };
    format!("{count} {words}")
}

/// `event 4`, `events 4, 5 and 6`, `events 1, 2, 3, 4, 5 and 7 more`, `no events`.
pub fn numbered(word: &str, numbers: impl ExactSizeIterator<Item = u32>) -> String {
    let surplus = numbers.len().saturating_sub(NAMED);
    let plural = if numbers.len() == 1 { "" } else { "s" };
    let mut names: Vec<String> = numbers.take(NAMED).map(|number| number.to_string()).collect();
    if surplus > 0 {
        names.push(format!("{surplus} more"));
    }
    match names.split_last() {
        Some((last, [])) => format!("{word}{plural} {last}"),
        Some((last, first)) => format!("{word}{plural} {} and {last}", first.join(", ")),
        None => format!("no {word}{plural}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_told_from_several() {
        for (count, told) in [(0_u64, "0 events"), (1, "1 event"), (2, "2 events")] {
            assert_eq!(counted(count, "event"), told);
            assert_eq!(counted_as(count, "event", "events"), told);
        }
    }

    #[test]
    fn five_are_named_and_the_rest_is_counted() {
        for (count, told) in [
            (0, "no events"),
            (1, "event 1"),
            (3, "events 1, 2 and 3"),
            (7, "events 1, 2, 3, 4, 5 and 2 more"),
        ] {
            let numbers: Vec<u32> = (1..=count).collect();
            assert_eq!(numbered("event", numbers.into_iter()), told);
        }
    }
}
