//! Finds what a forge makes of plain words: people whom it notifies, issues that it links, pictures.
//!
//! `@bo` and `@org/team` notify; `#123`, `!123`, `org/repo#123`, `GH-123` and `GL-123` become links and leave a remark at
//! what they link to; `:lock:` becomes a picture, on GitHub even inside a word. Commits are no such thing: a hash is a link
//! only where the repository has that commit, and nobody hears of it.

use std::ops::Range;

/// The places of a text that a forge would replace, in order and apart from each other. None has white space in it.
pub fn references(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for stretch in text.split_inclusive(|c| !may_stand_in(c)) {
        in_stretch(stretch.trim_end_matches(|c| !may_stand_in(c)), from, &mut found);
        from += stretch.len();
    }
    found
}

/// True if a forge would replace all of a text.
pub fn is_reference(text: &str) -> bool {
    references(text).first() == Some(&(0..text.len()))
}

fn may_stand_in(c: char) -> bool {
    c.is_alphanumeric() || "_-./:+@#!".contains(c)
}

fn in_stretch(stretch: &str, from: usize, found: &mut Vec<Range<usize>>) {
    if has_shortcode(stretch) {
        found.push(from..from + stretch.trim_end_matches('.').len());
        return;
    }
    let mut last: Option<Range<usize>> = None;
    for (place, mark) in stretch.match_indices(['@', '#', '!', '-']) {
        let reference = match mark {
            "@" => mention(stretch, place),
            "-" => ticket(stretch, place),
            _ => numbered(stretch, place),
        };
        let Some(reference) = reference else { continue };
        match &mut last {
            // Two that touch are one: there is nothing between them that could part them.
            Some(last) if last.end >= reference.start => last.end = last.end.max(reference.end),
            Some(_) | None => found.extend(last.replace(reference).map(|done| moved(&done, from))),
        }
    }
    found.extend(last.map(|done| moved(&done, from)));
}

fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// True if `:lock:` stands anywhere in a text. Figures between colons are a time, but for the two pictures of that name.
pub fn has_shortcode(stretch: &str) -> bool {
    let names = stretch.split(':').skip(1);
    // Nothing closes the last one.
    let closed = stretch.matches(':').count().saturating_sub(1);
    names.take(closed).any(|name| {
        let may_be = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_+-".contains(&b);
        let is_named =
            name.bytes().any(|b| b.is_ascii_lowercase()) || ["100", "1234", "+1", "-1"].contains(&name);
        is_named && name.bytes().all(may_be)
    })
}

/// `@bo`, `@org/team`, not the `@` of an address.
fn mention(stretch: &str, place: usize) -> Option<Range<usize>> {
    let name = &stretch[place + 1..];
    let is_apart = !stretch[..place].ends_with(is_of_word);
    let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let end = name.find(|c| !(is_of_word(c) || "-./".contains(c)));
    let name = name[..end.unwrap_or(name.len())].trim_end_matches(['-', '.', '/']);
    (is_apart && begins).then(|| place..place + 1 + name.len())
}

/// `#123`, with the path of a repository before it.
fn numbered(stretch: &str, place: usize) -> Option<Range<usize>> {
    let end = place + 1 + figures(&stretch[place + 1..])?;
    let path = stretch[..place].trim_end_matches(|c| is_of_word(c) || "-./".contains(c));
    Some(path.len()..end)
}

/// `GH-123`, `GL-123`.
fn ticket(stretch: &str, place: usize) -> Option<Range<usize>> {
    let before = &stretch[..place];
    let start = place.checked_sub(2)?;
    let forge = before.get(start..)?;
    let is_forge = ["gh", "gl"].iter().any(|name| forge.eq_ignore_ascii_case(name));
    let is_apart = !before[..start].ends_with(is_of_word);
    let figures = figures(&stretch[place + 1..]).filter(|_| is_forge && is_apart)?;
    Some(start..place + 1 + figures)
}

/// The length of a number that no letter follows.
fn figures(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let length = text.len() - rest.len();
    (length > 0 && !rest.starts_with(is_of_word)).then_some(length)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_forge_replaces_is_found() {
        let cases: [(&str, &[&str]); 16] = [
            ("@bo and @org/team-a.", &["@bo", "@org/team-a"]),
            ("mail bo@example.org, pkg@1.2.3", &[]),
            ("(@bo), @josé: see", &["@bo", "@josé"]),
            ("npm i @types/node", &["@types/node"]),
            ("#123, C# and #helped", &["#123"]),
            ("org/repo#12 and !7", &["org/repo#12", "!7"]),
            ("#ff0000 #00ff00 #12a", &[]),
            ("GH-12 gl-3 XGH-4 GH-x", &["GH-12", "gl-3"]),
            ("cache:lock:orders is held.", &["cache:lock:orders"]),
            ("ready :+1: or :100:", &[":+1:", ":100:"]),
            ("at 10:15:30, 12:00", &[]),
            ("es:9200 and a: b: c", &[]),
            ("Foo::Bar::Baz std::fs", &[]),
            ("@bo#12", &["@bo#12"]),
            ("3f2a91c and 5 @ 3", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = references(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_reference_is_one_by_itself(text in "[@#!:a1é_/. GH-]{0,20}") {
            for range in references(&text) {
                prop_assert!(is_reference(&text[range.clone()]), "{:?} of {:?}", &text[range], text);
            }
        }
    }
}
