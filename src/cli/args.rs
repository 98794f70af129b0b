//! The command line as clap sees it: verbs, their options, and the options that every verb has.

mod correct;
mod todo;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, Args, CommandFactory, Parser, Subcommand, ValueEnum};
use words::text_word;

use super::problem::DID_YOU_MEAN;
use crate::domain::kind::{Kind, Via};
use crate::domain::nearest::nearest;
use crate::domain::record::Severity;
use crate::system::config::Color;

pub(super) use correct::{EditArgs, HideArgs, RedactArgs, StrikeArgs};
pub(super) use todo::{
    PurposeWord, ReviewArgs, TodoAddArgs, TodoDoneArgs, TodoEditArgs, TodoListArgs, TodoOptions, TodoVerb,
};
pub(super) use words::shielded;

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

const GRAMMAR: &str = "\
Options stand before the text, and -- before a text that begins with a dash and no digit.
Without --kind, --at and --until it is read as in the interface:
  09:30 d: Users cannot log in         a detection, at 09:30
  -10m rolled back @netops #auth       ten minutes ago
  14:05-14:20 i: checked the network   a range
  todo: add a health check @bo due 2026-12-01";

const REDACTING: &str = "\
What can be removed:
  hotwash redact 7               an event, with its corrections and its evidence
  hotwash redact todo 2          an action item
  hotwash redact field impact    a field, with everything that ever stood in it
  hotwash redact title           the title, and the folder's name
  hotwash redact silence RULE    the reasons for which findings of a rule were accepted
Only records of yours are rewritten. Unsent lines and the history go too.
Every other file below the home that holds the words is named, with what to do about it.";

/// What can be done.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Start an incident; prints its id
    New(NewArgs),
    /// Record what happened
    #[command(after_help = GRAMMAR)]
    Log(LogArgs),
    /// Correct an event; the original stays in the journal
    Edit(EditArgs),
    /// Withdraw an event from the timeline; it stays in the journal
    Strike(StrikeArgs),
    /// Leave an event out of drafts; it stays in the timeline, marked
    Hide(HideArgs),
    /// Let an event stand in drafts again
    Unhide(HideArgs),
    /// Take back what you recorded last and have not taken back yet
    Undo,
    /// Bring back what you took back last with undo
    Redo,
    /// Remove words from your files for good, because they hold a secret; names what still holds them
    #[command(after_help = REDACTING)]
    Redact(RedactArgs),
    /// Show the timeline
    Show(ShowArgs),
    /// Set a field of the incident
    Set(SetArgs),
    /// Action items: work to do afterwards
    #[command(subcommand)]
    Todo(TodoVerb),
    /// Say what is missing and where the incident contradicts itself; exit 1 when an error stands
    Review(ReviewArgs),
    /// List the incidents, open ones first
    List,
    /// Tell the live incident in one line, for a shell prompt or a status bar
    Status(StatusArgs),
    /// Close the incident and write its postmortem draft; prints the draft's path
    Close(CloseArgs),
    /// Let a closed incident go on
    Reopen,
    /// Print the postmortem draft
    Export(ExportArgs),
    /// Print a status update to paste
    Update(UpdateArgs),
    /// Print the state of play for the next shift
    Handover,
    /// Check every journal; changes nothing
    Verify(VerifyArgs),
    /// Try everything on a throw-away incident
    Demo,
    /// Print the completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
    /// What the completions ask for
    #[command(name = "__complete", hide = true)]
    Complete(CompleteArgs),
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// What is happening; several words need no quotes
    #[arg(required = true, value_name = "TITLE", value_parser = text_word)]
    pub(super) title: Vec<String>,
    /// How bad it is: 1 (worst) to 5
    #[arg(long, value_parser = severity, value_name = "1..5")]
    pub(super) severity: Option<Severity>,
    /// When it began to be worked on, if not now: 09:30, -10m, '2023-03-25 09:30'
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(super) at: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct LogArgs {
    /// What it is: detection, cause, m, rollback ... The text is then taken as it is
    #[arg(long, value_parser = kind, value_name = "KIND")]
    pub(super) kind: Option<KindWord>,
    /// When it happened: 09:30, -10m, 'yesterday 23:50', a date for that day, or none: not known
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(super) at: Option<String>,
    /// When it ended
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(super) until: Option<String>,
    /// The time is only about right
    #[arg(long)]
    pub(super) about: bool,
    /// The hypothesis that it ends: its number, or the end of its id
    #[arg(long, value_name = "EVENT", allow_hyphen_values = true)]
    pub(super) ends: Option<String>,
    /// Users are whole again with it
    #[arg(long)]
    pub(super) ends_impact: bool,
    /// Attach a file's bytes to the event, or those of standard input (-); may be given several times
    #[arg(long, value_name = "FILE|-", allow_hyphen_values = true)]
    pub(super) evidence: Vec<OsString>,
    /// What happened: at most 64 KiB; of more than 4 KiB the first lines are shown, and all of it is evidence. `-`:
    /// read entries from standard input, one a line; `-- -` is a dash
    #[arg(value_name = "TEXT", trailing_var_arg = true, value_parser = text_word)]
    pub(super) text: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// One event whole, with every record about it: its number, or the end of its id
    #[arg(value_name = "EVENT", conflicts_with_all = ["kind", "as_of", "struck"])]
    pub(super) event: Option<String>,
    /// Only events of this kind
    #[arg(long, value_parser = kind, value_name = "KIND")]
    pub(super) kind: Option<KindWord>,
    /// What was recorded by then
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(super) as_of: Option<String>,
    /// The events that were withdrawn, by whom and why; with --json the document always has them
    #[arg(long)]
    pub(super) struck: bool,
}

#[derive(Debug, Args)]
pub(super) struct SetArgs {
    /// title severity zone summary impact trigger cause resolution commander lessons; lists: affected
    /// factors roles went-well went-wrong lucky links
    #[arg(value_name = "FIELD")]
    pub(super) field: String,
    /// The value; several words need no quotes
    #[arg(value_name = "VALUE", value_parser = text_word)]
    pub(super) value: Vec<String>,
    /// Add an entry to a list
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true, conflicts_with_all = ["value", "clear"])]
    pub(super) add: Option<String>,
    /// Take an entry out of a list
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true, conflicts_with_all = ["value", "clear", "add"])]
    pub(super) remove: Option<String>,
    /// Nothing is known of it any more
    #[arg(long, conflicts_with = "value")]
    pub(super) clear: bool,
    /// For the zone, once times were typed in the present one: what stays as it is
    #[arg(long, value_enum, value_name = "instants|clocks")]
    pub(super) keep: Option<KeepWord>,
}

/// What stays when the zone changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum KeepWord {
    /// The instants: clocks show them otherwise
    Instants,
    /// The clock times as typed: they become other instants
    Clocks,
}

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    /// With {title} {severity} {state} (live or resolved) {elapsed} {slug} {id} {events}; default '{severity} {elapsed}
    /// {title}', once resolved '{severity} resolved {elapsed} {title}'. Nothing in a value is expanded by a shell or tmux;
    /// {title:raw} is as written, {title:shell} quoted
    #[arg(long, value_name = "FORMAT", allow_hyphen_values = true)]
    pub(super) format: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CloseArgs {
    /// When it was over, if not now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(super) at: Option<String>,
    /// Close although the review found errors
    #[arg(long)]
    pub(super) yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// How the draft is laid out (see --list-templates)
    #[arg(long, value_name = "TEMPLATE")]
    pub(super) template: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Markdown, value_name = "FORMAT")]
    pub(super) format: Format,
    /// Write a file instead of printing
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// List the templates
    #[arg(long)]
    pub(super) list_templates: bool,
}

#[derive(Debug, Args)]
pub(super) struct UpdateArgs {
    /// For whom
    #[arg(long, value_enum, default_value_t = AudienceWord::Team, value_name = "AUDIENCE")]
    pub(super) audience: AudienceWord,
}

/// For whom an update is, as typed after `--audience`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AudienceWord {
    /// Those who work on it
    Team,
    /// Those who answer for it
    Executive,
    /// Those who are hurt by it: no known names, hosts, addresses, tickets, phone numbers, evidence or dead ends
    Public,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// A draft: does the journal still begin with what it cites?
    #[arg(value_name = "DRAFT")]
    pub(super) draft: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(super) shell: Shell,
}

/// A shell that has completions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
}

#[derive(Debug, Args)]
pub(super) struct CompleteArgs {
    /// What is wanted
    #[arg(value_enum)]
    pub(super) wanted: Wanted,
}

/// What a completion asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Wanted {
    /// What names an incident
    Incidents,
    /// The numbers of the events
    Events,
    /// The kinds
    Kinds,
    /// The fields
    Fields,
    /// The types of action items
    Types,
    /// The templates
    Templates,
}

/// What `export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The draft
    Markdown,
    /// What templates see
    Json,
}

/// A kind as typed after `--kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KindWord {
    pub(super) kind: Kind,
    pub(super) via: Option<Via>,
}

fn kind(word: &str) -> Result<KindWord, String> {
    let word = word.trim().trim_end_matches(':');
    let known = Kind::from_typed(word).map(|(kind, via)| KindWord { kind, via });
    known.ok_or_else(|| {
        let names: Vec<_> = Kind::ROWS.iter().map(|row| row.wire).collect();
        let also = Kind::ROWS.iter().flat_map(|row| row.also).map(|alias| alias.word);
        let meant = meant(nearest(word, names.iter().copied().chain(also)));
        format!("{meant}the kinds are {}", names.join(" "))
    })
}

/// What was most likely meant, before all that could have been.
pub(super) fn meant(nearest: Option<&str>) -> String {
    nearest.map_or(String::new(), |word| format!("{DID_YOU_MEAN}'{word}'? "))
}

fn severity(text: &str) -> Result<Severity, String> {
    Severity::parse(text).ok_or_else(|| "use 1 (worst) to 5".to_owned())
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
