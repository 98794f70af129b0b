//! `status`: the live incident in one line, for a shell prompt or a status bar. Nothing when none is live.

use crate::catalog::Summary;
use crate::cli::args::StatusArgs;
use crate::cli::json::{self, ListJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::time::{Now, span};

pub(in crate::cli) fn run(args: StatusArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let named = match session.common.incident {
        Some(_) => Some(session.reading()?),
        None => None,
    };
    let (catalog, now) = session.catalog()?;
    let mut live = catalog.live(now);
    live.retain(|summary| named.as_ref().is_none_or(|named| named.path == summary.path));
    if session.common.json {
        let text = json::text(&ListJson::of(live));
        return session.output().raw(&text).map(|()| Exit::Done);
    }
    let Some((first, more)) = live.split_first() else {
        return Ok(Exit::Done);
    };
    let mut line = match &args.format {
        Some(format) => filled(format, first, now),
        None => {
            let parts = [severity(first), elapsed(first, now), first.title.clone()];
            parts
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        }
    };
    if !more.is_empty() {
        line.push_str(&format!(" +{}", more.len()));
    }
    session.output().answer(&line)?;
    Ok(Exit::Done)
}

fn severity(summary: &Summary) -> String {
    summary
        .severity
        .map_or(String::new(), |level| format!("SEV{level}"))
}

fn elapsed(summary: &Summary, now: Now) -> String {
    summary.elapsed(now).map_or(String::new(), span::short)
}

/// Fills the placeholders of a format, each once: what they stand for is not looked at again.
fn filled(format: &str, summary: &Summary, now: Now) -> String {
    let mut line = String::new();
    let mut rest = format;
    while let Some(open) = rest.find('{') {
        line.push_str(&rest[..open]);
        rest = &rest[open..];
        let name = rest.find('}').map_or("", |close| &rest[1..close]);
        let value = match name {
            "title" => summary.title.clone(),
            "severity" => severity(summary),
            "elapsed" => elapsed(summary, now),
            "slug" => summary.path.slug().to_owned(),
            "id" => summary.path.short().to_owned(),
            "events" => summary.events.to_string(),
            _ => {
                line.push('{');
                rest = &rest[1..];
                continue;
            }
        };
        line.push_str(&value);
        rest = &rest[name.len() + 2..];
    }
    line.push_str(rest);
    line
}
