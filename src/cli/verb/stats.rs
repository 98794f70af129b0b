//! `stats`: what all incidents say together, in words, as a table or in JSON.

mod document;

use clap::{Args, ValueEnum};

use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::statistics::Statistics;
use crate::domain::statistics::since::{FORMS, since};
use crate::draft::statistics::{StatisticsLine, TextLook, in_words, to_csv};
use crate::incidents::catalog::tally::Tally;
use document::StatisticsJson;

/// Columns where standard output is no terminal.
const COLUMNS: usize = 80;

#[derive(Debug, Args)]
pub(in crate::cli) struct StatsArgs {
    /// Count incidents that began on this day or later: 2026-01-15, 2026-01, 2026, 90d or 12w
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    since: Option<String>,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Words, value_name = "FORMAT")]
    format: Format,
}

/// The form in which `stats` answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, with a small histogram of each interval
    Words,
    /// One table, for a spreadsheet
    Csv,
    /// The same as --json
    Json,
}

pub(in crate::cli) fn run(args: &StatsArgs, session: &mut Session<'_>) -> Result<Exit, Problem> {
    let now = session.world.machine.now();
    let read = |text: &String| {
        let today = now.local.now(now).wall().date();
        since(text, today).ok_or_else(|| {
            Problem::usage(format!("--since: '{text}' is no day")).next(format!("write {FORMS}"))
        })
    };
    let since = args.since.as_ref().map(read).transpose()?;
    let tally = Tally::read(&session.shelf(), &session.reader(), now, since)?;
    for (path, error) in &tally.unreadable {
        let words = format!("{} is left out: {error}", path.name());
        session.output().say(&words);
    }
    session.mention_trouble();
    session.common.json |= args.format == Format::Json;
    let statistics = &tally.statistics;
    session.answer(
        |_| Ok(StatisticsJson::of(statistics)),
        |session| match args.format {
            Format::Csv => session.output().raw(&to_csv(statistics)),
            Format::Words | Format::Json => words(statistics, session),
        },
    )
}

fn words(statistics: &Statistics, session: &mut Session<'_>) -> Result<(), Problem> {
    let look = TextLook {
        columns: session.world.output.width.unwrap_or(COLUMNS),
        unicode: session.shows_unicode(),
    };
    for line in in_words(statistics, look) {
        match line {
            StatisticsLine::Blank => session.output().row("")?,
            StatisticsLine::Heading(heading) => session.output().row(heading)?,
            StatisticsLine::Text(text) => session.output().row(&text)?,
        }
    }
    session.output().finish()
}
