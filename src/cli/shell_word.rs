//! A word as a shell takes it, for command lines that people copy.

/// The word, in quotes where a shell would read it otherwise.
pub(super) fn quoted(word: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./:=@,+%".contains(&b);
    if !word.is_empty() && word.bytes().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_the_shell() {
        for (word, shown) in [
            ("log", "log"),
            ("-10m", "-10m"),
            ("rolled back", "'rolled back'"),
            ("it's", r"'it'\''s'"),
            ("", "''"),
            ("#auth", "'#auth'"),
            ("~09:30", "'~09:30'"),
        ] {
            assert_eq!(quoted(word), shown);
        }
    }
}
