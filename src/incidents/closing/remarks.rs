//! Remarks on a draft that was written: what stayed as a person left it, and what stands beside it.

use super::draft_file::Written;
use crate::domain::harmless;
use crate::draft::{Kept, PartName, Since};

/// More parts than these are only counted.
const MOST_NAMED: usize = 12;

/// The columns of a heading; a person can write a long one.
const COLUMNS: usize = 60;

impl Written {
    /// The remarks to make on it besides its path, a line each.
    pub fn remarks(&self) -> Vec<String> {
        let beside = "the new draft stands beside it";
        let spared = self.spared.as_ref();
        let spared =
            spared.map(|(file, why)| format!("{} is left as it is, since {why}; {beside}", file.display()));
        let unfit = self.unfit.as_ref().map(|unfit| format!("{unfit}; {beside}"));
        let kept = (!self.kept.is_empty()).then(|| {
            let kept = self.kept.iter().map(kept).collect();
            format!("kept as edited: {}", listed(kept))
        });
        let left_out = (!self.left_out.is_empty()).then(|| {
            let deleted = self.left_out.iter().map(shown).collect();
            format!("left out, since somebody deleted it: {}", listed(deleted))
        });
        [spared, unfit, kept, left_out].into_iter().flatten().collect()
    }
}

fn kept(kept: &Kept) -> String {
    let name = shown(&kept.name);
    match kept.since {
        Since::Same => name,
        Since::Changed => format!("{name} (the record has changed since)"),
        Since::Gone => format!("{name} (no longer in the record)"),
        Since::Added => format!("{name} (the record has one too)"),
    }
}

/// The name of a part, harmless and no longer than a line has room for.
pub fn shown(name: &PartName) -> String {
    harmless::fit(&harmless::line(&name.to_string()), COLUMNS).into_owned()
}

/// The first of these names, and how many more.
pub fn listed(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    names.join(", ")
}
