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

/// The first sentence of a text without its full stop, cut to so many letters at most.
pub fn first_sentence(text: &str, most: usize) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let sentence = line[..sentence_end(line)]
        .trim_end()
        .trim_end_matches(['.', ':', ';']);
    match sentence.char_indices().nth(most) {
        None => sentence.to_owned(),
        Some((end, _)) => {
            // A word that is cut would be read as another.
            let space = sentence[..end].rfind(' ').filter(|space| *space * 2 > end);
            format!("{}…", sentence[..space.unwrap_or(end)].trim_end())
        }
    }
}

/// The place behind the first sign that ends a sentence: a capital follows it. "e.g. this" and "4.2" go on.
fn sentence_end(line: &str) -> usize {
    let ends = |(at, sign): (usize, char)| {
        let end = at + sign.len_utf8();
        let next = line[end..].strip_prefix(' ')?.chars().next()?;
        (matches!(sign, '.' | '!' | '?') && next.is_uppercase()).then_some(end)
    };
    line.char_indices().find_map(ends).unwrap_or(line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_before_a_capital_and_is_cut_between_words() {
        for (text, told) in [
            ("Pool is empty.", "Pool is empty"),
            ("Now it is 4.2. Users see it", "Now it is 4.2"),
            ("Is it the pool? Bo looks", "Is it the pool?"),
            ("one, e.g. this\ntwo", "one, e.g. this"),
            ("the pool of the checkout", "the pool of the…"),
            ("éééééééééééééééééééé", "éééééééééééééééééé…"),
            ("", ""),
        ] {
            assert_eq!(first_sentence(text, 18), told, "{text}");
        }
    }

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
