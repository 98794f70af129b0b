//! Recorded words as they stand in a text of ours: the first sentence, without hotwash's own tags, of a sensible length.

use crate::domain::counted::counted;
use crate::domain::record::UNDERSTOOD;
use crate::draft::sentences::sentences;

/// The first sentence of a text without its full stop, cut behind a word to at most so many characters.
pub(in crate::draft) fn said(text: &str, most: usize) -> String {
    let first = sentences(text).into_iter().next().unwrap_or_default();
    let words = first.into_iter().filter(|word| !is_own_tag(word));
    let line = words.collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches(['.', ',', ';', ':']);
    match line.char_indices().nth(most) {
        None => line.to_owned(),
        Some((end, _)) => {
            let cut = line[..end].rfind(' ').unwrap_or(end);
            format!("{}...", line[..cut].trim_end_matches([',', ';', ':', ' ']))
        }
    }
}

/// The sentences of a text as far as there is room for so many characters, the last without its full stop. The first
/// stands in any case, cut to `most_of_one`.
pub(in crate::draft) fn said_in_full(text: &str, most_of_one: usize, most: usize) -> String {
    let mut whole = String::new();
    for sentence in sentences(text) {
        let one = said(&sentence.join(" "), most_of_one);
        if whole.is_empty() {
            whole = one;
        } else if whole.chars().count() + one.chars().count() < most {
            whole = format!("{} {one}", stop(&whole));
        } else {
            break;
        }
    }
    whole
}

fn is_own_tag(word: &str) -> bool {
    let tag = word.strip_prefix('#').unwrap_or_default();
    let tag = tag.trim_end_matches(|c: char| !c.is_alphanumeric());
    UNDERSTOOD.iter().any(|own| tag.eq_ignore_ascii_case(own))
}

/// A text with a full stop, unless it ends in another mark of that kind.
pub(in crate::draft) fn stop(text: &str) -> String {
    let ends = text.is_empty() || text.ends_with(['.', '!', '?', '\u{2026}', ']']);
    format!("{text}{}", if ends { "" } else { "." })
}

/// A text that begins a sentence.
pub(in crate::draft) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `a`, `a and b`, `a, b and c`.
pub(in crate::draft) fn listed(items: &[String]) -> String {
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}

/// The age of something, rounded: `35 min`, `5 h`, `2 days`.
pub(in crate::draft) fn age(seconds: i64) -> String {
    let (minutes, hours, days) = (
        (seconds + 30) / 60,
        (seconds + 1800) / 3600,
        (seconds + 43_200) / 86_400,
    );
    match (minutes, hours) {
        (..60, _) => format!("{minutes} min"),
        (_, ..48) => format!("{hours} h"),
        _ => counted(days.unsigned_abs(), "day"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_stands_without_tags_and_stop() {
        for (text, told) in [
            ("Rolled back. Errors fall.", "Rolled back"),
            ("do not purge the queue #careful", "do not purge the queue"),
            ("is it the disk?", "is it the disk?"),
            ("one\ntwo #Next.", "one two"),
            ("see #auth", "see #auth"),
            ("", ""),
            ("a text of many words that goes on", "a text of many words..."),
        ] {
            assert_eq!(said(text, 24), told, "{text}");
        }
    }

    #[test]
    fn sentences_are_repeated_as_far_as_there_is_room() {
        for (text, most, told) in [
            (
                "No invoices were sent. None was lost.",
                80,
                "No invoices were sent. None was lost",
            ),
            (
                "No invoices were sent. None was lost.",
                30,
                "No invoices were sent",
            ),
            ("Why? #next Nobody knows.", 80, "Why? Nobody knows"),
            ("a text of many words that goes on", 10, "a text of many words..."),
            ("", 80, ""),
        ] {
            assert_eq!(said_in_full(text, 24, most), told, "{text}");
        }
    }

    #[test]
    fn ages_are_rounded() {
        for (seconds, told) in [
            (0, "0 min"),
            (35 * 60, "35 min"),
            (60 * 60, "1 h"),
            (5 * 3600 + 120, "5 h"),
            (47 * 3600, "47 h"),
            (49 * 3600, "2 days"),
        ] {
            assert_eq!(age(seconds), told, "{seconds}");
        }
    }

    #[test]
    fn lists_end_in_and() {
        let list = |words: &[&str]| listed(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!((list(&["a"]), list(&[])), ("a".to_owned(), String::new()));
        assert_eq!(
            (capital("servers"), stop("why?")),
            ("Servers".to_owned(), "why?".to_owned())
        );
    }
}
