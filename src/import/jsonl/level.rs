//! The weight of a line of a log, by the word that names it.

/// The weight of a line of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// A message of a program to its developers.
    Debug,
    /// The usual.
    Plain,
    /// A warning, and what is graver.
    Grave,
}

impl Level {
    /// The weight that a word names; `None` where it is none of those.
    pub(super) fn of(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        Some(match &*word {
            "trace" | "debug" | "verbose" | "finest" | "finer" | "fine" => Level::Debug,
            "info" | "information" | "informational" | "notice" | "ok" => Level::Plain,
            "warn" | "warning" | "error" | "err" | "fatal" | "critical" | "crit" | "alert" | "emergency"
            | "emerg" | "panic" | "severe" => Level::Grave,
            _ => return None,
        })
    }
}
