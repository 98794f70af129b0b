//! Action items: `todo: add a health check @bo due 2026-12-01`.

use chrono::NaiveDate;

use super::EntryActionItem;
use super::remark::Remark;
use crate::domain::mentions::people;
use crate::domain::time::typed::option;

/// The text behind `todo:` when a line begins with it. The colon is needed: "todo list is long" is text.
pub(super) fn prefix(line: &str) -> Option<&str> {
    behind_word(line)?.trim_start().strip_prefix(':')
}

/// True if a line begins with `todo` as a word of its own, and no colon.
pub(super) fn lacks_colon(line: &str) -> bool {
    behind_word(line).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        && prefix(line).is_none()
}

fn behind_word(line: &str) -> Option<&str> {
    let word = line.get(..4).filter(|word| word.eq_ignore_ascii_case("todo"))?;
    Some(&line[word.len()..])
}

/// Reads what stands behind `todo`.
pub(super) fn read(text: &str, today: NaiveDate) -> (EntryActionItem, Vec<Remark>) {
    let mut remarks = Vec::new();
    let (text, due) = match due_at_end(text.trim(), today) {
        None => (text.trim(), None),
        Some((before, Ok(due))) => (before, Some(due)),
        Some((_, Err(date))) => {
            remarks.push(Remark::DueNotRead(date.to_owned()));
            (text.trim(), None)
        }
    };
    if text.is_empty() {
        remarks.push(Remark::EmptyText);
    }
    let item = EntryActionItem {
        text: text.to_owned(),
        owner: people(text).first().map(|&owner| owner.to_owned()),
        due,
        purpose: None,
        priority: None,
        done: false,
    };
    (item, remarks)
}

/// So many words behind `due` may be a date.
const DATE_WORDS: usize = 4;

/// Splits off the last words with `due` before them; the comma before that goes too. A date is at most four words;
/// where none of them is one, the last is named.
fn due_at_end(text: &str, today: NaiveDate) -> Option<(&str, Result<NaiveDate, &str>)> {
    let words = text.rmatch_indices(char::is_whitespace).map(|(at, _)| at);
    let mut unread = None;
    for at in words.take(2 * DATE_WORDS) {
        let (before, date) = (text[..at].trim_end(), text[at..].trim());
        let Some(before) = without_due(before).filter(|_| !date.is_empty()) else {
            continue;
        };
        match option::due(date.trim_end_matches(['.', ')']), today) {
            Some(due) => return Some((before, Ok(due))),
            None => unread = unread.or(Some((before, Err(date)))),
        }
        // A second "due" further to the front belongs to the text.
        break;
    }
    unread
}

/// The text before a last `due` or `due:`.
fn without_due(text: &str) -> Option<&str> {
    let text = text.strip_suffix(':').unwrap_or(text);
    let at = text.len().checked_sub("due".len())?;
    text.get(at..).filter(|word| word.eq_ignore_ascii_case("due"))?;
    let before = &text[..at];
    let alone = before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || c == ',' || c == '(');
    alone.then(|| before.trim_end().trim_end_matches([',', '(']).trim_end())
}
