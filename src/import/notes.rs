//! Plain notes: lines of pasted text, read by the grammar of the one-line entry, into proposed events.

use super::line::{bare, is_ornament};
use crate::domain::entry::{self, EntryEvent, EntryTime, Remark, What};
use crate::domain::kind::Kind;
use crate::domain::time::typed::TimeContext;

/// An event that some lines may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// The last line that belongs to it.
    pub last_line: usize,
    /// The event. Lines below the first are lines of its text. [`EntryTime::Now`] never stands here for "now": it
    /// means that the notes do not say when.
    pub event: EntryEvent,
    /// The lines as they stood, without the white space around them.
    pub raw: String,
    /// What the person should know of the reading.
    pub remarks: Vec<Remark>,
}

/// A line that is in no proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Which, from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
    /// Why it was passed over.
    pub why: Why,
}

/// Why a line was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// It draws a line, or opens and closes a block.
    #[error("nothing is said in it")]
    Ornament,
    /// A time or a kind, and nothing behind it.
    #[error("it has no text")]
    NoText,
}

/// What notes may mean. Every line that is not blank is in a proposal, or was skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The events, in the order of the notes.
    pub proposals: Vec<Proposal>,
    /// The other lines.
    pub skipped: Vec<Skipped>,
}

/// Reads notes. A line with a time or a kind begins an event; one without continues the event directly above it, or
/// is an event of its own, without a time, where an empty line or nothing stands above it.
pub fn read(text: &str, context: &TimeContext) -> Notes {
    let mut notes = Notes::default();
    let mut continues = false;
    for (nth, raw) in text.lines().flat_map(|line| line.split('\r')).enumerate() {
        let (number, raw) = (nth + 1, raw.trim());
        if raw.is_empty() {
            continues = false;
        } else {
            notes.line(number, raw, continues, context);
            continues = true;
        }
    }
    notes
}

impl Notes {
    fn line(&mut self, number: usize, raw: &str, continues: bool, context: &TimeContext) {
        if is_ornament(raw) {
            return self.skip(number, raw, Why::Ornament);
        }
        let bare = bare(raw);
        let reading = entry::read(&bare, context);
        let event = match reading.what {
            What::Event(event) => event,
            // Notes propose events; an action item stays a line to be looked at, with its word before it.
            What::ActionItem(_) | What::Empty => untimed(&bare),
        };
        let begins = event.kind_given || event.time != EntryTime::Now || is_item(raw);
        match self.proposals.last_mut() {
            Some(above) if continues && !begins && above.last_line + 1 == number => {
                above.event.text.push('\n');
                above.event.text.push_str(&bare);
                above.raw.push('\n');
                above.raw.push_str(raw);
                above.last_line = number;
            }
            Some(_) | None if event.text.is_empty() => self.skip(number, raw, Why::NoText),
            Some(_) | None => self.proposals.push(Proposal {
                line: number,
                last_line: number,
                event,
                raw: raw.to_owned(),
                remarks: reading.remarks,
            }),
        }
    }

    fn skip(&mut self, line: usize, text: &str, why: Why) {
        self.skipped.push(Skipped {
            line,
            text: text.to_owned(),
            why,
        });
    }
}

/// Whether the line is an item of a list, so that it says something of its own.
fn is_item(raw: &str) -> bool {
    ["- ", "* ", "+ ", "• "]
        .iter()
        .any(|bullet| raw.starts_with(bullet))
}

fn untimed(text: &str) -> EntryEvent {
    EntryEvent {
        kind: Kind::Note,
        kind_given: false,
        via: None,
        time: EntryTime::Now,
        text: text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::time::{Now, Zone};

    /// Saturday 25 March 2023, 16:44 in Bogota.
    fn context() -> TimeContext {
        let zone = Zone::parse("America/Bogota", Zone::Utc).unwrap();
        TimeContext {
            now: Now {
                instant: "2023-03-25T21:44:00Z".parse().unwrap(),
                local: zone,
            },
            zone,
            day: None,
        }
    }

    fn told(text: &str) -> Vec<String> {
        let notes = read(text, &context());
        let told = notes.proposals.into_iter().map(|proposal| {
            let Proposal { line, event, .. } = proposal;
            let at = match event.time {
                EntryTime::Now => "untimed".to_owned(),
                EntryTime::Given(given) => given.at.wall().format("%H:%M").to_string(),
            };
            format!("{line} {at} {} {}", event.kind.badge(), event.text)
        });
        told.collect()
    }

    #[test]
    fn the_shapes_that_people_use_are_read() {
        for (line, read) in [
            ("14:02 did X", "1 14:02 NOTE did X"),
            ("14:02:11 - X", "1 14:02 NOTE X"),
            ("2:15 PM: X", "1 14:15 NOTE X"),
            ("[14:02] X", "1 14:02 NOTE X"),
            ("- 14:02 X", "1 14:02 NOTE X"),
            ("\t* 14:02 d: X  ", "1 14:02 DETECT X"),
            ("2023-03-24T12:34:56Z X", "1 12:34 NOTE X"),
            ("~14:00 X", "1 14:00 NOTE X"),
            ("Detected: X", "1 untimed DETECT X"),
            ("500 errors rising", "1 untimed NOTE 500 errors rising"),
            ("todo: look again", "1 untimed NOTE todo: look again"),
        ] {
            assert_eq!(told(line), [read], "{line:?}");
        }
    }

    #[test]
    fn lines_without_a_time_continue_the_one_above_or_stand_alone() {
        let text = "Login broke\n\n14:02 looked at the logs\nnothing in them\n  really\n\nlater on:\n14:10 r: fine\r\n- a\n- b";
        assert_eq!(
            told(text),
            [
                "1 untimed NOTE Login broke",
                "3 14:02 NOTE looked at the logs\nnothing in them\nreally",
                "7 untimed NOTE later on:",
                "8 14:10 RESOLVE fine",
                "9 untimed NOTE a",
                "10 untimed NOTE b",
            ]
        );
    }

    #[test]
    fn what_says_nothing_is_skipped_and_said() {
        let notes = read("14:02 x\n---\n14:03\nd:\nmore", &context());
        let skipped: Vec<_> = notes.skipped.iter().map(|line| (line.line, line.why)).collect();
        assert_eq!(skipped, [(2, Why::Ornament), (3, Why::NoText), (4, Why::NoText)]);
        assert_eq!(notes.proposals[1].event.kind, Kind::Note);
        assert_eq!(
            notes.proposals[1].event.text, "more",
            "no line is lost to a skipped one"
        );
    }

    proptest! {
        #[test]
        fn no_line_is_lost(text in "(([-*\\[(~]? ?[0-9]{0,2}:?[0-9]{0,2}[\\])]?[ :|-]{0,3})?[a-zé:.#\\[ \t]{0,8}(\r\n|\n|\r|\n\n)){0,8}") {
            let notes = read(&text, &context());
            let lines: Vec<&str> = text.lines().flat_map(|line| line.split('\r')).map(str::trim).collect();
            for (nth, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
                let number = nth + 1;
                let proposed = notes.proposals.iter().filter(|proposal| (proposal.line..=proposal.last_line).contains(&number));
                let skipped = notes.skipped.iter().filter(|skipped| skipped.line == number);
                let texts: Vec<&str> = proposed
                    .map(|proposal| proposal.raw.lines().nth(number - proposal.line).unwrap())
                    .chain(skipped.map(|skipped| skipped.text.as_str()))
                    .collect();
                prop_assert_eq!(texts, vec![*line]);
            }
            prop_assert!(notes.proposals.iter().all(|proposal| !proposal.event.text.trim().is_empty()));
        }

        #[test]
        fn nothing_panics(text in any::<String>()) {
            read(&text, &context());
        }
    }
}
