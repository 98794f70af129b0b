//! Statistics in words and as a table.

use super::*;
use crate::domain::sample::Sample;
use crate::domain::statistics::Measured;

fn text(lines: &[StatisticsLine]) -> String {
    let line = |line: &StatisticsLine| match line {
        StatisticsLine::Blank => "\n".to_owned(),
        StatisticsLine::Heading(heading) => format!("## {heading}\n"),
        StatisticsLine::Text(text) => format!("{text}\n"),
    };
    lines.iter().map(line).collect()
}

fn none() -> Statistics {
    Statistics::of(Vec::new(), None)
}

/// Six incidents that were noticed after so many minutes, and one that says nothing.
fn seven() -> Statistics {
    use crate::domain::kind::Kind;
    use crate::domain::record::FieldName;
    let minutes = [1, 2, 2, 4, 11, 59];
    let mut samples: Vec<Sample> = minutes
        .into_iter()
        .map(|minutes| {
            let mut s = Sample::new("UTC", "2023-03-25T20:00:00Z");
            s.log(Kind::Impact, Some("2023-03-25T10:00:00Z"), "down");
            s.log(
                Kind::Detection,
                Some(&format!("2023-03-25T10:{minutes:02}:00Z")),
                "noticed",
            );
            s.set(
                FieldName::Cause,
                "=HYPERLINK(\"x\") \u{1b}[31m of the connection pool",
            );
            s
        })
        .collect();
    samples.push(Sample::new("UTC", "2023-02-01T20:00:00Z"));
    let now = samples[0].now();
    let measured = samples.iter().enumerate().map(|(nth, s)| {
        let name = format!("2023-03-25-login-down-{nth}");
        Measured::of(&s.incident, &name, nth == 3, now)
    });
    Statistics::of(measured.collect(), None)
}

#[test]
fn in_eighty_columns_each_interval_is_a_row() {
    let look = TextLook {
        columns: 80,
        unicode: true,
    };
    insta::assert_snapshot!(text(&in_words(&seven(), look)));
}

#[test]
fn in_few_columns_without_blocks_the_histogram_is_in_figures() {
    let look = TextLook {
        columns: 40,
        unicode: false,
    };
    let text = text(&in_words(&seven(), look));
    assert!(text.lines().all(|line| line.chars().count() <= 40), "{text}");
    assert!(!text.contains(['▁', '█']), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn no_incident_is_said_in_a_line() {
    let look = TextLook {
        columns: 80,
        unicode: true,
    };
    let since = Statistics::of(Vec::new(), "2026-01-01".parse().ok());
    assert_eq!(text(&in_words(&none(), look)), "no incident\n");
    assert_eq!(text(&in_words(&since, look)), "no incident since 2026-01-01\n");
}

#[test]
fn a_cell_is_no_formula_and_harmless() {
    let table = to_csv(&seven());
    assert!(!table.contains('\u{1b}'));
    let cause = table
        .lines()
        .find(|line| line.starts_with("cause,"))
        .expect("it comes back");
    assert!(cause.starts_with("cause,\"'=HYPERLINK"), "{cause}");
    assert!(cause.ends_with(",incidents,6"), "{cause}");
    // A reader reads it back, with as many cells in each row.
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    assert!(reader.records().all(|row| row.is_ok_and(|row| row.len() == 4)));
}
