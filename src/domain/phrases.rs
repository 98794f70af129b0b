//! Phrases in a text, as words of their own.

/// True if a text, in lower case, has these words with nothing of another word before or behind them.
pub(crate) fn has_words(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + phrase.len()..].chars().next();
        let in_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_');
        !in_word(before) && !in_word(behind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_no_part_of_another_word() {
        for (text, phrase, has) in [
            ("errors still high", "still", true),
            ("instilled calm", "still", false),
            ("fail-fast is off", "fail", false),
            ("(no effect)", "no effect", true),
            ("", "still", false),
        ] {
            assert_eq!(has_words(text, phrase), has, "{text}");
        }
    }
}
