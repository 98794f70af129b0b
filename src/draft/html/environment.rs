//! Renders the layout of a page. Every value that it prints is escaped, unless it says `|safe`.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde::Serialize;

use super::text;
use crate::domain::harmless;
use crate::draft::context::NOT_RECORDED;
use crate::draft::render::{self, TemplateError};

/// The text that a layout makes of a context.
///
/// # Errors
/// When the layout cannot be read or names what is not in the context.
pub(super) fn rendered(context: &impl Serialize, name: &str, source: &str) -> Result<String, TemplateError> {
    environment()
        .render_named_str(name, source, Value::from(Serde(context)))
        .map_err(|error| render::refused(name, &error))
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    if let Ok(syntax) = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
    {
        environment.set_syntax(syntax);
    }
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(print);
    environment.add_filter("text", |value: &Value| shown(value, text::linked));
    environment.add_filter("line", |value: &Value| {
        shown(value, |text| text::escaped(&harmless::line(text)))
    });
    environment
}

fn print(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::new(ErrorKind::UndefinedError, "no such field"));
    }
    let safe = shown(value, text::block);
    out.write_str(safe.as_str().unwrap_or_default())
        .map_err(Error::from)
}

fn shown(value: &Value, escape: impl Fn(&str) -> String) -> Value {
    if value.is_safe() {
        return value.clone();
    }
    Value::from_safe_string(match value.as_str() {
        Some(text) => escape(text),
        None if value.is_none() => NOT_RECORDED.to_owned(),
        None => escape(&value.to_string()),
    })
}
