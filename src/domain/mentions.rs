//! `@person-or-team` and `#tag` within a text.

use std::borrow::Cow;
use std::collections::HashSet;

/// The people and teams that a text mentions, without their `@`, each once, in order.
pub fn people(text: &str) -> Vec<&str> {
    marked(text, '@')
}

/// The tags of a text, without their `#`, each once, in order. `#1234` is a number of something and `#ff0000` a colour;
/// neither is a tag.
pub fn tags(text: &str) -> Vec<&str> {
    marked(text, '#')
}

/// The mention of a person by the name that a source gives: `@bo-li` for "bo li". `None` where nothing of the name can
/// stand in a mention.
pub fn mention(given: &str) -> Option<String> {
    let words = given
        .trim()
        .trim_start_matches('@')
        .split(|c| !(is_letter(c) || c == '.' || c == '-'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let joined = words.join("-");
    let name = name(&joined, true);
    name.chars().any(char::is_alphabetic).then(|| format!("@{name}"))
}

/// A text without one of its tags, in whatever case it stands there, and without the space before it.
pub fn without_tag<'t>(text: &'t str, tag: &str) -> Cow<'t, str> {
    if !tags(text).iter().any(|name| name.eq_ignore_ascii_case(tag)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        // Judged by what is left, so that none comes to stand where it would be one.
        let may_begin = c == '#' && out.chars().next_back().is_none_or(may_precede);
        let found = may_begin.then(|| name(behind, false));
        if let Some(found) = found.filter(|found| found.eq_ignore_ascii_case(tag)) {
            out.truncate(out.trim_end_matches([' ', '\t']).len());
            rest = &behind[found.len()..];
        } else {
            out.push(c);
            rest = behind;
        }
    }
    Cow::Owned(out.trim_start().to_owned())
}

fn marked(text: &str, mark: char) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    // A text may come from a stranger, and mention as many as it has room for.
    let mut known: HashSet<String> = HashSet::new();
    let mut before = None;
    for (place, c) in text.char_indices() {
        if c == mark && before.is_none_or(may_precede) {
            let name = name(&text[place + mark.len_utf8()..], mark == '@');
            let is_colour = mark == '#' && is_colour(name);
            if name.chars().any(char::is_alphabetic) && !is_colour && known.insert(name.to_lowercase()) {
                found.push(name);
            }
        }
        before = Some(c);
    }
    found
}

/// A mark in the middle of a word belongs to an address, a link or a language's name.
fn may_precede(c: char) -> bool {
    c.is_whitespace() || "([{<\"'“‘«¿¡,;".contains(c)
}

/// The name at the beginning: letters, digits, `_`, and inside it `.` and `-`; the `/` of an organisation's team too.
fn name(text: &str, is_person: bool) -> &str {
    let joins = |c: char| c == '.' || c == '-' || (is_person && c == '/');
    let end = text.find(|c| !(is_letter(c) || joins(c))).unwrap_or(text.len());
    let name = text[..end].trim_end_matches(joins);
    if name.starts_with(joins) { "" } else { name }
}

/// Six or eight hexadecimal digits, a figure among them: `#ff0000`. "#facade" is a word.
fn is_colour(name: &str) -> bool {
    let digits = [6, 8].contains(&name.len()) && name.bytes().all(|b| b.is_ascii_hexdigit());
    digits
        && (name.bytes().any(|b| b.is_ascii_digit()) || name.bytes().all(|b| Some(b) == name.bytes().next()))
}

/// Letters may carry combining marks of their own.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_and_tags_are_found_and_addresses_are_not() {
        let cases: [(&str, &[&str], &[&str]); 10] = [
            ("@org/team-a, @a/ and @b/", &["org/team-a", "a", "b"], &[]),
            (
                "#ff0000 #FFFFFF #123 #facade #db2 #00ff00aa",
                &[],
                &["facade", "db2"],
            ),
            ("rolled back @netops #auth", &["netops"], &["auth"]),
            ("@ana, (@bo) and @Ana. #a #b #a", &["ana", "bo"], &["a", "b"]),
            ("mail ana@example.com about #1234", &[], &[]),
            ("@auth-team. #v1.2-rc.", &["auth-team"], &["v1.2-rc"]),
            ("http://x/#top C# F#x #", &[], &[]),
            ("@josé #größe #数据", &["josé"], &["größe", "数据"]),
            ("load @500 @-x @@bo ##tag", &[], &[]),
            ("\n@ana\n#recovered", &["ana"], &["recovered"]),
        ];
        for (text, who, what) in cases {
            assert_eq!(people(text), who, "{text:?}");
            assert_eq!(tags(text), what, "{text:?}");
        }
    }

    #[test]
    fn a_tag_is_taken_out_wherever_it_stands() {
        for (text, left) in [
            ("rolled back #failed", "rolled back"),
            ("#failed rolled back", "rolled back"),
            ("rolled #FAILED back, #failed.", "rolled back,."),
            ("rolled back (#failed)", "rolled back ()"),
            ("#failed", ""),
            (
                "it failed #failed-over a#failed",
                "it failed #failed-over a#failed",
            ),
        ] {
            assert_eq!(without_tag(text, "failed"), left, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_out_is_gone(text in "[a #é\n(,.]{0,12}(#a[ .]?){0,3}[a #]{0,6}") {
            let left = without_tag(&text, "a");
            prop_assert!(!tags(&left).contains(&"a"), "{text:?}: {left:?}");
        }

        #[test]
        fn any_text_has_people_and_tags_that_stand_in_it(text in any::<String>()) {
            for name in people(&text).into_iter().chain(tags(&text)) {
                prop_assert!(text.contains(name));
            }
        }
    }
}
