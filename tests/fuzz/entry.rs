//! The grammar of the one-line entry: what was typed is kept, and nothing is made up.

use hotwash::domain::entry::{EntryTime, What, describe, plain, read};
use hotwash::domain::mentions::{people, tags};
use hotwash::domain::time::typed::{Anchor, TimeContext};
use hotwash::domain::time::{Moment, Now, Zone};

use crate::drive::{corpus, run};

fn contexts() -> Vec<TimeContext> {
    let zones = ["America/Bogota", "unknown", "UTC", "+14:00", "Europe/Paris"];
    let day = |day: &str| Anchor::Day(day.parse().unwrap());
    let around = |at: &str, span: Option<(&str, &str)>| {
        let moment = |text: &str| Moment::parse(text).unwrap();
        let span = span.map(|(from, to)| (moment(from), moment(to)));
        Anchor::Around {
            last: moment(at),
            span,
        }
    };
    let anchors = [
        Anchor::Now,
        day("2023-03-26"),
        day("9999-12-31"),
        day("0001-01-01"),
        around("2023-03-26T01:30:00Z", None),
        around(
            "9999-12-31T23:30:00Z",
            Some(("0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00")),
        ),
    ];
    let contexts = zones
        .iter()
        .flat_map(|zone| anchors.iter().map(move |anchor| (zone, anchor)));
    let contexts = contexts.map(|(zone, anchor)| TimeContext {
        now: Now {
            instant: "2023-03-25T21:44:00Z".parse().unwrap(),
            local: Zone::Utc,
        },
        zone: Zone::parse(zone, Zone::Utc).unwrap(),
        anchor: *anchor,
    });
    contexts.collect()
}

/// The lines of the corpus, each a seed.
fn seeds() -> Vec<Vec<u8>> {
    let files = corpus("entry");
    let lines = files.iter().flat_map(|file| file.split(|byte| *byte == b'\n'));
    lines.map(<[u8]>::to_vec).collect()
}

fn rule(line: &str, context: &TimeContext) {
    let reading = read(line, context);
    assert_eq!(reading.typed, line, "the line as typed is kept");
    let (text, time) = match &reading.what {
        What::Empty => {
            assert!(
                line.trim()
                    .trim_start_matches(['\u{feff}', '\\'])
                    .trim()
                    .is_empty()
            );
            ("", EntryTime::Now)
        }
        What::Day(_) => ("", EntryTime::Now),
        What::Event(event) => (event.text.as_str(), event.time),
        What::ActionItem(item) => {
            assert!(
                item.owner
                    .as_deref()
                    .is_none_or(|owner| item.text.contains(owner))
            );
            (item.text.as_str(), EntryTime::Now)
        }
    };
    assert!(line.contains(text), "nothing is made up");
    assert_eq!(text, text.trim());
    assert_eq!(reading.is_recordable(), !text.is_empty());
    if let EntryTime::Given(given) = time {
        for moment in [Some(given.at), given.until].into_iter().flatten() {
            assert_eq!(
                Moment::parse(&moment.to_string()),
                Some(moment),
                "a journal can hold it"
            );
        }
        assert!(
            given
                .until
                .is_none_or(|until| context.zone.micros(&until) >= context.zone.micros(&given.at))
        );
    }
    let said = describe(&reading, context);
    assert!(said.text.len() < 200 + text.len(), "{said:?}");
    for remark in said.remarks {
        assert!(remark.to_string().len() < 300 + line.len(), "{remark}");
    }
    assert!(
        people(line)
            .iter()
            .chain(&tags(line))
            .all(|name| line.contains(*name) && !name.is_empty())
    );
    if let What::Event(event) = plain(line).what {
        assert_eq!(event.text, line, "to the last space");
    }
}

#[test]
fn entries() {
    let contexts = contexts();
    run(
        &seeds(),
        6000,
        |_, _| (),
        |input| {
            let line = String::from_utf8_lossy(input);
            for context in &contexts[..if line.len() < 200 { contexts.len() } else { 1 }] {
                rule(&line, context);
            }
        },
    );
}
