//! A row of the preview in full: all its words, and what is known of them.

use ratatui::style::Style;

use crate::app::geometry::{Area, page_rows};
use crate::app::keymap::Context;
use crate::app::model::Model;
use crate::app::preview::{Preview, PreviewRow, asked};
use crate::domain::entry::{EntryTime, time_in_words};
use crate::domain::harmless::wrap;
use crate::import::{Origin, Proposal, Proposed, Skipped};
use crate::tui::theme::Theme;
use crate::tui::view::keys::keys;
use crate::tui::view::paint::Canvas;

/// Lines, each in its style, before they are wrapped.
type Page = Vec<(String, Style)>;

/// Draws the row selected from a line on.
pub(super) fn draw(canvas: &mut Canvas<'_>, model: &Model, preview: &Preview, top: usize) {
    let theme = canvas.theme;
    let (width, height) = canvas.size();
    let (title, page) = match preview.row(preview.selected()) {
        Some(PreviewRow::Proposal(proposal, _)) => (proposal.badge(), of_proposal(proposal, preview, theme)),
        Some(PreviewRow::LeftOut(line)) => ("Left out".to_owned(), of_line(line, theme)),
        Some(PreviewRow::Question(question)) => {
            ("Question".to_owned(), vec![(asked(question), Style::new())])
        }
        None => (String::new(), Vec::new()),
    };
    canvas.heading(&title, super::NOT_YET);
    let columns = usize::from(width.saturating_sub(2)).max(1);
    let wrapped = |(text, style): (String, Style)| {
        let lines = wrap(&text, columns).into_iter();
        lines.map(move |line| (line, style)).collect::<Vec<_>>()
    };
    let lines: Page = page.into_iter().flat_map(wrapped).collect();
    let rows = page_rows(model);
    let top = top.min(lines.len().saturating_sub(rows));
    for ((line, style), y) in lines.iter().skip(top).take(rows).zip(2..) {
        canvas.text(1, y, width.saturating_sub(2), line, *style);
    }
    let footer = Area {
        x: 0,
        y: height.saturating_sub(1),
        width,
        height: 1,
    };
    keys(canvas, footer, Context::PreviewWhole);
}

fn of_proposal(proposal: &Proposal, preview: &Preview, theme: Theme) -> Page {
    let mut page = vec![(proposal.told(), Style::new()), (String::new(), Style::new())];
    let mut fact = |name: &str, value: String| page.push((format!("{name:<11}{value}"), theme.dim()));
    match (&proposal.what, proposal.time()) {
        (Proposed::Event(_), EntryTime::Given(given)) => {
            fact("happened", time_in_words(&given, &preview.time_context()));
        }
        (Proposed::Event(_), EntryTime::Now) => fact("happened", "not said".to_owned()),
        (Proposed::ActionItem(item), _) => {
            fact(
                "owner",
                item.owner.clone().unwrap_or_else(|| "not said".to_owned()),
            );
            fact(
                "due",
                item.due.map_or("not said".to_owned(), |due| due.to_string()),
            );
        }
        (Proposed::Field(field, _), _) => fact("field", field.row().title.to_owned()),
    }
    if proposal.is_kind_guessed {
        fact("kind", "a guess from the words".to_owned());
    }
    let lines = if proposal.last_line > proposal.line {
        format!("lines {} to {}", proposal.line, proposal.last_line)
    } else {
        format!("line {}", proposal.line)
    };
    fact("from", proposal.origin.as_ref().map_or(lines, Origin::to_string));
    if let Some(attached) = &proposal.attachment {
        fact(
            "evidence",
            format!("{}, {} bytes", attached.name, attached.text.len()),
        );
    }
    let remarks = proposal.remarks.iter().map(ToString::to_string);
    page.extend(remarks.map(|remark| (remark, theme.caution())));
    if proposal.raw != proposal.text() {
        page.push((String::new(), Style::new()));
        page.push(("As it stands there".to_owned(), theme.strong()));
        page.push((proposal.raw.clone(), theme.dim()));
    }
    page
}

fn of_line(line: &Skipped, theme: Theme) -> Page {
    vec![
        (line.text.clone(), Style::new()),
        (String::new(), Style::new()),
        (format!("line {}: {}", line.line, line.why), theme.dim()),
    ]
}
