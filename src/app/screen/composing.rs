//! Writing: a line and Enter. The same for the question that starts an incident and for its timeline.

mod day;
mod reading;
mod task;

use crate::app::commands::NamedCommand;
use crate::app::composer::{Composer, Task};
use crate::app::field::Edit;
use crate::app::given::{self, SlashCommand};
use crate::app::input::Input;
use crate::app::keymap::{Context, KeyRow, rows};
use crate::app::model::{Effect, HeldInput, Model, Overlay, Screen, Write};
use crate::app::router::typed;
use crate::app::screen::{belongs, fields, live, paste, selected};
use crate::app::suspicions;
use crate::domain::command::{Command, NewEvent, NewIncident, When};
use crate::domain::decide;
use crate::domain::entry::{EntryTime, Reading, What};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::record::Timing;
use crate::domain::time::typed::TimeContext;

pub use reading::{chosen, edited, is_starting, reading, said_day, task_in_words, time_context};

/// All that can be done while writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Record the line, or start the incident.
    Record,
    /// A line break in the text.
    NewLine,
    /// Write the line in the person's editor.
    OpenEditor,
    /// Take the line as text, whatever it looks like; again: read it anew.
    TakeAsText,
    /// The line ends this suspicion, of those offered below it.
    Ends(u8),
    /// To the timeline.
    FocusTimeline,
    /// An older line of the history.
    Older,
    /// A newer line of the history.
    Newer,
    /// A line up; on an empty line: correct your last event.
    Up,
    /// A line down.
    Down,
    /// Scroll the timeline up.
    ScrollUp,
    /// Scroll the timeline down.
    ScrollDown,
    /// Bare times are near to now again, or to what was entered last; by name also on a day that is given.
    Day,
    /// Go back; never discards what was typed.
    Back,
}

/// The keys while writing.
pub const ROWS: &[KeyRow] = rows! { Composing:
    [ENTER] changes Record, "record the line", footer "record";
    [with(Mods::ALT, ENTER)] shows NewLine, "a line break in the text";
    [ctrl('o')] changes OpenEditor, "write the line in your editor";
    [alt('t')] shows TakeAsText, "take the line as text, whatever it looks like";
    [alt('1')] shows Ends(1), "a dead end or a cause ends the first hypothesis offered below; again: none";
    [alt('2')] shows Ends(2), "it ends the second";
    [alt('3')] shows Ends(3), "it ends the third";
    [alt('4')] shows Ends(4), "it ends the fourth";
    [alt('5')] shows Ends(5), "it ends the fifth";
    [alt('6')] shows Ends(6), "it ends the sixth";
    [alt('7')] shows Ends(7), "it ends the seventh";
    [alt('8')] shows Ends(8), "it ends the eighth";
    [alt('9')] shows Ends(9), "it ends the ninth";
    [TAB] shows FocusTimeline, "to the timeline", footer "timeline";
    [alt('p')] shows Older, "an older line you typed";
    [alt('n')] shows Newer, "a newer line you typed";
    [UP] shows Up, "on an empty line: correct your last event; else a line up";
    [DOWN] shows Down, "a line down in a long text";
    [PAGE_UP] shows ScrollUp, "scroll the timeline up";
    [PAGE_DOWN] shows ScrollDown, "scroll the timeline down";
    [LEFT, ctrl('b')] edits Left, "a character left";
    [RIGHT, ctrl('f')] edits Right, "a character right";
    [alt('b'), with(Mods::CTRL, LEFT)] edits WordLeft, "a word left";
    [alt('f'), with(Mods::CTRL, RIGHT)] edits WordRight, "a word right";
    [HOME, ctrl('a')] edits Home, "to the start of the line";
    [END, ctrl('e')] edits End, "to the end of the line";
    [BACKSPACE] edits Backspace, "remove the character before the cursor";
    [DELETE, ctrl('d')] edits Delete, "remove the character at the cursor";
    [ctrl('w')] edits KillSpacedWordBack, "cut the word before the cursor";
    [with(Mods::ALT, BACKSPACE)] edits KillWordBack, "cut letters before the cursor";
    [alt('d')] edits KillWordForward, "cut the word after the cursor";
    [ctrl('k')] edits KillToEnd, "cut to the end of the line";
    [ctrl('u')] edits KillToStart, "cut to the start of the line";
    [ctrl('y')] edits Yank, "put back what was cut";
    [ctrl('t')] edits Transpose, "swap two characters";
    [ctrl('_')] edits Undo, "take back the last editing of the line";
    [ESC] shows Back, "end a correction; put a notice away; follow the newest rows";
};

/// The keys of the question.
pub const QUESTION: &[KeyRow] = rows! { Composing:
    [ENTER] changes Record, "start the incident", footer "start";
    [TAB] everywhere Go(Screen::Incidents), "the list of incidents", footer "incidents";
    [ESC] shows Back, "back to the incident";
};

/// The question: what is happening?
pub fn ask(model: &mut Model) {
    model.uncover();
    model.leave_timeline();
    model.screen = Screen::Start;
}

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    match action {
        Action::Record => return accept(model, incident),
        Action::NewLine => _ = model.composer_mut().edit(Edit::Insert("\n".to_owned())),
        Action::OpenEditor => {
            let line = model.composer_mut().field.text();
            return vec![Effect::EditText(line.to_owned())];
        }
        Action::TakeAsText => model.composer_mut().toggle_text(),
        Action::Ends(nth) => suspicions::choose(model, incident, usize::from(nth)),
        Action::FocusTimeline => _ = incident.map(|incident| live::focus(model, incident)),
        Action::Older => model.composer_mut().older(),
        Action::Newer => model.composer_mut().newer(),
        Action::Up if model.composer().is_none_or(|composer| composer.field.is_empty()) => {
            selected::correct_last(model, incident);
        }
        Action::Up => _ = model.composer_mut().edit(Edit::Up),
        Action::Down => _ = model.composer_mut().edit(Edit::Down),
        Action::ScrollUp => live::scroll(model, incident, false),
        Action::ScrollDown => live::scroll(model, incident, true),
        Action::Day => day::clear(model),
        Action::Back => back(model),
    }
    Vec::new()
}

/// Esc discards nothing: it puts a notice away, follows the newest rows again, and goes back from the question to
/// the incident behind it.
fn back(model: &mut Model) {
    if let Some(pasted) = model.composer_mut().take_attached() {
        // What it is to be is asked again; its words are in the history.
        model.composer_mut().send();
        return model.cover(Overlay::Paste(pasted));
    }
    if model.composer_mut().end_task().is_some() {
        return model.resume();
    }
    if model.put_notices_away() {
        return;
    }
    if let (Screen::Start, Some(_)) = (model.screen, &model.current) {
        model.screen = Screen::Live;
        model.resume();
    } else if let Some(current) = &mut model.current {
        current.timeline.follow();
    }
}

/// Runs a command with what stands behind it: the title of another incident, words to search for, what to show.
fn run_with(
    model: &mut Model,
    incident: Option<&Incident>,
    named: &NamedCommand,
    argument: &str,
) -> Vec<Effect> {
    let line = model.composer_mut().send();
    let mut effects = named.action.act(model, incident);
    let asks = model.context().writes() && model.context() != Context::Composer;
    if asks && !argument.is_empty() {
        effects.extend(typed(model, incident, Input::Paste(argument.to_owned())));
    } else {
        model.composer_mut().remember(&line);
    }
    effects
}

/// Begins a line of the timeline with this prefix; what is being written goes on behind it, unless it says itself what
/// it is: then it is put aside.
pub fn begin_line(model: &mut Model, incident: Option<&Incident>, prefix: &str) {
    model.uncover();
    model.write_here();
    model.composer_mut().end_task();
    let says_kind = match reading(model, incident).0.what {
        What::Event(event) => event.kind_given,
        What::ActionItem(_) => true,
        What::Empty | What::Day(_) => false,
    };
    let composer = model.composer_mut();
    if says_kind {
        composer.put_aside();
    }
    let line = format!("{prefix}{}", composer.field.text());
    composer.put(line);
    if says_kind {
        model.tell("The line you were writing is put aside: Alt-P brings it back.");
    }
}

fn accept(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    let given = model.composer().and_then(Composer::given);
    let is_other = matches!(given, Some(SlashCommand::Field(..) | SlashCommand::Command(..)))
        || matches!(reading(model, incident).0.what, What::Day(_));
    if let Some(task) = task_in_words(model, incident).filter(|_| is_other) {
        // It would be done, and the next line would still be that of the task.
        model.tell(format!("This line {task}: Esc leaves that first."));
        return Vec::new();
    }
    let has_paste = model
        .composer()
        .is_some_and(|composer| composer.attached().is_some());
    if is_other && has_paste {
        model.tell("This line says what the paste is: Esc puts that back first.");
        return Vec::new();
    }
    match given {
        Some(given @ SlashCommand::Field(..)) => return fields::give(model, incident, &given),
        Some(SlashCommand::Command(named, argument)) if named.action == Action::Day.into() => {
            return day::say(model, incident, &argument);
        }
        Some(SlashCommand::Command(named, argument)) => return run_with(model, incident, named, &argument),
        Some(SlashCommand::Line(line)) => model.composer_mut().put(line),
        None => {}
    }
    let (reading, context) = reading(model, incident);
    if let What::Day(day) = reading.what {
        return day::set(model, day);
    }
    if !reading.is_recordable() {
        if reading.what != What::Empty {
            model.tell("There is no text yet: say what happened.");
        }
        return Vec::new();
    }
    let doubt = given::doubt(reading.typed.trim());
    if let Some(doubt) = doubt.filter(|_| !model.composer_mut().insists()) {
        let stop = if doubt.ends_with('?') { "" } else { "." };
        model.tell(format!(
            "{doubt}{stop} Enter again records it as text; / lists the commands."
        ));
        return Vec::new();
    }
    if let Some(task) = model.composer().and_then(|composer| composer.task()) {
        return task::accept(model, incident, task, reading, &context);
    }
    if belongs::is_closed(model, incident) {
        return belongs::ask(model, None);
    }
    record(model, incident)
}

/// Records the line as what it says; at the question it starts an incident.
pub fn record(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    let (reading, context) = reading(model, incident);
    let has_attached = |composer: &Composer| composer.attached().is_some();
    if model.composer().is_some_and(has_attached) {
        return paste::line_with_it(model, incident, reading, &context);
    }
    let (starts, waits) = (model.screen == Screen::Start, is_starting(model));
    let command = command(reading.clone(), context);
    let (command, (line, held)) = match (chosen(model, incident, &reading), &reading.what) {
        // Given back as a line of its own it would end another suspicion, or none.
        (Some(suspicion), What::Event(event)) => {
            let task = Task::End(suspicion, event.kind);
            let line = model.composer_mut().send();
            let held = Some(HeldInput::Line(task, line));
            (
                command.map(|command| ending(suspicion, command)),
                (String::new(), held),
            )
        }
        (_, _) => (command, (model.composer_mut().send(), None)),
    };
    let ticket = model.pend(line, held);
    if starts && !waits {
        model.starting = Some(ticket);
        let write = start(reading, context);
        return vec![Effect::Write { ticket, write }];
    }
    if waits {
        model
            .waiting
            .extend(command.map(|command| Effect::record(ticket, command)));
        return Vec::new();
    }
    command
        .map(|command| Effect::record(ticket, command))
        .into_iter()
        .collect()
}

/// The line names the incident; where it has a kind or a time, it is its first event too.
fn start(reading: Reading, context: TimeContext) -> Write {
    let zone = context.zone;
    let new = |title: &str, at| NewIncident {
        title: title.to_owned(),
        severity: None,
        zone,
        at,
    };
    match &reading.what {
        What::Event(event) => {
            let at = match event.time {
                EntryTime::Given(given) => Some(given.at),
                EntryTime::Now => None,
            };
            let new = new(&event.text, at);
            let says_more = event.kind_given || at.is_some();
            let first = if says_more {
                command(reading, context)
            } else {
                None
            };
            Write::Start { new, first }
        }
        What::Empty | What::Day(_) | What::ActionItem(_) => Write::Start {
            new: new(reading.typed.trim(), None),
            first: None,
        },
    }
}

/// Makes the command that the line asks for.
pub fn command(reading: Reading, context: TimeContext) -> Option<Command> {
    reading.command(entered_now(&context))
}

/// A dead end or a cause names the hypothesis that it ends; whoever made the line something else ends none.
fn ending(hypothesis: RecordId, command: Command) -> Command {
    match command {
        Command::Record(new) if decide::may_end(new.kind) => Command::Record(NewEvent {
            ends: Some(hypothesis),
            ..new
        }),
        other => other,
    }
}

/// "Now" is the moment of Enter, however long the disk takes.
pub fn entered_now(context: &TimeContext) -> When {
    When::Given(Timing::to_the_second(context.zone.now(context.now)))
}
