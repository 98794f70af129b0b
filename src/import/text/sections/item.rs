//! Reads one action item: its mark, and what is said beside its text of owner, day, priority and purpose.

use chrono::{Datelike, NaiveDate};

use crate::domain::entry::{EntryActionItem, without_list_mark};
use crate::domain::mentions::{mention, people};
use crate::domain::record::Purpose;
use crate::domain::time::typed::{TimeContext, option};

/// Marks of a list's item that is done.
const DONE: &[&str] = &["[x]", "[X]", "✅", "☑", "✔", "✓"];
/// Marks of one that is not.
const OPEN: &[&str] = &["[ ]", "[]", "☐", "⬜"];

/// Something that is said of an action item beside its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    /// The owner.
    Owner(String),
    /// The day.
    Due(NaiveDate),
    /// The priority.
    Priority(String),
    /// The purpose.
    Purpose(Purpose),
    /// It is done.
    Done,
}

/// Reads an item, with its marks. `purpose` is that of its group.
pub(super) fn read(raw: &str, purpose: Option<Purpose>, context: &TimeContext) -> EntryActionItem {
    let mut text = raw.trim();
    let mut done = false;
    loop {
        let begun = text;
        done |= text.contains("- [x]") || text.contains("* [x]");
        text = without_list_mark(text);
        for mark in DONE.iter().chain(OPEN) {
            if let Some(rest) = text.strip_prefix(mark) {
                done |= DONE.contains(mark);
                text = rest.trim_start();
            }
        }
        if text == begun {
            break;
        }
    }
    let todo = text.get(..5).filter(|head| head.eq_ignore_ascii_case("todo:"));
    text = todo.map_or(text, |head| text[head.len()..].trim_start());
    let mut item = EntryActionItem {
        text: text.to_owned(),
        owner: None,
        due: None,
        purpose,
        priority: None,
        done,
    };
    take_priority_before(&mut item);
    take_attributes(&mut item, context);
    item
}

/// Takes what is said at the end of the text out of it, as long as words are left.
pub(super) fn take_attributes(item: &mut EntryActionItem, context: &TimeContext) {
    for _ in 0..6 {
        let Some((before, attributes)) = last_part(&item.text, context) else {
            break;
        };
        let before = before
            .trim_end()
            .trim_end_matches([',', ';', '|', '-', '–', '—', '.'])
            .trim_end();
        if before.is_empty() {
            break;
        }
        item.text = before.to_owned();
        attributes.into_iter().for_each(|attribute| attribute.give(item));
    }
    if item.owner.is_none() {
        item.owner = people(&item.text).first().map(|owner| (*owner).to_owned());
    }
}

/// `P1: `, `[P1] ` before the words.
fn take_priority_before(item: &mut EntryActionItem) {
    let text = item.text.trim_start_matches(['[', '(', '*']);
    let Some(word) = text.get(..2).filter(|word| is_priority(word)) else {
        return;
    };
    let rest = &text[2..];
    let plain = rest.trim_start_matches([']', ')', '*', ':', '-', '–', ' ']);
    if plain.len() < rest.len() && !plain.is_empty() {
        item.priority = Some(word.to_uppercase());
        item.text = plain.to_owned();
    }
}

/// The last part of a text, where all of it says something beside the words.
fn last_part<'t>(text: &'t str, context: &TimeContext) -> Option<(&'t str, Vec<Attribute>)> {
    let text = text.trim_end();
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some(inner) = text.strip_suffix(close)
            && let Some((before, inner)) = inner.rsplit_once(open)
        {
            let parts = inner.split([',', ';', '|']).map(str::trim);
            let known: Option<Vec<Attribute>> = parts
                .map(|part| Attribute::read(part, context).or_else(|| name(part)))
                .collect();
            return known.map(|known| (before, known));
        }
    }
    let marks = [" — ", " – ", " - ", ", ", "; ", " | ", ": "];
    let by_mark = marks
        .iter()
        .filter_map(|mark| text.rfind(mark).map(|at| (at, at + mark.len())));
    let lower = text.to_ascii_lowercase();
    let words = [
        " owner:",
        " owner ",
        " due ",
        " due:",
        " by ",
        " assignee:",
        " priority:",
        " @",
    ];
    let by_word = words
        .iter()
        .filter_map(|word| lower.rfind(word).map(|at| (at, at + 1)));
    let mut parts: Vec<(usize, usize)> = by_mark.chain(by_word).collect();
    // The shortest part that says something is taken first.
    parts.sort_unstable_by(|one, other| other.cmp(one));
    parts.into_iter().find_map(|(before, behind)| {
        let part = text[behind..].trim();
        let known = Attribute::read(part, context)?;
        // A mention at the end of a sentence belongs to it.
        let is_free = !part.starts_with('@') || behind > before + 1;
        is_free.then(|| (&text[..before], vec![known]))
    })
}

/// `(bo)`: one word, or two with capitals.
fn name(part: &str) -> Option<Attribute> {
    let words: Vec<&str> = part.split(' ').collect();
    let is_name = |word: &&str| {
        word.chars()
            .all(|c| c.is_alphabetic() || c == '.' || c == '-' || c == '_')
    };
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let no_names = [
        "optional", "wip", "tbd", "todo", "see", "n/a", "new", "maybe", "stretch", "ongoing", "utc",
    ];
    let fits = match words[..] {
        [word] => !word.is_empty() && !no_names.contains(&&*word.to_lowercase()),
        [_, _] => words.iter().all(is_capital),
        _ => false,
    };
    (fits && words.iter().all(is_name)).then(|| Attribute::Owner(part.to_owned()))
}

impl Attribute {
    /// Reads a text that says one thing of an action item and nothing else.
    pub(super) fn read(text: &str, context: &TimeContext) -> Option<Self> {
        let text = text.trim().trim_matches(['*', '_', '`']).trim_end_matches('.');
        if text.is_empty() || text.len() > 100 {
            return None;
        }
        let done = [
            "done",
            "completed",
            "complete",
            "closed",
            "erledigt",
            "fait",
            "hecho",
        ];
        if done.contains(&&*text.to_lowercase()) {
            return Some(Attribute::Done);
        }
        if is_priority(text) {
            return Some(Attribute::Priority(text.to_uppercase()));
        }
        if let Some(name) = text.strip_prefix('@')
            && mention(name).is_some_and(|whole| whole == text)
        {
            return Some(Attribute::Owner(name.to_owned()));
        }
        let (word, rest) = text.split_once([':', ' ']).unwrap_or((text, ""));
        let value = rest
            .trim_start_matches(':')
            .trim()
            .trim_matches(['*', '_', '`'])
            .trim();
        let has_colon = text[word.len()..].starts_with(':');
        match &*word.trim_matches(['*', '_']).to_lowercase() {
            _ if value.is_empty() => day(text, context).map(Attribute::Due),
            "owner" | "owners" | "assignee" | "assigned" | "responsible" | "dri" | "verantwortlich"
            | "responsable" => {
                let name = value.strip_prefix("to ").unwrap_or(value);
                let is_capital = name.starts_with(char::is_uppercase) && !name.contains(' ');
                let is_name = has_colon || is_capital || name.starts_with('@');
                is_name.then(|| Attribute::Owner(name.trim_start_matches('@').to_owned()))
            }
            "due" | "by" | "deadline" | "eta" | "fällig" | "bis" | "échéance" => {
                let value = value
                    .strip_prefix("date")
                    .map_or(value, |rest| rest.trim_start_matches([':', ' ']));
                day(value, context).map(Attribute::Due)
            }
            "priority" | "prio" | "priorität" | "priorité" | "prioridad"
                if has_colon || is_priority(value) =>
            {
                Some(Attribute::Priority(value.to_owned()))
            }
            "type" if has_colon => purpose_of(value).map(Attribute::Purpose),
            "status" if has_colon => done.contains(&&*value.to_lowercase()).then_some(Attribute::Done),
            _ => day(text, context).map(Attribute::Due),
        }
    }

    /// Gives it to an action item.
    pub(super) fn give(self, item: &mut EntryActionItem) {
        match self {
            Attribute::Owner(owner) => item.owner = Some(owner),
            Attribute::Due(due) => item.due = Some(due),
            Attribute::Priority(priority) => item.priority = Some(priority),
            Attribute::Purpose(purpose) => item.purpose = Some(purpose),
            Attribute::Done => item.done = true,
        }
    }
}

/// A day with its year: others say nothing once the document is old.
pub(super) fn day(text: &str, context: &TimeContext) -> Option<NaiveDate> {
    let day = option::due(text.trim_end_matches(['.', ')']), context.today())?;
    text.contains(&day.year().to_string()).then_some(day)
}

/// `P0` to `P5`.
pub(super) fn is_priority(word: &str) -> bool {
    let digits = word.strip_prefix(['P', 'p']);
    digits.is_some_and(|digits| digits.len() == 1 && digits.bytes().all(|b| (b'0'..=b'5').contains(&b)))
}

/// The purpose that words name: of a group, a column.
pub(super) fn purpose_of(words: &str) -> Option<Purpose> {
    let lower = words.to_lowercase();
    let table: [(&[&str], Purpose); 5] = [
        (
            &[
                "immediate",
                "mitigat",
                "short-term",
                "short term",
                "sofort",
                "immédiat",
                "inmediat",
                "recover",
            ],
            Purpose::Mitigate,
        ),
        (
            &[
                "prevent",
                "improve",
                "long-term",
                "long term",
                "vorbeug",
                "verbesser",
                "prévent",
                "préventi",
            ],
            Purpose::Prevent,
        ),
        (
            &["detect", "monitor", "alert", "observab", "erkenn"],
            Purpose::Detect,
        ),
        (&["process", "procedure", "training", "prozess"], Purpose::Process),
        (
            &[
                "task", "todo", "to-do", "aufgabe", "tâche", "tarea", "other", "action",
            ],
            Purpose::Task,
        ),
    ];
    table
        .into_iter()
        .find(|(stems, _)| stems.iter().any(|stem| lower.contains(stem)))
        .map(|(_, purpose)| purpose)
}
