//! For tests: keys written as `nfailed over<enter><ctrl-p>`.

use super::{Key, KeyCode, Mods, NAMED};

/// Other spellings of the keys that have a name.
const ALSO: &[(KeyCode, &[&str])] = &[
    (KeyCode::Enter, &["return", "cr"]),
    (KeyCode::Esc, &["escape"]),
    (KeyCode::BackTab, &["backtab"]),
    (KeyCode::Backspace, &["bs"]),
    (KeyCode::Delete, &["del"]),
    (KeyCode::Insert, &["ins"]),
    (KeyCode::PageUp, &["pageup"]),
    (KeyCode::PageDown, &["pagedown", "pgdown"]),
    (KeyCode::Char('<'), &["lt"]),
];

/// Reads a script: names between `<` and `>` are keys, every other character is itself. A `<` that opens no known name
/// is typed as it stands; `<lt>` is a sure one.
pub fn parse_keys(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|inner| {
            let (name, after) = inner.split_once('>')?;
            Some((named(name)?, after))
        });
        let (key, after) = named.unwrap_or_else(|| (Key::char(c), &rest[c.len_utf8()..]));
        keys.push(key);
        rest = after;
    }
    keys
}

/// Reads what `Display` writes, in any case, and the other spellings. Letters after Ctrl or Alt are lower case unless
/// Shift is named.
fn named(name: &str) -> Option<Key> {
    let mut rest = name;
    let mut mods = Mods::NONE;
    while let Some((modifier, after)) = split_modifier(rest) {
        mods = Mods {
            ctrl: mods.ctrl || modifier.ctrl,
            alt: mods.alt || modifier.alt,
            shift: mods.shift || modifier.shift,
        };
        rest = after;
    }
    Some(match parse_code(rest)? {
        KeyCode::Char(c) if mods.shift => Key::new(KeyCode::Char(c.to_ascii_uppercase()), mods),
        KeyCode::Char(c) if mods != Mods::NONE => Key::new(KeyCode::Char(c.to_ascii_lowercase()), mods),
        code => Key::new(code, mods),
    })
}

fn split_modifier(name: &str) -> Option<(Mods, &str)> {
    [
        ("ctrl-", Mods::CTRL),
        ("alt-", Mods::ALT),
        ("shift-", Mods::SHIFT),
    ]
    .into_iter()
    .find_map(|(prefix, mods)| {
        let head = name.get(..prefix.len())?;
        let rest = &name[prefix.len()..];
        (head.eq_ignore_ascii_case(prefix) && !rest.is_empty()).then_some((mods, rest))
    })
}

fn parse_code(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return Some(KeyCode::Char(only));
    }
    let is = |spelling: &&str| name.eq_ignore_ascii_case(spelling);
    let shown = NAMED.iter().find(|(_, shown)| is(shown)).map(|(code, _)| *code);
    let also = || ALSO.iter().find(|(_, names)| names.iter().any(is));
    if let Some(code) = shown.or_else(|| also().map(|(code, _)| *code)) {
        return Some(code);
    }
    let number = name.strip_prefix(['f', 'F'])?.parse().ok()?;
    (1..=35).contains(&number).then_some(KeyCode::F(number))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn scripts_name_keys_between_angle_brackets() {
        assert_eq!(
            parse_keys("é<enter><esc><tab><ctrl-p><alt-enter><pgdn><f12><lt><space><shift-tab>"),
            [
                Key::char('é'),
                Key::plain(KeyCode::Enter),
                Key::plain(KeyCode::Esc),
                Key::plain(KeyCode::Tab),
                Key::ctrl('p'),
                Key::new(KeyCode::Enter, Mods::ALT),
                Key::plain(KeyCode::PageDown),
                Key::plain(KeyCode::F(12)),
                Key::char('<'),
                Key::char(' '),
                Key::plain(KeyCode::BackTab),
            ]
        );
    }

    #[test]
    fn a_script_never_loses_what_it_cannot_name() {
        let typed = |script| {
            parse_keys(script)
                .into_iter()
                .filter_map(Key::typed)
                .collect::<String>()
        };
        for script in ["a < b", "<nosuch>", "<", "<>", "a<b", "<f99>", "<ctrl->"] {
            assert_eq!(typed(script), script);
        }
    }

    #[test]
    fn an_unknown_name_is_none() {
        assert_eq!(named("ctrl-nosuch"), None);
        assert_eq!(named(""), None);
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let named = (0..NAMED.len()).prop_map(|i| NAMED[i].0);
        let code = prop_oneof![
            named,
            any::<char>().prop_map(KeyCode::Char),
            (1u8..=35).prop_map(KeyCode::F)
        ];
        (code, any::<[bool; 3]>())
            .prop_map(|(code, [ctrl, alt, shift])| Key::new(code, Mods { ctrl, alt, shift }))
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(key in any_key()) {
            prop_assert_eq!(named(&key.to_string()), Some(key));
        }
    }
}
