//! `search`: which incidents say all these words, best first, and what the cause and the fix were.

mod json;
mod words;

use clap::Args;

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::domain::search::Query;
use crate::incidents::search::Index;
use crate::journal::IncidentPath;
use json::SearchJson;

/// More folders than these are only counted.
const MOST_NAMED: usize = 3;

#[derive(Debug, Args)]
pub(in crate::cli) struct SearchArgs {
    /// Words of which every one must stand in the incident, in any case; their ends may be missing
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// So many incidents at the most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

pub(in crate::cli) fn run(args: &SearchArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let query = Query::of(&args.words.join(" "));
    if query.is_empty() {
        return Err(Problem::usage("there is no letter and no digit to search for"));
    }
    let now = session.world.machine.now();
    let index = Index::read(&session.shelf(), &session.reader(), now)?;
    session.mention_trouble();
    mention(&index, session);
    let (hits, count) = index.find(&query, args.limit);
    if hits.len() < count {
        let words = format!("{count} incidents say that; --limit shows more");
        session.output().say(&words);
    } else if count == 0 {
        let words = format!("nothing found in {}", counted(index.len(), "incident"));
        session.output().say(&words);
    }
    session.answer(
        |_| Ok(SearchJson::of(&hits, count)),
        |session| words::answer(&hits, &query, session),
    )
}

/// Names on standard error what could not be searched, or not all of it.
fn mention(index: &Index, session: &mut Session<'_>) {
    for (path, error) in &index.unreadable {
        let words = format!("{} is left out: {error}", path.name());
        session.output().say(&words);
    }
    let damaged: Vec<&IncidentPath> = index.damaged().collect();
    if let Some(names) = named(&damaged) {
        let journals = counted(damaged.len(), "journal");
        let words = format!("{journals} damaged, and what is lost there is not found: {names}");
        session.output().say(&words);
    }
    let cut: Vec<&IncidentPath> = index.cut().collect();
    if let Some(names) = named(&cut) {
        let words = format!("not all of it is searched, so long is it: {names}");
        session.output().say(&words);
    }
}

fn named(paths: &[&IncidentPath]) -> Option<String> {
    let names: Vec<&str> = paths.iter().take(MOST_NAMED).map(|path| path.name()).collect();
    let more = match paths.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!names.is_empty()).then(|| names.join(", ") + &more)
}
