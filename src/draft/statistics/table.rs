//! The intervals as a table with a small histogram each, or one below the other where there are few columns.

use super::{Lines, too_few};
use crate::domain::counted::counted;
use crate::domain::statistics::{Bucket, Distribution, Statistics};
use crate::domain::time::span;

/// Columns that the table takes: on a screen of 80, between its margins.
const WIDE: usize = 78;

/// The columns of a bucket.
const BUCKET: usize = 2;

/// The labels of the axis, each at its bucket.
const AXIS: [(usize, &str); 6] = [(0, "1m"), (3, "10m"), (6, "1h"), (9, "8h"), (12, "1w"), (14, ">")];

/// Blocks, the lowest first.
const BLOCKS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The section of all intervals.
pub(super) fn intervals(lines: &mut Lines, statistics: &Statistics) {
    lines.heading("Intervals");
    let unicode = lines.look.unicode;
    if lines.look.columns < WIDE {
        for one in &statistics.intervals {
            below(lines, one, unicode);
        }
    } else {
        let head = format!(
            "{:19} {:>3} {:>11} {:>11} {}",
            "",
            "n",
            "median",
            "90 % within",
            axis()
        );
        lines.cut(head.trim_end());
        for one in &statistics.intervals {
            let row = format!("{:19} {}", one.title, figures(one, unicode));
            lines.cut(row.trim_end());
        }
    }
    lines.wrapped(
        "n: incidents with such a length. 90 % within: the 90th percentile. Both it and the median by nearest rank.",
    );
    lines.wrapped("Columns: up to 1, 2, 5, 10, 15, 30 min, 1, 2, 4, 8 h, 1, 2 days, 1, 4 weeks, and longer.");
    for one in &statistics.intervals {
        remarks(lines, one);
    }
}

fn below(lines: &mut Lines, one: &Distribution, unicode: bool) {
    lines.cut(one.title);
    match (one.median(), one.p90(), one.histogram()) {
        (Some(median), Some(p90), Some(histogram)) => {
            let (median, p90) = (span::spoken(median), span::spoken(p90));
            lines.wrapped(&format!(
                "  n = {}, median {median}, 90 % within {p90}",
                one.count()
            ));
            lines.cut(format!("  {}", bars(&histogram, unicode)).trim_end());
            lines.cut(format!("  {}", axis()).trim_end());
        }
        _ => lines.wrapped(&format!("  {}", too_few(one.count()))),
    }
}

fn figures(one: &Distribution, unicode: bool) -> String {
    match (one.median(), one.p90(), one.histogram()) {
        (Some(median), Some(p90), Some(histogram)) => format!(
            "{:>3} {:>11} {:>11} {}",
            one.count(),
            span::spoken(median),
            span::spoken(p90),
            bars(&histogram, unicode)
        ),
        _ => format!(" {}", too_few(one.count())),
    }
}

fn remarks(lines: &mut Lines, one: &Distribution) {
    if one.from_detection > 0 {
        let words = format!(
            "{}: {} counted from the detection, as no impact is recorded before it.",
            one.title, one.from_detection
        );
        lines.wrapped(&words);
    }
    if one.negative > 0 {
        let lengths = counted(one.negative, "negative length");
        lines.wrapped(&format!("{}: {lengths} left out.", one.title));
    }
}

fn axis() -> String {
    let mut axis = String::new();
    for (bucket, label) in AXIS {
        let column = bucket * BUCKET;
        axis.push_str(&" ".repeat(column.saturating_sub(axis.len())));
        axis.push_str(label);
    }
    axis
}

/// A histogram on one line: a block as high as the bucket's share of the fullest, or without blocks its number.
fn bars(histogram: &[Bucket], unicode: bool) -> String {
    let fullest = histogram
        .iter()
        .map(|bucket| bucket.count)
        .max()
        .unwrap_or(0)
        .max(1);
    let bar = |bucket: &Bucket| match bucket.count {
        0 if unicode => " ".repeat(BUCKET),
        0 => ". ".to_owned(),
        count if unicode => BLOCKS[(count * BLOCKS.len()).div_ceil(fullest) - 1].repeat(BUCKET),
        count if count < 100 => format!("{count:<BUCKET$}"),
        _ => "++".to_owned(),
    };
    histogram.iter().map(bar).collect()
}
