//! The one table of keys: dispatch, footer, help, the manual page and `docs/keys.md` are all read from it.

mod action;
mod context;
mod table;

use super::input::Key;

pub use action::{Action, Part};
pub use context::Context;
pub use table::ROWS;

/// One row: a key in a context, what it does, and how that is said.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it holds.
    pub context: Context,
    /// The keys that do it; the first is the one shown.
    pub keys: &'static [Key],
    /// What it does.
    pub action: Action,
    /// What the help says; also its name in the palette.
    pub help: &'static str,
    /// What the footer says, when it has room; rows without are not in the footer.
    pub footer: Option<&'static str>,
}

/// What a key does in a context: the context's own row first, then the editing keys where a text is being
/// written, then what holds everywhere. A plain character is never anything but itself where text is written.
pub fn find(context: Context, key: Key) -> Option<&'static Row> {
    let row = |context, key| {
        ROWS.iter()
            .find(move |row: &&Row| row.context == context && row.keys.contains(&key))
    };
    let own = row(context, key);
    if !context.writes() {
        return own.or_else(|| row(Context::Everywhere, key));
    }
    let editing = || match context {
        Context::Picker | Context::Question => row(Context::Composer, key),
        // Palette and search: a line of text, but nothing to record.
        _ => row(Context::Composer, key).filter(|row| matches!(row.action, Action::Edit(_))),
    };
    own.or_else(editing)
        .or_else(|| row(Context::Everywhere, key).filter(|_| key.typed().is_none()))
}

/// The rows of a context.
pub fn rows_of(context: Context) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.context == context)
}

/// The key shown for an action in a context; the global one where the context has none of its own.
pub fn key_of(context: Context, action: &Action) -> Option<Key> {
    let row = rows_of(context)
        .chain(rows_of(Context::Everywhere))
        .find(|row| row.action == *action)?;
    row.keys.first().copied()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_does_two_things_in_one_context() {
        let mut seen = HashSet::new();
        for row in ROWS {
            for key in row.keys {
                assert!(
                    seen.insert((row.context, *key)),
                    "{key} twice in {:?}",
                    row.context
                );
            }
        }
    }

    #[test]
    fn keys_that_terminals_need_stay_unbound() {
        for row in ROWS {
            for key in ['h', 'i', 'j', 'm'].map(Key::ctrl) {
                assert!(
                    !row.keys.contains(&key),
                    "{key} is another key's code in many terminals"
                );
            }
        }
    }

    #[test]
    fn a_question_mark_is_text_where_text_is_written() {
        assert!(find(Context::Composer, Key::char('?')).is_none());
        assert_eq!(
            find(Context::Timeline, Key::char('?')).map(|row| &row.action),
            Some(&Action::Help)
        );
    }

    #[test]
    fn every_context_has_a_way_back_and_a_footer() {
        for context in Context::ALL {
            assert!(rows_of(context).any(|row| row.footer.is_some()), "{context:?}");
        }
    }
}
