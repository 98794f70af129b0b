//! The line at the bottom: what is typed, the lines before it, and the list that `/` opens.

mod history;
mod picker;

use std::borrow::Cow;

use chrono::NaiveDate;

use super::commands::{self};
use super::field::{Edit, Field};
use super::given::SlashCommand;
use super::pasted::Pasted;
use crate::domain::id::RecordId;
use crate::domain::kind::Kind;

/// The task of a line, where it is more than an event of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// It corrects this event.
    Correct(RecordId),
    /// It corrects when this event happened.
    Retime(RecordId),
    /// It corrects this action item.
    CorrectItem(RecordId),
    /// It tells what became of this hypothesis: a dead end, or the cause.
    End(RecordId, Kind),
}

/// The composer of one incident, or of the question that starts one.
#[derive(Clone, Debug, Default)]
pub struct Composer {
    /// The text typed.
    pub field: Field,
    /// Lines typed before, oldest first; those recorded and those put aside.
    history: Vec<String>,
    /// Lines put aside by the person and not taken up again.
    aside: Vec<String>,
    /// The place in the history, while one browses, and the line that waits meanwhile.
    browsing: Option<(usize, String)>,
    /// The row of the picker that is highlighted.
    highlight: usize,
    /// True if the picker was closed for the line as it is: what begins with a slash is text.
    dismissed: bool,
    /// True if that was asked for, and holds whatever the line becomes.
    as_text: bool,
    /// True if it was said that the line looks like a command and is none.
    doubted: bool,
    /// The task of the line, where it is more than an event of its own, and the line that waits meanwhile.
    task: Option<(Task, String)>,
    /// The day that bare clock times are on, once a line that is only a day said so.
    pub day: Option<NaiveDate>,
    /// The paste that becomes the evidence of what the line says.
    attached: Option<Pasted>,
    /// That of the line that waits while one with a task is written.
    waiting_paste: Option<Pasted>,
    /// The suspicion that the line ends, where one was chosen for it.
    chosen: Option<RecordId>,
}

impl Composer {
    /// A composer as it was left.
    pub fn restored(line: String, history: Vec<String>, aside: Vec<String>) -> Self {
        Composer {
            // A list that nobody asked for would be in the way of a line that happens to begin with a slash.
            dismissed: line.starts_with('/'),
            as_text: line.starts_with('/'),
            field: Field::with_text(line),
            history,
            aside,
            ..Composer::default()
        }
    }

    /// Begins a line that has a task; the present one waits, but for one that had a task too: that is in the history.
    pub fn begin(&mut self, task: Task, line: String) {
        self.end_browsing();
        self.end_task();
        let waiting = self.field.text().to_owned();
        self.put(line);
        self.task = Some((task, waiting));
        self.waiting_paste = self.attached.take();
    }

    /// The task of the line, where it is more than an event of its own.
    pub fn task(&self) -> Option<Task> {
        self.task.as_ref().map(|(task, _)| *task)
    }

    /// Ends the line that has a task: the one that waited is there again, and what was written is returned, and in
    /// the history. `None` where there was no task.
    pub fn end_task(&mut self) -> Option<String> {
        let (_, waiting) = self.task.take()?;
        self.end_browsing();
        let line = self.field.take();
        self.remember(&line);
        self.put(waiting);
        self.attached = self.waiting_paste.take();
        Some(line)
    }

    /// Has this paste become the evidence of what the line says, which may be these words.
    pub fn attach(&mut self, pasted: Pasted, words: &str) {
        self.detach();
        self.attached = Some(pasted);
        let line = self.field.text();
        let gap = if line.is_empty() || line.ends_with(char::is_whitespace) {
            ""
        } else {
            " "
        };
        self.put(format!("{line}{gap}{words}"));
    }

    /// The paste that becomes the evidence of what the line says.
    pub fn attached(&self) -> Option<&Pasted> {
        self.attached.as_ref()
    }

    /// The pastes that are not recorded: that of the line, and that of the line which waits for a correction to end.
    pub fn pastes(&self) -> impl Iterator<Item = &Pasted> {
        self.attached.iter().chain(&self.waiting_paste)
    }

    /// Takes it away from the line.
    pub fn take_attached(&mut self) -> Option<Pasted> {
        self.attached.take()
    }

    /// The line is without its paste, which stays in the history.
    fn detach(&mut self) {
        if let Some(pasted) = self.attached.take() {
            self.remember(&pasted.text);
        }
    }

    /// The suspicion that was chosen for the line to end.
    pub fn chosen(&self) -> Option<RecordId> {
        self.chosen
    }

    /// The line ends this suspicion; where that was chosen before, it ends none.
    pub fn choose(&mut self, suspicion: RecordId) {
        self.chosen = Some(suspicion).filter(|_| self.chosen != Some(suspicion));
    }

    /// The line that waits while one with a task is written, or an older one is shown.
    pub fn waiting(&self) -> Option<&str> {
        let browsed = self.browsing.as_ref().map(|(_, waiting)| waiting);
        let browsed = browsed.filter(|waiting| !waiting.is_empty());
        let task = self.task.as_ref().map(|(_, waiting)| waiting);
        task.or(browsed).map(String::as_str)
    }

    /// The line that is being written where it has a task, also while one browses from it.
    pub fn with_task(&self) -> Option<&str> {
        let browsed = self.browsing.as_ref().map(|(_, waiting)| waiting.as_str());
        let line = self.task.as_ref().map(|_| browsed.unwrap_or(self.field.text()));
        line.filter(|line| !line.is_empty())
    }

    /// Says whether Enter was pressed before on the line as it is, although it looks like a command; from now on it
    /// was.
    pub fn insists(&mut self) -> bool {
        std::mem::replace(&mut self.doubted, true)
    }

    /// Edits the line.
    pub fn edit(&mut self, edit: Edit) -> bool {
        self.doubted = false;
        let before = self.field.text().len();
        let changed = self.field.apply(edit);
        if self.field.text().len() != before {
            self.highlight = 0;
            self.end_browsing();
        }
        if !self.field.text().starts_with('/') {
            (self.dismissed, self.as_text) = (false, false);
        } else if SlashCommand::of(self.field.text()).is_some() {
            self.dismissed = self.as_text;
        } else if commands::fitting(self.field.text()).is_empty() {
            self.dismissed = true;
        }
        changed
    }

    /// The line to be read: where a kind was picked by its name, the line that it stands for.
    pub fn line(&self) -> Cow<'_, str> {
        match self.given() {
            Some(SlashCommand::Line(line)) => line.into(),
            Some(SlashCommand::Field(..) | SlashCommand::Command(..)) | None => self.field.text().into(),
        }
    }

    /// Takes the line away to be recorded; a copy goes to the history.
    pub fn send(&mut self) -> String {
        self.end_browsing();
        let line = self.field.take();
        self.remember(&line);
        (self.dismissed, self.as_text, self.doubted) = (false, false, false);
        (self.highlight, self.chosen) = (0, None);
        line
    }

    /// Makes the line text whatever it looks like, or has it read anew.
    pub fn toggle_text(&mut self) {
        self.end_browsing();
        let line = self.field.text();
        let toggled = line
            .strip_prefix('\\')
            .map_or_else(|| format!("\\{line}"), str::to_owned);
        self.put(toggled);
    }

    /// Has the line say something else; what it said is in the history.
    pub fn rewrite(&mut self, text: &str) {
        if self.field.text() == text {
            return;
        }
        self.end_browsing();
        let before = self.field.text().to_owned();
        self.remember(&before);
        self.put(text.to_owned());
    }

    /// Replaces the line, with the picker closed.
    pub fn put(&mut self, line: String) {
        (self.dismissed, self.as_text) = (line.starts_with('/'), false);
        self.field.set(line);
        (self.highlight, self.chosen) = (0, None);
    }
}

#[cfg(test)]
mod tests;
