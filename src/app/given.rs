//! A command with its argument, as it is typed in the composer: `/sev 2`, `/impact 40% of payments`.

use super::commands::{COMMANDS, NamedCommand, Pick};
use super::everywhere::Action::Go;
use super::keymap::Action;
use super::model::Screen;
use super::screen::{composing, live};
use crate::domain::kind::Kind;
use crate::domain::nearest::nearest;
use crate::domain::record::{FieldChange, FieldName, FieldRow};

/// A line that begins with a slash, and the command that it is.
#[derive(Clone, Debug)]
pub enum SlashCommand {
    /// A field is to be this; of a list, this is one more entry. Nothing: the value is to be asked for.
    Field(&'static FieldRow, String),
    /// A command, with what stands behind it.
    Command(&'static NamedCommand, String),
    /// A kind or `todo`, with what happened behind it: the line that it stands for.
    Line(String),
}

impl SlashCommand {
    /// Reads what a line asks for: a name, a space, and what stands behind it. `None` where it begins with no such name.
    pub fn of(line: &str) -> Option<Self> {
        let (word, argument) = line.strip_prefix('/')?.split_once(char::is_whitespace)?;
        let argument = argument.trim().to_owned();
        Some(match named(word)? {
            Pick::Field(row) => SlashCommand::Field(row, argument),
            Pick::Command(named) => SlashCommand::Command(named, argument),
            pick @ (Pick::Kind(_) | Pick::ActionItem) => {
                SlashCommand::Line(format!("{}{argument}", prefix(&pick, word)))
            }
        })
    }

    /// The change of a field that it makes; `None` where it sets none.
    pub fn change(&self) -> Option<(FieldName, FieldChange)> {
        let SlashCommand::Field(row, argument) = self else {
            return None;
        };
        let change = match row.list {
            true => FieldChange::Add,
            false => FieldChange::Value,
        };
        (!argument.is_empty()).then(|| (row.name, change(argument.clone())))
    }
}

/// The beginning of the line that a kind or `todo` stands for. Some words say who noticed: they stay.
fn prefix(pick: &Pick, word: &str) -> String {
    match Kind::from_typed(word) {
        Some((_, Some(_))) => format!("{}: ", word.to_lowercase()),
        Some((_, None)) | None => pick.prefix().unwrap_or_default(),
    }
}

/// Finds what has this name and can have something behind it: the whole name, or the beginning of just one. A field
/// goes before the kind of the same name, which has a letter and is typed with a colon.
fn named(word: &str) -> Option<Pick> {
    let word = word.to_lowercase();
    let whole = || Pick::all().filter(|pick| takes_argument(pick) && pick.is_called(&word));
    let field = whole().find(|pick| matches!(pick, Pick::Field(_)));
    field.or_else(|| whole().next()).or_else(|| {
        let mut begun = Pick::all().filter(|pick| word.len() > 1 && pick.word().starts_with(&word));
        let only = begun.next().filter(takes_argument)?;
        begun.next().is_none().then_some(only)
    })
}

fn takes_argument(pick: &Pick) -> bool {
    match pick {
        Pick::Kind(_) | Pick::ActionItem | Pick::Field(_) => true,
        Pick::Command(named) => matches!(
            named.action,
            Action::Everywhere(Go(Screen::Start))
                | Action::Live(live::Action::Search | live::Action::Filter)
                | Action::Composing(composing::Action::Day)
        ),
    }
}

/// Says why a line that looks like a command is none, where it does: whoever is tired types `/quit`, `:q` or `/sevv 2`.
pub fn doubt(line: &str) -> Option<String> {
    const ELSEWHERE: [&str; 6] = ["q", ":q", ":wq", "quit", "exit", "help"];
    if ELSEWHERE.contains(&line) {
        return Some("That is no command here: Ctrl-Q leaves, F1 helps".to_owned());
    }
    let word = line.strip_prefix('/')?.split(char::is_whitespace).next()?;
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if word.is_empty() || !word.bytes().all(letters) {
        return None;
    }
    if SlashCommand::of(line).is_some() {
        return Some(format!("/{word} is a command, but this line was kept as text"));
    }
    if COMMANDS.iter().any(|named| named.word == word.to_lowercase()) {
        return Some(format!("/{word} takes nothing behind it"));
    }
    if is_redact(line) {
        // A verb of the shell alone: what it finds is more than a line of the screen can tell.
        return Some(format!(
            "Words are removed in a shell: hotwash {}",
            line.trim_start_matches('/').trim_end()
        ));
    }
    let known = Pick::all().flat_map(|pick| pick.also().chain([pick.word()]));
    Some(match nearest(word, known) {
        Some(meant) => format!("No command is called /{word}; did you mean /{meant}?"),
        None => format!("No command is called /{word}"),
    })
}

/// True for a line that asks for `redact`, a verb of the shell alone.
fn is_redact(line: &str) -> bool {
    let word = line
        .strip_prefix('/')
        .and_then(|rest| rest.split(char::is_whitespace).next());
    word.is_some_and(|word| word.eq_ignore_ascii_case("redact"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_space_take_what_stands_behind() {
        let told = |line: &str| match SlashCommand::of(line) {
            Some(SlashCommand::Field(row, argument)) => format!("{}={argument}", row.wire),
            Some(SlashCommand::Command(named, argument)) => format!("{}({argument})", named.word),
            Some(SlashCommand::Line(line)) => line,
            None => "text".to_owned(),
        };
        for (line, expected) in [
            ("/sev 2", "severity=2"),
            ("/severity sev2", "severity=sev2"),
            ("/SEV 2", "severity=2"),
            ("/zone UTC-5", "zone=UTC-5"),
            ("/impact 40% of payments", "impact=40% of payments"),
            ("/cause a bad route", "cause=a bad route"),
            ("/resolution rolled back", "resolution=rolled back"),
            ("/went-well the alert", "went-well=the alert"),
            ("/affected  logins ", "affected=logins"),
            ("/commander ana", "commander=ana"),
            ("/lesso x", "lessons=x"),
            ("/impact ", "impact="),
            ("/mitigation rolled back", "m: rolled back"),
            ("/mit rolled back", "m: rolled back"),
            ("/rollback of 4.2", "m: of 4.2"),
            ("/alert login probe", "alert: login probe"),
            ("/d users are out", "d: users are out"),
            ("/todo call @bo", "todo: call @bo"),
            ("/new payments down", "new(payments down)"),
            ("/search auth", "search(auth)"),
            ("/filter @bo", "filter(@bo)"),
            ("/day 25 Mar 2023", "day(25 Mar 2023)"),
            // Several begin so, it takes nothing, or it is no name at all.
            ("/comm x", "text"),
            ("/close now", "text"),
            ("/sev", "text"),
            ("/sevv 2", "text"),
            ("/etc is full", "text"),
            ("/ 2", "text"),
            ("sev 2", "text"),
            ("", "text"),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
    }

    #[test]
    fn what_looks_like_a_command_and_is_none_is_told() {
        for (line, told) in [
            ("/sevv 2", Some("No command is called /sevv; did you mean /sev?")),
            (
                "/redact 29",
                Some("Words are removed in a shell: hotwash redact 29"),
            ),
            ("/quit", Some("No command is called /quit")),
            ("/etc is full", Some("No command is called /etc")),
            ("/close now", Some("/close takes nothing behind it")),
            (
                "/sev 2",
                Some("/sev is a command, but this line was kept as text"),
            ),
            (":q", Some("That is no command here: Ctrl-Q leaves, F1 helps")),
            ("/etc/passwd is gone", None),
            ("/healthz?x=1 returns 500", None),
            ("/", None),
            ("users are out", None),
        ] {
            assert_eq!(doubt(line).as_deref(), told, "{line}");
        }
    }
}
