//! The recipes for shell prompts and status bars, run by the shells themselves with titles that others may have written.
//! Where a shell is not installed, that is said and nothing is tried.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "every program of tests uses its part of it")]
#[path = "harness/mod.rs"]
mod harness;

use std::path::Path;
use std::process::{Command, Output, Stdio};

use harness::Home;
use tempfile::TempDir;

/// Titles that would make a file `x` where something runs them, or show as something else.
const HOSTILE: [&str; 8] = [
    "$(touch x)",
    "`touch x`",
    "#(touch x)",
    "%{$(touch x)%}",
    "\\$(touch x)",
    "\"; touch x; \"",
    "'; touch x; '",
    "#{pane_id} %n \\u $HOME !! ${x:=1}",
];

struct Outside {
    home: Home,
    folder: TempDir,
}

impl Outside {
    fn with(title: &str) -> Self {
        let outside = Outside {
            home: Home::new("UTC"),
            folder: tempfile::tempdir().unwrap(),
        };
        outside.home.answer(&["new", "--", title]);
        outside
    }

    /// Runs another program here; `None` where there is none of that name.
    fn other(&self, program: &str, words: &[&str]) -> Option<Output> {
        let bin = Path::new(env!("CARGO_BIN_EXE_hotwash")).parent().unwrap();
        let ran = Command::new(program)
            .args(words)
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", bin.display()))
            .env("HOME", self.home.path())
            .env("HOTWASH_HOME", self.home.path())
            .env("LC_ALL", "C.UTF-8")
            .env("TERM", "xterm")
            .stdin(Stdio::null())
            .output();
        ran.ok()
    }

    /// What a shell makes of a script.
    fn shell(&self, shell: &str, options: &[&str], script: &str) -> Option<String> {
        let ran = self.other(shell, &[options, &["-c", script]].concat());
        let Some(ran) = ran else {
            eprintln!("skipped: {shell} is not installed");
            return None;
        };
        Some(String::from_utf8_lossy(&ran.stdout).trim_end().to_owned())
    }

    fn status(&self) -> String {
        self.home.answer(&["status"]).trim_end().to_owned()
    }

    /// Whether something ran; and makes as if nothing had.
    fn was_touched(&self) -> bool {
        std::fs::remove_file(self.folder.path().join("x")).is_ok()
    }
}

/// A prompt that a shell shows from `status` is its answer, letter by letter, and runs nothing.
#[track_caller]
fn shows_it_as_it_is(shell: &str, options: &[&str], scripts: &[&str]) {
    for title in HOSTILE {
        let outside = Outside::with(title);
        for script in scripts {
            let Some(shown) = outside.shell(shell, options, script) else {
                return;
            };
            assert_eq!(shown, outside.status(), "{shell}: {script}");
            assert!(!outside.was_touched(), "{shell}: {title}: {script}");
        }
    }
}

#[test]
fn bash_expands_nothing_in_either_kind_of_quotes() {
    shows_it_as_it_is(
        "bash",
        &["--norc", "--noprofile"],
        &[
            "PS1='$(hotwash status)'; printf '%s' \"${PS1@P}\"",
            "PS1=\"$(hotwash status)\"; printf '%s' \"${PS1@P}\"",
            "eval \"PS1=\\\"$(hotwash status)\\\"\"; printf '%s' \"${PS1@P}\"",
        ],
    );
    // Otherwise this test would prove nothing.
    let outside = Outside::with("$(touch x)");
    let raw = "PS1=\"$(hotwash status --format '{title:raw}')\"; printf '%s' \"${PS1@P}\"";
    if outside.shell("bash", &[], raw).is_some() {
        assert!(outside.was_touched());
    }
}

#[test]
fn zsh_expands_nothing() {
    shows_it_as_it_is(
        "zsh",
        &["-f"],
        &[
            "setopt prompt_subst; PROMPT='$(hotwash status)'; print -rP -- $PROMPT",
            "setopt prompt_subst prompt_bang; PROMPT=\"$(hotwash status)\"; print -rP -- $PROMPT",
        ],
    );
}

#[test]
fn fish_expands_nothing() {
    shows_it_as_it_is(
        "fish",
        &["--no-config"],
        &["function fish_right_prompt; hotwash status; end; fish_right_prompt"],
    );
}

#[test]
fn a_word_for_a_shell_is_one_word() {
    for title in HOSTILE {
        let outside = Outside::with(title);
        let script = "eval \"x=$(hotwash status --format '{title:shell}')\"; printf '%s' \"$x\"";
        let Some(shown) = outside.shell("sh", &[], script) else {
            return;
        };
        assert_eq!(shown, title);
        assert!(!outside.was_touched(), "{title}");
    }
}

#[test]
fn tmux_expands_nothing() {
    for title in HOSTILE {
        let outside = Outside::with(title);
        let server = outside.folder.path().join("server");
        let tmux = |words: &[&str]| {
            let server = ["-f", "/dev/null", "-S", server.to_str().unwrap()];
            outside.other("tmux", &[&server, words].concat())
        };
        let Some(started) = tmux(&["new-session", "-d", "sleep 600"]) else {
            eprintln!("skipped: tmux is not installed");
            return;
        };
        assert!(started.status.success(), "{started:?}");
        // What `#(hotwash status)` prints is expanded as this is, but for commands. It is asked once: a minute may turn.
        let status = outside.status();
        let shown = tmux(&["display-message", "-p", &status]).unwrap();
        tmux(&["kill-server"]);
        let shown = String::from_utf8(shown.stdout).unwrap();
        assert_eq!(shown.trim_end(), status, "{title}");
        assert!(!outside.was_touched(), "{title}");
    }
}
