//! `todo`: action items are added, done, corrected and listed.

mod args;
mod list;

pub(in crate::cli) use args::TodoVerb;
use args::{PurposeWord, TodoAddArgs, TodoDoneArgs, TodoEditArgs, TodoOptions};

use crate::cli::json::{ActionItemJson, ActionItemsJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::cli::table;
use crate::domain::command::{ActionItemChange, Command};
use crate::domain::decide::Refusal;
use crate::domain::entry::{self, What};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::time::typed::option;
use crate::incidents::scribe::Scribe;

pub(in crate::cli) fn run(verb: TodoVerb, session: &mut Session<'_>) -> Result<Exit, Problem> {
    match verb {
        TodoVerb::Add(args) => add(args, session),
        TodoVerb::Done(args) => done(&args, session),
        TodoVerb::Edit(args) => edit(args, session),
        TodoVerb::List(args) => list::run(&args, session),
    }
}

fn add(args: TodoAddArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let typed = args.text.join(" ");
    let added = new(args.options, &typed, session);
    added.inspect_err(|problem| session.give_back(problem, &typed))
}

fn new(options: TodoOptions, typed: &str, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    let change = change(None, options, &scribe, session)?;
    let context = session.time_context(&scribe.incident());
    let reading = entry::read(&format!("todo: {typed}"), &context);
    for remark in &reading.remarks {
        session.output().say(&remark.to_string());
    }
    let What::ActionItem(read) = reading.what else {
        return Err(Refusal::NoText.into());
    };
    let mut item = read.to_record(Some(typed.to_owned()));
    item.purpose = change.purpose.flatten();
    item.priority = change.priority.flatten();
    item.owner = change.owner.unwrap_or(item.owner);
    item.due = change.due.unwrap_or(item.due);
    let id = session.do_in(&scribe, Command::AddActionItem(item))?;
    answer("recorded", id, &scribe.incident(), session)
}

fn done(args: &TodoDoneArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    let change = ActionItemChange {
        done: Some(true),
        ..ActionItemChange::default()
    };
    amend("done", args.number, change, &scribe, session)
}

fn edit(args: TodoEditArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let scribe = session.scribe()?;
    let change = change(args.text, args.options, &scribe, session)?;
    if change == ActionItemChange::default() {
        return Err(Problem::usage("there is nothing to change")
            .next("hotwash todo edit N --text S, --owner NAME, --due DATE, --type T or --priority P"));
    }
    let typed = change.text.clone();
    amend("edited", args.number, change, &scribe, session)
        .inspect_err(|problem| session.give_back(problem, typed.as_deref().unwrap_or("the correction")))
}

fn amend(
    done: &str,
    number: u32,
    change: ActionItemChange,
    scribe: &Scribe,
    session: &mut Session<'_>,
) -> Result<Exit, Problem> {
    let item = numbered(number, &scribe.incident())?;
    session.do_in(scribe, Command::AmendActionItem { item, change })?;
    answer(done, item, &scribe.incident(), session)
}

fn numbered(number: u32, incident: &Incident) -> Result<RecordId, Problem> {
    let mut items = incident.action_items();
    let found = items.find(|(item, _)| item.number == number);
    found.map(|(item, _)| item.id).ok_or_else(|| {
        Problem::usage(format!("there is no action item {number}"))
            .next("hotwash todo list --done lists them all")
    })
}

/// Reads the options as a change; `none` clears.
fn change(
    text: Option<String>,
    options: TodoOptions,
    scribe: &Scribe,
    session: &Session<'_>,
) -> Result<ActionItemChange, Problem> {
    let today = session.time_context(&scribe.incident()).today();
    let due = match options.due.as_deref() {
        None => None,
        Some("none") => Some(None),
        Some(text) => match option::due(text, today) {
            Some(due) => Some(Some(due)),
            None => {
                return Err(Problem::usage(format!("--due: '{text}' is not a date"))
                    .next(format!("write {}", option::DUE_FORMS)));
            }
        },
    };
    let word = |word: Option<String>| word.map(|word| Some(word).filter(|word| word != "none"));
    let owner = options.owner.map(|name| name.trim_start_matches('@').to_owned());
    Ok(ActionItemChange {
        text,
        owner: word(owner),
        due,
        purpose: options.purpose.map(|PurposeWord(purpose)| purpose),
        priority: word(options.priority),
        done: None,
    })
}

/// The action item as it is now.
fn answer(done: &str, id: RecordId, incident: &Incident, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let found = incident.action_items().find(|(item, _)| item.id == id);
    let document = ActionItemsJson {
        action_items: found
            .iter()
            .map(|(item, body)| ActionItemJson::of(item.id, item.number, body))
            .collect(),
    };
    session.answer(
        |_| Ok(document),
        |session| {
            let Some((item, body)) = found else {
                return Ok(());
            };
            let line = table::action_item(item.number, body, incident.today(session.world.machine.now()));
            let late = table::late(incident);
            session
                .output()
                .answer(&format!("{done} todo {}{late}", line.trim_start()))
        },
    )
}
