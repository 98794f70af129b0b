//! The formats of an import: their names, and a few words on each.

/// A format of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Notes, chats and postmortems in plain text or Markdown.
    #[default]
    Text,
    /// The output of hotwash: JSON of show and export.
    Hotwash,
    /// A Slack export: a folder, a day's file.
    Slack,
    /// PagerDuty log entries, notes or webhooks, JSON.
    PagerDuty,
    /// An Alertmanager webhook (version 4) or amtool -o json.
    Alertmanager,
    /// Grafana alerts or annotations, JSON.
    Grafana,
    /// Comments of an issue or pull request, gh --json.
    GitHub,
    /// Kubectl get events -o json.
    Kubernetes,
    /// Journalctl -o json.
    Journald,
    /// A recording of asciinema.
    Asciinema,
    /// A recording of script with its timing log.
    Script,
    /// The history of zsh.
    Zsh,
    /// The history of fish.
    Fish,
    /// The history of bash.
    Bash,
    /// Git log of a repository.
    Git,
    /// A JSON object a line.
    JsonLines,
    /// Syslog and logs whose lines begin with a time.
    Log,
    /// Values separated by commas.
    Csv,
    /// Values separated by tabs.
    Tsv,
}

/// A format's row of the table.
pub struct FormatRow {
    /// The format.
    pub format: Format,
    /// Its name, as `--format` takes it and JSON gives it.
    pub name: &'static str,
    /// A few words on it, for help.
    pub title: &'static str,
}

/// The table, in the order in which help shows it.
const ROWS: &[FormatRow] = &[
    FormatRow {
        format: Format::Hotwash,
        name: "hotwash",
        title: "what hotwash prints: JSON of show and export",
    },
    FormatRow {
        format: Format::Slack,
        name: "slack",
        title: "a Slack export: a folder, a day's file",
    },
    FormatRow {
        format: Format::PagerDuty,
        name: "pagerduty",
        title: "PagerDuty log entries, notes or webhooks, JSON",
    },
    FormatRow {
        format: Format::Alertmanager,
        name: "alertmanager",
        title: "an Alertmanager webhook (version 4) or amtool -o json",
    },
    FormatRow {
        format: Format::Grafana,
        name: "grafana",
        title: "Grafana alerts or annotations, JSON",
    },
    FormatRow {
        format: Format::GitHub,
        name: "github",
        title: "comments of an issue or pull request, gh --json",
    },
    FormatRow {
        format: Format::Kubernetes,
        name: "kubernetes",
        title: "kubectl get events -o json",
    },
    FormatRow {
        format: Format::Journald,
        name: "journald",
        title: "journalctl -o json",
    },
    FormatRow {
        format: Format::Asciinema,
        name: "asciinema",
        title: "a recording of asciinema",
    },
    FormatRow {
        format: Format::Script,
        name: "script",
        title: "a recording of script with its timing log",
    },
    FormatRow {
        format: Format::Zsh,
        name: "zsh",
        title: "the history of zsh",
    },
    FormatRow {
        format: Format::Fish,
        name: "fish",
        title: "the history of fish",
    },
    FormatRow {
        format: Format::Bash,
        name: "bash",
        title: "the history of bash",
    },
    FormatRow {
        format: Format::Git,
        name: "git",
        title: "git log of a repository",
    },
    FormatRow {
        format: Format::JsonLines,
        name: "jsonl",
        title: "a JSON object a line",
    },
    FormatRow {
        format: Format::Log,
        name: "log",
        title: "syslog and logs whose lines begin with a time",
    },
    FormatRow {
        format: Format::Csv,
        name: "csv",
        title: "values separated by commas",
    },
    FormatRow {
        format: Format::Tsv,
        name: "tsv",
        title: "values separated by tabs",
    },
    FormatRow {
        format: Format::Text,
        name: "text",
        title: "notes, chats and postmortems in plain text or Markdown",
    },
];

impl Format {
    /// The table.
    pub const fn rows() -> &'static [FormatRow] {
        ROWS
    }

    /// This format's row.
    pub fn row(self) -> &'static FormatRow {
        let row = ROWS.iter().find(|row| row.format == self);
        row.unwrap_or(&ROWS[ROWS.len() - 1])
    }

    /// The format of this exact name.
    pub fn from_name(name: &str) -> Option<Self> {
        ROWS.iter().find(|row| row.name == name).map(|row| row.format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_finds_its_own_row() {
        for row in Format::rows() {
            assert_eq!(row.format.row().name, row.name);
            assert_eq!(Format::from_name(row.name), Some(row.format));
        }
    }
}
