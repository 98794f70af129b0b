//! The table of readers: how each format is told by its content, and what reads it.

#[cfg(test)]
mod tests;

use super::document::Bundle;
use super::format::Format;
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::{
    alertmanager, asciinema, bash, delimited, fish, git, github, grafana, hotwash, journald, jsonl,
    kubernetes, log, pagerduty, script, slack, text, zsh,
};

/// The reader of a format.
struct Reader {
    format: Format,
    /// True if a bundle is in this format, to judge by its content.
    recognises: fn(&Bundle) -> bool,
    /// Reads a bundle.
    read: fn(&Bundle, &ImportOptions) -> Result<Import, ImportError>,
}

/// The readers, in the order in which a content is tried: the narrowest first, text last, since any text is text.
const READERS: &[Reader] = &[
    Reader {
        format: Format::Hotwash,
        recognises: hotwash::recognises,
        read: hotwash::read,
    },
    Reader {
        format: Format::Slack,
        recognises: slack::recognises,
        read: slack::read,
    },
    Reader {
        format: Format::PagerDuty,
        recognises: pagerduty::recognises,
        read: pagerduty::read,
    },
    Reader {
        format: Format::Alertmanager,
        recognises: alertmanager::recognises,
        read: alertmanager::read,
    },
    Reader {
        format: Format::Grafana,
        recognises: grafana::recognises,
        read: grafana::read,
    },
    Reader {
        format: Format::GitHub,
        recognises: github::recognises,
        read: github::read,
    },
    Reader {
        format: Format::Kubernetes,
        recognises: kubernetes::recognises,
        read: kubernetes::read,
    },
    Reader {
        format: Format::Journald,
        recognises: journald::recognises,
        read: journald::read,
    },
    Reader {
        format: Format::Asciinema,
        recognises: asciinema::recognises,
        read: asciinema::read,
    },
    Reader {
        format: Format::Script,
        recognises: script::recognises,
        read: script::read,
    },
    Reader {
        format: Format::Zsh,
        recognises: zsh::recognises,
        read: zsh::read,
    },
    Reader {
        format: Format::Fish,
        recognises: fish::recognises,
        read: fish::read,
    },
    Reader {
        format: Format::Bash,
        recognises: bash::recognises,
        read: bash::read,
    },
    Reader {
        format: Format::Git,
        recognises: git::recognises,
        read: git::read,
    },
    Reader {
        format: Format::JsonLines,
        recognises: jsonl::recognises,
        read: jsonl::read,
    },
    Reader {
        format: Format::Log,
        recognises: log::recognises,
        read: log::read,
    },
    Reader {
        format: Format::Csv,
        recognises: delimited::csv_recognises,
        read: delimited::csv_read,
    },
    Reader {
        format: Format::Tsv,
        recognises: delimited::tsv_recognises,
        read: delimited::tsv_read,
    },
    Reader {
        format: Format::Text,
        recognises: text::recognises,
        read: text::read,
    },
];

impl Format {
    /// The format that the content of a bundle shows.
    ///
    /// # Errors
    /// When there is nothing in it, or it is no text.
    pub fn of(bundle: &Bundle) -> Result<Self, ImportError> {
        if bundle.documents.iter().all(|document| document.bytes.is_empty()) {
            return Err(ImportError::Empty);
        }
        let reader = READERS.iter().find(|reader| (reader.recognises)(bundle));
        reader
            .map(|reader| reader.format)
            .ok_or(ImportError::NoText("it is in no format that is read here"))
    }

    /// Reads a bundle in this format.
    ///
    /// # Errors
    /// When it is not in this format, or broken.
    pub fn read(self, bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
        (self.reader().read)(bundle, options)
    }

    fn reader(self) -> &'static Reader {
        let reader = READERS.iter().find(|reader| reader.format == self);
        reader.unwrap_or(&READERS[READERS.len() - 1])
    }
}
