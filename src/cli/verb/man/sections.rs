//! The sections of the manual page that no verb has: the line, kinds, keys, environment, files, exit status, examples.

use crate::app::keymap::{Context, rows_of};
use crate::cli::manual::{self, ManualRow};
use crate::domain::kind::Kind;
use crate::domain::record::FieldName;

/// All of them, in the order of a manual page.
pub(super) fn all() -> String {
    [
        line(),
        kinds(),
        fields(),
        keys(),
        listed("ENVIRONMENT", "", manual::ENVIRONMENT),
        listed(
            "FILES",
            "Below the platform's own folders, or below data, config and state in HOTWASH_HOME.",
            manual::FILES,
        ),
        listed("EXIT STATUS", "", manual::EXIT_STATUS),
        examples(),
    ]
    .concat()
}

/// Text as roff takes it for what it is.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\e"),
            '-' => out.push_str("\\-"),
            '\'' => out.push_str("\\(aq"),
            '`' => out.push_str("\\(ga"),
            '^' => out.push_str("\\(ha"),
            '~' => out.push_str("\\(ti"),
            letter => out.push(letter),
        }
    }
    // A line that begins with a full stop would be a request.
    if out.starts_with('.') {
        out.insert_str(0, "\\&");
    }
    out
}

/// Words about something: what stands between backquotes is bold.
fn words(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(nth, part)| match nth % 2 {
        0 => plain(part),
        _ => bold(part),
    });
    parts.collect()
}

fn bold(text: &str) -> String {
    format!("\\fB{}\\fR", plain(text))
}

/// A term and what is said of it.
fn entry(term: &str, about: &str) -> String {
    format!(".TP\n{term}\n{}\n", words(about))
}

fn section(title: &str, about: &str) -> String {
    let about = match about {
        "" => String::new(),
        about => format!("{}\n", words(about)),
    };
    format!(".SH {title}\n{about}")
}

fn listed(title: &str, about: &str, rows: &[ManualRow]) -> String {
    let rows = rows.iter().map(|row| entry(&bold(row.name), row.means));
    section(title, about) + &rows.collect::<String>()
}

fn line() -> String {
    let forms = manual::FORMS.iter().map(|form| {
        let typed: Vec<String> = form.typed.iter().map(|typed| bold(typed)).collect();
        entry(&typed.join("\n.TQ\n"), form.means)
    });
    let tags = manual::TAGS.iter().map(|row| entry(&bold(row.name), row.means));
    let about = format!("`{}`, in the interface and after `hotwash log`:", manual::LINE);
    section("A LINE", &about)
        + &forms.collect::<String>()
        + ".PP\n"
        + &words("`@person-or-team` and `#tag` are indexed wherever they stand. Tags that are gone by:")
        + "\n"
        + &tags.collect::<String>()
}

fn kinds() -> String {
    let rows = Kind::ROWS.iter().map(|row| {
        let also: Vec<&str> = row.also.iter().map(|alias| alias.word).collect();
        let also = match &*also {
            [] => String::new(),
            also => format!(". Also: {}", also.join(", ")),
        };
        let term = format!("{} {}", bold(&format!("{}:", row.key)), bold(row.wire));
        entry(&term, &format!("{}{also}", row.about))
    });
    section(
        "KINDS",
        "The letter or a word before a colon; after `--kind` without it.",
    ) + &rows.collect::<String>()
}

fn fields() -> String {
    let names = |list: bool| -> String {
        let rows = FieldName::ROWS.iter().filter(|row| row.list == list);
        let names: Vec<String> = rows.map(|row| format!("`{}`", row.wire)).collect();
        names.join(", ")
    };
    let about = format!("One value each: {}. Lists: {}.", names(false), names(true));
    section("FIELDS", &about)
}

fn keys() -> String {
    let contexts = Context::ALL.iter().map(|context| {
        let rows = rows_of(*context).map(|row| {
            let keys: Vec<String> = row.keys.iter().map(|key| bold(&key.to_string())).collect();
            entry(&keys.join(", "), row.help)
        });
        format!(".SS {}\n{}", plain(context.title()), rows.collect::<String>())
    });
    section("KEYS", "F1 in the interface shows the same.") + &contexts.collect::<String>()
}

fn examples() -> String {
    let rows = manual::EXAMPLES.iter().map(|row| {
        format!(
            ".PP\n{}\n.PP\n.RS 4\n.nf\n{}\n.fi\n.RE\n",
            words(row.means),
            bold(row.name)
        )
    });
    section("EXAMPLES", "") + &rows.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_request_and_no_escape() {
        for (text, roff) in [
            ("\\09:30", "\\e09:30"),
            (".SH x", "\\&.SH x"),
            ("'tis -- ~^`", "\\(aqtis \\-\\- \\(ti\\(ha\\(ga"),
        ] {
            assert_eq!(plain(text), roff);
        }
        assert_eq!(words("`/day` clears it"), "\\fB/day\\fR clears it");
    }

    #[test]
    fn every_row_of_the_tables_is_there() {
        let page = all();
        let rows = [
            manual::ENVIRONMENT,
            manual::FILES,
            manual::EXIT_STATUS,
            manual::TAGS,
        ];
        let of_rows = rows.into_iter().flatten().map(|row| row.name);
        let of_kinds = Kind::ROWS.iter().map(|row| row.about);
        let of_fields = FieldName::ROWS.iter().map(|row| row.wire);
        let of_forms = manual::FORMS.iter().flat_map(|form| form.typed).copied();
        let of_examples = manual::EXAMPLES.iter().map(|row| row.name);
        let said = of_rows.chain(of_kinds).chain(of_fields).chain(of_forms);
        for told in said.chain(of_examples) {
            assert!(page.contains(&plain(told)), "{told}");
        }
        for context in Context::ALL {
            assert!(
                page.contains(&format!(".SS {}\n", plain(context.title()))),
                "{context:?}"
            );
            for row in rows_of(context) {
                assert!(page.contains(&words(row.help)), "{}", row.help);
            }
        }
    }
}
