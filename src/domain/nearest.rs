//! The word that was most likely meant, where one was typed that is none of those that are known.

/// The known word that is nearest to the one typed, in any case; `None` where none is near. Of several that are
/// equally near, one with the same first letter, and then the first.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = letters(typed);
    // A third of a word may be wrong: less would miss a swap in a word of three letters, more would guess wildly.
    let most = if typed.len() < 3 { 0 } else { typed.len() / 3 };
    let ranked = known.into_iter().filter_map(|word| {
        let letters = letters(word);
        let begins_so = typed.len() >= 3 && letters.starts_with(&typed);
        let far = match letters.len().abs_diff(typed.len()) {
            _ if begins_so => 1,
            // Each letter more is one that has to be put in. Counting the rest of a text without end takes for ever.
            more if more > most => more,
            _ => distance(&typed, &letters),
        };
        let near = far <= most.max(usize::from(begins_so));
        near.then_some(((far, letters.first() != typed.first()), word))
    });
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, word)| word)
}

/// Separators are all the same: they are guessed more often than remembered.
fn letters(word: &str) -> Vec<char> {
    let same = |c: char| if matches!(c, '_' | ' ') { '-' } else { c };
    word.trim().to_lowercase().chars().map(same).collect()
}

/// The number of letters that have to be put in, taken out, replaced or swapped with their neighbour.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let replaced = row[j] + usize::from(a != b);
            let mut least = replaced.min(row[j + 1] + 1).min(next[j] + 1);
            let swapped = i > 0 && j > 0 && from[i - 1] == *b && to[j - 1] == *a;
            if swapped {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_most_likely_meant() {
        let known = [
            "kind",
            "at",
            "until",
            "ends",
            "ends-impact",
            "severity",
            "mitigation",
            "ruled_out",
            "sev",
        ];
        for (typed, meant) in [
            ("kinf", Some("kind")),
            ("knid", Some("kind")),
            ("KIND", Some("kind")),
            ("sve", Some("sev")),
            ("untl", Some("until")),
            ("sevrity", Some("severity")),
            ("mitigaton", Some("mitigation")),
            ("mitig", Some("mitigation")),
            ("ruled out", Some("ruled_out")),
            ("ends-impct", Some("ends-impact")),
            ("seve", Some("severity")),
            ("xyz", None),
            ("", None),
            ("rollback", None),
            ("é", None),
        ] {
            assert_eq!(nearest(typed, known), meant, "{typed}");
        }
    }
}
