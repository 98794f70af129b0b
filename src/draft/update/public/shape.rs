//! The shape of a word: what its signs, digits and capitals tell of it, whatever stands around it.

use super::fold::{LONGEST, fold, is_latin};
use super::sort::Sort;
use super::table::{BRANDS, CAPITAL, DIGITS, HYPHENED, INSIDE, INSIDE_ENDS, ORDINARY, PLACES, UNITS};

/// The verdict of the signs, digits and capitals of a bare word; `None` where it names nothing.
pub(super) fn shape(word: &str) -> Option<Sort> {
    if matches!(word, "" | "I" | "&" | "+" | "/") {
        return None;
    }
    let folded = fold(word);
    if DIGITS.contains(folded.as_str()) || HYPHENED.contains(folded.as_str()) || is_time(word) {
        return None;
    }
    if is_joined(word) || is_measured(&folded) {
        return None;
    }
    signs(word).or_else(|| letters(word, &folded))
}

/// The verdict of its signs and digits.
fn signs(word: &str) -> Option<Sort> {
    let digit = word.chars().any(|c| c.is_ascii_digit());
    if word.contains("://") || word.starts_with("www.") || is_ip(word) {
        return Some(Sort::Address);
    }
    if let Some((before, behind)) = word.split_once('@') {
        let mail = !before.is_empty() && behind.contains('.');
        return Some(if mail { Sort::Address } else { Sort::Name });
    }
    if word.starts_with('#') || is_ticket(word) {
        return Some(Sort::Ticket);
    }
    if digit && word.chars().all(|c| c.is_ascii_digit() || "+-()./".contains(c)) {
        return Some(Sort::Phone);
    }
    (digit || word.contains(['.', '_', '/', ':', '\\', '$', '='])).then_some(Sort::Host)
}

/// The verdict of its letters: capitals, parts of machines, signs that nobody can tell.
fn letters(word: &str, folded: &str) -> Option<Sort> {
    let singular = folded.strip_suffix("'s").unwrap_or(folded);
    if word.chars().any(char::is_uppercase) && !may_have_capital(word, singular) {
        return Some(Sort::Name);
    }
    if folded.contains('-') || is_inside(singular) {
        return Some(Sort::Host);
    }
    let plain = |c: char| c.is_alphabetic() && is_latin(c) || c == '\'' || c == '%';
    let long = word.len() > LONGEST;
    (long || !folded.chars().all(plain)).then_some(Sort::Other)
}

/// True if it is written as ordinary words are, or is one that has a capital of its own.
fn may_have_capital(word: &str, folded: &str) -> bool {
    if CAPITAL.contains(folded) || PLACES.contains(folded) || BRANDS.contains(folded) {
        return true;
    }
    let inside = word.chars().skip(1).any(char::is_uppercase);
    let shouted = !word.chars().any(char::is_lowercase);
    (!inside || shouted) && ORDINARY.contains(folded)
}

/// True if it is what something in the machine room is called.
pub(super) fn is_inside(folded: &str) -> bool {
    let ends = |end: &&str| folded.len() > end.len() + 1 && folded.ends_with(*end);
    INSIDE.contains(folded) || (!ORDINARY.contains(folded) && INSIDE_ENDS.iter().any(ends))
}

/// Words that are ordinary each, with a stroke between: `and/or`, `iOS/Android`.
fn is_joined(word: &str) -> bool {
    let ordinary = |part: &str| {
        let folded = fold(part);
        (ORDINARY.contains(folded.as_str()) || CAPITAL.contains(folded.as_str()))
            && letters(part, &folded).is_none()
    };
    word.len() <= LONGEST && word.contains('/') && word.split('/').all(ordinary)
}

/// A number with its unit in one word: `10MB`, `9am`, `5-10%`, `30-minute`, `£5`.
fn is_measured(folded: &str) -> bool {
    let word = folded.trim_start_matches(['~', '<', '>', '≈', '$', '€', '£']);
    let digits = word
        .bytes()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        .count();
    let (number, rest) = word.split_at(digits);
    if number.is_empty() || number.len() > 9 || number.ends_with(['.', ',']) {
        return false;
    }
    if rest.is_empty() {
        return folded.len() > word.len();
    }
    let Some(behind) = rest.strip_prefix(['-', '–']) else {
        return UNITS.contains(rest);
    };
    let few = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let to = behind.strip_suffix('%');
    few(number) && few(to.unwrap_or(behind)) || number.len() <= 3 && ORDINARY.contains(behind)
}

/// A clock or a day: `09:30`, `9:30am`, `2023-03-25`.
fn is_time(word: &str) -> bool {
    let numbers = |text: &str, sign: char, lengths: &[&[usize]]| {
        let parts: Vec<&str> = text.splitn(4, sign).collect();
        parts.len() == lengths.len()
            && parts.iter().zip(lengths).all(|(part, lengths)| {
                lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
            })
    };
    let clock = word.trim_end_matches(['a', 'p', 'm', 'A', 'P', 'M']);
    numbers(clock, ':', &[&[1, 2], &[2]]) || numbers(word, '-', &[&[4], &[2], &[2]])
}

fn is_ip(word: &str) -> bool {
    let word = word.split('/').next().unwrap_or(word);
    let parts: Vec<&str> = word.split(['.', ':']).collect();
    let decimal = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let hex = |part: &&str| part.bytes().all(|b| b.is_ascii_hexdigit());
    (word.contains('.') && parts.len() >= 4 && parts.iter().take(4).all(decimal))
        || (word.matches(':').count() >= 2 && parts.iter().all(hex))
}

/// Letters and a number, as `ABC-1234` or `INC0012345`.
fn is_ticket(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let number = word[letters..].trim_start_matches('-');
    let numbered = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    letters >= 2 && numbered && (word.contains('-') || number.len() >= 4)
}
