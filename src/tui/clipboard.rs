//! The ways to the clipboard: which of them there are in an environment, and what is sent along them. Pure.
//!
//! OSC 52 asks the terminal, on whatever machine it runs. A multiplexer in between has to be told to pass that on, and
//! may be told not to; so tmux is given the text itself too, and a clipboard of this machine by its own tool.

pub(super) mod copier;

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

/// The most bytes of a text that are sent by OSC 52: in base64 they are 99,992, and terminals that have a limit take
/// sequences of up to 100,000.
const MOST: usize = 74_994;

/// GNU screen takes strings of up to 768 bytes, before 4.2.1 of up to 256.
const SCREEN_PART: usize = 240;

const ST: &str = "\x1b\\";

/// A program that takes a text on its standard input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tool {
    /// The tool's name in a notice.
    pub name: &'static str,
    /// The program and its arguments.
    pub command: &'static [&'static str],
}

const fn tool(name: &'static str, command: &'static [&'static str]) -> Tool {
    Tool { name, command }
}

/// With `-w` (tmux 3.2) tmux asks its own terminal too. By default it does that, and ignores programs that ask.
const TMUX: [Tool; 2] = [
    tool("tmux buffer", &["tmux", "load-buffer", "-w", "-"]),
    tool("tmux buffer", &["tmux", "load-buffer", "-"]),
];
const WAYLAND: Tool = tool("wl-copy", &["wl-copy", "--type", "text/plain"]);
const X11: [Tool; 2] = [
    tool("xclip", &["xclip", "-selection", "clipboard"]),
    tool("xsel", &["xsel", "--clipboard", "--input"]),
];
const MAC: Tool = tool("pbcopy", &["pbcopy"]);

/// The multiplexer, if any, between this program and the terminal that has the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    Nothing,
    /// tmux, on this machine: the sequence has to be wrapped for it.
    Tmux,
    /// tmux, on the machine that one comes from: it may be set to take the sequence, or to pass it on.
    DistantTmux,
    /// GNU screen: the sequence has to be wrapped for it, in parts.
    Screen,
}

/// The ways to the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    between: Between,
    /// Of each group the first that works is enough.
    pub tools: Vec<Vec<Tool>>,
}

impl Ways {
    /// The ways in an environment; `mac`: on a system with `pbcopy`.
    pub fn of<'v>(var: impl Fn(&str) -> Option<&'v str>, mac: bool) -> Self {
        let is_set = |name| var(name).is_some_and(|value| !value.is_empty());
        let between = if is_set("TMUX") {
            Between::Tmux
        } else if is_set("STY") {
            Between::Screen
        } else if var("TERM").is_some_and(|term| term.starts_with("tmux")) {
            Between::DistantTmux
        } else {
            // Also under a TERM of screen: who says so may be either, and would print what is meant for the other.
            Between::Nothing
        };
        let tmux = if between == Between::Tmux {
            TMUX.to_vec()
        } else {
            Vec::new()
        };
        let mut own = Vec::new();
        own.extend(is_set("WAYLAND_DISPLAY").then_some(WAYLAND));
        own.extend(X11.into_iter().filter(|_| is_set("DISPLAY")));
        own.extend(mac.then_some(MAC));
        let groups = [tmux, own].into_iter();
        Ways {
            between,
            tools: groups.filter(|group| !group.is_empty()).collect(),
        }
    }

    /// The sequence for the terminal; `None` for a text that is too long for that.
    pub fn sequence(&self, text: &str) -> Option<String> {
        if text.len() > MOST {
            return None;
        }
        let mut plain = String::new();
        CopyToClipboard::to_clipboard_from(text)
            .write_ansi(&mut plain)
            .ok()?;
        // Ended by a bell: what ends a string would end the one that it is wrapped in.
        let plain = format!("{}\x07", plain.strip_suffix(ST).unwrap_or(&plain));
        let for_tmux = || format!("\x1bPtmux;{}{ST}", plain.replace('\x1b', "\x1b\x1b"));
        Some(match self.between {
            Between::Nothing => plain,
            Between::Tmux => for_tmux(),
            Between::DistantTmux => format!("{plain}{}", for_tmux()),
            Between::Screen => in_parts(&plain),
        })
    }
}

fn in_parts(sequence: &str) -> String {
    let mut parts = String::new();
    let mut rest = sequence;
    while !rest.is_empty() {
        // All of it is ASCII: base64 between two control characters.
        let (part, after) = rest.split_at(rest.len().min(SCREEN_PART));
        parts.push_str(&format!("\x1bP{part}{ST}"));
        rest = after;
    }
    parts
}

/// The notice about a text of so many bytes: which tools took it, and whether it went to the terminal, which does not
/// answer.
pub fn told(taken: &[&str], sent: bool, bytes: usize) -> String {
    let size = || format!("{} kB is more than terminals take (OSC 52)", bytes.div_ceil(1000));
    match (taken, sent) {
        ([], true) => "Copied, if your terminal allows it (OSC 52).".to_owned(),
        (taken, true) => format!("Copied ({}, OSC 52).", taken.join(", ")),
        ([], false) => format!("Not copied: {}, and no other way is here.", size()),
        (taken, false) => format!("Copied ({}); {}.", taken.join(", "), size()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(environment: &str, mac: bool) -> Ways {
        let var = |name: &str| {
            let mut pairs = environment
                .split_whitespace()
                .filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        Ways::of(var, mac)
    }

    #[test]
    fn the_environment_tells_the_ways() {
        use Between::{DistantTmux, Nothing, Screen, Tmux};
        let cases: &[(&str, bool, Between, &str)] = &[
            ("", false, Nothing, ""),
            ("TERM=xterm-256color", false, Nothing, ""),
            (
                "TMUX=/tmp/tmux-0/default,1,0 TERM=tmux-256color",
                false,
                Tmux,
                "tmux tmux",
            ),
            ("TMUX= TERM=xterm", false, Nothing, ""),
            ("STY=1.pts-0.host TERM=screen.xterm", false, Screen, ""),
            ("TERM=tmux-256color", false, DistantTmux, ""),
            // Of either screen or tmux, on another machine.
            ("TERM=screen-256color", false, Nothing, ""),
            ("TMUX=a STY=b", false, Tmux, "tmux tmux"),
            ("DISPLAY=:0", false, Nothing, "xclip xsel"),
            ("WAYLAND_DISPLAY=wayland-0", false, Nothing, "wl-copy"),
            (
                "WAYLAND_DISPLAY=wayland-0 DISPLAY=:0",
                false,
                Nothing,
                "wl-copy xclip xsel",
            ),
            ("TMUX=a DISPLAY=:0", false, Tmux, "tmux tmux | xclip xsel"),
            ("DISPLAY=", false, Nothing, ""),
            ("", true, Nothing, "pbcopy"),
            ("TMUX=a", true, Tmux, "tmux tmux | pbcopy"),
        ];
        for (environment, mac, between, tools) in cases {
            let ways = ways(environment, *mac);
            let group = |group: &Vec<Tool>| {
                let programs: Vec<&str> = group.iter().map(|tool| tool.command[0]).collect();
                programs.join(" ")
            };
            let groups: Vec<String> = ways.tools.iter().map(group).collect();
            assert_eq!(
                (ways.between, groups.join(" | ").as_str()),
                (*between, *tools),
                "{environment}"
            );
        }
    }

    #[test]
    fn what_stands_between_is_told_to_pass_it_on() {
        let cases = [
            ("", "\x1b]52;c;aGk=\x07"),
            ("TMUX=a", "\x1bPtmux;\x1b\x1b]52;c;aGk=\x07\x1b\\"),
            (
                "TERM=tmux",
                "\x1b]52;c;aGk=\x07\x1bPtmux;\x1b\x1b]52;c;aGk=\x07\x1b\\",
            ),
            ("STY=a", "\x1bP\x1b]52;c;aGk=\x07\x1b\\"),
        ];
        for (environment, sequence) in cases {
            assert_eq!(
                ways(environment, false).sequence("hi").as_deref(),
                Some(sequence),
                "{environment}"
            );
        }
    }

    #[test]
    fn screen_gets_parts_that_it_can_take_and_puts_the_same_together() {
        let text = "é".repeat(2000);
        let whole = ways("", false).sequence(&text).unwrap();
        let sent = ways("STY=a", false).sequence(&text).unwrap();
        let parts: Vec<&str> = sent.split_terminator(ST).collect();
        assert!(parts.len() > 20);
        assert!(parts.iter().all(|part| part.len() + ST.len() <= 256));
        let passed: String = parts
            .iter()
            .map(|part| part.strip_prefix("\x1bP").unwrap())
            .collect();
        assert_eq!(passed, whole);
    }

    #[test]
    fn a_text_that_terminals_would_not_take_is_not_sent() {
        let ways = ways("", false);
        let longest = ways.sequence(&"x".repeat(MOST)).unwrap();
        assert!(longest.len() <= 100_000);
        assert_eq!(ways.sequence(&"x".repeat(MOST + 1)), None);
    }

    #[test]
    fn it_is_told_what_was_done() {
        let cases: &[(&[&str], bool, &str)] = &[
            (&[], true, "Copied, if your terminal allows it (OSC 52)."),
            (&["tmux buffer"], true, "Copied (tmux buffer, OSC 52)."),
            (
                &["tmux buffer", "xclip"],
                true,
                "Copied (tmux buffer, xclip, OSC 52).",
            ),
            (
                &["xclip"],
                false,
                "Copied (xclip); 81 kB is more than terminals take (OSC 52).",
            ),
            (
                &[],
                false,
                "Not copied: 81 kB is more than terminals take (OSC 52), and no other way is here.",
            ),
        ];
        for (taken, sent, words) in cases {
            assert_eq!(told(taken, *sent, 80_001), *words);
        }
    }
}
