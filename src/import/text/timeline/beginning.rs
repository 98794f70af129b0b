//! Tells where an entry begins by a line and those below it, for whoever takes a document apart before it is read.

use super::NumberedLine;
use super::chat;
use super::layout::{self, Laid, Mark};
use super::relative;
use super::spelling::{self, Habits};
use crate::domain::time::typed::TypedStamp;

/// True if a text begins with a time of day, or with one that counts from the beginning.
pub(in crate::import) fn begins_with_time(text: &str) -> bool {
    let text = text.trim_start_matches(['[', '(', '|', ' ']);
    let is_time = |text: &str| {
        let stamp = TypedStamp::read(text);
        stamp.is_some_and(|(stamp, _)| !stamp.is_day() && !stamp.needs_kind())
    };
    // Nothing else is spelled as a time, or counts from one.
    let has_digit = text.chars().take(FAR).any(|c| c.is_ascii_digit());
    is_time(text)
        || (has_digit
            && (is_time(&spelling::spelled(text, &Habits::default()).text) || relative::read(text).is_some()))
}

/// No time that a line begins with has its first digit behind so many characters.
const FAR: usize = 40;

/// True for the head of a message that was copied from the window of a chat: who wrote it and when, the words below it.
pub(in crate::import) fn heads_message(line: &str, below: [&str; 2]) -> bool {
    let habits = Habits::default();
    let laid = |text| layout::laid(NumberedLine { number: 0, text });
    let is_words = |line: &Laid<'_>| {
        !line.is_blank()
            && line.mark == Mark::Plain
            && chat::head(line.words, &habits).is_none()
            && !begins_with_time(line.words)
    };
    let head = laid(line);
    if head.mark != Mark::Plain {
        return false;
    }
    let in_one_line =
        || chat::head(head.words, &habits).is_some() || chat::time_and_name(head.words, &habits).is_some();
    let in_two = || {
        let next = laid(below[0]);
        let is_time = next.mark == Mark::Plain && chat::time_line(next.words, &habits).is_some();
        is_time && chat::is_name(head.words) && is_words(&laid(below[1]))
    };
    (in_one_line() && is_words(&laid(below[0]))) || in_two()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_told_from_other_lines() {
        for text in [
            "14:02 down",
            "[14:02] bo: down",
            "T+5m failover",
            "14h02 panne",
            "25/03/2023, 14:02 - Bo: hi",
        ] {
            assert!(begins_with_time(text), "{text:?}");
        }
        for text in [
            "",
            "down at 14:02",
            "2023-03-25",
            "3 users",
            "Impact: 40%",
            "[x] done",
        ] {
            assert!(!begins_with_time(text), "{text:?}");
        }
        for lines in [
            ["ana  9:58 AM", "down", ""],
            ["Ana Lima", "  9:58 AM", "down"],
            ["PagerDuty", "APP  9:53 AM", "Resolved 4411"],
            ["[25/03/2023 10:32] Ana Lima", "down", ""],
        ] {
            assert!(heads_message(lines[0], [lines[1], lines[2]]), "{lines:?}");
        }
        for lines in [
            ["ana  9:58 AM", "", "down"],
            ["Start  9:58 AM", "down", ""],
            ["Detected", "9:58 AM", "by users"],
            ["ana", "is looking", "9:58 AM"],
            ["- ana  9:58 AM", "down", ""],
        ] {
            assert!(!heads_message(lines[0], [lines[1], lines[2]]), "{lines:?}");
        }
    }
}
