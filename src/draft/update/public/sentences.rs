//! The sentences of a text: where one begins, and which leans on the one before.

use super::table::{LEANING, SHORTENED};

/// The sentences of a text, in words.
pub(in crate::draft::update) fn sentences(text: &str) -> Vec<Vec<&str>> {
    let mut sentences: Vec<Vec<&str>> = Vec::new();
    for word in text.split_whitespace() {
        match sentences.last_mut() {
            Some(sentence) if sentence.last().is_some_and(|before| !begins_anew(before, word)) => {
                sentence.push(word);
            }
            Some(_) | None => sentences.push(vec![word]),
        }
    }
    sentences
}

/// True if a word begins a sentence behind this one.
pub(super) fn begins_anew(before: &str, word: &str) -> bool {
    let ended = before.trim_end_matches([')', '"', '\'', '”', '’']);
    let ends = ended.ends_with(['.', '!', '?']) && !is_shortened(ended);
    ends && !word.starts_with(char::is_lowercase)
}

/// True if a word ends in a stop and ends no sentence.
pub(super) fn is_shortened(word: &str) -> bool {
    word.ends_with('.') && SHORTENED.contains(word.to_lowercase().as_str())
}

/// True if a sentence has no sense without the one before it.
pub(super) fn leans(sentence: &[&str]) -> bool {
    let first = sentence.first().map(|word| bare(word).to_lowercase());
    first.is_some_and(|first| LEANING.contains(first.as_str()))
}

/// A word without the marks of its sentence around it.
pub(super) fn bare(word: &str) -> &str {
    let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'', '”', '’', '…']);
    word.trim_start_matches(['(', '"', '\'', '“', '‘', '–', '—', '-', '*'])
        .trim_end_matches(['–', '—', '-', '*'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_one_begins() {
        for (text, count) in [
            ("Logins fail. Payments work.", 2),
            ("Logins fail, e.g. Acme cannot log in", 1),
            ("about 3.5 per cent. of them", 1),
            ("(Logins fail.) Payments work", 2),
            ("logins\nfail", 1),
            ("", 0),
        ] {
            assert_eq!(sentences(text).len(), count, "{text}");
        }
    }
}
