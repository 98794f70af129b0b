//! One row of the preview: its mark, its time with the day, its kind, its words.

use chrono::NaiveDate;
use ratatui::style::Style;

use crate::app::geometry::Area;
use crate::app::preview::{Preview, PreviewRow, ProposalMark, asked, differs};
use crate::domain::entry::EntryTime;
use crate::domain::kind::Kind;
use crate::domain::time::Zone;
use crate::import::{Proposal, Proposed, Question, Skipped};
use crate::tui::view::paint::Canvas;

/// Below this width a time is shown without the year that all know.
const NARROW: u16 = 60;

/// The facts that the rows in sight have in common.
pub(super) struct Columns {
    zone: Zone,
    today: NaiveDate,
    /// True if the events lie on several days, so that another one than today is worth a word.
    on_several_days: bool,
    is_narrow: bool,
    time: usize,
    badge: usize,
}

impl Columns {
    /// As wide as these rows need.
    pub(super) fn of<'a>(
        rows: impl Iterator<Item = PreviewRow<'a>>,
        preview: &Preview,
        today: NaiveDate,
        width: u16,
    ) -> Self {
        let days = preview.days();
        let mut columns = Columns {
            zone: preview.zone(),
            today,
            on_several_days: days.is_some_and(|(first, last)| first != last),
            is_narrow: width < NARROW,
            time: 0,
            badge: 8,
        };
        for row in rows {
            if let PreviewRow::Proposal(proposal, _) = row {
                columns.time = columns.time.max(columns.when(proposal).chars().count());
                columns.badge = columns.badge.max(proposal.badge().chars().count());
            }
        }
        columns
    }

    fn when(&self, proposal: &Proposal) -> String {
        let when = proposal.when(self.zone);
        let year = self.today.format("%Y-").to_string();
        match when.strip_prefix(&year) {
            Some(rest) if self.is_narrow => rest.to_owned(),
            Some(_) | None => when,
        }
    }

    /// True if the event falls on another day than today, and others of the list on another one still.
    fn is_odd(&self, proposal: &Proposal) -> bool {
        let EntryTime::Given(given) = proposal.time() else {
            return false;
        };
        self.on_several_days && self.zone.shown(&given.at).clock.date() != self.today
    }
}

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, row: PreviewRow<'_>, columns: &Columns) {
    match row {
        PreviewRow::Question(question) => question_row(canvas, area, question),
        PreviewRow::Proposal(row, mark) => proposal(canvas, area, (row, mark), columns),
        PreviewRow::LeftOut(line) => left_out(canvas, area, line),
    }
}

fn question_row(canvas: &mut Canvas<'_>, area: Area, question: &Question) {
    let theme = canvas.theme;
    let style = if question.is_blocking() {
        theme.alarm()
    } else {
        theme.caution()
    };
    let text = asked(question);
    let pieces = [("?   ", theme.key()), (&*text, style)];
    canvas.pieces(1, area.y, area.width.saturating_sub(2), &pieces);
}

/// The kind of an event that is proposed.
pub(super) fn kind(proposal: &Proposal) -> Option<Kind> {
    match &proposal.what {
        Proposed::Event(event) => Some(event.kind),
        Proposed::ActionItem(_) | Proposed::Field(..) => None,
    }
}

/// A proposal; its time in a warning colour where it falls on another day than today.
fn proposal(
    canvas: &mut Canvas<'_>,
    area: Area,
    (proposal, mark): (&Proposal, ProposalMark),
    columns: &Columns,
) {
    let theme = canvas.theme;
    let badge = proposal.badge();
    let badge_style = kind(proposal).map_or(theme.key(), |kind| theme.badge(kind));
    let (line, more) = proposal.first_line();
    let (sign, style) = match mark {
        ProposalMark::Yes => ("[x] ", Style::new()),
        ProposalMark::No => ("[ ] ", theme.dim()),
        ProposalMark::Recorded => ("ok  ", theme.dim()),
        ProposalMark::Differs => ("no  ", theme.dim()),
    };
    let differs = match mark {
        ProposalMark::Differs => format!("({}) ", differs(proposal)),
        ProposalMark::Yes | ProposalMark::No | ProposalMark::Recorded => String::new(),
    };
    let odd = columns.is_odd(proposal);
    let when_style = if odd { theme.caution() } else { theme.strong() };
    let (time, wide) = (columns.time, columns.badge);
    let when = match columns.when(proposal) {
        // Words that could be read stand where there would be nothing.
        when if when.is_empty() && columns.is_narrow => when,
        when => format!("{when:<time$} "),
    };
    let pieces = [
        (sign, theme.key()),
        (&*when, when_style),
        (&*format!("{badge:<wide$} "), badge_style),
        (
            if proposal.remarks.is_empty() { "" } else { "(!) " },
            theme.caution(),
        ),
        (if odd { "not today  " } else { "" }, theme.caution()),
        (&*differs, theme.dim()),
        (&*line, style),
        (&*more, theme.dim()),
    ];
    canvas.pieces(1, area.y, area.width.saturating_sub(2), &pieces);
}

fn left_out(canvas: &mut Canvas<'_>, area: Area, line: &Skipped) {
    let dim = canvas.theme.dim();
    let text = format!("    line {} left out, {}: {}", line.line, line.why, line.text);
    canvas.text(1, area.y, area.width.saturating_sub(2), &text, dim);
}
