//! The outcome of a mitigation: people record attempts, and only some of them reduced the impact.

use super::incident::Event;
use super::kind::Kind;
use super::mentions;
use super::phrases::has_words;
use super::record::{EventBody, FAILED, HELPED};

/// An outcome that somebody said, which stands with the event as a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidOutcome {
    /// It reduced the impact.
    Helped,
    /// It changed nothing.
    Failed,
}

impl SaidOutcome {
    /// Both of them.
    pub const ALL: [SaidOutcome; 2] = [SaidOutcome::Helped, SaidOutcome::Failed];

    /// The tag, without its `#`.
    pub const fn tag(self) -> &'static str {
        match self {
            SaidOutcome::Helped => HELPED,
            SaidOutcome::Failed => FAILED,
        }
    }

    /// The tag in words, behind what was done.
    pub const fn words(self) -> &'static str {
        match self {
            SaidOutcome::Helped => "helped",
            SaidOutcome::Failed => "did not help",
        }
    }

    /// The one that an event has, in its text or besides; of both the failure counts.
    pub fn of(body: &EventBody) -> Option<Self> {
        let mut failure_first = Self::ALL.into_iter().rev();
        failure_first.find(|outcome| body.is_tagged(outcome.tag()))
    }

    /// The one that an event has and that its text does not show.
    pub fn beside_the_text(body: &EventBody) -> Option<Self> {
        let shown = |outcome: &Self| {
            let mut tags = mentions::tags(&body.text).into_iter();
            tags.any(|tag| tag.eq_ignore_ascii_case(outcome.tag()))
        };
        Self::of(body).filter(|outcome| !shown(outcome))
    }

    /// The same event with this outcome, or with none. One that its text tells stays there; any other is taken out of
    /// the text too.
    pub fn give(said: Option<Self>, mut body: EventBody) -> EventBody {
        for outcome in Self::ALL {
            body.tags.retain(|tag| tag != outcome.tag());
            if said != Some(outcome) {
                body.text = mentions::without_tag(&body.text, outcome.tag()).into_owned();
            }
        }
        let untold = said.filter(|said| !body.is_tagged(said.tag()));
        body.tags.extend(untold.map(|said| said.tag().to_owned()));
        body
    }
}

/// The outcome of a mitigation, as far as anybody said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MitigationOutcome {
    /// It is marked as the one that reduced the impact, or as the one with which users recovered.
    Helped,
    /// It is marked as one that changed nothing.
    Failed,
    /// It is not marked, and its words read as if it had not helped.
    ReadsFailed,
    /// Nobody said.
    Unsaid,
}

impl MitigationOutcome {
    /// The outcome of this event; `None` where it is no mitigation.
    pub fn of(event: &Event) -> Option<Self> {
        if event.body().kind != Kind::Mitigation {
            return None;
        }
        Some(match SaidOutcome::of(event.body()) {
            Some(SaidOutcome::Failed) => MitigationOutcome::Failed,
            Some(SaidOutcome::Helped) => MitigationOutcome::Helped,
            None if event.says_recovered() => MitigationOutcome::Helped,
            None if reads_failed(&event.body().text) => MitigationOutcome::ReadsFailed,
            None => MitigationOutcome::Unsaid,
        })
    }

    /// True if it may have been the one that reduced the impact.
    pub fn may_have_helped(self) -> bool {
        match self {
            MitigationOutcome::Helped | MitigationOutcome::Unsaid => true,
            MitigationOutcome::Failed | MitigationOutcome::ReadsFailed => false,
        }
    }
}

/// Words that say, wherever they stand, that something did not help.
const FAILURE: &[&str] = &[
    "did not help",
    "didn't help",
    "does not help",
    "doesn't help",
    "had no effect",
    "hangs",
    "has no effect",
    "in vain",
    "no change in",
    "no effect",
    "no improvement",
    "not helping",
    "refused",
    "refuses",
    "still",
    "to no avail",
    "unsuccessful",
    "without effect",
    "without success",
];

/// Words that say it unless they tell of something else: "failed over", "the pods that failed", "failed nodes".
const FAILING: &[&str] = &["fails", "failed"];

/// The words after which something is said to fail for a reason or at a task.
const AFTER_FAILING: &[&str] = &[
    "again", "as", "because", "due", "for", "since", "to", "with", "too",
];

/// True if a text reads as if what it tells of had not helped.
pub fn reads_failed(text: &str) -> bool {
    let text = text.to_lowercase();
    FAILURE.iter().any(|phrase| has_words(&text, phrase)) || says_that_it_failed(&text)
}

fn says_that_it_failed(text: &str) -> bool {
    FAILING.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].split_whitespace().next_back().unwrap_or_default();
            let behind = &text[at + word.len()..];
            let whole = text[..at].ends_with([' ', '(', ',']) || at == 0;
            let next = behind.split_whitespace().next().unwrap_or_default();
            let ends = behind.is_empty() || behind.starts_with(['.', ',', ';', ':', ')', '!']);
            let told_of_others = matches!(before, "that" | "which" | "what" | "who" | "have" | "had");
            whole && !told_of_others && (ends || behind.starts_with(' ') && AFTER_FAILING.contains(&next))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{Sample, at};

    #[test]
    fn words_of_failure_are_told_from_words_that_only_look_like_them() {
        for text in [
            "Restarted the workers, no effect",
            "rollback fails",
            "Rollback failed: migration 42 cannot be undone",
            "tried to drain the queue, it hangs",
            "Scaled to 12 pods; errors still at 30 %",
            "broker refuses the old limit",
            "More memory did not help",
            "restart failed to bring the node back",
            "The restart failed again",
            "Cleared the cache without success",
        ] {
            assert!(reads_failed(text), "{text}");
        }
        for text in [
            "Failed over to the replica",
            "failed nodes taken out of rotation",
            "Restarted the pods that failed.",
            "Instilled calm; traffic moved away",
            "failover to eu-west, errors down to 1 %",
            "rolled back to 1.323.0",
            "disabled fail-fast: requests pass",
        ] {
            assert!(!reads_failed(text), "{text}");
        }
    }

    #[test]
    fn what_is_said_counts_before_what_it_reads_like() {
        use MitigationOutcome::{Failed, Helped, ReadsFailed, Unsaid};
        let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
        for (text, expected) in [
            ("rolled back", Some(Unsaid)),
            ("rolled back, errors still there", Some(ReadsFailed)),
            ("rolled back, errors still there but fewer #helped", Some(Helped)),
            ("rolled back, users are fine #recovered", Some(Helped)),
            ("more memory #Failed", Some(Failed)),
        ] {
            let id = s.log(Kind::Mitigation, Some(&at("09:00")), text);
            let event = s.incident.event(id).unwrap();
            assert_eq!(MitigationOutcome::of(event), expected, "{text}");
        }
        let id = s.log(Kind::Note, Some(&at("09:00")), "no effect #helped");
        assert_eq!(MitigationOutcome::of(s.incident.event(id).unwrap()), None);
    }

    #[test]
    fn an_outcome_is_given_replaced_and_taken_back_wherever_it_stood() {
        use SaidOutcome::{Failed, Helped};
        let body = |text: &str, tags: &[&str]| EventBody {
            kind: Kind::Mitigation,
            text: text.to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..EventBody::default()
        };
        for (text, tags, given, becomes) in [
            (
                "rolled back",
                &[][..],
                Some(Helped),
                ("rolled back", &["helped"][..]),
            ),
            (
                "rolled back",
                &["helped"],
                Some(Failed),
                ("rolled back", &["failed"]),
            ),
            (
                "rolled back",
                &["noise", "failed"],
                None,
                ("rolled back", &["noise"]),
            ),
            (
                "rolled back #Failed",
                &[],
                Some(Helped),
                ("rolled back", &["helped"]),
            ),
            (
                "rolled back #helped",
                &["failed"],
                Some(Helped),
                ("rolled back #helped", &[]),
            ),
            ("rolled back #helped #failed", &[], None, ("rolled back", &[])),
        ] {
            let after = SaidOutcome::give(given, body(text, tags));
            assert_eq!(after, body(becomes.0, becomes.1), "{text} {tags:?}");
            assert_eq!(SaidOutcome::of(&after), given, "{text} {tags:?}");
        }
        let beside = |text: &str, tags| SaidOutcome::beside_the_text(&body(text, tags));
        assert_eq!(beside("rolled back", &["failed"]), Some(Failed));
        assert_eq!(beside("rolled back #failed", &[]), None);
    }
}
