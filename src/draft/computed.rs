//! Facts that the key figures give, as a start for the lessons: nobody judges them but the people who keep or strike them.

use super::context::{ComputedTold, KeyFigureTold, KeyFiguresTold};

/// The facts.
pub(super) fn of(figures: &KeyFiguresTold) -> ComputedTold {
    let row = |title: &str| {
        let titles = |row: &&KeyFigureTold| row.title.split(',').next() == Some(title);
        figures.rows.iter().find(titles)
    };
    let mut told = ComputedTold::default();
    if let Some(noticed) = row("Noticed") {
        let when = behind(noticed);
        if noticed.note.starts_with("by a monitor") {
            told.well.push(format!("A monitor noticed{when}."));
        } else if ["by people", "by people (as worded)"].contains(&&*noticed.note) {
            told.wrong
                .push(format!("People noticed{when}, no monitor before them."));
        }
    }
    if let Some(reduced) = row("Impact reduced") {
        told.well
            .push(format!("The impact was reduced{}.", behind(reduced)));
    }
    if let Some(dead_ends) = row("Dead ends") {
        let verb = if dead_ends.when.starts_with("1 of ") {
            "took"
        } else {
            "together took"
        };
        told.wrong.push(format!(
            "Dead ends {verb} {} ({}).",
            dead_ends.length, dead_ends.when
        ));
    }
    if let Some(pause) = row("Longest time without an update") {
        told.wrong
            .push(format!("{} passed without an update.", pause.length));
    }
    told
}

/// ` after 4 min`; empty where it was at the beginning.
fn behind(row: &KeyFigureTold) -> String {
    match row.length.as_str() {
        "–" => String::new(),
        length => format!(" {length}"),
    }
}
