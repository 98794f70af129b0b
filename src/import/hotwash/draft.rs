//! Reads a draft in Markdown, as it was written or as a person has edited it since.

use chrono::NaiveDate;

use super::layout::{Chunk, Mark, chunks};
use super::pieces::Pieces;
use super::{entry, marks};
use crate::domain::entry::{self as typed, What};
use crate::domain::record::{FieldName, Purpose, Severity};
use crate::domain::time::Zone;
use crate::domain::time::typed::{Anchor, TimeContext};
use crate::import::options::ImportOptions;
use crate::import::origin::Origin;
use crate::import::outcome::Import;
use crate::import::proposal::Why;

/// The beginning of the trailer that ends every draft.
const TRAILER: &str = "<!-- hotwash draft ";

/// True if a text is a draft. No recorded text can contain its trailer.
pub(super) fn is_ours(text: &str) -> bool {
    let mut ends = text.lines().rev().take(MOST_TRAILER);
    ends.any(|line| line.starts_with(TRAILER))
}

/// A trailer has a line for each writer.
const MOST_TRAILER: usize = 10_000;

/// A part of a draft, by its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Head,
    /// A text, and lists below headings of their own.
    Field(FieldName),
    CauseAndResolution,
    Timeline,
    Measures,
    Computed,
    Unknown,
}

/// Reads a draft.
pub(super) fn read(text: &str, file: &str, options: &ImportOptions) -> Import {
    let mut reading = Reading {
        pieces: Pieces::new(options),
        options,
        file,
        part: Part::Head,
        list: Some(FieldName::Roles),
        day: None,
        purpose: None,
        is_quoting: false,
        is_narrative_next: false,
    };
    for chunk in chunks(text) {
        reading.chunk(&chunk);
    }
    reading.pieces.finish()
}

struct Reading<'o, 'f> {
    pieces: Pieces<'o>,
    options: &'o ImportOptions,
    file: &'f str,
    part: Part,
    /// The list that items belong to.
    list: Option<FieldName>,
    /// The day of the events.
    day: Option<NaiveDate>,
    /// The purpose of the group of action items.
    purpose: Option<Purpose>,
    /// True where the items below only quote the timeline.
    is_quoting: bool,
    /// True where the next text is the paragraph that hotwash computes.
    is_narrative_next: bool,
}

/// The beginning of the line under the title.
const STATUS_LINE: &str = "DRAFT from the record";

/// True for a place that was left for people to finish. A recorded bracket before a small letter is escaped.
fn is_unfinished(text: &str) -> bool {
    let text = text.trim_start();
    let inside = text
        .strip_prefix("None recorded: ")
        .unwrap_or(text)
        .strip_prefix('[');
    inside.is_some_and(|inside| inside.starts_with(|c: char| c.is_ascii_lowercase()))
}

impl Reading<'_, '_> {
    fn chunk(&mut self, chunk: &Chunk<'_>) {
        match chunk.mark {
            Mark::Heading(1) => self.pieces.title(chunk.place(), &marks::plain(chunk.head())),
            Mark::Heading(2) => self.open(chunk),
            Mark::Heading(_) => self.open_below(chunk),
            Mark::Evidence => {
                let why = Why::Unreadable("evidence stays with its incident".to_owned());
                self.pieces.skip(chunk.place(), &why);
            }
            Mark::Row if self.part == Part::Measures => self.row(chunk),
            Mark::Row | Mark::Comment => self.pieces.skip(chunk.place(), &Why::Computed),
            Mark::Label | Mark::Text | Mark::Item if self.part == Part::Computed => {
                self.pieces.skip(chunk.place(), &Why::Computed);
            }
            Mark::Label | Mark::Text | Mark::Item if self.part == Part::Unknown => {
                self.pieces.skip(chunk.place(), &Why::Prose);
            }
            Mark::Label => self.label(chunk),
            Mark::Text => self.text(chunk),
            Mark::Item => self.item(chunk),
        }
    }

    fn open(&mut self, chunk: &Chunk<'_>) {
        let words = chunk.head().to_lowercase();
        self.part = match &*words {
            "issue summary" | "summary" => Part::Field(FieldName::Summary),
            "timeline" => Part::Timeline,
            "root cause and resolution" => Part::CauseAndResolution,
            "corrective and preventative measures" | "action items" => Part::Measures,
            "what is still unknown"
            | "how the figures were computed"
            | "to check"
            | "notes on the record" => Part::Computed,
            _ => field_titled(&words).map_or(Part::Unknown, Part::Field),
        };
        self.list = field_titled(&words).filter(|field| field.row().list);
        self.is_quoting = false;
        self.purpose = None;
        self.pieces.skip(chunk.place(), &Why::Heading);
    }

    fn open_below(&mut self, chunk: &Chunk<'_>) {
        let words = chunk.head();
        self.is_quoting = false;
        let mut why = Why::Heading;
        match self.part {
            Part::Timeline => {
                self.day = entry::titled(&marks::plain(words));
                why = if self.day.is_some() { Why::Day } else { why };
            }
            Part::Measures => {
                self.purpose = match words {
                    "Immediate measures" => Some(Purpose::Mitigate),
                    "Preventive measures" => Some(Purpose::Prevent),
                    _ => None,
                };
            }
            Part::Head | Part::Field(_) | Part::CauseAndResolution | Part::Computed | Part::Unknown => {
                self.list = field_titled(&words.to_lowercase()).filter(|field| field.row().list);
            }
        }
        self.pieces.skip(chunk.place(), &why);
    }

    /// `**Impact:** text`, `**Affected:**`, `**Resolution**, as the timeline tells it:`.
    fn label(&mut self, chunk: &Chunk<'_>) {
        let head = chunk.head().trim_start_matches('*');
        let (words, rest) = head.split_once("**").unwrap_or((head, ""));
        let field = field_titled(&words.trim_end_matches(':').to_lowercase());
        self.is_quoting = !words.ends_with(':');
        let mut lines = chunk.lines.clone();
        lines[0] = rest;
        let text = marks::block(&lines);
        let Some(field) = field.filter(|_| !self.is_quoting) else {
            return self.pieces.skip(chunk.place(), &Why::Computed);
        };
        if is_unfinished(rest) {
            return self.pieces.skip(chunk.place(), &Why::NoText);
        }
        self.list = Some(field).filter(|field| field.row().list);
        self.value(chunk, field, &text);
    }

    fn value(&mut self, chunk: &Chunk<'_>, field: FieldName, text: &str) {
        let nothing = [
            "",
            "not recorded",
            "Not recorded.",
            "not written up; see the quotation above.",
        ];
        if nothing.contains(&text) {
            return self.pieces.skip(chunk.place(), &Why::NoText);
        }
        self.pieces.field(chunk.place(), field, text);
    }

    fn text(&mut self, chunk: &Chunk<'_>) {
        self.is_quoting = false;
        let text = marks::block(&chunk.lines);
        if is_unfinished(&chunk.lines.join(" ")) {
            return self.pieces.skip(chunk.place(), &Why::NoText);
        }
        let is_narrative =
            self.part == Part::Field(FieldName::Summary) && std::mem::take(&mut self.is_narrative_next);
        if is_narrative {
            // What a person wrote below the paragraph that was computed.
            let added = text.split_once("\n\n").map_or("", |(_, added)| added);
            let added = added
                .split_once("Not recorded: ")
                .map_or(added, |(added, _)| added)
                .trim();
            return match added {
                "" => self.pieces.skip(chunk.place(), &Why::Computed),
                added => self.value(chunk, FieldName::Summary, added),
            };
        }
        if text.starts_with("Not recorded: ")
            || text.starts_with("No owner: ")
            || text.starts_with("No due date: ")
        {
            return self.pieces.skip(chunk.place(), &Why::Computed);
        }
        match self.part {
            Part::Head if text.starts_with(STATUS_LINE) => self.status_line(chunk, &text),
            Part::Head => self.severity(chunk, &chunk.lines.join(" ")),
            Part::Timeline => self.zone(chunk, &text),
            Part::Field(field) if field.row().list => self.value(chunk, field, &text),
            Part::Field(field) => self.value(chunk, field, &text),
            Part::Measures if text == "Not recorded." => self.pieces.skip(chunk.place(), &Why::NoText),
            Part::CauseAndResolution | Part::Measures | Part::Computed | Part::Unknown => {
                self.pieces.skip(chunk.place(), &Why::Prose);
            }
        }
    }

    /// `DRAFT from the record of 25 March 2023, 3 entries by ana, not reviewed · SEV2 · 25 March 2023, 09:30 – 20:00 (UTC)`.
    fn status_line(&mut self, chunk: &Chunk<'_>, text: &str) {
        self.is_narrative_next = true;
        let (status, below) = text.split_once("\n\n").unwrap_or((text, ""));
        let level = status
            .split(" · ")
            .find_map(|part| Severity::parse(part.strip_prefix("SEV")?));
        let place = status
            .strip_suffix(')')
            .and_then(|status| status.rsplit_once(" ("));
        let zone = place.and_then(|(_, zone)| match zone {
            "zone not recorded" => Some(Zone::Unknown),
            zone => Zone::known(zone.split(',').next()?, Zone::Unknown),
        });
        let commander = below.trim().strip_prefix("Incident commander: ");
        if let Some(level) = level {
            self.pieces
                .field(chunk.place(), FieldName::Severity, &level.to_string());
        }
        if let Some(zone) = zone {
            self.pieces.zone(chunk.place(), zone);
        }
        if let Some(name) = commander {
            let name = name.strip_suffix('.').unwrap_or(name);
            self.pieces.field(chunk.place(), FieldName::Commander, name);
        }
        if level.is_none() && zone.is_none() && commander.is_none() {
            self.pieces.skip(chunk.place(), &Why::Computed);
        }
    }

    /// A row of the table of action items; its head is none.
    fn row(&mut self, chunk: &Chunk<'_>) {
        match entry::row(chunk.head()) {
            Some(item) => self.pieces.item(chunk.place(), item),
            None => self.pieces.skip(chunk.place(), &Why::Computed),
        }
    }

    /// `Severity 2, closed. Incident commander: bo.`
    fn severity(&mut self, chunk: &Chunk<'_>, text: &str) {
        let level = text
            .strip_prefix("Severity ")
            .and_then(|rest| Severity::parse(rest.get(..1)?));
        let commander = text.split_once("Incident commander: ").map(|(_, name)| name);
        if let Some(level) = level {
            self.pieces
                .field(chunk.place(), FieldName::Severity, &level.to_string());
        }
        if let Some(name) = commander {
            let name = marks::plain(name.strip_suffix('.').unwrap_or(name));
            self.pieces.field(chunk.place(), FieldName::Commander, &name);
        }
        if level.is_none() && commander.is_none() {
            self.pieces.skip(chunk.place(), &Why::Prose);
        }
    }

    /// `All times are in America/Bogota, UTC-05:00. Recorded by ana.`
    fn zone(&mut self, chunk: &Chunk<'_>, text: &str) {
        let named = text.strip_prefix("All times are in ").and_then(|rest| {
            let name = rest
                .split(|c: char| c == ',' || c.is_whitespace())
                .next()?
                .trim_end_matches('.');
            Zone::known(name, Zone::Unknown)
        });
        let is_unknown = text.starts_with("The zone of the times is not recorded");
        match named.or(is_unknown.then_some(Zone::Unknown)) {
            Some(zone) => self.pieces.zone(chunk.place(), zone),
            None if text == "Nothing is recorded." => self.pieces.skip(chunk.place(), &Why::NoText),
            None => self.pieces.skip(chunk.place(), &Why::Prose),
        }
    }

    fn item(&mut self, chunk: &Chunk<'_>) {
        let mut lines = chunk.lines.clone();
        lines[0] = chunk.head();
        let text = marks::block(&lines);
        match (self.part, self.list) {
            (Part::Timeline, _) if entry::is_silence(chunk.lines[0]) => {
                self.pieces.skip(chunk.place(), &Why::Computed);
            }
            _ if self.is_quoting => self.pieces.skip(chunk.place(), &Why::Computed),
            (Part::Timeline, _) => self.event(chunk),
            (Part::Measures, _) => {
                let item = entry::item(&chunk.lines, self.purpose);
                self.pieces.item(chunk.place(), item);
            }
            (_, Some(field)) => self.value(chunk, field, &text),
            (Part::Field(field), None) => self.value(chunk, field, &text),
            (_, None) => self.pieces.skip(chunk.place(), &Why::Prose),
        }
    }

    /// An event; one that a person has written into the draft is read as any line.
    fn event(&mut self, chunk: &Chunk<'_>) {
        let zone = self.pieces.known_zone();
        let place = chunk.place();
        let origin = Origin::Line {
            file: self.file.into(),
            line: place.line,
        };
        if let Some(event) = entry::event(&chunk.lines, self.day, zone) {
            return self.pieces.event(place, event, false, origin);
        }
        let context = self.options.time_context(Some(zone));
        let context = TimeContext {
            anchor: self.day.map_or(context.anchor, Anchor::Day),
            ..context
        };
        match typed::read(&chunk.lines.join(" "), &context).what {
            What::Event(event) if !event.text.is_empty() => self.pieces.event(place, event, false, origin),
            What::ActionItem(item) => self.pieces.item(place, item),
            What::Event(_) | What::Empty | What::Day(_) => self.pieces.skip(place, &Why::NoText),
        }
    }
}

/// The field of this title, in lower case.
fn field_titled(words: &str) -> Option<FieldName> {
    let row = FieldName::ROWS
        .iter()
        .find(|row| row.title.to_lowercase() == words)?;
    Some(row.name)
}
