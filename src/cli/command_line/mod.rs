//! The command line as clap sees it: the common options and one verb.

mod folded;
mod shield;

use clap::Parser;

use super::args::Common;
use super::verb::Verb;

pub(super) use shield::shielded;

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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

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
