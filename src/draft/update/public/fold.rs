//! One form of a word for looking names up: no case, no accents, no plural.

/// A word with more letters is none of a language, and is looked up in nothing.
pub(super) const LONGEST: usize = 40;

/// A letter without its accent, as the letters that stand for it.
const LETTERS: &[(&str, &str)] = &[
    ("àáâãäåāăą", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉ", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("ß", "ss"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("þ", "th"),
    ("’", "'"),
];

/// The word in small letters without accents.
pub(super) fn fold(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.is_ascii() {
        return lower;
    }
    let mut folded = String::with_capacity(lower.len());
    for letter in lower.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
        let row = LETTERS.iter().find(|(accented, _)| accented.contains(letter));
        match row {
            Some((_, plain)) if !letter.is_ascii() => folded.push_str(plain),
            Some(_) | None => folded.push(letter),
        }
    }
    folded
}

/// A folded word without the end of a genitive or a plural; the same of the singular, so that both meet.
pub(super) fn stem(folded: &str) -> &str {
    let word = folded.strip_suffix("'s").unwrap_or(folded).trim_end_matches('\'');
    let shorter = ["xes", "zes", "ches", "shes", "sses"]
        .iter()
        .find(|end| word.ends_with(**end))
        .map(|_| &word[..word.len() - 2]);
    match shorter.or_else(|| word.strip_suffix('s').filter(|rest| !rest.ends_with('s'))) {
        Some(rest) if rest.len() > 2 => rest,
        Some(_) | None => word,
    }
}

/// True if its letters are of a script with which this text is written: one of another looks like a letter and is none.
pub(super) fn is_latin(letter: char) -> bool {
    letter <= '\u{24f}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_plurals_meet() {
        for (one, other) in [
            ("Bogotá", "bogota"),
            ("Lopezes", "lopez"),
            ("ledgers", "Ledger"),
            ("Ana’s", "ana"),
            ("James'", "james"),
            ("Øystein", "oystein"),
        ] {
            assert_eq!(stem(&fold(one)), stem(&fold(other)), "{one}");
        }
        assert_eq!(stem("as"), "as");
    }
}
