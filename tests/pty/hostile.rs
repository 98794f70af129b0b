//! Texts of other people's making: what would mean something to a terminal is shown, never sent.

use crate::terminal::Terminal;
use crate::{home, journal};

/// A window title, the clipboard, a clearing, colour, all of C0 and C1 that means something, the direction of
/// writing, nothing wide, and letters that nobody sees.
const HOSTILE: [&str; 8] = [
    "\x1b]0;owned\x07",
    "\x1b]52;c;b3duZWQ=\x1b\\",
    "\x1b[2J\x1b[31m",
    "\u{9b}2J\u{9d}0;owned\u{9c}",
    "\x08\x0b\x0c\x0e\x7f",
    "\u{202e}\u{2066}\u{200f}",
    "\u{200b}\u{feff}\u{2060}",
    "\u{e0041}\u{e0042}",
];

#[test]
fn no_text_reaches_the_terminal_as_a_command() {
    let home = home();
    let hostile = HOSTILE.concat();
    home.answer(&["new", &format!("Login{hostile}is down")]);
    home.answer(&[
        "log",
        "--kind",
        "detection",
        &format!("begin{hostile}end @an\u{1b}[5ma #t\u{9b}5mag"),
    ]);
    home.answer(&["set", "affected", "--add", &format!("db{hostile}1")]);
    home.answer(&["set", "impact", &format!("all{hostile}users")]);
    home.answer(&["--author", &format!("mal{hostile}ory"), "log", "by another"]);
    assert!(journal(&home).contains("begin"));

    let mut command = crate::terminal::hotwash(home.path());
    command.env("HOTWASH_AUTHOR", format!("ana{}", HOSTILE[1]));
    let mut terminal = Terminal::start(command, (140, 40));
    terminal.see(&["LIVE", "begin", "by another"]);
    terminal.press("<tab><up>");
    terminal.see(&["Enter open"]);
    terminal.press("<enter>");
    terminal.see(&["Esc back"]);
    terminal.press("<esc>");
    terminal.see(&["Enter open"]);
    terminal.press("/begin");
    terminal.see(&["to the hits"]);
    terminal.press("<enter>");
    terminal.see(&["Enter open"]);
    terminal.press("<esc>");
    terminal.see(&["Enter record"]);
    terminal.type_line("/incidents");
    terminal.press("<enter>");
    terminal.see(&["LIVE", "new"]);
    terminal.press("<esc>");
    terminal.see(&["Enter record"]);
    terminal.type_line("/close");
    terminal.press("<enter>");
    terminal.see(&["Enter close and write"]);
    terminal.press("<enter>");
    terminal.see(&["drafts"]);
    terminal.press("<ctrl-q>");
    terminal.end();
    assert_harmless(terminal.raw());
}

#[test]
fn a_paste_is_shown_and_not_sent() {
    let home = home();
    let mut terminal = Terminal::open(home.path());
    terminal.live("Login is down");
    terminal.send(&format!("\x1b[200~begin{}end\x1b[201~", HOSTILE.concat()));
    terminal.see(&["begin", "note"]);
    terminal.enter();
    terminal.see(&["NOTE     begin"]);
    terminal.press("<ctrl-q>");
    terminal.end();
    assert_harmless(terminal.raw());
}

/// Asserts that only these leave: text, moves of the cursor, colours, modes.
fn assert_harmless(raw: &[u8]) {
    let text = std::str::from_utf8(raw).expect("UTF-8 leaves");
    for sequence in text.split('\x1b').skip(1) {
        let last = sequence.trim_start_matches(|c: char| "[?;".contains(c) || c.is_ascii_digit());
        let known = sequence.starts_with('[') && last.starts_with(['H', 'J', 'h', 'l', 'm']);
        // The rest of a row emptied; alternate scrolling remembered, and as it was.
        let known = known
            || ["[K", "[?1007s", "[?1007r"]
                .iter()
                .any(|own| sequence.starts_with(own));
        let shown: String = sequence.chars().take(20).collect();
        assert!(known, "{shown:?} left");
    }
    let invisible = |c: &char| match c {
        '\x1b' | '\r' | '\n' => false,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        c => c.is_control(),
    };
    assert_eq!(text.chars().find(invisible), None);
    assert!(!text.contains("\x1b[2J\x1b[31m") && !text.contains("\x1b[5m"));
}
