//! Guesses the kind of event that a command was: a look, a change, a mitigation, or none of these.

use super::programs::{
    CHANGING, CLOUD_LOOKS, CLOUDS, MITIGATING, READ_ONLY, ROWS, STOPPING, TRIVIAL, WRAPPERS,
};
use super::words::commands;
use crate::domain::kind::Kind;

/// The guess for a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct CommandGuess {
    /// Its kind.
    pub kind: Kind,
    /// True if it says nothing of an incident by itself: `ls`, `cd`, an editor.
    pub is_trivial: bool,
}

/// So deep a command is looked for within another: `ssh host 'sudo ...'`.
const DEPTH: usize = 3;

/// Guesses what a command was. Of a chain the most telling decides: a mitigation before a change before a look.
pub(in crate::import) fn of_command(line: &str) -> CommandGuess {
    let found = commands(line)
        .iter()
        .filter_map(|words| of_words(words, DEPTH))
        .max_by_key(|kind| weight(*kind));
    CommandGuess {
        kind: found.unwrap_or(Kind::Note),
        is_trivial: found.is_none(),
    }
}

/// Of two commands in one line, the one that tells more.
fn weight(kind: Kind) -> u8 {
    if kind == Kind::Mitigation {
        3
    } else if kind == Kind::Change {
        2
    } else {
        u8::from(kind == Kind::Investigation)
    }
}

/// `None`: it is trivial.
fn of_words(words: &[String], depth: usize) -> Option<Kind> {
    let words = within(words);
    let (first, arguments) = words.split_first()?;
    if first.contains(' ') {
        // Another line of commands, for a shell elsewhere.
        let inner = if depth > 0 { commands(first) } else { Vec::new() };
        return inner
            .iter()
            .filter_map(|words| of_words(words, depth - 1))
            .max_by_key(|kind| weight(*kind));
    }
    let program = first.rsplit('/').next().unwrap_or(first);
    if has(TRIVIAL, program) || program.is_empty() {
        return None;
    }
    if has(READ_ONLY, program) {
        return Some(Kind::Investigation);
    }
    let kind = in_table(program, arguments).unwrap_or_else(|| other(program, arguments));
    Some(kind)
}

fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

/// The words behind those that only say how or where to run them: `sudo -u app`, `PGHOST=x`, `ssh host`.
fn within(words: &[String]) -> &[String] {
    let mut words = words;
    let mut is_wrapped = false;
    while let Some((first, rest)) = words.split_first() {
        let is_assignment = first.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        });
        let is_number = first.bytes().all(|b| b.is_ascii_digit()) && !first.is_empty();
        if is_wrapped && ["-u", "-g", "-p", "-l", "-J", "-o", "-F"].contains(&&**first) {
            words = rest.get(1..).unwrap_or_default();
        } else if is_assignment || (is_wrapped && (first.starts_with('-') || is_number)) {
            words = rest;
        } else if has(WRAPPERS, first) {
            (words, is_wrapped) = (rest, true);
        } else if first == "ssh" {
            return of_host(words);
        } else {
            break;
        }
    }
    words
}

/// The command that `ssh` runs on a host; `ssh` itself where it only goes there.
fn of_host(words: &[String]) -> &[String] {
    let mut at = 1;
    while let Some(word) = words.get(at).filter(|word| word.starts_with('-')) {
        let has_value = ["-i", "-p", "-l", "-J", "-o", "-F", "-L", "-R"].contains(&&**word);
        at += if has_value { 2 } else { 1 };
    }
    words
        .get(at + 1..)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(words)
}

/// By the program's row, where it has one: the first of its words decides.
fn in_table(program: &str, arguments: &[String]) -> Option<Kind> {
    if has(CLOUDS, program) {
        let looks = |word: &&str| arguments.iter().any(|argument| argument.starts_with(*word));
        return CLOUD_LOOKS.iter().any(looks).then_some(Kind::Investigation);
    }
    let row = ROWS.iter().find(|row| has(row.programs, program))?;
    let kinds = [
        (Kind::Mitigation, row.mitigates),
        (Kind::Investigation, row.looks),
        (Kind::Change, row.changes),
    ];
    (0..arguments.len()).find_map(|at| {
        let is_here = |phrase: &&&str| {
            let mut rest = arguments[at..].iter();
            phrase
                .split(' ')
                .all(|word| rest.next().is_some_and(|argument| argument == word))
        };
        let (kind, _) = kinds
            .iter()
            .find(|(_, phrases)| phrases.iter().any(|phrase| is_here(&phrase)))?;
        Some(*kind)
    })
}

/// Of any other program: `./deploy.sh --rollback`, `make deploy`, `kill 4711`, `curl`.
fn other(program: &str, arguments: &[String]) -> Kind {
    if program == "curl" || program == "http" {
        return of_request(arguments);
    }
    let names = || {
        let program = program.split(['.', '-', '_']);
        let arguments = arguments
            .iter()
            .flat_map(|word| word.trim_start_matches('-').split([':', '=']));
        program.chain(arguments)
    };
    if has(STOPPING, program) || names().any(|name| MITIGATING.contains(&name)) {
        return Kind::Mitigation;
    }
    let edits_in_place = program == "sed" && arguments.iter().any(|word| word.starts_with("-i"));
    if has(CHANGING, program) || edits_in_place || names().any(|name| name == "deploy" || name == "migrate") {
        return Kind::Change;
    }
    if program == "sed" {
        return Kind::Investigation;
    }
    Kind::Note
}

/// A request that sends something is no look.
fn of_request(arguments: &[String]) -> Kind {
    let sends = arguments.iter().any(|word| {
        [
            "POST", "PUT", "PATCH", "DELETE", "-XPOST", "-XPUT", "-XPATCH", "-XDELETE", "-d", "-F", "-T",
        ]
        .contains(&&**word)
            || word.starts_with("--data")
            || word == "--json"
    });
    if sends { Kind::Note } else { Kind::Investigation }
}
