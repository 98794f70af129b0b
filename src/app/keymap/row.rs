//! One row of the table, and the form in which a screen writes its rows.

use super::Action;
use crate::app::input::Key;

/// One row: the keys, what they do, and how that is said.
#[derive(Debug)]
pub struct KeyRow {
    /// The keys that do it; the first is the one shown.
    pub keys: &'static [Key],
    /// The action.
    pub action: Action,
    /// Changes the record, or begins to ask for what would: a letter that may belong to words does not do it.
    pub changes: bool,
    /// The words of the help; also its name in the palette.
    pub help: &'static str,
    /// The words of the footer, when it has room; rows without are not in the footer.
    pub footer: Option<&'static str>,
}

/// The rows of a context, one a line, in the order of the help and of the footer: which keys, what they do, how the
/// help says it and how the footer does. What they do is one of
///
/// - `changes X`: the screen's own `Action::X`, which changes the record or begins to;
/// - `shows X`: the screen's own `Action::X`, which does no harm;
/// - `moves X`: the screen's own `Action::Move(Motion::X)`;
/// - `edits X`: an editing key of the line;
/// - `everywhere X`: what means the same on every screen.
macro_rules! rows {
    ($own:ident: $([$($key:expr),+] $how:ident $what:ident $(($with:expr))?, $help:literal $(, footer $footer:literal)?;)+) => {{
        use $crate::app::keymap::key::*;
        use $crate::app::keymap::{KeyRow, rows};
        &[$(KeyRow {
            keys: &[$($key),+],
            action: rows!(@action $own $how $what $(($with))?),
            changes: rows!(@changes $how $what $(($with))?),
            help: $help,
            footer: rows!(@footer $($footer)?),
        },)+]
    }};
    (@action $own:ident edits $what:ident) => {
        $crate::app::keymap::Action::Edit($crate::app::field::Edit::$what)
    };
    (@action $own:ident moves $what:ident) => {
        $crate::app::keymap::Action::$own(Action::Move($crate::app::motion::Motion::$what))
    };
    (@action $own:ident everywhere $what:ident $(($with:expr))?) => {
        $crate::app::keymap::Action::Everywhere($crate::app::everywhere::Action::$what $(($with))?)
    };
    (@action $own:ident $how:ident $what:ident $(($with:expr))?) => {
        $crate::app::keymap::Action::$own(Action::$what $(($with))?)
    };
    (@changes changes $what:ident $(($with:expr))?) => { true };
    (@changes shows $what:ident $(($with:expr))?) => { false };
    (@changes moves $what:ident) => { false };
    (@changes edits $what:ident) => { false };
    (@changes everywhere $what:ident $(($with:expr))?) => {
        $crate::app::everywhere::Action::$what $(($with))?.changes()
    };
    (@footer $footer:literal) => { Some($footer) };
    (@footer) => { None };
}
pub(in crate::app) use rows;
