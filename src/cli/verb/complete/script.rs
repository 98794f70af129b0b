//! The scripts: clap's own, and a hook in each that asks hotwash for what only it knows.
//!
//! Not clap_complete's dynamic completions: their script for bash takes the answers unquoted, so that a name with a `*`
//! becomes the names of files, and loses the option in `--incident=x`; what completes a value is not told which home and
//! incident stand before it on the line.

use clap::{Arg, Command};

use super::ShellName;

/// The words that are asked for where an argument has this name: `(value name, word for __complete)`.
const ASKED: [(&str, &str); 6] = [
    ("ID", "incidents"),
    ("EVENT", "events"),
    ("KIND", "kinds"),
    ("FIELD", "fields"),
    ("TYPE", "types"),
    ("TEMPLATE", "templates"),
];

/// Asks on behalf of the incident and the home that are named before.
const BASH: &str = r#"
_hotwash_asked() {
    local word asked="" i
    local -a words=() named=()
    # bash takes the sign of --incident=x for a word of its own.
    for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
        [[ "$word" == "=" ]] || words+=("$word")
    done
    [[ "${COMP_WORDS[COMP_CWORD]}" == "=" ]] && words+=("")
    local last=$(( ${#words[@]} - 1 ))
    local current="${words[last]}" before="${words[last-1]}"
    for (( i = 1; i < last - 1; i++ )); do
        case "${words[i]}" in
        --incident|--home) named+=("${words[i]}" "${words[i+1]}") ;;
        esac
    done
    case "$before" in
@CASES@    esac
    if [[ -n "$asked" ]]; then
        COMPREPLY=()
        # Not compgen -W: it expands its words, and a folder that others share may have any name.
        while IFS= read -r word; do
            [[ -n "$word" && "$word" == "$current"* ]] && COMPREPLY+=("$(printf '%q' "$word")")
        done < <("${words[0]}" "${named[@]}" __complete "$asked" 2>/dev/null)
        return 0
    fi
    COMP_WORDS=("${words[@]}")
    COMP_CWORD=$last
    _hotwash "$1" "$current" "$before"
}
complete -F _hotwash_asked -o bashdefault -o default hotwash
"#;

/// The same for zsh. The line is taken as it is typed: what `_arguments` leaves of it lacks what stood before a verb.
const ZSH: &str = r#"_hotwash_ask() {
    local -a found named typed
    typed=(${(Q)${(z)LBUFFER}})
    local i
    for (( i = 2; i < $#typed; i++ )); do
        case "$typed[i]" in
        --incident|--home) named+=("$typed[i]" "$typed[i+1]") ;;
        --incident=*|--home=*) named+=("$typed[i]") ;;
        esac
    done
    found=(${(f)"$(hotwash $named __complete $1 2>/dev/null)"})
    compadd -a found
}
"#;

/// The same for fish.
const FISH: &str = r#"
function __hotwash_ask
    set -l typed (commandline -opc)
    set -l named
    for i in (seq 2 (count $typed))
        switch $typed[$i]
            case --incident --home
                test $i -lt (count $typed); and set -a named $typed[$i] $typed[(math $i + 1)]
            case '--incident=*' '--home=*'
                set -a named $typed[$i]
        end
    end
    hotwash $named __complete $argv[1] 2>/dev/null
end
"#;

/// The script for a shell, from the whole command line.
pub(super) fn of(shell: ShellName, whole: &Command) -> String {
    let tree = &tree(whole);
    match shell {
        ShellName::Bash => {
            let cases: String = ASKED
                .iter()
                .map(|(name, asked)| bash_case(tree, name, asked))
                .collect();
            by_clap(tree, clap_complete::Shell::Bash) + &BASH.replace("@CASES@", &cases)
        }
        ShellName::Zsh => zsh(&by_clap(tree, clap_complete::Shell::Zsh)),
        ShellName::Fish => {
            let lines: String = ASKED
                .iter()
                .map(|(name, asked)| fish_lines(tree, name, asked))
                .collect();
            by_clap(tree, clap_complete::Shell::Fish) + FISH + &lines
        }
    }
}

fn by_clap(tree: &Command, shell: clap_complete::Shell) -> String {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut tree.clone(), "hotwash", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The command line as people know it: clap's scripts would offer hidden verbs too.
fn tree(whole: &Command) -> Command {
    let verbs = whole.get_subcommands().filter(|verb| !verb.is_hide_set());
    Command::new("hotwash")
        .version(env!("CARGO_PKG_VERSION"))
        .args(whole.get_arguments())
        .subcommands(verbs)
}

fn bash_case(tree: &Command, name: &str, asked: &str) -> String {
    let (options, verbs) = places(tree, name);
    let options = options.iter().map(|option| format!("--{option}"));
    let words: Vec<String> = options.chain(verbs).collect();
    match &words[..] {
        [] => String::new(),
        words => format!("        {}) asked={asked} ;;\n", words.join("|")),
    }
}

fn fish_lines(tree: &Command, name: &str, asked: &str) -> String {
    let (options, verbs) = places(tree, name);
    let ask = format!("-a '(__hotwash_ask {asked})'");
    let options = options
        .iter()
        .map(|option| format!("complete -c hotwash -l {option} -x {ask}\n"));
    let verbs = verbs
        .iter()
        .map(|verb| format!("complete -c hotwash -n '__fish_seen_subcommand_from {verb}' -f {ask}\n"));
    options.chain(verbs).collect()
}

/// Clap says `_default` where it knows no better; it names an option's value, and a verb's argument in lower case.
fn zsh(script: &str) -> String {
    let mut functions = ZSH.to_owned();
    for (_, asked) in ASKED {
        functions.push_str(&format!("_hotwash_ask_{asked}() {{ _hotwash_ask {asked} }}\n"));
    }
    let lines: String = script.lines().map(|line| zsh_line(line) + "\n").collect();
    match lines.split_once('\n') {
        Some((first, rest)) => format!("{first}\n\n{functions}{rest}"),
        None => lines,
    }
}

fn zsh_line(line: &str) -> String {
    let is_of = |name: &str| {
        let argument = format!("':{} -- ", name.to_lowercase());
        line.contains(&format!(":{name}:_default'")) || line.starts_with(&argument)
    };
    match ASKED.into_iter().find(|(name, _)| is_of(name)) {
        Some((_, asked)) => line.replace(":_default'", &format!(":_hotwash_ask_{asked}'")),
        None => line.to_owned(),
    }
}

/// The long options that take a value of this name, each once, and the verbs whose first argument does.
fn places(tree: &Command, name: &str) -> (Vec<String>, Vec<String>) {
    let named = |arg: &&Arg| {
        arg.get_value_names()
            .is_some_and(|names| names.iter().any(|own| own.as_str() == name))
    };
    let verbs = tree.get_subcommands();
    let all = verbs.flat_map(|verb| std::iter::once(verb).chain(verb.get_subcommands()));
    let mut options: Vec<String> = std::iter::once(tree)
        .chain(all)
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
