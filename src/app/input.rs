//! Input of a person at the keyboard, free of any terminal: keys, typed runs and pastes, how a key is
//! written in help and footers, and how tests and configuration spell it.

use std::fmt;
use std::str::FromStr;

/// A key, without the modifiers that were held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyCode {
    /// A character as typed: already upper case when Shift made it so.
    Char(char),
    /// Enter, Return and the keypad's Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab, which terminals report as a key of its own.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete (forward).
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// The modifiers held with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Mods {
    /// Control.
    pub ctrl: bool,
    /// Alt, Option or Meta.
    pub alt: bool,
    /// Shift; never set on a character.
    pub shift: bool,
}

impl Mods {
    /// No modifier.
    pub const NONE: Mods = Mods {
        ctrl: false,
        alt: false,
        shift: false,
    };
    /// Control alone.
    pub const CTRL: Mods = Mods {
        ctrl: true,
        ..Mods::NONE
    };
    /// Alt alone.
    pub const ALT: Mods = Mods {
        alt: true,
        ..Mods::NONE
    };
    /// Shift alone.
    pub const SHIFT: Mods = Mods {
        shift: true,
        ..Mods::NONE
    };
}

/// A key together with its modifiers, in the one form that is compared: build it with [`Key::new`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key itself.
    pub code: KeyCode,
    /// The modifiers held with it.
    pub mods: Mods,
}

impl Key {
    /// The key in its one form: Shift is folded into characters and into `BackTab`, and a letter
    /// with Control is lower case, since most terminals cannot tell the two apart.
    pub fn new(code: KeyCode, mods: Mods) -> Key {
        let unshifted = Mods { shift: false, ..mods };
        match code {
            KeyCode::Char(c) if mods.ctrl => Key {
                code: KeyCode::Char(c.to_ascii_lowercase()),
                mods: unshifted,
            },
            KeyCode::Char(_) | KeyCode::BackTab => Key {
                code,
                mods: unshifted,
            },
            KeyCode::Tab if mods.shift => Key {
                code: KeyCode::BackTab,
                mods: unshifted,
            },
            _ => Key { code, mods },
        }
    }

    /// The key alone.
    pub fn plain(code: KeyCode) -> Key {
        Key::new(code, Mods::NONE)
    }

    /// A character alone.
    pub fn char(c: char) -> Key {
        Key::plain(KeyCode::Char(c))
    }

    /// Control and a character.
    pub fn ctrl(c: char) -> Key {
        Key::new(KeyCode::Char(c), Mods::CTRL)
    }

    /// Alt and a character.
    pub fn alt(c: char) -> Key {
        Key::new(KeyCode::Char(c), Mods::ALT)
    }

    /// The character this key types into a text, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.mods == Mods::NONE => Some(c),
            _ => None,
        }
    }
}

/// One thing that came from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// One key.
    Key(Key),
    /// Two or more plain characters that arrived together, in order: the same as that many keys.
    Text(String),
    /// Pasted text, never empty, with every line end as `\n`; it may hold any other control character.
    Paste(String),
    /// The mouse's wheel, as terminals send it while the mouse is not asked to report: arrows up or down that came
    /// together.
    Wheel {
        /// Rows down; fewer than 0: up.
        rows: isize,
    },
    /// The terminal has a new size, in cells.
    Resize {
        /// Columns.
        cols: u16,
        /// Rows.
        rows: u16,
    },
}

/// The keys that have a name: as shown, and every other spelling that is read.
const NAMED: &[(KeyCode, &str, &[&str])] = &[
    (KeyCode::Enter, "Enter", &["return", "cr"]),
    (KeyCode::Esc, "Esc", &["escape"]),
    (KeyCode::Tab, "Tab", &[]),
    (KeyCode::BackTab, "Shift-Tab", &["backtab"]),
    (KeyCode::Backspace, "Backspace", &["bs"]),
    (KeyCode::Delete, "Delete", &["del"]),
    (KeyCode::Insert, "Insert", &["ins"]),
    (KeyCode::Up, "Up", &[]),
    (KeyCode::Down, "Down", &[]),
    (KeyCode::Left, "Left", &[]),
    (KeyCode::Right, "Right", &[]),
    (KeyCode::Home, "Home", &[]),
    (KeyCode::End, "End", &[]),
    (KeyCode::PageUp, "PgUp", &["pageup"]),
    (KeyCode::PageDown, "PgDn", &["pagedown", "pgdown"]),
    (KeyCode::Char(' '), "Space", &[]),
    (KeyCode::Char('<'), "<", &["lt"]),
];

impl fmt::Display for KeyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, shown, _)) = NAMED.iter().find(|(code, ..)| code == self) {
            return f.write_str(shown);
        }
        match self {
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "F{n}"),
            named => write!(f, "{named:?}"),
        }
    }
}

impl fmt::Display for Key {
    /// As a person reads it: `Ctrl-P`, `Alt-Enter`, `F1`, `PgUp`, `Shift-Tab`, `j`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mods { ctrl, alt, shift } = self.mods;
        for (held, name) in [(ctrl, "Ctrl-"), (alt, "Alt-"), (shift, "Shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::Char(c) if (ctrl || alt) && c.is_ascii_alphabetic() => {
                let shift = if c.is_ascii_uppercase() { "Shift-" } else { "" };
                write!(f, "{shift}{}", c.to_ascii_uppercase())
            }
            code => write!(f, "{code}"),
        }
    }
}

/// A key's name that means nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the name of a key (try Ctrl-P, Alt-Enter, F1, PgUp or a character)")]
pub struct UnknownKey(pub String);

impl FromStr for Key {
    type Err = UnknownKey;

    /// Reads what `Display` writes, in any case, plus a few other names (`return`, `pagedown`, `lt`).
    /// Letters after Ctrl or Alt are lower case unless Shift is named.
    fn from_str(name: &str) -> Result<Key, UnknownKey> {
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
        let code = parse_code(rest).ok_or_else(|| UnknownKey(name.to_owned()))?;
        Ok(match code {
            KeyCode::Char(c) if mods.shift => Key::new(KeyCode::Char(c.to_ascii_uppercase()), mods),
            KeyCode::Char(c) if mods != Mods::NONE => Key::new(KeyCode::Char(c.to_ascii_lowercase()), mods),
            code => Key::new(code, mods),
        })
    }
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
    if let Some((code, ..)) = NAMED
        .iter()
        .find(|(_, shown, others)| is(shown) || others.iter().any(is))
    {
        return Some(*code);
    }
    let number = name.strip_prefix(['f', 'F'])?.parse().ok()?;
    (1..=35).contains(&number).then_some(KeyCode::F(number))
}

/// Reads a key script such as `nfailed over<enter><ctrl-p>`: names between `<` and `>` are keys, every
/// other character is itself. A `<` that opens no known name is typed as it stands; `<lt>` is a sure one.
pub fn parse_keys(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|inner| {
            let (name, after) = inner.split_once('>')?;
            Some((name.parse().ok()?, after))
        });
        let (key, after) = named.unwrap_or_else(|| (Key::char(c), &rest[c.len_utf8()..]));
        keys.push(key);
        rest = after;
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_are_shown_as_people_say_them() {
        for (key, shown) in [
            (Key::ctrl('p'), "Ctrl-P"),
            (Key::ctrl('P'), "Ctrl-P"),
            (Key::new(KeyCode::Enter, Mods::ALT), "Alt-Enter"),
            (Key::plain(KeyCode::F(1)), "F1"),
            (Key::plain(KeyCode::PageUp), "PgUp"),
            (Key::new(KeyCode::Tab, Mods::SHIFT), "Shift-Tab"),
            (Key::char('j'), "j"),
            (Key::char('G'), "G"),
            (Key::alt('P'), "Alt-Shift-P"),
            (Key::char(' '), "Space"),
            (Key::ctrl(' '), "Ctrl-Space"),
            (Key::char('<'), "<"),
            (
                Key::new(
                    KeyCode::Left,
                    Mods {
                        ctrl: true,
                        shift: true,
                        alt: false,
                    },
                ),
                "Ctrl-Shift-Left",
            ),
        ] {
            assert_eq!(key.to_string(), shown);
        }
    }

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
    fn an_unknown_name_is_an_error_that_shows_it() {
        let error = "ctrl-nosuch".parse::<Key>().unwrap_err();
        assert!(error.to_string().contains("ctrl-nosuch"));
        assert!("".parse::<Key>().is_err());
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
            prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
        }
    }
}
