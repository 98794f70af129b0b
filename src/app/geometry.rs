//! The parts of the screen: plain arithmetic, shared by scrolling and drawing.

use std::ops::Range;

use super::model::Model;
use super::reminder;
use super::screen::paper;
use super::suspicions;
use super::which_helped;
use crate::domain::harmless::wrap;

/// From this width on, a side panel stands beside the timeline.
pub const WIDE: u16 = 110;
const SIDE: u16 = 36;

/// A part of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// The first column.
    pub x: u16,
    /// The first row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// The parts of the live screen, from top to bottom. A part that has no room has no height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// Title, milestones, what is due.
    pub header: Area,
    /// Day headings and events.
    pub timeline: Area,
    /// The side panel, on a wide screen.
    pub side: Area,
    /// The line between what is recorded and what is being written.
    pub rule: Area,
    /// Lines on their way to the disk.
    pub pending: Area,
    /// Something to tell.
    pub notice: Area,
    /// The line being written.
    pub composer: Area,
    /// The reading of that line.
    pub reading: Area,
    /// The keys that work now.
    pub footer: Area,
}

impl Live {
    /// Divides the screen. What records comes first: the composer always has a row.
    pub fn of(model: &Model) -> Self {
        let (width, rows) = model.size;
        let mut free = rows;
        let mut take = |wanted: u16, needs: u16| {
            let height = if rows >= needs { wanted.min(free) } else { 0 };
            free -= height;
            height
        };
        let composer = take(composer_rows(model), 1);
        let reading = take(1, 3) + take(offered_rows(model), 10);
        let notice = take(notice_rows(model), 2);
        let footer = take(1, 4);
        let header = take(header_rows(rows), 5);
        let pending = take(u16::try_from(model.pending.len().min(2)).unwrap_or(2), 8);
        let rule = take(1, 12);
        Self::stack(
            width,
            [header, free, rule, pending, notice, composer, reading, footer],
        )
    }

    fn stack(width: u16, heights: [u16; 8]) -> Self {
        let mut y = 0;
        let mut next = |height: u16| {
            let area = Area {
                x: 0,
                y,
                width,
                height,
            };
            y += height;
            area
        };
        let [header, timeline, rule, pending, notice, composer, reading, footer] = heights.map(&mut next);
        let side = if width >= WIDE { SIDE } else { 0 };
        Live {
            header,
            timeline: Area {
                width: width - side,
                ..timeline
            },
            side: Area {
                x: width - side,
                width: side,
                ..timeline
            },
            rule,
            pending,
            notice,
            composer,
            reading,
            footer,
        }
    }
}

/// Gathers what there is to tell, wrapped: what lasts first. Says of each line whether it is an alarm.
pub fn notices(model: &Model) -> Vec<(String, bool)> {
    let columns = usize::from(model.size.0.saturating_sub(2)).max(1);
    let lines = |text: &str, lasts| {
        wrap(text, columns)
            .into_iter()
            .map(move |line| (line, lasts))
            .collect::<Vec<_>>()
    };
    let lasting = model.lasting.iter().flat_map(|notice| lines(&notice.text, true));
    let due = reminder::text(model);
    let due = due.iter().flat_map(|text| lines(text, false));
    let passing = model.passing.iter().flat_map(|text| lines(text, false));
    let which = which_helped::text(model);
    let which = which.iter().flat_map(|text| lines(text, false));
    lasting.chain(due).chain(which).chain(passing).collect()
}

/// Rows that notices take: all of them where there is room, since the way out is said last.
fn notice_rows(model: &Model) -> u16 {
    let most = match model.size.1 {
        0..8 => 1,
        8..14 => 2,
        14.. => 5,
    };
    u16::try_from(notices(model).len()).unwrap_or(most).min(most)
}

/// Rows that the header takes on a screen of this height.
fn header_rows(rows: u16) -> u16 {
    match rows {
        0..5 => 0,
        5..12 => 1,
        12..18 => 2,
        18.. => 3,
    }
}

/// Rows that the text being written takes: it grows with the text, up to a third of the screen.
fn composer_rows(model: &Model) -> u16 {
    let most = (model.size.1 / 3).clamp(1, 8);
    let prompt = prompt_width(model);
    match model.composer() {
        Some(composer) => {
            let rows = composer
                .field
                .layout(model.size.0.saturating_sub(prompt), most)
                .rows
                .len();
            u16::try_from(rows).unwrap_or(most).clamp(1, most)
        }
        None => 1,
    }
}

/// Rows that the suspicions take which the line may end: as many as leave most of the screen to the timeline.
fn offered_rows(model: &Model) -> u16 {
    let most = model.size.1 / 6;
    u16::try_from(suspicions::count(model)).unwrap_or(most).min(most)
}

/// Columns before the text being written.
pub fn prompt_width(model: &Model) -> u16 {
    match model.size.0 {
        0..20 => 2,
        _ => 12,
    }
}

/// Rows of content on a screen with a heading above and a footer below.
pub fn page_rows(model: &Model) -> usize {
    usize::from(model.size.1.saturating_sub(3)).max(1)
}

/// Chooses which of so many lines to show first, that these are in sight: in the middle, where there is more on both
/// sides.
pub fn first_shown(wanted: Range<usize>, total: usize, height: usize) -> usize {
    let above = height.saturating_sub(wanted.len()) / 2;
    let last = total.saturating_sub(height);
    wanted.start.saturating_sub(above).min(last)
}

/// The two parts of the close screen: what is missing, and the draft. Side by side where there is room.
pub fn close_parts(model: &Model) -> (Area, Area) {
    let (width, rows) = model.size;
    let height = rows.saturating_sub(3);
    let body = Area {
        x: 0,
        y: 2.min(rows),
        width,
        height,
    };
    if width >= 76 {
        let left = (width * 2 / 5).clamp(30, 60);
        (
            Area { width: left, ..body },
            Area {
                x: left + 1,
                width: width - left - 1,
                ..body
            },
        )
    } else {
        let top = (height / 3).clamp(height.min(2), 8);
        let below = Area {
            y: body.y + top + 1,
            height: height.saturating_sub(top + 1),
            ..body
        };
        (Area { height: top, ..body }, below)
    }
}

/// The text of a paper: below its heading, above what there is to tell and the keys.
pub fn paper_part(model: &Model) -> Area {
    let (width, rows) = model.size;
    let body = rows.saturating_sub(3);
    let columns = usize::from(width.saturating_sub(2)).max(1);
    let foot = paper::foot(model);
    let said = foot.iter().map(|(line, _)| wrap(line, columns).len());
    let told = notices(model).len() + said.sum::<usize>();
    let told = u16::try_from(told).unwrap_or(body).min(body / 2);
    Area {
        x: 0,
        y: 2.min(rows),
        width,
        height: body - told,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::sample::model;

    proptest! {
        #[test]
        fn what_is_selected_is_in_sight(start in 0usize..50, long in 1usize..9, more in 0usize..50, height in 1usize..30) {
            let total = start + long + more;
            let first = first_shown(start..start + long, total, height);
            prop_assert!(first <= start && start < first + height);
            prop_assert!(long > height || start + long <= first + height);
            prop_assert!(first == 0 || first + height <= total, "no row is wasted below the last line");
        }

        #[test]
        fn the_parts_fill_the_screen_and_never_overlap(width in 0u16..300, rows in 0u16..100, busy in any::<bool>()) {
            let mut model = model((width, rows));
            if busy {
                model.warn("x");
                model.pend("x".to_owned(), None);
            }
            let live = Live::of(&model);
            let parts = [live.header, live.timeline, live.rule, live.pending, live.notice, live.composer,
                live.reading, live.footer];
            let mut y = 0;
            for part in parts {
                prop_assert_eq!(part.y, y);
                y += part.height;
            }
            prop_assert_eq!(y, rows);
            prop_assert!(rows == 0 || live.composer.height > 0, "there is always a row to write in");
        }
    }
}
