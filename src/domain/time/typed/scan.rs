//! A place in a line, moved forward by what is recognised there and by nothing else.

use std::ops::RangeInclusive;

/// What is left of a line. Copied before a guess, so that a wrong guess costs nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub(super) fn new(rest: &'a str) -> Self {
        Self { rest }
    }

    pub(super) fn rest(self) -> &'a str {
        self.rest
    }

    /// Takes the next character when it is one of `wanted`.
    pub(super) fn one_of(&mut self, wanted: &[char]) -> Option<char> {
        let next = self.rest.chars().next().filter(|next| wanted.contains(next))?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    /// Takes all ASCII digits that follow, when their count is allowed.
    ///
    /// Nine digits are the most that any caller may allow: they always fit.
    pub(super) fn number(&mut self, count: RangeInclusive<usize>) -> Option<u32> {
        let digits = self.run(|c| c.is_ascii_digit());
        if !count.contains(&digits.len()) {
            return None;
        }
        let number = digits.parse().ok()?;
        self.rest = &self.rest[digits.len()..];
        Some(number)
    }

    /// Takes the ASCII letters that follow; there may be none.
    pub(super) fn letters(&mut self) -> &'a str {
        let letters = self.run(|c| c.is_ascii_alphabetic());
        self.rest = &self.rest[letters.len()..];
        letters
    }

    /// Takes this word, in any case, when it follows as a whole run of letters.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let mut ahead = *self;
        let found = ahead.letters().eq_ignore_ascii_case(word);
        if found {
            *self = ahead;
        }
        found
    }

    /// Skips white space and says whether there was any.
    pub(super) fn spaces(&mut self) -> bool {
        let after = self.rest.trim_start();
        let any = after.len() < self.rest.len();
        self.rest = after;
        any
    }

    /// Whether the line or the word ends here.
    pub(super) fn ends_word(self) -> bool {
        self.rest.chars().next().is_none_or(char::is_whitespace)
    }

    /// Whether a letter or a digit stands here.
    pub(super) fn in_word(self) -> bool {
        self.rest.chars().next().is_some_and(char::is_alphanumeric)
    }

    fn run(self, belongs: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        &self.rest[..end]
    }
}
