//! The beginning of a text that is too long for a record: the rest of it is kept as evidence.

/// The most bytes of text that stand in the record itself.
pub const MAX_INLINE: usize = 4 * 1024;

/// So much of a longer text stays in the record, in characters: its first lines.
const FIRST: usize = 1000;

/// And so many bytes of it, so that a name before it does not make it too long again.
const FIRST_BYTES: usize = 3 * 1024;

/// And so many lines of it.
const FIRST_LINES: usize = 8;

/// The first lines of a text that goes on, up to a line's or a word's end, with a sign that there is more.
pub fn first_of(text: &str) -> String {
    let text = text.trim_start();
    let characters = text.char_indices().nth(FIRST).map_or(text.len(), |(end, _)| end);
    let characters = characters.min(beginning(text, FIRST_BYTES).len());
    let lines = text.match_indices('\n').nth(FIRST_LINES - 1).map(|(end, _)| end);
    let first = &text[..characters];
    let ends_well = |end: &usize| *end > first.len() / 2;
    let cut = lines.filter(|end| *end <= characters);
    let cut = cut.or_else(|| first.rfind('\n').filter(ends_well));
    let cut = cut.or_else(|| first.rfind(char::is_whitespace).filter(ends_well));
    format!("{}…", first[..cut.unwrap_or(characters)].trim_end())
}

/// The beginning of a text of at most so many bytes, cut between two characters.
pub fn beginning(text: &str, most: usize) -> &str {
    let most = most.min(text.len());
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_lines_stay_complete_where_that_leaves_enough() {
        let lines = "a line of some length\n".repeat(200);
        let long_lines = format!("{}\n", "y".repeat(400)).repeat(20);
        let words = "word ".repeat(1000);
        for (text, first) in [
            (
                lines.as_str(),
                format!("{}…", lines[..22 * FIRST_LINES].trim_end()),
            ),
            (&long_lines, format!("{}…", long_lines[..401 * 2].trim_end())),
            (&words, format!("{}…", words[..1000].trim_end())),
            (
                &format!("one\n{}", "é".repeat(3000)),
                format!("one\n{}…", "é".repeat(FIRST - 4)),
            ),
            (&"é".repeat(3000), format!("{}…", "é".repeat(FIRST))),
        ] {
            assert_eq!(first_of(text), first);
        }
    }
}
