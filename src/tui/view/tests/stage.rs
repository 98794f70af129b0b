//! A person at the keyboard, and a disk that does as the test says. The words are those of `tests/harness`.

use std::ops::Range;

use chrono::TimeDelta;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::super::draw;
use crate::app::input::Input;
use crate::app::input::script::parse_keys;
use crate::app::model::{Drafting, Effect, Model, Msg, Write};
use crate::app::update::update;
use crate::domain::command::{Command, When};
use crate::domain::decide::decide;
use crate::domain::facts::Facts;
use crate::domain::findings::Review;
use crate::domain::incident::Incident;
use crate::domain::kind::Kind;
use crate::domain::record::{EvidenceRef, FieldName, Op, Timing};
use crate::domain::sample::Sample;
use crate::domain::time::{Now, Zone};
use crate::tui::theme::Theme;

/// The writer who sits there.
pub(super) const WRITER: &str = "ana-laptop-7k3q";

/// A person at the keyboard: what the interface asks for is done at once, by a disk that never fails.
pub(super) struct Stage {
    pub(super) model: Model,
    pub(super) sample: Option<Sample>,
    /// The effects asked for besides records.
    pub(super) asked: Vec<Effect>,
    /// The number of times that the evidence was looked through.
    pub(super) looked: usize,
    /// The state of the disk.
    pub(super) disk: Disk,
}

#[derive(PartialEq)]
pub(super) enum Disk {
    Works,
    Hangs,
    Fails,
}

/// Presses keys, if there are any, and compares the screen, or those rows of it that the test is about, with what is
/// written beside them: `snapshot!(stage, "<tab>k", rows(3..6), @"...")`.
macro_rules! snapshot {
    ($stage:expr $(, $keys:literal)?, rows($rows:expr), @$shown:literal) => {
        $($stage.press($keys);)?
        insta::assert_snapshot!($stage.rows($rows), @$shown)
    };
    ($stage:expr $(, $keys:literal)?, @$shown:literal) => {
        $($stage.press($keys);)?
        insta::assert_snapshot!($stage.screen(), @$shown)
    };
}
pub(super) use snapshot;

impl Stage {
    /// Nothing was ever recorded; on a terminal of so many columns and rows.
    pub(super) fn new(size: (u16, u16)) -> Self {
        let now = Now {
            instant: "2023-03-25T16:44:00Z".parse().unwrap(),
            local: zone(),
        };
        let mut model = Model::new(now, size);
        WRITER.clone_into(&mut model.writer);
        Stage {
            model,
            sample: None,
            asked: Vec::new(),
            looked: 0,
            disk: Disk::Works,
        }
    }

    /// The login service is down since 09:30; it is 11:44.
    pub(super) fn live(size: (u16, u16)) -> Self {
        let mut stage = Stage::new(size);
        let mut sample = Sample::new("-05:00", "2023-03-25T14:31:00Z");
        sample.set(FieldName::Severity, "1");
        let log = |s: &mut Sample, clock: &str, kind, at: &str, text: &str| {
            s.clock = format!("2023-03-25T{clock}:00Z").parse().unwrap();
            s.log(kind, Some(&format!("2023-03-25T{at}:00-05:00")), text);
        };
        log(
            &mut sample,
            "14:31",
            Kind::Detection,
            "09:30",
            "Users report problems logging in",
        );
        log(
            &mut sample,
            "14:35",
            Kind::Detection,
            "09:35",
            "Automated alerts: authentication service",
        );
        log(
            &mut sample,
            "14:41",
            Kind::Investigation,
            "09:40",
            "Authentication service and its database",
        );
        log(
            &mut sample,
            "15:15",
            Kind::RuledOut,
            "10:15",
            "Nothing obvious in the service or the database",
        );
        log(
            &mut sample,
            "15:30",
            Kind::Hypothesis,
            "10:30",
            "Network connectivity?",
        );
        log(
            &mut sample,
            "16:44",
            Kind::Note,
            "11:38",
            "Rollback being discussed with @auth-team",
        );
        sample.clock = stage.model.now.instant;
        let id = sample.incident.id();
        stage.sample = Some(sample);
        stage.send(Msg::Opened {
            id,
            ticket: None,
            draft: None,
        });
        stage
    }

    /// Sends a message to the model, and does what it asks for.
    pub(super) fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.model, self.sample.as_ref().map(|s| &s.incident), msg);
        for effect in effects {
            self.perform(effect);
        }
    }

    /// Lets so much time pass.
    pub(super) fn pass(&mut self, time: TimeDelta) -> &mut Self {
        let mut now = self.model.now;
        now.instant += time;
        if let Some(sample) = &mut self.sample {
            sample.clock = now.instant;
        }
        self.send(Msg::Tick(now));
        self
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Write { ticket, write } if self.disk != Disk::Hangs => self.write(ticket, write),
            Effect::Draft(Drafting::Inspect) => self.looked += 1,
            Effect::Preview { outside, template } => {
                let incident = &self.sample.as_ref().unwrap().incident;
                let review = Review::of(Facts::of(incident).knowing(outside), &self.model.policy);
                let text = crate::draft::preview(&review, &template).unwrap();
                let id = incident.id();
                self.send(Msg::Previewed { id, template, text });
            }
            Effect::Draft(Drafting::Close) => {
                let sample = self.sample.as_mut().unwrap();
                sample.write(Op::Close {
                    at: None,
                    replaces: None,
                });
                let id = sample.incident.id();
                self.send(Msg::Closed {
                    id,
                    draft: "/home/ana/drafts/login-down.md".into(),
                });
            }
            Effect::ReadImport(of) if self.disk != Disk::Hangs => {
                let read = of.read().map(Box::new);
                self.send(Msg::ImportRead { of, read });
            }
            other => self.asked.push(other),
        }
    }

    fn write(&mut self, ticket: u64, write: Write) {
        match write {
            Write::Record(command) => {
                let answer = self.record(ticket, command);
                self.send(answer);
            }
            Write::Attach { mut new, pieces } => {
                new.evidence.extend(pieces.iter().map(|piece| EvidenceRef {
                    sha256: "ab".repeat(32),
                    bytes: piece.bytes.len() as u64,
                    name: piece.name.clone(),
                }));
                let answer = self.record(ticket, Command::Record(new));
                self.send(answer);
            }
            Write::Import { proposals, step } => {
                // A source that does not say when does not mean now.
                let unsaid = || When::Given(Timing::default());
                let commands = proposals.iter().map(|proposal| proposal.command(unsaid()));
                let commands = commands.collect();
                self.write(ticket, Write::RecordAll { commands, step });
            }
            Write::RecordAll { commands, step } => {
                let mut answer = None;
                for (recorded, command) in commands.into_iter().enumerate() {
                    answer = Some(match self.record(ticket, command) {
                        Msg::NotSaved { ticket, why } => Msg::NotAllSaved {
                            ticket,
                            recorded,
                            step,
                            why,
                        },
                        saved => saved,
                    });
                    if let (Some(Msg::Saved { record, .. }), Some(sample)) = (&answer, &mut self.sample) {
                        sample.batch.get_or_insert(*record);
                    }
                    if matches!(answer, Some(Msg::NotAllSaved { .. })) {
                        break;
                    }
                }
                if let Some(sample) = &mut self.sample {
                    sample.batch = None;
                }
                self.send(answer.expect("there was something to record"));
            }
            Write::Start { new, first } => {
                let mut sample = Sample::new(&new.zone.to_string(), "2023-03-25T16:44:00Z");
                sample.set(FieldName::Title, &new.title);
                let id = sample.incident.id();
                self.sample = Some(sample);
                self.send(Msg::Opened {
                    id,
                    ticket: Some(ticket),
                    draft: None,
                });
                if let Some(command) = first {
                    let answer = self.record(ticket, command);
                    self.send(answer);
                }
            }
        }
    }

    fn record(&mut self, ticket: u64, command: Command) -> Msg {
        let sample = self.sample.as_mut().unwrap();
        if self.disk == Disk::Fails {
            return Msg::NotSaved {
                ticket,
                why: "NOT saved: the disk is full.".to_owned(),
            };
        }
        match decide(&sample.incident, command, WRITER, sample.now()) {
            Ok(op) => Msg::Saved {
                ticket,
                record: sample.write(op),
                notice: None,
            },
            Err(refusal) => Msg::NotSaved {
                ticket,
                why: refusal.to_string(),
            },
        }
    }

    /// Presses keys; those without a letter stand in angle brackets: `rolled back<enter>`.
    pub(super) fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse_keys(keys) {
            self.send(Msg::Input(Input::Key(key)));
        }
        self
    }

    /// The screen, line by line, without spaces at their ends.
    pub(super) fn screen(&self) -> String {
        let (cols, rows) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(cols, rows)).unwrap();
        let incident: Option<&Incident> = self.sample.as_ref().map(|s| &s.incident);
        let theme = Theme {
            color: true,
            unicode: true,
        };
        terminal
            .draw(|frame| draw(frame, &self.model, incident, theme))
            .unwrap();
        let rows = terminal
            .backend()
            .buffer()
            .content
            .chunks(usize::from(cols.max(1)));
        let lines = rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>());
        lines
            .map(|line| line.trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Asserts that the screen has all these texts; returns it.
    #[track_caller]
    pub(super) fn see(&self, texts: &[&str]) -> String {
        let screen = self.screen();
        let missing: Vec<_> = texts.iter().filter(|text| !screen.contains(**text)).collect();
        assert!(missing.is_empty(), "no {missing:?} on the screen:\n{screen}");
        screen
    }

    /// Asserts that the screen has none of these texts; returns it.
    #[track_caller]
    pub(super) fn see_no(&self, texts: &[&str]) -> String {
        let screen = self.screen();
        let found: Vec<_> = texts.iter().filter(|text| screen.contains(**text)).collect();
        assert!(found.is_empty(), "{found:?} on the screen:\n{screen}");
        screen
    }

    /// These rows of the screen; the first is row 0.
    pub(super) fn rows(&self, rows: Range<usize>) -> String {
        let screen = self.screen();
        let rows = screen.lines().skip(rows.start).take(rows.len());
        rows.collect::<Vec<_>>().join("\n")
    }

    /// The line in the composer.
    pub(super) fn line(&self) -> &str {
        self.model.composer().map_or("", |composer| composer.field.text())
    }
}

pub(super) fn zone() -> Zone {
    Zone::parse("-05:00", Zone::Utc).unwrap()
}
