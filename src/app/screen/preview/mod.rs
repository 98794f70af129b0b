//! The preview of an import or a split paste: rows with check boxes, changed by hand before they are recorded.

mod leaving;
mod lines;
mod recording;
mod rereading;

use crate::app::geometry::page_rows;
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Effect, Model, Overlay, Screen};
use crate::app::motion::Motion;
use crate::app::preview::{LineAbout, Over, Preview, PreviewRow, ProposalMark, RowChange};
use crate::domain::incident::{Incident, Status};
use crate::domain::kind::Kind;
use crate::import::Proposed;

pub(in crate::app) use leaving::{holds, keeps_beneath};
pub use recording::record_marked;
pub(in crate::app) use rereading::take_reading;

/// All that can be done in the preview, and in what lies over its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Record what is marked; on a question, answer it.
    Record,
    /// Mark the row selected, or take its mark away.
    Toggle,
    /// Mark all, or none.
    ToggleAll,
    /// Another time for the row selected.
    Time,
    /// Another kind for it.
    Kind,
    /// Other words for it.
    Text,
    /// Another author of it.
    Author,
    /// Show it in full.
    Whole,
    /// Bare times are a day earlier.
    EarlierDay,
    /// Bare times are a day later.
    LaterDay,
    /// The day of times that say none.
    Date,
    /// The zone of times that say none.
    Zone,
    /// Select another row; while one is shown in full, scroll it.
    Move(Motion),
    /// Take the line that is written.
    TakeLine,
    /// A line break in it.
    NewLine,
    /// Take the kind highlighted.
    TakeKind,
    /// Highlight the next kind.
    NextKind,
    /// Highlight the kind before.
    PreviousKind,
    /// Back to the rows.
    ToRows,
    /// Back to what the paste is to be; an import is put away.
    Back,
}

/// The keys of the preview.
pub const ROWS: &[KeyRow] = rows! { Preview:
    [ENTER] changes Record, "record what is marked; on a question: answer it", footer "record";
    [ch(' ')] shows Toggle, "mark the row, or take its mark away", footer "mark";
    [ESC] shows Back, "back to the choice; an import is put away", footer "back";
    [ch('t')] shows Time, "another time for the row", footer "time";
    [ch('c')] shows Kind, "another kind", footer "kind";
    [ch('e')] shows Text, "other words", footer "words";
    [ch('o')] shows Author, "another author, or none", footer "author";
    [ch('v'), RIGHT] shows Whole, "show the row in full", footer "in full";
    [ch('a')] shows ToggleAll, "mark all, or none", footer "all";
    [ch('[')] shows EarlierDay, "bare times are a day earlier", footer "day back";
    [ch(']')] shows LaterDay, "bare times are a day later", footer "day on";
    [ch('d')] shows Date, "the day of times that say none", footer "date";
    [ch('z')] shows Zone, "the zone of times that say none", footer "zone";
    [ch('j'), DOWN] moves Down, "the next row";
    [ch('k'), UP] moves Up, "the row before";
    [PAGE_DOWN] moves PageDown, "a screen down";
    [PAGE_UP] moves PageUp, "a screen up";
    [ch('g'), HOME] moves First, "the first row";
    [ch('G'), END] moves Last, "the last row";
};

/// The keys of a line that is written there.
pub const LINE: &[KeyRow] = rows! { Preview:
    [ENTER] shows TakeLine, "take what is typed", footer "take";
    [with(Mods::ALT, ENTER)] shows NewLine, "a line break";
    [UP] edits Up, "a line up";
    [DOWN] edits Down, "a line down";
    [ESC] shows ToRows, "leave it as it is; what was typed is in the history", footer "leave it";
};

/// The keys of the list of kinds there.
pub const KINDS: &[KeyRow] = rows! { Preview:
    [ENTER] shows TakeKind, "take the kind highlighted; a kind's letter highlights it", footer "take";
    [DOWN] shows NextKind, "the next kind", footer "next";
    [UP] shows PreviousKind, "the kind before";
    [ESC] shows ToRows, "leave it as it is", footer "leave it";
};

/// The keys while a row is shown in full.
pub const WHOLE: &[KeyRow] = rows! { Preview:
    [ESC, ENTER, LEFT, ch('q')] shows ToRows, "back to the rows", footer "back";
    [ch('j'), DOWN] moves Down, "scroll down", footer "down";
    [ch('k'), UP] moves Up, "scroll up", footer "up";
    [PAGE_DOWN, ch(' ')] moves PageDown, "a screen down";
    [PAGE_UP] moves PageUp, "a screen up";
};

/// Does it.
pub fn act(model: &mut Model, shown: Option<&Incident>, action: Action) -> Vec<Effect> {
    let page = page_rows(model);
    let incident = shown.filter(|incident| is_for(model, incident));
    let Some(preview) = model.preview_mut() else {
        return Vec::new();
    };
    match action {
        Action::Record => return recording::enter(model, shown),
        Action::Toggle => preview.toggle(),
        Action::ToggleAll => preview.toggle_all(),
        Action::Time => lines::open(model, LineAbout::Time),
        Action::Text => lines::open(model, LineAbout::Text),
        Action::Author => lines::open(model, LineAbout::Author),
        Action::Date => lines::open(model, LineAbout::Date),
        Action::Zone => lines::open(model, LineAbout::Zone),
        Action::Kind => open_kinds(model),
        Action::Whole => preview.over = Some(Over::Whole(0)),
        Action::EarlierDay => return rereading::wanted(preview.shift_days(-1, incident)),
        Action::LaterDay => return rereading::wanted(preview.shift_days(1, incident)),
        Action::Move(motion) => go(preview, motion, page),
        Action::TakeLine => return lines::take(model, incident),
        Action::NewLine => lines::break_line(preview),
        Action::TakeKind => take_kind(preview),
        Action::NextKind => highlight(preview, 1),
        Action::PreviousKind => highlight(preview, Kind::ROWS.len() - 1),
        Action::ToRows => lines::leave(model),
        Action::Back => back(model),
    }
    Vec::new()
}

/// True if it is this incident that it is for: where a paste belongs is asked while a closed one is shown.
fn is_for(model: &Model, incident: &Incident) -> bool {
    let asks = matches!(model.overlay, Some(Overlay::Paste(_))) && incident.status() != Status::Open;
    model.screen != Screen::Start && !asks
}

/// Shows the preview of files, over the incident that they are for, or over the question where they start one.
pub fn show(model: &mut Model, incident: Option<&Incident>, mut preview: Box<Preview>, starts: bool) {
    if starts {
        model.write_here();
        model.screen = Screen::Start;
    }
    preview.mark_known(incident.filter(|_| !starts));
    model.cover(Overlay::Import(preview));
}

fn go(preview: &mut Preview, motion: Motion, page: usize) {
    if let Some(Over::Whole(top)) = &mut preview.over {
        *top = motion.leads(*top, page, usize::MAX);
        return;
    }
    let last = preview.rows().saturating_sub(1);
    preview.select(motion.leads(preview.selected(), page, last));
}

/// Says why the row selected cannot be changed so, where it cannot.
fn fixed(preview: &Preview, about: LineAbout) -> Option<&'static str> {
    match preview.row(preview.selected()) {
        Some(PreviewRow::Proposal(proposal, ProposalMark::Recorded)) => Some(match proposal.what {
            Proposed::Event(_) => "It is recorded already: it is corrected on the timeline.",
            Proposed::ActionItem(_) => "It is recorded already: it is changed among the action items.",
            Proposed::Field(..) => "The incident has this already: it is changed among the fields.",
        }),
        Some(PreviewRow::Proposal(_, ProposalMark::Differs)) => {
            Some("The incident has another one, which stays: it is changed among the fields.")
        }
        Some(PreviewRow::Proposal(proposal, ProposalMark::Yes | ProposalMark::No)) => {
            let is_event = matches!(proposal.what, Proposed::Event(_));
            (!is_event && about != LineAbout::Text)
                .then_some("Only an event has a time, a kind and an author.")
        }
        Some(PreviewRow::Question(_)) => Some("This row is a question: Enter answers it."),
        Some(PreviewRow::LeftOut(_)) => Some("This line is in no event: v shows it in full."),
        None => Some("There is no row."),
    }
}

fn open_kinds(model: &mut Model) {
    let Some(preview) = model.preview_mut() else {
        return;
    };
    if let Some(why) = fixed(preview, LineAbout::Time) {
        return model.tell(why);
    }
    preview.over = own_kind(preview).map(|kind| Over::Kinds(kind as usize));
}

fn own_kind(preview: &Preview) -> Option<Kind> {
    match &preview.proposal()?.0.what {
        Proposed::Event(event) => Some(event.kind),
        Proposed::ActionItem(_) | Proposed::Field(..) => None,
    }
}

fn highlight(preview: &mut Preview, by: usize) {
    if let Some(Over::Kinds(row)) = &mut preview.over {
        *row = (*row + by) % Kind::ROWS.len();
    }
}

/// Takes in a character over the list of kinds: the kind whose letter it is, is highlighted.
pub fn letter(model: &mut Model, letter: char) {
    let row = Kind::ROWS.iter().position(|row| row.key == letter);
    let Some(row) = row else {
        return model.tell(format!("No kind has the letter {letter}."));
    };
    if let Some(preview) = model.preview_mut() {
        preview.over = Some(Over::Kinds(row));
    }
}

fn take_kind(preview: &mut Preview) {
    if let Some(Over::Kinds(row)) = preview.over.take() {
        preview.change(RowChange::Kind(Kind::ROWS[row % Kind::ROWS.len()].kind));
    }
}

fn back(model: &mut Model) {
    match &mut model.overlay {
        Some(Overlay::Paste(pasted)) => pasted.previewing = false,
        Some(Overlay::Import(_)) => {
            model.overlay = None;
            model.tell("The import was put away; what was not recorded is still in the file.");
        }
        Some(_) | None => {}
    }
}
