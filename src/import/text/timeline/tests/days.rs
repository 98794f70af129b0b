//! Days, nights, zones, and what has to be asked of them.

use super::*;

#[test]
fn days_are_said_in_headings_and_lines() {
    check(
        &[
            (
                "Cronología (hora UTC)\n\n- 24 de marzo de 2023, 14:02 caída",
                &["3 03-24 14:02 NOTE caída"],
            ),
            (
                "## 2023-03-24\n- 23:50 a\n- 00:10 b\n### Saturday, 25 March\n- 09:00 c\nDay 3\n- 10:00 d",
                &[
                    "2 03-24 23:50 NOTE a",
                    "3 03-25 00:10 NOTE b",
                    "5 03-25 09:00 NOTE c",
                    "7 03-26 10:00 NOTE d",
                ],
            ),
            (
                "# Incident of 24 March 2023 (all times UTC)\n\n14:02 a",
                &["3 03-24 14:02 NOTE a"],
            ),
            (
                "INCIDENT LOG\ndate: 2023/03/24   zone: Europe/Berlin\n14:02 a",
                &["1 untimed NOTE INCIDENT LOG", "3 03-24 14:02 NOTE a"],
            ),
            (
                "Alle Zeiten in UTC\n24. März 2023\n14:02 a",
                &["3 03-24 14:02 NOTE a"],
            ),
            (
                "3/4/2022 14:02 a\n5 March 2022 14:05 b",
                &["1 03-04 14:02 NOTE a", "2 03-05 14:05 NOTE b"],
            ),
            ("Datum: 24.03.2023\n14:02 a", &["2 03-24 14:02 NOTE a"]),
            (
                "vendredi 24 mars 2023\n14h02 : panne",
                &["2 03-24 14:02 NOTE panne"],
            ),
            (
                "24. März 2023, 14:02 Uhr: Ausfall",
                &["1 03-24 14:02 NOTE Ausfall"],
            ),
            (
                "- viernes 24 de marzo de 2023, 14:02: caída\n- 14:10 sigue",
                &["1 03-24 14:02 NOTE caída", "2 03-24 14:10 NOTE sigue"],
            ),
            (
                "sexta-feira, 24 de março de 2023\n14:02 queda",
                &["2 03-24 14:02 NOTE queda"],
            ),
            ("venerdì 24 marzo 2023\n14:02 giù", &["2 03-24 14:02 NOTE giù"]),
            ("vrijdag 24 maart 2023\n14:02 stuk", &["2 03-24 14:02 NOTE stuk"]),
            (
                "--- Day changed Fri Mar 24 2023\n14:02 a",
                &["2 03-24 14:02 NOTE a"],
            ),
            (
                "- March 20: Deployed v2\n- March 24, 2023: Customers complained\n",
                &[
                    "1 03-20 CHANGE Deployed v2",
                    "2 03-24 DETECT Customers complained",
                ],
            ),
            (
                "### March 24, 2023 - the outage\n- 14:02 a\n- 14:05 b",
                &["2 03-24 14:02 NOTE a", "3 03-24 14:05 NOTE b"],
            ),
            (
                "### March 24, 2023 - the outage\n\nIt began.",
                &["1-3 03-24 NOTE the outage / It began."],
            ),
            ("Fri Mar 24 14:02:11 UTC 2023 a", &["1 03-24 14:02:11 NOTE a"]),
        ],
        &nothing_known(),
    );
}

#[test]
fn times_run_on() {
    check(
        &[
            (
                "23:50 a\n00:10 b",
                &["1 03-25 23:50 NOTE a", "2 03-26 00:10 NOTE b"],
            ),
            (
                "09:00 a\n12:00 b\n11:30 late",
                &[
                    "1 03-25 09:00 NOTE a",
                    "2 03-25 12:00 NOTE b",
                    "3 03-25 11:30 NOTE late",
                ],
            ),
            (
                "00:20 d\n00:10 c\n23:50 b\n23:40 a",
                &[
                    "1 03-25 00:20 NOTE d",
                    "2 03-25 00:10 NOTE c",
                    "3 03-24 23:50 NOTE b",
                    "4 03-24 23:40 NOTE a",
                ],
            ),
            (
                "18:00 c\n10:00 b\n02:00 a",
                &[
                    "1 03-25 18:00 NOTE c",
                    "2 03-25 10:00 NOTE b",
                    "3 03-25 02:00 NOTE a",
                ],
            ),
            (
                "2023-03-26 00:10 c\n2023-03-25 23:50 b\n2023-03-25 23:40 a",
                &[
                    "1 03-26 00:10 NOTE c",
                    "2 03-25 23:50 NOTE b",
                    "3 03-25 23:40 NOTE a",
                ],
            ),
            (
                "14:02 outage starts\nT+12m failed over\nT-5 min deployed v2\n+00:30 quiet",
                &[
                    "1 03-25 14:02 IMPACT outage starts",
                    "2 03-25 14:14 MITIG failed over",
                    "3 03-25 13:57 CHANGE deployed v2",
                    "4 03-25 14:32 NOTE quiet",
                ],
            ),
            (
                "T-5m a\nT0 = 14:02 UTC b\nT+1h c",
                &[
                    "1 03-25 13:57 NOTE a",
                    "2 03-25 14:02 NOTE b",
                    "3 03-25 15:02 NOTE c",
                ],
            ),
            ("T+5m a", &["1 untimed NOTE T+5m a"]),
        ],
        &known(),
    );
}

#[test]
fn a_shift_moves_days_that_were_not_said() {
    let options = ImportOptions { shift: -1, ..known() };
    assert_eq!(
        told("23:50 a\n00:10 b\n2023-03-28\n09:00 c", &options),
        [
            "1 03-24 23:50 NOTE a",
            "2 03-25 00:10 NOTE b",
            "4 03-28 09:00 NOTE c"
        ]
    );
}

#[test]
fn dates_of_offices_are_told_apart() {
    let asked = |text: &str| {
        questions(text, &known())
            .iter()
            .map(Question::to_string)
            .collect::<Vec<_>>()
    };
    let one = "03/04/2022 14:02 a";
    assert_eq!(told(one, &known()), ["1 04-03 14:02 NOTE a"]);
    assert_eq!(
        asked(one),
        ["line 1: is 03/04/2022 day/month or month/day? (--date-order)"]
    );
    let two = "03/04/2022 23:50 a\n03/05/2022 00:10 b";
    assert_eq!(
        told(two, &known()),
        ["1 03-04 23:50 NOTE a", "2 03-05 00:10 NOTE b"],
        "they lie closer together"
    );
    assert_eq!(asked(two).len(), 1);
    let decided = "03/04/2022 14:02 a\n03/25/2022 14:02 b";
    assert_eq!(
        told(decided, &known()),
        ["1 03-04 14:02 NOTE a", "2 03-25 14:02 NOTE b"]
    );
    assert_eq!(asked(decided), [""; 0]);
    let ahead = "03/04/2023 14:02 a";
    assert_eq!(
        told(ahead, &known()),
        ["1 03-04 14:02 NOTE a"],
        "3 April has not come yet"
    );
    assert_eq!(asked(ahead), [""; 0]);
    let day = NaiveDate::from_ymd_opt(2022, 3, 4).unwrap();
    let said = ImportOptions {
        date: Some(ListDate::Day(day)),
        ..known()
    };
    assert_eq!(told(one, &said), ["1 03-04 14:02 NOTE a"]);
    assert_eq!(questions(one, &said), []);
    let ordered = ImportOptions {
        order: Some(DateOrder::MonthFirst),
        ..known()
    };
    assert_eq!(told(one, &ordered), ["1 03-04 14:02 NOTE a"]);
    assert_eq!(questions(one, &ordered), []);
}

#[test]
fn what_is_not_said_is_asked() {
    let asked = |text: &str| {
        questions(text, &nothing_known())
            .iter()
            .map(Question::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        asked("14:02 a\n14:05 b"),
        [Question::Date.to_string(), Question::Zone.to_string()]
    );
    assert_eq!(asked("2023-03-25 14:02 UTC a\n14:05 b"), [""; 0]);
    assert_eq!(asked("25 March 14:02 UTC a"), [Question::Year.to_string()]);
    assert_eq!(asked("25 March 14:02 UTC a\n2023-03-26 14:02 UTC b"), [""; 0]);
    assert_eq!(asked("2023-03-25 14:02 a"), [Question::Zone.to_string()]);
    assert_eq!(
        asked("2023-03-25 14:02 BST a\n14:05 BST b"),
        [
            Question::Zone.to_string(),
            "line 1: which zone is 'BST'? (--zone)".to_owned()
        ]
    );
    assert_eq!(
        asked("## Timeline (times in CEST)\n2023-03-25 14:02 UTC a"),
        ["line 1: which zone is 'CEST'? (--zone)"]
    );
    assert_eq!(asked("Mon 14:02 UTC a"), [Question::Date.to_string()]);
    assert_eq!(
        told("- **10:02 AM PT:** Customers report errors", &nothing_known()),
        ["1 03-28 10:02 DETECT PT Customers report errors"]
    );
    assert_eq!(
        told("- **10:02 AM PT:** d: errors", &known()),
        ["1 03-25 10:02 DETECT errors"]
    );
    assert_eq!(questions("14:02 BST a", &known()), []);
    assert_eq!(told("14:02 BST a", &known()), ["1 03-25 14:02 NOTE a"]);
    let berlin = Some(Zone::parse("Europe/Berlin", Zone::Utc).unwrap());
    let options = ImportOptions {
        zone: berlin,
        date: None,
        ..known()
    };
    let text = "2022-10-30 02:30 a";
    assert_eq!(
        questions(text, &options),
        [Question::AmbiguousHour {
            line: 1,
            text: "02:30".to_owned()
        }]
    );
    let import = import("14:02 a", Said::default(), &nothing_known());
    assert_eq!(
        import.proposals[0].remarks,
        [crate::domain::entry::Remark::DayNotSaid]
    );
}

#[test]
fn the_head_of_a_document_gives_what_nobody_said() {
    let day = NaiveDate::from_ymd_opt(2023, 2, 1);
    let said = Said {
        zone: Some(Zone::Utc),
        date: day,
        year: None,
    };
    let at = |import: Import| match import.proposals[0].time() {
        EntryTime::Given(given) => given.at.to_string(),
        EntryTime::Now => "untimed".to_owned(),
    };
    assert_eq!(
        at(import("14:02 a", said, &nothing_known())),
        "2023-02-01T14:02:00+00:00"
    );
    assert_eq!(at(import("14:02 a", said, &known())), "2023-03-25T14:02:00+00:00");
    let year = Said {
        year: Some(2021),
        ..Said::default()
    };
    assert_eq!(
        at(import("25 March 14:02 UTC a", year, &nothing_known())),
        "2021-03-25T14:02:00+00:00"
    );
    let options = ImportOptions {
        date: Some(ListDate::Year(2020)),
        ..nothing_known()
    };
    assert_eq!(
        at(import("29 Feb 14:02 UTC a", year, &options)),
        "2020-02-29T14:02:00+00:00"
    );
    assert_eq!(
        at(import(
            "All times are in Europe/Berlin\n\n2023-07-01 14:02 a",
            Said::default(),
            &nothing_known()
        )),
        "2023-07-01T14:02:00+02:00"
    );
    assert_eq!(
        at(import(
            "2023-07-01 14:02 UTC a",
            Said::default(),
            &nothing_known()
        )),
        "2023-07-01T14:02:00+00:00"
    );
    let mixed = import(
        "2023-07-01 14:02 EDT a\n14:05 UTC b",
        Said::default(),
        &nothing_known(),
    );
    assert_eq!(at(mixed), "2023-07-01T14:02:00-04:00");
}
