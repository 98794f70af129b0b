//! Takes a text apart into words, numbers, clocks and signs, as far as lengths and times are made of them.

use chrono::NaiveTime;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::domain::findings) enum Token {
    /// Letters, in lower case.
    Word(String),
    /// A number.
    Number(f64),
    /// `9:30`, as it stands.
    Clock(NaiveTime),
    /// Any other sign; every dash is `-`.
    Sign(char),
    /// The end of a sentence or line.
    Stop,
}

impl Token {
    /// True if it is this word.
    pub(in crate::domain::findings) fn is(&self, word: &str) -> bool {
        matches!(self, Token::Word(own) if own == word)
    }

    /// True if it is one of these words.
    pub(in crate::domain::findings) fn is_one_of(&self, words: &[&str]) -> bool {
        matches!(self, Token::Word(own) if words.contains(&own.as_str()))
    }
}

/// The pieces of a text, in order.
pub(in crate::domain::findings) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if first.is_ascii_digit() {
            number(rest, &mut found)
        } else if first.is_alphabetic() {
            let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            found.push(Token::Word(rest[..length].to_lowercase()));
            length
        } else {
            found.extend(sign(first));
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    found
}

fn sign(c: char) -> Option<Token> {
    match c {
        '\n' | '.' | ';' | '!' | '?' => Some(Token::Stop),
        '-' | '\u{2010}'..='\u{2015}' => Some(Token::Sign('-')),
        other if other.is_whitespace() => None,
        other => Some(Token::Sign(other)),
    }
}

/// Reads the number or clock at the beginning; returns how many bytes it took.
fn number(text: &str, found: &mut Vec<Token>) -> usize {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let whole = digits(text);
    let after = &text[whole..];
    let more = after.get(1..).map_or(0, digits);
    let end = whole + 1 + more;
    if after.starts_with(':') && more == 2 && whole <= 2 {
        let (hour, minute) = (text[..whole].parse().ok(), text[whole + 1..end].parse().ok());
        let clock = hour
            .zip(minute)
            .and_then(|(h, m)| NaiveTime::from_hms_opt(h, m, 0));
        found.push(clock.map_or(Token::Sign(':'), Token::Clock));
        // Seconds do not matter here.
        let seconds = text[end..].strip_prefix(':').map_or(0, digits);
        return end + if seconds == 2 { 3 } else { 0 };
    }
    let end = if after.starts_with('.') && more > 0 {
        end
    } else {
        whole
    };
    found.push(text[..end].parse().map_or(Token::Sign('#'), Token::Number));
    end
}
