//! Statistics as one table for a spreadsheet: a row for each figure, with its section before everything else.

use csv::{Writer, WriterBuilder};

use crate::domain::harmless;
use crate::domain::statistics::{BySeverity, Distribution, OwnerOverdue, Recurring, Statistics};

/// The names of the columns.
const COLUMNS: [&str; 4] = ["section", "name", "measure", "value"];

/// The table. A value that would tell nothing, because there are too few, is empty.
pub fn to_csv(statistics: &Statistics) -> String {
    let mut table = Table(WriterBuilder::new().from_writer(Vec::new()));
    table.record(COLUMNS);
    table.row("incidents", "all", "incidents", &statistics.incidents.to_string());
    table.row(
        "incidents",
        "without a day",
        "incidents",
        &statistics.undated.to_string(),
    );
    table.severities("severity", None, &statistics.by_severity);
    for month in &statistics.by_month {
        table.row("month", &month.name(), "incidents", &month.count().to_string());
        table.severities("month", Some(&month.name()), &month.by_severity);
    }
    for interval in &statistics.intervals {
        table.interval(interval);
    }
    let noticed = statistics.noticed;
    table.row("noticed", "monitor", "incidents", &noticed.monitor.to_string());
    table.row("noticed", "person", "incidents", &noticed.person.to_string());
    table.row(
        "noticed",
        "not recorded",
        "incidents",
        &noticed.unsaid.to_string(),
    );
    let share = noticed
        .share()
        .map_or(String::new(), |share| format!("{share:.4}"));
    table.row("noticed", "monitor", "share", &share);
    table.row(
        "dead_ends",
        "all",
        "incidents",
        &statistics.lost.incidents.to_string(),
    );
    table.row(
        "dead_ends",
        "all",
        "seconds",
        &statistics.lost.seconds.to_string(),
    );
    table.recurring("cause", &statistics.causes);
    table.recurring("affected", &statistics.affected);
    statistics.overdue.iter().for_each(|owned| table.overdue(owned));
    for folder in &statistics.damaged {
        table.row("damaged", folder, "incidents", "1");
    }
    table.text()
}

struct Table(Writer<Vec<u8>>);

impl Table {
    fn record(&mut self, cells: [&str; 4]) {
        // Writing to memory cannot fail, and every record has as many cells.
        let _ = self.0.write_record(cells);
    }

    fn row(&mut self, section: &str, name: &str, measure: &str, value: &str) {
        self.record([section, &cell(name), measure, value]);
    }

    /// Counts by severity: the levels are the names, or of something that has a name the measures.
    fn severities(&mut self, section: &str, name: Option<&str>, counts: &BySeverity) {
        let levels = counts
            .levels()
            .map(|(level, count)| (format!("SEV{level}"), count));
        for (level, count) in levels.chain([("not recorded".to_owned(), counts.unsaid)]) {
            match name {
                Some(name) => self.row(section, name, &level, &count.to_string()),
                None => self.row(section, &level, "incidents", &count.to_string()),
            }
        }
    }

    fn interval(&mut self, interval: &Distribution) {
        let known = |value: Option<i64>| value.map_or(String::new(), |value| value.to_string());
        let name = interval.name;
        let figures = [
            ("count", interval.count().to_string()),
            ("from_detection", interval.from_detection.to_string()),
            ("negative", interval.negative.to_string()),
            ("median_seconds", known(interval.median())),
            ("p90_seconds", known(interval.p90())),
        ];
        for (measure, value) in figures {
            self.row("interval", name, measure, &value);
        }
        for bucket in interval.histogram().into_iter().flatten() {
            let upto = bucket
                .upto
                .map_or("longer".to_owned(), |upto| format!("upto_{upto}_seconds"));
            self.row("interval", name, &upto, &bucket.count.to_string());
        }
    }

    fn recurring(&mut self, section: &str, all: &[Recurring]) {
        for one in all {
            self.row(section, &one.text, "incidents", &one.incidents.len().to_string());
        }
    }

    fn overdue(&mut self, owned: &OwnerOverdue) {
        let owner = owned.owner.as_deref().unwrap_or_default();
        self.row("overdue", owner, "items", &owned.items.len().to_string());
        self.row("overdue", owner, "most_days", &owned.most_days().to_string());
    }

    fn text(self) -> String {
        let bytes = self.0.into_inner().unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// A text that others may have written: harmless, and no formula to a spreadsheet.
fn cell(text: &str) -> String {
    let text = harmless::line(text);
    if text.starts_with(['=', '+', '-', '@']) {
        format!("'{text}")
    } else {
        text.into_owned()
    }
}
