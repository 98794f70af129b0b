//! The stages of an impact window: users affected, affected more, affected less.

use crate::domain::kind::Milestone;
use crate::domain::windows::Window;

use super::subject::Subject;

/// The weight of the impact on users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Users are affected.
    Affected,
    /// It became worse.
    Worse,
    /// A mitigation reduced it.
    Reduced,
}

impl Level {
    /// All of them, in the order of the legend.
    pub(super) const ALL: [Level; 3] = [Level::Affected, Level::Worse, Level::Reduced];

    /// The words of the legend.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Level::Affected => "users affected",
            Level::Worse => "worse",
            Level::Reduced => "reduced",
        }
    }
}

/// A stretch of a window with one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stage {
    /// Its first instant.
    pub(super) from: i64,
    /// Its last instant.
    pub(super) to: i64,
    /// The level.
    pub(super) level: Level,
}

/// The stages of a window, in order: worse from the impact that says so on, reduced from the mitigation that held. By
/// the same rule as the key figures: what follows a detection that opened the window may only tell how many.
pub(super) fn of(subject: &Subject<'_>, nth: usize, window: &Window) -> Vec<Stage> {
    let end = subject.end(window);
    let worse = window.worse.iter().filter(|_| !window.from_detection);
    let milestones = subject.milestones(nth);
    let reduced = milestones
        .filter(|milestones| !milestones.is_only_mitigation())
        .and_then(|milestones| milestones.get(Milestone::Mitigated));
    let mut turns: Vec<(i64, Level)> = worse
        .map(|mark| (mark.micros, Level::Worse))
        .chain(reduced.map(|mark| (mark.micros, Level::Reduced)))
        .filter(|(at, _)| (window.start.micros..end).contains(at))
        .collect();
    turns.sort();
    turns.insert(0, (window.start.micros, Level::Affected));
    let ends: Vec<i64> = turns.iter().skip(1).map(|(at, _)| *at).chain([end]).collect();
    let stages = turns.into_iter().zip(ends);
    let mut stages: Vec<Stage> = stages
        .map(|((from, level), to)| Stage { from, to, level })
        .collect();
    let first = stages.first().copied();
    stages.retain(|stage| stage.to > stage.from);
    if stages.is_empty() {
        stages.extend(first);
    }
    stages.dedup_by(|next, stage| {
        let same = next.level == stage.level;
        if same {
            stage.to = next.to;
        }
        same
    });
    stages
}
