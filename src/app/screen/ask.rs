//! A question with one answer, asked at the foot of whatever screen is there: a field's value, why a finding is no
//! matter. What is typed as its answer is as safe as a line of the composer.

mod item;
mod keep;

use super::fields;
use crate::app::field::{Edit, Field};
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, HeldInput, Model, Overlay};
use crate::domain::command::Command;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::record::{FieldChange, FieldName};
use crate::domain::time::Zone;
use crate::domain::time::typed::{Anchor, TimeContext};

pub use item::Part;

/// All that can be done with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Record it.
    Record,
    /// A line break in it.
    NewLine,
    /// Write it in the person's editor.
    OpenEditor,
    /// Leave what is asked as it is.
    LeaveIt,
}

/// The keys of an answer.
pub const ROWS: &[KeyRow] = rows! { Ask:
    [ENTER] changes Record, "record the answer", footer "record";
    [with(Mods::ALT, ENTER)] shows NewLine, "a line break in the answer";
    [UP] edits Up, "a line up";
    [DOWN] edits Down, "a line down";
    [ctrl('o')] changes OpenEditor, "write it in your editor", footer "your editor";
    [ESC] shows LeaveIt, "leave it as it is; what was typed is in the history", footer "leave it";
};

/// The question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The value of a field.
    Value(FieldName),
    /// One more entry of a list.
    Entry(FieldName),
    /// Other words for an entry of a list.
    Amended(FieldName, String),
    /// The times typed so far, and what stays of them as the incident gets this zone.
    Keep(Zone),
    /// The reason why a finding is accepted.
    Silence {
        /// The rule that found it.
        rule: &'static str,
        /// The events it names.
        events: Vec<RecordId>,
        /// The number of findings of that rule about these events there are: they are accepted together.
        count: usize,
        /// The state of the draft. May hold hostile text.
        finding: String,
    },
    /// A new action item.
    NewActionItem,
    /// A part of an action item.
    ActionItem {
        /// The action item.
        item: RecordId,
        /// Its number.
        number: u32,
        /// The part.
        part: Part,
    },
}

impl About {
    /// The label before the answer.
    pub fn label(&self) -> String {
        match self {
            About::Value(field) => field.row().title.to_owned(),
            About::Entry(field) => format!("{}: one more", field.row().title),
            About::Amended(field, _) => format!("{}: this entry", field.row().title),
            About::Keep(zone) => format!("Zone {zone}: what stays of the times typed so far?"),
            About::Silence {
                count: 1, finding, ..
            } => format!("Why does it not matter? {finding}"),
            About::Silence { count, finding, .. } => format!("Why do these {count} not matter? {finding}"),
            About::NewActionItem => "What is to be done?".to_owned(),
            About::ActionItem { number, part, .. } => format!("Action item {number}: {}", part.word()),
        }
    }

    /// Says what may be answered, or how the answer is read so far, where that is not plain.
    fn hint(&self, answer: &str, context: &TimeContext) -> Option<String> {
        match self {
            About::Value(FieldName::Severity) => Some("1 (worst) to 5; empty: not known".to_owned()),
            About::Value(FieldName::Zone) => Some("Europe/Paris, UTC, UTC-5, -05:00, or unknown".to_owned()),
            About::Value(_)
            | About::Entry(_)
            | About::Amended(..)
            | About::Keep(_)
            | About::Silence { .. } => None,
            About::NewActionItem => Some(item::reading(answer, context)),
            About::ActionItem { part, .. } => item::hint(*part, answer, context.today()),
        }
    }

    /// Makes the command that the answer asks for; `None` where it says nothing.
    ///
    /// # Errors
    /// Says why it can be no answer.
    fn command(&self, answer: &str, context: &TimeContext) -> Result<Option<Command>, String> {
        let text = answer.trim();
        let set = |field: &FieldName, change| {
            let field = *field;
            Ok(Some(Command::SetField { field, change }))
        };
        match self {
            About::Value(field) if text.is_empty() => set(field, FieldChange::Clear),
            About::Value(field) => set(field, FieldChange::Value(text.to_owned())),
            About::Entry(_) | About::Silence { .. } if text.is_empty() => Ok(None),
            About::Entry(field) => set(field, FieldChange::Add(text.to_owned())),
            About::Amended(field, entry) if text.is_empty() => set(field, FieldChange::Remove(entry.clone())),
            About::Amended(field, entry) => {
                let (entry, to) = (entry.clone(), text.to_owned());
                set(field, FieldChange::Amend { entry, to })
            }
            // Several records: `kept` tells them.
            About::Keep(_) => Ok(None),
            About::Silence { rule, events, .. } => Ok(Some(Command::Silence {
                rule: (*rule).to_owned(),
                events: events.clone(),
                why: text.to_owned(),
            })),
            About::NewActionItem => item::added(answer, context),
            About::ActionItem { item, part, .. } => {
                let change = item::amended(*part, answer, context.today())?;
                Ok(Some(Command::AmendActionItem { item: *item, change }))
            }
        }
    }
}

/// A question, and the answer so far.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The question.
    pub about: About,
    /// The answer so far.
    pub field: Field,
    /// The answer that stood there at first.
    given: String,
    /// True if it was said that letters run into that answer, and Enter pressed all the same is meant.
    doubted: bool,
    /// The entry that was not saved, where it is asked again.
    pub again: Option<u64>,
}

impl Ask {
    /// Asks, with the present answer to begin from.
    pub fn new(about: About, given: impl Into<String>) -> Self {
        let given = given.into();
        Ask {
            about,
            field: Field::with_text(given.clone()),
            given,
            doubted: false,
            again: None,
        }
    }

    /// Says whether letters run into the answer that stood there: somebody may have typed a sentence that began with
    /// the key that asks. The second time it is meant.
    fn runs_in(&mut self) -> bool {
        let added = self
            .field
            .text()
            .strip_prefix(self.given.as_str())
            .unwrap_or_default();
        let letters =
            !self.given.is_empty() && added.starts_with(char::is_alphabetic) && added.chars().count() > 2;
        letters && !std::mem::replace(&mut self.doubted, true)
    }

    /// Says what may be answered, or how the answer is read so far, where that is not plain.
    pub fn hint(&self, model: &Model, incident: Option<&Incident>) -> Option<String> {
        match self.about {
            About::Keep(zone) => keep::hint(incident?, zone),
            _ => self.about.hint(self.field.text(), &context(model, incident)),
        }
    }

    /// Returns what was typed, where it differs from what stood there at first.
    pub fn typed(&self) -> Option<&str> {
        let text = self.field.text();
        (text != self.given && !text.trim().is_empty()).then_some(text)
    }
}

/// Asks something; whatever lay over the screen is put away.
pub fn open(model: &mut Model, about: About, given: impl Into<String>) {
    model.cover(Overlay::Ask(Ask::new(about, given)));
}

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let Some(Overlay::Ask(ask)) = &mut model.overlay else {
        return Vec::new();
    };
    match action {
        Action::Record => return accept(model, incident),
        Action::NewLine => _ = ask.field.apply(Edit::Insert("\n".to_owned())),
        Action::OpenEditor => return vec![Effect::EditText(ask.field.text().to_owned())],
        Action::LeaveIt => give_up(model),
    }
    Vec::new()
}

/// Leaves what is asked as it is.
fn give_up(model: &mut Model) {
    if let Some(Overlay::Ask(ask)) = &model.overlay {
        // Why the answer was not taken no longer matters.
        let again = ask.again;
        model
            .lasting
            .take_if(|notice| again.is_some() && notice.ticket == again);
    }
    model.uncover();
}

fn accept(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    let context = context(model, incident);
    let Some(Overlay::Ask(mut ask)) = model.overlay.take() else {
        return Vec::new();
    };
    if ask.runs_in() {
        model.tell("What you typed runs into what stood there. Enter again takes it so; Esc leaves it.");
        model.overlay = Some(Overlay::Ask(ask));
        return Vec::new();
    }
    let is_choice = matches!(ask.about, About::Keep(_));
    if !is_choice && ask.field.text().trim() == ask.given.trim() {
        return Vec::new();
    }
    if let About::Keep(zone) = ask.about {
        return keep::accept(model, incident, ask, zone);
    }
    let command = match ask.about.command(ask.field.text(), &context) {
        Ok(Some(command)) => command,
        Ok(None) => return Vec::new(),
        Err(why) => {
            model.tell(why);
            model.overlay = Some(Overlay::Ask(ask));
            return Vec::new();
        }
    };
    if let Some(zone) = incident.and_then(|incident| fields::asked_zone(incident, &command, model.now)) {
        // Why the answer was not taken at first is no matter once the question behind it is answered.
        let again = ask.again;
        model.overlay = Some(Overlay::Ask(Ask {
            again,
            ..Ask::new(About::Keep(zone), "")
        }));
        return Vec::new();
    }
    let ticket = model.pend(String::new(), Some(HeldInput::Answer(ask)));
    vec![Effect::record(ticket, command)]
}

/// Reads where and when it is answered.
fn context(model: &Model, incident: Option<&Incident>) -> TimeContext {
    TimeContext {
        now: model.now,
        zone: incident.map_or(model.zone, Incident::zone),
        anchor: Anchor::Now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::model::{Msg, Write};
    use crate::app::sample::{model, press};
    use crate::app::update::update;

    fn asked() -> Model {
        let mut model = model((80, 24));
        open(&mut model, About::Value(FieldName::Impact), "all users");
        model
    }

    fn change(effects: &[Effect]) -> Option<&FieldChange> {
        match effects {
            [
                Effect::Write {
                    write: Write::Record(Command::SetField { change, .. }),
                    ..
                },
            ] => Some(change),
            _ => None,
        }
    }

    #[test]
    fn an_answer_is_recorded_and_an_unchanged_one_is_not() {
        for (keys, expected) in [
            ("<enter>", None),
            (
                " in Europe<enter>",
                Some(FieldChange::Value("all users in Europe".to_owned())),
            ),
            ("<ctrl-u><enter>", Some(FieldChange::Clear)),
            (
                "<alt-enter>1%<enter>",
                Some(FieldChange::Value("all users\n1%".to_owned())),
            ),
        ] {
            let mut model = asked();
            assert_eq!(
                change(&press(&mut model, None, keys)),
                expected.as_ref(),
                "{keys}"
            );
            assert!(model.overlay.is_none());
        }
    }

    #[test]
    fn what_is_given_up_is_in_the_history() {
        let mut model = asked();
        press(&mut model, None, "?<esc>");
        assert!(model.overlay.is_none());
        assert_eq!(model.composer().unwrap().history(), ["all users?"]);
    }

    #[test]
    fn what_takes_the_place_of_an_answer_leaves_it_in_the_history() {
        for keys in ["?<ctrl-p>", "?<f1>", "?<f3>", "?<ctrl-c>"] {
            let mut model = asked();
            press(&mut model, None, keys);
            assert!(!matches!(model.overlay, Some(Overlay::Ask(_))), "{keys}");
            let typed: Vec<_> = model
                .composers
                .values()
                .flat_map(|composer| composer.history())
                .collect();
            assert_eq!(typed, ["all users?"], "{keys}");
        }
    }

    #[test]
    fn what_was_not_saved_is_asked_again_with_what_was_typed() {
        let mut model = asked();
        press(&mut model, None, "!<enter>");
        let ticket = model.pending[0].ticket;
        let why = "NOT saved: the disk is full".to_owned();
        update(&mut model, None, Msg::NotSaved { ticket, why });
        let Some(Overlay::Ask(ask)) = &model.overlay else {
            panic!("it is asked again");
        };
        assert_eq!(ask.field.text(), "all users!");
        assert!(model.lasting.is_some());
    }

    #[test]
    fn an_answer_that_fails_while_something_else_is_open_goes_to_the_history() {
        let mut model = asked();
        press(&mut model, None, "!<enter><f1>");
        let ticket = model.pending[0].ticket;
        update(
            &mut model,
            None,
            Msg::NotSaved {
                ticket,
                why: "NOT saved".to_owned(),
            },
        );
        assert!(matches!(model.overlay, Some(Overlay::Help(_))));
        assert_eq!(model.composer().unwrap().history(), ["all users!"]);
    }

    #[test]
    fn an_editor_gets_the_answer_and_gives_it_back() {
        let mut model = asked();
        assert_eq!(
            press(&mut model, None, "<ctrl-o>"),
            [Effect::EditText("all users".to_owned())]
        );
        update(&mut model, None, Msg::Written("longer\n\ntext\n".to_owned()));
        let effects = press(&mut model, None, "<enter>");
        assert_eq!(
            change(&effects),
            Some(&FieldChange::Value("longer\n\ntext".to_owned()))
        );
    }
}
