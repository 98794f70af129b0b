//! The layout of a line around its time: a list mark, brackets, bold, a colon. `- **[09:30]**: down` is `09:30 down`.

use crate::domain::time::typed::DASHES;

/// The bracket before a time that has to be closed behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenedLine<'a> {
    /// The line from the time on.
    pub(super) rest: &'a str,
    /// The brackets and marks that were opened, as they were typed.
    opened: &'a str,
}

/// So many brackets and marks are looked at.
const MOST: usize = 6;

/// A text without what closes at its end: the last bar of a table's row, the stars of a line in bold.
pub(super) fn without_closing<'a>(line: &str, text: &'a str) -> &'a str {
    if line.trim_start().starts_with('|') {
        return text.strip_suffix('|').map_or(text, str::trim_end);
    }
    if without_list_mark(line).starts_with("**") && line.matches("**").count() == 2 {
        return text.strip_suffix("**").map_or(text, str::trim_end);
    }
    text
}

/// Skips the mark of a list, of a heading, of a quotation: `- `, `1. `, `### `, `> `.
pub(crate) fn without_list_mark(line: &str) -> &str {
    let line = line.trim_start();
    let marks = ["- [ ] ", "- [x] ", "> ", "| "];
    let mark = marks.iter().find_map(|mark| line.strip_prefix(mark));
    let heading = || {
        let rest = line.trim_start_matches('#');
        ((1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')).then_some(rest)
    };
    // A task first: its mark begins like that of a list.
    mark.or_else(heading)
        .or_else(|| without_number(line))
        .unwrap_or_else(|| without_bullet(line))
        .trim_start()
}

/// Skips the mark of a list without numbers: `- `, `* `, `• `.
pub(crate) fn without_bullet(line: &str) -> &str {
    let bullets = ["- ", "* ", "+ ", "• ", "– ", "— "];
    let rest = bullets.iter().find_map(|bullet| line.strip_prefix(bullet));
    rest.map_or(line, str::trim_start)
}

/// Skips `1. ` and `12) `.
fn without_number(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = (1..=3).contains(&(line.len() - rest.len()));
    let rest = rest.strip_prefix(['.', ')'])?;
    (number && rest.starts_with(' ')).then_some(rest)
}

/// Skips what opens around a time: `[`, `(`, `**`, a backquote.
pub(super) fn open(line: &str) -> OpenedLine<'_> {
    let marks = |c: &char| ['[', '(', '*', '_', '`'].contains(c);
    // A few are a layout; thousands are somebody's joke.
    let opened: usize = line
        .chars()
        .take(MOST)
        .take_while(marks)
        .map(char::len_utf8)
        .sum();
    let rest = &line[opened..];
    OpenedLine {
        rest,
        opened: &line[..line.len() - rest.len()],
    }
}

impl<'a> OpenedLine<'a> {
    /// Skips what closes behind the time, one mark that sets it off and one dash that stands alone. `None` where a
    /// bracket stays open, or one closes that was not opened: it is a part of the words.
    pub(super) fn close(self, behind: &'a str) -> Option<&'a str> {
        let mut rest = behind;
        let mut set_off = false;
        for opener in self.opened.chars().rev() {
            let closer = match opener {
                '[' => ']',
                '(' => ')',
                other => other,
            };
            let free = if set_off { rest } else { without_colon(rest) };
            match free.trim_start().strip_prefix(closer) {
                Some(behind) => {
                    set_off |= free.len() < rest.len();
                    rest = behind;
                }
                // Bold may go on over the words.
                None if ['*', '_'].contains(&opener) => {}
                None => return None,
            }
        }
        if rest.starts_with([']', ')', '>', '`']) || (self.opened.is_empty() && rest.starts_with(['*', '_']))
        {
            return None;
        }
        if !set_off {
            rest = without_colon(rest);
        }
        Some(without_dash(rest))
    }
}

/// Skips a colon, a bar or a comma that stands directly behind a time, or behind a space.
fn without_colon(behind: &str) -> &str {
    let trimmed = behind.trim_start();
    match trimmed.strip_prefix([':', '|', ',']) {
        Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => rest,
        // Bold and brackets close behind it, and a zone runs into what follows: `UTC:10.1.2.3 LOG`.
        Some(rest) if trimmed.len() == behind.len() => rest,
        Some(_) | None => behind,
    }
}

/// Skips one dash that stands alone.
fn without_dash(behind: &str) -> &str {
    let trimmed = behind.trim_start();
    match trimmed.strip_prefix(DASHES) {
        Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => rest,
        Some(_) | None => behind,
    }
}
