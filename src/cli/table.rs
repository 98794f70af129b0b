//! The timeline for people: aligned columns, a heading for each day, and what else is known of an event.

use chrono::NaiveDate;

use crate::domain::harmless;
use crate::domain::harmless::wrap;
use crate::domain::incident::{Event, Incident, Status};
use crate::domain::kind::Via;
use crate::domain::mitigations::SaidOutcome;
use crate::domain::record::{ActionItemBody, Timing};
use crate::domain::time::{Precision, Zone};

/// The words where a time is not known.
const UNTIMED: &str = "not recorded";

/// The sign before a time that is only about right.
const ABOUT: char = '~';

/// The least columns that a text is wrapped to, however narrow the terminal.
const LEAST: usize = 20;

/// The look of a timeline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// The zone of all times.
    pub(super) zone: Zone,
    /// Columns of the terminal; `None`: it is none, and every event takes one line.
    pub(super) width: Option<usize>,
    /// True where it is coloured.
    pub(super) colored: bool,
}

impl Style {
    fn bold(&self, text: &str) -> String {
        self.paint("1", text)
    }

    fn dim(&self, text: &str) -> String {
        self.paint("2", text)
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.colored && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// The timeline's lines, harmless. `wanted` tells the events to be shown.
pub(super) fn timeline(incident: &Incident, style: Style, wanted: impl Fn(&Event) -> bool) -> Vec<String> {
    let events: Vec<&Event> = incident.shown().filter(|event| wanted(event)).collect();
    let mut times: Vec<String> = events
        .iter()
        .map(|event| time(&event.body().timing, style.zone))
        .collect();
    if times.iter().any(|time| time.starts_with(ABOUT)) {
        // The clocks stand below each other all the same.
        let exact = times.iter_mut().filter(|time| !time.starts_with(ABOUT));
        exact.for_each(|time| time.insert(0, ' '));
    }
    let several = events
        .iter()
        .any(|event| event.provenance.by != events[0].provenance.by);
    let columns = ColumnWidths {
        number: events
            .iter()
            .map(|event| digits(event.number))
            .max()
            .unwrap_or(0)
            .max(3),
        time: times.iter().map(|time| harmless::width(time)).max().unwrap_or(0),
        style,
    };
    let mut lines = Vec::new();
    let mut day = None;
    for (event, time) in events.into_iter().zip(&times) {
        let own = day_of(event, style.zone);
        if own.is_some() && own != day {
            lines.push(String::new());
            lines.extend(own.map(|own| style.bold(&own.format("%A %-d %B %Y").to_string())));
            day = own;
        }
        lines.extend(columns.row(event, time, &remarks(incident, event, several)));
    }
    lines
}

struct ColumnWidths {
    number: usize,
    time: usize,
    style: Style,
}

impl ColumnWidths {
    fn row(&self, event: &Event, time: &str, remarks: &str) -> Vec<String> {
        let body = event.body();
        let (number, style) = (event.number, self.style);
        let time = format!("{time}{}", " ".repeat(self.time - harmless::width(time)));
        let badge = format!("{:8}", body.kind.badge());
        let indent = self.number + self.time + 8 + 3 * 2;
        let head = format!(
            "{number:>width$}  {}  {}  ",
            if body.timing.at.is_some() {
                time
            } else {
                style.dim(&time)
            },
            style.bold(&badge),
            width = self.number
        );
        let text = match remarks {
            "" => body.text.clone(),
            _ => format!("{}  ({remarks})", body.text),
        };
        let Some(width) = style.width else {
            return vec![format!("{head}{}", harmless::line(&text))];
        };
        let wrapped = wrap(&text, width.saturating_sub(indent).max(LEAST)).into_iter();
        let heads = std::iter::once(head).chain(std::iter::repeat(" ".repeat(indent)));
        heads
            .zip(wrapped)
            .map(|(head, text)| format!("{head}{text}"))
            .collect()
    }
}

/// Everything else that is known of an event, in a few words.
fn remarks(incident: &Incident, event: &Event, several_authors: bool) -> String {
    let body = event.body();
    let mut remarks = Vec::new();
    if let Some(via) = body.via {
        remarks.push(match via {
            Via::Monitor => "by a monitor".to_owned(),
            Via::Person => "by a person".to_owned(),
        });
    }
    if let Some(ended) = body.ends.and_then(|id| incident.event(id)) {
        remarks.push(format!("ends {}", ended.number));
    }
    if event.says_recovered() {
        remarks.push("impact over".to_owned());
    }
    remarks.extend(SaidOutcome::beside_the_text(body).map(|said| said.words().to_owned()));
    if !body.evidence.is_empty() {
        remarks.push(format!("evidence: {}", body.evidence.len()));
    }
    remarks.extend(event.is_hidden().then(|| "not in drafts".to_owned()));
    match &body.source {
        Some(source) => remarks.push(format!("from {source}")),
        None if several_authors => remarks.push(event.provenance.by.to_string()),
        None => {}
    }
    if event.is_amended() {
        let by = event.amended_by_another();
        let by = by.map_or(String::new(), |by| format!(" by {by}"));
        let late = if event.is_amended_after_close() {
            " after close"
        } else {
            ""
        };
        remarks.push(format!("corrected{by}{late}"));
    }
    remarks.extend(event.after_close.then(|| "after close".to_owned()));
    remarks.join("; ")
}

/// The events that were withdrawn, by whom and why, a line each, harmless.
pub(super) fn withdrawn(incident: &Incident, style: Style, wanted: impl Fn(&Event) -> bool) -> Vec<String> {
    let places = incident.timeline().withdrawn().iter();
    let events = places.map(|place| &incident.events()[place.index()]);
    let dated = events.filter(|event| wanted(event)).map(|event| {
        let day = day_of(event, style.zone).map_or(String::new(), |day| format!("{day} "));
        (event, day + &time(&event.body().timing, style.zone))
    });
    let dated: Vec<_> = dated.collect();
    let widest = dated.iter().map(|(_, time)| harmless::width(time)).max();
    let widest = widest.unwrap_or(0);
    let lines = dated.into_iter().map(|(event, time)| {
        let how = event.withdrawal().map(|withdrawal| withdrawal.in_words());
        let body = event.body();
        let line = format!(
            "{:>3}  {time}{}  {:8}  {}  ({})",
            event.number,
            " ".repeat(widest - harmless::width(&time)),
            body.kind.badge(),
            body.text,
            how.unwrap_or_default()
        );
        harmless::line(&line).into_owned()
    });
    let columns = style.width.unwrap_or(usize::MAX);
    lines.flat_map(|line| wrap(&line, columns)).collect()
}

/// The number of events of this incident that were withdrawn, in a line of its own; `None` when none were.
pub(super) fn struck(incident: &Incident, style: Style, wanted: impl Fn(&Event) -> bool) -> Option<String> {
    let withdrawn = incident.events().iter().filter(|event| event.is_struck());
    let count = withdrawn.filter(|event| wanted(event)).count();
    let each = if count == 1 { "it" } else { "them" };
    (count > 0).then(|| style.dim(&format!("{count} struck: hotwash show --struck lists {each}")))
}

/// One event in one line, for whoever has just recorded it. The day is told unless it is `today`.
pub(super) fn one_line(event: &Event, zone: Zone, today: NaiveDate) -> String {
    let body = event.body();
    let day = day_of(event, zone).filter(|day| *day != today || body.timing.precision == Precision::Day);
    let day = day.map_or(String::new(), |day| format!("{day} "));
    let time = match body.timing.at {
        Some(_) => time(&body.timing, zone),
        None => "time not recorded".to_owned(),
    };
    let mut line = format!(
        "{}  {day}{time}  {}  {}",
        event.number,
        body.kind.badge(),
        body.text
    );
    if event.after_close {
        line.push_str("  (after close)");
    }
    line
}

/// The words behind whatever is recorded once the incident is closed.
pub(super) fn late(incident: &Incident) -> &'static str {
    match incident.status() {
        Status::Open => "",
        Status::Closed { .. } => "  (after close)",
    }
}

/// An action item in one line, with all that is known of it.
pub(super) fn action_item(number: u32, body: &ActionItemBody, today: NaiveDate) -> String {
    let done = if body.done { "[x]" } else { "[ ]" };
    let mut line = format!("{number:>3}  {done} {}", body.text);
    if let Some(owner) = body
        .owner
        .as_ref()
        .filter(|owner| !body.text.contains(&format!("@{owner}")))
    {
        line.push_str(&format!("  @{owner}"));
    }
    if let Some(due) = body.due_in_words(today) {
        line.push_str(&format!("  {due}"));
    }
    if let Some(purpose) = body.purpose {
        line.push_str(&format!("  {}", purpose.word()));
    }
    if let Some(priority) = &body.priority {
        line.push_str(&format!("  priority {priority}"));
    }
    line
}

/// A time as exactly as it was given: `09:30`, `~09:30`, `14:05-14:20`, `date only`, `not recorded`.
pub(super) fn time(timing: &Timing, zone: Zone) -> String {
    let Some(at) = timing.at else {
        return UNTIMED.to_owned();
    };
    let about = timing.about();
    let from = zone.shown(&at).clock;
    let Some(begun) = timing.precision.clock(from) else {
        return format!("{about}date only");
    };
    let Some(until) = timing.until else {
        return format!("{about}{begun}");
    };
    let to = zone.shown(&until).clock;
    let days = to.date().signed_duration_since(from.date()).num_days();
    let later = if days > 0 {
        format!(" +{days}d")
    } else {
        String::new()
    };
    let ended = timing.precision.clock(to).unwrap_or_default();
    format!("{about}{begun}-{ended}{later}")
}

fn day_of(event: &Event, zone: Zone) -> Option<NaiveDate> {
    event.body().timing.at.map(|at| zone.shown(&at).clock.date())
}

fn digits(number: u32) -> usize {
    number.to_string().len()
}
