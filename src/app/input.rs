//! Input of a person at the keyboard, free of any terminal: keys, typed runs and pastes, and how a key is written in
//! help and footers.

#[cfg(test)]
pub(crate) mod script;

use std::fmt;

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

/// The keys that have a name.
const NAMED: &[(KeyCode, &str)] = &[
    (KeyCode::Enter, "Enter"),
    (KeyCode::Esc, "Esc"),
    (KeyCode::Tab, "Tab"),
    (KeyCode::BackTab, "Shift-Tab"),
    (KeyCode::Backspace, "Backspace"),
    (KeyCode::Delete, "Delete"),
    (KeyCode::Insert, "Insert"),
    (KeyCode::Up, "Up"),
    (KeyCode::Down, "Down"),
    (KeyCode::Left, "Left"),
    (KeyCode::Right, "Right"),
    (KeyCode::Home, "Home"),
    (KeyCode::End, "End"),
    (KeyCode::PageUp, "PgUp"),
    (KeyCode::PageDown, "PgDn"),
    (KeyCode::Char(' '), "Space"),
    (KeyCode::Char('<'), "<"),
];

impl fmt::Display for KeyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, shown)) = NAMED.iter().find(|(code, _)| code == self) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
