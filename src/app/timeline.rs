//! The timeline's own state: what is selected, where the window stands, what is searched for.

use std::ops::Range;

use super::rows::{RowAnchor, RowSource, TimelineLine};
use crate::domain::id::RecordId;

/// The zone that times are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShownZone {
    /// The incident's own.
    #[default]
    Incident,
    /// Coordinated universal time.
    Utc,
    /// The system's.
    Local,
}

/// The state of the timeline: window, selection, search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineView {
    /// The event, and its line, that the window is held at; otherwise it follows the newest rows. An event and not a
    /// position: what others write above it must not move what one looks at.
    held: Option<(RecordId, usize)>,
    /// The event selected, once the timeline has had the focus.
    selected: Option<RecordId>,
    /// The position of that when it was selected: its neighbour is selected once it is gone.
    place: usize,
    /// The words searched for; empty when there is no search.
    pub query: String,
    /// The zone times are shown in.
    pub shown_zone: ShownZone,
    /// The row that has just come, and the clock (microseconds) until which it is marked.
    pub fresh: Option<(RecordId, i64)>,
}

impl TimelineView {
    /// The lines that a window of this height shows.
    pub fn lines(&self, source: &RowSource<'_>, height: usize) -> Vec<TimelineLine> {
        if source.is_empty() || height == 0 {
            return Vec::new();
        }
        source.from(self.top(source, height), height)
    }

    fn top(&self, source: &RowSource<'_>, height: usize) -> RowAnchor {
        let bottom = source.ending_at(usize::MAX, height);
        match self.anchor(source) {
            Some(top) if key(top) < key(bottom) => top,
            Some(_) | None => bottom,
        }
    }

    fn anchor(&self, source: &RowSource<'_>) -> Option<RowAnchor> {
        let (event, line) = self.held?;
        Some(RowAnchor {
            position: source.position(event)?,
            line,
        })
    }

    fn hold(&mut self, source: &RowSource<'_>, anchor: RowAnchor) {
        self.held = source.id_at(anchor.position).map(|event| (event, anchor.line));
    }

    /// Says whether the newest rows are followed.
    pub fn follows(&self) -> bool {
        self.held.is_none()
    }

    /// The position selected, if there is one and it is still shown.
    pub fn selected(&self, source: &RowSource<'_>) -> Option<usize> {
        source.position(self.selected?)
    }

    /// The event selected.
    pub fn selected_id(&self) -> Option<RecordId> {
        self.selected
    }

    /// Selects the last event when nothing is selected yet.
    pub fn take_focus(&mut self, source: &RowSource<'_>, height: usize) {
        let last = source.len().saturating_sub(1);
        self.select(source, height, self.selected(source).unwrap_or(last));
    }

    /// Selects the neighbour of what was selected, where that is no longer shown.
    pub fn keep_selection(&mut self, source: &RowSource<'_>, height: usize) {
        if self.selected.is_some() && self.selected(source).is_none() {
            self.select(source, height, self.place);
        }
    }

    /// Follows the newest rows again, with nothing selected.
    pub fn follow(&mut self) {
        (self.held, self.selected) = (None, None);
    }

    /// Selects a position and scrolls it into view.
    pub fn select(&mut self, source: &RowSource<'_>, height: usize, position: usize) {
        let count = source.len();
        if count == 0 {
            return self.follow();
        }
        let position = position.min(count - 1);
        (self.selected, self.place) = (source.id_at(position), position);
        self.reveal(source, height, position);
    }

    /// Scrolls a position into view without selecting it.
    pub fn reveal(&mut self, source: &RowSource<'_>, height: usize, position: usize) {
        let top = self.top(source, height);
        let lowest = source.ending_at(position, height);
        let start = RowAnchor { position, line: 0 };
        if key(start) < key(top) {
            self.hold(source, start);
        } else if key(lowest) > key(top) {
            self.hold(source, lowest);
        }
        self.release_at_bottom(source, height);
    }

    /// Scrolls so many lines; the selection stays where it is.
    pub fn scroll(&mut self, source: &RowSource<'_>, height: usize, lines: isize) {
        if source.is_empty() {
            return;
        }
        self.hold(source, source.moved(self.top(source, height), lines));
        self.release_at_bottom(source, height);
    }

    /// Moves the selection by half a screen, at least to the next event.
    pub fn half_page(&mut self, source: &RowSource<'_>, height: usize, down: bool) {
        let Some(at) = self.selected(source) else {
            return self.take_focus(source, height);
        };
        let here = RowAnchor {
            position: at,
            line: 0,
        };
        let half = (height / 2).max(1).cast_signed();
        let there = source.moved(here, if down { half } else { -half }).position;
        let next = if down { at + 1 } else { at.saturating_sub(1) };
        self.select(
            source,
            height,
            if down { there.max(next) } else { there.min(next) },
        );
    }

    /// Moves the selection by a screen.
    pub fn page(&mut self, source: &RowSource<'_>, height: usize, down: bool) {
        let lines = height.saturating_sub(2).max(1).cast_signed();
        self.scroll(source, height, if down { lines } else { -lines });
        let visible = self.lines(source, height);
        let mut positions = visible.iter().filter_map(TimelineLine::position);
        let target = if down {
            positions.next_back()
        } else {
            positions.next()
        };
        if let Some(position) = target {
            self.select(source, height, position);
        }
    }

    /// Selects the next event (or the one before) for which `wanted` holds. Says whether there was one.
    pub fn seek(
        &mut self,
        source: &RowSource<'_>,
        height: usize,
        forward: bool,
        wanted: impl Fn(usize) -> bool,
    ) -> bool {
        let count = source.len();
        let from = self.selected(source).unwrap_or(if forward { 0 } else { count });
        let ahead = if forward {
            from.saturating_add(1)..count
        } else {
            0..from.min(count)
        };
        self.select_first(source, height, first_of(ahead, forward, wanted))
    }

    /// As [`seek`](Self::seek), and from the other end where there is none in this direction.
    pub fn seek_around(
        &mut self,
        source: &RowSource<'_>,
        height: usize,
        forward: bool,
        wanted: impl Fn(usize) -> bool,
    ) -> bool {
        let all = 0..source.len();
        self.seek(source, height, forward, &wanted)
            || self.select_first(source, height, first_of(all, forward, wanted))
    }

    fn select_first(&mut self, source: &RowSource<'_>, height: usize, found: Option<usize>) -> bool {
        found
            .inspect(|position| self.select(source, height, *position))
            .is_some()
    }

    fn release_at_bottom(&mut self, source: &RowSource<'_>, height: usize) {
        let bottom = source.ending_at(usize::MAX, height);
        if self.anchor(source).is_none_or(|top| key(top) >= key(bottom)) {
            self.held = None;
        }
    }
}

/// The first position of these, from either end, for which `wanted` holds.
fn first_of(mut positions: Range<usize>, forward: bool, wanted: impl Fn(usize) -> bool) -> Option<usize> {
    if forward {
        positions.find(|position| wanted(*position))
    } else {
        positions.rev().find(|position| wanted(*position))
    }
}

fn key(anchor: RowAnchor) -> (usize, usize) {
    (anchor.position, anchor.line)
}

/// Says whether the event at this position is a milestone that was passed.
pub fn is_milestone(source: &RowSource<'_>, position: usize) -> bool {
    let passed = &source.derived.passed;
    source.id_at(position).is_some_and(|id| passed.contains(&id))
}

/// Says whether the event at this position holds the text, in any case.
pub fn holds(source: &RowSource<'_>, position: usize, query: &str) -> bool {
    let Some(event) = source.event(position) else {
        return false;
    };
    event.body().text.to_lowercase().contains(&query.to_lowercase())
}
