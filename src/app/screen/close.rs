//! Closing: what is missing on one side, the draft as it stands on the other.

use std::path::PathBuf;

use crate::app::everywhere;
use crate::app::geometry;
use crate::app::keymap::{Context, KeyRow, key_name, rows};
use crate::app::model::{Drafting, Effect, Model, Screen};
use crate::app::motion::Motion;
use crate::app::rendered::{Line, rendered};
use crate::app::screen::findings::{self, Findings};
use crate::app::screen::incidents;
use crate::domain::facts::Facts;
use crate::domain::findings::{Level, Review};
use crate::domain::harmless;
use crate::domain::id::IncidentId;
use crate::domain::incident::{Incident, Status};
use crate::domain::outside::Outside;
use crate::draft::Template;

/// All that can be done on the close screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Close, and write the draft; once closed: write it anew.
    Close,
    /// Select the next finding.
    Next,
    /// Select the finding before.
    Previous,
    /// Go to where the finding selected is corrected.
    Amend,
    /// Accept the finding selected as it is, with a reason.
    Silence,
    /// Show the findings that only make a record tidier, or fold them to a count.
    Unfold,
    /// Show the draft by the next template.
    NextTemplate,
    /// Scroll the draft.
    Move(Motion),
    /// Copy the path of the written draft.
    Copy,
    /// Open the written draft in the person's editor.
    OpenEditor,
    /// Go back.
    Back,
}

/// The keys of the close screen.
pub const ROWS: &[KeyRow] = rows! { Close:
    [ENTER] changes Close, "close and write the draft; once closed: write it anew", footer "close and write";
    [ch('j'), DOWN] shows Next, "the next finding", footer "next";
    [ch('k'), UP] shows Previous, "the finding before";
    [ch('m')] changes Amend, "go to where the finding is corrected", footer "amend it";
    [ch('s')] changes Silence, "accept the finding as it is, with a reason (asks first)", footer "accept it";
    [ch('h')] shows Unfold, "show what could be tidier: owners, due dates and precision; again: only count it";
    [ch('U')] everywhere Undo, "take back what you recorded last (asks first)";
    [ctrl('r')] everywhere Redo, "bring back what you took back last (asks first)";
    [ch('t')] shows NextTemplate, "the draft by the next template", footer "template";
    [PAGE_DOWN, ch(' ')] moves PageDown, "the draft a screen down", footer "draft";
    [PAGE_UP] moves PageUp, "the draft a screen up";
    [ch(']')] moves Down, "the draft a line down";
    [ch('[')] moves Up, "the draft a line up";
    [ch('g'), HOME] moves First, "to the start of the draft";
    [ch('G'), END] moves Last, "to the end of the draft";
    [ch('y')] shows Copy, "copy the path of the written draft";
    [ch('e')] changes OpenEditor, "open the written draft in your editor";
    [ESC, TAB] shows Back, "go back", footer "back";
    [ch('i')] everywhere Write, "write a line: a letter is no text here", footer "write";
};

/// The close screen's state.
#[derive(Clone, Debug, Default)]
pub struct Closing {
    /// The findings of the review.
    pub findings: Findings,
    /// The draft as it stood when it was last composed; or why it could not be. `None` until then.
    preview: Option<String>,
    /// The same, as its part of the screen shows it.
    pub draft: Vec<Line>,
    /// The place of its template among those that there are.
    template: usize,
    /// The draft no longer says what is recorded.
    stale: bool,
    /// Another thread composes it.
    awaited: bool,
    /// The first line of the draft shown.
    pub top: usize,
    /// True if Enter was pressed although the draft would contradict itself: the next one closes.
    pub warned: bool,
    /// True if closing is under way.
    pub busy: bool,
}

/// Goes to the close screen.
pub fn open(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    if incident.is_none() || model.current.is_none() {
        model.tell(incidents::none_chosen(model));
        return Vec::new();
    }
    model.uncover();
    model.leave_timeline();
    model.screen = Screen::Close;
    // Where one was among the findings stays: one comes back from mending them.
    (model.closing.warned, model.closing.top) = (false, 0);
    refresh(model, incident);
    vec![Effect::Draft(Drafting::Inspect)]
}

/// The key that comes here, in words.
pub fn key() -> String {
    key_name(Context::Everywhere, everywhere::Action::Go(Screen::Close))
}

impl Closing {
    /// True once where the draft has to be composed anew; never while that is under way.
    fn take_stale(&mut self) -> bool {
        !self.awaited && std::mem::take(&mut self.stale)
    }
}

/// Asks for a draft where the screen shows one that no longer says what is recorded. Composing it may take long, so
/// another thread does.
pub fn wanted_preview(model: &mut Model) -> Option<Effect> {
    let due = model.screen == Screen::Close && model.closing.take_stale();
    model.closing.awaited |= due;
    due.then(|| Effect::Preview {
        outside: outside(model),
        template: template(model).to_owned(),
    })
}

/// The name of the template by which the draft is shown.
pub fn template(model: &Model) -> &str {
    let name = model.templates.get(model.closing.template);
    name.map_or(Template::DEFAULT, String::as_str)
}

/// The facts of the incident on the screen that no record says.
fn outside(model: &Model) -> Outside {
    let known = model.current.as_ref().map(|current| Outside {
        damaged: current.damage,
        exposed: current.exposed.clone(),
    });
    known.unwrap_or_default()
}

/// Shows the draft that was composed by this template, or why it could not be. By another one it is of no use any more.
pub fn previewed(model: &mut Model, id: IncidentId, by: &str, text: String) {
    model.closing.awaited = false;
    if by == template(model) && model.current.as_ref().is_some_and(|current| current.id == id) {
        model.closing.preview = Some(text);
        wrap_preview(model);
    }
}

/// Wraps the draft anew, when the screen shows it.
pub fn resized(model: &mut Model) {
    if model.screen == Screen::Close {
        wrap_preview(model);
    }
}

/// Wraps the draft to its part of the screen.
fn wrap_preview(model: &mut Model) {
    let (_, part) = geometry::close_parts(model);
    let columns = usize::from(part.width.saturating_sub(1));
    let closing = &mut model.closing;
    let text = closing.preview.as_deref().unwrap_or("Composing the draft...");
    closing.draft = rendered(text, columns);
    let last = closing.draft.len().saturating_sub(usize::from(part.height));
    closing.top = closing.top.min(last);
}

/// Reviews anew, when the screen shows it; the draft follows.
pub fn refresh(model: &mut Model, incident: Option<&Incident>) {
    let Some(incident) = incident.filter(|_| model.screen == Screen::Close) else {
        return;
    };
    let outside = outside(model);
    let closing = &mut model.closing;
    let review = Review::of(Facts::of(incident).knowing(outside), &model.policy);
    closing
        .findings
        .show(incident, review.findings, review.silenced.len());
    closing.stale = true;
    wrap_preview(model);
}

/// Does it.
pub fn act(model: &mut Model, incident: Option<&Incident>, action: Action) -> Vec<Effect> {
    let (_, part) = geometry::close_parts(model);
    let height = usize::from(part.height);
    let closing = &mut model.closing;
    let last = closing.draft.len().saturating_sub(height);
    match action {
        Action::Close => return accept(model, incident),
        Action::Next => closing.findings.select(true),
        Action::Previous => closing.findings.select(false),
        Action::Amend => {
            return incident
                .map(|incident| findings::amend(model, incident))
                .unwrap_or_default();
        }
        Action::Silence => findings::ask_to_accept(model),
        Action::Unfold => closing.findings.unfold(),
        Action::NextTemplate => next_template(model),
        Action::Move(motion) => closing.top = motion.leads(closing.top, height, last),
        Action::Copy => {
            return path(model, |path| {
                Effect::Copy(harmless::line(&path.display().to_string()).into_owned())
            });
        }
        Action::OpenEditor => return path(model, Effect::EditFile),
        Action::Back => {
            if !model.put_notices_away() {
                model.screen = Screen::Live;
                model.resume();
            }
        }
    }
    Vec::new()
}

/// Has the draft composed by the next template.
fn next_template(model: &mut Model) {
    let closing = &mut model.closing;
    closing.template = (closing.template + 1) % model.templates.len().max(1);
    (closing.preview, closing.stale, closing.top) = (None, true, 0);
    wrap_preview(model);
}

fn path(model: &mut Model, effect: impl FnOnce(PathBuf) -> Effect) -> Vec<Effect> {
    let draft = model.current.as_ref().and_then(|current| current.draft.clone());
    if draft.is_none() {
        model.tell("No draft is written yet.");
    }
    draft.map(effect).into_iter().collect()
}

/// Closes, whatever is missing; asks once more where the draft would contradict itself. On a closed incident: writes
/// the draft anew.
fn accept(model: &mut Model, incident: Option<&Incident>) -> Vec<Effect> {
    if model.closing.busy {
        return Vec::new();
    }
    if !model.pending.is_empty() {
        model.tell("A line is still being saved; the draft would miss it.");
        return Vec::new();
    }
    let open = incident.is_some_and(|incident| incident.status() == Status::Open);
    let errors = model
        .closing
        .findings
        .all()
        .iter()
        .filter(|finding| finding.level == Level::Error)
        .count();
    if open && errors > 0 && !model.closing.warned {
        model.closing.warned = true;
        model.tell(format!(
            "The draft would contradict itself ({errors}, marked !). Enter again closes all the same."
        ));
        return Vec::new();
    }
    model.closing.busy = true;
    let drafting = if open { Drafting::Close } else { Drafting::Anew };
    vec![Effect::Draft(drafting)]
}
