//! Whatever happens between the deeds of several writers, what the book says is there, and nothing else.
//!
//! What is simulated: two processes of one writer and one of another, on a disk that keeps only what was synced.
//! Processes are killed between two calls or within a write, the first of all while it makes the very first incident;
//! calls fail or fall short; power is cut, and what was not synced, names in folders too, is gone or torn; lines are
//! cut, flipped, doubled, doubled with one of the two flipped, and deleted. After each, everybody reads the journal,
//! and it is compared with a book of what was acknowledged: events, corrections, fields, steps that are undone and
//! redone as one, removed secrets, evidence, and the other incidents that were started meanwhile.
//!
//! A model is worth what it catches. Each of these was planted, found by it, and taken out again: the folders of a new
//! incident not synced; a changed line that counts before a sound copy; an undo that takes only the first of a step.

mod book;
mod disk;
mod harm;
mod state;
mod wish;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::domain::redaction::Target;
use book::{Book, Deed, Entry};
use disk::{Process, Trouble};
use harm::Harm;
use state::State;
use wish::{Act, Plan, Wish};

/// Two processes of one writer, and one of another.
const HANDS: [&str; 3] = ["ana", "ana", "bo"];

/// The next step of a plan.
#[derive(Clone, Debug)]
enum Step {
    Do {
        hand: usize,
        wish: Wish,
        trouble: Trouble,
    },
    Harm(Harm),
    PowerCut(u64),
    Restart(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let hand = || 0..HANDS.len();
    let deed = (hand(), wish::wishes(), disk::troubles());
    let step = prop_oneof![
        12 => deed.prop_map(|(hand, wish, trouble)| Step::Do { hand, wish, trouble }),
        3 => harm::harms().prop_map(Step::Harm),
        2 => any::<u64>().prop_map(Step::PowerCut),
        1 => hand().prop_map(Step::Restart),
    ];
    let several = prop_oneof![9 => step.prop_map(|step| vec![step]), 1 => pastes()];
    proptest::collection::vec(several, 0..20).prop_map(|steps| steps.concat())
}

/// A paste of several lines, taken back and brought back so often, by a hand that nothing happens to meanwhile: by
/// chance alone an undo would hardly ever come to it.
fn pastes() -> impl Strategy<Value = Vec<Step>> {
    let counts = (0..HANDS.len(), 2usize..4, 0usize..3, 0usize..3, 0usize..2);
    counts.prop_map(|(hand, parts, undos, redos, more)| {
        let parts = (0..parts).map(|part| Wish::Part { first: part == 0 });
        let taken = [Wish::Undo].repeat(undos).into_iter();
        let back = [Wish::Redo].repeat(redos).into_iter();
        let more = [Wish::Undo].repeat(more);
        let wishes = parts.chain(taken).chain(back).chain(more);
        let calm = |wish| Step::Do {
            hand,
            wish,
            trouble: Trouble::None,
        };
        wishes.map(calm).collect()
    })
}

/// A process that is killed at one of its first calls, while it makes the folders that lead to an incident.
fn beginnings() -> impl Strategy<Value = Option<usize>> {
    proptest::option::weighted(0.7, 0usize..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_acknowledged_is_there_and_nothing_else(killed in beginnings(), steps in steps()) {
        let mut world = World::new(killed);
        for step in steps {
            world.go_on(step)?;
        }
        world.check()?;
    }
}

/// Whoever comes after a process that was killed while it made the folders cannot rely on their names.
#[test]
fn an_incident_stays_whatever_was_killed_before_it_was_made() {
    for (killed, chance) in (0..24).flat_map(|killed| (0..4).map(move |chance| (killed, chance))) {
        let mut world = World::new(Some(killed));
        world.go_on(Step::PowerCut(chance)).unwrap();
    }
}

/// A running process that has the incident open.
struct Hand {
    scribe: Scribe,
    process: Process,
    /// The paste that it is at.
    step: crate::incidents::scribe::Step,
}

/// One incident, the processes that write it, and the book of what they did.
struct World {
    dir: TempDir,
    process: Process,
    path: IncidentPath,
    hands: [Option<Hand>; HANDS.len()],
    book: Book,
    /// The number in the newest id.
    minted: Arc<AtomicU64>,
    /// The number of wishes there were.
    wishes: u64,
    /// The other incidents that were started, by their titles.
    others: Vec<(PathBuf, String)>,
    /// Lines were damaged: a removed secret may have a copy that nobody knows for one.
    harmed: bool,
    /// Evidence of events that were being redacted: it goes before the words do, and a process may die in between.
    going: BTreeSet<String>,
}

/// The result of a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    Saved,
    Refused,
    Failed,
}

/// A machine whose ids are one more than the last one, whichever process asks.
fn machine(minted: &Arc<AtomicU64>) -> Arc<Machine> {
    let minted = Arc::clone(minted);
    let next = move || Uuid::from_u128(u128::from(minted.fetch_add(1, Ordering::Relaxed) + 1));
    Arc::new(Machine {
        ids: Box::new(next),
        ..Machine::fixed("2023-03-25T14:30:00Z".parse().unwrap(), Zone::Utc)
    })
}

impl World {
    /// `killed`: at which call a process was that wished to make the first incident.
    fn new(killed: Option<usize>) -> Self {
        let (dir, process, minted) = (tempfile::tempdir().unwrap(), Process::first(), Arc::default());
        if let Some(call) = killed {
            let doomed = process.another();
            doomed.meet(Trouble::Kill { call, part: 0 });
            let shelf = Shelf::new(dir.path(), Arc::new(doomed));
            let _ = Scribe::create(&shelf, opening(), author("ana"), machine(&minted), patience());
        }
        let shelf = Shelf::new(dir.path(), Arc::new(process.clone()));
        let made = Scribe::create(&shelf, opening(), author("ana"), machine(&minted), patience());
        let (scribe, receipt) = made.unwrap();
        let mut book = Book::default();
        book.add(Entry {
            id: receipt.id,
            lc: 1,
            writer: "ana",
            batch: None,
            deed: Deed::Open(opening().title),
            acknowledged: true,
            in_doubt: false,
        });
        Self {
            path: scribe.path().clone(),
            dir,
            process,
            hands: [const { None }; HANDS.len()],
            book,
            minted,
            wishes: 0,
            others: Vec::new(),
            harmed: false,
            going: BTreeSet::new(),
        }
    }

    fn shelf(&self, process: &Process) -> Shelf {
        Shelf::new(self.dir.path(), Arc::new(process.clone()))
    }

    /// A new process.
    fn open(&self, writer: &str) -> Hand {
        let process = self.process.another();
        let (shelf, path) = (self.shelf(&process), self.path.clone());
        let opened = Scribe::open(&shelf, path, author(writer), machine(&self.minted), patience());
        let scribe = opened.unwrap();
        Hand {
            scribe,
            process,
            step: crate::incidents::scribe::Step::default(),
        }
    }

    fn go_on(&mut self, step: Step) -> TestCaseResult {
        let hand = match step {
            Step::Do {
                hand,
                wish,
                trouble: Trouble::None,
            } => {
                self.carry_out(hand, wish, Trouble::None)?;
                return self.check();
            }
            Step::Do { hand, wish, trouble } => {
                self.carry_out(hand, wish, trouble)?;
                hand
            }
            Step::Harm(harm) => self.suffer(harm)?,
            Step::PowerCut(chance) => {
                self.hands = [const { None }; HANDS.len()];
                self.cut_power(chance);
                0
            }
            Step::Restart(hand) => {
                self.hands[hand] = None;
                hand
            }
        };
        self.check()?;
        // Whatever went wrong: the next record is saved.
        self.carry_out(hand, Wish::Note, Trouble::None)
    }

    /// Does what is wished while there is trouble, and writes down what came of it.
    fn carry_out(&mut self, hand: usize, wish: Wish, trouble: Trouble) -> TestCaseResult {
        let (writer, trouble) = (HANDS[hand], wish.bearable(trouble));
        self.wishes += 1;
        let Some(plan) = wish.plan(&self.book, writer, self.wishes) else {
            return Ok(());
        };
        let mut opened = self.hands[hand].take().unwrap_or_else(|| self.open(writer));
        let before = self.minted.load(Ordering::Relaxed);
        let seen = if trouble.blinds() {
            0
        } else {
            self.book.highest_lc()
        };
        opened.process.meet(trouble);
        let batch = match plan.act {
            Act::Part(_, false) => opened.step.first,
            Act::Part(_, true) | Act::Record(_) | Act::Attach(..) | Act::Redact(_) | Act::Open(_) => None,
        };
        let outcome = match (self.act(&mut opened, &plan), trouble) {
            // Who was killed while reading says nothing.
            (Outcome::Refused, Trouble::Kill { .. }) => Outcome::Failed,
            (outcome, _) => outcome,
        };
        opened.process.meet(Trouble::None);
        if !matches!(trouble, Trouble::Kill { .. }) {
            self.hands[hand] = Some(opened);
        }
        let failed = outcome == Outcome::Failed;
        prop_assert!(!failed || !matches!(trouble, Trouble::None), "why? {plan:?}");
        prop_assert!(
            failed || (outcome == Outcome::Saved) == plan.deed.is_some(),
            "{outcome:?}: {plan:?}"
        );
        match plan.deed {
            None | Some(Deed::Open(_)) => Ok(()),
            Some(Deed::Redacted) => self.write_down_redaction(writer, &plan.act, outcome),
            Some(deed) => {
                let minted = before..self.minted.load(Ordering::Relaxed);
                let lc = self.write_down(minted, writer, (deed, batch), outcome)?;
                prop_assert!(lc.is_none_or(|lc| lc > seen), "{lc:?} is not above {seen}");
                Ok(())
            }
        }
    }

    fn act(&mut self, hand: &mut Hand, plan: &Plan) -> Outcome {
        let outcome = |result: Result<Receipt, RecordError>| match result {
            Ok(_) => Outcome::Saved,
            Err(RecordError::Refused(_)) => Outcome::Refused,
            Err(RecordError::Journal(_) | RecordError::TooLong(_)) => Outcome::Failed,
        };
        match plan.act.clone() {
            Act::Record(command) => outcome(hand.scribe.record(command)),
            Act::Part(command, first) => {
                if first {
                    hand.step = crate::incidents::scribe::Step::default();
                }
                outcome(hand.scribe.record_in(&mut hand.step, command))
            }
            Act::Attach(new, piece) => outcome(hand.scribe.record_with(new, &[piece])),
            Act::Redact(event) => match hand.scribe.redact(&Target::Event(event), &[]) {
                Ok(redacted) if redacted.failed.is_empty() => Outcome::Saved,
                Ok(_) => Outcome::Failed,
                Err(RedactError::Refused(_)) => Outcome::Refused,
                Err(RedactError::Busy(_) | RedactError::Journal(_)) => Outcome::Failed,
            },
            Act::Open(title) => {
                let new = NewIncident {
                    title: title.clone(),
                    ..opening()
                };
                let (shelf, author) = (self.shelf(&hand.process), hand.scribe.author().clone());
                let made = Scribe::create(&shelf, new, author, machine(&self.minted), patience());
                outcome(made.map(|(scribe, receipt)| {
                    self.others.push((scribe.path().folder().to_owned(), title));
                    receipt
                }))
            }
        }
    }

    /// Checks that acknowledged records are there, and others either complete or not at all. Its Lamport counter, where
    /// it is there.
    fn write_down(
        &mut self,
        minted: std::ops::Range<u64>,
        writer: &'static str,
        (deed, batch): (Deed, Option<RecordId>),
        outcome: Outcome,
    ) -> Result<Option<u64>, TestCaseError> {
        let newest = RecordId::new(Uuid::from_u128(u128::from(minted.end)));
        let record = (!minted.is_empty()).then(|| self.record(newest)).flatten();
        let acknowledged = outcome == Outcome::Saved;
        prop_assert!(
            record.is_some() || !acknowledged,
            "acknowledged and not there: {deed:?}"
        );
        let Some(record) = record else {
            return Ok(None);
        };
        prop_assert_eq!((&Deed::from(&record.op), record.batch), (&deed, batch));
        self.book.add(Entry {
            id: record.id,
            lc: record.lc,
            writer,
            batch,
            deed,
            acknowledged,
            in_doubt: false,
        });
        Ok(Some(record.lc))
    }

    fn write_down_redaction(&mut self, writer: &str, act: &Act, outcome: Outcome) -> TestCaseResult {
        let Act::Redact(event) = *act else {
            unreachable!("only that removes words");
        };
        let saved = outcome == Outcome::Saved;
        if outcome == Outcome::Failed {
            let events = self.book.state().events.into_iter();
            let going = events.filter(|state| state.id == event);
            self.going.extend(going.flat_map(|state| state.evidence));
        }
        let written = self.written_by(writer);
        let there = self.records();
        let mut left = Vec::new();
        self.book.revise(|entry| {
            let now = there.get(&entry.id);
            let removed = now.is_some_and(|record| matches!(record.op, Op::Redacted { .. }));
            let reason = entry.is_reason() && removed;
            if entry.writer == writer && (entry.holds_words_of(event) || reason) {
                let now = now.map(|record| Deed::from(&record.op));
                left.extend(
                    entry
                        .words()
                        .filter(|_| removed)
                        .filter(|words| written.contains(*words))
                        .map(str::to_owned),
                );
                entry.in_doubt = removed && !saved;
                entry.deed = now
                    .filter(|_| removed || saved)
                    .unwrap_or_else(|| entry.deed.clone());
            }
            true
        });
        prop_assert!(
            !saved || !self.book.holds_words(event, writer),
            "removed and still there"
        );
        prop_assert!(
            !saved || self.harmed || left.is_empty(),
            "a copy is left of {left:?}"
        );
        Ok(())
    }

    /// Everybody reads what the book says.
    fn check(&self) -> TestCaseResult {
        let expected = self.book.state();
        let fresh = self.open(if self.wishes.is_multiple_of(2) {
            "ana"
        } else {
            "bo"
        });
        for hand in self.hands.iter().flatten().chain([&fresh]) {
            hand.scribe.catch_up().unwrap();
            prop_assert_eq!(&State::from(&*hand.scribe.incident()), &expected);
        }
        let named: Vec<&String> = expected.events.iter().flat_map(|event| &event.evidence).collect();
        for (bytes, name) in (0..wish::PIECES).map(wish::evidence) {
            let folders = evidence::folders(&self.process, &self.path).into_iter();
            let kept = folders
                .filter_map(|folder| fs::read(folder.join(&name)).ok())
                .any(|kept| kept == bytes);
            let wanted = named.contains(&&name) && !self.going.contains(&name);
            prop_assert!(!wanted || kept, "evidence {name} is gone");
        }
        let listing = self.shelf(&self.process).list().unwrap();
        for (folder, title) in &self.others {
            let path = listing.incidents.iter().find(|path| path.folder() == *folder);
            let reading = path.map(|path| self.shelf(&self.process).read(path, "ana").unwrap());
            let reads = reading.map(|reading| reading.incident.title().to_owned());
            prop_assert_eq!(reads.as_ref(), Some(title));
        }
        Ok(())
    }
}
