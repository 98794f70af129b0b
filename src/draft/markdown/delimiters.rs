//! Finds the runs of `*`, `_`, `~`, `$` and `=` that could pair up and emphasise, strike out or set what stands between.
//!
//! A parser looks at what stands on either side of a run, and so does this; but it takes more for a possible beginning or
//! end than any parser does, so that it holds for all of them, and whatever is escaped beside it.

use std::ops::Range;

const LETTERS: &[u8] = b"*_~$=";

/// A run of one letter.
struct Run {
    letter: u8,
    range: Range<usize>,
    opens: bool,
    closes: bool,
}

/// By byte: true where a run stands that could pair up with another. The text may have markup of its own.
pub(super) fn pairing(text: &str) -> Vec<bool> {
    let runs = runs(text);
    let mut paired = vec![false; text.len()];
    for letter in LETTERS {
        let of_letter = || runs.iter().filter(|run| run.letter == *letter);
        let first_opener = of_letter().find(|run| run.opens).map(|run| run.range.start);
        let last_closer = of_letter().rfind(|run| run.closes).map(|run| run.range.start);
        for run in of_letter() {
            let at = run.range.start;
            let begins = run.opens && last_closer.is_some_and(|closer| closer > at);
            let ends = run.closes && first_opener.is_some_and(|opener| opener < at);
            // `$$$$` is a formula of nothing.
            let is_both = *letter == b'$' && run.range.len() > 2;
            if begins || ends || is_both {
                paired[run.range.clone()].fill(true);
            }
        }
    }
    paired
}

fn runs(text: &str) -> Vec<Run> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let letter = bytes[at];
        if !LETTERS.contains(&letter) {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|byte| **byte == letter).count();
        // One `=` alone means nothing anywhere.
        if letter != b'=' || length > 1 {
            found.push(run(text, letter, at..at + length));
        }
        at += length;
    }
    found
}

fn run(text: &str, letter: u8, range: Range<usize>) -> Run {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let is_blank = |side: Option<char>| side.is_none_or(char::is_whitespace);
    let is_in_word = letter == b'_'
        && [before, after]
            .iter()
            .all(|side| side.is_some_and(char::is_alphanumeric));
    // A formula on lines of its own may have blanks at its ends.
    let is_wide = letter == b'$' && range.len() > 1;
    Run {
        letter,
        range,
        opens: is_wide || (!is_blank(after) && !is_in_word),
        closes: is_wide || (!is_blank(before) && !is_in_word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_finds_its_other_half_pairs_up() {
        let cases = [
            ("*a*", "x.x"),
            ("5 * 3 * 2", "........."),
            ("*.log and *.gz", ".............."),
            ("a* b*", "....."),
            ("a* *b", "....."),
            ("**a _b*", "xx....x"),
            ("a_b_c _d_", "......x.x"),
            ("~10 to ~20", ".........."),
            ("~~a~", "xx.x"),
            ("$5 to $10", "........."),
            ("$x$ or $5", "x.x......"),
            ("a=b=c ==d==", "......xx.xx"),
        ];
        for (text, expected) in cases {
            let found: String = pairing(text)
                .into_iter()
                .map(|paired| if paired { 'x' } else { '.' })
                .collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
