//! Escaping: text that people recorded stays text in GitHub-flavoured Markdown.
//!
//! No heading, list, table, link, emphasis, formula or HTML can come out of it. `@name` is kept as it is, and so is
//! an underscore inside a word, which means nothing there and is common in names.

use crate::domain::harmless;

/// One line: a newline inside becomes a visible sign.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(&mut out, harmless::line(text).trim());
    out
}

/// A cell of a table: its lines are parted by `<br>`.
pub fn cell(text: &str) -> String {
    let lines = text.trim().lines().map(str::trim);
    let mut told: Vec<String> = Vec::new();
    for piece in lines {
        // Several empty lines in a row say no more than one.
        if !(piece.is_empty() && told.last().is_some_and(String::is_empty)) {
            told.push(line(piece));
        }
    }
    told.join("<br>")
}

/// A block: each line stays a line of the same paragraph, an empty line begins another. Every line but the first is
/// indented by so many spaces, so that it stays below the bullet of the first.
pub fn block(text: &str, indent: usize) -> String {
    let shown = harmless::block(text);
    let mut out = String::with_capacity(shown.len() + 8);
    let mut empty_before = false;
    for piece in shown.lines().map(str::trim) {
        if piece.is_empty() {
            empty_before = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty_before { "\n\n" } else { "\\\n" });
            out.extend(std::iter::repeat_n(' ', indent));
        }
        empty_before = false;
        push_escaped(&mut out, piece);
    }
    out
}

/// A fenced block of code: the text letter for letter, but for what is made visible. Every line is indented by so
/// many spaces. The fence is longer than any run of backticks in the text, so that nothing in it ends the block.
pub fn fenced(text: &str, indent: usize) -> String {
    let shown = harmless::block(text);
    let longest = shown
        .split(|letter| letter != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let before = " ".repeat(indent);
    let mut out = format!("{fence}text\n");
    for piece in shown.lines() {
        out.push_str(&format!("{before}{piece}\n"));
    }
    out.push_str(&format!("{before}{fence}"));
    out
}

fn push_escaped(out: &mut String, line: &str) {
    let marker = marker_place(line);
    let mut copied = 0;
    // Everything that may need an escape is a single byte, so the text is copied by the stretch between them.
    for (place, byte) in line.bytes().enumerate() {
        let escape = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' if is_entity(&line[place + 1..]) => "&amp;",
            b'_' if is_inside_word(line, place) => continue,
            b'\\' | b'`' | b'*' | b'[' | b']' | b'|' | b'~' | b'$' | b'_' => "\\",
            _ if marker == Some(place) => "\\",
            _ => continue,
        };
        out.push_str(&line[copied..place]);
        out.push_str(escape);
        // A backslash goes before the character itself; the rest take its place.
        copied = if escape == "\\" { place } else { place + 1 };
    }
    out.push_str(&line[copied..]);
}

/// The place of the character that would make a line begin a heading, a list or an underline.
fn marker_place(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    match first {
        '#' | '-' | '+' | '=' => Some(0),
        // The delimiter row of a table of one column.
        ':' if line[1..].starts_with('-') => Some(0),
        '0'..='9' => {
            let end = line.find(|letter: char| !letter.is_ascii_digit())?;
            line[end..].starts_with(['.', ')']).then_some(end)
        }
        _ => None,
    }
}

fn is_entity(rest: &str) -> bool {
    let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '#'));
    end.is_some_and(|end| end > 0 && rest[end..].starts_with(';'))
}

fn is_inside_word(line: &str, place: usize) -> bool {
    line[..place].ends_with(char::is_alphanumeric) && line[place + 1..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_mean_something_is_escaped() {
        let cases = [
            ("plain text, 75% of users", "plain text, 75% of users"),
            ("# heading", "\\# heading"),
            ("- item", "\\- item"),
            ("1. item", "1\\. item"),
            ("1) item", "1\\) item"),
            ("10:15 is a time", "10:15 is a time"),
            ("503 errors", "503 errors"),
            ("===", "\\==="),
            (":--", "\\:--"),
            ("> quote", "&gt; quote"),
            ("*bold* `code`", "\\*bold\\* \\`code\\`"),
            ("db_primary and _this_", "db_primary and \\_this\\_"),
            ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
            ("![x](y)", "!\\[x\\](y)"),
            (
                "<script>alert(1)</script>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
            ),
            ("<!-- hotwash draft 1", "&lt;!-- hotwash draft 1"),
            ("a | b", "a \\| b"),
            ("AT&T &lt; &#60;", "AT&T &amp;lt; &amp;#60;"),
            ("~~gone~~ $x$", "\\~\\~gone\\~\\~ \\$x\\$"),
            ("C:\\new", "C:\\\\new"),
            ("@netops #auth", "@netops #auth"),
            ("é-x", "é-x"),
        ];
        for (text, expected) in cases {
            assert_eq!(line(text), expected, "{text:?}");
            assert_eq!(block(text, 2), expected, "{text:?}");
        }
    }

    #[test]
    fn lines_stay_below_their_bullet() {
        assert_eq!(
            block("one\ntwo\r\n\n\n  # three\n", 2),
            "one\\\n  two\n\n  \\# three"
        );
        assert_eq!(line("one\ntwo"), "one⏎two");
    }

    #[test]
    fn nothing_in_a_fenced_block_ends_it() {
        assert_eq!(
            fenced("# a\n\n</details>\u{1b}[1m", 4),
            "```text\n    # a\n    \n    </details>␛[1m\n    ```"
        );
        for text in ["```\nx", "````", "`", "a ``````` b"] {
            let block = fenced(text, 0);
            let (fence, rest) = block.split_once("text\n").unwrap();
            assert!(
                rest.ends_with(&format!("\n{fence}")) && !text.contains(fence),
                "{block}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_line_of_a_block_begins_anything(text in "[-+=#>*_`|~:<\\[\\]()0-9. \\\\a&;\n]{0,40}") {
            for piece in block(&text, 2).lines().map(str::trim) {
                let digits = piece.trim_start_matches(|letter: char| letter.is_ascii_digit());
                prop_assert!(!piece.starts_with(['#', '-', '+', '=', '>', '*', '`', '|', '~', '<']), "{piece}");
                prop_assert!(digits.len() == piece.len() || !digits.starts_with(['.', ')']), "{piece}");
            }
        }
    }
}
