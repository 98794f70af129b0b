//! Clusters that terminals do not agree about: some count the columns of each character, some those of the cluster,
//! and some know fewer emoji than others.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::table::{ZWJ, is_pictograph, is_presentation_selector};

/// True if terminals may show one grapheme cluster in more or fewer columns than [`width`](super::width) says.
#[must_use]
pub fn is_doubtful(cluster: &str) -> bool {
    if cluster.is_ascii() {
        return false;
    }
    let each: usize = cluster.chars().map(|c| c.width().unwrap_or(0)).sum();
    each != cluster.width() || cluster.chars().any(is_doubtful_char)
}

fn is_doubtful_char(c: char) -> bool {
    // Two of these are a flag, which is two letters to some.
    let is_regional = matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
    let is_keycap = c == '\u{20E3}';
    let is_emoji = c.width() == Some(2) && is_pictograph(c);
    c == ZWJ || is_presentation_selector(c) || is_regional || is_keycap || is_emoji
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_and_what_is_joined_are_doubtful_and_letters_are_not() {
        for cluster in [
            "👍",
            "👍🏽",
            "🇩🇪",
            "🇩",
            "❤\u{FE0F}",
            "👨\u{200D}👩\u{200D}👧",
            "1\u{FE0F}\u{20E3}",
            "\u{1FAE8}",
        ] {
            assert!(is_doubtful(cluster), "{cluster}");
        }
        for cluster in [
            "a", " ", "é", "e\u{301}", "字", "한", "●", "▌", "✎", "⏎", "─", "…", "กำ",
        ] {
            assert!(!is_doubtful(cluster), "{cluster}");
        }
    }
}
