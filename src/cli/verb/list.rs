//! `list`: every incident, open ones first.

use crate::cli::json::{self, ListJson};
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::time::{Moment, Now};
use crate::incidents::catalog::Summary;

pub(in crate::cli) fn run(session: &mut Session<'_>) -> Result<Exit, Problem> {
    let zone = session.zone_option()?;
    let (catalog, now) = session.catalog()?;
    session.mention_trouble();
    if session.common.json {
        let text = json::text(&ListJson::of(&catalog.incidents));
        return session.output().raw(&text).map(|()| Exit::Done);
    }
    if catalog.incidents.is_empty() {
        session
            .output()
            .say("there is no incident yet; hotwash new TITLE starts one");
    }
    let shown = |summary: &Summary, at: Moment| {
        let zone = zone.unwrap_or(summary.zone);
        zone.shown(&at).clock.format("%Y-%m-%d %H:%M").to_string()
    };
    for summary in &catalog.incidents {
        let opened = summary
            .opened_at
            .map_or("not recorded".to_owned(), |at| shown(summary, at));
        let severity = summary
            .severity
            .map_or(String::new(), |level| format!("SEV{level}"));
        let line = format!(
            "{}  {:6}  {severity:4}  {opened:16}  {}{}",
            summary.path.short(),
            status(summary, now),
            summary.title,
            damaged(summary)
        );
        session.output().answer(&line)?;
    }
    Ok(Exit::Done)
}

fn status(summary: &Summary, now: Now) -> &'static str {
    if summary.is_live(now) {
        "live"
    } else {
        summary.status.word()
    }
}

fn damaged(summary: &Summary) -> &'static str {
    if summary.damage > 0 {
        "  (journal damaged)"
    } else {
        ""
    }
}
