//! Some thousand keys by chance, from a fixed seed, on a real terminal: the program lives, and its journal is sound.

use hotwash::app::input::{Key, KeyCode};
use hotwash::app::keymap::{Action, KeyRow, all_rows};
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use rustix::process::Signal;

use crate::home;
use crate::terminal::Terminal;

/// Bytes that are no key of the table: text, halves of sequences, replies, mouse reports, pastes with and without end.
const OTHERS: &[&str] = &[
    "d: ",
    "09:30 ",
    "todo: ",
    "@bo ",
    "é",
    "字",
    "👩\u{200d}🚒",
    "\u{202e}",
    "/",
    "\x1b[",
    "\x1b]0;x\x07",
    "\x1b[<0;3;4M",
    "\x1b[I",
    "\x1b[200~a\nb\nc\x1b[201~",
    "\x1b[200~x\x1b[201~",
    "\x1b[200~no end",
    "\x1b[201~",
    "\x00",
    "\x1b[999;999H",
    "\x1b[6n",
    "\u{9b}31m",
];

fn bytes(key: &Key) -> String {
    let alt = if key.mods.alt { "\x1b" } else { "" };
    let code = match key.code {
        KeyCode::Char(c) if key.mods.ctrl => char::from(c as u8 & 0x1f).to_string(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Enter => "\r".to_owned(),
        KeyCode::Esc => "\x1b".to_owned(),
        KeyCode::Tab => "\t".to_owned(),
        KeyCode::BackTab => "\x1b[Z".to_owned(),
        KeyCode::Backspace => "\x7f".to_owned(),
        KeyCode::Up => "\x1b[A".to_owned(),
        KeyCode::Down => "\x1b[B".to_owned(),
        KeyCode::Right => "\x1b[C".to_owned(),
        KeyCode::Left => "\x1b[D".to_owned(),
        KeyCode::Home => "\x1b[H".to_owned(),
        KeyCode::End => "\x1b[F".to_owned(),
        KeyCode::Insert => "\x1b[2~".to_owned(),
        KeyCode::Delete => "\x1b[3~".to_owned(),
        KeyCode::PageUp => "\x1b[5~".to_owned(),
        KeyCode::PageDown => "\x1b[6~".to_owned(),
        KeyCode::F(n @ 1..=4) => format!("\x1bO{}", char::from(b'O' + n)),
        KeyCode::F(n) => format!("\x1b[{}~", n + 10 + u8::from(n > 5)),
    };
    alt.to_owned() + &code
}

/// Every key of the table but those that end the program.
fn keys() -> Vec<String> {
    let leaves = |row: &KeyRow| matches!(row.action, Action::Everywhere(action) if action.leaves());
    let rows = all_rows().filter(|(_, row)| !leaves(row));
    rows.flat_map(|(_, row)| row.keys).map(bytes).collect()
}

#[test]
fn thousands_of_keys_do_no_harm() {
    let home = home();
    let mut chance = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut below = |limit: usize| usize::try_from(chance.next_u64() % limit as u64).expect("it is small");
    let keys = keys();
    let mut terminal = Terminal::open(home.path());
    terminal.live("Login is down");
    for nth in 0..600_u16 {
        let mut chunk = String::new();
        for _ in 0..1 + below(9) {
            match below(4) {
                0 => chunk += OTHERS[below(OTHERS.len())],
                _ => chunk += &keys[below(keys.len())],
            }
        }
        let drawn = terminal.raw().len();
        terminal.send(&chunk);
        // Another size is drawn for sure, and not before what was sent is taken in.
        terminal.resize(80 + nth % 2, 24);
        terminal.wait_until("a frame", |terminal| terminal.raw().len() > drawn);
    }
    terminal.signal(Signal::TERM);
    let status = terminal.end();
    assert!(status.success(), "{status:?}:\n{}", terminal.screen());
    terminal.assert_restored();
    assert_eq!(home.answer(&["verify"]), "");
    let mut terminal = Terminal::open(home.path());
    terminal.wait_for("a screen", |screen| {
        // By chance the title is another one by now.
        screen.contains("LIVE") || screen.contains("Login is down") || screen.contains("What is")
    });
    terminal.signal(Signal::TERM);
    terminal.end();
}
