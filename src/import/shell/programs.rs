//! The programs that a guess knows, and the words that show what they do.

/// Programs that only go around in the shell, or open something.
pub(super) const TRIVIAL: &str = "ls ll la l cd pwd pushd popd dirs clear reset exit logout history fg bg jobs man which type \
                       whereis alias unalias export unset set source . true false : echo printf vim vi nvim nano emacs \
                       code subl tmux screen whoami id hostname date cal mkdir touch tree open xdg-open sleep ssh-add bash \
                       zsh sh fish su";

/// Programs that only look.
pub(super) const READ_ONLY: &str = "grep egrep fgrep zgrep rg ag ack tail head less more cat zcat zless bat dig nslookup host ping ping6 \
                         traceroute tracepath mtr top htop btop atop ps pgrep df du free vmstat iostat mpstat sar \
                         iotop netstat ss lsof journalctl dmesg strace ltrace tcpdump ngrep openssl uptime w last nc \
                         telnet wc jq yq awk sort uniq find locate stat file diff stern k9s kubetail lnav hotwash nmap \
                         arp route whois perf promtool amtool dstat nproc lscpu lsblk mount nvidia-smi wget";

/// Words that begin a program's own commands, by the kind that they show. The first of them in a command decides.
pub(super) struct Row {
    /// The programs, with spaces between them.
    pub programs: &'static str,
    /// Words of a look.
    pub looks: &'static [&'static str],
    /// Words of a mitigation.
    pub mitigates: &'static [&'static str],
    /// Words of a change.
    pub changes: &'static [&'static str],
}

/// The rows, each program in one of them.
pub(super) const ROWS: &[Row] = &[
    Row {
        programs: "kubectl k oc",
        looks: &[
            "get",
            "describe",
            "logs",
            "log",
            "top",
            "events",
            "explain",
            "rollout status",
            "rollout history",
            "diff",
            "cluster-info",
            "auth",
            "api-resources",
            "version",
            "config",
            "status",
            "port-forward",
        ],
        mitigates: &[
            "rollout undo",
            "rollout restart",
            "rollout pause",
            "scale",
            "delete pod",
            "delete pods",
            "delete po",
            "drain",
            "cordon",
            "uncordon",
            "rollback",
        ],
        changes: &[
            "apply",
            "create",
            "set",
            "patch",
            "edit",
            "replace",
            "label",
            "annotate",
            "delete",
            "autoscale",
            "taint",
            "rollout resume",
            "expose",
            "run",
            "cp",
        ],
    },
    Row {
        programs: "helm",
        looks: &[
            "list", "ls", "history", "status", "get", "show", "diff", "template", "search",
        ],
        mitigates: &["rollback"],
        changes: &["upgrade", "install", "uninstall", "delete"],
    },
    Row {
        programs: "systemctl service rc-service supervisorctl pm2",
        looks: &[
            "status",
            "show",
            "list-units",
            "list-timers",
            "is-active",
            "cat",
            "logs",
            "list",
            "ls",
        ],
        mitigates: &["restart", "stop", "start", "reload", "try-restart", "kill"],
        changes: &[
            "enable",
            "disable",
            "mask",
            "unmask",
            "daemon-reload",
            "edit",
            "update",
        ],
    },
    Row {
        programs: "docker podman docker-compose nerdctl",
        looks: &[
            "ps", "logs", "inspect", "stats", "images", "top", "events", "version", "info",
        ],
        mitigates: &["restart", "stop", "kill", "scale", "start", "service rollback"],
        changes: &[
            "push",
            "up",
            "down",
            "run",
            "build",
            "rm",
            "stack deploy",
            "service update",
            "pull",
        ],
    },
    Row {
        programs: "git",
        looks: &[
            "log", "show", "diff", "blame", "status", "bisect", "reflog", "fetch", "grep", "branch",
        ],
        mitigates: &["revert"],
        changes: &["push", "merge", "tag"],
    },
    Row {
        programs: "terraform tofu terragrunt pulumi cdk",
        looks: &["plan", "show", "state", "output", "preview", "diff", "validate"],
        mitigates: &[],
        changes: &["apply", "destroy", "up", "deploy", "import"],
    },
    Row {
        programs: "apt apt-get yum dnf apk brew pip npm yarn snap",
        looks: &["list", "show", "search", "info", "ls", "policy"],
        mitigates: &[],
        changes: &[
            "install",
            "upgrade",
            "remove",
            "update",
            "publish",
            "deploy",
            "purge",
            "downgrade",
        ],
    },
    Row {
        programs: "argocd argo flux heroku fly flyctl nomad eb cf",
        looks: &[
            "app get",
            "app list",
            "app history",
            "get",
            "logs",
            "status",
            "ps",
            "releases",
            "list",
        ],
        mitigates: &[
            "app rollback",
            "rollback",
            "releases:rollback",
            "ps:restart",
            "restart",
            "ps:scale",
            "scale",
            "job revert",
        ],
        changes: &[
            "app sync",
            "sync",
            "deploy",
            "config:set",
            "job run",
            "reconcile",
            "push",
        ],
    },
];

/// Programs of clouds: a word of theirs that begins with one of [`CLOUD_LOOKS`] makes the command a look.
pub(super) const CLOUDS: &str = "aws gcloud az gsutil doctl";

/// Beginnings of words with which they only look.
pub(super) const CLOUD_LOOKS: [&str; 6] = ["describe", "get", "list", "ls", "logs", "show"];

/// Words of any other command that show a kind.
pub(super) const MITIGATING: [&str; 6] = ["rollback", "undo", "revert", "failover", "restart", "reboot"];

/// Programs that stop others.
pub(super) const STOPPING: &str = "kill pkill killall reboot shutdown";

/// Programs that change what runs.
pub(super) const CHANGING: &str = "ansible-playbook ansible capistrano cap fab skaffold";

/// Programs before a command, which only say how to run it.
pub(super) const WRAPPERS: &str = "sudo doas time nohup env exec command watch xargs timeout nice builtin";
