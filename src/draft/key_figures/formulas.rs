//! The formulas of the key figures: one for each title of the table that has a length, and for nothing else.

use crate::domain::facts::Facts;
use crate::draft::context::KeyFigureTold;

/// The end of each length by its title; a row of a window counts from the beginning of that.
const ENDS: [(&str, &str); 7] = [
    ("Users affected", "resolved"),
    ("Noticed", "detected"),
    ("Work began", "acknowledged"),
    ("First recorded work", "first investigation"),
    ("Called in", "escalated"),
    ("Cause known", "cause identified"),
    ("Impact reduced", "mitigated"),
];

/// The beginning of a window, where several begin in different ways.
const BEGINNING: &str = "beginning";

/// In the order of the rows, each once.
pub(super) fn of(facts: &Facts<'_>, rows: &[KeyFigureTold]) -> Vec<String> {
    let start = start(facts);
    let is_mixed = start == BEGINNING && rows.iter().any(|row| row.length != "–");
    let meant =
        is_mixed.then(|| format!("{BEGINNING} = impact began, or detected where that is not recorded"));
    let mut formulas: Vec<String> = meant.into_iter().collect();
    for row in rows.iter().filter(|row| row.length != "–") {
        let (title, which) = row.title.split_once(", ").unwrap_or((&row.title, ""));
        let formula = match (title, which) {
            ("Users affected", "in all") => "users affected, in all = union of the windows".to_owned(),
            _ => match ENDS.iter().find(|(ending, _)| *ending == title) {
                Some((_, end)) => format!("{} = {end} - {start}", title.to_lowercase()),
                None => continue,
            },
        };
        if !formulas.contains(&formula) {
            formulas.push(formula);
        }
    }
    formulas
}

/// The beginning that they count from.
fn start(facts: &Facts<'_>) -> &'static str {
    let windows = facts.windows.all();
    let from_detection = windows.iter().filter(|window| window.from_detection).count();
    match from_detection {
        0 => "impact began",
        all if all == windows.len() => "detected",
        _ => BEGINNING,
    }
}
