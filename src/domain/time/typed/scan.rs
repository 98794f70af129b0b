//! A place in a line, moved forward by what is recognised there and by nothing else.

use std::ops::RangeInclusive;

/// The rest of a line. Copied before a guess, so that a wrong guess costs nothing.
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

    /// Reads something, or stays where it was.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = read(&mut ahead)?;
        *self = ahead;
        Some(found)
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
        let digits = self.ascii_run(u8::is_ascii_digit);
        if !count.contains(&digits.len()) {
            return None;
        }
        let number = digits.parse().ok()?;
        self.rest = &self.rest[digits.len()..];
        Some(number)
    }

    /// Takes so many ASCII digits, whatever stands behind them.
    pub(super) fn digits(&mut self, count: usize) -> Option<u32> {
        let digits = self.rest.get(..count)?;
        let number = digits
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| digits.parse().ok())??;
        self.rest = &self.rest[count..];
        Some(number)
    }

    /// Takes the ASCII letters that follow; there may be none.
    pub(super) fn letters(&mut self) -> &'a str {
        let letters = self.ascii_run(u8::is_ascii_alphabetic);
        self.rest = &self.rest[letters.len()..];
        letters
    }

    /// Takes this word, in any case, when it follows as a whole run of letters.
    pub(super) fn word(&mut self, word: &str) -> bool {
        self.any_word(&[word])
    }

    /// Takes one of these words, in any case, when it follows as a whole run of letters.
    pub(super) fn any_word(&mut self, words: &[&str]) -> bool {
        let mut ahead = *self;
        let letters = ahead.letters();
        let found = words.iter().any(|word| letters.eq_ignore_ascii_case(word)) && !ahead.in_word();
        if found {
            *self = ahead;
        }
        found
    }

    /// Takes one of these words that ends there, with the white space behind it.
    pub(super) fn free_word(&mut self, words: &[&str]) -> bool {
        self.attempt(|ahead| (ahead.any_word(words) && ahead.spaces()).then_some(()))
            .is_some()
    }

    /// Takes all up to the next white space; there may be none.
    pub(super) fn unspaced(self) -> &'a str {
        let end = self.rest.find(char::is_whitespace).unwrap_or(self.rest.len());
        &self.rest[..end]
    }

    /// Moves past so many bytes of what follows, which end at a character.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or("");
    }

    /// Skips white space and says whether there was any.
    pub(super) fn spaces(&mut self) -> bool {
        let after = self.rest.trim_start();
        let any = after.len() < self.rest.len();
        self.rest = after;
        any
    }

    /// True if the line or the word ends here.
    pub(super) fn ends_word(self) -> bool {
        self.rest.chars().next().is_none_or(char::is_whitespace)
    }

    /// True if a time may end here: at the end of a word, or at a mark that only sets it off from what follows.
    pub(super) fn ends_time(self) -> bool {
        // "10:15, 10:20 and 10:30" are several; "10:15, the pool is empty" is one with what happened.
        if let Some(behind) = self.rest.strip_prefix(',') {
            let next = behind.trim_start();
            return next.len() < behind.len() && !next.starts_with(|c: char| c.is_ascii_digit());
        }
        let behind = self.rest.trim_start_matches(SETS_OFF);
        behind.len() < self.rest.len() && Scan::new(behind).ends_word() || self.ends_word()
    }

    /// True if a letter or a digit stands here.
    pub(super) fn in_word(self) -> bool {
        self.rest.chars().next().is_some_and(char::is_alphanumeric)
    }

    /// The ASCII characters that follow and belong together.
    fn ascii_run(self, belongs: fn(&u8) -> bool) -> &'a str {
        let end = self.rest.bytes().take_while(belongs).count();
        &self.rest[..end]
    }
}

/// Marks close behind a time that only set it off: `09:30: down`, `[09:30] down`, `**09:30**: down`.
const SETS_OFF: [char; 8] = [':', ']', ')', '*', '`', '|', '_', '>'];
