//! A hundred thousand keys by chance, from a fixed seed: nothing panics, and nothing that was typed is lost.
//!
//! Walks over every key of the table, so that new screens are walked over too. What is typed are letters of which
//! each is typed once: wherever it went, it must be found again, on the screen's side or among the records.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::{self, Debug, Write as _};
use std::sync::Arc;

use chrono::TimeDelta;
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use uuid::Uuid;

use super::super::draw;
use crate::app::autosave::{KeptLine, Unsent};
use crate::app::field::Edit;
use crate::app::input::{Input, Key};
use crate::app::keymap::{Action, Context, all_rows, rows_of};
use crate::app::model::{Desk, Drafting, Effect, Excerpt, Model, Msg, Write};
use crate::app::screen::incidents::{ListedIncident, Liveness};
use crate::app::update::update;
use crate::domain::command::{Command, When};
use crate::domain::decide::{Refusal, decide, decide_opening};
use crate::domain::harmless::tests::is_harmless;
use crate::domain::id::{IncidentId, RecordId};
use crate::domain::incident::{Incident, Status};
use crate::domain::record::{EvidenceRef, FieldChange, FieldName, FieldRow, Op, Record, Timing};
use crate::domain::time::{Now, Zone};
use crate::incidents::catalog::agenda;
use crate::incidents::scribe::Step;
use crate::tui::autosave::desks;
use crate::tui::theme::Theme;

/// The letters that are typed once each.
const LETTERS: std::ops::Range<char> = '\u{4e00}'..'\u{9fff}';

/// Texts typed besides letters: what the grammar knows, and what no terminal should get.
const WORDS: &[&str] = &[
    "d: ",
    "h: ",
    "x: ",
    "09:30 ",
    "-10m ",
    "todo: ",
    "@bo ",
    "#tag ",
    "/",
    "/inc",
    "\\",
    " ",
    "~",
    "c: ",
    "m: ",
    "due 2026-12-01",
    "\u{202e}",
    "\u{1b}[2J",
    "\u{9b}31m",
    "e\u{301}",
    "👩\u{200d}🚒",
    "5",
    "?",
    "q",
    "<script>",
];

/// So often somebody begins anew, and does so much until then.
const EPISODES: u8 = 240;
const KEYS: usize = 300;

/// The number of the last messages that are told where something is lost.
const TRACED: usize = 12;

/// The reason why the disk does not take something, with its path.
const FULL: &str = "the disk is full: /home/\u{1b}[2J\u{202e}";

const WRITER: &str = "ana-laptop-7k3q";

/// Somebody at the keyboard, several incidents, and a disk that fails now and then and takes its time.
struct World {
    chance: TestRng,
    /// True if keys that remove text are pressed too; then nothing can be said of what is left.
    erases: bool,
    model: Model,
    incidents: Vec<Incident>,
    current: Option<usize>,
    /// Effects on their way to the disk, each with its incident.
    writing: VecDeque<(Effect, Option<usize>)>,
    /// The lines that the state folder holds for incidents that were not opened yet.
    kept: BTreeMap<Desk, KeptLine>,
    records: u64,
    /// The first record of the step that the next ones are a part of.
    batch: Option<RecordId>,
    letters: u32,
    /// Letters that must be somewhere.
    typed: BTreeSet<char>,
    /// The last messages.
    trace: VecDeque<String>,
    /// Texts that mean something to a terminal.
    hostile: Vec<String>,
    /// The contexts in which the screen was drawn.
    drawn: BTreeSet<Context>,
}

/// Gathers the letters of whatever is written to it.
struct Letters<'a>(&'a mut BTreeSet<char>);

impl fmt::Write for Letters<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend(text.chars().filter(|c| LETTERS.contains(c)));
        Ok(())
    }
}

fn letters_of(thing: &impl Debug) -> BTreeSet<char> {
    let mut letters = BTreeSet::new();
    write!(Letters(&mut letters), "{thing:?}").unwrap();
    letters
}

/// Says whether what is written there is only looked for, and nobody's words.
fn searches(context: Context) -> bool {
    matches!(
        context,
        Context::Palette | Context::Find | Context::Search | Context::Filter
    )
}

fn removes_text(action: &Action) -> bool {
    let Action::Edit(edit) = action else { return false };
    match edit {
        Edit::Backspace | Edit::Delete | Edit::Undo | Edit::KillToEnd | Edit::KillToStart => true,
        Edit::KillSpacedWordBack | Edit::KillWordBack | Edit::KillWordForward => true,
        Edit::Insert(_) | Edit::Yank | Edit::Transpose | Edit::Left | Edit::Right | Edit::WordLeft => false,
        Edit::WordRight | Edit::Home | Edit::End | Edit::Up | Edit::Down => false,
    }
}

/// Every key of the table, but for those that remove text where that is not wanted.
fn keys(erases: bool) -> Vec<Key> {
    let removing = all_rows().filter(|(_, row)| removes_text(&row.action));
    let removing: Vec<Key> = removing.flat_map(|(_, row)| row.keys).copied().collect();
    let all = all_rows().flat_map(|(_, row)| row.keys).copied();
    all.filter(|key| erases || !removing.contains(key)).collect()
}

impl World {
    fn new(seed: u8, erases: bool) -> Self {
        let now = Now {
            instant: "2023-03-25T16:44:00Z".parse().unwrap(),
            local: Zone::parse("-05:00", Zone::Utc).unwrap(),
        };
        World {
            chance: TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]),
            erases,
            model: Model::new(now, (80, 24)),
            incidents: Vec::new(),
            current: None,
            writing: VecDeque::new(),
            kept: BTreeMap::new(),
            records: 0,
            batch: None,
            letters: 0,
            typed: BTreeSet::new(),
            trace: VecDeque::new(),
            hostile: hostile(),
            drawn: BTreeSet::new(),
        }
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.chance.next_u64() % limit as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn letter(&mut self) -> char {
        self.letters += 1;
        char::from_u32(u32::from(LETTERS.start) + self.letters).unwrap()
    }

    fn send(&mut self, msg: Msg) {
        self.trace
            .push_back(format!("{:?}: {msg:?}", self.model.context()));
        self.trace.drain(..self.trace.len().saturating_sub(TRACED));
        let incident = self.current.map(|at| &self.incidents[at]);
        let effects = update(&mut self.model, incident, msg);
        for effect in effects {
            self.perform(effect);
        }
    }

    /// One thing that can happen to it.
    fn step(&mut self, keys: &[Key]) {
        match self.below(20) {
            0 => self.resize(),
            1 => self.work(),
            2 => {
                let passed = self.below(90) as i64;
                self.model.now.instant += TimeDelta::seconds(passed);
                let now = self.model.now;
                self.send(Msg::Tick(now));
            }
            3..7 if self.model.context().writes() || self.below(4) == 0 => self.type_text(),
            7 if self.below(4) == 0 => self.paste(),
            _ => {
                let key = self.key(keys);
                self.send(Msg::Input(Input::Key(key)));
            }
        }
    }

    /// Any key; more often one that means something where the keyboard is, or that leads elsewhere: so every screen
    /// is found, and gone through.
    fn key(&mut self, keys: &[Key]) -> Key {
        let context = match self.below(8) {
            0 | 1 => Context::Everywhere,
            2..6 => self.model.context(),
            _ => return self.pick(keys),
        };
        let own: Vec<Key> = rows_of(context).flat_map(|row| row.keys).copied().collect();
        let own: Vec<Key> = own.into_iter().filter(|key| keys.contains(key)).collect();
        if own.is_empty() {
            self.pick(keys)
        } else {
            self.pick(&own)
        }
    }

    fn resize(&mut self) {
        let (cols, rows) = self.pick(&[
            (80, 24),
            (120, 40),
            (40, 10),
            (1, 1),
            (200, 5),
            (12, 60),
            (80, 24),
        ]);
        self.send(Msg::Input(Input::Resize { cols, rows }));
    }

    fn type_text(&mut self) {
        let mut text = String::new();
        for _ in 0..=self.below(3) {
            if self.below(3) == 0 {
                text += self.pick(WORDS);
            }
            text.push(self.letter());
        }
        self.input(Input::Text(text));
    }

    fn paste(&mut self) {
        let mut text = String::new();
        for _ in 0..=self.below(4) {
            text += self.pick(WORDS);
            text.push(self.letter());
            text += self.pick(&["\n", "\n\n", " ", ""]);
        }
        if self.erases && self.below(2) == 0 {
            let which = self.below(self.hostile.len());
            text.clone_from(&self.hostile[which]);
        }
        self.input(Input::Paste(text));
    }

    /// Types, and remembers the letters that were taken as somebody's words.
    fn input(&mut self, input: Input) {
        let before = self.model.context();
        let given = letters_of(&input);
        self.send(Msg::Input(input));
        // A third of them will do: to find them takes longer than all else.
        let followed = !self.erases && self.below(3) == 0;
        if followed && !searches(before) && !searches(self.model.context()) {
            let taken = self.kept_in_model();
            self.typed.extend(given.intersection(&taken));
        }
    }

    /// The disk gets one thing done, or fails.
    fn work(&mut self) {
        let Some((effect, incident)) = self.writing.pop_front() else {
            return;
        };
        let fails = self.below(4) == 0;
        match effect {
            Effect::Write { ticket, write } => self.write_entered(ticket, incident, write, fails),
            Effect::Draft(Drafting::Close) => self.close(incident, Command::Close { at: None }, fails),
            Effect::Draft(Drafting::Anew) => self.close(incident, Command::Undo, true),
            Effect::Reopen(id) => {
                let at = self.incidents.iter().position(|incident| incident.id() == id);
                if at.is_some_and(|at| self.write(at, Command::Reopen).is_ok()) {
                    self.open(id, None);
                }
            }
            other => unreachable!("{other:?} is not written"),
        }
    }

    fn write_entered(&mut self, ticket: u64, incident: Option<usize>, write: Write, fails: bool) {
        match write {
            Write::Record(command) => {
                let answer = self.record(ticket, incident, command, fails);
                self.send(answer);
            }
            Write::Attach { mut new, pieces } => {
                new.evidence.extend(pieces.iter().map(|piece| EvidenceRef {
                    sha256: "ab".repeat(32),
                    bytes: piece.bytes.len() as u64,
                    name: Some(String::from_utf8_lossy(&piece.bytes).into_owned()),
                }));
                let answer = self.record(ticket, incident, Command::Record(new), fails);
                self.send(answer);
            }
            Write::Import { proposals, step: _ } => {
                let unsaid = || When::Given(Timing::default());
                let commands = proposals.iter().map(|proposal| proposal.command(unsaid()));
                self.record_all(ticket, incident, commands.collect(), fails);
                self.batch = None;
            }
            Write::RecordAll { commands, step: _ } => {
                self.record_all(ticket, incident, commands, fails);
                self.batch = None;
            }
            Write::Start { new, first } => {
                let op = decide_opening(new, self.model.now).map_err(|refusal| refusal.to_string());
                match op {
                    Ok(op) if !fails => self.start(ticket, op, first),
                    Ok(_) => self.send(not_saved(ticket, FULL)),
                    Err(why) => self.send(not_saved(ticket, &why)),
                }
            }
        }
    }

    fn record(&mut self, ticket: u64, incident: Option<usize>, command: Command, fails: bool) -> Msg {
        let Some(at) = incident.filter(|_| !fails) else {
            return not_saved(ticket, FULL);
        };
        match self.write(at, command) {
            Ok(record) => Msg::Saved {
                ticket,
                record,
                notice: None,
            },
            Err(refusal) => not_saved(ticket, &refusal.to_string()),
        }
    }

    fn record_all(&mut self, ticket: u64, incident: Option<usize>, commands: Vec<Command>, fails: bool) {
        let at_most = if fails {
            self.below(commands.len() + 1)
        } else {
            commands.len()
        };
        let mut answer = not_saved(ticket, "nothing was to be recorded");
        for (recorded, command) in commands.into_iter().enumerate() {
            answer = self.record(ticket, incident, command, recorded >= at_most);
            if let Msg::Saved { record, .. } = &answer {
                self.batch.get_or_insert(*record);
            }
            if let Msg::NotSaved { ticket, why } = answer {
                return self.send(Msg::NotAllSaved {
                    ticket,
                    recorded,
                    step: Step::default(),
                    why,
                });
            }
        }
        self.send(answer);
    }

    fn start(&mut self, ticket: u64, op: Op, first: Option<Command>) {
        let id = IncidentId::new(Uuid::from_u128(0xfeed + self.incidents.len() as u128));
        self.incidents.push(Incident::new(id, "sample"));
        let at = self.incidents.len() - 1;
        self.apply(at, op);
        // So that there is something to go to on every screen.
        let plain =
            |row: &&FieldRow| !matches!(row.name, FieldName::Title | FieldName::Severity | FieldName::Zone);
        for field in FieldName::ROWS.iter().filter(plain) {
            let change = FieldChange::Value("\u{1b}[2Jentry".to_owned());
            let (field, replaces) = (field.name, None);
            self.apply(
                at,
                Op::Set {
                    field,
                    change,
                    replaces,
                },
            );
        }
        let failed = first.and_then(|command| self.write(at, command).err());
        self.open(id, Some(ticket));
        if let Some(refusal) = failed {
            self.send(Msg::Warn(refusal.to_string()));
        }
    }

    fn close(&mut self, incident: Option<usize>, command: Command, fails: bool) {
        let Some(at) = incident else { return };
        let id = self.incidents[at].id();
        let closed = !fails && self.write(at, command).is_ok();
        self.send(if closed {
            Msg::Closed {
                id,
                draft: "/home/ana/drafts/\u{1b}[2J\u{202e}.md".into(),
            }
        } else {
            Msg::NotClosed {
                id,
                why: format!("NOT saved: {FULL}"),
            }
        });
    }

    fn write(&mut self, at: usize, command: Command) -> Result<RecordId, Refusal> {
        let op = decide(&self.incidents[at], command, WRITER, self.model.now)?;
        Ok(self.apply(at, op))
    }

    fn apply(&mut self, at: usize, op: Op) -> RecordId {
        self.records += 1;
        let id = RecordId::new(Uuid::from_u128(0x1000_0000 + u128::from(self.records)));
        let record = Record {
            id,
            seq: self.records,
            lc: self.records,
            recorded_at: self.model.now.instant,
            by: "ana\u{1b}]0;x\u{7}\u{202e}".to_owned(),
            batch: self.batch,
            head: None,
            op,
        };
        self.incidents[at].apply(record, &Arc::from(WRITER));
        id
    }

    fn open(&mut self, id: IncidentId, ticket: Option<u64>) {
        self.current = self.incidents.iter().position(|incident| incident.id() == id);
        let desk = Desk::Incident(id);
        if !self.model.composers.contains_key(&desk)
            && let Some(kept) = self.kept.remove(&desk)
        {
            kept.restore(&mut self.model, desk);
        }
        self.send(Msg::Opened {
            id,
            ticket,
            draft: None,
        });
        self.send(Msg::Changed { damage: 0 });
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Write { .. } | Effect::Draft(Drafting::Close | Drafting::Anew) | Effect::Reopen(_) => {
                self.writing.push_back((effect, self.current))
            }
            Effect::Open(id) => self.open(id, None),
            Effect::List => {
                let entries = self.entries();
                self.send(Msg::Listed(entries));
            }
            Effect::ListActionItems => {
                let now = self.model.now;
                let items = self
                    .incidents
                    .iter()
                    .flat_map(|incident| agenda::of(incident, now));
                let items = items.collect();
                self.send(Msg::ActionItems(items));
            }
            Effect::Copy(_) => self.send(Msg::Told("Copied\u{9b}31m.".to_owned())),
            Effect::ReadEvidence(piece) => self.send(Msg::Evidence {
                sha256: piece.sha256,
                excerpt: Excerpt::Text {
                    text: "\u{1b}[2Joutput\n".repeat(30),
                    cut: true,
                },
            }),
            Effect::EditText(text) => self.send(Msg::Written(text + "\n")),
            Effect::Leave => self.start_again(),
            // The terminal and what only looks: nothing that was typed is in it.
            _ => {}
        }
    }

    fn entries(&self) -> Vec<ListedIncident> {
        let entry = |incident: &Incident| ListedIncident {
            unsent: false,
            id: incident.id(),
            title: incident.title().to_owned(),
            severity: incident.severity(),
            standing: match incident.status() {
                Status::Open => Liveness::Live,
                Status::Closed { .. } => Liveness::Closed,
            },
            opened: None,
            events: incident.events().len(),
        };
        self.incidents.iter().map(entry).collect()
    }

    /// The program ends, whatever was on its way to the disk, and is started again.
    fn start_again(&mut self) {
        for desk in desks(&self.model) {
            self.kept.insert(desk, kept_at(&self.model, desk));
        }
        self.writing.clear();
        self.current = None;
        self.model = Model::new(self.model.now, self.model.size);
        if let Some(kept) = self.kept.remove(&Desk::Start) {
            kept.restore(&mut self.model, Desk::Start);
        }
        let live = self
            .incidents
            .iter()
            .rev()
            .find(|incident| incident.status() == Status::Open);
        if let Some(id) = live.map(Incident::id) {
            self.open(id, None);
        }
    }

    /// The letters in the model; what is only told of them does not count.
    fn kept_in_model(&mut self) -> BTreeSet<char> {
        let told = (self.model.passing.take(), self.model.lasting.take());
        let letters = letters_of(&self.model);
        (self.model.passing, self.model.lasting) = told;
        letters
    }

    /// Every letter that was typed is somewhere.
    fn check(&mut self) {
        let mut there = self.kept_in_model();
        there.extend(letters_of(&(&self.kept, &self.incidents, &self.writing)));
        let lost: Vec<&char> = self.typed.difference(&there).collect();
        assert!(lost.is_empty(), "{lost:?} are lost after {:#?}", self.trace);
    }

    fn draw(&mut self) {
        let (cols, rows) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(cols, rows)).unwrap();
        let theme = Theme {
            color: true,
            unicode: true,
        };
        let incident = self.current.map(|at| &self.incidents[at]);
        terminal
            .draw(|frame| draw(frame, &self.model, incident, theme))
            .unwrap();
        for cell in &terminal.backend().buffer().content {
            assert!(is_harmless(cell.symbol()), "{:?} is drawn", cell.symbol());
        }
        self.drawn.insert(self.model.context());
    }

    fn run(&mut self, steps: usize) {
        let keys = keys(self.erases);
        for nth in 0..steps {
            self.step(&keys);
            if nth.is_multiple_of(40) || !self.drawn.contains(&self.model.context()) {
                self.draw();
            }
            if nth.is_multiple_of(100) {
                self.check();
            }
        }
        self.start_again();
        self.check();
    }
}

/// The hostile texts, but for the long ones.
fn hostile() -> Vec<String> {
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../../../../tests/hostile.json")).unwrap();
    let cases = file["texts"].as_array().unwrap().iter();
    let short = cases.filter(|case| case["repeat"].is_null());
    short
        .map(|case| case["text"].as_str().unwrap().to_owned())
        .collect()
}

fn not_saved(ticket: u64, why: &str) -> Msg {
    Msg::NotSaved {
        ticket,
        why: format!("NOT saved: {why}."),
    }
}

#[test]
fn nothing_typed_is_lost() {
    for seed in 0..EPISODES {
        World::new(seed, false).run(KEYS);
    }
}

#[test]
fn no_key_breaks_it_and_nothing_but_text_is_drawn() {
    let mut drawn = BTreeSet::new();
    for seed in 0..EPISODES {
        let mut world = World::new(seed, true);
        world.run(KEYS);
        drawn.extend(world.drawn);
    }
    for context in Context::ALL {
        let everywhere = context == Context::Everywhere;
        assert!(
            everywhere || drawn.contains(&context),
            "{context:?} was never drawn"
        );
    }
}

/// Says what the state folder would give back of what is being written at a desk.
fn kept_at(model: &Model, desk: Desk) -> KeptLine {
    let written = serde_json::to_value(Unsent::of(model, desk)).expect("it is written so");
    serde_json::from_value(written).expect("and read so")
}
