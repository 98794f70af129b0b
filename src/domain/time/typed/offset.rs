//! The zone behind a time: `UTC`, `Z`, `+02:00`, `UTC-5`, `(CET)`, `Europe/Berlin`.

use chrono::FixedOffset;

use super::scan::Scan;
use crate::domain::time::Zone;

/// A zone as it stands behind a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ZoneTyped<'a> {
    /// It says itself which offset it is, or names a zone in full.
    Said(Zone),
    /// Letters that may be a zone's own abbreviation on that day, or one that RFC 5322 defines.
    Letters(&'a str),
}

/// Abbreviations with the offset, in hours, that RFC 5322, section 4.3, gives them.
const RFC_5322: [(&str, i32); 10] = [
    ("UT", 0),
    ("GMT", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];

/// Other abbreviations that a reader takes for a zone. They mean several, or none that everybody agrees on.
const OTHERS: [&str; 40] = [
    "Z", "WET", "WEST", "CET", "CEST", "MEZ", "MESZ", "EET", "EEST", "MSK", "MSD", "IST", "JST", "KST",
    "BST", "SGT", "HKT", "PHT", "WIB", "ICT", "PKT", "NPT", "AEST", "AEDT", "ACST", "ACDT", "AWST", "NZST",
    "NZDT", "HST", "AKST", "AKDT", "AST", "ADT", "NST", "BRT", "ET", "CT", "MT", "PT",
];

/// The offset that RFC 5322 gives these letters.
pub(super) fn by_rfc(letters: &str) -> Option<FixedOffset> {
    let (_, hours) = RFC_5322.iter().find(|(name, _)| *name == letters)?;
    FixedOffset::east_opt(hours * 3600)
}

/// True if a reader takes these letters for a zone.
pub(crate) fn is_known(letters: &str) -> bool {
    OTHERS.contains(&letters) || by_rfc(letters).is_some()
}

/// The zone that a whole word names: `UTC`, `GMT+2`, `+02:00`, `Europe/Berlin`, or letters that RFC 5322 defines.
pub fn zone_word(word: &str) -> Option<Zone> {
    let mut scan = Scan::new(word);
    let zone = match free(&mut scan)? {
        ZoneTyped::Said(zone) => zone,
        ZoneTyped::Letters(letters) => Zone::Fixed(by_rfc(letters)?),
    };
    scan.rest().is_empty().then_some(zone)
}

/// Reads a zone directly behind a time, or behind a space; in brackets too. Letters behind an offset only name it:
/// `+0100 CET`, `GMT+0900 (JST)`.
pub(super) fn zone<'a>(scan: &mut Scan<'a>) -> Option<ZoneTyped<'a>> {
    let spaced = |ahead: &mut Scan<'a>| {
        ahead.spaces().then_some(())?;
        bracketed(ahead).or_else(|| free(ahead))
    };
    let zone = attached(scan).or_else(|| scan.attempt(spaced))?;
    if let ZoneTyped::Said(Zone::Fixed(_)) = zone {
        let only_names =
            |zone: &ZoneTyped<'_>| matches!(zone, ZoneTyped::Letters(letters) if is_known(letters));
        let _ = scan.attempt(|ahead| spaced(ahead).filter(only_names));
    }
    Some(zone)
}

/// `Z`, `+02:00`, `+0200`, `+00`: close to the digits. A minus there may also be the dash of a range.
fn attached<'a>(scan: &mut Scan<'a>) -> Option<ZoneTyped<'a>> {
    scan.attempt(|ahead| {
        let offset = match ahead.one_of(&['Z', 'z', '+'])? {
            '+' => numeric(ahead, true).or_else(|| hours(ahead, true))?,
            _ => FixedOffset::east_opt(0)?,
        };
        ends_number(*ahead).then_some(said(offset))
    })
    .or_else(|| scan.attempt(|ahead| words(ahead).filter(|_| ends(*ahead))))
}

/// `-05:00` and `-05` close to seconds: a range of seconds would have seconds at both ends.
pub(super) fn west(scan: &mut Scan<'_>) -> Option<FixedOffset> {
    scan.attempt(|ahead| {
        ahead.one_of(&['-', '−'])?;
        let offset = numeric(ahead, false).or_else(|| hours(ahead, false))?;
        ends_number(*ahead).then_some(offset)
    })
}

fn bracketed<'a>(scan: &mut Scan<'a>) -> Option<ZoneTyped<'a>> {
    scan.attempt(|ahead| {
        let close = if ahead.one_of(&['(', '['])? == '(' {
            ')'
        } else {
            ']'
        };
        let zone = signed(ahead)
            .or_else(|| words(ahead))
            .or_else(|| letters(ahead))?;
        ahead.one_of(&[close])?;
        Some(zone)
    })
}

fn free<'a>(scan: &mut Scan<'a>) -> Option<ZoneTyped<'a>> {
    scan.attempt(|ahead| {
        let zulu = |ahead: &mut Scan<'a>| {
            ahead
                .one_of(&['Z'])
                .and_then(|_| Some(said(FixedOffset::east_opt(0)?)))
        };
        let zone = signed(ahead)
            .or_else(|| words(ahead))
            .or_else(|| named(ahead))
            .or_else(|| ahead.attempt(|ahead| zulu(ahead).filter(|_| ahead.ends_word())))
            .or_else(|| letters(ahead))?;
        ends(*ahead).then_some(zone)
    })
}

/// `+02:00`, `-0500`. Only whole and half hours stand free: "-1234 connections" is no offset.
fn signed<'a>(scan: &mut Scan<'_>) -> Option<ZoneTyped<'a>> {
    scan.attempt(|ahead| {
        let east = ahead.one_of(&['+', '-', '−'])? == '+';
        let offset = numeric(ahead, east)?;
        let is_one = offset.local_minus_utc() % 900 == 0 && ends_number(*ahead);
        is_one.then_some(said(offset))
    })
}

/// `UTC`, `utc`, `GMT`, with an offset of hours behind: `UTC-5`, `UTC+05:30`.
fn words<'a>(scan: &mut Scan<'_>) -> Option<ZoneTyped<'a>> {
    scan.attempt(|ahead| {
        let letters = ahead.letters();
        let is_utc = ["UTC", "GMT"]
            .iter()
            .any(|name| letters.eq_ignore_ascii_case(name));
        is_utc.then_some(())?;
        let hours_from_it = ahead.attempt(|ahead| {
            let east = ahead.one_of(&['+', '-', '−'])? == '+';
            let offset = numeric(ahead, east).or_else(|| hours(ahead, east))?;
            ends_number(*ahead).then_some(said(offset))
        });
        match hours_from_it {
            None if letters.eq_ignore_ascii_case("UTC") => Some(ZoneTyped::Said(Zone::Utc)),
            None => Some(said(FixedOffset::east_opt(0)?)),
            offset => offset,
        }
    })
}

/// `Europe/Berlin`.
fn named<'a>(scan: &mut Scan<'_>) -> Option<ZoneTyped<'a>> {
    let word = scan.unspaced().trim_end_matches([':', ')', ']', ',']);
    let zone = word.contains('/').then(|| Zone::known(word, Zone::Unknown))??;
    scan.skip(word.len());
    Some(ZoneTyped::Said(zone))
}

/// Two to five capital letters.
fn letters<'a>(scan: &mut Scan<'a>) -> Option<ZoneTyped<'a>> {
    scan.attempt(|ahead| {
        let letters = ahead.letters();
        let capitals = letters.bytes().all(|b| b.is_ascii_uppercase());
        (capitals && (2..=5).contains(&letters.len())).then_some(ZoneTyped::Letters(letters))
    })
}

fn said<'a>(offset: FixedOffset) -> ZoneTyped<'a> {
    ZoneTyped::Said(Zone::Fixed(offset))
}

/// A zone may be followed by a colon with something close behind it, as in `UTC:10.1.2.3 LOG`.
fn ends(scan: Scan<'_>) -> bool {
    scan.ends_time() || scan.rest().starts_with([':', ',', ']', ')'])
}

/// True if an offset may end here: what goes on with a colon is a time of day.
fn ends_number(scan: Scan<'_>) -> bool {
    scan.ends_time() || scan.rest().starts_with([',', ']', ')'])
}

/// Reads a zone by its letters alone, whatever stands behind them: `UTC`, `CET`.
pub(super) fn by_letters<'a>(scan: &mut Scan<'a>) -> Option<ZoneTyped<'a>> {
    scan.attempt(|ahead| {
        let letters = ahead.letters();
        if letters.eq_ignore_ascii_case("UTC") {
            return Some(ZoneTyped::Said(Zone::Utc));
        }
        is_known(letters).then_some(ZoneTyped::Letters(letters))
    })
}

/// `05:00` or `0500`, at most 14 hours, as the earth has it.
fn numeric(scan: &mut Scan<'_>, east: bool) -> Option<FixedOffset> {
    scan.attempt(|ahead| {
        let hours = ahead.digits(2).or_else(|| ahead.digits(1))?;
        ahead.one_of(&[':']);
        let minutes = ahead.number(2..=2)?;
        of(hours, minutes, east)
    })
}

/// `5`, `05`.
fn hours(scan: &mut Scan<'_>, east: bool) -> Option<FixedOffset> {
    scan.attempt(|ahead| of(ahead.number(1..=2)?, 0, east))
}

fn of(hours: u32, minutes: u32, east: bool) -> Option<FixedOffset> {
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    (minutes < 60 && seconds <= 14 * 3600)
        .then(|| FixedOffset::east_opt(if east { seconds } else { -seconds }))
        .flatten()
}
