//! Tells what would begin a heading, a list, a table or a line across where it begins a line.

/// The place of the letter to escape in a text that begins a line; `None` where it begins nothing.
///
/// `**` and `|` begin nothing by themselves, but a label and a row to whoever reads a draft back.
pub(super) fn marker(line: &str, is_item: bool) -> Option<usize> {
    let first = line.chars().next()?;
    let is_marker = match first {
        '>' | '|' => true,
        '#' => {
            let rest = line.trim_start_matches('#');
            line.len() - rest.len() <= 6 && is_apart(rest)
        }
        '-' => is_apart(&line[1..]) || is_of(line, "- =|:"),
        '+' => is_apart(&line[1..]),
        '*' => is_apart(&line[1..]) || line.starts_with("**"),
        '_' => is_of(line, "_ "),
        '=' => is_of(line, "="),
        ':' => is_apart(&line[1..]) || is_of(line, ":-| "),
        '~' => is_apart(&line[1..]) || line.starts_with("~~~"),
        '[' => (is_item && is_box(line)) || line.eq_ignore_ascii_case("[toc]"),
        '0'..='9' => return numbered(line),
        _ => false,
    };
    is_marker.then_some(0)
}

/// `1. x`, `1) x`: the place of the mark behind the number.
fn numbered(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let end = line.len() - rest.len();
    let is_number = rest.starts_with(['.', ')']) && is_apart(&rest[1..]);
    (end <= 9 && is_number).then_some(end)
}

/// `[ ] x`, `[x] x`: the box of a task, which some renderers see in any letter, and before any.
fn is_box(line: &str) -> bool {
    let mut letters = line[1..].chars();
    letters.next().is_some() && letters.next() == Some(']')
}

fn is_apart(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}

fn is_of(line: &str, letters: &str) -> bool {
    line.chars().all(|letter| letters.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_something_is_known() {
        for begins in [
            "# x", "######", "- x", "-", "--- ---", "--|--", "+ x", "* x", "**x", "* * *", "___", "===",
            ":--", ":-:|", ": x", "~~~", "> x", ">x", "|x", "[TOC]",
        ] {
            assert_eq!(marker(begins, false), Some(0), "{begins:?}");
        }
        for (begins, place) in [("1. x", 1), ("12) x", 2), ("123456789.", 9)] {
            assert_eq!(marker(begins, false), Some(place), "{begins:?}");
        }
        for plain in [
            "#x",
            "####### x",
            "-x",
            "--flag",
            "+1",
            "*.log",
            "_x_",
            "==x",
            ":x",
            "~x",
            "1.5 s",
            "1234567890. x",
            "[ ] x",
            "10:15",
            "é",
            "",
        ] {
            assert_eq!(marker(plain, false), None, "{plain:?}");
        }
        assert_eq!(marker("[ ] x", true), Some(0));
        assert_eq!(marker("[ab] x", true), None);
    }
}
