//! The outcome of mitigations: said of one with one key, or of those of an impact window in a list of them.

use crate::app::keymap::{Context, KeyRow, key_name, rows};
use crate::app::model::{Current, Desk, Effect, Model, Overlay};
use crate::app::screen::incidents;
use crate::app::screen::live::{self, record};
use crate::app::which_helped;
use crate::domain::command::{Command, EventChange};
use crate::domain::id::RecordId;
use crate::domain::incident::{Event, Incident};
use crate::domain::kind::Kind;
use crate::domain::mitigations::SaidOutcome;

/// All that can be done in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Say of the one selected that it helped, or no longer.
    Helped,
    /// Say of it that it failed, or no longer.
    Failed,
    /// Select the next one.
    Next,
    /// Select the one before.
    Previous,
    /// Go back.
    Back,
}

/// The keys of the list. No line begins with a key that says an outcome, and pressed again it takes that back: so it
/// asks nothing.
pub const ROWS: &[KeyRow] = rows! { Outcomes:
    [ch('+')] changes Helped, "it reduced the impact (#helped); again: that is not said", footer "helped";
    [ch('!')] changes Failed, "it did not help (#failed); again: that is not said", footer "did not help";
    [ch('j'), DOWN] shows Next, "the next mitigation", footer "next";
    [ch('k'), UP] shows Previous, "the mitigation before";
    [ESC, ENTER] shows Back, "go back", footer "back";
    [ch('i')] everywhere Write, "write a line";
};

/// The mitigations of an impact window, one of them selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutcomeList {
    /// The place of the window among all.
    window: usize,
    /// The mitigation.
    pub selected: RecordId,
}

impl OutcomeList {
    /// The mitigations, in the order of the timeline.
    pub fn events(self, current: &Current) -> &[RecordId] {
        let window = current.derived.in_windows.get(self.window);
        window.map_or(&[], |milestones| milestones.attempts())
    }

    /// The place of the one selected; the first, where that is no mitigation of the window any more.
    pub fn row(self, current: &Current) -> usize {
        let mut events = self.events(current).iter();
        events.position(|event| *event == self.selected).unwrap_or(0)
    }
}

/// Lists the mitigations of the window that is asked about, else of the last one that has any; the newest is selected.
pub fn open(model: &mut Model) {
    let Some(current) = model.current.as_ref().filter(|_| model.desk() != Desk::Start) else {
        return model.tell(incidents::none_chosen(model));
    };
    let windows = &current.derived.in_windows;
    let newest = |nth: usize| windows.get(nth)?.attempts().last().map(|event| (nth, *event));
    let asked = which_helped::window(model).and_then(newest);
    match asked.or_else(|| (0..windows.len()).rev().find_map(newest)) {
        Some((window, selected)) => model.cover(Overlay::Outcomes(OutcomeList { window, selected })),
        None => model.tell(format!(
            "No mitigation is recorded yet: {}: and what was done.",
            Kind::Mitigation.row().key
        )),
    }
}

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    match action {
        Action::Helped => return mark_selected(model, incident, SaidOutcome::Helped),
        Action::Failed => return mark_selected(model, incident, SaidOutcome::Failed),
        Action::Next => select(model, true),
        Action::Previous => select(model, false),
        Action::Back => {
            which_helped::take_answer(model);
            model.overlay = None;
        }
    }
    Vec::new()
}

fn select(model: &mut Model, down: bool) {
    let (Some(current), Some(Overlay::Outcomes(list))) = (&model.current, &mut model.overlay) else {
        return;
    };
    let (events, row) = (list.events(current), list.row(current));
    let row = if down { row + 1 } else { row.saturating_sub(1) };
    if let Some(event) = events.get(row).or(events.last()) {
        list.selected = *event;
    }
}

fn mark_selected(model: &mut Model, incident: Option<&Incident>, outcome: SaidOutcome) -> Vec<Effect> {
    let (Some(current), Some(Overlay::Outcomes(list))) = (&model.current, &model.overlay) else {
        return Vec::new();
    };
    let selected = list.events(current).get(list.row(current));
    let event = selected.and_then(|event| incident?.event(*event));
    event.map(|event| mark(model, event, outcome)).unwrap_or_default()
}

/// Says what became of a mitigation; where that is said already, takes it back.
pub fn mark(model: &mut Model, event: &Event, outcome: SaidOutcome) -> Vec<Effect> {
    let body = event.body();
    if body.kind != Kind::Mitigation {
        let (number, kind) = (event.number, body.kind.row().title.to_lowercase());
        let change = key_name(Context::Timeline, live::Action::ChangeKind);
        model.tell(format!(
            "Only a mitigation helps or fails; event {number} is of another kind ({kind}), which {change} corrects."
        ));
        return Vec::new();
    }
    if !model.pending.is_empty() {
        model.tell("A line is still being saved: once more when it is.");
        return Vec::new();
    }
    let said = Some(outcome).filter(|outcome| SaidOutcome::of(body) != Some(*outcome));
    model.tell(match said {
        Some(said) => format!(
            "Event {} {}: the same key takes that back.",
            event.number,
            said.words()
        ),
        None => format!(
            "Event {}: it is no longer said that it {}.",
            event.number,
            outcome.words()
        ),
    });
    which_helped::take_answer(model);
    let (event, change) = (event.id, EventChange::of_outcome(said));
    record(model, Command::Amend { event, change })
}
