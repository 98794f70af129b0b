//! Finds the places of parts that a file does not have yet.

use super::pairs::Pairs;
use crate::draft::parts::Part;

/// The new parts that stand before each part of the file, and behind the last of them; and the new parts that stay
/// away, because a person deleted them or the part that they stand in. Of those below one another only the topmost is
/// named.
pub(super) fn places(old: &[Part<'_>], new: &[Part<'_>], pairs: &Pairs) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut inserted = vec![Vec::new(); old.len() + 1];
    let mut left_out = Vec::new();
    // For each new part, the place behind it in the file.
    let mut behind: Vec<Option<usize>> = Vec::with_capacity(new.len());
    for (at, part) in new.iter().enumerate() {
        let above = new[..at].iter().rposition(|above| above.level < part.level);
        // Whoever deletes the title deletes nothing that stands below it.
        let is_orphan = above.is_some_and(|above| new[above].level > 0 && behind[above].is_none());
        let place = match (pairs.old_of_new[at], pairs.record_of_new[at]) {
            (Some(old), _) => Some(old + 1),
            (None, None) if !is_orphan => {
                let place = place_for(part, last(&behind), old);
                inserted[place].push(at);
                Some(place)
            }
            (None, _) => {
                left_out.extend((!is_orphan).then_some(at));
                None
            }
        };
        behind.push(place);
    }
    (inserted, left_out)
}

/// The place behind the nearest part before that is there.
fn last(behind: &[Option<usize>]) -> usize {
    behind.iter().rev().find_map(|place| *place).unwrap_or(0)
}

/// The place for a part behind another one: not between that and what stands below it.
fn place_for(part: &Part<'_>, behind: usize, old: &[Part<'_>]) -> usize {
    let below = old[behind..].iter().take_while(|below| below.level > part.level);
    behind + below.count()
}
