//! The readers of imports: no line is lost, nothing is read twice in two ways, and no secret is left.

use std::fs;
use std::path::Path;

use hotwash::domain::entry::EntryTime;
use hotwash::domain::secrets::{self, Rules};
use hotwash::domain::time::typed::{Anchor, TimeContext};
use hotwash::domain::time::{Moment, Now, Zone};
use hotwash::import::{self, Bundle, Document, Format, Import, ImportOptions, Origin, Proposal, Proposed};
use hotwash::incidents::importing::archive;

use crate::drive::{corpus, run};
use crate::mutate::Chance;

/// Where one file of a seed ends and the next begins.
const NEXT_FILE: u8 = 0x1c;

/// Secrets that are known by their form, each in two halves, so that no scanner takes this file for a leak.
const SECRETS: &[[&str; 2]] = &[
    ["AK", "IAIOSFODNN7EXAMPLE"],
    ["gh", "p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0"],
    ["glp", "at-a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0"],
    ["xo", "xb-123456789012-abcdefABCDEF"],
    ["ey", "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF-_123"],
];

fn options(format: Option<Format>) -> ImportOptions {
    let zone = Zone::parse("America/Bogota", Zone::Utc).unwrap();
    ImportOptions {
        format,
        ..ImportOptions::new(TimeContext {
            now: Now {
                instant: "2023-03-25T21:44:00Z".parse().unwrap(),
                local: zone,
            },
            zone,
            anchor: Anchor::Now,
        })
    }
}

/// Puts a secret into every other mutation.
fn with_secret(bytes: &mut Vec<u8>, chance: &mut Chance) {
    if chance.below(2) == 0 {
        return;
    }
    let secret = SECRETS[chance.below(SECRETS.len())].concat();
    let at = chance.below(bytes.len() + 1);
    drop(bytes.splice(at..at, format!(" {secret} ").into_bytes()));
}

/// The files of a seed. Their names are those that the format's own programs give.
fn bundle(format: Format, input: &[u8]) -> Bundle {
    let names = match format {
        Format::Slack => ["general/2023-03-25.json", "users.json"],
        Format::Script => ["typescript", "timing"],
        _ => ["first.txt", "second.txt"],
    };
    let files = input.splitn(names.len(), |byte| *byte == NEXT_FILE);
    let documents = files.zip(names).map(|(bytes, name)| Document {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    });
    Bundle {
        name: "fuzzed".to_owned(),
        documents: documents.collect(),
        left_out: Vec::new(),
    }
}

/// Everything that a proposal would have recorded, or that is shown of it.
fn texts(import: &Import) -> impl Iterator<Item = &str> {
    let proposed = import.proposals.iter().flat_map(|proposal| {
        let attached = proposal
            .attachment
            .as_ref()
            .map(|attached| attached.text.as_str());
        [
            Some(proposal.text()),
            Some(proposal.raw.as_str()),
            proposal.author.as_deref(),
            attached,
        ]
    });
    proposed.flatten().chain(import.title.as_deref())
}

fn sound(proposal: &Proposal) {
    assert!((1..=proposal.last_line).contains(&proposal.line), "{proposal:?}");
    if let Proposed::Event(_) = proposal.what {
        assert!(proposal.origin.is_some(), "it comes from somewhere: {proposal:?}");
        assert!(
            !proposal.text().trim().is_empty(),
            "it says something: {proposal:?}"
        );
    }
    if let Some(origin @ Origin::Key { .. }) = &proposal.origin {
        let shown = origin.to_string();
        assert_eq!(
            import::file_of_line(&shown),
            None,
            "a key is like no line of a file"
        );
    }
    if let EntryTime::Given(given) = proposal.time() {
        for moment in [Some(given.at), given.until].into_iter().flatten() {
            let again = Moment::parse(&moment.to_string());
            assert_eq!(again, Some(moment), "a journal can hold it");
        }
    }
}

/// Each line that is not blank is in a proposal, or was passed over.
fn complete(text: &str, import: &Import) {
    let lines = text.lines().flat_map(|line| line.split('\r')).count();
    let mut known = vec![false; lines + 1];
    let proposed = import
        .proposals
        .iter()
        .map(|proposal| proposal.line..=proposal.last_line);
    let skipped = import.skipped.iter().map(|skipped| skipped.line..=skipped.line);
    for line in proposed.chain(skipped).flatten() {
        *known.get_mut(line).expect("there is such a line") = true;
    }
    let texts = text.lines().flat_map(|line| line.split('\r'));
    for (line, text) in (1..).zip(texts).filter(|(_, text)| !text.trim().is_empty()) {
        assert!(known[line], "line {line} is lost: {text:?}");
    }
}

/// Reads it as this format, and as the one that its content shows.
fn rule(format: Format, input: &[u8], rules: &Rules) {
    let bundle = bundle(format, input);
    for asked in [Some(format), None] {
        let options = options(asked);
        let read = import::read(&bundle, &options);
        assert_eq!(read, import::read(&bundle, &options), "it is read the same twice");
        let Ok(import) = read else { continue };
        import.proposals.iter().for_each(sound);
        for text in texts(&import) {
            assert!(
                secrets::find(text, rules).is_empty(),
                "a secret is left: {text:?}"
            );
        }
        if let (Format::Text, [document]) = (import.format, &bundle.documents[..])
            && let Ok(text) = std::str::from_utf8(&document.bytes)
        {
            complete(text.trim_start_matches('\u{feff}'), &import);
        }
    }
}

fn fuzz(formats: &[Format], rounds: u32) {
    let rules = Rules::default();
    for format in formats {
        let seeds = corpus(&format!("import/{}", format.row().name));
        run(&seeds, rounds, with_secret, |input| rule(*format, input, &rules));
    }
}

#[test]
fn every_format_has_seeds() {
    for row in Format::rows() {
        let rules = Rules::default();
        for seed in corpus(&format!("import/{}", row.name)) {
            rule(row.format, &seed, &rules);
            let shown = import::read(&bundle(row.format, &seed), &options(None)).unwrap();
            assert_eq!(shown.format, row.format, "{}", seed.escape_ascii());
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/import");
    assert_eq!(fs::read_dir(folder).unwrap().count(), Format::rows().len() + 1);
}

#[test]
fn imports_of_text() {
    fuzz(&[Format::Text, Format::Hotwash, Format::Log], 60);
}

#[test]
fn imports_of_json() {
    let formats = [
        Format::Slack,
        Format::PagerDuty,
        Format::Alertmanager,
        Format::Grafana,
        Format::GitHub,
        Format::Kubernetes,
        Format::Journald,
        Format::JsonLines,
    ];
    fuzz(&formats, 40);
}

#[test]
fn imports_of_terminals() {
    let formats = [
        Format::Asciinema,
        Format::Script,
        Format::Zsh,
        Format::Fish,
        Format::Bash,
        Format::Git,
    ];
    fuzz(&formats, 40);
}

#[test]
fn imports_of_tables() {
    fuzz(&[Format::Csv, Format::Tsv], 60);
}

#[test]
fn imports_of_archives() {
    let rules = Rules::default();
    run(
        &corpus("import/zip"),
        200,
        |_, _| (),
        |input| {
            let Ok(bundle) = archive::unpack("fuzzed.zip", input) else {
                return;
            };
            assert_eq!(archive::unpack("fuzzed.zip", input).as_ref(), Ok(&bundle));
            let options = options(None);
            let read = import::read(&bundle, &options);
            assert_eq!(read, import::read(&bundle, &options), "it is read the same twice");
            for text in read.iter().flat_map(texts) {
                assert!(
                    secrets::find(text, &rules).is_empty(),
                    "a secret is left: {text:?}"
                );
            }
        },
    );
}
