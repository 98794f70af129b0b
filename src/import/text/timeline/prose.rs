//! Paragraphs that tell a story, and are no event.

/// A line of more words is a paragraph.
const MOST_WORDS: usize = 24;

/// Words at the end of a line behind which a time on the next belongs to the sentence.
const BEFORE_A_TIME: [&str; 24] = [
    "at", "until", "till", "from", "since", "by", "around", "about", "between", "and", "before", "after",
    "to", "the", "um", "bis", "ab", "gegen", "vers", "depuis", "alle", "las", "om", "tot",
];

/// So many words of several sentences are a paragraph.
const FEW_WORDS: usize = 12;

/// True if the words are a story: one long sentence, or several.
pub(super) fn is_prose<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut words, mut ended, mut is_open) = (0, 0, false);
    for line in lines {
        words += line.split_whitespace().take(MOST_WORDS + 1).count();
        ended += line.matches(". ").take(MOST_WORDS).count() + usize::from(line.ends_with('.'));
        is_open = !line.ends_with('.');
        if words > MOST_WORDS {
            return true;
        }
    }
    let sentences = ended + usize::from(is_open);
    sentences > 2 || (sentences == 2 && words >= FEW_WORDS)
}

/// True if a time on the line below belongs to the sentence of this line.
pub(super) fn wants_a_time(line: &str) -> bool {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    BEFORE_A_TIME.contains(&last) && line.contains(' ')
}
