//! What the program says of the incident that was recorded: by its library, to machines, and to people.

use std::collections::BTreeMap;

use hotwash::domain::facts::Facts;
use hotwash::domain::id::RecordId;
use hotwash::domain::incident::Incident;
use hotwash::domain::intervals::Interval;
use hotwash::domain::kind;
use serde_json::Value;

use super::expected::Figure;
use crate::harness::Home;
use crate::whole::incident;

/// Milestones by name (the number of the event, its time, true where that is only about right), and the intervals.
#[derive(Debug, PartialEq, Eq)]
pub struct Figures {
    pub milestones: BTreeMap<String, (u64, String, bool)>,
    pub intervals: Vec<Figure>,
    pub windows: Vec<Vec<Figure>>,
}

/// By the library, from the journal on disk.
pub fn facts(home: &Home) -> Figures {
    let incident = incident(home);
    let facts = Facts::of(&incident);
    let milestones = kind::Milestone::ALL.iter().filter_map(|milestone| {
        let mark = facts.milestones.get(*milestone)?;
        let at = serde_json::to_value(mark.at).expect("a time");
        let at = at.as_str().expect("a text").to_owned();
        Some((
            milestone.name().to_owned(),
            (number(&incident, mark.event), at, mark.approximate),
        ))
    });
    let figures = |intervals: &[Interval]| {
        intervals
            .iter()
            .map(|interval| of_interval(&incident, interval))
            .collect()
    };
    Figures {
        milestones: milestones.collect(),
        intervals: figures(&facts.intervals),
        windows: facts
            .in_windows
            .iter()
            .map(|window| figures(&window.intervals))
            .collect(),
    }
}

fn number(incident: &Incident, id: RecordId) -> u64 {
    incident.event(id).expect("an event").number.into()
}

fn of_interval(incident: &Incident, interval: &Interval) -> Figure {
    let number = |id: Option<RecordId>| id.map(|id| number(incident, id));
    Figure {
        name: interval.name.to_owned(),
        seconds: interval.seconds(),
        about: interval.approximate,
        from: number(interval.from),
        to: number(interval.to),
        note: interval.note.clone().unwrap_or_default(),
    }
}

/// By `show --json`, which names events by their ids.
pub fn show(home: &Home) -> Figures {
    let show = home.run(&["show", "--json"]).json();
    let events = show["events"].as_array().expect("events");
    let number = |id: &Value| {
        let event = events.iter().find(|event| event["id"] == *id)?;
        event["number"].as_u64()
    };
    let milestones = show["milestones"].as_object().expect("milestones").iter();
    let milestones = milestones
        .filter(|(_, told)| !told.is_null())
        .map(|(name, told)| {
            let event = number(&told["event"]).expect("an event of the timeline");
            (
                name.clone(),
                (event, text(&told["at"]), told["approximate"] == true),
            )
        });
    Figures {
        milestones: milestones.collect(),
        intervals: intervals(&show["intervals"], number),
        windows: Vec::new(),
    }
}

/// By `export --format json`, which names them by their numbers.
pub fn context(home: &Home) -> Figures {
    let context = home.run(&["export", "--format", "json"]).json();
    let events: Vec<&Value> = list(&context["days"])
        .iter()
        .flat_map(|day| list(&day["events"]))
        .collect();
    let about = |number: &Value| {
        events
            .iter()
            .any(|event| event["number"] == *number && is_about(event))
    };
    // One without a time is none for machines, while the draft names its event.
    let timed = list(&context["milestones"])
        .iter()
        .filter(|told| told["at"].is_string());
    let milestones = timed.map(|told| {
        let event = told["event"].as_u64().expect("the number of an event");
        (
            text(&told["name"]),
            (event, text(&told["at"]), about(&told["event"])),
        )
    });
    let windows = list(&context["windows"]).iter();
    Figures {
        milestones: milestones.collect(),
        intervals: intervals(&context["intervals"], Value::as_u64),
        windows: windows
            .map(|window| intervals(&window["intervals"], Value::as_u64))
            .collect(),
    }
}

/// Given as about, or no closer than to the hour.
fn is_about(event: &Value) -> bool {
    let precision = event["precision"].as_str();
    event["approximate"] == true || matches!(precision, Some("hour" | "day"))
}

fn intervals(told: &Value, number: impl Fn(&Value) -> Option<u64>) -> Vec<Figure> {
    let figure = |told: &Value| Figure {
        name: text(&told["name"]),
        seconds: told["seconds"].as_i64(),
        about: told["approximate"] == true,
        from: number(&told["from"]),
        to: number(&told["to"]),
        note: told["note"].as_str().unwrap_or_default().to_owned(),
    };
    list(told).iter().map(figure).collect()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// The words of a draft that give figures.
pub struct Words {
    /// The rows of its table, cell by cell.
    pub key_figures: Vec<String>,
    /// How they were computed.
    pub figures: String,
    /// The paragraph at its beginning.
    pub narrative: String,
}

/// By the draft.
pub fn words(draft: &str) -> Words {
    let section = |heading: &str| {
        let (_, rest) = draft
            .split_once(&format!("\n## {heading}\n\n"))
            .unwrap_or_default();
        rest.split("\n## ").next().unwrap_or_default()
    };
    let summary = section("Issue Summary");
    let rows = summary
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| ---"));
    // Without the head of the table, which is no figure.
    let rows = rows.skip(1).map(|row| row.trim_matches(['|', ' ']).to_owned());
    let notes = section("Notes on the record").lines();
    let figures = notes.filter_map(|note| note.strip_prefix("- Figures: "));
    Words {
        key_figures: rows.collect(),
        figures: figures.collect(),
        narrative: summary.lines().next().unwrap_or_default().to_owned(),
    }
}
