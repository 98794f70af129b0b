//! Everything that can be asked for by name: behind `/` in the composer, and in the palette.

use std::borrow::Cow;

use super::everywhere::Action::{Find, Go, Help, Leave, Outcomes, Redo, Redraw, Suspend, Undo};
use super::keymap::Action::{self, Composing, Everywhere, Live};
use super::keymap::{Context, key_of};
use super::model::Screen;
use super::screen::paper::Which;
use super::screen::{composing, live};
use crate::domain::kind::{Alias, Kind, KindRow};
use crate::domain::record::{FieldName, FieldRow};
use crate::draft::update::Audience;

/// A command with the word that `/` knows it by.
#[derive(Debug)]
pub struct NamedCommand {
    /// The word, lower case.
    pub word: &'static str,
    /// The action.
    pub action: Action,
    /// One line for pickers.
    pub about: &'static str,
}

/// Every command that has a name.
pub static COMMANDS: &[NamedCommand] = &[
    NamedCommand {
        word: "close",
        action: Everywhere(Go(Screen::Close)),
        about: "see what is missing, close, write the draft",
    },
    NamedCommand {
        word: "review",
        action: Everywhere(Go(Screen::Close)),
        about: "what is missing, and where each of it is corrected",
    },
    NamedCommand {
        word: "undo",
        action: Everywhere(Undo),
        about: "take back what you recorded last",
    },
    NamedCommand {
        word: "redo",
        action: Everywhere(Redo),
        about: "bring back what you took back last",
    },
    NamedCommand {
        word: "filter",
        action: Live(live::Action::Filter),
        about: "show only some events",
    },
    NamedCommand {
        word: "incidents",
        action: Everywhere(Go(Screen::Incidents)),
        about: "the list of incidents",
    },
    NamedCommand {
        word: "new",
        action: Everywhere(Go(Screen::Start)),
        about: "start another incident",
    },
    NamedCommand {
        word: "timeline",
        action: Composing(composing::Action::FocusTimeline),
        about: "walk through the timeline",
    },
    NamedCommand {
        word: "search",
        action: Live(live::Action::Search),
        about: "search the timeline",
    },
    NamedCommand {
        word: "find",
        action: Everywhere(Find),
        about: "search all incidents",
    },
    NamedCommand {
        word: "day",
        action: Composing(composing::Action::Day),
        about: "the day that bare times are on: /day 2023-03-25; alone it goes back to now",
    },
    NamedCommand {
        word: "other-zone",
        action: Live(live::Action::OtherZone),
        about: "show times in another zone",
    },
    NamedCommand {
        word: "fields",
        action: Everywhere(Go(Screen::Fields)),
        about: "severity, impact, roles, lessons and the others",
    },
    NamedCommand {
        word: "action-items",
        action: Everywhere(Go(Screen::ActionItems)),
        about: "what is to be done afterwards, and by when",
    },
    NamedCommand {
        word: "which-helped",
        action: Everywhere(Outcomes),
        about: "the mitigations: which of them reduced the impact",
    },
    NamedCommand {
        word: "help",
        action: Everywhere(Help),
        about: "all keys",
    },
    NamedCommand {
        word: "redraw",
        action: Everywhere(Redraw),
        about: "draw the screen anew",
    },
    NamedCommand {
        word: "suspend",
        action: Everywhere(Suspend),
        about: "stop to the shell; fg comes back",
    },
    NamedCommand {
        word: "leave",
        action: Everywhere(Leave),
        about: "leave; the incident stays open",
    },
    NamedCommand {
        word: "status-update",
        action: Everywhere(Go(Screen::Paper(Which::Update(Audience::Team)))),
        about: "a status update to paste",
    },
    NamedCommand {
        word: "handover",
        action: Everywhere(Go(Screen::Paper(Which::Handover))),
        about: "the state of play for the next shift, to paste",
    },
];

/// Something that can be picked.
#[derive(Clone, Copy, Debug)]
pub enum Pick {
    /// A kind: the line then begins with it.
    Kind(&'static KindRow),
    /// An action item: the line then begins with `todo:`.
    ActionItem,
    /// A command.
    Command(&'static NamedCommand),
    /// A field: its value is asked for.
    Field(&'static FieldRow),
}

impl Pick {
    /// All that can be picked, kinds first.
    pub fn all() -> impl Iterator<Item = Pick> {
        let kinds = Kind::ROWS.iter().map(Pick::Kind);
        kinds
            .chain([Pick::ActionItem])
            .chain(COMMANDS.iter().map(Pick::Command))
            .chain(FieldName::ROWS.iter().map(Pick::Field))
    }

    /// Its name.
    pub fn word(&self) -> &'static str {
        match self {
            Pick::Kind(row) => row.wire,
            Pick::ActionItem => "todo",
            Pick::Command(named) => named.word,
            Pick::Field(row) => row.wire,
        }
    }

    /// One line about it.
    pub fn about(&self) -> Cow<'static, str> {
        match self {
            Pick::Kind(row) => row.about.into(),
            Pick::ActionItem => "work to do afterwards".into(),
            Pick::Command(named) => named.about.into(),
            Pick::Field(row) if row.list => format!("add to the list: {}", row.title.to_lowercase()).into(),
            Pick::Field(row) => format!("write the field: {}", row.title.to_lowercase()).into(),
        }
    }

    /// The short form typed for it elsewhere: the kind's prefix, or the command's key.
    pub fn shortcut(&self) -> String {
        match self {
            Pick::Kind(row) => format!("{}:", row.key),
            Pick::ActionItem => "todo:".to_owned(),
            Pick::Command(named) => key_of(Context::Composer, named.action.clone())
                .or_else(|| key_of(Context::Timeline, named.action.clone()))
                .map_or_else(String::new, |key| key.to_string()),
            Pick::Field(_) => "field".to_owned(),
        }
    }

    /// The beginning of the line once this is picked; nothing for a command.
    pub fn prefix(&self) -> Option<String> {
        match self {
            Pick::Kind(row) => Some(format!("{}: ", row.key)),
            Pick::ActionItem => Some("todo: ".to_owned()),
            Pick::Command(_) | Pick::Field(_) => None,
        }
    }

    /// Other words for it.
    pub(super) fn also(&self) -> impl Iterator<Item = &'static str> + use<> {
        let (aliases, short): (&[Alias], &[&str]) = match self {
            Pick::Kind(row) => (row.also, &[]),
            Pick::Field(row) if row.name == FieldName::Severity => (&[], &["sev"]),
            Pick::ActionItem | Pick::Command(_) | Pick::Field(_) => (&[], &[]),
        };
        aliases
            .iter()
            .map(|alias| alias.word)
            .chain(short.iter().copied())
    }

    /// Says whether this is its whole name, or another word for it; `typed` is in lower case.
    pub fn is_called(&self, typed: &str) -> bool {
        let key = matches!(self, Pick::Kind(row) if typed.chars().eq([row.key]));
        key || self.word() == typed || self.also().any(|word| word == typed)
    }

    /// Ranks how well what was typed after the slash fits: its name first, then what begins its name, then what begins
    /// another word for it. `None`: not at all.
    fn rank(&self, typed: &str) -> Option<u8> {
        let whole = self.is_called(typed) && typed.chars().nth(1).is_some();
        let begun = || self.word().starts_with(typed) || self.is_called(typed);
        let also = || self.also().any(|word| word.starts_with(typed));
        match self {
            // A field's whole name means the field: a kind of the same name has a letter.
            Pick::Field(_) if whole => Some(0),
            Pick::Kind(_) | Pick::ActionItem | Pick::Command(_) if whole => Some(1),
            _ if begun() => Some(2),
            _ => also().then_some(3),
        }
    }
}

/// Finds what a line that begins with a slash may become: none when it is no longer a name.
pub fn fitting(line: &str) -> Vec<Pick> {
    let Some(typed) = line.strip_prefix('/') else {
        return Vec::new();
    };
    let typed = typed.to_lowercase();
    let ranked = Pick::all().filter_map(|pick| Some((pick.rank(&typed)?, pick)));
    let mut ranked: Vec<(u8, Pick)> = ranked.collect();
    // Kinds stay before what fits as well: most lines are events.
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, pick)| pick).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<&'static str> {
        fitting(line).iter().map(Pick::word).collect()
    }

    #[test]
    fn a_slash_opens_kinds_and_commands_by_prefix() {
        assert_eq!(words("/").len(), Pick::all().count());
        assert_eq!(words("/clo"), ["close"]);
        assert_eq!(words("/det"), ["detection"]);
        assert_eq!(words("/rollb"), ["mitigation"]);
        assert_eq!(words("/mit"), ["mitigation"]);
    }

    #[test]
    fn whole_names_come_first_and_kinds_before_what_fits_as_well() {
        for (typed, first) in [
            ("/mi", "mitigation"),
            ("/x", "ruled_out"),
            ("/ca", "cause"),
            ("/imp", "impact"),
            ("/u", "communication"),
            ("/undo", "undo"),
            ("/review", "review"),
            ("/sev", "severity"),
            ("/zone", "zone"),
            ("/n", "note"),
            ("/new", "new"),
        ] {
            assert_eq!(words(typed)[0], first, "{typed}");
        }
        for row in FieldName::ROWS {
            let first = fitting(&format!("/{}", row.wire))[0];
            let field = matches!(first, Pick::Field(field) if field.name == row.name);
            assert!(field, "the whole name of a field means the field: {first:?}");
        }
        assert!(matches!(fitting("/resolutio")[0], Pick::Kind(_)));
    }

    #[test]
    fn what_is_no_name_is_text() {
        for line in ["/etc/passwd is gone", "/close now", "close", ""] {
            assert!(words(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn every_command_can_be_reached_by_a_key_or_says_nothing() {
        for pick in Pick::all() {
            assert!(pick.prefix().is_some() || !pick.about().is_empty());
        }
    }
}
