//! The templates themselves: their list, and the text of one.

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::draft::{TEMPLATES, Template};
use crate::incidents::closing::own_templates;

/// Lists those that come with hotwash and the user's own, which are marked by their files.
pub(super) fn list(session: &mut Session<'_>) -> Result<Exit, Problem> {
    let own = session
        .templates
        .as_deref()
        .map(own_templates)
        .unwrap_or_default();
    for template in TEMPLATES {
        let replaced = own.iter().any(|(name, _)| name == template.name);
        let about = if replaced {
            "not used: your own stands in its place"
        } else {
            template.about
        };
        session
            .output()
            .answer(&format!("{:12}  {about}", template.name))?;
    }
    for (name, file) in own {
        let what = match Template::named(&name) {
            Some(_) => "your own, in place of the built-in one",
            None => "your own",
        };
        session
            .output()
            .answer(&format!("{name:12}  {what}: {}", file.display()))?;
    }
    Ok(Exit::Done)
}

/// Prints the text of a template as it stands.
pub(super) fn print(name: &str, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let source = session.layout(Some(name))?.source()?.into_owned();
    session.output().raw(&source).map(|()| Exit::Done)
}
