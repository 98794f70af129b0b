//! `status`: the live incident in one line, for a shell prompt or a status bar. Nothing when none is live.
//!
//! Others may have written the title, and prompts expand what stands in them: values are shown so that nothing does,
//! unless a format asks for another form.

use clap::Args;

use crate::cli::json::ListJson;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::harmless;
use crate::domain::time::Now;
use crate::incidents::catalog::Summary;

#[derive(Debug, Args)]
pub(in crate::cli) struct StatusArgs {
    /// With {title} {severity} {state} (live or resolved) {elapsed} {slug} {id} {events}; default '{severity} {elapsed}
    /// {title}', once resolved '{severity} resolved {elapsed} {title}'. Nothing in a value is expanded by a shell or tmux;
    /// {title:raw} is as written, {title:shell} quoted
    #[arg(long, value_name = "FORMAT", allow_hyphen_values = true)]
    format: Option<String>,
}

pub(in crate::cli) fn run(args: StatusArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    args.format.as_deref().map_or(Ok(()), check)?;
    let named = match session.common.incident {
        Some(_) => Some(session.reading()?),
        None => None,
    };
    // A prompt says nothing of journals that cannot be read, each time that it is drawn: list and verify do.
    let (catalog, now) = session.read_catalog()?;
    let mut live = catalog.gravest_first(now);
    live.retain(|summary| named.as_ref().is_none_or(|named| named.path == summary.path));
    session.answer(
        |_| Ok(ListJson::of(live.iter().copied())),
        |session| {
            let Some((first, more)) = live.split_first() else {
                return Ok(());
            };
            let mut line = match &args.format {
                Some(format) => filled(format, first, now),
                None => usual(first, now),
            };
            if !more.is_empty() {
                line.push_str(&format!(" +{}", more.len()));
            }
            session.output().answer(&line)
        },
    )
}

/// The line where no format is given.
fn usual(summary: &Summary, now: Now) -> String {
    let parts = [
        severity(summary),
        resolved(summary),
        elapsed(summary, now),
        summary.title.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    harmless::prompt(&parts.join(" ")).into_owned()
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

/// Said where its clock stands; nothing where it runs.
fn resolved(summary: &Summary) -> String {
    let word = if summary.is_resolved() { RESOLVED } else { "" };
    word.to_owned()
}

/// The word for an incident that is open and resolved.
const RESOLVED: &str = "resolved";

fn state(summary: &Summary, _: Now) -> String {
    let word = if summary.is_resolved() { RESOLVED } else { "live" };
    word.to_owned()
}

/// Gives the value that a placeholder stands for.
type ValueOf = fn(&Summary, Now) -> String;

/// Writes a value in one way.
type Escape = fn(&str) -> String;

/// The words that may stand in braces in a format.
const PLACEHOLDERS: [(&str, ValueOf); 7] = [
    ("title", |summary, _| summary.title.clone()),
    ("severity", |summary, _| severity(summary)),
    ("elapsed", elapsed),
    ("state", state),
    ("slug", |summary, _| summary.path.slug().to_owned()),
    ("id", |summary, _| summary.path.short().to_owned()),
    ("events", |summary, _| summary.events.to_string()),
];

/// The forms in which a value may be written.
const ESCAPES: [(&str, Escape); 3] = [("", in_prompt), ("raw", str::to_owned), ("shell", quoted)];

/// Nothing in it is expanded, wherever it is put.
fn in_prompt(value: &str) -> String {
    harmless::prompt(value).into_owned()
}

/// One word of a command line, which is the value.
fn quoted(value: &str) -> String {
    format!("'{}'", harmless::line(value).replace('\'', r"'\''"))
}

/// A format in pieces: text, and words in braces. Braces around anything but small letters are text.
fn parts(format: &str) -> Vec<FormatPart<'_>> {
    let mut pieces = Vec::new();
    let is_word = |word: &str| {
        let letter = |b: u8| b.is_ascii_lowercase() || b == b'_' || b == b':';
        !word.is_empty() && !word.starts_with(':') && word.bytes().all(letter)
    };
    for part in format.split_inclusive('}') {
        let (text, word) = part
            .strip_suffix('}')
            .and_then(|part| part.rsplit_once('{'))
            .filter(|(_, word)| is_word(word))
            .map_or((part, None), |(text, word)| (text, Some(word)));
        pieces.push(FormatPart::Text(text));
        pieces.extend(word.map(FormatPart::Placeholder));
    }
    pieces
}

#[derive(Clone, Copy, Debug)]
enum FormatPart<'a> {
    Text(&'a str),
    Placeholder(&'a str),
}

/// Reads a placeholder: its value and the form of it; `None` where it is none.
fn meant(word: &str) -> Option<(ValueOf, Escape)> {
    let (name, form) = word.split_once(':').unwrap_or((word, ""));
    if word.ends_with(':') {
        return None;
    }
    let (_, value) = PLACEHOLDERS.into_iter().find(|(known, _)| *known == name)?;
    let (_, form) = ESCAPES.into_iter().find(|(known, _)| *known == form)?;
    Some((value, form))
}

fn check(format: &str) -> Result<(), Problem> {
    let unknown = parts(format).into_iter().find_map(|piece| match piece {
        FormatPart::Placeholder(word) if meant(word).is_none() => Some(word),
        FormatPart::Placeholder(_) | FormatPart::Text(_) => None,
    });
    let Some(word) = unknown else { return Ok(()) };
    let names: Vec<String> = PLACEHOLDERS
        .iter()
        .map(|(name, _)| format!("{{{name}}}"))
        .collect();
    Err(
        Problem::usage(format!("--format: nothing is called '{{{word}}}'")).next(format!(
            "the placeholders are {}; {{title:raw}} is as it was written, {{title:shell}} is quoted for a shell",
            names.join(" ")
        )),
    )
}

/// Fills the placeholders of a format, each once: what they stand for is not looked at again.
fn filled(format: &str, summary: &Summary, now: Now) -> String {
    let shown = parts(format).into_iter().map(|piece| match piece {
        FormatPart::Text(text) => text.to_owned(),
        FormatPart::Placeholder(word) => {
            meant(word).map_or(String::new(), |(value, form)| form(&value(summary, now)))
        }
    });
    shown.collect()
}
