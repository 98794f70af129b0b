//! Action items: `todo: add a health check @bo due 2026-12-01`.

use chrono::NaiveDate;

use super::EntryActionItem;
use super::mentions::people;
use super::remark::Remark;
use crate::domain::time::typed::option;

/// What stands behind `todo` when a line begins with it; the colon may be missing.
pub(super) fn prefix(line: &str) -> Option<&str> {
    let word = line.get(..4).filter(|word| word.eq_ignore_ascii_case("todo"))?;
    let rest = &line[word.len()..];
    if let Some(rest) = rest.strip_prefix(':') {
        return Some(rest);
    }
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// Reads what stands behind `todo`.
pub(super) fn read(text: &str, today: NaiveDate) -> (EntryActionItem, Vec<Remark>) {
    let mut remarks = Vec::new();
    let (text, due) = match due_at_end(text.trim()) {
        None => (text.trim(), None),
        Some((before, date)) => match option::due(date, today) {
            Some(due) => (before, Some(due)),
            None => {
                remarks.push(Remark::DueNotRead(date.to_owned()));
                (text.trim(), None)
            }
        },
    };
    if text.is_empty() {
        remarks.push(Remark::EmptyText);
    }
    let item = EntryActionItem {
        text: text.to_owned(),
        owner: people(text).first().map(|&owner| owner.to_owned()),
        due,
    };
    (item, remarks)
}

/// Splits off a last word with `due` before it; the comma before that goes too.
fn due_at_end(text: &str) -> Option<(&str, &str)> {
    let (before, date) = text.rsplit_once(char::is_whitespace)?;
    let before = before.trim_end();
    let at = before.len().checked_sub("due".len())?;
    let word = before.get(at..).filter(|word| word.eq_ignore_ascii_case("due"))?;
    let before = &before[..before.len() - word.len()];
    let alone = before.is_empty() || before.ends_with(char::is_whitespace);
    alone.then(|| (before.trim_end().trim_end_matches(',').trim_end(), date))
}
