//! The arguments of `log`.

use std::ffi::OsString;

use clap::Args;

use crate::cli::args::{KindWord, kind, text_word};

const GRAMMAR: &str = "\
Options stand before the text, and -- before a text that begins with a dash and no digit.
Without --kind, --at and --until it is read as in the interface:
  09:30 d: Users cannot log in         a detection, at 09:30
  -10m rolled back @netops #auth       ten minutes ago
  14:05-14:20 i: checked the network   a range
  todo: add a health check @bo due 2026-12-01";

#[derive(Debug, Args)]
#[command(after_help = GRAMMAR)]
pub(in crate::cli) struct LogArgs {
    /// What it is: detection, cause, m, rollback ... The text is then taken as it is
    #[arg(long, value_parser = kind, value_name = "KIND")]
    pub(in crate::cli) kind: Option<KindWord>,
    /// When it happened: 09:30, -10m, 'yesterday 23:50', a date for that day, or none: not known
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(in crate::cli) at: Option<String>,
    /// When it ended
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(in crate::cli) until: Option<String>,
    /// The time is only about right
    #[arg(long)]
    pub(in crate::cli) about: bool,
    /// The hypothesis that it ends: its number, or the end of its id
    #[arg(long, value_name = "EVENT", allow_hyphen_values = true)]
    pub(in crate::cli) ends: Option<String>,
    /// Users have recovered with it
    #[arg(long)]
    pub(in crate::cli) ends_impact: bool,
    /// Attach a file's bytes to the event, or those of standard input (-); may be given several times
    #[arg(long, value_name = "FILE|-", allow_hyphen_values = true)]
    pub(in crate::cli) evidence: Vec<OsString>,
    /// Keep passwords, tokens and keys in evidence as they are, instead of masking them
    #[arg(long)]
    pub(in crate::cli) keep_secrets: bool,
    /// What happened: at most 64 KiB; of more than 4 KiB the first lines are shown, and all of it is evidence. `-`:
    /// read entries from standard input, one a line; `-- -` is a dash
    #[arg(value_name = "TEXT", trailing_var_arg = true, value_parser = text_word)]
    pub(in crate::cli) text: Vec<String>,
}
