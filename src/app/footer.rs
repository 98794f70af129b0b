//! The footer and the help: the table of keys, said in words.

use super::keymap::{self, Action, Context, KeyRow};

/// A key and what it does, as the footer shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// `Enter`, `^P`.
    pub key: String,
    /// One or two words.
    pub says: &'static str,
    /// The key's action; `None` where it is no row of the table.
    pub action: Option<Action>,
}

impl Hint {
    /// Says whether its key does this.
    pub fn does(&self, action: impl Into<Action>) -> bool {
        self.action.as_ref() == Some(&action.into())
    }
}

/// The keys that work in a context, the most useful first; the footer shows as many as fit.
pub fn hints(context: Context) -> Vec<Hint> {
    let own = keymap::rows_of(context).filter_map(hint);
    let slash = Hint {
        key: "/".to_owned(),
        says: "kinds",
        action: None,
    };
    let slash = (context == Context::Composer).then_some(slash);
    let mut hints: Vec<Hint> = own.collect();
    hints.splice(1.min(hints.len())..1.min(hints.len()), slash);
    if !matches!(context, Context::Palette | Context::Find | Context::Help) {
        hints.extend(keymap::rows_of(Context::Everywhere).filter_map(hint));
    }
    hints
}

fn hint(row: &KeyRow) -> Option<Hint> {
    let key = row.keys.first()?.to_string();
    let key = key
        .strip_prefix("Ctrl-")
        .map_or_else(|| key.clone(), |letter| format!("^{letter}"));
    Some(Hint {
        key,
        says: row.footer?,
        action: Some(row.action.clone()),
    })
}

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// A group of keys begins.
    Heading(&'static str),
    /// Keys, and what they do.
    Keys(String, &'static str),
    /// A sentence.
    Words(&'static str),
    /// Nothing.
    Blank,
}

/// The help: how a line is written, then every key. What the reader was doing comes first.
pub fn help(first: Context) -> Vec<HelpLine> {
    let mut lines = vec![HelpLine::Heading("A line and Enter records it")];
    lines.extend(GRAMMAR.iter().map(|line| HelpLine::Words(line)));
    let others = Context::ALL.into_iter().filter(|context| *context != first);
    for context in std::iter::once(first).chain(others) {
        lines.push(HelpLine::Blank);
        lines.push(HelpLine::Heading(context.title()));
        lines.extend(keymap::rows_of(context).map(keys));
    }
    lines.extend([HelpLine::Blank, HelpLine::Words(SELECTION)]);
    lines
}

fn keys(row: &KeyRow) -> HelpLine {
    let keys: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
    HelpLine::Keys(keys.join(", "), row.help)
}

const GRAMMAR: &[&str] = &[
    "Users cannot log in              a note, now",
    "d: Users cannot log in           a detection; / lists all kinds",
    "09:30 d: ...   ~09:30 ...        at a time; about a time",
    "-10m rolled back                 ten minutes ago; also 10m ago",
    "14:05-14:20 i: checked the net   from, to",
    "yesterday 23:50 ...   2023-03-25 09:30 ...",
    "todo: add a check @bo due 2026-12-01",
    "\\09:30 is when it starts         a backslash: the line is text",
];

const SELECTION: &str =
    "Your terminal's own selection of text with the mouse works: hotwash leaves the mouse alone.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::COMMANDS;
    use crate::app::screen::composing;

    #[test]
    fn the_composers_footer_is_that_of_the_interface() {
        let shown: Vec<String> = hints(Context::Composer)
            .iter()
            .map(|hint| format!("{} {}", hint.key, hint.says))
            .collect();
        assert_eq!(
            shown.join("  "),
            "Enter record  / kinds  Tab timeline  ^P commands  F1 help"
        );
    }

    #[test]
    fn every_key_of_the_table_is_in_the_help() {
        let keys = help(Context::Composer)
            .into_iter()
            .filter(|line| matches!(line, HelpLine::Keys(..)))
            .count();
        assert_eq!(keys, keymap::all_rows().count());
    }

    #[test]
    fn every_named_command_has_a_key() {
        let has_key = |action: &Action| {
            Context::ALL
                .into_iter()
                .any(|context| keymap::key_of(context, action.clone()).is_some())
        };
        let without: Vec<&str> = COMMANDS
            .iter()
            // A day stands behind its word, and a line that is only a day needs no word.
            .filter(|named| named.action != composing::Action::Day.into() && !has_key(&named.action))
            .map(|named| named.word)
            .collect();
        assert!(without.is_empty(), "{without:?}");
    }
}
