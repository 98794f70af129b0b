//! The layout of a draft: its template, which may be the user's own, and what the review goes by.

use std::borrow::Cow;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::domain::findings::Policy;
use crate::domain::incident::Incident;
use crate::draft::{self, TEMPLATES, Template};
use crate::journal::{JournalError, Operation, named_file};

/// Far more than a template needs, in bytes.
const LARGEST_TEMPLATE: u64 = 256 * 1024;

/// So many files of the folder of templates are looked at.
const MOST_FILES: usize = 1000;

/// The rules by which a draft is reviewed and laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The template's name.
    pub name: String,
    /// The folder of the user's configuration, where there is one.
    config: Option<PathBuf>,
    /// The path at which the user's own template of that name is looked for.
    own: Option<PathBuf>,
    /// The update intervals that the team has agreed on.
    pub(super) policy: Policy,
    /// This program, where it may be run once more for the user's own template.
    pub(super) program: Option<PathBuf>,
    /// True if roles stand in place of names.
    pub(super) by_role: bool,
}

impl Layout {
    /// The layout of this name: the user's own in the config folder, or a built-in one. `None`: there is none.
    pub fn named(name: &str, config: Option<&Path>, policy: Policy) -> Option<Self> {
        let own = config.and_then(|config| own_template(name, config));
        let known = Template::named(name).is_some() || own.as_deref().is_some_and(is_there);
        known.then(|| Layout {
            name: name.to_owned(),
            config: config.map(Path::to_owned),
            own,
            policy,
            program: None,
            by_role: false,
        })
    }

    /// The layout that is used when none is named. Where the user has a template of that name, that one.
    pub fn standard(config: Option<&Path>, policy: Policy) -> Self {
        Layout {
            name: Template::DEFAULT.to_owned(),
            config: config.map(Path::to_owned),
            own: config.and_then(|config| own_template(Template::DEFAULT, config)),
            policy,
            program: None,
            by_role: false,
        }
    }

    /// The same with another template; `None` where there is none of this name.
    pub fn renamed(&self, name: &str) -> Option<Self> {
        let other = Layout::named(name, self.config.as_deref(), self.policy)?;
        Some(other.apart(self.program.clone()).by_role(self.by_role))
    }

    /// The names of all templates, its own first, then those that come with hotwash, then the user's.
    pub fn names(&self) -> Vec<String> {
        let built_in = TEMPLATES.iter().map(|template| template.name.to_owned());
        let own = self.config.as_deref().map(own_templates).unwrap_or_default();
        let mut names = vec![self.name.clone()];
        for name in built_in.chain(own.into_iter().map(|(name, _)| name)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The layout with the user's own template rendered by a process of this program, which bounds what it takes.
    #[must_use]
    pub fn apart(self, program: Option<PathBuf>) -> Self {
        Layout { program, ..self }
    }

    /// The layout that tells people by their roles, or by their names. A draft for the public names nobody, and knows by
    /// the names what it may not say.
    #[must_use]
    pub fn by_role(self, by_role: bool) -> Self {
        Layout {
            by_role: by_role && self.name != Template::PUBLIC,
            ..self
        }
    }

    /// The update intervals that the team has agreed on.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The incident with its people as this layout tells them.
    pub fn told<'i>(&self, incident: &'i Incident) -> Cow<'i, Incident> {
        incident.told_by_role_or_name(self.by_role)
    }

    /// A mark that tells a draft of the incident as it stands from one of an earlier state.
    pub fn mark_of(&self, incident: &Incident) -> Option<String> {
        draft::mark_of(incident, &self.policy)
    }

    /// The name by which an error tells of the template: with its file, where it is the user's own.
    pub(super) fn told_name(&self) -> String {
        let own = self.own.as_deref().filter(|own| is_there(own));
        own.map_or_else(
            || self.name.clone(),
            |own| format!("{} ({})", self.name, own.display()),
        )
    }

    /// The template's text as it stands now. The built-in one is taken only where the user has none.
    ///
    /// # Errors
    /// When the user's own is there and cannot be read, or there is neither.
    pub fn source(&self) -> Result<Cow<'static, str>, JournalError> {
        let Some(own) = &self.own else {
            return Ok(Cow::Borrowed(self.built_in().unwrap_or_default()));
        };
        match (named_file::read_text(own, LARGEST_TEMPLATE), self.built_in()) {
            (Ok(source), _) => Ok(Cow::Owned(source)),
            (Err(error), Some(source)) if error.kind() == ErrorKind::NotFound => Ok(Cow::Borrowed(source)),
            (Err(error), _) => Err(JournalError::at(Operation::Read, own)(error)),
        }
    }

    fn built_in(&self) -> Option<&'static str> {
        Template::named(&self.name).map(|template| template.source)
    }
}

/// True where something stands at the path, readable or not.
pub(super) fn is_there(path: &Path) -> bool {
    path.symlink_metadata()
        .map_or_else(|error| error.kind() != ErrorKind::NotFound, |_| true)
}

/// The user's own templates in the folder of the configuration, by name, each with its file. What has another ending, or
/// no plain name, is none.
pub fn own_templates(config: &Path) -> Vec<(String, PathBuf)> {
    let folder = std::fs::read_dir(config.join("templates"))
        .into_iter()
        .flatten()
        .flatten();
    let named = folder.take(MOST_FILES).filter_map(|file| {
        let name = file.file_name().into_string().ok()?;
        let name = name.strip_suffix(".md")?;
        Some((name.to_owned(), own_template(name, config)?))
    });
    let mut named: Vec<_> = named.collect();
    named.sort();
    named
}

/// Only a plain name can be a template of the user's: it becomes a file's name.
fn own_template(name: &str, config: &Path) -> Option<PathBuf> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    let is_plain = !name.is_empty() && name.bytes().all(plain);
    is_plain.then(|| config.join("templates").join(format!("{name}.md")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_template_that_is_not_there_is_replaced_by_the_built_in_one() {
        let config = tempfile::tempdir().unwrap();
        let name = Template::DEFAULT;
        let built_in = Template::named(name).unwrap().source;
        let own = own_template(name, config.path()).unwrap();
        let standard = || Layout::standard(Some(config.path()), Policy::default());
        let named = |name| Layout::named(name, Some(config.path()), Policy::default());
        let source = || standard().source();
        assert_eq!(source().unwrap(), built_in);
        std::fs::create_dir(own.parent().unwrap()).unwrap();
        std::fs::write(&own, "ours").unwrap();
        assert_eq!(source().unwrap(), "ours");
        std::fs::write(&own, b"caf\xe9").unwrap();
        assert_eq!(named(name), Some(standard()));
        let error = source().unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("cannot read {}: ", own.display())),
            "{error}"
        );
        assert_eq!(named("other"), None);
        assert_eq!(named("../other"), None);
    }
}
