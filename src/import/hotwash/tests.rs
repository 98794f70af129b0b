//! Documents in the forms that hotwash prints, by hand: broken ones, and the timeline of show.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::entry::EntryTime;
use crate::domain::kind::Via;
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::domain::time::{Now, Zone};
use crate::import::Format;
use crate::import::proposal::Proposed;

fn options() -> ImportOptions {
    ImportOptions::new(TimeContext {
        now: Now {
            instant: "2026-11-28T12:00:00Z".parse().expect("a time"),
            local: Zone::Utc,
        },
        zone: Zone::Unknown,
        anchor: Anchor::Now,
    })
}

fn read_text(text: &str) -> Import {
    let bundle = Bundle::of("incident.md", text);
    assert!(recognises(&bundle), "{text}");
    Format::Hotwash.read(&bundle, &options()).expect("it is read")
}

/// The lines of a text that are in no proposal and were not skipped.
fn lost(text: &str, import: &Import) -> Vec<usize> {
    let mut known: BTreeSet<usize> = import.skipped.iter().map(|skipped| skipped.line).collect();
    for proposal in &import.proposals {
        known.extend(proposal.line..=proposal.last_line);
    }
    let said = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    said.map(|(_, number)| number)
        .filter(|number| !known.contains(number))
        .collect()
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(
        head in proptest::sample::select(vec!["", "{\"schema\":1,\"incident\":{", "x\ny · open · opened 1 · UTC\n"]),
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let bundle = Bundle::of("x", [head.as_bytes(), &bytes].concat());
        let _ = (recognises(&bundle), read(&bundle, &options()));
    }
}

#[test]
fn an_entry_of_another_type_is_passed_over_alone() {
    let text = r#"{"schema":1,"incident":{"title":7,"zone":"UTC","severity":"x","fields":{"impact":3,"affected":["a",4]}},
        "events":[{"id":"e1","kind":"detection","text":"down","at":"2023-03-25T09:30:00Z","until":null,"extra":{}},
        {"id":"e2","kind":"detection","text":"x","at":"25:99"},{"id":3},[],{"id":"e4","kind":"odd","text":"x"},
        {"id":"e5","kind":"note","text":" "}],
        "struck":[{"id":"e6"}],"action_items":[{"text":"do","due":"2023-12-01"},{"text":5},{"text":"x","due":"soon"}]}"#;
    let import = read_text(text);
    let texts: Vec<&str> = import.proposals.iter().map(|proposal| proposal.text()).collect();
    assert_eq!(texts, ["UTC", "a", "down", "do"]);
    assert_eq!(import.skipped.len(), 8, "{:?}", import.skipped);
}

#[test]
fn what_is_broken_is_refused_in_words() {
    for text in ["{\"schema\":1,\"incident\":{", "notes"] {
        let refused = read(&Bundle::of("x.json", text), &options());
        assert!(
            matches!(refused, Err(ImportError::Malformed { .. })),
            "{refused:?}"
        );
    }
    assert!(!recognises(&Bundle::default()) && !recognises(&Bundle::of("x", "14:02 down")));
    assert!(!recognises(&Bundle::of("x", "{\"schema\":1,\"events\":[]}")));
}

/// As `show` prints it, to a pipe and on a terminal.
const SHOWN: [&str; 2] = [
    "\
Login down
00a001 · SEV2 · open · opened 2023-03-25 09:30 · America/Bogota

Friday 24 March 2023
  4   23:50-00:10 +1d  CHANGE    new load balancer, see the ticket

Saturday 25 March 2023
  2  ~09:00            DETECT    latency is up  (by a monitor; after close)
  5   09:30:24         DEAD END  not the network  (ends 3)
  6   not recorded     ACK       ana looked (twice)
  7   date only        MITIG     back again  (impact over; helped)

1 struck: hotwash show --struck lists it

Action items
  1  [ ] add a check @bo  due 2026-12-01  prevent  priority P1
  2  [x] watch it  @ana  overdue 3 days (2026-11-28)
",
    "\
Login down
00a001 · SEV2 · open · opened 2023-03-25 09:30 ·
America/Bogota

Friday 24 March 2023
  4   23:50-00:10 +1d  CHANGE    new load balancer,
                                 see the ticket

Saturday 25 March 2023
  2  ~09:00            DETECT    latency is up
                                 (by a monitor; after
                                 close)
  5   09:30:24         DEAD END  not the network
                                 (ends 3)
  6   not recorded     ACK       ana looked (twice)
  7   date only        MITIG     back again  (impact
                                 over; helped)

1 struck: hotwash show --struck lists it

Action items
  1  [ ] add a check @bo  due 2026-12-01  prevent  priority P1
  2  [x] watch it  @ana  overdue 3 days (2026-11-28)
",
];

#[test]
fn the_timeline_of_show_is_read() {
    for text in SHOWN {
        let import = read_text(text);
        let zone = import.zone.expect("a zone");
        let told: Vec<String> = import
            .proposals
            .iter()
            .map(|proposal| match (&proposal.what, proposal.time()) {
                (Proposed::Event(event), EntryTime::Given(given)) => {
                    let until = given
                        .until
                        .map_or(String::new(), |until| format!("-{}", zone.shown(&until).clock));
                    let about = if given.approximate { "~" } else { "" };
                    let via = event.via.map_or("", Via::wire);
                    let over = if proposal.ends_impact { " over" } else { "" };
                    let badge = event.kind.badge();
                    format!("{about}{}{until} {badge} {via}{over}: {}", given.at, event.text)
                }
                (Proposed::Event(event), EntryTime::Now) => format!("{}: {}", event.kind.badge(), event.text),
                (Proposed::Field(field, _), _) => format!("{}: {}", field.wire(), proposal.text()),
                (Proposed::ActionItem(item), _) => format!("{item:?}"),
            })
            .collect();
        insta::allow_duplicates! { insta::assert_snapshot!("shown", told.join("\n")) };
        assert_eq!(lost(text, &import), Vec::<usize>::new());
    }
}
