//! The answer of `search` in words: a few lines an incident, with what was searched for marked on a terminal.

use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::domain::harmless::{self, fit, width};
use crate::domain::search::{Excerpt, Query};
use crate::incidents::search::Hit;

/// Columns of the excerpt where there is no terminal.
const NO_TERMINAL: usize = 160;

/// Columns before the lines below a title: those of a day and two spaces.
const INDENT: usize = 12;

pub(super) fn answer(hits: &[Hit], query: &Query, session: &mut Session<'_>) -> Result<(), Problem> {
    let colored = session.colored();
    let columns = session.output().width;
    for hit in hits {
        for line in lines(hit, query, columns, colored) {
            session.output().raw(&format!("{line}\n"))?;
        }
    }
    session.output().finish()
}

/// The lines of an incident, harmless: what and when, the cause, the fix, and the line that was found unless one of
/// those says it.
fn lines(hit: &Hit, query: &Query, columns: Option<usize>, colored: bool) -> Vec<String> {
    let precedent = &hit.precedent;
    let day = precedent
        .day
        .map_or("not recorded".to_owned(), |day| day.to_string());
    let length = precedent.length.map(|length| format!("  ({})", length.spoken()));
    let (length, short) = (length.unwrap_or_default(), hit.path.short());
    let title = harmless::line(&precedent.title);
    let room = columns.map(|columns| columns.saturating_sub(INDENT + length.len() + 2 + short.len()));
    let title = marked(&cut(&title, room), query, colored);
    let mut lines = vec![format!("{day:10}  {title}{length}  {short}")];
    for (label, text) in hit.below() {
        let room = columns.unwrap_or(INDENT + NO_TERMINAL).max(2 * INDENT);
        let room = room.saturating_sub(INDENT + width(&label) + 2);
        let text = Excerpt::of(text, query, room).marked(|part, is_hit| painted(part, is_hit && colored));
        lines.push(format!("{:INDENT$}{label}: {text}", ""));
    }
    lines
}

fn cut(text: &str, room: Option<usize>) -> String {
    room.map_or(text.to_owned(), |room| fit(text, room).into_owned())
}

fn marked(text: &str, query: &Query, colored: bool) -> String {
    Excerpt::of(text, query, usize::MAX).marked(|part, is_hit| painted(part, is_hit && colored))
}

fn painted(part: &str, painted: bool) -> String {
    if painted {
        format!("\u{1b}[1m{part}\u{1b}[0m")
    } else {
        part.to_owned()
    }
}
