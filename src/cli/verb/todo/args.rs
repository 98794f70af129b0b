//! The arguments of `todo` for one action item.

use clap::{Args, Subcommand};

use super::list::TodoListArgs;
use crate::cli::args::{meant, text_word};
use crate::domain::nearest::nearest;
use crate::domain::record::Purpose;

/// A verb for action items, with its arguments.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum TodoVerb {
    /// Record work to do afterwards
    Add(TodoAddArgs),
    /// Say that an action item is done
    Done(TodoDoneArgs),
    /// Correct an action item; the word 'none' clears what an option said
    Edit(TodoEditArgs),
    /// List action items: overdue first, then by due date, then undated
    List(TodoListArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TodoAddArgs {
    /// What is to be done; several words need no quotes. @owner and, at its end, 'due DATE' are read
    #[arg(required = true, value_name = "TEXT", value_parser = text_word)]
    pub(super) text: Vec<String>,
    #[command(flatten)]
    pub(super) options: TodoOptions,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TodoDoneArgs {
    /// Its number in `todo list`
    #[arg(value_name = "N", value_parser = number)]
    pub(super) number: u32,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TodoEditArgs {
    /// Its number in `todo list`
    #[arg(value_name = "N", value_parser = number)]
    pub(super) number: u32,
    /// What is to be done
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) text: Option<String>,
    #[command(flatten)]
    pub(super) options: TodoOptions,
}

/// The options that say something of an action item. `none`: nothing is known of it any more.
#[derive(Debug, Args)]
pub(in crate::cli) struct TodoOptions {
    /// Who does it
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub(super) owner: Option<String>,
    /// By which day: 2026-12-01, tomorrow, +3d
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) due: Option<String>,
    /// What it is for: mitigate, prevent, detect, process or task
    #[arg(long = "type", value_parser = purpose, value_name = "TYPE")]
    pub(super) purpose: Option<PurposeWord>,
    /// How urgent, in your team's words
    #[arg(long, value_name = "WORD", allow_hyphen_values = true)]
    pub(super) priority: Option<String>,
}

/// The word after `--type`; nothing for `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct PurposeWord(pub(super) Option<Purpose>);

fn number(word: &str) -> Result<u32, String> {
    let number = word.trim_start_matches('#').parse();
    number.map_err(|_| "give its number in hotwash todo list".to_owned())
}

fn purpose(word: &str) -> Result<PurposeWord, String> {
    if word == "none" {
        return Ok(PurposeWord(None));
    }
    let known = Purpose::from_word(word).map(|purpose| PurposeWord(Some(purpose)));
    known.ok_or_else(|| {
        let words = Purpose::ALL.map(Purpose::word);
        let meant = meant(nearest(word, words));
        format!("{meant}the types are {}, or none", words.join(" "))
    })
}
