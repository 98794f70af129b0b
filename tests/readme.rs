//! The README is true: its picture and tables are those of the program, its commands are run as they stand.
//!
//! `UPDATE_README=1 cargo test --test readme` writes the generated blocks anew.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use hotwash::app::input::{Input, parse_keys};
use hotwash::app::keymap::{Context, rows_of};
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

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn readme() -> String {
    std::fs::read_to_string(file()).expect("the README is there")
}

/// Holds that the block between the two comments is what the program makes.
fn holds(name: &str, made: &str) {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let text = readme();
    let (before, rest) = text.split_once(&begin).expect("the block begins");
    let (block, after) = rest.split_once(&end).expect("the block ends");
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(file(), format!("{before}{begin}{made}{end}{after}"))
            .expect("the README can be written");
    } else {
        assert_eq!(
            block, made,
            "{name}: UPDATE_README=1 cargo test --test readme writes it anew"
        );
    }
}

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
    for key in parse_keys("09:35 alert: second page for auth") {
        update(&mut model, Some(&incident), Msg::Input(Input::Key(key)));
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
    holds("screen", &screen());
}

#[test]
fn the_kinds_are_those_of_the_table() {
    let mut table = String::from("| key | kind | also typed as | what it is |\n| --- | --- | --- | --- |\n");
    for row in Kind::ROWS {
        let also: Vec<&str> = row.also.iter().map(|alias| alias.word).collect();
        let line = format!(
            "| `{}:` | `{}` | {} | {} |",
            row.key,
            row.wire,
            also.join(", "),
            row.about
        );
        writeln!(table, "{line}").expect("a string takes all");
    }
    holds("kinds", &table);
}

#[test]
fn the_keys_are_those_of_the_table() {
    let mut table = String::from("| where | key | does |\n| --- | --- | --- |\n");
    for context in Context::ALL {
        for row in rows_of(context) {
            let keys: Vec<String> = row.keys.iter().map(|key| format!("`{key}`")).collect();
            writeln!(
                table,
                "| {} | {} | {} |",
                context.title(),
                keys.join(" "),
                row.help
            )
            .expect("a string takes all");
        }
    }
    holds("keys", &table);
}

/// The commands of the README's first console block, each with the lines shown below it.
fn commands() -> Vec<(String, Vec<String>)> {
    let text = readme();
    let block = text
        .split("```console\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let mut commands: Vec<(String, Vec<String>)> = Vec::new();
    for line in block.expect("there is a console block").lines() {
        match line.strip_prefix("$ ") {
            Some(command) => commands.push((command.to_owned(), Vec::new())),
            None => commands
                .last_mut()
                .expect("a command comes first")
                .1
                .push(line.to_owned()),
        }
    }
    commands
}

#[test]
fn the_commands_answer_as_shown() {
    let home = tempfile::tempdir().expect("a folder");
    let program = PathBuf::from(env!("CARGO_BIN_EXE_hotwash"));
    let path = program.parent().expect("a program lies in a folder");
    for (command, shown) in commands() {
        let output = Command::new("sh")
            .arg("-c")
            .arg(&command)
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", path.display()))
            .env("HOTWASH_HOME", home.path())
            .output()
            .expect("there is a shell");
        assert!(
            output.status.success(),
            "{command}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let answer = String::from_utf8(output.stdout).expect("answers are text");
        // Commands without a line below them answer with an id or a path, which is another each time.
        if !shown.is_empty() {
            assert_eq!(answer.lines().collect::<Vec<_>>(), shown, "{command}");
        }
    }
}
