//! The outcome of a mitigation: people record attempts, and only some of them reduced the impact.

use super::incident::Event;
use super::kind::Kind;
use super::phrases::has_words;
use super::record::{FAILED, HELPED};

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
        Some(if event.is_tagged(FAILED) {
            MitigationOutcome::Failed
        } else if event.is_tagged(HELPED) || event.says_recovered() {
            MitigationOutcome::Helped
        } else if reads_failed(&event.body().text) {
            MitigationOutcome::ReadsFailed
        } else {
            MitigationOutcome::Unsaid
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
}
