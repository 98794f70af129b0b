//! The longest time without an update while users were affected: one computation for the narrative and the figures.

use crate::domain::facts::Facts;
use crate::domain::kind::Kind;
use crate::domain::mark::Mark;
use crate::domain::time::Length;

/// A stretch of a window in which users were told nothing new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pause {
    /// The update before it, or the beginning of the window.
    pub(super) from: Mark,
    /// The update that ended it, or the end of the window.
    pub(super) to: Mark,
    /// Its length.
    pub(super) length: Length,
}

/// The longest from the beginning of a window, or an update in it, to the next one or to the end of that window. `None`
/// without an update, which is told in other words.
pub(super) fn longest(facts: &Facts<'_>) -> Option<Pause> {
    let zone = facts.incident.zone();
    let updates = facts
        .incident
        .drafted()
        .filter(|event| event.body().kind == Kind::Communication);
    let marks: Vec<Mark> = updates.filter_map(|event| Mark::of(event, zone)).collect();
    marks.first()?;
    let windows = facts.windows.all().iter();
    let pauses = windows.flat_map(|window| {
        // Updates are in the order of the timeline, which is that of their times.
        let from = marks.partition_point(|mark| mark.micros < window.start.micros);
        let to = window.end.map_or(marks.len(), |end| {
            marks.partition_point(|mark| mark.micros <= end.micros)
        });
        let inside = marks.get(from..to).unwrap_or_default();
        let points: Vec<Mark> = std::iter::once(window.start)
            .chain(inside.iter().copied())
            .chain(window.end)
            .collect();
        points
            .windows(2)
            .map(|pair| (pair[0], pair[1]))
            .collect::<Vec<_>>()
    });
    let lengths = pauses.filter_map(|(from, to)| {
        let length = from.length_to(&to)?;
        (length.seconds() > 0).then_some(Pause { from, to, length })
    });
    lengths.max_by_key(|pause| pause.length.seconds())
}
