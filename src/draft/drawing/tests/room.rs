//! Texts have room, whatever is drawn.

use super::samples::{at, demo, empty, outage, weeks};
use super::*;
use crate::domain::kind::Kind;

#[test]
fn texts_have_room_for_few_entries_and_for_many() {
    for entries in [1, 2, 5, 12, 41, 113, 200] {
        for minutes in [20, 91, 500, 24 * 60, 5 * 24 * 60] {
            check(&outage(entries, minutes).incident);
        }
    }
    check(&demo().incident);
    check(&weeks().incident);
}

#[test]
fn texts_have_room_where_all_is_at_one_instant() {
    let mut s = empty("America/Bogota");
    for row in Kind::ROWS {
        s.log(row.kind, Some(&at(0)), row.about);
        s.log(row.kind, Some(&at(0)), row.about);
    }
    check(&s.incident);
}

#[test]
fn texts_have_room_over_midnight_and_in_several_windows() {
    let mut s = empty("Asia/Kolkata");
    for nth in 0..9 {
        s.log(Kind::Impact, Some(&at(nth * 160)), "down again");
        s.log(Kind::Cause, Some(&at(nth * 160 + 9)), "the same");
        s.log(Kind::Mitigation, Some(&at(nth * 160 + 11)), "restarted #helped");
        s.log(Kind::Resolution, Some(&at(nth * 160 + 12)), "up");
    }
    check(&s.incident);
    let text = text(&s.incident, Form::Alone);
    assert!(text.contains(">Relapse<") && text.contains(">4 Mar<"), "{text}");
}

#[test]
fn long_wide_and_backward_texts_have_room() {
    for word in [
        "word ",
        "W",
        "漢字",
        "אבגד ",
        "العربية ",
        "🔥",
        "﷽",
        "e\u{301}\u{302}",
        "<b>&amp;\"'",
        "\u{202e}\u{7}\u{1b}[31m",
    ] {
        let long = word.repeat(4096 / word.len());
        let mut s = outage(0, 90);
        s.set(crate::domain::record::FieldName::Title, &word.repeat(8));
        for (nth, row) in (0..).zip(Kind::ROWS) {
            s.log(row.kind, Some(&at(nth * 7)), &long);
            s.log(Kind::Hypothesis, Some(&at(nth * 7 + 1)), &long);
        }
        check(&s.incident);
    }
}
