//! Makes recorded words literal in Slack's markup.
//!
//! Slack has no escape for `*`, `_`, `~` and `` ` ``. A zero-width character beside them would be copied along with the words,
//! and a letter that looks alike would change a name or a command. Code is literal, and whoever copies it gets what was
//! recorded: so a word that could be markup, or notify somebody, stands in code. Only a backtick has to look different,
//! since it ends code.

use std::ops::Range;

use crate::domain::references::has_shortcode;

/// Stands for a backtick.
const BACKTICK: char = '\u{ff40}';

/// The marks of punctuation around a word that stay outside its code.
const OPENING: &[char] = &['(', '[', '{', '"', '\'', '“', '‘', ','];
const CLOSING: &[char] = &[')', ']', '}', '"', '\'', '”', '’', ',', '.', ';', ':', '?'];

/// Words that notify everybody, whatever stands before the `@`.
const EVERYBODY: [&str; 3] = ["@here", "@channel", "@everyone"];

/// Text with the signs of Slack's own as entities; a backtick, which has none, becomes a letter that looks like one.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '`' => out.push(BACKTICK),
            _ => out.push(letter),
        }
    }
    out
}

/// A line of words in which nothing is markup, between these signs.
pub(super) fn literal(line: &str, between: &[char]) -> String {
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    for word in line.split_inclusive(char::is_whitespace) {
        let core = at..at + word.trim_end().len();
        if is_markup(line, core.clone(), between) {
            let code = inside(line, core.clone());
            out.push_str(&escaped(&line[core.start..code.start]));
            out.push_str(&format!("`{}`", escaped(&line[code.clone()])));
            out.push_str(&escaped(&line[code.end..at + word.len()]));
        } else {
            out.push_str(&escaped(word));
        }
        at += word.len();
    }
    out
}

/// The place of a word without the punctuation around it.
fn inside(line: &str, word: Range<usize>) -> Range<usize> {
    let text = &line[word.clone()];
    let start = word.start + text.len() - text.trim_start_matches(OPENING).len();
    // The last colon of a picture's name is no punctuation.
    let is_picture = has_shortcode(text);
    let closes = |c: char| CLOSING.contains(&c) && !(is_picture && c == ':');
    let end = word.end - (text.len() - text.trim_end_matches(closes).len());
    if start < end && !line[start..end].contains('`') {
        start..end
    } else {
        word
    }
}

/// True of a word that Slack would read as more than text.
fn is_markup(line: &str, word: Range<usize>, between: &[char]) -> bool {
    let text = &line[word.clone()];
    // Escaped, it still quotes the line.
    let quotes = word.start == 0 && text.starts_with('>');
    quotes || notifies(text) || has_shortcode(text) || has_sign(line, word, between)
}

/// True of a word with `@somebody` in it that is no address of mail.
fn notifies(word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_everybody = EVERYBODY.iter().any(|name| lower.contains(name));
    is_everybody
        || word.match_indices('@').any(|(at, sign)| {
            let is_apart = !word[..at].ends_with(char::is_alphanumeric);
            is_apart && word[at + sign.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
        })
}

/// True of a word with a sign that could begin or end emphasis, where its neighbours allow that.
fn has_sign(line: &str, word: Range<usize>, between: &[char]) -> bool {
    line[word.clone()].char_indices().any(|(place, sign)| {
        let at = word.start + place;
        let before = line[..at].chars().next_back();
        let behind = line[at + sign.len_utf8()..].chars().next();
        let is_of = |letter: Option<char>, test: fn(char) -> bool| letter.is_none_or(test);
        let opens = is_of(before, |c| !c.is_alphanumeric()) && is_of(behind, |c| !c.is_whitespace());
        let closes = is_of(before, |c| !c.is_whitespace()) && is_of(behind, |c| !c.is_alphanumeric());
        match sign {
            '*' | '_' => opens || closes || between.contains(&sign),
            // We never write one ourselves, so that one which begins something needs another that ends it.
            '~' => closes && (before.is_some() || behind.is_none()),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_would_be_markup_stands_in_code() {
        for (text, expected) in [
            ("a *bold* word", "a `*bold*` word"),
            ("(*bold*), x", "(`*bold*`), x"),
            (
                "auth_db_primary and 5 * 3 and 5*3",
                "auth_db_primary and 5 * 3 and 5*3",
            ),
            ("__init__ of *.log", "`__init__` of `*.log`"),
            ("~09:30 and ~5 min", "~09:30 and ~5 min"),
            ("~gone~", "`~gone~`"),
            ("a `tick`", "a ｀tick｀"),
            ("<!here> & <@U1>", "&lt;!here&gt; &amp; `&lt;@U1&gt;`"),
            ("@channel, look", "`@channel`, look"),
            ("ops@here bo@example.org", "`ops@here` bo@example.org"),
            ("asked @bo.", "asked `@bo`."),
            (":fire: at 10:30:45", "`:fire:` at 10:30:45"),
            ("> quoted > not", "`&gt;` quoted &gt; not"),
        ] {
            assert_eq!(literal(text, &[]), expected, "{text:?}");
        }
        assert_eq!(literal("5*3 a_b", &['*']), "`5*3` a_b");
    }

    proptest! {
        /// Outside code no sign has such neighbours that it could begin or end anything.
        #[test]
        fn nothing_is_left_that_could_be_markup(text in "[a*_~`@<>&:. ]{0,40}") {
            let told = literal(&text, &[]);
            prop_assert_eq!(told.matches('`').count() % 2, 0);
            let outside: Vec<&str> = told.split('`').step_by(2).collect();
            for piece in outside {
                prop_assert!(!piece.contains(['<', '>']));
                prop_assert!(!piece.contains("*a*") && !piece.contains("_a_") && !piece.contains("~a~"), "{}", told);
            }
            let back: String = told.replace('`', "").replace(BACKTICK, "`");
            let back = back.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            prop_assert_eq!(back, text);
        }
    }
}
