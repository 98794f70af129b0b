//! The zone that a heading gives all times below it: `## Timeline (all times UTC)`, `| Time (UTC) | Event |`.

use crate::domain::kind::Kind;
use crate::domain::time::Zone;
use crate::domain::time::typed::{TypedStamp, is_zone, zone_word};

/// The words before a zone with which a line speaks of all times.
const OF_ALL: [&str; 19] = [
    "all times",
    "all times are",
    "all times in",
    "all times are in",
    "times are in",
    "times in",
    "timezone",
    "time zone",
    "time zone is",
    "alle zeiten",
    "alle zeiten in",
    "alle zeitangaben in",
    "zeiten in",
    "zeitzone",
    "fuseau horaire",
    "heures en",
    "toutes les heures en",
    "todas las horas en",
    "zona horaria",
];

/// A line of more words is a sentence about something else.
const MOST: usize = 8;

/// The zone that a line says times are in: a heading or the head of a table that has a time in its words, or a line
/// that is about all times and nothing else.
pub(super) fn zone_said(line: &str, heads_table: bool) -> Option<Zone> {
    zone_word_said(line, heads_table).and_then(zone_word)
}

/// The word for a zone that a line says times are in, also where nobody can tell which one it means.
pub(super) fn zone_word_said(line: &str, heads_table: bool) -> Option<&str> {
    let mut words = line
        .split(|c: char| c.is_whitespace() || "()[]|,;*_".contains(c))
        .map(|word| word.trim_matches([':', '.']))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .peekable();
    let is_heading = line.starts_with("# ") || line.starts_with("##");
    if !(is_heading || heads_table || words.peek().is_some_and(|first| may_be_of_all(first))) {
        return None;
    }
    let bare = line.trim_start_matches(['#', '|', ' ', '*', '(', '_']);
    let names_kind = line
        .split_once(':')
        .is_some_and(|(word, _)| Kind::from_typed(word).is_some());
    if TypedStamp::read(bare).is_some() || names_kind {
        return None;
    }
    let words: Vec<&str> = words.collect();
    let is_known = |word: &&str| zone_word(word).is_some();
    let at = words
        .iter()
        .position(is_known)
        .or_else(|| words.iter().position(|word| is_zone(word)))?;
    let lower: Vec<String> = words[..at].iter().map(|word| word.to_lowercase()).collect();
    let of_time = ["time", "times", "timeline", "timezone", "zone", "when", "date"];
    // `# Checkout slow, 25 March 2023 (UTC)`.
    let ends_in_it = is_heading && line.trim_end().ends_with(&format!("({})", words[at]));
    let names_time = lower.iter().any(|word| of_time.contains(&&**word));
    let heads = ends_in_it || ((is_heading || heads_table) && names_time);
    let of_all = words.len() <= MOST
        && OF_ALL.iter().any(|phrase| lower.join(" ").ends_with(phrase))
        && lower.len() <= 5
        && !lower.iter().any(|word| word.bytes().any(|b| b.is_ascii_digit()));
    let begins = OF_ALL.contains(&&*lower.join(" ")) || lower.first().is_some_and(|word| word == "timeline");
    (heads || (of_all && begins)).then(|| words[at])
}

/// True if a line that speaks of all times may begin with this word. Most lines of a chat do not.
fn may_be_of_all(first: &str) -> bool {
    let begins = |phrase: &str| {
        phrase
            .split(' ')
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case(first))
    };
    begins("timeline") || OF_ALL.iter().any(|phrase| begins(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_the_zone_of_what_stands_below_it() {
        for (line, head, zone) in [
            ("## Timeline (all times UTC)", false, Some("UTC")),
            ("| Time (UTC) | Event |", true, Some("UTC")),
            ("All times are in Europe/Berlin.", false, Some("Europe/Berlin")),
            ("Timeline (times in PST)", false, Some("-08:00")),
            ("# Timeline (UTC+2)", false, Some("+02:00")),
            ("# Timeline", false, None),
            ("# Checkout slow, 25 March 2023 (UTC)", false, Some("UTC")),
            ("# Moved to UTC (again)", false, None),
            ("| 09:30 UTC | the time was wrong |", true, None),
            ("| bo | 09:30 | update sent, next one at 10:00 UTC |", false, None),
            ("| before | timeouts seen from Europe/London |", false, None),
            (
                "c: the cron job ran in the wrong time zone, UTC instead",
                false,
                None,
            ),
            ("retried 3 times in EST region", false, None),
            ("it runs at times in UTC", false, None),
            ("Timezone: Europe/Paris", false, Some("Europe/Paris")),
            ("we lost UTC", false, None),
            ("the API was down the whole time", false, None),
        ] {
            assert_eq!(
                zone_said(line, head).map(|zone| zone.to_string()).as_deref(),
                zone,
                "{line:?}"
            );
        }
    }
}
