//! Words of a text that begin with a dash and a digit or a space (`-10m rolled back`), though clap takes them for options.

use std::convert::Infallible;

/// A word of a text, as it was given.
pub(in crate::cli) fn text_word(word: &str) -> Result<String, Infallible> {
    let given = word.strip_prefix(' ').filter(|given| is_negative(given));
    Ok(given.unwrap_or(word).to_owned())
}

/// True for a word that is a text, whatever clap makes of its dash.
pub(in crate::cli) fn is_negative(word: &str) -> bool {
    let behind = word.strip_prefix('-');
    behind.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == ' '))
}
