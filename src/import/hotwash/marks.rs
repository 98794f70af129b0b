//! Takes the escapes of a draft's Markdown away again.

/// The text that was escaped, letter for letter.
pub(super) fn plain(escaped: &str) -> String {
    let mut out = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some(at) = rest.find(['\\', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (letter, taken) = one(rest);
        out.push_str(letter);
        rest = &rest[taken..];
    }
    out.push_str(rest);
    out
}

/// The letter that an escape at the beginning stands for, and the escape's bytes.
fn one(rest: &str) -> (&str, usize) {
    for (entity, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
        if rest.starts_with(entity) {
            return (letter, entity.len());
        }
    }
    match rest[1..].chars().next() {
        Some(next) if rest.starts_with('\\') && next.is_ascii_punctuation() => (&rest[1..2], 2),
        Some(_) | None => (&rest[..1], 1),
    }
}

/// The text of lines that were one block: a backslash at a line's end breaks it, an empty line parts paragraphs.
pub(super) fn block(lines: &[&str]) -> String {
    let mut out = String::new();
    let mut between = "";
    for line in lines.iter().map(|line| line.trim()) {
        if line.is_empty() {
            between = if out.is_empty() { "" } else { "\n\n" };
            continue;
        }
        let backslashes = line.len() - line.trim_end_matches('\\').len();
        let breaks = backslashes % 2 == 1;
        out.push_str(between);
        out.push_str(&plain(&line[..line.len() - usize::from(breaks)]));
        between = if breaks { "\n" } else { " " };
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draft::markdown;

    #[test]
    fn what_a_person_wrapped_is_one_line() {
        assert_eq!(
            block(&["one", "two\\", "  three", "", "four\\\\"]),
            "one two\nthree\n\nfour\\"
        );
    }

    proptest! {
        #[test]
        fn what_was_escaped_comes_back(text in "[-+=#>*_`|~:<\\[\\]()0-9. \\\\a&;$@!]{0,40}") {
            prop_assert_eq!(plain(&markdown::line(&text)), text.trim());
        }

        #[test]
        fn a_block_comes_back(lines in proptest::collection::vec("[-+#>*`|\\\\a&;lt.1 ]{0,12}", 0..5)) {
            let kept: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
            let text = kept.join("\n");
            let escaped = markdown::block(&text, 2);
            prop_assert_eq!(block(&escaped.lines().collect::<Vec<_>>()), text);
        }
    }
}
