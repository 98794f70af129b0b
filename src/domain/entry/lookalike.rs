//! What is like a time or a kind, but is none: the reading says that it stays text.

use crate::domain::kind::Kind;

/// The beginning of a line that a hurried eye takes for a time. Ask only when no time was read.
pub(super) fn time(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let word = first_words(line, 1)?;
    let two = first_words(line, 2);
    let next = two.map_or("", |two| two[word.len()..].trim_start());
    let bare = word.trim_start_matches(['~', '-', '−']);

    let half = is_half(next) && (is_number(bare) || is_clock(bare));
    let day = is_day_word(word) && starts_with_digit(next);
    let dated = is_date(bare) && is_clock(next);
    if half || day || dated {
        return two;
    }
    if !starts_with_digit(bare) {
        return None;
    }
    let ago = [two, first_words(line, 3)]
        .into_iter()
        .flatten()
        .find(|words| ends_in_ago(words));
    let signed = bare.len() < word.len();
    let number = is_number(bare) && (3..=4).contains(&bare.len());
    ago.or_else(|| (signed || number || is_clock(bare) || is_date(bare)).then_some(word))
}

/// The beginning of a line that a hurried eye takes for a kind. Ask only when no kind was read.
pub(super) fn kind(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let colon = line.find(':')?;
    let (word, rest) = (&line[..colon], &line[colon + 1..]);
    let known = Kind::from_typed(word).is_some();
    let one_word = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '_' || c == '-');
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with("//");
    (known || (one_word && spaced)).then(|| &line[..=colon])
}

/// The line up to the end of its `count`th word; none when there are fewer.
fn first_words(line: &str, count: usize) -> Option<&str> {
    let mut rest = line;
    for _ in 0..count {
        rest = rest.trim_start();
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        rest = &rest[end..];
    }
    Some(&line[..line.len() - rest.len()])
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// `500`, `1200`.
fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

fn ends_in_ago(words: &str) -> bool {
    words
        .rsplit(char::is_whitespace)
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case("ago"))
}

fn is_half(word: &str) -> bool {
    let letters = word.replace('.', "").to_ascii_lowercase();
    letters == "am" || letters == "pm"
}

fn is_day_word(word: &str) -> bool {
    ["yesterday", "today"]
        .iter()
        .any(|day| word.eq_ignore_ascii_case(day))
}

/// `25:99`, `10:1`, `09:30:`, `3pm`.
fn is_clock(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let colon = rest.strip_prefix(':');
    (1..=2).contains(&(word.len() - rest.len())) && (is_half(rest) || colon.is_some_and(starts_with_digit))
}

/// `2023-02-30`, `2023/3/5`, `2023-03-25T25:00`.
fn is_date(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    word.len() - rest.len() == 4 && rest.strip_prefix(['-', '/']).is_some_and(starts_with_digit)
}
