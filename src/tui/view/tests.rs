//! Keys in, screen out: the whole face but for the terminal and the disk.

mod action_items;
mod fields;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::draw;
use crate::app::input::{Input, parse_keys};
use crate::app::model::{Desk, Effect, Model, Msg, Screen};
use crate::app::screen::incidents::{Entry, Standing};
use crate::app::update::update;
use crate::domain::command::Command;
use crate::domain::decide::decide;
use crate::domain::incident::{Incident, Status};
use crate::domain::kind::Kind;
use crate::domain::record::{EvidenceRef, FieldName, Op};
use crate::domain::sample::Sample;
use crate::domain::time::{Now, Zone};
use crate::tui::theme::Theme;

mod nothing_lost;
mod paste;
mod random;
mod review;
mod timeline_keys;

/// A person at the keyboard: what the interface asks for is done at once, by a disk that never fails.
struct Stage {
    model: Model,
    sample: Option<Sample>,
    /// What was asked for besides records.
    asked: Vec<Effect>,
    /// How often the evidence was asked to be looked through.
    looked: usize,
    /// Whether the disk takes what it is given.
    disk: Disk,
}

#[derive(PartialEq)]
enum Disk {
    Works,
    Hangs,
    Fails,
}

impl Stage {
    fn empty(size: (u16, u16)) -> Self {
        let now = Now {
            instant: "2023-03-25T16:44:00Z".parse().unwrap(),
            local: zone(),
        };
        Stage {
            model: Model::new(now, size),
            sample: None,
            asked: Vec::new(),
            looked: 0,
            disk: Disk::Works,
        }
    }

    /// The login service is down since 09:30; it is 11:44.
    fn live(size: (u16, u16)) -> Self {
        let mut stage = Stage::empty(size);
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

    fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.model, self.sample.as_ref().map(|s| &s.incident), msg);
        for effect in effects {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Record { ticket, command } if self.disk != Disk::Hangs => {
                let answer = self.record(ticket, command);
                self.send(answer);
            }
            Effect::Inspect => self.looked += 1,
            Effect::Attach {
                ticket,
                mut new,
                pieces,
            } if self.disk != Disk::Hangs => {
                new.evidence.extend(pieces.iter().map(|piece| EvidenceRef {
                    sha256: "ab".repeat(32),
                    bytes: piece.bytes.len() as u64,
                    name: piece.name.clone(),
                }));
                let answer = self.record(ticket, Command::Record(new));
                self.send(answer);
            }
            Effect::RecordAll { ticket, commands } if self.disk != Disk::Hangs => {
                let mut answer = None;
                for (recorded, command) in commands.into_iter().enumerate() {
                    answer = Some(match self.record(ticket, command) {
                        Msg::NotSaved { ticket, why } => Msg::NotAllSaved {
                            ticket,
                            recorded,
                            why,
                        },
                        saved => saved,
                    });
                    if matches!(answer, Some(Msg::NotAllSaved { .. })) {
                        break;
                    }
                }
                self.send(answer.expect("there was something to record"));
            }
            Effect::Start { ticket, new, first } if self.disk != Disk::Hangs => {
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
            Effect::Close { at } => {
                let sample = self.sample.as_mut().unwrap();
                sample.write(Op::Close { at, replaces: None });
                let id = sample.incident.id();
                self.send(Msg::Closed {
                    id,
                    draft: "/home/ana/drafts/login-down.md".into(),
                });
            }
            other => self.asked.push(other),
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
        match decide(&sample.incident, command, "ana-laptop-7k3q", sample.now()) {
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

    fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse_keys(keys) {
            self.send(Msg::Input(Input::Key(key)));
        }
        self
    }

    fn screen(&self) -> String {
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

    fn line(&self) -> &str {
        self.model.composer().map_or("", |composer| composer.field.text())
    }
}

fn zone() -> Zone {
    Zone::parse("-05:00", Zone::Utc).unwrap()
}

#[test]
fn the_first_screen_asks_one_question() {
    insta::assert_snapshot!(Stage::empty((80, 24)).screen());
}

#[test]
fn a_line_and_enter_starts_the_incident() {
    let mut stage = Stage::empty((80, 24));
    stage.press("09:30 report: Users cannot log in<enter>");
    assert_eq!(stage.model.screen, Screen::Live);
    let screen = stage.screen();
    assert!(
        screen.contains("Users cannot log in") && screen.contains("DETECT"),
        "{screen}"
    );
    assert!(stage.line().is_empty());
}

#[test]
fn the_live_screen() {
    let mut stage = Stage::live((80, 24));
    stage.press("09:35 alert: second page for auth");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn the_live_screen_is_wide() {
    let mut stage = Stage::live((120, 40));
    stage
        .sample
        .as_mut()
        .unwrap()
        .set(FieldName::Impact, "75% of users cannot authenticate");
    stage.press("todo: add a health check @bo due 2023-04-01<enter>");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn the_live_screen_is_small() {
    let mut stage = Stage::live((40, 10));
    stage.press("h: firewall?");
    insta::assert_snapshot!(stage.screen());
}

#[test]
fn a_row_stands_where_it_happened_and_scrolls_into_view() {
    let mut stage = Stage::live((80, 12));
    for minute in 10..40 {
        stage.press(&format!("11:{minute} i: checked probe {minute}<enter>"));
    }
    assert!(!stage.screen().contains("first sign"));
    stage.press("09:20 b: first sign of trouble<enter>");
    let screen = stage.screen();
    assert!(
        screen.contains("•09:20") && screen.contains("first sign of trouble"),
        "{screen}"
    );
}

#[test]
fn the_slash_offers_kinds_and_commands() {
    let mut stage = Stage::live((80, 24));
    stage.press("/c");
    insta::assert_snapshot!(stage.screen());
    stage.press("<down><enter>");
    assert_eq!(stage.line(), "c: ");
}

#[test]
fn what_no_command_is_called_is_text() {
    let mut stage = Stage::live((80, 24));
    stage.press("/etc is full<enter>");
    assert!(stage.screen().contains("/etc is full"));
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().last(),
        Some(&"/etc is full")
    );
}

#[test]
fn the_timeline_takes_the_focus_and_any_character_goes_back_to_writing() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>kk");
    let screen = stage.screen();
    assert!(screen.contains("▌10:15"), "{screen}");
    stage.press("w");
    assert!(!stage.model.timeline_focused);
    assert_eq!(stage.line(), "w");
}

#[test]
fn one_event_whole() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>k<enter>");
    insta::assert_snapshot!(stage.screen());
    stage.press("<esc>");
    assert!(stage.screen().contains("LIVE"));
}

#[test]
fn milestones_and_hits_are_found() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>[");
    assert!(stage.screen().contains("▌09:30"), "{}", stage.screen());
    stage.press("]");
    assert!(stage.screen().contains("No further one"), "{}", stage.screen());
    stage.press("<end>/authent<enter>");
    assert!(stage.screen().contains("▌09:40"), "{}", stage.screen());
    stage.press("N");
    assert!(stage.screen().contains("▌09:35"), "{}", stage.screen());
    stage.press("<esc>");
    stage.press("<tab>/nosuch<enter>");
    assert!(stage.screen().contains("Nothing holds"), "{}", stage.screen());
}

#[test]
fn times_are_shown_in_another_zone() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>z");
    let screen = stage.screen();
    assert!(
        screen.contains("16:44 UTC") && screen.contains("14:30"),
        "{screen}"
    );
}

#[test]
fn closing_shows_what_is_missing_beside_the_draft() {
    let mut stage = Stage::live((100, 30));
    stage.press("/close<enter>");
    insta::assert_snapshot!(stage.screen());
    stage.press("<esc>");
    assert_eq!(stage.model.screen, Screen::Live);
    stage.press("<f4><enter>");
    let screen = stage.screen();
    assert!(
        screen.contains("Closed: ") && screen.contains("/home/ana/drafts/login-down.md"),
        "{screen}"
    );
    stage.press("y");
    assert_eq!(
        stage.asked,
        [Effect::Copy("/home/ana/drafts/login-down.md".to_owned())]
    );
}

#[test]
fn help_and_palette_come_from_the_table() {
    let mut stage = Stage::live((80, 24));
    stage.press("half a line<f1>");
    assert!(stage.screen().contains("A line and Enter records it"));
    stage.press("<esc><ctrl-p>clo");
    insta::assert_snapshot!(stage.screen());
    stage.press("<enter>");
    assert_eq!(stage.model.screen, Screen::Close);
    stage.press("<esc>");
    assert_eq!(stage.line(), "half a line");
}

#[test]
fn what_looks_like_a_time_is_said_to_be_text() {
    let mut stage = Stage::live((80, 24));
    stage.press("25:99 is no time");
    assert!(
        stage.screen().contains("'25:99' is kept as text"),
        "{}",
        stage.screen()
    );
    stage.press("<ctrl-u>09:30 is when it began<alt-t>");
    assert_eq!(stage.line(), "\\09:30 is when it began");
    stage.press("<enter>");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().last(),
        Some(&"09:30 is when it began")
    );
}

#[test]
fn nothing_is_shown_as_recorded_before_it_is_saved() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Hangs;
    stage.press("d: second page<enter>next line");
    let screen = stage.screen();
    assert!(screen.contains("saving... d: second page"), "{screen}");
    let now = stage.model.now;
    stage.send(Msg::Tick(Now {
        instant: now.instant + chrono::TimeDelta::seconds(2),
        ..now
    }));
    assert!(
        stage.screen().contains("NOT saved yet: d: second page"),
        "{}",
        stage.screen()
    );
    assert_eq!(stage.line(), "next line");
}

#[test]
fn a_line_that_was_not_saved_comes_back() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Fails;
    stage.press("d: second page<enter>");
    assert_eq!(stage.line(), "d: second page");
    assert!(
        stage.screen().contains("NOT saved: the disk is full."),
        "{}",
        stage.screen()
    );
    stage.disk = Disk::Works;
    stage.press("<enter>");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().last(),
        Some(&"second page")
    );
    assert!(
        !stage.screen().contains("NOT saved"),
        "what was acted on is gone: {}",
        stage.screen()
    );
}

#[test]
fn what_is_typed_while_the_incident_starts_belongs_to_it() {
    let mut stage = Stage::empty((80, 24));
    let mut asked = Vec::new();
    for key in parse_keys("Login is down<enter>d: users cannot log in<enter>and anoth") {
        asked.extend(update(&mut stage.model, None, Msg::Input(Input::Key(key))));
    }
    let [
        Effect::Start {
            ticket, first: None, ..
        },
    ] = asked[..]
    else {
        panic!("{asked:?}")
    };
    assert!(
        stage.screen().contains("saving... d: users cannot log in"),
        "{}",
        stage.screen()
    );
    let sample = Sample::new("-05:00", "2023-03-25T16:44:00Z");
    let id = sample.incident.id();
    stage.sample = Some(sample);
    stage.send(Msg::Opened {
        id,
        ticket: Some(ticket),
        draft: None,
    });
    assert_eq!(stage.sample.as_ref().unwrap().texts(), ["users cannot log in"]);
    assert_eq!(stage.line(), "and anoth");
    assert!(stage.model.pending.is_empty());
}

#[test]
fn an_incident_that_could_not_be_started_gives_everything_back() {
    let mut stage = Stage::empty((80, 24));
    for key in parse_keys("Login is down<enter>d: users cannot log in<enter>") {
        update(&mut stage.model, None, Msg::Input(Input::Key(key)));
    }
    stage.send(Msg::NotSaved {
        ticket: 1,
        why: "NOT saved: the disk is full.".to_owned(),
    });
    assert_eq!(stage.line(), "Login is down");
    assert!(stage.screen().contains("Alt-P"), "{}", stage.screen());
    stage.press("<ctrl-u><alt-p>");
    assert_eq!(stage.line(), "d: users cannot log in");
}

#[test]
fn what_is_told_of_one_line_outlives_the_saving_of_another() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Fails;
    stage.press("first<enter><ctrl-c>");
    stage.disk = Disk::Works;
    stage.press("second<enter>");
    assert!(
        stage.screen().contains("NOT saved: the disk is full."),
        "{}",
        stage.screen()
    );
    stage.press("<esc>");
    assert!(!stage.screen().contains("NOT saved"));
}

#[test]
fn ctrl_c_names_what_is_not_saved_before_it_leaves() {
    let mut stage = Stage::live((80, 24));
    stage.disk = Disk::Hangs;
    stage.press("d: second page<enter><ctrl-c><ctrl-c>");
    assert!(!stage.asked.contains(&Effect::Leave));
    assert!(stage.screen().contains("not saved yet"), "{}", stage.screen());
    stage.press("<ctrl-c>");
    assert!(stage.asked.contains(&Effect::Leave));
}

#[test]
fn typing_on_the_close_screen_writes_a_line_and_closes_nothing() {
    let mut stage = Stage::live((80, 24));
    stage.press("<f4>db is down again<enter>");
    let sample = stage.sample.as_ref().unwrap();
    assert_eq!(sample.incident.status(), Status::Open);
    assert_eq!(sample.texts().last(), Some(&"db is down again"));
}

#[test]
fn a_draft_that_would_contradict_itself_is_asked_about_once_more() {
    let mut stage = Stage::live((80, 24));
    stage
        .sample
        .as_mut()
        .unwrap()
        .log(Kind::Impact, Some("2023-03-25T09:33:00-05:00"), "worse");
    stage
        .sample
        .as_mut()
        .unwrap()
        .log(Kind::Resolution, Some("2023-03-25T09:20:00-05:00"), "too early");
    stage.press("<f4><enter>");
    assert_eq!(
        stage.sample.as_ref().unwrap().incident.status(),
        Status::Open,
        "{}",
        stage.screen()
    );
    stage.press("<enter>");
    assert_ne!(stage.sample.as_ref().unwrap().incident.status(), Status::Open);
    stage.press("<enter>");
    assert_eq!(
        stage.asked,
        [Effect::Draft],
        "once closed, Enter writes the draft anew"
    );
}

#[test]
fn what_others_write_above_does_not_move_the_selection() {
    let mut stage = Stage::live((80, 24));
    stage.press("<tab>k");
    stage
        .sample
        .as_mut()
        .unwrap()
        .log(Kind::Note, Some("2023-03-25T09:31:00-05:00"), "late news");
    stage.send(Msg::Changed { damage: 0 });
    stage.press("<enter>");
    assert!(
        stage.screen().contains("Network connectivity?"),
        "{}",
        stage.screen()
    );
}

#[test]
fn what_was_meant_as_a_command_is_said_to_be_none() {
    let mut stage = Stage::live((80, 24));
    for line in ["/quit", ":q", "help"] {
        stage.press("<ctrl-u>").press(line);
        assert!(
            stage.screen().contains("no such command"),
            "{line}: {}",
            stage.screen()
        );
    }
    stage.press("<ctrl-u>/etc is full");
    assert!(!stage.screen().contains("no such command"));
}

#[test]
fn up_on_an_empty_line_corrects_your_last_event() {
    let mut stage = Stage::live((80, 24));
    stage.model.writer = "ana-laptop-7k3q".to_owned();
    stage.press("half a line");
    stage.press("<ctrl-u><up>");
    assert_eq!(stage.line(), "Rollback being discussed with @auth-team");
    assert!(stage.screen().contains("corrects event 6"), "{}", stage.screen());
    stage.press("<home>m: <enter>");
    let screen = stage.screen();
    assert!(
        screen.contains("11:38   +2h8m MITIG    Rollback being discussed"),
        "{screen}"
    );
    assert!(screen.contains("corrected"), "{screen}");
    assert!(stage.line().is_empty());
}

#[test]
fn a_correction_that_is_given_up_brings_the_line_back() {
    let mut stage = Stage::live((80, 24));
    stage.press("half a line<tab>k");
    stage.press("e");
    assert_eq!(stage.line(), "h: Network connectivity?");
    stage.press(" no<esc>");
    assert_eq!(stage.line(), "half a line");
    stage.press("<tab>kt<ctrl-u>10:31 h: Network connectivity?<enter>");
    assert!(
        stage.screen().contains("10:31"),
        "on the event's own day: {}",
        stage.screen()
    );
    assert_eq!(stage.line(), "half a line");
}

#[test]
fn an_event_is_withdrawn_after_a_second_key_and_undone_with_one() {
    let mut stage = Stage::live((80, 24));
    stage.model.writer = "ana-laptop-7k3q".to_owned();
    stage.press("<tab><delete>");
    assert!(stage.screen().contains("Withdraw event 6?"), "{}", stage.screen());
    stage.press("<esc>");
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), 6);
    stage.press("<delete>y");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().len(),
        5,
        "{}",
        stage.screen()
    );
    stage.press("u");
    assert_eq!(
        stage.sample.as_ref().unwrap().texts().len(),
        6,
        "{}",
        stage.screen()
    );
}

#[test]
fn a_paste_of_several_lines_records_nothing() {
    let mut stage = Stage::live((80, 24));
    let before = stage.sample.as_ref().unwrap().texts().len();
    stage.press("<tab>");
    stage.send(Msg::Input(Input::Paste("one\ntwo\nthree".to_owned())));
    assert_eq!(stage.sample.as_ref().unwrap().texts().len(), before);
    stage.press("<esc>");
    assert_eq!(stage.line(), "one\ntwo\nthree");
}

#[test]
fn ctrl_c_puts_the_line_aside_and_a_second_one_leaves() {
    let mut stage = Stage::live((80, 24));
    stage.press("half a thought<ctrl-c>");
    assert!(stage.line().is_empty() && stage.asked.is_empty());
    stage.press("<alt-p>");
    assert_eq!(stage.line(), "half a thought");
    stage.press("<ctrl-c><ctrl-c>");
    assert_eq!(stage.asked, [Effect::Leave]);
}

#[test]
fn where_two_are_live_the_composer_names_its_incident_and_two_keys_switch() {
    let mut stage = Stage::live((80, 24));
    let here = stage.sample.as_ref().unwrap().incident.id();
    let other = crate::domain::id::IncidentId::new(uuid::Uuid::from_u128(9));
    let entry = |id, title: &str, standing| Entry {
        id,
        title: title.to_owned(),
        severity: None,
        standing,
        opened: None,
        events: 0,
        unsent: false,
    };
    stage.send(Msg::Listed(vec![entry(here, "Login down", Standing::Live)]));
    assert!(!stage.screen().contains("── Login down"));
    let both = vec![
        entry(here, "Login down", Standing::Live),
        entry(other, "Mail slow", Standing::Live),
    ];
    stage.send(Msg::Listed(both.clone()));
    assert!(stage.screen().contains("── Login down"), "{}", stage.screen());
    stage.press("<f3>");
    stage.send(Msg::Listed(both));
    stage.press("<enter>");
    assert_eq!(stage.asked, [Effect::List, Effect::Open(other)]);
}

#[test]
fn hostile_text_is_only_text() {
    let mut stage = Stage::live((80, 24));
    let hostile = "x\u{1b}]52;c;Zm9v\u{7}\u{202e}evil\u{9b}2J";
    let sample = stage.sample.as_mut().unwrap();
    sample.set(FieldName::Title, hostile);
    sample.log(Kind::Note, None, hostile);
    stage.send(Msg::Changed { damage: 2 });
    for keys in ["", "<tab>", "<enter>", "<esc><esc>", "<f4>"] {
        stage.press(keys);
        let screen = stage.screen();
        let acting = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!screen.contains(acting), "{keys}: {screen}");
    }
}

#[test]
fn colours_carry_no_meaning_alone() {
    let stage = Stage::live((80, 24));
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let incident = stage.sample.as_ref().map(|s| &s.incident);
    let theme = Theme {
        color: false,
        unicode: false,
    };
    terminal
        .draw(|frame| draw(frame, &stage.model, incident, theme))
        .unwrap();
    let cells = &terminal.backend().buffer().content;
    assert!(
        cells
            .iter()
            .all(|cell| cell.fg == ratatui::style::Color::Reset && cell.symbol().is_ascii())
    );
}

/// Keys that do something somewhere, and some that do not.
const KEYS: &[&str] = &[
    "<enter>",
    "<esc>",
    "<tab>",
    "<up>",
    "<down>",
    "<pgup>",
    "<pgdn>",
    "<home>",
    "<end>",
    "<f1>",
    "<f3>",
    "<f4>",
    "<ctrl-p>",
    "<ctrl-c>",
    "<ctrl-u>",
    "<ctrl-w>",
    "<ctrl-y>",
    "<ctrl-_>",
    "<alt-p>",
    "<alt-n>",
    "<alt-t>",
    "<alt-enter>",
    "/",
    "n",
    "N",
    "]",
    "[",
    "z",
    "y",
    "k",
    "j",
    "G",
    "?",
    "e",
    "d: ",
    "09:30 ",
    "火",
    "é",
    "close",
    "todo: x due 2023-13-01",
    "-999999d ",
    "\\",
    "@bo #auth",
    "<f12>",
    "<insert>",
    "<f2>",
    "<delete>",
    "a",
    "u",
    "E",
    "3",
    "/impact",
    "<f5>",
    "x",
    "t",
    "A",
];

/// Where the keys begin that cut text on purpose: Ctrl-Y brings that back.
const CUTTING: usize = 14;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_pressed_at_whatever_size_nothing_panics(
        started in any::<bool>(),
        steps in prop::collection::vec((0..KEYS.len(), 0u16..130, 0u16..50), 0..60),
    ) {
        let mut stage = if started { Stage::live((80, 24)) } else { Stage::empty((80, 24)) };
        for (nth, (key, cols, rows)) in steps.into_iter().enumerate() {
            stage.press(KEYS[key]);
            if nth % 4 == 0 {
                stage.send(Msg::Input(Input::Resize { cols, rows }));
            }
            stage.screen();
        }
    }

    #[test]
    fn nothing_typed_is_ever_lost(line in "[a-zé火 ]{1,40}", keys in prop::collection::vec(0..CUTTING, 0..6)) {
        let mut stage = Stage::live((80, 24));
        stage.send(Msg::Input(Input::Text(line.clone())));
        for key in keys {
            stage.press(KEYS[key]);
        }
        let line = line.trim();
        let sample = stage.sample.as_ref().unwrap();
        let composer = &stage.model.composers[&Desk::Incident(sample.incident.id())];
        let recorded = sample.texts().contains(&line);
        let kept = composer.field.text().contains(line) || composer.history().iter().any(|old| old.contains(line));
        prop_assert!(recorded || kept);
    }
}

mod papers;
mod updates;
