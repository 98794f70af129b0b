//! An editable text field: the text, the cursor, and every edit a key can name.
//!
//! The cursor always stands on a grapheme boundary. Nothing here knows of keys or of a screen.

mod history;
mod kill;
mod layout;
mod motion;

#[cfg(test)]
mod tests;

use std::ops::Range;

use history::{Change, ChangeKind, History};
use kill::{KillBuffer, KillSide};
use motion as to;

pub use layout::FieldLayout;

/// One edit of a [`Field`], so that a table of keys can name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Inserts a typed character, a burst or a whole paste at the cursor.
    Insert(String),
    /// Removes the grapheme before the cursor.
    Backspace,
    /// Removes the grapheme after the cursor.
    Delete,
    /// Moves one grapheme left.
    Left,
    /// Moves one grapheme right.
    Right,
    /// Moves to the start of this or the previous alphanumeric word.
    WordLeft,
    /// Moves to the end of this or the next alphanumeric word.
    WordRight,
    /// Moves to the start of the line.
    Home,
    /// Moves to the end of the line.
    End,
    /// Moves to the same column one line up.
    Up,
    /// Moves to the same column one line down.
    Down,
    /// Kills to the end of the line; at the end, the line break.
    KillToEnd,
    /// Kills to the start of the line; at the start, the line break before it.
    KillToStart,
    /// Kills back to the previous white space.
    KillSpacedWordBack,
    /// Kills back to the start of the alphanumeric word.
    KillWordBack,
    /// Kills to the end of the alphanumeric word.
    KillWordForward,
    /// Inserts what was last killed.
    Yank,
    /// Swaps the graphemes around the cursor; at the end of a line, the two before it.
    Transpose,
    /// Takes back the last word typed, paste, or other change.
    Undo,
}

/// An editable text with a cursor, a kill buffer and an undo history.
#[derive(Debug, Clone, Default)]
pub struct Field {
    text: String,
    /// Byte offset into `text`, always at a grapheme boundary.
    cursor: usize,
    /// The column that a run of `Up` and `Down` aims at.
    goal: Option<usize>,
    kills: KillBuffer,
    history: History,
}

impl Field {
    /// A field holding `text`, the cursor at its end.
    #[must_use]
    pub fn with_text(text: impl Into<String>) -> Self {
        let mut field = Self::default();
        field.set(text);
        field
    }

    /// The text as typed, which may hold anything: show it only through [`Field::layout`].
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cursor as a byte offset into [`Field::text`], at a grapheme boundary.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor at a byte offset, or at the grapheme boundary behind it.
    pub fn place(&mut self, at: usize) {
        self.cursor = to::boundary_from(&self.text, at.min(self.text.len()));
    }

    /// Says whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Replaces the text, puts the cursor at its end and forgets what could be undone.
    pub fn set(&mut self, text: impl Into<String>) {
        self.text = text.into();
        self.cursor = self.text.len();
        self.goal = None;
        self.kills.end_chain();
        self.history = History::default();
    }

    /// Empties the field and returns its text; the kill buffer stays for the next one.
    pub fn take(&mut self) -> String {
        let text = std::mem::take(&mut self.text);
        self.set(String::new());
        text
    }

    /// Inserts `s` at the cursor in one step, however long it is. Returns whether `s` had text.
    pub fn insert_str(&mut self, s: &str) -> bool {
        self.goal = None;
        self.kills.end_chain();
        self.insert(s)
    }

    /// Kills the whole text, which undo and yank bring back.
    pub fn kill_all(&mut self) {
        self.goal = None;
        self.kills.end_chain();
        self.kill(0..self.text.len(), KillSide::Before);
        self.kills.end_chain();
    }

    /// Performs `edit`. Returns whether the text or the cursor changed; `false` from `Up` on the
    /// first and `Down` on the last line leaves those keys to the caller.
    pub fn apply(&mut self, edit: Edit) -> bool {
        if !matches!(edit, Edit::Up | Edit::Down) {
            self.goal = None;
        }
        if !edit.is_kill() {
            self.kills.end_chain();
        }
        let (text, at) = (self.text.as_str(), self.cursor);
        match edit {
            Edit::Insert(s) => self.insert(&s),
            Edit::Backspace => self.replace(to::left(text, at)..at, "", ChangeKind::Erasing),
            Edit::Delete => self.replace(at..to::right(text, at), "", ChangeKind::Once),
            Edit::Left => self.move_to(to::left(text, at)),
            Edit::Right => self.move_to(to::right(text, at)),
            Edit::WordLeft => self.move_to(to::word_left(text, at)),
            Edit::WordRight => self.move_to(to::word_right(text, at)),
            Edit::Home => self.move_to(to::line_start(text, at)),
            Edit::End => self.move_to(to::line_end(text, at)),
            Edit::Up => self.move_vertically(to::previous_line(text, at)),
            Edit::Down => self.move_vertically(to::next_line(text, at)),
            Edit::KillToEnd => self.kill(at..to::kill_end(text, at), KillSide::After),
            Edit::KillToStart => self.kill(to::kill_start(text, at)..at, KillSide::Before),
            Edit::KillSpacedWordBack => self.kill(to::spaced_word_left(text, at)..at, KillSide::Before),
            Edit::KillWordBack => self.kill(to::word_left(text, at)..at, KillSide::Before),
            Edit::KillWordForward => self.kill(at..to::word_right(text, at), KillSide::After),
            Edit::Yank => self.yank(),
            Edit::Transpose => self.transpose(),
            Edit::Undo => self.undo(),
        }
    }

    fn insert(&mut self, s: &str) -> bool {
        let typed = s.chars().nth(1).is_none();
        let kind = if typed {
            ChangeKind::Typing
        } else {
            ChangeKind::Once
        };
        self.replace(self.cursor..self.cursor, s, kind)
    }

    /// Puts `with` in place of `range` and the cursor behind it, remembering how to undo it.
    fn replace(&mut self, range: Range<usize>, with: &str, kind: ChangeKind) -> bool {
        if range.is_empty() && with.is_empty() {
            return false;
        }
        let change = Change {
            at: range.start,
            removed: self.text[range.clone()].to_owned(),
            inserted: with.len(),
            cursor: self.cursor,
            kind,
        };
        let starts_word = to::starts_word(&self.text[..range.start], with);
        let end = range.start + with.len();
        self.text.replace_range(range, with);
        // What now meets at the seam may have fused into one grapheme.
        self.cursor = to::boundary_from(&self.text, end);
        self.history.record(change, starts_word);
        true
    }

    fn move_to(&mut self, target: usize) -> bool {
        self.history.close();
        let moved = target != self.cursor;
        self.cursor = target;
        moved
    }

    fn move_vertically(&mut self, line: Option<Range<usize>>) -> bool {
        let Some(line) = line else {
            return false;
        };
        let goal = self.goal.unwrap_or_else(|| to::column(&self.text, self.cursor));
        self.goal = Some(goal);
        self.move_to(to::at_column(&self.text, line, goal))
    }

    fn kill(&mut self, range: Range<usize>, side: KillSide) -> bool {
        self.kills.add(&self.text[range.clone()], side);
        self.replace(range, "", ChangeKind::Once)
    }

    fn yank(&mut self) -> bool {
        let killed = self.kills.text().to_owned();
        self.replace(self.cursor..self.cursor, &killed, ChangeKind::Once)
    }

    fn transpose(&mut self) -> bool {
        let Some((range, swapped)) = to::transposed(&self.text, self.cursor) else {
            return false;
        };
        self.replace(range, &swapped, ChangeKind::Once)
    }

    fn undo(&mut self) -> bool {
        let Some(change) = self.history.pop() else {
            return false;
        };
        self.text
            .replace_range(change.at..change.at + change.inserted, &change.removed);
        self.cursor = change.cursor;
        true
    }
}

impl Edit {
    /// Says whether this edit fills the kill buffer, and so continues a chain of kills.
    fn is_kill(&self) -> bool {
        matches!(
            self,
            Self::KillToEnd
                | Self::KillToStart
                | Self::KillSpacedWordBack
                | Self::KillWordBack
                | Self::KillWordForward
        )
    }
}
