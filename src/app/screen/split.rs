//! A paste read as events: a preview in which those to be recorded are marked.

use crate::app::geometry::page_rows;
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, Model, Overlay, Write};
use crate::app::motion::Motion;
use crate::app::pasted::{ProposalMark, Split};
use crate::app::screen::composing;
use crate::app::screen::paste::{accept, begin, starts};
use crate::domain::command::When;
use crate::domain::incident::Incident;
use crate::domain::record::Timing;
use crate::import::Proposal;

/// All that can be done in the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Record the events that are marked.
    Record,
    /// Mark the event selected, or take its mark away.
    Toggle,
    /// Mark all, or none.
    ToggleAll,
    /// Bare times are a day earlier.
    EarlierDay,
    /// Bare times are a day later.
    LaterDay,
    /// Select another.
    Move(Motion),
    /// Back to what the paste is to be.
    Back,
}

/// The keys of the preview.
pub const ROWS: &[KeyRow] = rows! { Split:
    [ENTER] changes Record, "record the events that are marked", footer "record";
    [ch(' ')] shows Toggle, "mark the event, or take its mark away", footer "mark";
    [ch('a')] shows ToggleAll, "mark all, or none", footer "all";
    [ch('[')] shows EarlierDay, "bare times are a day earlier", footer "a day earlier";
    [ch(']')] shows LaterDay, "bare times are a day later", footer "later";
    [ch('j'), DOWN] moves Down, "the next event";
    [ch('k'), UP] moves Up, "the event before";
    [PAGE_DOWN] moves PageDown, "a screen down";
    [PAGE_UP] moves PageUp, "a screen up";
    [ch('g'), HOME] moves First, "the first event";
    [ch('G'), END] moves Last, "the last event";
    [ESC] shows Back, "back to the choice", footer "back";
};

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let context = composing::time_context(model, incident);
    let page = page_rows(model);
    let Some(Overlay::Paste(pasted)) = &mut model.overlay else {
        return Vec::new();
    };
    let Some(split) = &mut pasted.split else {
        return Vec::new();
    };
    match action {
        Action::Record if split.marked() == 0 => {
            model.tell("Nothing is marked: Space marks an event, a all.")
        }
        Action::Record => return accept(model, incident),
        Action::Toggle => split.toggle(),
        Action::ToggleAll => split.toggle_all(),
        Action::EarlierDay => pasted.shift_day(&context, false),
        Action::LaterDay => pasted.shift_day(&context, true),
        Action::Move(motion) => split.select(motion.leads(split.row, page, split.rows().saturating_sub(1))),
        Action::Back => pasted.previewing = false,
    }
    Vec::new()
}

/// Every proposal that is marked becomes an event.
pub(super) fn all_marked(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Paste(pasted)) = model.overlay.take() else {
        return Vec::new();
    };
    let proposals = pasted.split.iter().flat_map(Split::proposals);
    let marked: Vec<&Proposal> = proposals
        .filter(|(_, mark)| *mark == ProposalMark::Yes)
        .map(|(proposal, _)| proposal)
        .collect();
    let title = marked
        .first()
        .map_or(String::new(), |first| first.text().to_owned());
    let commands = marked
        .into_iter()
        // Notes that do not say when do not mean now.
        .map(|proposal| proposal.command(When::Given(Timing::default())))
        .collect();
    if pasted
        .split
        .as_ref()
        .is_some_and(|split| split.marked() < split.proposals().len())
    {
        model.composer_mut().remember(&pasted.text);
        model.tell("Alt-P has the whole paste, with what was left out.");
    }
    let step = pasted.split.as_ref().map(|split| split.step).unwrap_or_default();
    let (starts, ticket) = starts(model, String::new(), pasted);
    let write = Write::RecordAll { commands, step };
    begin(model, starts.then_some(title), Effect::Write { ticket, write })
}
