//! Terminal output as plain text: without escape sequences, with what was typed over taken out.

use std::iter::Peekable;
use std::str::Chars;

const ESCAPE: char = '\u{1b}';
const BELL: char = '\u{7}';
const BACKSPACE: char = '\u{8}';

/// The text without CSI, OSC and other escape sequences. A carriage return ends a line, as a line feed does; a backspace
/// takes the letter before it.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ESCAPE => escape(&mut chars),
            '\u{9b}' => control_sequence(&mut chars),
            '\u{9d}' | '\u{90}' | '\u{98}' | '\u{9e}' | '\u{9f}' => string(&mut chars),
            '\r' => {
                while chars.next_if_eq(&'\r').is_some() {}
                chars.next_if_eq(&'\n');
                plain.push('\n');
            }
            BACKSPACE => {
                if !plain.ends_with('\n') {
                    plain.pop();
                }
            }
            '\n' | '\t' => plain.push(c),
            c if c.is_control() => {}
            c => plain.push(c),
        }
    }
    plain
}

fn escape(chars: &mut Peekable<Chars<'_>>) {
    match chars.next_if(|c| *c != '\n' && *c != '\r') {
        Some('[') => control_sequence(chars),
        Some(']' | 'P' | 'X' | '^' | '_') => string(chars),
        // Intermediates, and the letter that ends them: a character set.
        Some(' '..='/') => {
            while chars.next_if(|c| (' '..='/').contains(c)).is_some() {}
            chars.next_if(|c| ('0'..='~').contains(c));
        }
        Some(_) | None => {}
    }
}

/// Parameters and intermediates, up to the letter that ends them.
fn control_sequence(chars: &mut Peekable<Chars<'_>>) {
    while chars.next_if(|c| (' '..='?').contains(c)).is_some() {}
    chars.next_if(|c| ('@'..='~').contains(c));
}

/// Up to BEL or ST. One that never ends goes no further than its line.
fn string(chars: &mut Peekable<Chars<'_>>) {
    while let Some(c) = chars.next_if(|c| *c != '\n') {
        match c {
            BELL | '\u{9c}' => return,
            ESCAPE => {
                chars.next_if_eq(&'\\');
                return;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_stay() {
        for (written, read) in [
            ("\u{1b}[31mred\u{1b}[0m\r\n", "red\n"),
            ("\u{1b}]0;title\u{7}$ ls\r\r\n", "$ ls\n"),
            ("\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
            ("10%\r20%\r\n", "10%\n20%\n"),
            ("lx\u{8}s", "ls"),
            ("\u{8}\n\u{8}a", "\na"),
            ("\u{1b}(Ba\u{1b}=b\u{1b}", "ab"),
            ("\u{1b}]never ends\nnext", "\nnext"),
            ("\u{1b}[?2004hé\u{7}\0", "é"),
            ("\u{1b}P1$r0m\u{1b}\\x\u{9b}1my", "xy"),
        ] {
            assert_eq!(plain(written), read, "{written:?}");
        }
    }
}
