//! Histories as people have them, and hostile ones.

use proptest::prelude::*;

use super::*;
use crate::import::told::{self, told};
use crate::import::{Format, bash, fish, zsh};

fn read_as(format: Format, name: &str, bytes: &[u8]) -> Vec<String> {
    let import = format.read(&Bundle::of(name, bytes), &told::options()).unwrap();
    told(&import)
}

#[test]
fn commands_are_judged_by_what_they_do() {
    for (command, kind) in [
        ("kubectl get pods -n prod", "INVEST"),
        ("k -n prod logs api-1 | grep error", "INVEST"),
        ("kubectl -n prod rollout undo deploy/api", "MITIG"),
        ("kubectl rollout status deploy/api", "INVEST"),
        ("kubectl scale deploy/api --replicas=6", "MITIG"),
        ("kubectl delete pod api-1", "MITIG"),
        ("kubectl delete cm x", "CHANGE"),
        ("kubectl apply -f x.yaml && kubectl get pods", "CHANGE"),
        ("sudo -u root systemctl restart nginx", "MITIG"),
        ("systemctl status nginx", "INVEST"),
        ("helm upgrade api ./chart", "CHANGE"),
        ("helm rollback api 3", "MITIG"),
        ("terraform apply -auto-approve", "CHANGE"),
        ("terraform plan", "INVEST"),
        ("git push origin main", "CHANGE"),
        ("git log --oneline", "INVEST"),
        ("git revert HEAD", "MITIG"),
        ("git commit -m 'revert it'", "NOTE"),
        ("grep rollback app.log", "INVEST"),
        ("./deploy.sh --rollback", "MITIG"),
        ("make deploy", "CHANGE"),
        ("ssh web1 'sudo systemctl restart app'", "MITIG"),
        ("ssh -p 22 web1 tail -f /var/log/syslog", "INVEST"),
        ("ssh web1", "NOTE"),
        ("curl -sS https://x/health", "INVEST"),
        ("curl -X POST https://x/flush", "NOTE"),
        ("PGHOST=db psql -c 'select 1'", "NOTE"),
        ("watch -n 2 kubectl top pods", "INVEST"),
        ("aws rds describe-db-instances", "INVEST"),
        ("kill -9 4711", "MITIG"),
        ("ls", "trivial"),
        ("cd x && ls -la", "trivial"),
        ("vim deploy.yaml", "trivial"),
        ("clear; exit", "trivial"),
        ("", "trivial"),
    ] {
        let guess = of_command(command);
        let told = if guess.is_trivial {
            "trivial"
        } else {
            guess.kind.badge()
        };
        assert_eq!(told, kind, "{command}");
    }
}

#[test]
fn bash_with_times_is_read_and_here_documents_stay_together() {
    let history = "make test\n#1795599000\nkubectl get pods\n#1795599060\ncat <<EOF | kubectl apply -f -\nkind: Pod\n\n\
                   EOF\n#1795598940\nls\n#1795599100\n";
    assert!(bash::recognises(&Bundle::of("x", history)));
    assert_eq!(
        read_as(Format::Bash, ".bash_history", history.as_bytes()),
        [
            "[ ] no time NOTE? \"make test\" [.bash_history:1]",
            "[x] 2026-11-25  09:30:00 INVEST? \"kubectl get pods\" [.bash_history:2]",
            "[x] 2026-11-25  09:31:00 CHANGE? \"cat <<EOF | kubectl apply -f -\\nkind: Pod\\n\\nEOF\" [.bash_history:4]",
            "[ ] 2026-11-25  09:29:00 NOTE? \"ls\" [.bash_history:9]",
            "skipped 11: it has no text",
        ]
    );
}

#[test]
fn bash_without_times_is_only_read_where_it_is_named() {
    let history = "kubectl get pods\nkubectl rollout undo deploy/api\n";
    assert!(!bash::recognises(&Bundle::of("notes.txt", history)));
    assert!(bash::recognises(&Bundle::of("home/.bash_history", history)));
    assert!(!bash::recognises(&Bundle::of(
        "x",
        "# a heading\n09:30 down\n#12 is the issue\n"
    )));
    assert_eq!(
        read_as(Format::Bash, "h", history.as_bytes()),
        [
            "[ ] no time INVEST? \"kubectl get pods\" [h:1]",
            "[ ] no time MITIG? \"kubectl rollout undo deploy/api\" [h:2]",
        ]
    );
}

#[test]
fn zsh_is_read_with_durations_long_commands_and_metafied_bytes() {
    let mut history = b": 1795599000:75;kubectl rollout restart deploy/api\n: 1795599100:0;for i in 1 2; do\\\necho $i\\\ndone\n\
                        : 1795599160:0;grep M"
        .to_vec();
    // "ä" is C3 A4; zsh writes A4 as 83 84.
    history.extend([0xc3, 0x83, 0x84]);
    history.extend(b"rz app.log\nhtop\n");
    assert!(zsh::recognises(&Bundle::of("x", history.clone())));
    assert_eq!(
        read_as(Format::Zsh, ".zsh_history", &history),
        [
            "[x] 2026-11-25  09:30:00-09:31:15 MITIG? \"kubectl rollout restart deploy/api\" [.zsh_history:1]",
            "[x] 2026-11-25  09:31:40 NOTE? \"for i in 1 2; do\\necho $i\\ndone\" [.zsh_history:2]",
            "[x] 2026-11-25  09:32:40 INVEST? \"grep März app.log\" [.zsh_history:5]",
            "[ ] no time INVEST? \"htop\" [.zsh_history:6]",
        ]
    );
    assert!(zsh::recognises(&Bundle::of(".histfile", "ls\n")));
    assert!(!zsh::recognises(&Bundle::of("x", "ls\n: 1;x\n")));
}

#[test]
fn fish_is_read_with_its_escapes() {
    let history = "- cmd: kubectl get pods\n  when: 1795599000\n- cmd: echo a\\nkubectl delete pod x \\\\ y\n  when: 1795599060\n\
                   \x20 paths:\n    - y\n- cmd: top\nrubbish\n";
    assert!(fish::recognises(&Bundle::of("x", history)));
    assert_eq!(
        read_as(Format::Fish, "fish_history", history.as_bytes()),
        [
            "[x] 2026-11-25  09:30:00 INVEST? \"kubectl get pods\" [fish_history:1]",
            "[x] 2026-11-25  09:31:00 MITIG? \"echo a\\nkubectl delete pod x \\\\ y\" [fish_history:3]",
            "[ ] no time INVEST? \"top\" [fish_history:7]",
            "skipped 8: it belongs to no command",
        ]
    );
    assert!(!fish::recognises(&Bundle::of("x", "- cmd: is a word\n- other\n")));
}

#[test]
fn only_commands_of_the_incident_are_chosen() {
    let history = "#1795598000\nmake deploy\n#1795599000\nkubectl get pods\n#1795699000\nhtop\n";
    let mut options = told::options();
    options.has_incident = true;
    let moment = |text: &str| Moment::parse(text).unwrap();
    let (from, to) = (
        moment("2026-11-25T09:20:00+00:00"),
        moment("2026-11-25T10:00:00+00:00"),
    );
    let chosen = |options: &ImportOptions| -> Vec<bool> {
        let import = bash::read(&Bundle::of("h", history), options).unwrap();
        import
            .proposals
            .iter()
            .map(|proposal| proposal.is_chosen)
            .collect()
    };
    for (anchor, expected) in [
        (
            Anchor::Around {
                last: from,
                span: Some((from, to)),
            },
            [false, true, false],
        ),
        (
            Anchor::Around {
                last: from,
                span: None,
            },
            [true, true, false],
        ),
        (Anchor::Now, [true, true, false]),
    ] {
        options.context.anchor = anchor;
        assert_eq!(chosen(&options), expected, "{anchor:?}");
    }
    options.has_incident = false;
    assert_eq!(chosen(&options), [true, true, true]);
}

#[test]
fn hostile_histories_are_survived() {
    let long = format!("#1795599000\n{}\n", "x".repeat(100_000));
    assert_eq!(
        read_as(Format::Bash, "h", long.as_bytes())[0].len(),
        "[x] 2026-11-25  09:30:00 NOTE? \"…\" [h:1] + command.txt".len() + 1000
    );
    for text in [
        "#99999999999\nx\n",
        ": 99999999999999999999:0;x\n: 9223372036854775807:9223372036854775807;y\n",
        "- cmd: \\\n  when: 9223372036854775807\n",
        "#1795599000\n\u{202e}\u{1b}[31m\0\n",
        ": 1:0;\\",
    ] {
        for format in [Format::Bash, Format::Zsh, Format::Fish] {
            let _ = read_as(format, "h", text.as_bytes());
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes: Vec<u8>, lines in "([#:\\-] (cmd|when)?: ?[0-9]{0,22}[:;]?[a-z'\"\\\\|&]{0,5}\n){0,9}") {
        for bytes in [bytes, lines.into_bytes()] {
            let bundle = Bundle::of("h", bytes);
            told::survives(&bundle, bash::recognises, bash::read);
            told::survives(&bundle, zsh::recognises, zsh::read);
            told::survives(&bundle, fish::recognises, fish::read);
        }
    }
}
