//! What was worked out by hand, read from the text of a case.

use std::collections::BTreeMap;

/// An interval: its length in seconds, and the numbers of the events that it is between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub name: String,
    pub seconds: Option<i64>,
    pub about: bool,
    pub from: Option<u64>,
    pub to: Option<u64>,
    pub note: String,
}

/// All that must come of a case.
#[derive(Debug, Default)]
pub struct Expected {
    pub milestones: BTreeMap<String, (u64, String, bool)>,
    pub intervals: Vec<Figure>,
    pub windows: Vec<Vec<Figure>>,
    pub key_figures: Vec<String>,
    pub figures: String,
    pub narrative: String,
}

/// The part of a case that is typed.
pub fn typed(case: &str) -> &str {
    case.split("\n= ").next().unwrap_or_default()
}

impl Expected {
    /// Reads what stands behind the part that is typed.
    pub fn read(case: &str) -> Self {
        let mut expected = Expected::default();
        for section in case.split("\n= ").skip(1) {
            let (heading, lines) = section.split_once('\n').expect("a section has lines");
            let lines: Vec<&str> = lines
                .lines()
                .map(without_comment)
                .filter(|line| !line.is_empty())
                .collect();
            let figures = || lines.iter().map(|line| figure(line)).collect();
            match heading {
                "milestones" => expected.milestones = lines.iter().map(|line| milestone(line)).collect(),
                "intervals" => expected.intervals = figures(),
                "window" => expected.windows.push(figures()),
                "key figures" => expected.key_figures = lines.iter().map(|line| (*line).to_owned()).collect(),
                "figures" => expected.figures = lines.join(" "),
                "narrative" => expected.narrative = lines.join(" "),
                other => panic!("no section is called {other}"),
            }
        }
        expected
    }
}

fn without_comment(line: &str) -> &str {
    let end = if line.starts_with('#') {
        Some(0)
    } else {
        line.find("  # ")
    };
    end.map_or(line, |end| &line[..end]).trim()
}

fn cells(line: &str) -> Vec<&str> {
    line.split('|').map(str::trim).collect()
}

/// `impact | 1 | 2023-03-25T09:00:00Z | about`
fn milestone(line: &str) -> (String, (u64, String, bool)) {
    match cells(line)[..] {
        [name, event, at, ref about @ ..] => {
            let event = event.parse().expect("the number of an event");
            (name.to_owned(), (event, at.to_owned(), about == ["about"]))
        }
        _ => panic!("no milestone: {line}"),
    }
}

/// `time_to_detect | about 5 min | 1 2 | a note`
fn figure(line: &str) -> Figure {
    let [name, length, ends, note] = cells(line)[..] else {
        panic!("no interval: {line}");
    };
    let (about, length) = length
        .strip_prefix("about ")
        .map_or((false, length), |length| (true, length));
    let mut ends = ends.split(' ').map(|end| end.parse().ok());
    Figure {
        name: name.to_owned(),
        seconds: (length != "-").then(|| seconds(length)),
        about,
        from: ends.next().expect("a beginning"),
        to: ends.next().expect("an end"),
        note: note.to_owned(),
    }
}

/// `1 h 5 min 3 s`, `25 days`
fn seconds(length: &str) -> i64 {
    let words: Vec<&str> = length.split(' ').collect();
    let parts = words.chunks(2).map(|part| {
        let count: i64 = part[0].parse().expect("a number");
        count
            * match part[1] {
                "s" => 1,
                "min" => 60,
                "h" => 3_600,
                "days" => 86_400,
                unit => panic!("no unit: {unit}"),
            }
    });
    parts.sum()
}
