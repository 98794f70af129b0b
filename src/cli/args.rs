//! The command line as clap sees it, but for what each verb takes: that stands with the verb.

mod values;
mod words;

use std::path::PathBuf;

use clap::{Arg, Args, CommandFactory, Parser};

use super::verb::Verb;
use crate::system::config::Color;

pub(super) use values::{KindWord, kind, meant};
pub(super) use words::{shielded, text_word};

/// Record an outage as it happens, one line and Enter at a time; get a postmortem draft when it is closed.
///
/// Without a verb: the interface, which needs a terminal.
#[derive(Debug, Parser)]
#[command(name = "hotwash", bin_name = "hotwash", version, max_term_width = 100)]
pub struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
}

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
pub(super) fn late_option<'a>(verb: &str, words: &'a [String]) -> Option<&'a str> {
    let tree = Arguments::command();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::verb::log::LogArgs;
    use crate::domain::kind::{Kind, Via};

    fn parse(line: &[&str]) -> Arguments {
        let words: Vec<_> = ["hotwash"].iter().chain(line).map(Into::into).collect();
        Arguments::try_parse_from(shielded(&words)).unwrap_or_else(|error| panic!("{line:?}: {error}"))
    }

    fn log(line: &[&str]) -> LogArgs {
        match parse(line).verb {
            Some(Verb::Log(args)) => args,
            other => panic!("{line:?}: {other:?}"),
        }
    }

    #[test]
    fn the_tree_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn text_may_begin_with_a_dash_and_keeps_what_looks_like_options() {
        for (line, text) in [
            (&["log", "-10m", "rolled", "back"][..], "-10m rolled back"),
            (&["log", "-10m rolled back"], "-10m rolled back"),
            (&["log", "--kind", "m", "-5", "errors"], "-5 errors"),
            (&["log", "-"], "-"),
            (&["log", "-", "09:30", "d:", "down"], "- 09:30 d: down"),
            (&["log", "rose", "by", "-5", "-5"], "rose by -5 -5"),
            (&["log", "--", "--help", "me"], "--help me"),
            (&["log", "ran", "kubectl", "--all", "-h"], "ran kubectl --all -h"),
            (&["log", "--json", "x", "--json"], "x --json"),
        ] {
            assert_eq!(log(line).text.join(" "), text, "{line:?}");
        }
    }

    #[test]
    fn option_values_may_begin_with_a_dash() {
        assert_eq!(log(&["log", "--at", "-10m", "x"]).at.as_deref(), Some("-10m"));
        assert_eq!(log(&["log", "--at=-10m", "x"]).at.as_deref(), Some("-10m"));
        let zone = parse(&["new", "x", "--zone", "-05:00"]).common.zone;
        assert_eq!(zone.as_deref(), Some("-05:00"));
        match parse(&["set", "zone", "-05:00"]).verb {
            Some(Verb::Set(args)) => assert_eq!(args.value, ["-05:00"]),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn common_options_stand_before_and_after_the_verb() {
        for line in [
            &["--incident", "x", "--json", "log", "y"][..],
            &["log", "--incident", "x", "--json", "y"],
            &["show", "--incident", "x", "--json"],
            &["show", "--json", "--incident=x"],
        ] {
            let common = parse(line).common;
            assert_eq!(
                (common.incident.as_deref(), common.json),
                (Some("x"), true),
                "{line:?}"
            );
        }
    }

    #[test]
    fn any_word_for_a_kind_is_read() {
        let rollback = log(&["log", "--kind", "rollback", "x"]).kind.unwrap();
        assert_eq!(rollback.kind, Kind::Mitigation);
        let alert = log(&["log", "--kind", "alert", "x"]).kind.unwrap();
        assert_eq!(alert.via, Some(Via::Monitor));
    }
}
