//! `status`: the live incident in one line, for a shell prompt or a status bar. Nothing when none is live.

use crate::catalog::Summary;
use crate::cli::args::StatusArgs;
use crate::cli::json::{self, ListJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::time::Now;

pub(in crate::cli) fn run(args: StatusArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    args.format.as_deref().map_or(Ok(()), check)?;
    let named = match session.common.incident {
        Some(_) => Some(session.reading()?),
        None => None,
    };
    let (catalog, now) = session.catalog()?;
    let mut live = catalog.gravest_first(now);
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
    summary
        .elapsed(now)
        .map_or(String::new(), |length| length.short())
}

/// What may stand in braces in a format.
const PLACEHOLDERS: [(&str, fn(&Summary, Now) -> String); 6] = [
    ("title", |summary, _| summary.title.clone()),
    ("severity", |summary, _| severity(summary)),
    ("elapsed", elapsed),
    ("slug", |summary, _| summary.path.slug().to_owned()),
    ("id", |summary, _| summary.path.short().to_owned()),
    ("events", |summary, _| summary.events.to_string()),
];

/// A format in pieces: text, and words in braces. Braces around anything but small letters are text.
fn pieces(format: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for part in format.split_inclusive('}') {
        let (text, word) = part
            .strip_suffix('}')
            .and_then(|part| part.rsplit_once('{'))
            .filter(|(_, word)| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
            .map_or((part, None), |(text, word)| (text, Some(word)));
        pieces.push(Piece::Text(text));
        pieces.extend(word.map(Piece::Placeholder));
    }
    pieces
}

#[derive(Clone, Copy, Debug)]
enum Piece<'a> {
    Text(&'a str),
    Placeholder(&'a str),
}

fn check(format: &str) -> Result<(), Problem> {
    let known = |word: &str| PLACEHOLDERS.iter().any(|(name, _)| *name == word);
    let unknown = pieces(format).into_iter().find_map(|piece| match piece {
        Piece::Placeholder(word) if !known(word) => Some(word),
        Piece::Placeholder(_) | Piece::Text(_) => None,
    });
    let Some(word) = unknown else { return Ok(()) };
    let names: Vec<String> = PLACEHOLDERS
        .iter()
        .map(|(name, _)| format!("{{{name}}}"))
        .collect();
    Err(
        Problem::usage(format!("--format: nothing is called '{{{word}}}'"))
            .next(format!("the placeholders are {}", names.join(" "))),
    )
}

/// Fills the placeholders of a format, each once: what they stand for is not looked at again.
fn filled(format: &str, summary: &Summary, now: Now) -> String {
    let value = |word| {
        let row = PLACEHOLDERS.iter().find(|(name, _)| *name == word);
        row.map_or(String::new(), |(_, value)| value(summary, now))
    };
    let shown = pieces(format).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Placeholder(word) => value(word),
    });
    shown.collect()
}
