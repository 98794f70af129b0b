//! A frame of the live screen with 100,000 events: by itself, after a key, and after a record has come.

mod journals;

use std::sync::Arc;

use chrono::{TimeDelta, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use hotwash::app::input::{Input, Key, KeyCode};
use hotwash::app::model::{Model, Msg};
use hotwash::app::update::update;
use hotwash::domain::incident::Incident;
use hotwash::domain::record::Record;
use hotwash::domain::time::{Now, Zone};
use hotwash::journal::{Disk, Shelf};
use hotwash::tui::theme::Theme;
use hotwash::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const EVENTS: usize = 100_000;

const THEME: Theme = Theme {
    color: true,
    unicode: true,
};

/// The face without its terminal and its disk.
struct Stage {
    incident: Incident,
    model: Model,
    terminal: Terminal<TestBackend>,
}

impl Stage {
    fn live() -> Self {
        let folder = tempfile::tempdir().expect("a folder of one's own");
        let path = journals::incident(folder.path(), EVENTS);
        let shelf = Shelf::new(folder.path(), Arc::new(Disk));
        let incident = shelf
            .read(&path, journals::WRITER)
            .expect("a sound journal")
            .incident;
        let now = Now {
            instant: Utc::now(),
            local: Zone::Utc,
        };
        let mut stage = Stage {
            model: Model::new(now, (120, 40)),
            terminal: Terminal::new(TestBackend::new(120, 40)).expect("a screen in memory"),
            incident,
        };
        stage.tell(Msg::Opened {
            id: stage.incident.id(),
            ticket: None,
            draft: None,
        });
        stage.draw();
        stage
    }

    fn tell(&mut self, msg: Msg) {
        update(&mut self.model, Some(&self.incident), msg);
    }

    fn draw(&mut self) {
        let (model, incident) = (&self.model, &self.incident);
        let drawn = self
            .terminal
            .draw(|frame| view::draw(frame, model, Some(incident), THEME));
        drawn.expect("a screen in memory");
    }

    fn press(&mut self, code: KeyCode) {
        self.tell(Msg::Input(Input::Key(Key::plain(code))));
        self.draw();
    }

    fn take(&mut self, record: Record) {
        let id = record.id;
        self.incident.apply(record, &Arc::from(journals::WRITER));
        self.tell(Msg::Saved {
            ticket: 0,
            record: id,
            notice: None,
        });
        self.draw();
    }
}

fn frames(criterion: &mut Criterion) {
    let mut stage = Stage::live();
    criterion.bench_function("a frame of 100,000 events (target: 1 ms)", |bench| {
        bench.iter(|| stage.draw())
    });
    criterion.bench_function("a key typed, and its frame (target: 1 ms)", |bench| {
        bench.iter(|| {
            stage.press(KeyCode::Char('x'));
            stage.press(KeyCode::Backspace);
        });
    });
    let mut nth = EVENTS;
    let began = Utc::now() - TimeDelta::seconds(7 * 100_000);
    criterion.bench_function("a record come, and its frame (target: 1 ms)", |bench| {
        bench.iter(|| {
            nth += 1;
            stage.take(journals::event(nth, began));
        });
    });
    stage.press(KeyCode::PageUp);
    criterion.bench_function("a page back and forth, and its frames (target: 2 ms)", |bench| {
        bench.iter(|| {
            stage.press(KeyCode::PageUp);
            stage.press(KeyCode::PageDown);
        });
    });
}

criterion_group!(benches, frames);
criterion_main!(benches);
