//! The keys of finished control sequences: the tables of cursor, function and reported keys.
//! A sequence that is well formed and names no key of ours (a reply, a mouse, a focus change) is `None`.

use crate::app::input::{Key, KeyCode, Mods};

/// The key of `ESC [ params final`, if it is one.
pub(super) fn csi(params: &[u8], last: u8) -> Option<Key> {
    if let Some(key) = of_st(params, last) {
        return Some(key);
    }
    let numbers = Params::read(params)?;
    let mods = numbers.mods()?;
    let code = match last {
        b'~' => return tilde(&numbers),
        b'u' => return reported(numbers.number(0), numbers.alternate(), mods),
        b'Z' => KeyCode::BackTab,
        // With parameters this is a cursor position report.
        b'R' if !params.is_empty() => return None,
        letter => cursor(letter)?,
    };
    Some(Key::new(code, mods))
}

/// The keys that st sends while its keypad is not in application mode. Elsewhere these are orders to a terminal and
/// come from none; `ESC [ P` is F1 only under kitty's protocol, which is never asked for.
fn of_st(params: &[u8], last: u8) -> Option<Key> {
    let (mods, code) = match (params, last) {
        (b"", b'P') => (Mods::NONE, KeyCode::Delete),
        (b"2", b'K') => (Mods::SHIFT, KeyCode::Delete),
        (b"", b'M') => (Mods::CTRL, KeyCode::Delete),
        (b"4", b'h') => (Mods::NONE, KeyCode::Insert),
        (b"4", b'l') => (Mods::SHIFT, KeyCode::Insert),
        (b"", b'L') => (Mods::CTRL, KeyCode::Insert),
        (b"2", b'J') => (Mods::SHIFT, KeyCode::Home),
        (b"", b'K') => (Mods::SHIFT, KeyCode::End),
        (b"", b'J') => (Mods::CTRL, KeyCode::End),
        _ => return None,
    };
    Some(Key::new(code, mods))
}

/// The key of `ESC O params final`, if it is one. The keypad's 5 without Num Lock (`ESC O E`) is none of ours.
pub(super) fn ss3(params: &[u8], last: u8) -> Option<Key> {
    if !params.is_empty() {
        // Modifiers, as the last number: older terminals leave the 1 before them out.
        let modifiers = params.rsplit(|&byte| byte == b';').next().unwrap_or_default();
        return csi(&[b"1;", modifiers].concat(), last);
    }
    let code = match last {
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b'X' => KeyCode::Char('='),
        // The keypad in application mode: its other operators and digits sit 0x40 above their characters.
        b'j'..=b'y' => KeyCode::Char(char::from(last - 0x40)),
        b'a'..=b'd' => return Some(Key::new(cursor(last.to_ascii_uppercase())?, Mods::CTRL)),
        letter => cursor(letter)?,
    };
    Some(Key::plain(code))
}

/// The key of `ESC [ [ final`, the Linux console's F1 to F5.
pub(super) fn console(last: u8) -> Option<Key> {
    matches!(last, b'A'..=b'E').then(|| Key::plain(KeyCode::F(last - b'A' + 1)))
}

fn cursor(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn tilde(numbers: &Params) -> Option<Key> {
    let code = match numbers.number(0) {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        n @ 11..=15 => function(n - 10)?,
        n @ 17..=21 => function(n - 11)?,
        n @ 23..=26 => function(n - 12)?,
        n @ 28..=29 => function(n - 13)?,
        n @ 31..=34 => function(n - 14)?,
        // xterm's modifyOtherKeys: 27 ; modifiers ; character.
        27 => return reported(numbers.number(2), None, numbers.mods()?),
        _ => return None,
    };
    Some(Key::new(code, numbers.mods()?))
}

fn function(number: u32) -> Option<KeyCode> {
    u8::try_from(number).ok().map(KeyCode::F)
}

/// A key reported by its character's number, as kitty's protocol and modifyOtherKeys do.
fn reported(number: u32, shifted: Option<u32>, mods: Mods) -> Option<Key> {
    let code = match number {
        9 => KeyCode::Tab,
        13 | 57414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        57376..=57398 => function(number - 57363)?,
        57399..=57408 => KeyCode::Char(char::from_digit(number - 57399, 10)?),
        57409..=57426 => keypad(number)?,
        // The rest of kitty's private range: lock, media and modifier keys.
        57344..=63743 => return None,
        0..=31 => return None,
        _ => {
            let c = char::from_u32(number)?;
            let upper = shifted.and_then(char::from_u32).unwrap_or(c.to_ascii_uppercase());
            KeyCode::Char(if mods.shift { upper } else { c })
        }
    };
    Some(Key::new(code, mods))
}

fn keypad(number: u32) -> Option<KeyCode> {
    Some(match number {
        57409 => KeyCode::Char('.'),
        57410 => KeyCode::Char('/'),
        57411 => KeyCode::Char('*'),
        57412 => KeyCode::Char('-'),
        57413 => KeyCode::Char('+'),
        57415 => KeyCode::Char('='),
        57417 => KeyCode::Left,
        57418 => KeyCode::Right,
        57419 => KeyCode::Up,
        57420 => KeyCode::Down,
        57421 => KeyCode::PageUp,
        57422 => KeyCode::PageDown,
        57423 => KeyCode::Home,
        57424 => KeyCode::End,
        57425 => KeyCode::Insert,
        57426 => KeyCode::Delete,
        _ => return None,
    })
}

/// The numbers between `ESC [` and the final byte: fields parted by `;`, each with parts by `:`.
struct Params<'a>(Vec<&'a str>);

impl<'a> Params<'a> {
    /// `None` for private sequences (`<`, `=`, `>`, `?` or intermediates), which are never keys.
    fn read(params: &'a [u8]) -> Option<Params<'a>> {
        let text = std::str::from_utf8(params).ok()?;
        let plain = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b';' | b':'));
        plain.then(|| Params(text.split(';').collect()))
    }

    fn part(&self, field: usize, part: usize) -> Option<u32> {
        self.0.get(field)?.split(':').nth(part)?.parse().ok()
    }

    fn number(&self, field: usize) -> u32 {
        self.part(field, 0).unwrap_or(0)
    }

    fn alternate(&self) -> Option<u32> {
        self.part(0, 1)
    }

    /// The modifiers, or `None` when the sequence is not a press of a key for us: a release, or
    /// something held that belongs to the desktop (Super, Hyper, Meta).
    fn mods(&self) -> Option<Mods> {
        const RELEASE: u32 = 3;
        const OF_THE_DESKTOP: u32 = 0b11_1000;
        let bits = self.number(1).saturating_sub(1);
        if bits & OF_THE_DESKTOP != 0 || self.part(1, 1) == Some(RELEASE) {
            return None;
        }
        Some(Mods {
            shift: bits & 1 != 0,
            alt: bits & 2 != 0,
            ctrl: bits & 4 != 0,
        })
    }
}
