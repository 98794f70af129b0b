//! Says why a text is no time, as exactly as it can be told.

use chrono::NaiveDate;

use super::date::{self, MONTHS, TYPED_YEARS};
use super::scan::Scan;

/// The reason in a few words; none when the text is like no time at all.
pub(super) fn why(text: &str) -> Option<String> {
    let mut scan = Scan::new(text.trim());
    scan.one_of(&['~']);
    if scan.rest().is_empty() {
        return Some("nothing was given".to_owned());
    }
    if let Some(reason) = date(&mut scan) {
        return Some(reason);
    }
    let _day_word = scan.word("yesterday") || scan.word("today");
    scan.spaces();
    clock(scan)
}

/// The reason why a date is none. Moves past one that is sound, and past the `T` behind it.
fn date(scan: &mut Scan<'_>) -> Option<String> {
    let mut ahead = *scan;
    let year = ahead.number(1..=9)?;
    ahead.one_of(&['-', '/'])?;
    let month = ahead.number(1..=2)?;
    ahead.one_of(&['-', '/'])?;
    let day = ahead.number(1..=2)?;
    let years = i32::try_from(year).ok().filter(|year| TYPED_YEARS.contains(year));
    let Some(year) = years else {
        return Some(format!(
            "years go from {} to {}",
            TYPED_YEARS.start(),
            TYPED_YEARS.end()
        ));
    };
    let name = usize::try_from(month)
        .ok()
        .and_then(|month| MONTHS.get(month.checked_sub(1)?));
    let Some(name) = name else {
        return Some("months go from 1 to 12".to_owned());
    };
    if NaiveDate::from_ymd_opt(year, month, day).is_none() {
        let year = if (month, day) == (2, 29) {
            format!(" {year}")
        } else {
            String::new()
        };
        return Some(format!("there is no {day} {name}{year}"));
    }
    let strict = date::year_first(scan).is_some();
    scan.one_of(&['T', 't']);
    (!strict).then(|| format!("a date is written {year:04}-{month:02}-{day:02}"))
}

fn clock(mut scan: Scan<'_>) -> Option<String> {
    let hour = scan.number(1..=9)?;
    let colon = scan.one_of(&[':']).is_some();
    let minute_start = scan;
    let minute = if colon { scan.number(1..=9) } else { None };
    let digits = minute_start.rest().len() - scan.rest().len();
    let second = match (minute, scan.one_of(&[':'])) {
        (Some(_), Some(_)) => scan.number(1..=9),
        _ => None,
    };
    scan.spaces();
    let half = matches!(
        scan.letters().to_ascii_lowercase().as_str(),
        "am" | "pm" | "a" | "p"
    );
    let reason = match (colon, minute) {
        (false, _) if half => "a twelve-hour clock needs its minutes, as in 3:00 PM",
        (false, _) => return None,
        (true, None) => "the minutes are missing",
        (true, Some(_)) if hour > 23 => "hours go to 23",
        (true, Some(minute)) if minute > 59 => "minutes go to 59",
        (true, Some(_)) if digits != 2 => "minutes have two digits",
        (true, Some(_)) if second.is_some_and(|second| second > 59) => "seconds go to 59",
        (true, Some(_)) if half && !(1..=12).contains(&hour) => "with AM or PM hours go from 1 to 12",
        (true, Some(_)) => return None,
    };
    Some(reason.to_owned())
}
