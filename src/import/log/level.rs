//! The level of a log line, by its words.

/// So many words at the beginning may name it.
const NEAR: usize = 12;

const ERRORS: [&str; 11] = [
    "error",
    "err",
    "fatal",
    "critical",
    "crit",
    "panic",
    "emerg",
    "emergency",
    "alert",
    "severe",
    "fail",
];

const OTHERS: [&str; 11] = [
    "info",
    "warn",
    "warning",
    "debug",
    "trace",
    "notice",
    "verbose",
    "information",
    "fine",
    "inf",
    "dbg",
];

const KEYS: [&str; 5] = ["level", "lvl", "severity", "loglevel", "log.level"];

/// The weight of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// An error or worse.
    Error,
    /// Anything less.
    Other,
}

/// The level that a line names near its beginning: `ERROR`, `[error]`, `level=error`, `panic:`.
pub(super) fn of(text: &str) -> Option<Level> {
    text.split_whitespace().take(NEAR).find_map(of_word)
}

/// True if a word is a level, as logs write it.
pub(super) fn is_level(word: &str) -> bool {
    of_word(word).is_some()
}

fn of_word(word: &str) -> Option<Level> {
    let is_mark = |c: char| "[](){}<>\"',|".contains(c);
    let bare = word.trim_matches(is_mark);
    if let Some((key, value)) = bare.split_once(['=', ':']) {
        let key = key.trim_matches(is_mark).to_ascii_lowercase();
        if KEYS.contains(&&*key) {
            return named(value.trim_matches(is_mark));
        }
        // Of a web server: the module before it. Of a framework: the environment.
        if word.starts_with('[') {
            return named(value);
        }
    }
    let is_bracketed = word.starts_with(['[', '<', '(']);
    let last = bare.rsplit('.').next().unwrap_or(bare);
    let word = last.trim_end_matches(':');
    let is_capital = !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase());
    let ends_with_colon = last.len() > word.len();
    match named(word)? {
        level if is_capital || is_bracketed => Some(level),
        Level::Error if ends_with_colon => Some(Level::Error),
        Level::Error | Level::Other => None,
    }
}

fn named(word: &str) -> Option<Level> {
    let word = word.to_ascii_lowercase();
    if ERRORS.contains(&&*word) {
        Some(Level::Error)
    } else {
        OTHERS.contains(&&*word).then_some(Level::Other)
    }
}
