//! The configuration: one TOML file, read into plain data, with every mistake collected.

mod secrets;
mod updates;

use std::borrow::Cow;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::findings::Policy;
use crate::domain::secrets::Rules;
use crate::domain::time::Zone;

/// The use of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal that has them, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Also where it is no terminal.
    Always,
    /// Not at all.
    Never,
}

/// A word that is none of [`Color`]'s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("use auto, always or never")]
pub struct ColorError;

impl FromStr for Color {
    type Err = ColorError;

    fn from_str(word: &str) -> Result<Self, ColorError> {
        match word {
            "auto" => Ok(Color::Auto),
            "always" => Ok(Color::Always),
            "never" => Ok(Color::Never),
            _ => Err(ColorError),
        }
    }
}

/// The settings of the file; the default for those it leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The zone of new incidents. `None`: the system's.
    pub zone: Option<Zone>,
    /// The name shown with what is recorded. `None`: user and host.
    pub author: Option<String>,
    /// The use of colours.
    pub color: Color,
    /// True where the terminal's bell rings when a status update is due.
    pub bell: bool,
    /// The editor where neither `$VISUAL` nor `$EDITOR` names one.
    pub editor: Option<String>,
    /// The template of drafts where none is named. `None`: the one that comes first.
    pub template: Option<String>,
    /// The intervals at which status updates are due.
    pub updates: Policy,
    /// The forms of secrets that are masked before anything is stored.
    pub secrets: Rules,
}

/// Something in the file that could not be used; the default stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// The fault, and the values that may stand there instead.
    pub message: String,
}

const KEYS: [&str; 8] = [
    "zone", "author", "color", "bell", "editor", "template", "updates", "secrets",
];

/// Reads the text of the file. Never fails: what cannot be used is among the mistakes, in the file's order.
/// `local` is what the zone "local" stands for.
pub fn read(text: &str, local: Zone) -> (Config, Vec<Mistake>) {
    let mut reader = Reader {
        text,
        config: Config::default(),
        mistakes: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let start = error.span().map_or(0, |span| span.start);
        // Some of its messages have a second line, of what was expected.
        reader.mistake(start, error.message().replace('\n', ": "));
    }
    for (key, value) in table.get_ref() {
        reader.take(key, value, local);
    }
    let Reader {
        config, mut mistakes, ..
    } = reader;
    mistakes.sort_by_key(|mistake| (mistake.line, mistake.column));
    (config, mistakes)
}

struct Reader<'a> {
    text: &'a str,
    config: Config,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn take(&mut self, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>, local: Zone) {
        if value.span().is_empty() {
            // A stand-in where the file has no value: that was reported already.
            return;
        }
        match key.get_ref().as_ref() {
            "zone" => self.config.zone = self.zone(value, local),
            "author" => self.config.author = self.name(value),
            "color" => self.config.color = self.color(value),
            "bell" => self.config.bell = self.bell(value),
            "editor" => self.config.editor = self.name(value),
            "template" => self.config.template = self.name(value),
            "updates" => self.config.updates = self.updates(value),
            "secrets" => self.config.secrets = self.secrets(value),
            unknown => {
                let message = match closest(unknown, &KEYS) {
                    Some(known) => format!("unknown key '{unknown}'; did you mean '{known}'?"),
                    None => format!("unknown key '{unknown}'; the keys are {}", KEYS.join(", ")),
                };
                self.mistake(key.span().start, message);
            }
        }
    }

    fn zone(&mut self, value: &Spanned<DeValue<'_>>, local: Zone) -> Option<Zone> {
        let name = self.string(value)?;
        match Zone::parse(name, local) {
            Ok(zone) => Some(zone),
            Err(error) => {
                self.mistake(value.span().start, error.to_string());
                None
            }
        }
    }

    fn name(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let name = self.string(value)?.trim();
        if name.is_empty() {
            self.mistake(
                value.span().start,
                "a name needs at least one character".to_owned(),
            );
            return None;
        }
        Some(name.to_owned())
    }

    fn color(&mut self, value: &Spanned<DeValue<'_>>) -> Color {
        let Some(word) = self.string(value) else {
            return Color::default();
        };
        word.parse().unwrap_or_else(|error: ColorError| {
            let message = format!("color cannot be '{word}'; {error}");
            self.mistake(value.span().start, message);
            Color::default()
        })
    }

    fn bell(&mut self, value: &Spanned<DeValue<'_>>) -> bool {
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.mistake(
                value.span().start,
                "bell is true or false, without quotes".to_owned(),
            );
            false
        })
    }

    fn string<'v>(&mut self, value: &'v Spanned<DeValue<'_>>) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            let message = format!(
                "this is of type {}; write it in quotes",
                value.get_ref().type_str()
            );
            self.mistake(value.span().start, message);
        }
        text
    }

    fn mistake(&mut self, at: usize, message: String) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        self.mistakes.push(Mistake {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message,
        });
    }
}

/// The key that was probably meant: one that shares its beginning, or all but two of its letters.
fn closest(typed: &str, keys: &[&'static str]) -> Option<&'static str> {
    let typed = typed.to_lowercase();
    keys.iter().copied().find(|key| {
        let common = key.chars().zip(typed.chars()).take_while(|(a, b)| a == b).count();
        common >= 3 || distance(key, &typed) <= 2
    })
}

/// The number of letters to be put in, left out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, other) in b.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(text: &str) -> Vec<String> {
        let (_, mistakes) = read(text, Zone::Utc);
        let reported = mistakes.iter();
        reported
            .map(|m| format!("{}:{}: {}", m.line, m.column, m.message))
            .collect()
    }

    #[test]
    fn a_sound_file_is_read() {
        let text = "# mine\nzone = \"Europe/Paris\"\nauthor = \" Ana \"\ncolor = \"never\"\nbell = true\n\
                    editor = \"code --wait\"\ntemplate = \"pagerduty\"\n";
        let (config, mistakes) = read(text, Zone::Utc);
        assert_eq!(mistakes, []);
        assert_eq!(
            config.zone.map(|zone| zone.to_string()).as_deref(),
            Some("Europe/Paris")
        );
        assert_eq!(config.author.as_deref(), Some("Ana"));
        assert_eq!(config.color, Color::Never);
        assert!(config.bell);
        assert_eq!(config.editor.as_deref(), Some("code --wait"));
        assert_eq!(config.template.as_deref(), Some("pagerduty"));
        assert_eq!(read("", Zone::Utc), (Config::default(), vec![]));
    }

    #[test]
    fn every_mistake_is_reported_at_once_with_its_place() {
        let text = "zone = \"Mars/Base\"\nautor = \"é\"\n  color = 7\nbell = \"loud\"\n";
        assert_eq!(
            reported(text),
            [
                "1:8: no zone is called 'Mars/Base'; use an IANA name such as Europe/Paris, UTC, \
                 an offset such as -05:00 or UTC-5, local or unknown",
                "2:1: unknown key 'autor'; did you mean 'author'?",
                "3:11: this is of type integer; write it in quotes",
                "4:8: bell is true or false, without quotes",
            ]
        );
    }

    #[test]
    fn what_can_be_used_of_a_broken_file_is_used() {
        let (config, mistakes) = read("author = \"Ana\"\ncolor = = \"x\"\nnonsense\n", Zone::Utc);
        assert_eq!(config.author.as_deref(), Some("Ana"));
        assert!(mistakes.len() >= 2, "{mistakes:?}");
        assert_eq!(mistakes[0].line, 2, "{mistakes:?}");
    }

    #[test]
    fn any_bytes_are_survived() {
        for text in [
            "=",
            "[",
            "\u{0}",
            "a = \"",
            "a.b.c = 1",
            "[[x]]",
            "color = \"a\u{1b}\"",
        ] {
            let _ = reported(text);
        }
    }

    #[test]
    fn the_key_that_was_meant_is_found() {
        for (typed, key) in [
            ("colour", Some("color")),
            ("timezone", None),
            ("Zone", Some("zone")),
            ("authors", Some("author")),
            ("theme", None),
        ] {
            assert_eq!(closest(typed, &KEYS), key, "{typed}");
        }
    }
}
