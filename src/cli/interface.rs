//! `hotwash` alone: the terminal interface.

use std::path::PathBuf;
use std::sync::Arc;

use super::editor;
use super::problem::{Exit, Problem};
use super::session::Session;
use crate::app::preview::Preview;
use crate::journal::IncidentPath;
use crate::tui::clipboard::Ways;
use crate::tui::shell::{self, RunSummary, Setup};
use crate::tui::theme::Theme;

/// The verbs that do without a terminal, for whoever has none.
const INSTEAD: &str = "these verbs work without one: new, log, show, set, list, status, close, export, verify and more: hotwash --help";

/// True where there is a terminal that can show it.
pub(super) fn is_possible(session: &Session<'_>) -> bool {
    has_terminal(session) && session.world.var("TERM") != Some("dumb")
}

fn has_terminal(session: &Session<'_>) -> bool {
    session.world.input.is_terminal && session.world.output.width.is_some()
}

/// Opens the interface, and comes back when it was left; says then where drafts were written.
pub(super) fn run(session: &mut Session<'_>) -> Result<Exit, Problem> {
    let ran = run_with(session, None)?;
    Ok(told(ran, session))
}

/// Opens the interface on the preview of an import: over the incident that it is for, or over the question where it
/// starts one.
pub(super) fn run_import(
    session: &mut Session<'_>,
    incident: Option<IncidentPath>,
    preview: Preview,
) -> Result<Exit, Problem> {
    let begin = Begin {
        incident,
        notice: None,
        import: Some(Box::new(preview)),
    };
    let ran = open(session, begin)?;
    Ok(told(ran, session))
}

/// Says where drafts were written.
fn told((exit, drafts): (Exit, Vec<PathBuf>), session: &mut Session<'_>) -> Exit {
    for draft in drafts {
        session
            .output()
            .say(&format!("the draft is in {}", draft.display()));
    }
    exit
}

/// The screen that the interface begins with.
struct Begin {
    incident: Option<IncidentPath>,
    notice: Option<String>,
    import: Option<Box<Preview>>,
}

/// The same, beginning with this notice; returns the drafts that were written.
pub(super) fn run_with(
    session: &mut Session<'_>,
    notice: Option<String>,
) -> Result<(Exit, Vec<PathBuf>), Problem> {
    let incident = match session.common.incident.clone() {
        Some(selector) if is_possible(session) => Some(session.named(&selector)?),
        Some(_) | None => None,
    };
    let import = None;
    let begin = Begin {
        incident,
        notice,
        import,
    };
    open(session, begin)
}

fn open(session: &mut Session<'_>, begin: Begin) -> Result<(Exit, Vec<PathBuf>), Problem> {
    let world = &session.world;
    if !has_terminal(session) {
        return Err(
            Problem::usage("the interface needs a terminal on standard input and output").next(INSTEAD),
        );
    }
    if world.var("TERM") == Some("dumb") {
        return Err(Problem::usage("TERM=dumb: this terminal cannot show the interface").next(INSTEAD));
    }
    // The writer first, whose own segments the shelf knows.
    let author = session.author()?;
    let world = &session.world;
    let editor = editor::chosen(session);
    let clipboard = Ways::of(|name| world.var(name), cfg!(target_os = "macos"));
    let theme = Theme {
        color: session.colored(),
        unicode: session.shows_unicode(),
    };
    let (layout, wrong) = session.layout_or_default();
    let setup = Setup {
        shelf: session.shelf(),
        author,
        machine: Arc::clone(&session.world.machine),
        state: session.home.state.clone(),
        layout,
        policy: session.config.updates,
        secrets: session.config.secrets.clone(),
        bell: session.config.bell,
        zone: session.new_zone()?,
        theme,
        clipboard,
        editor,
        incident: begin.incident,
        import: begin.import,
        notice: begin.notice.or(wrong).or_else(|| in_one_line(&session.mistakes)),
    };
    let RunSummary { unsaved, drafts } = shell::run(setup)
        .map_err(|error| Problem::refused(format!("the terminal cannot be used: {error}")).next(INSTEAD))?;
    // The terminal is the person's again: what could be kept nowhere is handed back there.
    for line in &unsaved {
        session.output().say(&format!("not recorded: {line}"));
    }
    let exit = if unsaved.is_empty() {
        Exit::Done
    } else {
        Exit::NotSaved
    };
    Ok((exit, drafts))
}

/// The first mistake, and how many more there are: all are told once the interface was left.
fn in_one_line(mistakes: &[String]) -> Option<String> {
    match mistakes {
        [] => None,
        [only] => Some(only.clone()),
        [first, more @ ..] => Some(format!("{first} (and {} more mistakes)", more.len())),
    }
}
