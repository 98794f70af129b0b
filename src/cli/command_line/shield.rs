//! Words that begin with a dash and a digit or a space (`-10m rolled back`, `- 09:30 down`): texts, though clap takes them for
//! options. Every other word that begins with a dash is left to clap, which knows the options and names the nearest.

use std::ffi::OsString;

use clap::{Arg, CommandFactory};

use super::Arguments;
use crate::cli::args::is_negative;

/// The verbs whose texts may begin so.
const VERBS: [&str; 4] = ["log", "new", "set", "todo"];

/// The arguments with a space before each word that clap must not take for an option; [`text_word`](crate::cli::args::text_word) takes it away.
pub(in crate::cli) fn shielded(words: &[OsString]) -> Vec<OsString> {
    let takes_value = options_with_value();
    let mut shielded = Vec::with_capacity(words.len());
    let (mut verb, mut is_value, mut only_text) = (None, true, false);
    for word in words {
        let text = word.to_str().unwrap_or_default();
        let is_text = verb.is_some_and(|verb: &str| VERBS.contains(&verb)) && !is_value && is_negative(text);
        if is_text && !only_text {
            shielded.push(OsString::from(format!(" {text}")));
        } else {
            shielded.push(word.clone());
        }
        if !is_value && verb.is_none() && !text.starts_with('-') {
            verb = Some(text);
        }
        only_text |= !is_value && text == "--";
        let option = text.strip_prefix("--");
        is_value = !is_value && option.is_some_and(|name| takes_value.iter().any(|known| known == name));
    }
    shielded
}

/// The long options, of any verb, behind which a value stands.
fn options_with_value() -> Vec<String> {
    let tree = Arguments::command();
    let verbs = tree.get_subcommands();
    let all = verbs.flat_map(|verb| std::iter::once(verb).chain(verb.get_subcommands()));
    let args = std::iter::once(&tree)
        .chain(all)
        .flat_map(clap::Command::get_arguments);
    let with_value = args.filter(|arg| arg.get_action().takes_values());
    with_value.filter_map(Arg::get_long).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::text_word;

    #[test]
    fn only_texts_are_shielded_and_nothing_is_changed_by_it() {
        for (line, expected) in [
            ("hotwash log -10m rolled back", "hotwash log _-10m rolled back"),
            (
                "hotwash log --at -10m -5 errors",
                "hotwash log --at -10m _-5 errors",
            ),
            ("hotwash log --about -5 errors", "hotwash log --about _-5 errors"),
            (
                "hotwash --zone -05:00 new -5% of users",
                "hotwash --zone -05:00 new _-5% of users",
            ),
            ("hotwash set zone -05:00", "hotwash set zone _-05:00"),
            ("hotwash log -- -5", "hotwash log -- -5"),
            ("hotwash log --kinf -x - --", "hotwash log --kinf -x - --"),
            ("hotwash edit -3", "hotwash edit -3"),
        ] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let shielded = shielded(&words);
            let shown: Vec<_> = shielded
                .iter()
                .map(|word| word.to_str().unwrap().replace(' ', "_"))
                .collect();
            assert_eq!(shown.join(" "), expected);
            let back = shielded.iter().map(|word| text_word(word.to_str().unwrap()));
            assert_eq!(back.map(Result::unwrap).collect::<Vec<_>>().join(" "), line);
        }
    }
}
