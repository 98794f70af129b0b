//! Action items in a table, by the names of its columns: `| Action Item | Type | Owner | Bug |`.

use super::heading::without_emphasis;
use super::item;
use super::prose;
use crate::domain::entry::EntryActionItem;
use crate::domain::record::Purpose;
use crate::domain::time::typed::TimeContext;

/// The meaning of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Text,
    Purpose,
    Owner,
    Due,
    Priority,
    Status,
    /// Anything else, by its name: it goes behind the text.
    Other(String),
}

/// The columns of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ItemColumns {
    columns: Vec<Column>,
}

impl ItemColumns {
    /// The columns of these names. Where none is said to hold the text, the first does.
    pub(super) fn of(names: &[String]) -> Self {
        let mut columns: Vec<Column> = names.iter().map(|name| column(name)).collect();
        if !columns.contains(&Column::Text) {
            let free = columns
                .iter()
                .position(|column| matches!(column, Column::Other(_)));
            match free {
                Some(free) => columns[free] = Column::Text,
                None => columns.insert(0, Column::Text),
            }
        }
        ItemColumns { columns }
    }

    /// The action item of a row; `None` where it has no text.
    pub(super) fn item(
        &self,
        cells: &[String],
        purpose: Option<Purpose>,
        context: &TimeContext,
    ) -> Option<EntryActionItem> {
        let of = |wanted: &Column| {
            let place = self.columns.iter().position(|column| column == wanted)?;
            let cell = without_emphasis(cells.get(place)?);
            (!prose::is_nothing(cell)).then_some(cell)
        };
        let text = of(&Column::Text)?;
        let mut item = item::read(
            text,
            of(&Column::Purpose).and_then(item::purpose_of).or(purpose),
            context,
        );
        if let Some(owner) = of(&Column::Owner) {
            item.owner = Some(owner.trim_start_matches('@').to_owned());
        }
        item.priority = of(&Column::Priority).map(str::to_owned).or(item.priority);
        let due = of(&Column::Due);
        item.due = due.and_then(|due| item::day(due, context)).or(item.due);
        if let Some(due) = due.filter(|_| item.due.is_none()) {
            item.text.push_str(&format!(" (due {due})"));
        }
        item.done |= cells.iter().any(|cell| says_done(cell));
        for (nth, cell) in cells.iter().enumerate() {
            let name = match self.columns.get(nth) {
                Some(Column::Other(name)) => format!("{name}: "),
                None => String::new(),
                Some(
                    Column::Text
                    | Column::Purpose
                    | Column::Owner
                    | Column::Due
                    | Column::Priority
                    | Column::Status,
                ) => continue,
            };
            let cell = cell.trim();
            if !prose::is_nothing(cell) && !says_done(cell) {
                item.text.push_str(&format!(" ({name}{cell})"));
            }
        }
        Some(item)
    }
}

fn column(name: &str) -> Column {
    let plain = without_emphasis(name).to_lowercase();
    match &*plain {
        "action item" | "action items" | "action" | "actions" | "item" | "task" | "tasks" | "description"
        | "what" | "todo" | "measure" | "maßnahme" | "aufgabe" | "acción" | "tarea" | "tâche" | "summary"
        | "title" | "follow-up" | "improvement" => Column::Text,
        "type" | "kind" | "category" | "purpose" | "typ" | "tipo" => Column::Purpose,
        "owner" | "owners" | "assignee" | "who" | "responsible" | "dri" | "assigned to"
        | "verantwortlich" | "wer" | "responsable" => Column::Owner,
        "due" | "due date" | "deadline" | "by" | "when" | "eta" | "target date" | "fällig" | "bis"
        | "frist" | "échéance" | "fecha" | "date" => Column::Due,
        "priority" | "prio" | "priorität" | "priorité" | "prioridad" => Column::Priority,
        "status" | "state" | "done" | "statut" | "estado" => Column::Status,
        _ => Column::Other(without_emphasis(name).to_owned()),
    }
}

/// True if a cell says that it is done: `done`, `n/a **DONE**`, `[x]`.
fn says_done(cell: &str) -> bool {
    let words: Vec<String> = cell
        .split(|c: char| c.is_whitespace() || c == '*')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let done = [
        "done",
        "closed",
        "complete",
        "completed",
        "[x]",
        "✅",
        "erledigt",
        "fait",
        "hecho",
    ];
    words.len() <= 4
        && words.last().is_some_and(|word| done.contains(&&**word))
        && !words.contains(&"not".to_owned())
}
