//! The reader of notes from a pipe: every line that is not blank is in one proposal, or was skipped for a reason.

use hotwash::domain::time::typed::{Anchor, TimeContext};
use hotwash::domain::time::{Now, Zone};
use hotwash::import::notes::{Notes, NotesReader};

use crate::drive::{corpus, run};

fn context() -> TimeContext {
    let zone = Zone::parse("America/Bogota", Zone::Utc).unwrap();
    TimeContext {
        now: Now {
            instant: "2023-03-25T21:44:00Z".parse().unwrap(),
            local: zone,
        },
        zone,
        anchor: Anchor::Now,
    }
}

/// Where each line that is not blank went: its number, and its text as it is kept.
fn told(notes: &Notes) -> Vec<(usize, &str)> {
    let proposed = notes.proposals.iter().flat_map(|proposal| {
        let lines: Vec<&str> = proposal.raw.split('\n').collect();
        assert_eq!(lines.len(), proposal.last_line - proposal.line + 1);
        (proposal.line..).zip(lines)
    });
    let skipped = notes
        .skipped
        .iter()
        .map(|skipped| (skipped.line, skipped.text.as_str()));
    let mut told: Vec<_> = proposed.chain(skipped).collect();
    told.sort_unstable();
    told
}

fn rule(text: &str) {
    let notes = NotesReader::new(context()).read(text);
    let lines = text.split('\n').map(str::trim);
    let lines: Vec<(usize, &str)> = (1..).zip(lines).filter(|(_, line)| !line.is_empty()).collect();
    assert_eq!(told(&notes), lines, "no line is lost, none is told twice");
    for proposal in &notes.proposals {
        let said = proposal.text().trim();
        assert!(!said.is_empty());
        assert!(said.len() <= proposal.raw.len(), "nothing is made up");
    }
}

#[test]
fn notes() {
    run(
        &corpus("notes"),
        4000,
        |_, _| (),
        |input| rule(&String::from_utf8_lossy(input)),
    );
}
