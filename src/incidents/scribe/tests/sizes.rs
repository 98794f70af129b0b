//! Texts and records that are long: they become evidence, or are refused.

use super::*;
use crate::domain::secrets::{Rule, Rules};

#[test]
fn a_record_too_long_to_be_read_is_not_written() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let Command::Record(event) = note(&"\u{1}".repeat(60 * 1024)) else {
        unreachable!();
    };
    let typed = Some("\u{1}".repeat(200 * 1024));
    let saved = scribe.record(Command::Record(NewEvent { typed, ..event }));
    let too_long = matches!(saved, Err(RecordError::TooLong(_)));
    assert!(too_long || texts(&desk.scribe("ana")).len() == 1);
    scribe.record(note("after")).unwrap();
    assert!(texts(&scribe).contains(&"after".to_owned()));
}

#[test]
fn a_long_text_becomes_evidence_complete() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let long = format!("first line\n{}", "é\n".repeat(MAX_INLINE));
    let Command::Record(event) = note(&long) else {
        unreachable!();
    };
    let typed = Some(format!("i: {long}"));
    let receipt = scribe
        .record(Command::Record(NewEvent { typed, ..event }))
        .unwrap();
    let again = desk.scribe("bo");
    let incident = again.incident();
    let body = incident.event(receipt.id).unwrap().body();
    let shown = format!("first line\n{}…", "é\n".repeat(7).trim_end());
    assert_eq!(body.text, shown);
    assert_eq!(body.typed.as_deref(), Some(&*format!("i: {shown}")));
    let notice = receipt.notice.unwrap();
    assert!(notice.contains(&format!("{} bytes", long.len())), "{notice}");
    assert!(notice.contains("kept whole as evidence (text.txt)"), "{notice}");
    let [piece] = &body.evidence[..] else {
        panic!("{:?}", body.evidence)
    };
    assert_eq!(piece.name.as_deref(), Some("text.txt"));
    assert_eq!(
        evidence::read(&desk.disk, &desk.path, piece).unwrap(),
        long.as_bytes()
    );
    let short = "x".repeat(MAX_INLINE);
    assert_eq!(scribe.record(note(&short)).unwrap().notice, None);
    assert_eq!(texts(&scribe).last(), Some(&short));
}

#[test]
fn an_event_is_not_recorded_without_its_evidence() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let Command::Record(event) = note("with output") else {
        unreachable!();
    };
    let pieces = [Piece::of(Some("out.log".to_owned()), b"output")];
    let before = texts(&scribe);
    for op in [DiskOp::Write, DiskOp::Sync, DiskOp::Rename] {
        desk.disk.plan(op, 0, 1, Fault::Os(28));
        let refused = scribe.record_with(event.clone(), &pieces);
        assert!(matches!(&refused, Err(RecordError::Journal(error)) if error.not_saved()));
        assert_eq!(texts(&scribe), before);
    }
    let empty = NewEvent {
        text: " ".to_owned(),
        ..event.clone()
    };
    assert!(matches!(
        scribe.record_with(empty, &pieces),
        Err(RecordError::Refused(_))
    ));
    assert_eq!(fs::read_dir(desk.path.evidence()).unwrap().count(), 0);
    let receipt = scribe.record_with(event, &pieces).unwrap();
    let incident = scribe.incident();
    let body = incident.event(receipt.id).unwrap().body();
    assert_eq!(body.evidence[0].name.as_deref(), Some("out.log"));
    assert_eq!(
        evidence::read(&desk.disk, &desk.path, &body.evidence[0]).unwrap(),
        b"output"
    );
}

#[test]
fn what_readers_would_pass_over_is_refused() {
    let desk = Desk::new();
    let scribe = desk.scribe("ana");
    let tags: String = (0..201).map(|n| format!("#t{n} ")).collect();
    for (scribe, text) in [(&scribe, tags.as_str()), (&desk.scribe(&"a".repeat(201)), "x")] {
        assert!(matches!(
            scribe.record(note(text)),
            Err(RecordError::Refused(Refusal::TooMuch(_)))
        ));
    }
    // A longer text becomes evidence, and of its first lines not as many are left.
    let pasted: String = (0..900).map(|n| format!("@a{n} ")).collect();
    assert!(scribe.record(note(&pasted)).is_ok());
    assert_eq!(desk.texts().len(), 1);
}

#[test]
fn secrets_in_evidence_are_masked_unless_they_are_kept_on_purpose() {
    let desk = Desk::new();
    let stored = |scribe: Scribe, text: &str| {
        let Command::Record(event) = note(text) else {
            unreachable!();
        };
        let pieces = [Piece::of(
            Some("out.log".to_owned()),
            b"password=hunter2 for badge 1234",
        )];
        let receipt = scribe.record_with(event, &pieces).unwrap();
        let incident = scribe.incident();
        let evidence = &incident.event(receipt.id).unwrap().first().evidence;
        let folder = desk.path.evidence();
        let read = evidence
            .iter()
            .map(|piece| String::from_utf8(fs::read(folder.join(&piece.sha256)).unwrap()).unwrap());
        (read.collect::<Vec<_>>(), receipt.notice.unwrap_or_default())
    };
    let (read, notice) = stored(desk.scribe("ana"), "see");
    assert_eq!(read, ["password=[masked: secret value] for badge 1234"]);
    assert_eq!(notice, "1 secret in the evidence was masked");
    let own = Rules::with(vec![Rule::of_user("badge", r"badge (\d+)").unwrap()]);
    let (read, notice) = stored(desk.scribe("ana").masking(Some(own)), "see");
    assert_eq!(
        read,
        ["password=[masked: secret value] for badge [masked: badge]"]
    );
    assert_eq!(notice, "2 secrets in the evidence were masked");
    let (read, notice) = stored(desk.scribe("ana").masking(None), "see");
    assert_eq!(
        (read[0].as_str(), notice.as_str()),
        ("password=hunter2 for badge 1234", "")
    );
    let scribe = desk.scribe("ana");
    let Command::Record(event) = note("see") else {
        unreachable!();
    };
    let mut step = Step::keeping_secrets(true);
    let pieces = [Piece::of(None, b"password=hunter3")];
    let receipt = scribe.record_with_in(&mut step, event, &pieces).unwrap();
    assert_eq!(receipt.notice, None);
    let incident = scribe.incident();
    let piece = &incident.event(receipt.id).unwrap().first().evidence[0];
    let kept = fs::read(desk.path.evidence().join(&piece.sha256)).unwrap();
    assert_eq!(kept, b"password=hunter3");
    let long = format!("token=abcd1234efgh {}", "x".repeat(MAX_INLINE));
    let (read, notice) = stored(desk.scribe("ana"), &long);
    assert!(
        read.iter()
            .all(|text| !text.contains("abcd1234") && !text.contains("hunter2")),
        "{read:?}"
    );
    assert!(notice.contains("the text has"), "{notice}");
    assert!(desk.texts().iter().all(|text| !text.contains("abcd1234")));
}
