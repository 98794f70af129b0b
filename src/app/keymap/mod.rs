//! The one table of keys: dispatch, footer, help, the manual page and `docs/keys.md` are all read from it. Each screen
//! holds its own rows.

mod action;
mod context;
pub(in crate::app) mod key;
mod row;

use super::input::Key;

pub use action::Action;
pub use context::Context;
pub use row::KeyRow;
pub(in crate::app) use row::rows;

/// Finds the row of a key in a context: the context's own row first, then the editing keys where a text is being
/// written, then what holds everywhere. A plain character is never anything but itself where text is written.
pub fn find(context: Context, key: Key) -> Option<&'static KeyRow> {
    let row = |context| rows_of(context).find(|row| row.keys.contains(&key));
    let own = row(context);
    if !context.writes() {
        return own.or_else(|| row(Context::Everywhere));
    }
    let composes = matches!(context, Context::Picker | Context::Question);
    // Palette and search: a line of text, but nothing to record.
    let editing = || row(Context::Composer).filter(|row| composes || matches!(row.action, Action::Edit(_)));
    own.or_else(editing)
        .or_else(|| row(Context::Everywhere).filter(|_| key.typed().is_none()))
}

/// The rows of a context.
pub fn rows_of(context: Context) -> impl Iterator<Item = &'static KeyRow> {
    context.rows().iter()
}

/// The rows of all contexts, each with its own.
pub fn all_rows() -> impl Iterator<Item = (Context, &'static KeyRow)> {
    let of = |context| rows_of(context).map(move |row| (context, row));
    Context::ALL.into_iter().flat_map(of)
}

/// The key shown for an action in a context; the global one where the context has none of its own.
pub fn key_of(context: Context, action: impl Into<Action>) -> Option<Key> {
    let action = action.into();
    let row = rows_of(context)
        .chain(rows_of(Context::Everywhere))
        .find(|row| row.action == action)?;
    row.keys.first().copied()
}

/// As [`key_of`], in words; nothing where no key does it.
pub fn key_name(context: Context, action: impl Into<Action>) -> String {
    key_of(context, action).map_or_else(String::new, |key| key.to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::app::everywhere;

    #[test]
    fn no_key_does_two_things_in_one_context() {
        let mut seen = HashSet::new();
        for (context, row) in all_rows() {
            for key in row.keys {
                assert!(seen.insert((context, *key)), "{key} twice in {context:?}");
            }
        }
    }

    #[test]
    fn keys_that_terminals_need_stay_unbound() {
        for (_, row) in all_rows() {
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
            Some(&Action::Everywhere(everywhere::Action::Help))
        );
    }

    #[test]
    fn every_context_has_a_way_back_and_a_footer() {
        for context in Context::ALL {
            assert!(rows_of(context).any(|row| row.footer.is_some()), "{context:?}");
            let esc = |row: &KeyRow| row.keys.contains(&key::ESC);
            assert!(
                context == Context::Everywhere || rows_of(context).any(esc),
                "{context:?}"
            );
        }
    }
}
