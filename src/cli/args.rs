//! The arguments that several verbs share: the common options, words of a text, values of options.

mod values;
mod words;

use std::path::PathBuf;

use clap::{Arg, Args};

use crate::system::config::Color;

pub(super) use values::{DID_YOU_MEAN, KindWord, kind, meant};
pub(super) use words::{is_negative, text_word};

/// The options that stand before or after every verb.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Common options")]
pub(super) struct Common {
    /// The incident: a unique part of its slug, or the end of its id [env: HOTWASH_INCIDENT]
    #[arg(long, global = true, value_name = "ID", allow_hyphen_values = true)]
    pub(super) incident: Option<String>,
    /// The folder that holds everything: data, config and state below it [env: HOTWASH_HOME]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) home: Option<PathBuf>,
    /// The name shown with what you record [env: HOTWASH_AUTHOR]
    #[arg(long, global = true, value_name = "NAME", allow_hyphen_values = true)]
    pub(super) author: Option<String>,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Whether to use colours: auto, always or never
    #[arg(long, global = true, value_name = "WHEN")]
    pub(super) color: Option<Color>,
    /// The zone to show times in (new: the incident's zone): Europe/Paris, UTC, -05:00, local, unknown
    #[arg(long, global = true, value_name = "ZONE", allow_hyphen_values = true)]
    pub(super) zone: Option<String>,
}

/// The first word behind another one that is an option of this verb: clap takes all of them as text.
pub(super) fn late_option<'a>(tree: &clap::Command, verb: &str, words: &'a [String]) -> Option<&'a str> {
    let of_verb = tree
        .find_subcommand(verb)
        .into_iter()
        .flat_map(clap::Command::get_arguments);
    let options: Vec<&str> = tree
        .get_arguments()
        .chain(of_verb)
        .filter_map(Arg::get_long)
        .collect();
    let is_option = |word: &&String| {
        let name = word.split('=').next().and_then(|name| name.strip_prefix("--"));
        name.is_some_and(|name| options.contains(&name))
    };
    words.iter().skip(1).find(is_option).map(String::as_str)
}
