//! Reads what others recorded (notes, chats, alerts, histories, logs) into proposals. Nothing is recorded here, and no
//! line is lost.
//!
//! Pure: bytes that somebody else has read go in, what they might mean comes out. [`read`] tells the format by the
//! content and asks the reader of that format; each has a file of its own and a row in `readers`.

mod alert;
mod alertmanager;
mod asciinema;
mod bash;
mod building;
mod columns;
mod delimited;
mod document;
mod field_time;
mod fish;
mod format;
pub mod git;
mod github;
mod grafana;
mod guess;
mod hotwash;
mod journald;
mod json;
mod jsonl;
mod kubernetes;
mod lengthy;
mod line;
mod log;
mod masked;
mod mixed;
pub mod notes;
mod options;
mod origin;
mod outcome;
mod pagerduty;
mod proposal;
mod readers;
#[cfg(test)]
mod sample;
mod script;
mod shell;
mod slack;
mod stamp;
mod terminal_text;
mod text;
#[cfg(test)]
mod told;
mod zone_said;
mod zsh;

pub use columns::ColumnMap;
pub use document::{Bundle, Document, LeftOut};
pub use format::Format;
pub use options::{DateOrder, ImportOptions, ListDate};
pub use origin::{Origin, file_of_line};
pub use outcome::{Import, ImportError, Question};
pub use proposal::{Attachment, Proposal, Proposed, Skipped, Why};

/// Reads a bundle in the format that is asked for, or else each file of it in the one that its content shows. Secrets are
/// masked, unless they are kept on purpose.
///
/// # Errors
/// When no format reads it, or the one that was asked for does not.
pub fn read(bundle: &Bundle, options: &ImportOptions) -> Result<Import, ImportError> {
    let bundle = bundle.in_utf8();
    let mut import = match options.format {
        Some(format) => mixed::in_format(format, &bundle, options)?,
        None => mixed::read(&bundle, options)?,
    };
    for left_out in &bundle.left_out {
        import.pass_over(1, &left_out.name, Why::Unreadable(left_out.why.to_owned()));
    }
    if !options.keep_secrets {
        import.masked = masked::mask(&mut import, &bundle, &options.secrets);
    }
    Ok(import)
}
