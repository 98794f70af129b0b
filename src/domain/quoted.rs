//! Somebody's words within a sentence of ours.

/// Texts that are longer, in characters, are cut: the journal has them whole.
const LONGEST: usize = 60;

/// The first line of a text in quotes, cut to a sensible length.
pub fn quoted(text: &str) -> String {
    let text = text.trim();
    let line = text.lines().next().unwrap_or_default();
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at);
    let more = if end < text.len() { "..." } else { "" };
    format!("'{}{more}'", line[..end].trim_end())
}

/// The first line of a text, and whether there are more: `the first line ...`.
pub fn first_line(text: &str) -> String {
    match text.trim().split_once('\n') {
        Some((first, _)) => format!("{} ...", first.trim_end()),
        None => text.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_that_there_are_more() {
        for (text, told) in [(" one \ntwo", "one ..."), (" one\n", "one"), ("", "")] {
            assert_eq!(first_line(text), told);
        }
    }

    #[test]
    fn long_texts_and_further_lines_are_cut() {
        let long = "é".repeat(61);
        for (text, told) in [
            ("down", "'down'".to_owned()),
            (" down \n", "'down'".to_owned()),
            ("one\ntwo", "'one...'".to_owned()),
            (&long, format!("'{}...'", "é".repeat(60))),
            (&long[2..], format!("'{}'", "é".repeat(60))),
        ] {
            assert_eq!(quoted(text), told);
        }
    }
}
