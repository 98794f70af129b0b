//! The whole table: each file is told by its content, and no content makes a reader panic.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::import::sample::{fixture, options};

/// Files that systems export, each with the format that it is told to be in.
const FIXTURES: [(&str, Format); 22] = [
    ("slack-day.json", Format::Slack),
    ("pagerduty-log.json", Format::PagerDuty),
    ("pagerduty-notes.json", Format::PagerDuty),
    ("alertmanager-webhook.json", Format::Alertmanager),
    ("alertmanager-amtool.json", Format::Alertmanager),
    ("grafana-webhook.json", Format::Grafana),
    ("grafana-annotations.json", Format::Grafana),
    ("grafana-history.json", Format::Grafana),
    ("grafana-rules.json", Format::Grafana),
    ("github-issue.json", Format::GitHub),
    ("github-comments.json", Format::GitHub),
    ("github-pulls.json", Format::GitHub),
    ("github-timeline.json", Format::GitHub),
    ("kubernetes-events.json", Format::Kubernetes),
    ("kubernetes-events-v1.json", Format::Kubernetes),
    ("journald.json", Format::Journald),
    ("asciinema-v2.cast", Format::Asciinema),
    ("asciinema-v3.cast", Format::Asciinema),
    ("lines.jsonl", Format::JsonLines),
    ("timesketch.jsonl", Format::JsonLines),
    ("array.json", Format::JsonLines),
    ("timeline.csv", Format::Csv),
];

/// More tables: a file of its own for each way in which they are written.
const TABLES: [(&str, Format); 3] = [
    ("iris.csv", Format::Csv),
    ("semicolons.csv", Format::Csv),
    ("timeline.tsv", Format::Tsv),
];

fn fixtures() -> impl Iterator<Item = (&'static str, Format)> {
    FIXTURES.into_iter().chain(TABLES)
}

#[test]
fn every_format_has_a_reader() {
    for row in Format::rows() {
        assert_eq!(row.format.reader().format, row.format);
    }
    assert_eq!(Format::rows().len(), READERS.len());
}

#[test]
fn each_file_is_read_in_utf_16_as_in_utf_8() {
    for (name, _) in fixtures() {
        let bundle = fixture(name);
        let text = bundle.documents[0].text().into_owned();
        let marked: Vec<u16> = std::iter::once(0xfeff).chain(text.encode_utf16()).collect();
        let little: Vec<u8> = marked.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = marked.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let read = crate::import::read(&bundle, &options());
        for bytes in [little, big] {
            assert_eq!(
                crate::import::read(&Bundle::of(name, bytes), &options()),
                read,
                "{name}"
            );
        }
    }
}

#[test]
fn each_file_is_told_by_its_content() {
    for (name, format) in fixtures() {
        assert_eq!(Format::of(&fixture(name)), Ok(format), "{name}");
    }
}

#[test]
fn readers_of_json_tell_each_other_apart_whatever_their_order() {
    let json = [
        Format::Slack,
        Format::PagerDuty,
        Format::Alertmanager,
        Format::Grafana,
        Format::GitHub,
        Format::Kubernetes,
        Format::Journald,
        Format::Asciinema,
    ];
    for (name, format) in fixtures() {
        let bundle = fixture(name);
        let claim = json
            .into_iter()
            .filter(|format| (format.reader().recognises)(&bundle));
        let expected: Vec<Format> = json.into_iter().filter(|known| *known == format).collect();
        assert_eq!(claim.collect::<Vec<_>>(), expected, "{name}");
    }
}

#[test]
fn text_is_none_of_what_systems_export() {
    let texts = [
        "14:02 did X\n14:05 did Y\n",
        "{ it broke }\n14:02 x\n",
        "[14:02] bo: hello\n[14:03] ana: hi\n",
        "| Time | Event |\n|---|---|\n| 14:02 | x |\n",
        "# Timeline\n\n- 14:02, UTC, x\n",
        "{\"name\": \"x\"}\n",
    ];
    for text in texts {
        let bundle = Bundle::of("x", text);
        let ours = READERS.iter().filter(|reader| reader.format != Format::Text);
        let claim: Vec<&str> = ours
            .filter(|reader| (reader.recognises)(&bundle))
            .map(|reader| reader.format.row().name)
            .collect();
        assert_eq!(claim, [""; 0], "{text:?}");
    }
}

/// Pieces that no sound file has where they come to stand.
const HOSTILE: [&str; 14] = [
    "\0",
    "\u{1b}[2J",
    "\u{202e}",
    "\"",
    "{\"",
    "[[[[[[[[",
    "}]}",
    "null",
    "-1",
    "1e308",
    "99999999999999999999",
    "\"9999-12-31T23:59:60Z\"",
    ",,;;\t\t",
    "\n\n\r",
];

/// Tries every reader, whether it was asked for or not.
fn read_by_all(bundle: &Bundle) {
    let options = options();
    for reader in READERS {
        (reader.recognises)(bundle);
        // Whatever it says of it, it must say it.
        if let Ok(import) = (reader.read)(bundle, &options) {
            assert!(import.proposals.iter().all(|proposal| proposal.line > 0));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_by_all(&Bundle::of("x.json", bytes));
    }

    #[test]
    fn no_change_of_a_file_makes_a_reader_panic(
        (name, _) in select(fixtures().collect::<Vec<_>>()),
        changes in proptest::collection::vec((any::<Index>(), 0_usize..12, select(&HOSTILE[..])), 1..6),
    ) {
        let mut bundle = fixture(name);
        let bytes = &mut bundle.documents[0].bytes;
        for (place, removed, hostile) in changes {
            let start = place.index(bytes.len() + 1);
            let end = (start + removed).min(bytes.len());
            bytes.splice(start..end, hostile.bytes());
        }
        read_by_all(&bundle);
    }
}
