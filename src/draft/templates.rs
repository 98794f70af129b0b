//! The built-in templates: one table.

/// A template that comes with hotwash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name after `--template`.
    pub name: &'static str,
    /// One line for lists and help.
    pub about: &'static str,
    /// Its text.
    pub source: &'static str,
}

impl Template {
    /// The one that is used when none is named.
    pub const DEFAULT: &'static str = "classic";

    /// The one for customers: a template of this name sees nothing that is not meant for them.
    pub const PUBLIC: &'static str = "public";

    /// The built-in template of this name.
    pub fn named(name: &str) -> Option<&'static Template> {
        TEMPLATES.iter().find(|template| template.name == name)
    }
}

/// The built-in templates, the default first.
pub const TEMPLATES: &[Template] = &[
    Template {
        name: Template::DEFAULT,
        about: "summary, timeline, root cause and resolution, corrective and preventative measures",
        source: include_str!("../../assets/templates/classic.md"),
    },
    Template {
        name: "google-sre",
        about: "as in Google's book on reliability: trigger, detection, lessons, a timeline with markers",
        source: include_str!("../../assets/templates/google-sre.md"),
    },
    Template {
        name: "pagerduty",
        about: "as PagerDuty's: overview, factors, time in each severity, responders, messages",
        source: include_str!("../../assets/templates/pagerduty.md"),
    },
    Template {
        name: "atlassian",
        about: "as Atlassian's: leadup, fault, response, recovery, five whys, recurrence",
        source: include_str!("../../assets/templates/atlassian.md"),
    },
    Template {
        name: Template::PUBLIC,
        about: "for customers: no names, hosts, addresses, evidence or dead ends",
        source: include_str!("../../assets/templates/public.md"),
    },
];
