//! The event kinds: one table that every face reads.
//!
//! A new kind is one row here. The enum, the grammar, the badges, the pickers, the milestones and the
//! drafts all take it from [`Kind::row`].

mod role;

pub use role::{Remedy, Verdict};

/// For a detection: who noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Via {
    /// An alert, a probe, a dashboard.
    Monitor,
    /// A user, a customer, a colleague.
    Person,
}

impl Via {
    /// The word used in the journal and in JSON.
    pub const fn wire(self) -> &'static str {
        match self {
            Via::Monitor => "monitor",
            Via::Person => "person",
        }
    }

    /// Reads the word used in the journal.
    pub fn from_wire(word: &str) -> Option<Self> {
        [Via::Monitor, Via::Person]
            .into_iter()
            .find(|via| via.wire() == word)
    }
}

/// A point that starts or ends an interval. See the table in [`Kind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Milestone {
    /// Users begin to be affected.
    Impact,
    /// A person or a monitor noticed.
    Detected,
    /// A responder began work.
    Acknowledged,
    /// Someone was called in.
    Escalated,
    /// The cause is known.
    Cause,
    /// Impact was reduced or stopped.
    Mitigated,
    /// Service has recovered.
    Resolved,
}

impl Milestone {
    /// Every milestone, in the order an incident ought to pass them.
    pub const ALL: [Milestone; 7] = [
        Milestone::Impact,
        Milestone::Detected,
        Milestone::Acknowledged,
        Milestone::Escalated,
        Milestone::Cause,
        Milestone::Mitigated,
        Milestone::Resolved,
    ];

    /// Its name in JSON and on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Milestone::Impact => "impact",
            Milestone::Detected => "detected",
            Milestone::Acknowledged => "acknowledged",
            Milestone::Escalated => "escalated",
            Milestone::Cause => "cause",
            Milestone::Mitigated => "mitigated",
            Milestone::Resolved => "resolved",
        }
    }

    /// The kind of event that passes it.
    pub const fn kind(self) -> Kind {
        match self {
            Milestone::Impact => Kind::Impact,
            Milestone::Detected => Kind::Detection,
            Milestone::Acknowledged => Kind::Acknowledgement,
            Milestone::Escalated => Kind::Escalation,
            Milestone::Cause => Kind::Cause,
            Milestone::Mitigated => Kind::Mitigation,
            Milestone::Resolved => Kind::Resolution,
        }
    }
}

/// Another word for a kind, which may also say who noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Lower case; words are separated by one space.
    pub word: &'static str,
    /// The one that noticed, where the word says so.
    pub via: Option<Via>,
}

/// All that is known of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindRow {
    /// The kind that this row describes.
    pub kind: Kind,
    /// Its name in the journal, in JSON and after `--kind`.
    pub wire: &'static str,
    /// The single letter typed before a colon, and in the kind picker.
    pub key: char,
    /// At most eight columns, shown in the timeline.
    pub badge: &'static str,
    /// In words, for a draft: "Detection".
    pub title: &'static str,
    /// Words that may be typed instead of the wire name and the badge.
    pub also: &'static [Alias],
    /// The milestone that the first event of this kind is.
    pub milestone: Option<Milestone>,
    /// One line for pickers and help.
    pub about: &'static str,
}

macro_rules! also {
    ($($word:literal $(via $via:ident)?),*) => {
        &[$(Alias { word: $word, via: also!(@via $($via)?) }),*]
    };
    (@via $via:ident) => { Some(Via::$via) };
    (@via) => { None };
}

macro_rules! kinds {
    ($($kind:ident $wire:literal $key:literal $badge:literal $title:literal also [$($also:tt)*]
       milestone $milestone:expr, $about:literal;)+) => {
        /// The kind of an event. The default is [`Kind::Note`].
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each variant is documented by its row's `about`")]
        pub enum Kind {
            $(#[doc = $about] $kind,)+
            #[default]
            #[doc = "anything else; the default"]
            Note,
        }

        impl Kind {
            /// The table, in the order that pickers and help show it.
            pub const ROWS: &'static [KindRow] = &[
                $(KindRow {
                    kind: Kind::$kind, wire: $wire, key: $key, badge: $badge, title: $title,
                    also: also!($($also)*), milestone: $milestone, about: $about,
                },)+
                KindRow {
                    kind: Kind::Note, wire: "note", key: 'n', badge: "NOTE", title: "Note",
                    also: &[], milestone: None, about: "anything else; the default",
                },
            ];
        }
    };
}

kinds! {
    Impact "impact" 'b' "IMPACT" "Impact" also ["began", "worse", "relapse"]
        milestone Some(Milestone::Impact), "users are affected, affected more, or again";
    Change "change" 'g' "CHANGE" "Change" also ["changed", "deploy", "deployed", "trigger"]
        milestone None, "a deploy, a configuration change, a trigger, also one found later";
    Detection "detection" 'd' "DETECT" "Detection"
        also ["detect", "detected", "alert" via Monitor, "report" via Person]
        milestone Some(Milestone::Detected), "a person or a monitor noticed";
    Acknowledgement "acknowledgement" 'a' "ACK" "Acknowledgement" also ["acked", "acknowledged"]
        milestone Some(Milestone::Acknowledged), "a responder began work";
    Escalation "escalation" 'e' "ESCAL" "Escalation" also ["escalate", "escalated", "page", "paged"]
        milestone Some(Milestone::Escalated), "someone or some team was called in";
    Investigation "investigation" 'i' "INVEST" "Investigation"
        also ["investigate", "investigating", "check", "checked"]
        milestone None, "looked at, measured, asked";
    Hypothesis "hypothesis" 'h' "HYPO" "Hypothesis" also ["suspect", "suspected"]
        milestone None, "a suspicion being pursued, open until ruled out or confirmed";
    RuledOut "ruled_out" 'x' "DEAD END" "Dead end" also ["ruled out"]
        milestone None, "a suspicion that proved wrong; ends a hypothesis";
    Cause "cause" 'c' "CAUSE" "Cause" also ["caused", "found"]
        milestone Some(Milestone::Cause), "the cause, or a contributing factor, is known";
    Mitigation "mitigation" 'm' "MITIG" "Mitigation"
        also ["mitigate", "mitigated", "rollback", "rolled back"]
        milestone Some(Milestone::Mitigated), "impact was reduced or stopped";
    Fix "fix" 'f' "FIX" "Fix" also ["fixed", "fixing"]
        milestone None, "repair begun, tested or deployed";
    Communication "communication" 'u' "UPDATE" "Update" also ["updated", "comms"]
        milestone None, "a status update went out";
    Resolution "resolution" 'r' "RESOLVE" "Resolution" also ["resolved", "restored"]
        milestone Some(Milestone::Resolved), "users have recovered";
}

impl Kind {
    /// This kind's row of the table.
    pub fn row(self) -> &'static KindRow {
        &Self::ROWS[self as usize]
    }

    /// Its name in the journal, in JSON and after `--kind`.
    pub fn wire(self) -> &'static str {
        self.row().wire
    }

    /// Its badge on the timeline: at most eight columns.
    pub fn badge(self) -> &'static str {
        self.row().badge
    }

    /// The kind with this exact wire name.
    pub fn from_wire(word: &str) -> Option<Self> {
        Self::ROWS.iter().find(|row| row.wire == word).map(|row| row.kind)
    }

    /// Reads what a person typed for a kind: the key (lower case only), or the wire name, the badge or
    /// another word for it in any case. `_` and `-` count as a space. Says who noticed where the word does.
    pub fn from_typed(word: &str) -> Option<(Self, Option<Via>)> {
        let mut letters = word.chars();
        if let (Some(key), None) = (letters.next(), letters.next()) {
            return Self::ROWS
                .iter()
                .find(|row| row.key == key)
                .map(|row| (row.kind, None));
        }
        let word = word.to_lowercase().replace(['_', '-'], " ");
        Self::ROWS
            .iter()
            .find_map(|row| row.reads(&word).map(|via| (row.kind, via)))
    }
}

impl KindRow {
    fn reads(&self, word: &str) -> Option<Option<Via>> {
        let is_wire = || {
            word.bytes()
                .eq(self.wire.bytes().map(|b| if b == b'_' { b' ' } else { b }))
        };
        if is_wire() || self.badge.eq_ignore_ascii_case(word) {
            return Some(None);
        }
        self.also
            .iter()
            .find(|alias| alias.word == word)
            .map(|alias| alias.via)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_kind_finds_its_own_row() {
        for row in Kind::ROWS {
            assert_eq!(row.kind.row(), row);
            assert_eq!(Kind::from_wire(row.wire), Some(row.kind));
            assert!(row.badge.len() <= 8, "{} does not fit its column", row.badge);
        }
    }

    #[test]
    fn no_word_means_two_kinds() {
        let mut seen = HashSet::new();
        for row in Kind::ROWS {
            let mut own = HashSet::from([row.wire.replace('_', " "), row.badge.to_lowercase()]);
            own.insert(row.key.to_string());
            own.extend(row.also.iter().map(|alias| alias.word.to_owned()));
            for word in own {
                assert!(seen.insert(word.clone()), "{word} means two kinds");
            }
        }
    }

    #[test]
    fn words_are_read_in_any_case_but_keys_only_in_lower_case() {
        let cases = [
            ("d", Some((Kind::Detection, None))),
            ("D", None),
            ("DETECT", Some((Kind::Detection, None))),
            ("Alert", Some((Kind::Detection, Some(Via::Monitor)))),
            ("report", Some((Kind::Detection, Some(Via::Person)))),
            ("Dead End", Some((Kind::RuledOut, None))),
            ("ruled_out", Some((Kind::RuledOut, None))),
            ("rolled back", Some((Kind::Mitigation, None))),
            ("ack", Some((Kind::Acknowledgement, None))),
            ("http", None),
            ("", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(Kind::from_typed(typed), expected, "{typed:?}");
        }
    }
}
