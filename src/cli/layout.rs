//! The layout of a run's drafts: the template that was named, or that of the configuration, or the default one.

use super::problem::Problem;
use super::session::Session;
use crate::draft::{TEMPLATES, Template};
use crate::incidents::closing::Layout;

impl Session<'_> {
    /// The layout by the template of this name; without one, as the configuration says.
    pub(super) fn layout(&self, named: Option<&str>) -> Result<Layout, Problem> {
        let (name, option) = match (named, self.config.template.as_deref()) {
            (Some(name), _) => (name, "--template"),
            (None, Some(name)) => (name, "template in the configuration"),
            (None, None) => (Template::DEFAULT, "--template"),
        };
        let layout = Layout::named(name, self.templates.as_deref(), self.config.updates);
        let layout = layout.map(|layout| layout.apart(self.world.program.clone()));
        layout.ok_or_else(|| self.no_template(option, name))
    }

    /// The same for the interface, which starts whatever the configuration says; and what is wrong with it.
    pub(super) fn layout_or_default(&self) -> (Layout, Option<String>) {
        self.layout(None).map_or_else(
            |problem| {
                let standard = Layout::standard(self.templates.as_deref(), self.config.updates);
                (
                    standard.apart(self.world.program.clone()),
                    Some(problem.to_string()),
                )
            },
            |layout| (layout, None),
        )
    }

    fn no_template(&self, option: &str, name: &str) -> Problem {
        let templates = self.home.config.join("templates");
        let names: Vec<_> = TEMPLATES.iter().map(|template| template.name).collect();
        Problem::usage(format!("{option}: there is no template '{name}'")).next(format!(
            "built in: {}; your own stand in {}",
            names.join(", "),
            templates.display()
        ))
    }
}
