//! The sections of statistics in words, but for the intervals.

use super::{Lines, too_few};
use crate::domain::counted::{counted, counted_as};
use crate::domain::statistics::{BySeverity, Lost, Noticed, OwnerOverdue, Recurring, Statistics, TOO_FEW};
use crate::domain::time::span;

/// The most months that are listed: the latest.
const MOST_MONTHS: usize = 24;

/// The most causes or names that are listed.
const MOST_RECURRING: usize = 10;

/// The most items of one owner that are listed.
const MOST_ITEMS: usize = 5;

/// The columns of the longest bar of a month.
const BAR: usize = 20;

/// From so many columns on a month's bar stands beside its severities.
const WIDE: usize = 60;

/// Incidents by severity and by month.
pub(super) fn counts(lines: &mut Lines, statistics: &Statistics) {
    lines.heading("By severity");
    lines.wrapped(&severities(&statistics.by_severity));
    lines.heading("By month");
    let months = &statistics.by_month;
    let (earlier, shown) = months.split_at(months.len().saturating_sub(MOST_MONTHS));
    if !earlier.is_empty() {
        let count: usize = earlier.iter().map(|month| month.count()).sum();
        lines.wrapped(&format!(
            "{} before {}",
            counted(count, "incident"),
            shown[0].name()
        ));
    }
    let most = shown.iter().map(|month| month.count()).max().unwrap_or(0).max(1);
    let block = if lines.look.unicode { "█" } else { "#" };
    for month in shown {
        let bar = block.repeat((month.count() * BAR).div_ceil(most));
        let row = format!("{} {:>4}  {bar}", month.name(), month.count());
        let row = if lines.look.columns >= WIDE && month.count() > 0 {
            // Blocks are one column each.
            let gap = " ".repeat(BAR + 2 - bar.chars().count());
            format!("{row}{gap}{}", severities(&month.by_severity))
        } else {
            row
        };
        lines.cut(row.trim_end());
    }
}

fn severities(counts: &BySeverity) -> String {
    let levels = counts.levels().filter(|(_, count)| *count > 0);
    let levels = levels.map(|(level, count)| format!("{count} SEV{level}"));
    let unsaid = (counts.unsaid > 0).then(|| format!("{} not recorded", counts.unsaid));
    levels.chain(unsaid).collect::<Vec<_>>().join(", ")
}

/// Those who noticed the incidents.
pub(super) fn noticed(lines: &mut Lines, noticed: Noticed) {
    lines.heading("Noticed by monitors");
    let known = noticed.known();
    let share = noticed.percent().map_or_else(
        || too_few(known.min(TOO_FEW - 1)),
        |percent| format!("{} of {known} ({percent} %)", noticed.monitor),
    );
    let unsaid = match noticed.unsaid {
        0 => String::new(),
        count => format!("; of {count} more it is not recorded"),
    };
    lines.wrapped(&format!("{share}{unsaid}"));
}

/// The time lost to dead ends.
pub(super) fn lost(lines: &mut Lines, lost: Lost) {
    lines.heading("Lost to dead ends");
    let words = match lost.incidents {
        0 => "no time is recorded".to_owned(),
        count => format!(
            "{} in all, in {}",
            span::long(lost.seconds),
            counted(count, "incident")
        ),
    };
    lines.wrapped(&words);
}

/// Causes or names that come back.
pub(super) fn recurring(lines: &mut Lines, heading: &'static str, all: &[Recurring]) {
    lines.heading(heading);
    if all.is_empty() {
        lines.wrapped("none");
    }
    for one in all.iter().take(MOST_RECURRING) {
        lines.cut(&format!("{:>4}  {}", one.incidents.len(), one.text));
    }
    more(lines, all.len(), MOST_RECURRING);
}

/// Overdue action items by owner.
pub(super) fn overdue(lines: &mut Lines, owners: &[OwnerOverdue]) {
    lines.heading("Overdue action items");
    if owners.is_empty() {
        lines.wrapped("none");
    }
    for owned in owners {
        let owner = owned
            .owner
            .as_deref()
            .map_or("no owner".to_owned(), |owner| format!("@{owner}"));
        lines.cut(&format!("{:>4}  {owner}", owned.items.len()));
        for item in owned.items.iter().take(MOST_ITEMS) {
            let days = counted(item.days.unsigned_abs(), "day");
            lines.cut(&format!(
                "      {days}: {} ({} in {})",
                item.text, item.number, item.incident
            ));
        }
        more(lines, owned.items.len(), MOST_ITEMS);
    }
}

fn more(lines: &mut Lines, count: usize, shown: usize) {
    if count > shown {
        lines.wrapped(&format!("      and {} more", count - shown));
    }
}

/// Incidents whose journals are damaged.
pub(super) fn damaged(lines: &mut Lines, folders: &[String]) {
    if folders.is_empty() {
        return;
    }
    lines.heading("Damaged journals");
    let journals = counted_as(
        folders.len(),
        "journal counts as far as it reads",
        "journals count as far as they read",
    );
    lines.wrapped(&format!("{journals}; hotwash verify names the places"));
    for folder in folders {
        lines.cut(&format!("      {folder}"));
    }
}
