//! The picture of the README is the program's own screen.

use std::fmt::Write;
use std::sync::Arc;

use hotwash::app::input::{Input, Key};
use hotwash::app::model::{Model, Msg};
use hotwash::app::update::update;
use hotwash::domain::id::{IncidentId, RecordId};
use hotwash::domain::incident::Incident;
use hotwash::domain::kind::Kind;
use hotwash::domain::record::{EventBody, Op, Opening, Record, Severity, Timing};
use hotwash::domain::time::{Moment, Now, Precision, Zone};
use hotwash::tui::theme::Theme;
use hotwash::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use uuid::Uuid;

use crate::holds;

/// The incident of the picture, minute by minute: when it was recorded, when it happened, by whom, what.
const STORY: &[(&str, &str, &str, Kind, &str)] = &[
    (
        "14:31",
        "09:30",
        "ana",
        Kind::Detection,
        "Users report problems logging in",
    ),
    (
        "14:35",
        "09:35",
        "ana",
        Kind::Detection,
        "Automated alerts: authentication service",
    ),
    (
        "14:41",
        "09:40",
        "bo",
        Kind::Investigation,
        "Authentication service and its database",
    ),
    (
        "15:15",
        "10:15",
        "bo",
        Kind::RuledOut,
        "Nothing obvious in the service or the database",
    ),
    ("15:30", "10:30", "bo", Kind::Hypothesis, "Network connectivity?"),
    (
        "16:31",
        "11:31",
        "ana",
        Kind::Escalation,
        "@netops asked to look at the load balancers",
    ),
    (
        "16:44",
        "11:38",
        "bo",
        Kind::Note,
        "Rollback being discussed with @auth-team",
    ),
];

fn incident() -> Incident {
    let moment = |clock: &str| Moment::parse(&format!("2023-03-25T{clock}:00-05:00")).expect("a time");
    let zone = Zone::parse("-05:00", Zone::Utc).expect("a zone");
    let id = IncidentId::new(Uuid::from_u128(1));
    let opening = Opening {
        title: "Login service down".to_owned(),
        severity: Severity::new(1),
        zone,
        at: moment("09:30"),
    };
    let events = STORY.iter().map(|(recorded, at, by, kind, text)| {
        let approximate = *at == "11:38";
        let timing = Timing {
            at: Some(moment(at)),
            approximate,
            precision: Precision::Minute,
            until: None,
        };
        let body = EventBody {
            kind: *kind,
            text: (*text).to_owned(),
            timing,
            ..EventBody::default()
        };
        (*recorded, *by, Op::Event(body))
    });
    let all = std::iter::once(("14:30", "ana", Op::Open(opening))).chain(events);
    let writer: Arc<str> = Arc::from("ana-laptop-7k3q");
    let records = (1..).zip(all).map(|(seq, (recorded, by, op))| Record {
        id: RecordId::new(Uuid::from_u128(0x100 + u128::from(seq))),
        seq,
        lc: seq,
        recorded_at: format!("2023-03-25T{recorded}:00Z").parse().expect("a time"),
        by: by.to_owned(),
        batch: None,
        head: None,
        op,
    });
    Incident::replay(
        id,
        "login-service-down",
        records.map(|record| (record, Arc::clone(&writer))),
    )
}

fn screen() -> String {
    let incident = incident();
    let now = Now {
        instant: "2023-03-25T16:44:00Z".parse().expect("a time"),
        local: incident.zone(),
    };
    let mut model = Model::new(now, (80, 22));
    update(
        &mut model,
        Some(&incident),
        Msg::Opened {
            id: incident.id(),
            ticket: None,
            draft: None,
        },
    );
    for letter in "09:35 alert: second page for auth".chars() {
        update(
            &mut model,
            Some(&incident),
            Msg::Input(Input::Key(Key::char(letter))),
        );
    }
    let mut terminal = Terminal::new(TestBackend::new(80, 22)).expect("it needs no terminal");
    let theme = Theme {
        color: true,
        unicode: true,
    };
    terminal
        .draw(|frame| view::draw(frame, &model, Some(&incident), theme))
        .expect("it draws");
    let cells = &terminal.backend().buffer().content;
    let lines = cells
        .chunks(80)
        .map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>());
    let mut picture = String::from("```text\n");
    for line in lines {
        writeln!(picture, "{}", line.trim_end()).expect("a string takes all");
    }
    picture + "```\n"
}

#[test]
fn the_picture_is_the_programs() {
    holds("README.md", "screen", &screen());
}
