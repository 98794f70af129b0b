//! The line that is written, keys in.

use super::history::{HISTORY, HISTORY_BYTES};
use super::*;

fn typed(text: &str) -> Composer {
    let mut composer = Composer::default();
    for c in text.chars() {
        composer.edit(Edit::Insert(c.to_string()));
    }
    composer
}

#[test]
fn the_picker_closes_at_the_first_character_that_fits_none() {
    assert!(typed("/et").picker().is_none());
    assert!(typed("/c").picker().is_some());
    let mut composer = typed("/x/");
    composer.edit(Edit::Backspace);
    assert!(composer.picker().is_none(), "all is text from then on");
    composer.edit(Edit::KillToStart);
    composer.edit(Edit::Insert("/".to_owned()));
    assert!(composer.picker().is_some(), "a new line opens it again");
}

#[test]
fn a_command_takes_its_argument_until_the_line_is_kept_as_text() {
    let mut composer = typed("/sevv 2");
    assert!(composer.given().is_none());
    for edit in [Edit::Home, Edit::Right, Edit::Right, Edit::Right, Edit::Delete] {
        composer.edit(edit);
    }
    assert!(composer.given().is_some(), "{}: put right", composer.field.text());
    composer.dismiss_picker();
    composer.edit(Edit::Insert("2".to_owned()));
    assert!(composer.given().is_none(), "that was asked for");
    assert_eq!(typed("/mit rolled back").line(), "m: rolled back");
    let mut composer = typed("/se");
    composer.move_highlight(true);
    composer.complete();
    assert_eq!(composer.field.text(), "/severity ");
    let mut empty = Composer::default();
    empty.give_back("/sev 2");
    assert!(empty.given().is_some(), "it is tried again");
}

#[test]
fn the_picker_opens_at_the_first_slash_after_a_restart() {
    let restored = |line: &str| Composer::restored(line.to_owned(), Vec::new(), Vec::new());
    let mut composer = restored("");
    composer.edit(Edit::Insert("/".to_owned()));
    assert!(composer.picker().is_some());
    assert!(restored("/c").picker().is_none(), "the line as it was left");
}

#[test]
fn history_goes_back_and_returns_to_the_waiting_line() {
    let mut composer = typed("one");
    composer.send();
    composer.edit(Edit::Insert("two".to_owned()));
    composer.send();
    composer.edit(Edit::Insert("thr".to_owned()));
    composer.older();
    composer.older();
    composer.older();
    assert_eq!(composer.field.text(), "one");
    composer.newer();
    composer.newer();
    assert_eq!(composer.field.text(), "thr");
    composer.newer();
    assert_eq!(composer.field.text(), "thr");
}

#[test]
fn whatever_becomes_of_an_older_line_the_one_that_waits_is_kept() {
    let event = RecordId::new(uuid::Uuid::from_u128(1));
    let ends: [fn(&mut Composer); 4] = [
        |composer| _ = composer.edit(Edit::Insert("!".to_owned())),
        |composer| _ = composer.send(),
        Composer::toggle_text,
        |composer| {
            composer.begin(
                Task::Correct(RecordId::new(uuid::Uuid::from_u128(2))),
                "c".to_owned(),
            )
        },
    ];
    for end in ends {
        let mut composer = typed("sent");
        composer.send();
        composer.edit(Edit::Insert("waits".to_owned()));
        composer.older();
        assert_eq!(composer.waiting(), Some("waits"), "a kill now loses nothing");
        end(&mut composer);
        assert!(composer.history().contains(&"waits".to_owned()));
    }
    let mut composer = typed("waits");
    composer.begin(Task::Correct(event), "correction".to_owned());
    composer.begin(Task::End(event, Kind::RuledOut), "x: ".to_owned());
    assert_eq!(composer.waiting(), Some("waits"));
    assert_eq!(composer.history(), ["correction"]);
    composer.older();
    assert_eq!(composer.with_task(), Some("x: "), "a task's line waits too");
}

#[test]
fn the_oldest_lines_go_where_the_history_is_large() {
    let mut composer = typed("being written");
    let half = |c: &str| c.repeat(HISTORY_BYTES / 2);
    for text in ["small".to_owned(), half("a"), half("b")] {
        composer.remember(&text);
    }
    assert_eq!(composer.history(), [half("a"), half("b")]);
    composer.remember(&"c".repeat(2 * HISTORY_BYTES));
    assert_eq!(composer.history().len(), 1, "the newest is there");
    for nth in 0..2 * HISTORY {
        composer.remember(&nth.to_string());
    }
    assert_eq!(composer.history().len(), HISTORY);
    assert_eq!(composer.field.text(), "being written");
}

#[test]
fn a_line_that_failed_never_overwrites_another() {
    let mut composer = typed("being written");
    assert!(!composer.give_back("failed"));
    assert_eq!(composer.field.text(), "being written");
    composer.older();
    assert_eq!(composer.field.text(), "failed");
    let mut empty = Composer::default();
    assert!(empty.give_back("failed"));
    assert_eq!(empty.field.text(), "failed");
}

#[test]
fn one_key_takes_the_line_as_text_and_back() {
    let mut composer = typed("09:30 is when it starts");
    composer.toggle_text();
    assert_eq!(composer.field.text(), "\\09:30 is when it starts");
    composer.toggle_text();
    assert_eq!(composer.field.text(), "09:30 is when it starts");
}
