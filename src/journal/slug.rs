//! The readable part of an incident's folder name.

/// The most characters that a slug has.
const MOST: usize = 40;

/// A title as lower-case ASCII words joined by `-`, cut after a whole word where it is long.
/// "incident" when the title has no such word.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    let words = title.split(|letter: char| !letter.is_ascii_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        let room = MOST - slug.len();
        if slug.is_empty() {
            slug.push_str(&word[..word.len().min(room)]);
        } else if word.len() < room {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    if slug.is_empty() {
        return "incident".to_owned();
    }
    slug.make_ascii_lowercase();
    slug
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_become_harmless_names() {
        let cases = [
            ("Lookup latency", "lookup-latency"),
            ("  API: 5xx > 10% (eu-west)!", "api-5xx-10-eu-west"),
            ("../../etc/passwd", "etc-passwd"),
            ("\u{1f525}\u{1f525}", "incident"),
            ("", "incident"),
            ("Größe", "gr-e"),
            (
                "the quick brown fox jumps over the lazy dog again",
                "the-quick-brown-fox-jumps-over-the-lazy",
            ),
        ];
        for (title, expected) in cases {
            assert_eq!(slug(title), expected, "{title:?}");
        }
        assert_eq!(slug(&"x".repeat(10_000)), "x".repeat(40));
    }

    proptest! {
        #[test]
        fn a_slug_is_short_and_plain(title in any::<String>()) {
            let slug = slug(&title);
            prop_assert!((1..=MOST).contains(&slug.len()));
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-'));
        }
    }
}
