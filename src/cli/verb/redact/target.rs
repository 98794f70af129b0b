//! The words of `redact` that say what is to be removed: an event, `todo N`, `field NAME`, `title`, `silence RULE`.

use crate::cli::args::meant;
use crate::cli::event;
use crate::cli::problem::Problem;
use crate::domain::incident::Incident;
use crate::domain::nearest::nearest;
use crate::domain::record::FieldName;
use crate::domain::redaction::Target;

/// Finds what these words name.
pub(super) fn of(what: &str, which: Option<&str>, incident: &Incident) -> Result<Target, Problem> {
    match (what, which) {
        ("todo", Some(number)) => action_item(number, incident),
        ("field", Some(name)) => field(name),
        ("title", None) => Ok(Target::Field(FieldName::Title)),
        ("silence", Some(rule)) => silence(rule, incident),
        ("todo" | "field" | "silence", None) => Err(Problem::usage(format!("which {what}?")).next(FORMS)),
        (event, None) => event::named(event, incident).map(Target::Event),
        (_, Some(_)) => Err(Problem::usage("there is nothing of that name to remove").next(FORMS)),
    }
}

const FORMS: &str = "hotwash redact EVENT, todo N, field NAME, title, or silence RULE";

fn action_item(number: &str, incident: &Incident) -> Result<Target, Problem> {
    let wanted: Option<u32> = number.trim_start_matches('#').parse().ok();
    let mut items = incident.all_action_items().iter();
    let found = items.find(|item| Some(item.number) == wanted);
    found.map(|item| Target::ActionItem(item.id)).ok_or_else(|| {
        Problem::usage(format!("there is no action item '{number}'"))
            .next("hotwash todo list --done lists them all")
    })
}

fn silence(rule: &str, incident: &Incident) -> Result<Target, Problem> {
    let is_known = incident
        .silence_history()
        .any(|version| version.value.rule == rule);
    is_known.then(|| Target::Silence(rule.to_owned())).ok_or_else(|| {
        Problem::refused(format!("no finding of '{rule}' was ever accepted"))
            .next("hotwash review names the findings with their rules")
    })
}

fn field(name: &str) -> Result<Target, Problem> {
    let wire = name.to_lowercase().replace('_', "-");
    let wordless = |field: &FieldName| matches!(field, FieldName::Severity | FieldName::Zone);
    let rows = FieldName::ROWS.iter();
    let names = rows.filter(|row| !wordless(&row.name)).map(|row| row.wire);
    match FieldName::from_wire(&wire) {
        Some(field) if wordless(&field) => Err(Problem::usage(format!(
            "{wire} has no words that could be removed"
        ))
        .next("hotwash set gives it another value")),
        Some(field) => Ok(Target::Field(field)),
        None => {
            let meant = meant(nearest(&wire, names.clone()));
            let all: Vec<&str> = names.collect();
            Err(Problem::usage(format!("there is no field '{name}'"))
                .next(format!("{meant}the fields are {}", all.join(" "))))
        }
    }
}
