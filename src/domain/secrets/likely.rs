//! The words of a text that are most likely a secret: those that have the form of one, and those that follow its name.

use super::{Rules, find};

/// The words of a text that are most likely the secret itself, by the table or by the word before them: what has to be
/// looked for elsewhere, in other words too. In the order of the text.
pub fn likely(text: &str) -> Vec<&str> {
    let of_table = find(text, &Rules::default());
    let mut of_table = of_table.into_iter().map(|secret| secret.range).peekable();
    let mut found = Vec::new();
    let mut said = Said::default();
    let mut at = 0;
    for word in text.split_whitespace() {
        at += text[at..].len() - text[at..].trim_start().len();
        let end = at + word.len();
        let is_named = said.names(word);
        let mut is_of_table = false;
        while let Some(range) = of_table.next_if(|range| range.start < end) {
            found.push(bare(&text[range.clone()]));
            is_of_table = true;
            if range.end > end {
                said.goes_on_to = range.end;
            }
        }
        if is_named && !is_of_table && said.goes_on_to <= at {
            let word = bare(word);
            found.push(word.split_once('=').map_or(word, |(_, value)| value));
        }
        at = end;
    }
    found
}

/// Without the marks of a sentence around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| "\"'`<>(),;:.".contains(c))
}

/// The state of a sentence that may be about to name a secret.
#[derive(Default)]
struct Said {
    /// A name of a secret was said, with no more between than may be.
    name: bool,
    /// A word was said that has other meanings too.
    maybe: bool,
    /// The end of a secret that holds more than one word.
    goes_on_to: usize,
}

impl Said {
    /// True if the next word is the secret that the last ones named: after "the password is" comes one, or "wrong".
    fn names(&mut self, word: &str) -> bool {
        let bare = bare(word);
        let lower = bare.to_lowercase();
        let links = LINKS.contains(&lower.as_str());
        let is_odd = bare.chars().any(|c| !c.is_alphabetic());
        let is_secret = self.name && is_odd && !links;
        // "the password is x", "password: x", "password = x"
        let is_other_name = OTHER_NAMES.contains(&lower.as_str());
        self.name = NAMES.contains(&lower.as_str())
            || ((self.name || self.maybe) && links)
            || (is_other_name && word.ends_with([':', '=']));
        self.maybe = is_other_name;
        is_secret
    }
}

/// Words said before a secret.
const NAMES: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "credentials",
    "pin",
];
/// The same, where "is" or a colon follows: tests pass, and a key is turned.
const OTHER_NAMES: &[&str] = &[
    "pass", "passcode", "pw", "creds", "key", "apikey", "api-key", "login", "otp",
];
/// Words that may stand between.
const LINKS: &[&str] = &["is", "was", "=", "-", "", "now", "set", "to"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_most_likely_the_secret_is_told_from_the_words_around_it() {
        for (text, secrets) in [
            ("the password is hunter2, really", &["hunter2"][..]),
            ("Password: hunter2.", &["hunter2"]),
            ("export DB_PASSWORD=s3cret! and go", &["s3cret!"]),
            ("pass is Zebra77quokka", &["Zebra77quokka"]),
            ("pw: s3cret, key = k3y", &["s3cret", "k3y"]),
            ("  the pin is 4711 and\nthe secret is s3cret", &["4711", "s3cret"]),
            (
                "password=\"correct horse 7\" and the pin 4711",
                &["correct horse 7", "4711"],
            ),
            ("tests pass 2 of 3 times, the key 7 hangs", &[]),
            ("the password is wrong, the token expired", &[]),
            ("rolled back release 12", &[]),
        ] {
            assert_eq!(likely(text), secrets, "{text}");
        }
    }
}
