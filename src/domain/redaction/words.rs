//! The words of what is removed, as they are looked for elsewhere: letters and digits alone.
//!
//! What stands between them differs from place to place: JSON and Markdown escape it, a folder's name has dashes there,
//! a draft may break the line.

use serde::{Deserialize, Serialize};

use crate::domain::findings::likely_secrets;

/// Fewer letters than these are in everything.
const FEWEST: usize = 6;

/// More texts than these are not looked for: the shortest ones are.
const MOST: usize = 64;

/// A word of so many letters and digits, capitals among them, is no word of a language.
const ODD: usize = 8;

/// Of a text, no more letters are looked for than these.
const LONGEST: usize = 4096;

/// The words of what is removed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The letters and digits of the texts, in lower case; the shortest first, and none that holds another one.
    letters: Vec<String>,
    /// Texts too short to be looked for within others: only a text that is the same is one of them.
    short: Vec<String>,
    /// The number of texts not looked for.
    passed_over: usize,
    /// True if a text of several words has nothing in it that looks like the secret itself.
    #[serde(default)]
    only_whole: bool,
}

impl Words {
    /// The words of these texts, and the secrets that most likely stand in them by themselves.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Words {
        let mut words = Words::default();
        for text in texts {
            let mut parts = likely_secrets(text);
            parts.extend(odd_words(text));
            words.only_whole |= parts.is_empty() && text.split_whitespace().nth(1).is_some();
            for part in std::iter::once(text).chain(parts) {
                words.add(part);
            }
        }
        words.letters.sort_by_key(String::len);
        words.letters.dedup();
        words.passed_over = words.letters.len().saturating_sub(MOST);
        words.letters.truncate(MOST);
        let mut fewest: Vec<String> = Vec::new();
        for letters in std::mem::take(&mut words.letters) {
            if !fewest.iter().any(|other| letters.contains(other.as_str())) {
                fewest.push(letters);
            }
        }
        words.letters = fewest;
        words.short.sort();
        words.short.dedup();
        words
    }

    fn add(&mut self, text: &str) {
        let mut letters = letters_of(text);
        if letters.len() < FEWEST {
            self.short.push(text.trim().to_owned());
            return;
        }
        if letters.len() > LONGEST {
            let end = (0..=LONGEST).rev().find(|end| letters.is_char_boundary(*end));
            letters.truncate(end.unwrap_or(0));
        }
        self.letters.push(letters);
    }

    /// True if there is nothing that could be looked for within other texts.
    pub fn are_too_short(&self) -> bool {
        self.letters.is_empty()
    }

    /// True if there is a text that is looked for as a whole alone: nothing in it looks like a secret.
    pub fn are_only_whole(&self) -> bool {
        self.only_whole
    }

    /// True if there are none at all: they were removed before.
    pub fn are_gone(&self) -> bool {
        self.letters.is_empty() && self.short.is_empty()
    }

    /// The number of texts not looked for, since there are too many.
    pub fn passed_over(&self) -> usize {
        self.passed_over
    }

    /// True if they stand in these bytes, however those are escaped.
    pub fn are_in(&self, bytes: &[u8]) -> bool {
        if self.letters.is_empty() {
            return false;
        }
        let text = String::from_utf8_lossy(bytes);
        let hold = |letters: &str| {
            self.letters
                .iter()
                .any(|wanted| letters.contains(wanted.as_str()))
        };
        hold(&letters_of(&text)) || (text.contains('\\') && hold(&letters_of(&unescaped(&text))))
    }

    /// True if one of the texts begins with this, as a folder's name is the beginning of a title.
    pub fn begin_with(&self, beginning: &str) -> bool {
        let letters = letters_of(beginning);
        letters.len() >= FEWEST && self.letters.iter().any(|text| text.starts_with(&letters))
    }

    /// True if a line that somebody typed is one of the texts, or holds one.
    pub fn are_of(&self, line: &str) -> bool {
        self.short.iter().any(|text| text == line.trim()) || self.are_in(line.as_bytes())
    }
}

/// A mixture that no language has: capitals, small letters and digits in one word.
fn odd_words(text: &str) -> Vec<&str> {
    let words = text.split_whitespace();
    let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_odd = |word: &&str| {
        let has = |is: fn(char) -> bool| word.chars().any(is);
        let joined = |c: char| "-./:@\\".contains(c);
        word.len() >= ODD
            && !word.contains(joined)
            && has(char::is_uppercase)
            && has(char::is_lowercase)
            && has(|c| c.is_ascii_digit())
    };
    bare.filter(is_odd).collect()
}

/// The letters and digits of a text, in lower case.
fn letters_of(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// A text without the escapes of JSON, whose letters are none of the text.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match rest.clone().next() {
            Some('u') => {
                let digits: String = rest.clone().skip(1).take(4).collect();
                if let Some(read) = u32::from_str_radix(&digits, 16)
                    .ok()
                    .filter(|_| digits.len() == 4)
                {
                    plain.extend(char::from_u32(read));
                    rest.nth(4);
                }
            }
            Some('n' | 'r' | 't' | 'b' | 'f') => {
                rest.next();
                plain.push(' ');
            }
            Some('\\') => {
                rest.next();
            }
            Some(_) | None => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_found_however_they_are_written() {
        let words = Words::of(["the password is hunter2", "pass_word: \"Größe\"\nof C:\\new\\x"]);
        for there in [
            "09:00 n: the password is hunter2, really",
            "The *password* is\n  hunter2",
            "2023-03-25-the-password-is-hunter2-f00d93",
            "try hunter2 again",
            r#"{"text":"pass_word: \"Gr\u00f6\u00dfe\"\nof C:\\new\\x"}"#,
            r"the pass\word is \_hunter2\_",
        ] {
            assert!(words.are_in(there.as_bytes()), "{there}");
        }
        for elsewhere in ["the password", "hunter 3", "", "\\", "\\u12"] {
            assert!(!words.are_in(elsewhere.as_bytes()), "{elsewhere}");
        }
    }

    #[test]
    fn a_word_of_no_language_is_looked_for_by_itself() {
        let words = Words::of(["something wrong pasted Zebra77quokka here too"]);
        assert!(words.are_in(b"try zebra77quokka") && !words.are_only_whole());
        for text in [
            "checkout-db-03 and ip-10-2-0-1 are down",
            "rolled back to a1b2c3d4e5f6",
        ] {
            assert!(Words::of([text]).are_only_whole(), "{text}");
        }
        assert!(!Words::of(["swordfish"]).are_only_whole());
        assert!(Words::default().are_gone());
    }

    #[test]
    fn what_is_short_is_only_found_alone() {
        let words = Words::of(["down", "09:30 n: down"]);
        assert!(!words.are_too_short(), "as typed it is longer");
        let words = Words::of(["down"]);
        assert!(words.are_too_short());
        assert!(words.are_of(" down "));
        assert!(!words.are_of("down again"));
        assert!(!words.are_in(b"down"));
    }

    #[test]
    fn six_letters_are_looked_for_within_others_and_fewer_are_not() {
        for (text, within) in [("abc-def", true), ("abc-de", false), ("x", false)] {
            let words = Words::of([text]);
            assert_eq!(words.are_too_short(), !within, "{text}");
            assert_eq!(words.are_in(format!("see {text}!").as_bytes()), within, "{text}");
            assert!(words.are_of(text) && !words.are_gone(), "{text}");
        }
    }

    #[test]
    fn the_name_of_a_folder_is_the_beginning_of_a_title() {
        let words = Words::of(["Checkout is down for all", "Zebra crossing"]);
        for (beginning, begins) in [
            ("checkout-is-down", true),
            ("zebra-crossing", true),
            ("checko", true),
            ("check", false),
            ("is-down-for-all", false),
            ("checkout-is-up", false),
            ("", false),
        ] {
            assert_eq!(words.begin_with(beginning), begins, "{beginning}");
        }
    }

    #[test]
    fn a_mixture_is_odd_from_eight_letters_on_and_where_nothing_joins_words() {
        for (word, odd) in [
            ("Zebra77q", true),
            ("Zebra7q", false),
            ("zebra77q", false),
            ("ZEBRA77Q", false),
            ("Zebraqqq", false),
            ("(Zebra77q)", true),
            ("Zebra77.q", false),
            ("Zebra-77q", false),
        ] {
            let text = format!("pasted {word} here");
            let found = Words::of([text.as_str()]).are_in(format!("x {word}").as_bytes());
            assert_eq!(found, odd, "{word}");
        }
    }

    #[test]
    fn of_a_very_long_text_the_beginning_is_looked_for() {
        for letter in ["x", "é", "語"] {
            let fitting = LONGEST / letter.len();
            let words = Words::of([letter.repeat(fitting + 100).as_str()]);
            assert!(words.are_in(letter.repeat(fitting).as_bytes()), "{letter}");
            assert!(!words.are_in(letter.repeat(fitting - 1).as_bytes()), "{letter}");
        }
    }

    #[test]
    fn one_that_holds_another_is_not_looked_for_besides() {
        let words = Words::of(["the hidden door", "hidden", "hidden", "down", "down"]);
        let (letters, short) = (["hidden".to_owned()], ["down".to_owned()]);
        assert_eq!((&words.letters[..], &words.short[..]), (&letters[..], &short[..]));
    }

    #[test]
    fn escapes_of_json_are_read_and_others_are_left() {
        for (text, plain) in [
            (r"a\\b", "ab"),
            (r"a\nb\tc", "a b c"),
            (r"\u0041\u00e9", "Aé"),
            // None of these is an escape that stands for a letter.
            (r"\u12", "u12"),
            (r"\u12g4", "u12g4"),
            (r"\ud800x", "x"),
            (r"\_a", "_a"),
            (r"a\", "a"),
        ] {
            assert_eq!(unescaped(text), plain, "{text}");
        }
    }

    #[test]
    fn there_are_not_too_many_of_them() {
        let texts: Vec<String> = (100_000..100_200).map(|n| format!("number {n}")).collect();
        let words = Words::of(texts.iter().map(String::as_str));
        assert_eq!((words.letters.len(), words.passed_over()), (MOST, 136));
        let long = "x".repeat(3 * LONGEST);
        assert!(Words::of([long.as_str()]).are_in(long.as_bytes()));
    }
}
