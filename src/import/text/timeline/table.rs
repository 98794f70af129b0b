//! Tables: their columns by the words of their head, and a row as the line that the one-line entry reads.

use super::spelling::Habits;
use super::trailing::only_time;
use crate::domain::entry;
use crate::domain::kind::Kind;
use crate::domain::time::typed::TypedStamp;

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Date,
    Time,
    End,
    /// The same times in another zone.
    OtherTime,
    Kind,
    Author,
    Text,
}

/// The columns of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    columns: Vec<Column>,
}

/// The marks between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    /// Bars.
    Bars,
    /// Tabs.
    Tabs,
    /// Two spaces and more.
    Spaces,
}

/// A row, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TableRow {
    /// The line that the one-line entry reads.
    pub(super) words: String,
    /// The author, where a column names one.
    pub(super) author: Option<String>,
    /// True if its cells for a time are empty, so that it goes on with the row above.
    pub(super) goes_on: bool,
}

/// Words of heads, and what their columns mean.
const HEADS: &[(Column, &[&str])] = &[
    (
        Column::Date,
        &[
            "date", "day", "datum", "tag", "jour", "fecha", "data", "dia", "día", "giorno", "dag",
        ],
    ),
    (
        Column::Time,
        &[
            "time",
            "timestamp",
            "when",
            "start",
            "from",
            "utc",
            "at",
            "zeit",
            "uhrzeit",
            "zeitpunkt",
            "heure",
            "hora",
            "ora",
            "tijd",
            "datetime",
            "begin",
            "started",
        ],
    ),
    (
        Column::End,
        &["end", "to", "until", "ende", "bis", "fin", "ended", "finish"],
    ),
    (Column::Kind, &["kind", "type", "category", "phase", "typ", "art"]),
    (
        Column::Author,
        &[
            "who",
            "author",
            "by",
            "person",
            "owner",
            "actor",
            "responder",
            "name",
            "user",
            "wer",
            "qui",
            "quien",
            "quién",
            "chi",
            "wie",
        ],
    ),
    (
        Column::Text,
        &[
            "event",
            "events",
            "description",
            "what",
            "action",
            "actions",
            "details",
            "detail",
            "notes",
            "note",
            "comment",
            "comments",
            "text",
            "message",
            "ereignis",
            "beschreibung",
            "was",
            "événement",
            "description",
            "evento",
            "descripción",
            "descrição",
            "gebeurtenis",
            "link",
            "source",
            "status",
            "summary",
            "happened",
        ],
    ),
];

/// Cells that only say that nothing is known.
const NOTHING: [&str; 9] = [
    "", "-", "\u{2013}", "\u{2014}", "?", "??", "n/a", "tbd", "unknown",
];

impl Columns {
    /// The columns that a line names, if it can be the head of a table.
    pub(super) fn of_head(cells: &[&str]) -> Option<Self> {
        let mut columns: Vec<Column> = Vec::new();
        for cell in cells {
            let column = column(cell)?;
            let again = [Column::Time, Column::Date].contains(&column) && columns.contains(&column);
            columns.push(if again { Column::OtherTime } else { column });
        }
        let has_time = columns
            .iter()
            .any(|column| [Column::Time, Column::Date].contains(column));
        (has_time && columns.len() >= 2 && columns.len() <= 20).then_some(Columns { columns })
    }

    /// So many columns it has.
    pub(super) fn count(&self) -> usize {
        self.columns.len()
    }

    /// A row as one line.
    pub(super) fn row(&self, cells: &[&str], habits: &Habits) -> TableRow {
        let of = |wanted: Column| {
            let cells = self
                .columns
                .iter()
                .zip(cells)
                .filter(move |(column, _)| **column == wanted);
            cells
                .map(|(_, cell)| plain(cell))
                .filter(|cell| !NOTHING.contains(&&*cell.to_lowercase()))
        };
        let (date, time, end) = (
            of(Column::Date).next(),
            of(Column::Time).next(),
            of(Column::End).next(),
        );
        let behind = cells.get(self.columns.len()..).unwrap_or_default();
        let kind = of(Column::Kind).next();
        let named = kind.filter(|kind| Kind::from_typed(kind).is_some());
        let text: Vec<&str> = kind
            .filter(|_| named.is_none())
            .into_iter()
            .chain(of(Column::Text))
            .chain(
                behind
                    .iter()
                    .map(|cell| cell.trim())
                    .filter(|cell| !cell.is_empty()),
            )
            .collect();
        let mut words = date.map_or(String::new(), |date| format!("{date} "));
        let begins = time.filter(|time| only_time(time, habits).is_some());
        match (begins, end.filter(|end| only_time(end, habits).is_some())) {
            (Some(time), Some(end)) if !time.contains(' ') => words.push_str(&format!("{time} - {end} ")),
            (Some(time), _) => words.push_str(&format!("{time} ")),
            (None, _) => words.push_str(&time.map_or(String::new(), |time| {
                let bar = if entry_reads(time) { " " } else { " | " };
                format!("{time}{bar}")
            })),
        }
        words.extend(named.map(|kind| format!("{kind}: ")));
        words.push_str(&text.join(" | "));
        TableRow {
            words,
            author: of(Column::Author).next().map(str::to_owned),
            goes_on: date.is_none() && time.is_none(),
        }
    }
}

fn column(cell: &str) -> Option<Column> {
    let text = plain(cell).to_lowercase();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        return Some(Column::Text);
    }
    let of = |column: Column| {
        HEADS
            .iter()
            .any(|(known, heads)| *known == column && heads.contains(&words[0]))
    };
    let is_last = |column: Column| {
        HEADS
            .iter()
            .any(|(known, heads)| *known == column && words.last().is_some_and(|word| heads.contains(word)))
    };
    let all = [
        Column::Date,
        Column::Time,
        Column::End,
        Column::Kind,
        Column::Author,
        Column::Text,
    ];
    let found = all
        .into_iter()
        .find(|column| of(*column))
        .or_else(|| all.into_iter().find(|column| is_last(*column)));
    match found {
        Some(Column::Date) if words.contains(&"time") => Some(Column::Time),
        Some(column) if words.len() <= 5 => Some(column),
        Some(_) | None => None,
    }
}

/// True if a time stands here with more behind it.
fn entry_reads(text: &str) -> bool {
    TypedStamp::read(text).is_some()
}

/// A cell without the bold or the code around it.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    let inner = cell.trim_matches(['*', '_', '`']);
    if inner.contains(['*', '`']) {
        cell
    } else {
        inner.trim()
    }
}

/// The cells of a row.
pub(super) fn cells(line: &str, between: Cells) -> Vec<&str> {
    match between {
        Cells::Tabs => line.split('\t').map(str::trim).collect(),
        Cells::Spaces => line
            .split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect(),
        Cells::Bars => {
            let inside = line.trim().trim_start_matches('|');
            let inside = inside.strip_suffix('|').unwrap_or(inside);
            bars(inside)
        }
    }
}

/// Cells between bars; one behind a backslash belongs to its cell.
fn bars(inside: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut from = 0;
    for (at, _) in inside.match_indices('|') {
        if !inside[..at].ends_with('\\') {
            cells.push(inside[from..at].trim());
            from = at + 1;
        }
    }
    cells.push(inside[from..].trim());
    cells
}

/// A row of bars without a head, as one line: a day and a time before the words, a kind too.
pub(super) fn headless(line: &str, habits: &Habits) -> String {
    let all = cells(line, Cells::Bars);
    let cells: Vec<&str> = all
        .into_iter()
        .map(plain)
        .filter(|cell| !cell.is_empty())
        .collect();
    let is_time = |text: &str| only_time(text, habits).is_some();
    let (mut words, rest) = match &cells[..] {
        [day, clock, rest @ ..] if !is_time(day) && is_time(&format!("{day} {clock}")) => {
            (format!("{day} {clock} "), rest)
        }
        [from, to, rest @ ..] if is_time(from) && is_time(to) && !rest.is_empty() => {
            (format!("{from} - {to} "), rest)
        }
        [time, rest @ ..] if is_time(time) => (format!("{time} "), rest),
        rest => (String::new(), rest),
    };
    match rest {
        [kind, rest @ ..] if !rest.is_empty() && Kind::from_typed(kind).is_some() => {
            words.push_str(&format!("{kind}: {}", rest.join(" | ")));
        }
        rest => words.push_str(&rest.join(" | ")),
    }
    words
}

/// The cells of a text with a bar behind a backslash as what it stands for.
pub(super) fn unescaped(words: String) -> String {
    if words.contains("\\|") {
        words.replace("\\|", "|")
    } else {
        words
    }
}

/// True if the words are no more than a mark of a list.
pub(super) fn says_nothing(words: &str) -> bool {
    !entry::without_list_mark(words).chars().any(char::is_alphanumeric)
}
