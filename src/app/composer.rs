//! The line at the bottom: what is typed, the lines before it, and the list that `/` opens.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::commands::{self, Pick};
use super::field::{Edit, Field};
use super::given::SlashCommand;
use super::pasted::Pasted;
use crate::domain::id::RecordId;
use crate::domain::kind::Kind;

/// How many lines are remembered.
const HISTORY: usize = 200;

/// How many bytes of them, at the most: all of it is kept with each key. The newest is remembered however long it is.
const HISTORY_BYTES: usize = 1024 * 1024;

/// What a line is for, where it is more than an event of its own.
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
    /// What is typed.
    pub field: Field,
    /// Lines typed before, oldest first; those recorded and those put aside.
    history: Vec<String>,
    /// Lines put aside by the person and not taken up again.
    aside: Vec<String>,
    /// Where in the history one is, and the line that waits meanwhile.
    browsing: Option<(usize, String)>,
    /// Which row of the picker is highlighted.
    highlight: usize,
    /// Whether the picker was closed for the line as it is: what begins with a slash is text.
    dismissed: bool,
    /// Whether that was asked for, and holds whatever the line becomes.
    as_text: bool,
    /// Whether it was said that the line looks like a command and is none.
    doubted: bool,
    /// What the line is for, where it is more than an event of its own, and the line that waits meanwhile.
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

    /// What the line is for, where it is more than an event of its own.
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

    /// The lines typed before, oldest first.
    pub fn history(&self) -> &[String] {
        &self.history
    }

    /// The line that is being written where it has a task, also while one browses from it.
    pub fn with_task(&self) -> Option<&str> {
        let browsed = self.browsing.as_ref().map(|(_, waiting)| waiting.as_str());
        let line = self.task.as_ref().map(|_| browsed.unwrap_or(self.field.text()));
        line.filter(|line| !line.is_empty())
    }

    /// Whether Enter was pressed before on the line as it is, although it looks like a command; from now on it was.
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

    /// The command that the line is, with its argument.
    pub fn given(&self) -> Option<SlashCommand> {
        SlashCommand::of(self.field.text()).filter(|_| !self.dismissed)
    }

    /// The line to be read: where a kind was picked by its name, the line that it stands for.
    pub fn line(&self) -> Cow<'_, str> {
        match self.given() {
            Some(SlashCommand::Line(line)) => line.into(),
            Some(SlashCommand::Field(..) | SlashCommand::Command(..)) | None => self.field.text().into(),
        }
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
        if self.attached.take_if(|pasted| gone(&pasted.text)).is_some() {
            dropped += 1;
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

    /// Takes the line away to be recorded; a copy goes to the history.
    pub fn send(&mut self) -> String {
        self.end_browsing();
        let line = self.field.take();
        self.remember(&line);
        (self.dismissed, self.as_text, self.doubted) = (false, false, false);
        (self.highlight, self.chosen) = (0, None);
        line
    }

    /// The older line that is shown is the line now; the one that waited meanwhile stays in the history.
    fn end_browsing(&mut self) {
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

    /// Makes the line text whatever it looks like, or has it read anew.
    pub fn toggle_text(&mut self) {
        self.end_browsing();
        let line = self.field.text();
        let toggled = line
            .strip_prefix('\\')
            .map_or_else(|| format!("\\{line}"), str::to_owned);
        self.put(toggled);
    }

    /// What the open picker offers, and the row highlighted; `None` while it is closed.
    pub fn picker(&self) -> Option<(Vec<Pick>, usize)> {
        if self.dismissed {
            return None;
        }
        let picks = commands::fitting(self.field.text());
        let last = picks.len().checked_sub(1)?;
        Some((picks, self.highlight.min(last)))
    }

    /// Moves the highlight, around the ends.
    pub fn move_highlight(&mut self, down: bool) {
        if let Some((picks, at)) = self.picker() {
            self.highlight = if down {
                (at + 1) % picks.len()
            } else {
                (at + picks.len() - 1) % picks.len()
            };
        }
    }

    /// Closes the picker; the line stays as it is, and is text.
    pub fn dismiss_picker(&mut self) {
        (self.dismissed, self.as_text) = (true, true);
    }

    /// Completes the line to what is highlighted.
    pub fn complete(&mut self) {
        if let Some((picks, at)) = self.picker() {
            match picks[at].prefix() {
                Some(prefix) => self.put(prefix),
                None => {
                    let line = format!("/{} ", picks[at].word());
                    let takes_argument = SlashCommand::of(&line).is_some();
                    self.field
                        .set(if takes_argument { &line } else { line.trim_end() });
                    (self.dismissed, self.highlight) = (false, 0);
                }
            }
        }
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
mod tests {
    use super::*;

    fn typed(text: &str) -> Composer {
        let mut composer = Composer::default();
        for c in text.chars() {
            composer.edit(Edit::Insert(c.to_string()));
        }
        composer
    }

    #[test]
    fn the_picker_closes_at_the_first_character_that_fits_none() {
        assert!(typed("/et").picker().is_none());
        assert!(typed("/c").picker().is_some());
        let mut composer = typed("/x/");
        composer.edit(Edit::Backspace);
        assert!(composer.picker().is_none(), "all is text from then on");
        composer.edit(Edit::KillToStart);
        composer.edit(Edit::Insert("/".to_owned()));
        assert!(composer.picker().is_some(), "a new line opens it again");
    }

    #[test]
    fn a_command_takes_its_argument_until_the_line_is_kept_as_text() {
        let mut composer = typed("/sevv 2");
        assert!(composer.given().is_none());
        for edit in [Edit::Home, Edit::Right, Edit::Right, Edit::Right, Edit::Delete] {
            composer.edit(edit);
        }
        assert!(composer.given().is_some(), "{}: put right", composer.field.text());
        composer.dismiss_picker();
        composer.edit(Edit::Insert("2".to_owned()));
        assert!(composer.given().is_none(), "that was asked for");
        assert_eq!(typed("/mit rolled back").line(), "m: rolled back");
        let mut composer = typed("/se");
        composer.move_highlight(true);
        composer.complete();
        assert_eq!(composer.field.text(), "/severity ");
        let mut empty = Composer::default();
        empty.give_back("/sev 2");
        assert!(empty.given().is_some(), "it is tried again");
    }

    #[test]
    fn the_picker_opens_at_the_first_slash_after_a_restart() {
        let restored = |line: &str| Composer::restored(line.to_owned(), Vec::new(), Vec::new());
        let mut composer = restored("");
        composer.edit(Edit::Insert("/".to_owned()));
        assert!(composer.picker().is_some());
        assert!(restored("/c").picker().is_none(), "the line as it was left");
    }

    #[test]
    fn history_goes_back_and_returns_to_the_waiting_line() {
        let mut composer = typed("one");
        composer.send();
        composer.edit(Edit::Insert("two".to_owned()));
        composer.send();
        composer.edit(Edit::Insert("thr".to_owned()));
        composer.older();
        composer.older();
        composer.older();
        assert_eq!(composer.field.text(), "one");
        composer.newer();
        composer.newer();
        assert_eq!(composer.field.text(), "thr");
        composer.newer();
        assert_eq!(composer.field.text(), "thr");
    }

    #[test]
    fn whatever_becomes_of_an_older_line_the_one_that_waits_is_kept() {
        let event = RecordId::new(uuid::Uuid::from_u128(1));
        let ends: [fn(&mut Composer); 4] = [
            |composer| _ = composer.edit(Edit::Insert("!".to_owned())),
            |composer| _ = composer.send(),
            Composer::toggle_text,
            |composer| {
                composer.begin(
                    Task::Correct(RecordId::new(uuid::Uuid::from_u128(2))),
                    "c".to_owned(),
                )
            },
        ];
        for end in ends {
            let mut composer = typed("sent");
            composer.send();
            composer.edit(Edit::Insert("waits".to_owned()));
            composer.older();
            assert_eq!(composer.waiting(), Some("waits"), "a kill now loses nothing");
            end(&mut composer);
            assert!(composer.history().contains(&"waits".to_owned()));
        }
        let mut composer = typed("waits");
        composer.begin(Task::Correct(event), "correction".to_owned());
        composer.begin(Task::End(event, Kind::RuledOut), "x: ".to_owned());
        assert_eq!(composer.waiting(), Some("waits"));
        assert_eq!(composer.history(), ["correction"]);
        composer.older();
        assert_eq!(composer.with_task(), Some("x: "), "a task's line waits too");
    }

    #[test]
    fn the_oldest_lines_go_where_the_history_is_large() {
        let mut composer = typed("being written");
        let half = |c: &str| c.repeat(HISTORY_BYTES / 2);
        for text in ["small".to_owned(), half("a"), half("b")] {
            composer.remember(&text);
        }
        assert_eq!(composer.history(), [half("a"), half("b")]);
        composer.remember(&"c".repeat(2 * HISTORY_BYTES));
        assert_eq!(composer.history().len(), 1, "the newest is there");
        for nth in 0..2 * HISTORY {
            composer.remember(&nth.to_string());
        }
        assert_eq!(composer.history().len(), HISTORY);
        assert_eq!(composer.field.text(), "being written");
    }

    #[test]
    fn a_line_that_failed_never_overwrites_another() {
        let mut composer = typed("being written");
        assert!(!composer.give_back("failed"));
        assert_eq!(composer.field.text(), "being written");
        composer.older();
        assert_eq!(composer.field.text(), "failed");
        let mut empty = Composer::default();
        assert!(empty.give_back("failed"));
        assert_eq!(empty.field.text(), "failed");
    }

    #[test]
    fn one_key_takes_the_line_as_text_and_back() {
        let mut composer = typed("09:30 is when it starts");
        composer.toggle_text();
        assert_eq!(composer.field.text(), "\\09:30 is when it starts");
        composer.toggle_text();
        assert_eq!(composer.field.text(), "09:30 is when it starts");
    }
}
