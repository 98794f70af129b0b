//! The sentences of a text, and the bare words in them.

/// Words that end in a stop and end no sentence.
const SHORTENED: &[&str] = &[
    "e.g.", "i.e.", "etc.", "approx.", "ca.", "vs.", "no.", "nr.", "mr.", "mrs.", "ms.", "dr.", "st.",
    "inc.", "ltd.", "tel.", "a.m.", "p.m.",
];

/// The sentences of a text, in words.
pub(in crate::draft) fn sentences(text: &str) -> Vec<Vec<&str>> {
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
pub(in crate::draft) fn begins_anew(before: &str, word: &str) -> bool {
    let ended = before.trim_end_matches([')', '"', '\'', '”', '’']);
    let ends = ended.ends_with(['.', '!', '?']) && !is_shortened(ended);
    ends && !word.starts_with(char::is_lowercase)
}

/// True if a word ends in a stop and ends no sentence.
pub(in crate::draft) fn is_shortened(word: &str) -> bool {
    word.ends_with('.') && SHORTENED.contains(&word.to_lowercase().as_str())
}

/// A word without the marks of its sentence around it.
pub(in crate::draft) fn bare(word: &str) -> &str {
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
