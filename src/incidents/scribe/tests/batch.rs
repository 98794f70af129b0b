//! Many records as one append: as if each were recorded alone, but for the number of syncs.

use super::*;
use crate::domain::record::{FieldChange, FieldName};

/// The place of each command, and true where it was recorded, in the order in which it was told.
type Told = Vec<(usize, bool)>;

fn record_all(
    scribe: &Scribe,
    step: &mut Step,
    commands: impl IntoIterator<Item = Command>,
) -> (Told, Result<(), RecordError>) {
    let mut told = Vec::new();
    let commands = commands.into_iter().map(|command| (command, Vec::new()));
    let saved = scribe.record_all_in(step, commands, &mut |nth, outcome| {
        told.push((nth, outcome.is_ok()));
    });
    (told, saved)
}

fn of_kind(kind: Kind, text: &str) -> Command {
    match note(text) {
        Command::Record(new) => Command::Record(NewEvent { kind, ..new }),
        other => other,
    }
}

fn entry(text: &str) -> Command {
    let change = FieldChange::Add(text.to_owned());
    Command::SetField {
        field: FieldName::Factors,
        change,
    }
}

/// Commands that mean something else, or are refused, by what stands before them.
fn in_each_others_light() -> Vec<Command> {
    vec![
        of_kind(Kind::Hypothesis, "the cache"),
        note(" "),
        of_kind(Kind::RuledOut, "not the cache"),
        entry("a full disk"),
        entry("a full disk"),
        note("one"),
    ]
}

#[test]
fn a_thousand_records_are_one_write_one_sync_and_one_undo() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    scribe.record(note("before")).unwrap();
    desk.disk.take_log();
    let notes = (0..1000).map(|nth| note(&format!("{nth}")));
    let (told, saved) = record_all(&scribe, &mut Step::default(), notes);
    saved.unwrap();
    let log = desk.disk.take_log();
    let count = |op: DiskOp| log.iter().filter(|done| **done == op).count();
    assert_eq!((count(DiskOp::Write), count(DiskOp::Sync)), (1, 1));
    assert_eq!(told, (0..1000).map(|nth| (nth, true)).collect::<Told>());
    assert_eq!(texts(&scribe).len(), 1001);
    assert_eq!(texts(&scribe), desk.texts());
    assert_eq!((scribe.damage(), scribe.notes()), (vec![], vec![]));
    scribe.record(Command::Undo).unwrap();
    assert_eq!(scribe.incident().timeline().len(), 1);
}

#[test]
fn together_they_come_to_the_same_as_one_by_one() {
    let (together, alone) = (Desk::new(), Desk::new());
    let scribe = together.scribe("ana");
    let (told, saved) = record_all(&scribe, &mut Step::default(), in_each_others_light());
    saved.unwrap();
    let other = alone.scribe("ana");
    let mut step = Step::default();
    let one_by_one: Vec<bool> = in_each_others_light()
        .into_iter()
        .map(|command| other.record_in(&mut step, command).is_ok())
        .collect();
    let mut told = told;
    told.sort_unstable();
    assert_eq!(
        told.into_iter().map(|(_, saved)| saved).collect::<Vec<_>>(),
        one_by_one
    );
    assert_eq!(one_by_one, [true, false, true, true, false, true]);
    let ends = |scribe: &Scribe| -> Vec<bool> {
        let incident = scribe.incident();
        incident
            .events()
            .iter()
            .map(|event| event.body().ends.is_some())
            .collect()
    };
    assert_eq!((texts(&scribe), ends(&scribe)), (texts(&other), ends(&other)));
    assert_eq!(ends(&scribe), [false, true, false]);
}

#[test]
fn more_than_an_append_holds_is_several() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let text = "x".repeat(MAX_INLINE);
    desk.disk.take_log();
    let (told, saved) = record_all(&scribe, &mut Step::default(), (0..600).map(|_| note(&text)));
    saved.unwrap();
    let log = desk.disk.take_log();
    let writes = log.iter().filter(|done| **done == DiskOp::Write).count();
    assert!((3..=4).contains(&writes), "{writes}");
    assert_eq!((told.len(), desk.texts().len()), (600, 600));
    assert_eq!(desk.scribe("ana").damage(), []);
}

#[test]
fn a_disk_that_is_full_in_the_midst_says_what_it_holds_and_loses_nothing_of_it() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let text = "x".repeat(MAX_INLINE);
    let all = || (0..600).map(|nth| note(&format!("{nth} {}", &text[..MAX_INLINE - 8])));
    // The second append comes to an end within a line.
    desk.disk.plan(DiskOp::Write, 1, 2, Fault::Short(10_000));
    let mut step = Step::default();
    let (told, saved) = record_all(&scribe, &mut step, all());
    let failed = saved.unwrap_err();
    assert!(matches!(failed, RecordError::Journal(_)), "{failed}");
    desk.disk.repair();
    let again = desk.scribe("ana");
    // Those that were told are there, and the complete lines behind them.
    assert!(told.len() > 200 && texts(&again).len() > told.len());
    assert_eq!(again.damage().len(), 1, "the torn line");
    let rest = all().skip(texts(&again).len());
    record_all(&again, &mut step, rest).1.unwrap();
    let numbers: Vec<String> = texts(&again)
        .iter()
        .map(|text| text.split(' ').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(numbers, (0..600).map(|nth| nth.to_string()).collect::<Vec<_>>());
    again.record(Command::Undo).unwrap();
    assert_eq!(again.incident().timeline().len(), 0, "one step of undo");
}

#[test]
fn after_a_failed_sync_all_of_them_stand_in_the_next_segment_and_count_once() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    desk.disk.plan(DiskOp::Sync, 0, 1, Fault::DoneButError(EIO));
    let notes = (0..10).map(|nth| note(&format!("{nth}")));
    let (told, saved) = record_all(&scribe, &mut Step::default(), notes);
    saved.unwrap();
    assert_eq!((told.len(), texts(&scribe).len()), (10, 10));
    let segment = fs::read_to_string(desk.path.journal().join("ana.2.jsonl")).unwrap();
    assert_eq!(segment.lines().count(), 10);
    assert_eq!(texts(&scribe), desk.texts());
    assert_eq!(scribe.damage(), []);
}
