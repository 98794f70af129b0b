//! `list`: every incident, open ones first.

use crate::cli::json::ListJson;
use crate::cli::problem::{Exit, Problem};
use crate::cli::session::Session;
use crate::domain::time::{Moment, Now, Zone};
use crate::incidents::catalog::{Catalog, Summary};

pub(in crate::cli) fn run(session: &mut Session<'_>) -> Result<Exit, Problem> {
    let zone = session.zone_option()?;
    let (catalog, now) = session.catalog()?;
    session.mention_trouble();
    session.answer(
        |_| Ok(ListJson::of(&catalog.incidents)),
        |session| in_words(&catalog, zone, now, session),
    )
}

fn in_words(
    catalog: &Catalog,
    zone: Option<Zone>,
    now: Now,
    session: &mut Session<'_>,
) -> Result<(), Problem> {
    if catalog.incidents.is_empty() {
        session
            .output()
            .say("there is no incident yet; hotwash new TITLE starts one");
    }
    let zone_of = |summary: &Summary| zone.unwrap_or(summary.zone);
    let mut zones = catalog.incidents.iter().map(zone_of);
    let first = zones.next();
    let differ = zones.any(|zone| Some(zone) != first);
    let shown = |summary: &Summary, at: Moment| {
        let zone = zone_of(summary);
        let clock = zone.shown(&at).clock.format("%Y-%m-%d %H:%M");
        // Times of several zones in one column could not be told apart.
        if differ {
            format!("{clock} {}", named(zone))
        } else {
            clock.to_string()
        }
    };
    let width = catalog
        .incidents
        .iter()
        .filter_map(|summary| Some(shown(summary, summary.opened_at?).len()))
        .max()
        .unwrap_or(0)
        .max(16);
    for summary in &catalog.incidents {
        let opened = summary
            .opened_at
            .map_or("not recorded".to_owned(), |at| shown(summary, at));
        let severity = summary
            .severity
            .map_or(String::new(), |level| format!("SEV{level}"));
        let line = format!(
            "{}  {:6}  {severity:4}  {opened:width$}  {}{}",
            summary.path.short(),
            status(summary, now),
            summary.title,
            damaged(summary)
        );
        session.output().answer(&line)?;
    }
    Ok(())
}

/// A zone beside a time.
fn named(zone: Zone) -> String {
    match zone {
        Zone::Unknown => "zone?".to_owned(),
        Zone::Iana(_) | Zone::Utc | Zone::Fixed(_) => zone.to_string(),
    }
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
