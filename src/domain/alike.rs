//! Compares two texts: do they speak of the same thing, by the words that mean something, without their endings.

use std::collections::BTreeSet;

/// Words that every text has.
const COMMON: &[&str] = &[
    "about", "after", "again", "all", "also", "and", "any", "are", "been", "before", "but", "can", "could",
    "due", "each", "for", "from", "had", "has", "have", "into", "its", "more", "most", "not", "now",
    "obvious", "off", "our", "out", "over", "should", "some", "such", "than", "that", "the", "their", "them",
    "then", "there", "these", "they", "this", "those", "too", "under", "was", "were", "what", "when",
    "where", "which", "while", "who", "will", "with", "would", "you",
];

/// Those that no text is about, and that are too short to be found otherwise.
const COMMON_PAIRS: &[&str] = &[
    "an", "as", "at", "be", "by", "do", "if", "in", "is", "it", "no", "of", "on", "or", "so", "to", "up",
    "us", "we",
];

/// True if a word, in lower case, is one that every text has.
pub(super) fn is_common(word: &str) -> bool {
    COMMON.contains(&word) || COMMON_PAIRS.contains(&word)
}

/// Endings that make another form of the same word, the longest first.
const ENDINGS: &[&str] = &["ations", "ation", "ings", "ing", "ied", "ed", "es", "s", "e"];

/// The fewest letters that must be left of a word.
const STEM: usize = 3;

/// The subject of a text stands in its first words. Nothing is compared by more of them, nor more texts than
/// [`MOST_TEXTS`] with each other: they may come from a stranger who has as many as a journal takes.
const MOST_WORDS: usize = 200;

/// So many texts are compared with each other, at the most.
pub(crate) const MOST_TEXTS: usize = 200;

/// The first meaningful words of a text in their order, without endings.
pub(super) fn stems(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() >= STEM && !is_common(word))
        .map(|word| stem(&word).to_owned())
        .take(MOST_WORDS)
        .collect()
}

fn stem(word: &str) -> &str {
    let shorter = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    let mut kept = shorter.filter(|stem| stem.chars().count() >= STEM);
    kept.next().unwrap_or(word)
}

/// The same, each once.
pub(crate) fn significant(text: &str) -> BTreeSet<String> {
    stems(text).into_iter().collect()
}

/// The number of `words` that stand in `others` too, and the number of all.
pub(crate) fn shared(words: &BTreeSet<String>, others: &BTreeSet<String>) -> (usize, usize) {
    (words.intersection(others).count(), words.len())
}

/// The gist of a text, made once for all it is compared with.
pub(super) struct Gist<'a> {
    names: BTreeSet<&'a str>,
    words: BTreeSet<String>,
}

impl<'a> Gist<'a> {
    /// The gist of this text.
    pub(super) fn of(text: &'a str) -> Self {
        Gist {
            names: names(text),
            words: significant(text),
        }
    }

    /// Its meaningful words, without endings. Texts that share none of them are not alike.
    pub(super) fn words(&self) -> &BTreeSet<String> {
        &self.words
    }

    /// True if two texts say the same or nearly so. What differs in a figure or in a name is not the same.
    pub(super) fn nearly_equals(&self, other: &Gist<'_>) -> bool {
        let (a, b) = (&self.words, &other.words);
        let (both, all) = (a.intersection(b).count(), a.union(b).count());
        self.names == other.names && (a == b && both > 0 || both >= 3 && both * 20 >= all * 13)
    }
}

/// Figures, and words with a capital that does not come from the beginning of a sentence.
fn names(text: &str) -> BTreeSet<&str> {
    let words = text.split_whitespace().skip(1);
    words
        .filter(|word| word.chars().any(|c| c.is_numeric() || c.is_uppercase()))
        .take(MOST_WORDS)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one() {
        for forms in [
            ["roll", "rolling", "rolled"],
            ["deploy", "deployed", "deploying"],
            ["configuration", "configurations", "configured"],
            ["update", "updated", "updates"],
        ] {
            let stems: BTreeSet<&str> = forms.iter().map(|word| stem(word)).collect();
            assert_eq!(stems.len(), 1, "{stems:?}");
        }
    }

    #[test]
    fn what_says_the_same_is_told_from_what_does_not() {
        let cases = [
            ("Add a health check", "add health checks", true),
            (
                "Enhance monitoring to include load balancer health checks and alerting",
                "Enhance monitoring scripts to include load balancer health checks and alerting",
                true,
            ),
            (
                "Alert on errors in the login of shop Paris",
                "Alert on errors in the login of shop Tokyo",
                false,
            ),
            ("Keep logs for 30 days more", "Keep logs for 90 days more", false),
            (
                "Implement stricter code testing procedures for future updates",
                "Implement a more rigorous code review process for future updates",
                false,
            ),
            ("", "", false),
        ];
        for (one, other, expected) in cases {
            let equal = Gist::of(one).nearly_equals(&Gist::of(other));
            assert_eq!(equal, expected, "{one} / {other}");
        }
    }
}
