//! Takes the escapes of a draft's Markdown away again, those of earlier versions too.

use crate::domain::references::is_reference;

/// The text that was escaped, letter for letter.
pub(super) fn plain(escaped: &str) -> String {
    let mut out = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some(at) = rest.find(['\\', '&', '`', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (text, taken) = one(rest);
        out.push_str(text);
        rest = &rest[taken..];
    }
    out.push_str(rest);
    out
}

/// The text that an escape at the beginning stands for, and the escape's bytes.
fn one(rest: &str) -> (&str, usize) {
    for (entity, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
        if rest.starts_with(entity) {
            return (letter, entity.len());
        }
    }
    if let Some(inside) = reference(rest).or_else(|| address(rest)) {
        return (inside, inside.len() + 2);
    }
    match rest[1..].chars().next() {
        Some(next) if rest.starts_with('\\') && next.is_ascii_punctuation() => (&rest[1..2], 2),
        Some(_) | None => (&rest[..1], 1),
    }
}

/// The inside of a code span that keeps a forge from replacing it. Recorded backticks are escaped; other code is a person's.
fn reference(rest: &str) -> Option<&str> {
    let (inside, _) = rest.strip_prefix('`')?.split_once('`')?;
    is_reference(inside).then_some(inside)
}

/// `<https://example.org>`.
fn address(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix('<')?;
    let end = inside.find(|c: char| c.is_whitespace() || "<>".contains(c))?;
    let (address, behind) = inside.split_at(end);
    let is_of_web = ["http://", "https://"].iter().any(|scheme| {
        let begins = address.get(..scheme.len());
        begins.is_some_and(|begins| begins.eq_ignore_ascii_case(scheme))
    });
    (is_of_web && behind.starts_with('>')).then_some(address)
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

    /// The text as a document of its own.
    fn settled(text: &str) -> String {
        markdown::settle(&markdown::line(text))
    }

    #[test]
    fn what_stands_in_code_or_between_brackets_is_told_from_a_persons_code() {
        for (escaped, text) in [
            ("`@bo` restarted `kubectl`", "@bo restarted `kubectl`"),
            (
                "see <https://a.example/\\_x> and <b>",
                "see https://a.example/\\_x and <b>",
            ),
            ("\\`a` `#12", "`a` `#12"),
            ("&lt;b&gt; 1\\.2 a \\| b", "<b> 1.2 a | b"),
            ("<http://a b> <HTTPS://c>", "<http://a b> HTTPS://c"),
        ] {
            assert_eq!(plain(escaped), text, "{escaped}");
        }
    }

    proptest! {
        #[test]
        fn what_was_escaped_comes_back(text in "([-+=#>*_`|~:<\\[\\]()0-9. \\\\a&;$@!^]|http://|@bo|#12|:x:){0,40}") {
            prop_assert_eq!(plain(&settled(&text)), text.trim());
        }

        #[test]
        fn a_block_comes_back(lines in proptest::collection::vec("([-+#>*`|\\\\a&;lt.1\\[\\]_~$ ]|http://a|@bo){0,12}", 0..5)) {
            let kept: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
            let text = kept.join("\n");
            let escaped = markdown::settle(&markdown::block(&text, 2));
            prop_assert_eq!(block(&escaped.lines().collect::<Vec<_>>()), text);
        }
    }
}
