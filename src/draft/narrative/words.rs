//! The words of a sentence: counts, lists, and what somebody recorded, cut to its first sentence.

use crate::domain::mentions;
use crate::draft::said::{said, stop};

/// The same where several stand in a list.
const LONGEST_IN_LIST: usize = 60;

/// The names of small numbers.
const NUMBERS: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// `one`, `twelve`, `13`.
pub(in crate::draft) fn number(count: usize) -> String {
    NUMBERS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// `once`, `twice`, `three times`.
pub(in crate::draft) fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{} times", number(count)),
    }
}

/// `first`, `second`; from the sixth on `6th`.
pub(super) fn nth_word(nth: usize) -> String {
    let words = ["first", "second", "third", "fourth", "fifth"];
    let word = nth.checked_sub(1).and_then(|at| words.get(at));
    word.map_or_else(|| ordinal(nth), |word| (*word).to_owned())
}

/// `1st`, `2nd`, `3rd`, `11th`.
pub(in crate::draft) fn ordinal(nth: usize) -> String {
    let ending = match (nth % 10, nth % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        (_, _) => "th",
    };
    format!("{nth}{ending}")
}

/// The first sentence of a recorded text, of at most so many letters, with a full stop where it has none.
pub(super) fn sentence(text: &str, longest: usize) -> String {
    stop(&said(without_speaker(text), longest))
}

/// The same as one of a list: shorter, and without the stop.
pub(in crate::draft) fn item(text: &str) -> String {
    let first = said(without_speaker(text), LONGEST_IN_LIST);
    first.trim_end_matches(['?', '!']).to_owned()
}

/// `a, b`; with `;` between them where one has a comma of its own.
pub(in crate::draft) fn in_a_row(items: &[String]) -> String {
    let mark = if items.iter().any(|item| item.contains(", ")) {
        "; "
    } else {
        ", "
    };
    items.join(mark)
}

/// An imported chat line begins with `@bo:`.
fn without_speaker(line: &str) -> &str {
    let spoken = line
        .split_once(": ")
        .filter(|(who, _)| who.starts_with('@') && !who.contains(' ') && mentions::people(who).len() == 1);
    spoken.map_or(line, |(_, said)| said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_is_told_with_a_stop() {
        for (text, told) in [
            (
                "checkout refused about 30% of orders",
                "checkout refused about 30% of orders.",
            ),
            ("Down. Nobody can log in.", "Down."),
            ("Is it down? Yes", "Is it down?"),
            ("Version 1.323.0 was deployed", "Version 1.323.0 was deployed."),
            ("Seen before, e.g. Monday", "Seen before, e.g. Monday."),
            ("@bo: rolled back #helped", "rolled back."),
            ("moved away #recovered.", "moved away."),
            ("two\nlines", "two lines."),
            (
                "See https://example.org/a.Html",
                "See https://example.org/a.Html.",
            ),
        ] {
            assert_eq!(sentence(text, 160), told, "{text}");
        }
        let told = sentence(&"word ".repeat(60), 160);
        assert!(told.ends_with("word...") && told.chars().count() <= 163, "{told}");
    }

    #[test]
    fn lists_and_counts() {
        let row = |items: &[&str]| in_a_row(&items.iter().map(|text| item(text)).collect::<Vec<_>>());
        assert_eq!(row(&["Servers?", "network."]), "Servers, network");
        assert_eq!(row(&["disk, full", "network"]), "disk, full; network");
        assert_eq!((number(12), number(13)), ("twelve".to_owned(), "13".to_owned()));
        assert_eq!(
            (times(1), times(2), times(4)),
            ("once".into(), "twice".into(), "four times".into())
        );
    }
}
