//! `search`: which incidents say all these words, best first, and what the cause and the fix were.

mod json;
mod words;

use clap::Args;

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::counted::counted;
use crate::domain::search::Query;
use crate::incidents::search::Index;
use json::SearchJson;

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
    let found = index.find(&query, args.limit);
    for remark in &found.remarks {
        session.output().say(remark);
    }
    if found.count == 0 {
        let words = format!("nothing found in {}", counted(found.among, "incident"));
        session.output().say(&words);
    } else if found.hits.len() < found.count {
        let words = format!("{} incidents say that; --limit shows more", found.count);
        session.output().say(&words);
    }
    session.answer(
        |_| Ok(SearchJson::of(&found)),
        |session| words::answer(&found.hits, &query, session),
    )
}
