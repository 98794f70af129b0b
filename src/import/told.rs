//! For tests: what a reader finds, one readable line each.

use super::document::Bundle;
use super::options::ImportOptions;
use super::outcome::{Import, ImportError};
use super::proposal::{Proposal, Proposed};
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::domain::time::{Now, Zone};

/// Wednesday 25 November 2026, 14:00 UTC, in UTC.
pub(super) fn options() -> ImportOptions {
    ImportOptions::new(TimeContext {
        now: Now {
            instant: "2026-11-25T14:00:00Z".parse().expect("a time"),
            local: Zone::Utc,
        },
        zone: Zone::Utc,
        anchor: Anchor::Now,
    })
}

/// `[x] 2026-11-25  09:30:12 CHANGE? words [file:1]`, then what was skipped, then the questions.
pub(super) fn told(import: &Import) -> Vec<String> {
    let proposals = import.proposals.iter().map(proposal);
    let skipped = import
        .skipped
        .iter()
        .map(|skipped| format!("skipped {}: {}", skipped.line, skipped.why));
    let questions = import.questions.iter().map(ToString::to_string);
    proposals.chain(skipped).chain(questions).collect()
}

fn proposal(proposal: &Proposal) -> String {
    let mark = if proposal.is_chosen { "[x]" } else { "[ ]" };
    let badge = match &proposal.what {
        Proposed::Event(event) => event.kind.badge(),
        Proposed::ActionItem(_) => "TODO",
        Proposed::Field(field, _) => field.wire(),
    };
    let guess = if proposal.is_kind_guessed { "?" } else { "" };
    let origin = proposal
        .origin
        .as_ref()
        .map(|origin| format!(" [{origin}]"))
        .unwrap_or_default();
    let attached = proposal.attachment.as_ref();
    let attached = attached
        .map(|attached| format!(" + {}", attached.name))
        .unwrap_or_default();
    let when = proposal.when(Zone::Utc);
    format!(
        "{mark} {when} {badge}{guess} {:?}{origin}{attached}",
        proposal.told()
    )
}

/// No input makes a reader panic, and what it finds tells where it comes from.
pub(super) fn survives(
    bundle: &Bundle,
    recognises: fn(&Bundle) -> bool,
    read: fn(&Bundle, &ImportOptions) -> Result<Import, ImportError>,
) {
    let _ = recognises(bundle);
    if let Ok(import) = read(bundle, &options()) {
        assert!(import.proposals.iter().all(|proposal| proposal.origin.is_some()));
        let _ = told(&import);
    }
}
