//! Papers: a status update or the handover, as a text that is ready to be pasted.

use crate::app::field::{Edit, Field};
use crate::app::geometry;
use crate::app::keymap::{KeyRow, rows};
use crate::app::model::{Desk, Effect, Model, Screen, Write};
use crate::app::motion::Motion;
use crate::app::screen::confirm::{self, Deed, OneLineQuestion};
use crate::app::screen::incidents;
use crate::domain::command::{NewEvent, When};
use crate::domain::harmless::{self, wrap};
use crate::domain::incident::Incident;
use crate::domain::kind::Kind;
use crate::domain::record::Timing;
use crate::draft::handover::handover;
use crate::draft::update::{Audience, beginning, update};
use crate::incidents::scribe::Piece;

/// The name of an update that was sent, as evidence.
const NAME: &str = "update.txt";

/// The papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// A status update.
    Update(Audience),
    /// The state of play for the next shift.
    Handover,
}

/// All that can be done with a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Copy it.
    Copy,
    /// Edit its text.
    Edit,
    /// A line break in the text that is edited.
    NewLine,
    /// Leave editing; the text stays as it was edited.
    Edited,
    /// Record that it was sent, once that is confirmed.
    Sent,
    /// The update for the next audience.
    NextAudience,
    /// The update for the audience before.
    PreviousAudience,
    /// The update for this audience.
    Audience(Audience),
    /// Scroll it.
    Move(Motion),
    /// Go back.
    Back,
}

/// The keys of a status update.
pub const UPDATE: &[KeyRow] = rows! { Paper:
    [ch('y')] shows Copy, "copy it", footer "copy";
    [ch('e')] shows Edit, "edit the text before it is copied or recorded as sent", footer "edit";
    [ch('s')] changes Sent, "record that it was sent (asks first)", footer "sent";
    [TAB, RIGHT] shows NextAudience, "for the next audience", footer "audience";
    [BACK_TAB, LEFT] shows PreviousAudience, "for the audience before";
    [ch('t')] shows Audience(Audience::Team), "for the team";
    [ch('x')] shows Audience(Audience::Executive), "for executives";
    [ch('p')] shows Audience(Audience::Public), "for the public";
    [ch('j'), DOWN] moves Down, "scroll down";
    [ch('k'), UP] moves Up, "scroll up";
    [PAGE_DOWN, ch(' ')] moves PageDown, "a screen down";
    [PAGE_UP] moves PageUp, "a screen up";
    [ch('g'), HOME] moves First, "to the start";
    [ch('G'), END] moves Last, "to the end";
    [ESC] shows Back, "go back", footer "back";
    [ch('i')] everywhere Write, "write a line: a letter is no text here", footer "write";
};

/// The keys of the handover.
pub const HANDOVER: &[KeyRow] = rows! { Paper:
    [ch('y')] shows Copy, "copy it", footer "copy";
    [ch('e')] shows Edit, "edit the text before it is copied", footer "edit";
    [ch('j'), DOWN] moves Down, "scroll down", footer "down";
    [ch('k'), UP] moves Up, "scroll up", footer "up";
    [PAGE_DOWN, ch(' ')] moves PageDown, "a screen down";
    [PAGE_UP] moves PageUp, "a screen up";
    [ch('g'), HOME] moves First, "to the start";
    [ch('G'), END] moves Last, "to the end";
    [ESC, TAB] shows Back, "go back", footer "back";
    [ch('i')] everywhere Write, "write a line: a letter is no text here", footer "write";
};

/// The keys of a text that is edited.
pub const TEXT: &[KeyRow] = rows! { Paper:
    [ENTER] shows NewLine, "a line break";
    [UP] edits Up, "a line up";
    [DOWN] edits Down, "a line down";
    [ESC] shows Edited, "leave editing; the text stays so, and an empty one is hotwash's own again", footer "done";
};

/// The state of the screen that shows one.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// As it is copied, unless somebody edited it.
    pub raw: String,
    /// As somebody edited it.
    pub edited: Option<Field>,
    /// True while it is edited.
    pub is_edited: bool,
    /// The things that its readers are not told, for whoever sends it.
    pub left_out: Option<String>,
    /// As it is shown: wrapped.
    pub lines: Vec<String>,
    /// The first line shown.
    pub top: usize,
    /// True if it was copied.
    pub copied: bool,
    /// The entry that records that it was sent.
    pub sent: Option<u64>,
}

impl Paper {
    /// The text that is copied, and recorded as sent.
    pub fn text(&self) -> &str {
        self.edited
            .as_ref()
            .map_or(self.raw.as_str(), Field::text)
            .trim_end()
    }

    /// The same, of which a shell or a terminal that takes it in does nothing by itself.
    fn harmless(&self) -> String {
        let lines = self.text().lines().map(harmless::line);
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The text being edited.
    pub fn field(&self) -> Option<&Field> {
        self.edited.as_ref().filter(|_| self.is_edited)
    }

    /// Edits it, where it is being edited.
    pub fn edit(&mut self, edit: Edit) {
        if let Some(field) = &mut self.edited {
            field.apply(edit);
        }
    }
}

/// The text that somebody edited and that is not on the disk yet as what was sent.
pub fn unsent(model: &Model) -> Option<&str> {
    let paper = &model.paper;
    let is_kept = paper.sent.is_some() && !is_being_saved(model);
    let edited = paper.edited.is_some() && !is_kept && paper.text() != paper.raw.trim_end();
    edited.then(|| paper.text())
}

/// Keeps what somebody edited before the paper is put away: it is in the history of the incident's lines.
pub fn put_away(model: &mut Model) {
    let text = unsent(model).map(str::to_owned);
    model.paper = Paper::default();
    if let (Some(text), Some(current)) = (text, &model.current) {
        let desk = Desk::Incident(current.id);
        model.composers.entry(desk).or_default().keep_aside(&text);
        model.tell("The text as you edited it is in the history: Alt-P while writing.");
    }
}

/// Goes to a paper.
pub fn open(model: &mut Model, incident: Option<&Incident>, which: Which) {
    if incident.is_none() || model.current.is_none() {
        return model.tell(incidents::none_chosen(model));
    }
    model.go_to(Screen::Paper(which));
    put_away(model);
    refresh(model, incident);
}

/// Writes the paper anew, when the screen shows it: what it says of "now" goes on with the clock.
pub fn refresh(model: &mut Model, incident: Option<&Incident>) {
    let (Some(which), Some(incident)) = (model.screen.paper(), incident) else {
        return;
    };
    let (raw, left_out) = match which {
        Which::Update(audience) => {
            let update = update(incident, audience, model.now, &model.policy);
            (update.text, update.left_out)
        }
        Which::Handover => {
            let by = model.author.as_deref();
            (handover(incident, by, model.now, &model.policy), None)
        }
    };
    let columns = usize::from(model.size.0.saturating_sub(2)).max(1);
    model.paper.raw = raw;
    model.paper.left_out = left_out;
    let lines = model.paper.text().lines();
    model.paper.lines = lines.flat_map(|line| wrapped(line, columns)).collect();
    model.paper.top = model.paper.top.min(last(model));
}

/// A line of it; what is left of one in a list stands below its beginning.
fn wrapped(line: &str, columns: usize) -> Vec<String> {
    let Some(entry) = line.strip_prefix("- ") else {
        return wrap(line, columns);
    };
    let parts = wrap(entry, columns.saturating_sub(2)).into_iter().enumerate();
    let hung = parts.map(|(nth, part)| format!("{}{part}", if nth == 0 { "- " } else { "  " }));
    hung.collect()
}

/// The furthest that it can be scrolled.
fn last(model: &Model) -> usize {
    let rows = usize::from(geometry::paper_part(model).height);
    model.paper.lines.len().saturating_sub(rows)
}

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    match action {
        Action::Copy => {
            model.paper.copied = true;
            // What is copied now is another update than the one that was sent.
            if !is_being_saved(model) {
                model.paper.sent = None;
            }
            // Where a shell takes it in, the last line waits for a person's Enter.
            return vec![Effect::Copy(model.paper.harmless())];
        }
        Action::Edit => edit(model),
        Action::NewLine => model.paper.edit(Edit::Insert("\n".to_owned())),
        Action::Edited => edited(model, incident),
        Action::Sent => ask_whether_sent(model),
        Action::NextAudience => turn_to(model, incident, 1),
        Action::PreviousAudience => turn_to(model, incident, Audience::ALL.len() - 1),
        Action::Audience(audience) => show(model, incident, audience),
        Action::Move(motion) => {
            let rows = usize::from(geometry::paper_part(model).height);
            model.paper.top = motion.leads(model.paper.top, rows, last(model));
        }
        Action::Back => {
            if !model.put_notices_away() {
                model.go_back();
            }
        }
    }
    Vec::new()
}

/// Gives the text to the keyboard: that of hotwash, or as it was edited before.
fn edit(model: &mut Model) {
    // What is edited now is another text than the one that was sent.
    if !is_being_saved(model) {
        model.paper.sent = None;
    }
    let paper = &mut model.paper;
    paper
        .edited
        .get_or_insert_with(|| Field::with_text(paper.raw.trim_end()));
    paper.is_edited = true;
}

/// Shows the text as it was edited; an empty one is hotwash's own again.
fn edited(model: &mut Model, incident: Option<&Incident>) {
    let paper = &mut model.paper;
    paper.is_edited = false;
    let own = paper.raw.trim_end().to_owned();
    paper
        .edited
        .take_if(|field| field.text().trim().is_empty() || field.text().trim_end() == own);
    refresh(model, incident);
}

/// Turns to the audience so many places further, around the end.
fn turn_to(model: &mut Model, incident: Option<&Incident>, places: usize) {
    let Some(Which::Update(audience)) = model.screen.paper() else {
        return;
    };
    let at = Audience::ALL.iter().position(|other| *other == audience);
    let next = (at.unwrap_or(0) + places) % Audience::ALL.len();
    show(model, incident, Audience::ALL[next]);
}

fn show(model: &mut Model, incident: Option<&Incident>, audience: Audience) {
    model.screen = Screen::Paper(Which::Update(audience));
    put_away(model);
    refresh(model, incident);
}

/// Asks whether it is to be recorded that the update was sent.
fn ask_whether_sent(model: &mut Model) {
    let Some(Which::Update(audience)) = model.screen.paper() else {
        return;
    };
    if model.paper.sent.is_some() {
        return model.tell("That it was sent is recorded already: copy the next one first.");
    }
    let asked = format!("Record that this update was sent to {}, now?", audience.readers());
    confirm::ask(model, Deed::Sent, OneLineQuestion::new(asked, "", ""));
}

/// Records that the update was sent, which starts the clock anew. The text that was sent is its evidence.
pub fn record_sent(model: &mut Model, incident: &Incident) -> Vec<Effect> {
    let Some(Which::Update(audience)) = model.screen.paper() else {
        return Vec::new();
    };
    let text = model.paper.harmless();
    let begins = beginning(&text);
    let timing = Timing::to_the_second(incident.zone().now(model.now));
    let event = NewEvent {
        kind: Kind::Communication,
        via: None,
        text: format!("Sent to {}: {begins}", audience.readers()),
        when: When::Given(timing),
        ends: None,
        ends_impact: false,
        typed: None,
        evidence: Vec::new(),
        source: None,
    };
    let pieces = vec![Piece::of(Some(NAME.to_owned()), text.as_bytes())];
    let ticket = model.pend(String::new(), None);
    model.paper.sent = Some(ticket);
    let write = Write::Attach { new: event, pieces };
    vec![Effect::Write { ticket, write }]
}

/// Says whether the record that it was sent is on its way to the disk.
fn is_being_saved(model: &Model) -> bool {
    let is_sent = |ticket| Some(ticket) == model.paper.sent;
    model.pending.iter().any(|pending| is_sent(pending.ticket))
}

/// The lines below it: what was left out of it, what can be done with it next, or what became of that. Says
/// whether it is good news.
pub fn foot(model: &Model) -> Vec<(String, bool)> {
    let Some(Which::Update(audience)) = model.screen.paper() else {
        return Vec::new();
    };
    let readers = audience.readers();
    let became = match model.paper.sent {
        Some(_) if is_being_saved(model) => Some(("saving...".to_owned(), false)),
        Some(_) => Some((format!("Recorded: sent to {readers}."), true)),
        None if model.paper.copied => Some((format!("s records it as sent to {readers}."), false)),
        None => None,
    };
    let left_out = model.paper.left_out.iter().flat_map(|words| words.lines());
    let left_out = left_out.map(|line| (harmless::line(line).into_owned(), false));
    let edited = (model.paper.edited.is_some() && !model.paper.is_edited)
        .then(|| ("The text is as you edited it.".to_owned(), false));
    left_out.chain(edited).chain(became).collect()
}
