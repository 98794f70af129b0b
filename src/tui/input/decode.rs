//! Bytes from the terminal to inputs, one byte at a time, so that it does not matter how they were cut
//! into reads. Nothing a person typed is ever dropped: Esc alone is the key, and what only may begin a sequence is Alt
//! and its key. What has begun as a sequence was typed by nobody: it never becomes text, whole or not. Replies, mouse
//! and focus reports are swallowed.

mod sequences;
#[cfg(test)]
mod tests;

use crate::app::input::{Input, Key, KeyCode, Mods};

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

/// Bytes that open a sequence: Esc and a sign.
const OPENER: usize = 2;

/// Bytes of the longest control sequence that can be a key.
const LONGEST_SEQUENCE: usize = 64;
/// A paste longer than this comes as several.
const LONGEST_PASTE: usize = 8 << 20;

/// The kind of input that the decoder holds back until more arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBack {
    /// Nothing: all that was fed has come out.
    Nothing,
    /// Esc, or what else is a key by itself: the rest of a sequence comes at once or never.
    Escape,
    /// A sequence that has begun. Its rest may be on its way for a while.
    Sequence,
    /// A paste whose end was not seen, or part of one character.
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Ground,
    /// Inside one UTF-8 character, which Esc may have preceded.
    Character {
        alt: bool,
    },
    Escape,
    Csi,
    /// After `ESC [ [`.
    Console,
    Ss3,
    /// Inside OSC, DCS, APC, PM or SOS: up to BEL or `ESC \`, of which `escaped` saw the first byte.
    Reply {
        escaped: bool,
    },
    Paste,
    /// Inside the three bytes of an X10 mouse report.
    Mouse {
        left: u8,
    },
}

/// The incremental decoder.
#[derive(Debug)]
pub struct Decoder {
    state: State,
    /// The bytes of what is unfinished, from its Esc on; for a paste, its content.
    held: Vec<u8>,
    /// The last byte was a carriage return: a line feed behind it is the same Enter.
    after_return: bool,
    out: Vec<Input>,
}

impl Default for Decoder {
    fn default() -> Self {
        Decoder::new()
    }
}

impl Decoder {
    /// A decoder that has seen nothing.
    pub fn new() -> Decoder {
        Decoder {
            state: State::Ground,
            held: Vec::new(),
            after_return: false,
            out: Vec::new(),
        }
    }

    /// Takes the next bytes and returns the inputs they completed.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        for &byte in bytes {
            self.step(byte);
        }
        std::mem::take(&mut self.out)
    }

    /// The kind of input held back, which says how long to wait before [`Decoder::flush`].
    pub fn held_back(&self) -> HeldBack {
        match self.state {
            State::Ground => HeldBack::Nothing,
            State::Paste | State::Character { .. } => HeldBack::Text,
            // The mouse is never asked to report: `ESC [ M` may as well be a key.
            State::Escape | State::Mouse { left: 3 } => HeldBack::Escape,
            State::Csi | State::Console | State::Ss3 | State::Reply { .. } | State::Mouse { .. } => {
                HeldBack::Sequence
            }
        }
    }

    /// The input went quiet: gives up whatever is held back. Esc becomes the key, an unclosed paste is
    /// a paste, any other unfinished sequence is dropped.
    pub fn flush(&mut self) -> Vec<Input> {
        if self.state != State::Ground {
            self.give_up();
        }
        std::mem::take(&mut self.out)
    }

    fn step(&mut self, byte: u8) {
        match self.state {
            State::Ground => self.ground(byte),
            State::Character { alt } => self.character(byte, alt),
            State::Escape => self.escape(byte),
            State::Csi => self.csi(byte),
            State::Console if is_final(byte) => self.finish(sequences::console(byte)),
            State::Console => self.give_up_before(byte),
            State::Ss3 => self.ss3(byte),
            State::Reply { escaped } => self.reply(byte, escaped),
            State::Paste => self.paste(byte),
            State::Mouse { .. } if byte < b' ' => self.give_up_before(byte),
            State::Mouse { left: 1 } => self.finish(None),
            State::Mouse { left } => self.hold(State::Mouse { left: left - 1 }, byte),
        }
    }

    fn ground(&mut self, byte: u8) {
        let after_return = std::mem::take(&mut self.after_return);
        match byte {
            ESC => self.hold(State::Escape, byte),
            b'\n' if after_return => {}
            0x80.. => self.character(byte, false),
            _ => {
                self.after_return = byte == b'\r';
                self.key(ascii(byte, Mods::NONE));
            }
        }
    }

    fn character(&mut self, byte: u8, alt: bool) {
        self.hold(State::Character { alt }, byte);
        let invalid = match std::str::from_utf8(&self.held[usize::from(alt)..]) {
            Ok(text) => {
                let whole = text.chars().next();
                self.finish(whole.map(|c| Key::new(KeyCode::Char(c), Mods { alt, ..Mods::NONE })));
                return;
            }
            Err(error) => error.error_len(),
        };
        let Some(length) = invalid else { return };
        let rest = self.held.split_off(usize::from(alt) + length);
        self.finish(Some(Key::char(char::REPLACEMENT_CHARACTER)));
        for byte in rest {
            self.step(byte);
        }
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            ESC => self.key(Key::plain(KeyCode::Esc)),
            b'[' => self.hold(State::Csi, byte),
            b'O' => self.hold(State::Ss3, byte),
            b']' | b'P' | b'_' | b'^' | b'X' => self.hold(State::Reply { escaped: false }, byte),
            0x80.. => self.character(byte, true),
            _ => self.finish(Some(ascii(byte, Mods::ALT))),
        }
    }

    fn csi(&mut self, byte: u8) {
        let begins = self.held.len() == OPENER;
        match byte {
            b'[' if begins => self.hold(State::Console, byte),
            b'M' if begins => self.hold(State::Mouse { left: 3 }, byte),
            0x20..=0x3f => self.collect(byte),
            b'~' if self.held.ends_with(b"[200") => {
                self.held.clear();
                self.state = State::Paste;
            }
            _ if is_final(byte) && self.held.len() > LONGEST_SEQUENCE => self.finish(None),
            _ if is_final(byte) => self.finish(sequences::csi(&self.held[OPENER..], byte)),
            _ => self.give_up_before(byte),
        }
    }

    /// Some terminals send modifiers here as well: `ESC O 5 A`.
    fn ss3(&mut self, byte: u8) {
        match byte {
            b'0'..=b'9' | b';' => self.collect(byte),
            _ if is_final(byte) => self.finish(sequences::ss3(&self.held[OPENER..], byte)),
            _ => self.give_up_before(byte),
        }
    }

    fn collect(&mut self, byte: u8) {
        if self.held.len() <= LONGEST_SEQUENCE {
            self.held.push(byte);
        }
    }

    /// Of a reply nothing is kept but that it has begun: it means nothing here.
    fn reply(&mut self, byte: u8, escaped: bool) {
        let begins = self.held.len() == OPENER;
        match byte {
            0x07 => self.finish(None),
            b'\\' if escaped => self.finish(None),
            _ if escaped => {
                // Another sequence begins with the Esc that did not end this one.
                self.finish(None);
                self.step(ESC);
                self.step(byte);
            }
            // Alt and Shift with P, which is Alt-P where Caps Lock is on: a reply goes on with other signs.
            0x40.. if begins && self.held.ends_with(b"P") => self.give_up_before(byte),
            ESC if begins => self.give_up_before(byte),
            ESC => self.state = State::Reply { escaped: true },
            // A key that is no text was pressed, or the terminal has given up.
            0x00..=0x1f | 0x7f => self.give_up_before(byte),
            _ => self.collect(byte),
        }
    }

    fn paste(&mut self, byte: u8) {
        self.held.push(byte);
        if byte == b'~' && self.held.ends_with(PASTE_END) {
            self.held.truncate(self.held.len() - PASTE_END.len());
            self.end_paste();
        } else if self.held.len() >= LONGEST_PASTE {
            let next = self.held.split_off(cut(&self.held));
            self.end_paste();
            self.held = next;
            self.state = State::Paste;
        }
    }

    fn end_paste(&mut self) {
        let content = std::mem::take(&mut self.held);
        self.state = State::Ground;
        if !content.is_empty() {
            let text = String::from_utf8_lossy(&content)
                .replace("\r\n", "\n")
                .replace('\r', "\n");
            self.out.push(Input::Paste(text));
        }
    }

    fn hold(&mut self, state: State, byte: u8) {
        self.state = state;
        self.held.push(byte);
    }

    /// Puts out the key of a finished sequence, if it has one.
    fn finish(&mut self, key: Option<Key>) {
        self.held.clear();
        self.state = State::Ground;
        if let Some(key) = key {
            self.key(key);
        }
    }

    fn give_up_before(&mut self, byte: u8) {
        self.give_up();
        self.step(byte);
    }

    /// Gives up what is held as a sequence: it is a key or a paste, or it is dropped.
    fn give_up(&mut self) {
        match (self.state, self.held.len()) {
            (State::Paste, _) => self.end_paste(),
            (State::Character { .. }, _) => self.finish(Some(Key::char(char::REPLACEMENT_CHARACTER))),
            (State::Escape, _) => self.finish(Some(Key::plain(KeyCode::Esc))),
            // Alt and `[`, `O`, `]`, `P`, `_`, `^` or `X` are what longer sequences begin with.
            (State::Csi | State::Ss3 | State::Reply { .. }, OPENER) => {
                let key = ascii(self.held[1], Mods::ALT);
                self.finish(Some(key));
            }
            (State::Mouse { left: 3 }, _) => self.finish(sequences::csi(&[], b'M')),
            (State::Reply { escaped: true }, _) => self.finish(Some(Key::plain(KeyCode::Esc))),
            (_, _) => self.finish(None),
        }
    }

    /// Plain characters that follow each other become one text.
    fn key(&mut self, key: Key) {
        let Some(c) = key.typed() else {
            self.out.push(Input::Key(key));
            return;
        };
        match self.out.last_mut() {
            Some(Input::Text(text)) => text.push(c),
            Some(Input::Key(previous)) if previous.typed().is_some() => {
                let text = previous.typed().into_iter().chain([c]).collect();
                self.out.pop();
                self.out.push(Input::Text(text));
            }
            _ => self.out.push(Input::Key(key)),
        }
    }
}

/// True for a byte that ends a control sequence.
fn is_final(byte: u8) -> bool {
    matches!(byte, 0x40..=0x7e)
}

/// The key behind one byte below 0x80. Both line ends are Enter: a terminal in raw mode sends `\r`,
/// scripts and pastes may send `\n`.
fn ascii(byte: u8, mods: Mods) -> Key {
    let ctrl = Mods { ctrl: true, ..mods };
    match byte {
        b'\r' | b'\n' => Key::new(KeyCode::Enter, mods),
        b'\t' => Key::new(KeyCode::Tab, mods),
        0x08 | 0x7f => Key::new(KeyCode::Backspace, mods),
        0x00 => Key::new(KeyCode::Char(' '), ctrl),
        ESC => Key::new(KeyCode::Esc, mods),
        // The other controls sit 0x40 below their letter or sign.
        0x01..=0x1f => Key::new(KeyCode::Char(char::from(byte + 0x40)), ctrl),
        _ => Key::new(KeyCode::Char(char::from(byte)), mods),
    }
}

/// Finds the place to part an overlong paste: not inside a character, a line end or its end marker.
fn cut(paste: &[u8]) -> usize {
    let marker = paste.len().saturating_sub(PASTE_END.len());
    if let Some(at) = paste[marker..].iter().rposition(|&b| b == ESC) {
        return marker + at;
    }
    let continues = |b: u8| b & 0xc0 == 0x80;
    let back = paste
        .iter()
        .rev()
        .take(4)
        .position(|&b| !continues(b))
        .map_or(0, |n| n + 1);
    let at = paste.len() - back;
    if paste[..at].ends_with(b"\r") { at - 1 } else { at }
}
