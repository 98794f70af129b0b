//! Tables as spreadsheets and tools write them, and as nobody should.

use super::*;
use crate::import::columns::ColumnMap;
use crate::import::outcome::Question;
use crate::import::sample::{fixture, options, said, told};

fn csv(text: &str) -> Import {
    csv_read(&Bundle::of("t.csv", text), &options()).unwrap()
}

#[test]
fn a_table_with_a_head_is_read_by_its_names() {
    let import = csv_read(&fixture("timeline.csv"), &options()).unwrap();
    assert_eq!(
        told(&import),
        [
            "14:02:00 DETECT [timeline.csv:2] bo: 5xx alert, checkout|second line",
            "14:10:00 ESCAL? [timeline.csv:4] ana: paged the database team",
            "14:40:00 MITIG [timeline.csv:5] ana: said \"roll back\" and did",
        ]
    );
    assert_eq!(
        said(&import),
        ["1: it is a heading | Date,Time (UTC),Type,Event,Who"]
    );
    assert_eq!(import.proposals[0].last_line, 3);
    assert!(import.questions.is_empty());
    assert_eq!(
        told(&csv_read(&fixture("iris.csv"), &options()).unwrap()),
        ["14:02:00+02:00 NOTE [iris.csv:2] Legitimate: An event|with words"]
    );
    assert_eq!(
        told(&tsv_read(&fixture("timeline.tsv"), &options()).unwrap()),
        [
            "14:02:00 NOTE [timeline.tsv:2] bo: 5xx alert",
            "14:40:00 MITIG? [timeline.tsv:3] ana: rolled back"
        ]
    );
}

#[test]
fn a_table_of_another_language_is_read_by_what_stands_in_it() {
    assert_eq!(
        told(&csv_read(&fixture("semicolons.csv"), &options()).unwrap()),
        [
            "14:02:00 NOTE [semicolons.csv:2] Pool leer",
            "14:05:00 NOTE [semicolons.csv:3] Neustart",
            "14:09:00 NOTE [semicolons.csv:4] Ruhe",
        ]
    );
}

#[test]
fn a_table_without_a_head_is_read_too() {
    let text = "2023-03-25T14:02:00Z,detection,5xx alert\n2023-03-25T14:05:00Z,mitigation,\"rolled\nback\"\n";
    assert!(csv_recognises(&Bundle::of("t.csv", text)));
    assert_eq!(
        told(&csv(text)),
        [
            "14:02:00 DETECT [t.csv:1] 5xx alert",
            "14:05:00 MITIG [t.csv:2] rolled|back"
        ]
    );
}

#[test]
fn what_is_no_table_of_events_is_not_recognised() {
    for text in [
        "",
        "14:02, did X\n14:05, did Y\n",
        "We saw it at 14:02, and then, later, again.\nMore words.\n",
        "2023-03-25 14:02:00,123 INFO started\n2023-03-25 14:02:01,456 INFO done\n",
        "name,size\na,1\nb,2\n",
        "time,what\n",
        "- 14:02 a, b\n- 14:03 c\n",
        "Date, time, and place:\nnone, of, it\n",
    ] {
        assert!(!csv_recognises(&Bundle::of("t.csv", text)), "{text:?}");
        assert!(!tsv_recognises(&Bundle::of("t.tsv", text)), "{text:?}");
    }
}

#[test]
fn bare_times_run_on_and_the_day_is_asked_for() {
    let import = csv("time,event,end\n23:50,a,\n0:10,b,0:20\n");
    assert_eq!(
        told(&import),
        [
            "2023-03-24T23:50:00 NOTE [t.csv:2] a",
            "00:10:00-00:20:00 NOTE [t.csv:3] b"
        ]
    );
    assert_eq!(import.questions, [Question::Date]);
}

#[test]
fn days_and_months_are_told_by_the_others() {
    let shown = csv("when,what\n3/4/2023 09:00,a\n25/3/2023 09:00,b\n");
    assert_eq!(
        told(&shown),
        [
            "2023-04-03T09:00:00 NOTE [t.csv:2] a",
            "09:00:00 NOTE [t.csv:3] b"
        ]
    );
    let doubtful = csv("when,what\n3/4/2023 09:00,a\n");
    assert_eq!(told(&doubtful), ["-- NOTE [t.csv:2] 3/4/2023 09:00 a"]);
    let text = "3/4/2023 09:00".to_owned();
    assert_eq!(doubtful.questions, [Question::DayOrMonth { line: 2, text }]);
}

#[test]
fn a_person_says_which_of_day_and_month_comes_first() {
    let text = "when,what\n3/4/2023 09:00,a\n25/3/2023 09:00,b\n";
    let order = Some(crate::import::options::DateOrder::MonthFirst);
    let options = ImportOptions { order, ..options() };
    let import = csv_read(&Bundle::of("t.csv", text), &options).unwrap();
    assert_eq!(
        told(&import),
        [
            "2023-03-04T09:00:00 NOTE [t.csv:2] a",
            "09:00:00 NOTE [t.csv:3] b"
        ]
    );
    assert!(import.questions.is_empty());
}

#[test]
fn a_quote_that_is_never_closed_takes_no_other_row() {
    let text = "when,what\n2023-03-25 14:02,a\n\n2023-03-25 14:03,\"site down\n2023-03-25 14:04,b\r\n2023-03-25 14:05,c\n";
    assert!(csv_recognises(&Bundle::of("t.csv", text)));
    assert_eq!(
        told(&csv(text)),
        [
            "14:02:00 NOTE [t.csv:2] a",
            "14:03:00 IMPACT? [t.csv:4] \"site down",
            "14:04:00 NOTE [t.csv:5] b",
            "14:05:00 NOTE [t.csv:6] c",
        ]
    );
    let many = format!("when,what\n{}", "\"2023-03-25 14:02\",\"\n".repeat(20_000));
    assert!(Table::of(&many, b',').rows.len() >= 20_000 - 8);
}

#[test]
fn a_date_and_a_category_that_are_not_read_are_kept_and_said() {
    let import = csv("when,category,what\n31.11.2022 22:00,detection,a\n2023-03-25 14:02,Entwarnung,b\n");
    assert_eq!(
        told(&import),
        [
            "-- DETECT [t.csv:2] 31.11.2022 22:00 a",
            "14:02:00 NOTE [t.csv:3] Entwarnung: b",
        ]
    );
    let remarks = import
        .proposals
        .iter()
        .flat_map(|row| row.remarks.iter().map(ToString::to_string));
    assert_eq!(
        remarks.collect::<Vec<_>>(),
        [
            "'31.11.2022 22:00' is kept as text, not a time",
            "'Entwarnung' is kept as text, not a kind",
        ]
    );
}

#[test]
fn german_heads_name_who_said_it_and_of_what_kind() {
    let import = csv(
        "Zeit;Wer;Kategorie;Bemerkung\n2023-03-25 14:02;bo;Alarm;5xx\n2023-03-25 14:03;ana;Rollback;auf 2.13\n",
    );
    assert_eq!(
        told(&import),
        [
            "14:02:00 NOTE [t.csv:2] bo: Alarm: 5xx",
            "14:03:00 MITIG [t.csv:3] ana: auf 2.13",
        ]
    );
}

#[test]
fn keys_that_are_unique_identify_rows() {
    let import = csv(
        "id,when,what\nE7,2023-03-25 14:02,a\nE8,2023-03-25 14:03,b\nE8,2023-03-25 14:04,c\n9,2023-03-25 14:05,d\n",
    );
    assert_eq!(
        told(&import),
        [
            "14:02:00 NOTE [csv:t.csv/E7] a",
            "14:03:00 NOTE [t.csv:3] b",
            "14:04:00 NOTE [t.csv:4] c",
            // The number of a row is the key of another row in another table.
            "14:05:00 NOTE [t.csv:5] d",
        ]
    );
}

#[test]
fn a_person_may_say_what_the_columns_mean() {
    let mut options = options();
    let bundle = Bundle::of("t.csv", "seen,x,who\n2023-03-25 14:02,a,b\n");
    options.columns = ColumnMap::parse("time=SEEN,text=3,author=x").unwrap();
    assert_eq!(
        told(&csv_read(&bundle, &options).unwrap()),
        ["14:02:00 NOTE [t.csv:2] a: b"]
    );
    options.columns = ColumnMap::parse("time=when").unwrap();
    let error = csv_read(&bundle, &options).unwrap_err().to_string();
    assert_eq!(
        error,
        "it cannot be read as csv: no column is called 'when': there are seen, x, who"
    );
}

#[test]
fn a_bad_row_costs_no_other() {
    let import = csv(
        "when,what\n2023-03-25 14:02,a\nsoon,b\n2023-03-25 14:03\n,\nwhen,what\n2023-03-25 14:04,\n2023-03-25 14:05,\u{1b}[2J\0\u{202e}\n",
    );
    assert_eq!(
        told(&import),
        [
            "14:02:00 NOTE [t.csv:2] a",
            "-- NOTE [t.csv:3] soon b",
            "14:05:00 NOTE [t.csv:8] \u{1b}[2J\0\u{202e}",
        ]
    );
    assert_eq!(
        said(&import),
        [
            "1: it is a heading | when,what",
            "4: it has 1 cell, the others have 2 | 2023-03-25 14:03",
            "5: nothing is said in it | ,",
            "6: it is a heading | when,what",
            "7: it has no text | 2023-03-25 14:04,",
        ]
    );
}
