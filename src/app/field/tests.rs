//! Edits and layouts by table, and arbitrary runs of edits against what must always hold.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{Edit, Field};
use crate::domain::harmless;

/// A field whose cursor stands where `marked` has a `|`.
fn field(marked: &str) -> Field {
    let (before, after) = marked.split_once('|').expect("a cursor mark");
    let mut field = Field::with_text(format!("{before}{after}"));
    field.cursor = before.len();
    field
}

/// The text with a `|` where the cursor stands.
fn marked(field: &Field) -> String {
    let (before, after) = field.text.split_at(field.cursor);
    format!("{before}|{after}")
}

fn type_in(field: &mut Field, text: &str) {
    for c in text.chars() {
        field.apply(Edit::Insert(c.to_string()));
    }
}

#[test]
fn each_edit_does_its_work() {
    let table = [
        ("ab|c", Edit::Insert("xy".into()), "abxy|c"),
        ("e\u{301}|", Edit::Backspace, "|"),
        ("|", Edit::Backspace, "|"),
        ("|👨\u{200d}👩\u{200d}👧x", Edit::Delete, "|x"),
        ("a👍🏽|", Edit::Left, "a|👍🏽"),
        ("|🇨🇭b", Edit::Right, "🇨🇭|b"),
        ("db-1 failed|", Edit::WordLeft, "db-1 |failed"),
        ("db-|1 failed", Edit::WordLeft, "|db-1 failed"),
        ("|db-1", Edit::WordRight, "db|-1"),
        ("one\ntw|o\nthree", Edit::Home, "one\n|two\nthree"),
        ("one\ntw|o\r\nthree", Edit::End, "one\ntwo|\r\nthree"),
        ("one\nt|wo", Edit::Up, "o|ne\ntwo"),
        ("字字\nab|c", Edit::Up, "字|字\nabc"),
        ("one|", Edit::Up, "one|"),
        ("lo|ng\r\nx\ny", Edit::Down, "long\r\nx|\ny"),
        ("one|\n", Edit::Down, "one\n|"),
        ("a|bc\nd", Edit::KillToEnd, "a|\nd"),
        ("a|\nd", Edit::KillToEnd, "a|d"),
        ("x\nab|c", Edit::KillToStart, "x\n|c"),
        ("x\n|c", Edit::KillToStart, "x|c"),
        ("see db-1:5432  |", Edit::KillSpacedWordBack, "see |"),
        ("see db-1|", Edit::KillWordBack, "see db-|"),
        ("see| db-1", Edit::KillWordForward, "see|-1"),
        ("a|b", Edit::Transpose, "ba|"),
        ("ab|", Edit::Transpose, "ba|"),
        ("|ab", Edit::Transpose, "|ab"),
        ("a\n|b", Edit::Transpose, "a\n|b"),
        ("a|", Edit::Yank, "a|"),
        ("a|", Edit::Undo, "a|"),
    ];
    for (before, edit, after) in table {
        let mut field = field(before);
        let changed = field.apply(edit.clone());
        assert_eq!(marked(&field), after, "{edit:?} on {before:?}");
        assert_eq!(changed, before != after, "{edit:?} on {before:?}");
    }
}

#[test]
fn consecutive_kills_join_and_others_do_not() {
    let mut field = field("one two| three");
    field.apply(Edit::KillWordBack);
    field.apply(Edit::KillToEnd);
    field.apply(Edit::KillWordBack);
    field.apply(Edit::Yank);
    assert_eq!(marked(&field), "one two three|");
    field.apply(Edit::KillWordBack);
    field.apply(Edit::Yank);
    field.apply(Edit::Yank);
    assert_eq!(field.take(), "one two threethree");
    field.apply(Edit::Yank);
    assert_eq!(field.text(), "three");
}

#[test]
fn up_and_down_keep_their_column() {
    let mut field = field("long line|\nx\nlong line");
    field.apply(Edit::Down);
    field.apply(Edit::Down);
    assert_eq!(marked(&field), "long line\nx\nlong line|");
    assert!(!field.apply(Edit::Down));
}

#[test]
fn undo_goes_back_by_word_and_by_burst() {
    let mut field = Field::default();
    type_in(&mut field, "db is down");
    field.insert_str(" since 12:00");
    for expected in ["db is down", "db is ", "db ", ""] {
        assert!(field.apply(Edit::Undo));
        assert_eq!(field.text(), expected);
    }
    assert!(!field.apply(Edit::Undo));

    let mut field = Field::with_text("db is down");
    for _ in 0..7 {
        field.apply(Edit::Backspace);
    }
    for expected in ["db is", "db is down"] {
        field.apply(Edit::Undo);
        assert_eq!(field.text(), expected);
    }
}

#[test]
fn a_huge_change_is_not_remembered() {
    let mut field = Field::with_text("x".repeat(5 * 1024 * 1024));
    field.apply(Edit::KillToStart);
    assert!(!field.apply(Edit::Undo));
}

#[test]
fn wraps_words_and_places_the_cursor() {
    let table = [
        ("|", 10, vec![""], (0, 0)),
        ("hello world|", 6, vec!["hello ", "world"], (5, 1)),
        ("hello |world", 6, vec!["hello ", "world"], (0, 1)),
        ("hello wo|rld", 8, vec!["hello ", "world"], (2, 1)),
        ("hello |", 6, vec!["hello ", ""], (0, 1)),
        ("abcdefg|h", 4, vec!["abc", "def", "gh"], (1, 2)),
        ("字字字|", 5, vec!["字字", "字"], (2, 1)),
        ("e\u{301}e\u{301}|", 5, vec!["e\u{301}e\u{301}"], (2, 0)),
        ("a\n|b\r\n", 5, vec!["a", "b", ""], (0, 1)),
        ("\u{1b}[2J|", 9, vec!["␛[2J"], (4, 0)),
        ("\u{202e}|x", 5, vec!["<U+2", "02E>", "x"], (0, 2)),
        ("字|", 1, vec!["…", ""], (0, 1)),
        ("a\tb|", 9, vec!["a b"], (3, 0)),
    ];
    for (text, width, rows, cursor) in table {
        let layout = field(text).layout(width, 9);
        assert_eq!(layout.rows, rows, "{text:?}");
        assert_eq!(layout.cursor, cursor, "{text:?}");
        assert!(!layout.hidden_above && !layout.hidden_below, "{text:?}");
    }
}

#[test]
fn shows_the_rows_around_the_cursor() {
    let table = [
        ("|1\n2\n3\n4\n5", vec!["1", "2", "3"], 0, (false, true)),
        ("1\n2\n3|\n4\n5", vec!["2", "3", "4"], 1, (true, true)),
        ("1\n2\n3\n4\n5|", vec!["3", "4", "5"], 2, (true, false)),
    ];
    for (text, rows, cursor_row, hidden) in table {
        let layout = field(text).layout(9, 3);
        assert_eq!(layout.rows, rows, "{text:?}");
        assert_eq!(layout.cursor.1, cursor_row, "{text:?}");
        assert_eq!((layout.hidden_above, layout.hidden_below), hidden, "{text:?}");
    }
}

#[test]
fn a_huge_line_is_wrapped_near_the_cursor_only() {
    let mut field = Field::with_text("word ".repeat(300_000));
    field.cursor = 700_000;
    let start = super::layout::first_wrapped(&field.text, field.cursor, 80, 10);
    assert!(start > 600_000);
    let layout = field.layout(80, 10);
    assert_eq!(layout.rows.len(), 10);
    assert!(layout.hidden_above && layout.hidden_below);
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b",
        " ",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "字",
        "e\u{301}",
        "\u{301}",
        "\u{200d}",
        "👩",
        "🇨",
        "🇭",
        "\u{1f3fd}",
        "\u{1b}",
        "\u{202e}",
        "क",
        "\u{94d}",
        "\u{1100}",
        "\u{1161}",
        "\u{605}",
        "ﾊ",
        "\u{ff9e}",
        "word",
        "-",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn edit() -> impl Strategy<Value = Edit> {
    let fixed = prop::sample::select(vec![
        Edit::Backspace,
        Edit::Delete,
        Edit::Left,
        Edit::Right,
        Edit::WordLeft,
        Edit::WordRight,
        Edit::Home,
        Edit::End,
        Edit::Up,
        Edit::Down,
        Edit::KillToEnd,
        Edit::KillToStart,
        Edit::KillSpacedWordBack,
        Edit::KillWordBack,
        Edit::KillWordForward,
        Edit::Yank,
        Edit::Transpose,
        Edit::Undo,
    ]);
    prop_oneof![text().prop_map(Edit::Insert), fixed]
}

fn is_boundary(field: &Field) -> bool {
    let at = field.cursor();
    at == field.text().len() || field.text().grapheme_indices(true).any(|(start, _)| start == at)
}

#[test]
fn swapping_what_swaps_into_the_same_text_changes_nothing() {
    let mut field = Field::with_text("🇨🇨🇨");
    assert!(!field.apply(Edit::Transpose));
}

proptest! {
    #[test]
    fn the_cursor_stays_on_a_boundary(
        initial in text(),
        edits in prop::collection::vec(edit(), 0..40),
        width in 1_u16..12,
        max_rows in 1_u16..6,
    ) {
        let mut field = Field::with_text(initial.clone());
        for edit in edits {
            let before = (field.text.clone(), field.cursor);
            let changed = field.apply(edit.clone());
            prop_assert!(is_boundary(&field), "{:?} gave {:?}", edit, marked(&field));
            prop_assert_eq!(changed, before != (field.text.clone(), field.cursor), "{:?}", edit);
            let layout = field.layout(width, max_rows);
            prop_assert!(layout.rows.iter().all(|row| harmless::width(row) <= usize::from(width)), "{:?}", layout);
            prop_assert!(layout.cursor.0 < width && usize::from(layout.cursor.1) < layout.rows.len());
        }
        while field.apply(Edit::Undo) {}
        prop_assert_eq!(field.text(), initial);
    }

    #[test]
    fn undo_restores_text_and_cursor(initial in text(), steps in 0_usize..9, edit in edit()) {
        let mut field = Field::with_text(initial);
        for _ in 0..steps {
            field.apply(Edit::Left);
        }
        let before = marked(&field);
        let text = field.text.clone();
        field.apply(edit);
        if field.text != text {
            field.apply(Edit::Undo);
            prop_assert_eq!(marked(&field), before);
        }
    }

    #[test]
    fn backspaces_take_back_an_insert(inserted in text()) {
        // What fuses with the text around it is not a grapheme of its own.
        let fusing = ['\u{301}', '\u{200d}', '\u{94d}', '\u{1f3fd}', '\u{ff9e}'];
        let inserted = inserted.replace('\r', "");
        let inserted = inserted.trim_start_matches(fusing);
        let mut field = field("start |\nend");
        field.insert_str(inserted);
        for _ in inserted.graphemes(true) {
            field.apply(Edit::Backspace);
        }
        prop_assert_eq!(marked(&field), "start |\nend");
    }

    #[test]
    fn layout_shows_all_of_a_short_text(text in text()) {
        let layout = Field::with_text(text.clone()).layout(30, 500);
        let shown = harmless::block(&text).replace('\n', "");
        prop_assert_eq!(layout.rows.concat(), shown);
    }
}
