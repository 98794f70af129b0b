//! The table of formats: their names, how each is told by its content, and its reader.

#[cfg(test)]
mod tests;

use super::document::Bundle;
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::{
    alertmanager, asciinema, bash, delimited, fish, git, github, grafana, hotwash, journald, jsonl,
    kubernetes, log, pagerduty, script, slack, text, zsh,
};

/// A format of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Notes, chats and postmortems in plain text or Markdown.
    #[default]
    Text,
    /// What hotwash prints: JSON of show and export.
    Hotwash,
    /// A Slack export: a folder, a day's file.
    Slack,
    /// PagerDuty log entries or notes, JSON.
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
    /// True if a bundle is in this format, to judge by its content.
    recognises: fn(&Bundle) -> bool,
    /// Reads a bundle.
    read: fn(&Bundle, &ImportOptions) -> Result<Import, ImportError>,
}

/// The table, in the order in which a content is tried: the narrowest first, text last but one, since any text is text.
const ROWS: &[FormatRow] = &[
    FormatRow {
        format: Format::Hotwash,
        name: "hotwash",
        title: "what hotwash prints: JSON of show and export",
        recognises: hotwash::recognises,
        read: hotwash::read,
    },
    FormatRow {
        format: Format::Slack,
        name: "slack",
        title: "a Slack export: a folder, a day's file",
        recognises: slack::recognises,
        read: slack::read,
    },
    FormatRow {
        format: Format::PagerDuty,
        name: "pagerduty",
        title: "PagerDuty log entries or notes, JSON",
        recognises: pagerduty::recognises,
        read: pagerduty::read,
    },
    FormatRow {
        format: Format::Alertmanager,
        name: "alertmanager",
        title: "an Alertmanager webhook (version 4) or amtool -o json",
        recognises: alertmanager::recognises,
        read: alertmanager::read,
    },
    FormatRow {
        format: Format::Grafana,
        name: "grafana",
        title: "Grafana alerts or annotations, JSON",
        recognises: grafana::recognises,
        read: grafana::read,
    },
    FormatRow {
        format: Format::GitHub,
        name: "github",
        title: "comments of an issue or pull request, gh --json",
        recognises: github::recognises,
        read: github::read,
    },
    FormatRow {
        format: Format::Kubernetes,
        name: "kubernetes",
        title: "kubectl get events -o json",
        recognises: kubernetes::recognises,
        read: kubernetes::read,
    },
    FormatRow {
        format: Format::Journald,
        name: "journald",
        title: "journalctl -o json",
        recognises: journald::recognises,
        read: journald::read,
    },
    FormatRow {
        format: Format::Asciinema,
        name: "asciinema",
        title: "a recording of asciinema",
        recognises: asciinema::recognises,
        read: asciinema::read,
    },
    FormatRow {
        format: Format::Script,
        name: "script",
        title: "a recording of script with its timing log",
        recognises: script::recognises,
        read: script::read,
    },
    FormatRow {
        format: Format::Zsh,
        name: "zsh",
        title: "the history of zsh",
        recognises: zsh::recognises,
        read: zsh::read,
    },
    FormatRow {
        format: Format::Fish,
        name: "fish",
        title: "the history of fish",
        recognises: fish::recognises,
        read: fish::read,
    },
    FormatRow {
        format: Format::Bash,
        name: "bash",
        title: "the history of bash",
        recognises: bash::recognises,
        read: bash::read,
    },
    FormatRow {
        format: Format::Git,
        name: "git",
        title: "git log of a repository",
        recognises: git::recognises,
        read: git::read,
    },
    FormatRow {
        format: Format::JsonLines,
        name: "jsonl",
        title: "a JSON object a line",
        recognises: jsonl::recognises,
        read: jsonl::read,
    },
    FormatRow {
        format: Format::Log,
        name: "log",
        title: "syslog and logs whose lines begin with a time",
        recognises: log::recognises,
        read: log::read,
    },
    FormatRow {
        format: Format::Csv,
        name: "csv",
        title: "values separated by commas",
        recognises: delimited::csv_recognises,
        read: delimited::csv_read,
    },
    FormatRow {
        format: Format::Tsv,
        name: "tsv",
        title: "values separated by tabs",
        recognises: delimited::tsv_recognises,
        read: delimited::tsv_read,
    },
    FormatRow {
        format: Format::Text,
        name: "text",
        title: "notes, chats and postmortems in plain text or Markdown",
        recognises: text::recognises,
        read: text::read,
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

    /// The format that the content of a bundle shows.
    ///
    /// # Errors
    /// When there is nothing in it, or it is no text.
    pub fn of(bundle: &Bundle) -> Result<Self, ImportError> {
        if bundle.documents.iter().all(|document| document.bytes.is_empty()) {
            return Err(ImportError::Empty);
        }
        let row = ROWS.iter().find(|row| (row.recognises)(bundle));
        row.map(|row| row.format)
            .ok_or(ImportError::NoText("it is in no format that is read here"))
    }

    /// Reads a bundle in this format.
    ///
    /// # Errors
    /// When it is not in this format, or broken.
    pub fn read(self, bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
        (self.row().read)(bundle, options)
    }
}
