//! Reads a timeline in the many ways in which people write one.
//!
//! Each line is looked at for its [`layout`] and its time, in whatever [`spelling`]; [`group`] puts the lines together into
//! entries; [`place`] sets the entries on their days and makes proposals of them.

mod beginning;
mod chat;
mod day;
mod group;
mod habits;
mod layout;
mod line;
mod piece;
mod place;
mod prose;
mod relative;
mod spelling;
mod table;
#[cfg(test)]
mod tests;
mod trailing;
mod words;

use chrono::{Datelike, NaiveDate};

use crate::domain::entry;
use crate::domain::time::Zone;
use crate::domain::time::typed::{Anchor, TimeContext, TypedStamp};
use crate::import::options::{ImportOptions, ListDate};
use crate::import::outcome::Import;
pub(in crate::import) use beginning::{begins_with_time, heads_message};
use habits::Shown;
use layout::Laid;
use piece::Piece;

/// A line of a document, with its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct NumberedLine<'a> {
    /// Its number in the document, from 1.
    pub number: usize,
    /// The line, without what ends it.
    pub text: &'a str,
}

/// The day and the zone that a document gives for all of it, in its head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Said {
    /// The zone of its times.
    pub zone: Option<Zone>,
    /// Its own day.
    pub date: Option<NaiveDate>,
    /// The year of its days.
    pub year: Option<i32>,
}

/// Reads the lines of a timeline. Each that is not blank is in one proposal, or was skipped.
pub(in crate::import) fn read<'a>(
    lines: impl Iterator<Item = NumberedLine<'a>>,
    file: &str,
    said: Said,
    options: &ImportOptions,
) -> Import {
    let lines: Vec<Laid<'a>> = lines.map(layout::laid).collect();
    let shown = habits::of(&lines, said, options);
    let mut context = options.time_context(said.zone);
    context.anchor = anchor(context.anchor, said, &shown, options);
    let pieces = group::pieces(&lines, &shown.habits, &context);
    drop(lines);
    let of_source = said.zone.or_else(|| first_zone(&pieces));
    let beside = || zone_beside(&pieces, &context);
    let zone = of_source.or_else(beside);
    if let (false, None, Some(zone)) = (options.has_incident, options.zone, zone) {
        context.zone = zone;
    }
    let day = match options.date {
        Some(ListDate::Day(day)) => Some(day),
        Some(ListDate::Year(_)) => None,
        None => said.date,
    };
    let mut import = place::place(pieces, file, (context, day), options);
    import.zone = zone;
    import.questions.extend(shown.question);
    import.questions.sort_by_key(place::rank);
    import
}

/// The day that the first bare time is near to: that of the person, of the document, of its first date.
fn anchor(near: Anchor, said: Said, shown: &Shown, options: &ImportOptions) -> Anchor {
    let year = match options.date {
        Some(ListDate::Day(_)) => return near,
        Some(ListDate::Year(year)) => Some(year),
        None => None,
    };
    if let (None, Some(date)) = (year, said.date) {
        return Anchor::Day(date);
    }
    let of_file = || shown.first_full.map(|date| date.year());
    let year = year.or(said.year).or_else(of_file);
    let day = year
        .zip(shown.first_yearless)
        .and_then(|(year, date)| date.with_year(year));
    day.map_or(near, Anchor::Day)
}

/// The zone that the first heading says which says one.
fn first_zone(pieces: &[Piece<'_>]) -> Option<Zone> {
    pieces.iter().find_map(|piece| match piece {
        Piece::Heading(heading) => heading.zone,
        Piece::Entry(_) | Piece::Skipped(_) => None,
    })
}

/// The zone that stands beside times, where it is always the same.
fn zone_beside(pieces: &[Piece<'_>], context: &TimeContext) -> Option<Zone> {
    let unknown = TimeContext {
        zone: Zone::Unknown,
        ..*context
    };
    let mut zones = pieces.iter().filter_map(|piece| match piece {
        Piece::Entry(entry) if entry.clock.is_some() && may_say_zone(&entry.words) => {
            place::dropped_zone(&entry::read(&entry.words, &unknown))
        }
        Piece::Entry(_) | Piece::Heading(_) | Piece::Skipped(_) => None,
    });
    let first = zones.next()?;
    zones.all(|zone| zone == first).then_some(first)
}

/// True if a zone may stand beside the time of these words. Most say none, and need not be read once more.
fn may_say_zone(words: &str) -> bool {
    TypedStamp::read(words).is_none_or(|(stamp, _)| stamp.says_zone())
}
