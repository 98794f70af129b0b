//! Lines, keys and fields that count as recorded already, and those that do not.

use super::*;
use crate::domain::command::{Command, When};
use crate::domain::kind::Kind;
use crate::domain::record::{FieldChange, FieldName, Timing};
use crate::domain::sample::Sample;
use crate::domain::time::typed::TimeGiven;
use crate::domain::time::{Moment, Precision};

fn event(origin: Origin, time: &str, raw: &str) -> Proposal {
    let time = match Moment::parse(time) {
        Some(at) => EntryTime::Given(TimeGiven {
            at,
            until: None,
            approximate: false,
            precision: Precision::Minute,
        }),
        None => EntryTime::Now,
    };
    let mut proposal = Proposal::event(1, Kind::Note, time, raw);
    proposal.origin = Some(origin);
    proposal
}

/// A line of `notes.md`, at this clock time of a day, or without a time.
fn line(number: usize, day: &str, clock: &str, raw: &str) -> Proposal {
    let file = "notes.md".into();
    let origin = Origin::Line { file, line: number };
    event(origin, &format!("{day}T{clock}:00Z"), raw)
}

fn keyed(source: &'static str, key: &str, raw: &str) -> Proposal {
    let key = key.to_owned();
    event(Origin::Key { source, key }, "2023-03-25T09:30:00Z", raw)
}

fn field(name: FieldName, value: &str) -> Proposal {
    let change = match name.row().list {
        true => FieldChange::Add(value.to_owned()),
        false => FieldChange::Value(value.to_owned()),
    };
    Proposal::new(1, Proposed::Field(name, change), value)
}

fn import(proposals: Vec<Proposal>) -> Import {
    Import {
        proposals,
        ..Import::default()
    }
}

fn holding(proposals: Vec<Proposal>) -> Sample {
    let mut sample = Sample::new("UTC", "2023-03-25T14:00:00Z");
    for proposal in proposals {
        let command = proposal.command(When::Given(Timing::default()));
        sample.command(command).unwrap();
    }
    sample
}

fn standings(sample: &Sample, proposals: Vec<Proposal>) -> Vec<Standing> {
    Known::of(&sample.incident).in_import(&import(proposals))
}

#[test]
fn the_same_words_at_another_time_are_of_another_file_of_that_name() {
    let day = |day: &str| {
        vec![
            line(1, day, "09:30", "09:30 restart"),
            line(2, day, "09:40", "09:40 up"),
        ]
    };
    let sample = holding(day("2023-03-25"));
    let (new, recorded) = (Standing::New, Standing::Recorded);
    assert_eq!(
        standings(&sample, day("2023-03-25")),
        [recorded.clone(), recorded.clone()]
    );
    assert_eq!(standings(&sample, day("2023-03-26")), [new.clone(), new.clone()]);
    // A time corrected by hand: the other lines show that it is the same file.
    let mut corrected = day("2023-03-25");
    corrected[0] = line(1, "2023-03-25", "09:31", "09:30 restart");
    let sample = holding(corrected);
    assert_eq!(
        standings(&sample, day("2023-03-25")),
        [recorded.clone(), recorded.clone()]
    );
    // Without a time in one of them the words decide.
    let sample = holding(vec![line(1, "", "", "restart")]);
    assert_eq!(
        standings(
            &sample,
            vec![
                line(4, "2023-03-25", "09:30", "restart"),
                line(5, "", "", "restart"),
            ]
        ),
        [recorded, new]
    );
}

#[test]
fn a_message_is_the_same_whatever_its_channel_is_called() {
    let sample = holding(vec![
        keyed("slack", "general/1679736600.000100", "down"),
        keyed("slack", "general/1679736700.000100", "up"),
        keyed("git", "app@v1/aaaaaaa", "tag v1"),
    ]);
    assert_eq!(
        standings(
            &sample,
            vec![
                keyed("slack", "channel/1679736600.000100", "down"),
                keyed("slack", "other/1679736600.000100", "lunch"),
                keyed("slack", "general/1679736700.000100", "up again"),
                keyed("git", "app@v1/bbbbbbb", "tag v1"),
                keyed("git", "app@v1/bbbbbbb", "tag v1"),
            ]
        ),
        [
            Standing::Recorded,
            Standing::New,
            Standing::Changed,
            Standing::New,
            Standing::Recorded,
        ]
    );
}

#[test]
fn another_value_of_a_field_is_no_record_of_it() {
    let mut sample = holding(vec![field(FieldName::Links, "https://a")]);
    for (field, value) in [(FieldName::Severity, "1"), (FieldName::Cause, "mine")] {
        let change = FieldChange::Value(value.to_owned());
        sample.command(Command::SetField { field, change }).unwrap();
    }
    let mut import = import(vec![
        field(FieldName::Severity, "SEV1"),
        field(FieldName::Severity, "2"),
        field(FieldName::Cause, "theirs"),
        field(FieldName::Summary, "of the first file"),
        field(FieldName::Summary, "of the second"),
        field(FieldName::Links, "https://a"),
        field(FieldName::Links, "https://b"),
    ]);
    let standings = Known::of(&sample.incident).in_import(&import);
    let differs = |own: &str| Standing::Differs(own.to_owned());
    assert_eq!(
        standings,
        [
            Standing::Recorded,
            differs("1"),
            differs("mine"),
            Standing::New,
            differs("of the first file"),
            Standing::Recorded,
            Standing::New,
        ]
    );
    remark_on(&mut import, &standings);
    remark_on(&mut import, &standings);
    assert_eq!(
        import.proposals[2].remarks,
        [Remark::OtherValue("mine".to_owned())]
    );
    let chosen: Vec<_> = import.proposals.iter().map(|row| row.is_chosen).collect();
    assert_eq!(chosen, [true, false, false, true, false, true, true]);
}
