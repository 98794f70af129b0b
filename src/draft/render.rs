//! Rendering: a template and a draft make a text.
//!
//! Every value that a template prints is escaped as Markdown for the place where it comes to stand, unless it says
//! `|safe`; what is not recorded prints as such. Templates of users are rendered the same way, so a misspelt field or a loop without end is an error with
//! its line.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{Environment, Error, Output, State, UndefinedBehavior};

use serde::Serialize;

use super::context::{Draft, NOT_RECORDED};
use super::markdown;
use super::said::{said, stop};
use super::trailer::{self, Trailer, WrittenForm};

/// The steps that a template may take, and those it may take for each entry of a list besides, be it an event, an
/// action item or a piece of evidence: many times what the built-in ones need, and over in a second or two.
const FUEL: u64 = 1_000_000;
const FUEL_PER_ENTRY: u64 = 1_000;

/// So many characters of the first sentence of a text are told.
const MOST_SAID: usize = 160;

/// A fault of a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("template {template}{}: {reason}", .line.map(|line| format!(", line {line}")).unwrap_or_default())]
pub struct TemplateError {
    /// The template's name.
    pub template: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The problem.
    pub reason: String,
}

/// Renders a draft with the template of this name and source, and attaches the trailer. Fuel ends loops, but nothing
/// bounds the memory that a template takes: it should be one that comes with hotwash.
///
/// # Errors
/// When the template cannot be read, names what is not in the context, or does not come to an end.
pub fn render(draft: &Draft, name: &str, source: &str) -> Result<String, TemplateError> {
    rendered(&draft.seen(), name, source).map(|text| finished(draft, &text))
}

/// Renders a template of a draft, or of its JSON.
///
/// # Errors
/// As for [`render`].
pub fn rendered(draft: &impl Serialize, name: &str, source: &str) -> Result<String, TemplateError> {
    let context = Value::from(Serde(draft));
    let mut environment = environment();
    environment.set_fuel(Some(
        entries(&context)
            .saturating_mul(FUEL_PER_ENTRY)
            .saturating_add(FUEL),
    ));
    environment
        .render_named_str(name, source, context)
        .map(|text| markdown::settle(&text))
        .map_err(|error| refused(name, &error))
}

/// The text of a draft that a template made, with its trailer.
pub fn finished(draft: &Draft, rendered: &str) -> String {
    let body = tidied(rendered);
    let form = WrittenForm {
        template: draft.template.clone(),
        by_role: draft.by_role,
    };
    let trailer = Trailer::of(&body, draft.id, draft.citation.clone());
    trailer::attach(&body, &trailer.in_form(form))
}

/// The number of entries that the lists of the context have, and the lists within them: what a template goes through.
fn entries(value: &Value) -> u64 {
    let of_each = |value: &Value| -> u64 {
        let values = value.try_iter().into_iter().flatten();
        values.map(|value| entries(&value)).sum()
    };
    match value.kind() {
        ValueKind::Seq | ValueKind::Iterable => of_each(value) + value.len().map_or(0, |len| len as u64),
        ValueKind::Map => {
            let keys = value.try_iter().into_iter().flatten();
            keys.filter_map(|key| value.get_item(&key).ok())
                .map(|value| entries(&value))
                .sum()
        }
        _ => 0,
    }
}

/// Several empty lines in a row become one: a template need not count those that its tags leave behind. What is
/// quoted between fences stays as it is.
pub(super) fn tidied(rendered: &str) -> String {
    let mut out = String::with_capacity(rendered.len());
    let mut empty_before = true;
    let mut fence: Option<&str> = None;
    for line in rendered.lines() {
        let ticks = fence_of(line);
        match fence {
            Some(open) if ticks == Some(open) => fence = None,
            Some(_) => {
                out.push_str(line);
                out.push('\n');
                continue;
            }
            None => fence = ticks,
        }
        let line = line.trim_end();
        if !(line.is_empty() && empty_before) {
            out.push_str(line);
            out.push('\n');
        }
        empty_before = line.is_empty();
    }
    out
}

/// The backticks that a line begins with, where they are a fence. No recorded text begins a line with one.
pub(super) fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line.trim_start_matches('`');
    let ticks = &line[..line.len() - rest.len()];
    (ticks.len() >= 3 && !rest.contains('`')).then_some(ticks)
}

/// The environment that reads every template: a field that is not there is an error. `print` writes what has no filter.
pub(super) fn strict(
    print: fn(&mut Output, &mut State, &Value) -> Result<(), Error>,
) -> Environment<'static> {
    let mut environment = Environment::new();
    // Tags may stand on lines of their own in a template.
    if let Ok(syntax) = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
    {
        environment.set_syntax(syntax);
    }
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(print);
    environment
}

fn environment() -> Environment<'static> {
    let mut environment = strict(|out, _, value| print(out, value, |text| markdown::block(text, 0)));
    environment.add_filter("line", |value: &Value| escaped(value, markdown::line));
    environment.add_filter("cell", |value: &Value| escaped(value, markdown::cell));
    environment.add_filter("under", |value: &Value, indent: usize| {
        escaped(value, |text| markdown::block(text, indent))
    });
    environment.add_filter("fenced", |value: &Value, indent: usize| {
        escaped(value, |text| markdown::fenced(text, indent))
    });
    environment.add_filter("sentence", |value: &Value| {
        escaped(value, |text| markdown::line(&stop(&said(text, MOST_SAID))))
    });
    environment
}

/// Writes a value, escaped.
pub(super) fn print(out: &mut Output, value: &Value, escape: impl Fn(&str) -> String) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::new(minijinja::ErrorKind::UndefinedError, "no such field"));
    }
    let safe = escaped(value, escape);
    out.write_str(safe.as_str().unwrap_or_default())
        .map_err(Error::from)
}

/// A value as it is printed: escaped, unless it is safe already.
pub(super) fn escaped(value: &Value, escape: impl Fn(&str) -> String) -> Value {
    if value.is_safe() {
        return value.clone();
    }
    Value::from_safe_string(match value.as_str() {
        Some(text) => escape(text),
        None if value.is_none() => NOT_RECORDED.to_owned(),
        None => escape(&value.to_string()),
    })
}

/// An error of a template as it is told.
pub(super) fn refused(name: &str, error: &Error) -> TemplateError {
    TemplateError {
        template: name.to_owned(),
        line: error.line(),
        reason: match error.detail() {
            Some(detail) => format!("{}: {detail}", error.kind()),
            None => error.kind().to_string(),
        },
    }
}
