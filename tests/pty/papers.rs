//! Copying on a real terminal: what is sent to it, and the notice about it.

use crate::home;
use crate::terminal::{Terminal, hotwash};

#[test]
fn an_update_is_copied_and_recorded_as_sent() {
    let home = home();
    home.answer(&["new", "Login is down", "--severity", "1"]);
    let mut terminal = Terminal::open(home.path());
    terminal.see(&["LIVE", "next update in"]);
    terminal.press("<f6>");
    terminal.see(&["Status update: Login is down", "Next update "]);
    terminal.press("y");
    terminal.see(&["s records it as sent", "Copied"]);
    // "SEV1  Login is down: impact", as base64 has it.
    let begins = b"\x1b]52;c;U0VWMSAgTG9naW4gaXMgZG93bjogaW1wYWN0";
    assert!(terminal.raw().windows(begins.len()).any(|bytes| bytes == begins));
    terminal.press("s");
    terminal.see(&["Record that this update was sent to the team, now?"]);
    terminal.press("y");
    terminal.see(&["Recorded: sent to the team."]);
    terminal.press("<esc>");
    terminal.see(&["UPDATE   Sent to the team: SEV1 Login is down:", "evidence"]);
    terminal.press("<ctrl-q>");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn inside_a_multiplexer_the_sequence_is_wrapped_and_a_tool_that_is_missing_is_not_named() {
    let home = home();
    home.answer(&["new", "Login is down"]);
    let mut command = hotwash(home.path());
    command.env("TMUX", "/nowhere/default,1,0");
    command.env("PATH", "/nowhere");
    let mut terminal = Terminal::start(command, (80, 24));
    terminal.see(&["LIVE"]);
    terminal.press("<f6>");
    terminal.see(&["Status update"]);
    terminal.press("y");
    terminal.see(&["Copied, if your terminal allows it (OSC 52)."]);
    let begins = b"\x1bPtmux;\x1b\x1b]52;c;";
    assert!(terminal.raw().windows(begins.len()).any(|bytes| bytes == begins));
    terminal.press("<ctrl-q>");
    terminal.end();
}
