//! One line of notes, put into the form of the one-line entry: without bullet, brackets and the colon after a time.

use std::borrow::Cow;

use crate::domain::time::typed::Stamp;

/// A line without what only lays it out: `- [14:02] X`, `* 2:15 PM: X`, `14:02 | X` become `14:02 X` and so on.
pub(super) fn bare(line: &str) -> Cow<'_, str> {
    let text = without_bullet(line.trim());
    bracketed(text)
        .or_else(|| followed_by_mark(text))
        .map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether nothing in the line says anything: rules (`---`), bullets and fences with nothing in them.
pub(super) fn is_ornament(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

fn without_bullet(text: &str) -> &str {
    let bullets = ["- ", "* ", "+ ", "• ", "– ", "— "];
    let rest = bullets.iter().find_map(|bullet| text.strip_prefix(bullet));
    rest.map_or(text, str::trim_start)
}

/// `[14:02] X`, `(14:02) X`; also with a dash or a colon behind.
fn bracketed(text: &str) -> Option<String> {
    let (open, close) = match text.chars().next()? {
        '[' => ('[', ']'),
        '(' => ('(', ')'),
        _ => return None,
    };
    let (inside, behind) = text.strip_prefix(open)?.split_once(close)?;
    let (_, rest) = Stamp::read(inside)?;
    rest.trim().is_empty().then(|| {
        let behind = behind.trim_start();
        format!(
            "{} {}",
            inside.trim(),
            behind.strip_prefix(':').unwrap_or(behind).trim_start()
        )
    })
}

/// `2:15 PM: X`: a mark directly behind a time, with a space after it.
fn followed_by_mark(text: &str) -> Option<String> {
    // The mark keeps the whole from being read as a time, so each place where one stands is tried.
    text.match_indices([':', '|', ',']).find_map(|(at, mark)| {
        let (time, behind) = (text[..at].trim_end(), &text[at + mark.len()..]);
        let ends = behind.is_empty() || behind.starts_with(char::is_whitespace);
        let (_, rest) = Stamp::read(time).filter(|_| ends)?;
        rest.trim()
            .is_empty()
            .then(|| format!("{time} {}", behind.trim_start()))
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
            ("* [14:02] X", "14:02 X"),
            ("[14:02:11] - X", "14:02:11 - X"),
            ("[14:02]: X", "14:02 X"),
            ("(14:02) X", "14:02 X"),
            ("2:15 PM: X", "2:15 PM X"),
            ("2:15 PM - X: y", "2:15 PM - X: y"),
            ("14:02: d: X", "14:02 d: X"),
            ("~14:00 | X", "~14:00 X"),
            ("2023-03-25 14:02: X", "2023-03-25 14:02 X"),
            ("-10m rolled back", "-10m rolled back"),
            ("[x] done: yes", "[x] done: yes"),
            ("http://x: down", "http://x: down"),
            ("d: users cannot log in", "d: users cannot log in"),
            ("", ""),
        ] {
            assert_eq!(bare(line), read, "{line:?}");
        }
        assert!(is_ornament("-----") && is_ornament("```") && !is_ornament("- x"));
    }
}
