//! An event as the line that would record it, to be corrected; and what a corrected line asks to be recorded.

use crate::domain::command::EventChange;
use crate::domain::entry::{self, EntryTime, Reading, What};
use crate::domain::incident::Event;
use crate::domain::kind::{Kind, Via};
use crate::domain::record::Timing;
use crate::domain::time::typed::TimeContext;
use crate::domain::time::{WallReading, Zone};

/// The line that would record the event, with its time where that is to be corrected; and how much of it is the time,
/// in bytes.
pub fn of(event: &Event, context: &TimeContext, with_time: bool) -> (String, usize) {
    let body = event.body();
    let time = with_time
        .then(|| time(&body.timing, context.zone))
        .flatten()
        .unwrap_or_default();
    let line = format!("{time}{}{}", prefix(event, context, &time), body.text);
    (line, time.trim_end().len())
}

/// The prefix before the words of the event and tells its kind. A note needs none, unless its words would be
/// read as something else.
fn prefix(event: &Event, context: &TimeContext, time: &str) -> String {
    let body = event.body();
    match (body.kind, body.via) {
        (Kind::Note, _) => {
            let read = entry::read(&format!("{time}{}", body.text), context).what;
            let plain = matches!(&read, What::Event(read) if read.kind == Kind::Note
                && read.text == body.text && time.is_empty() == (read.time == EntryTime::Now));
            if plain { String::new() } else { "n: ".to_owned() }
        }
        (Kind::Detection, Some(Via::Monitor)) => "alert: ".to_owned(),
        (Kind::Detection, Some(Via::Person)) => "report: ".to_owned(),
        (kind, _) => format!("{}: ", kind.row().key),
    }
}

/// Reads a line that corrects the event: its kind stays unless one is typed, whatever stands before its words.
pub fn read(event: &Event, line: &str, context: &TimeContext) -> Reading {
    let body = event.body();
    let own = prefix(event, context, "");
    let (kind, via) = (body.kind, body.via);
    keeping(line, &own, &body.text, (kind, via), context)
}

/// Reads a line that began with this prefix of its kind, and with these words behind it: the kind stays unless
/// another is typed, and the prefix is no part of the words, wherever it stands by now.
pub fn keeping(
    line: &str,
    prefix: &str,
    words: &str,
    (kind, via): (Kind, Option<Via>),
    context: &TimeContext,
) -> Reading {
    let mut reading = entry::read(line, context);
    let as_text = line.trim_start().starts_with('\\');
    if let What::Event(read) = &reading.what
        && !read.kind_given
        && !as_text
        && let Some(moved) = without(line, prefix, words)
    {
        reading = entry::read(&moved, context);
        line.clone_into(&mut reading.typed);
    }
    if let What::Event(read) = &mut reading.what {
        if !read.kind_given {
            (read.kind, read.kind_given, read.via) = (kind, true, via);
        } else if !prefix.is_empty() && !words.starts_with(prefix) {
            let own = read.text.strip_prefix(prefix).map(str::to_owned);
            read.text = own.unwrap_or_else(|| std::mem::take(&mut read.text));
        }
    }
    reading
}

/// The line without the prefix that something was typed in front of; `None` where it is not there.
fn without(line: &str, prefix: &str, words: &str) -> Option<String> {
    if prefix.is_empty() {
        return None;
    }
    let whole = line
        .rfind(&format!("{prefix}{words}"))
        .filter(|_| !words.is_empty());
    let alone = || {
        let mut places = line.match_indices(prefix).map(|(at, _)| at);
        let begins = |at: &usize| line[..*at].chars().next_back().is_none_or(char::is_whitespace);
        places.find(begins).filter(|_| !words.contains(prefix))
    };
    let at = whole.or_else(alone)?;
    let (before, after) = (line[..at].trim_end(), &line[at + prefix.len()..]);
    let gap = if before.is_empty() { "" } else { " " };
    Some(format!("{before}{gap}{after}"))
}

/// The change that the corrected line makes to the event. Where its time reads as before, it stays as it was, to the
/// second; `None` where nothing was changed.
pub fn change(event: &Event, reading: Reading, context: &TimeContext) -> Option<EventChange> {
    let What::Event(entry) = reading.what else {
        return None;
    };
    let body = event.body();
    let (before, _) = of(event, context, true);
    let before = match entry::read(&before, context).what {
        What::Event(before) => before.time,
        What::Empty | What::Day(_) | What::ActionItem(_) => EntryTime::Now,
    };
    let timing = match entry.time {
        EntryTime::Given(given) if entry.time != before => Some(Timing::from(given)),
        EntryTime::Given(_) | EntryTime::Now => None,
    };
    let same = (entry.kind, entry.text.as_str()) == (body.kind, body.text.as_str());
    if same && timing.is_none() && entry.via.is_none_or(|via| body.via == Some(via)) {
        return None;
    }
    Some(EventChange {
        kind: Some((entry.kind, entry.via)),
        text: Some(entry.text),
        timing,
        ends: None,
        outcome: None,
        typed: Some(reading.typed),
    })
}

/// The time as it is typed: `~2023-03-25 09:30:12-09:40 `; nothing where no time of day is known, or where the range has no such form.
pub fn time(timing: &Timing, zone: Zone) -> Option<String> {
    let at = zone.shown(&timing.at?).clock;
    let clock = timing.precision.clock(at)?;
    let about = timing.about();
    let until = match timing.until.map(|until| zone.shown(&until).clock) {
        // An end that is a day later or more cannot be typed behind a dash.
        Some(until) if until - at >= chrono::TimeDelta::days(1) => return None,
        Some(until) => format!("-{}", timing.precision.clock(until)?),
        None => String::new(),
    };
    let from = format!("{} {clock}", at.format("%Y-%m-%d"));
    // Of an hour that the clock showed twice the offset says which.
    let offset = match (zone.read_wall(at), zone.shown(&timing.at?).offset) {
        (WallReading::Ambiguous { .. }, Some(offset)) => format!(" {offset}"),
        (WallReading::Ambiguous { .. } | WallReading::Exact(_) | WallReading::Skipped(_), _) => String::new(),
    };
    Some(format!("{about}{from}{until}{offset} "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, When};
    use crate::domain::sample::Sample;
    use crate::domain::time::Now;
    use crate::domain::time::typed::Anchor;

    fn context(s: &Sample) -> TimeContext {
        TimeContext {
            now: Now {
                instant: "2023-03-25T20:00:00Z".parse().unwrap(),
                local: Zone::Utc,
            },
            zone: s.incident.zone(),
            anchor: Anchor::Now,
        }
    }

    fn recorded(line: &str) -> (Sample, crate::domain::id::RecordId) {
        let mut s = Sample::new("-05:00", "2023-03-25T14:00:00Z");
        let What::Event(entry) = entry::read(line, &context(&s)).what else {
            panic!("{line} is an event");
        };
        let new = entry.to_record(None, When::Now);
        let id = s.command(Command::Record(new)).unwrap();
        (s, id)
    }

    #[test]
    fn a_line_that_was_not_changed_changes_nothing() {
        for line in [
            "~09:05-09:10 i: ranged",
            "09:30:12 alert: to the second",
            "23:50-00:10 m: over midnight",
            "just now",
            "yesterday 23:50 h: late",
            "n: d: is a letter",
            "n: 09:30 is a time",
            "n: todo lists are long",
            "h: d: is a letter",
        ] {
            let (s, id) = recorded(line);
            let event = s.incident.event(id).unwrap();
            for with_time in [true, false] {
                let (written, _) = of(event, &context(&s), with_time);
                let reading = read(event, &written, &context(&s));
                assert_eq!(change(event, reading, &context(&s)), None, "{line} as {written}");
            }
        }
    }

    #[test]
    fn a_time_that_was_not_touched_stays_to_the_second_and_as_a_range() {
        let (s, id) = recorded("~09:05-09:10 i: ranged");
        let event = s.incident.event(id).unwrap();
        let (written, length) = of(event, &context(&s), true);
        assert_eq!(&written[..length], "~2023-03-25 09:05-09:10");
        let change = change(
            event,
            entry::read(&format!("{written}!"), &context(&s)),
            &context(&s),
        )
        .unwrap();
        assert_eq!((change.text.as_deref(), change.timing), (Some("ranged!"), None));
    }

    #[test]
    fn the_kind_stays_whatever_is_typed_before_the_words() {
        for (recorded_as, line, kind, text, timed) in [
            ("d: slow", "d: slow", Kind::Detection, "slow", false),
            ("d: slow", "very d: slow", Kind::Detection, "very slow", false),
            ("d: slow", "veryd: slow", Kind::Detection, "very slow", false),
            (
                "d: slow",
                "very d: slow now",
                Kind::Detection,
                "very slow now",
                false,
            ),
            ("d: slow", "09:12 d: slow", Kind::Detection, "slow", true),
            (
                "d: slow",
                "09:12 very d: slow",
                Kind::Detection,
                "very slow",
                true,
            ),
            ("d: slow", "09:12d: slow", Kind::Detection, "slow", true),
            ("d: slow", "very slow", Kind::Detection, "very slow", false),
            ("d: slow", "m: slow", Kind::Mitigation, "slow", false),
            ("d: slow", "m: d: slow", Kind::Mitigation, "slow", false),
            ("d: slow", "09:12 m: d: slow", Kind::Mitigation, "slow", true),
            ("d: slow", "n: slow", Kind::Note, "slow", false),
            ("d: slow", "\\d: slow", Kind::Detection, "d: slow", false),
            (
                "alert: slow",
                "very alert: slow",
                Kind::Detection,
                "very slow",
                false,
            ),
            ("slow", "very slow", Kind::Note, "very slow", false),
            ("slow", "m: very slow", Kind::Mitigation, "very slow", false),
        ] {
            let (s, id) = recorded(recorded_as);
            let event = s.incident.event(id).unwrap();
            let What::Event(entry) = read(event, line, &context(&s)).what else {
                panic!("{line} is an event");
            };
            let time = entry.time != EntryTime::Now;
            assert_eq!(
                (entry.kind, entry.text.as_str(), time),
                (kind, text, timed),
                "{line}"
            );
            if kind == Kind::Detection {
                assert_eq!(entry.via, event.body().via, "{line}: who noticed stays");
            }
        }
    }

    #[test]
    fn another_time_is_taken_with_all_it_says() {
        let (s, id) = recorded("09:05 i: looked");
        let event = s.incident.event(id).unwrap();
        let reading = entry::read("2023-03-25 09:15-09:20 i: looked", &context(&s));
        let timing = change(event, reading, &context(&s)).unwrap().timing.unwrap();
        assert_eq!(timing.at.unwrap().wall().to_string(), "2023-03-25 09:15:00");
        assert!(timing.until.is_some());
    }
}
