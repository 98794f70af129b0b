//! One line of notes, put into the form of the one-line entry: a row of a table, bold that goes on over the words.

use std::borrow::Cow;

use crate::domain::entry::{without_bullet, without_list_mark};
use crate::domain::kind::Kind;
use crate::domain::time::typed::TypedStamp;

/// A line without what only lays it out, where the one-line entry does not know the layout itself.
pub(super) fn bare(line: &str) -> Cow<'_, str> {
    let text = line.trim();
    if let Some(row) = table_row(text) {
        return Cow::Owned(row);
    }
    let text = without_bullet(text);
    bold_over_words(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// True if nothing in the line says anything: rules (`---`), bullets and fences with nothing in them.
pub(super) fn is_ornament(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

/// True if the line is the rule between the head of a table and its rows.
pub(super) fn is_table_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains('-') && line.chars().all(|c| "|-: \t".contains(c))
}

/// True if the line is a row of a table.
pub(super) fn is_table_row(line: &str) -> bool {
    line.trim().starts_with('|') && line.trim()[1..].contains('|')
}

/// `| 12:40 | text |` as `12:40 text`. A day in a column of its own belongs to the time, a kind stands before the
/// words; what is no time stands before them too.
fn table_row(text: &str) -> Option<String> {
    let cells: Vec<String> = cells(text)?.into_iter().filter(|cell| !cell.is_empty()).collect();
    let mut cells = &cells[..];
    let mut line = String::new();
    if let [day, clock, ..] = cells
        && is_time(&format!("{day} {clock}"))
    {
        line = format!("{day} {clock} ");
        cells = &cells[2..];
    } else if let [time, ..] = cells
        && is_time(time)
    {
        line = format!("{time} ");
        cells = &cells[1..];
    }
    if let [kind, rest @ ..] = cells
        && !rest.is_empty()
        && Kind::from_typed(kind).is_some()
    {
        line.push_str(&format!("{kind}: "));
        cells = rest;
    }
    Some(line + &cells.join(" | "))
}

/// The cells of a row, without the marks around a time; a bar behind a backslash belongs to its cell.
pub(super) fn cells(text: &str) -> Option<Vec<String>> {
    let inside = text.strip_prefix('|').filter(|inside| inside.contains('|'))?;
    let mut cells = vec![String::new()];
    let mut chars = inside.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'|') => {
                chars.next();
                cells.last_mut()?.push('|');
            }
            '|' => cells.push(String::new()),
            c => cells.last_mut()?.push(c),
        }
    }
    let plain = |cell: String| {
        let cell = cell.trim();
        let inner = cell.trim_matches(['*', '_', '`']);
        if is_time(inner) {
            inner.to_owned()
        } else {
            cell.to_owned()
        }
    };
    Some(cells.into_iter().map(plain).collect())
}

/// True if all of it is a time.
fn is_time(text: &str) -> bool {
    TypedStamp::read(text).is_some_and(|(_, rest)| rest.trim().is_empty())
}

/// `**15:00 UTC: Detection** seen` as `15:00 UTC: Detection seen`.
fn bold_over_words(text: &str) -> Option<String> {
    let line = without_list_mark(text);
    ["**", "__"].into_iter().find_map(|mark| {
        let (inside, behind) = line.strip_prefix(mark)?.split_once(mark)?;
        let (_, rest) = TypedStamp::read(inside)?;
        let goes_on = rest.chars().any(char::is_alphanumeric);
        goes_on.then(|| format!("{inside}{behind}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_lays_a_line_out_goes() {
        for (line, read) in [
            ("  14:02 did X  ", "14:02 did X"),
            ("- 14:02 X", "14:02 X"),
            ("14:02, X, y", "14:02, X, y"),
            ("Mar 25, 9:35 AM X", "Mar 25, 9:35 AM X"),
            ("10:15 and 10:20, both", "10:15 and 10:20, both"),
            ("| 12:40 | text |", "12:40 text"),
            ("| **12:40** | text \\| more | link |", "12:40 text | more | link"),
            (
                "| 2024-02-05 | 10:25 | detection | down |",
                "2024-02-05 10:25 detection: down",
            ),
            (
                "| before | mail does not arrive |",
                "before | mail does not arrive",
            ),
            ("**15:00 UTC: Detection**", "15:00 UTC: Detection"),
            ("- **15:00 d: down** again", "15:00 d: down again"),
            ("**09:30** down", "**09:30** down"),
            ("**bold** words", "**bold** words"),
            ("[x] done: yes", "[x] done: yes"),
            ("", ""),
        ] {
            assert_eq!(bare(line), read, "{line:?}");
        }
        assert!(is_ornament("-----") && is_ornament("```") && !is_ornament("- x"));
        assert!(is_table_rule("|---|:--|") && !is_table_rule("---"));
    }
}
