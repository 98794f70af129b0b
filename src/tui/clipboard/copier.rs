//! Copying: the terminal is asked at once, tools are run on a thread of their own, so that one that hangs holds
//! nothing up. What was done is told afterwards.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::tui::clipboard::{self, Tool, Ways};
use crate::tui::input::wait::Waker;

/// Time that a tool may take.
const PATIENCE: Duration = Duration::from_secs(1);

/// Time between two looks at a tool that has not ended.
const LOOK: Duration = Duration::from_millis(5);

/// Puts texts on the clipboard.
pub struct Copier {
    ways: Ways,
    waker: Waker,
    answers: Sender<String>,
    told: Receiver<String>,
}

impl Copier {
    /// Copies along these ways.
    pub fn new(ways: Ways, waker: Waker) -> Self {
        let (answers, told) = channel();
        Copier {
            ways,
            waker,
            answers,
            told,
        }
    }

    /// Copies a text. Returns what has to be sent to the terminal for it.
    pub fn copy(&self, text: &str) -> Option<String> {
        let sequence = self.ways.sequence(text);
        let (text, sent) = (text.to_owned(), sequence.is_some());
        let (tools, answers, waker) = (self.ways.tools.clone(), self.answers.clone(), self.waker.clone());
        thread::spawn(move || {
            let taken = hand_out(&tools, &text, PATIENCE);
            // Nobody waits for it any more when the program is being left.
            let _ = answers.send(clipboard::told(&taken, sent, text.len()));
            waker.wake();
        });
        sequence
    }

    /// Says what was done since the last call.
    pub fn told(&self) -> impl Iterator<Item = String> {
        self.told.try_iter()
    }
}

/// Hands the text to the tools: of each group to the first that takes it. Returns the names of those.
fn hand_out(groups: &[Vec<Tool>], text: &str, patience: Duration) -> Vec<&'static str> {
    let takes = |tool: &&Tool| run(tool.command, text, patience);
    let taken = groups.iter().filter_map(|group| group.iter().find(takes));
    taken.map(|tool| tool.name).collect()
}

/// Runs a program with the text on its standard input, and nothing of what it prints. Says whether it ended well in
/// time.
fn run(command: &[&str], text: &str, patience: Duration) -> bool {
    let Some((program, arguments)) = command.split_first() else {
        return false;
    };
    let spawned = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // What stays to serve the clipboard is not stopped by Ctrl-Z.
        .process_group(0)
        .spawn();
    let Ok(mut child) = spawned else {
        return false;
    };
    if let Some(mut input) = child.stdin.take() {
        let text = text.to_owned();
        // A program that reads nothing would hold this up for ever.
        thread::spawn(move || {
            let _ = input.write_all(text.as_bytes());
        });
    }
    ended_well(&mut child, patience)
}

fn ended_well(child: &mut Child, patience: Duration) -> bool {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if begun.elapsed() < patience => thread::sleep(LOOK),
            Ok(None) | Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    const TAKES: Tool = Tool {
        name: "takes",
        command: &["cat"],
    };
    const REFUSES: Tool = Tool {
        name: "refuses",
        command: &["false"],
    };
    const MISSING: Tool = Tool {
        name: "missing",
        command: &["hotwash-no-such-program"],
    };

    #[test]
    fn of_each_group_the_first_that_takes_it_is_named() {
        let groups = [vec![REFUSES, TAKES, MISSING], vec![MISSING, REFUSES], vec![TAKES]];
        assert_eq!(hand_out(&groups, "text", LONG), ["takes", "takes"]);
    }

    #[test]
    fn a_tool_gets_the_whole_text() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("copied");
        let text = "line\n".repeat(100_000);
        assert!(run(&["tee", file.to_str().unwrap()], &text, LONG));
        assert_eq!(std::fs::read_to_string(file).unwrap(), text);
    }

    #[test]
    fn a_tool_that_hangs_is_given_up() {
        assert!(!run(&["sleep", "600"], &"x".repeat(1 << 20), Duration::ZERO));
    }
}
