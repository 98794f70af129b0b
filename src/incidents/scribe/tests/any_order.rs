//! Whatever happens to a journal and in whatever order, it is replayed.

use proptest::prelude::*;

use super::*;

/// An event that may happen to a journal between two records.
#[derive(Clone, Debug)]
enum Event {
    Record,
    Fail(u8, u8),
    Tear(usize),
    Junk(Vec<u8>),
    Restart,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        4 => Just(Event::Record),
        3 => (0u8..7, 0u8..4).prop_map(|(op, skip)| Event::Fail(op, skip)),
        1 => (1usize..60).prop_map(Event::Tear),
        1 => proptest::collection::vec(any::<u8>(), 0..80).prop_map(Event::Junk),
        1 => Just(Event::Restart),
    ];
    proptest::collection::vec(event, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_happens_the_journal_replays(events in events()) {
        const OPS: [DiskOp; 7] = [
            DiskOp::Open, DiskOp::Read, DiskOp::Write, DiskOp::Sync, DiskOp::Lock, DiskOp::List, DiskOp::SyncFolder,
        ];
        let desk = Desk::new();
        let segment = desk.path.journal().join("ana.jsonl");
        let mut scribe = desk.scribe("ana");
        let mut saved = Vec::new();
        for (n, event) in events.into_iter().enumerate() {
            let text = format!("event {n}.");
            match event {
                Event::Record => {
                    scribe.record(note(&text)).unwrap();
                    saved.push(text);
                }
                Event::Fail(op, skip) => {
                    desk.disk.plan(OPS[usize::from(op)], usize::from(skip), 1, Fault::Os(EIO));
                    saved.extend(scribe.record(note(&text)).is_ok().then_some(text));
                    desk.disk.repair();
                }
                // The beginning of a record that a killed process left.
                Event::Tear(length) => append(&segment, &br#"{"v":1,"id":"018f3c6e-5b2a-7c11-9d40-0a1b2c3d4e5f","seq""#[..length.min(50)]),
                Event::Junk(bytes) => append(&segment, &bytes),
                Event::Restart => scribe = desk.scribe("ana"),
            }
        }
        scribe.catch_up().unwrap();
        for scribe in [scribe, desk.scribe("ana")] {
            let texts = texts(&scribe);
            for text in &saved {
                prop_assert_eq!(texts.iter().filter(|known| *known == text).count(), 1, "{}: {:?}", text, texts);
            }
        }
    }
}
