//! Looks for the words of all rules in one pass over a line: most lines have none, and need no rule at all.

use std::collections::HashMap;

/// The words without which a rule fits nothing, by their first two letters.
#[derive(Debug)]
pub(super) struct Hints {
    /// A bit for each pair of bytes with which some word begins.
    begins: Vec<u64>,
    /// The words that begin so, each with its rule.
    words: HashMap<[u8; 2], Vec<(usize, &'static [u8])>>,
}

impl Hints {
    /// Of rules in their order, each with its words in lower case. A word of one letter is none.
    pub(super) fn of(rules: impl Iterator<Item = &'static [&'static str]>) -> Self {
        let mut hints = Hints {
            begins: vec![0; usize::from(u16::MAX) / 64 + 1],
            words: HashMap::new(),
        };
        for (rule, words) in rules.enumerate() {
            for word in words.iter().map(|word| word.as_bytes()) {
                let &[first, second, ..] = word else { continue };
                let (place, bit) = place([first, second]);
                hints.begins[place] |= bit;
                hints.words.entry([first, second]).or_default().push((rule, word));
            }
        }
        hints
    }

    /// The rules that may fit a line, a bit each.
    pub(super) fn in_line(&self, line: &str) -> u64 {
        let bytes = line.as_bytes();
        let mut rules = 0;
        for (at, pair) in bytes.windows(2).enumerate() {
            let pair = [pair[0].to_ascii_lowercase(), pair[1].to_ascii_lowercase()];
            let (place, bit) = place(pair);
            if self.begins[place] & bit == 0 {
                continue;
            }
            let words = self.words.get(&pair).into_iter().flatten();
            let stands = |word: &[u8]| {
                let here = bytes.get(at..at + word.len());
                here.is_some_and(|here| here.eq_ignore_ascii_case(word))
            };
            rules |= words
                .filter(|(_, word)| stands(word))
                .fold(0, |all, (rule, _)| all | 1 << rule);
        }
        rules
    }
}

/// The place of the bit of a pair: the word, and the bit in it.
fn place(pair: [u8; 2]) -> (usize, u64) {
    let number = u16::from_be_bytes(pair);
    (usize::from(number / 64), 1 << (number % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_found_by_any_of_its_words_in_whatever_case() {
        let hints = Hints::of([&["akia", "asia"][..], &["://"], &["token", "key"]].into_iter());
        for (line, rules) in [
            ("", 0),
            ("a", 0),
            ("nothing here", 0),
            ("AKIA and asia", 0b001),
            ("x://y", 0b010),
            ("the Token at http://x: ends in ke", 0b110),
            ("keY", 0b100),
        ] {
            assert_eq!(hints.in_line(line), rules, "{line}");
        }
    }
}
