//! `set`: changes a field of the incident.

mod zone;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::args::{meant, text_word};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::command::Command;
use crate::domain::incident::{Incident, Status};
use crate::domain::nearest::nearest;
use crate::domain::record::{FieldChange, FieldName};
use crate::domain::rezone::Keep;
use crate::incidents::scribe::Scribe;

#[derive(Debug, Args)]
pub(in crate::cli) struct SetArgs {
    /// title severity zone summary impact trigger cause resolution commander lessons; for customers: public-impact
    /// public-cause; lists: affected factors roles went-well went-wrong lucky links
    #[arg(value_name = "FIELD")]
    field: String,
    /// The value; several words need no quotes
    #[arg(value_name = "VALUE", value_parser = text_word)]
    pub(in crate::cli) value: Vec<String>,
    /// Add an entry to a list
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true, conflicts_with_all = ["value", "clear"])]
    add: Option<String>,
    /// Take an entry out of a list
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true, conflicts_with_all = ["value", "clear", "add"])]
    remove: Option<String>,
    /// Nothing is known of it any more
    #[arg(long, conflicts_with = "value")]
    clear: bool,
    /// For the zone, once times were typed in the present one: what stays as it is
    #[arg(long, value_enum, value_name = "instants|clocks")]
    keep: Option<KeepWord>,
}

/// The side that stays when the zone changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum KeepWord {
    /// The instants: clocks show them otherwise
    Instants,
    /// The clock times as typed: they become other instants
    Clocks,
}

pub(in crate::cli) fn run(args: SetArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let field = field(&args.field)?;
    let change = match (args.add, args.remove, args.clear) {
        (Some(entry), _, _) => FieldChange::Add(entry),
        (None, Some(entry), _) => FieldChange::Remove(entry),
        (None, None, true) => FieldChange::Clear,
        (None, None, false) if args.value.join(" ").trim().is_empty() => {
            let name = field.wire();
            let list = if field.row().list { ", or --add VALUE" } else { "" };
            return Err(Problem::usage(format!("there is no value for {name}"))
                .next(format!("hotwash set {name} VALUE{list}, or --clear")));
        }
        (None, None, false) => FieldChange::Value(args.value.join(" ")),
    };
    if args.keep.is_some() && field != FieldName::Zone {
        return Err(Problem::usage("--keep is for the zone").next("leave it out"));
    }
    let typed = match &change {
        FieldChange::Remove(entry) => format!("{} --remove {entry}", field.wire()),
        given => format!("{} {}", field.wire(), given.given().unwrap_or("--clear")),
    };
    let keep = args.keep.map(|word| match word {
        KeepWord::Instants => Keep::Instants,
        KeepWord::Clocks => Keep::Clocks,
    });
    let recorded = match (&change, field) {
        (FieldChange::Value(name), FieldName::Zone) => zone::record(name, keep, session),
        (_, _) => record(field, change, session),
    };
    let scribe = recorded.inspect_err(|problem| session.give_back(problem, &typed))?;
    let incident = scribe.incident();
    if incident.status() != Status::Open {
        session
            .output()
            .say("the incident is closed: this is marked as after close");
    }
    answer(field, &incident, session)
}

fn record(field: FieldName, change: FieldChange, session: &mut Session<'_>) -> Result<Scribe, Problem> {
    let scribe = session.scribe()?;
    session.do_in(&scribe, Command::SetField { field, change })?;
    Ok(scribe)
}

fn field(name: &str) -> Result<FieldName, Problem> {
    let wire = name.to_lowercase().replace('_', "-");
    FieldName::from_wire(&wire).ok_or_else(|| {
        let names = |list: bool| {
            let rows = FieldName::ROWS.iter().filter(|row| row.list == list);
            rows.map(|row| row.wire).collect::<Vec<_>>().join(" ")
        };
        let known = FieldName::ROWS.iter().map(|row| row.wire);
        Problem::usage(format!("there is no field '{name}'")).next(format!(
            "{}the fields are {}; the lists are {}",
            meant(nearest(name, known)),
            names(false),
            names(true)
        ))
    })
}

/// Answers with the field as it is now: a list has a line for each entry.
fn answer(field: FieldName, incident: &Incident, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let name = field.wire();
    let values = incident.field(field);
    session.answer(
        |_| {
            let value = match field.row().list {
                true => ValueJson::List(&values),
                false => ValueJson::Text(values.first()),
            };
            Ok(FieldJson { field: name, value })
        },
        |session| {
            if values.is_empty() {
                return session.output().answer(&format!("{name}: not recorded"));
            }
            let mut lines = values.iter().map(|value| format!("{name}: {value}"));
            lines.try_for_each(|line| session.output().answer(&line))
        },
    )
}

/// The answer of `set --json`.
#[derive(Debug, Serialize)]
struct FieldJson<'a> {
    field: &'static str,
    value: ValueJson<'a>,
}

/// The value of a field; null where it is not recorded.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ValueJson<'a> {
    Text(Option<&'a String>),
    List(&'a [String]),
}
