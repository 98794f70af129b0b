//! The memory of undo: changes grouped by word or burst, in bounded memory.

use std::collections::VecDeque;

/// Most groups remembered.
const MAX_CHANGES: usize = 1_000;
/// Most removed bytes remembered, over all groups.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The origin of a change, which says what it may be grouped with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChangeKind {
    /// One typed character; a word of them is undone at once.
    Typing,
    /// One backspace; a word of them is undone at once.
    Erasing,
    /// A paste, a kill or another change that is undone by itself.
    Once,
}

/// One replacement of text. The inserted text is still in the field, so its length suffices.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// Byte offset of the replaced text.
    pub(super) at: usize,
    pub(super) removed: String,
    /// Bytes inserted at `at`.
    pub(super) inserted: usize,
    /// The cursor before.
    pub(super) cursor: usize,
    pub(super) kind: ChangeKind,
}

/// The changes that can be undone, oldest first.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    changes: VecDeque<Change>,
    /// Sum of the lengths of all `removed`.
    bytes: usize,
    /// True if the newest change may still grow.
    open: bool,
}

impl History {
    /// Remembers `change`; typing that `starts_word` begins a new group.
    pub(super) fn record(&mut self, change: Change, starts_word: bool) {
        self.bytes += change.removed.len();
        let group = self.changes.back_mut().filter(|_| self.open);
        if let Some(ungrouped) = join(group, change, starts_word) {
            self.changes.push_back(ungrouped);
        }
        self.open = true;
        while self.changes.len() > MAX_CHANGES || self.bytes > MAX_BYTES {
            self.forget_oldest();
        }
    }

    /// Ends the present group, as when the cursor was moved.
    pub(super) fn close(&mut self) {
        self.open = false;
    }

    /// Takes the newest change, for the caller to reverse.
    pub(super) fn pop(&mut self) -> Option<Change> {
        let change = self.changes.pop_back()?;
        self.bytes -= change.removed.len();
        self.open = false;
        Some(change)
    }

    fn forget_oldest(&mut self) {
        let oldest = self.changes.pop_front();
        // Nothing left means nothing counted, so the caller's loop ends.
        self.bytes = oldest.map_or(0, |change| self.bytes - change.removed.len());
    }
}

/// Lets `group` grow by `change` where they belong together, or gives `change` back.
fn join(group: Option<&mut Change>, change: Change, starts_word: bool) -> Option<Change> {
    let Some(group) = group.filter(|group| group.kind == change.kind) else {
        return Some(change);
    };
    match change.kind {
        ChangeKind::Typing if !starts_word && group.at + group.inserted == change.at => {
            group.inserted += change.inserted;
        }
        ChangeKind::Erasing if group.at == change.at + change.removed.len() && !ends_word(&change, group) => {
            group.at = change.at;
            group.removed.insert_str(0, &change.removed);
        }
        ChangeKind::Typing | ChangeKind::Erasing | ChangeKind::Once => return Some(change),
    }
    None
}

/// Says whether `erased` is the end of a word and `group`, erased behind it, starts with white space.
fn ends_word(erased: &Change, group: &Change) -> bool {
    group.removed.starts_with(char::is_whitespace) && !erased.removed.starts_with(char::is_whitespace)
}
