//! Every figure of a text: times of day, dates and numbers, in one notation whatever they were written in.

use std::collections::BTreeSet;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The figures of a text: `14:00`, `March 25 2023`, `75%`.
pub fn of(text: &str) -> BTreeSet<String> {
    let words: Vec<&str> = text.split(is_between).filter(|word| !word.is_empty()).collect();
    let mut figures = BTreeSet::new();
    let mut rest = &words[..];
    while let Some((first, after)) = rest.split_first() {
        let (figure, taken) = figure(first, after);
        figures.extend(figure);
        rest = &rest[taken..];
    }
    figures
}

/// Hyphens part too: `3-hour`, `UTC-5`.
fn is_between(c: char) -> bool {
    !(c.is_alphanumeric() || c == ':' || c == '%')
}

fn figure(first: &str, after: &[&str]) -> (Option<String>, usize) {
    let first = first.trim_matches(':');
    if MONTHS.contains(&first)
        && let [day, year, ..] = after
        && let (Some(day), Ok(year)) = (ordinal(day), year.parse::<u16>())
    {
        return (Some(format!("{first} {day} {year}")), 3);
    }
    if let [month, year, ..] = after
        && MONTHS.contains(month)
        && let (Some(day), Ok(year)) = (ordinal(first), year.parse::<u16>())
    {
        return (Some(format!("{month} {day} {year}")), 3);
    }
    if let Some((hour, minute)) = first.split_once(':')
        && let (Ok(hour), Ok(minute)) = (hour.parse::<u8>(), minute.parse::<u8>())
    {
        let half = after.first().map(|word| word.trim_matches(':'));
        let hour = match half {
            Some("AM") => hour % 12,
            Some("PM") => hour % 12 + 12,
            _ => hour,
        };
        return (Some(format!("{hour:02}:{minute:02}")), 1);
    }
    let has_digit = first.chars().any(|c| c.is_ascii_digit());
    (has_digit.then(|| first.to_owned()), 1)
}

fn ordinal(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok()
}

/// The figures of a draft that neither its source has nor the list of what was computed. The draft without its
/// trailer; references to events are no figures.
pub fn invented(draft: &str, source: &str, computed: &[&str]) -> Vec<String> {
    let mut draft = draft.to_owned();
    // The longest first: "5 h" is part of "5 h 10 min".
    let mut computed = computed.to_vec();
    computed.sort_by_key(|figure| std::cmp::Reverse(figure.len()));
    for figure in computed {
        assert!(draft.contains(figure), "computed, but not in the draft: {figure}");
        draft = draft.replace(figure, " ");
    }
    let draft: String = draft
        .lines()
        .map(|line| without_references(line) + "\n")
        .collect();
    of(&draft).difference(&of(source)).cloned().collect()
}

/// A line without `event 4`, `events 1, 2 and 3`, `item 5`, and without the number of a row.
fn without_references(line: &str) -> String {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let line = match cells[..] {
        // The number of an action item.
        ["", number, ref rest @ ..] if number.parse::<u32>().is_ok() => rest.join(" "),
        _ => line.to_owned(),
    };
    let mut kept = Vec::new();
    let mut referring = false;
    for word in line.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let number = bare.parse::<u32>().is_ok();
        referring = matches!(&*bare.to_ascii_lowercase(), "event" | "events" | "item" | "items")
            || referring && (number || bare == "and");
        if !(referring && number) {
            kept.push(word);
        }
        // `event 4: March 25` and `(event 4)` end there.
        referring &= !word.ends_with([':', ')', '.']);
    }
    kept.join(" ")
}

#[test]
fn figures_are_read_in_every_notation() {
    let text =
        "March 25th, 2023 9:30 AM - March 26th, 2023 4:00 PM (UTC-5); 12:15 AM, a 3-hour outage, 75% of 20";
    let figures: Vec<String> = of(text).into_iter().collect();
    let expected = [
        "00:15",
        "09:30",
        "16:00",
        "20",
        "3",
        "5",
        "75%",
        "March 25 2023",
        "March 26 2023",
    ];
    let expected: BTreeSet<String> = expected.iter().map(|figure| (*figure).to_owned()).collect();
    assert_eq!(figures, expected.into_iter().collect::<Vec<_>>());
}

#[test]
fn whatever_is_invented_is_noticed() {
    let source = "March 25th, 2023, 9:30 AM: 75% of users";
    let honest = "25 March 2023, **09:30** 75% (event 4: 25 March 2023, 09:30), events 1, 2 and 3: 2 h";
    assert_eq!(invented(honest, source, &["2 h"]), [""; 0]);
    assert_eq!(invented(honest, source, &[]), ["2"]);
    for (wrong, figure) in [
        ("21:30", "21:30"),
        ("76%", "76%"),
        ("March 26, 2023", "March 26 2023"),
        ("40 servers", "40"),
        ("(event 4) 12 pods", "12"),
    ] {
        assert_eq!(invented(wrong, source, &[]), [figure]);
    }
}
