//! Makes text safe to stand in a shell's prompt or a status bar, which expand what others may have written.

use std::borrow::Cow;

/// Shows what shells, tmux and their like expand as letters that look the same and mean nothing to them: `$` and `` ` ``
/// (commands, variables), `\` (bash), `!` (history), `%` (zsh, csh), `#` (tmux), and both quotes.
///
/// Borrowed when nothing had to change.
#[must_use]
pub fn prompt(s: &str) -> Cow<'_, str> {
    if !s.chars().any(|c| stand_in(c).is_some()) {
        return Cow::Borrowed(s);
    }
    s.chars().map(|c| stand_in(c).unwrap_or(c)).collect()
}

fn stand_in(c: char) -> Option<char> {
    Some(match c {
        '$' => '\u{ff04}',
        '`' => '\u{ff40}',
        '\\' => '\u{ff3c}',
        '!' => '\u{ff01}',
        '%' => '\u{ff05}',
        '#' => '\u{ff03}',
        '"' => '\u{201d}',
        '\'' => '\u{2019}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::harmless;

    #[test]
    fn what_is_expanded_is_shown_by_another_letter() {
        assert!(matches!(prompt("Login down (EU)"), Cow::Borrowed(_)));
        let shown = prompt("$(touch x) `touch x` #(x) %{x%} \\$ !! \"can't\"");
        assert!(
            !shown.contains(['$', '`', '\\', '!', '%', '#', '"', '\'']),
            "{shown}"
        );
        assert_eq!(harmless::line(&shown), shown, "it can be shown");
        assert_eq!(prompt("95% can't log in"), "95\u{ff05} can\u{2019}t log in");
    }
}
