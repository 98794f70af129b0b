//! Questions before a key changes the record, in one line that names what it is about and what will happen;
//! `y` and Enter go ahead, and nothing else does.

use super::ask::{self, About};
use super::{action_items, live, paper, selected};
use crate::app::keymap::{Context, KeyRow, rows};
use crate::app::model::{Effect, Model, Overlay};
use crate::app::stray;
use crate::domain::command::Command;
use crate::domain::harmless;
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::incident::{Correction, Incident, Moved, Status, Subject};
use crate::domain::kind::Kind;
use crate::domain::record::FieldChange;

/// An answer to what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Do it.
    GoAhead,
    /// Leave everything as it is.
    LeaveIt,
    /// Of a hypothesis: say in your own words what became of it.
    InOwnWords,
}

/// The keys that answer.
pub const ROWS: &[KeyRow] = rows! { Confirm:
    [ch('y'), ENTER] changes GoAhead, "go ahead; no other key does", footer "or Enter: go ahead";
    [ESC, ch('n')] shows LeaveIt, "leave everything as it is", footer "leave it";
    [ch('e')] changes InOwnWords, "of a hypothesis: say it in your own words", footer "in your own words";
};

/// A deed that is done once it is confirmed.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Take back the newest record of whoever sits here, while it is still this one.
    Undo(RecordId),
    /// Bring back what this undo of theirs took back, while it is still the newest.
    Redo(RecordId),
    /// Record this.
    Record(Command),
    /// Tick an action item off, or open it again.
    Tick {
        /// The action item.
        item: RecordId,
        /// True if it is done.
        done: bool,
    },
    /// End a hypothesis, with its own words.
    End {
        /// The hypothesis.
        hypothesis: RecordId,
        /// As what: a dead end, or the cause.
        kind: Kind,
    },
    /// Ask why a finding is accepted as it is.
    Silence(About),
    /// Record that the update shown was sent.
    Sent,
    /// Let a closed incident go on.
    Reopen(IncidentId),
}

/// A question in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneLineQuestion {
    /// The question, up to the words.
    pub before: String,
    /// The words of what it is about; cut where the line has no room for all of them. May hold hostile text.
    pub words: String,
    /// The words about what will happen.
    pub after: String,
}

/// Columns that the words keep before the question takes more than a line.
const FEWEST: usize = 12;

/// Columns of the words where the question takes several lines.
const MOST: usize = 60;

impl OneLineQuestion {
    /// A question about something with words of its own, which stand in quotation marks.
    pub fn new(before: impl Into<String>, words: &str, after: impl Into<String>) -> Self {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        OneLineQuestion {
            before: before.into(),
            words,
            after: after.into(),
        }
    }

    /// As it reads in so many columns, in one line where that can be.
    pub fn text(&self, columns: usize) -> String {
        let OneLineQuestion { before, words, after } = self;
        if words.is_empty() {
            return format!("{before}{after}");
        }
        let taken = harmless::width(before) + harmless::width(after) + 2;
        let room = match columns.saturating_sub(taken) {
            ..FEWEST => MOST,
            room => room,
        };
        let shown = harmless::line(words);
        let words = harmless::fit(&shown, room);
        format!("{before}\u{201c}{words}\u{201d}{after}")
    }
}

/// A question, and the deed that follows a yes.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirm {
    /// The deed.
    pub deed: Deed,
    /// The question.
    pub question: OneLineQuestion,
}

/// Asks; whatever lay over the screen is put away.
pub fn ask(model: &mut Model, deed: Deed, question: OneLineQuestion) {
    model.cover(Overlay::Confirm(Confirm { deed, question }));
}

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let Some(Overlay::Confirm(confirm)) = model.overlay.take() else {
        return Vec::new();
    };
    match (action, confirm.deed) {
        (Action::GoAhead, deed) => go_ahead(model, incident, deed),
        (Action::InOwnWords, Deed::End { hypothesis, kind }) => {
            selected::end_in_words(model, incident, hypothesis, kind);
            Vec::new()
        }
        (Action::InOwnWords, deed) => {
            let question = confirm.question;
            stray::letter(model, Context::Confirm, 'e');
            model.overlay = Some(Overlay::Confirm(Confirm { deed, question }));
            Vec::new()
        }
        (Action::LeaveIt, _) => Vec::new(),
    }
}

fn go_ahead(model: &mut Model, incident: Option<&Incident>, deed: Deed) -> Vec<Effect> {
    match (deed, incident) {
        (Deed::Reopen(id), _) => vec![Effect::Reopen(id)],
        (_, None) => Vec::new(),
        (Deed::Undo(record), Some(incident)) if incident.newest_of(&model.writer) != Some(record) => {
            model.tell("Something else of yours was recorded meanwhile: look again.");
            ask_undo(model, incident)
        }
        (Deed::Undo(_), Some(_)) => live::record(model, Command::Undo),
        (Deed::Redo(undo), Some(incident)) if incident.next_redo(&model.writer) != Some(undo) => {
            model.tell("Something else of yours was taken back meanwhile: look again.");
            ask_redo(model, incident)
        }
        (Deed::Redo(_), Some(_)) => live::record(model, Command::Redo),
        (Deed::Record(command), Some(_)) => live::record(model, command),
        (Deed::Tick { item, done }, Some(_)) => action_items::tick(model, item, done),
        (Deed::End { hypothesis, kind }, Some(incident)) => selected::end(model, incident, hypothesis, kind),
        (Deed::Silence(about), Some(_)) => {
            ask::open(model, about, String::new());
            Vec::new()
        }
        (Deed::Sent, Some(incident)) => paper::record_sent(model, incident),
    }
}

/// Asks whether the newest record of whoever sits here is to be taken back.
pub fn ask_undo(model: &mut Model, incident: &Incident) -> Vec<Effect> {
    if !model.pending.is_empty() {
        model.tell("A line is still being saved: it can be taken back once it is.");
        return Vec::new();
    }
    let Some(first) = incident.newest_of(&model.writer) else {
        model.tell("There is nothing of yours left to take back here.");
        return Vec::new();
    };
    let step = incident.standing(first, &model.writer);
    let question = match &step[..] {
        [record] => incident
            .subject(*record)
            .map(|subject| taking_back(*record, &subject)),
        _ => None,
    };
    let question = question.unwrap_or_else(|| whole_step("Take back", &incident.named(&step)));
    ask(model, Deed::Undo(first), question);
    Vec::new()
}

/// Asks whether what whoever sits here took back last is to be brought back.
pub fn ask_redo(model: &mut Model, incident: &Incident) -> Vec<Effect> {
    if !model.pending.is_empty() {
        model.tell("A line is still being saved: once more when it is.");
        return Vec::new();
    }
    let undo = incident.next_redo(&model.writer);
    match undo.and_then(|undo| Some((undo, incident.moved_by(undo)?))) {
        Some((undo, Moved::Withdrawn(records) | Moved::Restored(records))) => {
            let question = whole_step("Bring back", &incident.named(records));
            ask(model, Deed::Redo(undo), question);
        }
        None => model.tell("There is nothing here that you took back."),
    }
    Vec::new()
}

/// A question about all that one step did.
fn whole_step(verb: &str, named: &str) -> OneLineQuestion {
    OneLineQuestion {
        before: format!("{verb} {named}?"),
        ..OneLineQuestion::default()
    }
}

/// The question before a record is taken back.
fn taking_back(record: RecordId, subject: &Subject<'_>) -> OneLineQuestion {
    let before = "It reads as before.";
    match subject {
        Subject::Event(event) => OneLineQuestion::new(
            format!("Take back event {} ", event.number),
            &event.body().text,
            "? It leaves the timeline.",
        ),
        Subject::Correction(event, version) => {
            let (what, effect) = match version.value {
                Correction::Amended(_) | Correction::Removed(_) => ("correction", before),
                Correction::Struck { .. } => ("withdrawal", "It is on the timeline again."),
            };
            OneLineQuestion::new(
                format!("Take back the {what} of event {} ", event.number),
                &event.body().text,
                format!("? {effect}"),
            )
        }
        Subject::Field(field, version) => {
            let title = field.row().title;
            let what = match version.value {
                FieldChange::Value(_) | FieldChange::Add(_) | FieldChange::Amend { .. } => title.to_owned(),
                FieldChange::Clear | FieldChange::Remove(_) => format!("the clearing of {title}"),
            };
            let words = version.value.given().unwrap_or_default();
            OneLineQuestion::new(format!("Take back {what} "), words, format!("? {before}"))
        }
        Subject::ActionItem(item, version) => {
            let (what, effect) = if record == item.id {
                ("", "It leaves the list.")
            } else {
                ("the change of ", before)
            };
            OneLineQuestion::new(
                format!("Take back {what}action item {} ", item.number),
                &version.value.text,
                format!("? {effect}"),
            )
        }
        Subject::Status(version) => OneLineQuestion::new(
            match version.value {
                Status::Closed { .. } => "Take back the closing? The incident is open again.",
                Status::Open => "Take back the reopening? The incident is closed again.",
            },
            "",
            "",
        ),
        Subject::Silence(version) => OneLineQuestion::new(
            "Take back that a finding was accepted, ",
            &version.value.why,
            "? It comes back.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_one_line_and_cuts_the_words_only() {
        let question = OneLineQuestion::new(
            "Take back event 6 ",
            "a long text\nof several lines, and more of it than fits",
            "? It leaves the timeline.",
        );
        let text = question.text(78);
        assert!(harmless::width(&text) <= 78, "{text}");
        assert!(
            text.starts_with("Take back event 6 \u{201c}a long text of"),
            "{text}"
        );
        assert!(text.ends_with("\u{201d}? It leaves the timeline."), "{text}");
        assert!(
            question.text(20).contains("a long text of several"),
            "it is wrapped then"
        );
        assert_eq!(OneLineQuestion::new("Close it?", "", "").text(5), "Close it?");
    }
}
