//! Text as it is compared by a search: in words, without case and accents.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A text as it is compared: a space before every word, everything else dropped. Letters of scripts that are written
/// without spaces are words by themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folded {
    /// The words.
    pub(super) text: String,
    /// For each byte of `text` that begins a letter of the source, and for others of it: the bytes of the source.
    sources: Vec<Range<usize>>,
}

impl Folded {
    /// Folds a text, and remembers where each letter came from.
    pub(super) fn of(source: &str) -> Self {
        let mut folded = Folded::default();
        let mut sources: Vec<Range<usize>> = Vec::new();
        fold(source, |part| match part {
            Part::Letter(letter, at) => {
                folded.text.push(letter);
                sources.extend(std::iter::repeat_n(at, letter.len_utf8()));
            }
            Part::Mark(end) => {
                if let Some(last) = sources.last_mut() {
                    last.end = end;
                }
            }
        });
        folded.sources = sources;
        folded
    }

    /// The part of the source that these bytes of the folded text came from.
    pub(super) fn source(&self, bytes: Range<usize>) -> Option<Range<usize>> {
        let first = self.sources.get(bytes.start)?;
        let last = self.sources.get(bytes.end.checked_sub(1)?)?;
        Some(first.start..last.end)
    }
}

/// Adds a text as it is compared, without remembering where its letters came from.
pub(super) fn push_folded(into: &mut String, source: &str) {
    fold(source, |part| match part {
        Part::Letter(letter, _) => into.push(letter),
        Part::Mark(_) => {}
    });
}

/// A step of folding.
enum Part {
    /// A letter of the folded text, or the space before a word, and the bytes of the source that it stands for.
    Letter(char, Range<usize>),
    /// A mark on the letter before it, which is dropped: the end of it in the source.
    Mark(usize),
}

fn fold(source: &str, mut take: impl FnMut(Part)) {
    let mut within_word = false;
    for (at, letter) in source.char_indices() {
        let bytes = at..at + letter.len_utf8();
        if letter.is_ascii() {
            if letter.is_ascii_alphanumeric() {
                begin(&mut within_word, at, &mut take);
                take(Part::Letter(letter.to_ascii_lowercase(), bytes));
            } else {
                within_word = false;
            }
            continue;
        }
        if is_combining_mark(letter) {
            take(Part::Mark(bytes.end));
            continue;
        }
        if !letter.is_alphanumeric() {
            within_word = false;
            continue;
        }
        let alone = is_written_without_spaces(letter);
        within_word &= !alone;
        begin(&mut within_word, at, &mut take);
        decompose_compatible(letter, |part| {
            for lower in part.to_lowercase().filter(|part| !is_combining_mark(*part)) {
                match spelled_out(lower) {
                    Some(spelled) => spelled
                        .chars()
                        .for_each(|letter| take(Part::Letter(letter, bytes.clone()))),
                    None => take(Part::Letter(lower, bytes.clone())),
                }
            }
        });
        within_word &= !alone;
    }
}

fn begin(within_word: &mut bool, at: usize, take: &mut impl FnMut(Part)) {
    if !std::mem::replace(within_word, true) {
        take(Part::Letter(' ', at..at));
    }
}

/// Letters that are no letter with a mark, and that people without the keyboard for it type otherwise.
fn spelled_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// Kana and ideographs.
fn is_written_without_spaces(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_signs_are_no_difference() {
        for (source, words) in [
            ("", ""),
            ("Payment-Gateway: DOWN!", " payment gateway down"),
            ("größere Störung", " grossere storung"),
            ("Cafe\u{301} ÉTÉ", " cafe ete"),
            ("İstanbul ılık", " istanbul ilik"),
            ("Ωμέγας", " ωμεγασ"),
            ("ﬁle ２４", " file 24"),
            ("見ています ok", " 見 て い ま す ok"),
            ("10.0.0.1", " 10 0 0 1"),
            ("\u{1b}[31mred\u{202e}", " 31mred"),
        ] {
            assert_eq!(Folded::of(source).text, words, "{source}");
            let mut pushed = String::new();
            push_folded(&mut pushed, source);
            assert_eq!(pushed, words, "{source}");
        }
    }

    #[test]
    fn a_letter_with_its_marks_is_found_in_the_source() {
        let source = "un cafe\u{301}, groß";
        let folded = Folded::of(source);
        let of = |word: &str| {
            let at = folded.text.find(word).expect("it stands there");
            &source[folded.source(at + 1..at + word.len()).expect("it has a source")]
        };
        assert_eq!(of(" cafe"), "cafe\u{301}");
        assert_eq!(of(" gross"), "groß");
        assert_eq!(of(" gros"), "groß");
    }
}
