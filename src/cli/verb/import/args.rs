//! The arguments of `import`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use crate::import::{ColumnMap, DateOrder, Format, ListDate};

const SOURCES: &str = "\
The format is told by the content; --format names it where that fails.
  hotwash import notes.md --dry-run              shows what it would record
  hotwash import export.zip --between 09:00 14:00
  journalctl -o json --since 09:00 | hotwash import - --yes
  hotwash import --git ~/src/app --between '2026-11-25 08:00' '2026-11-25 10:00'
Importing the same file again adds only what is new; one undo takes an import back.";

#[derive(Debug, Args)]
#[command(after_help = SOURCES)]
pub(in crate::cli) struct ImportArgs {
    /// Files, folders and zip archives; - reads standard input
    #[arg(value_name = "FILE", required_unless_present = "git")]
    pub(super) files: Vec<OsString>,
    /// The commits, merges and tags of a local repository
    #[arg(long, value_name = "REPO")]
    pub(super) git: Option<PathBuf>,
    /// The format, where the content does not tell it
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(super) format: Option<Format>,
    /// Only what happened between these two times
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"], allow_hyphen_values = true)]
    pub(super) between: Option<Vec<String>>,
    /// Only entries that match this regular expression
    #[arg(long, value_name = "RE", value_parser = regex, allow_hyphen_values = true)]
    pub(super) grep: Option<regex_lite::Regex>,
    /// What the columns mean: time=when,text=message,kind=category,author=user
    #[arg(long, value_name = "MEANING=COLUMN,...", value_parser = ColumnMap::parse)]
    pub(super) map: Option<ColumnMap>,
    /// The day of times that say none: 2026-11-25; or the year of dates that say none: 2026
    #[arg(long, value_name = "DATE", value_parser = list_date)]
    pub(super) date: Option<ListDate>,
    /// The order of day and month in dates such as 03/04/2026
    #[arg(long, value_name = "dmy|mdy", value_parser = date_order)]
    pub(super) date_order: Option<DateOrder>,
    /// Keep passwords, tokens and keys as they are, instead of masking them
    #[arg(long)]
    pub(super) keep_secrets: bool,
    /// Show what would be recorded, and record nothing
    #[arg(long, conflicts_with = "yes")]
    pub(super) dry_run: bool,
    /// Record it without asking
    #[arg(long)]
    pub(super) yes: bool,
}

fn format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Format::rows().iter().map(|row| row.name).collect();
        format!("the formats are {}", names.join(", "))
    })
}

fn regex(text: &str) -> Result<regex_lite::Regex, String> {
    regex_lite::Regex::new(text).map_err(|error| error.to_string())
}

fn date_order(text: &str) -> Result<DateOrder, String> {
    DateOrder::parse(text).ok_or_else(|| "write dmy, the day first, or mdy, the month first".to_owned())
}

fn list_date(text: &str) -> Result<ListDate, String> {
    ListDate::parse(text).ok_or_else(|| "write a day, 2026-11-25, or a year, 2026".to_owned())
}
