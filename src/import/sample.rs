//! Samples for tests of readers: the options, and what was read in a line each.

use std::fs;
use std::path::Path;

use super::document::Bundle;
use super::options::ImportOptions;
use super::origin::Origin;
use super::outcome::Import;
use super::proposal::{Proposal, Proposed};
use crate::domain::entry::EntryTime;
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::domain::time::{Now, Zone};

/// The bundle of one file of `tests/import`.
pub(super) fn fixture(name: &str) -> Bundle {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/import")
        .join(name);
    Bundle::of(name, fs::read(path).unwrap())
}

/// Nothing said but the clock: an evening in UTC.
pub(super) fn options() -> ImportOptions {
    ImportOptions::new(TimeContext {
        now: Now {
            instant: "2023-03-25T21:44:00Z".parse().unwrap(),
            local: Zone::Utc,
        },
        zone: Zone::Utc,
        anchor: Anchor::Now,
    })
}

/// The proposals, one a line: `14:02:00 DETECT [alertmanager:x] ana: text`.
pub(super) fn told(import: &Import) -> Vec<String> {
    import.proposals.iter().map(tell).collect()
}

/// The lines passed over: `3: why | text`.
pub(super) fn said(import: &Import) -> Vec<String> {
    let tell =
        |skipped: &super::proposal::Skipped| format!("{}: {} | {}", skipped.line, skipped.why, skipped.text);
    import.skipped.iter().map(tell).collect()
}

fn tell(proposal: &Proposal) -> String {
    let origin = proposal
        .origin
        .as_ref()
        .map(Origin::to_string)
        .unwrap_or_default();
    let offered = if proposal.is_chosen { "" } else { "(offered) " };
    let author = proposal
        .author
        .as_ref()
        .map(|author| format!("{author}: "))
        .unwrap_or_default();
    let text = proposal.text().replace('\n', "|");
    let head = match &proposal.what {
        Proposed::Event(event) => {
            let via = event
                .via
                .map(|via| format!(" ({})", via.wire()))
                .unwrap_or_default();
            let guessed = if proposal.is_kind_guessed { "?" } else { "" };
            format!("{} {}{guessed}{via}", time(event.time), event.kind.badge())
        }
        Proposed::ActionItem(_) => "TODO".to_owned(),
        Proposed::Field(field, _) => field.wire().to_owned(),
    };
    let item = match &proposal.what {
        Proposed::ActionItem(item) => {
            let due = item.due.map(|due| format!(", due {due}")).unwrap_or_default();
            item.owner
                .as_ref()
                .map(|owner| format!(" ({owner}{due})"))
                .unwrap_or_default()
        }
        Proposed::Event(_) | Proposed::Field(..) => String::new(),
    };
    format!("{head} [{origin}] {offered}{author}{text}{item}")
}

/// The clock in UTC, with the day where it is another than the sample's.
fn time(time: EntryTime) -> String {
    let EntryTime::Given(given) = time else {
        return "--".to_owned();
    };
    let clock = |at: &crate::domain::time::Moment| {
        let text = at.to_string();
        let clock = text.strip_prefix("2023-03-25T").unwrap_or(&text);
        let clock = clock.strip_suffix("+00:00").unwrap_or(clock);
        match clock.split_once('.') {
            Some((clock, fraction)) => {
                clock.to_owned() + fraction.trim_start_matches(|c: char| c.is_ascii_digit())
            }
            None => clock.to_owned(),
        }
    };
    match given.until {
        Some(until) => format!("{}-{}", clock(&given.at), clock(&until)),
        None => clock(&given.at),
    }
}
