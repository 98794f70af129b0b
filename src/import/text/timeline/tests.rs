//! Timelines as people write them, and what holds for any text.

mod any_text;
mod chats;
mod days;
mod shapes;

use super::*;
use crate::domain::entry::EntryTime;
use crate::domain::time::{Now, Precision};
use crate::import::options::DateOrder;
use crate::import::outcome::Question;
use crate::import::proposal::{Proposal, Proposed};

/// Tuesday 28 March 2023, noon; there is no incident.
fn nothing_known() -> ImportOptions {
    ImportOptions::new(TimeContext {
        now: Now {
            instant: "2023-03-28T12:00:00Z".parse().unwrap(),
            local: Zone::Utc,
        },
        zone: Zone::Unknown,
        anchor: Anchor::Now,
    })
}

/// Somebody said: on Saturday 25 March 2023, in UTC.
fn known() -> ImportOptions {
    ImportOptions {
        date: Some(ListDate::Day(NaiveDate::from_ymd_opt(2023, 3, 25).unwrap())),
        zone: Some(Zone::Utc),
        ..nothing_known()
    }
}

fn import(text: &str, said: Said, options: &ImportOptions) -> Import {
    let lines: Vec<NumberedLine<'_>> = text
        .split('\n')
        .enumerate()
        .map(|(nth, text)| NumberedLine {
            number: nth + 1,
            text,
        })
        .collect();
    read(lines.into_iter(), "notes.md", said, options)
}

/// A proposal in one line: its lines, day and time, kind, author and text.
fn line_of(proposal: &Proposal) -> String {
    let lines = match proposal.last_line {
        last if last == proposal.line => last.to_string(),
        last => format!("{}-{last}", proposal.line),
    };
    let at = match proposal.time() {
        EntryTime::Now => "untimed".to_owned(),
        EntryTime::Given(given) => {
            let format = match given.precision {
                Precision::Second => "%m-%d %H:%M:%S",
                Precision::Minute => "%m-%d %H:%M",
                Precision::Hour => "%m-%d %Hh",
                Precision::Day => "%m-%d",
            };
            let about = if given.approximate { "~" } else { "" };
            let until = given.until.map(|until| until.wall().format("-%H:%M").to_string());
            format!(
                "{about}{}{}",
                given.at.wall().format(format),
                until.unwrap_or_default()
            )
        }
    };
    let kind = match &proposal.what {
        Proposed::Event(event) => event.kind.badge(),
        Proposed::ActionItem(_) => "TODO",
        Proposed::Field(field, _) => field.wire(),
    };
    let author = proposal
        .author
        .as_ref()
        .map_or(String::new(), |author| format!("@{author} "));
    format!(
        "{lines} {at} {kind} {author}{}",
        proposal.text().replace('\n', " / ")
    )
}

fn told(text: &str, options: &ImportOptions) -> Vec<String> {
    let import = import(text, Said::default(), options);
    import.proposals.iter().map(line_of).collect()
}

/// A document, and its proposals in one line each.
type Case = (&'static str, &'static [&'static str]);

/// Compares all cases before it fails.
fn check(cases: &[Case], options: &ImportOptions) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let told = told(text, options);
        if told != *expected {
            wrong.push_str(&format!(
                "\n{text}\n  is:\n    {}\n  not:\n    {}\n",
                told.join("\n    "),
                expected.join("\n    ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The skipped lines with their reasons.
fn skipped(text: &str, options: &ImportOptions) -> Vec<String> {
    let import = import(text, Said::default(), options);
    let lines = import.skipped.iter();
    lines
        .map(|skipped| format!("{} {}", skipped.line, skipped.why))
        .collect()
}

fn questions(text: &str, options: &ImportOptions) -> Vec<Question> {
    import(text, Said::default(), options).questions
}
