//! The scripts: clap's own, and a hook in each that asks hotwash for what only it knows.

use clap::{Arg, Command, CommandFactory};

use crate::cli::args::{Arguments, Shell};

/// What is asked for where an argument has this name: `(value name, word for __complete)`.
const ASKED: [(&str, &str); 3] = [("ID", "incidents"), ("EVENT", "events"), ("KIND", "kinds")];

const BASH: &str = r#"
_hotwash_asked() {
    local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" asked=""
    # bash takes the sign of --incident=x for a word of its own.
    [[ "$before" == "=" ]] && before="${COMP_WORDS[COMP_CWORD-2]}"
    case "$before" in
@CASES@    esac
    if [[ -n "$asked" ]]; then
        COMPREPLY=( $(compgen -W "$("${COMP_WORDS[0]}" __complete "$asked" 2>/dev/null)" -- "$current") )
        return 0
    fi
    _hotwash "$@"
}
complete -F _hotwash_asked -o bashdefault -o default hotwash
"#;

/// The script for a shell.
pub(super) fn of(shell: Shell) -> String {
    match shell {
        Shell::Bash => {
            let cases: String = ASKED.iter().map(|(name, asked)| bash_case(name, asked)).collect();
            by_clap(clap_complete::Shell::Bash) + &BASH.replace("@CASES@", &cases)
        }
        Shell::Zsh => zsh(&by_clap(clap_complete::Shell::Zsh)),
        Shell::Fish => {
            let lines: String = ASKED
                .iter()
                .map(|(name, asked)| fish_lines(name, asked))
                .collect();
            by_clap(clap_complete::Shell::Fish) + &lines
        }
    }
}

fn by_clap(shell: clap_complete::Shell) -> String {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut tree(), "hotwash", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The command line as people know it: clap's scripts would offer hidden verbs too.
fn tree() -> Command {
    let whole = Arguments::command();
    let verbs = whole.get_subcommands().filter(|verb| !verb.is_hide_set());
    Command::new("hotwash")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .args(whole.get_arguments())
        .subcommands(verbs)
}

fn bash_case(name: &str, asked: &str) -> String {
    let (options, verbs) = places(name);
    let options = options.iter().map(|option| format!("--{option}"));
    let words: Vec<String> = options.chain(verbs).collect();
    match &words[..] {
        [] => String::new(),
        words => format!("        {}) asked={asked} ;;\n", words.join("|")),
    }
}

fn fish_lines(name: &str, asked: &str) -> String {
    let (options, verbs) = places(name);
    let ask = format!("-a '(hotwash __complete {asked} 2>/dev/null)'");
    let options = options
        .iter()
        .map(|option| format!("complete -c hotwash -l {option} -x {ask}\n"));
    let verbs = verbs
        .iter()
        .map(|verb| format!("complete -c hotwash -n '__fish_seen_subcommand_from {verb}' -f {ask}\n"));
    options.chain(verbs).collect()
}

/// Clap says `_default` where it knows no better.
fn zsh(script: &str) -> String {
    let mut functions = String::new();
    let mut script = script.to_owned();
    for (name, asked) in ASKED {
        functions.push_str(&format!(
            "_hotwash_asked_{asked}() {{\n    local -a found\n    \
             found=(${{(f)\"$(hotwash __complete {asked} 2>/dev/null)\"}})\n    compadd -a found\n}}\n"
        ));
        script = script.replace(
            &format!(":{name}:_default"),
            &format!(":{name}:_hotwash_asked_{asked}"),
        );
    }
    match script.split_once('\n') {
        Some((first, rest)) => format!("{first}\n\n{functions}{rest}"),
        None => script,
    }
}

/// The long options that take a value of this name, each once, and the verbs whose first argument does.
fn places(name: &str) -> (Vec<String>, Vec<String>) {
    let tree = tree();
    let named = |arg: &&Arg| {
        arg.get_value_names()
            .is_some_and(|names| names.iter().any(|own| own.as_str() == name))
    };
    let all = std::iter::once(&tree).chain(tree.get_subcommands());
    let mut options: Vec<String> = all
        .flat_map(Command::get_arguments)
        .filter(named)
        .filter_map(|arg| arg.get_long().map(str::to_owned))
        .collect();
    options.sort();
    options.dedup();
    let takes = |verb: &&Command| verb.get_positionals().next().is_some_and(|arg| named(&arg));
    let verbs = tree.get_subcommands().filter(takes);
    (options, verbs.map(|verb| verb.get_name().to_owned()).collect())
}
