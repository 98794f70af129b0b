//! An incident that was drafted and is imported again is what was recorded.
//!
//! A draft does not carry everything: an hour comes back as "about" and to the minute, a hypothesis that is ended and the writers of events not at all.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use proptest::prelude::*;

use crate::domain::command::{Command, NewActionItem, NewEvent, When};
use crate::domain::entry::{EntryEvent, EntryTime};
use crate::domain::findings::Policy;
use crate::domain::incident::Incident;
use crate::domain::kind::{Kind, Via};
use crate::domain::record::{EventBody, FieldChange, FieldName, Purpose, Timing};
use crate::domain::sample::{self, Sample};
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::domain::time::{Moment, Now, Precision, Zone};
use crate::draft::{self, Citation, Draft, TEMPLATES, Template};
use crate::import::{self, Bundle, Format, Import, ImportOptions, Origin, Proposed};

fn options() -> ImportOptions {
    ImportOptions::new(TimeContext {
        now: Now {
            instant: "2026-11-28T12:00:00Z".parse().expect("a time"),
            local: Zone::Utc,
        },
        zone: Zone::Unknown,
        anchor: Anchor::Now,
    })
}

fn read_text(text: &str) -> Import {
    let import = import::read(&Bundle::of("incident.md", text), &options()).expect("it is read");
    assert_eq!(import.format, Format::Hotwash, "{text}");
    import
}

/// A timing in a form that can be compared: kind, who noticed, microseconds, what is said of them, the words.
type EventFacts = (
    Kind,
    Option<Via>,
    Option<i64>,
    Option<i64>,
    bool,
    Option<Precision>,
    String,
);
/// The text of an action item with all that is said of it.
type ItemFacts = (
    String,
    Option<String>,
    Option<String>,
    Option<&'static str>,
    Option<String>,
    bool,
);

/// The forms that are read back.
#[derive(Clone, Copy, PartialEq)]
enum Read {
    Json,
    Draft,
}

fn recorded_events(incident: &Incident, how: Read) -> Vec<EventFacts> {
    let zone = incident.zone();
    let facts = |body: &EventBody| {
        let timing = body.timing;
        let known = |at: Moment| zone.micros(&at);
        let is_hour = timing.precision == Precision::Hour && how == Read::Draft;
        let precision = if is_hour {
            Precision::Minute
        } else {
            timing.precision
        };
        let timed = timing.at.is_some();
        (
            body.kind,
            body.via,
            timing.at.map(known),
            timing.until.map(known),
            timed && (timing.approximate || is_hour),
            timing.at.map(|_| precision),
            body.text.clone(),
        )
    };
    incident.drafted().map(|event| facts(event.body())).collect()
}

fn read_events(import: &Import, zone: Zone) -> Vec<EventFacts> {
    let events = import
        .proposals
        .iter()
        .filter_map(|proposal| match &proposal.what {
            Proposed::Event(event) => Some(event),
            Proposed::ActionItem(_) | Proposed::Field(..) => None,
        });
    let facts = |event: &EntryEvent| {
        let given = match event.time {
            EntryTime::Given(given) => Some(given),
            EntryTime::Now => None,
        };
        (
            event.kind,
            event.via,
            given.map(|given| zone.micros(&given.at)),
            given.and_then(|given| given.until).map(|at| zone.micros(&at)),
            given.is_some_and(|given| given.approximate),
            given.map(|given| given.precision),
            event.text.clone(),
        )
    };
    events.map(facts).collect()
}

fn recorded_items(incident: &Incident) -> BTreeSet<ItemFacts> {
    let bodies = incident.action_items().map(|(_, body)| body);
    bodies
        .map(|body| {
            let purpose = body.purpose;
            let due = body.due.map(|due| due.to_string());
            let text = body.text.clone();
            (
                text,
                body.owner.clone(),
                due,
                purpose.map(Purpose::word),
                body.priority.clone(),
                body.done,
            )
        })
        .collect()
}

fn read_items(import: &Import) -> BTreeSet<ItemFacts> {
    let items = import
        .proposals
        .iter()
        .filter_map(|proposal| match &proposal.what {
            Proposed::ActionItem(item) => Some(item.clone()),
            Proposed::Event(_) | Proposed::Field(..) => None,
        });
    items
        .map(|item| {
            let due = item.due.map(|due| due.to_string());
            (
                item.text,
                item.owner,
                due,
                item.purpose.map(Purpose::word),
                item.priority,
                item.done,
            )
        })
        .collect()
}

fn recorded_fields(incident: &Incident) -> Vec<(FieldName, String)> {
    let of = |field: FieldName| -> Vec<String> {
        match field {
            FieldName::Title => vec![incident.title().to_owned()],
            FieldName::Zone => vec![incident.zone().to_string()],
            FieldName::Severity => incident
                .severity()
                .map(|level| level.to_string())
                .into_iter()
                .collect(),
            field if field.row().list => incident.values(field).into_iter().map(str::to_owned).collect(),
            field => incident.value(field).map(str::to_owned).into_iter().collect(),
        }
    };
    // What was written for customers stands in texts for them alone.
    let for_customers = [FieldName::PublicImpact, FieldName::PublicCause];
    let rows = FieldName::ROWS
        .iter()
        .filter(|row| !for_customers.contains(&row.name));
    rows.flat_map(|row| of(row.name).into_iter().map(|value| (row.name, value)))
        .collect()
}

fn read_fields(import: &Import) -> Vec<(FieldName, String)> {
    let fields = import
        .proposals
        .iter()
        .filter_map(|proposal| match &proposal.what {
            Proposed::Field(field, _) => Some((*field, proposal.text().to_owned())),
            Proposed::Event(_) | Proposed::ActionItem(_) => None,
        });
    let mut fields: Vec<(FieldName, String)> = fields.collect();
    fields.sort_by_key(|(field, _)| *field);
    fields
}

/// A line with the letters that mean something in Markdown.
fn line() -> impl Strategy<Value = String> {
    "([-+=#>*_`|~:<\\[\\]()a-zA0-9. \\\\&;@$!é]|http://a/|#1|:x:){1,24}"
        .prop_map(|line| format!("{}x", line.trim()))
}

/// Lines and paragraphs.
fn text() -> impl Strategy<Value = String> {
    let between = prop_oneof![Just("\n"), Just("\n\n")];
    proptest::collection::vec((line(), between), 1..4).prop_map(|lines| {
        let mut text: String = lines.into_iter().map(|(line, between)| line + between).collect();
        text.truncate(text.trim_end().len());
        text
    })
}

#[derive(Clone, Debug)]
struct EventMade {
    kind: usize,
    via: Option<Via>,
    seconds: Option<i64>,
    length: Option<i64>,
    approximate: bool,
    precision: Precision,
    text: String,
}

fn events() -> impl Strategy<Value = Vec<EventMade>> {
    let precision = prop_oneof![
        Just(Precision::Second),
        Just(Precision::Minute),
        Just(Precision::Hour),
        Just(Precision::Day)
    ];
    let via = prop_oneof![Just(None), Just(Some(Via::Monitor)), Just(Some(Via::Person))];
    let event = (
        0..Kind::ROWS.len(),
        via,
        proptest::option::weighted(0.8, 0..200_000i64),
        proptest::option::weighted(0.3, 0..100_000i64),
        any::<bool>(),
        precision,
        text(),
    );
    let made = event.prop_map(
        |(kind, via, seconds, length, approximate, precision, text)| EventMade {
            kind,
            via,
            seconds,
            length,
            approximate,
            precision,
            text,
        },
    );
    proptest::collection::vec(made, 0..8)
}

/// The instant so many seconds after the beginning, as exact as a clock of this precision shows it.
fn moment(seconds: i64, precision: Precision, zone: Zone) -> Moment {
    // The night in which clocks are set back in Paris.
    let begun: DateTime<Utc> = "2023-10-28T12:00:00Z".parse().expect("a time");
    let step = match precision {
        Precision::Second => 1,
        Precision::Minute => 60,
        Precision::Hour | Precision::Day => 3_600,
    };
    let at = zone.moment_at(begun + TimeDelta::seconds(seconds - seconds % step), Zone::Utc);
    match precision {
        Precision::Day => {
            let midnight = zone.shown(&at).clock.date().and_time(NaiveTime::MIN);
            zone.read_wall(midnight).moment()
        }
        Precision::Second | Precision::Minute | Precision::Hour => at,
    }
}

fn timing(made: &EventMade, zone: Zone) -> Timing {
    let Some(seconds) = made.seconds else {
        return Timing::default();
    };
    let at = moment(seconds, made.precision, zone);
    let until = made.length.map(|length| {
        // A draft writes the end of an hour to the minute.
        moment(seconds + length, made.precision, zone)
    });
    let is_later = |until: &Moment| made.precision != Precision::Day || zone.micros(until) > zone.micros(&at);
    Timing {
        at: Some(at),
        until: until.filter(is_later),
        approximate: made.approximate,
        precision: made.precision,
    }
}

fn items() -> impl Strategy<Value = Vec<NewActionItem>> {
    let purpose = proptest::option::of(proptest::sample::select(Purpose::ALL.to_vec()));
    let due = proptest::option::of(
        (1u32..28).prop_map(|day| chrono::NaiveDate::from_ymd_opt(2023, 12, day).expect("a day")),
    );
    let owner = proptest::option::of("[a-z*_|<&]{1,8}x");
    let priority = proptest::option::of("[A-Z0-9*]{1,3}");
    let item = (text(), owner, due, purpose, priority, any::<bool>());
    let made = item.prop_map(|(text, owner, due, purpose, priority, done)| NewActionItem {
        text,
        owner,
        due,
        purpose,
        priority,
        done,
        typed: None,
    });
    proptest::collection::vec(made, 0..4)
}

/// An incident with whatever people write.
fn incidents() -> impl Strategy<Value = Incident> {
    let zone = proptest::sample::select(vec!["UTC", "Europe/Paris", "-05:00", "unknown"]);
    let fields = proptest::collection::vec((0..FieldName::ROWS.len(), text()), 0..12);
    (zone, events(), items(), fields, line()).prop_map(|(zone, events, items, fields, title)| {
        let mut sample = Sample::new(zone, "2024-01-01T12:00:00Z");
        let zone = sample.incident.zone();
        sample.set(FieldName::Title, &title);
        for made in events {
            let new = NewEvent {
                via: made.via,
                when: When::Given(timing(&made, zone)),
                ..sample::event(Kind::ROWS[made.kind].kind, None, &made.text)
            };
            sample.command(Command::Record(new)).expect("a good event");
        }
        for item in items {
            sample.command(Command::AddActionItem(item)).expect("a good item");
        }
        for (nth, (row, text)) in fields.into_iter().enumerate() {
            let row = &FieldName::ROWS[row];
            let one_line = text.lines().next().unwrap_or_default().to_owned();
            let change = match row.name {
                FieldName::Title | FieldName::Zone => continue,
                FieldName::Severity => FieldChange::Value("2".to_owned()),
                FieldName::Commander => FieldChange::Value(one_line),
                _ if row.list => FieldChange::Add(format!("{nth} {text}")),
                _ => FieldChange::Value(text),
            };
            let field = row.name;
            sample
                .command(Command::SetField { field, change })
                .expect("a good value");
        }
        sample.incident
    })
}

fn drafted(incident: &Incident) -> Draft {
    Draft::new(incident, &Policy::default(), Citation::default(), "classic")
}

/// The drafts of an incident in every template that the import reads back: those of other houses tell an entry in several
/// places.
fn drafts(incident: &Incident) -> Vec<String> {
    let read_back = TEMPLATES
        .iter()
        .filter(|template| template.name == Template::DEFAULT);
    let rendered = read_back.map(|template| {
        draft::render(&drafted(incident), template.name, template.source).expect("a built-in template")
    });
    rendered.collect()
}

/// The lines of a text that are in no proposal and were not skipped.
fn lost(text: &str, import: &Import) -> Vec<usize> {
    let mut known: BTreeSet<usize> = import.skipped.iter().map(|skipped| skipped.line).collect();
    for proposal in &import.proposals {
        known.extend(proposal.line..=proposal.last_line);
    }
    let said = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    said.map(|(_, number)| number)
        .filter(|number| !known.contains(number))
        .collect()
}

proptest! {
    #[test]
    fn a_draft_gives_back_what_was_recorded(incident in incidents()) {
        for text in drafts(&incident) {
            let import = read_text(&text);
            let zone = incident.zone();
            prop_assert_eq!(read_events(&import, zone), recorded_events(&incident, Read::Draft), "{}", text);
            prop_assert_eq!(read_items(&import), recorded_items(&incident), "{}", text);
            prop_assert_eq!(read_fields(&import), recorded_fields(&incident), "{}", text);
            prop_assert_eq!(lost(&text, &import), Vec::<usize>::new(), "{}", text);
        }
    }

    #[test]
    fn the_context_gives_back_what_was_recorded(incident in incidents()) {
        let text = draft::json::to_json(&drafted(&incident));
        let import = read_text(&text);
        let zone = incident.zone();
        prop_assert_eq!(read_events(&import, zone), recorded_events(&incident, Read::Json), "{}", text);
        prop_assert_eq!(read_items(&import), recorded_items(&incident), "{}", text);
        prop_assert_eq!(read_fields(&import), recorded_fields(&incident), "{}", text);
        let keys = incident.drafted().map(|event| event.id.to_string());
        let expected: Vec<Option<Origin>> =
            keys.map(|key| Some(Origin::Key { source: "hotwash", key })).collect();
        let events = import.proposals.iter().filter(|proposal| matches!(proposal.what, Proposed::Event(_)));
        prop_assert_eq!(events.map(|event| event.origin.clone()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_edited_draft_loses_no_line(
        incident in incidents(),
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), line()), 0..6),
    ) {
        for text in drafts(&incident) {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let trailer = lines.iter().position(|line| line.starts_with("<!-- hotwash draft"));
            let body = trailer.expect("a draft ends in one");
            for (at, line) in &edits {
                lines[at.index(body)].clone_from(line);
            }
            let text = lines.join("\n");
            let import = read_text(&text);
            prop_assert_eq!(lost(&text, &import), Vec::<usize>::new(), "{}", text);
        }
    }
}
