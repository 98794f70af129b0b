//! Reads the timeline as `show` prints it: `  2  ~09:00         DETECT    latency is up  (by a monitor)`.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::pieces::{Pieces, Place, event};
use crate::domain::entry::{EntryActionItem, EntryTime};
use crate::domain::kind::{Kind, Via};
use crate::domain::mentions::{people, tags};
use crate::domain::mitigations::SaidOutcome;
use crate::domain::record::{FieldName, Purpose, Severity};
use crate::domain::time::typed::TimeGiven;
use crate::domain::time::{Precision, Zone};
use crate::import::options::ImportOptions;
use crate::import::origin::Origin;
use crate::import::outcome::Import;
use crate::import::proposal::Why;

/// The most lines that a title and its facts take on a terminal.
const HEAD: usize = 8;

/// True if a text is the timeline of `show`: below the title stand its facts.
pub(super) fn is_ours(text: &str) -> bool {
    let head: Vec<&str> = text.lines().take(HEAD).collect();
    let head = head.join(" ");
    (head.contains(" · open · ") || head.contains(" · closed · ")) && head.contains(" · opened ")
}

/// A line of the timeline, or several that a terminal has wrapped.
struct Row<'a> {
    first: usize,
    lines: Vec<&'a str>,
}

/// Reads it.
pub(super) fn read(text: &str, file: &str, options: &ImportOptions) -> Import {
    let mut reading = Reading {
        pieces: Pieces::new(options),
        file,
        day: None,
        in_items: false,
    };
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut head: Vec<&str> = Vec::new();
    let mut in_head = true;
    for (nth, line) in text.lines().enumerate() {
        in_head &= !line.trim().is_empty();
        if in_head {
            head.push(line);
            continue;
        }
        // Only the lines of an event begin with white space; its number stands among the first columns.
        let is_wrapped = line.starts_with("          ") && line.trim_start().len() < line.len() - 9;
        match rows.last_mut() {
            Some(last) if is_wrapped && last.first + last.lines.len() == nth + 1 => last.lines.push(line),
            Some(_) | None if line.trim().is_empty() => {}
            Some(_) | None => rows.push(Row {
                first: nth + 1,
                lines: vec![line],
            }),
        }
    }
    reading.head(&head);
    for row in rows {
        reading.row(&row);
    }
    reading.pieces.finish()
}

struct Reading<'o, 'f> {
    pieces: Pieces<'o>,
    file: &'f str,
    day: Option<NaiveDate>,
    in_items: bool,
}

impl Reading<'_, '_> {
    /// The title, and `00a001 · SEV2 · open · opened 2023-03-25 09:30 · America/Bogota`.
    fn head(&mut self, lines: &[&str]) {
        let facts_at = lines
            .iter()
            .position(|line| line.contains(" · "))
            .unwrap_or(lines.len());
        let place = |from: usize, to: usize| Place {
            line: from + 1,
            last_line: to.max(from + 1),
            raw: lines[from..to].join("\n"),
        };
        let title = lines[..facts_at].join(" ");
        if !title.trim().is_empty() {
            self.pieces.title(place(0, facts_at), title.trim());
        }
        if facts_at == lines.len() {
            return;
        }
        let facts = lines[facts_at..]
            .iter()
            .map(|line| line.trim())
            .collect::<Vec<_>>()
            .join(" ");
        let whole = place(facts_at, lines.len());
        let parts: Vec<&str> = facts.split(" · ").collect();
        if let Some(level) = parts
            .iter()
            .find_map(|part| Severity::parse(part.strip_prefix("SEV")?))
        {
            self.pieces
                .field(whole.clone(), FieldName::Severity, &level.to_string());
        }
        let zone = match parts.last() {
            Some(&"zone not recorded") => Some(Zone::Unknown),
            Some(name) => Zone::known(name, Zone::Unknown),
            None => None,
        };
        match zone {
            Some(zone) => self.pieces.zone(whole, zone),
            None => self.pieces.skip(whole, &Why::Computed),
        }
    }

    fn row(&mut self, row: &Row<'_>) {
        let line = row
            .lines
            .iter()
            .map(|line| line.trim())
            .collect::<Vec<_>>()
            .join(" ");
        let place = Place {
            line: row.first,
            last_line: row.first + row.lines.len() - 1,
            raw: row.lines.join("\n"),
        };
        if let Ok(day) = NaiveDate::parse_from_str(&line, "%A %d %B %Y") {
            self.day = Some(day);
            return self.pieces.skip(place, &Why::Day);
        }
        if line == "Action items" {
            self.in_items = true;
            return self.pieces.skip(place, &Why::Heading);
        }
        let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let words = behind.strip_prefix("  ").filter(|_| behind.len() < line.len());
        let Some(words) = words else {
            return self.pieces.skip(place, &Why::Computed);
        };
        if self.in_items {
            return self.pieces.item(place, item(words));
        }
        self.event(place, words);
    }

    fn event(&mut self, place: Place, words: &str) {
        let zone = self.pieces.known_zone();
        let origin = Origin::Line {
            file: self.file.into(),
            line: place.line,
        };
        match self.understood(words, zone) {
            Some((kind, time, text)) => {
                // A terminal wraps between the text and the remarks too.
                let before = if place.last_line > place.line { " (" } else { "  (" };
                let (text, remarks) = without_remarks(text, before);
                let outcome = remarks
                    .outcome
                    .map_or(String::new(), |said| format!(" #{}", said.tag()));
                let text = text.replace('⏎', "\n") + &outcome;
                self.pieces.event(
                    place,
                    event(kind, remarks.via, time, text),
                    remarks.ends_impact,
                    origin,
                );
            }
            None => self
                .pieces
                .skip(place, &Why::Unreadable("it is no event of a timeline".to_owned())),
        }
    }

    /// The kind, the time and the rest of a row behind its number.
    fn understood<'w>(&self, words: &'w str, zone: Zone) -> Option<(Kind, EntryTime, &'w str)> {
        let (time, rest) = words.trim_start().split_once("  ")?;
        let rest = rest.trim_start();
        let row = Kind::ROWS.iter().find(|row| {
            let behind = rest.strip_prefix(row.badge);
            behind.is_some_and(|behind| behind.starts_with("  "))
        })?;
        let text = rest[row.badge.len()..].trim();
        let time = self.time(time.trim(), zone)?;
        (!text.is_empty()).then_some((row.kind, time, text))
    }

    /// `09:30`, `~09:30:12`, `23:50-00:10 +1d`, `date only`, `not recorded`.
    fn time(&self, words: &str, zone: Zone) -> Option<EntryTime> {
        if words == "not recorded" {
            return Some(EntryTime::Now);
        }
        let day = self.day?;
        let exact = words.strip_prefix('~');
        let (approximate, words) = (exact.is_some(), exact.unwrap_or(words));
        let on = |day: NaiveDate, clock: NaiveTime| zone.read_wall(day.and_time(clock)).moment();
        let (at, until, precision) = if words == "date only" {
            (on(day, NaiveTime::MIN), None, Precision::Day)
        } else {
            let (range, later) = words.split_once(" +").unwrap_or((words, "0d"));
            let days: i64 = later.strip_suffix('d')?.parse().ok()?;
            let (from, to) = range
                .split_once('-')
                .map_or((range, None), |(from, to)| (from, Some(to)));
            let (from, precision) = clock(from)?;
            let last = day.checked_add_signed(TimeDelta::try_days(days)?)?;
            let until = match to {
                Some(to) => Some(on(last, clock(to)?.0)),
                None => None,
            };
            (on(day, from), until, precision)
        };
        Some(EntryTime::Given(TimeGiven {
            at,
            until,
            approximate,
            precision,
        }))
    }
}

fn clock(words: &str) -> Option<(NaiveTime, Precision)> {
    let second = NaiveTime::parse_from_str(words, "%H:%M:%S").map(|clock| (clock, Precision::Second));
    let minute = || NaiveTime::parse_from_str(words, "%H:%M").map(|clock| (clock, Precision::Minute));
    second.or_else(|_| minute()).ok()
}

/// The remarks of `show` on an event that say something its text does not.
#[derive(Default)]
struct Remarks {
    via: Option<Via>,
    ends_impact: bool,
    outcome: Option<SaidOutcome>,
}

/// The text without the remarks of `show` behind it, which this opens, and these.
fn without_remarks<'t>(text: &'t str, opening: &str) -> (&'t str, Remarks) {
    let parted = text.strip_suffix(')').and_then(|text| text.rsplit_once(opening));
    let Some((before, remarks)) = parted.filter(|(_, remarks)| remarks.split("; ").any(is_remark)) else {
        return (text, Remarks::default());
    };
    let has = |wanted: &str| remarks.split("; ").any(|remark| remark == wanted);
    let via = if has("by a monitor") {
        Some(Via::Monitor)
    } else {
        has("by a person").then_some(Via::Person)
    };
    let says_so = tags(before).contains(&"recovered");
    let remarks = Remarks {
        via,
        ends_impact: has("impact over") && !says_so,
        outcome: SaidOutcome::ALL.into_iter().find(|said| has(said.words())),
    };
    (before.trim_end(), remarks)
}

fn is_remark(remark: &str) -> bool {
    let begins = [
        "by a ",
        "ends ",
        "impact over",
        "evidence: ",
        "not in drafts",
        "corrected",
        "after close",
    ];
    let is_outcome = || SaidOutcome::ALL.iter().any(|said| remark == said.words());
    begins.iter().any(|begin| remark.starts_with(begin)) || is_outcome()
}

/// `[ ] add a check @bo  due 2026-12-01  prevent  priority P1`; `due today` does not say which day that was.
fn item(words: &str) -> EntryActionItem {
    let done = words.starts_with("[x]");
    let words = words.trim_start_matches("[x]").trim_start_matches("[ ]").trim();
    let mut parts = words.split("  ");
    let text = parts.next().unwrap_or_default().replace('⏎', "\n");
    let mut item = EntryActionItem {
        owner: people(&text).first().map(|owner| (*owner).to_owned()),
        text,
        due: None,
        purpose: None,
        priority: None,
        done,
    };
    for part in parts.map(str::trim) {
        let dated = part
            .strip_prefix("due ")
            .or_else(|| part.strip_suffix(')')?.rsplit_once('(').map(|(_, day)| day));
        let due = dated.and_then(|day| day.parse().ok());
        if let Some(owner) = part.strip_prefix('@') {
            item.owner = Some(owner.to_owned());
        } else if due.is_some() {
            item.due = due;
        } else if let Some(purpose) = Purpose::from_word(part) {
            item.purpose = Some(purpose);
        } else if let Some(priority) = part.strip_prefix("priority ") {
            item.priority = Some(priority.to_owned());
        } else if part != "due today" {
            item.text.push_str("  ");
            item.text.push_str(part);
        }
    }
    item
}
