//! The verbs that correct what was recorded.

use clap::Args;

use super::{KindWord, kind};

#[derive(Debug, Args)]
pub(in crate::cli) struct EditArgs {
    /// Which: its number in `show`, or the end of its id
    #[arg(value_name = "EVENT", allow_hyphen_values = true)]
    pub(in crate::cli) event: String,
    /// What it is: detection, cause, m, rollback ...
    #[arg(long, value_parser = kind, value_name = "KIND")]
    pub(in crate::cli) kind: Option<KindWord>,
    /// When it happened; a clock time is on the event's own day. none: not known
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(in crate::cli) at: Option<String>,
    /// When it ended. none: it is no range
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(in crate::cli) until: Option<String>,
    /// The time is only about right
    #[arg(long)]
    pub(in crate::cli) about: bool,
    /// The hypothesis that it ends, for a dead end or a cause: its number, or the end of its id
    #[arg(long, value_name = "EVENT", allow_hyphen_values = true)]
    pub(in crate::cli) ends: Option<String>,
    /// What happened, taken as it is
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(in crate::cli) text: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RedactArgs {
    /// An event: its number in `show`, or the end of its id. Or: todo N, field NAME, title, silence RULE
    #[arg(value_name = "EVENT", allow_hyphen_values = true)]
    pub(in crate::cli) event: String,
    /// Which todo, field or rule
    #[arg(value_name = "WHICH")]
    pub(in crate::cli) which: Option<String>,
    /// Do not ask
    #[arg(long)]
    pub(in crate::cli) yes: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct StrikeArgs {
    /// Which: its number in `show`, or the end of its id
    #[arg(value_name = "EVENT", allow_hyphen_values = true)]
    pub(in crate::cli) event: String,
    /// Why it does not belong there
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(in crate::cli) why: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HideArgs {
    /// Which: its number in `show`, or the end of its id
    #[arg(value_name = "EVENT", allow_hyphen_values = true)]
    pub(in crate::cli) event: String,
}
