//! The lines before the one being written: remembered, put aside, and brought back.

use super::Composer;
use crate::app::field::Field;
use crate::app::given::SlashCommand;

/// The most lines that are remembered.
pub(super) const HISTORY: usize = 200;

/// The most bytes of them: all of it is kept with each key. The newest is remembered however long it is.
pub(super) const HISTORY_BYTES: usize = 1024 * 1024;

impl Composer {
    /// The lines typed before, oldest first.
    pub fn history(&self) -> &[String] {
        &self.history
    }

    /// Remembers a line, newest last.
    pub fn remember(&mut self, line: &str) {
        if line.trim().is_empty() || self.history.last().is_some_and(|last| last == line) {
            return;
        }
        self.history.push(line.to_owned());
        let mut bytes = 0;
        let fits = |line: &&String| {
            bytes += line.len();
            bytes <= HISTORY_BYTES
        };
        let fitting = self.history.iter().rev().take(HISTORY).take_while(fits).count();
        let surplus = self.history.len() - fitting.max(1);
        self.history.drain(..surplus);
    }

    /// Lines put aside and not taken up again, oldest first.
    pub fn aside(&self) -> &[String] {
        &self.aside
    }

    /// Puts the line aside: out of the way, into the history. What it was for is over too, and the line that waited is
    /// there again.
    pub fn put_aside(&mut self) {
        if let Some(line) = self.end_task() {
            self.aside.push(line);
            return;
        }
        if let Some(pasted) = self.attached.take() {
            self.keep_aside(&pasted.text);
        }
        let line = self.send();
        self.aside.push(line);
    }

    /// Puts a text aside that was typed elsewhere.
    pub fn keep_aside(&mut self, text: &str) {
        self.remember(text);
        self.aside.push(text.to_owned());
    }

    /// Takes out every line of which this is so, the one being written and those that wait too, and what an undo or a
    /// yank would bring back of them. How many there were.
    pub fn drop_lines(&mut self, gone: impl Fn(&str) -> bool) -> usize {
        self.end_browsing();
        let before = self.history.len() + self.aside.len();
        self.history.retain(|line| !gone(line));
        self.aside.retain(|line| !gone(line));
        let mut dropped = before - self.history.len() - self.aside.len();
        for paste in [&mut self.attached, &mut self.waiting_paste] {
            dropped += usize::from(paste.take_if(|pasted| gone(&pasted.text)).is_some());
        }
        if let Some((_, waiting)) = &mut self.task
            && gone(waiting)
        {
            waiting.clear();
            dropped += 1;
        }
        let (line, at) = (self.field.text().to_owned(), self.field.cursor());
        if gone(&line) {
            self.field = Field::default();
            dropped += 1;
        } else {
            self.field = Field::with_text(line);
            self.field.place(at);
        }
        dropped
    }

    /// The older line that is shown is the line now; the one that waited meanwhile stays in the history.
    pub(super) fn end_browsing(&mut self) {
        if let Some((_, waiting)) = self.browsing.take() {
            self.remember(&waiting);
        }
    }

    /// Puts a line there, unless another one is being written: then it stays in the history. Says which.
    pub fn give_back(&mut self, line: &str) -> bool {
        self.remember(line);
        let free = self.field.is_empty();
        if free {
            self.put(line.to_owned());
            // It was a command, and still is one.
            self.dismissed &= SlashCommand::of(line).is_none();
        }
        free
    }

    /// Shows an older line; the present one waits.
    pub fn older(&mut self) {
        let at = self.browsing.as_ref().map_or(self.history.len(), |(at, _)| *at);
        let Some(older) = at.checked_sub(1) else { return };
        let waiting = match self.browsing.take() {
            Some((_, waiting)) => waiting,
            None => self.field.text().to_owned(),
        };
        let line = self.history[older].clone();
        self.aside.retain(|aside| *aside != line);
        self.put(line);
        self.browsing = Some((older, waiting));
    }

    /// Shows a newer line, at last the one that waited.
    pub fn newer(&mut self) {
        let Some((at, waiting)) = self.browsing.take() else {
            return;
        };
        match self.history.get(at + 1) {
            Some(line) => {
                self.put(line.clone());
                self.browsing = Some((at + 1, waiting));
            }
            None => self.put(waiting),
        }
    }
}
