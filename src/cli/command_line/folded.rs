//! Folds clap's errors, which take many lines, into a problem of two.

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue};

use super::Arguments;
use crate::cli::args::DID_YOU_MEAN;
use crate::cli::problem::Problem;
use crate::domain::nearest::nearest;

impl From<clap::Error> for Problem {
    fn from(error: clap::Error) -> Self {
        let text = error.to_string();
        let mut paragraphs = text.split("\n\n");
        let message = paragraphs.next().unwrap_or_default().lines().map(str::trim);
        let message = message.collect::<Vec<_>>().join(" ");
        let message = message.strip_prefix("error: ").unwrap_or(&message);
        let tips = paragraphs.flat_map(str::lines).map(str::trim);
        let tips: Vec<&str> = tips.filter_map(|line| line.strip_prefix("tip: ")).collect();
        let next = verb_meant(&error).or_else(|| (!tips.is_empty()).then(|| tips.join("; ")));
        match message.split_once(DID_YOU_MEAN) {
            Some((message, meant)) => {
                Problem::usage(message.trim_end_matches([':', ' '])).next(format!("{DID_YOU_MEAN}{meant}"))
            }
            None => Problem::usage(message)
                .next(next.unwrap_or_else(|| "hotwash --help tells the verbs and options".into())),
        }
    }
}

/// The verb that was most likely meant. Clap's own guess knows no swapped letters, and offers far ones.
fn verb_meant(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let tree = Arguments::command();
    let usage = error.to_string();
    let within = |verb: &&clap::Command| usage.contains(&format!("Usage: hotwash {} ", verb.get_name()));
    let group = tree.get_subcommands().find(within).unwrap_or(&tree);
    let verbs = group.get_subcommands().filter(|verb| !verb.is_hide_set());
    let names = verbs.map(clap::Command::get_name);
    let of_all = "hotwash help tells the verbs";
    Some(match nearest(typed, names.chain(["help"])) {
        Some(verb) => format!("{DID_YOU_MEAN}'{verb}'? {of_all}"),
        None => of_all.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[test]
    fn clap_is_folded_into_two_lines() {
        for (words, told) in [
            (
                &["hotwash", "shwo"][..],
                "error: unrecognized subcommand 'shwo'\n  did you mean 'show'? hotwash help tells the verbs",
            ),
            (
                &["hotwash", "todo", "lsit"],
                "error: unrecognized subcommand 'lsit'\n  did you mean 'list'? hotwash help tells the verbs",
            ),
            (
                &["hotwash", "frobnicate"],
                "error: unrecognized subcommand 'frobnicate'\n  hotwash help tells the verbs",
            ),
            (
                &["hotwash", "log", "--kinf", "x", "y"],
                "error: unexpected argument '--kinf' found\n  a similar argument exists: '--kind'; \
                 to pass '--kinf' as a value, use '-- --kinf'",
            ),
            (
                &["hotwash", "log", "--kind", "mitigaton", "x"],
                "error: invalid value 'mitigaton' for '--kind <KIND>'\n  did you mean 'mitigation'? the kinds are \
                 impact change detection acknowledgement escalation investigation hypothesis ruled_out cause \
                 mitigation fix communication resolution note",
            ),
            (
                &["hotwash", "new"],
                "error: the following required arguments were not provided: <TITLE>...\n  \
                 hotwash --help tells the verbs and options",
            ),
            (
                &["hotwash", "list", "--jsn"],
                "error: unexpected argument '--jsn' found\n  a similar argument exists: '--json'",
            ),
            (
                &["hotwash", "new", "--severity", "9", "x"],
                "error: invalid value '9' for '--severity <1..5>': use 1 (worst) to 5\n  \
                 hotwash --help tells the verbs and options",
            ),
        ] {
            let problem = Problem::from(Arguments::try_parse_from(words).unwrap_err());
            assert_eq!(problem.to_string(), told);
            assert_eq!(problem.exit.status(), 2);
        }
    }
}
