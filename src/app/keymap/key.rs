//! Keys, as the rows of the table are written.

pub use crate::app::input::Mods;
use crate::app::input::{Key, KeyCode};

pub const ENTER: Key = plain(KeyCode::Enter);
pub const ESC: Key = plain(KeyCode::Esc);
pub const TAB: Key = plain(KeyCode::Tab);
pub const BACK_TAB: Key = plain(KeyCode::BackTab);
pub const BACKSPACE: Key = plain(KeyCode::Backspace);
pub const DELETE: Key = plain(KeyCode::Delete);
pub const UP: Key = plain(KeyCode::Up);
pub const DOWN: Key = plain(KeyCode::Down);
pub const LEFT: Key = plain(KeyCode::Left);
pub const RIGHT: Key = plain(KeyCode::Right);
pub const HOME: Key = plain(KeyCode::Home);
pub const END: Key = plain(KeyCode::End);
pub const PAGE_UP: Key = plain(KeyCode::PageUp);
pub const PAGE_DOWN: Key = plain(KeyCode::PageDown);

pub const fn ch(c: char) -> Key {
    plain(KeyCode::Char(c))
}

pub const fn f(number: u8) -> Key {
    plain(KeyCode::F(number))
}

pub const fn ctrl(c: char) -> Key {
    with(Mods::CTRL, ch(c))
}

pub const fn alt(c: char) -> Key {
    with(Mods::ALT, ch(c))
}

pub const fn with(mods: Mods, key: Key) -> Key {
    Key { code: key.code, mods }
}

const fn plain(code: KeyCode) -> Key {
    Key {
        code,
        mods: Mods::NONE,
    }
}
