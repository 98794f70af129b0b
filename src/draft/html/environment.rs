//! Renders the layout of a page. Every value that it prints is escaped, unless it says `|safe`.

use minijinja::Environment;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::text;
use crate::domain::harmless;
use crate::draft::render::{self, TemplateError, escaped};

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
    let mut environment = render::strict(|out, _, value| render::print(out, value, text::block));
    environment.add_filter("text", |value: &Value| escaped(value, text::linked));
    environment.add_filter("line", |value: &Value| {
        escaped(value, |text| text::escaped(&harmless::line(text)))
    });
    environment
}
